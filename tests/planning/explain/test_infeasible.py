"""A set of facts that cannot hold is proved so, and every fact of it is needed for that."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.planning.films import Planned, away
from tests.planning.tiny import MONDAY, tiny

from intercut.domain.calendar import DateSpan
from intercut.domain.people import AvailabilityWindow
from intercut.domain.production import DayPin, Pin, Production
from intercut.planning.explain import facts_of, gap, infeasible
from intercut.planning.explain.infeasible import Infeasible
from intercut.planning.explain.named import KINDS, without_facts
from intercut.schedule import judge

TUESDAY, THURSDAY = date(2027, 11, 9), date(2027, 11, 11)


def is_irreducible(production: Production, found: Infeasible) -> None:
    """Each fact let go of leaves a plan of the rest that the judge passes."""
    every = facts_of(production)
    ids = {m.fact.id for m in found.members}
    for member in found.members:
        gone = [f for f in every if f.id not in ids or f.id == member.fact.id]
        open_ = replace(without_facts(production, gone), preferences=())
        assert member.plan is not None
        assert judge(open_, member.plan).legal


def test_a_film_that_fits_is_said_to_fit(kitchen: Planned) -> None:
    found = infeasible(kitchen.production, start=kitchen.plan, iterations=20)
    assert found.verdict == "legal"
    assert found.plan is not None
    assert judge(kitchen.production, found.plan).legal


def test_dates_that_leave_no_day_are_named(kitchen: Planned) -> None:
    production = away(kitchen.production, "Joan Pettifer", TUESDAY, THURSDAY)
    found = infeasible(production, iterations=60)
    assert found.verdict == "irreducible"
    kinds = sorted(m.fact.kind for m in found.members)
    assert kinds == ["away", "away", "scene"]
    assert all("Joan" in m.fact.text for m in found.members if m.fact.kind == "away")
    is_irreducible(production, found)


def test_each_fact_keeps_its_source(kitchen: Planned) -> None:
    production = away(kitchen.production, "Joan Pettifer", TUESDAY, THURSDAY)
    found = infeasible(production, iterations=0)
    said = [str(s) for m in found.members for s in m.fact.sources]
    assert any("agent" in s and "casting" in s for s in said)


def test_the_ways_out_are_judged_and_say_what_they_ask(kitchen: Planned) -> None:
    production = away(kitchen.production, "Joan Pettifer", TUESDAY, THURSDAY)
    found = infeasible(production, iterations=100)
    best = found.ways[0]
    open_ = best.fact.without(production)
    assert best.cost == judge(open_, best.plan).cost.total
    assert judge(open_, best.plan).legal
    assert best.asks
    assert all("Joan Pettifer" in f.message for f in best.asks)
    costs = [w.cost for w in found.ways if w.cost is not None]
    assert costs == sorted(costs)


@pytest.mark.slow
def test_a_page_limit_too_low_is_among_what_cannot_hold(kitchen: Planned) -> None:
    units = tuple(replace(u, page_limit=9) for u in kitchen.production.units)
    production = replace(kitchen.production, units=units)
    found = infeasible(production, iterations=60)
    assert found.verdict == "irreducible"
    assert "page limit" in {m.fact.kind for m in found.members}
    is_irreducible(production, found)


def test_a_pin_against_a_fixed_day_is_named_with_it(kitchen: Planned) -> None:
    production = kitchen.production
    main = production.units[0].id
    held = replace(
        production,
        pins=(Pin(target="2", date=THURSDAY),),
        day_pins=(DayPin(unit=main, date=TUESDAY, targets=("2",)),),
    )
    found = infeasible(held, iterations=40)
    assert found.verdict == "irreducible"
    assert {m.fact.kind for m in found.members} >= {"pin"}
    is_irreducible(held, found)


@pytest.mark.slow
def test_people_kept_apart_are_named_when_a_pin_joins_them(brownstone: Planned) -> None:
    production = replace(
        brownstone.production,
        pins=(
            *brownstone.production.pins,
            Pin(target="26", date=date(2027, 10, 8)),
            Pin(target="3", date=date(2027, 10, 8)),
        ),
    )
    found = infeasible(production, iterations=20, seconds=60)
    assert found.verdict == "irreducible"
    said = " ".join(m.fact.text for m in found.members)
    assert "Judith Marlowe" in said
    assert "never at one base" in said
    is_irreducible(production, found)


@settings(max_examples=8)
@given(seed=st.integers(0, 5_000))
@pytest.mark.slow
def test_an_irreducible_set_is_irreducible(seed: int) -> None:
    chance = random.Random(seed)
    production = tiny(chance, strips=3, days=3)
    away_all = tuple(
        replace(
            p,
            availability=(
                AvailabilityWindow(
                    dates=DateSpan(first=MONDAY, last=MONDAY + timedelta(days=chance.randrange(3))),
                    available=False,
                ),
            ),
        )
        for p in production.people
    )
    production = replace(
        production,
        people=away_all,
        pins=(Pin(target="1", date=MONDAY + timedelta(days=chance.randrange(3))),),
    )
    found = infeasible(production, iterations=20)
    assume(found.verdict == "irreducible")
    is_irreducible(production, found)
    every = facts_of(production)
    ids = {m.fact.id for m in found.members}
    alone = without_facts(production, [f for f in every if f.id not in ids])
    again = infeasible(alone, iterations=20)
    assert again.verdict != "legal"


@pytest.mark.slow
def test_facts_have_names_of_their_own_and_known_kinds(brownstone: Planned) -> None:
    facts = facts_of(brownstone.production)
    assert len({f.id for f in facts}) == len(facts)
    assert {f.kind for f in facts} <= set(KINDS)
    for fact in facts:
        assert fact.without(brownstone.production) != brownstone.production, fact.id
        assert fact.text.endswith(".")


# -------------------------------------------------------------------------------------------- gap


def test_the_gap_adds_up_to_cost_and_bound(kitchen: Planned) -> None:
    found = gap(kitchen.production, kitchen.plan, seconds=None, iterations=120)
    assert found.cost == judge(kitchen.production, kitchen.plan).cost.total
    assert sum(r.cost for r in found.rows) == found.cost
    assert found.bound is not None
    assert sum(r.bound for r in found.rows) >= found.bound
    assert found.points


def test_a_cheaper_plan_found_is_judged(kitchen: Planned) -> None:
    poor = infeasible(kitchen.production, iterations=0).plan
    assert poor is not None
    found = gap(kitchen.production, poor, seconds=None, iterations=200)
    assert found.better is not None
    assert found.better_cost == judge(kitchen.production, found.better).cost.total
    assert found.better_cost < found.cost
    assert found.changes is not None
