"""Who said a thing, where it stands, and through whom it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one fact comes from.

    ``via`` is the source this one had it from, so that chains are kept:
    casting's mail ← the agent's mail. ``entered_at`` is ISO 8601 in UTC.
    """

    who: str
    where: str = ""
    via: Source | None = None
    entered_at: str = ""
    entered_by: str = ""

    def chain(self) -> Iterator[Source]:
        """This source, then the one it had the fact from, back to the first."""
        link: Source | None = self
        while link is not None:
            yield link
            link = link.via

    def __str__(self) -> str:
        return " ← ".join(f"{s.who} ({s.where})" if s.where else s.who for s in self.chain())


PROGRAM = Source(who="intercut")
"""Proposed by the program itself, nobody has confirmed it yet."""

ASSUMED = Source(who="intercut", where="default setting")
"""A default of ours: a setting, not a fact anybody stated."""
