"""Facts changed one by one: a cell of a table, an answer to a proposal, a strip pinned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intercut.access import Action, Role, require
from intercut.actions.answers import FindingAnswer, ProposalAnswer, finding_answers
from intercut.actions.decisions import FactsSet, set_facts
from intercut.actions.office import KeptFilm
from intercut.domain.scene import Proposal
from intercut.errors import NotFound, Stale
from intercut.exchange.facts import write_facts
from intercut.exchange.facts.amending import Amendment, amended, tables_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsTables:
    """The facts section by section, in the words of the facts file, with what is off about them."""

    revision: int
    text: str
    tables: dict[str, Any]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChange:
    """What came of a change. ``changed`` False: a finding says what has to be mended first."""

    changed: bool
    revision: int
    boards: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsAnswer:
    """What the program asks, and what people said: ``answered`` are (id, yes or no)."""

    revision: int
    proposals: list[ProposalAnswer]
    answered: dict[str, bool]


def facts_tables(film: KeptFilm) -> FactsTables:
    """The facts as tables.

    Raises
    ------
    NotAllowed
        When the actor may not see them.
    """
    require(film.actor, Action.SEE_FACTS)
    text = _text(film)
    return FactsTables(
        revision=film.revision(),
        text=text,
        tables=tables_of(text),
        findings=finding_answers(film.assembly().findings),
    )


def amend_facts(
    film: KeptFilm, amendments: Sequence[Amendment], *, expected: int, said_in: str = "the page"
) -> FactsChange:
    """The film with some facts changed: all of these changes, or none.

    Parameters
    ----------
    expected
        The revision the person saw.
    said_in
        Where they were decided, as their sources name it.

    Raises
    ------
    NotAllowed, Unreadable, Stale, Unwritable
        When the actor may not, a change leads nowhere, somebody saved meanwhile, or the film
        cannot be written.
    """
    require(film.actor, Action.CHANGE_FACTS)
    _not_stale(film, expected)
    return _set(film, amended(_text(film), amendments), said_in)


def replace_facts(film: KeptFilm, text: str, *, expected: int) -> FactsChange:
    """The film with these facts as text; errors as `amend_facts`."""
    require(film.actor, Action.CHANGE_FACTS)
    _not_stale(film, expected)
    return _set(film, text)


def proposals_of(film: KeptFilm) -> ProposalsAnswer:
    """Everything that needs a person's eye, the surest first in script order.

    Raises
    ------
    NotAllowed
        When the actor may not read the script.
    """
    require(film.actor, Action.READ_SCRIPT)
    state = film.library.state()
    numbers = {s.id: s.number for s in state.breakdown.scenes}
    inner = film.actor.role in {Role.OWNER, Role.PRODUCER, Role.FIRST_AD}
    return ProposalsAnswer(
        revision=state.revision,
        proposals=[_proposal(p, numbers) for p in state.breakdown.proposals] if inner else [],
        answered={a.proposal: a.accepted for a in state.facts.answers},
    )


def answer_proposals(
    film: KeptFilm, answers: Sequence[tuple[str, bool | None]], *, expected: int
) -> FactsChange:
    """The film with what a person said to proposals: yes, no, or (None) undecided again.

    Raises
    ------
    NotFound
        When the program does not ask such a thing.
    NotAllowed, Stale, Unwritable
        As `amend_facts`.
    """
    require(film.actor, Action.CHANGE_FACTS)
    _not_stale(film, expected)
    asked = {p.id for p in film.library.state().breakdown.proposals}
    text = _text(film)
    said = tables_of(text).get("proposals") or []
    rows = {row.get("proposal"): n for n, row in enumerate(said) if isinstance(row, dict)}
    amendments = []
    for proposal, accepted in answers:
        if proposal not in asked and proposal not in rows:
            msg = f"nothing called {proposal!r} waits for an answer."
            raise NotFound(msg)
        row = rows.setdefault(proposal, len(rows))
        if row >= len(said):
            amendments.append(
                Amendment(path=("proposals", row, "proposal"), value=_quoted(proposal))
            )
        word = {True: "yes", False: "no", None: ""}[accepted]
        amendments.append(Amendment(path=("proposals", row, "accept"), value=word))
    return _set(film, amended(text, amendments))


def pin_strip(
    film: KeptFilm, target: str, date: dt.date | None, unit: str, *, expected: int
) -> FactsChange:
    """The film with a strip held to a date and unit, or (``date`` None) free again.

    Raises
    ------
    NotAllowed, Unreadable, Stale, Unwritable
        As `amend_facts`.
    """
    require(film.actor, Action.CHANGE_FACTS)
    _not_stale(film, expected)
    text = _text(film)
    pins = tables_of(text).get("pins") or []
    found = [n for n, p in enumerate(pins) if isinstance(p, dict) and p.get("target") == target]
    amendments = [Amendment(path=("pins", n), value="") for n in reversed(found)]
    if date is not None:
        row = len(pins) - len(found)
        names = {u.id: u.name for u in film.assembly().production.units}
        amendments += [
            Amendment(path=("pins", row, "target"), value=_quoted(target)),
            Amendment(path=("pins", row, "date"), value=date.isoformat()),
        ]
        if unit:
            named = next((names[u] for u in names if u == unit), unit)
            amendments.append(Amendment(path=("pins", row, "unit"), value=_quoted(named)))
        amendments.append(
            Amendment(path=("pins", row, "source"), value=_quoted(f"{film.actor.name} (board)"))
        )
    return _set(film, amended(text, amendments))


def _quoted(text: str) -> str:
    """Text that stays text, whatever it looks like: `12` is a scene's number, no count."""
    plain = text.replace("'", "''")
    return f"'{plain}'"


def _text(film: KeptFilm) -> str:
    state = film.library.state()
    return state.facts_text or write_facts(state.facts, state.breakdown)


def _not_stale(film: KeptFilm, expected: int) -> None:
    now = film.revision()
    if now != expected:
        since = [r for r in film.library.revisions() if r.number > expected]
        who = ", ".join(dict.fromkeys(r.who for r in since)) or "somebody"
        msg = f"{who} changed script or facts first: revision {now}, and this was made from {expected}."
        raise Stale(msg, "Look again and repeat the change.")


def _set(film: KeptFilm, text: str, said_in: str = "the page") -> FactsChange:
    done: FactsSet = set_facts(film, text.encode(), said_in)
    return FactsChange(
        changed=done.changed,
        revision=done.revision,
        boards=[name for name, _ in done.boards],
        findings=finding_answers(done.findings),
    )


def _proposal(proposal: Proposal, numbers: dict[Any, str]) -> ProposalAnswer:
    return ProposalAnswer(
        id=proposal.id,
        kind=proposal.kind.value,
        scene=numbers.get(proposal.scene, "") if proposal.scene else "",
        message=proposal.message,
        reason=proposal.reason,
        confidence=proposal.confidence,
        applied=proposal.applied,
    )
