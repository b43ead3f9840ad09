"""The two example films as productions with a plan, for tests of what is asked about a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import intercut as ic
from intercut.domain.calendar import DateSpan
from intercut.domain.people import AvailabilityWindow
from intercut.domain.plan import Plan
from intercut.domain.production import Production


@dataclass(frozen=True)
class Planned:
    """A production and a legal plan of it."""

    production: Production
    plan: Plan


def planned(examples: Path, folder: Path, name: str, iterations: int) -> Planned:
    """An example film with its facts, planned."""
    with ic.new(
        folder / f"{name}.intercut",
        script=examples / name / f"{name}.fountain",
        facts=examples / name / f"{name}.facts.yaml",
        name="Ada",
    ) as film:
        for more in (1, 4, 12):
            found = film.plan(iterations=iterations * more, threads=1)
            if found.legal:
                return Planned(film.production, found.plan)
    raise AssertionError(f"no legal plan of {name} in {12 * iterations} iterations")


def away(production: Production, name: str, first: date, last: date) -> Production:
    """The production with somebody away on these dates too."""
    window = AvailabilityWindow(dates=DateSpan(first=first, last=last), available=False)
    people = tuple(
        replace(p, availability=(*p.availability, window)) if p.name == name else p
        for p in production.people
    )
    assert people != production.people
    return replace(production, people=people)
