"""A scene stitched from its takes: who is seen, who is heard, what is improvised or missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cut.phone_call import Shoot

from intercut.cut import Clip, Cut, Gap, Settings, Style, TrackKind, improvised_in
from intercut.cut.timeline import MarkKind, Missing
from intercut.domain.finding import Level
from intercut.domain.ids import RoleId
from intercut.domain.spoken import NonVerbal, Said, TimeSpan
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    Recording,
    Remark,
    RollKind,
    TakeKind,
    TakeNote,
    TakeStatus,
)
from intercut.domain.timecode import FPS_25


def codes(cut: Cut) -> list[str]:
    return [f.code for f in cut.findings]


def told(cut: Cut, code: str) -> str:
    return next(f.message for f in cut.findings if f.code == code)


def seen_at(cut: Cut) -> list[str]:
    """The end in picture for each clip, in the order of the cut."""
    where = {
        id(clip): track.end.target
        for track in cut.of_kind(TrackKind.PICTURE)
        for clip in track.clips
    }
    return [where[id(clip)] for clip in cut.clips(TrackKind.PICTURE)]


# ------------------------------------------------------------------------------------- speaker


def test_each_line_is_seen_and_heard_at_its_own_end(shoot: Shoot) -> None:
    shoot.both_ends()
    cut = shoot.cut()
    assert [c.line for c in cut.clips(TrackKind.PICTURE)] == [shoot.id(n) for n in range(1, 7)]
    assert seen_at(cut) == ["17pt2", "17pt1"] * 3
    assert not any(c.far for c in cut.clips(TrackKind.SOUND))


def test_there_is_a_picture_and_a_sound_track_for_each_end(shoot: Shoot) -> None:
    shoot.both_ends()
    tracks = [(t.kind.value, t.end.target, t.end.label) for t in shoot.cut().tracks]
    assert tracks == [
        ("picture", "17pt1", "SABINE'S END"),
        ("picture", "17pt2", "CLARA'S END"),
        ("sound", "17pt1", "SABINE'S END"),
        ("sound", "17pt2", "CLARA'S END"),
    ]


def test_source_frames_count_from_the_timecode_of_the_take(shoot: Shoot) -> None:
    shoot.both_ends()
    first = shoot.cut().clips(TrackKind.PICTURE)[0]
    assert str(first.media.timecode(first.start)) == "14:00:02:00"
    assert first.frames == 30  # 1.2 seconds


def test_the_pause_before_a_line_is_the_one_that_was_acted(shoot: Shoot) -> None:
    shoot.both_ends()
    second = shoot.cut().clips(TrackKind.PICTURE)[1]
    # The cue, read off camera, ends at 3.2 s of Sabine's take; she answers at 4 s.
    assert second.pause == 20
    assert str(second.media.timecode(second.start)) == "10:00:03:05"


def test_a_long_silence_is_kept_only_up_to_the_longest_pause(shoot: Shoot) -> None:
    shoot.both_ends()
    assert {c.pause for c in shoot.cut(longest_pause_ms=400).clips(TrackKind.PICTURE)} == {0, 10}


def test_a_pause_is_not_taken_from_another_go_at_another_line(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("4", 1000, 2000), ("2", 5000, 6000))
    line = next(c for c in shoot.cut().clips(TrackKind.PICTURE) if c.line == shoot.id(2))
    assert line.pause == 0


# -------------------------------------------------------------------------------------- styles


def test_reaction_shows_who_listens_and_sends_the_voice_through_the_phone(shoot: Shoot) -> None:
    shoot.both_ends()
    cut = shoot.cut(style=Style.REACTION)
    assert seen_at(cut) == ["17pt1", "17pt2"] * 3
    assert all(c.far == ((0, c.frames),) for c in cut.clips(TrackKind.SOUND))


def test_a_listener_is_never_seen_speaking(shoot: Shoot) -> None:
    shoot.both_ends()
    for clip in shoot.cut(style=Style.REACTION).clips(TrackKind.PICTURE):
        own = range(2, 7, 2) if clip.take.target == "17pt1" else range(1, 6, 2)
        first = {"17pt1": 900_000, "17pt2": 1_260_000}[clip.take.target]
        for n in own:
            start, end = first + 50 * n, first + 50 * n + 30
            assert clip.start + clip.frames <= start or clip.start >= end


def test_where_the_cue_was_read_too_fast_reaction_stays_on_the_speaker(shoot: Shoot) -> None:
    shoot.both_ends()
    slow = [("1", 0, 1000), ("2", 1100, 1200), ("3", 1300, 2000)]
    shoot.take("17pt2/A/2", *slow)
    cut = shoot.cut(style=Style.REACTION)
    second = cut.clips(TrackKind.PICTURE)[1]
    assert second.take.slate == "17pt2/A/1"  # the older take gives the time
    shoot.takes.pop(1)
    shoot.hearings.pop(1)
    cut = shoot.cut(style=Style.REACTION)
    assert cut.clips(TrackKind.PICTURE)[1].take.target == "17pt1"
    assert "17.2 SABINE" in told(cut, "cut.no_listening")


def test_hold_stays_through_short_answers_and_leaves_for_long_ones(shoot: Shoot) -> None:
    spoken = [("1", 0, 1000), ("2", 1000, 1500), ("3", 2000, 3000), ("4", 3000, 9000)]
    shoot.take("17pt1/A/1", *spoken)
    shoot.take("17pt2/A/1", *spoken)
    cut = shoot.cut(style=Style.HOLD, hold_ms=2000)
    assert seen_at(cut)[:4] == ["17pt2", "17pt2", "17pt2", "17pt1"]
    voices = cut.clips(TrackKind.SOUND)
    assert voices[1].far == ((0, voices[1].frames),)
    assert voices[3].far == ()


def test_overlap_lets_the_voice_begin_before_its_picture(shoot: Shoot) -> None:
    shoot.both_ends()
    plain, cut = shoot.cut(), shoot.cut(style=Style.OVERLAP, lead_ms=200)
    pictures, sounds = cut.clips(TrackKind.PICTURE), cut.clips(TrackKind.SOUND)
    assert sounds[1].at == plain.clips(TrackKind.SOUND)[1].at
    # 5 frames (200 ms) into the line, which comes after 20 frames of acted pause.
    assert pictures[1].at == sounds[1].at + 25
    assert pictures[0].end == pictures[1].at
    assert sounds[1].far == ((0, 25),)


def test_picture_and_voice_stay_in_step_when_the_sound_leads(shoot: Shoot) -> None:
    shoot.both_ends()
    cut = shoot.cut(style=Style.OVERLAP)
    sounds = {c.line: c for c in cut.clips(TrackKind.SOUND)}
    for clip in cut.clips(TrackKind.PICTURE):
        sound = sounds[clip.line]
        assert clip.start - clip.at == sound.start - sound.at


def test_ends_in_one_room_need_no_telephone(same_room: Shoot) -> None:
    same_room.both_ends()
    cut = same_room.cut(style=Style.REACTION)
    assert not cut.call
    assert not any(c.far for c in cut.clips(TrackKind.SOUND))


# ---------------------------------------------------------------------------- choice of the take


def test_a_circled_take_goes_before_a_held_one(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/2", ("2", 0, 1000), status=TakeStatus.HELD)
    second = shoot.cut().clips(TrackKind.PICTURE)[1]
    assert second.take.slate == "17pt1/A/1"
    assert [a.take.slate for a in second.alternates] == ["17pt1/A/2"]


def test_of_two_circled_takes_the_later_is_the_last_word(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/2", ("2", 0, 1000), kind=TakeKind.PICK_UP)
    cut = shoot.cut()
    assert [c.take.slate for c in cut.clips(TrackKind.PICTURE)][1::2] == [
        "17pt1/A/2",
        "17pt1/A/1",
        "17pt1/A/1",
    ]


@pytest.mark.parametrize("status", [TakeStatus.NG, TakeStatus.INCOMPLETE, TakeStatus.FALSE_START])
def test_a_take_that_was_refused_is_never_cut(shoot: Shoot, status: TakeStatus) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/2", ("2", 0, 1000), status=status)
    cut = shoot.cut()
    slates = {c.take.slate for c in cut.clips(TrackKind.PICTURE)}
    slates |= {a.take.slate for c in cut.clips(TrackKind.PICTURE) for a in c.alternates}
    assert "17pt1/A/2" not in slates


def test_an_end_without_a_circled_take_is_told(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.takes.pop(0)
    shoot.hearings.pop(0)
    shoot.take("17pt1/A/2", ("2", 0, 900), ("4", 2000, 3000), ("6", 4000, 5000),
               status=TakeStatus.HELD)  # fmt: skip
    cut = shoot.cut()
    assert "No take of SABINE'S END is circled" in told(cut, "cut.no_circled")
    assert len(cut.clips(TrackKind.PICTURE)) == 6


def test_lines_that_only_a_held_take_has_are_told_by_name(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 900), ("4", 2000, 3000))
    shoot.take("17pt1/A/2", ("6", 0, 900), status=TakeStatus.HELD)
    assert "17.6 SABINE" in told(shoot.cut(), "cut.not_circled")


def test_the_camera_that_sees_the_line_gives_its_picture(shoot: Shoot) -> None:
    cameras = (
        Recording(kind=RollKind.CAMERA, roll="A001", camera="A"),
        Recording(kind=RollKind.CAMERA, roll="B001", camera="B"),
    )
    shoot.take(
        "17pt1/A/1", ("2", 0, 900), ("4", 2000, 3000), recordings=cameras,
        lines=(
            LineCoverage(line=shoot.id(2), on=Camera.ON, camera="B"),
            LineCoverage(line=shoot.id(4), on=Camera.ON, camera="A"),
        ),
    )  # fmt: skip
    clips = shoot.cut().clips(TrackKind.PICTURE)
    assert [(c.line, c.media.roll) for c in clips] == [
        (shoot.id(2), "B001"),
        (shoot.id(4), "A001"),
    ]


def test_sound_comes_from_the_recorder_where_there_is_one(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/B/1", ("2", 0, 900),
               recordings=[Recording(kind=RollKind.CAMERA, roll="A009")])  # fmt: skip
    sounds = shoot.cut().clips(TrackKind.SOUND)
    assert [c.media.roll for c in sounds[:2]] == ["S002", "A009"]


def test_a_line_off_camera_at_its_own_end_shows_who_listens(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.takes.pop(0)
    shoot.hearings.pop(0)
    shoot.take("17pt1/A/1", ("2", 0, 900), lines=(LineCoverage(line=shoot.id(2), on=Camera.OFF),))
    cut = shoot.cut()
    assert seen_at(cut)[:2] == ["17pt2", "17pt2"]
    assert cut.clips(TrackKind.SOUND)[1].far
    assert "17.2 SABINE" in told(cut, "cut.no_picture")


def test_a_wild_track_gives_a_voice_and_no_picture(shoot: Shoot) -> None:
    shoot.take("17pt1/W/1", ("2", 0, 900), kind=TakeKind.WILD,
               recordings=[Recording(kind=RollKind.SOUND, roll="S009")])  # fmt: skip
    cut = shoot.cut()
    assert [c.media.roll for c in cut.clips(TrackKind.SOUND)] == ["S009"]
    gap = next(g for g in cut.missing(TrackKind.PICTURE) if g.line == shoot.id(2))
    assert gap.missing is Missing.NO_PICTURE


def test_a_scene_shot_whole_is_one_end(shoot: Shoot) -> None:
    from dataclasses import replace

    shoot.scene = replace(shoot.scene, parts=())
    shoot.lines = tuple(replace(line, part=None) for line in shoot.lines)
    shoot.take("17/A/1", *((str(n), 1000 * n, 1000 * n + 800) for n in range(1, 7)))
    cut = shoot.cut()
    assert [t.end.target for t in cut.tracks] == ["17", "17"]
    assert len(cut.clips(TrackKind.PICTURE)) == 6


def test_a_take_of_the_whole_scene_serves_both_ends_after_their_own(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 0, 900))
    shoot.take("17/B/1", *((str(n), 1000 * n, 1000 * n + 800) for n in range(1, 7)))
    slates = [c.take.slate for c in shoot.cut().clips(TrackKind.PICTURE)]
    assert slates == ["17/B/1", "17pt1/A/1", "17/B/1", "17/B/1", "17/B/1", "17/B/1"]


# ------------------------------------------------------------------------------- what is missing


def test_an_owed_line_is_a_named_gap_on_its_end(shoot: Shoot) -> None:
    shoot.both_ends()
    heard = shoot.hearings[0].lines
    shoot.change("17pt1/A/1", 4, span=None, rejected=True)
    assert heard[3].line == shoot.id(4)
    cut = shoot.cut()
    (gap,) = cut.missing(TrackKind.PICTURE)
    assert gap.name == "OWED: 17.4 SABINE"
    assert gap.text == "You always hang up on the second ring."
    assert gap.frames == 30  # as long as it was read at the other end
    assert [g.name for g in cut.missing(TrackKind.SOUND)] == [gap.name]
    assert "SABINE'S END owes 1 line" in told(cut, "cut.owed")


def test_a_gap_nobody_has_read_is_as_long_as_its_words(shoot: Shoot) -> None:
    shoot.take("17pt2/A/1", ("1", 0, 1000))
    gaps = {g.line: g.frames for g in shoot.cut(words_a_minute=120).missing(TrackKind.SOUND)}
    assert gaps[shoot.id(4)] == 8 * 25 // 2  # eight words at two a second


def test_a_line_dropped_in_every_take_is_told_apart_from_one_never_shot(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.change("17pt1/A/1", 2, kind=Said.DROPPED, span=None)
    cut = shoot.cut()
    assert cut.missing(TrackKind.SOUND)[0].missing is Missing.DROPPED
    assert "17.2 SABINE" in told(cut, "cut.dropped")
    assert "cut.owed" not in codes(cut)


def test_a_take_nobody_listened_to_yet_is_named_with_what_to_do(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.hearings.pop(0)
    cut = shoot.cut()
    found = next(f for f in cut.findings if f.code == "cut.not_heard")
    assert "17pt1/A/1" in found.message
    assert "intercut hear" in found.fix
    assert {g.missing for g in cut.missing(TrackKind.SOUND)} == {Missing.NO_TIMES}
    assert "cut.owed" not in codes(cut)


def test_without_any_take_every_line_is_a_gap_and_that_is_an_error(shoot: Shoot) -> None:
    cut = shoot.cut()
    assert len(cut.missing(TrackKind.PICTURE)) == len(cut.missing(TrackKind.SOUND)) == 6
    (found,) = [f for f in cut.findings if f.level is Level.ERROR]
    assert found.code == "cut.no_takes"


def test_a_scene_without_dialogue_is_an_error(shoot_of: Callable[..., Shoot]) -> None:
    cut = shoot_of().cut()
    assert codes(cut) == ["cut.no_lines"]
    assert cut.frames == 0


# ------------------------------------------------------------------------------------ improvised


def test_an_improvised_last_line_is_in_the_cut_and_marked(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.hear(shoot.takes[0].id, *[(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)],
               ("+6", 14_000, 15_000, "Bring bread."))  # fmt: skip
    del shoot.hearings[0]
    cut = shoot.cut()
    last = cut.clips(TrackKind.PICTURE)[-1]
    assert (last.line, last.text, last.frames) == (None, "Bring bread.", 45)
    ((at, mark),) = improvised_in(cut)
    assert at == last.at + last.pause
    assert mark.kind is MarkKind.IMPROVISED
    assert (mark.text, mark.slate, mark.timecode) == ("Bring bread.", "17pt1/A/1", "10:00:14:00")
    assert "not confirmed" in mark.note


def improvised(shoot: Shoot, role: str = "SABINE") -> Cut:
    """Both ends; at Sabine's something was added after her last line."""
    shoot.both_ends()
    words = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    shoot.hearings = [h for h in shoot.hearings if h.take != "17pt1/A/1"]
    shoot.hear(shoot.takes[0].id, *words, ("+6", 14_000, 15_000, "Bring bread.", role))
    return shoot.cut()


