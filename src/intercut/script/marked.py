"""Text with emphasis written back as Fountain: marks where they are needed, letters kept letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from intercut.script.emphasis import plain, runs_of
from intercut.script.screenplay import Emphasis, Run

# From the outside in: an underline stands around stars, so that both keep their neighbours.
_MARKS = ((Emphasis.UNDERLINE, "_"), (Emphasis.BOLD, "**"), (Emphasis.ITALIC, "*"))

Insert = tuple[int, str]


def marked_lines(text: str, runs: Sequence[Run] = (), inserts: Sequence[Insert] = ()) -> list[str]:
    """The lines of a text as Fountain writes them, with notes put in at their offsets.

    Stars, underscores and brackets that would be read as marks are escaped. Emphasis that
    Fountain cannot say (half a word underlined, crossed out ...) is left out; letters never are.
    """
    lines: list[str] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lines.append(
            _line(
                line,
                [_clipped(r, start, end) for r in runs if r.start < end and r.end > start],
                [(at - start, note) for at, note in inserts if start <= at <= end],
            )
        )
        start = end + 1
    return lines


def _clipped(run: Run, start: int, end: int) -> Run:
    return Run(
        start=max(run.start, start) - start, end=min(run.end, end) - start, emphasis=run.emphasis
    )


def _line(line: str, runs: list[Run], inserts: list[Insert]) -> str:
    plainly = not runs and not any(c in line for c in "*_[\\")
    if plainly and not inserts:
        return line
    places = dict(_placed(line, inserts))
    if plainly:
        return _written(line, {}, places, escape=False)
    for styles in (_MARKS, _MARKS[1:], ()):
        spans = {s: _intervals(line, runs, s) for s, _ in styles}
        wanted = runs_of((a, b, frozenset({s})) for s, ab in spans.items() for a, b in ab)
        edges = _edges(spans)
        for escape in (False, True):
            if not escape and ("[[" in line or "/*" in line):
                continue
            candidate = _written(line, edges, {}, escape=escape)
            text, found, _ = plain(candidate)
            if text == line and runs_of(found) == wanted:
                return _written(line, edges, places, escape=escape)
    return _written(line, {}, places, escape=True)


def _intervals(line: str, runs: list[Run], style: Emphasis) -> list[tuple[int, int]]:
    """Stretches of one style, neighbours joined, blanks at their ends left out."""
    joined: list[tuple[int, int]] = []
    for run in runs:
        if style not in run.emphasis:
            continue
        if joined and joined[-1][1] == run.start:
            joined[-1] = (joined[-1][0], run.end)
        else:
            joined.append((run.start, run.end))
    trimmed = []
    for a, b in joined:
        inner = line[a:b]
        start = a + len(inner) - len(inner.lstrip())
        end = a + len(inner.rstrip())
        if start < end:
            trimmed.append((start, end))
    return trimmed


def _edges(spans: dict[Emphasis, list[tuple[int, int]]]) -> dict[int, tuple[str, str]]:
    """Marks that close and open at each offset, nested as far as they can be."""
    marks = dict(_MARKS)
    closing: dict[int, list[tuple[int, str]]] = {}
    opening: dict[int, list[tuple[int, str]]] = {}
    for style, intervals in spans.items():
        for a, b in intervals:
            opening.setdefault(a, []).append((b, marks[style]))
            closing.setdefault(b, []).append((a, marks[style]))
    order = [m for _, m in _MARKS]
    edges: dict[int, tuple[str, str]] = {}
    for at in opening.keys() | closing.keys():
        # What was opened last is closed first; what is closed last is opened first.
        close = sorted(closing.get(at, []), key=lambda x: (-x[0], -order.index(x[1])))
        open_ = sorted(opening.get(at, []), key=lambda x: (-x[0], order.index(x[1])))
        edges[at] = ("".join(m for _, m in close), "".join(m for _, m in open_))
    return edges


def _placed(line: str, inserts: Iterable[Insert]) -> list[Insert]:
    """Inserts at offsets where their brackets are not taken for others; several at one joined."""
    placed: dict[int, str] = {}
    for at, note in inserts:
        place = min(max(at, 0), len(line))
        while place < len(line) and line[place] == "]":
            place += 1
        while place and line[place - 1] in "\\[":
            place -= 1
        placed[place] = placed.get(place, "") + note
    return sorted(placed.items())


def _written(
    line: str, edges: dict[int, tuple[str, str]], places: dict[int, str], *, escape: bool
) -> str:
    parts: list[str] = []
    slashes = 0
    for at in range(len(line) + 1):
        close, open_ = edges.get(at, ("", ""))
        parts += [close, places.get(at, ""), open_]
        if at == len(line):
            break
        letter = line[at]
        if escape and letter in "*_":
            # Backslashes in front of it are letters and stay so by being doubled.
            parts.append("\\" * (slashes + 1))
        elif escape and letter == "[" and at and line[at - 1] == "[" and not places.get(at):
            parts.append("\\")
        slashes = slashes + 1 if letter == "\\" else 0
        parts.append(letter)
    return "".join(parts)
