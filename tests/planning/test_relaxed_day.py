"""What is said of one unit day from all its orders: true of every day, and of days with more on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

import pytest

from intercut.domain.plan import Banner
from intercut.domain.production import Production
from intercut.planning.clock import clock_of
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.work import length_of, ways_of, work_within

Make = Callable[[str, int], Production]


@pytest.fixture(params=[1, 2, 3])
def problem(make: Make, request: pytest.FixtureRequest) -> Problem:
    """A generated short with moves, light and hours."""
    return problem_of(make("short", request.param))


def _exact(problem: Problem) -> ExactDays:
    return ExactDays(problem, Alone(problem), ways_of(problem))


def _groups(problem: Problem, seed: int) -> list[tuple[int, tuple[int, ...]]]:
    """Slots with up to five options that may stand there, each of another strip."""
    chance = random.Random(seed)
    found = []
    for slot in range(problem.n_slots):
        here = [o for o, slots in enumerate(problem.option_slots) if slot in slots]
        first = {problem.option_strip[o]: o for o in here}
        if len(first) >= 5:
            found.append((slot, tuple(chance.sample(sorted(first.values()), 5))))
    return found[:8]


def _overtime_and_moves(problem: Problem, unit: int, order: tuple[int, ...]) -> int:
    clock = clock_of(problem, unit, order)
    known = problem.production.units[unit]
    over = max(0, clock.wrap - known.normal_minutes)
    return clock.move_cost + -(-over // 60) * problem.index.money(known.overtime_hour)


def test_every_order_costs_at_least_what_any_part_of_the_day_does(problem: Problem) -> None:
    exact = _exact(problem)
    for slot, options in _groups(problem, 1):
        unit = problem.slot_unit[slot]
        for order in permutations(options):
            cost = _overtime_and_moves(problem, unit, order)
            for size in range(1, len(options) + 1):
                assert exact.least_beside(unit, options[:size]) <= cost


def test_waiting_makes_no_day_shorter(problem: Problem) -> None:
    chance = random.Random(5)
    for slot, options in _groups(problem, 2):
        unit = problem.slot_unit[slot]
        problem.banners.append(Banner(text="WAIT", minutes=chance.randrange(1, 200)))
        wait = -len(problem.banners)
        for order in list(permutations(options))[::7]:
            wrap = clock_of(problem, unit, order).wrap
            for at in range(len(order) + 1):
                longer = (*order[:at], wait, *order[at:])
                assert clock_of(problem, unit, longer).wrap >= wrap


def test_the_cheapest_order_is_no_dearer_than_any_that_is_short_enough(problem: Problem) -> None:
    exact = _exact(problem)
    for slot, options in _groups(problem, 3):
        unit = problem.slot_unit[slot]
        least = exact.least(unit, options[:4])
        known = problem.production.units[unit]
        for order in permutations(options[:4]):
            clock = clock_of(problem, unit, order)
            moves = known.most_moves is None or clock.moves <= known.most_moves
            if clock.wrap <= known.longest_minutes and moves:
                assert least is not None


def test_a_day_that_can_be_can_be_with_less_on_it(problem: Problem) -> None:
    exact = _exact(problem)
    for slot, options in _groups(problem, 4):
        for size in range(2, len(options) + 1):
            if exact.possible(slot, options[:size]):
                assert exact.possible(slot, options[: size - 1])


def test_what_is_to_blame_is_impossible_by_itself(problem: Problem) -> None:
    exact = _exact(problem)
    for slot, options in _groups(problem, 6):
        if not exact.possible(slot, options):
            core = exact.core(slot, options)
            assert set(core) <= set(options)
            assert not exact.possible(slot, core)


def test_too_many_strips_are_not_ordered(problem: Problem) -> None:
    with pytest.raises(ValueError, match="at most 7"):
        _exact(problem).least(0, tuple(range(8)))


@pytest.mark.parametrize("length", [0, 30, 400, 719, 720, 840, 1000])
def test_work_within_a_length_is_the_most_that_fits(problem: Problem, length: int) -> None:
    most = work_within(problem, length)
    assert most < 0 or length_of(problem, most) <= length
    assert length_of(problem, most + 1) > length
