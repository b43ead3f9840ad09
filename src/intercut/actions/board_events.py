"""Fittings and rehearsals that a board of another program has on a date, laid onto the film's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from intercut.actions.board_hours import errors_of
from intercut.domain.ids import PersonId, RoleId
from intercut.domain.lookup import folded
from intercut.domain.plan import PlacedEvent, Plan
from intercut.domain.production import Event, EventKind, Production
from intercut.exchange.board_films import BoardRead

_GRID: Final = 15
_FROM, _TO = 8 * 60, 20 * 60
"""Hours of an event that says none; our assumption."""


def with_events_of(production: Production, read: BoardRead, plan: Plan) -> Plan:
    """The plan with the film's events on the dates the board has them.

    The standard gives the date of an event under each of its people and no hour: an event is
    known again by its kind, its people and a date it may be on, and begins at the first hour that
    breaks fewest rules. What the plan has already stays.
    """
    said = _dates_said(read)
    placed = {e.event for e in plan.events}
    for event in production.events:
        if event.id in placed:
            continue
        dates = [
            at
            for at in sorted(_common(said, event, production))
            if any(span.first <= at <= span.last for span in event.dates)
        ]
        if dates:
            plan = _begun(production, plan, event, dates[0])
    return plan


def _dates_said(read: BoardRead) -> dict[tuple[EventKind, str], set[date]]:
    """Dates of each kind of event by the role under which the file has it."""
    role_of = {c.person: c.role for c in read.facts.casting}
    names = {r.id: r.name for r in read.breakdown.roles}
    said: dict[tuple[EventKind, str], set[date]] = {}
    for event in read.facts.events:
        for person in event.people:
            if (role := role_of.get(person)) in names:
                key = (event.kind, folded(names[role]))
                said.setdefault(key, set()).update(span.first for span in event.dates)
    return said


def _common(
    said: dict[tuple[EventKind, str], set[date]], event: Event, production: Production
) -> set[date]:
    """Dates on which the file has such an event for everybody of this one who plays a role."""
    roles: dict[PersonId, list[RoleId]] = {}
    for cast in production.casting:
        roles.setdefault(cast.person, []).append(cast.role)
    named = {r.id: folded(r.name) for r in production.roles}
    found = [
        set().union(*(said.get((event.kind, named.get(role, "")), set()) for role in roles[person]))
        for person in event.people
        if person in roles
    ]
    return set.intersection(*found) if found else set()


def _begun(production: Production, plan: Plan, event: Event, at: date) -> Plan:
    tried = [
        replace(
            plan,
            events=(
                *plan.events,
                PlacedEvent(event=event.id, date=at, start=start, place=event.place),
            ),
        )
        for start in _starts(event)
    ]
    return min(tried, key=lambda p: len(errors_of(production, p)))


def _starts(event: Event) -> Iterator[int]:
    first = event.hours.start if event.hours else _FROM
    last = (event.hours.end if event.hours else _TO) - event.minutes
    yield from range(first, max(first, last) + 1, _GRID)
