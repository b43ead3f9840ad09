"""The first way to be together is the cheapest there is, and no way is said to be none in vain."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.planning.films import Planned
from tests.planning.test_solve import every_plan
from tests.planning.tiny import MONDAY, tiny

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan
from intercut.domain.ids import BaseId, PartId, PersonId, PlaceId, RoleId, RuleId
from intercut.domain.people import AvailabilityWindow
from intercut.domain.places import Base
from intercut.domain.plan import Plan
from intercut.domain.production import Pin, Production
from intercut.domain.scene import CastEntry, Estimate, IntExt, Light, Mode, Part, Presence
from intercut.planning import solve
from intercut.planning.together import Closed, Limits, NewScene, Together, together
from intercut.planning.waiving import waived
from intercut.schedule import judge

P0, P1 = PersonId("p0"), PersonId("p1")
ALL = DateSpan(first=MONDAY - timedelta(days=30), last=MONDAY + timedelta(days=60))


def two_kept_apart(seed: int) -> Production:
    """Three scenes; the first is of two people never on one set, and open to both modes."""
    production = tiny(random.Random(seed), strips=3, days=3)
    people = tuple(replace(p, availability=()) for p in production.people)
    first = production.scenes[0]
    roles = (RoleId("r0"), RoleId("r1"))
    parts = tuple(
        Part(
            id=PartId(f"s0-{n}"), number=n, label=f"END {n}", set=first.set, int_ext=IntExt.INT,
            light=Light.DAY, on_camera=(roles[n - 1],), voices=(roles[2 - n],),
            eighths=first.eighths.value if n == 1 else 0, minutes=Estimate(minutes=60),
        )
        for n in (1, 2)
    )  # fmt: skip
    split = replace(
        first,
        cast=tuple(CastEntry(role=r, presence=Presence.SEEN, works=True) for r in roles),
        minutes=Estimate(minutes=60),
        parts=parts,
        modes=(Mode.PARTS, Mode.WHOLE),
        heading=replace(first.heading, light=Light.DAY),
    )
    others = tuple(
        replace(s, cast=s.cast[:1], minutes=Estimate(minutes=120)) for s in production.scenes[1:]
    )
    rule = ApartRule(id=RuleId("two"), degree=Degree.SET, people=(P0, P1))
    return replace(
        production, people=people, scenes=(split, *others), apart=(rule,), preferences=()
    )


def planned(production: Production) -> Plan:
    return solve(production, seconds=None, iterations=60, threads=1).plan


def cheapest_by_enumeration(production: Production) -> int:
    """The least any plan costs in which the first scene is shot whole, whatever its date."""
    first = production.scenes[0]
    whole = replace(
        production, scenes=(replace(first, modes=(Mode.WHOLE,)), *production.scenes[1:])
    )
    costs = []
    for n in range(3):
        day = MONDAY + timedelta(days=n)
        span = DateSpan(first=day, last=day)
        held = replace(
            whole,
            apart=waived(whole.apart, RuleId("two"), [span]),
            pins=(Pin(target="1", date=day),),
        )
        judged = (judge(held, plan) for plan in every_plan(held))
        costs += [found.cost.total for found in judged if found.legal]
    return min(costs)


def brings_them_together(found: Together) -> None:
    """Every way is legal under its own rules, and all of them are on set on its date."""
    for way in found.ways:
        judged = judge(way.production, way.plan)
        assert judged.legal
        assert judged.cost.total == way.cost
        assert way.price == way.cost - found.today + sum(w.price for w in way.waivers)
        for strip in way.meeting.strips:
            assert set(found.people) <= set(strip.people)
            on = [d.date for d in way.plan.days for e in d.strips if e.strip == strip.id]
            assert on == [way.date]


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_first_way_is_the_cheapest_there_is(seed: int) -> None:
    production = two_kept_apart(seed)
    found = together(
        production,
        planned(production),
        scene=production.scenes[0],
        iterations=250,
        tries=50,
        seconds=60,
    )
    brings_them_together(found)
    whole = [w for w in found.ways if w.meeting.kind == "whole"]
    assert whole[0].cost == cheapest_by_enumeration(production)
    assert found.ways[0].price == min(w.price for w in found.ways)


def test_a_live_read_has_every_end_on_one_date_at_one_place() -> None:
    production = two_kept_apart(1)
    found = together(
        production,
        planned(production),
        scene=production.scenes[0],
        iterations=60,
        tries=20,
        seconds=60,
    )
    live = [w for w in found.ways if w.meeting.kind == "live read"]
    assert live
    for way in live:
        ends = {"1pt1", "1pt2"}
        places = {e.place for d in way.plan.days for e in d.strips if e.strip in ends}
        assert len(places) == 1


@pytest.mark.slow
def test_the_sisters_can_share_their_room_for_a_price(brownstone: Planned) -> None:
    scene = next(s for s in brownstone.production.scenes if s.number == "27")
    found = together(
        brownstone.production,
        brownstone.plan,
        scene=scene,
        limits=Limits(waiver_hour=50_000),
        iterations=30,
        tries=3,
        seconds=60,
    )
    assert found.ways
    brings_them_together(found)
    best = found.ways[0]
    (waiver,) = best.waivers
    assert waiver.rule.id == "leads"
    assert waiver.minutes > 0
    assert waiver.price == -(-waiver.minutes // 60) * 50_000
    assert best.date in best.open_dates
    assert found.points


@pytest.mark.slow
def test_the_call_of_brownstone_can_be_read_live_in_new_york_and_not_in_lisbon(
    brownstone: Planned,
) -> None:
    """Every place of the call is decided: a price, or the facts that stand against it."""
    scene = next(s for s in brownstone.production.scenes if s.number == "17")
    found = together(brownstone.production, brownstone.plan, scene=scene)
    assert found.ways
    brings_them_together(found)
    assert {w.meeting.words for w in found.ways} == {"scene 17 read live at Ironworks Stages"}
    (lisbon,) = found.closed
    assert lisbon.words == "scene 17 read live at Doca Studio"
    assert "proved impossible" in lisbon.proof
    assert "Scene 16" in lisbon.proof
    assert "scene 16 can be shot at Ironworks Stages (New York) only" in lisbon.proof
    assert "scene 17 can be shot at Doca Studio (Lisbon) only" in lisbon.proof
    again = together(brownstone.production, brownstone.plan, scene=scene)
    assert [(w.price, w.date, w.plan) for w in again.ways] == [
        (w.price, w.date, w.plan) for w in found.ways
    ]
    assert again.closed == found.closed


def test_the_same_question_gets_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock is asked: one that runs a hundred times as fast changes nothing."""
    production = two_kept_apart(1)
    plan, scene = planned(production), production.scenes[0]
    first = together(production, plan, scene=scene, iterations=60, tries=6)
    begun = time.monotonic()
    slow = time.monotonic

    def racing() -> float:
        return begun + 100 * (slow() - begun)

    monkeypatch.setattr(time, "monotonic", racing)
    again = together(production, plan, scene=scene, iterations=60, tries=6)
    assert [(w.price, w.date, w.plan) for w in again.ways] == [
        (w.price, w.date, w.plan) for w in first.ways
    ]
    assert (again.closed, again.proof, again.tried) == (first.closed, first.proof, first.tried)


