"""What people fixed, in integers: strips held to a date, unit, place or position, whole days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.domain.ids import PlaceId, StripId, UnitId
from intercut.schedule.index import Index


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A unit day a person fixed whole: strips in order (of every mode their targets have)."""

    unit: int
    date: int
    strips: tuple[int, ...]


@dataclass(slots=True)
class Pinned:
    """Per strip: date, unit, place, position (None = free), and whether it is shot already.

    ``impossible`` names strips two pins pull apart; ``scene_wide`` those pinned as part of a
    whole scene, which binds only the mode that is chosen.
    """

    date: list[int | None]
    unit: list[int | None]
    place: list[int | None]
    position: list[int | None]
    shot: list[bool]
    days: list[FixedDay]
    impossible: set[int]
    chosen: set[int]


def pins_of(
    index: Index,
    number: dict[StripId, int],
    date_index: dict[dt.date, int],
    units: dict[UnitId, int],
    places: dict[PlaceId, int],
) -> Pinned:
    """All pins of a production; those of events are left to whoever places events."""
    n = len(number)
    found = Pinned([None] * n, [None] * n, [None] * n, [None] * n, [False] * n, [], set(), set())
    for pin in index.production.pins:
        target = index.targets.find(pin.target)
        if target is None or target.event is not None:
            continue
        for strip in target.strips:
            s = number[strip.id]
            if target.scene is None:
                found.chosen.add(s)
            if pin.date is not None:
                _hold(found, found.date, s, date_index.get(pin.date, -1))
            if pin.unit is not None:
                _hold(found, found.unit, s, units.get(pin.unit, -1))
            if pin.place is not None:
                _hold(found, found.place, s, places.get(pin.place, -1))
            if pin.position is not None:
                _hold(found, found.position, s, pin.position)
            found.shot[s] = found.shot[s] or pin.shot
    for day in index.production.day_pins:
        unit, date = units.get(day.unit, -1), date_index[day.date]
        strips: list[int] = []
        for name in day.targets:
            for strip in index.strips_named(name):
                s = number[strip.id]
                strips.append(s)
                _hold(found, found.date, s, date)
                _hold(found, found.unit, s, unit)
        if unit >= 0:
            found.days.append(FixedDay(unit, date, tuple(strips)))
    return found


def _hold(found: Pinned, column: list[int | None], strip: int, value: int) -> None:
    if column[strip] is not None and column[strip] != value:
        found.impossible.add(strip)
    column[strip] = value
