"""Everything a person decides, apart from the script: what a facts file holds.

A production is a breakdown with these facts laid over it, so that a new draft of the script, or
a new set of facts, loses nothing of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.apart import ApartRule
from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Move, Place, Set
from intercut.domain.production import (
    Baseline,
    DayPin,
    Event,
    ExchangeRate,
    OrderRule,
    Pin,
    Preference,
    SoftRule,
    Unit,
)
from intercut.domain.rulebook import Rulebook
from intercut.domain.scene import (
    CastEntry,
    IntExt,
    JoinedScenes,
    Light,
    Mode,
    Part,
    SittingsOf,
)
from intercut.domain.source import ASSUMED, Source
from intercut.domain.units import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFacts:
    """What a person says of one scene; None (or an empty tuple) leaves the breakdown's word.

    ``cast`` entries replace the breakdown's entry of the same role; ``not_cast`` takes roles out.
    ``parts`` replaces all parts proposed; ``no_parts`` says that there are none.
    """

    scene: SceneId
    set: SetId | None = None
    int_ext: IntExt | None = None
    light: Light | None = None
    eighths: int | None = None
    minutes: int | None = None
    setup_minutes: int | None = None
    script_day: str | None = None
    synopsis: str | None = None
    cast: tuple[CastEntry, ...] = ()
    not_cast: tuple[RoleId, ...] = ()
    elements: tuple[ElementUse, ...] = ()
    not_elements: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    no_parts: bool = False
    modes: tuple[Mode, ...] = ()
    parts_price: Money | None = None
    parts_minutes: int | None = None
    continues: SceneId | None = None
    continues_freed: bool | None = None
    present: tuple[PersonId, ...] = ()
    places: tuple[PlaceId, ...] = ()
    units: tuple[UnitId, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    weather_bound: bool | None = None
    cover: bool | None = None
    omitted: bool | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class NameJoin:
    """Cues that are one character: ``names`` all mean ``role``; ``several`` for BOTH, SAM & ANN."""

    names: tuple[str, ...]
    roles: tuple[RoleId, ...]
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person said to a proposal: yes or no."""

    proposal: str
    accepted: bool
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All decisions of people, section by section as the facts file has them.

    None means: nobody said; a default of ours is used and named as assumed.
    """

    title: str | None = None
    currency: str | None = None
    kind: str | None = None
    calendar: Calendar | None = None
    rulebook: Rulebook | None = None
    bases: tuple[Base, ...] = ()
    places: tuple[Place, ...] = ()
    moves: tuple[Move, ...] = ()
    sets: tuple[Set, ...] = ()
    units: tuple[Unit, ...] = ()
    roles: tuple[Role, ...] = ()
    names: tuple[NameJoin, ...] = ()
    people: tuple[Person, ...] = ()
    casting: tuple[Casting, ...] = ()
    elements: tuple[Element, ...] = ()
    scenes: tuple[SceneFacts, ...] = ()
    joined: tuple[JoinedScenes, ...] = ()
    sittings: tuple[SittingsOf, ...] = ()
    events: tuple[Event, ...] = ()
    apart: tuple[ApartRule, ...] = ()
    order: tuple[OrderRule, ...] = ()
    pins: tuple[Pin, ...] = ()
    day_pins: tuple[DayPin, ...] = ()
    preferences: tuple[Preference, ...] | None = None
    soft: tuple[SoftRule, ...] = ()
    exchange: tuple[ExchangeRate, ...] = ()
    baseline: Baseline | None = None
    answers: tuple[Answer, ...] = ()
