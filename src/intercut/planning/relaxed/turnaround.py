"""What the rest between two dates costs: two unit days in a row, each exactly these strips.

Whoever works on both days rests between own wrap and own next call (`rule.rest`). Late work makes the
next day begin late, which may not fit its light and hours, or ask for overtime. The least of both days
together is found from all orders, lights and calls of the first; of the second it is what
`ExactDays.least_on` says when nobody begins before the own rest is over. Ends of the first day are the
earliest there are, so the sum is a bound of both days in any plan.
"""

from __future__ import annotations

from itertools import combinations, permutations

from intercut.planning.relaxed.exact_day import MOST_ORDERED, ExactDays, Options
from intercut.schedule.rules.rest import rest_asked

_SMALL = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3))
"""How many options of each day are blamed, the smallest first."""


class Turnarounds:
    """Answers about pairs of unit days of one unit on consecutive dates, remembered."""

    def __init__(self, exact: ExactDays) -> None:
        self.exact = exact
        self._least: dict[tuple[int, Options, int, Options, int], int | None] = {}
        self._possible: dict[tuple[int, Options, int, Options], bool] = {}
        self._ends_of: dict[tuple[int, Options, tuple[int, ...]], list[Options]] = {}

    def suits(self, one: int, two: int) -> bool:
        """Whether rest binds between two slots at all: hard, on consecutive dates."""
        problem = self.exact.problem
        return (
            not {"rest", "call"} & set(problem.soft)
            and problem.slot_date[two] == problem.slot_date[one] + 1
        )

    def least(self, one: int, first: Options, two: int, then: Options, most: int) -> int | None:
        """The least both days cost beyond the units' days, or ``most`` where it is no less than that or
        they cannot both be; None where one of them cannot."""
        if max(len(first), len(then)) > MOST_ORDERED:
            return 0
        key = (one, tuple(sorted(first)), two, tuple(sorted(then)), most)
        if key not in self._least:
            self._least[key] = self._both(one, key[1], two, key[3], most)
        return self._least[key]

    def blame(
        self, one: int, first: Options, two: int, then: Options
    ) -> tuple[Options, Options] | None:
        """Small parts of two days in a row that cannot both be, whatever is beside them; None where
        none is found.

        More strips make nothing earlier on the first day and nothing easier on the second.
        """
        for size, other in _SMALL:
            for part in combinations(sorted(first), size):
                for rest in combinations(sorted(then), other):
                    if not self.possible(one, part, two, rest):
                        return part, rest
        return None

    def possible(self, one: int, first: Options, two: int, then: Options) -> bool:
        """Whether these options may stand on two days in a row, with any others."""
        key = (one, first, two, then)
        if key not in self._possible:
            rests = self._rests(one, first, two, then)
            self._possible[key] = not rests or any(
                any(
                    True
                    for order in permutations(then)
                    for _ in self.exact.timed(
                        two, order, self._ready(rests, ends, then), beside=True
                    )
                )
                for ends in self._earliest(one, first, tuple(rests))
            )
        return self._possible[key]

    def _earliest(self, slot: int, options: Options, people: tuple[int, ...]) -> list[Options]:
        """The last shots of people on a day of these options and others; dominated ones left out."""
        key = (slot, options, people)
        if key not in self._ends_of:
            found = set()
            for order in permutations(options):
                last = self._last(order, people)
                for timed in self.exact.timed(slot, order, {}, beside=True):
                    found.add(tuple(timed.ends[n] for n in last))
            kept: list[Options] = []
            for ends in sorted(found):
                if not any(_no_later(better, ends) for better in kept):
                    kept.append(ends)
            self._ends_of[key] = kept
        return self._ends_of[key]

    def _last(self, order: Options, people: tuple[int, ...]) -> list[int]:
        """Where in an order each one is shot last."""
        people_of, strip = self.exact.problem.people_of, self.exact.problem.option_strip
        return [max(n for n, o in enumerate(order) if p in people_of[strip[o]]) for p in people]

    def _ready(self, rests: dict[int, int], ends: tuple[int, ...], then: Options) -> dict[int, int]:
        """When options of the second day may begin after everybody's rest."""
        problem = self.exact.problem
        after: dict[int, int] = {}
        for (person, asked), end in zip(rests.items(), ends, strict=True):
            ready = end + problem.strike[person] + asked + problem.preparation[person]
            for option in then:
                if person in problem.people_of[problem.option_strip[option]]:
                    after[option] = max(after.get(option, ready), ready)
        return after

    def _both(self, one: int, first: Options, two: int, then: Options, most: int) -> int | None:
        exact = self.exact
        rests = self._rests(one, first, two, then)
        alone, other = exact.least_on(one, first), exact.least_on(two, then)
        if alone is None or other is None:
            return None
        if not rests:
            return min(most, alone + other)
        best: int | None = None
        for cost, ends in self._ends(one, first, tuple(rests), most - other):
            if best is not None and cost + other >= best:
                break
            after = self._ready(rests, ends, then)
            value = exact.least_on(two, then, after)
            if value is not None:
                best = cost + value if best is None else min(best, cost + value)
        return most if best is None else min(best, most)

    def _rests(self, one: int, first: Options, two: int, then: Options) -> dict[int, int]:
        """By person of both days, minutes from wrap to call, counted on the clock of the second date."""
        problem = self.exact.problem

        def people(options: Options) -> set[int]:
            return {p for o in options for p in problem.people_of[problem.option_strip[o]]}

        found = {}
        bases = {problem.place_base[problem.option_place[o]] for o in (*first, *then)}
        zeros = [
            (
                problem.zero.get((b, problem.slot_date[one])),
                problem.zero.get((b, problem.slot_date[two])),
            )
            for b in bases
        ]
        if len(bases) != 1 or -1 in bases or None in zeros[0]:
            return {}
        before, now = zeros[0]
        assert before is not None
        assert now is not None
        for person in sorted(people(first) & people(then)):
            who = problem.production.people[person].id
            asked = rest_asked(problem.index, who, problem.dates[problem.slot_date[two]])
            found[person] = asked - (now - before)
        return found

    def _ends(
        self, slot: int, options: Options, people: tuple[int, ...], most: int
    ) -> list[tuple[int, tuple[int, ...]]]:
        """Costs below ``most`` of the first day with each one's last shot; dominated ones left out."""
        exact, problem = self.exact, self.exact.problem
        unit = problem.slot_unit[slot]
        found: dict[tuple[int, ...], int] = {}
        for whole, cost, wrap, order in exact.ranked(unit, options):
            if whole >= most:
                break
            last = self._last(order, people)
            for timed in exact.timed(slot, order, {}):
                price = cost + timed.own + exact.overtime(unit, max(wrap, timed.length))
                if price < most:
                    ends = tuple(timed.ends[n] for n in last)
                    if price < found.get(ends, price + 1):
                        found[ends] = price
        kept: list[tuple[int, tuple[int, ...]]] = []
        for ends, price in sorted(found.items(), key=lambda f: (f[1], f[0])):
            if not any(_no_later(better, ends) for _, better in kept):
                kept.append((price, ends))
        return kept


def _no_later(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    return all(a <= b for a, b in zip(one, two, strict=True))
