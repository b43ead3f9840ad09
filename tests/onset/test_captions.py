"""Transcripts of every kind read, and everything odd about them told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.errors import Unreadable
from intercut.onset.captions import read_transcript
from intercut.onset.transcript import Transcript

SRT = """1
00:00:01,000 --> 00:00:02,000
You picked up.

2
00:00:02,500 --> 00:00:04,500
- You rang. <i>Twice</i>
[a gull] I know.
"""


def texts(found: Transcript) -> list[str]:
    return [w.text for w in found.words]


def codes(found: Transcript) -> list[str]:
    return [f.code for f in found.findings]


def test_subrip_gives_words_with_times_and_sounds_apart() -> None:
    found = read_transcript(SRT.encode(), "a.srt")
    assert texts(found) == ["You", "picked", "up.", "You", "rang.", "Twice", "I", "know."]
    assert (found.words[0].start_ms, found.words[2].end_ms) == (1000, 2000)
    assert [(s.text, s.before_word) for s in found.sounds] == [("a gull", 6)]
    assert codes(found) == []


def test_webvtt_gives_voices_and_leaves_notes_and_settings_out() -> None:
    text = """WEBVTT - some title

NOTE not spoken
either

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.000 align:start
<v Clara>You <b>picked</b> up.</v>

00:00:03.000 --> 00:00:04.000
<v.loud Sabine>You rang.
"""
    found = read_transcript(text.encode(), "a.vtt")
    assert [(w.text, w.speaker) for w in found.words] == [
        ("You", "Clara"),
        ("picked", "Clara"),
        ("up.", "Clara"),
        ("You", "Sabine"),
        ("rang.", "Sabine"),
    ]


def test_whisper_gives_the_time_and_sureness_of_each_word() -> None:
    words = [
        {"word": " You", "start": 0.5, "end": 0.7, "probability": 0.91},
        {"word": " rang.", "start": 0.8, "end": 1.1, "probability": 0.4},
    ]
    data = {"language": "en", "segments": [{"start": 0.5, "end": 1.1, "text": "", "words": words}]}
    found = read_transcript(json.dumps(data).encode(), "a.json")
    assert [(w.text, w.start_ms, w.end_ms, w.percent) for w in found.words] == [
        ("You", 500, 700, 91),
        ("rang.", 800, 1100, 40),
    ]
    assert found.language == "en"


def test_whisper_cpp_counts_in_milliseconds() -> None:
    data = {
        "result": {"language": "pt"},
        "transcription": [{"offsets": {"from": 1200, "to": 2200}, "text": " bom dia"}],
    }
    found = read_transcript(json.dumps(data).encode(), "a.json")
    assert [(w.text, w.start_ms) for w in found.words] == [("bom", 1200), ("dia", 1700)]
    assert found.language == "pt"


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:01.500] CLARA: You picked up.\n[00:00:03.000] SABINE: You rang.",
        "00:01.500 CLARA: You picked up.\n00:03 SABINE: You rang.",
        "(0:01.500 - 0:03) CLARA: You picked up.\n(0:03) SABINE: You rang.",
    ],
)
def test_plain_text_with_times_gives_speakers_and_times(text: str) -> None:
    found = read_transcript(text.encode(), "a.txt")
    assert [w.speaker for w in found.words] == ["CLARA"] * 3 + ["SABINE"] * 2
    assert (found.words[0].start_ms, found.words[3].start_ms) == (1500, 3000)


def test_text_without_times_is_taken_and_told() -> None:
    found = read_transcript(b"CLARA: You picked up.\nYou did.\nSABINE: You rang.", "a.txt")
    assert len(found.words) == 7
    assert found.words[3].speaker == "CLARA"
    assert codes(found) == ["transcript.no_times"]
    assert [w.start_ms for w in found.words] == sorted(w.start_ms for w in found.words)


def test_times_that_run_backwards_are_told_with_their_line_and_lose_no_word() -> None:
    text = SRT.replace("00:00:02,500 --> 00:00:04,500", "00:00:00,500 --> 00:00:00,100")
    found = read_transcript(text.encode(), "a.srt")
    assert len(found.words) == 8
    assert codes(found) == ["transcript.backwards", "transcript.backwards"]
    assert {f.where.line for f in found.findings} == {6}
    assert texts(found)[:2] == ["You", "rang."]  # in the order of their times


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"WEBVTT\n\n", b"[]", b"{}", b"1\n00:00:01,0 --> 00:00:02,0\n\n"]
)
def test_an_empty_transcript_is_an_error_finding_and_no_crash(data: bytes) -> None:
    assert codes(read_transcript(data, "a"))[-1:] == ["transcript.empty"]


def test_another_encoding_is_read_and_told() -> None:
    found = read_transcript("00:01 Olá, Tomás".encode("cp1252"), "a.txt")
    assert texts(found) == ["Olá,", "Tomás"]
    assert codes(found) == ["transcript.encoding"]
    assert texts(read_transcript("00:01 Olá".encode("utf-16"), "a.txt")) == ["Olá"]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read_transcript(b"\x00\x01\xff\xfe\x80RIFF", "a.wav")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_file_makes_it_crash(data: bytes) -> None:
    try:
        found = read_transcript(data, "a")
    except Unreadable:
        return
    assert all(w.start_ms <= w.end_ms for w in found.words)


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "start": st.none() | st.floats() | st.text(max_size=3),
                "end": st.none() | st.floats(allow_nan=False),
                "text": st.none() | st.text(max_size=9) | st.integers(),
                "words": st.none()
                | st.lists(
                    st.integers()
                    | st.fixed_dictionaries(
                        {}, optional={"word": st.text(max_size=4), "start": st.floats() | st.none()}
                    ),
                    max_size=3,
                ),
                "offsets": st.none()
                | st.dictionaries(st.sampled_from(["from", "to"]), st.integers()),
            },
        )
        | st.integers(),
        max_size=4,
    )
)
def test_no_json_makes_it_crash(segments: list[object]) -> None:
    found = read_transcript(json.dumps({"segments": segments}).encode(), "a.json")
    assert all(w.start_ms <= w.end_ms for w in found.words)
