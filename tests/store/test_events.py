from __future__ import annotations

import datetime as dt

import pytest

from intercut.domain.facts import Facts
from intercut.domain.ids import StripId, UnitId
from intercut.domain.plan import Plan, UnitDay
from intercut.errors import NotFound
from intercut.store import events
from intercut.store import library as libraries
from intercut.store.library import Library
from intercut.store.operations import MoveStrip, SetDay

START = Plan(boneyard=(StripId("1"),))
MONDAY = dt.date(2026, 3, 2)
DAY = SetDay(
    unit=UnitId("main"),
    date=MONDAY,
    day=UnitDay(unit=UnitId("main"), date=MONDAY, call=420),
)


def test_every_change_is_told_once_and_in_order(kept: Library) -> None:
    begin = kept.events.last()
    kept.boards.add("main", START, who="Bo")
    kept.boards.apply("main", DAY, who="Ada")
    kept.revise(who="Ada", why="x", what="facts", facts=Facts(currency="EUR"))
    kept.runs.ask({}, who="Ada")
    kept.publications.keep("main", START, colour="White", who="Bo")
    told = kept.events.since(begin)
    assert [(e.kind, e.payload.get("version")) for e in told] == [
        ("board", 0), ("board", 1), ("film", None), ("run", None), ("published", None),
    ]  # fmt: skip
    assert [e.id for e in told] == sorted({e.id for e in told})
    assert kept.events.since(told[-1].id) == ()
    assert kept.events.last() == told[-1].id


def test_change_that_fails_is_never_told(kept: Library) -> None:
    kept.boards.add("main", START, who="Bo")
    last = kept.events.last()
    with pytest.raises(NotFound):
        kept.boards.apply("main", MoveStrip(strip=StripId("9")), who="Bo")
    assert kept.events.since(last) == ()


def test_old_events_are_let_go(kept: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "KEPT", 100)
    with kept.writing() as row:
        for n in range(1100):
            kept.events.tell(row, "board", n=n)
    assert kept.events.last() - kept.events.first() <= 600


def test_write_of_another_connection_is_felt(film: Library) -> None:
    before = film.events.stir()
    assert film.events.stir() == before
    path = film.path
    assert path is not None
    with libraries.open(path) as other:
        other.boards.add("main", START, who="Bo")
    assert film.events.stir() != before
