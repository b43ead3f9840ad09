"""A new draft laid onto the old one: which scene is which, what changed, came and went."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

from intercut.script.numbers import inserted_numbers, plain_number
from intercut.script.screenplay import Kind, SceneText

NUMBER_WEIGHT: Final = 0.6
"""How much an equal scene number adds to a likeness of 0 to 1 (our assumption)."""

LEAST_LIKENESS: Final = 0.6
"""Below this two scenes without a number in common are two scenes (our assumption)."""

HEADING_SHARE: Final = 0.35
"""Share of the heading in the likeness of two scenes (our assumption)."""

_UNREAD: Final = frozenset({Kind.NOTE, Kind.BONEYARD, Kind.SYNOPSIS, Kind.SECTION})


class Fate(StrEnum):
    """What became of a scene."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenePair:
    """A scene found in both drafts.

    ``old`` and ``new`` are positions in the two tuples. ``number`` is the number it goes on with:
    the old one, numbers being locked. ``fate`` is moved when its place among the others changed,
    else changed when its words did; ``has_changed`` tells the latter in any case. ``likeness``
    is 0 to 1.
    """

    old: int
    new: int
    number: str
    fate: Fate
    has_changed: bool
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedScene:
    """A scene that only the new draft has; ``number`` is its own, or the one proposed."""

    new: int
    number: str
    is_proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Two drafts laid onto each other.

    ``pairs`` and ``added`` are in the order of the new draft, ``omitted`` (positions in the old
    draft) in the order of the old. ``is_renumbered`` tells that the new draft counts its scenes
    anew, so that its numbers say nothing.
    """

    pairs: tuple[ScenePair, ...]
    added: tuple[AddedScene, ...]
    omitted: tuple[int, ...]
    is_renumbered: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A scene's words for comparing: heading and body apart."""

    heading: tuple[str, ...]
    body: tuple[str, ...]


def match_scenes(old: tuple[SceneText, ...], new: tuple[SceneText, ...]) -> Matching:
    """The scenes of a new draft on those of the old one.

    Word for word equal scenes belong together, whatever their numbers; then those with an equal
    number, unless another scene is more alike; then those that are alike enough. The same two
    drafts always give the same answer.
    """
    was = [_words_of(s) for s in old]
    now = [_words_of(s) for s in new]
    found = _equal(old, new, was, now)
    is_renumbered = _is_renumbered(old, new, found)
    likeness = dict.fromkeys(found.items(), 1.0)
    if not is_renumbered:
        for o, n, alike in _sure_by_number(old, new, was, now, found):
            found[o] = n
            likeness[o, n] = alike
    taken = set(found.values())
    for alike, o, n in _candidates(old, new, was, now, found, is_renumbered=is_renumbered):
        if n not in taken and o not in found:
            found[o] = n
            taken.add(n)
            likeness[o, n] = alike
    gone = {
        o for o, n in found.items() if new[n].heading.omitted and not old[o].heading.omitted
    } | (set(range(len(old))) - found.keys())
    pairs = sorted((n, o) for o, n in found.items() if o not in gone)
    in_place = _longest_rising([o for _, o in pairs])
    numbers = _numbers(old, new, found, is_renumbered=is_renumbered)
    return Matching(
        pairs=tuple(
            ScenePair(
                old=o,
                new=n,
                number=old[o].number or numbers.get(n, ("", False))[0],
                fate=_fate(is_moved=o not in in_place, has_changed=was[o] != now[n]),
                has_changed=was[o] != now[n],
                likeness=round(likeness[o, n], 4),
            )
            for n, o in pairs
        ),
        added=tuple(
            AddedScene(new=n, number=numbers[n][0], is_proposed=numbers[n][1])
            for n in range(len(new))
            if n not in taken
        ),
        omitted=tuple(sorted(gone)),
        is_renumbered=is_renumbered,
    )


def _fate(*, is_moved: bool, has_changed: bool) -> Fate:
    if is_moved:
        return Fate.MOVED
    return Fate.CHANGED if has_changed else Fate.KEPT


def _words_of(scene: SceneText) -> _Words:
    body: list[str] = []
    for element in scene.elements[1:]:
        if element.kind not in _UNREAD:
            body += element.text.casefold().split()
    return _Words(tuple(scene.heading.text.casefold().split()), tuple(body))


def _equal(
    old: tuple[SceneText, ...],
    new: tuple[SceneText, ...],
    was: list[_Words],
    now: list[_Words],
) -> dict[int, int]:
    """Scenes that are word for word the same; of several equal ones those with equal numbers."""
    olds: defaultdict[_Words, list[int]] = defaultdict(list)
    news: defaultdict[_Words, list[int]] = defaultdict(list)
    for o, words in enumerate(was):
        olds[words].append(o)
    for n, words in enumerate(now):
        news[words].append(n)
    found: dict[int, int] = {}
    for words, left in olds.items():
        right = news.get(words, [])
        # An omitted scene has no words of its own: only its number tells it from the next one.
        bare = not words.body
        by_number = {plain_number(new[n].number): n for n in reversed(right) if new[n].number}
        rest = []
        for o in left:
            number = plain_number(old[o].number)
            if number in by_number:
                found[o] = by_number.pop(number)
            else:
                rest.append(o)
        if bare and (len(left) > 1 or len(right) > 1):
            continue
        taken = set(found.values())
        found.update(zip(rest, [n for n in right if n not in taken], strict=False))
    return found


