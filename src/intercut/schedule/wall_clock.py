"""The clock on the wall: minutes of a day, which run on evenly, as people read them there.

The judge counts minutes after midnight of a date from what the wall showed at the call (an event:
at its start). In the night the clocks change the wall shows an hour more or less from then on, and
that is what papers, calendars and sentences have to say.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercut.domain.units import MINUTES_PER_DAY, format_clock

__all__ = [
    "clock_text",
    "evenly",
    "moment",
    "offset_at",
    "on_the_wall",
    "steady_offset",
    "turn_within",
    "zone_of",
]


@lru_cache(maxsize=64)
def zone_of(name: str) -> dt.tzinfo:
    """The time zone of that IANA name; UTC when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


def offset_at(zone: str, day: dt.date, minutes: int) -> int:
    """Minutes the wall clock of a zone is ahead of UTC at that wall clock time.

    Of an hour that comes twice the first is meant; an hour that is left out is read with the
    offset from before the change, as `zoneinfo` does.
    """
    wall = dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), zone_of(zone))
    ahead = wall.utcoffset()
    return int(ahead.total_seconds() // 60) if ahead is not None else 0


@lru_cache(maxsize=8192)
def steady_offset(zone: str, day: dt.date) -> int | None:
    """The offset of a zone on a date, None when it changes on that date."""
    first = offset_at(zone, day, 0)
    return first if first == offset_at(zone, day, MINUTES_PER_DAY - 1) else None


def on_the_wall(zone: str, day: dt.date, anchor: int, minutes: int) -> int:
    """What the wall shows at a minute of a day, in minutes after midnight of that date.

    Parameters
    ----------
    zone
        IANA name.
    anchor
        The minute read on the wall from which time is counted: the unit's call, an event's start.
    minutes
        The minute asked for, counted evenly from the anchor.
    """
    began, asked = _date(day, anchor), _date(day, minutes)
    if began is None or asked is None:
        return minutes
    first = steady_offset(zone, began)
    if first is not None and (asked == began or first == steady_offset(zone, asked)):
        return minutes
    shown = moment(zone, day, anchor, minutes)
    since = shown.replace(tzinfo=None) - dt.datetime.combine(day, dt.time())
    return int(since.total_seconds() // 60)


def moment(zone: str, day: dt.date, anchor: int, minutes: int) -> dt.datetime:
    """A minute of a day, counted evenly from its anchor, as a moment in that zone."""
    began = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=anchor)
    there = zone_of(zone)
    start = began.replace(tzinfo=there).astimezone(dt.UTC)
    return (start + dt.timedelta(minutes=minutes - anchor)).astimezone(there)


def clock_text(zone: str, day: dt.date, anchor: int, minutes: int) -> str:
    """A minute of a day as people read it on the wall there: `07:30`, `04:15+1`."""
    return format_clock(on_the_wall(zone, day, anchor, minutes))


def evenly(zone: str, day: dt.date, shown: int) -> int:
    """The other way: what the wall shows the morning after, counted evenly from noon of the date.

    A window of hours until 06:00 the next day (1800) ends there, whatever the clocks do at night.
    Minutes of the date itself, and whole days (to the end of the next), stay what they are.
    """
    following = _date(day, MINUTES_PER_DAY)
    if not MINUTES_PER_DAY <= shown < 2 * MINUTES_PER_DAY or following is None:
        return shown
    before = steady_offset(zone, day)
    if before is not None and before == steady_offset(zone, following):
        return shown
    then = offset_at(zone, following, shown - MINUTES_PER_DAY)
    return shown - then + offset_at(zone, day, MINUTES_PER_DAY // 2)


def turn_within(zone: str, day: dt.date, begin: int, end: int) -> tuple[int, int] | None:
    """When the clocks change between two minutes of a day, and by how much; None if they do not.

    Both in minutes: the minute of the day it happens at, counted evenly from ``begin``, and by how
    much the wall then shows more (an hour forward is 60, an hour back -60).
    """
    shift = on_the_wall(zone, day, begin, end) - end
    if shift == 0:
        return None
    low, high = begin, end
    while high - low > 1:
        middle = (low + high) // 2
        if on_the_wall(zone, day, begin, middle) == middle:
            low = middle
        else:
            high = middle
    return high, shift


def _date(day: dt.date, minutes: int) -> dt.date | None:
    """The date a minute falls on, None beyond the first and last dates there are."""
    ordinal = day.toordinal() + minutes // MINUTES_PER_DAY
    return dt.date.fromordinal(ordinal) if 1 < ordinal < dt.date.max.toordinal() else None