def test_a_meeting_without_a_way_says_what_is_known_of_it() -> None:
    proved = Closed(words="scene 1 read live at A", proof="Scene 1 read live at A is proved.")
    left = Closed(words="scene 1 read live at B", proof="")
    assert proved.text == proved.proof
    assert left.text.startswith("Scene 1 read live at B: no way was found")


@pytest.mark.slow
def test_all_four_in_one_room_in_a_scene_not_written_yet(brownstone: Planned) -> None:
    four = [p.id for p in brownstone.production.people[:4]]
    found = together(
        brownstone.production,
        brownstone.plan,
        people=four,
        new=NewScene(set="BROWNSTONE - KITCHEN", minutes=60, eighths=8),
        iterations=20,
        tries=3,
        seconds=60,
    )
    assert found.ways
    brings_them_together(found)
    assert any(e.strip == "NEW" for d in found.ways[0].plan.days for e in d.strips)


@pytest.mark.slow
def test_somebody_without_a_date_is_a_finding_with_its_remedy(brownstone: Planned) -> None:
    scene = next(s for s in brownstone.production.scenes if s.number == "27")
    late = DateSpan(first=date(2027, 10, 14), last=date(2027, 10, 17))
    found = together(
        brownstone.production, brownstone.plan, scene=scene, limits=Limits(within=(late,))
    )
    assert not found.ways
    assert [f.code for f in found.findings] == ["together.no_dates"]
    assert "Inês Valente" in found.findings[0].message
    assert found.findings[0].fix
    assert found.proof


