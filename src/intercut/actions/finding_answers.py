"""Findings and key points as every JSON answer gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intercut.domain.finding import Finding
from intercut.domain.key_point import KeyPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereAnswer:
    """The place a finding speaks of; "" and null for what is not known."""

    file: str
    line: int | None
    column: int | None
    path: str
    scene: str
    strip: str
    unit: str
    date: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswer:
    """Something that is off. ``level`` is error, warning or note; ``facts`` are what it rests on."""

    code: str
    level: str
    message: str
    fix: str
    where: WhereAnswer
    facts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPointAnswer:
    """A sentence at the head of a report; ``evidence`` names the rows that prove it by their id."""

    text: str
    evidence: list[str]


def finding_answers(findings: Iterable[Finding]) -> list[FindingAnswer]:
    """Findings in the order given."""
    return [
        FindingAnswer(
            code=f.code,
            level=f.level.value,
            message=f.message,
            fix=f.fix,
            where=WhereAnswer(
                file=f.where.file,
                line=f.where.line,
                column=f.where.column,
                path=f.where.path,
                scene=f.where.scene,
                strip=f.where.strip,
                unit=f.where.unit,
                date=f.where.date,
                person=f.where.person,
            ),
            facts=[str(s) for s in f.facts],
        )
        for f in findings
    ]


def point_answers(points: Iterable[KeyPoint]) -> list[KeyPointAnswer]:
    """Key points in the order given."""
    return [KeyPointAnswer(text=p.text, evidence=list(p.evidence)) for p in points]
