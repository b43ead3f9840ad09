"""People kept apart are not brought together by any plan, counted from strips and events alone."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from tests.planning.tiny import MONDAY, eur, tiny

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import BaseId, EventId, PersonId, PlaceId, RoleId, RuleId
from intercut.domain.places import Base
from intercut.domain.plan import Plan
from intercut.domain.production import Event, EventKind, Production
from intercut.domain.scene import CastEntry, Estimate, Presence
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


# ---------------------------------------------------------------- priced, for a period, in company

Pair = tuple[PersonId, PersonId]


def sharing(seed: int, degree: Degree, *, price: int | None, period: DateSpan | None) -> Production:
    """A film in which two people play together now and then, and one of them fits and rehearses."""
    base = film(seed, degree)
    both = tuple(
        CastEntry(role=RoleId(r), presence=Presence.SEEN, works=True) for r in ("r0", "r1")
    )
    scenes = (
        *base.scenes[:4],
        *(replace(s, cast=both, minutes=Estimate(minutes=60), present=()) for s in base.scenes[4:]),
    )
    (rule,) = base.apart
    own = replace(rule, others=(P1,), period=period, price=None if price is None else eur(price))
    return replace(base, scenes=scenes, apart=(own,))


def near_pairs(production: Production, plan: Plan) -> set[tuple[Pair, dt.date]]:
    """Pair and date (for a week its Monday) of everything the rule asks to be paid for.

    Counted from strips, events and bases; of the judge only when somebody is called and wraps.
    """
    (rule,) = production.apart
    pairs = {(a, b) for a in rule.people for b in rule.others}
    cast = {c.role: c.person for c in production.casting}
    seen = {s.number: {cast[e.role] for e in s.cast} for s in production.scenes}
    times = {
        (own.person, day.date): (own.call, own.wrap)
        for day in judge(production, plan).timetable.days
        for own in day.people
    }
    every = list(occasions(production, plan))
    found = set()
    for one, two in combinations(every, 2):
        for a, b in ((one, two), (two, one)):
            pair = (a[0], b[0])
            if pair not in pairs:
                continue
            in_period = rule.period is None or (a[1] in rule.period and b[1] in rule.period)
            same, together = a[1] == b[1], a[1] == b[1] and a[2] == b[2]
            week = a[1] - dt.timedelta(days=a[1].weekday())
            near = {
                Degree.FRAME: together and {*pair} <= seen.get(a[2], set()),
                Degree.SET: together,
                Degree.CALLS: same
                and max(times[pair[0], a[1]][0], times[pair[1], a[1]][0])
                - min(times[pair[0], a[1]][1], times[pair[1], a[1]][1])
                < rule.gap_minutes,
                Degree.BASE: same and a[4] == b[4],
                Degree.DAY: same,
                Degree.WEEK: week == b[1] - dt.timedelta(days=b[1].weekday())
                and a[3] == b[3] != "",
            }[rule.degree]
            if near and in_period:
                found.add((pair, week if rule.degree is Degree.WEEK else a[1]))
    return found


def paid_occurrences(production: Production, plan: Plan) -> int:
    """How many occurrences the cost sheet is paid for."""
    lines = judge(production, plan).cost.lines
    return sum(line.quantity for line in lines if line.rule == "soft.apart")


@pytest.mark.parametrize("degree", list(Degree))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_priced_rule_is_paid_once_for_each_pair_and_date(degree: Degree, seed: int) -> None:
    """The cost sheet's count is the one made by hand, on plans that do and do not mind."""
    for price in (1, 100_000):
        production = sharing(seed, degree, price=price, period=None)
        plan = solve(production, seconds=None, iterations=40, threads=1, prove=False).plan
        counted = len(near_pairs(production, plan))
        assert counted
        assert paid_occurrences(production, plan) == counted


