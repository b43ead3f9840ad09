"""A named, dated profile of work rules. Every number is a setting; none is a constant of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intercut.domain.calendar import Hours
from intercut.domain.source import ASSUMED, Source

ANY_HOUR: Final = Hours(start=0, end=1440)
"""The clock of a whole date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One number of a rulebook: `key` (`rest.daily_minutes`), its value and the text behind it."""

    key: str
    value: int
    text: str = ""
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorBand:
    """Hours of a child of ``from_months <= age < to_months``.

    ``place_minutes`` from call to wrap, ``work_minutes`` on camera (a school day's and, where it
    differs, another day's), ``window`` the hours of the clock, ``rest_minutes`` from wrap to call.
    """

    from_months: int
    to_months: int
    place_minutes: int
    work_minutes: int
    work_minutes_no_school: int | None = None
    window: Hours = ANY_HOUR
    rest_minutes: int = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorProfile:
    """The rules of one jurisdiction for children."""

    name: str
    bands: tuple[MinorBand, ...]
    week_minutes: int | None = None
    consecutive_days: int | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """A profile such as "SAG-AFTRA theatrical", as of ``dated`` (free text)."""

    name: str
    dated: str
    clauses: tuple[Clause, ...] = ()
    minors: tuple[MinorProfile, ...] = ()
    source: Source = ASSUMED

    def value(self, key: str, default: int) -> int:
        """The clause's number, or ``default`` where the profile has none."""
        found = self.clause(key)
        return default if found is None else found.value

    def clause(self, key: str) -> Clause | None:
        """The clause of that key, None when the profile has none."""
        return next((c for c in self.clauses if c.key == key), None)

    def minor(self, name: str) -> MinorProfile | None:
        """The profile for children of that name."""
        return next((m for m in self.minors if m.name == name), None)
