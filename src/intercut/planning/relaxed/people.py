"""People in the relaxed model: when they work and where, what they are paid, rest and own hours."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

from intercut.domain.people import PayKind
from intercut.planning.relaxed.alone import EARLIEST, LATEST
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.engagements import Pattern, Work, patterns
from intercut.planning.relaxed.work import work_within
from intercut.schedule.rules.rest import rest_asked

Var = cp_model.IntVar
Dated = dict[int, dict[Work, list[Var]]]
"""The ways a person may work on each date: by slot and base, what would bring the work there."""


def add_people(m: DayModel) -> None:
    """Work by date and base, pay, and with times rest and the length of everybody's own day."""
    problem = m.problem
    combos: dict[int, Dated] = defaultdict(dict)
    for (option, slot), var in m.x.items():
        base = problem.place_base[problem.option_place[option]]
        for person in problem.people_of[problem.option_strip[option]]:
            dated = combos[person].setdefault(problem.slot_date[slot], {})
            dated.setdefault((slot, base), []).append(var)
    for person, by_date in combos.items():
        _least(m, person, by_date)
        for date, ways in by_date.items():
            _bases(m, person, date, ways)
        _pay(m, person, by_date)
    if m.times:
        for person, by_date in combos.items():
            _hours(m, person, by_date)


def _bases(m: DayModel, person: int, date: int, ways: dict[Work, list[Var]]) -> None:
    """Where somebody works on a date: two calls of one date are at one base (`rule.two_places`)."""
    bases: dict[int, list[Var]] = defaultdict(list)
    for (_, base), found in ways.items():
        bases[base] += found
    for base, found in bases.items():
        at = m.at[person, date, base] = m.flag(f"at{person}.{date}.{base}")
        m.model.add_max_equality(at, found)
        if len(bases) == 1:
            for slot in sorted({slot for slot, _ in ways}):
                if (person, slot) in m.here:
                    m.model.add_implication(m.here[person, slot], at)
    m.model.add(sum(m.at[person, date, b] for b in bases) <= 1)


def _room(m: DayModel, slot: int) -> int | None:
    """Minutes from the first shot of a unit day to the last one, meals aside, that can be had."""
    problem = m.problem
    if "longest_day" in problem.soft:
        return None
    unit = problem.production.units[problem.slot_unit[slot]]
    return max(0, work_within(problem, unit.longest_minutes) - unit.first_shot_minutes)


def _least(m: DayModel, person: int, dated: Dated) -> None:
    """Strips of one person on one unit day fit into it: said again person by person."""
    problem = m.problem
    for ways in dated.values():
        for slot in sorted({slot for slot, _ in ways}):
            room = _room(m, slot)
            mine = [
                o for o in m.by_slot[slot]
                if person in problem.people_of[problem.option_strip[o]]
            ]  # fmt: skip
            if room is None or len(mine) < 2:
                continue
            here = m.flag(f"here{person}.{slot}")
            m.model.add_max_equality(here, [m.x[o, slot] for o in mine])
            work = sum(
                (problem.minutes[s] + problem.setup[s]) * m.x[o, slot]
                for o in mine
                for s in [problem.option_strip[o]]
            )
            m.model.add(work <= room * here)
            m.here[person, slot] = here


def _pay(m: DayModel, person: int, dated: Dated) -> None:
    """What somebody is paid for work, holds, journeys and events: exact for few dates.

    Daily pay at home without drops is its days and holds. Else one of the patterns is taken, each
    at its least pay. With too many patterns only days of work are paid, at the least a day
    of work costs in any stretch, which holds as a stretch of n days never costs less.
    """
    problem = m.problem
    rates = m.pay.rates[person]
    who = problem.production.people[person]
    eventful = any(who.id in e.people for e in problem.production.events)
    works = {d: sum(v for (p, e, _), v in m.at.items() if p == person and e == d) for d in dated}
    bases = {b for p, _, b in m.at if p == person}
    stays = len(bases) == 1 and (who.home is None or bases == {m.pay.home[person]})
    flat = rates.kind in {PayKind.FLAT, PayKind.NONE}
    if stays and not eventful and problem.production.baseline is None:
        if flat:
            _pay_flat(m, person, list(works.values()))
            return
        if (
            rates.kind is PayKind.DAILY and rates.weekly is None
            and not rates.most_drops and not rates.guarantee
        ):  # fmt: skip
            used = {d: m.at[person, d, next(iter(bases))] for d in dated}
            m.pay_for(sum(used.values()), rates.work)
            if rates.hold:
                m.held_between(used, _company(m, dated), rates.hold)
            return
    ways = {d: sorted(found) for d, found in dated.items()}
    found = patterns(problem, m.pay, person, ways, min(len(ways), _most_works(m, person)))
    if found is not None:
        _take_pattern(m, person, dated, ways, found)
    elif flat:
        _pay_flat(m, person, list(works.values()))
    else:
        day = rates.work
        if rates.weekly is not None:
            week = rates.weekly // rates.week_days
            day = min(day, week) if rates.kind is PayKind.DAILY else week
        m.pay_for(sum(works.values()), day)


def _pay_flat(m: DayModel, person: int, works: list[Any]) -> None:
    """A flat sum, once, if there is any date of work."""
    flat = m.pay.rates[person].flat
    if flat:
        ever = m.flag(f"ever{person}")
        for work in works:
            m.model.add(work <= ever)
        m.pay_for(ever, flat)


