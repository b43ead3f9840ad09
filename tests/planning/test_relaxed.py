"""What the relaxation promises: no legal plan is cheaper, nothing that can be done is called impossible."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from ortools.sat.python import cp_model

from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.plans import placings
from intercut.planning.problem import LIGHTS, problem_of
from intercut.planning.relaxed import relax
from intercut.planning.relaxed.model import DayModel
from intercut.schedule import judge

Make = Callable[[str, int], Production]


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
cheapest_legal = _beside("test_solve").cheapest_legal


@pytest.mark.parametrize("times", [True, False])
@pytest.mark.parametrize("seed", range(16))
def test_no_plan_at_all_is_cheaper_than_the_bound(seed: int, times: bool) -> None:
    production = tiny(random.Random(seed), strips=3, days=3)
    optimum = cheapest_legal(production)
    found = relax(problem_of(production), deterministic=2, times=times)
    if optimum is None:
        pytest.skip("no plan is legal")
    assert not found.proved_infeasible
    assert found.bound is not None
    assert found.bound <= optimum


@pytest.mark.parametrize("times", [True, False])
@pytest.mark.parametrize(
    ("kind", "seed"), [("short", 1), ("short", 2), ("short", 3), ("feature", 1)]
)
def test_every_legal_plan_is_a_solution_that_costs_no_more(
    make: Make, kind: str, seed: int, times: bool
) -> None:
    production = make(kind, seed)
    result = solve(production, seconds=None, iterations=150, threads=1)
    assert judge(production, result.plan).legal
    assert _least_around(production, result.plan, times=times) <= result.cost


def _least_around(production: Production, plan: Plan, *, times: bool) -> int:
    """The relaxation's cost of a plan: its strips, lights and calls as they are."""
    problem = problem_of(production)
    m = DayModel(problem, times=times)
    chosen = set()
    for slot, day, options in placings(problem, plan):
        chosen |= {(option, slot) for option in options if option >= 0}
        m.model.add(m.light[slot, LIGHTS.index(day.light)] == 1)
        if times:
            m.model.add(m.call[slot] == day.call)
    assert chosen <= set(m.x)
    for way, var in m.x.items():
        m.model.add(var == (way in chosen))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 20
    assert solver.solve(m.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def test_the_same_question_gets_the_same_answer(make: Make) -> None:
    problem = problem_of(make("short", 4))
    assert relax(problem, deterministic=1) == relax(problem, deterministic=1)


def test_a_limit_is_needed(make: Make) -> None:
    with pytest.raises(ValueError, match="a limit is needed"):
        relax(problem_of(make("short", 1)))
