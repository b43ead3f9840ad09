"""Scenes that are played at several places: found, cut into ends, and put before a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from intercut.breakdown.cast import SceneCast
from intercut.breakdown.named_in_text import NameFinder
from intercut.breakdown.parts.credits import credited
from intercut.breakdown.parts.ends import End, Story, Windows, find_ends
from intercut.breakdown.parts.marks import Mark, MarkKind, marks_of
from intercut.breakdown.parts.without_word import ask_about_call, doubt_of, one_calls
from intercut.breakdown.proposals import APPLY_FROM, Desk
from intercut.breakdown.reading import Direction, SceneRead
from intercut.domain.ids import RoleId, SceneId
from intercut.domain.scene import ProposalKind

MOST_CALLS: Final = 12
"""Marks of one scene that are asked for places; a scene of a dozen calls is no scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPart:
    """One end before it has ids: ``share_eighths`` is what of the scene is played there."""

    end: End
    on_camera: tuple[RoleId, ...]
    voices: tuple[RoleId, ...]
    lines: tuple[int, ...]
    eighths: int
    played_eighths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitScene:
    """A scene in parts. ``continued_from`` are indices of earlier scenes whose headings gave ends."""

    index: int
    parts: tuple[DraftPart, ...]
    reason: str
    confidence: int
    continued_from: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """Scenes in parts by index, and calls written as headings that alternate (indices each).

    ``kept_together`` are those calls a person said yes to: each end's scenes belong together.
    """

    scenes: dict[int, SplitScene]
    calls: tuple[tuple[int, ...], ...] = ()
    kept_together: tuple[tuple[int, ...], ...] = ()


def split_scenes(
    scenes: Sequence[SceneRead],
    casts: Sequence[SceneCast],
    ids: Sequence[SceneId],
    eighths: Sequence[int],
    finder: NameFinder,
    desk: Desk,
) -> Splits:
    """The scenes to be shot in parts; questions about them go to the desk."""
    story = Story(scenes=scenes, casts=casts, finder=finder)
    marks = [marks_of(s) for s in scenes]
    found: dict[int, SplitScene] = {}
    for i, scene in enumerate(scenes):
        if scene.text.heading.omitted:
            continue
        opening = _opening(marks[i])
        if opening is None:
            if i not in found and (doubt := doubt_of(story, i)):
                split = _split(story, i, doubt.mark, 0, (), eighths[i], came_from=None)
                if doubt.ask(split.reason, ids[i], desk):
                    found[i] = split
            continue
        at, first = i, opening.offset
        if opening.offset and not _plays_on(scene, opening):
            # The mark closes the scene: what follows under the next heading is cut to and fro.
            after = _next(story, i)
            if after is None or not _is_played_at_both(story, i, after):
                continue
            at, first = after, 0
        if at in found:
            continue
        split = _split(
            story, at, opening, first, marks[at], eighths[at], came_from=i if at != i else None
        )
        if _ask_parts(split, opening, ids[at], desk):
            found[at] = split
            _ask_end(marks[at], scenes[at], ids[at], desk)
    calls = one_calls(story, found)
    return Splits(
        scenes=found,
        calls=tuple(calls),
        kept_together=tuple(c for c in calls if ask_about_call(story, c, ids, desk)),
    )


def _next(story: Story, index: int) -> int | None:
    after = index + 1
    if after < len(story.scenes) and story.scenes[after].script is story.scenes[index].script:
        return None if story.scenes[after].text.heading.omitted else after
    return None


