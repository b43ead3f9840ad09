"""The set, end to end: Brownstone's call logged, heard, told as shot and owed; bad logs and hands."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import intercut as ic
from intercut.access import Actor, Role
from intercut.actions.logging_takes import (
    find_take,
    hear_again,
    hear_take,
    judge_heard,
    log_take,
    read_take_file,
    see_log,
    withdraw,
)
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.set_reports import (
    report_day,
    script_as_shot,
    what_is_owed,
    write_set_papers,
)
from intercut.actions.take_words import TakeWords, take_of
from intercut.domain.spoken import Said
from intercut.errors import NotAllowed, NotFound, Unreadable
from intercut.onset.recogniser import VARIABLE
from intercut.script.fdx import read_fdx
from intercut.script.fountain import read_fountain
from intercut.script.screenplay import Kind

ADDED = "Night, Clara. Step over the gap for me."


@pytest.fixture
def film(tmp_path: Path, examples: Path) -> Iterator[KeptFilm]:
    """Brownstone, opened by Bo; nothing is logged yet."""
    folder = examples / "brownstone"
    with ic.new(
        tmp_path / "b.intercut",
        script=folder / "brownstone.fountain",
        facts=folder / "brownstone.facts.yaml",
        name="Bo",
    ) as made:
        assert isinstance(made.office, KeptFilm)
        yield made.office


@pytest.fixture
def takes(examples: Path) -> Path:
    """The example's logs and transcripts."""
    return examples / "brownstone" / "takes"


def test_the_improvised_last_line_of_the_call_is_found_and_kept(
    film: KeptFilm, takes: Path
) -> None:
    logged = read_take_file(film, takes / "lisbon.yaml")
    assert [f.code for f in logged.findings if f.level.value != "note"] == []
    for slate in ("17pt1/A/2", "17pt1/B/1"):
        hearing = hear_again(film, slate).hearing
        (added,) = hearing.added()
        assert (added.said, added.after, added.before) == (ADDED, "17.55", None)
        assert added.confidence >= 80
        take = find_take(take_log(film), slate)
        assert [(b.text, b.after) for b in take.business] == [("kisses the phone", "17.55")]


def test_whoever_shoots_the_other_end_gets_it_and_the_planner_is_told(
    film: KeptFilm, takes: Path, tmp_path: Path
) -> None:
    read_take_file(film, takes / "lisbon.yaml")
    before = {p.id: p for s in film.assembly().production.scenes for p in s.parts}
    shot = script_as_shot(
        film,
        scene="17",
        out=[tmp_path / f"as.{e}" for e in ("fountain", "fdx", "pdf")],
        tell_planner=True,
    )
    (change,) = shot.changes
    assert change.target == "17pt2"
    assert [a.said for a in change.lines][-2:] == ["kisses the phone", ADDED]
    after = {p.id: p for s in film.assembly().production.scenes for p in s.parts}
    assert after[change.part].minutes.minutes == change.minutes[1] > change.minutes[0]
    assert after[change.part].minutes.minutes > before[change.part].minutes.minutes
    assert "17pt1/A/2" in str(after[change.part].source)
    others = {i for i in before if i != change.part}
    assert {i: after[i].minutes.minutes for i in others} == {
        i: before[i].minutes.minutes for i in others
    }
    assert [p.lines for p in after.values()] == [p.lines for p in before.values()]
    for script in (
        read_fountain((tmp_path / "as.fountain").read_bytes()),
        read_fdx((tmp_path / "as.fdx").read_bytes()),
    ):
        said = [n for n, e in enumerate(script.elements) if e.text == ADDED]
        assert len(said) == 1
        assert script.elements[said[0] - 1].name.startswith("SABINE")
        notes = [e.text for e in script.elements if e.kind is Kind.NOTE and "as shot" in e.text]
        assert any("17pt1/B/1 at 05:41:51:10" in n for n in notes)
    assert 'RevisionID="' in (tmp_path / "as.fdx").read_text("utf-8")
    assert (tmp_path / "as.pdf").read_bytes().startswith(b"%PDF")


def test_the_planner_told_twice_is_told_once_and_what_is_taken_back_is_taken_back(
    film: KeptFilm, takes: Path
) -> None:
    def end() -> tuple[int, int, str]:
        scene = next(s for s in film.assembly().production.scenes if s.number == "17")
        return scene.parts[1].minutes.minutes, scene.parts[1].eighths, str(scene.parts[1].source)

    before = end()
    read_take_file(film, takes / "lisbon.yaml")
    first = script_as_shot(film, scene="17", tell_planner=True)
    told = end()
    assert told[0] > before[0]
    assert f"as written ({before[0]} min" in told[2]
    again = script_as_shot(film, scene="17", tell_planner=True)
    assert (again.told, end()) == (0, told)
    assert again.changes[0].minutes == (told[0], told[0])
    assert (first.changes[0].minutes, first.changes[0].eighths[1]) == (
        (before[0], told[0]),
        told[1],
    )
    for slate in ("17pt1/A/2", "17pt1/B/1"):
        for heard in hear_again(film, slate).hearing.lines:
            if heard.kind is not Said.AS_WRITTEN:
                judge_heard(film, slate, heard.number, accepted=False)
        withdraw(film, slate, "the printer ate it")
    (back,) = script_as_shot(film, scene="17", tell_planner=True).changes
    assert (back.lines, end()[:2]) == ((), before[:2])


