"""The cheapest order of scenes: brute force, plain twin and native kernel give the same."""

from __future__ import annotations

import itertools
import math
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.planning import kernel
from intercut.planning.kernel.reference import sequence_solve
from intercut.planning.sequence import (
    Instance,
    Progress,
    SequenceResult,
    read_instance,
    solve,
)

needs_kernel = pytest.mark.skipif(kernel.native is None, reason="the native kernel is not built")


@st.composite
def instances(draw: st.DrawFn, most_scenes: int = 6, least_days: int = 0) -> Instance:
    """Small boards of every density, with pay and lengths that differ, zeros among them."""
    n = draw(st.integers(1, most_scenes))
    m = draw(st.integers(1, 6))
    return Instance(
        name="drawn",
        cast=tuple(draw(st.lists(st.integers(0, (1 << n) - 1), min_size=m, max_size=m))),
        pay=tuple(draw(st.lists(st.integers(0, 30), min_size=m, max_size=m))),
        days=tuple(draw(st.lists(st.integers(least_days, 5), min_size=n, max_size=n))),
    )


def drawn(n: int, m: int, seed: int, density: float | None = None) -> Instance:
    """A larger board by chance; without a density each person's number of scenes is uniform."""
    chance = random.Random(f"{n}/{m}/{seed}/{density}")
    cast = []
    for _ in range(m):
        scenes = chance.randint(2, n) if density is None else max(2, round(n * density))
        cast.append(sum(1 << s for s in chance.sample(range(n), scenes)))
    return Instance(
        name=f"drawn {n} x {m}",
        cast=tuple(cast),
        pay=tuple(chance.randint(1, 100) for _ in range(m)),
        days=tuple(chance.randint(1, 5) for _ in range(n)),
    )


def cheapest(instance: Instance) -> int:
    """By trying every order."""
    return min(map(instance.cost, itertools.permutations(range(len(instance.days)))))


def twin(instance: Instance) -> SequenceResult:
    order, cost, bound, optimal, took, expanded = sequence_solve(
        instance.cast, instance.pay, instance.days, seconds=math.inf, memory_bytes=1 << 30, seed=1
    )
    return SequenceResult(
        name=instance.name,
        status="optimal" if optimal else "feasible",
        cost=cost,
        bound=bound,
        order=tuple(order),
        seconds=took,
        expanded=expanded,
    )


def assert_true(instance: Instance, result: SequenceResult) -> None:
    """What must hold of every answer, however it came about."""
    assert result.cost == instance.cost(result.order)
    assert result.bound is not None
    assert instance.worked <= result.bound <= result.cost
    assert (result.status == "optimal") == (result.bound == result.cost) or (
        result.status == "feasible"
    )


@given(instances())
def test_kernel_and_twin_find_what_trying_every_order_finds(instance: Instance) -> None:
    best = cheapest(instance)
    for result in (solve(instance), twin(instance)):
        assert_true(instance, result)
        assert (result.status, result.cost) == ("optimal", best)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_nine_scenes_against_every_order(seed: int) -> None:
    instance = drawn(9, 6, seed)
    assert solve(instance).cost == cheapest(instance)


@needs_kernel
@given(st.integers(0, 10**9), st.integers(8, 12), st.integers(3, 10), st.sampled_from([None, 0.25]))
def test_kernel_finds_what_the_twin_finds(seed: int, n: int, m: int, density: float | None) -> None:
    instance = drawn(n, m, seed, density)
    slow, fast = twin(instance), solve(instance, threads=1 + seed % 2)
    assert_true(instance, fast)
    assert fast.status == slow.status == "optimal"
    assert fast.cost == slow.cost


@needs_kernel
@given(st.integers(0, 10**9))
def test_turning_the_scenes_round_changes_nothing(seed: int) -> None:
    instance = drawn(16, 9, seed)
    n = len(instance.days)
    turned = Instance(
        name="turned",
        cast=tuple(int(f"{scenes:0{n}b}"[::-1], 2) for scenes in instance.cast),
        pay=instance.pay,
        days=instance.days[::-1],
    )
    one, other = solve(instance), solve(turned)
    assert one.cost == other.cost == instance.cost(one.order[::-1])


