"""What the relaxation promises: no legal plan is cheaper, nothing that can be done is called impossible."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from ortools.sat.python import cp_model

from intercut import film
from intercut.domain.people import AvailabilityWindow
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.wishes import USUAL_AD
from intercut.planning import solve
from intercut.planning.plans import placings
from intercut.planning.problem import LIGHTS, problem_of
from intercut.planning.relaxed import relax
from intercut.planning.relaxed.model import model_of
from intercut.planning.relaxed.realise import realise
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


@pytest.mark.parametrize(
    ("kind", "seed", "times"),
    [
        ("short", 1, False), ("short", 2, True), ("short", 3, False), ("short", 4, True),
        ("feature", 1, False),
    ],
)  # fmt: skip
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
    m = model_of(problem, times=times)
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


@pytest.fixture
def kitchen(root: Path, tmp_path: Path) -> Production:
    """The example short: eleven strips, five dates, two dawns that are 90 minutes long."""
    folder = root / "examples" / "kitchen"
    with film.new(
        tmp_path / "kitchen.intercut",
        script=folder / "kitchen.fountain",
        facts=folder / "kitchen.facts.yaml",
    ) as made:
        return made.production


def test_the_example_short_is_proved_optimal_in_money(kitchen: Production) -> None:
    kitchen = replace(kitchen, preferences=())
    problem = problem_of(kitchen)
    found = relax(problem, deterministic=2)
    assert found.status == "optimal"
    result = solve(kitchen, seconds=None, iterations=1500, threads=1)
    assert (result.status, result.cost) == ("optimal", found.bound)


def test_a_plan_made_of_the_assignment_is_legal_or_says_what_is_left_over(
    kitchen: Production,
) -> None:
    problem = problem_of(kitchen)
    found = relax(problem, deterministic=2)
    made = realise(problem, found)
    assert made is not None
    plan, verdict = made
    assert plan.days
    assert {f.code for f in verdict.findings if f.level == "error"} <= {"unplaced"}
    assert found.bound is not None
    assert not verdict.legal or verdict.cost.total >= found.bound


def test_with_every_wish_the_example_short_is_proved_optimal(kitchen: Production) -> None:
    assert {p.name for p in kitchen.preferences} == set(USUAL_AD)
    result = solve(kitchen, seconds=None, iterations=6000, threads=1)
    assert result.status == "optimal"
    assert result.bound == result.cost


def test_below_the_cheapest_plan_nothing_is_found(kitchen: Production) -> None:
    problem = problem_of(kitchen)
    bound = relax(problem, deterministic=2).bound
    assert bound is not None
    again = relax(problem, deterministic=2, upper=bound - 1)
    assert again.bound == bound
    assert not again.assignment
    assert not again.proved_infeasible


def test_what_cannot_be_had_on_any_date_is_proved_impossible(kitchen: Production) -> None:
    who = kitchen.people[0]
    gone = replace(
        who,
        availability=(AvailabilityWindow(dates=kitchen.calendar.span, available=False),),
    )
    less = replace(kitchen, people=(gone, *kitchen.people[1:]))
    found = relax(problem_of(less), deterministic=1)
    assert found.proved_infeasible
    assert found.bound is None
