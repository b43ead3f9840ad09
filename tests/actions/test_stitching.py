"""A scene stitched from a film: who may, what a reader sees of it, and which files are found."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cut.call_film import called, log, verdict, withdrawn

import intercut as ic
from intercut.access import Action, Role, may
from intercut.actions.opening import open_film
from intercut.actions.stitching import scene_named, stitch_scene
from intercut.cut import TrackKind, improvised_in
from intercut.cut.handover import FORMATS
from intercut.errors import NotAllowed, NotFound, Unwritable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A film of one call; Magpie is played by somebody whose name is kept."""
    return called(tmp_path)


@pytest.fixture
def film(path: Path) -> Iterator[ic.Film]:
    with ic.open(path) as opened:
        yield opened


def test_a_call_is_stitched_from_the_films_own_log(film: ic.Film) -> None:
    stitched = film.stitch("2")
    clips = stitched.cut.clips(TrackKind.PICTURE)
    assert [c.line for c in clips] == ["2.1", "2.2", "2.3", None]
    assert {c.take.target for c in clips[::2]} == {clips[0].take.target}
    assert stitched.cut.call


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_written(film: ic.Film, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"cut{ending}"
    stitched = film.stitch("2", out)
    assert stitched.files == (out,)
    assert out.stat().st_size > 100


def test_a_part_names_its_scene(film: ic.Film) -> None:
    assert scene_named(film.production, "2pt1").number == "2"


def test_a_scene_nobody_knows_is_named_with_the_nearest(film: ic.Film) -> None:
    with pytest.raises(NotFound, match="Did you mean 2"):
        film.stitch("2p1")


def test_an_unknown_format_is_refused_before_anything_is_written(
    film: ic.Film, tmp_path: Path
) -> None:
    with pytest.raises(Unwritable, match=r"cut\.mov"):
        film.stitch("2", [tmp_path / "cut.edl", tmp_path / "cut.mov"])
    assert not (tmp_path / "cut.edl").exists()
    with pytest.raises(Unwritable, match=r"cut\.gif"):
        film.stitch("2", tmp_path / "cut.edl", rough_cut=tmp_path / "cut.gif")
    assert not (tmp_path / "cut.edl").exists()


def test_what_cannot_be_cut_is_not_written(film: ic.Film, tmp_path: Path) -> None:
    stitched = film.stitch("1", tmp_path / "cut.edl")
    assert stitched.files == ()
    assert not (tmp_path / "cut.edl").exists()
    assert [f.code for f in stitched.findings] == ["cut.no_lines"]


# ------------------------------------------------------------------------------------------- log


def test_an_entry_that_was_withdrawn_does_not_count(film: ic.Film) -> None:
    before = film.stitch("2")
    log(film, withdrawn("e3"), withdrawn("e4"))
    cut = film.stitch("2").cut
    assert len(before.cut.clips(TrackKind.SOUND)) == 4
    assert [g.line for g in cut.missing(TrackKind.SOUND)] == ["2.2"]


def test_what_a_person_confirmed_or_rejected_counts(film: ic.Film) -> None:
    log(film, verdict("e2", 4, accepted=True))
    ((_, mark), *_) = improvised_in(film.stitch("2").cut)[-1:]
    assert mark.confirmed_by == "Bo"
    log(film, verdict("e2", 4, accepted=False))
    cut = film.stitch("2").cut
    assert [c.line for c in cut.clips(TrackKind.SOUND)] == ["2.1", "2.2", "2.3"]


# ----------------------------------------------------------------------------------------- media


def test_media_lie_beside_the_film_or_where_they_are_said_to(film: ic.Film, tmp_path: Path) -> None:
    def online() -> set[str]:
        clips = film.stitch("2").cut.clips(TrackKind.PICTURE)
        return {c.media.file for c in clips if c.media.path}

    assert online() == set()
    (tmp_path / "ANN.mov").write_bytes(b"")
    (tmp_path / "media" / "day 1").mkdir(parents=True)
    (tmp_path / "media" / "day 1" / "magpie.MOV").write_bytes(b"")
    (tmp_path / "elsewhere").mkdir()
    assert online() == {"ANN.mov", "MAGPIE.mov"}
    clips = film.stitch("2", media=[tmp_path / "elsewhere"]).cut.clips(TrackKind.PICTURE)
    assert not any(c.media.path for c in clips)


def test_a_folder_that_is_not_there_is_refused(film: ic.Film, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        film.stitch("2", media=[tmp_path / "none"])


# --------------------------------------------------------------------------------------- privacy


@pytest.mark.parametrize("role", Role)
def test_only_those_who_may_stitch(path: Path, role: Role) -> None:
    with open_film(path, name="Cy", seen_as=role.value) as office:
        if may(role, Action.STITCH):
            assert stitch_scene(office, "2").cut.frames
            return
        with pytest.raises(NotAllowed, match="stitch a scene"):
            stitch_scene(office, "2")


def test_no_secret_name_is_in_anything_an_editor_gets(path: Path, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "MAGPIE.mov").write_bytes(b"")
    (tmp_path / "media" / "ANN.mov").write_bytes(b"")
    out = tmp_path / "out"
    out.mkdir()
    files = [out / f"cut{ending}" for ending in FORMATS]
    with open_film(path, name="Cy", seen_as="head_of_department") as office:
        stitched = stitch_scene(office, "2", out=files)
    said = b"".join(f.read_bytes() for f in files) + str(stitched).encode()
    for secret in (b"magpie", b"vera", b"blackwood"):
        assert secret not in said.lower()
    assert b"CODE SEVEN" in said
    assert b"Sleep well" in said


def test_the_owner_sees_real_names(film: ic.Film, tmp_path: Path) -> None:
    film.stitch("2", tmp_path / "cut.otio")
    assert "MAGPIE" in (tmp_path / "cut.otio").read_text(encoding="utf-8")


def test_a_bundle_carries_no_file_whose_name_tells_a_secret(path: Path, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    for name in ("MAGPIE.mov", "ANN.mov"):
        (tmp_path / "media" / name).write_bytes(b"film")
    with open_film(path, name="Cy", seen_as="head_of_department") as office:
        stitched = stitch_scene(office, "2", out=[tmp_path / "cut.otioz"])
    assert "cut.media_hidden" in [f.code for f in stitched.findings]
    with zipfile.ZipFile(tmp_path / "cut.otioz") as archive:
        assert [n for n in archive.namelist() if n.startswith("media/")] == ["media/ANN.mov"]
        said = archive.read("content.otio").lower()
    assert b"magpie" not in said
    assert str(tmp_path).encode().lower() not in said
