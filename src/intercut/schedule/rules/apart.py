"""People kept apart: no plan brings them nearer than their rule's degree allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.finding import Finding, Where
from intercut.domain.ids import PersonId, PlaceId
from intercut.schedule.case import Case
from intercut.schedule.rules.meetings import meetings, monday
from intercut.schedule.wording import broken, day_text, wished


class ApartBreak(NamedTuple):
    """A rule is broken once: one pair on one date (of degree week: in one week)."""

    rule: ApartRule
    person: PersonId
    other: PersonId | PlaceId
    date: dt.date
    how: str


def pairs_of(rule: ApartRule) -> list[tuple[PersonId, PersonId]]:
    """Whom a rule keeps from whom, each pair once.

    With neither others nor a place, its people are kept from each other.
    """
    if not rule.others:
        people = dict.fromkeys(rule.people)
        return [] if rule.place is not None else list(combinations(people, 2))
    found: dict[frozenset[PersonId], tuple[PersonId, PersonId]] = {}
    for a in rule.people:
        for b in rule.others:
            if a != b:
                found.setdefault(frozenset((a, b)), (a, b))
    return list(found.values())


def apart_breaks(case: Case) -> Iterator[ApartBreak]:
    """Every time a plan breaks an apart rule, rule by rule."""
    for rule in case.production.apart:
        subjects: list[tuple[PersonId, PersonId | PlaceId, bool]] = [
            (a, b, False) for a, b in pairs_of(rule)
        ]
        if rule.place is not None:
            subjects += [(a, rule.place, True) for a in dict.fromkeys(rule.people)]
        for person, other, is_place in subjects:
            seen: dict[dt.date, str] = {}
            dates: dict[dt.date, dt.date] = {}
            for meeting in meetings(
                case, rule.degree, rule.gap_minutes, person, other, place=is_place
            ):
                if rule.period is not None and meeting.date not in rule.period:
                    continue
                key = monday(meeting.date) if rule.degree is Degree.WEEK else meeting.date
                seen.setdefault(key, meeting.how)
                dates[key] = min(dates.get(key, meeting.date), meeting.date)
            for key in sorted(seen):
                yield ApartBreak(rule, person, other, dates[key], seen[key])


def apart(case: Case) -> Iterator[Finding]:
    """Nobody meets whom, or comes where, an apart rule forbids; with a price of its own it warns."""
    for found in apart_breaks(case):
        rule = found.rule
        name = case.index.name_of(found.person)
        if found.other == rule.place:
            place = case.index.places.get(PlaceId(found.other))
            told = f"{name}, kept from {place.name if place else found.other}, {found.how}"
        else:
            told = f"{name} and {case.index.name_of(found.other)} {found.how}"
        say = broken if rule.price is None else wished
        yield say(
            "apart",
            f"{told} on {day_text(found.date)}; they are kept apart ({rule.degree}).",
            Where(person=name, date=str(found.date), path=rule.id),
            "Move one of them.",
            (rule.source,),
        )
