from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from intercut.domain.facts import Facts
from intercut.domain.scene import Breakdown
from intercut.errors import NewerFormat, NotFound, Unreadable, Unwritable
from intercut.store import file, library
from intercut.store.library import Library
from intercut.store.records import ScriptFile


def test_no_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="intercut new"):
        library.open(tmp_path / "film.intercut")


@pytest.mark.parametrize("data", [b"", b"INT. KITCHEN - DAY\n", bytes(4096), b"SQLite format 3\0"])
def test_file_that_is_no_film_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "film.intercut"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="is not a film"):
        library.open(path)
    assert path.read_bytes() == data


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        library.open(tmp_path)


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE strips (id)")
    before = path.read_bytes()
    with pytest.raises(Unreadable, match="another program"):
        library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_film_cut_short_is_refused(film: Library, share: float) -> None:
    film.close()
    assert film.path is not None
    whole = film.path.read_bytes()
    film.path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Unreadable, match="cut short"):
        library.open(film.path)


def test_damaged_film_is_refused(film: Library) -> None:
    film.close()
    assert film.path is not None
    whole = bytearray(film.path.read_bytes())
    whole[4096 * 2 : 4096 * 6] = b"\xff" * (4096 * 4)
    film.path.write_bytes(whole)
    with pytest.raises(Unreadable, match="damaged"):
        library.open(film.path)


def test_film_of_a_newer_program_is_refused(film: Library) -> None:
    film.close()
    assert film.path is not None
    with closing(sqlite3.connect(film.path)) as db:
        db.execute(f"PRAGMA user_version = {file.FORMAT + 3}")
    with pytest.raises(NewerFormat, match="newer intercut"):
        library.open(film.path)


def test_format_counts_the_migrations() -> None:
    steps = sorted(Path(library.__file__).parent.glob("migrations/0*.py"))
    assert int(steps[-1].name[:4]) == file.FORMAT


def test_models_say_what_the_migrations_make() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_older_film_is_copied_before_it_is_brought_up_to_date(
    film: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.revise(who="Ada", why="x", what="facts", facts=Facts(currency="EUR"))
    film.close()
    path = film.path
    assert path is not None
    monkeypatch.setattr(file, "FORMAT", file.FORMAT + 1)
    with library.open(path) as opened:
        assert opened.state().facts.currency == "EUR"
    assert file.read_header(path).format == file.FORMAT
    copy = path.with_name(f"film.intercut.format-{file.FORMAT - 1}")
    monkeypatch.undo()
    with library.open(copy) as old:
        assert old.state().facts.currency == "EUR"


def test_film_on_a_network_drive_gets_no_write_ahead_log(
    film: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.close()
    assert film.path is not None
    monkeypatch.setattr(file, "on_network_drive", lambda path: True)
    with library.open(film.path) as opened:
        opened.revise(who="Ada", why="x", what="facts", facts=Facts(currency="EUR"))
        assert not film.path.with_name("film.intercut-wal").exists()
    with library.open(film.path, read_only=True) as opened:
        assert opened.state().facts.currency == "EUR"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/a/film", "ext4"), ("/net/x y/film", "nfs4"), ("/net/x", "ext4"), ("/home/f", "fuse.sshfs")],
)
def test_drive_is_the_deepest_mount(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nodd\nhost:/x /net/x\\040y nfs4 rw 0 0\nh: /home fuse.sshfs rw 0 0\n"
    )
    assert file.file_system(Path(path), mounts) == kind


def test_unknown_mounts_are_no_network_drive(tmp_path: Path) -> None:
    assert file.file_system(Path("/a"), tmp_path / "none") == ""
    assert not file.on_network_drive(tmp_path)


def test_film_opened_for_reading_refuses_to_be_written(film: Library) -> None:
    assert film.path is not None
    film.close()
    with library.open(film.path, read_only=True) as opened:
        with pytest.raises(Unwritable, match="can only be read"):
            opened.revise(who="Cy", why="x", what="facts", facts=Facts())
        assert opened.title() == "Kitchen"


READ_AND_TRY_TO_WRITE = """
import os, sys
from pathlib import Path
from intercut.errors import Unwritable
from intercut.store import library
library.open(Path(sys.argv[1])).close()  # everything is loaded while it may still be
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with library.open(Path(sys.argv[1])) as film:
    print(film.title(), film.read_only)
    try:
        film.boards.add("main", __import__("intercut.domain.plan").domain.plan.Plan(), who="Cy")
    except Unwritable as refused:
        print(refused)
"""


def test_film_in_a_folder_one_may_not_write_opens_for_reading(root: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="intercut-ro-") as folder:
        path = Path(folder) / "film.intercut"
        library.create(
            path, breakdown=Breakdown(title="Kitchen", scenes=(), roles=(), sets=()), who="Ada"
        ).close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)  # root, as in a container, becomes nobody in the program
        before = path.read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", READ_AND_TRY_TO_WRITE, str(path)],
            env={"PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        Path(folder).chmod(0o755)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == "Kitchen True"
        assert "can only be read" in done.stdout
        assert [p.name for p in Path(folder).iterdir()] == ["film.intercut"]
        assert path.read_bytes() == before


def test_full_disk_leaves_the_film_as_it_was(film: Library) -> None:
    from django.db import connections

    film.revise(who="Ada", why="x", what="facts", facts=Facts(currency="EUR"))
    before = (film.state(), film.scripts())
    with connections[film.alias].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 4}")
    big = ScriptFile(name="big.fdx", data=bytes(200_000))
    with pytest.raises(Unwritable, match=r"no room left .* stands as it was"):
        film.revise(who="Bo", why="blue", what="script", scripts=(big,), facts=Facts(title="B"))
    assert (film.state(), film.scripts()) == before
    film.close()
    assert film.path is not None
    with library.open(film.path) as again:
        assert (again.state(), again.scripts()) == before


def test_copy_that_cannot_be_written_leaves_nothing(film: Library, tmp_path: Path) -> None:
    assert film.path is not None
    with pytest.raises(Unwritable, match="no copy"):
        file.copy_whole(film.path, tmp_path / "none" / "copy")
