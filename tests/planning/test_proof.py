"""The proof held against every plan there is: bounds are true, and `optimal` means it."""

from __future__ import annotations

import importlib.util
import random
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from intercut.domain.plan import Banner
from intercut.domain.production import Production
from intercut.planning import Result, solve
from intercut.planning.problem import problem_of
from intercut.planning.relaxed import relax


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


def film(seed: int, strips: int) -> Production:
    """A film of so many strips on three dates with rules of all kinds."""
    chance = random.Random(seed)
    made: Production = everything.with_rules(tiny(chance, strips=strips, days=3), chance)
    return made


@cache
def cheapest(seed: int, strips: int) -> int | None:
    """What the cheapest of all plans of a film costs."""
    found: int | None = everything.cheapest_of_all(film(seed, strips))
    return found


def planned(production: Production) -> Result:
    return solve(production, seconds=None, iterations=2000, threads=1)


FILMS = [*((seed, 3) for seed in range(16)), *((seed, 4) for seed in range(20, 25))]


@pytest.mark.parametrize(("seed", "strips"), FILMS)
@pytest.mark.parametrize("times", [True, False])
def test_no_plan_of_all_is_cheaper_than_the_bound(seed: int, strips: int, times: bool) -> None:
    least = cheapest(seed, strips)
    found = relax(problem_of(film(seed, strips)), deterministic=3, times=times)
    if least is None:
        pytest.skip("no plan is legal")
    assert not found.proved_infeasible
    assert found.bound is not None
    assert found.bound <= least


@pytest.mark.parametrize(("seed", "strips"), FILMS)
def test_what_is_called_optimal_is_the_cheapest_of_all(seed: int, strips: int) -> None:
    least = cheapest(seed, strips)
    if least is None:
        pytest.skip("no plan is legal without waiting")
    result = planned(film(seed, strips))
    assert result.bound is not None
    assert result.bound <= least
    assert result.cost <= least
    waits = any(isinstance(e, Banner) for day in result.plan.days for e in day.entries)
    if result.status == "optimal" and not waits:
        assert result.bound == result.cost == least


def test_nearly_every_film_of_a_few_strips_is_proved_optimal() -> None:
    results = [planned(film(seed, 4)) for seed in range(40, 52)]
    placed = [r for r in results if not r.judgement.unplaced]
    assert len(placed) >= 6
    assert sum(r.status == "optimal" for r in placed) >= len(placed) - 1