def test_where_no_rule_may_be_waived_it_is_proved_that_there_is_no_way() -> None:
    production = two_kept_apart(2)
    found = together(
        production,
        planned(production),
        scene=production.scenes[0],
        limits=Limits(waivers=False),
        iterations=10,
    )
    assert not found.ways
    assert "two" in found.proof


def test_dates_that_never_meet_are_proved_to_leave_no_way() -> None:
    production = two_kept_apart(3)

    def only(n: int) -> tuple[AvailabilityWindow, ...]:
        day = MONDAY + timedelta(days=n)
        return (AvailabilityWindow(dates=DateSpan(first=day, last=day)),)

    people = tuple(
        replace(p, availability=only(int(p.id[1]))) if p.id in {P0, P1} else p
        for p in production.people
    )
    production = replace(production, people=people)
    found = together(
        production, Plan(), scene=production.scenes[0], iterations=20, tries=5, seconds=30
    )
    assert not found.ways
    assert "proved impossible" in found.proof


def test_the_budget_leaves_out_what_is_dearer() -> None:
    production = two_kept_apart(5)
    scene, plan = production.scenes[0], planned(production)
    every = together(production, plan, scene=scene, iterations=60, tries=20)
    limit = every.ways[0].price
    found = together(
        production, plan, scene=scene, limits=Limits(budget=limit), iterations=60, tries=20
    )
    assert {w.price for w in found.ways} == {limit}


def test_the_cheapest_way_over_the_budget_is_named_with_its_price() -> None:
    production = two_kept_apart(5)
    scene, plan = production.scenes[0], planned(production)
    every = together(production, plan, scene=scene, iterations=60, tries=20)
    limit = every.ways[0].price - 1
    found = together(
        production, plan, scene=scene, limits=Limits(budget=limit), iterations=60, tries=20
    )
    assert not found.ways
    nearest = [c.nearest for c in found.closed if c.nearest]
    assert nearest
    assert all("over" in text for text in nearest)
    assert all("time" not in p.text for p in found.points)


def test_dates_that_were_not_planned_are_counted() -> None:
    production = two_kept_apart(5)
    scene, plan = production.scenes[0], planned(production)
    every = together(production, plan, scene=scene, iterations=20, tries=50)
    few = together(production, plan, scene=scene, iterations=20, tries=2)
    assert every.left_out == 0
    assert few.tried == 2
    assert few.left_out == every.tried - 2 > 0


def test_every_place_of_a_scene_is_decided_once_a_way_is_found() -> None:
    """More than four closed places: each has its proof, none is passed over."""
    production = two_kept_apart(5)
    (whole, *_), scene = production.places, production.scenes[0]
    shut = tuple(
        replace(
            whole,
            id=PlaceId(f"shut{n}"),
            name=f"Shut {n}",
            sets=tuple(sorted({p.set for p in scene.parts})),
            closed=(ALL,),
        )
        for n in range(6)
    )
    production = replace(production, places=(*production.places, *shut))
    plan = planned(production)
    found = together(production, plan, scene=scene, iterations=60, tries=20)
    assert found.ways
    closed = {c.words: c for c in found.closed}
    reads = [c for words, c in closed.items() if "Shut" in words]
    assert len(reads) == 6
    assert all(c.looked for c in reads)
    assert all("proved impossible" in c.proof for c in reads)


def test_who_is_kept_from_meeting_by_home_is_told_so() -> None:
    production = two_kept_apart(2)
    far = Base(id=BaseId("far"), name="Far Town")
    people = tuple(
        replace(p, home=far.id if p.id == P1 else production.bases[0].id) for p in production.people
    )
    production = replace(production, people=people, bases=(*production.bases, far))
    found = together(
        production,
        planned(two_kept_apart(2)),
        scene=production.scenes[0],
        limits=Limits(homebound=frozenset({P0, P1})),
        iterations=10,
    )
    assert not found.ways
    assert "Far Town" in found.proof


@pytest.mark.slow
def test_who_does_not_travel_is_met_at_home(brownstone: Planned) -> None:
    clara, sabine = (p.id for p in brownstone.production.people[:2])
    found = together(
        brownstone.production,
        brownstone.plan,
        people=[clara, sabine],
        new=NewScene(set="TAXI - BRIDGE", minutes=40),
        limits=Limits(homebound=frozenset({sabine})),
        iterations=10,
        tries=2,
        seconds=60,
    )
    for way in found.ways:
        assert all(s.places == ("doca-studio",) for s in way.meeting.strips)
