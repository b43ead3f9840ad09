"""What is shot stays; only what must is told otherwise, or whatever is cheapest, as the price says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.planning.films import Planned

from intercut.domain.ids import StripId
from intercut.domain.people import Person
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.units import Money
from intercut.errors import IntercutError
from intercut.planning import solve
from intercut.planning.placing import where_is
from intercut.planning.replan import Replan, replan
from intercut.planning.unfinished import split, split_plan
from intercut.schedule import judge


@pytest.fixture(scope="module")
def kitchen(kitchen: Planned) -> Planned:
    """Kitchen with another week to spare, everybody free and every place open."""
    production = kitchen.production
    span = replace(production.calendar.span, last=date(2027, 11, 19))
    roomy = replace(
        production,
        calendar=replace(production.calendar, span=span),
        people=tuple(replace(p, availability=()) for p in production.people),
        places=tuple(replace(p, permits=()) for p in production.places),
    )
    return Planned(roomy, solve(roomy, seconds=None, iterations=80, threads=1).plan)


def day(film: Planned, n: int) -> date:
    """Date of the n-th shooting day, from 0."""
    return sorted(d.date for d in film.plan.days)[n]


def somebody_on(film: Planned, when: date) -> Person:
    """The first person called on a date."""
    judged = judge(film.production, film.plan)
    called = next(d for d in judged.timetable.days if d.date == when).people[0].person
    return next(p for p in film.production.people if p.id == called)


def pounds(amount: int) -> Money:
    return Money(minor=amount * 100, currency="GBP")


def past_of(plan: Plan, since: date) -> list[object]:
    return [d for d in plan.days if d.date < since]


def is_sound(production: Production, plan: Plan, found: Replan) -> None:
    """Every plan is the judge's, keeps what is shot, and none is beaten in calls and money."""
    for one in found.alternatives:
        judged = judge(found.production, one.plan)
        assert one.total == judged.cost.total
        assert one.money == judged.cost.money
        assert past_of(one.plan, found.since) == past_of(plan, found.since)
    keys = [(a.calls, a.total - a.baseline) for a in found.alternatives]
    assert keys == sorted(keys)
    assert len({k[0] for k in keys}) == len(keys)
    assert [k[1] for k in keys] == sorted((k[1] for k in keys), reverse=True)