def test_what_only_one_end_did_is_told_to_the_other(shoot: Shoot) -> None:
    said = told(improvised(shoot), "cut.improvised_one_end")
    assert '"Bring bread." after 17.6 (take 17pt1/A/1)' in said
    assert "CLARA'S END was shot without it" in said


def test_what_the_other_end_has_too_needs_no_word(shoot: Shoot) -> None:
    improvised(shoot)
    words = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    shoot.hearings = [h for h in shoot.hearings if h.take != "17pt2/A/1"]
    read = ("+6", 14_000, 15_500, "Bring some bread.", "SABINE")
    shoot.hear(shoot.takes[1].id, *words, read)
    cut = shoot.cut()
    assert "cut.improvised_one_end" not in codes(cut)
    # Read to Clara from off camera, it is no moment of hers.
    assert len(improvised_in(cut)) == 1


def test_an_end_still_to_be_shot_is_given_what_was_improvised(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("6", 0, 1000), ("+6", 2000, 3000, "Bring bread."))
    assert "is still to be shot" in told(shoot.cut(), "cut.improvised_to_answer")


def test_what_was_improvised_off_camera_is_not_cut(shoot: Shoot) -> None:
    assert improvised_in(improvised(shoot, "CLARA")) == ()


def test_improvisation_in_a_take_that_is_not_used_is_only_a_marker(shoot: Shoot) -> None:
    shoot.both_ends()
    shoot.take("17pt1/A/0", ("6", 0, 1000), ("+6", 2000, 3000, "Bring bread."),
               status=TakeStatus.HELD)  # fmt: skip
    cut = shoot.cut()
    assert improvised_in(cut) == ()
    marks = [m for c in cut.clips(TrackKind.PICTURE) for m in c.marks]
    assert [(m.kind, m.slate) for m in marks] == [(MarkKind.ELSEWHERE, "17pt1/A/0")]


