"""What is shot stays; only what must is told otherwise, or whatever is cheapest, as the price says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations

import pytest
from tests.planning.films import Planned
from tests.planning.test_solve import every_plan
from tests.planning.tiny import tiny

from intercut.domain.ids import StripId
from intercut.domain.people import Person
from intercut.domain.plan import Plan
from intercut.domain.production import Baseline, Production
from intercut.domain.strips import strips_of
from intercut.domain.units import Money
from intercut.errors import IntercutError
from intercut.planning import solve
from intercut.planning.calmed import calls_price, calmed, moved_strips, put_back
from intercut.planning.placing import where_is
from intercut.planning.replan import Replan, replan
from intercut.planning.unfinished import split, split_plan
from intercut.schedule import Index, judge


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
    """Every plan is the judge's, keeps what is shot, and none is beaten in calls, money and strips."""
    for one in found.alternatives:
        judged = judge(found.production, one.plan)
        assert one.total == judged.cost.total
        assert one.money == judged.cost.money
        assert past_of(one.plan, found.since) == past_of(plan, found.since)
    keys = [(a.calls, a.moved, a.total - a.baseline) for a in found.alternatives]
    assert keys == sorted(keys)
    for mine, its in permutations(keys, 2):
        assert any(mine[n] < its[n] for n in range(3))
    assert len({a.label for a in found.alternatives}) == len(keys)


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


def test_with_nothing_happened_a_prohibitive_price_changes_nothing(kitchen: Planned) -> None:
    dear = pounds(1_000_000)
    calm = replan(kitchen.production, kitchen.plan, day(kitchen, 1), iterations=30, call_price=dear)
    assert calm.best is not None
    best = calm.alternatives[calm.best]
    assert best.calls == 0
    assert best.baseline == 0
    assert not best.told
    assert {d.date for d in best.plan.days} == {d.date for d in kitchen.plan.days}


