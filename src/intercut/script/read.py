"""A script from a file on disk: what it is, and a plain refusal when it is nothing we can read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from intercut.errors import NotFound, Unreadable
from intercut.script.fdx import read_fdx
from intercut.script.fountain import read_fountain
from intercut.script.screenplay import Screenplay

LARGEST_SCRIPT_BYTES: Final = 20_000_000
"""Our assumption: a hundred times the longest script we have seen; a setting of the caller."""

_XML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!DOCTYPE\b|FinalDraft\b|html\b)", re.IGNORECASE
)
_XML_UTF16: Final = (b"\xff\xfe<\x00?\x00", b"\xfe\xff\x00<\x00?")
_EXPORT: Final = "Export it from the writing program as Final Draft (.fdx) or Fountain (.fountain)."
_SIGNATURES: Final = (
    (b"%PDF", "a PDF, which has no elements to read", _EXPORT),
    (b"{\\rtf", "a rich text document", _EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document", _EXPORT),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the script inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and give the script inside."),
    (b"Rar!", "a RAR archive", "Unpack it and give the script inside."),
    (b"SQLite format 3\x00", "a film or another database, not a script", "Give the script itself."),
)
_ZIPPED: Final = {
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".pages": "a Pages document",
    ".celtx": "a Celtx project",
    ".highland": "a Highland document",
    ".fadein": "a Fade In project",
    ".wdz": "a WriterDuet document",
}
_OTHERS: Final = {
    ".mmsw": "a Movie Magic Screenwriter document",
    ".mms": "a Movie Magic Scheduling board",
    ".msd": "a Movie Magic Scheduling board",
    ".fdr": "a Final Draft document from before version 8",
    ".scw": "a Screenwriter document",
    ".sex": "a scheduling export",
}
_BOARDS: Final = {
    ".uss": "a schedule",
    ".csv": "a table",
    ".tsv": "a table",
    ".xlsx": "a table",
    ".xls": "a table",
}


def read_script(path: Path, *, largest_bytes: int = LARGEST_SCRIPT_BYTES) -> Screenplay:
    """The screenplay in a file, Fountain or Final Draft by what it holds, then by its name.

    Parameters
    ----------
    path
        File to read.
    largest_bytes
        Larger files are refused before they are read.

    Raises
    ------
    NotFound
        When there is no such file.
    Unreadable
        When it is a folder, empty, too large, an archive, a PDF or anything else than a script;
        the sentence says what to do.
    """
    # A name on disk is bytes; those that are no letters would stop whoever writes it down.
    name = os.fsencode(path.name).decode("utf-8", "replace") or str(path)
    try:
        if path.is_dir():
            raise Unreadable(f"{name} is a folder.", "Name the script in it.")
        if not path.is_file():
            if path.exists():
                raise Unreadable(f"{name} is no ordinary file.", "Name a script file.")
            raise NotFound(f"There is no file {path}.", "Check the name.")
        size = path.stat().st_size
        if size > largest_bytes:
            raise Unreadable(
                f"{name} has {size / 1e6:,.0f} MB; a script may have {largest_bytes / 1e6:,.0f}.",
                "Check that it is the script and not a film, board or archive.",
            )
        with path.open("rb") as handle:
            data = handle.read(largest_bytes + 1)
    except OSError as exc:
        raise Unreadable(
            f"{name} cannot be read: {exc.strerror or exc}.", "Check the file and its rights."
        ) from exc
    return read_bytes(data, name)


def read_bytes(data: bytes, file: str) -> Screenplay:
    """The screenplay in bytes that came under a name (an upload); refusals as `read_script`."""
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Unreadable(f"{file} is empty.", "Save the script again.")
    suffix = Path(file).suffix.lower()
    if suffix == ".json":
        raise Unreadable(f"{file} is data, not a script.", "Give the Fountain or Final Draft file.")
    if suffix in _BOARDS:
        raise Unreadable(f"{file} is {_BOARDS[suffix]}, not a script.", "Import it as a board.")
    _refuse_known(data, file)
    if _XML.match(data) or data.startswith(_XML_UTF16):
        return read_fdx(data, file)
    if suffix in _OTHERS:
        raise Unreadable(f"{file} is {_OTHERS[suffix]}, a closed format.", _EXPORT)
    if suffix == ".fdx":
        return read_fdx(data, file)
    return read_fountain(data, file)


def _refuse_known(data: bytes, file: str) -> None:
    if data.startswith(b"PK"):
        what = _ZIPPED.get(Path(file).suffix.lower())
        if what:
            raise Unreadable(f"{file} is {what}.", _EXPORT)
        raise Unreadable(f"{file} is a zip archive.", "Unpack it and give the script inside.")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{file} is {what}.", remedy)
