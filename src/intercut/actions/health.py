"""Whether this machine has what intercut needs, and whether a film is whole."""

from __future__ import annotations

import locale
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercut.actions.program import has_native_kernel, program
from intercut.actions.words import plural
from intercut.domain.finding import Level
from intercut.errors import IntercutError

LEAST_FREE_BYTES: Final = 200_000_000
"""Below this a season's film and its documents may not fit; our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One thing looked at; ``level`` None: as it should be."""

    name: str
    text: str
    level: Level | None = None
    fix: str = ""


def examine_machine(film: Path | None = None) -> tuple[Health, ...]:
    """Everything about this machine, and about a film where one is named. Raises nothing."""
    looks: list[Callable[[], Iterator[Health]]] = [
        _python,
        _kernel,
        _packages,
        _fonts,
        _database,
        _disk,
        _words,
    ]
    found = [health for look in looks for health in look()]
    if film is not None:
        found += _film(film)
    return tuple(found)


def _python() -> Iterator[Health]:
    yield Health(
        name="program",
        text=f"{program()} on Python {sys.version.split()[0]}",
    )


def _kernel() -> Iterator[Health]:
    if has_native_kernel():
        yield Health(name="kernel", text="native")
        return
    yield Health(
        name="kernel",
        text="plain Python, many times slower",
        level=Level.WARNING,
        fix="Install a C++ compiler and install intercut again.",
    )


def _packages() -> Iterator[Health]:
    missing, there = [], 0
    for wanted in requires("intercut") or ():
        if "extra ==" in wanted:
            continue
        name = wanted.split(";")[0].split("<")[0].split(">")[0].split("=")[0].split("[")[0].strip()
        try:
            version(name)
            there += 1
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Health(
            name="packages",
            text=f"missing: {', '.join(missing)}",
            level=Level.ERROR,
            fix="Install intercut again: pip install --force-reinstall intercut.",
        )
    else:
        yield Health(name="packages", text=f"all {there} are there")


def _fonts() -> Iterator[Health]:
    from intercut.publish.faces import SCRIPTS, SHIPPED, Faces, scripts_among

    shipped = [*SHIPPED.glob("*.ttf"), *SHIPPED.glob("*.otf")]
    if not shipped:
        yield Health(
            name="fonts",
            text="none: documents cannot be drawn",
            level=Level.ERROR,
            fix="Install intercut again.",
        )
        return
    named = os.environ.get("INTERCUT_FONTS", "")
    faces = Faces(folder=Path(named) if named else None)
    own = faces.scripts()
    yield Health(name="fonts", text=f"{len(shipped)} faces for {', '.join(own)}")
    if named and not Path(named).is_dir():
        yield Health(
            name="fonts",
            text=f"INTERCUT_FONTS names {named}, which is no folder",
            level=Level.WARNING,
            fix="Name the folder that holds the fonts.",
        )
    more = scripts_among(faces.letters_anywhere())
    system = [name for name in more if name not in own]
    if system:
        yield Health(name="fonts", text=f"of this machine also for {', '.join(system)}")
    missing = [name for name, _ in SCRIPTS if name not in own and name not in more]
    if missing:
        yield Health(
            name="fonts",
            text=f"none for {', '.join(missing)}: empty boxes on paper",
            level=Level.NOTE,
            fix="A script in one of these needs its font: install a Noto font, or set "
            "INTERCUT_FONTS to a folder with one.",
        )


def _database() -> Iterator[Health]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with closing(sqlite3.connect(Path(folder) / "try.db")) as db:
                mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        except sqlite3.Error as problem:
            yield Health(name="sqlite", text=str(problem), level=Level.ERROR)
            return
    text = f"SQLite {sqlite3.sqlite_version}, "
    if mode == "wal":
        yield Health(name="sqlite", text=f"{text}write-ahead log works")
    else:
        yield Health(
            name="sqlite",
            text=f"{text}no write-ahead log here: the roll-back journal is used",
            level=Level.WARNING,
        )


def _disk() -> Iterator[Health]:
    for name, place in (("here", Path.cwd()), ("temporary files", Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(place).free
        yield Health(
            name=f"disk, {name}",
            text=f"{free / 1e9:,.1f} GB free in {place}",
            level=Level.WARNING if free < LEAST_FREE_BYTES else None,
            fix="Make room." if free < LEAST_FREE_BYTES else "",
        )


def _words() -> Iterator[Health]:
    encoding = (sys.stdout.encoding or "").casefold().replace("-", "")
    name = locale.setlocale(locale.LC_CTYPE)
    yield Health(
        name="letters",
        text=f"{sys.stdout.encoding or 'unknown'} (locale {name})",
        level=None if encoding == "utf8" else Level.WARNING,
        fix="" if encoding == "utf8" else "Set PYTHONIOENCODING=utf-8 or a UTF-8 locale.",
    )
    try:
        ZoneInfo("Europe/Lisbon")
        yield Health(name="time zones", text="there")
    except ZoneInfoNotFoundError:
        yield Health(
            name="time zones",
            text="missing",
            level=Level.ERROR,
            fix="Install the package tzdata.",
        )


def _film(path: Path) -> Iterator[Health]:
    from intercut.store import file, library

    try:
        with library.open(path) as film:
            state = film.state()
            boards = film.boards.names()
            yield Health(
                name="film",
                text=(
                    f"{state.title}: revision {state.revision}, "
                    f"{plural(len(state.breakdown.scenes), 'scene')}, {plural(len(boards), 'board')}, "
                    f"{path.stat().st_size / 1e6:.1f} MB, whole"
                ),
            )
            for board in boards:
                film.boards.get(board)
            read_only = film.read_only
    except IntercutError as refused:
        yield Health(name="film", text=refused.message, level=Level.ERROR, fix=refused.fix)
        return
    if read_only:
        yield Health(
            name="film",
            text="can only be read here",
            level=Level.WARNING,
            fix="Copy it to a folder you may write.",
        )
    if file.on_network_drive(path):
        yield Health(
            name="film",
            text="lies on a network drive: one program at a time should write it",
            level=Level.WARNING,
            fix="Work on a copy on this machine's disk.",
        )
    beside = [
        p.name for p in path.absolute().parent.glob(f"{path.name}-*") if p.name.endswith("-wal")
    ]
    if beside and path.with_name(beside[0]).stat().st_size:
        yield Health(name="film", text="another program has it open", level=Level.NOTE)
