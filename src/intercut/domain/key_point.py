"""A sentence at the head of a report, tied to the rows that prove it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """One sentence; ``evidence`` names rows of the report by their ids and is never empty.

    A sentence without evidence is not printed: it cannot even be made.
    """

    text: str
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            msg = f"a key point needs rows that prove it: {self.text!r}"
            raise ValueError(msg)


MOST_POINTS = 5
"""A report opens with three to five of them where it has so many rows."""
