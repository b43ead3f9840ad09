"""Explanations as tables: dates for a strip, facts that cannot all hold, parts of the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from intercut.domain.units import format_eighths, format_money
from intercut.planning.explain import (
    AS_IT_STANDS,
    Gap,
    Infeasible,
    MovePrice,
    Why,
    WhyRow,
)
from intercut.planning.wording import day_text

_MOST_BROKEN = 3


def amount(minor: int, currency: str, *, signed: bool = False) -> str:
    """Money without its currency, for columns that name it in the heading."""
    text = format_money(minor, currency).removeprefix(f"{currency} ")
    return f"+{text}" if signed and minor > 0 else text


def table(*columns: str, right: Sequence[int] = ()) -> Table:
    """A table as all reports draw them; ``right`` are columns of figures."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for n, heading in enumerate(columns):
        drawn.add_column(heading, justify="right" if n in right else "left", no_wrap=n in right)
    return drawn


def why_table(why: Why) -> Table:
    """One row a date; dates nobody works are left out."""
    drawn = table("date", f"{why.currency} {AS_IT_STANDS}", "because", right=(1,))
    for row in why.rows:
        if not row.day_off:
            drawn.add_row(*_cells(row, why.currency), style="bold" if row.here else "")
    return drawn


def rows_table(rows: Sequence[WhyRow], currency: str) -> Table:
    """Some dates for a strip."""
    drawn = table("date", f"{currency} {AS_IT_STANDS}", "because", right=(1,))
    for row in rows:
        drawn.add_row(*_cells(row, currency))
    return drawn


def _cells(row: WhyRow, currency: str) -> tuple[str, str, str]:
    date = day_text(row.date)
    if row.here:
        return date, "0", "it is here"
    if row.broken:
        said = [f.message for f in row.broken[:_MOST_BROKEN]]
        more = len(row.broken) - len(said)
        tail = f" ... and {more} more" if more else ""
        return date, "breaks", " ".join(said) + tail
    lines = ", ".join(f"{rule} {amount(n, currency, signed=True)}" for rule, n in row.lines[:4])
    new = "a day of its own; " if row.new_day else ""
    return date, amount(row.difference, currency, signed=True), f"{new}{lines}" or "nothing changes"


def move_tables(price: MovePrice) -> Iterator[RenderableType]:
    """Both prices of a move, then the best places."""
    drawn = table("price", price.currency, "strips moved", "because", right=(1, 2))
    if price.stands is not None:
        _, money, because = _cells(price.stands, price.currency)
        drawn.add_row(AS_IT_STANDS, money, "1", because)
    done = price.repaired
    if done is not None:
        money = (
            "no plan" if done.difference is None
            else amount(done.difference, price.currency, signed=True)
        )  # fmt: skip
        moved = ", ".join(m.strip for m in done.changes.strips[:8])
        moved += " ..." if len(done.changes.strips) > 8 else ""
        drawn.add_row("after repair", money, str(done.moved), moved)
    yield drawn
    if price.best:
        yield Text("best places for it", style="bold")
        yield rows_table(price.best, price.currency)


def infeasible_tables(found: Infeasible) -> Iterator[RenderableType]:
    """The facts with their sources, then the ways out."""
    if not found.members:
        return
    drawn = table("these cannot all hold", "who says so", "needed for that")
    for member in found.members:
        said = "; ".join(str(s) for s in member.fact.sources)
        drawn.add_row(member.fact.text, said, "shown" if member.shown else "not shown")
    yield drawn
    if not found.ways:
        return
    ways = table("letting go of", f"plan {found.currency}", "asks", right=(1,))
    for way in found.ways:
        money = (
            amount(way.cost, found.currency) if way.cost is not None
            else f"{format_eighths(way.unplaced_eighths)} pages left"
        )  # fmt: skip
        ways.add_row(way.fact.text, money, way.asks[0].message if way.asks else "")
    yield ways


def gap_table(found: Gap) -> Table:
    """Each part of the cost beside what is proved of it."""
    money = found.currency
    drawn = table(
        "for", f"plan {money}", f"at least {money}", f"open {money}", "mostly", right=(1, 2, 3)
    )
    for row in found.rows:
        if row.cost or row.bound:
            shown = ("", amount(row.bound, money), "") if row.joint else (
                amount(row.cost, money), amount(row.bound, money), amount(row.open, money)
            )  # fmt: skip
            drawn.add_row(row.name, *shown, row.lines[0].text if row.lines else "")
    if found.bound is not None:
        drawn.add_row(
            "in all",
            amount(found.cost, money),
            amount(found.bound, money),
            amount(found.cost - found.bound, money),
            "",
            style="bold",
        )
    return drawn
