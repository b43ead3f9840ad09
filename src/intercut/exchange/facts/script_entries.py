"""Entries about scenes: cast, elements, parts, sittings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from intercut.domain.elements import ElementUse
from intercut.domain.facts import SceneFacts
from intercut.domain.scene import (
    CastEntry,
    Estimate,
    IntExt,
    JoinedScenes,
    Light,
    Mode,
    Part,
    Presence,
    Sitting,
    SittingsOf,
)
from intercut.exchange.facts.kinds import ListOf
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import Duration
from intercut.exchange.facts.values import (
    Amount,
    Pages,
    Text,
    Whole,
    Word,
    YesNo,
)
from intercut.exchange.facts.words import COUNT, NAME, NAMES, NUMBER, NUMBERS, SPANS

CAST_ENTRY: Final[Record[CastEntry]] = Record(
    CastEntry,
    (
        Key("role", NAME, "the role", required=True),
        Key("presence", Word(Presence, "seen, heard or mentioned"), "how it is in the scene", absent=Presence.SEEN),
        Key("works", YesNo(), "whether the performer is called", absent=True),
        Key("lines", ListOf(COUNT), "offsets of its cues in the scene"),
        Key("reason", Text(), "why"),
        Key("confidence", Whole("a percentage", 0, 100), "how sure, in percent"),
    ),
    "scene cast",
    short="role",
)  # fmt: skip

ELEMENT_USE: Final[Record[ElementUse]] = Record(
    ElementUse,
    (
        Key("element", NAME, "the element", required=True),
        Key("count", COUNT, "how many"),
        Key("reason", Text(), "why"),
        Key("confidence", Whole("a percentage", 0, 100), "how sure, in percent"),
    ),
    "element needed",
    short="element",
)

ESTIMATE: Final[Record[Estimate]] = Record(
    Estimate,
    (Key("minutes", Duration(), "shooting time", required=True),),
    "estimate",
    short="minutes",
)

PART: Final[Record[Part]] = Record(
    Part,
    (
        Key("id", NUMBER, "from scene and number when left out", absent=""),
        Key("number", Whole("a part's number", 0, 99), "1, 2, 3; in order when left out", absent=0),
        Key("label", Text(), "whose end it is", absent=""),
        Key("set", Text(), "its set; the scene's when left out", absent=""),
        Key("int_ext", Word(IntExt, "INT, EXT or INT/EXT"), "inside or outside", required=True),
        Key("light", Word(Light, "day, night, dawn, dusk or any"), "the light to make", required=True),
        Key("on_camera", NAMES, "roles seen at this end", required=True),
        Key("voices", NAMES, "roles only heard"),
        Key("present", NAMES, "people off camera: reader, double"),
        Key("elements", ListOf(ELEMENT_USE), "its own elements; none: the scene's"),
        Key("lines", ListOf(COUNT), "offsets of its cues in the scene"),
        Key("pages", Pages(), "its credit", "eighths"),
        Key("minutes", ESTIMATE, "its own work; the scene's when left out"),
        Key("setup", Duration(), "its own set-up", "setup_minutes"),
        Key("places", NAMES, "where it may be shot"),
        Key("reason", Text(), "why"),
        Key("confidence", Whole("a percentage", 0, 100), "how sure, in percent"),
    ),
    "part",
    hints={"eighths": ("A part has `pages`.", "Write `pages: 1 3/8`.")},
)  # fmt: skip


def _parts_numbered(scene: SceneFacts) -> SceneFacts:
    parts = []
    for n, part in enumerate(scene.parts, start=1):
        number = part.number or n
        parts.append(
            replace(part, number=number, id=part.id or f"{scene.scene}pt{number}")  # type: ignore[arg-type]
        )
    return replace(scene, parts=tuple(parts))


def _parts_bare(scene: SceneFacts) -> SceneFacts:
    parts = []
    for n, part in enumerate(scene.parts, start=1):
        id_ = "" if part.id == f"{scene.scene}pt{part.number}" else part.id
        parts.append(replace(part, id=id_, number=0 if part.number == n else part.number))  # type: ignore[arg-type]
    return replace(scene, parts=tuple(parts))


SCENE: Final[Record[SceneFacts]] = Record(
    SceneFacts,
    (
        Key("scene", NUMBER, "the scene's number", required=True),
        Key("set", NAME, "another set"),
        Key("int_ext", Word(IntExt, "INT, EXT or INT/EXT"), "inside or outside"),
        Key("light", Word(Light, "day, night, dawn, dusk or any"), "the light to make"),
        Key("pages", Pages(), "its length", "eighths"),
        Key("minutes", Duration(), "shooting time without set-up"),
        Key("setup", Duration(), "its own set-up on top", "setup_minutes"),
        Key("script_day", Text(), "day of the story: D1, N3"),
        Key("synopsis", Text(), "one line"),
        Key("cast", ListOf(CAST_ENTRY), "roles as they really are in the scene"),
        Key("not_cast", NAMES, "roles that are not in it"),
        Key("elements", ListOf(ELEMENT_USE), "elements it needs"),
        Key("not_elements", NAMES, "elements it does not need"),
        Key("parts", ListOf(PART), "its ends, shot one by one"),
        Key("no_parts", YesNo(), "it is not shot in parts"),
        Key("modes", ListOf(Word(Mode, "whole or parts")), "how it may be shot"),
        Key("parts_price", Amount(), "what shooting in parts costs on top"),
        Key("parts_minutes", Duration(), "what each part takes on top"),
        Key("continues", NUMBER, "the scene whose other end it is"),
        Key("continues_freed", YesNo(), "it need not share that scene's date and unit"),
        Key("present", NAMES, "people on set off camera"),
        Key("places", NAMES, "where it may be shot"),
        Key("units", NAMES, "which units may shoot it"),
        Key("dates", SPANS, "when it may be shot"),
        Key("weather_bound", YesNo(), "rain stops it"),
        Key("cover", YesNo(), "it may be kept for rain"),
        Key("omitted", YesNo(), "it is not shot"),
    ),
    "scene",
    hints={"eighths": ("A scene has `pages`.", "Write `pages: 1 3/8`.")},
    finish=_parts_numbered,
    strip=_parts_bare,
)

JOINED: Final[Record[JoinedScenes]] = Record(
    JoinedScenes,
    (Key("scenes", NUMBERS, "scenes shot as one, in order", required=True),),
    "joined scenes",
)

SITTING: Final[Record[Sitting]] = Record(
    Sitting,
    (
        Key("pages", Pages(), "its credit", "eighths", required=True),
        Key("minutes", Duration(), "its shooting time", required=True),
    ),
    "sitting",
)

SITTINGS: Final[Record[SittingsOf]] = Record(
    SittingsOf,
    (
        Key("of", NUMBER, "the scene or part that is cut", "target", required=True),
        Key("sittings", ListOf(SITTING), "the shares, in order", required=True),
        Key("freed", YesNo(), "they need not be on consecutive days at one place"),
    ),
    "sittings",
)
