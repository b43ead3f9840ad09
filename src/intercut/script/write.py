"""A screenplay as the bytes of a file, by the file's name."""

from __future__ import annotations

from pathlib import Path

from intercut.script.fdx_write import write_fdx
from intercut.script.fountain_write import write_fountain
from intercut.script.screenplay import Screenplay


def script_bytes(screenplay: Screenplay, file: str) -> bytes:
    """The screenplay as Final Draft for a name in `.fdx`, as Fountain (UTF-8) for the others.

    Raises
    ------
    ValueError
        When the name ends in something else than `.fdx`, `.fountain`, `.spmd` or `.txt`.
    """
    suffix = Path(file).suffix.lower()
    if suffix == ".fdx":
        return write_fdx(screenplay)
    if suffix in (".fountain", ".spmd", ".txt"):
        return write_fountain(screenplay).encode("utf-8", "replace")
    msg = f"file must end in .fdx, .fountain, .spmd or .txt, not {file!r}"
    raise ValueError(msg)
