"""Where a plan brings two people together, or a person and a place, degree by degree."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from intercut.domain.apart import Degree
from intercut.domain.ids import PersonId, PlaceId
from intercut.schedule.case import Case
from intercut.schedule.days import Call, Shot
from intercut.schedule.travel import date_of
from intercut.schedule.wording import day_text, list_text

_DAY = 1440


class Meeting(NamedTuple):
    """On that date they meet; ``how`` says it in words."""

    date: dt.date
    how: str


def monday(day: dt.date) -> dt.date:
    """The first day of a date's calendar week."""
    return date_of(day.toordinal() - day.weekday())


def meetings(
    case: Case,
    degree: Degree,
    gap: int,
    person: PersonId,
    other: PersonId | PlaceId,
    *,
    place: bool,
) -> Iterator[Meeting]:
    """Every meeting a rule of that degree forbids, those of the degrees it implies included."""
    for own in Degree:
        if degree.implies(own):
            between = gap if own is degree else 0
            if place:
                yield from _AT_PLACE[own](case, person, PlaceId(other), between)
            else:
                yield from _OF_TWO[own](case, person, PersonId(other), between)


def _frame(case: Case, a: PersonId, b: PersonId, _gap: int) -> Iterator[Meeting]:
    for shot in case.shots:
        if a in shot.strip.on_camera and b in shot.strip.on_camera:
            yield Meeting(shot.date, f"are in strip {shot.strip.number} together")


def _set(case: Case, a: PersonId, b: PersonId, _gap: int) -> Iterator[Meeting]:
    of_a: list[Shot] = []
    of_b: list[Shot] = []
    for shot in case.shots:
        there, too = a in shot.strip.people, b in shot.strip.people
        if there and too:
            yield Meeting(shot.date, f"are on set together for strip {shot.strip.number}")
        elif there:
            of_a.append(shot)
        elif too:
            of_b.append(shot)
    if len(case.production.units) > 1:
        yield from _two_units(of_a, of_b)
    for event, times in case.events:
        if a in event.people and b in event.people:
            yield Meeting(times.date, f"are both at {event.name or event.kind}")


def _two_units(of_a: list[Shot], of_b: list[Shot]) -> Iterator[Meeting]:
    """Two units on one set at once."""
    by_set: dict[tuple[str, str], list[Shot]] = {}
    for shot in of_b:
        by_set.setdefault((shot.place, shot.strip.set), []).append(shot)
    for one in of_a:
        for other in by_set.get((one.place, one.strip.set), ()):
            begin, end = one.day.zero + one.times.start, one.day.zero + one.times.end
            starts, ends = other.day.zero + other.times.start, other.day.zero + other.times.end
            if one.day is not other.day and begin < ends and starts < end:
                how = f"are on one set for strips {one.strip.number} and {other.strip.number}"
                yield Meeting(max(one.date, other.date), how)


def _calls(case: Case, a: PersonId, b: PersonId, gap: int) -> Iterator[Meeting]:
    of_a = [_interval(c) for c in case.calls.get(a, ())]
    of_b = sorted(_interval(c) for c in case.calls.get(b, ()))
    yield from _near(of_a, of_b, gap)


def _interval(call: Call) -> tuple[int, int, dt.date]:
    return call.begin, call.end, call.date


def _near(
    of_a: list[tuple[int, int, dt.date]], of_b: list[tuple[int, int, dt.date]], gap: int
) -> Iterator[Meeting]:
    longest = max((end - begin for begin, end, _ in of_b), default=0)
    begins = [begin for begin, _, _ in of_b]
    for begin, end, date in of_a:
        n = bisect_left(begins, begin - gap - longest)
        while n < len(of_b) and begins[n] - end < gap:
            other_begin, other_end, other_date = of_b[n]
            between = max(other_begin - end, begin - other_end)
            if between < gap:
                how = (
                    "have calls that overlap"
                    if between < 0
                    else f"have calls {between} minutes apart, {gap} are asked"
                )
                yield Meeting(max(date, other_date), how)
            n += 1


def _routes(case: Case, person: PersonId) -> set[tuple[int, frozenset[str]]]:
    engagement = case.engagements.get(person)
    if engagement is None:
        return set()
    return {
        (leg.date, frozenset((leg.start, leg.end)))
        for leg in engagement.legs
        if leg.start is not None and leg.end is not None and leg.start != leg.end
    }


def _together_on_the_way(case: Case, a: PersonId, b: PersonId) -> Iterator[Meeting]:
    for ordinal, bases in sorted(
        _routes(case, a) & _routes(case, b), key=lambda r: (r[0], sorted(r[1]))
    ):
        yield Meeting(date_of(ordinal), f"travel between {_named(case, bases)}")


def _named(case: Case, bases: set[str] | frozenset[str]) -> str:
    return list_text([case.index.base_name(b) for b in sorted(bases)])


