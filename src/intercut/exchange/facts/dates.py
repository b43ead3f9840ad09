"""Calendars: the dates of the shoot, days off, and public holidays by country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from intercut.domain.calendar import Calendar, DateSpan, Holiday
from intercut.domain.source import ASSUMED, Source
from intercut.exchange.facts.kinds import (
    At,
    Kind,
    ListOf,
    Off,
    Reading,
    SetOf,
    Tree,
    Writing,
    read_child,
)
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import Date, Span, Weekday
from intercut.exchange.facts.values import Text

HOLIDAY_SOURCE: Final = "holidays package"


class Dates(Kind[frozenset[date]]):
    """Single dates; spans among them stand for each of their dates."""

    _spans = Span()

    def read(self, node: Node, at: At, reading: Reading) -> frozenset[date]:
        """The dates."""
        nodes = node.items if node.kind == "list" else [node]
        spans = [read_child(self._spans, n, at / k, reading) for k, n in enumerate(nodes)]
        if any(s is None for s in spans):
            raise Off
        return frozenset(day for span in spans if span is not None for day in span.days())

    def write(self, value: frozenset[date], writing: Writing) -> Tree:
        """Each date."""
        return ListOf(Date()).write(tuple(sorted(value)), writing)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Dates or spans."""
        return ListOf(self._spans).schema(defs)


_HOLIDAY: Final[Record[Holiday]] = Record(
    Holiday,
    (
        Key("date", Date(), "the date", "day", required=True),
        Key("name", Text("a name", empty=False), "its name", required=True),
    ),
    "holiday",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A calendar as the file has it."""

    dates: DateSpan
    days_off: frozenset[int] = frozenset({5, 6})
    country: str = ""
    subdivision: str = ""
    holidays: tuple[Holiday, ...] = ()
    extra_days: frozenset[date] = frozenset()
    travel_days: frozenset[date] = frozenset()
    source: Source = ASSUMED


@lru_cache(maxsize=64)
def public_holidays(country: str, subdivision: str, span: DateSpan) -> tuple[Holiday, ...]:
    """The public holidays of a country (ISO 3166 code), or part of it, within a span, in order.

    Raises
    ------
    ValueError
        When no such country or part is known.
    """
    import holidays

    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=range(span.first.year, span.last.year + 1)
        )
    except (NotImplementedError, AttributeError, ValueError, KeyError) as wrong:
        where = f"{country} {subdivision}".strip()
        raise ValueError(f"no public holidays are known for {where!r}") from wrong
    source = Source(who=HOLIDAY_SOURCE, where=f"{country} {subdivision}".strip())
    return tuple(
        Holiday(day=day, name=name, source=source)
        for day, name in sorted(found.items())
        if day in span
    )


def _calendar(entry: CalendarEntry) -> Calendar:
    holidays = entry.holidays
    if entry.country:
        try:
            public = public_holidays(entry.country.upper(), entry.subdivision.upper(), entry.dates)
        except ValueError as wrong:
            raise Off(
                f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.",
                "Write the two letters of the country (GB) and the code of its part (ENG), "
                "or list the `holidays`.",
            ) from wrong
        own = {h.day for h in holidays}
        holidays = (*holidays, *(h for h in public if h.day not in own))
    elif entry.subdivision:
        raise Off("A `subdivision` needs its `country`.", "Add `country`, as GB.")
    return Calendar(
        span=entry.dates,
        days_off=entry.days_off,
        holidays=holidays,
        extra_days=entry.extra_days,
        travel_days=entry.travel_days,
        source=entry.source,
    )


def _entry(calendar: Calendar) -> CalendarEntry:
    for country, subdivision in _countries(calendar):
        own = tuple(
            h
            for h in calendar.holidays
            if h.source != Source(who=HOLIDAY_SOURCE, where=f"{country} {subdivision}".strip())
        )
        entry = _with(calendar, own, country, subdivision)
        try:
            if _calendar(entry) == calendar:
                return entry
        except Off:
            continue
    return _with(calendar, calendar.holidays, "", "")


def _countries(calendar: Calendar) -> Iterator[tuple[str, str]]:
    seen = dict.fromkeys(
        h.source.where for h in calendar.holidays if h.source.who == HOLIDAY_SOURCE
    )
    for where in seen:
        country, _, subdivision = where.partition(" ")
        yield country, subdivision


def _with(
    calendar: Calendar, holidays: tuple[Holiday, ...], country: str, subdivision: str
) -> CalendarEntry:
    return CalendarEntry(
        dates=calendar.span,
        days_off=calendar.days_off,
        country=country,
        subdivision=subdivision,
        holidays=holidays,
        extra_days=calendar.extra_days,
        travel_days=calendar.travel_days,
        source=calendar.source,
    )


CALENDAR: Final[Record[Calendar]] = Record(
    CalendarEntry,
    (
        Key("dates", Span(), "first and last date of the shoot", required=True),
        Key("days_off", SetOf(Weekday()), "days of the week nobody works; none: weekends"),
        Key("country", Text(), "its public holidays are kept: GB"),
        Key("subdivision", Text(), "a part of the country: ENG"),
        Key("holidays", ListOf(_HOLIDAY), "dates the company does not work"),
        Key("extra_days", Dates(), "dates worked although off"),
        Key("travel_days", Dates(), "dates the company moves and nobody shoots"),
    ),
    "calendar",
    finish=_calendar,
    strip=_entry,
)
