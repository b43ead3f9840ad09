"""Questions about a board: why a strip is where it is, what a move costs, what cannot hold, the gap.

Only who may see the money may ask: an answer names prices, and people who are kept apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.contradictions import says_nothing
from intercut.actions.judging import production_of
from intercut.actions.office import Office
from intercut.domain.finding import Finding, Level
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.domain.targets import Targets
from intercut.errors import NotFound, Unreadable
from intercut.planning.explain import (
    Gap,
    Infeasible,
    MovePrice,
    Why,
    gap,
    infeasible,
    move,
    why,
)
from intercut.store.records import BoardState


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question is about: a board of a production that holds together."""

    board: BoardState
    production: Production
    findings: tuple[Finding, ...]


def asked_of(office: Office, board: str = "") -> Asked:
    """A board to ask about, for one who may see the money.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no such board.
    Unreadable
        When the facts have to be mended first.
    """
    require(office.actor, Action.SEE_COST)
    production, findings = sound_production(office)
    state = office.board(board)
    return Asked(board=state, production=production_of(production, state), findings=findings)


def sound_production(office: Office) -> tuple[Production, tuple[Finding, ...]]:
    """The production where its facts say something, with what is off about it.

    Raises
    ------
    Unreadable
        When they have to be mended first.
    """
    assembly = office.assembly()
    if says_nothing(assembly.findings):
        errors = [str(f) for f in assembly.findings if f.level is Level.ERROR]
        raise Unreadable(f"the facts have to be mended first: {' '.join(errors[:3])}")
    return assembly.production, assembly.findings


def target_named(production: Production, text: str) -> str:
    """What somebody means by a scene, part or sitting, as it is printed.

    Raises
    ------
    NotFound
        When nothing on the board is called so, or it is an event.
    """
    targets = Targets(production)
    found = targets.find(text)
    if found is not None and found.strips:
        return found.name
    if any(folded(s.number) == folded(text) and s.omitted for s in production.scenes):
        msg = f"scene {text} is omitted: nothing of it is on the board."
        raise NotFound(msg)
    msg = f"there is no scene {text!r} on the board."
    raise NotFound(msg, targets.advice(text))


def explain_why(office: Office, scene: str, board: str = "") -> tuple[Asked, tuple[Why, ...]]:
    """What holds the strips of a scene on their days; errors as `asked_of` and `target_named`."""
    asked = asked_of(office, board)
    target = target_named(asked.production, scene)
    return asked, why(asked.production, asked.board.plan, target)


def explain_move(
    office: Office,
    scene: str,
    date: dt.date,
    board: str = "",
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    repair: bool = True,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Asked, tuple[MovePrice, ...]]:
    """Both prices of a move before it is made; errors as `asked_of` and `target_named`.

    Parameters
    ----------
    seconds, iterations
        How long the repair may search; 3 seconds when neither is given.
    repair
        Whether to plan the rest again around it; without it only *as it stands* is priced.
    """
    asked = asked_of(office, board)
    target = target_named(asked.production, scene)
    if not repair:
        seconds = iterations = None
    elif seconds is None and iterations is None:
        seconds = 3
    spans = [asked.production.calendar_of(u).span for u in asked.production.units]
    if not any(date in span for span in spans):
        first, last = min(s.first for s in spans), max(s.last for s in spans)
        raise NotFound(f"{date} is outside the shoot.", f"It runs {first} to {last}.")
    found = move(
        asked.production,
        asked.board.plan,
        target,
        date,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        cancel=cancel,
    )
    return asked, found


def explain_infeasible(
    office: Office,
    *,
    seconds: float = 20,
    iterations: int = 200,
    seed: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Infeasible, tuple[Finding, ...]]:
    """Facts that cannot all hold, and the ways out; the errors the facts themselves show.

    Raises
    ------
    NotAllowed, Unreadable
        As `asked_of`. No board is needed.
    """
    require(office.actor, Action.SEE_COST)
    production, findings = sound_production(office)
    start = office.board().plan if office.boards() else None
    found = infeasible(
        production, start=start, seconds=seconds, iterations=iterations, seed=seed, cancel=cancel
    )
    return found, tuple(f for f in findings if f.level is Level.ERROR)


def explain_gap(
    office: Office,
    board: str = "",
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
) -> tuple[Asked, Gap]:
    """What a cheaper plan would have to change; errors as `asked_of`.

    Parameters
    ----------
    seconds, iterations
        How long to look for a proof and a cheaper plan; 5 seconds when neither is given.
    """
    asked = asked_of(office, board)
    if seconds is None and iterations is None:
        seconds = 5
    return asked, gap(
        asked.production, asked.board.plan, seconds=seconds, iterations=iterations, seed=seed
    )
