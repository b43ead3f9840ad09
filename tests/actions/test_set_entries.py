"""What a device on set sends: every entry once, none lost, nonsense told in a sentence."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import intercut as ic
from intercut.access import Actor, Role
from intercut.actions.drafts import revise_script
from intercut.actions.logging_takes import hear_take, log_take, read_take_file
from intercut.actions.marking import Mark, mark_element
from intercut.actions.office import KeptFilm
from intercut.actions.planning import plan_board
from intercut.actions.set_day import set_day
from intercut.actions.set_day_answers import OnSetTarget
from intercut.actions.set_entries import (
    BusinessWords,
    MatchWords,
    NoteWords,
    SetEntry,
    write_down,
)
from intercut.actions.set_log import take_log
from intercut.actions.take_words import TakeWords, take_of
from intercut.domain.takes import TakeStatus
from intercut.errors import NotAllowed, Stale, Unreadable

AT = "2027-10-05T10:00:00+00:00"


@pytest.fixture
def film(tmp_path: Path, examples: Path) -> Iterator[KeptFilm]:
    """Brownstone, opened by Bo; nothing is logged and nothing planned yet."""
    folder = examples / "brownstone"
    with ic.new(
        tmp_path / "b.intercut",
        script=folder / "brownstone.fountain",
        facts=folder / "brownstone.facts.yaml",
        name="Bo",
    ) as made:
        assert isinstance(made.office, KeptFilm)
        yield made.office


def entry(name: str, slate: str = "17pt1/A/1", **more: object) -> SetEntry:
    """A take as a tablet sends it."""
    return replace(
        SetEntry(id=f"{name:0>12}", kind="take", at=AT, slate=slate, date="2027-10-05"),
        **more,  # type: ignore[arg-type]
    )


def send(film: KeptFilm, *entries: SetEntry) -> list[bool]:
    """Whether each was saved."""
    return [k.saved for k in write_down(film, film.library.key(), entries)]


def test_entry_sent_again_is_answered_as_saved_and_not_written_twice(film: KeptFilm) -> None:
    one = entry("1", status="circled", on=(1, 2), off=(3,))
    first = write_down(film, film.library.key(), [one])
    again = write_down(film, film.library.key(), [one, replace(one, reason="changed on the way")])
    assert [k.new for k in (*first, *again)] == [True, False, False]
    assert all(k.saved for k in again)
    assert len(film.library.takes.all()) == 1
    (take,) = take_log(film).takes
    assert (take.status, take.reason, len(take.lines)) == (TakeStatus.CIRCLED, "", 3)
    assert film.library.takes.all()[0].at == "2027-10-05T10:00:00.000+00:00"


@given(order=st.lists(st.integers(min_value=0, max_value=5), max_size=14))
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_sent_how_often_counts_once(film: KeptFilm, order: list[int]) -> None:
    before = {e.id for e in film.library.takes.all()}
    sent = [entry(f"{len(before)}-{n}", f"12/A/{n + 1}") for n in order]
    assert send(film, *sent) == [True] * len(sent)
    after = [e.id for e in film.library.takes.all()]
    assert len(after) == len(set(after))
    assert set(after) == before | {e.id for e in sent}


def test_two_windows_that_send_at_once_write_one_entry(film: KeptFilm) -> None:
    path = film.library.path
    assert path is not None
    answers: list[bool] = []

    def window() -> None:
        from intercut.actions.opening import open_film

        with open_film(path, name="Bo") as mine:
            answers.extend(send(mine, *[entry(str(n), f"17pt1/A/{n}") for n in range(1, 6)]))

    windows = [threading.Thread(target=window) for _ in range(3)]
    for w in windows:
        w.start()
    for w in windows:
        w.join(60)
    assert answers == [True] * 15
    assert len(film.library.takes.all()) == 5


def test_same_slate_from_two_devices_stays_two_takes(film: KeptFilm) -> None:
    assert send(film, entry("1"), entry("2", status="no good", reason="boom in shot")) == [True] * 2
    log_take(film, take_of(film, TakeWords(slate="17pt1/A/1", status="inc")))
    assert len({t.id for t in take_log(film).takes}) == 3


def test_correction_stands_in_the_place_of_the_entry_it_names(film: KeptFilm) -> None:
    first, second = entry("1"), entry("2", status="circled", corrects=entry("1").id)
    assert send(film, first, second) == [True, True]
    (take,) = take_log(film).takes
    assert take.status is TakeStatus.CIRCLED
    third = entry("3", status="no good", reason="flare", corrects=str(take.id))
    gone = SetEntry(id="4" * 12, kind="withdrawal", at=AT, corrects=third.id, reason="wrong slate")
    assert send(film, third, gone, gone) == [True, True, True]
    assert take_log(film).takes == ()
    assert len(film.library.takes.all()) == 6


def test_a_device_that_had_no_word_of_the_new_draft_speaks_of_the_old_one(
    film: KeptFilm, examples: Path, tmp_path: Path
) -> None:
    day = set_day(film, also=["17pt1"])
    first = (examples / "brownstone" / "brownstone.fountain").read_text("utf-8")
    path = tmp_path / "blue.fountain"
    path.write_text(
        first.replace("CLARA\nYou picked", "SABINE\nYes?\n\nCLARA\nYou picked"), "utf-8"
    )
    revise_script(film, path)
    late = entry("1", status="circled", on=(2, 4), off=(1,), draft=day.draft)
    after = entry("2", "17pt1/A/2", on=(2, 4), off=(1,), draft=set_day(film).draft)
    assert send(film, late, after) == [True, True]
    log = take_log(film)
    covered = {t.slate.take: sorted(c.line for c in t.lines) for t in log.takes}
    assert covered == {1: ["17.2", "17.3", "17.5"], 2: ["17.1", "17.2", "17.4"]}


def test_a_correction_says_nothing_of_lines_that_it_leaves_as_they_were(
    film: KeptFilm, examples: Path, tmp_path: Path
) -> None:
    assert send(film, entry("1", on=(6, 8), notes=(NoteWords(text="late", line=6),))) == [True]
    first = (examples / "brownstone" / "brownstone.fountain").read_text("utf-8")
    path = tmp_path / "blue.fountain"
    path.write_text(
        first.replace("CLARA\nYou picked", "SABINE\nYes?\n\nCLARA\nYou picked").replace(
            "Six. There are gulls.", "Six. There are only gulls."
        ),
        "utf-8",
    )
    revise_script(film, path)

    def target() -> OnSetTarget:
        shown = set_day(film, also=["17pt1"]).strips
        return next(t for s in shown for t in s.targets if t.target == "17pt1")

    (shown,) = target().takes
    assert (shown.on, list(target().formerly), shown.notes[0].line) == ([7, 9], [7], 7)
    draft = set_day(film).draft
    circled = replace(
        entry("2", status="circled", on=shown.on, notes=shown.notes, corrects=shown.entry),
        draft=draft,
    )
    assert send(film, circled) == [True]
    (now,) = target().takes
    assert (now.status, now.on, now.notes) == ("circled", shown.on, shown.notes)
    assert list(target().formerly) == [7]
    anew = entry("3", status="circled", on=[7], corrects=now.entry, draft=draft)
    assert send(film, anew) == [True]
    (now,) = target().takes
    assert (now.on, target().formerly) == ([7], {})


def test_nonsense_is_refused_in_a_sentence_and_the_rest_is_taken(film: KeptFilm) -> None:
    wrong = [
        entry("1", "17pt1"),
        entry("2", status="splendid"),
        entry("3", tc_in="05:10:00:00"),
        entry("4", date="tomorrow"),
        entry("5", at="noon"),
        entry("6", take_kind="half"),
        entry("7", notes=(NoteWords(text="x", about="weather"),)),
        entry("8", match=(MatchWords(kind="mood", value="blue"),)),
        replace(entry("9"), kind="haiku"),
        replace(entry("10"), id="../etc"),
        SetEntry(id="5" * 12, kind="withdrawal", at=AT, corrects="nothing", reason="x"),
        SetEntry(id="6" * 12, kind="set_up", at=AT, slate="17pt1"),
    ]
    kept = write_down(film, film.library.key(), [*wrong, entry("good")])
    assert [k.saved for k in kept] == [False] * len(wrong) + [True]
    assert all(k.message[0].isupper() or k.message[0] == "'" for k in kept[:-1])
    assert all(k.message.endswith(".") and k.fix for k in kept[:-1])
    assert len(film.library.takes.all()) == 1


def test_another_films_entries_are_refused_whole(film: KeptFilm) -> None:
    with pytest.raises(Stale, match="another film"):
        write_down(film, "not-this-film", [entry("1")])
    assert film.library.takes.all() == ()


def test_reader_logs_nothing_and_a_script_supervisor_does(film: KeptFilm) -> None:
    film.actor = Actor(name="Cy", role=Role.READER)
    with pytest.raises(NotAllowed, match="log takes"):
        send(film, entry("1"))
    film.actor = Actor(name="Dee", role=Role.SCRIPT_SUPERVISOR)
    assert send(film, entry("1")) == [True]
    assert film.library.takes.all()[0].by == "Dee"


def test_day_holds_all_a_tablet_needs_and_the_other_end_tells_what_it_carries(
    film: KeptFilm, examples: Path
) -> None:
    plan_board(film, iterations=30, seed=1, threads=1)
    read_take_file(film, examples / "brownstone" / "takes" / "lisbon.yaml")
    date = next(
        d.date
        for d in film.board().plan.days
        if any(s.strip.endswith("pt2") and "17" in s.strip for s in d.strips)
    )
    day = set_day(film, date=date)
    assert day.film == film.library.key()
    assert {d.date for d in day.dates} >= {str(date)}
    (target,) = [t for s in day.strips for t in s.targets if t.target == "17pt2"]
    assert [n.number for n in target.lines if n.own] == target.owed
    (other,) = target.carried
    assert (other.target, other.shot) == ("17pt1", True)
    assert any(c.kind == "added" and c.said for c in other.changes)
    assert any(m.kind == "lens" for m in other.match)

    own = [n.number for n in target.lines if n.own]
    assert send(film, entry("1", "17pt2/A/1", date=str(date), status="circled", on=own[:3])) == [
        True
    ]
    (target,) = [
        t for s in set_day(film, date=date).strips for t in s.targets if t.target == "17pt2"
    ]
    assert target.owed == own[3:]
    (place,) = [s for s in set_day(film, date=date).sets if "17pt2" in s.owed]
    assert place.owed["17pt2"] == own[3:]
    beyond = set_day(film, date=date, also=["17pt1", "17PT1", "nowhere"]).strips
    assert [s.number for s in beyond if not s.planned] == ["17pt1"]


def test_day_without_a_board_shows_what_was_shot(film: KeptFilm) -> None:
    assert send(film, entry("1", "12/A/1", business=(BusinessWords(text="waves", after=1),))) == [
        True
    ]
    day = set_day(film)
    assert (day.date, day.board) == ("2027-10-05", "")
    assert [s.number for s in day.strips] == ["12"]
    (take,) = day.strips[0].targets[0].takes
    assert take.business == [BusinessWords(text="waves", after=1)]
    assert set_day(film, date=dt.date(2027, 1, 1)).strips == []


def test_what_was_heard_otherwise_waits_for_a_person(film: KeptFilm, examples: Path) -> None:
    takes = examples / "brownstone" / "takes"
    assert send(film, entry("1", "17pt1/B/1", status="circled")) == [True]
    hear_take(film, "17pt1/B/1", takes / "17pt1-B-1.vtt")
    (strip,) = set_day(film, date=dt.date(2027, 10, 5), also=["17pt1"]).strips
    (take,) = strip.targets[0].takes
    assert take.heard
    assert take.to_judge > 0


def test_line_is_marked_and_the_mark_taken_back(film: KeptFilm) -> None:
    def uses(number: str) -> set[str]:
        production = film.assembly().production
        names = {e.id: e.name for e in production.elements}
        (scene,) = [s for s in production.scenes if s.number == number]
        return {names[u.element] for u in scene.elements}

    def mark(scene: str, name: str, category: str = "", *, needed: bool = True) -> bool:
        done = mark_element(
            film,
            Mark(scene=scene, name=name, category=category, needed=needed),
            expected=film.revision(),
        )
        return done.changed

    assert mark("3", "brass lamp", "props")
    assert "brass lamp" in uses("3")
    assert mark("5", "Brass  Lamp")
    assert "brass lamp" in uses("5")
    assert "Bishop" in uses("7")
    assert mark("7", "Bishop", needed=False)
    assert "Bishop" not in uses("7")
    assert mark("7", "bishop")
    assert "Bishop" in uses("7")
    assert mark("3", "brass lamp", needed=False)
    assert "brass lamp" not in uses("3")
    for name, category in (("", "Props"), ("a" * 200, "Props"), ("thing", "Feelings")):
        with pytest.raises(Unreadable):
            mark("3", name, category)
    with pytest.raises(Stale):
        mark_element(film, Mark(scene="3", name="Bishop"), expected=0)
    film.actor = Actor(name="Cy", role=Role.READER)
    with pytest.raises(NotAllowed):
        mark("3", "Bishop")
