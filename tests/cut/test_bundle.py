"""The cut with its media in one piece, opened again by the library that reads it there."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import opentimelineio as otio
import pytest
from tests.cut.phone_call import Shoot

from intercut.cut import Cut
from intercut.cut.handover import BUNDLES, hand_over
from intercut.domain.takes import Recording, RollKind, TakeStatus
from intercut.errors import Unwritable

WORDS = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, 7)]


def media_of(shoot: Shoot, folder: Path, *missing: str) -> Cut:
    """Both ends, an alternate and two cameras; every file there but the ``missing`` ones."""

    def files(*names: str) -> list[Recording]:
        found = [
            Recording(kind=RollKind.CAMERA, roll=name[:4], camera=letter, media=name)
            for letter, name in zip("AB", names, strict=False)
        ]
        return [*found, Recording(kind=RollKind.SOUND, roll="S001", media=f"{names[0]}.wav")]

    shoot.take("17pt1/A/1", *WORDS, recordings=files("A001 Ü.mov", "B001.mov"))
    shoot.take("17pt1/A/2", ("2", 0, 900), recordings=files("A002.mov"), status=TakeStatus.HELD)
    shoot.take(
        "17pt2/A/1", *WORDS, recordings=files("A003.mov"), start="14:00:00:00", end="14:01:10:00"
    )
    found = {}
    for take in shoot.takes:
        for recording in take.recordings:
            name = recording.media
            if name not in missing:
                (folder / name).write_bytes(f"film {name}".encode() * 50)
                found[name] = str(folder / name)
    return shoot.cut(found=found)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with the media in it."""
    (tmp_path / "rushes").mkdir()
    return tmp_path / "rushes"


def references(timeline: Any) -> list[Any]:
    clips = [c for t in timeline.tracks for c in t if isinstance(c, otio.schema.Clip)]
    return [r for c in clips for r in c.media_references().values()]


def test_the_library_opens_the_archive_and_unpacks_every_file(
    shoot: Shoot, source: Path, tmp_path: Path
) -> None:
    cut = media_of(shoot, source)
    assert hand_over(cut, tmp_path / "cut.otioz") == ()
    there = tmp_path / "there"
    there.mkdir()
    back = otio.adapters.read_from_file(
        str(tmp_path / "cut.otioz"), extract_to_directory=str(there)
    )
    for reference in references(back):
        name = reference.metadata["intercut"]["file"]
        file = there / unquote(reference.target_url)
        assert file.read_bytes() == (source / name).read_bytes()
    assert sorted(p.name for p in (there / "media").iterdir()) == sorted(
        p.name for p in source.iterdir()
    )


def test_the_library_opens_the_folder_with_paths_of_its_own(
    shoot: Shoot, source: Path, tmp_path: Path
) -> None:
    cut = media_of(shoot, source)
    out = tmp_path / "cut.otiod"
    assert hand_over(cut, out) == ()
    back = otio.adapters.read_from_file(str(out), absolute_media_reference_paths=True)
    for track in back.tracks:
        for clip in track.find_clips():
            path = Path(unquote(clip.media_reference.target_url.removeprefix("file://")))
            assert path.is_relative_to(out / "media")
            assert path.read_bytes()


@pytest.mark.parametrize("ending", BUNDLES)
def test_a_bundle_tells_the_same_cut_as_the_file_alone(
    shoot: Shoot, source: Path, tmp_path: Path, ending: str
) -> None:
    cut = media_of(shoot, source)
    for name in (f"cut{ending}", "cut.otio"):
        hand_over(cut, tmp_path / name)
    one, other = (
        otio.adapters.read_from_file(str(tmp_path / name)) for name in (f"cut{ending}", "cut.otio")
    )
    for mine, theirs in zip(one.tracks, other.tracks, strict=True):
        assert [(i.name, i.source_range) for i in mine] == [
            (i.name, i.source_range) for i in theirs
        ]
    assert len(references(one)) == len(references(other))
    assert not any(str(tmp_path) in r.target_url for r in references(one))