def test_the_script_as_shot_of_unheard_takes_is_the_script(
    film: KeptFilm, examples: Path, tmp_path: Path
) -> None:
    script_as_shot(film, scene="17", out=[tmp_path / "as.fountain"])
    was = read_fountain((examples / "brownstone" / "brownstone.fountain").read_bytes())
    now = read_fountain((tmp_path / "as.fountain").read_bytes())
    assert [(e.kind, e.text) for e in now.elements] == [(e.kind, e.text) for e in was.elements]


def test_each_end_is_owed_until_it_is_shot(film: KeptFilm, takes: Path) -> None:
    read_take_file(film, takes / "lisbon.yaml")
    (half,) = what_is_owed(film).scenes
    assert [(p.target, p.complete) for p in half.parts] == [("17pt1", True), ("17pt2", False)]
    read_take_file(film, takes / "new-york.yaml")
    (whole,) = what_is_owed(film, "17pt2").scenes
    assert whole.complete


def test_a_log_read_twice_adds_nothing(film: KeptFilm, takes: Path) -> None:
    first = read_take_file(film, takes / "lisbon.yaml")
    assert first.new > 0
    assert read_take_file(film, takes / "lisbon.yaml").new == 0
    log = take_log(film)
    assert len({t.slate for t in log.takes}) == len(log.takes) == 3


def test_papers_of_the_set_are_written(film: KeptFilm, takes: Path, tmp_path: Path) -> None:
    read_take_file(film, takes / "lisbon.yaml")
    files = write_set_papers(film, tmp_path / "papers")
    assert {f.name for f in files} == {
        "lined-script.pdf",
        "editors-log.ale",
        "editors-log.csv",
        "day-report-2027-10-04.pdf",
    }
    report, _ = report_day(film, dt.date(2027, 10, 4))
    assert [(r.number, r.circled) for r in report.rows] == [("17pt1", 2)]
    again = write_set_papers(film, tmp_path / "again")
    assert [a.read_bytes() for a in again] == [f.read_bytes() for f in files]


def test_a_person_confirms_rejects_and_puts_right(film: KeptFilm, takes: Path) -> None:
    read_take_file(film, takes / "lisbon.yaml")
    lines = hear_again(film, "17pt1/A/2").hearing.lines
    doubtful = next(h for h in lines if h.kind is Said.CHANGED and h.confidence < 70)
    added = next(h for h in lines if h.kind is Said.ADDED)
    judge_heard(film, "17pt1/A/2", doubtful.number, accepted=False)
    judge_heard(film, "17pt1/A/2", added.number, accepted=True, said="Night. Mind the gap.")
    now = {h.number: h for h in hear_again(film, "17pt1/A/2").hearing.lines}
    assert (now[doubtful.number].rejected, now[added.number].confirmed_by) == (True, "Bo")
    assert now[added.number].said == "Night. Mind the gap."
    judge_heard(film, "17pt1/A/2", doubtful.number, accepted=True)  # and thinks again
    assert not hear_again(film, "17pt1/A/2").hearing.lines[doubtful.number - 1].rejected
    with pytest.raises(NotFound, match="no heard line 999"):
        judge_heard(film, "17pt1/A/2", 999, accepted=True)
    with pytest.raises(NotFound, match="nobody in the script"):
        judge_heard(film, "17pt1/A/2", 1, accepted=True, role="NOBODY AT ALL")


def test_a_take_logged_again_is_a_second_take_unless_it_corrects(film: KeptFilm) -> None:
    words = TakeWords(slate="17pt1/C/1", status="ng", reason="boom", rate="25", tc_in="10:00:00:00")
    log_take(film, take_of(film, words))
    log_take(film, take_of(film, words))  # the very same: arrived twice
    assert len(take_log(film).takes) == 1
    other = TakeWords(slate="17pt1/C/1", status="circled", on="own", off="rest")
    told = log_take(film, take_of(film, other))
    assert "take.twice" in {f.code for f in told.findings}
    assert len(take_log(film).takes) == 2
    withdraw(film, "17pt1/C/1#2", "written twice")
    fixed = log_take(film, take_of(film, other), correct=True)
    (only,) = fixed.log.takes
    assert only.status.value == "circled"
    assert len(see_log(film).entries) == 4  # nothing logged is ever lost


