"""Databases to keep a film in: a file of its own, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from intercut.domain.scene import Breakdown
from intercut.store import library, settings
from intercut.store.library import Library


def _programs() -> Path | None:
    """Folder of PostgreSQL's programs, the newest there is."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """A PostgreSQL server on a Unix socket in a folder of its own, gone afterwards."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (no initdb): its tests are left out")
    pytest.importorskip("psycopg", reason="psycopg is not installed: PostgreSQL is left out")
    folder = tempfile.mkdtemp(prefix="intercut-pg-")
    user: str | None = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "postgres" if _known("postgres") else "nobody"
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, capture_output=True, user=user, cwd=folder, env={"PATH": ""}
        )

    data = f"{folder}/data"
    run(str(programs / "initdb"), "-D", data, "-U", "ada", "-A", "trust", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    control = str(programs / "pg_ctl")
    run(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield folder
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _known(user: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@pytest.fixture
def film(tmp_path: Path) -> Iterator[Library]:
    """An empty film in a file of its own."""
    with library.create(
        tmp_path / "film.intercut",
        breakdown=Breakdown(title="Kitchen", scenes=(), roles=(), sets=()),
        who="Ada",
    ) as opened:
        yield opened


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest) -> Iterator[Library]:
    """An empty film on each database, beside another production where a database holds several."""
    if request.param == "sqlite":
        yield request.getfixturevalue("film")
        return
    socket: str = request.getfixturevalue("postgres_socket")
    alias = settings.add_database(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "ada",
            "HOST": socket,
        }
    )
    library.migrate(alias)
    for title in ("Dee's film", "Kitchen"):
        breakdown = Breakdown(title=title, scenes=(), roles=(), sets=())
        film = library.begin(alias, breakdown=breakdown, who="Ada", why="new film")
    try:
        yield film
    finally:
        settings.drop_database(alias)
