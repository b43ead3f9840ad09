"""Takes that do not fit together: each is a finding with a remedy, and the rest is still cut."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.cut.phone_call import Shoot

from intercut.cut import Cut, TrackKind
from intercut.cut.media import find_media
from intercut.domain.finding import Finding, Level
from intercut.domain.ids import UnitId
from intercut.domain.takes import Recording, Roll, RollKind
from intercut.domain.timecode import FPS_24, FPS_25, FPS_29_97, FPS_29_97_DROP, parse_timecode


def found(cut: Cut, code: str) -> Finding:
    finding = next(f for f in cut.findings if f.code == code)
    assert finding.fix
    return finding


def camera(roll: str, **more: object) -> list[Recording]:
    return [Recording(kind=RollKind.CAMERA, roll=roll, **more)]  # type: ignore[arg-type]


def test_a_take_at_another_rate_is_left_out_and_named(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/2", ("2", 0, 1000), rate=FPS_24)
    cut = shoot.cut()
    told = found(cut, "cut.mixed_rates")
    assert told.level is Level.ERROR
    assert "17pt1/A/2 has 24 frames a second, the rest of scene 17 25" in told.message
    assert cut.rate == FPS_25
    assert len(cut.clips(TrackKind.PICTURE)) == 6


def test_the_rate_of_circled_takes_is_the_scenes(shoot: Shoot) -> None:
    from intercut.domain.takes import TakeStatus

    for n in (1, 2):
        shoot.take(f"17pt1/A/{n}", ("2", 0, 900), rate=FPS_24, status=TakeStatus.HELD)
    shoot.take("17pt1/A/3", ("2", 0, 900))
    assert shoot.cut().rate == FPS_25


def test_a_recorder_at_another_rate_counts_as_mixed(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/2", ("2", 0, 1000), recordings=camera("A9", rate=FPS_24))
    assert "24" in found(shoot.cut(), "cut.mixed_rates").message


def test_drop_frame_and_not_are_one_rate(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 900), rate=FPS_29_97)
    shoot.take("17pt1/A/2", ("4", 0, 900), rate=FPS_29_97_DROP)
    cut = shoot.cut()
    assert not [f for f in cut.findings if f.code == "cut.mixed_rates"]
    clocks = [str(c.media.timecode(c.start)) for c in cut.clips(TrackKind.PICTURE)]
    assert clocks == ["10:00:00:00", "10:00:00;00"]


def test_takes_without_any_rate_are_counted_at_24_and_that_is_told(shoot: Shoot) -> None:
    from dataclasses import replace

    shoot.take("17pt1/A/1", ("2", 0, 1000), start="", end="", stopwatch_ms=5000, recordings=[])
    shoot.takes[0] = replace(shoot.takes[0], rate=None)
    cut = shoot.cut()
    assert "24 frames a second are assumed" in found(cut, "cut.no_rate").message
    assert "counted from its first frame" in found(cut, "cut.no_timecode").message
    assert [(c.start, c.frames) for c in cut.clips(TrackKind.PICTURE)] == [(0, 24)]


def test_a_take_over_midnight_counts_on(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 1000), ("4", 29_500, 31_000), ("6", 40_000, 41_000),
               start="23:59:30:00", end="00:00:30:00")  # fmt: skip
    cut = shoot.cut()
    assert "17pt1/A/1 runs over midnight" in found(cut, "cut.over_midnight").message
    clocks = [
        (str(c.media.timecode(c.start)), str(c.media.timecode(c.start + c.frames)))
        for c in cut.clips(TrackKind.PICTURE)
    ]
    assert clocks == [
        ("23:59:30:00", "23:59:31:00"),
        ("23:59:59:12", "00:00:01:00"),
        ("00:00:10:00", "00:00:11:00"),
    ]


def test_two_rolls_of_one_name_get_two_reels(shoot: Shoot) -> None:
    shoot.rolls = tuple(
        Roll(name="A001", kind=RollKind.CAMERA, date=dt.date(2027, 10, 9), unit=UnitId(unit))
        for unit in ("Lisbon", "New York")
    )
    for n, unit in ((1, "Lisbon"), (2, "New York")):
        line = "2" if n == 1 else "1"
        shoot.take(f"17pt{n}/A/1", (line, 0, 1000), recordings=camera("A001"), unit=UnitId(unit))
    cut = shoot.cut()
    assert "2 rolls called camera roll A001" in found(cut, "cut.roll_twice").message
    assert [c.media.reel for c in cut.clips(TrackKind.PICTURE)] == ["A001_2", "A001"]


def test_one_card_used_on_two_days_is_one_roll(shoot: Shoot) -> None:
    from dataclasses import replace

    shoot.rolls = (Roll(name="A001", kind=RollKind.CAMERA, date=dt.date(2027, 10, 9)),)
    shoot.take("17pt1/A/1", ("2", 0, 1000), recordings=camera("A001"))
    shoot.take("17pt1/A/2", ("4", 0, 1000), recordings=camera("A001"))
    shoot.takes[1] = replace(shoot.takes[1], date=dt.date(2027, 10, 10))
    cut = shoot.cut()
    assert {c.media.reel for c in cut.clips(TrackKind.PICTURE)} == {"A001"}
    assert "cut.roll_twice" not in [f.code for f in cut.findings]


def test_reels_are_eight_plain_letters_and_never_the_same(shoot: Shoot) -> None:
    names = ("Kamera Übung A-001/1", "KAMERABNGA0012", "BL", "kamerabnga0013")
    for n, name in enumerate(names, start=1):
        shoot.take(f"17pt1/A/{n}", (str(2 * min(n, 3)), 0, 1000), recordings=camera(name))
    cut = shoot.cut()
    reels = {c.media.reel for c in cut.clips(TrackKind.PICTURE)}
    reels |= {a.media.reel for c in cut.clips(TrackKind.PICTURE) for a in c.alternates}
    assert len(reels) == 4
    assert all(len(r) <= 8 and r.replace("_", "").isalnum() and r.isascii() for r in reels)
    assert not reels & {"BL", "AX"}


def test_a_missing_media_file_is_named(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 1000), recordings=camera("A1", media="A001C003.mov"))
    told = found(shoot.cut(), "cut.media_missing")
    assert "A001C003.mov" in told.message
    assert "--media" in told.fix
    cut = shoot.cut(found={"A001C003.mov": "/media/A001C003.mov"})
    assert "cut.media_missing" not in [f.code for f in cut.findings]
    assert cut.clips(TrackKind.PICTURE)[0].media.path == "/media/A001C003.mov"


def test_moments_outside_the_take_are_cut_at_its_ends(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 9000, 11_000), ("4", 30_000, 31_000), end="10:00:10:00")
    cut = shoot.cut()
    assert "2 of the moments heard in take 17pt1/A/1" in found(cut, "cut.outside_take").message
    (clip,) = cut.clips(TrackKind.PICTURE)
    assert clip.start + clip.frames == clip.media.end


def test_only_frames_that_the_file_has_are_cut(shoot: Shoot) -> None:
    file = camera("A1", media="a.mov", start=parse_timecode("10:00:00:10", FPS_25), frames=100)
    shoot.take("17pt1/A/1", ("2", 0, 1000), ("4", 2000, 9000), recordings=file)
    clips = shoot.cut().clips(TrackKind.PICTURE)
    assert [(c.start - 900_000, c.frames) for c in clips] == [(10, 15), (50, 60)]


def test_a_file_of_the_whole_roll_is_named_by_its_own_range(shoot: Shoot) -> None:
    file = camera("A1", media="a.mov", start=parse_timecode("09:59:00:00", FPS_25), frames=9000)
    shoot.take("17pt1/A/1", ("2", 0, 1000), recordings=file)
    media = shoot.cut().clips(TrackKind.PICTURE)[0].media
    assert (media.file_start, media.file_frames) == (900_000 - 1500, 9000)
    assert (media.start, media.frames) == (900_000, 70 * 25)


def test_files_are_found_in_folders_whatever_their_case_and_old_path(tmp_path: Path) -> None:
    (tmp_path / "day 3").mkdir()
    (tmp_path / "day 3" / "a001.MOV").write_bytes(b"")
    where, told = find_media(["D:\\cards\\A001.mov", "gone.mov"], [tmp_path])
    assert list(where) == ["D:\\cards\\A001.mov"]
    assert where["D:\\cards\\A001.mov"].endswith("a001.MOV")
    assert told == []


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    for day in ("day 1", "day 2"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.mov").write_bytes(b"")
    where, (told,) = find_media(["a.mov"], [tmp_path])
    assert where["a.mov"].endswith("day 1/a.mov")
    assert "a.mov lies in 2 folders" in told.message
