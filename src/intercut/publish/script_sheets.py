"""Script pages set line by line: where each page ends, and what runs down beside its lines.

Lines are broken here and not by the layout engine, so that a cue never stands alone at the foot
of a page, a speech that goes on says so, and what is drawn beside a line stays beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from intercut.script.layout import US_LETTER

PAGE_LINES: Final = 50
"""Lines of a page under the heads of its lanes, on the shorter of both papers."""

PLAIN_LINES: Final = 53
"""Lines of a page without lanes."""

BESIDE_WIDTH: Final = 44
"""Letters of a line of evidence in the margin."""

KEPT: Final = 2
"""Lines of a paragraph or a speech that stay together at the foot and at the head of a page."""

MORE: Final = "(MORE)"
CONTINUED: Final = "(CONT'D)"

_WIDTHS: Final = {
    "character": US_LETTER.cue_width,
    "parenthetical": US_LETTER.parenthetical_width,
    "dialogue": US_LETTER.dialogue_width,
    "lyrics": US_LETTER.dialogue_width,
    "transition": US_LETTER.transition_width,
}
_SPEECH: Final = frozenset({"parenthetical", "dialogue", "lyrics"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A vertical line down the script page: one set-up, its takes, what it is of. ``short`` is
    the takes as they fit over the line."""

    name: str
    takes: str
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptRow:
    """A paragraph. ``mark`` is what became of it; ``beside`` the evidence in the margin.

    ``lanes``: for each lane `on`, `off`, or "" where the set-up does not have it.
    """

    kind: str
    text: str
    number: str = ""
    mark: str = ""
    beside: str = ""
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    """What a lane has at one line: `on`, `off` or "", and whether it begins or ends there."""

    state: str = ""
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line of a page. ``kind`` is the paragraph's, "" for a blank line; ``mark`` colours it,
    ``told`` is said of it after its last word."""

    kind: str = ""
    text: str = ""
    number: str = ""
    mark: str = ""
    told: str = ""
    beside: str = ""
    lanes: tuple[LaneMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts; ``widths`` are shares of the page's width."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptSheet:
    """One scene on paper, page by page; ``facing`` is the log that faces it."""

    title: str
    pages: tuple[tuple[PrintedLine, ...], ...]
    lanes: tuple[Lane, ...] = ()
    facing: Table | None = None


@dataclass(slots=True)
class _Line:
    """A line before its page is known; ``states`` are those of the lanes."""

    line: PrintedLine
    states: tuple[str, ...] = ()


@dataclass(slots=True)
class _Block:
    """A paragraph, or a cue with all of its speech. ``name`` is the cue's, "" without one."""

    kind: str
    lines: list[_Line] = field(default_factory=list)
    name: str = ""
    states: tuple[str, ...] = ()

    @property
    def hangs(self) -> int:
        """Blank lines at its end that only evidence stands beside."""
        count = 0
        for line in reversed(self.lines):
            if line.line.kind:
                break
            count += 1
        return count


def pages_of(
    rows: Sequence[ScriptRow], *, first: int, rest: int
) -> tuple[tuple[PrintedLine, ...], ...]:
    """A scene set on pages.

    Parameters
    ----------
    first, rest
        Lines there are on the first page and on each further one, 8 or more.

    Raises
    ------
    ValueError
        When a page would be too short to keep together what belongs together.
    """
    if min(first, rest) < 8:
        msg = f"a page has 8 lines or more, not {min(first, rest)}"
        raise ValueError(msg)
    pages: list[list[_Line]] = [[]]
    room = first
    blocks = _blocks(rows)
    for n, block in enumerate(blocks):
        page = pages[-1]
        before = _before(blocks[n - 1] if n else None, page)
        follows = blocks[n + 1] if n + 1 < len(blocks) else None
        if before + _needed(block, follows) > room - len(page):
            here, block = _split(block, room - len(page) - before)  # noqa: PLW2901
            if here is not None:
                _lay(page, before, here)
            pages.append([])
            room = rest
            before = 0
        while len(block.lines) > room - before - len(pages[-1]):
            left = room - before - len(pages[-1])
            here, block = _split(block, left)  # noqa: PLW2901
            if here is None and not pages[-1]:
                here, block = _torn(block, left)  # noqa: PLW2901
            if here is not None:
                _lay(pages[-1], before, here)
            pages.append([])
            room, before = rest, 0
        _lay(pages[-1], before, block)
    return _marked(pages)


