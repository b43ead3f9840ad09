"""What a unit day must cost and whether it can be, from all orders of its strips.

Three questions about one unit day, each answered by looking at every order:

- `least`: what overtime, moves and the wishes of the day itself cost in the best order of exactly these
  strips, by the real clock. Banners that take time only make the day longer: a stretch of
  work put between others never makes a later meal earlier in number (state the clock by meals
  eaten, then by minutes since the last: each piece of work keeps the order of two such states).
- `least_beside`: the same whatever other strips join them; ways are the least ones over any places
  between (`work.Ways`) and meals the fewest, so that more strips never cost less.
- `possible`: whether there is an order, a light, a call and any waiting in which each strip begins in
  its window and the day is not too long; also whatever other strips join them.

References
----------
Held and Karp (1962), dynamic programming over subsets.
"""

from __future__ import annotations

from itertools import pairwise, permutations

from intercut.planning.clock import clock_of
from intercut.planning.problem import LIGHTS, Problem, Row
from intercut.planning.relaxed.alone import LATEST, Alone
from intercut.planning.relaxed.work import Ways, length_of
from intercut.planning.wished import wishes_of

MOST_ORDERED = 7
"""Days of more strips are not looked at in every order."""

MOST_PLACED = 9
"""Days of more strips are not looked at subset by subset."""

Options = tuple[int, ...]


