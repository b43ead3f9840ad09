"""What-ifs of a board, planned side by side and kept as boards of their own, children of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.explaining import Asked, asked_of
from intercut.actions.finding_answers import finding_answers, point_answers
from intercut.actions.office import KeptFilm, Office
from intercut.actions.program import program
from intercut.actions.whatif_answers import (
    FiguresAnswer,
    LineChangeAnswer,
    PersonDaysAnswer,
    StandsAnswer,
    StripMoveAnswer,
    WhatIfAnswer,
    WhatIfBoardAnswer,
)
from intercut.errors import Unreadable
from intercut.planning.whatif import PersonDays, WhatIf, WhatIfs, whatif
from intercut.schedule import Judgement, PlanDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWhatIfs:
    """What-ifs of a board. ``boards`` name what each is kept as, "" where it was not kept;
    ``parents`` the board each builds on."""

    asked: Asked
    found: WhatIfs
    boards: tuple[str, ...]
    parents: tuple[str, ...]


def ask_whatif(
    office: Office,
    texts: Sequence[str],
    board: str = "",
    *,
    chained: bool = False,
    keep: bool = True,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    workers: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> AskedWhatIfs:
    """What-ifs of a board beside it; each is kept as a child of the board it builds on.

    Parameters
    ----------
    texts
        One what-if each, in the language of `intercut.planning.changes`.

    Raises
    ------
    NotAllowed, NotFound, Unreadable
        As `asked_of`, and when a change is not understood.
    Unwritable
        When the film cannot be written.
    """
    if keep:
        require(office.actor, Action.CHANGE_BOARD)
        if isinstance(office, KeptFilm):
            office.library.require_writable()
    asked = asked_of(office, board)
    if not texts:
        raise Unreadable("it is not said what is to be otherwise.", "Write: away NAME DATES.")
    found = whatif(
        asked.production,
        asked.board.plan,
        texts,
        chained=chained,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        workers=workers,
        cancel=cancel,
    )
    names: list[str] = []
    parents: list[str] = []
    for answer in found.answers:
        parent = asked.board.name if answer.parent is None else names[answer.parent]
        parents.append(parent or asked.board.name)
        name = f"{asked.board.name} if {'; '.join(answer.texts)}" if keep else ""
        names.append(name)
        if keep:
            made = {
                "by": "whatif",
                "program": program(),
                "changes": [*asked.board.made.get("changes", ()), *answer.texts],
                "status": answer.result.status,
                "cost": answer.result.cost,
                "bound": answer.result.bound,
                "seed": seed,
                "seconds": round(answer.result.seconds, 3),
                "iterations": answer.result.iterations,
                "from": parents[-1],
            }
            office.keep_child(parents[-1], name, answer.result.plan, made)
    return AskedWhatIfs(asked=asked, found=found, boards=tuple(names), parents=tuple(parents))


def whatif_answer(asked: AskedWhatIfs) -> WhatIfAnswer:
    """What `intercut whatif --json` prints."""
    found = asked.found
    return WhatIfAnswer(
        board=asked.asked.board.name,
        currency=found.currency,
        today=figures(found.today),
        again=found.again,
        boards=[
            _board(one, found.today, board, parent)
            for one, board, parent in zip(found.answers, asked.boards, asked.parents, strict=True)
        ],
        key_points=point_answers(found.points),
    )


def _board(one: WhatIf, today: Judgement, board: str, parent: str) -> WhatIfBoardAnswer:
    after = one.result.judgement
    return WhatIfBoardAnswer(
        changes=list(one.texts),
        words=[c.words for c in one.said],
        board=board,
        parent=parent,
        status=one.result.status,
        figures=figures(after),
        difference=after.cost.total - today.cost.total if one.fits else None,
        bound=one.result.bound,
        as_it_stands=StandsAnswer(
            cost=one.stands.cost.total, broken=finding_answers(one.stands_broken)
        ),
        people=people_answers(one.people),
        strips=strip_answers(one.changes),
        lines=line_answers(one.changes),
        unplaced=list(after.unplaced),
        findings=finding_answers(one.result.findings),
        key_points=point_answers(one.points),
    )


def figures(judgement: Judgement) -> FiguresAnswer:
    """What a judged plan comes to."""
    return FiguresAnswer(
        cost=judgement.cost.total,
        money=judgement.cost.money,
        days=judgement.days,
        held_days=judgement.held_days,
        legal=judgement.legal,
    )


def people_answers(people: Sequence[PersonDays]) -> list[PersonDaysAnswer]:
    """Everybody's days before and after."""
    return [
        PersonDaysAnswer(
            id=p.person,
            name=p.name,
            worked=list(p.worked),
            held=list(p.held),
            travel=list(p.travel),
            paid=list(p.paid),
        )
        for p in people
    ]


def strip_answers(changes: PlanDiff) -> list[StripMoveAnswer]:
    """The strips that stand elsewhere."""
    return [
        StripMoveAnswer(
            strip=m.strip,
            before=m.before[0].isoformat() if m.before else None,
            after=m.after[0].isoformat() if m.after else None,
        )
        for m in changes.strips
    ]


def line_answers(changes: PlanDiff) -> list[LineChangeAnswer]:
    """The lines of the cost sheet that differ."""
    return [LineChangeAnswer(rule=r, before=a, after=b) for r, a, b in changes.lines]
