"""The JSON shapes every door answers with. Each is a record here, and its schema is drawn from it.

Money is in minor units of ``currency``, dates are ISO 8601, lengths are eighths, times minutes.
Fields are only ever added; a field that changes its meaning raises the version.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from intercut.actions.explain_answers import EXPLAIN_ANSWERS
from intercut.actions.finding_answers import FindingAnswer, WhereAnswer, finding_answers
from intercut.actions.replan_answers import ReplanAnswer
from intercut.actions.set_answers import SET_ANSWERS
from intercut.actions.stitch_answers import StitchAnswer
from intercut.actions.together_answers import TogetherAnswer
from intercut.actions.whatif_answers import WhatIfAnswer
from intercut.domain.finding import Finding, has_errors

__all__ = ["FindingAnswer", "WhereAnswer", "finding_answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAnswer:
    """Something a person should decide; ``confidence`` in percent, ``applied`` if counted already."""

    id: str
    kind: str
    scene: str
    message: str
    reason: str
    confidence: int
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """A film was made; or, with an error among the findings, was not (``film`` is "" then)."""

    film: str
    title: str
    scenes: int
    eighths: int
    pages: int
    roles: int
    board: str
    proposals: list[ProposalAnswer]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsAnswer:
    """The facts as YAML; ``changed`` says whether the film has them now."""

    text: str
    changed: bool
    revision: int
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardChangeAnswer:
    """What a new draft does to a board."""

    board: str
    dropped: list[str]
    renamed: list[list[str]]
    to_place: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseAnswer:
    """A new draft on the old: scene numbers by what became of them."""

    revision: int
    kept: list[str]
    changed: list[str]
    moved: list[str]
    added: list[str]
    omitted: list[str]
    boards: list[BoardChangeAnswer]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """A plan. ``status``: optimal, feasible, infeasible or unknown; ``bound`` and ``gap`` are null
    where nothing is proved; ``avoidable_gap`` is the gap without pay that no plan can avoid."""

    status: str
    cost: int | None
    bound: int | None
    gap: float | None
    avoidable_gap: float | None
    currency: str
    days: int
    held_days: int
    unplaced: list[str]
    seconds: float
    iterations: int
    seed: int
    findings: list[FindingAnswer]
    board: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """A board against every rule; ``legal``: no rule broken, nothing left over."""

    board: str
    legal: bool
    cost: int
    money: int
    currency: str
    days: int
    held_days: int
    unplaced: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer:
    """Boards brought in, all named in ``boards``; the figures are those of ``board``, the first.

    With an error that kept them out ``board`` is "" and the figures are null."""

    board: str
    boards: list[str]
    legal: bool | None
    cost: int | None
    currency: str
    days: int | None
    held_days: int | None
    unplaced: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLineAnswer:
    """One line of the cost sheet; ``kind``: money, soft rule, preference or baseline."""

    kind: str
    rule: str
    subject: str
    text: str
    quantity: int
    unit_amount: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAnswer:
    """The cost sheet of a board; ``total`` is ``money`` and ``wishes`` together."""

    board: str
    currency: str
    total: int
    money: int
    wishes: int
    lines: list[CostLineAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodRowAnswer:
    """One person or thing; ``codes`` has one entry for each of ``days``."""

    id: str
    name: str
    board_number: str
    codes: list[str]
    worked: int
    held: int
    travel: int
    other: int
    paid: int
    start: str | None
    finish: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodAnswer:
    """Day out of days; ``days`` are all dates from first to last use, ``off`` the company's off."""

    board: str
    days: list[str]
    off: list[str]
    drops: str
    rows: list[DoodRowAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripAnswer:
    """A strip (or, with ``strip`` "", a banner) on a day; times as on the clock of that day."""

    strip: str
    banner: str
    int_ext: str
    set: str
    light: str
    eighths: int
    minutes: int
    cast: list[str]
    place: str
    synopsis: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswer:
    """Somebody's call and wrap on a day."""

    id: str
    name: str
    call: str
    wrap: str
    strips: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswer:
    """One unit day."""

    date: str
    unit: str
    number: int
    light: str
    call: str
    wrap: str
    eighths: int
    overtime_minutes: int
    strips: list[StripAnswer]
    calls: list[CallAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAnswer:
    """A board, day by day, and what is not scheduled."""

    board: str
    boards: list[str]
    title: str
    days: list[DayAnswer]
    boneyard: list[StripAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAnswer:
    """One fact and the chain of where it came from, the nearest source first."""

    what: str
    value: str
    sources: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAnswer:
    """A scene or a person: everything known, each fact with its sources, and when it is on."""

    kind: str
    id: str
    name: str
    facts: list[FactAnswer]
    days: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAnswer:
    """Documents written; ``findings``: what of them cannot be read on paper."""

    board: str
    colour: str
    reader: str
    files: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceAnswer:
    """One instance of talent scheduling. ``cost`` counts all days paid, ``order`` scenes from 0."""

    name: str
    status: str
    cost: int | None
    bound: int | None
    order: list[int]
    seconds: float
    expanded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthAnswer:
    """One thing looked at."""

    name: str
    level: str
    text: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorAnswer:
    """This machine, and a film where one was named."""

    checks: list[HealthAnswer]


ANSWERS: dict[str, tuple[type[Any], int]] = {
    "intercut.new": (NewAnswer, 1),
    "intercut.facts": (FactsAnswer, 1),
    "intercut.revise": (ReviseAnswer, 1),
    "intercut.import": (ImportAnswer, 1),
    "intercut.plan": (PlanAnswer, 1),
    "intercut.check": (CheckAnswer, 1),
    "intercut.cost": (CostAnswer, 1),
    "intercut.dood": (DoodAnswer, 1),
    "intercut.board": (BoardAnswer, 1),
    "intercut.day": (DayAnswer, 1),
    "intercut.shown": (ShownAnswer, 1),
    "intercut.publish": (PublishAnswer, 1),
    "intercut.sequence": (SequenceAnswer, 1),
    "intercut.doctor": (DoctorAnswer, 1),
    **EXPLAIN_ANSWERS,
    "intercut.whatif": (WhatIfAnswer, 1),
    "intercut.together": (TogetherAnswer, 1),
    "intercut.replan": (ReplanAnswer, 1),
    "intercut.stitch": (StitchAnswer, 1),
    **SET_ANSWERS,
}
"""Schema name -> (record, version)."""

_NAMES = {record: (name, version) for name, (record, version) in ANSWERS.items()}


def as_json(answer: Any) -> dict[str, Any]:
    """An answer as plain data, its schema's name and version first."""
    name, version = _NAMES[type(answer)]
    return {"schema": name, "version": version, **dataclasses.asdict(answer)}


def exit_code(findings: Iterable[Finding]) -> int:
    """1 when one of the findings is an error, else 0."""
    return int(has_errors(findings))
