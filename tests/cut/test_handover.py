"""What the cutting room is handed, read back by the libraries that read it there."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from tests.cut.phone_call import Shoot

from intercut.cut import Cut, Style, TrackKind
from intercut.cut.handover import FORMATS, format_of, hand_over
from intercut.cut.opentimeline import TELEPHONE
from intercut.domain.takes import Recording, RollKind, TakeNote, TakeStatus
from intercut.domain.timecode import FPS_29_97, FPS_29_97_DROP, RATES, Rate
from intercut.errors import Unwritable

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def call(shoot: Shoot) -> Shoot:
    """The call with one line owed, an improvised last one, an alternate and a named file."""
    words = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    more = ("+6", 14_000, 15_000, "Bring bread.", "SABINE")
    file = Recording(kind=RollKind.CAMERA, roll="A001", media="A001C001.mov")
    shoot.take("17pt1/A/1", *words, more, recordings=[file])
    note = TakeNote(text="eyes\tleft;\nthen right")
    shoot.take("17pt1/A/2", ("2", 500, 1500), status=TakeStatus.HELD, notes=(note,))
    clara = [w for w in words if w[0] != "5"]
    shoot.take("17pt2/A/1", *clara, start="14:00:00:00", end="14:01:10:00")
    return shoot


def at_rate(shoot: Shoot, rate: Rate) -> Cut:
    """The same call shot at another rate."""
    other = Shoot(scene=shoot.scene, lines=shoot.lines, rate=rate)
    words = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]
    other.take("17pt1/A/1", *words, ("+6", 14_000, 15_000, "Bring bread.", "SABINE"))
    other.take("17pt2/A/1", *words, start="14:00:00:00", end="14:01:10:00")
    return other.cut(style=Style.OVERLAP)


def events(cut: Cut) -> dict[str, list[tuple[int, int, int]]]:
    """Start, frames and place of each clip by channel of an edit list."""
    found: dict[str, list[tuple[int, int, int]]] = {"V": [], "A1": [], "A2": []}
    found["V"] = [(c.start, c.frames, c.at) for c in cut.clips(TrackKind.PICTURE)]
    for name, track in zip(("A1", "A2"), cut.of_kind(TrackKind.SOUND), strict=True):
        found[name] = [(c.start, c.frames, c.at) for c in track.clips]
    return found


def read(track: Any, zero: int = 0) -> list[tuple[int, int, int]]:
    return [
        (
            int(c.source_range.start_time.value),
            int(c.source_range.duration.value),
            int(c.range_in_parent().start_time.value) + zero,
        )
        for c in track
        if isinstance(c, otio.schema.Clip)
    ]


# -------------------------------------------------------------------------------------- .otio


def test_the_library_opens_the_file(call: Shoot, tmp_path: Path) -> None:
    hand_over(call.cut(), tmp_path / "cut.otio")
    timeline = otio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    assert [(t.kind, t.name) for t in timeline.tracks] == [
        ("Video", "17pt1 SABINE'S END (picture)"),
        ("Video", "17pt2 CLARA'S END (picture)"),
        ("Audio", "17pt1 SABINE'S END (sound)"),
        ("Audio", "17pt2 CLARA'S END (sound)"),
    ]
    assert otio.opentime.to_timecode(timeline.global_start_time) == "01:00:00:00"
    assert timeline.metadata["intercut"]["style"] == "speaker"


def clip_of(call: Shoot, tmp_path: Path, name: str, track: int) -> Any:
    hand_over(call.cut(style=Style.REACTION), tmp_path / "cut.otio")
    timeline = otio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    return next(c for c in timeline.tracks[track] if c.name.startswith(name))


def test_an_alternate_is_a_further_media_reference(call: Shoot, tmp_path: Path) -> None:
    references = clip_of(call, tmp_path, "17.2", 2).media_references()
    other = references["17pt1/A/2"]
    assert other.metadata["intercut"]["timecode"] == "10:00:00:12"
    assert other.metadata["intercut"]["note"] == "eyes\tleft;\nthen right"
    assert not other.metadata["intercut"]["circled"]


def test_a_far_voice_carries_the_telephone(call: Shoot, tmp_path: Path) -> None:
    (effect,) = clip_of(call, tmp_path, "17.2", 2).effects
    assert effect.effect_name == "telephone"
    assert {k: effect.metadata["intercut"][k] for k in TELEPHONE} == TELEPHONE


def test_the_improvised_moment_is_a_marker_with_its_evidence(call: Shoot, tmp_path: Path) -> None:
    (marker,) = clip_of(call, tmp_path, "IMPROVISED", 0).markers
    assert marker.name == "IMPROVISED: Bring bread."
    assert marker.color == "RED"
    evidence = marker.metadata["intercut"]
    assert (evidence["slate"], evidence["timecode"]) == ("17pt1/A/1", "10:00:14:00")
    assert "17pt1/A/1 at 10:00:14:00" in marker.comment


def test_a_gap_says_which_line_is_owed(call: Shoot, tmp_path: Path) -> None:
    gap = clip_of(call, tmp_path, "OWED", 3)
    assert gap.name == "OWED: 17.5 CLARA"
    assert gap.metadata["intercut"]["text"] == "What time is it there?"


def test_a_file_that_is_there_is_linked_and_one_that_is_not_is_missing(
    call: Shoot, tmp_path: Path
) -> None:
    path = tmp_path / "A001C001.mov"
    hand_over(call.cut(found={path.name: str(path)}), tmp_path / "cut.otio")
    timeline = otio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    sabine, clara = (next(c for c in t if c.name.startswith("17.")) for t in timeline.tracks[:2])
    assert sabine.media_reference.target_url == path.as_uri()
    assert sabine.media_reference.available_range.start_time.value == 900_000
    assert clara.media_reference.is_missing_reference


# ---------------------------------------------------------------------------- every rate, each way


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_an_edit_list_gives_the_same_frames_back(shoot: Shoot, rate: Rate, tmp_path: Path) -> None:
    cut = at_rate(shoot, rate)
    hand_over(cut, tmp_path / "cut.edl")
    text = (tmp_path / "cut.edl").read_text(encoding="utf-8")
    assert f"FCM: {'DROP' if rate.drop else 'NON-DROP'} FRAME" in text
    back = otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate.fps))
    tracks = {t.name: t for t in back.tracks}
    wanted = events(cut)
    for name, track in tracks.items():
        # The reader counts each track from its own first event.
        assert read(track, zero=wanted[name][0][2]) == wanted[name]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_an_avid_log_gives_the_same_frames_back(shoot: Shoot, rate: Rate, tmp_path: Path) -> None:
    cut = at_rate(shoot, rate)
    hand_over(cut, tmp_path / "cut.ale")
    back = otio.adapters.read_from_file(str(tmp_path / "cut.ale"))
    clips = [*cut.clips(TrackKind.PICTURE), *cut.clips(TrackKind.SOUND)]
    assert [(c.source_range.start_time.value, c.source_range.duration.value) for c in back] == [
        (c.start - c.head, c.head + c.frames + c.tail) for c in clips
    ]
    assert {c.metadata["ALE"]["Scene"] for c in back} == {"17pt1", "17pt2"}


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_final_cut_xml_gives_the_same_frames_back(shoot: Shoot, rate: Rate, tmp_path: Path) -> None:
    cut = at_rate(shoot, rate)
    hand_over(cut, tmp_path / "cut.xml")
    text = (tmp_path / "cut.xml").read_text(encoding="utf-8")
    assert ("<displayformat>DF<" in text) == rate.drop
    back = otio.adapters.read_from_string(text, "fcp_xml")
    back = back if isinstance(back, otio.schema.Timeline) else back[0]
    for track, theirs in zip(cut.tracks, back.tracks, strict=True):
        assert read(theirs) == [(c.start, c.frames, c.at) for c in track.clips]
    (marker,) = back.tracks.markers
    ((at, _),) = [(c.at + m.at, m) for t in cut.tracks for c in t.clips for m in c.marks]
    assert marker.marked_range.start_time.value == at


# -------------------------------------------------------------------------------- edit list, log


def test_the_edit_list_is_the_golden_one(call: Shoot, tmp_path: Path) -> None:
    hand_over(call.cut(style=Style.OVERLAP), tmp_path / "cut.edl")
    assert (tmp_path / "cut.edl").read_bytes() == (GOLDEN / "call.edl").read_bytes()


def test_the_avid_log_is_the_golden_one(call: Shoot, tmp_path: Path) -> None:
    hand_over(call.cut(style=Style.REACTION), tmp_path / "cut.ale")
    assert (tmp_path / "cut.ale").read_bytes() == (GOLDEN / "call.ale").read_bytes()


def test_29_97_without_drop_frame_stays_without(shoot: Shoot, tmp_path: Path) -> None:
    for rate, mark in ((FPS_29_97, ":"), (FPS_29_97_DROP, ";")):
        hand_over(at_rate(shoot, rate), tmp_path / "cut.edl")
        first = (tmp_path / "cut.edl").read_text(encoding="utf-8").splitlines()[3]
        assert first.split()[4][8] == mark


def test_notes_with_tabs_do_not_break_the_rows_of_a_log(call: Shoot, tmp_path: Path) -> None:
    hand_over(call.cut(), tmp_path / "cut.ale")
    rows = (tmp_path / "cut.ale").read_text(encoding="utf-8").split("Data\n")[1].splitlines()
    assert {row.count("\t") for row in rows} == {16}
    assert any("eyes left; then right" in row for row in rows)


def test_the_same_cut_is_the_same_bytes(call: Shoot, tmp_path: Path) -> None:
    for ending in FORMATS:
        texts = []
        for _ in range(2):
            hand_over(call.cut(), tmp_path / f"cut{ending}")
            texts.append((tmp_path / f"cut{ending}").read_bytes())
        assert texts[0] == texts[1]


# ------------------------------------------------------------------------------------ refusals


def test_an_unknown_ending_names_those_there_are() -> None:
    assert format_of(Path("CUT.OTIO")) == ".otio"
    with pytest.raises(Unwritable, match=r"\.otio, \.edl, \.ale, \.xml, \.otioz, \.otiod"):
        format_of(Path("cut.mov"))


def test_without_the_library_a_sentence_names_the_extra(
    call: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as the built-in names it
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        if name == "opentimelineio":
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    for ending in (".otio", ".xml"):
        with pytest.raises(Unwritable, match=r"intercut\[editorial\]"):
            hand_over(call.cut(), tmp_path / f"cut{ending}")
        assert not (tmp_path / f"cut{ending}").exists()
    for ending in (".edl", ".ale"):
        hand_over(call.cut(), tmp_path / f"cut{ending}")


def test_a_folder_that_is_not_there_leaves_nothing_behind(call: Shoot, tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="cannot be written"):
        hand_over(call.cut(), tmp_path / "none" / "cut.edl")
    assert list(tmp_path.iterdir()) == []


def test_what_a_format_cannot_say_is_told(call: Shoot, tmp_path: Path) -> None:
    told = hand_over(call.cut(), tmp_path / "cut.edl")
    assert [f.code for f in told] == ["cut.alternates_lost"]
    assert hand_over(call.cut(), tmp_path / "cut.otio") == ()


def test_a_clip_over_midnight_is_told_where_timecode_cannot_say_it(
    shoot: Shoot, tmp_path: Path
) -> None:
    shoot.take("17pt1/A/1", ("2", 29_500, 31_000), start="23:59:30:00", end="00:00:30:00")
    (told,) = hand_over(shoot.cut(), tmp_path / "cut.edl")
    assert told.code == "cut.source_midnight"
    assert hand_over(shoot.cut(), tmp_path / "cut.otio") == ()


def test_an_edit_list_beyond_999_events_is_told(tmp_path: Path, shoot_of: Any) -> None:
    shoot = shoot_of(*[("CLARA" if n % 2 else "SABINE", "Yes.") for n in range(600)])
    words = [(str(n), 100 * n, 100 * n + 50) for n in range(1, 601)]
    shoot.take("17pt1/A/1", *words)
    shoot.take("17pt2/A/1", *words)
    (told,) = hand_over(shoot.cut(), tmp_path / "cut.edl")
    assert "1200 events" in told.message
