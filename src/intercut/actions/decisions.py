"""The facts of a film, out and in: everything people decided, as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intercut.access import Action, require
from intercut.actions.cast_numbers import keep_numbers
from intercut.actions.contradictions import says_nothing
from intercut.actions.following import Followed, follow
from intercut.actions.given_files import given_bytes
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import break_down_scripts, read_again
from intercut.domain.assemble import Assembly, assemble
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.exchange.facts import FactsRead, facts_template, read_facts

LARGEST_FACTS_BYTES = 20_000_000
"""A facts file beyond this is something else; our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsSet:
    """What came of setting facts.

    ``changed`` False: an error that has to be mended is among the findings, or the film had
    exactly these facts already. Facts that merely contradict each other are taken, with errors
    that say so. ``boards`` are those that had to follow.
    """

    changed: bool
    revision: int
    findings: tuple[Finding, ...]
    boards: tuple[tuple[str, Followed], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFacts:
    """A facts file against a breakdown. ``facts`` None: it may not be taken as it is."""

    facts: Facts | None
    findings: tuple[Finding, ...]
    assembly: Assembly | None = None


def get_facts(film: KeptFilm, *, template: bool = False) -> str:
    """The facts as YAML: as a person wrote them last, else a file to fill in beside what is known.

    Parameters
    ----------
    template
        Give the file to fill in also where a person wrote one: all that is decided, all that
        could be, and every proposal that waits.

    Raises
    ------
    NotAllowed
        When the actor may not see them.
    """
    require(film.actor, Action.SEE_FACTS)
    state = film.library.state()
    if state.facts_text and not template:
        return state.facts_text
    return facts_template(state.breakdown, state.facts)


def read_text(path: Path) -> bytes:
    """Bytes of a facts file.

    Raises
    ------
    NotFound, Unreadable
        When there is no such file, or it cannot be read, or is far too large.
    """
    return given_bytes(
        path,
        largest_bytes=LARGEST_FACTS_BYTES,
        kind="facts file",
        name_instead="Name the YAML file with the facts.",
    )


def check_facts(read: FactsRead, file: str, breakdown: Breakdown) -> CheckedFacts:
    """A facts file that was read, with every cross-check against the breakdown."""
    if read.facts is None:
        return CheckedFacts(facts=None, findings=read.findings)
    assembly = assemble(breakdown, read.facts)
    old = set(breakdown.findings)
    about_facts = tuple(f for f in assembly.findings if f not in old)
    findings = (*read.findings, *read.located(about_facts, file))
    return CheckedFacts(
        facts=None if says_nothing(findings) else read.facts, findings=findings, assembly=assembly
    )


def set_facts(film: KeptFilm, data: bytes, file: str) -> FactsSet:
    """The film with these facts instead of those it had: all of them, or none.

    Facts that contradict each other are facts: they are taken, and told as errors.

    Parameters
    ----------
    data
        The YAML as it came.
    file
        Its name, for the findings and the sources.

    Raises
    ------
    NotAllowed, Stale, Unwritable
        When the actor may not, somebody saved meanwhile, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_FACTS)
    state = film.library.state()
    read = read_facts(data, file)
    breakdown = state.breakdown
    if read.facts is not None and asks_again(read.facts, state.facts):
        scripts = read_again(film.library.scripts())
        if scripts:
            breakdown = break_down_scripts(scripts, read.facts, breakdown)
    if read.facts is not None:
        breakdown = keep_numbers(film, breakdown, read.facts)
    checked = check_facts(read, file, breakdown)
    if checked.facts is None or checked.assembly is None:
        return FactsSet(changed=False, revision=state.revision, findings=checked.findings)
    text = data.decode("utf-8-sig", errors="replace")
    known = state.facts_text or facts_template(state.breakdown, state.facts)
    if text == known or (checked.facts, text) == (state.facts, state.facts_text):
        return FactsSet(changed=False, revision=state.revision, findings=checked.findings)
    followed = follow_boards(film, assemble(state.breakdown, state.facts), checked.assembly)
    revision = film.library.revise(
        who=film.actor.name,
        why=f"facts from {file}",
        what="facts",
        facts=checked.facts,
        facts_text=text,
        breakdown=None if breakdown == state.breakdown else breakdown,
        plans=plans_of(followed),
        expected=state.version,
    )
    return FactsSet(changed=True, revision=revision, findings=checked.findings, boards=followed)


def asks_again(new: Facts, old: Facts) -> bool:
    """Whether facts say something else than before of what the breakdown itself has to know."""
    return (new.kind, new.names, new.answers) != (old.kind, old.names, old.answers)


def follow_boards(
    film: KeptFilm, before: Assembly, after: Assembly
) -> tuple[tuple[str, Followed], ...]:
    """Every board of the film that has to change, and how."""
    found: list[tuple[str, Followed]] = []
    for name in film.boards():
        plan = film.board(name).plan
        followed = follow(plan, before.production, after.production)
        if followed.plan != plan:
            found.append((name, followed))
    return tuple(found)


def plans_of(followed: tuple[tuple[str, Followed], ...]) -> dict[str, Plan]:
    """The plans alone, by board."""
    return {name: f.plan for name, f in followed}
