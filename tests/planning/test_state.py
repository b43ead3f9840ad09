"""The planner's price of a plan is the judge's, to the cent, whatever the plan breaks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from intercut.domain.production import Production
from intercut.planning.day import DayBook
from intercut.planning.plans import fill_from, plan_of
from intercut.planning.problem import problem_of
from intercut.planning.state import State
from intercut.planning.terms import Terms
from intercut.schedule import judge
from intercut.schedule.wall_clock import steady_offset

Make = Callable[[str, int], Production]

# A child with two units on one date is never planned; the judge only asks that hours add up.
_BY_JUDGE_ONLY = {"rule.minors_stay", "rule.minors_work", "rule.minors_hours"}


def agrees(production: Production, state: State) -> None:
    """Cost to the cent; rules broken here if and only if the judge finds an error."""
    verdict = judge(production, plan_of(state))
    assert state.cost == verdict.cost.total
    errors = [
        f
        for f in verdict.findings
        if f.level == "error" and f.code != "unplaced" and f.code not in _BY_JUDGE_ONLY
    ]
    if state.hard == 0:
        assert not errors, errors[0]
    elif not errors:
        several = len(production.units) > 1
        assert several, "the planner sees a broken rule and the judge none"


@pytest.mark.parametrize("kind", ["short", "feature", "block"])
@pytest.mark.parametrize("share", [0.15, 1.0])
def test_the_planner_prices_any_plan_as_the_judge_does(
    make: Make, anything: ModuleType, kind: str, share: float
) -> None:
    chance = random.Random(f"{kind}{share}")
    for seed in range(2 if kind == "block" else 6):
        production = anything.with_everything(make(kind, seed), chance)
        state = anything.random_plan(problem_of(production), chance, share)
        agrees(production, state)


@pytest.mark.parametrize("kind", ["short", "feature"])
def test_soft_rules_and_a_baseline_are_priced_alike(
    make: Make, anything: ModuleType, kind: str
) -> None:
    chance = random.Random(kind)
    for seed in range(4):
        production = anything.with_everything(make(kind, seed), chance)
        told = plan_of(anything.random_plan(problem_of(production), chance, 0.9))
        production = anything.softened(production, told)
        problem = problem_of(production)
        agrees(production, anything.random_plan(problem, chance, 0.8))
        again = State(problem, DayBook(problem), Terms(problem))
        fill_from(again, told)
        assert again.cost == judge(production, told).cost.total


@pytest.mark.parametrize("kind", ["short", "feature"])
def test_a_change_costs_what_it_was_said_to_cost(
    make: Make, anything: ModuleType, kind: str
) -> None:
    chance = random.Random(kind)
    production = anything.with_everything(make(kind, 9), chance)
    problem = problem_of(production)
    state = anything.random_plan(problem, chance, 0.8)
    for _ in range(60):
        slots = chance.sample(range(problem.n_slots), 2)
        changes = {}
        for slot, other in (slots, slots[::-1]):
            old = state.days[other]
            changes[slot] = (
                None if old is None else state.book.day(slot, old.light, old.call, old.sequence)
            )
        state.apply(state.price(changes))
    agrees(production, state)


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
def test_the_planner_and_the_judge_read_one_clock_where_it_changes(
    make: Make, anything: ModuleType, zone: str
) -> None:
    chance = random.Random(zone)
    for seed in range(6):
        production = anything.with_everything(make("feature", seed), chance)
        production = replace(
            production, bases=tuple(replace(b, timezone=zone) for b in production.bases)
        )
        span = production.calendar.span
        assert any(steady_offset(zone, d) is None for d in span.days())
        agrees(production, anything.random_plan(problem_of(production), chance, 0.6))
