"""A plan found and kept as a board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from intercut.access import Action, require
from intercut.actions.answers import PlanAnswer, finding_answers
from intercut.actions.contradictions import says_nothing
from intercut.actions.office import FIRST_BOARD, KeptFilm, Office
from intercut.actions.program import program
from intercut.domain.finding import Finding
from intercut.errors import NotFound, Unreadable
from intercut.planning import Progress, Result, solve

MOST_THREADS: Final = 256
"""As many as the search of the kernel takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan and the board it is kept as. ``result`` None: facts have to be mended first.

    ``findings`` are those of the production and then of the plan.
    """

    board: str
    result: Result | None
    currency: str
    seed: int
    findings: tuple[Finding, ...]


def plan_board(
    office: Office,
    *,
    board: str = "",
    start: str = "",
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    threads: int = 2,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Planned:
    """The best plan found within a limit, kept as a board.

    Parameters
    ----------
    board
        Name to keep it under (an existing board gets it as one more operation); `main` when "".
    start
        Board to start from; "" = from nothing.
    seconds, iterations
        When to stop, whichever comes first; 10 seconds when neither is given.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no board to start from, or nothing to shoot.
    Unreadable
        When a limit makes no sense.
    Unwritable
        When the film cannot be written.
    """
    require(office.actor, Action.CHANGE_BOARD)
    if isinstance(office, KeptFilm):
        office.library.require_writable()
    if seconds is None and iterations is None:
        seconds = 10
    timeless = seconds is not None and not seconds >= 0  # not a number is no time either
    if timeless or (iterations is not None and iterations < 0):
        off = f"{seconds:g} seconds" if timeless else ""
        msg = f"a search cannot take {off or f'{iterations} iterations'}."
        raise Unreadable(msg, "Give it 0 or more.")
    if not 1 <= threads <= MOST_THREADS:
        msg = f"a search runs in 1 to {MOST_THREADS} threads, not {threads}."
        raise Unreadable(msg, "One for each core of the machine is best.")
    assembly = office.assembly()
    production = assembly.production
    if not any(not s.omitted for s in production.scenes):
        msg = "there is nothing to plan: the film has no scenes."
        raise NotFound(msg, "Bring in a script: intercut revise FILE --script SCRIPT.")
    begin = office.board(start).plan if start else None
    if says_nothing(assembly.findings):
        return Planned(
            board="",
            result=None,
            currency=production.currency,
            seed=seed,
            findings=assembly.findings,
        )
    result = solve(
        production,
        start=begin,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        threads=threads,
        progress=progress,
        cancel=cancel,
    )
    name = board or FIRST_BOARD
    made = {
        "by": "plan",
        "program": program(),
        "status": result.status,
        "cost": result.cost,
        "bound": result.bound,
        "seed": seed,
        "threads": threads,
        "seconds": round(result.seconds, 3),
        "iterations": result.iterations,
        "from": start,
    }
    office.keep_board(name, result.plan, made)
    return Planned(
        board=name,
        result=result,
        currency=production.currency,
        seed=seed,
        findings=(*assembly.findings, *result.findings),
    )


def plan_answer(planned: Planned) -> PlanAnswer:
    """What `intercut plan --json` prints."""
    result = planned.result
    return PlanAnswer(
        status=result.status if result else "unknown",
        cost=result.cost if result else None,
        bound=result.bound if result else None,
        gap=result.gap if result else None,
        avoidable_gap=result.avoidable_gap if result else None,
        currency=planned.currency,
        days=result.judgement.days if result else 0,
        held_days=result.judgement.held_days if result else 0,
        unplaced=list(result.judgement.unplaced) if result else [],
        seconds=round(result.seconds, 3) if result else 0.0,
        iterations=result.iterations if result else 0,
        seed=planned.seed,
        findings=finding_answers(planned.findings),
        board=planned.board,
    )