def test_with_no_price_the_plan_is_the_one_planned_anew(
    kitchen: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same search from the same seed, to the strip; the curve has nothing dearer at its end."""
    made: list[Plan] = []

    def seen(*args: object, **named: object) -> object:
        result = solve(*args, **named)  # type: ignore[arg-type]
        made.append(result.plan)
        return result

    monkeypatch.setattr("intercut.planning.replan.solve", seen)
    since = day(kitchen, 0)
    found = replan(kitchen.production, kitchen.plan, since, iterations=80, call_price=pounds(0))
    assert found.best is not None
    anew = solve(kitchen.production, start=kitchen.plan, seconds=None, iterations=80, threads=1,
                 prove=False)  # fmt: skip
    assert anew.plan in made
    assert anew.cost is not None
    assert found.alternatives[found.best].total <= anew.cost
    assert found.best == len(found.alternatives) - 1


def otherwise(told: Plan, plan: Plan, production: Production) -> int:
    """How many dates of people differ, counted from the strips alone."""
    people = {s.id: s.people for s in strips_of(production)}
    dates = [
        {(p, d.date) for d in one.days for e in d.strips for p in people[e.strip]}
        for one in (told, plan)
    ]
    return len(dates[0] ^ dates[1])


def ill_on_the_first_day(seed: int) -> tuple[Production, Plan, str, date]:
    """Three strips on three dates, all free; somebody needed on the first date is ill then."""
    base = tiny(random.Random(seed), strips=3, days=3)
    free = replace(base, people=tuple(replace(p, availability=()) for p in base.people))
    plan = solve(free, seconds=None, iterations=60, threads=1, prove=False).plan
    first = min(d.date for d in plan.days)
    people = {s.id: s.people for s in strips_of(free)}
    called = [p for d in plan.days if d.date == first for e in d.strips for p in people[e.strip]]
    ill = called[0] if called else free.people[0].id
    return free, plan, next(p.name for p in free.people if p.id == ill), first


@pytest.mark.parametrize("seed", [2, 3, 4, 8])
def test_a_prohibitive_price_changes_only_what_it_must(seed: int) -> None:
    """Fewest dates over every plan there is, counted from the strips; and the best at the price."""
    production, plan, ill, first = ill_on_the_first_day(seed)
    found = replan(
        production,
        plan,
        first,
        changes=[f"away {ill} {first}"],
        iterations=150,
        call_price=Money(minor=100_000_000, currency="EUR"),
    )
    every = [p for p in every_plan(found.production) if judge(found.production, p).legal]
    assert bool(every) == (found.best is not None)
    if found.best is None:
        return
    fewest = min(otherwise(plan, p, found.production) for p in every)
    best = found.alternatives[found.best]
    assert best.calls == otherwise(plan, best.plan, found.production) == fewest
    assert found.alternatives[0].calls == fewest


def strips_elsewhere(told: Plan, plan: Plan) -> int:
    """How many strips stand on another date, counted from the days alone."""
    was, now = ({e.strip: d.date for d in one.days for e in d.strips} for one in (told, plan))
    return sum(was.get(s) != now.get(s) for s in {*was, *now})


@pytest.mark.parametrize("seed", [2, 3, 4, 8])
def test_of_plans_with_the_fewest_calls_one_moves_the_fewest_strips(seed: int) -> None:
    """Over every plan there is."""
    production, plan, ill, first = ill_on_the_first_day(seed)
    found = replan(production, plan, first, changes=[f"away {ill} {first}"], iterations=150)
    every = [p for p in every_plan(found.production) if judge(found.production, p).legal]
    if not every:
        assert found.best is None
        return
    calls = {id(p): otherwise(plan, p, found.production) for p in every}
    fewest = min(calls.values())
    least = min(strips_elsewhere(plan, p) for p in every if calls[id(p)] == fewest)
    calmest = found.alternatives[0]
    assert calmest.calls == fewest
    assert strips_elsewhere(plan, calmest.plan) == least


def test_no_strip_of_the_calmest_plan_could_have_stayed(kitchen: Planned) -> None:
    """Put back alone, each would break a rule or ask for another phone call."""
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
    calmest = found.alternatives[0]
    assert calmest.moved
    for strip in moved_strips(calmest.plan, kitchen.plan):
        back = judge(found.production, put_back(calmest.plan, kitchen.plan, {strip}))
        assert not back.legal or calls_price(back) > calmest.baseline


def test_days_that_change_places_for_nothing_are_taken_back(kitchen: Planned) -> None:
    """Two shooting days swapped by hand stand again where they stood, unless that saves money."""
    index = Index(kitchen.production)
    cost = judge(kitchen.production, kitchen.plan, index).cost.total
    tried = 0
    for one, other in combinations(kitchen.plan.days, 2):
        swapped = {
            one.date: replace(other, date=one.date),
            other.date: replace(one, date=other.date),
        }
        days = tuple(swapped.get(d.date, d) for d in kitchen.plan.days)
        made = replace(kitchen.plan, days=days)
        judged = judge(kitchen.production, made, index)
        if judged.legal and judged.cost.total >= cost:
            tried += 1
            assert calmed(index, made, kitchen.plan) == kitchen.plan
    assert tried


@pytest.mark.parametrize("seed", [2, 3, 4, 8])
def test_at_any_price_of_a_call_the_best_is_the_cheapest_there_is(seed: int) -> None:
    production, plan, ill, first = ill_on_the_first_day(seed)
    for price in (1_000, 20_000):
        found = replan(
            production,
            plan,
            first,
            changes=[f"away {ill} {first}"],
            iterations=150,
            call_price=Money(minor=price, currency="EUR"),
        )
        judged = (judge(found.production, p) for p in every_plan(found.production))
        costs = [one.cost.total for one in judged if one.legal]
        if costs:
            assert found.best is not None
            assert found.alternatives[found.best].total <= min(costs)


def test_the_price_of_one_person_is_in_the_objective(kitchen: Planned) -> None:
    """Whoever must not be called again keeps every date, as long as a plan lets them."""
    since = day(kitchen, 1)
    ill = somebody_on(kitchen, since)
    nothing = pounds(0)
    for spared in kitchen.production.people[:3]:
        if spared.id == ill.id:
            continue
        told = Baseline(
            plan=kitchen.plan, price=nothing, overrides=((spared.id, pounds(1_000_000)),)
        )
        production = replace(kitchen.production, baseline=told)
        found = replan(
            production, kitchen.plan, since, changes=[f"away {ill.name} {since}"], iterations=80
        )
        assert found.best is not None
        best = found.alternatives[found.best]
        dates = {t.person: t for t in best.told if t.otherwise}
        fewest = min(
            sum(len(t.lost) + len(t.gained) for t in a.told if t.person == spared.id)
            for a in found.alternatives
        )
        mine = dates.get(spared.id)
        assert (len(mine.lost) + len(mine.gained) if mine else 0) == fewest


def test_prices_without_a_plan_hold_for_the_plan_as_it_is(kitchen: Planned) -> None:
    """A facts file may give prices alone: nobody has been told anything but today's plan."""
    only_prices = Baseline(plan=Plan(), price=pounds(50))
    production = replace(kitchen.production, baseline=only_prices)
    assert judge(production, kitchen.plan).cost == judge(kitchen.production, kitchen.plan).cost
    since = day(kitchen, 1)
    found = replan(production, kitchen.plan, since, lost=[since], iterations=40)
    same = replan(
        kitchen.production, kitchen.plan, since, lost=[since], iterations=40, call_price=pounds(50)
    )
    assert [(a.calls, a.total) for a in found.alternatives] == [
        (a.calls, a.total) for a in same.alternatives
    ]


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
