from __future__ import annotations

from dataclasses import replace

import pytest
from tests.schedule.stage import (
    FORUM,
    MON,
    PARK,
    STAGE,
    at,
    clauses,
    daily,
    day,
    eur,
    event,
    film,
    fitting,
    part,
    person,
    plan,
    scene,
    unit,
    with_place,
)

from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import ElementId, PersonId, SceneId
from intercut.domain.places import Move
from intercut.domain.plan import Plan
from intercut.domain.production import Baseline, ExchangeRate, Production, SoftRule
from intercut.domain.scene import Mode
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.schedule import Index, LineKind, cost, judge

TWO = (unit(), unit("second"))


def lines(production: Production, answer: Plan) -> dict[tuple[str, str], tuple[int, int]]:
    """Quantity and unit amount by rule and subject; amounts are checked on the way."""
    sheet = cost(production, answer)
    assert all(line.amount == line.quantity * line.unit_amount for line in sheet.lines)
    assert sheet.total == sum(line.amount for line in sheet.lines)
    return {(line.rule, line.subject): (line.quantity, line.unit_amount) for line in sheet.lines}


def test_a_persons_overtime_is_paid_by_the_started_hour() -> None:
    for beyond, hours in ((0, 0), (1, 1), (60, 1), (61, 2)):
        ann = person("ann", terms=daily(0, overtime_hour=eur(10)), normal_minutes=60)
        production = film(scene(1, "ann", minutes=60 + beyond), people=[ann])
        found = lines(production, plan(day(0, 1)))
        assert found == ({("pay.overtime", "ann"): (hours, 1000)} if hours else {})


@pytest.mark.parametrize(("own", "book", "hours"), [(60, 120, 2), (None, 120, 1), (None, None, 0)])
def test_the_normal_day_is_the_persons_own_the_rulebooks_or_the_units(
    own: int | None, book: int | None, hours: int
) -> None:
    ann = person("ann", terms=daily(0, overtime_hour=eur(10)), normal_minutes=own)
    rules = clauses() if book is None else clauses(person__normal_minutes=book)
    production = film(scene(1, "ann", minutes=180), people=[ann], rulebook=rules)
    assert sum(q for q, _ in lines(production, plan(day(0, 1))).values()) == hours


def test_waiting_between_two_units_on_one_date_counts_for_overtime() -> None:
    ann = person("ann", terms=daily(0, overtime_hour=eur(10)), normal_minutes=180)
    production = film(scene(1, "ann"), scene(2, "ann"), people=[ann], units=TWO)
    answer = plan(day(0, 1), day(0, 2, unit="second", call=600))
    # 08:45 to 11:45 is three hours; one minute of wrap later it is overtime.
    assert lines(production, answer) == {}
    later = plan(day(0, 1), day(0, 2, unit="second", call=601))
    assert lines(production, later) == {("pay.overtime", "ann"): (1, 1000)}


def test_elements_cost_by_the_day_used_and_kept() -> None:
    crane = Element(
        id=ElementId("crane"), name="Crane", category=119, day_rate=eur(50), hold_rate=eur(20)
    )
    free = Element(id=ElementId("hat"), name="Hat", category=104)
    uses = tuple(ElementUse(element=e.id) for e in (crane, free))
    scenes = [scene(n, elements=uses) for n in range(3)]
    production = film(*scenes, elements=(crane, free))
    found = lines(production, plan(day(3, 0, 1), day(8, 2)))
    assert found == {("element.day", "crane"): (2, 5000), ("element.hold", "crane"): (2, 2000)}


def test_units_cost_by_the_shooting_day_and_started_hour_of_overtime() -> None:
    main = unit(day_cost=eur(1000), overtime_hour=eur(70), normal_minutes=100)
    production = film(scene(1), scene(2), units=(main,))
    found = lines(production, plan(day(0, 1), day(1, 2), day(2)))
    assert found == {("unit.day", "main"): (2, 100000), ("unit.overtime", "main"): (2, 7000)}


