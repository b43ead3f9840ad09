"""A board or one of its days, as those who may see it see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.access import Action, may, require
from intercut.actions.judging import Judged, judged, public_id, reader_of
from intercut.actions.noting import notes_of
from intercut.actions.office import Office
from intercut.errors import NotFound
from intercut.publish.day_paper import Day
from intercut.publish.documents import BoardPaper, board_paper
from intercut.publish.reader import Names
from intercut.schedule import DayTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBoard:
    """A board as it is drawn, with the judgement it is drawn from."""

    judged: Judged
    paper: BoardPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCall:
    """Somebody's call and wrap on a day, and the strips they are in."""

    id: str
    name: str
    call: str
    wrap: str
    strips: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """One unit day by the clock, with everybody's calls; those of others only where one may."""

    times: DayTimes
    day: Day
    calls: tuple[PersonalCall, ...]


def show_board(office: Office, board: str = "") -> ShownBoard:
    """A board, day by day, and its boneyard.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see it, or there is no such board.
    """
    require(office.actor, Action.SEE_BOARD)
    found = judged(office, board)
    paper = board_paper(
        found.production,
        found.judgement,
        reader=reader_of(office.actor),
        document="Stripboard",
        board=found.board.name,
        notes=notes_of(office, found.production, found.board.plan),
    )
    return ShownBoard(judged=found, paper=paper)


def show_day(office: Office, date: dt.date, board: str = "") -> tuple[ShownDay, ...]:
    """The days of all units on a date.

    Raises
    ------
    NotAllowed, NotFound
        As `show_board`; also when nobody shoots on that date.
    """
    shown = show_board(office, board)
    found = shown.judged
    names = Names(found.production, reader_of(office.actor))
    actor = office.actor
    people = {p.id: p for p in found.production.people}
    everybody = may(actor.role, Action.SEE_DATES)
    days = []
    for times, day in zip(found.judgement.timetable.days, shown.paper.days, strict=True):
        if times.date != date:
            continue
        calls = sorted(times.people, key=lambda p: (p.call, names.person(p.person)))
        days.append(
            ShownDay(
                times=times,
                day=day,
                calls=tuple(
                    PersonalCall(
                        id=public_id(people[p.person], names),
                        name=names.person(p.person),
                        call=times.clock(p.call),
                        wrap=times.clock(p.wrap),
                        strips=tuple(p.strips),
                    )
                    for p in calls
                    if everybody or p.person == actor.person
                ),
            )
        )
    if not days:
        dates = [d.date for d in found.judgement.timetable.days]
        msg = f"nobody shoots on {date}."
        raise NotFound(msg, f"Days are {dates[0]} to {dates[-1]}." if dates else "")
    return tuple(days)