def _bases(case: Case, person: PersonId) -> dict[dt.date, set[str]]:
    """Bases somebody is called at by date: of the strips, of the unit, of events."""
    found: dict[dt.date, set[str]] = {}
    for call in case.calls.get(person, ()):
        bases = found.setdefault(call.date, set())
        bases.update(b for b in (call.base, call.last_base) if b)
        if call.day is not None and call.day.unit.base:
            bases.add(call.day.unit.base)
    return found


def _base(case: Case, a: PersonId, b: PersonId, _gap: int) -> Iterator[Meeting]:
    of_b = _bases(case, b)
    for date, bases in _bases(case, a).items():
        if shared := bases & of_b.get(date, set()):
            yield Meeting(date, f"are both at {_named(case, shared)}")
    yield from _together_on_the_way(case, a, b)


def _day(case: Case, a: PersonId, b: PersonId, _gap: int) -> Iterator[Meeting]:
    of_b = {c.date for c in case.calls.get(b, ())}
    for call in case.calls.get(a, ()):
        if call.date in of_b:
            yield Meeting(call.date, "are both called")
    yield from _together_on_the_way(case, a, b)


def _weeks(case: Case, person: PersonId) -> dict[tuple[str, dt.date], dt.date]:
    """First date in each unit and week somebody works."""
    found: dict[tuple[str, dt.date], dt.date] = {}
    for call in case.calls.get(person, ()):
        if call.day is not None:
            found.setdefault((call.day.plan.unit, monday(call.date)), call.date)
    return found


def _week(case: Case, a: PersonId, b: PersonId, _gap: int) -> Iterator[Meeting]:
    of_b = _weeks(case, b)
    for key, date in _weeks(case, a).items():
        if key in of_b:
            how = f"are both in {key[0]} unit in the week of {day_text(key[1])}"
            yield Meeting(max(date, of_b[key]), how)


def _frame_at(case: Case, a: PersonId, place: PlaceId, _gap: int) -> Iterator[Meeting]:
    for shot in case.shots:
        if shot.place == place and a in shot.strip.on_camera:
            yield Meeting(shot.date, f"is in strip {shot.strip.number} there")


def _set_at(case: Case, a: PersonId, place: PlaceId, _gap: int) -> Iterator[Meeting]:
    for shot in case.shots:
        if shot.place == place and a in shot.strip.people:
            yield Meeting(shot.date, f"is on set there for strip {shot.strip.number}")
    for event, times in case.events:
        if times.place == place and a in event.people:
            yield Meeting(times.date, f"is there for {event.name or event.kind}")


def _calls_at(case: Case, a: PersonId, place: PlaceId, gap: int) -> Iterator[Meeting]:
    there: dict[int, tuple[int, int, dt.date]] = {}
    for shot in case.shots:
        if shot.place == place:
            zero = shot.day.zero
            begin, end = zero + shot.times.arrive, zero + shot.times.end
            if id(shot.day) in there:
                begin = there[id(shot.day)][0]
            there[id(shot.day)] = begin, end, shot.date
    intervals = list(there.values())
    for _event, times in case.events:
        if times.place == place:
            begin = case.index.instant(
                case.index.base_of(place), times.date, times.start, times.start
            )
            intervals.append((begin, begin + times.end - times.start, times.date))
    yield from _near([_interval(c) for c in case.calls.get(a, ())], sorted(intervals), gap)


def _base_at(case: Case, a: PersonId, place: PlaceId, _gap: int) -> Iterator[Meeting]:
    base = case.index.base_of(place)
    for date, bases in _bases(case, a).items():
        if base in bases:
            yield Meeting(date, f"is at {case.index.base_name(base)}")


def _day_at(case: Case, a: PersonId, place: PlaceId, _gap: int) -> Iterator[Meeting]:
    used = {s.date for s in case.shots if s.place == place}
    used.update(t.date for _, t in case.events if t.place == place)
    for call in case.calls.get(a, ()):
        if call.date in used:
            yield Meeting(call.date, "is called while there is work there")


def _week_at(case: Case, a: PersonId, place: PlaceId, _gap: int) -> Iterator[Meeting]:
    used: dict[tuple[str, dt.date], dt.date] = {}
    for shot in case.shots:
        if shot.place == place:
            used.setdefault((shot.day.plan.unit, monday(shot.date)), shot.date)
    for key, date in _weeks(case, a).items():
        if key in used:
            how = f"is in {key[0]} unit in the week of {day_text(key[1])}, when it works there"
            yield Meeting(max(date, used[key]), how)


_OF_TWO = {
    Degree.FRAME: _frame,
    Degree.SET: _set,
    Degree.CALLS: _calls,
    Degree.BASE: _base,
    Degree.DAY: _day,
    Degree.WEEK: _week,
}
_AT_PLACE = {
    Degree.FRAME: _frame_at,
    Degree.SET: _set_at,
    Degree.CALLS: _calls_at,
    Degree.BASE: _base_at,
    Degree.DAY: _day_at,
    Degree.WEEK: _week_at,
}
