"""A unit day with its strips and clock, and a person's call to it or to an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intercut.domain.finding import Where
from intercut.domain.ids import BaseId, PlaceId, StripId
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.production import Event, EventKind, Unit
from intercut.domain.strips import Strip
from intercut.schedule.index import Index
from intercut.schedule.results import DayTimes, StripTimes
from intercut.schedule.wall_clock import clock_text


def in_order(index: Index, plan: Plan) -> list[UnitDay]:
    """The unit days of a plan by date, then by unit as the production lists them."""
    last = len(index.unit_order)
    return sorted(plan.days, key=lambda d: (d.date, index.unit_order.get(d.unit, last), d.unit))


class Shot(NamedTuple):
    """A known strip where the plan puts it. ``n`` counts the day's strips from 0."""

    strip: Strip
    place: PlaceId
    times: StripTimes
    day: CaseDay
    n: int

    @property
    def date(self) -> dt.date:
        """The shooting date."""
        return self.day.date

    @property
    def where(self) -> Where:
        """Where a finding about it points."""
        return Where(strip=self.strip.number, unit=self.day.unit.name, date=str(self.day.date))


class CaseDay:
    """One unit day with its clock. ``zero`` is the instant its minute 0 stands for."""

    __slots__ = ("base", "date", "plan", "shots", "times", "unit", "zero")

    def __init__(self, index: Index, plan: UnitDay, times: DayTimes) -> None:
        self.plan = plan
        self.times = times
        self.unit: Unit = index.unit(plan.unit)
        self.date = plan.date
        placed = [e for e in plan.entries if isinstance(e, PlacedStrip) and e.strip in index.strips]
        timed = [t for t in times.entries if t.strip is not None]
        self.shots = [
            Shot(index.strips[e.strip], e.place, t, self, n)
            for n, (e, t) in enumerate(zip(placed, timed, strict=True))
        ]
        first = self.shots[0].place if self.shots else None
        self.base = index.base_of(first, self.unit)
        self.zero = index.instant(self.base, self.date, plan.call, 0)

    @property
    def where(self) -> Where:
        """Where a finding about the whole day points."""
        return Where(unit=self.unit.name, date=str(self.date))


class Call(NamedTuple):
    """Somebody is called: to a unit day (``day``) or to an event (``event``).

    ``call`` and ``wrap`` in minutes of ``date``, ``begin`` and ``end`` the same as instants.
    ``places`` are those of the person's strips in order; ``base`` of the first, ``last_base`` of
    the last.
    """

    date: dt.date
    begin: int
    end: int
    call: int
    wrap: int
    base: BaseId | None
    last_base: BaseId | None
    places: tuple[PlaceId, ...]
    strips: tuple[StripId, ...]
    day: CaseDay | None
    event: Event | None

    def clock(self, index: Index, minutes: int) -> str:
        """A minute of this call as it is read on the wall there."""
        if self.day is not None:
            return self.day.times.clock(minutes)
        return clock_text(index.timezone(self.base), self.date, self.call, minutes)

    def hours(self, index: Index) -> str:
        """From call to wrap by the wall clock: `08:00-19:30`."""
        return f"{self.clock(index, self.call)}-{self.clock(index, self.wrap)}"

    @property
    def is_travel(self) -> bool:
        """Whether it is an event of travelling."""
        return self.event is not None and self.event.kind is EventKind.TRAVEL


def own_days(calls: Sequence[Call]) -> Iterator[list[Call]]:
    """A person's calls to unit days, date by date."""
    run: list[Call] = []
    for one in calls:
        if one.day is None:
            continue
        if run and run[0].date != one.date:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def stretch(index: Index, calls: Sequence[Call]) -> str:
    """From the first call to the last wrap of a date by the wall clock: `08:00-19:30`."""
    first = min(calls, key=lambda c: c.call)
    last = max(calls, key=lambda c: c.wrap)
    return f"{first.clock(index, first.call)}-{last.clock(index, last.wrap)}"
