"""Scenes of the script as broken down, and the parts a split scene is shot in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intercut.domain.calendar import DateSpan
from intercut.domain.elements import Element, ElementUse
from intercut.domain.finding import Finding
from intercut.domain.ids import PartId, PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.people import Role
from intercut.domain.places import Set
from intercut.domain.source import ASSUMED, PROGRAM, Source
from intercut.domain.units import Money

PART_PERCENT: Final = 65
"""What one end of a split scene takes of the time of the whole. Our assumption: the whole is
covered from everybody's side, an end from one only, but each end plays the scene through."""


class IntExt(StrEnum):
    """Inside, outside, or both at once (through a car window)."""

    INT = "INT"
    EXT = "EXT"
    INT_EXT = "INT/EXT"

    @property
    def outside(self) -> bool:
        """Whether the sun of the sky matters."""
        return self is not IntExt.INT


class Light(StrEnum):
    """The light to be made."""

    DAY = "day"
    NIGHT = "night"
    DAWN = "dawn"
    DUSK = "dusk"
    ANY = "any"


class Presence(StrEnum):
    """How a role is in a scene. ``SEEN`` and off-screen speech mean work that day."""

    SEEN = "seen"
    HEARD = "heard"
    MENTIONED = "mentioned"


class Mode(StrEnum):
    """How a scene may be shot: everybody together, or each end by itself."""

    WHOLE = "whole"
    PARTS = "parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A slug line taken apart; ``original`` as written.

    ``light_text`` is what the heading says (CONTINUOUS, MAGIC HOUR ...), ``light`` what has to be
    made, ``light_inherited`` when it came from the scene before.
    """

    original: str
    int_ext: IntExt
    set_name: str
    light: Light
    light_text: str = ""
    light_inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EighthsCount:
    """Length in eighths of a page, kept apart by origin; `value` is what counts."""

    imported: int | None = None
    computed: int | None = None
    override: int | None = None
    override_source: Source | None = None

    @property
    def value(self) -> int:
        """Override, else imported, else computed, else 1."""
        for count in (self.override, self.imported, self.computed):
            if count is not None:
                return count
        return 1

    @property
    def origin(self) -> str:
        """`override`, `imported`, `computed` or `none`."""
        for name in ("override", "imported", "computed"):
            if getattr(self, name) is not None:
                return name
        return "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Minutes of shooting time and where they come from."""

    minutes: int
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class CastEntry:
    """A role in a scene. ``works`` is whether its performer is called: seen, or speaking from
    out of frame (O.S.); a voice (V.O., the other end of a call) is not.

    ``reason`` quotes what in the script says so; ``confidence`` is a percentage.
    ``lines`` are the offsets of its cues within the scene (0 = the heading).
    """

    role: RoleId
    presence: Presence
    works: bool
    lines: tuple[int, ...] = ()
    reason: str = ""
    confidence: int = 100
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One end of a split scene: what is shot by itself, `12pt1`, "SABINE'S END".

    ``eighths`` is the credit: the parts' credits add up to the scene's. ``minutes`` is its own
    work: each end plays the scene through. ``voices`` are roles heard, not on set.
    ``present`` are people on set off camera (reader, photo double). ``lines`` as in `CastEntry`:
    the cues spoken at this end. ``places`` empty: wherever its set stands.
    """

    id: PartId
    number: int
    label: str
    set: SetId
    int_ext: IntExt
    light: Light
    on_camera: tuple[RoleId, ...]
    voices: tuple[RoleId, ...] = ()
    present: tuple[PersonId, ...] = ()
    elements: tuple[ElementUse, ...] = ()
    lines: tuple[int, ...] = ()
    eighths: int = 0
    minutes: Estimate = Estimate(minutes=0)
    setup_minutes: int = 0
    places: tuple[PlaceId, ...] = ()
    reason: str = ""
    confidence: int = 100
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A share of a scene or part that is shot in more than one go; shares add up."""

    eighths: int
    minutes: int
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingsOf:
    """A scene (or one part of it) cut into sittings on consecutive days at one place unless
    ``freed``."""

    target: str
    sittings: tuple[Sitting, ...]
    freed: bool = False
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedScenes:
    """Scenes shot as one strip (`9-11`), in the order given."""

    scenes: tuple[SceneId, ...]
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene under one heading.

    ``id`` is given once and survives new drafts; ``number`` is text and carries the episode when
    a production has several (`203-14`). ``modes`` lists how it may be shot; with parts and more
    than one mode the planner chooses. ``continues`` names the scene whose other end was played
    under this earlier heading. ``script`` names the script it stands in, ``first_element`` the
    index of its heading there. Restrictions left empty allow everything.
    """

    id: SceneId
    number: str
    heading: Heading
    set: SetId
    eighths: EighthsCount
    minutes: Estimate
    cast: tuple[CastEntry, ...] = ()
    elements: tuple[ElementUse, ...] = ()
    parts: tuple[Part, ...] = ()
    modes: tuple[Mode, ...] = (Mode.WHOLE,)
    parts_price: Money | None = None
    parts_minutes: int = 0
    continues: SceneId | None = None
    continues_freed: bool = False
    episode: str = ""
    script: str = ""
    first_element: int = 0
    script_page: str = ""
    script_day: str = ""
    synopsis: str = ""
    setup_minutes: int = 0
    present: tuple[PersonId, ...] = ()
    places: tuple[PlaceId, ...] = ()
    units: tuple[UnitId, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    weather_bound: bool = False
    cover: bool = False
    omitted: bool = False
    source: Source = PROGRAM

    def __post_init__(self) -> None:
        if not self.modes:
            msg = f"scene {self.number}: at least one mode is needed"
            raise ValueError(msg)


class ProposalKind(StrEnum):
    """What the program asks a person to decide."""

    JOIN_NAMES = "join names"
    SPLIT_NAME = "split name"
    NOT_A_CUE = "not a cue"
    SILENT_PRESENCE = "silent presence"
    PARTS = "parts"
    PARTS_END = "parts end"
    PRESENCE = "presence"
    ELEMENT = "element"
    SCRIPT_DAY = "script day"
    BOARD_NUMBER = "board number"
    SET_ALIAS = "set alias"
    CONTINUES = "continues"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that needs a person's eye: what the program would do, why, how sure it is.

    ``id`` stays the same while the script's words stay the same. ``applied`` tells whether the
    breakdown already counts it (parts, presence) or waits for a yes (names joined).
    """

    id: str
    kind: ProposalKind
    message: str
    reason: str
    confidence: int
    scene: SceneId | None = None
    subjects: tuple[str, ...] = ()
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A script taken apart: what the program read and proposes, before anyone decided anything."""

    title: str
    scenes: tuple[Scene, ...]
    roles: tuple[Role, ...]
    sets: tuple[Set, ...]
    elements: tuple[Element, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    pages: int = 0
    findings: tuple[Finding, ...] = ()
