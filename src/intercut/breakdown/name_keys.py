"""Names over speeches brought to one spelling, so that `DR. NAIR` and `Dr Nair` are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final


def words_of(line: str) -> frozenset[str]:
    """The words of a line as a set: lists of words stay readable."""
    return frozenset(line.split())


TITLES: Final = words_of(
    "MR MRS MS MISS DR DOCTOR PROF PROFESSOR SIR LADY LORD DAME CAPTAIN CAPT SGT SERGEANT "
    "DET DETECTIVE DI DS DC DCI DCS PC WPC OFFICER AGENT LT LIEUTENANT COL COLONEL GEN "
    "GENERAL MAJOR CPL PVT INSPECTOR CHIEF JUDGE FATHER REV REVEREND SISTER BROTHER AUNT "
    "UNCLE AUNTIE KING QUEEN PRINCE PRINCESS COACH NURSE MAYOR SENATOR PRESIDENT HERR FRAU "
    "MADAME MONSIEUR SENOR SENORA GRANDMA GRANDPA OLD YOUNG LITTLE TEENAGE BIG"
)
"""Words before a name that are not the name."""


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The name in capitals with one blank between words, straight quotes, no stops, no `#`.

    `Mr. O’Neil`, `MR O'NEIL` and `MR.  O'NEIL:` have one key; `WOMAN #2` and `WOMAN 2` too.
    """
    text = unicodedata.normalize("NFC", name).replace("’", "'").replace("`", "'").upper()
    text = text.strip().strip('"“”*_:;,-–— ')
    text = re.sub(r"\.(?=\s|$)", "", text)
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)
    text = re.sub(r"#\s*(?=\d)", "", text)
    return " ".join(text.split())


def shown_name(name: str) -> str:
    """The name as a role carries it: capitals as written, blanks tidied."""
    text = unicodedata.normalize("NFC", name).replace("’", "'").upper()
    return " ".join(text.strip().strip(":;,").split())
