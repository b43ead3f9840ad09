from __future__ import annotations

from dataclasses import replace

from tests.schedule.stage import MON, day, eur, film, person, plan, scene, unit

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.elements import Element
from intercut.domain.ids import ElementId, PersonId, RuleId
from intercut.domain.people import Terms
from intercut.domain.places import Move
from intercut.domain.plan import Plan
from intercut.domain.production import (
    Baseline,
    ExchangeRate,
    OrderKind,
    OrderRule,
    Preference,
    Production,
    SoftRule,
)
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.schedule import Index, judge
from intercut.schedule.currencies import missing_rates


def one(currency: str) -> Money:
    return Money(minor=1, currency=currency)


def priced() -> Production:
    """A price of every kind, each in a currency of its own, AA1 to AA9 and on."""
    terms = Terms(
        rate=one("A1"),
        hold_rate=one("A2"),
        travel_rate=one("A3"),
        event_rate=one("A4"),
        weekly_rate=one("A5"),
        overtime_hour=one("A6"),
    )
    crane = Element(
        id=ElementId("c"), name="C", category=119, day_rate=one("B1"), hold_rate=one("B2")
    )
    production = film(
        scene(1, parts_price=one("D1")),
        people=[person("ann", terms=terms)],
        elements=(crane,),
        units=(unit(day_cost=one("C1"), overtime_hour=one("C2")),),
        apart=(
            ApartRule(id=RuleId("a"), degree=Degree.SET, people=(), price=one("E1")),
            ApartRule(id=RuleId("b"), degree=Degree.SET, people=()),
        ),
        order=(OrderRule(id=RuleId("o"), kind=OrderKind.BEFORE, first=(), price=one("E2")),),
        soft=(SoftRule(rule="rest", price=one("E3")),),
        preferences=(Preference(name="few_moves", price=one("E4")),),
        baseline=Baseline(plan=Plan(), price=one("F1"), overrides=((PersonId("ann"), one("F2")),)),
    )
    stage, *others = production.places
    fees = replace(stage, fee_day=one("G1"), fee_opening=one("G2"))
    way = Move(start=stage.id, end=others[0].id, minutes=1, cost=one("G3"))
    return replace(production, places=(fees, *others), moves=(way,))


def test_every_price_is_looked_at() -> None:
    kinds = {"A": 6, "B": 2, "C": 2, "D": 1, "E": 4, "F": 2, "G": 3}
    assert missing_rates(priced()) == {
        f"{k}{n + 1}" for k, many in kinds.items() for n in range(many)
    }


def test_a_currency_with_a_rate_and_the_reporting_one_are_not_missing() -> None:
    rate = ExchangeRate(currency="A1", rate_millionths=1, dated=MON, source=Source(who="bank"))
    assert "A1" not in missing_rates(replace(priced(), exchange=(rate,)))
    assert not missing_rates(film(units=(unit(day_cost=eur(1)),)))


def test_a_missing_rate_is_an_error_whatever_the_plan_and_whoever_was_judged_before() -> None:
    production = film(scene(1), units=(unit(day_cost=one("USD")),))
    index = Index(production)
    for answer in (plan(day(0, 1)), plan(), plan(day(0, 1))):
        assert [f.code for f in judge(production, answer, index).findings][-1] == "cost.exchange"
