"""Owed, as shot, checks and reports, on a call of nine lines with takes at both ends."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from intercut.domain.ids import LineId, PartId, RoleId, SceneId, SetId, SetUpId, TakeId, UnitId
from intercut.domain.scene import (
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Mode,
    Part,
    Scene,
)
from intercut.domain.spoken import (
    Covered,
    HeardLine,
    Hearing,
    NonVerbal,
    Said,
    ScriptLine,
    TimeSpan,
)
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    LogEntry,
    MatchItem,
    MatchKind,
    MatchList,
    Recording,
    Roll,
    RollKind,
    SetUp,
    Slate,
    Take,
    TakeKind,
    TakeLog,
    TakeStatus,
)
from intercut.domain.timecode import FPS_24, FPS_25, Rate, Timecode, parse_timecode
from intercut.onset.as_shot import as_shot, for_the_other_end
from intercut.onset.day_report import PlannedStrip, Progress, day_report
from intercut.onset.editors_log import COLUMNS, ale_texts, csv_text
from intercut.onset.hearing import hear, take_in_roll
from intercut.onset.log_checks import check_log, missing_media
from intercut.onset.owed import holes, owed
from intercut.onset.transcript import Sound, Transcript, Word

DAY = dt.date(2027, 10, 8)
SABINE, CLARA = PartId("17pt1"), PartId("17pt2")
Spoken = Callable[[Sequence[str] | str], tuple[Word, ...]]


def scene(modes: tuple[Mode, ...] = (Mode.PARTS,)) -> Scene:
    """A call with two ends: Sabine's is part 1, Clara's part 2."""

    def part(number: int, role: str, eighths: int) -> Part:
        return Part(
            id=PartId(f"17pt{number}"),
            number=number,
            label=f"{role}'S END",
            set=SetId(f"set {number}"),
            int_ext=IntExt.INT,
            light=Light.NIGHT,
            on_camera=(RoleId(role),),
            eighths=eighths,
            minutes=Estimate(minutes=100),
        )

    return Scene(
        id=SceneId("17"),
        number="17",
        heading=Heading(
            original="INT. FLAT - DAWN", int_ext=IntExt.INT, set_name="FLAT", light=Light.DAWN
        ),
        set=SetId("set 1"),
        eighths=EighthsCount(computed=8),
        minutes=Estimate(minutes=180),
        parts=(part(1, "SABINE", 3), part(2, "CLARA", 5)),
        modes=modes,
    )


def take(
    number: int = 1,
    part: PartId | None = SABINE,
    status: TakeStatus = TakeStatus.CIRCLED,
    rate: Rate = FPS_24,
    start: str = "01:00:00:00",
    end: str = "01:01:00:00",
    **more: object,
) -> Take:
    target = str(part or "17")
    made = Take(
        id=TakeId(f"{target}/A/{number}"),
        slate=Slate(target=target, set_up="A", take=number),
        scene=SceneId("17"),
        part=part,
        date=DAY,
        status=status,
        rate=rate,
        tc_in=parse_timecode(start, rate),
        tc_out=parse_timecode(end, rate),
        reason="boom" if status is TakeStatus.NG else "",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def lines_of(on: Sequence[int], off: Sequence[int] = ()) -> tuple[LineCoverage, ...]:
    seen = [LineCoverage(line=LineId(f"17.{n}"), on=Camera.ON) for n in on]
    return (*seen, *(LineCoverage(line=LineId(f"17.{n}"), on=Camera.OFF) for n in off))


CLARAS, SABINES = (1, 3, 5, 7, 9), (2, 4, 6, 8)


def heard(take_: Take, *lines: HeardLine) -> Hearing:
    return Hearing(take=take_.id, transcript="t.srt", sha256="", words=9, lines=lines)


def said(line: int, kind: Said = Said.AS_WRITTEN, text: str = "", sure: int = 95) -> HeardLine:
    return HeardLine(
        number=line,
        kind=kind,
        line=LineId(f"17.{line}"),
        said=text,
        span=TimeSpan(start_ms=1000 * line, end_ms=1000 * line + 900),
        confidence=sure,
    )


ADDED = HeardLine(
    number=99,
    kind=Said.ADDED,
    after=LineId("17.9"),
    said="kiss the bird for me",
    span=TimeSpan(start_ms=10_000, end_ms=11_500),
    confidence=90,
)


def codes(log: TakeLog, lines: Sequence[ScriptLine], entries: Sequence[LogEntry] = ()) -> set[str]:
    return {f.code for f in check_log(log, [scene()], {SceneId("17"): lines}, entries)}


# ------------------------------------------------------------------------------------------- owed


def test_each_end_owes_its_own_lines_on_camera_and_the_others_nothing(
    call: tuple[ScriptLine, ...],
) -> None:
    log = TakeLog(takes=(take(lines=lines_of(SABINES, CLARAS)),))
    found = owed(scene(), call, log)
    ends = {p.target: p for p in found.parts}
    assert ends["17pt1"].complete
    assert [n.line for n in ends["17pt2"].lines if n.owed] == [f"17.{n}" for n in CLARAS]
    assert not found.complete


def test_a_scene_is_complete_when_all_its_parts_are(call: tuple[ScriptLine, ...]) -> None:
    log = TakeLog(
        takes=(
            take(lines=lines_of(SABINES, CLARAS)),
            take(part=CLARA, lines=lines_of(CLARAS, SABINES)),
        )
    )
    assert owed(scene(), call, log).complete


@pytest.mark.parametrize(
    ("status", "kind", "covered"),
    [
        (TakeStatus.CIRCLED, TakeKind.FULL, Covered.ON_CAMERA),
        (TakeStatus.HELD, TakeKind.FULL, Covered.ON_CAMERA),
        (TakeStatus.NG, TakeKind.FULL, Covered.NOT_AT_ALL),
        (TakeStatus.INCOMPLETE, TakeKind.FULL, Covered.NOT_AT_ALL),
        (TakeStatus.CIRCLED, TakeKind.WILD, Covered.OFF_CAMERA),
    ],
)
def test_only_usable_takes_with_picture_cover_a_line_on_camera(
    call: tuple[ScriptLine, ...], status: TakeStatus, kind: TakeKind, covered: Covered
) -> None:
    log = TakeLog(takes=(take(status=status, kind=kind, lines=lines_of(SABINES)),))
    assert owed(scene(), call, log).parts[0].lines[1].covered is covered


def test_a_line_heard_to_be_left_out_is_owed_though_the_set_up_has_it(
    call: tuple[ScriptLine, ...],
) -> None:
    one = take(lines=lines_of(SABINES, CLARAS))
    log = TakeLog(takes=(one,), hearings=(heard(one, said(4, Said.DROPPED)),))
    found = owed(scene(), call, log)
    assert [n.line for n in found.parts[0].lines if n.owed] == ["17.4"]
    (hole,) = holes(found)
    assert (hole.code, "17.4" in hole.message, "no usable take" in hole.message) == (
        "owed.line",
        True,
        True,
    )


def test_without_noted_lines_a_take_has_those_heard_in_it(call: tuple[ScriptLine, ...]) -> None:
    one = take()
    log = TakeLog(takes=(one,), hearings=(heard(one, said(1), said(2)),))
    lines = owed(scene(), call, log).parts[0].lines
    assert [n.covered for n in lines[:3]] == [
        Covered.OFF_CAMERA,
        Covered.ON_CAMERA,
        Covered.NOT_AT_ALL,
    ]


def test_a_scene_open_to_both_is_shot_as_its_takes_are(call: tuple[ScriptLine, ...]) -> None:
    either = scene((Mode.WHOLE, Mode.PARTS))
    assert [p.target for p in owed(either, call, TakeLog()).parts] == ["17"]
    by_ends = TakeLog(takes=(take(),))
    assert [p.target for p in owed(either, call, by_ends).parts] == ["17pt1", "17pt2"]


# ---------------------------------------------------------------------------------------- as shot


def test_what_was_said_stands_in_the_script_as_shot_with_its_evidence(
    call: tuple[ScriptLine, ...],
) -> None:
    one = take()
    log = TakeLog(
        takes=(one,), hearings=(heard(one, said(2, Said.CHANGED, "You called.", 90), ADDED),)
    )
    shot = as_shot(scene(), call, log)
    changed = [a for a in shot.lines if a.differs]
    assert [(a.line, a.said) for a in changed] == [
        ("17.2", "You called."),
        (None, "kiss the bird for me"),
    ]
    assert changed[1].roles == ("SABINE",)  # alone on camera at that end
    assert changed[0].evidence[0].timecode == "01:00:02:00"
    assert for_the_other_end(shot, CLARA) == tuple(changed)
    assert for_the_other_end(shot, SABINE) == ()


def test_only_circled_takes_count_and_the_last_of_them_first(
    call: tuple[ScriptLine, ...],
) -> None:
    takes = [
        take(n, status=s)
        for n, s in ((1, TakeStatus.CIRCLED), (2, TakeStatus.CIRCLED), (3, TakeStatus.NG))
    ]
    words = ("You called.", "You phoned.", "You shouted.")
    hearings = tuple(
        heard(t, said(2, Said.CHANGED, w, 90)) for t, w in zip(takes, words, strict=True)
    )
    shot = as_shot(scene(), call, TakeLog(takes=tuple(takes), hearings=hearings))
    assert shot.lines[1].said == "You phoned."
    assert [f.code for f in shot.findings] == ["as_shot.differs"]


def test_what_is_not_sure_waits_for_a_person(call: tuple[ScriptLine, ...]) -> None:
    one = take()
    doubtful = said(2, Said.CHANGED, "You hang.", 40)
    for line, expected in (
        (doubtful, "You rang."),
        (replace(doubtful, confirmed_by="Bo"), "You hang."),
        (replace(doubtful, confirmed_by="Bo", rejected=True), "You rang."),
    ):
        log = TakeLog(takes=(one,), hearings=(heard(one, line),))
        shot = as_shot(scene(), call, log)
        assert shot.lines[1].said == expected
        assert ([f.code for f in shot.findings] == ["as_shot.unsure"]) == (not line.confirmed_by)


def test_the_same_addition_in_two_takes_is_one_with_evidence_of_both(
    call: tuple[ScriptLine, ...],
) -> None:
    first, second = take(1), take(2)
    kiss = NonVerbal(text="kisses the phone", after=LineId("17.9"))
    log = TakeLog(
        takes=(replace(first, business=(kiss,)), replace(second, business=(kiss,))),
        hearings=(heard(first, ADDED), heard(second, replace(ADDED, said="kiss that bird for me"))),
    )
    added = [a for a in as_shot(scene(), call, log).lines if a.line is None]
    assert [(a.business, len(a.evidence)) for a in added] == [(False, 2), (True, 2)]


def test_a_line_left_out_in_one_circled_take_and_said_in_another_is_said(
    call: tuple[ScriptLine, ...],
) -> None:
    first, second = take(1), take(2)
    log = TakeLog(
        takes=(first, second),
        hearings=(heard(first, said(2)), heard(second, said(2, Said.DROPPED))),
    )
    assert as_shot(scene(), call, log).lines[1].said == "You rang."


# ---------------------------------------------------------------------------------------- hearing


def transcript(words: tuple[Word, ...], sounds: tuple[Sound, ...] = ()) -> Transcript:
    return Transcript(name="t.srt", sha256="0", words=words, sounds=sounds)


def test_a_noise_in_the_transcript_becomes_business_after_the_line_before_it(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    words = spoken("you picked up you rang")
    kiss = Sound(text="kiss", span=TimeSpan(start_ms=1300, end_ms=1400), before_word=5)
    found = hear(take(), transcript(words, (kiss,)), {SceneId("17"): call}, TakeLog())
    assert [(b.text, b.after) for b in found.sounds] == [("kiss", "17.2")]
    assert found.findings == ()


def test_a_transcript_of_another_scene_is_told_with_the_scene_it_fits(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    other = tuple(
        replace(line, id=LineId(f"18.{n}"), scene=SceneId("18"), text=text)
        for n, (line, text) in enumerate(
            zip(
                call,
                ("The pigeons settled on the tar paper roof.", "August dances badly."),
                strict=False,
            ),
            start=1,
        )
    )
    words = spoken("the pigeons settled on the tar paper roof august dances badly")
    found = hear(take(), transcript(words), {SceneId("17"): call, SceneId("18"): other}, TakeLog())
    assert [f.code for f in found.findings] == ["transcript.other_scene"]
    assert "scene 18" in found.findings[0].message


def test_talk_in_three_languages_is_told_and_kept(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    text = (
        "you picked up you rang i have rung before what time is it there "
        "ich bin nicht da und das ist aber gut und du hast was "
        "eu nao vou com uma coisa para ele mas isso é muito"
    )
    found = hear(take(), transcript(spoken(text)), {SceneId("17"): call}, TakeLog())
    told = {f.code: f.message for f in found.findings}
    assert "German" in told["transcript.languages"]
    assert "Portuguese" in told["transcript.languages"]
    kept = " ".join(h.said for h in found.hearing.lines)
    assert "aber gut" in kept
    assert "coisa" in kept


def test_a_take_is_found_in_the_transcript_of_its_roll(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    roll = Roll(
        name="S1", kind=RollKind.SOUND, date=DAY, start=parse_timecode("00:59:58:00", FPS_24)
    )
    mine = take(end="01:00:01:12", recordings=(Recording(kind=RollKind.SOUND, roll="S1"),))
    log = TakeLog(rolls=(roll,), takes=(mine,))
    assert take_in_roll(mine, log) == (2000, 3500)
    assert take_in_roll(replace(mine, recordings=()), log) is None
    words = spoken("some talk before it all began you picked up you rang and more talk later")
    start, end = 1800, 3300
    found = hear(mine, transcript(words), {SceneId("17"): call}, log, start_ms=start, end_ms=end)
    assert [(h.line, h.span and h.span.start_ms) for h in found.hearing.lines] == [
        ("17.1", 0),
        ("17.2", 900),
    ]


# ----------------------------------------------------------------------------------------- checks


def test_a_clean_log_has_no_findings(call: tuple[ScriptLine, ...]) -> None:
    assert codes(TakeLog(takes=(take(lines=lines_of(SABINES)),)), call) == set()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"scene": SceneId("99")}, "take.unknown_scene"),
        ({"part": None}, "take.which_end"),
        ({"lines": lines_of((77,))}, "take.unknown_line"),
        ({"lines": ()}, "take.no_lines"),
        ({"status": TakeStatus.NG, "reason": ""}, "take.no_reason"),
        ({"tc_in": parse_timecode("23:59:50:00", FPS_24), "tc_out": parse_timecode("00:00:10:00", FPS_24)}, "take.midnight"),
        ({"tc_out": parse_timecode("00:59:00:00", FPS_24)}, "take.long"),
        ({"stopwatch_ms": 100_000}, "take.stopwatch"),
    ],
)  # fmt: skip
def test_each_thing_odd_about_a_take_is_told(
    call: tuple[ScriptLine, ...], changed: dict[str, object], code: str
) -> None:
    odd = replace(take(lines=lines_of(SABINES)), **changed)  # type: ignore[arg-type]
    assert codes(TakeLog(takes=(odd,)), call) == {code}


def test_a_take_logged_twice_is_told_and_both_are_kept(call: tuple[ScriptLine, ...]) -> None:
    one = take(lines=lines_of(SABINES))
    log = TakeLog(takes=(one, replace(one, id=TakeId("other"))))
    assert codes(log, call) == {"take.twice"}


def test_two_rolls_of_one_name_are_told(call: tuple[ScriptLine, ...]) -> None:
    roll = Roll(name="A001", kind=RollKind.CAMERA, date=DAY)
    other = replace(roll, name="a001", date=DAY + dt.timedelta(days=1))
    sound = replace(roll, kind=RollKind.SOUND)
    assert codes(TakeLog(rolls=(roll, other)), call) == {"roll.twice"}
    assert codes(TakeLog(rolls=(roll, sound)), call) == set()
    used = (Recording(kind=RollKind.CAMERA, roll="A001"),)
    by_two = tuple(
        take(n, lines=lines_of(SABINES), recordings=used, unit=UnitId(unit))
        for n, unit in ((1, "main"), (2, "second"))
    )
    assert codes(TakeLog(takes=by_two), call) == {"roll.twice"}


def test_two_frame_rates_in_one_scene_are_told(call: tuple[ScriptLine, ...]) -> None:
    mixed = (take(1, lines=lines_of(SABINES)), take(2, rate=FPS_25, lines=lines_of(SABINES)))
    assert codes(TakeLog(takes=mixed), call) == {"take.rates"}


@pytest.mark.parametrize(
    ("kind", "mine", "theirs", "expected"),
    [
        (MatchKind.LENS, "40 mm", "40 MM", set()),
        (MatchKind.LENS, "40 mm", "75 mm", {"match.differs"}),
        (MatchKind.EYELINE, "left of lens", "right of lens", set()),
        (MatchKind.EYELINE, "left of lens", "Left, close", {"match.eyeline"}),
    ],
)
def test_ends_that_were_not_shot_to_match_are_told(
    call: tuple[ScriptLine, ...], kind: MatchKind, mine: str, theirs: str, expected: set[str]
) -> None:
    takes = tuple(
        take(
            part=part,
            lines=lines_of(SABINES),
            match=MatchList(items=(MatchItem(kind=kind, value=value),)),
        )
        for part, value in ((SABINE, mine), (CLARA, theirs))
    )
    assert codes(TakeLog(takes=takes), call) == expected


def test_a_file_that_is_nowhere_is_told() -> None:
    recordings = (
        Recording(kind=RollKind.CAMERA, roll="A", media="a.mov"),
        Recording(kind=RollKind.SOUND, roll="S", media="a.wav"),
    )
    log = TakeLog(takes=(take(recordings=recordings),))
    (told,) = missing_media(log, {"a.mov": "/x/a.mov"})
    assert (told.code, "a.wav" in told.message) == ("take.media_missing", True)


# ---------------------------------------------------------------------------------------- reports


def test_the_day_report_tells_shot_part_shot_and_owed_with_pages(
    call: tuple[ScriptLine, ...],
) -> None:
    log = TakeLog(takes=(take(lines=lines_of(SABINES)), take(part=CLARA, lines=lines_of((1, 3)))))
    found = {SceneId("17"): owed(scene(), call, log)}
    planned = [
        PlannedStrip(number="17pt1", scene=SceneId("17"), part=SABINE, label="S", eighths=3, minutes=100),
        PlannedStrip(number="18", scene=SceneId("18"), part=None, label="", eighths=4, minutes=60),
    ]  # fmt: skip
    report = day_report(DAY, planned, [scene()], found, log)
    rows = {r.number: r for r in report.rows}
    assert rows["17pt1"].progress is Progress.SHOT
    assert rows["18"].progress is Progress.OWED
    assert (rows["17pt2"].progress, rows["17pt2"].planned) == (Progress.PART_SHOT, False)
    assert (rows["17pt2"].covered, rows["17pt2"].lines) == (2, 5)
    assert (report.shot_eighths, report.planned_eighths) == (3 + 5 * 2 // 5, 7)
    assert (report.total_eighths, report.left_eighths) == (8, 8 - 5)
    assert (report.takes, report.circled, report.rolled_seconds) == (2, 2, 120)


def test_the_editors_log_has_every_take_and_survives_tabs_and_formulas() -> None:
    odd = replace(take(status=TakeStatus.NG), reason="=1+1\tboom\nagain", set_up=SetUpId("17pt1/A"))
    untimed = replace(take(2), rate=None, tc_in=None, tc_out=None, stopwatch_ms=61_500)
    set_up = SetUp(
        id=SetUpId("17pt1/A"), scene=SceneId("17"), part=SABINE, target="17pt1", letter="A",
        description="Close", lens="75 mm",
    )  # fmt: skip
    log = TakeLog(set_ups=(set_up,), takes=(odd, take(3, rate=FPS_25), untimed))
    rows = list(csv.DictReader(io.StringIO(csv_text(log))))
    assert [r["Name"] for r in rows] == ["17pt1/A/1", "17pt1/A/3", "17pt1/A/2"]
    assert rows[0]["Comments"].startswith("'=1+1")
    assert (rows[0]["Lens"], rows[0]["Description"], rows[2]["Duration"]) == (
        "75 mm",
        "Close",
        "61.5 s",
    )
    ales = ale_texts(log)
    assert set(ales) == {"24", "25"}
    ale = ales["24"].splitlines()
    assert ale[0] == "Heading"
    data = ale[ale.index("Data") + 1 :]
    assert [len(row.split("\t")) for row in data] == [len(COLUMNS)]
    cells = dict(zip(COLUMNS, data[0].split("\t"), strict=True))
    assert (cells["Start"], cells["End"], cells["Duration"]) == (
        "01:00:00:00",
        "01:01:00:00",
        str(Timecode(frames=1440, rate=FPS_24)),
    )
