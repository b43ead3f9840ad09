"""Rest of every person: from own wrap to own next call, and the long rest of each week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from intercut.domain.finding import Finding, Where
from intercut.domain.ids import PersonId
from intercut.domain.units import format_duration
from intercut.schedule.ages import band_on
from intercut.schedule.case import Case
from intercut.schedule.days import Call
from intercut.schedule.index import Index
from intercut.schedule.wording import broken, day_text, span_text


class Own(NamedTuple):
    """All calls of a person on one date: first call to last wrap, ``begin`` and ``end`` as instants."""

    date: dt.date
    begin: int
    end: int
    first: Call
    last: Call


def own_dates(calls: list[Call]) -> list[Own]:
    """A person's dates with first call and last wrap."""
    found: list[Own] = []
    for c in calls:
        if found and found[-1].date == c.date:
            one = found[-1]
            later = c if c.end > one.end else one.last
            found[-1] = Own(c.date, one.begin, later.end, one.first, later)
        else:
            found.append(Own(c.date, c.begin, c.end, c, c))
    return found


def rest_asked(index: Index, person: PersonId, day: dt.date) -> int:
    """Minutes of rest a person must have before a call on that date.

    The person's own, else the rulebook's; of a child at least those of the band.
    """
    who = index.people.get(person)
    asked = index.value("rest.daily_minutes")
    if who is None:
        return asked
    if who.rest_minutes is not None:
        asked = who.rest_minutes
    band = band_on(index, who, day) if who.minor_profile else None
    return asked if band is None else max(asked, band.rest_minutes)


def rest(case: Case) -> Iterator[Finding]:
    """From a person's wrap to the same person's call on the next date is rest enough.

    Everything somebody is called for counts, events too.
    """
    index = case.index
    for person, calls in case.calls.items():
        if len(calls) == 1:
            continue
        adult = rest_asked(index, person, calls[0].date)
        who = index.people.get(person)
        child = who is not None and bool(who.minor_profile)
        for before, after in pairwise(own_dates(calls)):
            asked = rest_asked(index, person, after.date) if child else adult
            had = after.begin - before.end
            if had < asked:
                name = index.name_of(person)
                yield broken(
                    "rest",
                    f"{name} wraps {before.last.clock(index, before.last.wrap)} on "
                    f"{day_text(before.date)} and is called "
                    f"{after.first.clock(index, after.first.call)} on {day_text(after.date)}: "
                    f"{span_text(had)} of rest, {format_duration(asked)} are asked.",
                    Where(person=name, date=str(after.date)),
                    "Call later, wrap earlier, or leave a day between.",
                    (who.source,) if who is not None else (),
                )


def weekly_rest(case: Case) -> Iterator[Finding]:
    """Between two weekly rests lie no more dates than the rulebook allows.

    A weekly rest is a time without call of at least `rest.weekly_minutes`; from the first date
    called after one to the last before the next are at most `rest.weekly_days`.
    """
    index = case.index
    asked = index.value("rest.weekly_minutes")
    if asked <= 0:
        return
    most = index.value("rest.weekly_days")
    for person, calls in case.calls.items():
        run: list[Own] = []
        for one in [*own_dates(calls), None]:
            if one is not None and (not run or one.begin - run[-1].end < asked):
                run.append(one)
                continue
            length = (run[-1].date - run[0].date).days + 1
            if length > most:
                name = index.name_of(person)
                yield broken(
                    "weekly_rest",
                    f"{name} has no rest of {format_duration(asked)} from "
                    f"{day_text(run[0].date)} to {day_text(run[-1].date)}: {length} dates.",
                    Where(person=name, date=str(run[-1].date)),
                    f"Leave a rest after at most {most} dates.",
                )
            run = [] if one is None else [one]