def test_a_kiss_into_the_phone_is_a_moment_of_the_cut(shoot: Shoot) -> None:
    kiss = NonVerbal(
        text="kisses the phone", after=shoot.id(6), roles=(RoleId("SABINE"),), audible=True,
        span=TimeSpan(start_ms=14_000, end_ms=14_400),
    )  # fmt: skip
    spoken = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    shoot.take("17pt1/A/1", *spoken, business=(kiss,))
    shoot.take("17pt2/A/1", *spoken, start="14:00:00:00", end="14:01:10:00")
    cut = shoot.cut()
    last = cut.clips(TrackKind.PICTURE)[-1]
    assert (last.name, last.text, last.frames - last.pause) == ("BUSINESS", "kisses the phone", 10)
    assert "(kisses the phone) after 17.6" in told(cut, "cut.improvised_one_end")


def test_business_during_a_line_is_a_marker_on_it(shoot: Shoot) -> None:
    wink = NonVerbal(text="winks", after=shoot.id(1), span=TimeSpan(start_ms=4200, end_ms=4600))
    spoken = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    shoot.take("17pt1/A/1", *spoken, business=(wink,))
    second = next(c for c in shoot.cut().clips(TrackKind.PICTURE) if c.line == shoot.id(2))
    (mark,) = second.marks
    assert (mark.kind, mark.timecode, mark.frames) == (MarkKind.BUSINESS, "10:00:04:05", 10)
    assert mark.at == second.pause + 5


