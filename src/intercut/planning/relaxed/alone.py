"""When one strip alone may begin on a unit day: what the clock, the sun and everybody's hours leave.

All of it is looser than the judge on purpose: whatever day a strip is part of, it begins within
the minutes found here. A plan may hold banners that take time, so that waiting is free.
"""

from __future__ import annotations

from intercut.domain.rulebook import MinorBand
from intercut.domain.scene import Light
from intercut.planning.dayrules import DayRules
from intercut.planning.problem import LIGHTS, Problem
from intercut.schedule.ages import band_on
from intercut.schedule.rules.unit_day import call_window

Spans = tuple[tuple[int, int], ...]
"""Disjoint windows of minutes, first and last both inside."""

EARLIEST, LATEST = -1440, 4320
"""No strip begins before or after these minutes of its unit day's date."""

_EVERY: Spans = ((EARLIEST, LATEST),)
_DAY, _NIGHT = 0, 2


def meet(one: Spans, two: Spans) -> Spans:
    """What two lists of windows share."""
    return tuple((max(a, c), min(b, d)) for a, b in one for c, d in two if max(a, c) <= min(b, d))


class Alone:
    """Windows of a strip's first shot, option by option and slot by slot."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = DayRules(problem)
        self._fixed: dict[tuple[int, int], Spans] = {}

    def calls(self, slot: int, light: int) -> Spans:
        """Calls a unit day of that light may have; wide where that rule is soft."""
        if "call" in self.problem.soft:
            return _EVERY
        unit = self.problem.production.units[self.problem.slot_unit[slot]]
        low, high = call_window(self.problem.index, unit, LIGHTS[light])
        grid = self.rules.grid
        low, high = -(-low // grid) * grid, high // grid * grid
        return ((low, high),) if low <= high else ()

    def windows(self, option: int, slot: int, light: int) -> Spans:
        """Minutes at which the strip's first shot may fall; none where it cannot be shot.

        - *Call and longest day*: the first shot lies at least the way to any first shot after the
          earliest call, and work and wrap behind it end within the longest day of the latest.
        - *Hours* of places, people, elements and children hold the whole strip in one window: set-up
          of the place and preparation come before any strip there, strike after.
        - *Light* outside, as `rule.light` reads it. Meals may make a strip longer than its minutes:
          windows ask for the minutes alone.

        Rules declared soft bind nothing.
        """
        problem = self.problem
        strip, place = problem.option_strip[option], problem.option_place[option]
        unit = problem.production.units[problem.slot_unit[slot]]
        minutes = problem.minutes[strip]
        before = unit.first_shot_minutes + problem.setup[strip] + problem.place_setup[place]
        spans: Spans = ()
        for low, high in self.calls(slot, light):
            last = LATEST
            if "longest_day" not in problem.soft:
                last = high + unit.longest_minutes - problem.unit_wrap - minutes
            if low + before <= min(last, LATEST):
                spans = (*spans, (low + before, min(last, LATEST)))
        spans = meet(spans, self._hours(option, slot))
        if problem.outside[strip] and problem.light_of[strip] != Light.ANY:
            spans = meet(spans, self._light(option, slot, light))
        return spans

    def _hours(self, option: int, slot: int) -> Spans:
        """Windows that do not depend on the light of the unit day."""
        key = (option, slot)
        if key in self._fixed:
            return self._fixed[key]
        problem, soft = self.problem, self.problem.soft
        strip, place = problem.option_strip[option], problem.option_place[option]
        minutes, date = problem.minutes[strip], problem.slot_date[slot]
        spans = _EVERY
        hours = self.rules.place_hours(place, date)
        if hours is not None and "permit" not in soft:
            ready = problem.place_setup[place] + problem.setup[strip]
            spans = meet(spans, _within(hours, ready, minutes))
        for person in problem.people_of[strip]:
            ready, after = problem.preparation[person], minutes + problem.strike[person]
            hours = self.rules.person_hours(person, date)
            if hours is not None and "available" not in soft:
                spans = meet(spans, _within(hours, ready, after))
            band = None if "minors_hours" in soft else self.band(person, date)
            if band is not None:
                open_ = ((band.window.start, band.window.end),)
                spans = meet(spans, _within(open_, ready, after))
        for element in problem.elements_of[strip]:
            had = self.rules.element_hours(element, date)
            if had is not None and "element_available" not in soft:
                spans = meet(spans, _within(had, 0, minutes))
        self._fixed[key] = spans
        return spans

    def child_work(self, person: int, date: int) -> int | None:
        """Minutes a child may work on a date (`rule.minors_work`); None where nothing binds."""
        band = self.band(person, date)
        if band is None:
            return None
        day = self.problem.dates[date]
        holidays = self.problem.production.calendar.holidays
        school = day.weekday() < 5 and all(h.day != day for h in holidays)
        if band.work_minutes_no_school is not None and not school:
            return band.work_minutes_no_school
        return band.work_minutes

    def band(self, person: int, date: int) -> MinorBand | None:
        """The hours of children that hold for a person on a date."""
        if person not in self.rules.minors:
            return None
        who = self.problem.production.people[person]
        return band_on(self.problem.index, who, self.problem.dates[date])

    def _light(self, option: int, slot: int, light: int) -> Spans:
        problem = self.problem
        if "light" in problem.soft:
            return _EVERY
        strip, place = problem.option_strip[option], problem.option_place[option]
        made, minutes = problem.light_of[strip], problem.minutes[strip]
        if (made == Light.DAY and light == _NIGHT) or (made == Light.NIGHT and light == _DAY):
            return ()
        rise, down, next_rise = self.rules.sun(place, problem.slot_date[slot])
        if made == Light.DAY:
            return _span(rise, down - minutes)
        if made == Light.NIGHT:
            return (*_span(EARLIEST, rise - minutes), *_span(down, next_rise - minutes))
        reach = problem.index.value("light.dusk_minutes")
        middle = rise if made == Light.DAWN else down
        first, last = middle - reach, middle + reach
        found = list(_span(first, last - minutes))
        if minutes >= last - first:
            found += _span(last - minutes, first)
        after, meal = problem.meal_after, problem.meal_length
        if after > 0 and meal > 0 and minutes < last - first:
            # A meal within the strip may stretch it over the whole window. The first meal of a day
            # falls `after` minutes after the call at the earliest.
            call = min((low for low, _ in self.calls(slot, light)), default=EARLIEST)
            stretched = minutes + (minutes // after + 1) * meal
            if stretched >= last - first:
                found += _span(max(call + after - minutes, last - stretched), first)
        return tuple(found)


def _within(hours: Spans, before: int, after: int) -> Spans:
    return tuple((a + before, b - after) for a, b in hours if a + before <= b - after)


def _span(low: int, high: int) -> Spans:
    return ((low, high),) if low <= high else ()