def _openings(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that surely open the cutting to and fro."""
    closing = {MarkKind.END, MarkKind.HANG_UP}
    return [m for m in marks if m.kind not in closing and m.confidence >= APPLY_FROM]


def _opening(marks: Sequence[Mark]) -> Mark | None:
    """The first mark that surely opens it; else the first that may."""
    sure = _openings(marks)
    rest = (m for m in marks if m.kind not in {MarkKind.END, MarkKind.HANG_UP})
    return next(iter(sure), next(rest, None))


def _plays_on(scene: SceneRead, mark: Mark) -> bool:
    """Whether anything is played behind the mark under the same heading."""
    return any(
        i.offset > mark.offset and not (isinstance(i, Direction) and i.is_transition)
        for i in scene.items
    )


def _is_played_at_both(story: Story, index: int, after: int) -> bool:
    """Whether the scene after a closing `INTERCUT WITH:` holds lines of both places."""
    if story.scenes[index].heading.heading.set_name == story.scenes[after].heading.heading.set_name:
        return False
    here = set(story.casts[index].seen())
    cast = story.casts[after]
    speakers = [r for r, e in cast.roles.items() if e.lines]
    return any(r in here for r in speakers)


def _split(
    story: Story,
    index: int,
    mark: Mark,
    first: int,
    marks: Sequence[Mark],
    eighths: int,
    *,
    came_from: int | None,
) -> SplitScene:
    scene, cast = story.scenes[index], story.casts[index]
    windows = _windows(marks, first, scene)
    opening = (
        [mark, *(m for m in _openings(marks) if m.offset > mark.offset)][:MOST_CALLS]
        if came_from is None
        else [_without_place(mark, story, index)]
    )
    ends = find_ends(story, index, opening, windows)
    speakers = {r for r, e in cast.roles.items() if e.lines}
    lines: list[list[int]] = []
    for end in ends:
        own = sorted({at for r in end.roles if r in speakers for at in cast.roles[r].lines})
        lines.append(own)
    # A voice that is at no end (a narrator) is played nowhere; its lines stay with the scene.
    shares = credited(eighths, [len(x) for x in lines])
    cues = max(1, sum(len(x) for x in lines))
    parts: list[DraftPart] = []
    for n, (end, own, credit) in enumerate(zip(ends, lines, shares, strict=True)):
        others = [r for k, e in enumerate(ends) if k != n for r in e.roles if r in speakers]
        played = eighths
        if n:
            # The other end plays the conversation only, not what this scene has before and after.
            during = sum(1 for x in lines for at in x if at in windows or at in own)
            played = (
                max(1, -(-eighths * during // cues)) if during else min(eighths, max(1, credit))
            )
        parts.append(
            DraftPart(
                end=end,
                on_camera=tuple(dict.fromkeys(end.roles)),
                voices=tuple(dict.fromkeys(r for r in others if r not in end.roles)),
                lines=tuple(own),
                eighths=credit,
                played_eighths=played,
            )
        )
    sure = min(mark.confidence, *(e.confidence for e in ends))
    where = "; ".join(
        f"{e.heading.set_name}: {', '.join(e.roles) or 'nobody named'} ({e.reason})" for e in ends
    )
    return SplitScene(
        index=index,
        parts=tuple(parts),
        reason=f"`{mark.quote}` ({scene_label(scene)}). {where}",
        confidence=sure,
        continued_from=_continued(story, index, ends),
    )


def scene_label(scene: SceneRead) -> str:
    """Where a scene stands, for a reason."""
    return f"line {scene.line}"


def _without_place(mark: Mark, story: Story, index: int) -> Mark:
    """A mark of the scene before: the place it names may be this scene's own."""
    return (
        Mark(
            kind=mark.kind,
            offset=0,
            quote=mark.quote,
            rest=mark.rest,
            headings=tuple(
                h
                for h in mark.headings
                if h.set_name != story.scenes[index].heading.heading.set_name
            ),
            in_sentence=mark.in_sentence,
            confidence=mark.confidence,
        )
        if mark.headings or mark.rest
        else Mark(kind=mark.kind, offset=1, quote=mark.quote, confidence=mark.confidence)
    )


def _windows(marks: Sequence[Mark], first: int, scene: SceneRead) -> Windows:
    """Where it is cut to and fro: from each opening mark to the next closing one, or the end."""
    spans: list[tuple[int, int]] = []
    start: int | None = first if first == 0 else None
    for mark in marks:
        if mark.kind is MarkKind.END and start is not None:
            spans.append((start, mark.offset))
            start = None
        elif mark.kind not in {MarkKind.END, MarkKind.HANG_UP} and start is None:
            start = mark.offset
    if start is not None:
        spans.append((start, len(scene.text.elements) + 1))
    return Windows(spans=tuple(spans))


def _continued(story: Story, index: int, ends: Sequence[End]) -> tuple[int, ...]:
    """Earlier scenes that run straight into this one at an end's place, nearest first."""
    sets = {e.heading.set_name for e in ends}
    # An INTERCUT heading stands at no place of its own: all its ends come from earlier ones.
    others = ends if ends[0].scene is not None else ends[1:]
    found: list[int] = []
    for i in story.back_from(index, 3):
        here = story.scenes[i].heading.heading
        if here.set_name not in sets:
            break
        end = next((e for e in others if e.heading.set_name == here.set_name), None)
        if end and here.light is end.heading.light:
            found.append(i)
            if len(found) == len(others):
                break
    return tuple(found)


def _ask_parts(split: SplitScene, mark: Mark, scene_id: SceneId, desk: Desk) -> bool:
    people = [", ".join(p.on_camera) or "nobody named" for p in split.parts]
    places = [p.end.heading.set_name for p in split.parts]
    ends = "; ".join(f"{who} at {place}" for who, place in zip(people, places, strict=True))
    anybody_far = any(p.on_camera for p in split.parts[1:])
    confidence = split.confidence if anybody_far else min(split.confidence, 30)
    return desk.ask(
        ProposalKind.PARTS,
        f"Shot in {len(split.parts)} parts: {ends}.",
        reason=split.reason,
        confidence=confidence,
        scene=scene_id,
        subjects=tuple(places),
        words=mark.quote,
        by_words=True,
        # Both open: an intercut whose far place nobody names is split all the same.
        applied=mark.confidence >= APPLY_FROM and (anybody_far or bool(mark.headings)),
    )


def _ask_end(marks: Sequence[Mark], scene: SceneRead, scene_id: SceneId, desk: Desk) -> None:
    """Where the cutting to and fro stops, when speech goes on after the call seems over."""
    if any(m.kind is MarkKind.END for m in marks):
        return
    last = next((m for m in reversed(marks) if m.kind is MarkKind.HANG_UP), None)
    if last is None or not any(s.offset > last.offset for s in scene.speeches):
        return
    desk.ask(
        ProposalKind.PARTS_END,
        "The call seems to end before the scene does; the lines after it belong to the scene's own place.",
        reason=f'"{last.quote}"',
        confidence=last.confidence,
        scene=scene_id,
        words=last.quote,
        applied=False,
    )