def _take_pattern(
    m: DayModel,
    person: int,
    dated: Dated,
    ways: dict[int, list[Work]],
    found: list[Pattern],
) -> None:
    model = m.model
    dates = sorted(ways)
    taken = [m.flag(f"pattern{person}.{n}") for n in range(len(found))]
    model.add_exactly_one(taken)
    at: dict[tuple[int, Work], list[Var]] = defaultdict(list)
    for var, (pattern, _) in zip(taken, found, strict=True):
        for date, work in zip(dates, pattern, strict=True):
            if work is not None:
                at[date, work].append(var)
    for date in dates:
        bases: dict[int, list[Var]] = defaultdict(list)
        for work in ways[date]:
            mine = at[date, work]
            bases[work[1]] += mine
            if len(ways[date]) > 1:
                model.add(sum(mine) <= sum(dated[date][work]))
        for base, mine in bases.items():
            model.add(sum(mine) == m.at[person, date, base])
    least = min((cost for _, cost in found), default=0)
    m.fixed_cost += least
    for var, (_, cost) in zip(taken, found, strict=True):
        m.pay_for(var, cost - least)


def _most_works(m: DayModel, person: int) -> int:
    """The most strips of a person that any plan places."""
    problem = m.problem
    sure = sum(
        problem.choice_of[s] < 0 and person in problem.people_of[s] for s in range(problem.n_strips)
    )
    return sure + sum(
        max(sum(person in problem.people_of[s] for s in group) for group in choice.strips)
        for choice in problem.choices
    )


def _company(m: DayModel, dated: Dated) -> int:
    """Dates on which the company of every unit somebody may work with works."""
    problem = m.problem
    first = problem.dates[0].toordinal()
    mask = (1 << len(problem.dates)) - 1
    for unit in {problem.slot_unit[slot] for ways in dated.values() for slot, _ in ways}:
        days = problem.index.company_days(problem.production.units[unit].id)
        mask &= sum(1 << (d - first) for d in days if 0 <= d - first < len(problem.dates))
    return mask


def _hours(m: DayModel, person: int, dated: Dated) -> None:
    """A person's first call and last wrap of a date, no later and no earlier than its strips ask.

    Between the dates lies the rest asked (`rule.rest`); from first to last lies no more than the own
    longest day (`rule.own_longest_day`) or, of a child, the stay (`rule.minors_stay`). Hours beyond
    the own normal day are paid (`pay.overtime`); where that is the unit's, the longest of all.
    """
    problem, model = m.problem, m.model
    soft, index = problem.soft, problem.index
    who = problem.production.people[person]
    clause = index.clauses.get("person.longest_minutes")
    longest = who.longest_minutes if who.longest_minutes is not None else clause
    normal = who.normal_minutes
    if normal is None:
        normal = index.clauses.get("person.normal_minutes")
    if normal is None:
        normal = max(u.normal_minutes for u in problem.production.units)
    rate = index.money(who.terms.overtime_hour)
    minor = person in m.alone.rules.minors and "minors_stay" not in soft
    rests = not {"rest", "call"} & set(soft) and any(d + 1 in dated for d in dated)
    bounds_day = (longest is not None and "own_longest_day" not in soft) or rate or minor
    if not rests and not bounds_day:
        return
    one_unit = len(problem.unit_ids) == 1
    first: dict[int, Var] = {}
    last: dict[int, Var] = {}
    for date in dated:
        first[date] = model.new_int_var(2 * EARLIEST, LATEST, f"first{person}.{date}")
        last[date] = model.new_int_var(2 * EARLIEST, 2 * LATEST, f"last{person}.{date}")
    for strip, ways in m.by_strip.items():
        if person not in problem.people_of[strip]:
            continue
        ready = problem.preparation[person]
        done = problem.minutes[strip] + problem.strike[person]
        for option, slot in ways:
            date, x = problem.slot_date[slot], m.x[option, slot]
            model.add(first[date] <= m.begin[strip] - ready).only_enforce_if(x)
            model.add(last[date] >= m.begin[strip] + done).only_enforce_if(x)
    for date in dated:
        here = [v for (p, d, _), v in m.at.items() if p == person and d == date]
        if bounds_day:
            most = None if "own_longest_day" in soft else longest
            band = m.alone.band(person, date) if minor else None
            if band is not None:
                most = band.place_minutes if most is None else min(most, band.place_minutes)
            span = last[date] - first[date]
            if most is not None:
                for at in here:
                    model.add(span <= most).only_enforce_if(at)
            if rate:
                hours = model.new_int_var(0, 72, "own")
                for at in here:
                    model.add(span <= normal + 60 * hours).only_enforce_if(at)
                if one_unit:
                    m.pay_day(problem.slot_at[0, date], hours, rate)
                else:
                    m.pay_for(hours, rate)
        if rests and date + 1 in dated:
            asked = rest_asked(index, who.id, problem.dates[date + 1])
            for (p, d, b), at in m.at.items():
                if p != person or d != date:
                    continue
                for (q, e, c), then in m.at.items():
                    if q == person and e == date + 1:
                        one, two = problem.zero.get((b, date)), problem.zero.get((c, date + 1))
                        # Where the clocks change, or no base is known, nothing is said.
                        if one is None or two is None or b < 0 or c < 0:
                            continue
                        apart = two - one
                        model.add(first[date + 1] + apart - last[date] >= asked).only_enforce_if(
                            [at, then]
                        )
