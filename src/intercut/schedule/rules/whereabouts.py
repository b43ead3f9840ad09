"""Nobody is in two places, and whoever goes to another base travels on a day of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from intercut.domain.finding import Finding, Where
from intercut.domain.units import format_duration
from intercut.schedule.case import Case
from intercut.schedule.days import Call
from intercut.schedule.index import Index
from intercut.schedule.travel import date_of
from intercut.schedule.wording import broken, day_text


def two_places(case: Case) -> Iterator[Finding]:
    """No two calls of a person overlap; two on one date are at one base with the move between.

    A unit stays at one base all day.
    """
    index = case.index
    for person, calls in case.calls.items():
        if len(calls) == 1:
            continue
        latest = calls[0]
        for call in calls[1:]:
            problem = ""
            if call.begin < latest.end:
                problem = "the calls overlap"
            elif call.date == latest.date:
                problem = _too_far(case, latest, call)
            if problem:
                name = index.name_of(person)
                yield broken(
                    "two_places",
                    f"{name} is called to {_what(index, latest)} and to {_what(index, call)}: {problem}.",
                    Where(person=name, date=str(call.date)),
                    "Move one of them.",
                )
            if call.end > latest.end:
                latest = call
    for day in case.shooting_days:
        if len({s.place for s in day.shots}) == 1:
            continue
        for a, b in pairwise(day.shots):
            one, other = index.base_of(a.place, day.unit), index.base_of(b.place, day.unit)
            if one != other:
                yield broken(
                    "two_places",
                    f"{day.unit.name} unit goes from {index.place_name(a.place)} to "
                    f"{index.place_name(b.place)} on "
                    f"{day_text(day.date)}, which lie at different bases.",
                    b.where,
                    "Shoot them on different days.",
                )


def _too_far(case: Case, first: Call, then: Call) -> str:
    if first.last_base is not None and then.base is not None and first.last_base != then.base:
        return "they are at different bases"
    if first.places and then.places:
        needed = case.index.move_minutes(first.places[-1], then.places[0])
        between = then.begin - first.end
        if between < needed:
            return (
                f"{format_duration(between)} lie between them, "
                f"the way takes {format_duration(needed)}"
            )
    return ""


def _what(index: Index, call: Call) -> str:
    if call.day is not None:
        to = f"{call.day.unit.name} unit"
    else:
        assert call.event is not None
        to = call.event.name or str(call.event.kind)
    return f"{to} on {day_text(call.date)} ({call.hours(index)})"


def travel(case: Case) -> Iterator[Finding]:
    """Travel between bases has a date of its own, on which the person can be had."""
    index = case.index
    for person, engagement in case.engagements.items():
        for leg in engagement.legs:
            if not leg.against:
                continue
            name = index.name_of(person)
            known = index.people.get(person)
            date = date_of(leg.date)
            yield broken(
                "travel",
                f"{name} would travel from {index.base_name(leg.start)} to {index.base_name(leg.end)} on "
                f"{day_text(date)}: {leg.against}.",
                Where(person=name, date=str(date)),
                "Leave a free date for the journey, or plan it as an event.",
                (known.source,) if known is not None else (),
            )
