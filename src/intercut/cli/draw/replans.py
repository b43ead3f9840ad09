"""New plans from a date on: the trade-off, then who must be told what."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from intercut.cli.draw.explained import amount, table
from intercut.cli.draw.whatifs import moves_table
from intercut.planning.replan import Alternative, Replan


def curve_table(found: Replan) -> Table:
    """One row a plan, from fewest phone calls to least money."""
    money = found.currency
    drawn = table(
        "plan", "people told", "dates changed", f"their price {money}", "other call times",
        f"to pay {money}", f"in all {money}", "days", "strips moved",
        right=(1, 2, 3, 4, 5, 6, 7, 8),
    )  # fmt: skip
    for n, one in enumerate(found.alternatives):
        drawn.add_row(
            one.label,
            str(one.people_told),
            str(one.calls),
            amount(one.baseline, money),
            str(one.recalled),
            amount(one.money - found.before.cost.money, money, signed=True),
            amount(one.total, money) if one.legal else "does not fit",
            str(one.judgement.days),
            str(len(one.changes.strips)),
            style="bold" if n == found.best else "",
        )
    return drawn


def told_tables(one: Alternative) -> Iterator[RenderableType]:
    """Who must be told what, and the strips that go elsewhere."""
    otherwise = [t for t in one.told if t.otherwise]
    if otherwise:
        yield Text("to be told now", style="bold")
        yield from (Text(t.text) for t in otherwise)
    if len(otherwise) < len(one.told):
        yield Text("called on the same dates, at other times", style="bold")
        yield from (Text(t.text) for t in one.told if not t.otherwise)
    if one.changes.strips:
        yield moves_table(one.changes)
