"""The speeches of a scene: numbered, each with its words, its roles and its end."""

from __future__ import annotations

from pathlib import Path

import pytest

import intercut as ic
from intercut.actions.office import KeptFilm
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.spoken import ScriptLine

SCRIPT = """Title: Lines

INT. ROOM - NIGHT #1#

ANN
(softly)
Are you
(beat)
there?

She waits.

ANN (CONT'D)
Well?

BEN (V.O.)
(over phone)
Here [[is he?]] I am.

INT. FLAT - DAY #2#

INT. KITCHEN - DAY #3#

INTERCUT - KITCHEN / FLAT

ANN
You rang.

BEN
~La la la

END INTERCUT

EXT. STREET - DAY #4#

Nobody speaks.
"""


@pytest.fixture
def lines(tmp_path: Path) -> dict[str, tuple[ScriptLine, ...]]:
    """Speeches of each scene by its number."""
    script = tmp_path / "lines.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    film = ic.new(tmp_path / "lines.intercut", script=script)
    with film:
        assert isinstance(film.office, KeptFilm)
        scenes = film.production.scenes
        found = spoken_lines(film.office, scenes)
        return {s.number: found[s.id] for s in scenes}


def test_a_speech_runs_from_its_cue_to_the_next_action(
    lines: dict[str, tuple[ScriptLine, ...]],
) -> None:
    first, second, third = lines["1"]
    assert (first.number, first.name, first.text) == (1, "ANN", "Are you\nthere?")
    assert first.directions == ("(softly)", "(beat)")
    assert (second.name, second.text) == ("ANN", "Well?")
    assert " ".join(third.text.split()) == "Here I am."


def test_a_line_is_named_by_its_scene_and_number(
    lines: dict[str, tuple[ScriptLine, ...]],
) -> None:
    assert [line.id for line in lines["1"]] == ["1.1", "1.2", "1.3"]


def test_a_voice_on_the_phone_is_nobody_on_camera(
    lines: dict[str, tuple[ScriptLine, ...]],
) -> None:
    assert [line.voice for line in lines["1"]] == [False, False, True]
    assert [line.roles for line in lines["1"]] == [("ANN",), ("ANN",), ("BEN",)]


def test_lines_of_a_call_belong_to_their_ends(lines: dict[str, tuple[ScriptLine, ...]]) -> None:
    call = lines["3"]
    assert [line.text for line in call] == ["You rang.", "La la la"]
    assert len({line.part for line in call}) == 2
    assert None not in {line.part for line in call}


def test_a_scene_without_dialogue_has_no_lines(lines: dict[str, tuple[ScriptLine, ...]]) -> None:
    assert lines["4"] == ()
