"""Dates, hours and durations, as people write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from intercut.domain.calendar import WEEKDAYS, DateSpan, Hours
from intercut.domain.people import AvailabilityWindow
from intercut.domain.units import (
    format_duration,
)
from intercut.exchange.facts.kinds import At, Bare, Kind, Off, Reading, Tree, Writing, nearest
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.values import plain_text

MOST_DAYS: Final = 3 * 366
"""Longest span of dates: a slip of a digit in a year would else ask for centuries of days."""

_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPAN: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:\.\.+|–|to)\s*(\S+)")
_CLOCK: Final = re.compile(r"(-?)(\d{1,2}):(\d{2})")
_HOURS: Final = re.compile(r"(-?\d{1,2}:\d{2})\s*(?:-|–|to|\.\.)\s*(-?\d{1,2}:\d{2})")
_DURATION: Final = re.compile(
    r"(?:(?P<hours>\d{1,4})\s*(?:h|hours?)(?:\s*(?P<rest>\d{1,2})(?:\s*(?:m|min|minutes))?)?"
    r"|(?P<minutes>\d{1,6})\s*(?:m|min|minutes)?)"
)


class Date(Kind[date]):
    """A date, ISO 8601."""

    def read(self, node: Node, at: At, reading: Reading) -> date:
        """The date."""
        del at, reading
        return read_date(plain_text(node, "a date"))

    def write(self, value: date, writing: Writing) -> Tree:
        """`2026-03-04`."""
        del writing
        return Bare(value.isoformat())

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text with a date."""
        del defs
        return {"type": "string", "format": "date", "description": "2026-03-04"}


def read_date(text: str) -> date:
    """A date written `2026-03-04`; raises `Off` for all else."""
    found = _DATE.fullmatch(text.strip())
    fix = "Write year, month and day, as 2026-03-04."
    if not found:
        raise Off(f"{text!r} is not a date.", fix)
    year, month, day = (int(n) for n in found.groups())
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise Off(f"There is no {text} in the calendar.", fix) from wrong


def read_span(text: str) -> DateSpan:
    """Dates `2026-03-04..2026-03-06`, or one alone; raises `Off`."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        day = read_date(text)
        return DateSpan(first=day, last=day)
    first = read_date(found[1])
    last_text = found[2]
    if re.fullmatch(r"\d{1,2}", last_text):
        last_text = f"{first.year:04}-{first.month}-{last_text}"
    elif re.fullmatch(r"\d{1,2}-\d{1,2}", last_text):
        last_text = f"{first.year:04}-{last_text}"
    last = read_date(last_text)
    if last < first:
        raise Off(f"{text} ends before it starts.", "Write the earlier date first.")
    if (last - first).days > MOST_DAYS:
        raise Off(f"{text} is longer than three years.", "Look at the year.")
    return DateSpan(first=first, last=last)


def write_span(span: DateSpan) -> str:
    """As `read_span` reads it."""
    if span.first == span.last:
        return span.first.isoformat()
    return f"{span.first.isoformat()}..{span.last.isoformat()}"


class Span(Kind[DateSpan]):
    """Dates from one to another, both included, or one date."""

    def read(self, node: Node, at: At, reading: Reading) -> DateSpan:
        """The span."""
        del at, reading
        return read_span(plain_text(node, "a date or dates"))

    def write(self, value: DateSpan, writing: Writing) -> Tree:
        """`2026-03-04..2026-03-06`."""
        del writing
        return Bare(write_span(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text."""
        del defs
        return {"type": "string", "description": "2026-03-04 or 2026-03-04..2026-03-06"}


