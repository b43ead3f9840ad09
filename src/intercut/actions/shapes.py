"""Results of actions as the answers every door gives."""

from __future__ import annotations

from dataclasses import replace

from intercut.actions.answers import (
    BoardAnswer,
    CallAnswer,
    CheckAnswer,
    CostAnswer,
    CostLineAnswer,
    DayAnswer,
    DoodAnswer,
    DoodRowAnswer,
    FactAnswer,
    ShownAnswer,
    StripAnswer,
    finding_answers,
)
from intercut.actions.judging import Judged
from intercut.actions.known import Known
from intercut.actions.showing import ShownBoard, ShownDay
from intercut.publish.day_paper import Day, Row
from intercut.schedule import CostSheet, DayOutOfDays


def check_answer(found: Judged) -> CheckAnswer:
    """A board against its rules."""
    judgement = found.judgement
    return CheckAnswer(
        board=found.board.name,
        legal=judgement.legal,
        cost=judgement.cost.total,
        money=judgement.cost.money,
        currency=found.production.currency,
        days=judgement.days,
        held_days=judgement.held_days,
        unplaced=list(judgement.unplaced),
        findings=finding_answers(found.findings),
    )


def cost_answer(board: str, sheet: CostSheet) -> CostAnswer:
    """A cost sheet."""
    return CostAnswer(
        board=board,
        currency=sheet.currency,
        total=sheet.total,
        money=sheet.money,
        wishes=sheet.wishes,
        lines=[
            CostLineAnswer(
                kind=line.kind.value,
                rule=line.rule,
                subject=line.subject,
                text=line.text,
                quantity=line.quantity,
                unit_amount=line.unit_amount,
                amount=line.amount,
            )
            for line in sheet.lines
        ],
    )


def dood_answer(board: str, grid: DayOutOfDays) -> DoodAnswer:
    """A day out of days."""
    return DoodAnswer(
        board=board,
        days=[d.isoformat() for d in grid.dates],
        off=[d.isoformat() for d in sorted(grid.off)],
        drops=grid.drops,
        rows=[
            DoodRowAnswer(
                id=row.id,
                name=row.name,
                board_number=row.board_number,
                codes=list(row.codes),
                worked=row.worked,
                held=row.held,
                travel=row.travel,
                other=row.other,
                paid=row.paid,
                start=row.start.isoformat() if row.start else None,
                finish=row.finish.isoformat() if row.finish else None,
            )
            for row in grid.rows
        ],
    )


def board_answer(shown: ShownBoard, boards: tuple[str, ...]) -> BoardAnswer:
    """A board day by day."""
    overtime = [d.overtime_minutes for d in shown.judged.judgement.timetable.days]
    return BoardAnswer(
        board=shown.judged.board.name,
        boards=list(boards),
        title=shown.paper.header.title,
        days=[
            replace(_day(day), overtime_minutes=minutes)
            for day, minutes in zip(shown.paper.days, overtime, strict=True)
        ],
        boneyard=[_strip(row) for row in shown.paper.boneyard],
    )


def day_answer(shown: ShownDay) -> DayAnswer:
    """One day by the clock."""
    return replace(
        _day(shown.day),
        overtime_minutes=shown.times.overtime_minutes,
        calls=[
            CallAnswer(id=c.id, name=c.name, call=c.call, wrap=c.wrap, strips=list(c.strips))
            for c in shown.calls
        ],
    )


def shown_answer(known: Known) -> ShownAnswer:
    """A scene or a person."""
    return ShownAnswer(
        kind=known.kind,
        id=known.id,
        name=known.name,
        facts=[
            FactAnswer(
                what=f.what,
                value=f.value,
                sources=[f"{s.who} ({s.where})" if s.where else s.who for s in f.sources],
            )
            for f in known.facts
        ],
        days=list(known.days),
    )


def _day(day: Day) -> DayAnswer:
    return DayAnswer(
        date=day.date,
        unit=day.unit,
        number=day.number,
        light=day.light,
        call=day.call,
        wrap=day.wrap,
        eighths=day.eighths,
        overtime_minutes=0,
        strips=[_strip(row) for row in day.rows],
        calls=[],
    )


def _strip(row: Row) -> StripAnswer:
    return StripAnswer(
        strip=row.strip,
        banner=row.banner,
        int_ext=row.int_ext,
        set=row.set,
        light=row.light,
        eighths=row.eighths,
        minutes=row.minutes,
        cast=[c for c in row.cast.split(", ") if c],
        place=row.place,
        synopsis=row.synopsis,
        start=row.start,
        end=row.end,
    )
