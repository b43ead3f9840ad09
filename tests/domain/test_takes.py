"""The take log's own types: what a take knows of its time, lines and rolls."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from intercut.domain.ids import LineId, PartId, SceneId, SetUpId, TakeId
from intercut.domain.spoken import Covered, LineOwed, PartOwed, SceneOwed
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    MatchItem,
    MatchKind,
    MatchList,
    Recording,
    RollKind,
    SetUp,
    Slate,
    Take,
    TakeLog,
    TakeStatus,
    parse_slate,
)
from intercut.domain.timecode import FPS_24, FPS_25, parse_timecode

TAKE = Take(
    id=TakeId("t1"),
    slate=Slate(target="17pt1", set_up="A", take=3),
    scene=SceneId("17"),
    part=PartId("17pt1"),
    date=dt.date(2027, 10, 5),
    status=TakeStatus.CIRCLED,
    set_up=SetUpId("17pt1/A"),
    rate=FPS_25,
    tc_in=parse_timecode("23:59:59:00", FPS_25),
    tc_out=parse_timecode("00:00:01:05", FPS_25),
    recordings=(
        Recording(kind=RollKind.SOUND, roll="S2"),
        Recording(kind=RollKind.CAMERA, roll="A004", camera="A"),
    ),
)
COVERED = (LineCoverage(line=LineId("17.1"), on=Camera.ON),)
OWN = LineCoverage(line=LineId("17.2"), on=Camera.OFF)


def test_a_slate_is_read_back_as_it_is_written() -> None:
    assert parse_slate(str(TAKE.slate)) == TAKE.slate
    assert parse_slate(" 17pt1 / A / 3 ") == TAKE.slate


@pytest.mark.parametrize("text", ["17pt1", "17/A", "17/A/x", "/A/1"])
def test_what_is_no_slate_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="17pt1/A/3"):
        parse_slate(text)


def test_a_take_is_as_long_as_its_timecode_over_midnight_too() -> None:
    assert TAKE.seconds == 2 + Fraction(5, 25)
    assert str(TAKE.clock_at(1000)) == "00:00:00:00"


def test_a_take_without_timecode_is_as_long_as_the_stopwatch_says() -> None:
    by_hand = replace(TAKE, rate=None, tc_in=None, tc_out=None, stopwatch_ms=61_500)
    assert by_hand.seconds == Fraction(123, 2)
    assert by_hand.clock_at(1000) is None
    assert replace(by_hand, stopwatch_ms=None).seconds is None


def test_timecode_at_another_rate_than_the_take_is_refused() -> None:
    with pytest.raises(ValueError, match="tc_in runs at 25"):
        replace(TAKE, rate=FPS_24)


def test_a_stopwatch_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        replace(TAKE, stopwatch_ms=-1)


def test_rolls_are_told_apart_by_what_they_record() -> None:
    assert (TAKE.camera_roll, TAKE.sound_roll) == ("A004", "S2")


def test_a_take_that_names_no_lines_has_those_of_its_set_up() -> None:
    set_up = SetUp(
        id=SetUpId("17pt1/A"),
        scene=SceneId("17"),
        part=PartId("17pt1"),
        target="17pt1",
        letter="A",
        lines=COVERED,
    )
    log = TakeLog(set_ups=(set_up,), takes=(TAKE,))
    assert log.coverage(TAKE) == COVERED
    assert log.coverage(replace(TAKE, lines=(OWN,))) == (OWN,)
    assert log.take(TakeId("t1")) == TAKE
    assert log.take(TakeId("t2")) is None


def test_a_match_list_joins_what_was_noted_of_one_kind() -> None:
    match = MatchList(
        items=(
            MatchItem(kind=MatchKind.PROPS, value="tile in left hand"),
            MatchItem(kind=MatchKind.LENS, value="50 mm"),
            MatchItem(kind=MatchKind.PROPS, value="tin open"),
        )
    )
    assert match.value(MatchKind.PROPS) == "tile in left hand; tin open"
    assert match.value(MatchKind.EYELINE) == ""


@pytest.mark.parametrize(
    ("needed", "covered", "owed"),
    [
        (Covered.ON_CAMERA, Covered.ON_CAMERA, False),
        (Covered.ON_CAMERA, Covered.OFF_CAMERA, True),
        (Covered.ON_CAMERA, Covered.NOT_AT_ALL, True),
        (Covered.OFF_CAMERA, Covered.NOT_AT_ALL, True),
        (Covered.OFF_CAMERA, Covered.OFF_CAMERA, False),
        (Covered.NOT_AT_ALL, Covered.NOT_AT_ALL, False),
    ],
)
def test_a_line_is_owed_where_less_is_covered_than_needed(
    needed: Covered, covered: Covered, owed: bool
) -> None:
    line = LineOwed(line=LineId("1.1"), name="ADA", text="Yes.", needed=needed, covered=covered)
    assert line.owed is owed
    part = PartOwed(target="1", part=None, label="", lines=(line,), shot=True)
    assert SceneOwed(scene=SceneId("1"), number="1", parts=(part,)).complete is not owed


def test_a_part_never_shot_is_not_complete_even_without_lines() -> None:
    assert not PartOwed(target="1", part=None, label="", lines=(), shot=False).complete
