"""Ways to put a strip into a unit day, take it out, or order the day anew."""

from __future__ import annotations

from itertools import permutations

from intercut.domain.scene import Light
from intercut.domain.units import MINUTES_PER_DAY
from intercut.planning.clock import Sequence, length_of
from intercut.planning.day import Day, DayBook
from intercut.planning.problem import LIGHTS, Problem

_SUN_FIRST = {"dawn": 0, "day": 1, "any": 2, "dusk": 3, "night": 4}


class Arranger:
    """Good orders of shooting within a day, remembered."""

    def __init__(self, problem: Problem, book: DayBook) -> None:
        self.problem = problem
        self.book = book
        self.lights = [
            tuple(n for n, light in enumerate(LIGHTS) if light in unit.lights)
            for unit in problem.production.units
        ]
        self._minute = [
            problem.index.money(u.overtime_hour) // 60 for u in problem.production.units
        ]
        self._with: dict[tuple[int, int, int, Sequence, int], Day | None] = {}
        self._ranks: dict[tuple[int, Sequence, int], tuple[Sequence, ...]] = {}
        self._fresh: dict[tuple[int, frozenset[int]], Day | None] = {}

    def inserted(self, slot: int, day: Day | None, option: int) -> Day | None:
        """The day with one more option in the best place, None where no order keeps the rules."""
        if day is None:
            return self.fresh(slot, (option,))
        unit = self.problem.slot_unit[slot]
        if self._too_much(unit, day, option):
            return None
        key = (slot, day.light, day.call, day.sequence, option)
        if key in self._with:
            return self._with[key]
        best: Day | None = None
        sequence = day.sequence
        if self.problem.waits:
            sequence = tuple(o for o in sequence if o not in self.problem.waits)
        ranked = self._ranked(unit, sequence, option)
        for order in ranked:
            found = self.book.best(slot, day.light, order, near=day.call)
            if found.hard == 0:
                best = found
                break
        if best is None and ranked:
            best = self.fresh(slot, (*sequence, option))
        self._with[key] = best
        return best

    def _too_much(self, unit: int, day: Day, option: int) -> bool:
        """Whether no order can hold the strip: the work alone is too long, or the pages."""
        problem = self.problem
        crew = problem.production.units[unit]
        strip = problem.option_strip[option]
        pages = day.clock.eighths + problem.eighths[strip]
        limit = None if "page_limit" in problem.soft else crew.page_limit
        if limit is not None and pages > limit:
            return True
        work = day.clock.work + problem.minutes[strip] + problem.setup[strip]
        return "longest_day" not in problem.soft and work > crew.longest_minutes

    def _ranked(self, unit: int, sequence: Sequence, option: int) -> tuple[Sequence, ...]:
        """Orders with one more option, cheapest first; those too long on any date left out."""
        key = (unit, sequence, option)
        found = self._ranks.get(key)
        if found is None:
            crew = self.problem.production.units[unit]
            soft = self.problem.soft
            longest = MINUTES_PER_DAY if "longest_day" in soft else crew.longest_minutes
            most = None if "most_moves" in soft else crew.most_moves
            ways = []
            for k in self._gaps(sequence, option):
                order = (*sequence[:k], option, *sequence[k:])
                wrap, moves, cost = length_of(self.problem, unit, order)
                if wrap > longest:
                    continue
                if most is not None and moves > most:
                    continue
                over = max(0, wrap - crew.normal_minutes)
                ways.append((cost + over * self._minute[unit], wrap, order))
            ways.sort()
            found = self._ranks[key] = tuple(order for _, _, order in ways[:4])
        return found

    def _gaps(self, sequence: Sequence, option: int) -> list[int]:
        """Where an option may go: beside strips of its place, else between places."""
        places = [self.problem.option_place[o] if o >= 0 else -1 for o in sequence]
        place = self.problem.option_place[option]
        last = len(sequence)
        if place in places:
            return [
                k
                for k in range(last + 1)
                if (k > 0 and places[k - 1] == place) or (k < last and places[k] == place)
            ]
        return [
            k for k in range(last + 1) if k in {0, last} or places[k - 1] != places[k]
        ]  # fmt: skip

    def removed(self, day: Day, options: set[int]) -> Day | None:
        """The day without these options; None when nothing is left."""
        left = tuple(o for o in day.sequence if o not in options and o not in self.problem.waits)
        if not any(o >= 0 for o in left):
            return None
        found = self.book.best(day.slot, day.light, left, near=day.call)
        if found.hard:
            again = self.fresh(day.slot, left)
            if again is not None:
                return again
        return found

    def fresh(self, slot: int, options: Sequence) -> Day | None:
        """The best day found with exactly these options in any order and light; where nothing else
        helps, the unit waits for the light."""
        options = tuple(o for o in options if o not in self.problem.waits)
        key = (slot, frozenset(options))
        if key in self._fresh:
            return self._fresh[key]
        best: Day | None = None
        tried: list[tuple[int, Sequence]] = []
        unit = self.problem.slot_unit[slot]
        for light in self.lights[unit]:
            for order in self._orders(options, light):
                clock, broken, _ = self.book.clock(unit, order)
                if broken or clock.wrap > MINUTES_PER_DAY:
                    continue
                found = self.book.best(slot, light, order)
                if found.hard == 0 and (best is None or found.cost < best.cost):
                    best = found
                elif found.hard and self.book.frame(slot, light, order).hard == 0:
                    tried.append((light, order))
        if best is None and any(self._by_the_sun(o) for o in options if o >= 0):
            for light, order in tried:
                for call in self._some_calls(slot, light):
                    waiting = self.waiting(slot, light, order, call)
                    if waiting is not None and (best is None or waiting.cost < best.cost):
                        best = waiting
        self._fresh[key] = best
        return best

    def _by_the_sun(self, option: int) -> bool:
        strip = self.problem.option_strip[option]
        return self.problem.outside[strip] and self.problem.light_of[strip] != Light.ANY

    def _some_calls(self, slot: int, light: int) -> list[int]:
        low, high = self.book.rules.call_window(slot, light)
        grid = self.book.rules.grid
        step = max(grid, (high - low) // 4 // grid * grid)
        return list(range(-(-low // grid) * grid, high + 1, step))

    def waiting(self, slot: int, light: int, order: Sequence, call: int) -> Day | None:
        """The order called then, with waits before strips that would begin too early."""
        date, unit = self.problem.slot_date[slot], self.problem.slot_unit[slot]
        sequence: Sequence = ()
        for option in order:
            if option >= 0 and self._by_the_sun(option):
                clock = self.book.clock(unit, (*sequence, option))[0]
                _, _, start, end = clock.entries[-1]
                wait = self.book.rules.too_early(option, light, date, call + start, call + end)
                if wait is None:
                    return None
                if wait:
                    sequence = (*sequence, self.problem.wait(wait))
            sequence = (*sequence, option)
        if self.book.clock(unit, sequence)[1]:
            return None
        found = self.book.day(slot, light, call, sequence)
        return None if found.hard or found.clock.wrap > MINUTES_PER_DAY else found

    def _orders(self, options: Sequence, light: int) -> list[Sequence]:
        """Orders worth trying: places one after another, within each sets, within each light."""
        problem = self.problem
        by_place: dict[int, list[int]] = {}
        for option in options:
            by_place.setdefault(problem.option_place[option] if option >= 0 else -1, []).append(
                option
            )
        inner: dict[int, Sequence] = {}
        for place, group in by_place.items():
            inner[place] = tuple(
                sorted(
                    group,
                    key=lambda o: (
                        (
                            _SUN_FIRST[problem.light_of[problem.option_strip[o]]]
                            if problem.outside[problem.option_strip[o]] or light != 0
                            else 2,
                            problem.set_of[problem.option_strip[o]],
                            problem.light_of[problem.option_strip[o]],
                            o,
                        )
                        if o >= 0
                        else (9, 0, "", o)
                    ),
                )
            )
        groups = sorted(inner)
        ways = list(permutations(groups)) if len(groups) <= 3 else [tuple(groups)]
        orders = [tuple(o for g in way for o in inner[g]) for way in ways]
        orders += [tuple(reversed(order)) for order in orders[:1]]
        return orders

    def forget(self) -> None:
        """Drop what is remembered, when it has grown too much."""
        self._with.clear()
        self._ranks.clear()
        self._fresh.clear()
        self.book.forget()
