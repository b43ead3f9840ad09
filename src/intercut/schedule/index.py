"""A production looked up by name, so that a plan is judged without searching through it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercut.domain.ids import BaseId, PlaceId, UnitId
from intercut.domain.places import Move
from intercut.domain.production import Production, Unit
from intercut.domain.strips import strips_of
from intercut.domain.units import MINUTES_PER_DAY
from intercut.schedule.settings import SETTINGS

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Index:
    """What the judge asks of one production, by id; built once, good for every plan.

    It never changes in meaning. What is dear (sun, zones, open hours) is kept once computed.
    """

    def __init__(self, production: Production) -> None:
        self.production = production
        strips = strips_of(production)
        self.strips = {s.id: s for s in strips}
        self.strip_order = {s.id: n for n, s in enumerate(strips)}
        self.scenes = {s.id: s for s in production.scenes}
        self.people = {p.id: p for p in production.people}
        self.person_order = {p.id: n for n, p in enumerate(production.people)}
        self.elements = {e.id: e for e in production.elements}
        self.bases = {b.id: b for b in production.bases}
        self.places = {p.id: p for p in production.places}
        self.units = {u.id: u for u in production.units}
        self.unit_order = {u.id: n for n, u in enumerate(production.units)}
        self.events = {e.id: e for e in production.events}
        self.clauses = {c.key: c.value for c in production.rulebook.clauses}
        self.moves: dict[tuple[PlaceId, PlaceId], Move] = {}
        for move in production.moves:
            self.moves[move.end, move.start] = move
        for move in production.moves:
            self.moves[move.start, move.end] = move
        self.move_default = self.value("move.default_minutes")
        self.meal_after = self.value("meal.after_minutes")
        self.meal_length = self.value("meal.length_minutes")
        self.unit_wrap = self.value("unit.wrap_minutes")
        self._instants: dict[tuple[str, dt.date], int | None] = {}

    def value(self, key: str) -> int:
        """The rulebook's number for one of `SETTINGS`, else its default."""
        found = self.clauses.get(key)
        return SETTINGS[key].default if found is None else found

    def unit(self, unit: UnitId) -> Unit:
        """The unit of that id; a stand-in with default settings when the production has none."""
        return self.units.get(unit) or Unit(id=unit, name=unit, base=BaseId(""))

    def base_of(self, place: PlaceId | None, unit: Unit | None = None) -> BaseId | None:
        """The base of a place; of an unknown place the unit's, if a unit is given."""
        known = self.places.get(place) if place is not None else None
        if known is not None:
            return known.base
        return unit.base or None if unit is not None else None

    def move_minutes(self, start: PlaceId, end: PlaceId) -> int:
        """Minutes from place to place: 0 to itself, as stated, else the default.

        A move holds both ways unless the way back is stated too; of two statements of the same
        way the later counts.
        """
        if start == end:
            return 0
        move = self.moves.get((start, end))
        return self.move_default if move is None else move.minutes

    def timezone(self, base: BaseId | None) -> str:
        """IANA name of the time zone of a base; UTC where there is none."""
        known = self.bases.get(base) if base is not None else None
        return known.timezone if known is not None else "UTC"

    def instant(self, base: BaseId | None, day: dt.date, anchor: int, minutes: int) -> int:
        """A moment as minutes since 1970 in UTC.

        ``anchor`` is read on the wall clock of the base (a unit's call, an event's start); from
        there to ``minutes`` time passes as it does, also in the night the clocks change.
        """
        days, within = divmod(anchor, MINUTES_PER_DAY)
        wall = day + dt.timedelta(days=days) if days else day
        zone = self.timezone(base)
        key = (zone, wall)
        offset = self._instants.get(key, 0)
        if key not in self._instants:
            offset = self._instants[key] = steady_offset(zone, wall)
        if offset is None:
            offset = offset_at(zone, wall, within)
        midnight = (wall.toordinal() - _EPOCH.toordinal()) * MINUTES_PER_DAY
        return midnight + within - offset + minutes - anchor


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
