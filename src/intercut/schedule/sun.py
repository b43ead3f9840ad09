"""Sunrise and sunset where a strip is shot."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from astral import Observer
from astral.sun import elevation, sunrise, sunset

from intercut.domain.ids import PlaceId
from intercut.domain.units import MINUTES_PER_DAY
from intercut.schedule.index import Index
from intercut.schedule.wall_clock import evenly, zone_of

Sun = tuple[int, int]
"""Sunrise and sunset, minutes after local midnight."""


def sun_at(index: Index, place: PlaceId, day: dt.date) -> Sun | None:
    """Sunrise and sunset at a place; None where neither place nor base says where it lies.

    What the place states comes first, then what is computed from its own latitude and longitude
    or its base's.
    """
    key = (place, day)
    if key not in index.suns:
        index.suns[key] = _sun_at(index, place, day)
    return index.suns[key]


def _sun_at(index: Index, place: PlaceId, day: dt.date) -> Sun | None:
    known = index.places.get(place)
    if known is None:
        return None
    for stated in known.sun:
        if stated.day == day:
            return stated.sunrise, stated.sunset
    base = index.bases.get(known.base)
    zone = base.timezone if base is not None else "UTC"
    for where in (known, base):
        if where is not None and where.latitude is not None and where.longitude is not None:
            return computed_sun(where.latitude, where.longitude, zone, day)
    return None


def next_sunrise(index: Index, place: PlaceId, day: dt.date, sun: Sun) -> int:
    """The sunrise after a date's night, counted evenly from its midnight.

    ``sun`` is that of the date, and taken for the next where nobody knows.
    """
    if day >= dt.date.max - dt.timedelta(days=1):
        return sun[0] + MINUTES_PER_DAY
    tomorrow = sun_at(index, place, day + dt.timedelta(days=1)) or sun
    zone = index.timezone(index.base_of(place))
    return evenly(zone, day, tomorrow[0] + MINUTES_PER_DAY)


def assumed_sun(index: Index) -> Sun:
    """What the rulebook says where no place is known."""
    return index.value("sun.rise_minutes"), index.value("sun.set_minutes")


@lru_cache(maxsize=65536)
def computed_sun(latitude: float, longitude: float, zone: str, day: dt.date) -> Sun:
    """Sunrise and sunset by NOAA's method, minutes after local midnight, rounded down.

    Where the sun stays up all day it is (0, 1440); where it stays down, both are noon.
    """
    observer = Observer(latitude, longitude)
    tz = zone_of(zone)
    try:
        rise, down = sunrise(observer, day, tz), sunset(observer, day, tz)
    except (ValueError, OverflowError):
        noon = 720 - round(longitude * 4)
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        up = elevation(observer, at + dt.timedelta(minutes=noon - 720)) > 0
        return (0, MINUTES_PER_DAY) if up else (720, 720)
    return _minutes(rise, day), _minutes(down, day)


def _minutes(moment: dt.datetime, day: dt.date) -> int:
    days = moment.date().toordinal() - day.toordinal()
    return days * MINUTES_PER_DAY + moment.hour * 60 + moment.minute
