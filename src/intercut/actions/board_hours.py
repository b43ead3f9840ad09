"""Calls and lights for a board that says no hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from intercut.domain.finding import Finding, Level
from intercut.domain.plan import Plan, UnitDay, UnitLight
from intercut.domain.production import Production
from intercut.schedule import Index, check

_GRID: Final = 15
_MOST_DAYS: Final = 3
"""Days tried by hand at once; a board that is wrong on more of them is to be planned anew."""


def proposed_calls(production: Production, plan: Plan) -> Plan:
    """The plan with a call and a light for each day that fit its strips.

    Days are settled one beside the other. Where one breaks a rule still, it is held at a call at
    which it does not, and the days around it settle anew; kept when fewer rules are broken then.
    """
    from intercut.planning.calls import with_calls

    index = Index(production)
    timed = with_calls(production, plan)
    wrong = errors_of(production, timed, index)
    while wrong:
        dates = {f.where.date for f in wrong}
        at = [n for n, d in enumerate(timed.days) if str(d.date) in dates and not d.locked]
        held = [p for n in at[:_MOST_DAYS] for p in _held(production, timed, n, index)]
        settled = [with_calls(production, p) for p in held]
        counted = [(len(errors_of(production, p, index)), n) for n, p in enumerate(settled)]
        fewest, best = min(counted, default=(len(wrong), 0))
        if fewest >= len(wrong):
            break
        timed = settled[best]
        wrong = errors_of(production, timed, index)
    return replace(
        timed,
        days=tuple(
            replace(d, locked=was.locked) for d, was in zip(timed.days, plan.days, strict=True)
        ),
    )


def errors_of(production: Production, plan: Plan, index: Index | None = None) -> list[Finding]:
    """What makes the plan illegal."""
    return [f for f in check(production, plan, index) if f.level is Level.ERROR]


def _held(production: Production, plan: Plan, at: int, index: Index) -> Iterator[Plan]:
    """The plan with one day held where nothing of its own is wrong, seen by itself."""
    day = plan.days[at]
    unit = next((u for u in production.units if u.id == day.unit), None)
    if unit is None:
        return
    alone = replace(plan, days=(day,), events=())

    def fits(tried: UnitDay) -> bool:
        found = errors_of(production, replace(alone, days=(tried,)), index)
        return not any(f.where.date == str(day.date) for f in found)

    for light in unit.lights or (day.light,):
        # The latest call of a unit is that of a day by daylight.
        last = unit.latest_call if light is UnitLight.DAY else 24 * 60 - _GRID
        for call in range(unit.earliest_call, last + 1, _GRID):
            tried = replace(day, call=call, light=light, locked=True)
            if (call, light) != (day.call, day.light) and fits(tried):
                days = (*plan.days[:at], tried, *plan.days[at + 1 :])
                yield replace(plan, days=days)
