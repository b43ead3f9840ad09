"""A board and a day on a terminal: one line a strip, in its colour, the words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from intercut.actions.showing import ShownBoard, ShownDay
from intercut.actions.words import pages_text
from intercut.cli.draw.strip_colours import DAY_BREAK, STYLES, TWILIGHT
from intercut.publish.day_paper import Day, Row
from intercut.publish.documents import BoardPaper

_TONES: Final = {
    "int day": STYLES[False, False],
    "ext day": STYLES[True, False],
    "int night": STYLES[False, True],
    "ext night": STYLES[True, True],
    "dawn": TWILIGHT,
    "dusk": TWILIGHT,
}
_BANNER: Final = "italic"
_IDLE: Final = "dim italic"
_LEAST: Final = 12
"""Columns a cell keeps however narrow the terminal is."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column. ``share`` is its part of the room that is left; 0: as wide as it needs."""

    heading: str
    right: bool = False
    coloured: bool = False
    share: int = 0


_CLOCK: Final = (_Column("start"), _Column("end"))
_STRIP: Final = (
    _Column("scene"),
    _Column("int/ext, light", coloured=True),
    _Column("set", coloured=True, share=4),
    _Column("pages", right=True),
    _Column("min", right=True),
    _Column("cast", share=2),
    _Column("place", share=2),
    _Column("synopsis", share=4),
)


def board_lines(shown: ShownBoard, width: int | None) -> Iterator[Text]:
    """Every strip in shooting order; a day break comes after its strips.

    Parameters
    ----------
    width
        Columns of the terminal; None: as wide as the longest words.
    """
    paper = shown.paper
    rows = [r for d in paper.days for r in d.rows if not r.banner] + list(paper.boneyard)
    widths = _widths(_STRIP, [_cells(r) for r in rows], width)
    yield _headings(_STRIP, widths)
    for day in paper.days:
        for words in day.before:
            yield Text(f"      {words}", style=_IDLE)
        for row in day.rows:
            yield _line(row, _STRIP, widths)
            yield from _notes(row)
        yield _across(_day_break(day, paper), DAY_BREAK, sum(widths) + len(widths) - 1)
    if paper.boneyard:
        yield Text("BONEYARD: not scheduled", style="bold red")
        for row in paper.boneyard:
            yield _line(row, _STRIP, widths)
            yield from _notes(row)


def _notes(row: Row) -> Iterator[Text]:
    """What is owed and what to match, each under its strip."""
    yield from (Text(f"      {note}", style="bold") for note in row.notes)


def cast_line(paper: BoardPaper) -> Text:
    """What the numbers mean: `1 CLARA (Maeve Linden), 2 SABINE ...`."""
    return Text("cast: ", style="bold").append(
        ", ".join(
            f"{k.number} {k.role}" + (f" ({k.performer})" if k.performer else "")
            for k in paper.cast
        ),
        style="not bold",
    )


def day_lines(shown: ShownDay, width: int | None) -> Iterator[Text]:
    """The strips of a day by the clock."""
    columns = (*_CLOCK, *_STRIP)
    rows = [(row.start, row.end, *_cells(row)) for row in shown.day.rows if not row.banner]
    widths = _widths(columns, rows, width)
    yield _headings(columns, widths)
    for row in shown.day.rows:
        yield _line(row, columns, widths)
        yield from _notes(row)


def calls_table(shown: ShownDay) -> Table:
    """Who is called when, for what."""
    calls = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("called", "call", "wrap", "strips"):
        calls.add_column(heading, no_wrap=heading != "strips")
    for call in shown.calls:
        calls.add_row(call.name, call.call, call.wrap, ", ".join(call.strips))
    return calls


def day_heading(day: Day) -> Text:
    """`Day 3, Wed 6 Jan 2027, main unit: call 07:00, wrap 18:15, 4 3/8 pages`."""
    over = f", {day.overtime} overtime" if day.overtime else ""
    return Text(
        f"Day {day.number}, {day.day}, {day.unit} unit, {day.light}: call {day.call}, "
        f"wrap {day.wrap}, {pages_text(day.eighths)}{over}",
        style="bold",
    )


def _day_break(day: Day, paper: BoardPaper) -> str:
    unit = f" {day.unit} unit" if paper.several_units else ""
    over = f", {day.overtime} overtime" if day.overtime else ""
    return (
        f"END OF DAY {day.number}{unit}, {day.day}: {day.call} to {day.wrap}, "
        f"{pages_text(day.eighths)}, {day.light}{over}"
    )


def _cells(row: Row) -> tuple[str, ...]:
    label = f"{row.label}: {row.set}" if row.label else row.set
    words = f"{row.int_ext} {row.light}".strip()
    return (
        row.number, words, label, row.pages, str(row.minutes), row.cast, row.place, row.synopsis,
    )  # fmt: skip


def _widths(
    columns: Sequence[_Column], rows: Sequence[Sequence[str]], width: int | None
) -> tuple[int, ...]:
    """Columns of each cell. Too little room is taken from those with a share, by their share."""
    needed = [
        max([cell_len(c.heading), *(cell_len(row[n]) for row in rows)])
        for n, c in enumerate(columns)
    ]
    if width is None:
        return tuple(needed)
    too_much = sum(needed) + len(columns) - 1 - width
    shares = {n: c.share for n, c in enumerate(columns) if c.share}
    while too_much > 0 and shares:
        n = max(shares, key=lambda n: needed[n] / shares[n])
        if needed[n] <= _LEAST:
            del shares[n]
            continue
        needed[n] -= 1
        too_much -= 1
    return tuple(needed)


def _headings(columns: Sequence[_Column], widths: Sequence[int]) -> Text:
    return Text(
        " ".join(_cut(c.heading, w, right=c.right) for c, w in zip(columns, widths, strict=True)),
        style="bold",
        no_wrap=True,
    )


def _line(row: Row, columns: Sequence[_Column], widths: Sequence[int]) -> Text:
    if row.banner:
        return Text(f"      {row.banner}", style=_BANNER, no_wrap=True)
    style = _TONES[row.tone]
    cells = _cells(row)
    if len(columns) > len(cells):
        cells = (row.start, row.end, *cells)
    line = Text(no_wrap=True)
    for n, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        if n:
            line.append(" ", style=style if column.coloured and columns[n - 1].coloured else "")
        line.append(_cut(cell, width, right=column.right), style=style if column.coloured else "")
    return line


def _cut(text: str, width: int, *, right: bool = False) -> str:
    """Text in exactly so many columns of a terminal, with an ellipsis where it does not fit."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


def _across(words: str, style: str, width: int) -> Text:
    return Text(set_cell_size(words, max(width, cell_len(words))), style=style, no_wrap=True)
