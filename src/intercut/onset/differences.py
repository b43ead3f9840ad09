"""One line as written beside the same line as heard, word by word."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.spoken import WordChange
from intercut.onset.following import alike
from intercut.onset.words import FILLERS, Block, Token, compared, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The stretches in order. ``real`` are the lengths in words of those that differ truly,
    ``doubtful`` counts words that a recogniser may have misheard or a speaker stumbled over."""

    changes: tuple[WordChange, ...]
    real: tuple[int, ...]
    doubtful: int
    words: int

    @property
    def as_written(self) -> bool:
        """Whether nothing truly differs."""
        return not self.real


def differences(written: str, said: str) -> Differences:
    """What was said otherwise than written; spelling, punctuation and contractions aside."""
    mine = tokens(written)
    spare = FILLERS - {t.key for t in mine}
    theirs = [t for t in tokens(said) if t.key not in spare]
    blocks = compared([t.key for t in mine], [t.key for t in theirs])
    blocks = _together(blocks)
    pieces: list[tuple[bool, int, int, int, int]] = []
    real: list[int] = []
    doubtful = 0
    for tag, w0, w1, t0, t1 in blocks:
        if tag == "equal":
            pieces.append((True, w0, w1, t0, t1))
            continue
        misheard = tag == "replace" and _alike(mine[w0:w1], theirs[t0:t1])
        stumbled = tag == "insert" and _stumble(theirs, t0, t1)
        if misheard or stumbled:
            doubtful += t1 - t0
        else:
            real.append(max(w1 - w0, t1 - t0))
        pieces.append((False, w0, w1, t0, t1))
    return Differences(
        changes=_texts(written, said, mine, theirs, pieces),
        real=tuple(real),
        doubtful=doubtful,
        words=len(mine),
    )


def _together(blocks: list[Block]) -> list[Block]:
    """Blocks that differ one right after the other as one: *mag pie* for *magpie*."""
    found: list[Block] = []
    for tag, w0, w1, t0, t1 in blocks:
        if found and tag != "equal" and found[-1][0] != "equal":
            _, w, _, t, _ = found[-1]
            kind = "replace" if w1 > w and t1 > t else "insert" if t1 > t else "delete"
            found[-1] = (kind, w, w1, t, t1)
        else:
            found.append((tag, w0, w1, t0, t1))
    return found


def _alike(mine: list[Token], theirs: list[Token]) -> bool:
    if "".join(t.key for t in mine) == "".join(t.key for t in theirs):
        return True
    return len(mine) == len(theirs) and all(
        alike(a.key, b.key) for a, b in zip(mine, theirs, strict=True)
    )


def _stumble(theirs: list[Token], start: int, end: int) -> bool:
    """Whether words were only said twice in a row."""
    keys = [t.key for t in theirs[start:end]]
    size = len(keys)
    return size <= 2 and keys in (
        [t.key for t in theirs[max(0, start - size) : start]],
        [t.key for t in theirs[end : end + size]],
    )


def _texts(
    written: str,
    said: str,
    mine: list[Token],
    theirs: list[Token],
    pieces: list[tuple[bool, int, int, int, int]],
) -> tuple[WordChange, ...]:
    """The stretches as text; one that would cut through a word takes in the whole word."""
    merged: list[tuple[bool, int, int, int, int]] = []
    for same, w0, w1, t0, t1 in pieces:
        cut = merged and (
            _cut(mine, merged[-1][1], merged[-1][2], w0, w1)
            or _cut(theirs, merged[-1][3], merged[-1][4], t0, t1)
        )
        if cut or (merged and not same and not merged[-1][0]):
            _, w, _, t, _ = merged[-1]
            merged[-1] = (False, w, w1, t, t1)
        else:
            merged.append((same, w0, w1, t0, t1))
    found: list[WordChange] = []
    for same, w0, w1, t0, t1 in merged:
        as_written = _slice(written, mine, w0, w1)
        found.append(
            WordChange(
                written=as_written, said=as_written if same else _slice(said, theirs, t0, t1)
            )
        )
    return tuple(found)


def _cut(of: list[Token], start: int, end: int, next_start: int, next_end: int) -> bool:
    return start < end and next_start < next_end and of[end - 1].start == of[next_start].start


def _slice(text: str, of: list[Token], start: int, end: int) -> str:
    return text[of[start].start : of[end - 1].end] if start < end else ""
