"""What-ifs side by side: money, days, everybody's days, strips moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from intercut.cli.draw.explained import amount, table
from intercut.domain.units import format_eighths
from intercut.planning.whatif import PersonDays, WhatIf, WhatIfs
from intercut.schedule import Judgement, PlanDiff


def side_by_side(found: WhatIfs) -> Table:
    """Today in the first row, one row for each what-if."""
    money = found.currency
    drawn = table(
        "what if", f"{money}", "more or less", "paid", "days", "held", "strips moved",
        "today's plan", right=(1, 2, 3, 4, 5, 6),
    )  # fmt: skip
    drawn.add_row("today", *_figures(found.today, money, ""), "", "", style="bold")
    for one in found.answers:
        after = one.result.judgement
        if one.fits:
            more = amount(after.cost.total - found.today.cost.total, money, signed=True)
        else:
            more = f"{format_eighths(after.unplaced_eighths)} pages left"
        broken = len(one.stands_broken)
        could = f"breaks {broken} rule{'s' * (broken != 1)}" if broken else "could stay"
        drawn.add_row(
            "; ".join(one.texts),
            *_figures(after, money, more),
            str(len(one.changes.strips)),
            could,
        )
    return drawn


def _figures(judgement: Judgement, currency: str, more: str) -> tuple[str, str, str, str, str]:
    return (
        amount(judgement.cost.total, currency),
        more,
        amount(judgement.cost.money, currency),
        str(judgement.days),
        str(judgement.held_days),
    )


def whatif_tables(one: WhatIf) -> Iterator[RenderableType]:
    """One what-if in full: whose days change, which strips move."""
    yield Text("; ".join(c.words for c in one.said), style="bold")
    if one.people:
        yield people_table(one.people)
    if one.changes.strips:
        yield moves_table(one.changes)


def people_table(people: Sequence[PersonDays]) -> Table:
    """Everybody whose days differ, before and after."""
    drawn = table("who", "work", "hold", "travel", "paid", right=(1, 2, 3, 4))
    for p in people:
        drawn.add_row(p.name, *(_both(n) for n in (p.worked, p.held, p.travel, p.paid)))
    return drawn


def _both(numbers: tuple[int, int]) -> str:
    before, after = numbers
    return str(before) if before == after else f"{before} → {after}"


def moves_table(changes: PlanDiff, most: int = 20) -> Table:
    """The strips that stand elsewhere, from and to."""
    drawn = table("strip", "from", "to")
    for moved in changes.strips[:most]:
        before = f"{moved.before[0]}" if moved.before else "boneyard"
        after = f"{moved.after[0]}" if moved.after else "boneyard"
        if before == after:
            before, after = (
                f"{before}, number {_place(moved.before)}",
                f"number {_place(moved.after)}",
            )
        drawn.add_row(moved.strip, before, after)
    if len(changes.strips) > most:
        drawn.add_row("...", f"and {len(changes.strips) - most} more", "")
    return drawn


def _place(at: tuple[object, object, int] | None) -> str:
    return str(at[2] + 1) if at else ""
