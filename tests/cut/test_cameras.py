"""Two and more cameras on one take: the one that sees the line is cut to, the others come along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from tests.cut.phone_call import Shoot

from intercut.cut import Clip, Cut, Style, TrackKind
from intercut.cut.handover import hand_over
from intercut.domain.ids import RoleId
from intercut.domain.spoken import NonVerbal, TimeSpan
from intercut.domain.takes import Camera, LineCoverage, Recording, RollKind, TakeStatus
from intercut.domain.timecode import FPS_25, parse_timecode

WORDS = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
SOUND = Recording(kind=RollKind.SOUND, roll="S001", media="S001.wav")


def camera(letter: str, **more: Any) -> Recording:
    """A recording of one camera on its own roll and in its own file."""
    file = {"roll": f"{letter}001", "media": f"{letter}001C001.mov", **more}
    return Recording(kind=RollKind.CAMERA, camera=letter, **file)


def seen_by(letters: str) -> tuple[LineCoverage, ...]:
    """`AB-` : line 1 by A, line 2 by B, line 3 by none; the other camera of each is off."""
    found = []
    for n, letter in enumerate(letters, start=1):
        for other in "AB":
            on = Camera.ON if other == letter else Camera.OFF
            found.append(LineCoverage(line=Shoot.id(n), on=on, camera=other))
    return tuple(found)


@pytest.fixture
def cross(shoot: Shoot) -> Shoot:
    """The scene shot whole by two cameras at once: A on Clara, B on Sabine."""
    shoot.scene = replace(shoot.scene, parts=())
    shoot.lines = tuple(replace(line, part=None) for line in shoot.lines)
    shoot.take(
        "17/A/1", *WORDS, recordings=[camera("A"), camera("B"), SOUND], lines=seen_by("ABABAB")
    )
    return shoot


def cameras(cut: Cut) -> list[str]:
    return [c.media.camera for c in cut.clips(TrackKind.PICTURE)]


def others(clip: Clip) -> list[tuple[str, bool]]:
    return [(a.name, a.seen) for a in clip.alternates]


def test_each_line_is_seen_by_the_camera_that_has_it(cross: Shoot) -> None:
    cut = cross.cut()
    assert cameras(cut) == list("ABABAB")
    assert {c.media.roll for c in cut.clips(TrackKind.SOUND)} == {"S001"}


def test_the_other_camera_is_an_alternate_over_the_same_frames(cross: Shoot) -> None:
    for clip in cross.cut().clips(TrackKind.PICTURE):
        (other,) = clip.alternates
        assert other.take.id == clip.take.id
        assert {clip.media.camera, other.media.camera} == {"A", "B"}
        assert (other.start, other.frames) == (clip.start, clip.frames)
        assert not other.seen


def test_every_camera_of_another_take_is_an_alternate_the_seeing_one_first(cross: Shoot) -> None:
    cross.take(
        "17/A/2", ("2", 500, 1500), recordings=[camera("A", roll="A002"), camera("B", roll="B002")],
        lines=seen_by("AB"), status=TakeStatus.HELD,
    )  # fmt: skip
    second = cross.cut().clips(TrackKind.PICTURE)[1]
    assert second.media.camera == "B"
    assert others(second) == [("17/A/1 A", False), ("17/A/2 B", True), ("17/A/2 A", False)]


def test_a_line_two_cameras_see_is_cut_to_the_first(shoot: Shoot) -> None:
    both = [LineCoverage(line=shoot.id(2), on=Camera.ON, camera=c) for c in "BA"]
    shoot.take("17pt1/A/1", ("2", 0, 900), recordings=[camera("A"), camera("B")], lines=tuple(both))
    (clip,) = shoot.cut().clips(TrackKind.PICTURE)
    assert clip.media.camera == "A"
    assert others(clip) == [("17pt1/A/1 B", True)]


def test_a_camera_that_broke_off_gives_way_to_the_one_that_has_all_of_the_line(
    shoot: Shoot,
) -> None:
    short = camera("A", start=parse_timecode("10:00:00:00", FPS_25), frames=60)
    both = [LineCoverage(line=shoot.id(n), on=Camera.ON, camera=c) for c in "AB" for n in (2, 4)]
    shoot.take(
        "17pt1/A/1", ("2", 0, 1000), ("4", 2000, 3000), recordings=[short, camera("B")],
        lines=tuple(both),
    )  # fmt: skip
    cut = shoot.cut()
    first, second = cut.clips(TrackKind.PICTURE)
    assert (first.media.camera, second.media.camera) == ("A", "B")
    assert (first.frames, second.frames - second.pause) == (25, 25)
    assert others(first) == [("17pt1/A/1 B", True)]
    assert others(second) == []
    assert "cut.outside_take" not in [f.code for f in cut.findings]


def test_a_camera_without_its_letter_gets_the_next_free_one(shoot: Shoot) -> None:
    files = [camera("", roll="X1"), camera("A", roll="X2"), camera(" b ", roll="X3")]
    shoot.take("17pt1/A/1", ("2", 0, 900), recordings=files)
    (clip,) = shoot.cut().clips(TrackKind.PICTURE)
    assert {(a.media.camera, a.media.roll) for a in clip.alternates} | {
        (clip.media.camera, clip.media.roll)
    } == {("C", "X1"), ("A", "X2"), ("B", "X3")}


def test_one_letter_for_two_files_is_told(shoot: Shoot) -> None:
    files = [camera("A", roll="X1"), camera("A", roll="X2")]
    shoot.take("17pt1/A/1", ("2", 0, 900), recordings=files)
    cut = shoot.cut()
    (told,) = [f for f in cut.findings if f.code == "cut.camera_twice"]
    assert "more than one file of camera A" in told.message
    assert cut.clips(TrackKind.PICTURE)[0].media.roll == "X1"


def test_a_camera_that_is_noted_and_recorded_nothing_is_told(shoot: Shoot) -> None:
    noted = (
        LineCoverage(line=shoot.id(2), on=Camera.ON, camera="C"),
        LineCoverage(line=shoot.id(4), on=Camera.ON, camera="B"),
    )
    shoot.take(
        "17pt1/A/1", ("2", 0, 900), ("4", 2000, 3000), recordings=[camera("A"), camera("B")],
        lines=noted,
    )  # fmt: skip
    cut = shoot.cut()
    (told,) = [f for f in cut.findings if f.code == "cut.camera_missing"]
    assert "Camera C of take 17pt1/A/1 is noted for 1 line" in told.message
    assert [c.line for c in cut.clips(TrackKind.PICTURE)] == [shoot.id(4)]


def test_with_one_camera_its_letter_does_not_matter(shoot: Shoot) -> None:
    noted = (LineCoverage(line=shoot.id(2), on=Camera.ON, camera="C"),)
    shoot.take("17pt1/A/1", ("2", 0, 900), recordings=[camera("A")], lines=noted)
    cut = shoot.cut()
    assert cameras(cut) == ["A"]
    assert "cut.camera_missing" not in [f.code for f in cut.findings]


def test_what_sabine_improvises_is_seen_by_the_camera_on_her(cross: Shoot) -> None:
    del cross.hearings[0]
    cross.hear(cross.takes[0].id, *WORDS, ("+6", 14_000, 15_000, "Bring bread.", "SABINE"),
               ("+6", 16_000, 17_000, "I will.", "CLARA"))  # fmt: skip
    assert cameras(cross.cut()) == list("ABABABBA")


def test_a_kiss_is_seen_by_the_camera_on_the_one_who_gives_it(cross: Shoot) -> None:
    kiss = NonVerbal(
        text="kisses the phone", after=cross.id(6), roles=(RoleId("SABINE"),),
        span=TimeSpan(start_ms=14_000, end_ms=14_400),
    )  # fmt: skip
    cross.takes[0] = replace(cross.takes[0], business=(kiss,))
    last = cross.cut().clips(TrackKind.PICTURE)[-1]
    assert (last.name, last.media.camera) == ("BUSINESS", "B")


# ------------------------------------------------------------------------------ who listens


def test_reaction_shows_the_other_camera_in_step_with_the_voice(cross: Shoot) -> None:
    cut = cross.cut(style=Style.REACTION)
    assert cameras(cut) == list("BABABA")
    sounds = cut.clips(TrackKind.SOUND)
    for clip, sound in zip(cut.clips(TrackKind.PICTURE), sounds, strict=True):
        assert (clip.at, clip.start, clip.frames) == (sound.at, sound.start, sound.frames)
        assert "who listens" in clip.name
        assert not sound.far


def test_singles_of_one_room_show_who_listens_from_the_other_set_up(shoot: Shoot) -> None:
    shoot.scene = replace(shoot.scene, parts=())
    shoot.lines = tuple(replace(line, part=None) for line in shoot.lines)
    for letter, mine in (("A", (1, 3, 5)), ("B", (2, 4, 6))):
        covered = tuple(
            LineCoverage(line=shoot.id(n), on=Camera.ON if n in mine else Camera.OFF)
            for n in range(1, 7)
        )
        shoot.take(f"17/{letter}/1", *WORDS, lines=covered)
    assert [c.take.slate for c in shoot.cut().clips(TrackKind.PICTURE)] == ["17/A/1", "17/B/1"] * 3
    cut = shoot.cut(style=Style.REACTION)
    assert [c.take.slate for c in cut.clips(TrackKind.PICTURE)] == ["17/B/1", "17/A/1"] * 3
    assert {c.take.slate for c in cut.clips(TrackKind.SOUND)} == {"17/A/1", "17/B/1"}


def test_hold_stays_on_the_camera_through_short_answers(cross: Shoot) -> None:
    assert cameras(cross.cut(style=Style.HOLD, hold_ms=3000)) == list("AAAAAA")
    assert cameras(cross.cut(style=Style.HOLD, hold_ms=100)) == list("ABABAB")


def test_overlap_lets_the_voice_lead_when_the_camera_changes(cross: Shoot) -> None:
    plain, cut = cross.cut(), cross.cut(style=Style.OVERLAP, lead_ms=200)
    second, sound = cut.clips(TrackKind.PICTURE)[1], cut.clips(TrackKind.SOUND)[1]
    assert sound.at == plain.clips(TrackKind.SOUND)[1].at
    assert second.at == sound.at + sound.pause + 5
    assert second.start - second.at == sound.start - sound.at


# ------------------------------------------------------------------------- to the cutting room


def test_the_file_has_every_camera_as_a_media_reference(cross: Shoot, tmp_path: Path) -> None:
    hand_over(cross.cut(), tmp_path / "cut.otio")
    back = otio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    clips = [c for c in back.tracks[0] if isinstance(c, otio.schema.Clip)]
    assert len(clips) == 6
    for n, clip in enumerate(clips):
        used, other = ("A", "B") if n % 2 == 0 else ("B", "A")
        assert clip.media_reference.metadata["intercut"]["reel"] == f"{used}001"
        reference = clip.media_references()[f"17/A/1 {other}"]
        assert reference.metadata["intercut"]["file"] == f"{other}001C001.mov"
        assert reference.metadata["intercut"]["speaker_in_frame"] is False
        clip.active_media_reference_key = f"17/A/1 {other}"
        assert clip.media_reference.metadata["intercut"]["camera"] == other
        whole = clip.available_range()
        assert whole.start_time <= clip.source_range.start_time
        assert clip.source_range.end_time_exclusive() <= whole.end_time_exclusive()


def test_the_edit_list_names_the_reel_of_the_camera(cross: Shoot, tmp_path: Path) -> None:
    hand_over(cross.cut(), tmp_path / "cut.edl")
    text = (tmp_path / "cut.edl").read_text(encoding="utf-8")
    rows = [row.split() for row in text.splitlines() if row[:3].isdigit()]
    assert [r[1] for r in rows if r[2] == "V"] == ["A001", "B001"] * 3
    assert {r[1] for r in rows if r[2] == "A"} == {"S001"}
    assert text.count("* CAMERA: A") == text.count("* CAMERA: B") == 3
    back = otio.adapters.read_from_string(text, "cmx_3600", rate=25.0)
    picture = next(t for t in back.tracks if t.kind == "Video")
    assert [c.metadata["cmx_3600"]["reel"] for c in picture] == ["A001", "B001"] * 3


def test_the_avid_log_has_a_row_for_each_camera(cross: Shoot, tmp_path: Path) -> None:
    hand_over(cross.cut(), tmp_path / "cut.ale")
    back = otio.adapters.read_from_file(str(tmp_path / "cut.ale"))
    rows = [c.metadata["ALE"] for c in back]
    second = [r for r in rows if r["Line"] == "17.2" and r["Tracks"] == "V"]
    assert [(r["Camera"], r["Camroll"], r["Tape"], r["Use"]) for r in second] == [
        ("B", "B001", "B001", "cut"),
        ("A", "A001", "A001", "other camera"),
    ]
    assert second[1]["Comments"] == "speaker not in frame"
    text = (tmp_path / "cut.ale").read_text(encoding="utf-8")
    assert "A001C001.mov\tspeaker not in frame" in text


def test_names_of_clips_do_not_tell_a_camera_where_there_is_one(
    shoot: Shoot, tmp_path: Path
) -> None:
    shoot.both_ends()
    hand_over(shoot.cut(), tmp_path / "cut.edl")
    assert "* CAMERA" not in (tmp_path / "cut.edl").read_text(encoding="utf-8")


def test_two_cameras_on_one_roll_name_by_mistake_get_two_reels(
    shoot_of: Callable[..., Shoot],
) -> None:
    shoot = shoot_of(("SABINE", "Hello."), ("SABINE", "Goodbye."))
    files: Sequence[Recording] = [camera("A", roll="001"), camera("B", roll="001")]
    shoot.take("17pt1/A/1", ("1", 0, 900), ("2", 2000, 3000), recordings=files,
               lines=seen_by("AB"))  # fmt: skip
    cut = shoot.cut()
    first, second = cut.clips(TrackKind.PICTURE)
    assert first.media.reel != second.media.reel
    assert "cut.roll_twice" in [f.code for f in cut.findings]
