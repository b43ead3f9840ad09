"""New plans from a date on: the trade-off, then who must be told what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from intercut.cli.draw.explained import amount, table
from intercut.cli.draw.whatifs import moves_table
from intercut.planning.replan import Alternative, Replan
from intercut.planning.told import Told
from intercut.planning.wording import day_text


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


def told_tables(found: Replan, one: Alternative, *, every: bool) -> Iterator[RenderableType]:
    """Who must be told what of the coming days, how many of the rest, and the strips that move.

    With ``every`` the rest is told in full too.
    """
    until = day_text(found.until)
    soon, later = [t for t in one.told if t.soon], [t for t in one.told if t.later]
    if soon:
        yield Text(f"to be told of the days up to {until}", style="bold")
        yield from (Text(t.soon) for t in soon)
    elif one.told:
        yield Text(f"Nobody's call up to {until} changes.")
    if later and every:
        yield Text(f"after {until}", style="bold")
        yield from (Text(t.later) for t in later)
    elif later:
        yield Text(_summed(found, later, also=bool(soon)))
    if one.changes.strips:
        yield moves_table(one.changes)


def _summed(found: Replan, later: Sequence[Told], *, also: bool) -> str:
    """How many people's calls change after the coming days."""
    people = f"{len(later)} {'person' if len(later) == 1 else 'people'}'s calls"
    start = f"and {people}" if also else people
    until = found.until
    otherwise = sum(any(d > until for d in (*t.lost, *t.gained)) for t in later)
    dates = f", {otherwise} of them on other dates" if otherwise else ""
    return f"{start} after {day_text(until)} change{dates}: --all"
