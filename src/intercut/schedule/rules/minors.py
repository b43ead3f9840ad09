"""Hours of children: at the place, at work, of the clock, of the week, and days in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from intercut.domain.finding import Finding, Level, Where
from intercut.domain.people import Person
from intercut.domain.rulebook import MinorBand, MinorProfile
from intercut.domain.units import format_duration
from intercut.schedule.ages import band_on
from intercut.schedule.case import Case
from intercut.schedule.days import Call, stretch
from intercut.schedule.wording import broken, day_text, hours_text


class ChildDay(NamedTuple):
    """What a child does on one date, and the hours that go with the age on it (None: grown)."""

    person: Person
    profile: MinorProfile
    date: dt.date
    call: int
    wrap: int
    work: int
    band: MinorBand | None
    calls: list[Call]


def child_days(case: Case) -> list[list[ChildDay]]:
    """The dates of each child called, child by child.

    Work is the minutes of the strips the child is on, and of events other than travel.
    """
    index = case.index
    found: list[list[ChildDay]] = []
    for person, calls in case.calls.items():
        who = index.people.get(person)
        profile = index.production.rulebook.minor(who.minor_profile) if who else None
        if who is None or profile is None or who.born is None:
            continue
        by_date: dict[dt.date, list[Call]] = {}
        for one in calls:
            by_date.setdefault(one.date, []).append(one)
        days: list[ChildDay] = []
        for date, own in by_date.items():
            call, wrap = min(c.call for c in own), max(c.wrap for c in own)
            work = sum(_work(case, c) for c in own)
            band = band_on(index, who, date)
            days.append(ChildDay(who, profile, date, call, wrap, work, band, own))
        found.append(days)
    return found


def _work(case: Case, call: Call) -> int:
    if call.event is not None:
        return 0 if call.is_travel else call.event.minutes
    return sum(case.index.strips[s].minutes for s in call.strips)


def is_school_day(case: Case, day: dt.date) -> bool:
    """Whether children go to school: Monday to Friday, unless the production's calendar has a holiday."""
    return day.weekday() < 5 and all(h.day != day for h in case.production.calendar.holidays)


def minors_known(case: Case) -> Iterator[Finding]:
    """Of each child called it is known how old, and which rules hold. This only warns."""
    for person in case.calls:
        who = case.index.people.get(person)
        if who is None or not who.minor_profile:
            continue
        if who.born is None or case.production.rulebook.minor(who.minor_profile) is None:
            lacking = (
                "has no birth date"
                if who.born is None
                else f"follows the rules {who.minor_profile!r}, which the rulebook does not have"
            )
            yield Finding(
                code="minor.unknown",
                level=Level.WARNING,
                message=f"{who.name} {lacking}, so that no hours of children are checked.",
                where=Where(person=who.name),
                fix="State it.",
                facts=(who.source,),
            )


def minors_stay(case: Case) -> Iterator[Finding]:
    """A child is not longer at the place, call to wrap, than the age allows."""
    for day in _in_band(case):
        band = day.band
        if band is not None and day.wrap - day.call > band.place_minutes:
            yield _broken(
                "minors_stay",
                day,
                f"is at the place {format_duration(day.wrap - day.call)}; "
                f"{format_duration(band.place_minutes)} are allowed",
            )


def minors_work(case: Case) -> Iterator[Finding]:
    """A child does not work longer in a day than the age allows."""
    for day in _in_band(case):
        band = day.band
        if band is None:
            continue
        allowed = band.work_minutes
        if band.work_minutes_no_school is not None and not is_school_day(case, day.date):
            allowed = band.work_minutes_no_school
        if day.work > allowed:
            yield _broken(
                "minors_work",
                day,
                f"works {format_duration(day.work)}; {format_duration(allowed)} are allowed",
            )


def minors_hours(case: Case) -> Iterator[Finding]:
    """A child is called and wrapped within the hours of the clock its age allows."""
    for day in _in_band(case):
        band = day.band
        if band is not None and not (band.window.start <= day.call and day.wrap <= band.window.end):
            yield _broken(
                "minors_hours",
                day,
                f"is there {stretch(case.index, day.calls)}; "
                f"{hours_text(band.window.start, band.window.end)} is allowed",
            )


def minors_week(case: Case) -> Iterator[Finding]:
    """A child does not work longer in a week, Monday to Sunday, than the profile allows."""
    for days in child_days(case):
        most = days[0].profile.week_minutes
        if most is None:
            continue
        weeks: dict[int, list[ChildDay]] = {}
        for day in days:
            if day.band is not None:
                weeks.setdefault((day.date.toordinal() - 1) // 7, []).append(day)
        for week in weeks.values():
            worked = sum(day.work for day in week)
            if worked > most:
                yield _broken(
                    "minors_week",
                    week[-1],
                    f"has worked {format_duration(worked)} that week; "
                    f"{format_duration(most)} are allowed",
                )


def minors_days(case: Case) -> Iterator[Finding]:
    """A child is not called on more dates in a row than the profile allows."""
    for days in child_days(case):
        most = days[0].profile.consecutive_days
        if most is None:
            continue
        run = 0
        before: dt.date | None = None
        for day in days:
            run = run + 1 if before is not None and (day.date - before).days == 1 else 1
            before = day.date
            if day.band is not None and run == most + 1:
                yield _broken(
                    "minors_days",
                    day,
                    f"is called on more than {most} dates in a row",
                )


def _in_band(case: Case) -> Iterator[ChildDay]:
    for days in child_days(case):
        yield from days


def _broken(rule: str, day: ChildDay, what: str) -> Finding:
    return broken(
        rule,
        f"{day.person.name} {what} ({day_text(day.date)}, {day.profile.name}).",
        Where(person=day.person.name, date=str(day.date)),
        "Give the child less to do, or earlier, or another day.",
        (day.profile.source, day.person.source),
    )
