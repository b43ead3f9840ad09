"""Each date of *why* and each price of *move* is the judge's own figure for that plan."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.films import Planned
from tests.planning.tiny import tiny

from intercut.domain.plan import Plan
from intercut.planning import solve
from intercut.planning.explain import Why, move, why
from intercut.planning.placing import where_is, without_strips
from intercut.schedule import Index, judge


def all_rows_are_the_judges(film: Planned, answer: Why) -> None:
    before = judge(film.production, film.plan)
    known = {f.message for f in before.findings if f.level == "error"}
    assert answer.cost == before.cost.total
    for row in answer.rows:
        after = judge(film.production, row.plan)
        assert row.cost == after.cost.total
        assert row.difference == after.cost.total - before.cost.total
        assert sum(amount for _, amount in row.lines) == row.difference
        broken = {f.message for f in after.findings if f.level == "error"} - known
        assert {f.message for f in row.broken} == broken


@pytest.mark.slow
def test_every_row_is_recomputed_by_the_judge(brownstone: Planned) -> None:
    for scene in ("17", "24"):
        for answer in why(brownstone.production, brownstone.plan, scene):
            all_rows_are_the_judges(brownstone, answer)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_every_row_is_recomputed_by_the_judge_on_random_productions(seed: int) -> None:
    production = tiny(random.Random(seed), strips=5, days=4)
    plan = solve(production, seconds=None, iterations=5, threads=1).plan
    for strip in Index(production).strips.values():
        for answer in why(production, plan, strip.number):
            all_rows_are_the_judges(Planned(production, plan), answer)


def test_only_the_strip_asked_about_moves(kitchen: Planned) -> None:
    (answer,) = why(kitchen.production, kitchen.plan, "9")
    bare = without_strips(kitchen.plan, {answer.strip.id})
    for row in answer.rows:
        assert without_strips(row.plan, {answer.strip.id}).days == bare.days
        found = where_is(row.plan, answer.strip.id)
        assert found is not None
        assert found[0].date == row.date


def test_the_day_a_strip_is_on_changes_nothing(kitchen: Planned) -> None:
    (answer,) = why(kitchen.production, kitchen.plan, "9")
    (here,) = [r for r in answer.rows if r.here]
    assert here.date == answer.date
    assert here.difference == 0
    assert not here.broken


def test_every_date_of_the_shoot_has_a_row(kitchen: Planned) -> None:
    (answer,) = why(kitchen.production, kitchen.plan, "11")
    assert [r.date for r in answer.rows] == list(kitchen.production.calendar.span.days())


def test_a_date_somebody_is_away_names_them(kitchen: Planned) -> None:
    (answer,) = why(kitchen.production, kitchen.plan, "11")
    friday = next(r for r in answer.rows if r.date == dt.date(2027, 11, 12))
    said = " ".join(f.message for f in friday.broken)
    assert "Edith Farrow" in said
    assert "Joan Pettifer" in said
    sources = [str(s) for f in friday.broken for s in f.facts]
    assert any("agent" in s and "casting" in s for s in sources)


@pytest.mark.slow
def test_a_scene_in_parts_is_answered_part_by_part(brownstone: Planned) -> None:
    answers = why(brownstone.production, brownstone.plan, "17")
    assert [a.strip.number for a in answers] == ["17pt1", "17pt2"]


@pytest.mark.slow
def test_a_pin_is_what_holds_a_pinned_strip(brownstone: Planned) -> None:
    (answer,) = why(brownstone.production, brownstone.plan, "6")
    others = [r for r in answer.rows if not r.here]
    assert all(any(f.code == "rule.pins" for f in r.broken) for r in others)


def test_a_strip_in_the_boneyard_has_no_day(kitchen: Planned) -> None:
    strip = next(iter(Index(kitchen.production).strips))
    (answer,) = why(kitchen.production, without_strips(kitchen.plan, {strip}), strip)
    assert answer.date is None
    assert not any(r.here for r in answer.rows)
    best = min(answer.rows, key=lambda r: (len(r.broken), r.cost))
    assert best.legal


@pytest.mark.slow
def test_every_key_point_leads_to_its_rows(brownstone: Planned) -> None:
    for answer in why(brownstone.production, brownstone.plan, "17"):
        ids = {r.id for r in answer.rows}
        assert 2 <= len(answer.points) <= 5
        assert all(set(p.evidence) <= ids for p in answer.points)


def test_nothing_called_so_is_refused(kitchen: Planned) -> None:
    with pytest.raises(ValueError, match="nothing on the board"):
        why(kitchen.production, kitchen.plan, "99")


def test_a_plan_without_days_can_be_asked_about(kitchen: Planned) -> None:
    strips = tuple(Index(kitchen.production).strips)
    (answer,) = why(kitchen.production, Plan(boneyard=strips), "2")
    assert any(r.legal and r.new_day for r in answer.rows)


# ------------------------------------------------------------------------------------------- move


def test_both_prices_are_the_judges(kitchen: Planned) -> None:
    date = dt.date(2027, 11, 11)
    (price,) = move(kitchen.production, kitchen.plan, "9", date, iterations=150)
    before = judge(kitchen.production, kitchen.plan).cost.total
    assert price.stands is not None
    assert (
        price.stands.difference == judge(kitchen.production, price.stands.plan).cost.total - before
    )
    assert price.repaired is not None
    repaired = judge(kitchen.production, price.repaired.plan)
    assert repaired.legal
    assert price.repaired.difference == repaired.cost.total - before
    found = where_is(price.repaired.plan, price.strip.id)
    assert found is not None
    assert found[0].date == date


@pytest.mark.slow
def test_a_move_says_when_a_pin_has_to_go(brownstone: Planned) -> None:
    (price,) = move(
        brownstone.production, brownstone.plan, "6", dt.date(2027, 10, 4), iterations=20, best=False
    )
    assert price.repaired is not None
    assert [p.target for p in price.repaired.lifted] == ["6"]
    assert any("tram company" in p.text for p in price.points)


def test_the_best_places_come_in_order_of_rules_and_money(kitchen: Planned) -> None:
    (price,) = move(kitchen.production, kitchen.plan, "3", dt.date(2027, 11, 11))
    keys = [(len(r.broken), r.cost) for r in price.best]
    assert len(keys) == 3
    assert keys == sorted(keys)
    (every,) = why(kitchen.production, kitchen.plan, "3")
    assert keys[0] == min((len(r.broken), r.cost) for r in every.rows if not r.here)


def test_without_limits_nothing_is_repaired(kitchen: Planned) -> None:
    (price,) = move(kitchen.production, kitchen.plan, "3", dt.date(2027, 11, 11))
    assert price.repaired is None
