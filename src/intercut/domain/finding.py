"""One thing that is off in the material: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.source import Source


class Level(StrEnum):
    """How much a finding weighs. Only an error makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place a finding speaks of; whatever is known of it.

    ``line`` and ``column`` count from 1; ``line`` is the paragraph number for Final Draft files.
    ``date`` is ISO 8601. ``path`` names the entry of a facts file (`performers.2.rate`).
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    scene: str = ""
    strip: str = ""
    unit: str = ""
    date: str = ""
    person: str = ""

    def __str__(self) -> str:
        parts: list[str] = []
        if self.file:
            at = self.file
            if self.line is not None:
                at += f", line {self.line}"
                if self.column is not None:
                    at += f", column {self.column}"
            parts.append(at)
        elif self.line is not None:
            parts.append(f"line {self.line}")
        if self.path:
            parts.append(self.path)
        if self.strip:
            parts.append(f"strip {self.strip}")
        elif self.scene:
            parts.append(f"scene {self.scene}")
        if self.person:
            parts.append(self.person)
        if self.unit:
            parts.append(f"{self.unit} unit")
        if self.date:
            parts.append(self.date)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person should know.

    ``code`` is stable and documented (`dotted.words`). ``message`` is one sentence that names the
    place; ``fix`` says what to do. ``facts`` are the sources of the facts it rests on.
    """

    code: str
    level: Level
    message: str
    where: Where = Where()
    fix: str = ""
    facts: tuple[Source, ...] = ()

    def __str__(self) -> str:
        at = str(self.where)
        head = f"{at}: {self.message}" if at else self.message
        return f"{head} {self.fix}".strip()


def error(code: str, message: str, where: Where | None = None, fix: str = "") -> Finding:
    """A finding that makes the check fail."""
    return Finding(code=code, level=Level.ERROR, message=message, where=where or Where(), fix=fix)


def warning(code: str, message: str, where: Where | None = None, fix: str = "") -> Finding:
    """A finding worth a look."""
    return Finding(code=code, level=Level.WARNING, message=message, where=where or Where(), fix=fix)


def note(code: str, message: str, where: Where | None = None, fix: str = "") -> Finding:
    """A finding that only informs."""
    return Finding(code=code, level=Level.NOTE, message=message, where=where or Where(), fix=fix)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(f.level is Level.ERROR for f in findings)
