"""Where it is shot: bases (cities), places, permits, fees, and what a move between places takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import BaseId, PlaceId, SetId
from intercut.domain.people import AvailabilityWindow, open_hours
from intercut.domain.source import ASSUMED, PROGRAM, Source
from intercut.domain.units import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A city or region people live and work in; going to another takes a travel day.

    ``latitude`` and ``longitude`` in degrees give the sun; ``timezone`` is an IANA name.
    """

    id: BaseId
    name: str
    timezone: str = "UTC"
    latitude: float | None = None
    longitude: float | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A place of the story, as headings name it ("SAM'S KITCHEN")."""

    id: SetId
    name: str
    aliases: tuple[str, ...] = ()
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Dates and hours a place may be used; ``weekdays`` (0 = Monday) empty = any."""

    dates: DateSpan
    hours: Hours | None = None
    weekdays: frozenset[int] = frozenset()
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class SunTimes:
    """Sunrise and sunset of one date, minutes after local midnight; overrides the computed ones."""

    day: date
    sunrise: int
    sunset: int
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A real place of filming (location or stage) and the sets that stand there.

    Without permits it is open on every date. ``closed`` are dates it cannot be used.
    ``setup_minutes`` is what the unit needs each time it arrives there.
    ``fee_day`` is paid per date used, ``fee_opening`` each time a unit comes (back) to it after
    having been elsewhere.
    """

    id: PlaceId
    name: str
    base: BaseId
    sets: tuple[SetId, ...] = ()
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    permits: tuple[Permit, ...] = ()
    closed: tuple[DateSpan, ...] = ()
    fee_day: Money | None = None
    fee_opening: Money | None = None
    setup_minutes: int = 0
    sun: tuple[SunTimes, ...] = ()
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What going from one place to another takes; holds both ways unless the way back is given."""

    start: PlaceId
    end: PlaceId
    minutes: int
    cost: Money | None = None
    source: Source = ASSUMED


def permitted_hours(place: Place, day: date) -> tuple[Hours, ...]:
    """The hours a place is open on a date; a whole date reaches into its neighbours."""
    if any(day in span for span in place.closed):
        return ()
    windows = tuple(
        AvailabilityWindow(dates=p.dates, hours=p.hours)
        for p in place.permits
        if not p.weekdays or day.weekday() in p.weekdays
    )
    return () if place.permits and not windows else open_hours(windows, day)
