"""The take log: added to, never changed, on both databases, and whole after a kill."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from intercut.domain.ids import EntryId, LineId, PartId, SceneId, TakeId
from intercut.domain.scene import Breakdown
from intercut.domain.spoken import (
    HeardLine,
    HeardVerdict,
    Hearing,
    NonVerbal,
    Said,
    TimeSpan,
    WordChange,
)
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    Recording,
    Roll,
    RollKind,
    Slate,
    Take,
    TakeStatus,
    Withdrawal,
)
from intercut.domain.timecode import FPS_29_97_DROP, parse_timecode
from intercut.errors import Unwritable
from intercut.store import library
from intercut.store.library import Library
from intercut.store.records import NewEntry

TAKE = Take(
    id=TakeId("t1"),
    slate=Slate(target="17pt2", set_up="A", take=1),
    scene=SceneId("17"),
    part=PartId("17pt2"),
    date=dt.date(2027, 10, 8),
    status=TakeStatus.CIRCLED,
    rate=FPS_29_97_DROP,
    tc_in=parse_timecode("01:00:00;02", FPS_29_97_DROP),
    recordings=(Recording(kind=RollKind.CAMERA, roll="A001"),),
    lines=(LineCoverage(line=LineId("17.1"), on=Camera.ON),),
    business=(NonVerbal(text="kisses the receiver", after=LineId("17.55"), audible=True),),
)
HEARD = Hearing(
    take=TakeId("t1"),
    transcript="t1.srt",
    sha256="0" * 64,
    words=3,
    lines=(
        HeardLine(
            number=1,
            kind=Said.CHANGED,
            line=LineId("17.1"),
            said="you picked it up",
            changes=(WordChange(written="", said="it"),),
            span=TimeSpan(start_ms=0, end_ms=900),
        ),
    ),
)
EVERY_KIND = (
    NewEntry(
        id=EntryId("r"), item=Roll(name="A001", kind=RollKind.CAMERA, date=dt.date(2027, 10, 8))
    ),
    NewEntry(id=EntryId("t"), item=TAKE),
    NewEntry(id=EntryId("h"), item=HEARD),
    NewEntry(id=EntryId("v"), item=HeardVerdict(hearing=EntryId("h"), number=1, accepted=True)),
    NewEntry(id=EntryId("w"), item=Withdrawal(entry=EntryId("r"), reason="never loaded")),
)


def test_every_kind_of_entry_comes_back_as_it_was_written(kept: Library) -> None:
    written = kept.takes.append(EVERY_KIND, who="Bo")
    assert [e.item for e in written] == [e.item for e in EVERY_KIND]
    assert kept.takes.all() == written
    assert [e.seq for e in written] == [1, 2, 3, 4, 5]
    assert {e.by for e in written} == {"Bo"}


def test_an_entry_that_arrives_twice_counts_once(kept: Library) -> None:
    first = kept.takes.append(EVERY_KIND[:2], who="Bo")
    again = kept.takes.append(EVERY_KIND[:3], who="Ada")
    assert again[:2] == first
    assert len(kept.takes.all()) == 3


def test_two_entries_under_one_name_are_both_kept(kept: Library) -> None:
    other = replace(TAKE, status=TakeStatus.NG, reason="boom in frame")
    kept.takes.append([NewEntry(id=EntryId("t"), item=TAKE)], who="Bo")
    second = NewEntry(id=EntryId("t"), item=other)
    (written,) = kept.takes.append([second], who="Bo")
    (again,) = kept.takes.append([second], who="Bo")
    assert written == again
    assert [e.item for e in kept.takes.all()] == [TAKE, other]
    assert len({e.id for e in kept.takes.all()}) == 2


def test_another_name_that_begins_alike_is_another_entry(kept: Library) -> None:
    for name in ("t1", "t", "t10"):
        kept.takes.append([NewEntry(id=EntryId(name), item=TAKE)], who="Bo")
    assert [e.id for e in kept.takes.all()] == ["t1", "t", "t10"]


def test_logging_makes_nobody_else_stale(kept: Library) -> None:
    before = kept.version()
    kept.takes.append(EVERY_KIND, who="Bo")
    assert kept.version() == before
    kept.revise(who="Ada", why="facts", what="facts", expected=before)


def test_open_windows_are_told(kept: Library) -> None:
    last = kept.events.last()
    kept.takes.append(EVERY_KIND, who="Bo")
    (told,) = kept.events.since(last)
    assert (told.kind, told.payload["seq"]) == ("takes", 5)


def test_when_it_was_written_down_is_kept_from_the_tablet(kept: Library) -> None:
    at = "2027-10-08T16:20:05.000+00:00"
    (written,) = kept.takes.append([NewEntry(id=EntryId("t"), item=TAKE, at=at)], who="Bo")
    assert written.at == at


def test_an_entry_says_in_whose_script_its_lines_are_counted(kept: Library) -> None:
    (newest,) = kept.takes.append([NewEntry(id=EntryId("t"), item=TAKE)], who="Bo")
    kept.revise(who="Ada", why="facts", what="facts")
    late = NewEntry(id=EntryId("u"), item=TAKE, revision=newest.revision)
    (arrived,) = kept.takes.append([late], who="Bo")
    (after,) = kept.takes.append([NewEntry(id=EntryId("v"), item=TAKE)], who="Bo")
    assert (arrived.revision, after.revision) == (newest.revision, newest.revision + 1)
    assert [e.revision for e in kept.takes.all()] == [1, 1, 2]


def test_a_film_that_may_only_be_read_refuses(film: Library, tmp_path: Path) -> None:
    film.close()
    with (
        library.open(tmp_path / "film.intercut", read_only=True) as reading,
        pytest.raises(Unwritable),
    ):
        reading.takes.append(EVERY_KIND, who="Cy")


def test_what_was_shown_as_saved_survives_a_kill_at_any_statement(tmp_path: Path) -> None:
    path = tmp_path / "film.intercut"
    breakdown = Breakdown(title="Kitchen", scenes=(), roles=(), sets=())
    library.create(path, breakdown=breakdown, who="Ada").close()
    shown = 0
    for statement in range(60):
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            _log_until_killed(path, statement, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as saved:
            shown += len(saved.read())
        status = os.waitpid(pid, 0)[1]
        with library.open(path) as film:
            entries = film.takes.all()
        assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
        assert len(entries) in {shown, shown + 1}  # written, and killed before it could say so
        shown = len(entries)
        if os.WEXITSTATUS(status) == 0 and not os.WIFSIGNALED(status):
            break
    else:
        pytest.fail("the writer never came to its end")
    assert shown > 10


def _log_until_killed(path: Path, statement: int, saved: int) -> None:
    """In a child: log two takes, say each one saved, and die before one statement."""
    film = library.open(path)
    with connections[film.alias].execute_wrapper(_dies_at(statement)):
        for n in range(2):
            name = f"{statement}.{n}"
            take = replace(TAKE, id=TakeId(name))
            film.takes.append([NewEntry(id=EntryId(name), item=take)], who="Bo")
            os.write(saved, b".")
    os._exit(0)


def _dies_at(statement: int) -> Callable[..., Any]:
    seen = 0

    def wrapper(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal seen
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1
        return execute(sql, params, many, context)

    return wrapper
