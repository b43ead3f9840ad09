"""Emphasis marks of one line of Fountain: the text without them, and what they set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from intercut.script.screenplay import Emphasis, Run

_MARK = re.compile(r"(?P<slashes>\\+)(?=[*_])|(?P<bracket>(?<=\[)\\(?=\[))|(?P<mark>\*+|_+)")
_STYLES: Final = {
    1: frozenset({Emphasis.ITALIC}),
    2: frozenset({Emphasis.BOLD}),
    3: frozenset({Emphasis.BOLD, Emphasis.ITALIC}),
}
UNDERLINE: Final = frozenset({Emphasis.UNDERLINE})

Span = tuple[int, int, frozenset[Emphasis]]
Gap = tuple[int, int]


class _Stars:
    """Opening stars that wait for their close, and what was closed so far."""

    def __init__(self) -> None:
        # Pairs of where a mark starts and how many of its stars are left; nearest last.
        self.open: list[tuple[int, int]] = []
        self.waiting = {1: 0, 2: 0, 3: 0}
        self.spans: list[Span] = []
        self.gone: list[tuple[int, int]] = []

    def put(self, at: int, n: int) -> None:
        """Let ``n`` stars at ``at`` wait."""
        self.open.append((at, n))
        self.waiting[n] += 1

    def close(self, at: int, n: int) -> bool:
        """Close the nearest waiting mark that fits ``n`` stars at ``at``; whether there was one."""
        if self.waiting[n]:
            self._pair(self._take(n), at, n)
            return True
        if n == 3 and self.waiting[1] and self.waiting[2]:
            first = next(left for _, left in reversed(self.open) if left != 3)
            self._pair(self._take(first), at, first)
            if self.waiting[3 - first]:
                self._pair(self._take(3 - first), at + first, 3 - first)
            return True
        if n < 3 and self.waiting[3]:
            # The inner stars of `***` open what is closed first.
            outer = self._take(3)
            self._pair(outer + 3 - n, at, n)
            self.put(outer, 3 - n)
            return True
        return False

    def _take(self, n: int) -> int:
        """Where the nearest mark of ``n`` stars starts; marks opened after it stay letters."""
        while True:
            at, left = self.open.pop()
            self.waiting[left] -= 1
            if left == n:
                return at

    def _pair(self, start: int, end: int, n: int) -> None:
        self.spans.append((start, end + n, _STYLES[n]))
        self.gone += [(start, start + n), (end, end + n)]


def plain(line: str) -> tuple[str, list[Span], list[Gap]]:
    """One line without its emphasis marks, what was marked, and where each letter stood.

    Marks follow the blank rule of Markdown: an opening mark has no blank behind it, a closing one
    none before it; underscores inside a word are letters. Marks without a partner and runs of
    more than three stars or one underscore are letters too. A backslash before a mark makes it a
    letter. Runs in time linear in the line.

    Returns
    -------
    tuple
        The text, spans ``(start, end, emphasis)`` in it, and the ranges of ``line`` that were
        taken out, in order.
    """
    if "*" not in line and "_" not in line and "[\\[" not in line:
        return line, [], []
    stars = _Stars()
    gone, spans = stars.gone, stars.spans
    bar = -1
    skip = -1
    for hit in _MARK.finditer(line):
        start, end = hit.span()
        if hit["slashes"]:
            # Pairs stand for one backslash each; an odd one makes the mark behind it a letter.
            n = end - start
            gone.append((start, start + (n + 1) // 2))
            skip = end if n % 2 else -1
            continue
        if hit["bracket"]:
            gone.append((start, end))
            continue
        if start == skip:
            start += 1
            if start == end:
                continue
        n = end - start
        opens = end < len(line) and not line[end].isspace()
        closes = start > 0 and not line[start - 1].isspace()
        if line[start] == "_":
            if n > 1:
                continue
            if bar >= 0 and closes and not (end < len(line) and line[end].isalnum()):
                spans.append((bar, end, UNDERLINE))
                gone += [(bar, bar + 1), (start, end)]
                bar = -1
            elif opens and not (start > 0 and line[start - 1].isalnum()):
                bar = start
            continue
        if n > 3:
            continue
        if not (closes and stars.close(start, n)) and opens:
            stars.put(start, n)
    return _without(line, gone, spans)


def _without(line: str, gone: list[Gap], spans: list[Span]) -> tuple[str, list[Span], list[Gap]]:
    """The line without the gaps, and the spans' offsets in what is left."""
    if not gone:
        return line, [], []
    gone.sort()
    parts: list[str] = []
    at = 0
    for start, end in gone:
        parts.append(line[at:start])
        at = end
    parts.append(line[at:])
    lost = [0]
    for start, end in gone:
        lost.append(lost[-1] + end - start)
    ends = [end for _, end in gone]
    moved: list[Span] = []
    for a, b, style in spans:
        # A span runs from its opening mark to behind its closing one, both gone.
        start = a - lost[bisect_right(ends, a)]
        stop = b - lost[bisect_right(ends, b)]
        if start < stop:
            moved.append((start, stop, style))
    return "".join(parts), moved, gone


def runs_of(spans: Iterable[Span]) -> tuple[Run, ...]:
    """Marked stretches as runs that do not overlap, in order; emphasis of overlaps is joined."""
    ordered = sorted(spans, key=lambda s: (s[0], s[1]))
    if all(a[1] < b[0] for a, b in pairwise(ordered)):
        return tuple(Run(start=a, end=b, emphasis=style) for a, b, style in ordered)
    edges = sorted({at for a, b, _ in ordered for at in (a, b)})
    runs: list[Run] = []
    alive: list[Span] = []
    coming = deque(ordered)
    for start, end in pairwise(edges):
        while coming and coming[0][0] <= start:
            alive.append(coming.popleft())
        alive = [s for s in alive if s[1] > start]
        now = frozenset().union(*(s[2] for s in alive))
        if not now:
            continue
        if runs and runs[-1].end == start and runs[-1].emphasis == now:
            runs[-1] = Run(start=runs[-1].start, end=end, emphasis=now)
        else:
            runs.append(Run(start=start, end=end, emphasis=now))
    return tuple(runs)
