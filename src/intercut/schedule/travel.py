"""Travel between bases: derived from where somebody works, or placed as events of its own."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from intercut.domain.ids import BaseId, PersonId
from intercut.schedule.days import Call
from intercut.schedule.index import Index

_LAST = dt.date.max.toordinal()


def date_of(ordinal: int) -> dt.date:
    """The date of an ordinal; before the first and after the last there is no other."""
    return dt.date.fromordinal(min(max(ordinal, 1), _LAST))


class Leg(NamedTuple):
    """A journey from base to base on one date (an ordinal).

    ``planned``: an event says so. ``against`` says in words why it cannot be, "" when it can.
    ``counts``: whether the date is a travel day (one on which the person is not called anyway).
    """

    date: int
    start: BaseId | None
    end: BaseId | None
    planned: bool
    against: str
    counts: bool


class _Stop(NamedTuple):
    date: int
    arrive: BaseId | None
    leave: BaseId | None
    travel: bool


class Route:
    """Where somebody is from first call to last, and the travel days that follow.

    Whoever works at another base than where they were (home at first) travels on the date right
    before; after the last stop they go home on the date right after. Somebody without a home is
    where they are first called, and stays where they are last called. Travel placed as an event
    between two stops stands for the derived one. Calls without a known base count for nothing here.
    """

    __slots__ = ("_busy", "_dates", "_home", "_index", "_person", "_stops", "_worked", "moves")

    def __init__(
        self, index: Index, person: PersonId, calls: Sequence[Call], busy: set[int]
    ) -> None:
        self._index = index
        self._person = person
        self._busy = busy
        known = index.people.get(person)
        self._home = known.home if known is not None else None
        bases = {c.base for c in calls}
        bases.update(c.last_base for c in calls)
        bases.add(self._home)
        bases.discard(None)
        self.moves = len(bases) > 1 or any(c.is_travel for c in calls)
        self._stops: list[_Stop] = []
        self._dates: list[int] = []
        self._worked: set[int] = set()
        if self.moves:
            for call in calls:
                date = call.date.toordinal()
                if call.is_travel:
                    to = call.event.to_base if call.event is not None else None
                    self._stops.append(_Stop(date, to, to, travel=True))
                elif call.base is not None:
                    self._stops.append(_Stop(date, call.base, call.last_base, travel=False))
                if call.day is not None:
                    self._worked.add(date)
            self._dates = [s.date for s in self._stops]

    def all_legs(self) -> tuple[Leg, ...]:
        """All journeys of somebody who is called to events only."""
        return self._walk(self._home, None, self._stops, back=True)

    def legs_before(self, first: int) -> tuple[Leg, ...]:
        """Journeys up to the first date of work."""
        if not self.moves:
            return ()
        return self._walk(self._home, None, self._stops[: bisect_right(self._dates, first)])

    def legs_after(self, last: int) -> tuple[Leg, ...]:
        """Journeys after the last date of work, the way home included."""
        if not self.moves:
            return ()
        where, at, n = self._after(last)
        return self._walk(where, at, self._stops[n:], back=True)

    def legs_between(self, start: int, end: int, *, home: bool = False) -> tuple[Leg, ...]:
        """Journeys between two dates of work; with ``home`` the person goes home in between."""
        if not self.moves:
            return ()
        where, at, n = self._after(start)
        stops = self._stops[n : bisect_right(self._dates, end)]
        return self._walk(where, at, stops, visit=home)

    def _after(self, date: int) -> tuple[BaseId | None, int, int]:
        """Where the person is at the end of a date of work, that date, how many stops are past."""
        n = bisect_right(self._dates, date)
        last = self._stops[n - 1] if n else None
        return (self._home if last is None else last.leave), date, n

    def _walk(
        self,
        where: BaseId | None,
        at: int | None,
        stops: Sequence[_Stop],
        *,
        visit: bool = False,
        back: bool = False,
    ) -> tuple[Leg, ...]:
        legs: list[Leg] = []
        goes_home = (visit and stops and not stops[0].travel) or (back and not stops)
        if goes_home and at is not None and self._leaves(where):
            legs.append(self._leg(at + 1, where, self._home, at))
            where, at = self._home, at + 1
        for stop in stops:
            if stop.travel:
                legs.append(self._planned(stop, where))
            elif where is not None and where != stop.arrive and stop.date != at:
                legs.append(self._leg(stop.date - 1, where, stop.arrive, at))
            where, at = stop.leave, stop.date
        if back and stops and at is not None and self._leaves(where):
            legs.append(self._leg(at + 1, where, self._home, at))
        return tuple(legs)

    def _leaves(self, where: BaseId | None) -> bool:
        return self._home is not None and where is not None and where != self._home

    def _planned(self, stop: _Stop, where: BaseId | None) -> Leg:
        shared = any(s.date == stop.date and not s.travel for s in self._stops)
        against = "other calls stand on that date" if shared else ""
        counts = not shared and stop.date not in self._worked
        return Leg(stop.date, where, stop.arrive, True, against, counts)

    def _leg(self, date: int, start: BaseId | None, end: BaseId | None, after: int | None) -> Leg:
        against = ""
        if not 1 <= date <= _LAST:
            against = "the calendar ends there"
        elif after is not None and date <= after:
            against = "there is no date between for the journey"
        elif date in self._busy:
            against = "there is another call on the date of the journey"
        elif not self._index.is_available(self._person, date_of(date)):
            against = "not available on the date of the journey"
        counts = date not in self._busy and 1 <= date <= _LAST
        return Leg(date, start, end, False, against, counts)
