"""People who must not, or will not, meet: how far apart, for how long, at what price."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.calendar import DateSpan
from intercut.domain.ids import PersonId, PlaceId, RuleId
from intercut.domain.source import ASSUMED, Source
from intercut.domain.units import Money


class Degree(StrEnum):
    """How far apart. day => calls => set => frame; day => base => set; week => set."""

    FRAME = "frame"
    SET = "set"
    CALLS = "calls"
    BASE = "base"
    DAY = "day"
    WEEK = "week"

    def implies(self, other: Degree) -> bool:
        """Whether a plan that keeps this degree keeps the other too."""
        return other in _IMPLIED[self]


_IMPLIED = {
    Degree.FRAME: {Degree.FRAME},
    Degree.SET: {Degree.SET, Degree.FRAME},
    Degree.CALLS: {Degree.CALLS, Degree.SET, Degree.FRAME},
    Degree.BASE: {Degree.BASE, Degree.SET, Degree.FRAME},
    Degree.DAY: {Degree.DAY, Degree.CALLS, Degree.BASE, Degree.SET, Degree.FRAME},
    Degree.WEEK: {Degree.WEEK, Degree.SET, Degree.FRAME},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartRule:
    """Every one of ``people`` is kept from every one of ``others`` (or from ``place``).

    With neither others nor a place, the people are kept from each other.
    ``gap_minutes`` belongs to `CALLS`: at least so many minutes between call-to-wrap intervals.
    ``period`` None = always. ``price`` None = hard; else paid per occurrence (pair and date).
    The reason is never part of a rule: it is kept elsewhere, under a passphrase, or not at all.
    ``known_to`` names who may know that the rule exists, besides producers and the first AD.
    """

    id: RuleId
    degree: Degree
    people: tuple[PersonId, ...]
    others: tuple[PersonId, ...] = ()
    place: PlaceId | None = None
    gap_minutes: int = 0
    period: DateSpan | None = None
    price: Money | None = None
    known_to: tuple[str, ...] = ()
    source: Source = ASSUMED

    def joins(self, together: Collection[PersonId]) -> bool:
        """Whether people who are together include two who are kept from each other."""
        if not self.others and self.place is None:
            return len(set(self.people).intersection(together)) > 1
        return not set(self.people).isdisjoint(together) and not set(self.others).isdisjoint(
            together
        )
