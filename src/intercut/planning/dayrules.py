"""Rules and prices of one unit day by itself, whatever happens on other days.

Each is the twin of one in `intercut.schedule.rules`, in three layers: what follows from the order
of shooting alone, what the date and the light add, and which calls each rule leaves.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby, pairwise

from intercut.domain.calendar import Hours
from intercut.domain.rulebook import MinorBand
from intercut.domain.scene import Light
from intercut.domain.units import MINUTES_PER_DAY
from intercut.planning.clock import Clock, Sequence, clock_of
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.wished import wishes_of
from intercut.schedule.ages import band_on
from intercut.schedule.rules.unit_day import call_window
from intercut.schedule.sun import assumed_sun, next_sunrise, sun_at

Spans = tuple[tuple[int, int], ...]
"""Windows, first and last minute both inside."""

_WHOLE = (-MINUTES_PER_DAY, 2 * MINUTES_PER_DAY)
_EVER = 10 * MINUTES_PER_DAY


@dataclass(slots=True)
class Window:
    """The calls that keep one rule; ``price`` None = it must be kept, else what breaking it costs."""

    calls: Spans
    price: int | None


class Tally:
    """Rules broken so far, and what the soft ones among them cost."""

    __slots__ = ("_prices", "cost", "hard")

    def __init__(self, prices: dict[str, int]) -> None:
        self._prices = prices
        self.hard = 0
        self.cost = 0

    def add(self, rule: str, times: int = 1) -> None:
        """A rule is broken so often."""
        price = self._prices.get(rule)
        if price is None:
            self.hard += times
        else:
            self.cost += price * times


class DayRules:
    """Everything that can be said of a unit day from itself."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        index = problem.index
        self.grid = max(1, index.value("call.grid_minutes"))
        self.prices = problem.soft
        units = problem.production.units
        self._longest = [u.longest_minutes for u in units]
        self._normal = [u.normal_minutes for u in units]
        self._page_limit = [u.page_limit for u in units]
        self._most_moves = [u.most_moves for u in units]
        self._day_cost = [index.money(u.day_cost) for u in units]
        self._overtime = [index.money(u.overtime_hour) for u in units]
        clause = index.clauses.get("person.longest_minutes")
        self.own_longest = [
            p.longest_minutes if p.longest_minutes is not None else clause
            for p in problem.production.people
        ]
        self._calls = [[call_window(index, unit, light) for light in LIGHTS] for unit in units]
        clause = index.clauses.get("person.normal_minutes")
        self.own_normal = [
            p.normal_minutes if p.normal_minutes is not None else clause
            for p in problem.production.people
        ]
        self.own_overtime = [index.money(p.terms.overtime_hour) for p in problem.production.people]
        self._set_wishes(wishes_of(problem))
        self._person_hours: dict[tuple[int, int], Spans | None] = {}
        self._place_hours: dict[tuple[int, int], Spans | None] = {}
        self._open_elements: dict[tuple[int, int], Spans | None] = {}
        self._sun: dict[tuple[int, int], tuple[int, int, int]] = {}
        self.minors = {
            n
            for n, p in enumerate(problem.production.people)
            if p.minor_profile
            and p.born is not None
            and problem.production.rulebook.minor(p.minor_profile) is not None
        }
        self._clashing = any(problem.clashes)
        pinned = problem.pinned
        self._positions = {s: p for s, p in enumerate(pinned.position) if p is not None}
        self._fixed = {(d.unit, d.date): d.strips for d in pinned.days}
        self.meal_limit: int | None = None
        if (
            "meals" in self.prices
            and index.value("meal.person_clock")
            and index.meal_length > 0
            and index.meal_after > 0
        ):
            self.meal_limit = index.meal_after + index.value("meal.grace_minutes")

    def _set_wishes(self, asked: dict[str, list[tuple[int, dict[str, int]]]]) -> None:
        problem = self.problem
        self._few_moves = sum(price for price, _ in asked.get("few_moves", ()))
        self.children_early = sum(price for price, _ in asked.get("children_early", ()))
        self._balanced = [(p, s["minutes"]) for p, s in asked.get("balanced_days", ())]
        self._big = [
            (p, s["eighths"]) for p, s in asked.get("big_scenes_neither_first_nor_last", ())
        ]
        children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
        self._with_child = [not children.isdisjoint(found) for found in problem.people_of]
        if not children:
            self.children_early = 0
        self.exteriors: list[list[tuple[int, int]]] = [[] for _ in problem.unit_ids]
        first = problem.dates[0].toordinal()
        for price, settings in asked.get("exteriors_early", ()):
            for u, unit in enumerate(problem.production.units):
                days = problem.index.calendar(unit.id).working_days()
                n = -(-len(days) * settings["percent"] // 100)
                latest = days[min(n, len(days)) - 1].toordinal() if days and n > 0 else 0
                self.exteriors[u].append((price, latest - first))

    def late_exterior(self, strip: int, unit: int, date: int) -> int:
        """Price of shooting a strip outside so late, 0 inside."""
        if not self.problem.outside[strip]:
            return 0
        return sum(price for price, latest in self.exteriors[unit] if date > latest)

    def usual_call(self, slot: int, light: int) -> int:
        """The call to aim at when nothing else decides: seven for a day, else the earliest."""
        low, high = self._calls[self.problem.slot_unit[slot]][light]
        return max(low, min(high, 420)) if light == 0 else low

    def call_window(self, slot: int, light: int) -> tuple[int, int]:
        """Earliest and latest call of a unit day of that light."""
        return self._calls[self.problem.slot_unit[slot]][light]

    def window_of(self, unit: int, light: int) -> tuple[int, int]:
        """The same by unit."""
        return self._calls[unit][light]

    def begins(self, option: int, date: int) -> Spans | None:
        """When the light lets a strip begin on a date, minutes after midnight; None = at any time,
        also where light is a soft rule."""
        if "light" in self.prices:
            return None
        windows: list[Window] = []
        tally = Tally({})
        minutes = self.problem.option_row[option][4]
        self._light(tally, windows, option, 1, date, 0, minutes)
        return tuple(span for w in windows for span in w.calls)

    def too_early(self, option: int, light: int, date: int, start: int, end: int) -> int | None:
        """Minutes a strip must wait to begin in its light; None where waiting does not help.

        A meal that comes to lie in the wait is left to be found out by the judge of the day.
        """
        tally = Tally({})
        windows: list[Window] = []
        self._light(tally, windows, option, light, date, start, end)
        if tally.hard or "light" in self.prices:
            return None if tally.hard else 0
        waits = [max(0, low) for window in windows for low, high in window.calls if high >= 0]
        return min(waits) if waits else None

    # ------------------------------------------------------------------ order of shooting

    def of_clock(self, unit: int, sequence: Sequence, clock: Clock) -> tuple[int, int]:
        """Rules broken and costs whatever the date and the call."""
        problem = self.problem
        tally = Tally(self.prices)
        limit, most = self._page_limit[unit], self._most_moves[unit]
        if not clock.entries:
            return 0, 0
        if clock.wrap > self._longest[unit]:
            tally.add("longest_day")
        if limit is not None and clock.eighths > limit:
            tally.add("page_limit")
        if most is not None and clock.moves > most:
            tally.add("most_moves")
        base = problem.place_base
        for a, b in pairwise(clock.visits):
            if base[a] != base[b]:
                tally.add("two_places")
        for option in sequence:
            if option >= 0 and unit not in problem.option_units[option]:
                tally.add("units")
        if self._positions:
            for n, (option, _, _, _) in enumerate(clock.entries):
                asked = self._positions.get(problem.option_strip[option])
                if asked is not None and n != (asked if asked != -1 else len(clock.entries) - 1):
                    tally.add("pins")
        preparation, strike = problem.preparation, problem.strike
        for person, (first, last) in clock.people.items():
            call, wrap = first - preparation[person], last + strike[person]
            longest = self.own_longest[person]
            if longest is not None and wrap - call > longest:
                tally.add("own_longest_day")
            rate = self.own_overtime[person]
            if rate:
                normal = self.own_normal[person]
                beyond = wrap - call - (self._normal[unit] if normal is None else normal)
                if beyond > 0:
                    tally.cost += -(-beyond // 60) * rate
            if self.meal_limit is not None:
                meal = next((m for m in clock.meals if m >= call), None)
                until = wrap if meal is None else min(meal, wrap)
                if until - call > self.meal_limit:
                    tally.add("meals")
        cost = tally.cost + self._day_cost[unit] + clock.move_cost + clock.moves * self._few_moves
        if self._balanced:
            strips = tuple(option for option, _, _, _ in clock.entries)
            alone = clock if strips == sequence else clock_of(problem, unit, strips)
            for price, minutes in self._balanced:
                if abs(alone.wrap - self._normal[unit]) > minutes:
                    cost += price
        if self.children_early:
            without = False
            for option, _, _, _ in clock.entries:
                if not self._with_child[problem.option_strip[option]]:
                    without = True
                elif without:
                    cost += self.children_early
        if self._big and len(clock.entries) >= 3:
            ends = (clock.entries[0][0], clock.entries[-1][0])
            for price, least in self._big:
                cost += price * sum(problem.option_row[o][5] >= least for o in ends)
        over = clock.wrap - self._normal[unit]
        if over > 0:
            cost += -(-over // 60) * self._overtime[unit]
        fee_opening, fee_day = problem.fee_opening, problem.fee_day
        for place in clock.visits:
            cost += fee_opening[place]
        for place in set(clock.visits):
            cost += fee_day[place]
        return tally.hard, cost

    def fixed_cost(self, unit: int, options: Sequence) -> int:
        """What a day with these options costs in any order: the crew's day and the day fees."""
        places = {self.problem.option_place[o] for o in options}
        return self._day_cost[unit] + sum(self.problem.fee_day[p] for p in places)

    # ------------------------------------------------------------------ date and light

    def of_date(
        self, slot: int, light: int, sequence: Sequence, clock: Clock
    ) -> tuple[int, int, tuple[Window, ...]]:
        """Rules broken and costs because of the date and the light, whatever the call is, and
        the windows that bind the call."""
        if not clock.entries:
            return 0, 0, ()
        problem = self.problem
        date, unit = problem.slot_date[slot], problem.slot_unit[slot]
        tally = Tally(self.prices)
        windows: list[Window] = []
        if not problem.slot_works[slot]:
            tally.add("calendar")
        if LIGHTS[light] not in problem.production.units[unit].lights:
            tally.add("unit_light")
        preparation, strike = problem.preparation, problem.strike
        for person, (first, last) in clock.people.items():
            begin, end = first - preparation[person], last + strike[person]
            spans = self.person_hours(person, date)
            if spans is not None:
                self._bind(tally, windows, "available", spans, begin, end)
            if person in self.minors:
                self._minor(tally, windows, person, date, sequence, begin, end)
        for option, _, start, end in clock.entries:
            strip = problem.option_strip[option]
            if not problem.strip_dates[strip] >> date & 1:
                tally.add("dates")
            tally.cost += self.late_exterior(strip, unit, date)
            for element in problem.elements_of[strip]:
                spans = self.element_hours(element, date)
                if spans is not None:
                    self._bind(tally, windows, "element_available", spans, start, end)
            if problem.outside[strip] and problem.light_of[strip] != Light.ANY:
                self._light(tally, windows, option, light, date, start, end)
        for place, visit in groupby(clock.entries, key=lambda e: problem.option_place[e[0]]):
            spans = self.place_hours(place, date)
            if spans is not None:
                entries = list(visit)
                self._bind(tally, windows, "permit", spans, entries[0][1], entries[-1][3])
        if self._clashing:
            met = {
                clash.name: clash.price
                for option in sequence
                if option >= 0
                for clash in problem.clashes[option]
                if clash.dates >> date & 1
            }
            tally.hard += sum(price is None for price in met.values())
            tally.cost += sum(price or 0 for price in met.values())
        fixed = self._fixed.get((unit, date))
        if fixed is not None:
            there = [problem.option_strip[o] for o in sequence if o >= 0]
            if there != [s for s in fixed if s in set(there)] or len(there) > len(fixed):
                tally.add("day_pins")
        return tally.hard, tally.cost, tuple(windows)

    def _bind(
        self,
        tally: Tally,
        windows: list[Window],
        rule: str,
        spans: Spans,
        begin: int,
        end: int,
    ) -> None:
        """``begin`` to ``end`` after the call must lie within one of the spans."""
        calls = tuple((a - begin, b - end) for a, b in spans if a - begin <= b - end)
        if calls:
            windows.append(Window(calls, self.prices.get(rule)))
        else:
            tally.add(rule)

    def _light(
        self,
        tally: Tally,
        windows: list[Window],
        option: int,
        light: int,
        date: int,
        start: int,
        end: int,
    ) -> None:
        strip = self.problem.option_strip[option]
        made = self.problem.light_of[strip]
        if (made == Light.DAY and light == 2) or (made == Light.NIGHT and light == 0):
            tally.add("light")
            return
        rise, down, next_rise = self.sun(self.problem.option_place[option], date)
        if made == Light.DAY:
            self._bind(tally, windows, "light", ((rise, down),), start, end)
        elif made == Light.NIGHT:
            spans = ((-_EVER, rise), (down, next_rise))
            self._bind(tally, windows, "light", spans, start, end)
        else:
            reach = self.problem.index.value("light.dusk_minutes")
            middle = rise if made == Light.DAWN else down
            first, last = middle - reach, middle + reach
            inside, over = (first - start, last - end), (last - end, first - start)
            calls = tuple(span for span in (inside, over) if span[0] <= span[1])
            windows.append(Window(calls, self.prices.get("light")))

    def _minor(
        self,
        tally: Tally,
        windows: list[Window],
        person: int,
        date: int,
        sequence: Sequence,
        begin: int,
        end: int,
    ) -> None:
        problem = self.problem
        who, day = problem.production.people[person], problem.dates[date]
        band = band_on(problem.index, who, day)
        if band is None:
            return
        if end - begin > band.place_minutes:
            tally.add("minors_stay")
        if self.work(sequence, person) > self.work_allowed(band, day):
            tally.add("minors_work")
        spans = ((band.window.start, band.window.end),)
        self._bind(tally, windows, "minors_hours", spans, begin, end)

    def work_allowed(self, band: MinorBand, day: dt.date) -> int:
        """Minutes of work a child of that band may do on a date."""
        holidays = self.problem.production.calendar.holidays
        school = day.weekday() < 5 and all(h.day != day for h in holidays)
        if band.work_minutes_no_school is None or school:
            return band.work_minutes
        return band.work_minutes_no_school

    def work(self, sequence: Sequence, person: int) -> int:
        """Minutes of the strips a person is on."""
        rows = self.problem.option_row
        return sum(rows[o][4] for o in sequence if o >= 0 and person in rows[o][7])

    # ------------------------------------------------------------------ calls

    def calls(self, slot: int, light: int, windows: tuple[Window, ...]) -> Spans:
        """Spans of calls on the grid that keep every window that must be kept."""
        spans: list[tuple[int, int]] = [self._calls[self.problem.slot_unit[slot]][light]]
        for window in windows:
            if window.price is None:
                spans = [
                    (max(a, low), min(b, high))
                    for a, b in spans
                    for low, high in window.calls
                    if max(a, low) <= min(b, high)
                ]
        grid = self.grid
        rounded = {(-(-a // grid) * grid, b // grid * grid) for a, b in spans}
        return tuple(sorted((a, b) for a, b in rounded if a <= b))

    def at_call(
        self, windows: tuple[Window, ...], call: int, slot: int, light: int
    ) -> tuple[int, int]:
        """Rules broken and prices due because of the call."""
        hard = cost = 0
        low, high = self._calls[self.problem.slot_unit[slot]][light]
        if not low <= call <= high or call % self.grid:
            price = self.prices.get("call")
            hard, cost = (1, 0) if price is None else (0, price)
        for window in windows:
            for a, b in window.calls:
                if a <= call <= b:
                    break
            else:
                if window.price is None:
                    hard += 1
                else:
                    cost += window.price
        return hard, cost

    # ------------------------------------------------------------------ what is open when

    def person_hours(self, person: int, date: int) -> Spans | None:
        """Hours a person can be had on a date; None where nothing binds."""
        key = (person, date)
        if key not in self._person_hours:
            who = self.problem.production.people[person]
            self._person_hours[key] = (
                _binding(self.problem.index.person_hours(who.id, self.problem.dates[date]))
                if who.availability
                else None
            )
        return self._person_hours[key]

    def place_hours(self, place: int, date: int) -> Spans | None:
        """Hours a place is open on a date; None where nothing binds."""
        key = (place, date)
        if key not in self._place_hours:
            known = self.problem.production.places[place]
            self._place_hours[key] = (
                _binding(self.problem.index.place_hours(known.id, self.problem.dates[date]))
                if known.permits or known.closed
                else None
            )
        return self._place_hours[key]

    def element_hours(self, element: int, date: int) -> Spans | None:
        """Hours an element can be had on a date; None where nothing binds."""
        key = (element, date)
        if key not in self._open_elements:
            what = self.problem.production.elements[element]
            self._open_elements[key] = (
                _binding(self.problem.index.element_hours(what.id, self.problem.dates[date]))
                if what.availability
                else None
            )
        return self._open_elements[key]

    def sun(self, place: int, date: int) -> tuple[int, int, int]:
        """Sunrise, sunset, and the next sunrise counted from the same midnight."""
        key = (place, date)
        found = self._sun.get(key)
        if found is None:
            problem = self.problem
            index, id_ = problem.index, problem.production.places[place].id
            day = problem.dates[date]
            sun = sun_at(index, id_, day) or assumed_sun(index)
            found = self._sun[key] = (*sun, next_sunrise(index, id_, day, sun))
        return found


def _binding(hours: tuple[Hours, ...]) -> Spans | None:
    spans = tuple((h.start, h.end) for h in hours)
    return None if spans == (_WHOLE,) else spans
