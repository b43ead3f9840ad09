"""How much work a unit day can hold, and how many days work must take at least.

*Work* is all that fills a unit day between the first set-up and the wrap: moves, set-ups,
shooting. The most of it that fits between call and wrap follows from the clock: so many minutes
to the first shot, a meal after every stretch of work (`meal.after_minutes`), the unit's wrap.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.problem import Problem

_NO_LIMIT = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The best of all units in every respect: what no unit betters.

    ``within_normal`` and ``within_longest`` are minutes of work a day; money in minor units.
    """

    within_normal: int
    within_longest: int
    day_cost: int
    overtime: int
    page_limit: int
    most_places: int
    set_change: int
    light_change: int


class Capacity:
    """What a unit day holds at most in one production."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        units = problem.production.units
        money = problem.index.money
        soft = problem.soft
        self.best = Crew(
            within_normal=max((self.within(u.normal_minutes, u.first_shot_minutes)
                               for u in units), default=0),
            within_longest=_NO_LIMIT if "longest_day" in soft else
            max((self.within(u.longest_minutes, u.first_shot_minutes) for u in units), default=0),
            day_cost=min((money(u.day_cost) for u in units), default=0),
            overtime=min((money(u.overtime_hour) for u in units), default=0),
            page_limit=_NO_LIMIT if "page_limit" in soft or any(u.page_limit is None for u in units)
            else max((u.page_limit or 0 for u in units), default=0),
            most_places=_NO_LIMIT if "most_moves" in soft or any(u.most_moves is None for u in units)
            else 1 + max((u.most_moves or 0 for u in units), default=0),
            set_change=min((u.set_change_minutes for u in units), default=0),
            light_change=min((u.light_change_minutes for u in units), default=0),
        )  # fmt: skip
        count = len(problem.place_ids)
        ways = [(a, b) for a in range(count) for b in range(count) if a != b]
        self.least_move = min((problem.move_minutes[a][b] for a, b in ways), default=0)
        self.least_move_cost = min((problem.move_cost[a][b] for a, b in ways), default=0)

    def within(self, length: int, first_shot: int) -> int:
        """The most minutes of work in a day of that length from call to wrap."""
        room = length - first_shot - self.problem.unit_wrap
        after, meal = self.problem.meal_after, self.problem.meal_length
        if after <= 0 or meal <= 0:
            return max(0, room)
        # With w minutes from call to the last shot, meals aside, there are ceil(w / after) - 1
        # meals at least: no stretch between two of them is longer than `after`.
        best = 0
        for meals in range(room // meal + 1 if room > 0 else 0):
            best = max(best, min(room - meals * meal, (meals + 1) * after - first_shot))
        return max(0, best)

    def by_base(self, strips: list[int]) -> dict[int, list[int]]:
        """Strips by the base they must be shot at; those that may be shot at several count for
        the first group with any."""
        problem = self.problem
        found: dict[int, list[int]] = {}
        for strip in strips:
            bases = {problem.place_base[problem.option_place[o]] for o in problem.options_of[strip]}
            if len(bases) == 1:
                found.setdefault(bases.pop(), []).append(strip)
        return found

    def work(self, strips: list[int]) -> tuple[int, int]:
        """Minutes these strips take together at least, moves aside, and places to be visited.

        Each set of a place is come to at least once: with the place's set-up, or with a change of
        set; each further light of a set with a change of light at the least.
        """
        problem = self.problem
        minutes = 0
        sets: dict[int, set[int]] = {}
        lights: dict[int, set[tuple[int, str]]] = {}
        for strip in strips:
            minutes += problem.minutes[strip] + problem.setup[strip]
            options = problem.options_of[strip]
            if len(options) == 1:
                place, set_ = problem.option_place[options[0]], problem.set_of[strip]
                sets.setdefault(place, set()).add(set_)
                lights.setdefault(place, set()).add((set_, problem.light_of[strip]))
        for place, found in sets.items():
            setup = problem.place_setup[place]
            change = min(setup, self.best.set_change)
            minutes += setup + (len(found) - 1) * change
            minutes += (len(lights[place]) - len(found)) * min(change, self.best.light_change)
        return minutes, len(sets)


def least_days(
    problem: Problem, capacity: Capacity, strips: list[int], person: int | None = None
) -> int:
    """How many dates at one or several bases these strips take at least.

    Of one ``person`` the dates are counted, on which with several units more may be done.
    """
    crew = capacity.best
    units = max(1, len(problem.unit_ids)) if person is not None else 1
    return sum(
        _days_at_base(capacity, crew, group, units) for group in capacity.by_base(strips).values()
    )


def _days_at_base(capacity: Capacity, crew: Crew, strips: list[int], units: int) -> int:
    problem = capacity.problem
    if not strips:
        return 0
    if crew.within_longest <= 0:
        return _NO_LIMIT
    work, places = capacity.work(strips)
    eighths = sum(problem.eighths[s] for s in strips)
    days = 1
    while days < _NO_LIMIT:
        in_all = days * units
        minutes = work + max(0, places - in_all) * capacity.least_move
        if (
            minutes <= in_all * crew.within_longest
            and eighths <= in_all * max(1, crew.page_limit)
            and places <= in_all * crew.most_places
        ):
            break
        days += 1
    if units > 1 or crew.within_longest >= _NO_LIMIT:
        return days
    items = [problem.minutes[s] + problem.setup[s] for s in strips]
    return max(days, _bins(items, crew.within_longest))


def _bins(items: list[int], size: int) -> int:
    """Bins these items need at least (Martello and Toth 1990, bound L2)."""
    best = -(-sum(items) // size)
    for edge in {0, *(i for i in items if 2 * i <= size)}:
        alone = [i for i in items if i > size - edge]
        large = [i for i in items if size - edge >= i > size // 2]
        small = sum(i for i in items if edge <= i <= size // 2)
        room = len(large) * size - sum(large)
        best = max(best, len(alone) + len(large) + max(0, -(-(small - room) // size)))
    return best