NO_TAKES: list[tuple[dict[str, object], str]] = [
    ({"slate": "17"}, "not a slate"),
    ({"tc_in": "10:00:00:00"}, "needs a frame rate"),
    ({"rate": "26"}, "not a frame rate"),
    ({"rate": "25", "tc_in": "10:00:00:25"}, "not a timecode"),
    ({"on": "one to three"}, "not a list of lines"),
    ({"stopwatch": "quick"}, "stopwatch"),
    ({"business": ["kiss @end"]}, "after a line's number"),
    ({"match": ["colour=red"]}, "eyeline=left of lens"),
    ({"status": "lovely"}, "becomes of a take"),
]


def test_words_that_are_no_take_are_refused_and_nothing_is_logged(film: KeptFilm) -> None:
    for words, said in NO_TAKES:
        with pytest.raises(Unreadable, match=said):
            take_of(film, TakeWords(**{"slate": "17pt1/A/1", **words}))  # type: ignore[arg-type]
    assert take_log(film).takes == ()


BAD = """
date: 2027-10-04
rate: 24
takes:
  - {slate: 17pt1/A/1, status: circled, in: "05:00:00:00", on: own, transcript: nowhere.srt}
  - {slate: nonsense}
  - {slate: 17pt1/A/2, status: superb}
  - {slate: 17pt1/A/3, colour: red, in: "05:00:00:99"}
  - {slate: 99/A/1, status: ng, reason: wrong scene, camera_media: gone.mov, camera_roll: A1}
rolls: A001
set_ups:
  - {set_up: 17pt1, on: own}
"""


def test_a_bad_log_is_taken_as_far_as_it_can_be_read(film: KeptFilm, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(BAD, encoding="utf-8")
    read = read_take_file(film, path)
    assert [str(t.slate) for t in read.log.takes] == ["17pt1/A/1", "99/A/1"]
    told = {f.code for f in read.findings}
    assert {"takes.entry", "transcript.missing", "take.unknown_scene", "take.media_missing"} <= told
    lines = {f.where.line for f in read.findings if f.code == "takes.entry"}
    assert lines == {6, 7, 8, 10, 12}


def test_no_log_file_makes_it_crash(film: KeptFilm, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    for text in ("", "- a\n- b", "takes: {a: b}", "takes:\n  - [1, 2]", "\tx"):
        path.write_text(text, encoding="utf-8")
        assert read_take_file(film, path).log.takes == ()


def test_who_may_only_read_logs_nothing_and_the_script_supervisor_does(
    film: KeptFilm, takes: Path
) -> None:
    film.actor = Actor(name="Cy", role=Role.READER)
    with pytest.raises(NotAllowed, match="log takes on set"):
        read_take_file(film, takes / "lisbon.yaml")
    assert see_log(film).entries == ()
    film.actor = Actor(name="Dee", role=Role.PERFORMER)
    with pytest.raises(NotAllowed):
        see_log(film)
    film.actor = Actor(name="Ada", role=Role.SCRIPT_SUPERVISOR)
    assert read_take_file(film, takes / "lisbon.yaml").new > 0


def test_sound_goes_through_the_recogniser_the_user_has(
    film: KeptFilm, takes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_take_file(film, takes / "lisbon.yaml")
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"RIFF")
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(NotFound, match="no recogniser"):
        hear_take(film, "17pt1/A/1", audio=sound)
    program = tmp_path / "recognise"
    program.write_text('#!/bin/sh\ntest -f "$1" && printf "00:01 You picked up.\\n" >"$2/t.txt"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, f"{program} {{audio}} {{out}}")
    heard = hear_take(film, "17pt1/A/1", audio=sound)
    assert [(h.line, h.kind) for h in heard.hearing.lines if h.said] == [("17.1", Said.AS_WRITTEN)]
    monkeypatch.setenv(VARIABLE, "false {audio}")
    with pytest.raises(Unreadable, match="recogniser failed"):
        hear_take(film, "17pt1/A/1", audio=sound)


def test_nothing_heard_nothing_there_is_refused_in_words(film: KeptFilm, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no take 17pt1/A/9"):
        hear_take(film, "17pt1/A/9", tmp_path / "t.srt")
    with pytest.raises(NotFound, match="not a slate"):
        hear_again(film, "nonsense")
    with pytest.raises(NotFound, match="no scene"):
        what_is_owed(film, "99")
    with pytest.raises(ValueError, match=r"\.fountain, \.fdx or \.pdf"):
        script_as_shot(film, out=[tmp_path / "as.doc"])
