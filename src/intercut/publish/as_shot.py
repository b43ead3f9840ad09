"""The script as shot, as a screenplay of its own: what was added, changed and dropped is marked.

Each change carries its evidence as a note: the take, the time, how sure it is or who confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from intercut.domain.spoken import AsShotLine, AsShotScene, Evidence, Said, ScriptLine
from intercut.script.screenplay import Element, Kind, Run, Screenplay

_COLOUR: Final = "#FFFFC0C00000"
_SAID: Final = frozenset({Kind.DIALOGUE, Kind.LYRICS, Kind.PARENTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotScene:
    """A scene of the script with what became of its lines. ``heading`` is the index of its
    heading in the screenplay; ``lines`` are those of the script."""

    heading: int
    lines: Sequence[ScriptLine]
    as_shot: AsShotScene


def as_shot_screenplay(screenplay: Screenplay, scenes: Iterable[ShotScene]) -> Screenplay:
    """The screenplay with the lines of these scenes as they were said."""
    speeches: dict[int, AsShotLine] = {}
    after: dict[int, list[AsShotLine]] = {}
    for scene in scenes:
        cues = {line.id: scene.heading + line.cue for line in scene.lines}
        for line in scene.as_shot.lines:
            if line.line is not None and line.line in cues:
                speeches[cues[line.line]] = line
            elif line.line is None:
                at = cues.get(line.after, scene.heading) if line.after else scene.heading
                after.setdefault(at, []).append(line)
    # Final Draft counts its revision sets.
    known = [int(id_) for id_, _, _ in screenplay.revisions if id_.isdigit()]
    revision = str(max(known, default=0) + 1)
    made: list[tuple[Element, int | None]] = []
    for speech in _speeches(screenplay.elements):
        first = speech[0].index
        made += _speech(speech, speeches.get(first), revision)
        for addition in after.get(first, ()):
            made += _addition(addition, speech, revision)
    return replace(
        screenplay,
        elements=_indexed(made),
        revisions=(*screenplay.revisions, (revision, "As shot", _COLOUR)),
    )


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """`17pt1/A/3 at 05:12:03:10, 92 % sure`; the first take in full, the others by slate."""
    if not evidence:
        return ""
    first = evidence[0]
    moment = first.timecode
    if not moment and first.span is not None:
        seconds = first.span.start_ms // 1000
        moment = f"{seconds // 60}:{seconds % 60:02d}"
    at = f" at {moment}" if moment else ""
    sure = (
        f"confirmed by {first.confirmed_by}" if first.confirmed_by else f"{first.confidence} % sure"
    )
    if first.confidence == 100 and not first.confirmed_by:
        sure = "noted"
    others = ", ".join(e.slate for e in evidence[1:])
    return f"{first.slate}{at}, {sure}{f'; also {others}' if others else ''}"


def mark_of(line: AsShotLine) -> str:
    """What happened to a line in a word: `added`, `changed`, `dropped`, `business`, or ""."""
    if line.business:
        return "business"
    return line.kind.value if line.differs and line.kind is not None else ""


def _speeches(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """The elements, each cue together with what stands under it."""
    run: list[Element] = []
    for element in elements:
        goes_on = run and (
            run[0].kind is Kind.CHARACTER
            and (
                element.kind in _SAID
                or element.inside is not None
                or element.kind is Kind.PAGE_BREAK
            )
        )
        if goes_on:
            run.append(element)
            continue
        if run:
            yield run
        run = [element]
    if run:
        yield run


_Made = tuple[Element, int | None]
"""An element, and its index before; None for a new one."""


def _speech(speech: Sequence[Element], line: AsShotLine | None, revision: str) -> Iterator[_Made]:
    if line is None or line.kind not in {Said.CHANGED, Said.DROPPED}:
        yield from ((e, e.index) for e in speech)
        return
    said = " ".join(line.said.split())
    if line.kind is Said.DROPPED:
        words = " ".join(line.written.split())
        told_of = f'as shot: {line.name} dropped "{words}" ({evidence_text(line.evidence)})'
        yield _note(speech[0], told_of, alone=True)
        return
    told = False
    for element in speech:
        if element.kind not in {Kind.DIALOGUE, Kind.LYRICS}:
            if not told or element.kind is not Kind.PARENTHETICAL:
                yield element, element.index
        elif not told:
            told = True
            yield (
                replace(
                    element, text=said, raw=said, runs=_whole(said, revision), revision=revision
                ),
                element.index,
            )
            yield _note(element, f"as shot: changed ({evidence_text(line.evidence)})")


def _addition(line: AsShotLine, speech: Sequence[Element], revision: str) -> Iterator[_Made]:
    place = speech[-1]
    said = " ".join(line.said.split())
    where = evidence_text(line.evidence)
    if line.business:
        who = f"{line.name}: " if line.name else ""
        text = f"{who}{said}"
        yield _new(Kind.ACTION, text, place, revision), None
    else:
        again = speech[0].kind is Kind.CHARACTER and speech[0].name == line.name
        name = line.name.upper()
        cue = _new(Kind.CHARACTER, f"{name} (CONT'D)" if again else name, place, revision)
        yield replace(cue, name=name, extensions=("CONT'D",) if again else ()), None
        yield _new(Kind.DIALOGUE, said, place, revision), None
    yield _note(place, f"as shot: added ({where})")


def _new(kind: Kind, text: str, place: Element, revision: str) -> Element:
    return Element(
        kind=kind,
        text=text,
        raw=text,
        line=place.line,
        end_line=place.end_line,
        runs=_whole(text, revision),
        revision=revision,
    )


def _whole(text: str, revision: str) -> tuple[Run, ...]:
    return (Run(start=0, end=len(text), revision=revision),) if text else ()


_ATTACHED: Final = -2
"""Stands in ``inside`` of a new note until its element has its index: the one before it."""


def _note(place: Element, text: str, *, alone: bool = False) -> _Made:
    """A note at the end of the element before it, or, ``alone``, standing by itself."""
    made = Element(
        kind=Kind.NOTE,
        text=text,
        raw=f"[[{text}]]",
        line=place.line,
        end_line=place.end_line,
        inside=None,
    )
    return made, None if alone else _ATTACHED


def _indexed(made: Sequence[_Made]) -> tuple[Element, ...]:
    """Elements with new indices; notes still inside what they interrupt."""
    moved: Mapping[int, int] = {
        old: n for n, (_, old) in enumerate(made) if old is not None and old >= 0
    }
    found: list[Element] = []
    for n, (element, old) in enumerate(made):
        if old == _ATTACHED:
            before = found[-1]
            found.append(replace(element, index=n, inside=n - 1, at=len(before.text)))
            continue
        inside = element.inside
        if inside is not None:
            inside = moved.get(inside)
            if inside is not None and inside < n and element.at is not None:
                element = replace(element, at=min(element.at, len(found[inside].text)))  # noqa: PLW2901
        found.append(replace(element, index=n, inside=inside))
    return tuple(found)
