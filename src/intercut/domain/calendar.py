"""Dates and hours of work: spans of dates include both ends, windows of hours are half open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from intercut.domain.source import ASSUMED, Source

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Index = `date.weekday()`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """Dates from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            msg = f"a span of dates ends before it starts: {self.first} .. {self.last}"
            raise ValueError(msg)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Every date of the span in order."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def meets(self, other: DateSpan) -> bool:
        """Whether the two spans share a date."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A window within a shooting date, `[start, end)` in minutes after its local midnight.

    ``end`` may lie past midnight (up to 48 h).
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            msg = f"a window of hours ends before it starts: {self.start} .. {self.end} minutes"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A date on which the company does not work, with its name."""

    day: date
    name: str
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The dates a production or a unit may shoot on.

    ``days_off`` are weekdays (0 = Monday). ``extra_days`` are dates worked although they fall on
    a day off or a holiday. ``travel_days`` are dates on which the company moves and nobody shoots.
    """

    span: DateSpan
    days_off: frozenset[int] = frozenset({5, 6})
    holidays: tuple[Holiday, ...] = ()
    extra_days: frozenset[date] = frozenset()
    travel_days: frozenset[date] = frozenset()
    source: Source = ASSUMED

    def is_company_day_off(self, day: date) -> bool:
        """Whether the company is off: a weekly day off or a holiday not worked."""
        if day in self.extra_days:
            return False
        return day.weekday() in self.days_off or any(h.day == day for h in self.holidays)

    def is_working_day(self, day: date) -> bool:
        """Whether the unit may shoot on that date."""
        return day in self.span and day not in self.travel_days and not self.is_company_day_off(day)

    def working_days(self) -> tuple[date, ...]:
        """All dates that may be shot on, in order."""
        return tuple(d for d in self.span.days() if self.is_working_day(d))
