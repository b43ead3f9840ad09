"""One arrangement at one moment: strips in order on dated days of units, and what is left over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.ids import EventId, PlaceId, SceneId, StripId, UnitId
from intercut.domain.scene import Mode


class UnitLight(StrEnum):
    """What kind of day a unit works: by day, half and half, or by night."""

    DAY = "day"
    SPLIT = "split"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStrip:
    """A strip in its place of filming."""

    strip: StripId
    place: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A line of text between strips; ``minutes`` it takes, mostly 0."""

    text: str
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvent:
    """An event on its date, from ``start`` (minutes after local midnight). Not bound to a unit."""

    event: EventId
    date: dt.date
    start: int
    place: PlaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDay:
    """One unit on one date: its call (minutes after local midnight, 15-minute grid), its light,
    and its strips and banners in shooting order. ``locked``: a person fixed it."""

    unit: UnitId
    date: dt.date
    call: int
    light: UnitLight = UnitLight.DAY
    entries: tuple[PlacedStrip | Banner, ...] = ()
    locked: bool = False

    @property
    def strips(self) -> tuple[PlacedStrip, ...]:
        """The strips of the day in order, banners left out."""
        return tuple(e for e in self.entries if isinstance(e, PlacedStrip))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is decided: modes, unit days (by date, then unit), events, and the boneyard.

    ``modes`` names the mode of each scene that is open; a scene not named is shot whole, or in
    parts when that is all it allows. ``boneyard`` lists strips not scheduled, in board order.
    """

    days: tuple[UnitDay, ...] = ()
    events: tuple[PlacedEvent, ...] = ()
    modes: tuple[tuple[SceneId, Mode], ...] = ()
    boneyard: tuple[StripId, ...] = ()

    def mode_of(self, scene: SceneId) -> Mode | None:
        """The mode decided for a scene, None when the plan says nothing."""
        return next((m for s, m in self.modes if s == scene), None)