def lines_for(lanes: Sequence[Lane], texts: Iterable[str] = ()) -> tuple[int, int]:
    """Lines of script on the first page of a sheet and on the others.

    Parameters
    ----------
    texts
        What stands over the script on the first page: key points.
    """
    rest = PAGE_LINES if lanes else PLAIN_LINES
    over = sum(1 + len(t) // 110 for t in texts)
    legend = sum(1 + max(len(lane.takes) // 32, len(lane.text) // 48) for lane in lanes)
    taken = (over + 2 if over else 0) + (legend if lanes else 0)
    return max(8, rest - taken), rest


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text at ``width`` letters, at least one; letters of double width count two."""
    found: list[str] = []
    for part in text.split("\n"):
        line, used = "", 0
        for word in part.split():
            piece = word
            while _columns(piece) > width:
                if line:
                    found.append(line)
                    line, used = "", 0
                cut = next(n for n in range(1, len(piece) + 1) if _columns(piece[: n + 1]) > width)
                found.append(piece[:cut])
                piece = piece[cut:]
            letters = _columns(piece)
            if line and used + 1 + letters > width:
                found.append(line)
                line, used = "", 0
            line, used = (f"{line} {piece}", used + 1 + letters) if line else (piece, letters)
        found.append(line)
    return found or [""]


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _blocks(rows: Sequence[ScriptRow]) -> list[_Block]:
    found: list[_Block] = []
    for row in rows:
        speech = row.kind in _SPEECH and bool(found) and bool(found[-1].name)
        if not speech:
            name = row.text if row.kind == "character" else ""
            found.append(_Block(kind=row.kind, name=name, states=row.lanes))
        found[-1].lines += _lines(row)
    return found


def _lines(row: ScriptRow) -> list[_Line]:
    texts = wrapped(row.text, _WIDTHS.get(row.kind, US_LETTER.action_width))
    evidence = wrapped(row.beside, BESIDE_WIDTH) if row.beside else []
    told = row.mark if row.kind != "character" else ""
    made: list[_Line] = []
    for n in range(max(len(texts), len(evidence))):
        printed = n < len(texts)
        line = PrintedLine(
            kind=row.kind if printed else "",
            text=texts[n] if printed else "",
            number=row.number if n == 0 else "",
            mark=row.mark if printed else "",
            told=told if n == len(texts) - 1 else "",
            beside=evidence[n] if n < len(evidence) else "",
        )
        made.append(_Line(line, row.lanes))
    return made


def _before(last: _Block | None, page: Sequence[_Line]) -> int:
    """Blank lines over a block: one, unless it begins a page or evidence left one."""
    if last is None or not page:
        return 0
    return max(0, 1 - last.hangs)


def _needed(block: _Block, follows: _Block | None) -> int:
    """Lines a block takes with what must not part from it."""
    needed = len(block.lines)
    if block.kind in {"heading", "shot"} and follows is not None:
        needed += 1 + min(len(follows.lines), KEPT + bool(follows.name))
    return needed


def _split(block: _Block, room: int) -> tuple[_Block | None, _Block]:
    """What of a block stays on a page with so much room, and what goes over; None for nothing."""
    if block.kind in {"heading", "shot"}:
        return None, block
    kinds = [line.line.kind for line in block.lines]
    words = {"dialogue", "lyrics"} if block.name else {block.kind}
    most = min(room - bool(block.name), len(kinds) - 1)
    for n in range(most, 0, -1):
        enough = (
            sum(k in words for k in kinds[:n]) >= KEPT
            and sum(k in words for k in kinds[n:]) >= KEPT
        )
        if enough and kinds[n - 1] in words and kinds[n]:
            return _cut(block, n)
    return None, block


def _torn(block: _Block, room: int) -> tuple[_Block, _Block]:
    """A block without any good place to part, longer than a page."""
    return _cut(block, min(room - bool(block.name), len(block.lines) - 1))


def _cut(block: _Block, n: int) -> tuple[_Block, _Block]:
    here = replace(block, lines=block.lines[:n])
    over = replace(block, lines=block.lines[n:])
    if block.name:
        states = block.states
        mark = block.lines[0].line.mark
        name = block.name
        if CONTINUED not in name.upper().replace("’", "'"):
            name = f"{name} {CONTINUED}"
        here.lines = [
            *here.lines,
            _Line(PrintedLine(kind="character", text=MORE, mark=mark), states),
        ]
        over.lines = [
            _Line(PrintedLine(kind="character", text=name, mark=mark), states),
            *over.lines,
        ]
    return here, over


def _lay(page: list[_Line], before: int, block: _Block) -> None:
    if before and page:
        last, states = page[-1].states, block.states
        # A lane goes on through a blank line where it has what stands over and under it.
        through = tuple(was if was and now else "" for was, now in zip(last, states, strict=False))
        page += [_Line(PrintedLine(), through) for _ in range(before)]
    page += block.lines


def _marked(pages: Sequence[Sequence[_Line]]) -> tuple[tuple[PrintedLine, ...], ...]:
    """The pages with each lane's beginning and end, which no page break makes."""
    every = [line for page in pages for line in page]
    marked: list[PrintedLine] = []
    for n, line in enumerate(every):
        before = every[n - 1].states if n else ()
        after = every[n + 1].states if n + 1 < len(every) else ()
        lanes = tuple(
            LaneMark(
                state=state,
                begins=bool(state) and not (before and before[k]),
                ends=bool(state) and not (after and after[k]),
            )
            for k, state in enumerate(line.states)
        )
        marked.append(replace(line.line, lanes=lanes))
    made: list[tuple[PrintedLine, ...]] = []
    at = 0
    for page in pages:
        made.append(tuple(marked[at : at + len(page)]))
        at += len(page)
    return tuple(made)
