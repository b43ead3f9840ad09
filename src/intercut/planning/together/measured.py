"""How long people are together, and who travels when: taken from the judge's clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.ids import PersonId
from intercut.planning.together.found import Journey
from intercut.schedule import Case, Index, Judgement


def minutes_together(case: Case, rule: ApartRule, people: Sequence[PersonId], date: dt.date) -> int:
    """How long the people of a rule are nearer than it allows, on one date.

    In frame or on set: the minutes of the strips they share. Wider degrees: from when two of them
    are called to when one of them wraps.
    """
    wanted = set(people)
    if rule.degree in {Degree.FRAME, Degree.SET}:
        return sum(
            s.times.end - s.times.arrive
            for s in case.shots
            if s.date == date and len(wanted.intersection(s.strip.people)) > 1
        )
    times = sorted(
        (min(c.begin for c in own), max(c.end for c in own))
        for p in people
        if (own := [c for c in case.calls.get(p, ()) if c.date == date])
    )
    longest = 0
    for n, (_, end) in enumerate(times):
        for begin, other in times[n + 1 :]:
            longest = max(longest, min(end, other) - begin)
    return longest


def journeys_of(before: Judgement, after: Judgement, index: Index) -> tuple[Journey, ...]:
    """Travel days that one plan has and the other has not, person by person."""
    old, new = _travel(before), _travel(after)
    found = []
    for person in dict.fromkeys([*old, *new]):
        gained = sorted(new.get(person, set()) - old.get(person, set()))
        dropped = sorted(old.get(person, set()) - new.get(person, set()))
        if gained or dropped:
            found.append(
                Journey(person=PersonId(person), dates=tuple(gained), dropped=tuple(dropped))
            )
    order = index.person_order
    return tuple(sorted(found, key=lambda j: order.get(j.person, len(order))))


def _travel(judgement: Judgement) -> dict[str, set[dt.date]]:
    grid = judgement.dood
    return {
        row.id: {d for d, code in zip(grid.dates, row.codes, strict=True) if "T" in code}
        for row in grid.rows
    }
