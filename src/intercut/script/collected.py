"""Findings of one file, kept to a number a person can read."""

from __future__ import annotations

from collections import Counter
from typing import Final

from intercut.domain.finding import Finding, Level, Where

MOST_OF_ONE_CODE: Final = 40


class Collected:
    """Findings as they come up; beyond the first forty of one code only their number is kept."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Finding] = []
        self._count: Counter[str] = Counter()

    def wants(self, code: str) -> bool:
        """Whether one more of this code would be shown; ask before a costly place is worked out."""
        return self._count[code] < MOST_OF_ONE_CODE

    def add(self, level: Level, code: str, message: str, line: int | None, fix: str = "") -> None:
        """Keep one finding at a line (Final Draft: paragraph) of the file."""
        self._count[code] += 1
        if self._count[code] <= MOST_OF_ONE_CODE:
            where = Where(file=self.file, line=line)
            self._found.append(
                Finding(code=code, level=level, message=message, where=where, fix=fix)
            )

    def keep(self, findings: list[Finding]) -> None:
        """Keep findings made elsewhere."""
        for finding in findings:
            self._count[finding.code] += 1
            if self._count[finding.code] <= MOST_OF_ONE_CODE:
                self._found.append(finding)

    def all(self) -> tuple[Finding, ...]:
        """The findings in order, and at the end how many more there are of each crowded code."""
        more = [
            Finding(
                code=code,
                level=max((f.level for f in self._found if f.code == code), key=_WEIGHT.index),
                message=f"{n - MOST_OF_ONE_CODE:,} more of {code} in this file.",
                where=Where(file=self.file),
            )
            for code, n in self._count.items()
            if n > MOST_OF_ONE_CODE
        ]
        return (*self._found, *more)


_WEIGHT: Final = (Level.NOTE, Level.WARNING, Level.ERROR)