@pytest.mark.parametrize("ending", BUNDLES)
def test_files_that_are_not_there_are_named_and_missing_in_the_bundle(
    shoot: Shoot, source: Path, tmp_path: Path, ending: str
) -> None:
    cut = media_of(shoot, source, "A002.mov", "A003.mov.wav")
    (told,) = hand_over(cut, tmp_path / f"cut{ending}")
    assert told.code == "cut.bundle_incomplete"
    assert "carries 5 of 7 media files; not there: A002.mov, A003.mov.wav." in told.message
    back = otio.adapters.read_from_file(str(tmp_path / f"cut{ending}"))
    missing = {r.name for r in references(back) if r.is_missing_reference}
    assert missing == {"A002.mov", "A003.mov.wav"}


@pytest.mark.parametrize("ending", BUNDLES)
def test_a_file_gone_since_it_was_found_is_missing_too(
    shoot: Shoot, source: Path, tmp_path: Path, ending: str
) -> None:
    cut = media_of(shoot, source)
    (source / "B001.mov").unlink()
    (told,) = hand_over(cut, tmp_path / f"cut{ending}")
    assert "6 of 7 media files; not there: B001.mov" in told.message


def test_a_log_without_files_makes_a_bundle_without_media_and_says_so(
    shoot: Shoot, tmp_path: Path
) -> None:
    shoot.both_ends()
    (told,) = hand_over(shoot.cut(), tmp_path / "cut.otioz")
    assert "carries no media: the log names none" in told.message
    with zipfile.ZipFile(tmp_path / "cut.otioz") as archive:
        assert archive.namelist() == ["version.txt", "content.otio"]


def test_two_files_of_one_name_are_both_in_it(shoot: Shoot, tmp_path: Path) -> None:
    found = {}
    for n, (slate, line) in enumerate((("17pt1/A/1", "2"), ("17pt2/A/1", "1"))):
        folder = tmp_path / f"card {n}"
        folder.mkdir()
        file = folder / ("clip.MOV" if n else "clip.mov")
        file.write_bytes(slate.encode())
        found[f"{n}/{file.name}"] = str(file)
        camera = Recording(kind=RollKind.CAMERA, roll=f"A{n}", media=f"{n}/{file.name}")
        shoot.take(slate, (line, 0, 900), recordings=[camera])
    assert hand_over(shoot.cut(found=found), tmp_path / "cut.otioz") == ()
    with zipfile.ZipFile(tmp_path / "cut.otioz") as archive:
        films = [n for n in archive.namelist() if n.startswith("media/")]
        assert len({n.casefold() for n in films}) == 2
        assert {archive.read(n) for n in films} == {b"17pt1/A/1", b"17pt2/A/1"}
    back = otio.adapters.read_from_file(str(tmp_path / "cut.otioz"))
    assert {unquote(r.target_url) for r in references(back)} == set(films)


def test_the_same_cut_is_the_same_archive(shoot: Shoot, source: Path, tmp_path: Path) -> None:
    cut = media_of(shoot, source)
    for name in ("one.otioz", "two.otioz"):
        hand_over(cut, tmp_path / name)
    assert (tmp_path / "one.otioz").read_bytes() == (tmp_path / "two.otioz").read_bytes()


def test_an_older_folder_is_replaced_and_anything_else_left_alone(
    shoot: Shoot, source: Path, tmp_path: Path
) -> None:
    cut = media_of(shoot, source)
    out = tmp_path / "cut.otiod"
    hand_over(cut, out)
    (out / "media" / "old.mov").write_bytes(b"")
    hand_over(cut, out)
    assert not (out / "media" / "old.mov").exists()
    assert {p.name for p in tmp_path.iterdir()} == {"rushes", "cut.otiod"}
    other = tmp_path / "home.otiod"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(Unwritable, match=r"is no \.otiod folder"):
        hand_over(cut, other)
    assert (other / "letter.txt").read_text(encoding="utf-8") == "dear"


@pytest.mark.parametrize("ending", BUNDLES)
def test_a_folder_that_is_not_there_is_a_sentence(
    shoot: Shoot, source: Path, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(Unwritable, match="cannot be written"):
        hand_over(media_of(shoot, source), tmp_path / "none" / f"cut{ending}")
    assert {p.name for p in tmp_path.iterdir()} == {"rushes"}