def test_an_ill_performer_moves_and_what_is_shot_stays(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    ill = somebody_on(kitchen, since)
    found = replan(
        kitchen.production,
        kitchen.plan,
        since,
        changes=[f"away {ill.name} {since}"],
        iterations=80,
        call_price=pounds(50),
    )
    is_sound(kitchen.production, kitchen.plan, found)
    assert found.best is not None
    assert found.broken
    assert found.affected
    best = found.alternatives[found.best]
    on = {d.date for d in best.judgement.timetable.days for p in d.people if p.person == ill.id}
    assert since not in on
    told = {t.person: t for t in best.told}
    assert since in told[ill.id].lost
    assert "not called" in told[ill.id].text


def test_the_baseline_is_paid_person_by_person(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    found = replan(
        kitchen.production, kitchen.plan, since, lost=[since], iterations=40, call_price=pounds(50)
    )
    for one in found.alternatives:
        assert one.baseline == sum(t.price for t in one.told)
        for person in one.told:
            assert person.price == 5000 * (len(person.lost) + len(person.gained))


def test_a_prohibitive_price_changes_only_what_it_must(kitchen: Planned) -> None:
    dear = pounds(1_000_000)
    calm = replan(kitchen.production, kitchen.plan, day(kitchen, 1), iterations=30, call_price=dear)
    assert calm.best is not None
    best = calm.alternatives[calm.best]
    assert best.calls == 0
    assert best.baseline == 0
    assert not best.told
    assert {d.date for d in best.plan.days} == {d.date for d in kitchen.plan.days}


def test_with_no_price_the_plan_is_the_one_planned_anew(kitchen: Planned) -> None:
    since = day(kitchen, 0)
    found = replan(kitchen.production, kitchen.plan, since, iterations=80, call_price=pounds(0))
    assert found.best is not None
    anew = solve(kitchen.production, start=kitchen.plan, seconds=None, iterations=80, threads=1)
    assert found.alternatives[found.best].total <= anew.cost


def test_a_lost_day_is_shot_later(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    found = replan(kitchen.production, kitchen.plan, since, lost=[since], iterations=80)
    is_sound(kitchen.production, kitchen.plan, found)
    gone = {e.strip for d in kitchen.plan.days if d.date == since for e in d.strips}
    assert set(found.affected) >= gone
    assert found.best is not None
    plan = found.alternatives[found.best].plan
    assert all(d.date != since for d in plan.days)
    assert {d.date for d in plan.days if d.date < since} == {
        d.date for d in kitchen.plan.days if d.date < since
    }


def test_an_unfinished_scene_owes_its_eighths_on_another_day(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    begun = {e.strip for d in kitchen.plan.days if d.date < since for e in d.strips}
    scene = next(s for s in kitchen.production.scenes if s.number in begun and s.eighths.value > 2)
    found = replan(
        kitchen.production, kitchen.plan, since, unfinished=[(scene.number, 2)], iterations=80
    )
    assert found.owed == (f"{scene.number} (2/2)",)
    assert found.best is not None
    plan = found.alternatives[found.best].plan
    done = where_is(plan, StripId(f"{scene.number} (1/2)"))
    owed = where_is(plan, found.owed[0])
    assert done is not None
    assert owed is not None
    assert done[0].date < since <= owed[0].date
    shares = found.production.sittings[0].sittings
    assert sum(s.eighths for s in shares) == scene.eighths.value
    assert sum(s.minutes for s in shares) == scene.minutes.minutes


def test_what_was_not_begun_cannot_be_unfinished(kitchen: Planned) -> None:
    last = max(kitchen.plan.days, key=lambda d: d.date).strips[0].strip
    with pytest.raises(IntercutError, match="nothing of it is shot"):
        replan(kitchen.production, kitchen.plan, day(kitchen, 0), unfinished=[(last, 1)])


def test_a_scene_may_stay_unfinished_twice(kitchen: Planned) -> None:
    once = split(kitchen.production, "6", 3)
    twice = split(once.production, "6 (2/2)", 1)
    assert [s.eighths for s in twice.production.sittings[0].sittings] == [2, 2, 1]
    assert twice.renamed[StripId("6 (1/2)")] == "6 (1/3)"
    assert (twice.done, twice.owed) == ("6 (2/3)", "6 (3/3)")
    plan = split_plan(split_plan(kitchen.plan, once), twice)
    assert where_is(plan, twice.owed) is None
    assert set(plan.boneyard) == {"6 (2/3)", "6 (3/3)"}


@pytest.mark.parametrize(("target", "owed"), [("6", 0), ("6", 99), ("99", 1)])
def test_what_cannot_be_owed_is_refused(kitchen: Planned, target: str, owed: int) -> None:
    with pytest.raises(IntercutError):
        split(kitchen.production, target, owed)


def test_bad_weather_lets_cover_stand_in(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    bound = next(e.strip for d in kitchen.plan.days if d.date == since for e in d.strips)
    spare = max(kitchen.plan.days, key=lambda d: d.date).strips[-1].strip
    scenes = tuple(
        replace(s, weather_bound=s.number == bound, cover=s.number == spare)
        for s in kitchen.production.scenes
    )
    production = replace(kitchen.production, scenes=scenes)
    found = replan(production, kitchen.plan, since, changes=[f"weather {since}"], iterations=80)
    assert found.affected == (bound,)
    assert found.cover == (spare,)
    for one in found.alternatives:
        at = where_is(one.plan, bound)
        assert at is None or at[0].date != since


def test_key_points_lead_to_plans_and_strips(kitchen: Planned) -> None:
    since = day(kitchen, 1)
    found = replan(kitchen.production, kitchen.plan, since, lost=[since], iterations=40)
    ids = {a.id for a in found.alternatives} | set(found.affected)
    ids |= {s for a in found.alternatives for s in a.judgement.unplaced}
    assert 2 <= len(found.points) <= 5
    assert all(set(p.evidence) <= ids for p in found.points)
