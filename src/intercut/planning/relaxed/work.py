"""How long a unit day is at least: from minutes of work to minutes from call to wrap.

*Work* is all but meals and wrap: to the first shot, set-ups, moves, shooting. No stretch between two
meals is longer than `meal.after_minutes`, so w minutes of work ask for ceil(w / after) - 1 meals,
in whatever pieces they come, banners included.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.problem import Problem

NO_LIMIT = 100_000


def length_of(problem: Problem, work: int) -> int:
    """The least minutes from call to wrap around so many minutes of work."""
    after, meal = problem.meal_after, problem.meal_length
    meals = -(-work // after) - 1 if after > 0 and meal > 0 and work > 0 else 0
    return work + meals * meal + problem.unit_wrap


def work_within(problem: Problem, length: int) -> int:
    """The most minutes of work in a day of that length; -1 where not even none fits."""
    low, high = -1, max(0, length)
    while low < high:
        middle = (low + high + 1) // 2
        if length_of(problem, middle) <= length:
            low = middle
        else:
            high = middle - 1
    return low


def most_length(problem: Problem, work: int) -> int:
    """The most minutes from call to wrap around so many minutes of work, without any banner.

    A meal comes early only where the next piece of work would not fit: two stretches between meals
    are longer than `meal.after_minutes` together, so that n meals ask for more than
    floor((n + 1) / 2) times as much work.
    """
    after, meal = problem.meal_after, problem.meal_length
    meals = 2 * max(0, (work - 1) // after) if after > 0 and meal > 0 else 0
    return work + meals * meal + problem.unit_wrap


def work_beyond(problem: Problem, length: int) -> int:
    """The least minutes of work whose day may come to that length without banners."""
    low, high = 0, max(0, length)
    while low < high:
        middle = (low + high) // 2
        if most_length(problem, middle) >= length:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True)
class Ways:
    """Least minutes and money of going from place to place, also by way of others, by unit.

    ``to`` [p][q]: move and set-up of q, over any places between (the set-up of each is made).
    Changes of set and light are no dearer than coming back to the place. So leaving a strip out of a
    day never makes these minutes more, and they are a bound for the day with any others on it.
    """

    to: list[list[int]]
    cost: list[list[int]]
    set_change: list[list[int]]
    light_change: list[list[int]]


def ways_of(problem: Problem) -> Ways:
    """The least ways of a problem; changes are [unit][place]."""
    n = len(problem.place_ids)
    setup = problem.place_setup
    to = [
        [0 if p == q else problem.move_minutes[p][q] + setup[q] for q in range(n)] for p in range(n)
    ]
    cost = [[0 if p == q else problem.move_cost[p][q] for q in range(n)] for p in range(n)]
    for table in (to, cost):
        for k in range(n):
            for p in range(n):
                for q in range(n):
                    table[p][q] = min(table[p][q], table[p][k] + table[k][q])
    back = [min((to[p][q] for p in range(n) if p != q), default=NO_LIMIT) for q in range(n)]
    sets = [[min(crew[1], b) for b in back] for crew in problem.crew]
    lights = [[min(crew[2], s) for s in row] for crew, row in zip(problem.crew, sets, strict=True)]
    return Ways(to, cost, sets, lights)
