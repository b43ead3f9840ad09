"""Bytes as text: which encoding a script came in, and what to say when it had to be guessed."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final

from intercut.domain.encodings import decode, guess
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

    UTF-8, and UTF-16 with a byte order mark, are certain; anything else is guessed by what its
    letters make sense as, and a finding says as what, with words to judge it by.

    Raises
    ------
    Unreadable
        When the bytes are no text, or in an encoding that cannot be told.
    """
    found: list[Finding] = []
    text = data if isinstance(data, str) else _decode(data, file, found)
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    odd = len(_CONTROL.findall(text)) if isinstance(data, bytes) else 0
    if odd and ("\x00" in text or odd > len(text) * MAX_CONTROL_SHARE + 1):
        raise _no_text(file)
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
        return _guessed(data, Where(file=file, line=line), found)


def _guessed(data: bytes, where: Where, found: list[Finding]) -> str:
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost * 4 <= sum(ord(c) > 127 for c in text) - lost:
        found.append(
            warning(
                "script.encoding.broken",
                "The file is UTF-8, but one place in it is not."
                if lost == 1
                else f"The file is UTF-8, but {lost} places in it are not.",
                where,
                "Letters shown as \ufffd are lost: save the script again as UTF-8.",
            )
        )
        return text
    guessed = guess(data)
    if guessed is None:
        if _CONTROL.search(text):
            raise _no_text(where.file)
        raise Unreadable(
            f"{where.file or 'The file'} is not UTF-8 (line {where.line}), and its encoding could "
            "not be told from its letters.",
            "Save the script again as UTF-8 in the program that wrote it.",
        )
    odd = f" ({guessed.odd} of its letters look wrong)" if guessed.odd else ""
    found.append(
        warning(
            "script.encoding.guessed",
            f"The text is not UTF-8; it was read as {guessed.name}, with words like "
            f"{guessed.sample}{odd}.",
            where,
            "Look at these words; saving the script as UTF-8 makes it certain.",
        )
    )
    return decode(data, guessed.codec)


def _no_text(file: str) -> Unreadable:
    return Unreadable(
        f"{file or 'The file'} is not a text file.",
        "Give a Final Draft (.fdx) script, or a Fountain one saved as UTF-8 text.",
    )
