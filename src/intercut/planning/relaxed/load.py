"""What fills a unit day in the relaxed model: work, overtime, minutes of children, days in all."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from intercut.planning.capacity import Capacity, least_days
from intercut.planning.relaxed.alone import LATEST
from intercut.planning.relaxed.day_model import DayModel, Expr
from intercut.planning.relaxed.places import tree
from intercut.planning.relaxed.work import work_within

Var = cp_model.IntVar

MOST_HOURS = 48
"""Hours of overtime told apart where no longest day binds."""


def add_work(m: DayModel) -> None:
    """Work of a unit day: to the first shot, each strip's set-up and minutes, the set-up of each
    place, a change for each further set and light there, moves; overtime and longest day follow
    from the least length around it (see `work`)."""
    problem, model = m.problem, m.model
    for slot, options in m.by_slot.items():
        unit_number = problem.slot_unit[slot]
        unit = problem.production.units[unit_number]
        terms: Expr = unit.first_shot_minutes * m.used[slot]
        for o in options:
            s = problem.option_strip[o]
            terms += (problem.minutes[s] + problem.setup[s]) * m.x[o, slot]
        places = m.places_at[slot]
        first = [m.flag(f"start{slot}.{p}") for p in places]
        model.add(sum(first) == m.used[slot])
        for p, f in zip(places, first, strict=True):
            model.add_implication(f, m.visit[p, slot])
            terms += problem.place_setup[p] * f
        terms += tree(m, slot, places, m.ways.to, "move")
        terms += _changes(m, slot, unit_number)
        work = m.work[slot] = model.new_int_var(0, 2 * LATEST, f"work{slot}")
        model.add(work >= terms)
        hours = MOST_HOURS
        if "longest_day" not in problem.soft:
            most = work_within(problem, unit.longest_minutes)
            model.add(work <= max(0, most) * m.used[slot])
            if most < 0:
                model.add(m.used[slot] == 0)
            _share(m, slot, max(0, most - unit.first_shot_minutes))
            hours = max(0, -(-(unit.longest_minutes - unit.normal_minutes) // 60))
        # h hours of overtime hold the work of a day h hours longer than normal.
        m.hours[slot] = over = [m.flag(f"over{slot}.{h}") for h in range(hours)]
        caps = [
            max(0, work_within(problem, unit.normal_minutes + 60 * h)) for h in range(hours + 1)
        ]
        caps[-1] = 2 * LATEST
        model.add(
            work
            <= caps[0] * m.used[slot] + sum((caps[h + 1] - caps[h]) * over[h] for h in range(hours))
        )
        for next_, one in zip(over, [m.used[slot], *over], strict=False):
            model.add_implication(next_, one)
        m.pay_day(slot, sum(over), problem.index.money(unit.overtime_hour))


def _share(m: DayModel, slot: int, most: int) -> None:
    """The work at one place of a unit day, in which the place's set-up is: said again place by place,
    as it makes the linear relaxation tighter."""
    problem = m.problem
    for place in m.places_at[slot]:
        here = sum(
            (problem.minutes[s] + problem.setup[s]) * m.x[o, slot]
            for o in m.by_slot[slot]
            for s in [problem.option_strip[o]]
            if problem.option_place[o] == place
        )
        room = max(0, most - problem.place_setup[place])
        m.model.add(here <= room * m.visit[place, slot])


def _changes(m: DayModel, slot: int, unit: int) -> Expr:
    """Minutes of changes of set and light: each further set of a place, each further light of a
    set, is come to once at least."""
    problem, model = m.problem, m.model
    combos: dict[int, dict[int, dict[int, list[Var]]]] = {}
    for o in m.by_slot[slot]:
        place, set_, light = problem.option_row[o][:3]
        combos.setdefault(place, {}).setdefault(set_, {}).setdefault(light, []).append(m.x[o, slot])
    terms: Expr = 0
    for place, sets in combos.items():
        change, relight = m.ways.set_change[unit][place], m.ways.light_change[unit][place]
        seen = []
        for set_, lights in sets.items():
            here = m.flag(f"set{slot}.{place}.{set_}")
            every = [v for found in lights.values() for v in found]
            for v in every:
                model.add_implication(v, here)
            model.add_bool_or([here.negated(), *every])
            seen.append(here)
            if len(lights) > 1 and relight:
                lit = []
                for light, found in lights.items():
                    one = m.flag(f"lit{slot}.{place}.{set_}.{light}")
                    for v in found:
                        model.add_implication(v, one)
                    model.add_bool_or([one.negated(), *found])
                    lit.append(one)
                terms += relight * (sum(lit) - here)
        if len(seen) > 1 and change:
            terms += change * (sum(seen) - m.visit[place, slot])
    return terms


def add_minors(m: DayModel) -> None:
    """Minutes a child works on a date stay within the band's (`rule.minors_work`)."""
    problem = m.problem
    if "minors_work" in problem.soft:
        return
    for person in sorted(m.alone.rules.minors):
        dated: dict[int, list[tuple[int, Var]]] = defaultdict(list)
        for (option, slot), var in m.x.items():
            strip = problem.option_strip[option]
            if person in problem.people_of[strip]:
                dated[problem.slot_date[slot]].append((problem.minutes[strip], var))
        for date, work in dated.items():
            allowed = m.alone.child_work(person, date)
            if allowed is not None:
                m.model.add(sum(m * v for m, v in work) <= allowed)


def add_least_days(m: DayModel) -> None:
    """How many days work takes at least (`capacity`), said for the solver: unit days in all, dates
    of people, days at places."""
    problem, model, capacity = m.problem, m.model, Capacity(m.problem)
    sure = [s for s in range(problem.n_strips) if problem.choice_of[s] < 0]
    model.add(sum(m.used.values()) >= least_days(problem, capacity, sure))
    for person in range(len(problem.person_ids)):
        own = [s for s in sure if person in problem.people_of[s]]
        at = [v for (p, _, _), v in m.at.items() if p == person]
        if len(own) > 1:
            model.add(sum(at) >= least_days(problem, capacity, own, person=person))
    for place in range(len(problem.place_ids)):
        own = [
            s for s in sure if [problem.option_place[o] for o in problem.options_of[s]] == [place]
        ]
        if len(own) > 1:
            visits = [v for (p, _), v in m.visit.items() if p == place]
            model.add(sum(visits) >= least_days(problem, capacity, own))
