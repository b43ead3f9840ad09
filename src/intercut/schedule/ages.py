"""How old a child is on a date, and which hours go with it."""

from __future__ import annotations

import datetime as dt

from intercut.domain.people import Person
from intercut.domain.rulebook import MinorBand
from intercut.schedule.index import Index


def months_old(born: dt.date, day: dt.date) -> int:
    """Whole months of age on a date; below 0 before birth.

    Somebody born on a day the month does not have grows older on the first of the next one.
    """
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def band_on(index: Index, person: Person, day: dt.date) -> MinorBand | None:
    """The hours of a child on a date; None without birth date, profile, or once grown out of it."""
    profile = index.production.rulebook.minor(person.minor_profile)
    if profile is None or person.born is None:
        return None
    age = months_old(person.born, day)
    return next((b for b in profile.bands if b.from_months <= age < b.to_months), None)
