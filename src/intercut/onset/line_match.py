"""The speeches of a scene in one draft laid onto those of another: which became which.

A speech is found again by who says it and by its words: word for word the same first, then those
alike enough, then one that was cut in two or put together out of two. What is not found is cut
or new; a speech that another person says now is another speech.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Indel

from intercut.domain.ids import LineId
from intercut.domain.spoken import ScriptLine
from intercut.onset.words import tokens

LEAST_LIKENESS: Final = 0.6
"""From that likeness of their words on (0 to 1) a speech is the other reworded; our assumption."""

LEAST_WORDS: Final = 4
"""A speech of fewer words is not found again out of its place or within another: too many are
said twice. Our assumption."""

_SAME: Final = 10_000
"""What an unchanged speech weighs against reworded ones, so that it always goes first."""

_NEIGHBOUR: Final = 30
"""What it weighs that the speech before or after is unchanged too: of equal ones, the right one."""

Keys = tuple[str, ...]
Speaker = Callable[[ScriptLine], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMatch:
    """Which speeches of a new draft each of the old one became, in the order of the new draft.

    More than one where it was cut in two; an old one that is gone is in none, a new one that
    came from nowhere is nobody's.
    """

    became: Mapping[LineId, tuple[LineId, ...]]

    def came_from(self) -> dict[LineId, tuple[LineId, ...]]:
        """The old speeches of each new one, in the order of the old draft."""
        found: defaultdict[LineId, list[LineId]] = defaultdict(list)
        for old, news in self.became.items():
            for new in news:
                found[new].append(old)
        return {new: tuple(olds) for new, olds in found.items()}


def keys_of(text: str) -> Keys:
    """The words of a text as they are compared."""
    return tuple(t.key for t in tokens(text))


def by_name(line: ScriptLine) -> object:
    """Who says a line, told by the cue."""
    return line.name.casefold()


def match_lines(
    old: Sequence[ScriptLine],
    new: Sequence[ScriptLine],
    *,
    speaker: Speaker = by_name,
    also: Mapping[LineId, Sequence[Keys]] = MappingProxyType({}),
) -> LineMatch:
    """The speeches of a scene on those it has in another draft, both in script order.

    The same two drafts always give the same answer, and a draft laid onto itself is itself.

    Parameters
    ----------
    speaker
        Who says a line; two lines belong together only where that is equal.
    also
        How lines of the old draft were said on set: a draft that writes that down has them.
    """
    was = [(speaker(n), keys_of(n.text)) for n in old]
    now = [(speaker(n), keys_of(n.text)) for n in new]
    first = 0
    while first < min(len(was), len(now)) and was[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(was), len(now)) - first and was[-1 - last] == now[-1 - last]:
        last += 1
    pairs = {n: n for n in range(first)}
    pairs |= {len(was) - 1 - n: len(now) - 1 - n for n in range(last)}
    heard = [tuple(also.get(n.id, ())) for n in old]
    middle = _aligned(was, now, heard, range(first, len(was) - last), range(first, len(now) - last))
    pairs |= middle
    unchanged = sorted((o, n) for o, n in pairs.items() if was[o] == now[n])
    pairs |= _moved(was, now, pairs)
    became = {o: [n] for o, n in pairs.items()}
    for o, n in _within(was, now, pairs, unchanged):
        became.setdefault(o, []).append(n)
    return LineMatch(
        became={old[o].id: tuple(new[n].id for n in sorted(became[o])) for o in sorted(became)}
    )


def likeness(one: Keys, other: Keys) -> float:
    """How alike two rows of words are, 0 to 1."""
    return float(Indel.normalized_similarity(one, other))


def place_in(part: Keys, whole: Keys) -> int:
    """Where a row of words stands in another in one piece, -1 when it does not."""
    size = len(part)
    return next((n for n in range(len(whole) - size + 1) if whole[n : n + size] == part), -1)


def _aligned(
    was: Sequence[tuple[object, Keys]],
    now: Sequence[tuple[object, Keys]],
    heard: Sequence[Sequence[Keys]],
    olds: range,
    news: range,
) -> dict[int, int]:
    """The best pairs that keep the order: as many unchanged ones as can be, then alike ones."""
    if not olds or not news:
        return {}
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    worth = [[0.0] * len(news) for _ in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            value = worth[i][j] = _worth(was, now, heard, olds[i], news[j])
            best[i][j] = max(
                best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + value if value else 0.0
            )
    found: dict[int, int] = {}
    i = j = 0
    while i < len(olds) and j < len(news):
        if worth[i][j] and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            found[olds[i]] = news[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _worth(
    was: Sequence[tuple[object, Keys]],
    now: Sequence[tuple[object, Keys]],
    heard: Sequence[Sequence[Keys]],
    o: int,
    n: int,
) -> float:
    """What it is worth to lay two lines onto each other, 0 where they are strangers."""
    if was[o][0] != now[n][0]:
        return 0.0
    beside = sum(_at(was, o + step) == _at(now, n + step) for step in (-1, 1))
    if was[o][1] == now[n][1]:
        return _SAME + _NEIGHBOUR * beside
    alike = max(likeness(keys, now[n][1]) for keys in (was[o][1], *heard[o]))
    return 100 * alike + beside if alike >= LEAST_LIKENESS else 0.0


def _at(rows: Sequence[tuple[object, Keys]], n: int) -> tuple[object, Keys] | None:
    return rows[n] if 0 <= n < len(rows) else None


def _moved(
    was: Sequence[tuple[object, Keys]],
    now: Sequence[tuple[object, Keys]],
    pairs: Mapping[int, int],
) -> dict[int, int]:
    """Speeches that stand elsewhere in the scene, word for word, and are said only once."""
    taken = set(pairs.values())
    olds = {o: row for o, row in enumerate(was) if o not in pairs and len(row[1]) >= LEAST_WORDS}
    news = {n: row for n, row in enumerate(now) if n not in taken}
    once = _once(olds.values()) & _once(news.values())
    at = {row: n for n, row in news.items() if row in once}
    return {o: at[row] for o, row in olds.items() if row in once}


def _once(rows: Iterable[tuple[object, Keys]]) -> set[tuple[object, Keys]]:
    return {row for row, count in Counter(rows).items() if count == 1}


def _within(
    was: Sequence[tuple[object, Keys]],
    now: Sequence[tuple[object, Keys]],
    pairs: Mapping[int, int],
    unchanged: Sequence[tuple[int, int]],
) -> Iterable[tuple[int, int]]:
    """Speeches that were cut in two or put together, between the same ``unchanged`` ones."""
    same = {o: n for o, n in pairs.items() if was[o] == now[n]}
    kept = set(same.values())
    for o, (who, words) in enumerate(was):
        if o in same:
            continue
        low = max((n for p, n in unchanged if p < o), default=-1)
        high = min((n for p, n in unchanged if p > o), default=len(now))
        for n in range(low + 1, high):
            speaks, says = now[n]
            if n in kept or pairs.get(o) == n or speaks != who:
                continue
            small, large = sorted((words, says), key=len)
            if len(small) >= LEAST_WORDS and place_in(small, large) >= 0:
                yield o, n