@needs_kernel
@given(st.integers(0, 10**9))
def test_numbering_of_scenes_and_people_changes_nothing(seed: int) -> None:
    instance = drawn(14, 8, seed, 0.3)
    chance = random.Random(seed)
    people, scenes = list(range(8)), list(range(14))
    chance.shuffle(people)
    chance.shuffle(scenes)
    other = Instance(
        name="renumbered",
        cast=tuple(
            sum((instance.cast[a] >> s & 1) << i for i, s in enumerate(scenes)) for a in people
        ),
        pay=tuple(instance.pay[a] for a in people),
        days=tuple(instance.days[s] for s in scenes),
    )
    assert solve(instance).cost == solve(other).cost


@needs_kernel
@pytest.mark.slow
@pytest.mark.parametrize(("n", "m", "density"), [(12, 6, None), (16, 8, 0.2), (10, 9, 0.4)])
def test_an_independent_solver_proves_the_same_cost(n: int, m: int, density: float | None) -> None:
    from ortools.sat.python import cp_model

    instance = drawn(n, m, 5, density)
    model = cp_model.CpModel()
    comes: dict[tuple[int, int], Any] = {}
    for s, t in itertools.combinations(range(n), 2):
        comes[s, t] = model.new_bool_var("")
        comes[t, s] = comes[s, t].negated()
    for s, t, u in itertools.permutations(range(n), 3):
        model.add_bool_or(comes[s, t].negated(), comes[t, u].negated(), comes[s, u])
    waits = []
    for scenes, pay in zip(instance.cast, instance.pay, strict=True):
        theirs = [s for s in range(n) if scenes >> s & 1]
        for s in set(range(n)) - set(theirs):
            come, gone, idle = (model.new_bool_var("") for _ in range(3))
            for t in theirs:
                model.add_implication(comes[t, s], come)
                model.add_implication(comes[s, t], gone.negated())
            model.add_bool_or(come.negated(), gone, idle)
            waits.append(pay * instance.days[s] * idle)
    model.minimize(sum(waits))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = 60
    solver.parameters.catch_sigint_signal = False  # else Ctrl-C is not Python's any more afterwards
    assert solver.solve(model) == cp_model.OPTIMAL
    assert solve(instance).cost == instance.worked + round(solver.objective_value)


def natively(instance: Instance, **settings: Any) -> tuple[int, int, bool, int]:
    """Cost, bound, optimal and states, asked of the kernel itself past the door's limits."""
    assert kernel.native is not None
    n = len(instance.days)
    order, cost, bound, optimal, _, _, expanded, _ = kernel.native.solve_sequence(
        [[s for s in range(n) if scenes >> s & 1] for scenes in instance.cast],
        list(instance.pay),
        list(instance.days),
        **{"seconds": 60.0, "threads": 1, "memory_bytes": 1 << 30, "seed": 1} | settings,
    )
    assert instance.cost(order) == cost
    return cost, bound, optimal, expanded


@needs_kernel
@pytest.mark.parametrize(("n", "m", "density"), [(26, 10, None), (22, 12, 0.2), (30, 12, None)])
def test_a_processor_without_new_instructions_gives_the_same_in_the_same_steps(
    n: int, m: int, density: float | None
) -> None:
    instance = drawn(n, m, 2, density)
    assert natively(instance, portable=True) == natively(instance)


@needs_kernel
def test_one_and_two_threads_and_other_seeds_prove_the_same_cost() -> None:
    instance = drawn(28, 12, 3)
    results = [solve(instance, threads=t, seed=s) for t in (1, 2, 3) for s in (1, 7)]
    assert {(r.status, r.cost) for r in results} == {("optimal", results[0].cost)}


@needs_kernel
def test_same_settings_give_the_same_order() -> None:
    instance = drawn(30, 14, 1)
    assert solve(instance).order == solve(instance).order


@needs_kernel
def test_more_than_64_scenes_and_people_are_still_exact() -> None:
    """Four copies of one board that share nobody: solved apart, the costs add up."""
    small = drawn(18, 18, 2, 0.3)
    copies = Instance(
        name="copies",
        cast=tuple(scenes << 18 * k for k in range(4) for scenes in small.cast),
        pay=small.pay * 4,
        days=small.days * 4,
    )
    result = solve(copies)
    assert (result.status, result.cost) == ("optimal", 4 * solve(small).cost)


@needs_kernel
@pytest.mark.slow
def test_two_word_sets_give_what_one_word_gives() -> None:
    """People of tiny pay who tie the scenes of an easy board into more than 64 groups."""
    n = 80
    path = Instance(
        name="chain",
        cast=tuple(3 << s for s in range(n - 1)),
        pay=tuple(1 + s % 7 for s in range(n - 1)),
        days=(1,) * n,
    )
    shuffled = list(range(n))
    random.Random(4).shuffle(shuffled)
    mixed = Instance(
        name="mixed chain",
        cast=tuple((1 << shuffled[s]) | (1 << shuffled[s + 1]) for s in range(n - 1)),
        pay=path.pay,
        days=path.days,
    )
    result = solve(mixed, seconds=20)
    assert (result.status, result.cost) == ("optimal", path.worked)


