"""What every check looks at, and the small questions several of them ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intercut.domain.people import Person
from intercut.domain.places import Place
from intercut.domain.production import Production


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A production and where its entries stand in the facts.

    ``paths`` gives, by section, the path of each entry in the production's order; entries past
    its end were assumed by us.
    """

    production: Production
    paths: Mapping[str, Sequence[str]]

    def at(self, section: str, n: int) -> str:
        """The path of the n-th entry of a section."""
        known = self.paths.get(section)
        if known is None:
            return f"{section}.{n}"
        return known[n] if n < len(known) else section


def open_days(production: Production) -> tuple[date, ...]:
    """Every date some unit may shoot on, in order."""
    calendars = {id(c): c for c in (production.calendar_of(u) for u in production.units)}
    return tuple(sorted({d for c in calendars.values() for d in c.working_days()}))


def place_opens(place: Place, days: Sequence[date]) -> bool:
    """Whether a place may be used on at least one of the dates."""
    return any(open_on(place, day) for day in days)


def open_on(place: Place, day: date) -> bool:
    """Whether a place may be used on a date, hours aside."""
    if any(day in span for span in place.closed):
        return False
    return not place.permits or any(
        day in p.dates and (not p.weekdays or day.weekday() in p.weekdays) for p in place.permits
    )


def shown(person: Person) -> str:
    """How a finding names somebody: by the code name while it is secret."""
    if person.secret:
        return person.code_name or "A secret performer"
    return person.name