def test_places_cost_by_date_and_by_opening() -> None:
    production = film(scene(1), scene(2), scene(3, set="meadow"), scene(4), units=TWO)
    production = with_place(production, STAGE, fee_day=eur(10), fee_opening=eur(3))
    back = plan(day(0, 1, at(3, PARK)), day(1, 2), day(1, 4, unit="second"))
    assert lines(production, back) == {
        ("place.day", STAGE): (2, 1000),
        ("place.opening", STAGE): (3, 300),
    }
    stays = plan(day(0, at(3, PARK), 1), day(1, 2), day(4, 4))
    assert lines(production, stays)["place.opening", STAGE] == (1, 300)


def test_moves_within_a_day_cost_what_is_stated() -> None:
    there = Move(start=STAGE, end=PARK, minutes=20, cost=eur(40))
    back = Move(start=PARK, end=STAGE, minutes=20, cost=eur(5))
    scenes = scene(1), scene(2, set="meadow"), scene(3)
    answer = plan(day(0, 1, at(2, PARK), 3))
    assert lines(film(*scenes, moves=(there, back)), answer) == {
        ("move", "stage > park"): (1, 4000),
        ("move", "park > stage"): (1, 500),
    }
    overnight = plan(day(0, 1), day(1, at(2, PARK)))
    assert lines(film(*scenes, moves=(there,)), overnight) == {}
    assert lines(film(*scenes), answer) == {}


def test_parts_cost_extra_where_the_scene_could_be_shot_whole() -> None:
    ends = part(1, 1), part(1, 2)
    parts = ((SceneId("s1"), Mode.PARTS),)
    for modes, paid in (((Mode.WHOLE, Mode.PARTS), True), ((Mode.PARTS,), False)):
        production = film(scene(1, parts=ends, modes=modes, parts_price=eur(80)))
        half = plan(day(0, "1pt1"), modes=parts)
        assert lines(production, half) == ({("parts", "s1"): (1, 8000)} if paid else {})
        assert lines(production, plan(modes=parts)) == {}
    assert lines(film(scene(1, parts=ends, parts_price=eur(80))), plan(day(0, 1))) == {}


def test_a_soft_rule_costs_each_time_and_only_warns() -> None:
    production = film(scene(1), scene(2), soft=(SoftRule(rule="rule.calendar", price=eur(9)),))
    answer = plan(day(5, 1), day(6, 2))
    assert lines(production, answer) == {("soft.calendar", "calendar"): (2, 900)}
    verdict = judge(production, answer)
    assert verdict.legal
    assert [f.code for f in verdict.findings] == ["rule.calendar"] * 2
    assert (verdict.cost.money, verdict.cost.wishes) == (0, 1800)
    assert {line.kind for line in verdict.cost.lines} == {LineKind.SOFT}


def test_the_baseline_counts_each_persons_dates_told_otherwise() -> None:
    told = plan(day(0, 1, 2), day(1, 3))
    special = ((PersonId("ben"), eur(7)),)
    production = film(
        scene(1, "ann"),
        scene(2, "ben"),
        scene(3, "ann"),
        baseline=Baseline(plan=told, price=eur(5), overrides=special),
        events=(fitting("f", "kim"),),
    )
    assert lines(production, told) == {}
    moved = plan(day(0, 1), day(2, 2, 3), events=(event("f", 0),))
    assert lines(production, moved) == {
        ("baseline", "ann"): (2, 500),
        ("baseline", "ben"): (2, 700),
        ("baseline", "kim"): (1, 500),
    }
    assert lines(production, plan(day(0, 1), day(1, 3))) == {("baseline", "ben"): (1, 700)}
    index = Index(production)
    assert cost(production, moved, index) == cost(production, moved, index)


def test_foreign_money_is_counted_at_the_newest_rate() -> None:
    rates = tuple(
        ExchangeRate(
            currency="USD", rate_millionths=r, dated=MON.replace(day=d), source=Source(who="bank")
        )
        for r, d in ((900_000, 3), (800_000, 2))
    )
    main = unit(day_cost=Money(minor=1001, currency="USD"))
    production = film(scene(1), units=(main,), exchange=rates)
    assert cost(production, plan(day(0, 1))).total == 901


def test_what_happens_with_units_and_elements_nobody_knows_costs_nothing() -> None:
    ghost = ElementUse(element=ElementId("ghost"))
    production = film(scene(1, "ann", elements=(ghost,)))
    strangers = replace(production, people=())
    assert lines(strangers, plan(day(0, at(1, FORUM), unit="ghost"))) == {}
