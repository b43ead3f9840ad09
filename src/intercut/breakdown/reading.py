"""Scenes as the breakdown reads them: speeches and directions in order, cues sorted from directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.breakdown.heading import HeadingRead, read_heading
from intercut.breakdown.name_keys import name_key
from intercut.breakdown.spoken import Spoken, how_spoken
from intercut.domain.ids import SceneId
from intercut.domain.scene import Heading
from intercut.script.cues import looks_like_direction
from intercut.script.screenplay import Element, Kind, SceneText, Screenplay, scenes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One script of a production: a film's, or an episode's.

    ``scene_ids`` are ids carried over from an older draft, by the scene's ordinal (from 1, so the
    first entry belongs to the first scene); None = a new scene, and so are scenes beyond its end.
    """

    screenplay: Screenplay
    episode: str = ""
    scene_ids: tuple[SceneId | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A cue and what is said under it. ``offset`` counts from the scene's heading (0)."""

    offset: int
    element: Element
    name: str
    key: str
    spoken: Spoken
    marks: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Action, a transition, a shot: what is not spoken. ``was_cue`` names the cue it was read as."""

    offset: int
    element: Element
    text: str
    is_transition: bool = False
    was_cue: str = ""


Item = Speech | Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRead:
    """One scene, read but not yet interpreted. ``index`` counts over the whole production from 0."""

    index: int
    script: Script
    text: SceneText
    heading: HeadingRead
    items: tuple[Item, ...]

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """The speeches in order."""
        return tuple(i for i in self.items if isinstance(i, Speech))

    @property
    def directions(self) -> tuple[Direction, ...]:
        """Action and the like in order."""
        return tuple(i for i in self.items if isinstance(i, Direction))

    @property
    def line(self) -> int:
        """Line of the heading in the file."""
        return self.text.heading.line


CAST: Final = 100
LONGEST_READ: Final = 8000
"""Letters of one paragraph that are looked at: four pages. What is longer is no screenplay."""
_SPOKEN_UNDER: Final = (Kind.DIALOGUE, Kind.PARENTHETICAL, Kind.LYRICS)
_READ_AS_DIRECTION: Final = (Kind.ACTION, Kind.TRANSITION, Kind.SHOT, Kind.CENTRED, Kind.GENERAL)
_STRONG_DIRECTION: Final = re.compile(
    r"^(?:END |STOP |BEGIN )?(?:INTER-?CUT|PHONE INTERCUT|SPLIT[ -]SCREEN|MONTAGE|SERIES OF SHOTS|INSERT\b"
    r"|FLASH ?-?BACK|BACK TO\b|TITLE|SUPER\b|SUPERIMPOSE|THE END|CUT TO|SMASH CUT)",
)


def read_scenes(scripts: Sequence[Script], kept_cues: frozenset[str]) -> tuple[SceneRead, ...]:
    """All scenes of all scripts, in order.

    Parameters
    ----------
    scripts
        In story order.
    kept_cues
        Keys of cues that look like directions and are people all the same (a person said so).
    """
    scenes: list[SceneRead] = []
    for script in scripts:
        before: Heading | None = None
        present: Heading | None = None
        for text in scenes_of(script.screenplay):
            heading = read_heading(text.heading.text, before)
            if heading.is_present:
                # Back from a flashback: its light is not the light of the story.
                heading = read_heading(text.heading.text, present)
            scenes.append(
                SceneRead(
                    index=len(scenes),
                    script=script,
                    text=text,
                    heading=heading,
                    items=_items(text, kept_cues),
                )
            )
            if not text.heading.omitted:
                before = heading.heading
                present = present if heading.is_flashback else before
    return tuple(scenes)


def _items(scene: SceneText, kept_cues: frozenset[str]) -> tuple[Item, ...]:
    items: list[Item] = []
    if scene.heading.omitted:
        return ()
    n = 1
    while n < len(scene.elements):
        element = scene.elements[n]
        if element.omitted:
            n += 1
        elif element.kind is Kind.CHARACTER:
            end = n + 1
            while end < len(scene.elements) and (
                scene.elements[end].kind in _SPOKEN_UNDER or scene.elements[end].inside is not None
            ):
                end += 1
            items += _speech(scene.elements[n:end], n, kept_cues)
            n = end
        else:
            if element.kind in _READ_AS_DIRECTION and element.text.strip():
                items.append(
                    Direction(
                        offset=n,
                        element=element,
                        text=element.text[:LONGEST_READ],
                        is_transition=element.kind is Kind.TRANSITION,
                    )
                )
            n += 1
    return tuple(items)


def _speech(elements: Sequence[Element], at: int, kept_cues: frozenset[str]) -> list[Item]:
    cue = elements[0]
    name = cue.name or cue.text
    under = [(n, e) for n, e in enumerate(elements[1:], start=at + 1) if e.inside is None]
    key = name_key(name)
    if _is_direction(cue, name) and key not in kept_cues:
        first = Direction(
            offset=at,
            element=cue,
            text=cue.text,
            is_transition=cue.text.rstrip().endswith("TO:"),
            was_cue=name,
        )
        return [
            first,
            *(Direction(offset=n, element=e, text=e.text[:LONGEST_READ]) for n, e in under),
        ]
    marks = (
        *cue.extensions,
        *(e.text.strip(" ()") for _, e in under if e.kind is Kind.PARENTHETICAL),
    )
    said = " ".join(e.text for _, e in under if e.kind is not Kind.PARENTHETICAL)
    return [
        Speech(
            offset=at,
            element=cue,
            name=name,
            key=key,
            spoken=how_spoken(marks),
            marks=marks,
            text=said[:LONGEST_READ],
        )
    ]


def _is_direction(cue: Element, name: str) -> bool:
    """A cue that is an instruction; a forced one (`@`) only when the words leave no doubt."""
    upper = " ".join(name.upper().split())
    if _STRONG_DIRECTION.match(upper):
        return True
    return not cue.forced and looks_like_direction(name)


def listed_cast(scene: SceneRead) -> Iterator[tuple[str, str]]:
    """Names that a Final Draft file lists or tags as cast of the scene."""
    for name in scene.text.heading.present:
        yield name, "the Final Draft file lists it"
    cast_tags = {t.id: t for t in scene.script.screenplay.tags if t.ucid == CAST}
    if cast_tags:
        for element in scene.text.elements:
            for run in element.runs:
                for tag in (cast_tags[t] for t in run.tags if t in cast_tags):
                    yield (
                        tag.label or element.text[run.start : run.end],
                        f"tagged as {tag.category}",
                    )
