"""Wishes in the relaxed model: those that dates, places and lengths decide, from below.

Left out, as nothing at this level makes them sure: story order without times, cover against the weather, children
and big scenes within the day (`cuts` adds what an exact day knows of them), days too short (a banner
that takes time makes them longer).
"""

from __future__ import annotations

from itertools import pairwise

from ortools.sat.python import cp_model

from intercut.domain.people import PayKind
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.work import work_within
from intercut.planning.wished import wishes_of


def add_wishes(m: DayModel) -> None:
    """Prices of wishes that are sure to be due."""
    asked = wishes_of(m.problem)
    for price, settings in asked.get("exteriors_early", ()):
        _exteriors(m, price, settings["percent"])
    for price, _ in asked.get("few_moves", ()):
        for slot, moves in m.moves.items():
            m.pay_day(slot, moves, price)
    for price, _ in asked.get("places_shot_out", ()):
        _shot_out(m, price)
    for price, settings in asked.get("balanced_days", ()):
        for slot in m.by_slot:
            unit = m.problem.production.units[m.problem.slot_unit[slot]]
            longer = _longer(m, slot, unit.normal_minutes + settings["minutes"], waits=False)
            m.pay_day(slot, longer, price)
    firsts = asked.get("light_first_day", []), asked.get("big_scene_not_day_one", [])
    if any(firsts):
        _first_days(m, *firsts)
    for price, _ in asked.get("nights_together", ()):
        _nights(m, price)
    for price, _ in asked.get("story_order", ()):
        if m.times:
            _story(m, price)
    for price, _ in asked.get("few_days", ()):
        for slot, used in m.used.items():
            if m.problem.production.units[m.problem.slot_unit[slot]].day_cost is None:
                m.pay_for(used, price)
    for price, _ in asked.get("few_idle_days", ()):
        _idle(m, price)