@pytest.mark.parametrize("degree", list(Degree))
def test_a_dearer_price_brings_them_together_no_oftener(degree: Degree) -> None:
    counts = []
    for price in (1, 100_000):
        production = sharing(1, degree, price=price, period=None)
        plan = solve(production, seconds=None, iterations=150, threads=1, prove=False).plan
        counts.append(len(near_pairs(production, plan)))
    assert 0 < counts[1] <= counts[0]


@pytest.mark.parametrize("degree", list(Degree))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hard_rule_holds_in_its_period_and_lets_go_outside(degree: Degree, seed: int) -> None:
    """The scenes of both find their place on the dates that are left free."""
    period = DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    production = sharing(seed, degree, price=None, period=period)
    found = solve(production, seconds=None, iterations=150, threads=1, prove=False)
    assert near_pairs(production, found.plan) == set()
    assert found.judgement.legal
    together = {s.id for s in strips_of(production) if {P0, P1} <= set(s.people)}
    assert together
    for day in found.plan.days:
        if together & {e.strip for e in day.strips}:
            assert day.date not in period


OCCASIONS = (EventKind.FITTING, EventKind.REHEARSAL, EventKind.READ_THROUGH, EventKind.PUBLICITY)


@pytest.mark.parametrize("kind", OCCASIONS)
@pytest.mark.parametrize("degree", [d for d in Degree if d is not Degree.FRAME])
def test_no_occasion_joins_two_whom_a_rule_keeps_apart(degree: Degree, kind: EventKind) -> None:
    """Nobody plays in it: an event of both stays off the board; of one it stands."""
    base = film(1, degree)
    (own,) = base.events
    both = replace(own, id=EventId("both"), kind=kind, people=(P0, P1))
    bare = replace(base, scenes=tuple(replace(s, cast=(), present=()) for s in base.scenes))
    kept = replace(bare, events=(both,))
    found = solve(kept, seconds=None, iterations=60, threads=1, prove=False)
    placed = {e.event for e in found.plan.events}
    assert not placed
    free = solve(replace(kept, apart=()), seconds=None, iterations=60, threads=1, prove=False)
    assert {e.event for e in free.plan.events} == {both.id}
    assert judge(replace(kept, apart=()), free.plan).legal


def journeys(production: Production, plan: Plan) -> dict[PersonId, set[dt.date]]:
    """Dates on which somebody travels, as the day out of days has them."""
    grid = judge(production, plan).dood
    return {
        PersonId(row.id): {d for d, c in zip(grid.dates, row.codes, strict=True) if "T" in c}
        for row in grid.rows
    }


@pytest.mark.parametrize("degree", [Degree.BASE, Degree.DAY])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_from_one_town_do_not_travel_on_one_date(degree: Degree, seed: int) -> None:
    base = film(seed, degree)
    town = BaseId("town")
    people = tuple(replace(p, home=town) if p.id in {P0, P1} else p for p in base.people)
    (rule,) = base.apart
    away = replace(base, people=people, events=(), apart=(replace(rule, others=(P1,)),))
    plan = solve(away, seconds=None, iterations=100, threads=1, prove=False).plan
    assert judge(away, plan).legal
    own = journeys(away, plan)
    assert own[P0]
    assert not own[P0] & own.get(P1, set())


@pytest.mark.parametrize("degree", [Degree.SET, Degree.CALLS, Degree.BASE, Degree.DAY])
def test_no_event_brings_somebody_to_a_place_they_are_kept_from(degree: Degree) -> None:
    base = film(1, degree)
    (own,) = base.events
    (rule,) = base.apart
    kept = replace(rule, others=(), place=own.place)
    bare = tuple(replace(s, cast=(), present=()) for s in base.scenes)
    production = replace(base, scenes=bare, apart=(kept,))
    plan = solve(production, seconds=None, iterations=60, threads=1, prove=False).plan
    assert not plan.events
    free = replace(production, apart=())
    found = solve(free, seconds=None, iterations=60, threads=1, prove=False)
    assert found.plan.events
    assert found.judgement.legal
