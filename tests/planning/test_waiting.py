"""Days that wait: every real clock with banners between is among what is found of it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from intercut.domain.plan import Banner
from intercut.domain.production import Production
from intercut.planning.clock import clock_of
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.waiting import Moment, keep, shot_after

Make = Callable[[str, int], Production]


@pytest.fixture(scope="module", params=[1, 2, 3])
def problem(make: Make, request: pytest.FixtureRequest) -> Problem:
    return problem_of(make("short", request.param))


def with_waits(problem: Problem, chance: random.Random) -> tuple[list[int], tuple[int, ...]]:
    """Options of different strips, and a day of them with waits of all lengths between."""
    first = {problem.option_strip[o]: o for o in range(len(problem.option_row))}
    options = chance.sample(sorted(first.values()), chance.randrange(2, 7))
    sequence: list[int] = []
    for option in options:
        for _ in range(chance.choice((0, 0, 1, 2))):
            minutes = chance.choice((5, 30, 60, chance.randrange(1, 300)))
            problem.banners.append(Banner(text="wait", minutes=minutes))
            sequence.append(-len(problem.banners))
        sequence.append(option)
    return options, tuple(sequence)


@pytest.mark.parametrize("seed", range(400))
def test_every_wait_is_among_what_a_day_may_come_to(problem: Problem, seed: int) -> None:
    chance = random.Random(seed)
    before = len(problem.banners)
    options, sequence = with_waits(problem, chance)
    clock = clock_of(problem, 0, sequence)
    del problem.banners[before:]
    call = 15 * chance.randrange(24, 60)
    moments = [Moment(call, call, call, False)]
    first_shot, set_change, light_change = problem.crew[0]
    rows = [problem.option_row[o] for o in options]
    for n, (row, (_, _, start, end)) in enumerate(zip(rows, clock.entries, strict=True)):
        if not n:
            way = first_shot + problem.place_setup[row[0]]
        elif rows[n - 1][0] != row[0]:
            way = problem.move_minutes[rows[n - 1][0]][row[0]] + problem.place_setup[row[0]]
        elif rows[n - 1][1] != row[1]:
            way = set_change
        else:
            way = light_change if rows[n - 1][2] != row[2] else 0
        early, late = chance.choice(((0, 0), (0, 0), (30, 0), (200, 90)))
        window = ((call + start - early, call + start + late),)
        then: list[Moment] = []
        for moment in moments:
            for found in shot_after(problem, moment, way + row[3], row[4], window, None):
                keep(then, found)
        assert then, f"strip {n} of {sequence} begins at {start} and nothing is found"
        assert min(m.time for m in then) <= call + end
        moments = then


@pytest.mark.parametrize("seed", range(100))
def test_without_waits_the_clock_is_found_to_the_minute(problem: Problem, seed: int) -> None:
    chance = random.Random(seed)
    first = {problem.option_strip[o]: o for o in range(len(problem.option_row))}
    options = tuple(chance.sample(sorted(first.values()), chance.randrange(1, 7)))
    clock = clock_of(problem, 0, options)
    moments = [Moment(0, 0, 0, False)]
    rows = [problem.option_row[o] for o in options]
    first_shot, set_change, light_change = problem.crew[0]
    always = ((0, 10_000),)
    for n, row in enumerate(rows):
        if not n:
            way = first_shot + problem.place_setup[row[0]]
        elif rows[n - 1][0] != row[0]:
            way = problem.move_minutes[rows[n - 1][0]][row[0]] + problem.place_setup[row[0]]
        elif rows[n - 1][1] != row[1]:
            way = set_change
        else:
            way = light_change if rows[n - 1][2] != row[2] else 0
        then: list[Moment] = []
        for moment in moments:
            for found in shot_after(problem, moment, way + row[3], row[4], always, None):
                keep(then, found)
        moments = then
        assert min(m.time for m in moments) == clock.entries[n][3]
