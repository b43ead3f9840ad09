"""A board and a day on a terminal: strips in their colours, the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.table import Table
from rich.text import Text

from intercut.actions.showing import ShownBoard, ShownDay
from intercut.cli.draw.strip_colours import DAY_BREAK, STYLES, TWILIGHT
from intercut.publish.documents import BoardPaper, Day, Row

_TONES: Final = {
    "int day": STYLES[False, False],
    "ext day": STYLES[True, False],
    "int night": STYLES[False, True],
    "ext night": STYLES[True, True],
    "dawn": TWILIGHT,
    "dusk": TWILIGHT,
    "banner": "italic",
}


def board_table(shown: ShownBoard) -> Table:
    """Every strip in shooting order; a day break comes after its strips."""
    table = _strip_table(with_unit=False)
    for day in shown.paper.days:
        for words in day.before:
            _line(table, Text(words, style="dim italic"))
        for row in day.rows:
            _strip(table, row)
        _line(table, Text(f" {_day_break(day, shown.paper)} ", style=DAY_BREAK), end_section=True)
    if shown.paper.boneyard:
        _line(table, Text(" BONEYARD: not scheduled ", style="bold red"))
        for row in shown.paper.boneyard:
            _strip(table, row)
    return table


def cast_line(paper: BoardPaper) -> Text:
    """What the numbers mean: `1 CLARA (Maeve Linden), 2 SABINE ...`."""
    return Text("cast: ", style="bold").append(
        ", ".join(
            f"{k.number} {k.role}" + (f" ({k.performer})" if k.performer else "")
            for k in paper.cast
        ),
        style="not bold",
    )


def day_tables(shown: ShownDay) -> Iterator[Table]:
    """The strips of a day by the clock, then who is called when."""
    strips = _strip_table(with_unit=True)
    for row in shown.day.rows:
        _strip(strips, row, times=True)
    yield strips
    if shown.calls:
        calls = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("called", "call", "wrap", "strips"):
            calls.add_column(heading, no_wrap=heading != "strips")
        for call in shown.calls:
            calls.add_row(call.name, call.call, call.wrap, ", ".join(call.strips))
        yield calls


def day_heading(day: Day) -> Text:
    """`Day 3, Wed 6 Jan 2027, main unit: call 07:00, wrap 18:15, 4 3/8 pages`."""
    over = f", {day.overtime} overtime" if day.overtime else ""
    return Text(
        f"Day {day.number}, {day.day}, {day.unit} unit, {day.light}: call {day.call}, "
        f"wrap {day.wrap}, {day.pages} pages{over}",
        style="bold",
    )


def _day_break(day: Day, paper: BoardPaper) -> str:
    unit = f" {day.unit} unit" if paper.several_units else ""
    over = f", {day.overtime} overtime" if day.overtime else ""
    return (
        f"END OF DAY {day.number}{unit}, {day.day}: {day.call} to {day.wrap}, "
        f"{day.pages} pages, {day.light}{over}"
    )


def _strip_table(*, with_unit: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    if with_unit:
        table.add_column("start", no_wrap=True)
        table.add_column("end", no_wrap=True)
    table.add_column("scene", no_wrap=True)
    table.add_column("int/ext, light", no_wrap=True)
    table.add_column("set", ratio=3)
    table.add_column("pages", justify="right", no_wrap=True)
    table.add_column("min", justify="right", no_wrap=True)
    table.add_column("cast", ratio=1)
    table.add_column("place", ratio=2)
    table.add_column("", ratio=4, style="dim")
    return table


def _strip(table: Table, row: Row, *, times: bool = False) -> None:
    if row.banner:
        _line(table, Text(f"    {row.banner}", style=_TONES["banner"]))
        return
    style = _TONES[row.tone]
    label = f"{row.set} - {row.label}" if row.label else row.set
    cells: list[Text | str] = [
        Text(row.number, style="bold"),
        Text(f" {row.int_ext} {row.light} ", style=style),
        Text(label, style=style),
        row.pages,
        str(row.minutes),
        row.cast,
        row.place,
        row.synopsis,
    ]
    clock: list[Text | str] = [row.start, row.end] if times else []
    table.add_row(*clock, *cells)


def _line(table: Table, words: Text, *, end_section: bool = False) -> None:
    """A line of words across the table."""
    column = next(n for n, c in enumerate(table.columns) if c.header == "set")
    cells: list[Text | str] = [""] * len(table.columns)
    cells[column] = words
    table.add_row(*cells, end_section=end_section)
