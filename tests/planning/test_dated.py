"""Sets of strips and their dates: the kernel says what its twin says, and proves what is true."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.kernel import native
from intercut.planning.plans import placings, plan_of
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.dated import Dating, suits
from intercut.planning.relaxed.day_sets import DaySets, day_sets, never
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.model import model_of
from intercut.planning.relaxed.shooting import Shooting
from intercut.planning.relaxed.tables import tables_of
from intercut.planning.relaxed.turnaround import Turnarounds
from intercut.planning.verdict import judged

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


def dating(production: Production) -> tuple[Problem, DaySets, ExactDays, Dating]:
    problem = problem_of(production)
    m = model_of(problem, times=False)
    sets = day_sets(m)
    assert sets is not None
    exact = ExactDays(problem, m.alone, m.ways)
    assert suits(m.problem)
    return problem, sets, exact, Dating(m, sets, exact)


def nothing(m: object, exact: ExactDays) -> object:
    """The kernel with the days of a problem, and no sets."""
    assert native is not None
    names = ("strips", "options", "loss", "fixed", "least", "who", "places", "open")
    sets: dict[str, list[int]] = {name: [] for name in names}
    terms = {
        "n_slots": 0, "date": [], "pay": [], "opening": [], "reopened": [], "dated": [],
        "turned": [], "gaps": [],
    }  # fmt: skip
    return native.Calendar(tables_of(m, exact), sets, terms)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_the_kernel_prices_a_day_as_its_twin_does(make: Make, seed: int) -> None:
    problem = problem_of(make("short", seed))
    m = model_of(problem, times=False)
    sets = day_sets(m)
    assert sets is not None
    exact = ExactDays(problem, m.alone, m.ways)
    kernel = nothing(m, exact)
    chance = random.Random(seed)
    small = [options for options in sets.options if len(options) <= 4]
    for options in chance.sample(small, 60):
        slot = chance.randrange(problem.n_slots)
        told = kernel.least_on(slot, list(options))  # type: ignore[attr-defined]
        assert told == exact.least_on(slot, options), (slot, options)


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_the_kernel_prices_two_days_in_a_row_as_its_twin_does(make: Make, seed: int) -> None:
    problem = problem_of(make("short", seed))
    m = model_of(problem, times=False)
    sets = day_sets(m)
    assert sets is not None
    exact = ExactDays(problem, m.alone, m.ways)
    kernel, twin = nothing(m, exact), Turnarounds(exact)
    chance = random.Random(seed)
    small = [options for options in sets.options if len(options) <= 3]
    seen = set()
    for _ in range(60):
        slot = chance.randrange(problem.n_slots - 1)
        one, two = chance.choice(small), chance.choice(small)
        strips = [problem.option_strip[o] for o in (*one, *two)]
        if len(set(strips)) < len(strips) or not twin.suits(slot, slot + 1):
            continue
        most = chance.choice((10**5, 10**8))
        told = kernel.both(slot, list(one), slot + 1, list(two), most)  # type: ignore[attr-defined]
        least = twin.least(slot, one, slot + 1, two, most)
        assert told == (-1 if least is None else least), (slot, one, two)
        seen.add(least is None)
    assert False in seen


@pytest.mark.parametrize("seed", [2, 3])
def test_no_legal_plan_is_cheaper_than_its_number_of_days_allows(make: Make, seed: int) -> None:
    production = make("short", seed)
    problem, sets, _, search = dating(production)
    result = solve(production, seconds=None, iterations=200, threads=1)
    assert not result.judgement.unplaced
    days = [
        tuple(sorted(o for o in options if o >= 0))
        for _, _, options in placings(problem, result.plan)
    ]
    counted = search.counted(len(days), more=False, below=result.cost + 1)
    packed = search.sharpen(counted, result.cost + 1, never)
    assert packed.bound <= result.cost
    number = {options: k for k, options in enumerate(sets.options)}
    lost = sum(int(packed.loss[number[options]]) for options in days)
    assert packed.bound + lost <= result.cost
    fewer = search.counted(len(days) - 1, more=True, below=result.cost + 1)
    assert search.sharpen(fewer, None, never).bound <= result.cost


@pytest.mark.parametrize("seed", [*range(16), *range(20, 25)])
def test_the_cheapest_of_all_plans_is_not_cheaper_than_what_is_proved(seed: int) -> None:
    chance = random.Random(seed)
    strips = 3 if seed < 20 else 4
    film = everything.with_rules(tiny(chance, strips=strips, days=3), chance)
    least = everything.cheapest_of_all(film)
    if least is None:
        pytest.skip("no plan is legal without waiting")
    problem = problem_of(film)
    m = model_of(problem, times=False)
    if m.impossible or not suits(m.problem):
        pytest.skip("nothing is said of it")
    sets = day_sets(m)
    assert sets is not None
    found = Dating(m, sets, ExactDays(problem, m.alone, m.ways)).solve(least + 1)
    assert found.bound <= least
    if found.cost is not None:
        state = Shooting(problem).state(found.shots, found.modes)
        assert state is not None
        assert judged(problem, plan_of(state))[1].cost.total == found.cost
        assert found.bound <= found.cost


def test_a_short_of_24_strips_is_proved_to_be_the_cheapest(make: Make) -> None:
    production = make("short", 3)
    problem, _, _, search = dating(production)
    known = solve(production, seconds=None, iterations=200, threads=1).cost
    bounds: list[int] = []
    found = search.solve(known + 1, told=bounds.append)
    assert bounds == sorted(bounds)
    assert found.cost is not None
    assert found.bound == found.cost <= known
    state = Shooting(problem).state(found.shots, found.modes)
    assert state is not None
    plan, judgement = judged(problem, plan_of(state))
    assert judgement.legal
    assert judgement.cost.total == found.cost
    assert plan.days


def test_the_same_question_has_the_same_answer(make: Make) -> None:
    production = make("short", 3)
    known = solve(production, seconds=None, iterations=100, threads=1).cost
    answers = [dating(production)[3].solve(known + 1, units=0.5) for _ in range(2)]
    assert answers[0] == answers[1]


def test_what_was_stopped_still_tells_the_truth(make: Make) -> None:
    production = make("short", 2)
    known = solve(production, seconds=None, iterations=100, threads=1).cost
    _, _, _, search = dating(production)
    calls = 0

    def late() -> bool:
        nonlocal calls
        calls += 1
        return calls > 20

    found = search.solve(known + 1, late)
    assert found.bound <= known


def test_losses_are_none_below_zero(make: Make) -> None:
    _, _, _, search = dating(make("short", 3))
    counted = search.counted(5, more=False, below=12_000_000)
    packed = search.sharpen(counted, None, never)
    assert np.min(packed.loss) >= 0
