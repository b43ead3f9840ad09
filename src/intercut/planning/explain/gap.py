"""What a cheaper plan would have to change: where the cost is above what is proved to be needed."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.units import format_money
from intercut.planning.bounds import part_of
from intercut.planning.result import Result
from intercut.planning.solve import solve
from intercut.planning.wording import difference_text, plural
from intercut.schedule import CostLine, Index, PlanDiff, cost, diff


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One part of the cost. ``open`` is what is not proved to be needed, minor units; ``lines``
    are the judge's lines of that part, the largest first."""

    id: str
    name: str
    cost: int
    bound: int
    joint: bool
    lines: tuple[CostLine, ...]

    @property
    def open(self) -> int:
        """How much of the cost a cheaper plan could save here at most."""
        return max(0, self.cost - self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far a plan may be from the cheapest. ``bound`` None: nothing is proved.

    ``better`` is a cheaper plan found while looking, None when there was none; ``changes`` what
    it does otherwise.
    """

    status: str
    currency: str
    cost: int
    bound: int | None
    gap: float | None
    rows: tuple[GapRow, ...]
    better: Plan | None
    better_cost: int | None
    changes: PlanDiff | None
    points: tuple[KeyPoint, ...]


def gap(
    production: Production,
    plan: Plan,
    *,
    seconds: float | None = 5,
    iterations: int | None = None,
    seed: int = 1,
    threads: int = 2,
) -> Gap:
    """Where a plan's cost is above what is proved, and what a cheaper plan found would change.

    The bound is that of the production; cost and lines are the judge's of this plan.
    """
    index = Index(production)
    sheet = cost(production, plan, index)
    result = solve(
        production, start=plan, seconds=seconds, iterations=iterations, seed=seed, threads=threads
    )
    proved = {p.name: p.bound for p in result.gap_parts}
    lines: dict[str, list[CostLine]] = {}
    for line in sheet.lines:
        lines.setdefault(part_of(line.rule), []).append(line)
    parts = [p.name for p in result.gap_parts] or list(lines)
    joint = {p.name for p in result.gap_parts if p.is_joint}
    rows = tuple(
        GapRow(
            id=f"part:{name}",
            name=name,
            cost=sum(x.amount for x in lines.get(name, ())),
            bound=proved.get(name, 0),
            joint=name in joint,
            lines=tuple(sorted(lines.get(name, ()), key=lambda x: (-x.amount, x.rule, x.subject))),
        )
        for name in parts
    )
    cheaper = result.judgement.legal and result.cost < sheet.total
    bound = result.bound if result.bound is None else min(result.bound, sheet.total)
    changes = diff(production, plan, result.plan, index) if cheaper else None
    return Gap(
        status="optimal" if bound == sheet.total else result.status,
        currency=production.currency,
        cost=sheet.total,
        bound=bound,
        gap=None if bound is None else (sheet.total - bound) / sheet.total if sheet.total else 0.0,
        rows=rows,
        better=result.plan if cheaper else None,
        better_cost=result.cost if cheaper else None,
        changes=changes,
        points=_points(production.currency, sheet.total, bound, rows, result, changes),
    )


def _points(
    currency: str,
    total: int,
    bound: int | None,
    rows: tuple[GapRow, ...],
    result: Result,
    changes: PlanDiff | None,
) -> tuple[KeyPoint, ...]:
    ids = tuple(r.id for r in rows) or ("cost",)
    points: list[KeyPoint] = []
    if bound is None:
        text = "Nothing is proved of this film; the plan may be far from the cheapest or near it."
        points.append(KeyPoint(text=text, evidence=ids))
    elif bound >= total:
        points.append(KeyPoint(text="No legal plan is cheaper: this is proved.", evidence=ids))
    else:
        points.append(
            KeyPoint(
                text=f"The plan costs {format_money(total, currency)}; every legal plan costs "
                f"{format_money(bound, currency)} at least, so at most "
                f"{format_money(total - bound, currency)} can be saved.",
                evidence=ids,
            )
        )
        joint = sum(r.bound for r in rows if r.joint)
        open_ = sorted((r for r in rows if r.open and not r.joint), key=lambda r: -r.open)
        for row in open_[:2]:
            most = min(row.open, total - bound)
            points.append(
                KeyPoint(
                    text=f"On {row.name} a cheaper plan can save {format_money(most, currency)} at "
                    f"most of {format_money(row.cost, currency)}"
                    + (f", {_named(row)}." if row.lines else "."),
                    evidence=(row.id,),
                )
            )
        if joint:
            points.append(
                KeyPoint(
                    text=f"Not all of that can be saved together: {format_money(joint, currency)} "
                    "of it is proved to be needed as the parts compete for the same days.",
                    evidence=tuple(r.id for r in rows if r.joint),
                )
            )
    if changes is not None:
        days = (
            f"{plural(changes.days_after, 'day')} instead of {changes.days_before}"
            if changes.days_after != changes.days_before
            else "as many days"
        )
        points.append(
            KeyPoint(
                text=f"A plan found meanwhile costs {difference_text(result.cost - total, currency)}"
                f": {plural(len(changes.strips), 'strip')} stand elsewhere, {days}.",
                evidence=("better",),
            )
        )
    return tuple(points[:MOST_POINTS])


def _named(row: GapRow) -> str:
    """The largest line of a part, as the cost sheet says it."""
    line = row.lines[0]
    return f"most of it for {line.text}"