@needs_kernel
@pytest.mark.parametrize("memory", [50_000, 300_000, 2_000_000])
def test_a_full_memory_only_makes_the_proof_slower(memory: int) -> None:
    """Asked of the kernel itself with less than the door allows, so that a small board fills it."""
    instance = drawn(32, 13, 8)
    roomy = solve(instance)
    assert roomy.status == "optimal"
    cost, bound, optimal, expanded = natively(instance, threads=2, memory_bytes=memory)
    assert optimal
    assert cost == bound == roomy.cost
    assert expanded >= roomy.expanded // 2


@needs_kernel
@pytest.mark.slow
def test_the_process_stays_within_its_memory() -> None:
    # In a process of its own: what counts is the most it ever had.
    program = f"""
import resource
from intercut.planning.sequence import Instance, solve
instance = {drawn(50, 18, 2)!r}
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
solve(Instance.of("warm", [[1, 1, 0], [0, 1, 1]], [1, 2], [1, 1, 1]))
before = most()
result = solve(instance, seconds=8, memory_bytes=16 << 20)
print(result.expanded, most() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    expanded, grown = map(int, done.stdout.split())
    assert expanded > 5_000
    assert grown < 48 << 20  # the limit, and 16 MB of working space for each of two threads


@needs_kernel
@pytest.mark.parametrize(("n", "m"), [(128, 128), (128, 8), (65, 64), (64, 65)])
def test_the_largest_boards_have_an_order_and_a_true_bound(n: int, m: int) -> None:
    instance = drawn(n, m, 1, 0.08)
    result = solve(instance, seconds=1.5)
    assert not result.remarks
    assert_true(instance, result)
    assert result.cost < instance.cost(range(n))


@needs_kernel
def test_bound_never_falls_and_cost_never_rises_on_the_way() -> None:
    seen: list[Progress] = []
    instance = drawn(40, 16, 2)
    result = solve(instance, seconds=2, progress=seen.append)
    assert seen
    for one, other in itertools.pairwise(seen):
        assert one.cost >= other.cost
        assert one.bound <= other.bound
    assert all(p.bound <= p.cost and 0 <= p.gap <= 1 for p in seen)
    assert result.cost == seen[-1].cost
    assert_true(instance, result)


@needs_kernel
def test_cancel_by_event_stops_at_once() -> None:
    flag = threading.Event()
    timer = threading.Timer(0.3, flag.set)
    timer.start()
    start = time.perf_counter()
    instance = drawn(64, 24, 1)
    result = solve(instance, seconds=30, cancel=flag)
    assert time.perf_counter() - start < 1.5
    assert result.status == "feasible"
    assert_true(instance, result)


@needs_kernel
def test_control_c_gives_the_best_order_so_far() -> None:
    # In a process of its own: a signal would reach the test runner's worker, too.
    program = """
import signal, threading
from intercut.planning.sequence import Instance, SequenceInterrupted, solve
from random import Random
chance = Random(2)
cast = tuple(chance.getrandbits(64) for _ in range(24))
instance = Instance(
    name="long", cast=cast, pay=tuple(chance.randrange(1, 9) for _ in cast), days=(1,) * 64
)
threading.Timer(0.5, signal.raise_signal, (signal.SIGINT,)).start()
try:
    solve(instance, seconds=60)
except SequenceInterrupted as stopped:
    result = stopped.result
    print(sorted(result.order) == list(range(64)), result.cost > 0, result.seconds < 30)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["True", "True", "True"], done.stderr


