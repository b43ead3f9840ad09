"""A film made, and opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from intercut.access import Actor, Role, role_named
from intercut.actions.decisions import check_facts, read_text
from intercut.actions.importing import boards_of, read_board
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import ReadScript, break_down_scripts, read_scripts
from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding, has_errors
from intercut.domain.lookup import folded
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.errors import NotFound, Unreadable, Unwritable
from intercut.exchange.board_films import BoardRead, match_board
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

    With an error in the facts or the board no film is made, and all that is off is told. With
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
    decided, text, facts_read = Facts(), "", None
    if facts is not None:
        data = read_text(facts)
        facts_read = read_facts(data, facts.name)
        decided = facts_read.facts or decided
        text = data.decode("utf-8-sig", errors="replace")
    elif arranged is not None and not read:
        decided = arranged.facts
    breakdown = (
        break_down_scripts(read, decided) if read or arranged is None else arranged.breakdown
    )
    findings: tuple[Finding, ...]
    if facts is not None and facts_read is not None:
        checked = check_facts(facts_read, facts.name, breakdown)
        findings = (*breakdown.findings, *checked.findings)
        if checked.facts is None:
            return NewFilm(made=False, breakdown=breakdown, findings=findings)
    else:
        findings = assemble(breakdown, decided).findings
    plans: dict[str, Plan] = {}
    if arranged is not None and board is not None:
        findings = (*arranged.findings, *findings)
        plans, told = _boards(arranged, board, assemble(breakdown, decided).production, read)
        findings += told
    from intercut.store import library

    sources = [s.file.name for s in read] + ([board.name] if board is not None else [])
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
    if not read:
        return dict(boards_of(arranged, board)), ()
    plans: dict[str, Plan] = {}
    told: tuple[Finding, ...] = ()
    for arrangement in arranged.arrangements:
        plan, found = match_board(production, arranged, arrangement.name)
        plans[arrangement.name or board.stem] = plan
        told += found
    return plans, told


def open_film(path: Path, *, name: str, seen_as: str = "") -> KeptFilm:
    """A film from its file, for the one who opens it or, with ``seen_as``, as somebody else.

    Whoever opens the file owns it. ``seen_as`` is a role or a person of the film by name: the
    same film with that one's rights, never with more.

    Raises
    ------
    NotFound
        When there is no such file, role or person.
    Unreadable, NewerFormat, Unwritable
        As `intercut.store.library.open`.
    """
    from intercut.store import library

    film = KeptFilm(library=library.open(path), actor=Actor(name=name))
    if seen_as:
        try:
            film.actor = actor_named(seen_as, name, film.assembly().production)
        except NotFound:
            film.library.close()
            raise
    return film


def actor_named(text: str, name: str, production: Production) -> Actor:
    """The role or person somebody asks to see a film as.

    Raises
    ------
    NotFound
        When it is neither.
    """
    role = role_named(text)
    if role is not None:
        return Actor(name=name, role=role)
    wanted = folded(text)
    for person in production.people:
        if wanted in {folded(person.id), folded(person.name), folded(person.code_name or "-")}:
            return Actor(name=name, role=Role.PERFORMER, person=person.id)
    msg = f"{text!r} is neither a role nor a person of this film."
    raise NotFound(msg, f"Roles are: {', '.join(r.value for r in Role)}.")
