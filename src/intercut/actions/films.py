"""A film made, and opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from intercut.access import Actor, Role, role_named
from intercut.actions.decisions import check_facts, read_text
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import break_down_scripts, read_scripts
from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.errors import NotFound, Unreadable, Unwritable
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
) -> NewFilm:
    """A film in a file of its own, from scripts and, where given, facts.

    With an error in the facts no film is made, and all that is off is told.

    Raises
    ------
    NotFound, Unreadable
        When a script or the facts cannot be read.
    Unwritable
        When the file exists or cannot be made.
    """
    if path.exists():  # said before a long script is read; `create` makes sure
        msg = f"{path} exists already."
        raise Unwritable(msg, "Name another file; a new draft goes in by `intercut revise`.")
    if not scripts:
        msg = "no script is named."
        raise Unreadable(msg, "Name one: --script FILM.fountain.")
    read = read_scripts(scripts, episodes)
    decided, text = Facts(), ""
    facts_read = None
    if facts is not None:
        data = read_text(facts)
        facts_read = read_facts(data, facts.name)
        decided = facts_read.facts or decided
        text = data.decode("utf-8-sig", errors="replace")
    breakdown = break_down_scripts(read, decided)
    findings: tuple[Finding, ...] = breakdown.findings
    if facts is not None and facts_read is not None:
        checked = check_facts(facts_read, facts.name, breakdown)
        findings = (*findings, *checked.findings)
        if checked.facts is None:
            return NewFilm(made=False, breakdown=breakdown, findings=findings)
    else:
        findings = tuple(dict.fromkeys(assemble(breakdown, decided).findings))
    from intercut.store import library

    library.create(
        path,
        breakdown=breakdown,
        who=actor.name,
        why=f"made from {', '.join(s.file.name for s in read)}",
        facts=decided,
        facts_text=text,
        scripts=tuple(s.file for s in read),
    ).close()
    return NewFilm(made=True, breakdown=breakdown, findings=findings)


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
