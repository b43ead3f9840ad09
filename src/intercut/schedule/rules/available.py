"""Everyone, everything and every place can be had when the plan needs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from intercut.domain.calendar import Hours
from intercut.domain.finding import Finding, Where
from intercut.domain.people import AvailabilityWindow
from intercut.domain.source import Source
from intercut.schedule.case import Case
from intercut.schedule.wording import broken, day_text, list_text, strips_text


def available(case: Case) -> Iterator[Finding]:
    """Everybody called can be had on that date, from own call to own wrap."""
    index = case.index
    for person, calls in case.calls.items():
        who = index.people.get(person)
        if who is None or not who.availability:
            continue
        for call in calls:
            hours = index.person_hours(person, call.date)
            if _within(hours, call.call, call.wrap):
                continue
            needs = (
                strips_text(call.strips)
                if call.event is None
                else f"{call.event.name or call.event.kind}"
            )
            yield broken(
                "available",
                f"{who.name} is needed for {needs} on {day_text(call.date)} "
                f"({call.hours(index)}); {_open_text(hours, partial(call.clock, index))}.",
                Where(
                    person=who.name,
                    date=str(call.date),
                    unit=call.day.unit.name if call.day is not None else "",
                ),
                "Move the work to a date the person can be had.",
                _sources(who.availability, call.date),
            )


def element_available(case: Case) -> Iterator[Finding]:
    """Everything used can be had on that date, while its strip is worked on."""
    for element, shots in case.uses.items():
        what = case.index.elements.get(element)
        if what is None or not what.availability:
            continue
        for shot in shots:
            hours = case.index.element_hours(element, shot.date)
            if not _within(hours, shot.times.start, shot.times.end):
                yield broken(
                    "element_available",
                    f"{what.name} is needed for strip {shot.strip.number} on "
                    f"{day_text(shot.date)} ({shot.day.times.hours(shot.times.start, shot.times.end)}); "
                    f"{_open_text(hours, shot.day.times.clock)}.",
                    shot.where,
                    "Move the strip to a date it can be had.",
                    _sources(what.availability, shot.date),
                )


def permit(case: Case) -> Iterator[Finding]:
    """A place is open from the unit's arrival to the last shot there, and during events."""
    index = case.index
    for day in case.shooting_days:
        for place_id, visit in groupby(day.shots, key=lambda s: s.place):
            place = index.places.get(place_id)
            if place is None or not (place.permits or place.closed):
                continue
            shots = list(visit)
            begin, end = shots[0].times.arrive, shots[-1].times.end
            hours = index.place_hours(place.id, day.date)
            if not _within(hours, begin, end):
                yield broken(
                    "permit",
                    f"{place.name} is used on {day_text(day.date)} ({day.times.hours(begin, end)}) for "
                    f"{strips_text([s.strip.number for s in shots])}; "
                    f"{_open_text(hours, day.times.clock)}.",
                    day.where,
                    "Move the strips, or have the permit extended.",
                    (place.source, *(p.source for p in place.permits if day.date in p.dates)),
                )
    for event, times in case.events:
        place = index.places.get(times.place) if times.place is not None else None
        if place is None or not (place.permits or place.closed):
            continue
        hours = index.place_hours(place.id, times.date)
        if not _within(hours, times.start, times.end):
            yield broken(
                "permit",
                f"{place.name} is used for {event.name} on {day_text(times.date)} "
                f"({times.clock(times.start)}-{times.clock(times.end)}); "
                f"{_open_text(hours, times.clock)}.",
                Where(path=event.id, date=str(times.date)),
                "Move the event.",
                (place.source,),
            )


def _within(hours: Sequence[Hours], begin: int, end: int) -> bool:
    return any(h.start <= begin and end <= h.end for h in hours)


def _open_text(hours: Sequence[Hours], clock: Callable[[int], str]) -> str:
    if not hours:
        return "not to be had that day"
    return f"to be had {list_text([f'{clock(h.start)}-{clock(h.end)}' for h in hours])}"


def _sources(windows: tuple[AvailabilityWindow, ...], day: dt.date) -> tuple[Source, ...]:
    """The facts that close a date: those that speak of it, else all that say when it is open."""
    of_day = tuple(w.source for w in windows if day in w.dates)
    return tuple(dict.fromkeys(of_day or tuple(w.source for w in windows)))
