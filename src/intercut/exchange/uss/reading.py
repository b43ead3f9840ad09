"""Boards of the Universal Schedule Standard in: the documented spelling and the one samples use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.facts import Facts
from intercut.domain.ids import EventId, PersonId
from intercut.domain.people import Casting, Person, Terms
from intercut.domain.production import Event, EventKind
from intercut.exchange.board_films import BoardRead, board_film, nothing_read
from intercut.exchange.boards import (
    Board,
    film_of,
)
from intercut.exchange.uniqueness import Unique
from intercut.exchange.uss.contents import BoardFile
from intercut.exchange.uss.records import Log, Record, root_of
from intercut.exchange.uss.stripboards import Stripboards

_EVENTS: Final = {
    "fitting": EventKind.FITTING,
    "rehearsal": EventKind.REHEARSAL,
    "photo": EventKind.PUBLICITY,
}


def read_uss(data: bytes, file: str = "") -> BoardRead:
    """A film made of a board file alone, with its boards. Never raises for what is in the file."""
    log = Log(file)
    root = root_of(data, log)
    if root is None:
        return nothing_read(log.findings)
    whole = BoardFile(root, log)
    whole.read_things()
    whole.read_strips()
    whole.read_calendars()
    names = Unique()
    boards_of = Stripboards(whole)
    boards = [
        boards_of.read_board(record, names.name(record.text("name") or "Board"))
        for record in root.records("stripboards")
    ]
    breakdown, facts = film_of(
        root.text("project") or root.text("name"),
        whole.strips.values(),
        tuple(whole.roles.values()),
        tuple(whole.elements.values()),
        _calendar(whole, root, boards),
        whole.source,
        (d.unit for b in boards for d in b.days),
    )
    facts = _with_people(facts, whole)
    if whole.strips and not boards:
        log.note("uss.no_board", "The file has breakdowns and no stripboard.", "stripboards")
    log.tell_oddities()
    return board_film(breakdown, facts, boards, whole.strips.values(), log.findings)


def _calendar(whole: BoardFile, root: Record, boards: list[Board]) -> Calendar | None:
    """The calendar of the first board that has one, long enough for all boards."""
    ids = [r.text("calendar") for r in root.records("stripboards")]
    chosen = next((whole.calendars[i] for i in ids if i in whole.calendars), None)
    if chosen is None:
        return None
    dates = [d.date for b in boards for d in b.days] + [chosen.span.first]
    last = max(dates) + timedelta(days=14)
    if (last - min(dates)).days > 3650:
        return None
    return replace(chosen, span=DateSpan(first=min(dates), last=last))


def _with_people(facts: Facts, whole: BoardFile) -> Facts:
    """A performer to be cast for each role of which the file knows holds, drops or events."""
    people, casting = [], []
    events: list[Event] = []
    for id_, role in whole.roles.items():
        record = whole.things[id_].record
        key = "dropDayCount"
        if key not in record.values and "doodDayCount" in record.values:
            key = "doodDayCount"
            whole.log.odd("`doodDayCount` instead of `dropDayCount`", record.path)
        gap = record.number(key, 365)
        drop = record.flag("isDrop")
        person = PersonId(role.id)
        people.append(
            Person(
                id=person,
                name=role.name,
                terms=Terms(
                    hold_paid=record.flag("isHold"),
                    drops=1 if drop else 0,
                    drop_gap_days=int(gap) if drop and gap is not None else None,
                    source=whole.source,
                ),
                to_be_cast=True,
                source=whole.source,
            )
        )
        casting.append(Casting(role=role.id, person=person, source=whole.source))
        if record.items("daysOff"):
            whole.log.note(
                "uss.days_off",
                f"{role.name} has days of the week off, which are not kept.",
                record.path,
                "Give the performer `away` dates.",
            )
        for event in record.records("events"):
            day, name = event.date("date"), event.text("name")
            if day is None or event.text("type") == "dayOff":
                continue
            if name not in _EVENTS:
                whole.log.note(
                    "uss.event",
                    f"{role.name}'s event {name or 'without a name'} on {day} is not kept.",
                    event.path,
                    "Journeys are planned from where people live and work.",
                )
                continue
            events.append(
                Event(
                    id=EventId(f"{name}-{len(events) + 1}"),
                    kind=_EVENTS[name],
                    name=f"{name} of {role.name}",
                    people=(person,),
                    dates=(DateSpan(first=day, last=day),),
                    minutes=60,
                    source=whole.source,
                )
            )
    return replace(facts, people=tuple(people), casting=tuple(casting), events=tuple(events))
