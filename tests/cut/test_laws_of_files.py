"""Laws of what is handed over, on random shoots: the same frames come back from every file."""

from __future__ import annotations

from typing import Any

import opentimelineio as otio
from hypothesis import given
from hypothesis import strategies as st
from tests.cut.phone_call import Shoot
from tests.cut.test_laws import shoots

from intercut.cut import Clip, Cut, Style, TrackKind
from intercut.cut.ale import ale_text
from intercut.cut.edl import edl_text
from intercut.cut.opentimeline import fcp_xml_text, to_timeline
from intercut.domain.timecode import Rate, Timecode, parse_timecode


def over_midnight(cut: Cut, clip: Clip) -> bool:
    """Whether a clip's timecode starts again in the middle of it."""
    day = cut.rate.frames_per_day
    return clip.start // day != (clip.start + clip.frames) // day


def placed(clips: Any, zero: int = 0) -> list[tuple[int, int, int]]:
    """Source start, length and place in the cut of each clip the library read."""
    found = []
    for clip in clips:
        black = isinstance(getattr(clip, "media_reference", None), otio.schema.GeneratorReference)
        if isinstance(clip, otio.schema.Clip) and not black:
            span, at = clip.source_range, clip.range_in_parent().start_time.value
            for value in (span.start_time.value, span.duration.value, at):
                assert value == int(value)
            start, frames = int(span.start_time.value), int(span.duration.value)
            found.append((start, frames, int(at) + zero))
    return found


@given(shoots(), st.sampled_from(Style))
def test_an_edit_list_gives_every_frame_back(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    day = cut.rate.frames_per_day
    if any(over_midnight(cut, c) for kind in TrackKind for c in cut.clips(kind)):
        return
    text = edl_text(cut)
    wanted: dict[str, list[tuple[int, int, int]]] = {"V": [], "A1": [], "A2": []}
    sounds = zip(("A1", "A2"), cut.of_kind(TrackKind.SOUND), strict=True)
    of = {"V": cut.clips(TrackKind.PICTURE), **{name: t.clips for name, t in sounds}}
    for name, clips in of.items():
        wanted[name] = [(c.start % day, c.frames, c.at) for c in clips]
    if not any(wanted.values()):
        return
    back = otio.adapters.read_from_string(text, "cmx_3600", rate=float(cut.rate.fps))
    for track in back.tracks:
        mine = wanted.pop(track.name)
        first = first_event(text, track.name, cut.rate) - cut.start.frames
        assert placed(track, first) == mine
    assert not any(wanted.values())


def first_event(text: str, channel: str, rate: Rate) -> int:
    """Where on the record side a channel begins; the library counts each from there."""
    names = {"V": "V", "A1": "A", "A2": "A2"}
    rows = (row.split() for row in text.splitlines() if row[:3].isdigit())
    return next(parse_timecode(r[6], rate).frames for r in rows if r[2] == names[channel])


@given(shoots(), st.sampled_from(Style))
def test_an_edit_list_says_each_event_as_it_is_in_the_cut(shoot: Shoot, style: Style) -> None:
    """Read without the library, so that midnight too is seen: its clock starts again."""
    cut = shoot.cut(style=style)
    rows = [row.split() for row in edl_text(cut).splitlines() if row[:3].isdigit()]
    assert [int(r[0]) for r in rows] == list(range(1, len(rows) + 1))
    told = set()
    for _, reel, channel, what, *codes in rows:
        source_in, source_out, at, end = (parse_timecode(c, cut.rate).frames for c in codes)
        assert what == "C"
        assert (source_out - source_in) % cut.rate.frames_per_day == end - at > 0
        if reel != "BL":
            told.add((reel, channel[0], source_in, end - at, at - cut.start.frames))
    day = cut.rate.frames_per_day
    clips = [(k, c) for k in TrackKind for c in cut.clips(k)]
    assert told == {
        (c.media.reel, "V" if k is TrackKind.PICTURE else "A", c.start % day, c.frames, c.at)
        for k, c in clips
    }


@given(shoots(), st.sampled_from(Style))
def test_final_cut_xml_gives_every_frame_back(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    back = otio.adapters.read_from_string(fcp_xml_text(cut), "fcp_xml")
    back = back if isinstance(back, otio.schema.Timeline) else back[0]
    tracks: dict[str, list[Any]] = {t.kind: [] for t in back.tracks}
    for track in back.tracks:
        tracks[track.kind].append(placed(track))
    for kind, name in ((TrackKind.PICTURE, "Video"), (TrackKind.SOUND, "Audio")):
        wanted = [[(c.start, c.frames, c.at) for c in t.clips] for t in cut.of_kind(kind)]
        assert [t for t in tracks.get(name, []) if t] == [t for t in wanted if t]
    assert len(back.tracks.markers) == len(cut.marks())


@given(shoots(), st.sampled_from(Style), st.integers(0, 30))
def test_an_avid_log_has_a_row_for_each_thing_there_is_to_cut(
    shoot: Shoot, style: Style, handles: int
) -> None:
    cut = shoot.cut(style=style, handles=handles)
    head, body = ale_text(cut).split("\nData\n")
    columns = head.splitlines()[-1].split("\t")
    rows = [dict(zip(columns, row.split("\t"), strict=True)) for row in body.splitlines()]
    day = cut.rate.frames_per_day

    def frames(row: dict[str, str]) -> tuple[int, int]:
        start, end, long = (
            parse_timecode(row[c], cut.rate).frames for c in ("Start", "End", "Duration")
        )
        assert (end - start) % day == long
        return start, long

    pictures = [r for r in rows if r["Tracks"] == "V"]
    clips = cut.clips(TrackKind.PICTURE)
    used = [r for r in pictures if r["Use"] in {"cut", "improvised"}]
    assert [frames(r) for r in used] == [
        ((c.start - c.head) % day, c.head + c.frames + c.tail) for c in clips
    ]
    assert len(pictures) == len(clips) + sum(len(c.alternates) for c in clips)
    assert [r["Tape"] for r in used] == [c.media.reel for c in clips]


@given(shoots(), st.sampled_from(Style))
def test_every_alternate_and_marker_is_reachable_in_the_file(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    back = otio.adapters.read_from_string(to_timeline(cut).to_json_string(), "otio_json")
    for track, theirs in zip(cut.tracks, back.tracks, strict=True):
        for mine, other in zip(track.items, theirs, strict=True):
            if not isinstance(mine, Clip):
                assert other.name == mine.name
                continue
            references = other.media_references()
            assert len(references) == 1 + len(mine.alternates)
            told = [r.metadata["intercut"] for k, r in references.items() if k != "DEFAULT_MEDIA"]
            assert sorted(
                (t["take"], t["camera"], t["start"], t["frames"]) for t in told
            ) == sorted((a.take.id, a.media.camera, a.start, a.frames) for a in mine.alternates)
            for reference in references.values():
                about = reference.metadata["intercut"]
                if "start" not in about:
                    continue
                whole = reference.available_range
                assert whole.start_time.value <= about["start"]
                stop = about["start"] + about["frames"]
                assert stop <= whole.start_time.value + whole.duration.value
            for mark, marker in zip(mine.marks, other.markers, strict=True):
                assert marker.metadata["intercut"]["note"] == mark.note
                assert marker.name.startswith(mark.kind.value.upper())
                if mark.timecode:
                    code = parse_timecode(mark.timecode, mine.media.rate)
                    assert isinstance(code, Timecode)
