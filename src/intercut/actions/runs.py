"""The planner at work for somebody: asked for, watched, stopped, its plan kept as a board."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intercut.access import Action, require
from intercut.actions.contradictions import says_nothing
from intercut.actions.following import follow
from intercut.actions.office import FIRST_BOARD, KeptFilm
from intercut.actions.program import program
from intercut.domain.assemble import assemble
from intercut.domain.finding import has_errors
from intercut.errors import NotFound, Unreadable
from intercut.planning import Result
from intercut.store.records import BoardState, RunNote

LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAnswer:
    """Where a run stood; amounts in minor units, ``unplaced`` in eighths."""

    seconds: float
    cost: int | None
    bound: int | None
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAnswer:
    """A run of the planner. ``state``: queued, running, done, stopped, failed or lost.

    ``has_plan``: there is a best plan to keep; ``board``: it was kept under that name.
    """

    number: int
    state: str
    wish: str
    seconds: float
    seed: int
    start: str
    who: str
    at: str
    curve: list[PointAnswer]
    has_plan: bool
    status: str
    cost: int | None
    bound: int | None
    gap: float | None
    days: int
    held_days: int
    unplaced: list[str]
    said: str
    board: str
    currency: str
    outdated: bool


def start_run(
    film: KeptFilm, *, seconds: float, seed: int, threads: int, start: str = ""
) -> RunAnswer:
    """A run queued for the next free worker.

    Raises
    ------
    NotAllowed, NotFound, Unreadable, Unwritable
        When the actor may not, there is no board to start from or nothing to shoot, a limit makes
        no sense or facts have to be mended first, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_BOARD)
    if not 0 <= seconds <= LONGEST_SECONDS:
        msg = f"a run takes 0 to {LONGEST_SECONDS} seconds, not {seconds:g}."
        raise Unreadable(msg)
    assembly = film.assembly()
    if not any(not s.omitted for s in assembly.production.scenes):
        raise NotFound("there is nothing to plan: the film has no scenes.")
    if says_nothing(assembly.findings):
        first = next(f for f in assembly.findings if has_errors([f]))
        msg = f"the facts have to be mended first: {first}"
        raise Unreadable(msg)
    if start:
        film.board(start)
    question = {"seconds": seconds, "seed": seed, "threads": threads, "start": start}
    note = film.library.runs.ask(question, who=film.actor.name)
    return run_answer(film, note)


def runs_of(film: KeptFilm) -> list[RunAnswer]:
    """The newest runs, the newest first; errors as `start_run`."""
    require(film.actor, Action.SEE_COST)
    return [run_answer(film, note) for note in film.library.runs.notes()]


def show_run(film: KeptFilm, number: int) -> RunAnswer:
    """One run; errors as `runs_of`, and when there is none of that number."""
    require(film.actor, Action.SEE_COST)
    return run_answer(film, film.library.runs.note(number))


def stop_run(film: KeptFilm, number: int, *, at_once: bool = False) -> RunAnswer:
    """Ask a run to end with its best plan so far; ``at_once``: without its last word.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, or there is no such run.
    """
    require(film.actor, Action.CHANGE_BOARD)
    note = film.library.runs.wish(number, "cancel" if at_once else "stop")
    return run_answer(film, note)


def keep_run(film: KeptFilm, number: int, board: str) -> BoardState:
    """The best plan of a run as a board, made or replaced (and able to be taken back).

    A plan made before the facts changed follows them as every board does.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, the run has no plan yet, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_BOARD)
    note = film.library.runs.note(number)
    plan = film.library.runs.plan(number)
    if plan is None:
        msg = f"run {number} has no plan yet."
        raise NotFound(msg)
    name = board.strip() or FIRST_BOARD
    if note.revision != film.library.revision():
        then = film.library.state(note.revision)
        before = assemble(then.breakdown, then.facts).production
        plan = follow(plan, before, film.assembly().production).plan
    made = {"by": "plan", "program": program(), **note.question, **note.outcome, "run": number}
    state = film.keep_board(name, plan, made)
    film.library.runs.kept(number, name)
    return state


def outcome_of(result: Result) -> Mapping[str, Any]:
    """What is kept of a result beside its plan: plain numbers."""
    outcome = {
        "status": result.status,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "days": result.judgement.days,
        "held_days": result.judgement.held_days,
        "unplaced": list(result.judgement.unplaced),
        "seconds": round(result.seconds, 3),
        "iterations": result.iterations,
    }
    json.dumps(outcome)
    return outcome


def run_answer(film: KeptFilm, note: RunNote) -> RunAnswer:
    """A run as every door gives it."""
    outcome, question = note.outcome, note.question
    last = note.curve[-1] if note.curve else None
    return RunAnswer(
        number=note.number,
        state=note.state,
        wish=note.wish,
        seconds=float(question.get("seconds", 0)),
        seed=int(question.get("seed", 1)),
        start=str(question.get("start", "")),
        who=note.who,
        at=note.created_at.isoformat(),
        curve=[
            PointAnswer(seconds=p.seconds, cost=p.cost, bound=p.bound, unplaced=p.unplaced)
            for p in note.curve
        ],
        has_plan=note.plan,
        status=str(outcome.get("status", "")),
        cost=outcome.get("cost", last.cost if last else None),
        bound=outcome.get("bound", last.bound if last else None),
        gap=outcome.get("gap"),
        days=int(outcome.get("days", 0)),
        held_days=int(outcome.get("held_days", 0)),
        unplaced=list(outcome.get("unplaced", [])),
        said=note.said,
        board=note.board,
        currency=film.assembly().production.currency,
        outdated=note.revision != film.library.revision(),
    )
