"""Cost sheet and day out of days as tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from rich.table import Table
from rich.text import Text

from intercut.domain.units import format_money
from intercut.publish.day_paper import natural
from intercut.schedule import CostLine, CostSheet, DayOutOfDays, LineKind

_WORKED: Final = "bold"
_HELD: Final = "yellow"


def cost_table(sheet: CostSheet) -> Table:
    """Every line, kind by kind, each kind with its sum; the total adds up to the cent."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("for", ratio=2)
    table.add_column("what", ratio=3)
    table.add_column("quantity", justify="right", no_wrap=True)
    table.add_column(f"each {sheet.currency}", justify="right", no_wrap=True)
    table.add_column(f"amount {sheet.currency}", justify="right", no_wrap=True)
    table.add_column("rule", style="dim", no_wrap=True)
    for kind, lines in groupby(_in_order(sheet.lines), key=lambda line: line.kind):
        rows = list(lines)
        for line in rows:
            table.add_row(
                line.subject,
                line.text,
                str(line.quantity),
                _amount(line.unit_amount, sheet),
                _amount(line.amount, sheet),
                line.rule,
            )
        total = sum(line.amount for line in rows)
        table.add_row(
            "", f"all {kind.value}", "", "", _amount(total, sheet), style="bold", end_section=True
        )
    return table


def _in_order(lines: Sequence[CostLine]) -> list[CostLine]:
    order = list(LineKind)
    return sorted(lines, key=lambda line: order.index(line.kind))


def _amount(minor: int, sheet: CostSheet) -> str:
    return format_money(minor, sheet.currency).removeprefix(f"{sheet.currency} ")


def dood_table(grid: DayOutOfDays) -> Table:
    """One row a person, by board number, one column a date, totals at the end.

    Days off are marked with a dot.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("no", justify="right", no_wrap=True)
    table.add_column("name", no_wrap=True)
    for n, date in enumerate(grid.dates):
        month = f"{date:%b}" if n == 0 or date.day == 1 else ""
        table.add_column(
            f"{month}\n{date.day}\n{['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'][date.weekday()]}",
            justify="center",
            no_wrap=True,
        )
    for heading in ("work", "hold", "travel", "other", "paid"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in sorted(grid.rows, key=lambda r: natural(r.board_number or "~")):
        codes = [
            Text(code or ("·" if date in grid.off else ""), style=_style(code))
            for date, code in zip(grid.dates, row.codes, strict=True)
        ]
        totals = (row.worked, row.held, row.travel, row.other, row.paid)
        table.add_row(row.board_number, row.name, *codes, *map(str, totals))
    return table


def _style(code: str) -> str:
    if code == "H":
        return _HELD
    return _WORKED if "W" in code else ""
