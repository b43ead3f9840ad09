"""One calendar per person (RFC 5545): own calls, holds and travel, and nobody else's."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Calendar, Event

from intercut.domain.ids import PersonId
from intercut.domain.production import Production
from intercut.publish.day_paper import NO_NOTES, Notes
from intercut.publish.reader import Names, Reader
from intercut.schedule import DoodRow, Judgement
from intercut.schedule.wall_clock import moment

_PRODUCT = "-//intercut//schedule//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One published day of one person.

    ``uid`` is random and stays for ever; ``sequence`` grows by one with every change;
    ``fingerprint`` is a digest of what was published; ``cancelled`` once the day was taken away.
    """

    person: PersonId
    date: dt.date
    uid: str
    sequence: int
    fingerprint: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLedger:
    """What has been published so far, so that calendars change in place and days are cancelled."""

    entries: tuple[CalendarEntry, ...] = ()

    def known(self, person: PersonId) -> dict[dt.date, CalendarEntry]:
        """The published days of one person by date."""
        return {e.date: e for e in self.entries if e.person == person}


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnDay:
    date: dt.date
    summary: str
    description: str
    location: str
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    opaque: bool = True
    tentative: bool = False

    def fingerprint(self) -> str:
        words = "\n".join(
            str(w)
            for w in (
                self.summary, self.description, self.location, self.start, self.end,
                self.opaque, self.tentative,
            )
        )  # fmt: skip
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def person_calendar(
    production: Production,
    judgement: Judgement,
    person: PersonId,
    *,
    ledger: CalendarLedger | None = None,
    stamp: dt.datetime,
    notes: Notes = NO_NOTES,
) -> tuple[bytes, CalendarLedger]:
    """One person's calendar, and the ledger with this publication entered.

    Built from that person's own days alone: own calls and wraps in the zone of the base, holds
    and travel as whole days. Days published before and gone now are sent as cancelled.
    ``stamp`` is the instant of publication in UTC. ``notes`` of own strips stand with them.
    """
    ledger = ledger or CalendarLedger()
    known = ledger.known(person)
    days = {d.date: d for d in _own_days(production, judgement, person, notes)}
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entries: list[CalendarEntry] = []
    for date in sorted({*known, *days}):
        day, before = days.get(date), known.get(date)
        fingerprint = "" if day is None else day.fingerprint()
        gone = day is None
        if before is None:
            entry = CalendarEntry(
                person=person, date=date, uid=f"{uuid.uuid4()}", sequence=0,
                fingerprint=fingerprint,
            )  # fmt: skip
        elif before.fingerprint == fingerprint and before.cancelled == gone:
            entry = before
        else:
            entry = CalendarEntry(
                person=person, date=date, uid=before.uid, sequence=before.sequence + 1,
                fingerprint=fingerprint, cancelled=gone,
            )  # fmt: skip
        entries.append(entry)
        calendar.add_component(_event(entry, day, stamp))
    if any(d.start for d in days.values()):
        calendar.add_missing_timezones()
    others = tuple(e for e in ledger.entries if e.person != person)
    return calendar.to_ical(), CalendarLedger(entries=(*others, *entries))


def _event(entry: CalendarEntry, day: _OwnDay | None, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", entry.sequence)
    event.add("class", "PRIVATE")
    if day is None:
        event.add("dtstart", entry.date)
        event.add("dtend", entry.date + dt.timedelta(days=1))
        event.add("summary", "Cancelled")
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
        return event
    if day.start and day.end:
        event.add("dtstart", day.start)
        event.add("dtend", day.end)
    else:
        event.add("dtstart", day.date)
        event.add("dtend", day.date + dt.timedelta(days=1))
    event.add("summary", day.summary)
    if day.description:
        event.add("description", day.description)
    if day.location:
        event.add("location", day.location)
    event.add("status", "TENTATIVE" if day.tentative else "CONFIRMED")
    event.add("transp", "OPAQUE" if day.opaque else "TRANSPARENT")
    return event


def _own_days(
    production: Production, judgement: Judgement, person: PersonId, notes: Notes
) -> Iterator[_OwnDay]:
    names = Names(production, Reader(person=person))
    title = names.free(production.title)
    places = {p.id: p for p in production.places}
    worked: dict[dt.date, list[_OwnDay]] = {}
    for day in judgement.timetable.days:
        own = next((t for t in day.people if t.person == person), None)
        if own is None:
            continue
        mine = [e for e in day.entries if e.strip in own.strips]
        where = list(dict.fromkeys(e.place for e in mine if e.place is not None))
        scenes = ", ".join(str(e.strip) for e in mine)
        said = [
            f"{e.strip}: {names.free(note)}"
            for e in mine
            if e.strip is not None
            for note in notes.get(e.strip, ())
        ]
        worked.setdefault(day.date, []).append(
            _OwnDay(
                date=day.date,
                summary=f"{title}: work",
                description="\n".join((f"Scenes {scenes}", *said)),
                location="; ".join(
                    names.place(p) + (f", {places[p].address}" if places[p].address else "")
                    for p in where
                    if p in places
                ),
                start=moment(day.zone, day.date, day.call, own.call),
                end=moment(day.zone, day.date, day.call, own.wrap),
            )
        )
    for event in judgement.timetable.events:
        if person not in event.people:
            continue
        known = next((e for e in production.events if e.id == event.event), None)
        worked.setdefault(event.date, []).append(
            _OwnDay(
                date=event.date,
                summary=f"{title}: {known.kind.value if known else 'event'}",
                description=names.free(known.name) if known else "",
                location=names.place(event.place),
                start=moment(event.zone, event.date, event.start, event.start),
                end=moment(event.zone, event.date, event.start, event.end),
            )
        )
    row = next((r for r in judgement.dood.rows if r.id == person), None)
    yield from (_merged(days) for _, days in sorted(worked.items()))
    if row is not None:
        yield from _idle_days(row, judgement, frozenset(worked), title)


def _idle_days(
    row: DoodRow, judgement: Judgement, busy: frozenset[dt.date], title: str
) -> Iterator[_OwnDay]:
    for date, code in zip(judgement.dood.dates, row.codes, strict=True):
        if date in busy:
            continue
        if code == "H":
            yield _OwnDay(
                date=date, summary=f"{title}: hold", description="", location="",
                opaque=False, tentative=True,
            )  # fmt: skip
        elif code.startswith("T") or code in {"ST", "TF"}:
            yield _OwnDay(date=date, summary=f"{title}: travel", description="", location="")


def _merged(days: list[_OwnDay]) -> _OwnDay:
    """Several calls on one date as one entry: the calendar keeps one per person and day."""
    if len(days) == 1:
        return days[0]
    ordered = sorted(days, key=lambda d: (d.start is None, str(d.start)))
    starts = [d.start for d in ordered if d.start]
    ends = [d.end for d in ordered if d.end]
    return _OwnDay(
        date=ordered[0].date,
        summary=" + ".join(dict.fromkeys(d.summary for d in ordered)),
        description="\n".join(
            f"{d.start:%H:%M}-{d.end:%H:%M} {d.description}" for d in ordered if d.start and d.end
        ),
        location="; ".join(dict.fromkeys(d.location for d in ordered if d.location)),
        start=min(starts),
        end=max(ends),
    )
