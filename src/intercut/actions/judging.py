"""A board judged: its rules, its cost, everybody's days."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from intercut.access import Action, Actor, Role, may, require
from intercut.actions.office import Office
from intercut.domain.finding import Finding
from intercut.domain.people import Person
from intercut.domain.production import Production
from intercut.errors import NotFound, Unreadable
from intercut.planning.changes import apply_changes
from intercut.publish.reader import Names, Reader
from intercut.schedule import CostSheet, DayOutOfDays, Index, Judgement, dood, judge
from intercut.store.records import BoardState

Drops = Literal["cheapest", "first gap"]

_INNER_CIRCLE = frozenset({Role.OWNER, Role.PRODUCER, Role.FIRST_AD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A board and everything the judge says of it.

    ``findings`` are those of the production (what the facts leave open) and then of the plan.
    """

    board: BoardState
    production: Production
    judgement: Judgement
    findings: tuple[Finding, ...]


def reader_of(actor: Actor) -> Reader:
    """Whom documents are drawn for when this actor looks."""
    return Reader(role=actor.role.value, person=actor.person)


def production_of(production: Production, board: BoardState) -> Production:
    """The production a board answers: a what-if's board answers its own changed facts.

    A change that names what the film no longer has is left out: the board is judged without it.
    """
    for text in board.made.get("changes", ()):
        with suppress(NotFound, Unreadable):
            production, _ = apply_changes(production, [text])
    return production


_indexed: list[tuple[Production, Index]] = []


def index_of(production: Production) -> Index:
    """The judge's index of a production; the last one is kept, as boards are judged over and over."""
    for known, index in _indexed:
        if known is production:
            return index
    index = Index(production)
    _indexed[:] = [(production, index)]
    return index


def judged(office: Office, board: str = "") -> Judged:
    """A board with its judgement; who may see what of it is for the actions to say.

    Raises
    ------
    NotFound
        When there is no such board.
    """
    state = office.board(board)
    assembly = office.assembly()
    production = production_of(assembly.production, state)
    judgement = judge(production, state.plan)
    return Judged(
        board=state,
        production=production,
        judgement=judgement,
        findings=(*assembly.findings, *judgement.findings),
    )


def check_board(office: Office, board: str = "") -> Judged:
    """A board against every rule.

    Findings about people kept apart go only to those who may know of the rule, and secret names
    stand under their code names for others.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no such board.
    """
    require(office.actor, Action.CHECK)
    found = judged(office, board)
    if office.actor.role in _INNER_CIRCLE:
        return found
    names = Names(found.production, reader_of(office.actor))
    return replace(
        found,
        findings=tuple(_freed(f, names) for f in found.findings if not f.code.startswith("apart")),
    )


def _freed(finding: Finding, names: Names) -> Finding:
    """A finding without the names its reader may not know."""
    where = finding.where
    return replace(
        finding,
        message=names.free(finding.message),
        fix=names.free(finding.fix),
        where=replace(where, person=names.free(where.person)),
        facts=(),
    )


def cost_board(office: Office, board: str = "") -> tuple[BoardState, CostSheet]:
    """The cost sheet of a board; errors as `check_board`."""
    require(office.actor, Action.SEE_COST)
    found = judged(office, board)
    return found.board, found.judgement.cost


def dood_board(
    office: Office, board: str = "", *, drops: Drops = "cheapest", elements: bool = False
) -> tuple[BoardState, DayOutOfDays]:
    """Day out of days of a board: everybody's for those who may see dates, else one's own row.

    Parameters
    ----------
    drops
        The cheapest drop-and-pick-ups or, for comparison, the first gaps.
    elements
        Whether rented things have rows as well.

    Raises
    ------
    NotAllowed, NotFound
        As `check_board`.
    """
    actor = office.actor
    if not may(actor.role, Action.SEE_DATES):
        require(actor, Action.SEE_OWN_DATES)
    state = office.board(board)
    production = production_of(office.assembly().production, state)
    grid = dood(production, state.plan, drops=drops, elements=elements)
    rows = grid.rows
    if not may(actor.role, Action.SEE_DATES):
        rows = tuple(r for r in rows if actor.person is not None and r.id == actor.person)
    names = Names(production, reader_of(actor))
    people = {str(p.id): p for p in production.people}
    shown = tuple(
        replace(r, id=public_id(people[r.id], names), name=names.person(people[r.id].id))
        if r.id in people
        else r
        for r in rows
    )
    return state, replace(grid, rows=shown)


def public_id(person: Person, names: Names) -> str:
    """A person's id, or the code name where the id would tell a secret name."""
    shown = names.person(person.id)
    return str(person.id) if shown == person.name else shown
