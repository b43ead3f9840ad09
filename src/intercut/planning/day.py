"""Unit days priced by themselves: their clock, their calls, what they break and what they cost.

A day depends on nothing outside it, so each is worked out once and kept: a search comes back to
the same days again and again.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.ids import UnitId
from intercut.planning.clock import Clock, Sequence, clock_of
from intercut.planning.dayrules import DayRules, Window
from intercut.planning.problem import LIGHTS, Problem

DAY, SPLIT, NIGHT = 0, 1, 2

Entry = tuple[int, int, int, int, int, int, int, int]
"""Somebody is called: begin and end as instants (minutes in UTC), base of the first and of the
last thing to do, date, of a child the minutes of work, place of the first and of the last."""


@dataclass(slots=True)
class Day:
    """One unit day decided in full.

    ``hard`` counts rules broken within the day, ``cost`` is all it costs by itself: crew,
    overtime of crew and people, moves, soft rules and wishes. ``who`` has everybody's entry. ``zero`` is the
    instant of the call, ``base`` where the day is shot.
    """

    slot: int
    unit: int
    date: int
    light: int
    call: int
    sequence: Sequence
    clock: Clock
    hard: int
    cost: int
    who: dict[int, Entry]
    base: int
    zero: int
    elements: frozenset[int]


@dataclass(slots=True)
class Frame:
    """A unit day but for its call: what holds whatever the call, and when it may be.

    ``calls`` are spans of calls that keep every rule, first and last both on the grid.
    """

    clock: Clock
    hard: int
    cost: int
    windows: tuple[Window, ...]
    calls: tuple[tuple[int, int], ...]


class DayBook:
    """All unit days seen so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = DayRules(problem)
        self._clocks: dict[tuple[int, Sequence], tuple[Clock, int, int]] = {}
        self._frames: dict[tuple[int, int, Sequence], Frame] = {}
        self._days: dict[tuple[int, int, int, Sequence], Day] = {}

    def clock(self, unit: int, sequence: Sequence) -> tuple[Clock, int, int]:
        """The clock of an order of shooting counted from the call; rules it breaks and what it
        costs on any date."""
        key = (unit, sequence)
        found = self._clocks.get(key)
        if found is None:
            clock = clock_of(self.problem, unit, sequence)
            found = self._clocks[key] = (clock, *self.rules.of_clock(unit, sequence, clock))
        return found

    def frame(self, slot: int, light: int, sequence: Sequence) -> Frame:
        """The day without its call."""
        key = (slot, light, sequence)
        found = self._frames.get(key)
        if found is None:
            clock, hard, cost = self.clock(self.problem.slot_unit[slot], sequence)
            more, price, windows = self.rules.of_date(slot, light, sequence, clock)
            found = Frame(
                clock=clock,
                hard=hard + more,
                cost=cost + price,
                windows=windows,
                calls=self.rules.calls(slot, light, windows),
            )
            self._frames[key] = found
        return found

    def day(self, slot: int, light: int, call: int, sequence: Sequence) -> Day:
        """The day with its call."""
        key = (slot, light, call, sequence)
        found = self._days.get(key)
        if found is not None:
            return found
        problem = self.problem
        frame = self.frame(slot, light, sequence)
        hard, cost = self.rules.at_call(frame.windows, call, slot, light)
        date = problem.slot_date[slot]
        clock = frame.clock
        base = problem.place_base[clock.visits[0]] if clock.visits else -1
        zero = problem.instant(base, date, call)
        preparation, strike, base_of = problem.preparation, problem.strike, problem.place_base
        ends, children = clock.ends, self.rules.minors
        who: dict[int, Entry] = {}
        for person, (first, last) in clock.people.items():
            here, there = ends[person]
            who[person] = (
                zero + first - preparation[person],
                zero + last + strike[person],
                base_of[here],
                base_of[there],
                date,
                self.rules.work(sequence, person) if person in children else 0,
                here,
                there,
            )
        day = Day(
            slot=slot,
            unit=problem.slot_unit[slot],
            date=date,
            light=light,
            call=call,
            sequence=sequence,
            clock=clock,
            hard=frame.hard + hard,
            cost=frame.cost + cost,
            who=who,
            base=base,
            zero=zero,
            elements=frozenset(
                e for o in sequence if o >= 0
                for e in problem.elements_of[problem.option_strip[o]]
            ),
        )  # fmt: skip
        self._days[key] = day
        return day

    def best(self, slot: int, light: int, sequence: Sequence, near: int | None = None) -> Day:
        """The day with its best call: a legal one nearest to ``near`` or to the usual call."""
        frame = self.frame(slot, light, sequence)
        aim = self.rules.usual_call(slot, light) if near is None else near
        if frame.calls:
            near_calls = [max(low, min(high, aim)) for low, high in frame.calls]
            aim = min(near_calls, key=lambda c: (abs(c - aim), c))
        return self.day(slot, light, aim, sequence)

    def size(self) -> int:
        """How many days are kept."""
        return len(self._days)

    def forget(self) -> None:
        """Drop what is kept, when it has grown too much."""
        self._clocks.clear()
        self._frames.clear()
        self._days.clear()


def light_name(light: int) -> str:
    """How a unit day's light is written."""
    return str(LIGHTS[light])


def unit_id(problem: Problem, slot: int) -> UnitId:
    """The id of the unit of a slot."""
    return problem.production.units[problem.slot_unit[slot]].id
