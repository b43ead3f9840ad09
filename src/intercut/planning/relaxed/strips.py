"""What stands where in the relaxed model: modes, strips on unit days, their bases and lights."""

from __future__ import annotations

from ortools.sat.python import cp_model

from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.windows import lights_of, windows_of

Var = cp_model.IntVar


def add_modes(m: DayModel) -> None:
    """Each open scene is shot in one of its modes (`rule.strips`); parts cost their price."""
    problem, model = m.problem, m.model
    m.mode = [
        [m.flag(f"mode{c}.{n}") for n in range(len(choice.modes))]
        for c, choice in enumerate(problem.choices)
    ]
    for c, choice in enumerate(problem.choices):
        model.add_exactly_one(m.mode[c])
        for mode, group in zip(m.mode[c], choice.strips, strict=True):
            price = max((problem.parts_price[s] for s in group), default=0)
            m.pay_for(mode, price)


def add_strips(m: DayModel) -> None:
    """Each strip of the chosen modes stands on one unit day at one place (`unplaced`).

    Options and slots are those of `windows_of`.
    """
    problem = m.problem
    m.windows = windows_of(problem, m.alone)
    by_option: dict[int, list[int]] = {}
    for option, slot in m.windows:
        by_option.setdefault(option, []).append(slot)
    for strip in range(problem.n_strips):
        mine: list[Var] = []
        for option in problem.options_of[strip]:
            for slot in by_option.get(option, []):
                var = m.flag(f"x{option}.{slot}")
                m.x[option, slot] = var
                m.by_strip[strip].append((option, slot))
                m.by_slot.setdefault(slot, []).append(option)
                mine.append(var)
        m.model.add(sum(mine) == m.active(strip))
        if not mine and problem.choice_of[strip] < 0:
            m.impossible = True


def add_days(m: DayModel) -> None:
    """A unit day with a strip is worked and paid (`unit.day`), at one base (`rule.two_places`).

    Pages and moves stay within the unit's (`rule.page_limit`, `rule.most_moves`): coming to n
    places takes n - 1 moves at least.
    """
    problem, model = m.problem, m.model
    units = problem.production.units
    for slot, options in m.by_slot.items():
        used = m.used[slot] = m.flag(f"used{slot}")
        here = [m.x[o, slot] for o in options]
        for var in here:
            model.add_implication(var, used)
        model.add_bool_or([used.negated(), *here])
        unit = units[problem.slot_unit[slot]]
        m.pay_for(used, problem.index.money(unit.day_cost))
        bases = sorted({problem.place_base[problem.option_place[o]] for o in options})
        for base in bases:
            at = m.at_base[slot, base] = m.flag(f"base{slot}.{base}")
            for o in options:
                if problem.place_base[problem.option_place[o]] == base:
                    model.add_implication(m.x[o, slot], at)
        model.add(sum(m.at_base[slot, b] for b in bases) == used)
        if unit.page_limit is not None and "page_limit" not in problem.soft:
            pages = sum(problem.eighths[problem.option_strip[o]] * m.x[o, slot] for o in options)
            model.add(pages <= max(0, unit.page_limit) * used)


def add_lights(m: DayModel) -> None:
    """A unit day has one light, in which each of its strips has a minute to begin (`rule.light`,
    `rule.call`, hours)."""
    for slot, options in m.by_slot.items():
        lights = lights_of(m.problem, slot)
        for n in lights:
            m.light[slot, n] = m.flag(f"light{slot}.{n}")
        m.model.add(sum(m.light[slot, n] for n in lights) == m.used[slot])
        for o in options:
            good = [n for n in lights if m.windows[o, slot][n]]
            if len(good) < len(lights):
                m.model.add_bool_or([m.x[o, slot].negated(), *(m.light[slot, n] for n in good)])