def test_business_after_a_line_of_the_other_end_stands_on_the_own_line_before(
    shoot: Shoot,
) -> None:
    spoken = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    kiss = NonVerbal(text="kisses the phone", after=shoot.id(6), roles=(RoleId("CLARA"),))
    shoot.take("17pt1/A/1", *spoken)
    shoot.take("17pt2/A/1", *spoken, business=(kiss,))
    cut = shoot.cut()
    ((at, mark),) = improvised_in(cut)
    fifth = cut.clips(TrackKind.PICTURE)[4]
    assert at == fifth.end - 1
    assert (mark.text, mark.note) == ("kisses the phone", "not in the script; after 17.6")


def test_business_under_a_cue_that_is_not_heard_in_the_cut_is_not_lost(shoot: Shoot) -> None:
    spoken = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    during = TimeSpan(start_ms=12_100, end_ms=12_500)  # while Sabine's last line is read to her
    kiss = NonVerbal(text="kisses the phone", after=shoot.id(5), span=during)
    shoot.take("17pt1/A/1", *spoken)
    shoot.take("17pt2/A/1", *spoken, business=(kiss,))
    ((_, mark),) = improvised_in(shoot.cut())
    assert (mark.slate, mark.timecode) == ("17pt2/A/1", "10:00:12:02")


