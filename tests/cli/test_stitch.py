"""``intercut stitch`` as a person uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from jsonschema import Draft202012Validator
from tests.cut.call_film import called

from intercut.actions.schemas import answer_schema


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of one call of three lines, both ends shot, with an improvised last word."""
    return called(tmp_path)


def test_a_scene_is_stitched_into_the_file_named(
    run: Callable[..., Any], film: Path, tmp_path: Path
) -> None:
    done = run("stitch", film, "--scene", "2", "--out", tmp_path / "cut.otio")
    assert done.code == 0
    assert done.verdict == (
        "scene 2, speaker: 3 of 3 lines cut, 3 improvised moments; 0:07 at 25 frames a second; "
        "cut.otio"
    )
    timeline = otio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    assert len(timeline.tracks) == 4
    assert "Sleep well, Magpie." in done.out
    assert "ANN.mov is not there" in done.err


def test_several_files_come_of_one_cut(run: Callable[..., Any], film: Path, tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("cut.edl", "cut.ale", "cut.xml")]
    tokens = [t for name in names for t in ("--out", name)]
    done = run("stitch", film, "--scene", "2pt1", *tokens, "--style", "reaction")
    assert done.code == 0
    assert all(name.stat().st_size for name in names)
    assert "(phone)" in done.out


def test_the_answer_keeps_its_schema(run: Callable[..., Any], film: Path) -> None:
    done = run("stitch", film, "--scene", "2", "--handles", "30", "--json")
    answer = done.answer
    Draft202012Validator(answer_schema("intercut.stitch")).validate(answer)
    assert answer["schema"] == "intercut.stitch"
    assert (answer["lines"], answer["cut"], answer["handles"]) == (3, 3, 30)
    assert answer["tracks"][0]["clips"][0]["source"].count(":") == 3
    assert "improvised" in {m["kind"] for m in answer["marks"]}
    assert json.loads(done.out) == answer


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (("--scene", "9"), "there is no scene '9'"),
        (("--scene", "2", "--out", "cut.doc"), ".otio, .edl, .ale, .xml"),
        (("--scene", "2", "--handles", "-1"), "Give --handles 0 or more"),
        (("--scene", "2", "--style", "jazz"), "jazz"),
        (("--scene", "2", "--as", "reader"), "may not stitch a scene"),
        ((), "scene"),
    ],
)
def test_wrong_use_is_a_sentence(
    run: Callable[..., Any], film: Path, tokens: tuple[str, ...], said: str
) -> None:
    done = run("stitch", film, *tokens)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_scene_without_takes_ends_with_an_error(run: Callable[..., Any], film: Path) -> None:
    done = run("stitch", film, "--scene", "1")
    assert done.code == 1
    assert "no dialogue" in done.err


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_a_rough_cut_is_rendered(run: Callable[..., Any], film: Path, tmp_path: Path) -> None:
    done = run("stitch", film, "--scene", "2", "--rough-cut", tmp_path / "cut.mp4")
    assert done.code == 0
    assert (tmp_path / "cut.mp4").stat().st_size > 1000
    assert done.verdict.endswith("cut.mp4")
