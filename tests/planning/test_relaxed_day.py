"""What is said of one unit day from all its orders: true of every day, and of days with more on them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise, permutations

import pytest

from intercut.domain.plan import Banner
from intercut.domain.production import Production
from intercut.domain.wishes import usual_ad
from intercut.planning.clock import clock_of
from intercut.planning.construct import first_state
from intercut.planning.day import Day
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.neighbours import neighbours
from intercut.planning.relaxed.turnaround import Turnarounds
from intercut.planning.relaxed.work import (
    length_of,
    most_length,
    ways_of,
    work_beyond,
    work_within,
)
from intercut.planning.state import State

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


def _with_child(problem: Problem, options: tuple[int, ...]) -> bool:
    """Whether a child is among them, whose own hours may be the shorter ones."""
    children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
    return any(children & set(problem.people_of[problem.option_strip[o]]) for o in options)


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
            if clock.wrap <= known.longest_minutes and moves and not _with_child(problem, order):
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


@pytest.fixture(params=[1, 2, 3, 4])
def planned(make: Make, request: pytest.FixtureRequest) -> State:
    """A legal plan of a generated short with every wish of the usual profile."""
    production = replace(make("short", request.param), preferences=usual_ad("EUR"))
    state, *_ = first_state(problem_of(production))
    assert state.value()[:3] == (0, 0, 0)
    return state


def _due(state: State, day: Day) -> int:
    """What a day of a plan costs in overtime, moves and wishes of its own."""
    problem = state.problem
    _, _, cost = state.book.clock(day.unit, day.sequence)
    cost -= problem.index.money(problem.production.units[day.unit].day_cost)
    cost -= sum(problem.fee_opening[p] for p in day.clock.visits)
    cost -= sum(problem.fee_day[p] for p in set(day.clock.visits))
    strips = [problem.option_strip[o] for o in _strips(day)]
    turned = sum((b, a) in set(neighbours(problem)) for a, b in combinations(strips, 2))
    return cost + turned * problem.index.money(usual_ad("EUR")[3].price)


def _strips(day: Day) -> tuple[int, ...]:
    return tuple(o for o in day.sequence if o >= 0)


def test_no_day_of_a_legal_plan_is_cheaper_than_what_is_said_of_it(planned: State) -> None:
    exact = _exact(planned.problem)
    told = 0
    for day in planned.days:
        if day is None or len(day.sequence) > 6:
            continue
        options = _strips(day)
        assert exact.possible(day.slot, options)
        least, dated = exact.least(day.unit, options), exact.least_on(day.slot, options)
        assert least is not None
        assert dated is not None
        assert exact.least_beside(day.unit, options) <= least <= dated <= _due(planned, day)
        told += 1
    assert told


def test_no_two_days_in_a_row_are_cheaper_than_what_the_rest_between_them_leaves(
    planned: State,
) -> None:
    rests = Turnarounds(_exact(planned.problem))
    told = 0
    for one, two in pairwise(planned.days):
        if one is None or two is None or max(len(one.sequence), len(two.sequence)) > 5:
            continue
        if not rests.suits(one.slot, two.slot):
            continue
        first, then = _strips(one), _strips(two)
        assert rests.blame(one.slot, first, two.slot, then) is None
        due = _due(planned, one) + _due(planned, two)
        least = rests.least(one.slot, first, two.slot, then, due + 1)
        assert least is not None
        assert least <= due
        told += 1
    if not told:
        pytest.skip("no two short days in a row")


@pytest.mark.parametrize("work", [1, 359, 360, 361, 720, 721, 1080])
def test_without_banners_no_day_is_longer_than_its_work_may_come_to(
    problem: Problem, work: int
) -> None:
    assert length_of(problem, work) <= most_length(problem, work)
    assert work_beyond(problem, most_length(problem, work)) <= work


def test_every_order_lies_between_the_least_and_the_most_its_work_comes_to(
    problem: Problem,
) -> None:
    for slot, options in _groups(problem, 9):
        unit = problem.slot_unit[slot]
        for order in list(permutations(options))[::5]:
            clock = clock_of(problem, unit, order)
            meals = len(clock.meals) * problem.meal_length
            work = clock.wrap - meals - problem.unit_wrap
            assert length_of(problem, work) <= clock.wrap <= most_length(problem, work)
