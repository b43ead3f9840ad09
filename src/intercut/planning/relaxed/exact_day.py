"""What a unit day must cost and whether it can be, from all orders of its strips.

Four questions about one unit day, each answered by looking at every order:

- `least`: what overtime, moves and the wishes of the day itself cost in the best order of exactly these
  strips, by the real clock. Banners that take time only make the day longer: a stretch of
  work put between others never makes a later meal earlier in number (state the clock by meals
  eaten, then by minutes since the last: each piece of work keeps the order of two such states).
  They may move a meal out of the time somebody is there, so that people's own hours are counted from
  work alone, with the fewest meals it asks for (see `work`).
- `least_on`: the same on one date, where light and hours may ask the unit to wait: the day is as long
  as the best call makes it, every strip beginning in its window, with the fewest meals.
- `least_beside`: the same whatever other strips join them; ways are the least ones over any places
  between (`work.Ways`) and meals the fewest, so that more strips never cost less.
- `possible`: whether there is an order, a light, a call and any waiting in which each strip begins in
  its window and the day is not too long; also whatever other strips join them.

References
----------
Held and Karp (1962), dynamic programming over subsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, groupby, pairwise, permutations
from typing import Any

from intercut.domain.production import OrderKind
from intercut.planning.clock import clock_of
from intercut.planning.problem import LIGHTS, Problem, Row
from intercut.planning.relaxed.alone import LATEST, Alone, Spans
from intercut.planning.relaxed.neighbours import neighbours
from intercut.planning.relaxed.own import own_hours, own_overtime
from intercut.planning.relaxed.waiting import Moment, Timed, earliest_in, keep, shot_after
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
        self._back = sum(price for price, _ in asked.get("places_shot_out", ()))
        self._late = sum(price for price, _ in asked.get("children_early", ()))
        self._balanced = [(p, s["minutes"]) for p, s in asked.get("balanced_days", ())]
        self._big = [
            (p, s["eighths"]) for p, s in asked.get("big_scenes_neither_first_nor_last", ())
        ]
        children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
        self.with_child = [not children.isdisjoint(people) for people in problem.people_of]
        if not children:
            self._late = 0
        self._story = sum(price for price, _ in asked.get("story_order", ()))
        self.neighbours = frozenset(neighbours(problem)) if self._story else frozenset()
        self.before = {
            (a, b)
            for rule in problem.orders
            if rule.kind == OrderKind.BEFORE and rule.price is None and rule.gap <= 0
            for a in rule.groups[0]
            for b in rule.groups[1]
            if a != b
        }
        self.own = own_hours(problem, alone)
        self._orders: dict[tuple[int, Options], list[tuple[int, int, Options]]] = {}
        self._ranked: dict[tuple[int, Options], list[tuple[int, int, int, Options]]] = {}
        self._least_on: dict[tuple[int, Options, tuple[tuple[int, int], ...]], int | None] = {}
        self._with_meals: dict[int, int] = {}
        self._least: dict[tuple[int, Options], int | None] = {}
        self._beside: dict[tuple[int, Options], int] = {}
        self._possible: dict[tuple[int, Options], bool] = {}

    def prices(self) -> dict[str, Any]:
        """Prices of wishes that one day decides, by the names the kernel has for them."""
        return {
            "move_price": self._move,
            "child_price": self._late,
            "story_price": self._story,
            "balanced": self._balanced,
            "big": self._big,
        }

    # ------------------------------------------------------------------ exactly these strips

    def least(self, unit: int, options: Options) -> int | None:
        """The least a day of exactly these options costs beyond the unit's day: overtime, moves,
        wishes; None where every order breaks a rule.

        Raises
        ------
        ValueError
            Where there are more than `MOST_ORDERED`.
        """
        key = (unit, tuple(sorted(options)))
        if key not in self._least:
            ways = self._priced(*key)
            costs = [cost + self.overtime(unit, wrap) for cost, wrap, _ in ways]
            self._least[key] = min(costs, default=None)
        return self._least[key]

    def least_on(
        self, slot: int, options: Options, after: Mapping[int, int] | None = None
    ) -> int | None:
        """The same on one slot, with the waiting its light and hours ask for; None where nothing fits.

        ``after`` are minutes of the date before which options may not begin.

        Raises
        ------
        ValueError
            Where there are more than `MOST_ORDERED`.
        """
        late = tuple(sorted((after or {}).items()))
        key = (slot, tuple(sorted(options)), late)
        if key in self._least_on:
            return self._least_on[key]
        unit = self.problem.slot_unit[slot]
        if "call" in self.problem.soft:
            return self.least(unit, options)
        best: int | None = None
        for whole, cost, wrap, order in self.ranked(unit, key[1]):
            if best is not None and whole >= best:
                break
            for t in self.timed(slot, order, after or {}):
                value = cost + t.own + self.overtime(unit, max(wrap, t.length))
                best = value if best is None else min(best, value)
        self._least_on[key] = best
        return best

    def least_opened(
        self, slot: int, options: Options, was: int | None, last: int | None
    ) -> int | None:
        """The same with what places opened cost on that day, to a unit that ``was`` at a place of the day
        before (None: at none of them) and is at the ``last`` one after it (None: at any)."""
        unit = self.problem.slot_unit[slot]
        best: int | None = None
        for whole, cost, wrap, order in self.ranked(unit, options):
            if best is not None and whole >= best:
                break
            visits = [p for p, _ in groupby(self.problem.option_place[o] for o in order)]
            if last is not None and visits[-1] != last:
                continue
            opened = visits[visits[0] == was :]
            opening = sum(self.opening(p) for p in opened)
            if best is not None and whole + opening >= best:
                continue
            ways = [(wrap, 0)]
            if "call" not in self.problem.soft:
                ways = [(t.length, t.own) for t in self.timed(slot, order, {})]
            for length, own in ways:
                value = cost + opening + own + self.overtime(unit, max(wrap, length))
                best = value if best is None else min(best, value)
        return best

    def opening(self, place: int) -> int:
        """What coming to a place costs, with the wish to shoot places out."""
        return self.problem.fee_opening[place] + self._back

    def ranked(self, unit: int, options: Options) -> list[tuple[int, int, int, Options]]:
        """Orders that keep the rules, cheapest first: price, price without overtime, length, order."""
        key = (unit, tuple(sorted(options)))
        if key not in self._ranked:
            self._ranked[key] = sorted(
                (cost + self.overtime(unit, wrap), cost, wrap, order)
                for cost, wrap, order in self._priced(*key)
            )
        return self._ranked[key]

    def overtime(self, unit: int, length: int) -> int:
        """Overtime of a unit day of that length from call to wrap."""
        normal = self.problem.production.units[unit].normal_minutes
        return max(0, -(-(length - normal) // 60)) * self._hour[unit]

    def _priced(self, unit: int, options: Options) -> list[tuple[int, int, Options]]:
        """Each order that keeps the rules: its price without overtime of the unit, its length, itself."""
        if len(options) > MOST_ORDERED:
            raise ValueError(f"at most {MOST_ORDERED} strips are ordered, not {len(options)}")
        key = (unit, options)
        if key not in self._orders:
            found = []
            for order in permutations(options):
                priced = self._price(unit, order)
                if priced is not None:
                    found.append((*priced, order))
            self._orders[key] = found
        return self._orders[key]

    def _price(self, unit: int, order: Options) -> tuple[int, int] | None:
        problem = self.problem
        known, soft = problem.production.units[unit], problem.soft
        strips = [problem.option_strip[o] for o in order]
        if self.before and any((b, a) in self.before for a, b in combinations(strips, 2)):
            return None
        clock = clock_of(problem, unit, order)
        if clock.wrap > known.longest_minutes and "longest_day" not in soft:
            return None
        most = known.most_moves
        if most is not None and clock.moves > most and "most_moves" not in soft:
            return None
        cost = clock.move_cost + clock.moves * self._move
        beside = abs(clock.wrap - known.normal_minutes)
        cost += sum(p for p, minutes in self._balanced if beside > minutes)
        if self._late:
            alone = next((n for n, s in enumerate(strips) if not self.with_child[s]), len(strips))
            cost += self._late * sum(self.with_child[s] for s in strips[alone:])
        if len(strips) >= 3:
            for price, least in self._big:
                cost += price * sum(problem.eighths[s] >= least for s in (strips[0], strips[-1]))
        if self.neighbours:
            cost += self._story * sum((b, a) in self.neighbours for a, b in combinations(strips, 2))
        if self.own:
            own = self._overtime_of_people(unit, order)
            if own is None:
                return None
            cost += own
        return cost, clock.wrap

    def _overtime_of_people(
        self, unit: int, order: Options, windows: list[Spans] | None = None
    ) -> int | None:
        rows = [self.problem.option_row[o] for o in order]
        ways = [0, *(self._real_way(unit, a, b) for a, b in pairwise(rows))]
        normal = self.problem.production.units[unit].normal_minutes
        return own_overtime(self.problem, self.own, rows, ways, normal, windows)

    def _real_way(self, unit: int, a: Row, b: Row) -> int:
        problem = self.problem
        if a[0] != b[0]:
            return problem.move_minutes[a[0]][b[0]] + problem.place_setup[b[0]]
        _, set_change, light_change = problem.crew[unit]
        if a[1] != b[1]:
            return set_change
        return light_change if a[2] != b[2] else 0

    def timed(
        self, slot: int, order: Options, after: Mapping[int, int], *, beside: bool = False
    ) -> Iterator[Timed]:
        """When an order may be shot at the earliest, by light and call: only where each strip begins in
        its window and the day ends in time.

        A strip is not shot before its window, nor sooner after the call or an earlier strip than the
        work between takes with the fewest meals (see `work`). Waiting makes nothing
        earlier, so each end is the least there is with that light and call. ``beside``: others may
        stand between; the ways are the least ones.
        """
        problem = self.problem
        unit = problem.slot_unit[slot]
        known = problem.production.units[unit]
        rows = [problem.option_row[o] for o in order]
        longest = LATEST if "longest_day" in problem.soft else known.longest_minutes
        first = known.first_shot_minutes + problem.place_setup[rows[0][0]] + rows[0][3]
        way = self._way if beside else self._real_way
        ways = [first, *(way(unit, a, b) + b[3] for a, b in pairwise(rows))]
        begins: list[int] = []
        ends: list[int] = []
        for to, row in zip(ways, rows, strict=True):
            begins.append((ends[-1] if ends else 0) + to)
            ends.append(begins[-1] + row[4])
        plain = self._overtime_of_people(unit, order) or 0
        for light in range(len(LIGHTS)):
            if "unit_light" not in problem.soft and LIGHTS[light] not in known.lights:
                continue
            windows = [self.alone.windows(o, slot, light) for o in order]
            if not all(windows):
                continue
            own = plain if beside else self._overtime_of_people(unit, order, windows)
            if own is None:
                continue
            for low, high in self.alone.calls(slot, light):
                for call in range(high, low - 1, -self.alone.rules.grid):
                    if beside:
                        found = self._forward_beside(order, windows, call, begins, ends, after)
                    else:
                        found = self._forward(order, windows, call, ways, after)
                    if found is None:
                        continue
                    wrap = found[-1] + problem.unit_wrap
                    if wrap - call <= longest:
                        yield Timed(wrap - call, light, call, found, max(0, own - plain))

    def _forward(
        self,
        order: Options,
        windows: list[Spans],
        call: int,
        ways: list[int],
        after: Mapping[int, int],
    ) -> tuple[int, ...] | None:
        """The least end of each strip of an order, called then; None where one misses its window."""
        moments = [Moment(call, call, call, False)]
        found = []
        for n, option in enumerate(order):
            minutes = self.problem.option_row[option][4]
            then: list[Moment] = []
            for moment in moments:
                for each in shot_after(
                    self.problem, moment, ways[n], minutes, windows[n], after.get(option)
                ):
                    keep(then, each)
            if not then:
                return None
            moments = then
            found.append(min(m.time for m in moments))
        return tuple(found)

    def _forward_beside(
        self,
        order: Options,
        windows: list[Spans],
        call: int,
        begins: list[int],
        ends: list[int],
        after: Mapping[int, int],
    ) -> tuple[int, ...] | None:
        """The least end of each strip of an order with any others between: only work asks for meals."""
        marks = [(0, call)]
        found = []
        for n, option in enumerate(order):
            at = max(t + self._stretched(begins[n] - w) for w, t in marks)
            begin = earliest_in(windows[n], max(at, after.get(option, at)))
            if begin is None:
                return None
            if begin > at:
                marks.append((begins[n], begin))
            found.append(max(t + self._stretched(ends[n] - w) for w, t in marks))
        return tuple(found)

    def _stretched(self, work: int) -> int:
        """The least minutes so much work takes from any moment on: its meals but those around it."""
        if work not in self._with_meals:
            self._with_meals[work] = length_of(self.problem, work) - self.problem.unit_wrap
        return self._with_meals[work]

    # ------------------------------------------------------------------ with any others

    def least_beside(self, unit: int, options: Options) -> int:
        """The least a day with these options and any others costs in overtime and moves."""
        key = (unit, tuple(sorted(options)))
        found = self._beside.get(key)
        if found is None:
            known = self.problem.production.units[unit]
            length = length_of(self.problem, self._least_work(unit, key[1]))
            cost = max(0, -(-(length - known.normal_minutes) // 60)) * self._hour[unit]
            cost += sum(p for p, m in self._balanced if length - known.normal_minutes > m)
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
            begin = earliest_in(
                windows[k], call + first_shot + problem.place_setup[row[0]] + row[3]
            )
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
                    begin = earliest_in(
                        windows[k], here + self._way(unit, rows[last], row) + row[3]
                    )
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