def test_a_changed_line_and_a_note_stand_on_their_clip(shoot: Shoot) -> None:
    remark = TakeNote(text="watch the cup", about=Remark.CONTINUITY, line=shoot.id(2))
    shoot.take("17pt1/A/1", ("2", 0, 900, "You called."), notes=(remark,))
    (clip,) = shoot.cut().clips(TrackKind.PICTURE)
    assert clip.text == "You called."
    assert [(m.kind, m.text, m.note) for m in clip.marks] == [
        (MarkKind.CHANGED, "You called.", "written: You rang."),
        (MarkKind.NOTE, "watch the cup", "continuity note"),
    ]


def test_a_marker_says_who_confirmed_it(shoot: Shoot) -> None:
    improvised(shoot)
    shoot.change("17pt1/A/1", 7, confirmed_by="Ada")
    ((_, mark),) = improvised_in(shoot.cut())
    assert mark.confirmed_by == "Ada"
    assert "confirmed by Ada" in mark.note


# --------------------------------------------------------------------------------------- handles


def test_handles_that_the_take_does_not_have_are_told(shoot: Shoot) -> None:
    shoot.take("17pt1/A/1", ("2", 100, 1000))
    cut = shoot.cut(handles=12)
    (clip,) = cut.clips(TrackKind.PICTURE)
    assert (clip.head, clip.tail) == (2, 12)
    assert "12 frames of handle" in told(cut, "cut.handles")
    assert "cut.handles" not in codes(shoot.cut(handles=2))


@pytest.mark.parametrize("name", ["handles", "longest_pause_ms", "hold_ms", "lead_ms"])
def test_settings_below_nothing_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: -1})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="words_a_minute"):
        Settings(words_a_minute=0)


def test_the_cut_runs_at_the_rate_of_its_takes_from_hour_one(shoot: Shoot) -> None:
    shoot.both_ends()
    cut = shoot.cut()
    assert cut.rate == FPS_25
    assert str(cut.start) == "01:00:00:00"
    assert all(isinstance(i, Clip | Gap) for t in cut.tracks for i in t.items)
