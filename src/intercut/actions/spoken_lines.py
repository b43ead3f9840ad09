"""The speeches of a scene as the script of the film has them: what takes are held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from intercut.actions.office import KeptFilm
from intercut.actions.scripts import ReadScript, read_again
from intercut.domain.ids import LineId, RoleId, SceneId
from intercut.domain.scene import Presence, Scene
from intercut.domain.spoken import ScriptLine
from intercut.script.screenplay import Element, Kind, SceneText, scenes_of

_SAID: Final = frozenset({Kind.DIALOGUE, Kind.LYRICS})
_DONE: Final = frozenset({Kind.ACTION, Kind.GENERAL, Kind.PARENTHETICAL})
_BETWEEN: Final = frozenset({Kind.NOTE, Kind.BONEYARD, Kind.PAGE_BREAK})
"""Kinds that may stand within a speech and are no part of it."""


def spoken_lines(film: KeptFilm, scenes: Sequence[Scene]) -> dict[SceneId, tuple[ScriptLine, ...]]:
    """The speeches of some scenes in script order; a scene that is omitted has none.

    Raises
    ------
    Unreadable
        When a script of the film is damaged.
    """
    texts = texts_of(read_again(film.library.scripts()))
    return {s.id: lines_of(s, t) if t is not None else () for s, t in _with_text(scenes, texts)}


def _with_text(
    scenes: Sequence[Scene], texts: Mapping[tuple[str, int], SceneText]
) -> Iterator[tuple[Scene, SceneText | None]]:
    for scene in scenes:
        yield scene, None if scene.omitted else texts.get((scene.episode, scene.first_element))


def done_between(
    scenes: Sequence[Scene], texts: Mapping[tuple[str, int], SceneText]
) -> dict[tuple[SceneId, LineId | None], str]:
    """What is done after each speech of some scenes, until the next; before the first: None."""
    found: dict[tuple[SceneId, LineId | None], str] = {}
    for scene, text in _with_text(scenes, texts):
        if text is None:
            continue
        cues = {line.cue: line.id for line in lines_of(scene, text)}
        after: LineId | None = None
        for element in text.elements[1:]:
            after = cues.get(element.index - text.heading.index, after)
            if element.kind in _DONE and not element.omitted and element.inside is None:
                before = found.get((scene.id, after), "")
                found[scene.id, after] = f"{before} {element.text}".strip()
    return found


def texts_of(scripts: Sequence[ReadScript]) -> Mapping[tuple[str, int], SceneText]:
    """The text of each scene by episode and the index of its heading."""
    return {
        (script.file.episode, text.heading.index): text
        for script in scripts
        for text in scenes_of(script.screenplay)
    }


def lines_of(scene: Scene, text: SceneText) -> tuple[ScriptLine, ...]:
    """The speeches of one scene, numbered from 1, each with its roles and its end."""
    roles: dict[int, list[RoleId]] = {}
    heard: set[RoleId] = set()
    for entry in scene.cast:
        if entry.presence is Presence.HEARD:
            heard.add(entry.role)
        for at in entry.lines:
            roles.setdefault(at, []).append(entry.role)
    ends = {at: part.id for part in scene.parts for at in part.lines}
    lines: list[ScriptLine] = []
    for cue, under in _speeches(text):
        at = cue.index - text.heading.index
        speaking = tuple(roles.get(at, ()))
        number = len(lines) + 1
        lines.append(
            ScriptLine(
                id=LineId(f"{scene.id}.{number}"),
                scene=scene.id,
                number=number,
                cue=at,
                name=cue.name or cue.text,
                roles=speaking,
                text="\n".join(e.text for e in under if e.kind in _SAID),
                directions=tuple(e.text for e in under if e.kind is Kind.PARENTHETICAL),
                part=ends.get(at),
                voice=at not in ends and bool(speaking) and heard.issuperset(speaking),
            )
        )
    return tuple(lines)


def _speeches(text: SceneText) -> Iterator[tuple[Element, list[Element]]]:
    """Each cue with what stands under it."""
    cue: Element | None = None
    under: list[Element] = []
    for element in text.elements:
        if element.omitted or element.inside is not None or element.kind in _BETWEEN:
            continue
        if cue is not None and element.kind in {*_SAID, Kind.PARENTHETICAL}:
            under.append(element)
            continue
        if cue is not None and under:
            yield cue, under
        cue, under = (element, []) if element.kind is Kind.CHARACTER else (None, [])
    if cue is not None and under:
        yield cue, under
