"""The film's file as a file: whether it is ours and whole, where it lies, copies of it.

Nothing here needs Django: a file that is not ours is refused before anything opens it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from intercut.errors import NewerFormat, NotFound, Unreadable, Unwritable

APPLICATION_ID = 0x696E7463
"""`intc` in the header of every film file."""

FORMAT = 5
"""Number of the newest migration; kept as `user_version` in the header."""

_MAGIC = b"SQLite format 3\x00"
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ncpfs", "ceph", "glusterfs", "lustre"}
)
_NETWORK_FUSE = ("sshfs", "davfs", "rclone", "s3fs", "gcsfuse", "smbnetfs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first hundred bytes say. ``format`` counts our migrations; sizes in bytes."""

    format: int
    size: int
    promised_size: int


def read_header(path: Path) -> Header:
    """The header of a film file.

    Raises
    ------
    NotFound
        When there is no such file.
    Unreadable
        When it is no film file of ours, or cannot be read.
    """
    if path.is_dir():
        msg = f"{path} is a folder, not a film."
        raise Unreadable(msg, "Name the .intercut file.")
    try:
        # A pipe would be waited for without end.
        if path.exists() and not path.is_file():
            msg = f"{path} is no ordinary file, so no film."
            raise Unreadable(msg, "Name the .intercut file.")
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        msg = f"there is no film at {path}."
        raise NotFound(msg, f"Make one: intercut new {path} --script SCRIPT.") from None
    except OSError as problem:
        msg = f"{path} cannot be read: {problem.strerror}."
        raise Unreadable(msg) from problem
    if not size:
        msg = f"{path} is empty: it is not a film."
        raise Unreadable(msg, "Take it away, and make the film anew or put a copy in its place.")
    if len(head) < 100 or not head.startswith(_MAGIC):
        msg = f"{path} is not a film of intercut."
        raise Unreadable(msg, f"If it is a script: intercut new FILM.intercut --script {path}.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        msg = f"{path} is a database of another program, not a film of intercut."
        raise Unreadable(msg)
    page = int.from_bytes(head[16:18], "big")
    return Header(
        format=int.from_bytes(head[60:64], "big"),
        size=size,
        promised_size=int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page),
    )


def examine(path: Path) -> Header:
    """The header, after everything that can be told without changing the file has been checked.

    Raises
    ------
    NotFound, Unreadable, NewerFormat
        As `read_header`; also for a film cut short, damaged, or of a newer program.
    """
    header = read_header(path)
    if header.format > FORMAT:
        msg = (
            f"{path} was written by a newer intercut (file format {header.format}; this one "
            f"reads up to {FORMAT})."
        )
        raise NewerFormat(msg, "Update intercut to open it; nothing was changed.")
    if header.size < header.promised_size and not _wal(path).exists():
        msg = f"{path} is cut short: {header.size:,} of {header.promised_size:,} bytes are there."
        raise Unreadable(msg, "Take a whole copy of it.")
    return header


def check_whole(path: Path, *, immutable: bool) -> None:
    """Read every page once.

    Raises
    ------
    Unreadable
        When the file is damaged.
    Unwritable
        When the disk is so full that nothing can be opened.
    """
    query = "immutable=1" if immutable else "mode=ro"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True)) as db:
            answer = [row[0] for row in db.execute("PRAGMA quick_check(1)")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        if isinstance(problem, sqlite3.OperationalError) and _is_full(path.absolute().parent):
            msg = f"there is no room left beside {path} to open it; it stands as it was."
            raise Unwritable(msg, "Make room.") from None
        # SQLite quotes what it found in its answer, and that need not be text.
        answer = [str(problem)]
    if answer != ["ok"]:
        msg = f"{path} is damaged ({answer[0] if answer else 'no answer'})."
        raise Unreadable(msg, "Take a whole copy of it.")


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < 65_536


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def may_write(path: Path) -> bool:
    """Whether this process may write the file and beside it."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def leaves_no_trace(path: Path) -> bool:
    """Whether the file can be read only by promising that nobody writes it.

    So it is where nothing may be made beside it and no write-ahead log is left.
    """
    return not os.access(path.absolute().parent, os.W_OK) and not _wal(path).exists()


def on_network_drive(path: Path) -> bool:
    """Whether the file lies where write-ahead logs do not work: on another machine's disk.

    References
    ----------
    SQLite, "Write-Ahead Logging": the processes using a database must be on the same machine.
    """
    if not sys.platform.startswith("linux"):
        return str(path.absolute()).startswith("\\\\")
    return file_system(path.absolute(), Path("/proc/self/mounts")) in _NETWORK or file_system(
        path.absolute(), Path("/proc/self/mounts")
    ).startswith(tuple(f"fuse.{name}" for name in _NETWORK_FUSE))


def file_system(path: Path, mounts: Path) -> str:
    """Kind of file system a path lies on, "" when the list of mounts cannot be read."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        top = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(top) and len(top.parts) >= best:
            best, kind = len(top.parts), fields[2]
    return kind


def copy_whole(path: Path, target: Path) -> None:
    """A copy of the film as it stands, in one file, beside whoever works in it.

    Sealed reasons stay behind: they are in no copy.

    Raises
    ------
    Unwritable
        When the copy cannot be written; nothing is left of it then.
    """
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy:
            kept = "SELECT 1 FROM sqlite_master WHERE name = 'store_sealedreason'"
            if copy.execute(kept).fetchone():
                copy.execute("DELETE FROM store_sealedreason")
                copy.commit()
                copy.execute("VACUUM")
    except sqlite3.Error as problem:
        target.unlink(missing_ok=True)
        msg = f"no copy of {path} could be written to {target}: {problem}."
        raise Unwritable(
            msg, "Make room, or free the folder, and open the film again."
        ) from problem
