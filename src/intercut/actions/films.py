"""A film made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from intercut.access import Actor
from intercut.actions.board_hours import proposed_calls
from intercut.actions.decisions import check_facts, read_text
from intercut.actions.given_files import name_of
from intercut.actions.importing import (
    CALLS_PROPOSED,
    board_name,
    boards_of,
    lay_board,
    read_board,
    says_hours,
)
from intercut.actions.scripts import ReadScript, break_down_scripts, read_scripts
from intercut.breakdown.board_numbers import with_board_numbers
from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding, has_errors
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.errors import Unreadable, Unwritable
from intercut.exchange.board_films import BoardRead
from intercut.exchange.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFilm:
    """What came of making a film. ``made`` False: an error is among the findings, and no file."""

    made: bool
    breakdown: Breakdown
    findings: tuple[Finding, ...]
    board: str = ""


def new_film(
    path: Path,
    *,
    actor: Actor,
    scripts: Sequence[Path],
    episodes: Sequence[str] = (),
    facts: Path | None = None,
    board: Path | None = None,
) -> NewFilm:
    """A film in a file of its own, from scripts or a board and, where given, facts.

    With an error to mend in facts or board no film is made, and all that is off is told. With
    both a script and a board, the board is laid onto what the script says.

    Raises
    ------
    NotFound, Unreadable
        When a script, a board or the facts cannot be read.
    Unwritable
        When the file exists or cannot be made.
    """
    if path.exists():  # said before a long script is read; `create` makes sure
        msg = f"{path} exists already."
        raise Unwritable(msg, "Name another file; a new draft goes in by `intercut revise`.")
    if not scripts and board is None:
        msg = "no script is named."
        raise Unreadable(msg, "Name one: --script FILM.fountain, or a board: --board B.uss.")
    read = read_scripts(scripts, episodes)
    arranged = read_board(board) if board is not None else None
    if arranged is not None and has_errors(arranged.findings):
        return NewFilm(made=False, breakdown=arranged.breakdown, findings=arranged.findings)
    if arranged is not None and not any(r.board_number for r in arranged.breakdown.roles):
        # A list of strips names its cast; strips and cast lists go by number.
        bare = arranged.breakdown
        roles = with_board_numbers(bare.roles, bare.scenes)
        arranged = replace(arranged, breakdown=replace(bare, roles=roles))
    decided, text, facts_read = Facts(), "", None
    if facts is not None:
        data = read_text(facts)
        facts_read = read_facts(data, name_of(facts))
        decided = facts_read.facts or decided
        text = data.decode("utf-8-sig", errors="replace")
    elif arranged is not None and not read:
        decided = arranged.facts
    breakdown = (
        break_down_scripts(read, decided) if read or arranged is None else arranged.breakdown
    )
    findings: tuple[Finding, ...]
    if facts is not None and facts_read is not None:
        checked = check_facts(facts_read, name_of(facts), breakdown)
        findings = (*breakdown.findings, *checked.findings)
        if checked.facts is None:
            return NewFilm(made=False, breakdown=breakdown, findings=findings)
    else:
        findings = assemble(breakdown, decided).findings
    plans: dict[str, Plan] = {}
    if arranged is not None and board is not None:
        plans, told = _boards(arranged, board, assemble(breakdown, decided).production, read)
        findings = (*told, *findings)
    from intercut.store import library

    sources = [s.file.name for s in read] + ([name_of(board)] if board is not None else [])
    library.create(
        path,
        breakdown=breakdown,
        who=actor.name,
        why=f"made from {', '.join(sources)}",
        facts=decided,
        facts_text=text,
        scripts=tuple(s.file for s in read),
        plans=plans,
    ).close()
    return NewFilm(
        made=True,
        breakdown=breakdown,
        findings=tuple(dict.fromkeys(findings)),
        board=list(plans)[-1] if plans else "",
    )


def _boards(
    arranged: BoardRead, board: Path, production: Production, read: Sequence[ReadScript]
) -> tuple[dict[str, Plan], tuple[Finding, ...]]:
    """The boards of a file as plans of the film: its own, or laid onto its script."""
    told: tuple[Finding, ...]
    if not read:
        if all(says_hours(arranged, a.name) for a in arranged.arrangements):
            return dict(boards_of(arranged, board)), arranged.findings
        called = tuple(
            (name, plan if says_hours(arranged, name) else proposed_calls(production, plan))
            for name, plan in arranged.boards
        )
        named = boards_of(replace(arranged, boards=called), board)
        return dict(named), (CALLS_PROPOSED, *arranged.findings)
    plans: dict[str, Plan] = {}
    told = ()
    for arrangement in arranged.arrangements:
        plan, found = lay_board(production, arranged, arrangement.name)
        plans[board_name(arrangement.name, board)] = plan
        told += found
    return plans, told
