"""Files being made under a name of their own, and what a killed program left of them.

Nothing here needs Django: whoever writes a file beside its final name may use it.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

_MADE: Final = re.compile(
    r"\..+\.(?P<host>[0-9a-f]{8})-(?P<pid>\d{1,10})-[0-9a-f]{8}\.new(?:-journal|-wal|-shm)?"
)
_OLD: Final = re.compile(r"\..+\.intercut\.[0-9a-f]{8}\.new(?:-journal|-wal|-shm)?")
"""As an earlier version called them: these do not say whose they are."""

DEAD_SECONDS: Final = 60
"""Least age of a leftover whose program is gone: another may have the same host name."""
UNKNOWN_SECONDS: Final = 86_400
"""Least age where nobody can tell whether its program still runs: on another machine."""


def name_while_made(name: str) -> str:
    """A hidden name for a file until it is whole, telling which program makes it."""
    return f".{name}.{_host()}-{os.getpid()}-{uuid4().hex[:8]}.new"


def sweep(folder: Path) -> tuple[Path, ...]:
    """Remove what killed programs left in a folder, and only that; the files removed.

    A file is left alone while its program may still run, and where it may not be removed.
    """
    removed = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
                continue
            made, old = _MADE.fullmatch(entry.name), _OLD.fullmatch(entry.name)
            if made is None and old is None:
                continue
            with suppress(OSError):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                here = made is not None and made["host"] == _host()
                if made is not None and here and _runs(int(made["pid"])):
                    continue
                if age >= (DEAD_SECONDS if here else UNKNOWN_SECONDS):
                    Path(entry.path).unlink()
                    removed.append(Path(entry.path))
    return tuple(removed)


def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _runs(pid: int) -> bool:
    if sys.platform == "win32":  # there a signal of 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