class ExactDays:
    """Answers about unit days of one problem, remembered."""

    def __init__(self, problem: Problem, alone: Alone, ways: Ways) -> None:
        self.problem = problem
        self.alone = alone
        self.ways = ways
        units = problem.production.units
        self._hour = [problem.index.money(u.overtime_hour) for u in units]
        asked = wishes_of(problem)
        self._move = sum(price for price, _ in asked.get("few_moves", ()))
        self._late = sum(price for price, _ in asked.get("children_early", ()))
        self._long = [(p, s["minutes"]) for p, s in asked.get("balanced_days", ())]
        self._big = [
            (p, s["eighths"]) for p, s in asked.get("big_scenes_neither_first_nor_last", ())
        ]
        children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
        self._with_child = [not children.isdisjoint(people) for people in problem.people_of]
        if not children:
            self._late = 0
        self._least: dict[tuple[int, Options], int | None] = {}
        self._beside: dict[tuple[int, Options], int] = {}
        self._possible: dict[tuple[int, Options], bool] = {}

    # ------------------------------------------------------------------ exactly these strips

    def least(self, unit: int, options: Options) -> int | None:
        """The least a day of exactly these options costs beyond the unit's day: overtime, moves,
        wishes; None where every order is too long or moves too often.

        Raises
        ------
        ValueError
            Where there are more than `MOST_ORDERED`.
        """
        if len(options) > MOST_ORDERED:
            raise ValueError(f"at most {MOST_ORDERED} strips are ordered, not {len(options)}")
        key = (unit, tuple(sorted(options)))
        if key not in self._least:
            costs = [c for o in permutations(key[1]) if (c := self._price(unit, o)) is not None]
            self._least[key] = min(costs, default=None)
        return self._least[key]

    def _price(self, unit: int, order: Options) -> int | None:
        problem = self.problem
        known, soft = problem.production.units[unit], problem.soft
        clock = clock_of(problem, unit, order)
        if clock.wrap > known.longest_minutes and "longest_day" not in soft:
            return None
        most = known.most_moves
        if most is not None and clock.moves > most and "most_moves" not in soft:
            return None
        cost = clock.move_cost + clock.moves * self._move
        cost += max(0, -(-(clock.wrap - known.normal_minutes) // 60)) * self._hour[unit]
        cost += sum(p for p, minutes in self._long if clock.wrap - known.normal_minutes > minutes)
        strips = [problem.option_strip[o] for o in order]
        if self._late:
            alone = next((n for n, s in enumerate(strips) if not self._with_child[s]), len(strips))
            cost += self._late * sum(self._with_child[s] for s in strips[alone:])
        if len(strips) >= 3:
            for price, least in self._big:
                cost += price * sum(problem.eighths[s] >= least for s in (strips[0], strips[-1]))
        return cost

    # ------------------------------------------------------------------ with any others

    def least_beside(self, unit: int, options: Options) -> int:
        """The least a day with these options and any others costs in overtime and moves."""
        key = (unit, tuple(sorted(options)))
        found = self._beside.get(key)
        if found is None:
            known = self.problem.production.units[unit]
            length = length_of(self.problem, self._least_work(unit, key[1]))
            cost = max(0, -(-(length - known.normal_minutes) // 60)) * self._hour[unit]
            cost += sum(p for p, m in self._long if length - known.normal_minutes > m)
            places = sorted({self.problem.option_place[o] for o in options})
            found = cost + self._least_moves(places) + (len(places) - 1) * self._move
            self._beside[key] = found
        return found

    def _least_moves(self, places: list[int]) -> int:
        table = self.ways.cost
        if len(places) > MOST_ORDERED:
            return 0
        return min(sum(table[p][q] for p, q in pairwise(o)) for o in permutations(places))

    def _least_work(self, unit: int, options: Options) -> int:
        """The least minutes of work in any order, by subsets and the last of them."""
        problem, n = self.problem, len(options)
        known = problem.production.units[unit]
        rows = [problem.option_row[o] for o in options]
        own = sum(r[3] + r[4] for r in rows)
        best = {(1 << k, k): problem.place_setup[r[0]] for k, r in enumerate(rows)}
        for subset in range(1, 1 << n):
            for last in range(n):
                here = best.get((subset, last))
                if here is None:
                    continue
                for k in range(n):
                    if not subset >> k & 1:
                        value = here + self._way(unit, rows[last], rows[k])
                        key = (subset | 1 << k, k)
                        if value < best.get(key, value + 1):
                            best[key] = value
        whole = (1 << n) - 1
        return known.first_shot_minutes + own + min(best[whole, k] for k in range(n))

    def _way(self, unit: int, a: Row, b: Row) -> int:
        if a[0] != b[0]:
            return self.ways.to[a[0]][b[0]]
        if a[1] != b[1]:
            return self.ways.set_change[unit][a[0]]
        return self.ways.light_change[unit][a[0]] if a[2] != b[2] else 0

    def possible(self, slot: int, options: Options) -> bool:
        """Whether these options, with any others, can be one unit day; True where that is not
        known because there are too many."""
        key = (slot, tuple(sorted(options)))
        if len(options) > MOST_PLACED:
            return True
        found = self._possible.get(key)
        if found is None:
            found = self._possible[key] = self._fits(slot, key[1])
        return found

    def _fits(self, slot: int, options: Options) -> bool:
        problem = self.problem
        unit = problem.slot_unit[slot]
        known = problem.production.units[unit]
        longest = LATEST if "longest_day" in problem.soft else known.longest_minutes
        if length_of(problem, self._least_work(unit, options)) > longest:
            return False
        if len({problem.place_base[problem.option_place[o]] for o in options}) > 1:
            return False
        for light in range(len(LIGHTS)):
            if "unit_light" not in problem.soft and LIGHTS[light] not in known.lights:
                continue
            windows = [self.alone.windows(o, slot, light) for o in options]
            if not all(windows):
                continue
            if "call" in problem.soft:
                return True
            if any(
                self._in_time(unit, options, windows, call, call + longest)
                for low, high in self.alone.calls(slot, light)
                for call in range(low, high + 1, self.alone.rules.grid)
            ):
                return True
        return False

    def _in_time(
        self,
        unit: int,
        options: Options,
        windows: list[tuple[tuple[int, int], ...]],
        call: int,
        wrap: int,
    ) -> bool:
        """Whether all can be shot between a call and a wrap, by the earliest end of each subset."""
        problem, n = self.problem, len(options)
        rows = [problem.option_row[o] for o in options]
        first_shot = problem.production.units[unit].first_shot_minutes
        end: dict[tuple[int, int], int] = {}
        for k, row in enumerate(rows):
            begin = _from(windows[k], call + first_shot + problem.place_setup[row[0]] + row[3])
            if begin is not None:
                end[1 << k, k] = begin + row[4]
        for subset in range(1, 1 << n):
            for last in range(n):
                here = end.get((subset, last))
                if here is None or here + problem.unit_wrap > wrap:
                    continue
                if subset == (1 << n) - 1:
                    return True
                for k in range(n):
                    if subset >> k & 1:
                        continue
                    row = rows[k]
                    begin = _from(windows[k], here + self._way(unit, rows[last], row) + row[3])
                    if begin is None:
                        continue
                    key = (subset | 1 << k, k)
                    if begin + row[4] < end.get(key, begin + row[4] + 1):
                        end[key] = begin + row[4]
        return False

    # ------------------------------------------------------------------ what is to blame

    def core(self, slot: int, options: Options) -> Options:
        """A small part of an impossible day that is impossible by itself."""
        left = tuple(sorted(options))
        for option in left:
            less = tuple(o for o in left if o != option)
            if less and not self.possible(slot, less):
                left = less
        return left

    def dear(self, unit: int, options: Options) -> Options:
        """A small part of a day that costs as much with any others as all of it does."""
        left = tuple(sorted(options))
        price = self.least_beside(unit, left)
        for option in left:
            less = tuple(o for o in left if o != option)
            if less and self.least_beside(unit, less) >= price:
                left = less
        return left


def _from(spans: tuple[tuple[int, int], ...], earliest: int) -> int | None:
    """The first minute not before ``earliest`` within the windows."""
    return min((max(a, earliest) for a, b in spans if earliest <= b), default=None)
