"""Bytes as text: which encoding a script came in, and what to say when it had to be guessed."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final

from intercut.domain.finding import Finding, Where, warning
from intercut.errors import Unreadable

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NEWLINES = re.compile(r"\r\n?")
MAX_CONTROL_SHARE: Final = 0.02


def sha256_of(data: bytes | str) -> str:
    """Hex digest of a file's bytes; of text, its UTF-8 bytes."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def text_of(data: bytes | str, file: str = "") -> tuple[str, list[Finding]]:
    r"""Text of a plain-text script with `\n` line ends and no byte order mark, and the findings.

    UTF-8, UTF-8 and UTF-16 with a byte order mark are certain; anything else is read as Windows
    western text (cp1252) and a finding says so.

    Raises
    ------
    Unreadable
        When the bytes are no text.
    """
    found: list[Finding] = []
    text = data if isinstance(data, str) else _decode(data, file, found)
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    odd = len(_CONTROL.findall(text)) if isinstance(data, bytes) else 0
    if odd and ("\x00" in text or odd > len(text) * MAX_CONTROL_SHARE + 1):
        raise Unreadable(
            f"{file or 'The file'} is not a text file.",
            "Give a Final Draft (.fdx) script, or a Fountain one saved as UTF-8 text.",
        )
    return text, found


def _decode(data: bytes, file: str, found: list[Finding]) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            try:
                return body.decode(name)
            except UnicodeDecodeError as exc:
                found.append(
                    warning(
                        "script.encoding.broken",
                        f"The file says it is {name.upper()} but byte {exc.start} is not.",
                        Where(file=file),
                        "Letters shown as \ufffd are lost: save the script again as UTF-8.",
                    )
                )
                return body.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        found.append(
            warning(
                "script.encoding.guessed",
                "The text is not UTF-8; it was read as Windows western text (cp1252).",
                Where(file=file, line=line),
                "Look at accents and quotes here; saving the script as UTF-8 makes it certain.",
            )
        )
        return _western(data)


def _western(data: bytes) -> str:
    """Bytes as cp1252; the five bytes it does not define as the control characters of Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        table = [bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256)]
        return "".join(table[n] for n in data)