def read_clock(text: str) -> int:
    """Minutes after midnight of `07:30`, to 48:00, before midnight `-01:30`; raises `Off`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[3]) > 59 or int(found[2]) * 60 + int(found[3]) > 2880:
        raise Off(f"{text!r} is not a time of day.", "Write 07:30; after midnight 25:15.")
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] else minutes


def write_clock(minutes: int) -> str:
    """As `read_clock` reads it."""
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


class Clock(Kind[int]):
    """A time of day, in minutes after midnight."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The minutes."""
        del at, reading
        return read_clock(plain_text(node, "a time of day"))

    def write(self, value: int, writing: Writing) -> Tree:
        """`07:30`."""
        del writing
        return Bare(write_clock(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text."""
        del defs
        return {"type": "string", "pattern": r"^-?\d{1,2}:\d{2}$", "description": "07:30"}


def read_hours(text: str) -> Hours:
    """Hours `07:00-19:30`; an end before the start is on the next day. Raises `Off`."""
    found = _HOURS.fullmatch(text.strip())
    if not found:
        raise Off(f"{text!r} are no hours.", "Write them as 07:00-19:30.")
    start, end = read_clock(found[1]), read_clock(found[2])
    if end <= start and end >= 0 and start < 1440:
        end += 1440
    try:
        return Hours(start=start, end=end)
    except ValueError as wrong:
        raise Off(f"{text!r} ends before it starts.", "Write the earlier time first.") from wrong


def write_hours(hours: Hours) -> str:
    """As `read_hours` reads it."""
    return f"{write_clock(hours.start)}-{write_clock(hours.end)}"


class HoursOfDay(Kind[Hours]):
    """A window of hours."""

    def read(self, node: Node, at: At, reading: Reading) -> Hours:
        """The window."""
        del at, reading
        return read_hours(plain_text(node, "hours"))

    def write(self, value: Hours, writing: Writing) -> Tree:
        """`07:00-19:30`."""
        del writing
        return Bare(write_hours(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text."""
        del defs
        return {"type": "string", "description": "07:00-19:30"}


class Duration(Kind[int]):
    """Minutes, written as such or in hours."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The minutes."""
        del at, reading
        text = plain_text(node, "a duration")
        found = _DURATION.fullmatch(text)
        if not found:
            raise Off(f"{text!r} is no duration.", "Write minutes (90) or hours (1 h 30).")
        if found["minutes"] is not None:
            return int(found["minutes"])
        return int(found["hours"]) * 60 + int(found["rest"] or 0)

    def write(self, value: int, writing: Writing) -> Tree:
        """`45 min`, `2 h` or `1 h 30`."""
        del writing
        return Bare(format_duration(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Minutes, or text."""
        del defs
        return {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}],
            "description": "minutes (90) or hours (1 h 30)",
        }


class Weekday(Kind[int]):
    """A day of the week by name; 0 is Monday."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The index."""
        del at, reading
        text = plain_text(node, "a day of the week").casefold()
        for n, name in enumerate(WEEKDAYS):
            if len(text) >= 3 and name.startswith(text):
                return n
        raise Off(f"{text!r} is no day of the week.", nearest(text, WEEKDAYS))

    def write(self, value: int, writing: Writing) -> Tree:
        """The name."""
        del writing
        return WEEKDAYS[value]

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """One of the names."""
        del defs
        return {"enum": list(WEEKDAYS)}


def window_text(window: AvailabilityWindow) -> str:
    """`away 2026-03-04..2026-03-06 07:00-12:00`: what `read_window` reads, the source aside."""
    away = "" if window.available else "away "
    hours = f" {write_hours(window.hours)}" if window.hours else ""
    return f"{away}{write_span(window.dates)}{hours}"


def read_window(text: str) -> tuple[bool, DateSpan, Hours | None]:
    """Whether it is a time somebody can be had, its dates and its hours; raises `Off`."""
    rest = text.strip()
    away = re.match(r"(?:away|not)\s+", rest, re.IGNORECASE)
    rest = rest[away.end() :] if away else rest
    hours = re.search(r"[\s,]+(-?\d{1,2}:\d{2}\s*(?:-|–|to|\.\.)\s*-?\d{1,2}:\d{2})$", rest)
    dates = rest[: hours.start()] if hours else rest
    return away is None, read_span(dates), read_hours(hours[1]) if hours else None
