"""Priced unit days: the kernel finds the set most worth having, and no plan costs less than is proved."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.bounds import bound_of
from intercut.planning.kernel import native
from intercut.planning.plans import placings
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.day_sets import DaySets, day_sets
from intercut.planning.relaxed.model import model_of
from intercut.planning.relaxed.priced import Prices, stock_of, suits

Make = Callable[[str, int], Production]

pytestmark = pytest.mark.skipif(native is None, reason="the native kernel was not built")


def _beside(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"planning_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tiny = _beside("tiny").tiny
everything = _beside("everything")


def listed(problem: Problem) -> DaySets:
    sets = day_sets(model_of(problem, times=False))
    assert sets is not None
    return sets


def proved(production: Production) -> int:
    """The bound, whatever time it takes."""
    return Prices(problem_of(production)).solve(1 << 60).bound


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_no_listed_set_is_worth_more_than_the_one_the_kernel_finds(make: Make, seed: int) -> None:
    assert native is not None
    problem = problem_of(make("short", seed))
    sets = listed(problem)
    payees = np.hstack([sets.people, sets.elements])
    costs = sets.fixed + sets.least
    stock = stock_of(problem)
    options = stock.pop("options")
    kernel = native.Pricing(stock)
    number = {frozenset(of): k for k, of in enumerate(sets.options)}
    chance = np.random.default_rng(seed)
    dearest = int(costs.max())
    for turn in range(30):
        signs = np.where(chance.random(problem.n_strips) < 0.1, -1, 1)
        worth = signs * chance.integers(0, dearest // 2, problem.n_strips)
        paid = chance.random(payees.shape[1]) < 0.7
        day = paid * chance.integers(0, dearest // 8, payees.shape[1])
        count = int(chance.integers(0, dearest // 4 if turn % 3 else 2 * dearest))
        triples = [
            tuple(sorted(chance.choice(problem.n_strips, 3, replace=False).tolist()))
            for _ in range(turn % 4 * 5)
        ]
        due = chance.integers(1, dearest // 6, len(triples))
        value = sets.strips @ worth - payees @ day - costs + count
        for triple, price in zip(triples, due.tolist(), strict=True):
            value -= price * (sets.strips[:, triple].sum(axis=1) > 1)
        found, most, _, whole = kernel.find(
            worth.astype(float).tolist(), day.astype(float).tolist(), float(count), triples,
            due.astype(float).tolist(), 0.0, 50, 50, 10**8,
        )  # fmt: skip
        assert whole
        assert most == max(0, int(value.max()))
        for gain, cost, placed in found:
            k = number[frozenset(options[o] for o in placed)]
            assert gain == value[k]
            assert cost == costs[k]


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_a_look_cut_short_says_no_less_than_there_is(make: Make, seed: int) -> None:
    assert native is not None
    problem = problem_of(make("short", seed))
    stock = stock_of(problem)
    stock.pop("options")
    kernel = native.Pricing(stock)
    chance = np.random.default_rng(seed)
    for _ in range(10):
        worth = chance.integers(0, stock["day_cost"], problem.n_strips).astype(float).tolist()
        day = chance.integers(0, 200_000, stock["n_payees"]).astype(float).tolist()
        most = [
            kernel.find(worth, day, 0.0, [], [], 0.0, 10, 5, nodes)[1] for nodes in (1, 100, 10**8)
        ]
        assert most[0] >= most[2]
        assert most[1] >= most[2]


@pytest.mark.parametrize("seed", [*range(16), *range(20, 25)])
def test_the_cheapest_of_all_plans_costs_no_less_than_priced_days(seed: int) -> None:
    chance = random.Random(seed)
    strips = 3 if seed < 20 else 4
    film = everything.with_rules(tiny(chance, strips=strips, days=3), chance)
    least = everything.cheapest_of_all(film)
    if least is None or not suits(problem_of(film)):
        pytest.skip("no plan is legal without waiting")
    assert proved(film) <= least


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_every_day_of_a_legal_plan_is_worth_no_more_than_it_costs(make: Make, seed: int) -> None:
    production = make("short", seed)
    problem = problem_of(production)
    prices = Prices(problem)
    prices.solve(1 << 60)
    found = prices.covering
    assert found is not None
    sets = listed(problem)
    number = {of: k for k, of in enumerate(sets.options)}
    result = solve(production, seconds=None, iterations=100, threads=1)
    for _, _, options in placings(problem, result.plan):
        k = number[tuple(sorted(o for o in options if o >= 0))]
        worth = sum(found.worth[s] for s in np.nonzero(sets.strips[k])[0].tolist())
        day = sum(found.day_worth[p] for p in np.nonzero(sets.people[k])[0].tolist())
        assert sets.costs[k] + day >= worth + found.spare


@pytest.mark.parametrize("strips", [45, 60])
def test_a_film_too_long_for_lists_is_proved_further_than_part_by_part(
    make_of: Callable[[int, int], Production], strips: int
) -> None:
    production = make_of(strips, 1)
    parts = bound_of(problem_of(production))
    assert parts is not None
    result = solve(production, seconds=None, iterations=300, threads=1, prove=False)
    assert not result.judgement.unplaced
    bound = proved(production)
    assert parts.total < bound <= result.cost


def test_a_second_unit_never_raises_what_is_proved(make: Make) -> None:
    for seed in (1, 2, 3):
        production = make("short", seed)
        second = replace(production.units[0], id=type(production.units[0].id)("second"), name="B")
        both = replace(production, units=(*production.units, second))
        assert 0 < proved(both) <= proved(production)
        result = solve(both, seconds=None, iterations=60, threads=1, prove=False)
        assert proved(both) <= result.cost


def test_the_same_work_gives_the_same_bound(make_of: Callable[[int, int], Production]) -> None:
    production = make_of(60, 2)
    answers = [Prices(problem_of(production)).solve(1 << 60, units=3) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].bound > 0


def test_it_is_told_as_it_rises_and_ends_where_it_is_enough(
    make_of: Callable[[int, int], Production],
) -> None:
    problem = problem_of(make_of(60, 1))
    told: list[int] = []
    whole = Prices(problem).solve(1 << 60, told=told.append).bound
    assert told == sorted(told)
    assert told[-1] == whole
    enough = whole * 9 // 10
    assert Prices(problem).solve(enough).bound == enough
    assert Prices(problem).solve(1 << 60, late=lambda: True).bound <= whole


def test_days_without_limit_are_not_priced(make: Make) -> None:
    production = make("short", 1)
    problem = problem_of(production)
    assert suits(problem)
    problem.soft["longest_day"] = 1
    assert not suits(problem)
    endless = replace(production.units[0], longest_minutes=100_000)
    assert not suits(problem_of(replace(production, units=(endless,))))
