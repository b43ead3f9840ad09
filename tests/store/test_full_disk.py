"""A disk that is really full: a small one in memory, where this machine lets us mount it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from intercut.domain.scene import Breakdown
from intercut.errors import Unwritable
from intercut.publish.publish import write_files
from intercut.store import library
from intercut.store.records import ScriptFile

EMPTY = Breakdown(title="x", scenes=(), roles=(), sets=())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> None:
    with (disk / "full").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def test_a_film_on_a_full_disk_stands_as_it_was(small_disk: Path) -> None:
    path = small_disk / "film.intercut"
    with library.create(path, breakdown=EMPTY, who="Ada"):
        pass
    fill(small_disk)
    big = ScriptFile(name="s", data=bytes(range(256)) * 4000)
    with pytest.raises(Unwritable, match="it was"), library.open(path) as film:
        film.revise(who="Ada", why="draft", what="script", scripts=(big,))
    (small_disk / "full").unlink()
    with library.open(path) as film:
        assert film.state().revision == 1
        assert film.revise(who="Ada", why="again", what="script", scripts=()) == 2


def test_a_new_film_on_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(Unwritable):
        library.create(small_disk / "film.intercut", breakdown=EMPTY, who="Ada")
    assert {p.name for p in small_disk.iterdir()} == {"full"}


def test_documents_on_a_full_disk_leave_the_old_ones_whole(small_disk: Path) -> None:
    write_files(small_disk, {"a.csv": b"old", "b.csv": b"old"})
    fill(small_disk)
    with pytest.raises(Unwritable, match="No space"):
        write_files(small_disk, {"a.csv": b"new", "b.csv": b"x" * 10_000})
    assert (small_disk / "a.csv").read_bytes() == b"old"
    assert {p.name for p in small_disk.iterdir()} == {"a.csv", "b.csv", "full"}
