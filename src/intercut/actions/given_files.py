"""Files a person names: read once, and refused in a sentence when they are nothing to read."""

from __future__ import annotations

import os
from pathlib import Path

from intercut.errors import NotFound, Unreadable


def name_of(path: Path) -> str:
    """Name of a file as text that can be kept; a byte that is no letter becomes the sign for that."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def given_bytes(path: Path, *, largest_bytes: int, kind: str, name_instead: str) -> bytes:
    """Bytes of a file somebody named.

    Parameters
    ----------
    largest_bytes
        Larger files are refused before they are read.
    kind
        What it should be, for the sentence: "facts file", "board".
    name_instead
        What to do when it is something else.

    Raises
    ------
    NotFound
        When there is no such file.
    Unreadable
        When it is a folder, a pipe or a device (they may have no end), too large, or may not be read.
    """
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder, no {kind}.", name_instead)
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable(f"{path} is no ordinary file.", name_instead)
        if size > largest_bytes:
            raise Unreadable(
                f"{path.name} has {size / 1e6:,.0f} MB: that is no {kind}.", name_instead
            )
        return path.read_bytes()
    except FileNotFoundError:
        msg = f"there is no file {path}."
        raise NotFound(msg, "Check the name.") from None
    except OSError as problem:
        msg = f"{path} cannot be read: {problem.strerror}."
        raise Unreadable(msg, "Check the file and its rights.") from problem
