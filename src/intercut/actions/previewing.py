"""What a move would come to, before anybody lets go: one answer for each day in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intercut.access import Action, may, require
from intercut.actions.arranging import Spot, moving
from intercut.actions.judging import index_of, reader_of
from intercut.actions.office import Office
from intercut.domain.finding import Finding, Level
from intercut.domain.plan import Plan
from intercut.errors import IntercutError
from intercut.planning.placing import Beside
from intercut.publish.reader import Names
from intercut.schedule import Index
from intercut.store.operations import apply


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotAnswer:
    """A move to one spot: what it adds to the cost, which rules it breaks and mends.

    ``refused`` says why it cannot be done at all; ``cost`` is null where the reader may not see
    money. ``broken`` are the first three sentences of ``breaks`` in all.
    """

    unit: str
    date: str
    refused: str
    cost: int | None
    breaks: int
    mends: int
    broken: list[str]


def preview(
    office: Office, board: str, strips: Sequence[str], spots: Sequence[Spot]
) -> list[SpotAnswer]:
    """Each spot judged as if the strips were dropped there; the board stays as it is.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not change the board, or there is none.
    """
    require(office.actor, Action.CHANGE_BOARD)
    production = office.assembly().production
    names = Names(production, reader_of(office.actor))
    now = _beside(index_of(production), office.board(board).plan)
    plan, index = now.plan, now.index
    before = _errors(now.findings)
    sees_cost = may(office.actor.role, Action.SEE_COST)
    answers = []
    for spot in spots:
        refused, cost = "", None
        broken: list[str] = []
        mended = 0
        try:
            after, _ = apply(plan, moving(production, plan, strips, spot, index.strips))
        except IntercutError as problem:
            refused = names.free(str(problem))
        else:
            findings, sheet = now.priced(after)
            errors = _errors(findings)
            broken = [names.free(f) for f in errors if f not in before]
            mended = sum(f not in errors for f in before)
            cost = sheet.total - now.sheet.total if sees_cost else None
        answers.append(
            SpotAnswer(
                unit=spot.unit or "",
                date=spot.date.isoformat() if spot.date else "",
                refused=refused,
                cost=cost,
                breaks=len(broken),
                mends=mended,
                broken=broken[:3],
            )
        )
    return answers


_judged: list[Beside] = []


def _beside(index: Index, plan: Plan) -> Beside:
    """A plan judged; the last one is kept, as the days of one drag are asked in batches."""
    for known in _judged:
        if known.index is index and known.plan == plan:
            return known
    now = Beside(index, plan)
    _judged[:] = [now]
    return now


def _errors(findings: Sequence[Finding]) -> dict[str, None]:
    """The rules broken, as sentences, in order."""
    return {f.message: None for f in findings if f.level is Level.ERROR}
