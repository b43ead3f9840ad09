"""Which words of a transcript are which words of the script, restarts and additions included.

Most of a transcript goes straight along the script: a plain word alignment settles it at once.
Only where that one is in trouble (something repeated, left out, added) the costlier following of
`following` looks again, at that stretch alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from intercut.domain.spoken import ScriptLine
from intercut.onset.following import Followed, Score, Step, alike, follow
from intercut.onset.words import FILLERS, Block, Token, compared, tokens

_BREAK_WORDS = 2
"""From so many words too many or too few in a row on, the plain alignment is looked at again ..."""
_WRONG_WORDS = 3
"""... and from so many words otherwise."""
_BETWEEN_WORDS = 2
"""Places with fewer words between them are one."""
_MARGIN_WORDS = 3
"""Words looked at on either side of such a place, besides as many as it has too many."""
_LONG_WORDS = 8
"""A place with more heard words is no mere mishearing."""
_SOLID_WORDS = 4
"""So many words in a row heard as written are no chance: there a place ends."""
_PAUSES = frozenset(".?!…,;:—–-")


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """The lines as one row of words. ``starts`` is the position of each line's first word,
    ``sentences`` where sentences and phrases start."""

    lines: tuple[ScriptLine, ...]
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    sentences: tuple[int, ...]

    def line_at(self, position: int) -> int:
        """Index of the line a word stands in."""
        return bisect_right(self.starts, position) - 1

    def end(self, line: int) -> int:
        """Position after the last word of a line."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else len(self.keys)

    def starts_line(self, position: int) -> bool:
        """Whether a line starts there, or the script ends."""
        n = bisect_left(self.starts, position)
        return position == len(self.keys) or (n < len(self.starts) and self.starts[n] == position)


def written_words(lines: Sequence[ScriptLine]) -> WrittenWords:
    """The words of lines; lines without a word (a dash) are left out."""
    kept: list[ScriptLine] = []
    all_tokens: list[Token] = []
    starts: list[int] = []
    sentences: list[int] = []
    for line in lines:
        found = tokens(line.text)
        if not found:
            continue
        kept.append(line)
        starts.append(len(all_tokens))
        end = None
        for n, token in enumerate(found):
            between = "." if end is None else line.text[end : token.start]
            if not _PAUSES.isdisjoint(between) and token.start != end:
                sentences.append(len(all_tokens) + n)
            end = token.end
        all_tokens += found
    return WrittenWords(
        lines=tuple(kept),
        tokens=tuple(all_tokens),
        keys=tuple(t.key for t in all_tokens),
        starts=tuple(starts),
        sentences=tuple(sorted({*sentences, *starts})),
    )


def without_fillers(heard: Sequence[str], written: WrittenWords) -> list[int]:
    """Indices of the heard words that count: pauses filled with *um* only where it is written."""
    spare = FILLERS - set(written.keys)
    return [n for n, key in enumerate(heard) if key not in spare]


def followed_words(written: WrittenWords, heard: Sequence[str]) -> list[Followed]:
    """What each heard word is, positions counted over all lines."""
    if not written.keys:
        return [Followed(Step.ADDED, 0)] * len(heard)
    if not heard:
        return []
    blocks = compared(written.keys, heard)
    found = _plain(written, heard, blocks)
    for w0, w1, t0, t1 in _troubled(written, blocks, len(heard)):
        score = Score(
            words=written.keys[w0:w1],
            line_starts=_within(written.starts, w0, w1),
            sentence_starts=_within(written.sentences, w0, w1),
        )
        for n, step in enumerate(follow(score, heard[t0:t1])):
            found[t0 + n] = Followed(step.step, step.at + w0)
    return found


def _within(positions: Sequence[int], start: int, end: int) -> list[int]:
    return [
        p - start for p in positions[bisect_left(positions, start) : bisect_left(positions, end)]
    ]


