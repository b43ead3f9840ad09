"""Laws of every cut, on random shoots: nothing lost, nothing twice, every frame inside its take."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import opentimelineio as otio
from hypothesis import given
from hypothesis import strategies as st
from tests.cut.phone_call import Shoot, lines_of, scene_of_two

from intercut.cut import Clip, Cut, Gap, Style, Track, TrackKind
from intercut.cut.opentimeline import to_timeline
from intercut.domain.takes import Camera, LineCoverage, Recording, RollKind, TakeKind, TakeStatus
from intercut.domain.timecode import RATES, Timecode, parse_timecode

MINUTE = 60_000


@st.composite
def files(draw: st.DrawFn, letter: str, clock: Timecode) -> Recording:
    """A file of a camera: of the whole take, or begun late or early and of any length."""
    if draw(st.booleans()):
        return Recording(kind=RollKind.CAMERA, roll=f"{letter}001", camera=letter)
    return Recording(
        kind=RollKind.CAMERA,
        roll=f"{letter}001",
        camera=draw(st.sampled_from([letter, ""])),
        start=clock.plus(draw(st.integers(-40, 200))),
        frames=draw(st.integers(1, 900)),
    )


@st.composite
def shoots(draw: st.DrawFn) -> Shoot:
    """One to ten lines at two ends, up to five takes, each with any lines in any order of time, by
    up to three cameras that may see them or not, and whose files may be shorter than the take."""
    rate = draw(st.sampled_from(RATES))
    speakers = draw(st.lists(st.sampled_from(["CLARA", "SABINE"]), min_size=1, max_size=10))
    lines = lines_of([(who, f"Line {n} of it.") for n, who in enumerate(speakers, start=1)])
    shoot = Shoot(scene=scene_of_two(), lines=lines, rate=rate)
    for n in range(draw(st.integers(0, 5))):
        end = draw(st.sampled_from(["17pt1", "17pt2", "17"]))
        has = draw(st.lists(st.integers(1, len(lines)), unique=True, max_size=len(lines)))
        if draw(st.booleans()):
            has = sorted(has)
        heard = []
        at = draw(st.integers(0, 3000))
        for line in has:
            long = draw(st.integers(0, 4000))
            heard.append((str(line), at, at + long))
            at += long + draw(st.integers(-500, 3000))
            at = max(0, at)
            if draw(st.integers(0, 5)) == 0:
                heard.append((f"+{line}", at, at + 700, "Oh no."))  # type: ignore[arg-type]
                at += 800
        start = draw(st.sampled_from(["10:00:00:00", "23:59:50:00"]))
        end_clock = {"10": "10:01:10:00", "23": "00:00:20:00"}[start[:2]]
        clock = parse_timecode(start, rate)
        recordings = [draw(files(letter, clock)) for letter in "ABC"[: draw(st.integers(0, 3))]]
        if draw(st.booleans()):
            recordings.append(Recording(kind=RollKind.SOUND, roll="S001"))
        noted = draw(
            st.lists(
                st.builds(
                    LineCoverage,
                    line=st.sampled_from([line.id for line in lines]),
                    on=st.sampled_from(Camera),
                    camera=st.sampled_from("ABC"),
                ),
                max_size=8,
            )
        )
        shoot.take(
            f"{end}/A/{n}",
            *heard,
            start=start,
            end=end_clock,
            status=draw(st.sampled_from([TakeStatus.CIRCLED, TakeStatus.HELD, TakeStatus.NG])),
            kind=draw(st.sampled_from([TakeKind.FULL, TakeKind.PICK_UP, TakeKind.WILD])),
            recordings=recordings,
            lines=tuple(noted),
        )
    return shoot


def takes_in(cut: Cut) -> list[Clip]:
    return [c for kind in TrackKind for c in cut.clips(kind)]


@given(shoots(), st.sampled_from(Style), st.integers(0, 30))
def test_every_line_is_there_once_as_clip_or_named_gap(
    shoot: Shoot, style: Style, handles: int
) -> None:
    cut = shoot.cut(style=style, handles=handles)
    wanted = [line.id for line in shoot.lines]
    for kind in TrackKind:
        items = [
            i
            for t in cut.of_kind(kind)
            for i in t.items
            if (isinstance(i, Clip) or i.missing) and i.line is not None
        ]
        assert [i.line for i in sorted(items, key=lambda i: i.at)] == wanted
        assert all(i.name for i in items)


def lasts(track: Track) -> int:
    return sum(i.frames for i in track.items)


@given(shoots(), st.sampled_from(Style))
def test_every_track_is_as_long_as_the_cut_without_hole_or_overlap(
    shoot: Shoot, style: Style
) -> None:
    cut = shoot.cut(style=style)
    for track in cut.tracks:
        at = 0
        for item in track.items:
            assert item.at == at
            assert item.frames > 0
            at = item.end
        assert at == lasts(track) == cut.frames
    total = sum((cut.rate.seconds(i.frames) for i in cut.tracks[0].items), Fraction())
    assert total == cut.rate.seconds(cut.frames)


@given(shoots(), st.sampled_from(Style))
def test_pictures_and_voices_never_run_two_at_once(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    for kind in TrackKind:
        clips = cut.clips(kind)
        assert all(a.end <= b.at for a, b in pairwise(clips))


@given(shoots(), st.sampled_from(Style), st.integers(0, 40))
def test_every_frame_and_every_handle_lies_inside_its_media(
    shoot: Shoot, style: Style, handles: int
) -> None:
    cut = shoot.cut(style=style, handles=handles)
    short = False
    for clip in takes_in(cut):
        assert clip.media.start <= clip.start - clip.head
        assert clip.start + clip.frames + clip.tail <= clip.media.end
        assert clip.media.file_start <= clip.media.start
        short |= min(clip.head, clip.tail) < handles
        for other in clip.alternates:
            assert other.media.start <= other.start < other.start + other.frames
            assert other.start + other.frames <= other.media.end
        for mark in clip.marks:
            assert 0 <= mark.at < clip.frames
    assert short == ("cut.handles" in [f.code for f in cut.findings])


@given(shoots(), st.sampled_from(Style))
def test_a_voice_is_far_exactly_while_another_end_is_seen(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    seen: dict[int, str] = {}
    for track in cut.of_kind(TrackKind.PICTURE):
        for clip in track.clips:
            seen |= dict.fromkeys(range(clip.at, clip.end), track.end.target)
    for track in cut.of_kind(TrackKind.SOUND):
        for clip in track.clips:
            far = {clip.at + n for start, end in clip.far for n in range(start, end)}
            here = range(clip.at, clip.end)
            assert far == {n for n in here if seen.get(n, track.end.target) != track.end.target}


@given(shoots(), st.sampled_from(Style))
def test_only_usable_takes_of_the_right_end_are_cut(shoot: Shoot, style: Style) -> None:
    refused = {t.id for t in shoot.takes if not t.status.usable}
    cut = shoot.cut(style=style)
    for track in cut.tracks:
        for clip in track.clips:
            assert clip.take.id not in refused
            assert clip.take.target in {track.end.target, "17"}


@given(shoots(), st.sampled_from(Style))
def test_a_speaker_in_picture_is_seen_by_a_camera_that_was_noted_to_see_it(
    shoot: Shoot, style: Style
) -> None:
    cut = shoot.cut(style=style)
    takes = {t.id: t for t in shoot.takes}
    for clip in cut.clips(TrackKind.PICTURE):
        noted = [c for c in takes[clip.take.id].lines if c.line == clip.line]
        on = {c.camera for c in noted if c.on is Camera.ON}
        if not noted or len(clip.take.cameras) < 2:
            continue
        if "(seen:" not in clip.name:
            assert clip.media.camera in on
        for other in clip.alternates:
            if other.take.id == clip.take.id:
                assert other.seen == (other.media.camera in on)


@given(shoots(), st.sampled_from(Style))
def test_the_library_gives_the_same_frames_back(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    text = to_timeline(cut).to_json_string()
    back = otio.adapters.read_from_string(text, "otio_json")
    assert len(back.tracks) == len(cut.tracks)
    for track, theirs in zip(cut.tracks, back.tracks, strict=True):
        assert [i.frames for i in track.items] == [i.source_range.duration.value for i in theirs]
        for item, other in zip(track.items, theirs, strict=True):
            assert other.range_in_parent().start_time.value == item.at
            assert other.source_range.duration.rate == float(cut.rate.fps)
            if isinstance(item, Gap):
                assert isinstance(other, otio.schema.Gap)
                assert other.name == item.name
                continue
            assert other.source_range.start_time.value == item.start
            whole = other.available_range()
            assert whole.start_time <= other.source_range.start_time
            assert other.source_range.end_time_exclusive() <= whole.end_time_exclusive()
            assert [m.marked_range.start_time.value - item.start for m in other.markers] == [
                m.at for m in item.marks
            ]
            references = other.media_references()
            assert len(references) == 1 + len(item.alternates)


@given(st.sampled_from(RATES), st.data())
def test_timecode_goes_there_and_back_here_and_in_the_library(
    rate: object, data: st.DataObject
) -> None:
    assert rate in RATES
    mine = next(r for r in RATES if r == rate)
    frames = data.draw(st.integers(0, mine.frames_per_day - 1))
    code = Timecode(frames=frames, rate=mine)
    assert parse_timecode(str(code), mine) == code
    if mine.seconds(frames) >= 24 * 60 * 60:
        # Without drop-frame the counter's day is 86 seconds longer; the library wraps before.
        return
    theirs = otio.opentime.to_timecode(
        otio.opentime.RationalTime(frames, float(mine.fps)), float(mine.fps), mine.drop
    )
    assert theirs == str(code)
    assert otio.opentime.from_timecode(theirs, float(mine.fps)).value == frames