def test_control_c_gives_the_best_order_of_the_twin_as_well() -> None:
    program = """
import signal, threading
from intercut.planning import kernel
from intercut.planning.sequence import Instance, SequenceInterrupted, solve
kernel.native = None
cast = tuple(0b1001 << n for n in range(20)) + tuple(0b100001 << n for n in range(18))
instance = Instance(
    name="long", cast=cast, pay=tuple(range(1, 39)), days=(1,) * 23
)
threading.Timer(0.5, signal.raise_signal, (signal.SIGINT,)).start()
try:
    solve(instance, seconds=60)
except SequenceInterrupted as stopped:
    result = stopped.result
    print(sorted(result.order) == list(range(23)), result.status, result.seconds < 30)
    print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["True", "feasible", "True", "True"], done.stderr


@needs_kernel
def test_an_exception_of_the_watcher_reaches_the_caller() -> None:
    def burst(_: Progress) -> None:
        raise RuntimeError("the window was closed")

    with pytest.raises(RuntimeError, match="the window was closed"):
        solve(drawn(40, 16, 1), progress=burst)


@pytest.mark.parametrize(("n", "m"), [(40, 16), (128, 128), (200, 30)])
def test_no_time_gives_some_order(n: int, m: int) -> None:
    instance = drawn(n, m, 4)
    assert_true(instance, solve(instance, seconds=0))


@needs_kernel
def test_costs_up_to_a_million_million_do_not_overflow() -> None:
    small = drawn(14, 7, 6)
    large = Instance(
        name="dear",
        cast=small.cast,
        pay=tuple(pay * 10**9 for pay in small.pay),
        days=small.days,
    )
    assert solve(large).cost == solve(small).cost * 10**9


def test_costs_beyond_the_kernel_are_answered_by_the_twin() -> None:
    small = drawn(8, 5, 6)
    huge = Instance(
        name="huge", cast=small.cast, pay=tuple(p * 10**18 for p in small.pay), days=small.days
    )
    result = solve(huge)
    assert result.cost == solve(small).cost * 10**18
    assert result.remarks


@needs_kernel
def test_more_than_128_scenes_are_answered_by_the_heuristic() -> None:
    instance = drawn(200, 40, 1, 0.1)
    result = solve(instance, seconds=1)
    assert result.status == "feasible"
    assert "128 scenes" in result.remarks[0]
    assert_true(instance, result)
    assert result.cost < instance.cost(range(200))


@needs_kernel
def test_more_than_128_people_are_answered_by_the_heuristic() -> None:
    instance = drawn(40, 300, 1, 0.1)
    result = solve(instance, seconds=1)
    assert result.status == "feasible"
    assert_true(instance, result)


def test_without_the_kernel_the_twin_answers_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = drawn(9, 5, 1)
    native = solve(instance)
    monkeypatch.setattr(kernel, "native", None)
    plain = solve(instance)
    assert plain.cost == native.cost
    assert plain.status == "optimal"
    assert "not built" in plain.remarks[0]


def test_the_twin_stops_in_time_and_within_memory() -> None:
    instance = drawn(30, 12, 1)
    args = (instance.cast, instance.pay, instance.days)
    late = sequence_solve(*args, seconds=0.2, memory_bytes=1 << 30, seed=1)
    full = sequence_solve(*args, seconds=60, memory_bytes=1 << 20, seed=1)
    for order, cost, bound, optimal, *_ in (late, full):
        assert instance.cost(order) == cost >= bound >= instance.worked
        assert not optimal


def test_scenes_without_people_and_people_without_scenes_are_no_trouble() -> None:
    instance = Instance.of("gaps", [[1, 0, 0, 1], [0, 0, 0, 0]], [5, 7], [1, 2, 0, 3])
    assert solve(instance).cost == 5 * 4
    assert solve(Instance(name="nothing", cast=(), pay=(), days=())).order == ()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"seconds": -1.0}, "seconds"),
        ({"seconds": math.nan}, "seconds"),
        ({"threads": 0}, "threads"),
        ({"memory_bytes": 1000}, "memory_bytes"),
    ],
)
def test_senseless_limits_are_refused(wrong: dict[str, float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        solve(drawn(5, 3, 1), **wrong)  # type: ignore[arg-type]


def test_json_has_exactly_the_promised_fields() -> None:
    result = solve(drawn(6, 3, 1))
    fields = ["name", "status", "cost", "bound", "order", "seconds", "expanded"]
    assert list(result.as_json()) == fields


@needs_kernel
@pytest.mark.slow
def test_classic_instances_are_proved_in_a_second(real_bench: Path) -> None:
    optima = {
        "MobStory": 871, "film103": 1031, "film105": 849, "film114": 867, "film116": 541,
        "film117": 913, "film118": 853, "film119": 790, "concert": 111, "film-10": 352,
        "film-12": 401, "small": 54, "small2": 56, "tiny": 29, "tiny2": 9, "Warwick1201": 222,
        "Shaw2020": 877, "rehearsal": 109, "csplib-film1": 871, "csplib-film2": 818,
    }  # fmt: skip
    for name, cost in optima.items():
        result = solve(read_instance((real_bench / "talent" / f"{name}.txt").read_text()))
        assert (result.status, result.cost) == ("optimal", cost), name
