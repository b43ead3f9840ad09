"""How long a unit day may be, how much it may hold, when it may be called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from intercut.domain.finding import Finding, Where
from intercut.domain.plan import UnitLight
from intercut.domain.production import Unit
from intercut.domain.units import format_clock, format_duration, format_eighths
from intercut.schedule.case import Case
from intercut.schedule.days import own_days, stretch
from intercut.schedule.index import Index
from intercut.schedule.wording import broken, day_text, hours_text, wished


def longest_day(case: Case) -> Iterator[Finding]:
    """Call to wrap of a unit is not longer than its longest day."""
    for day in case.shooting_days:
        length, longest = day.times.wrap - day.times.call, day.unit.longest_minutes
        if length > longest:
            yield broken(
                "longest_day",
                f"{day.unit.name} unit works {format_duration(length)} on {day_text(day.date)} "
                f"({day.times.hours(day.times.call, day.times.wrap)}); "
                f"its longest day is {format_duration(longest)}.",
                day.where,
                "Move a strip to another day.",
                (day.unit.source,),
            )


def page_limit(case: Case) -> Iterator[Finding]:
    """The eighths of a unit day stay within the unit's page limit."""
    for day in case.shooting_days:
        limit = day.unit.page_limit
        if limit is not None and day.times.eighths > limit:
            yield broken(
                "page_limit",
                f"{day_text(day.date)} holds {format_eighths(day.times.eighths)} pages; "
                f"{day.unit.name} unit may shoot {format_eighths(max(0, limit))} a day.",
                day.where,
                "Move a strip to another day.",
                (day.unit.source,),
            )


def most_moves(case: Case) -> Iterator[Finding]:
    """A unit does not move more often in a day than it may."""
    for day in case.shooting_days:
        most = day.unit.most_moves
        if most is None:
            continue
        moves = sum(a.place != b.place for a, b in pairwise(day.shots))
        if moves > most:
            yield broken(
                "most_moves",
                f"{day.unit.name} unit moves {moves} times on {day_text(day.date)}; "
                f"{most} a day are allowed.",
                day.where,
                "Keep the strips of one place together, or on another day.",
                (day.unit.source,),
            )


def unit_light(case: Case) -> Iterator[Finding]:
    """A unit works by day, split or by night only as it may."""
    for day in case.shooting_days:
        if day.plan.light not in day.unit.lights:
            yield broken(
                "unit_light",
                f"{day.unit.name} unit works {day.plan.light} on {day_text(day.date)}; it may "
                f"work {', '.join(day.unit.lights) or 'nothing'}.",
                day.where,
                facts=(day.unit.source,),
            )


def call_window(index: Index, unit: Unit, light: UnitLight) -> tuple[int, int]:
    """Earliest and latest call of a unit day of that light."""
    if light is UnitLight.DAY:
        return unit.earliest_call, unit.latest_call
    return index.value(f"call.{light}_earliest"), index.value(f"call.{light}_latest")


def call(case: Case) -> Iterator[Finding]:
    """A unit's call stands on the grid and within the hours of its light."""
    grid = case.index.value("call.grid_minutes")
    for day in case.shooting_days:
        at = day.plan.call
        earliest, latest = call_window(case.index, day.unit, day.plan.light)
        if not earliest <= at <= latest:
            yield broken(
                "call",
                f"{day.unit.name} unit is called {format_clock(at)} on {day_text(day.date)}; a "
                f"{day.plan.light} is called {hours_text(earliest, latest)}.",
                day.where,
                "Change the call.",
            )
        elif grid > 0 and at % grid:
            yield broken(
                "call",
                f"{day.unit.name} unit is called {format_clock(at)} on {day_text(day.date)}; "
                f"calls stand on every {grid} minutes.",
                day.where,
                "Change the call.",
            )


def own_longest_day(case: Case) -> Iterator[Finding]:
    """Nobody works longer from own call to own wrap than their longest day.

    Without a limit of the person's own or of the rulebook the unit's longest day holds.
    """
    clause = case.index.clauses.get("person.longest_minutes")
    for person, calls in case.calls.items():
        who = case.index.people.get(person)
        longest = who.longest_minutes if who and who.longest_minutes is not None else clause
        if longest is None or who is None:
            continue
        for run in own_days(calls):
            begin, end = min(c.call for c in run), max(c.wrap for c in run)
            if end - begin > longest:
                yield broken(
                    "own_longest_day",
                    f"{who.name} works {format_duration(end - begin)} on {day_text(run[0].date)} "
                    f"({stretch(case.index, run)}); the longest day is {format_duration(longest)}.",
                    Where(person=who.name, date=str(run[0].date)),
                    "Bring the strips closer together.",
                    (who.source,),
                )


def meals(case: Case) -> Iterator[Finding]:
    """Where the rulebook counts each one's own clock, the first meal comes in time after own call.

    The unit's meals are in time by the clock itself. This one only warns (a non-deductible
    breakfast mends it) unless the production gives it a price.
    """
    index = case.index
    if not index.value("meal.person_clock") or index.meal_length <= 0 or index.meal_after <= 0:
        return
    limit = index.meal_after + index.value("meal.grace_minutes")
    for day in case.shooting_days:
        for times in day.times.people:
            meal = next((m.start for m in day.times.meals if m.start >= times.call), None)
            until = times.wrap if meal is None else min(meal, times.wrap)
            if until - times.call > limit:
                name = index.name_of(times.person)
                yield wished(
                    "meals",
                    f"{name} is called {day.times.clock(times.call)} on {day_text(day.date)} and has "
                    f"no meal within {format_duration(limit)}.",
                    Where(person=name, unit=day.unit.name, date=str(day.date)),
                    "Give a breakfast near the call, or call later.",
                )
