"""People kept apart are not brought together by any plan, counted from strips and events alone."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from tests.planning.tiny import MONDAY, tiny

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import BaseId, EventId, PersonId, PlaceId, RuleId
from intercut.domain.places import Base
from intercut.domain.plan import Plan
from intercut.domain.production import Event, EventKind, Production
from intercut.domain.strips import strips_of
from intercut.planning import solve
from intercut.schedule import judge

P0, P1, P2 = PersonId("p0"), PersonId("p1"), PersonId("p2")
Occasion = tuple[PersonId, dt.date, str, str, str]
"""Somebody on a date: the strip or event, its unit, its base."""


def film(seed: int, degree: Degree) -> Production:
    """Nine days, a second town, a fitting of the one and scenes at which the other only reads.

    Scenes that need both are let go of: the rule stands against the rest.
    """
    base = tiny(random.Random(seed), strips=6, days=9)
    scenes = tuple(
        replace(
            s,
            cast=s.cast[:1],
            present=(P1,) if n % 3 == 2 and all(c.role != "r0" for c in s.cast[:1]) else (),
        )
        for n, s in enumerate(base.scenes)
    )
    fitting = Event(
        id=EventId("fitting"),
        kind=EventKind.FITTING,
        name="Fitting",
        people=(P0,),
        dates=(DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=8)),),
        minutes=60,
        place=PlaceId("a"),
        hours=Hours(start=480, end=1200),
    )
    rule = ApartRule(
        id=RuleId("two"),
        degree=degree,
        people=(P0,),
        others=(P1, P2) if seed % 2 else (P1,),
        gap_minutes=90 if degree is Degree.CALLS else 0,
    )
    return replace(
        base,
        people=tuple(replace(p, availability=()) for p in base.people),
        bases=(*base.bases, Base(id=BaseId("town"), name="Town")),
        scenes=scenes,
        events=(fitting,),
        apart=(rule,),
        preferences=(),
    )


def occasions(production: Production, plan: Plan) -> Iterator[Occasion]:
    """Who is where on which date: cast, readers and whoever is at an event."""
    bases = {p.id: str(p.base) for p in production.places}
    strips = {s.id: s for s in strips_of(production)}
    for day in plan.days:
        for entry in day.strips:
            for person in strips[entry.strip].people:
                yield person, day.date, str(entry.strip), str(day.unit), bases[entry.place]
    for placed in plan.events:
        event = next(e for e in production.events if e.id == placed.event)
        assert event.place is not None
        for person in event.people:
            yield person, placed.date, str(event.id), "", bases[event.place]


def meetings(production: Production, plan: Plan) -> int:
    """How often two whom the rule keeps apart are nearer than it allows."""
    (rule,) = production.apart
    times: dict[tuple[PersonId, dt.date], tuple[int, int]] = {}
    for day in judge(production, plan).timetable.days:
        for own in day.people:
            times[own.person, day.date] = own.call, own.wrap
    found = 0
    for one, other in combinations(list(occasions(production, plan)), 2):
        if (
            not ({one[0], other[0]} & {*rule.people} and {one[0], other[0]} & {*rule.others})
            or one[0] == other[0]
        ):
            continue
        same_date = one[1] == other[1]
        if rule.degree in {Degree.FRAME, Degree.SET}:
            found += same_date and one[2] == other[2]
        elif rule.degree is Degree.CALLS and same_date:
            (a, b), (c, d) = (times.get((o[0], o[1]), (0, 0)) for o in (one, other))
            found += max(a, c) - min(b, d) < rule.gap_minutes and "fitting" not in {
                one[2],
                other[2],
            }
        elif rule.degree is Degree.BASE:
            found += same_date and one[4] == other[4]
        elif rule.degree is Degree.DAY:
            found += same_date
        elif rule.degree is Degree.WEEK:
            same_week = one[1].isocalendar()[:2] == other[1].isocalendar()[:2]
            found += same_week and one[3] == other[3] != ""
    return found


@pytest.mark.parametrize("degree", list(Degree))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_plan_brings_together_whom_a_rule_keeps_apart(degree: Degree, seed: int) -> None:
    production = film(seed, degree)
    plan = solve(production, seconds=None, iterations=60, threads=1, prove=False).plan
    assert any(e.strip for d in plan.days for e in d.strips)
    assert meetings(production, plan) == 0


def test_the_count_finds_them_where_nothing_keeps_them_apart() -> None:
    """Without the rule the cheapest plans do bring them together: the count can fail."""
    found = 0
    for degree in (Degree.DAY, Degree.BASE, Degree.WEEK, Degree.CALLS):
        production = film(1, degree)
        free = solve(replace(production, apart=()), seconds=None, iterations=60, threads=1,
                     prove=False).plan  # fmt: skip
        found += meetings(production, free) > 0
    assert found >= 3