def _is_renumbered(
    old: tuple[SceneText, ...], new: tuple[SceneText, ...], found: dict[int, int]
) -> bool:
    """Whether most scenes that stayed the same have another number than before."""
    both = [(old[o].number, new[n].number) for o, n in found.items()]
    numbered = [(a, b) for a, b in both if a and b]
    other = sum(plain_number(a) != plain_number(b) for a, b in numbered)
    # One scene alone may have been moved and renumbered by hand.
    return other >= 2 and 2 * other > len(numbered)


def _sure_by_number(
    old: tuple[SceneText, ...],
    new: tuple[SceneText, ...],
    was: list[_Words],
    now: list[_Words],
    found: dict[int, int],
) -> list[tuple[int, int, float]]:
    """Scenes with a number in common that are so alike that no other scene can be more so."""
    taken = set(found.values())
    olds: defaultdict[str, list[int]] = defaultdict(list)
    news: defaultdict[str, list[int]] = defaultdict(list)
    for o, scene in enumerate(old):
        if scene.number and o not in found:
            olds[plain_number(scene.number)].append(o)
    for n, scene in enumerate(new):
        if scene.number and n not in taken:
            news[plain_number(scene.number)].append(n)
    sure = []
    for number, left in olds.items():
        right = news.get(number, [])
        if len(left) == len(right) == 1:
            alike = _likeness(was[left[0]], now[right[0]], 0.0)
            if alike + NUMBER_WEIGHT > 1:
                sure.append((left[0], right[0], alike))
    return sure


def _candidates(
    old: tuple[SceneText, ...],
    new: tuple[SceneText, ...],
    was: list[_Words],
    now: list[_Words],
    found: dict[int, int],
    *,
    is_renumbered: bool,
) -> Iterable[tuple[float, int, int]]:
    """Pairs that may belong together with their likeness, the best first."""
    taken = set(found.values())
    free = [n for n in range(len(new)) if n not in taken]
    rated: list[tuple[float, int, int, int, float]] = []
    for o in range(len(old)):
        if o in found:
            continue
        for n in free:
            has_number = (
                not is_renumbered
                and bool(old[o].number)
                and plain_number(old[o].number) == plain_number(new[n].number)
            )
            alike = _likeness(was[o], now[n], 0.0 if has_number else LEAST_LIKENESS)
            if has_number or alike >= LEAST_LIKENESS:
                score = alike + NUMBER_WEIGHT * has_number
                rated.append((-round(score, 9), abs(o - n), o, n, alike))
    rated.sort()
    return ((alike, o, n) for _, _, o, n, alike in rated)


def _likeness(one: _Words, other: _Words, least: float) -> float:
    """Likeness of two scenes, 0 to 1; 0 as soon as it cannot reach ``least``."""
    heading = Indel.normalized_similarity(one.heading, other.heading)
    if not one.body and not other.body:
        return float(heading)
    longest = max(len(one.body), len(other.body))
    # Equal words can be no more than the shorter scene has.
    most = 2 * min(len(one.body), len(other.body)) / (len(one.body) + len(other.body))
    if HEADING_SHARE * heading + (1 - HEADING_SHARE) * most < least:
        return 0.0
    body = Indel.normalized_similarity(one.body, other.body)
    share = HEADING_SHARE if longest >= 8 else 0.5
    return float(share * heading + (1 - share) * body)


def _longest_rising(values: list[int]) -> set[int]:
    """Values of one longest rising run through a list of different values."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for i, value in enumerate(values):
        place = bisect_left(ends, value)
        before.append(at_end[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            at_end.append(i)
        else:
            ends[place] = value
            at_end[place] = i
    kept: set[int] = set()
    i = at_end[-1] if at_end else -1
    while i >= 0:
        kept.add(values[i])
        i = before[i]
    return kept


def _numbers(
    old: tuple[SceneText, ...],
    new: tuple[SceneText, ...],
    found: dict[int, int],
    *,
    is_renumbered: bool,
) -> dict[int, tuple[str, bool]]:
    """Number of each scene of the new draft, and whether it is our proposal."""
    old_of = {n: o for o, n in found.items()}
    taken = {plain_number(s.number) for s in old if s.number}
    if not taken:
        return {n: (s.number, False) for n, s in enumerate(new)}
    numbers: dict[int, tuple[str, bool]] = {}
    for n, scene in enumerate(new):
        if n in old_of and old[old_of[n]].number:
            numbers[n] = (old[old_of[n]].number, False)
        elif scene.number and not is_renumbered and plain_number(scene.number) not in taken:
            numbers[n] = (scene.number, False)
            taken.add(plain_number(scene.number))
    before = ""
    for n in range(len(new)):
        if n in numbers:
            before = numbers[n][0]
            continue
        after = next((numbers[m][0] for m in range(n + 1, len(new)) if m in numbers), "")
        proposals = inserted_numbers(before, after, taken)
        number = proposals[0] if proposals else ""
        numbers[n] = (number, bool(number))
        taken.add(plain_number(number))
        before = number or before
    return numbers