def _exteriors(m: DayModel, price: int, percent: int) -> None:
    """Each strip outside shot after so many of the unit's working days: a matter of its date."""
    problem = m.problem
    first = problem.dates[0].toordinal()
    for u, unit in enumerate(problem.production.units):
        days = problem.index.calendar(unit.id).working_days()
        n = -(-len(days) * percent // 100)
        latest = days[min(n, len(days)) - 1].toordinal() - first if days and n > 0 else -first
        for (option, slot), var in m.x.items():
            late = problem.slot_unit[slot] == u and problem.slot_date[slot] > latest
            if late and problem.outside[problem.option_strip[option]]:
                m.pay_for(var, price)


def _shot_out(m: DayModel, price: int) -> None:
    """Openings of a place by a unit beyond the first."""
    for (unit, place), opened in m.opens.items():
        ever = m.flag(f"ever{unit}.{place}")
        visits = [
            v for (p, s), v in m.visit.items() if p == place and m.problem.slot_unit[s] == unit
        ]
        m.model.add_max_equality(ever, visits)
        m.pay_for(sum(opened) - ever, price)


def _longer(m: DayModel, slot: int, length: int, *, waits: bool) -> cp_model.IntVar:
    """Whether a unit day is surely longer than so many minutes, with what it ``waits`` or without."""
    longer = m.flag(f"longer{slot}.{length}.{waits}")
    room = max(-1, work_within(m.problem, length))
    if room < 0:
        m.model.add_implication(m.used[slot], longer)
    else:
        m.model.add(m.work[slot] <= room).only_enforce_if(longer.negated())
    if m.times and waits:
        m.model.add(m.wrap[slot] - m.call[slot] <= length).only_enforce_if(
            [longer.negated(), m.used[slot]]
        )
    return longer


def _first_days(
    m: DayModel,
    light: list[tuple[int, dict[str, int]]],
    big: list[tuple[int, dict[str, int]]],
) -> None:
    """The first day worked of each unit: its length, and big strips on it."""
    problem = m.problem
    for u, unit in enumerate(problem.production.units):
        slots = [s for s in m.slots if problem.slot_unit[s] == u and s in m.by_slot]
        for n, slot in enumerate(slots):
            first = m.flag(f"first{slot}")
            before = [m.used[s] for s in slots[:n]]
            m.model.add_bool_or([m.used[slot].negated(), *before, first])
            for price, settings in light:
                # Longer than a share of the normal day, in whole minutes.
                most = unit.normal_minutes * settings["percent"] // 100
                due = m.flag(f"due{slot}")
                m.model.add_bool_or(
                    [first.negated(), _longer(m, slot, most, waits=True).negated(), due]
                )
                m.pay_for(due, price)
            for price, settings in big:
                for option in m.by_slot[slot]:
                    if problem.eighths[problem.option_strip[option]] >= settings["eighths"]:
                        due = m.flag(f"big{option}.{slot}")
                        m.model.add_bool_or([first.negated(), m.x[option, slot].negated(), due])
                        m.pay_for(due, price)


def _nights(m: DayModel, price: int) -> None:
    """Each time a unit comes back to nights: a night after another light after a night."""
    problem = m.problem
    for u in range(len(problem.unit_ids)):
        slots = [s for s in m.slots if problem.slot_unit[s] == u and s in m.by_slot]
        if sum((s, 2) in m.light for s in slots) < 2:
            continue
        had = waits = None
        for slot in slots:
            night = m.light.get((slot, 2))
            used = m.used[slot]
            had_now, waits_now = m.flag(f"had{slot}"), m.flag(f"waits{slot}")
            if night is not None:
                m.model.add_implication(night, had_now)
            if had is not None and waits is not None:
                m.model.add_implication(had, had_now)
                # Worked otherwise since the last night.
                other = [used.negated()] + ([night] if night is not None else [])
                m.model.add_bool_or([had.negated(), *other, waits_now])
                rest = [used] if night is None else [night]
                m.model.add_bool_or([waits.negated(), *rest, waits_now])
                if night is not None:
                    back = m.flag(f"back{slot}")
                    m.model.add_bool_or([waits.negated(), night.negated(), back])
                    m.pay_for(back, price)
            had, waits = had_now, waits_now


def _idle(m: DayModel, price: int) -> None:
    """Dates the company works between two dates of work of somebody whose pay nobody has stated.

    People with events are left out: an event may fill the date.
    """
    problem = m.problem
    calendar = problem.production.calendar
    company = sum(
        1 << n for n, day in enumerate(problem.dates) if not calendar.is_company_day_off(day)
    )
    eventful = {p for event in problem.production.events for p in event.people}
    for n, person in enumerate(problem.production.people):
        if person.terms.kind is not PayKind.NONE or person.id in eventful:
            continue
        used: dict[int, cp_model.IntVar] = {}
        for date in sorted({d for p, d, _ in m.at if p == n}):
            used[date] = m.flag(f"called{n}.{date}")
            at = [v for (p, d, _), v in m.at.items() if p == n and d == date]
            m.model.add_max_equality(used[date], at)
        if len(used) > 1:
            m.held_between(used, company, price)


def _story(m: DayModel, price: int) -> None:
    """Neighbours in the script with a role in common, the later of which begins first.

    Counted where both scenes are one strip each, in one mode, and all is at one base whose clocks
    do not change, so that date and minute tell what begins first.
    """
    problem = m.problem
    steady = [problem.zero.get((0, n)) for n in range(len(problem.dates))]
    if len(problem.base_ids) != 1 or -1 in problem.place_base:
        return
    if any(z is None or z != (steady[0] or 0) + n * 1440 for n, z in enumerate(steady)):
        return
    strips_of: dict[str, list[int]] = {}
    for s, strip in enumerate(problem.strips):
        for scene in strip.scenes:
            strips_of.setdefault(str(scene), []).append(s)
    placed = [strips_of[str(s.id)] for s in problem.production.scenes if str(s.id) in strips_of]
    for one, two in pairwise(placed):
        if len(one) != 1 or len(two) != 1 or one == two:
            continue
        a, b = one[0], two[0]
        if any(problem.choice_of[s] >= 0 or s not in m.begin for s in (a, b)):
            continue
        if not set(problem.strips[a].roles).isdisjoint(problem.strips[b].roles):
            turned = m.flag(f"turned{a}.{b}")
            first, then = (
                m.begin[s]
                + sum(1440 * problem.slot_date[slot] * m.x[o, slot] for o, slot in m.by_strip[s])
                for s in (a, b)
            )
            m.model.add(first <= then).only_enforce_if(turned.negated())
            m.pay_for(turned, price)
