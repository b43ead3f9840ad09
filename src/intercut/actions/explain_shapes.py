"""Explanations as the answers every door gives."""

from __future__ import annotations

import datetime as dt

from intercut.actions.explain_answers import (
    GapAnswer,
    GapRowAnswer,
    InfeasibleAnswer,
    MoveAnswer,
    MoveStripAnswer,
    NamedFactAnswer,
    PriceLineAnswer,
    RepairedAnswer,
    WayOutAnswer,
    WhyAnswer,
    WhyRowAnswer,
    WhyStripAnswer,
)
from intercut.actions.explaining import Asked
from intercut.actions.finding_answers import finding_answers, point_answers
from intercut.domain.finding import Finding
from intercut.planning.explain import (
    AFTER_REPAIR,
    AS_IT_STANDS,
    Gap,
    Infeasible,
    MovePrice,
    Repaired,
    Why,
    WhyRow,
)

_LINES = 6


def why_answer(asked: Asked, scene: str, found: tuple[Why, ...]) -> WhyAnswer:
    """What `intercut explain FILE why --json` prints."""
    return WhyAnswer(
        board=asked.board.name,
        scene=scene,
        currency=asked.production.currency,
        label=AS_IT_STANDS,
        strips=[
            WhyStripAnswer(
                strip=one.strip.number,
                date=one.date.isoformat() if one.date else None,
                cost=one.cost,
                key_points=point_answers(one.points),
                rows=[row_answer(r) for r in one.rows],
                off=[d.isoformat() for d in one.off],
            )
            for one in found
        ],
    )


def row_answer(row: WhyRow) -> WhyRowAnswer:
    """One date for a strip."""
    return WhyRowAnswer(
        id=row.id,
        date=row.date.isoformat(),
        unit=row.unit,
        place=row.place,
        position=row.position,
        new_day=row.new_day,
        here=row.here,
        day_off=row.day_off,
        legal=row.legal,
        broken=finding_answers(row.broken),
        cost=row.cost,
        difference=row.difference,
        lines=[PriceLineAnswer(rule=r, amount=a) for r, a in row.lines],
    )


def move_answer(
    asked: Asked, scene: str, date: dt.date, found: tuple[MovePrice, ...]
) -> MoveAnswer:
    """What `intercut explain FILE move --json` prints."""
    return MoveAnswer(
        board=asked.board.name,
        scene=scene,
        date=date.isoformat(),
        currency=asked.production.currency,
        label=AS_IT_STANDS,
        strips=[
            MoveStripAnswer(
                strip=one.strip.number,
                was=one.was.isoformat() if one.was else None,
                cost=one.cost,
                key_points=point_answers(one.points),
                stands=row_answer(one.stands) if one.stands else None,
                repaired=_repaired(one.repaired) if one.repaired else None,
                best=[row_answer(r) for r in one.best],
            )
            for one in found
        ],
    )


def _repaired(found: Repaired) -> RepairedAnswer:
    return RepairedAnswer(
        label=AFTER_REPAIR,
        status=found.status,
        cost=found.cost,
        difference=found.difference,
        unmoved=found.unmoved,
        moved=[m.strip for m in found.changes.strips],
        lifted=[f"{p.target} to {p.date}" for p in found.lifted],
        findings=finding_answers(found.findings),
    )


def infeasible_answer(found: Infeasible, findings: tuple[Finding, ...]) -> InfeasibleAnswer:
    """What `intercut explain FILE infeasible --json` prints."""
    return InfeasibleAnswer(
        verdict=found.verdict,
        currency=found.currency,
        key_points=point_answers(found.points),
        facts=[
            NamedFactAnswer(
                id=m.fact.id,
                kind=m.fact.kind,
                text=m.fact.text,
                sources=[str(s) for s in m.fact.sources],
                shown=m.shown,
            )
            for m in found.members
        ],
        scenes=list(found.scenes),
        ways=[
            WayOutAnswer(
                id=f"way:{w.fact.id}",
                fact=w.fact.id,
                cost=w.cost,
                unplaced_eighths=w.unplaced_eighths,
                asks=finding_answers(w.asks),
            )
            for w in found.ways
        ],
        unplaced=list(found.unplaced),
        seconds=round(found.seconds, 3),
        findings=finding_answers(findings),
    )


def gap_answer(asked: Asked, found: Gap) -> GapAnswer:
    """What `intercut explain FILE gap --json` prints."""
    return GapAnswer(
        board=asked.board.name,
        status=found.status,
        currency=found.currency,
        cost=found.cost,
        bound=found.bound,
        gap=found.gap,
        key_points=point_answers(found.points),
        rows=[
            GapRowAnswer(
                id=r.id,
                name=r.name,
                cost=r.cost,
                bound=r.bound,
                open=r.open,
                joint=r.joint,
                lines=[line.text for line in r.lines[:_LINES]],
            )
            for r in found.rows
        ],
        better_cost=found.better_cost,
        better_moves=[m.strip for m in found.changes.strips] if found.changes else [],
    )
