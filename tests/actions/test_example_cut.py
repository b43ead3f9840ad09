"""Brownstone's call from its own logs, transcripts and films to the cutting room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import opentimelineio as otio
import pytest

import intercut as ic
from intercut.actions.office import KeptFilm
from intercut.cut import TrackKind, improvised_in


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[ic.Film]:
    """Brownstone with both logs read."""
    home = examples / "brownstone"
    path = tmp_path_factory.mktemp("cut") / "brownstone.intercut"
    with ic.new(
        path, script=home / "brownstone.fountain", facts=home / "brownstone.facts.yaml"
    ) as made:
        from intercut.actions.logging_takes import read_take_file  # once the film is open

        assert isinstance(made.office, KeptFilm)
        for log in ("lisbon.yaml", "new-york.yaml"):
            read_take_file(made.office, home / "takes" / log)
        yield made


def test_every_line_of_the_call_is_cut_and_the_improvised_last_one_is_in_it(
    film: ic.Film, examples: Path, tmp_path: Path
) -> None:
    stitched = film.stitch("17", tmp_path / "call.otio", media=[examples / "brownstone" / "takes"])
    cut = stitched.cut
    assert [c.line for c in cut.clips(TrackKind.SOUND) if c.line] == [
        f"17.{n}" for n in range(1, 56)
    ]
    assert cut.missing(TrackKind.PICTURE) == ()
    assert cut.clips(TrackKind.PICTURE)[-1].text == "Night, Clara. Step over the gap for me."
    words = {mark.text for _, mark in improvised_in(cut)}
    assert "kisses the phone" in words
    timeline = otio.adapters.read_from_file(str(tmp_path / "call.otio"))
    assert timeline.tracks[0].find_clips()[-1].markers[0].name.startswith("IMPROVISED: Night")


def test_clara_is_told_what_sabine_did(film: ic.Film) -> None:
    told = [f.message for f in film.stitch("17").findings if f.code == "cut.improvised_one_end"]
    assert any("Night, Clara." in m and "CLARA'S END was shot without it" in m for m in told)


def test_the_circled_close_up_takes_the_place_of_the_master(film: ic.Film) -> None:
    clips = {str(c.line): c for c in film.stitch("17").cut.clips(TrackKind.PICTURE)}
    assert clips["17.39"].take.slate == "17pt1/A/2"
    assert clips["17.42"].take.slate == "17pt1/B/1"
    assert [a.take.slate for a in clips["17.42"].alternates] == ["17pt1/A/2"]


def test_its_films_are_there_and_small(film: ic.Film, examples: Path) -> None:
    takes = examples / "brownstone" / "takes"
    cut = film.stitch("17", media=[takes]).cut
    assert all(c.media.path for c in cut.clips(TrackKind.PICTURE))
    assert sum(p.stat().st_size for p in takes.glob("*.mp4")) < 1_500_000
