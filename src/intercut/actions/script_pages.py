"""The script as its pages look, with the breakdown's marks beside each scene."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import read_again
from intercut.domain.production import Production
from intercut.domain.scene import Presence, Scene
from intercut.domain.units import format_eighths
from intercut.publish.reader import Names
from intercut.script.screenplay import Kind

_PRINTED = frozenset(
    {
        Kind.HEADING,
        Kind.ACTION,
        Kind.CHARACTER,
        Kind.PARENTHETICAL,
        Kind.DIALOGUE,
        Kind.LYRICS,
        Kind.TRANSITION,
        Kind.CENTRED,
        Kind.SHOT,
        Kind.GENERAL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphAnswer:
    """One paragraph, ``offset`` elements after its heading. ``part`` is the number of the end of
    the call that speaks here, 0 for none."""

    kind: str
    text: str
    line: int
    offset: int
    dual: int
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAnswer:
    """Something the breakdown says of a scene, and why; ``kind``: seen, heard, element ..."""

    kind: str
    name: str
    reason: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """One end of a split scene."""

    number: int
    label: str
    set: str
    cast: list[str]
    voices: list[str]
    pages: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneAnswer:
    """One scene: its sheet, and its paragraphs where the script was asked for."""

    id: str
    number: str
    episode: str
    heading: str
    int_ext: str
    light: str
    set: str
    pages: str
    eighths: int
    eighths_origin: str
    minutes: int
    script_day: str
    script_page: str
    synopsis: str
    omitted: bool
    marks: list[MarkAnswer]
    parts: list[PartAnswer]
    modes: list[str]
    paragraphs: list[ParagraphAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptAnswer:
    """The scenes of a film in script order."""

    revision: int
    title: str
    pages: str
    scenes: list[SceneAnswer]


def scene_sheets(film: KeptFilm) -> ScriptAnswer:
    """The sheets of all scenes, without their text.

    Raises
    ------
    NotAllowed
        When the actor may not read the script.
    """
    return _script(film, {})


def script_pages(film: KeptFilm) -> ScriptAnswer:
    """The script with the breakdown's marks; errors as `scene_sheets`, `Unreadable` if damaged."""
    require(film.actor, Action.READ_SCRIPT)
    paragraphs: dict[tuple[str, int], list[ParagraphAnswer]] = {}
    for script in read_again(film.library.scripts()):
        into: list[ParagraphAnswer] = []
        first = 0
        for element in script.screenplay.elements:
            if element.kind is Kind.HEADING:
                first = element.index
                into = paragraphs.setdefault((script.file.episode, element.index), [])
            if element.kind in _PRINTED and element.inside is None:
                into.append(
                    ParagraphAnswer(
                        kind=element.kind.value,
                        text=element.text,
                        line=element.line,
                        offset=element.index - first,
                        dual=element.dual,
                        part=0,
                    )
                )
    return _script(film, paragraphs)


def _script(
    film: KeptFilm, paragraphs: dict[tuple[str, int], list[ParagraphAnswer]]
) -> ScriptAnswer:
    require(film.actor, Action.READ_SCRIPT)
    production = film.assembly().production
    names = Names(production, reader_of(film.actor))
    scenes = [
        _scene(production, s, names, paragraphs.get((s.episode, s.first_element), []))
        for s in production.scenes
    ]
    return ScriptAnswer(
        revision=film.revision(),
        title=names.free(production.title),
        pages=format_eighths(sum(s.eighths.value for s in production.scenes if not s.omitted)),
        scenes=scenes,
    )


def _scene(
    production: Production, scene: Scene, names: Names, paragraphs: list[ParagraphAnswer]
) -> SceneAnswer:
    elements = {e.id: e for e in production.elements}
    marks = [
        MarkAnswer(
            kind=c.presence.value if c.presence is not Presence.SEEN or c.works else "heard",
            name=names.role(c.role),
            reason=names.free(c.reason),
            confidence=c.confidence,
        )
        for c in scene.cast
    ]
    marks += [
        MarkAnswer(
            kind="element",
            name=names.free(elements[u.element].name) + (f" × {u.count}" if u.count > 1 else ""),
            reason=names.free(u.reason),
            confidence=u.confidence,
        )
        for u in scene.elements
        if u.element in elements
    ]
    return SceneAnswer(
        id=scene.id,
        number=scene.number,
        episode=scene.episode,
        heading=names.free(scene.heading.original),
        int_ext=scene.heading.int_ext.value,
        light=scene.heading.light.value,
        set=names.set(scene.set),
        pages=format_eighths(scene.eighths.value),
        eighths=scene.eighths.value,
        eighths_origin=scene.eighths.origin,
        minutes=scene.minutes.minutes,
        script_day=scene.script_day,
        script_page=scene.script_page,
        synopsis=names.free(scene.synopsis),
        omitted=scene.omitted,
        marks=marks,
        parts=[
            PartAnswer(
                number=p.number,
                label=names.free(p.label),
                set=names.set(p.set),
                cast=[names.role(r) for r in p.on_camera],
                voices=[names.role(r) for r in p.voices],
                pages=format_eighths(p.eighths),
                minutes=p.minutes.minutes,
            )
            for p in scene.parts
        ],
        modes=[m.value for m in scene.modes],
        paragraphs=[
            ParagraphAnswer(
                kind=p.kind,
                text=names.free(p.text),
                line=p.line,
                offset=p.offset,
                dual=p.dual,
                part=_end_of(scene, n, paragraphs),
            )
            for n, p in enumerate(paragraphs)
        ],
    )


def _end_of(scene: Scene, at: int, paragraphs: list[ParagraphAnswer]) -> int:
    """The end of a call a speech is played at: that of the cue it stands under."""
    if not scene.parts or paragraphs[at].kind not in {"character", "dialogue", "parenthetical"}:
        return 0
    cue = at
    while cue > 0 and paragraphs[cue].kind != "character":
        cue -= 1
    return next((p.number for p in scene.parts if paragraphs[cue].offset in p.lines), 0)