def _plain(written: WrittenWords, heard: Sequence[str], blocks: Sequence[Block]) -> list[Followed]:
    found: list[Followed] = []
    for tag, w0, w1, t0, t1 in blocks:
        if tag == "equal":
            found += [Followed(Step.MATCH, w0 + n) for n in range(t1 - t0)]
        elif tag == "insert":
            found += [Followed(Step.EXTRA, w0)] * (t1 - t0)
        elif tag == "replace":
            for n in range(t1 - t0):
                at = min(w0 + n, w1 - 1)
                near = alike(written.keys[at], heard[t0 + n])
                found.append(Followed(Step.NEAR if near else Step.WRONG, at))
    return found


def _troubled(
    written: WrittenWords, blocks: Sequence[Block], heard: int
) -> list[tuple[int, int, int, int]]:
    """Stretches to look at again: positions in the script and in the transcript, half open."""
    solid = [b for b in blocks if b[0] == "equal" and b[2] - b[1] >= _SOLID_WORDS]
    found: list[tuple[int, int, int, int]] = []
    for w0, w1, surplus in _groups(_places(blocks)):
        # What was said twice stands in the script as far before or after as it is long.
        pad = _MARGIN_WORDS + surplus
        # Whoever goes back goes back to where a line starts.
        start = _solid_end_before(solid, written.starts[written.line_at(max(0, w0 - pad))])
        end = _solid_start_after(solid, w1 + pad, (len(written.keys), heard))
        if found and start[0] <= found[-1][1]:
            found[-1] = (
                found[-1][0],
                max(found[-1][1], end[0]),
                found[-1][2],
                max(found[-1][3], end[1]),
            )
        else:
            found.append((start[0], end[0], start[1], end[1]))
    return found


def _places(blocks: Sequence[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Where the plain alignment is in trouble: differing blocks, with those near them."""
    near: list[Block] = []
    ends: list[Block | None] = [*blocks, None]
    for block in ends:
        if block is not None and block[0] != "equal":
            near.append(block)
        elif near and (block is None or block[2] - block[1] >= _BETWEEN_WORDS):
            w0, w1, t0, t1 = near[0][1], near[-1][2], near[0][3], near[-1][4]
            surplus = max(abs((b[4] - b[3]) - (b[2] - b[1])) for b in near)
            if surplus >= _BREAK_WORDS or max(w1 - w0, t1 - t0) >= _WRONG_WORDS:
                yield w0, w1, t0, t1
            near = []


def _groups(places: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int]]:
    """Places in the script, with the words heard too many; those within each other's reach are
    one, for the plain alignment scatters what was said twice."""
    found: list[tuple[int, int, int]] = []
    last = 0
    for w0, w1, t0, t1 in places:
        # Of a long place any word may be one said twice, be it matched with another or not.
        surplus = t1 - t0 if t1 - t0 > _LONG_WORDS else max(0, (t1 - t0) - (w1 - w0))
        if found and w0 - found[-1][1] <= _MARGIN_WORDS + max(surplus, last):
            found[-1] = (found[-1][0], w1, found[-1][2] + surplus)
        else:
            found.append((w0, w1, surplus))
        last = surplus
    return found


def _solid_end_before(solid: Sequence[Block], position: int) -> tuple[int, int]:
    """The last place at or before a position that the plain alignment surely has right."""
    n = bisect_right(solid, position - _SOLID_WORDS // 2, key=lambda b: b[1]) - 1
    if n < 0:
        return 0, 0
    _, w0, w1, t0, _ = solid[n]
    at = min(position, w1 - _SOLID_WORDS // 2)
    return at, t0 + at - w0


def _solid_start_after(
    solid: Sequence[Block], position: int, end: tuple[int, int]
) -> tuple[int, int]:
    """The first place at or after a position that the plain alignment surely has right."""
    n = bisect_left(solid, position + _SOLID_WORDS // 2, key=lambda b: b[2])
    if n == len(solid):
        return end
    _, w0, _, t0, _ = solid[n]
    at = max(position, w0 + _SOLID_WORDS // 2)
    return at, t0 + at - w0
