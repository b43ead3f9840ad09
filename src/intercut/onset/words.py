"""Words as they are compared: what is written and what was heard, in one spelling.

Case, punctuation and kinds of apostrophe do not count; a contraction is its words, a number is
how one says it. Each compared word knows the stretch of text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

_WORD: Final = re.compile(
    r"\$?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|%)?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’ʼ]?|\d+[^\W\d_]+"
)
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})

_WHOLE: Final = {
    "ain't": ("is", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "gimme": ("give", "me"),
    "lemme": ("let", "me"),
    "dunno": ("do", "not", "know"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "outta": ("out", "of"),
    "y'all": ("you", "all"),
    "ma'am": ("madam",),
    "'em": ("them",),
    "'cause": ("because",),
    "cos": ("because",),
    "'til": ("until",),
    "till": ("until",),
    "ok": ("okay",),
    "mr": ("mister",),
    "mrs": ("missus",),
    "dr": ("doctor",),
    "st": ("saint",),
    "'s": ("is",),
    "yeah": ("yes",),
    "yep": ("yes",),
    "nope": ("no",),
    "goodnight": ("good", "night"),
    "alright": ("all", "right"),
    "alot": ("a", "lot"),
    "into": ("in", "to"),
    "onto": ("on", "to"),
    "maybe": ("may", "be"),
    "its": ("it", "is"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "theyre": ("they", "are"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "dont": ("do", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "didnt": ("did", "not"),
    "doesnt": ("does", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "havent": ("have", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
}
"""Ways of writing that a recogniser and a writer differ in. Our own list; order does not matter."""

_ENDINGS: Final = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "'d": "would",
}
_IS: Final = frozenset(
    [
        "he",
        "she",
        "it",
        "that",
        "this",
        "what",
        "who",
        "where",
        "when",
        "how",
        "there",
        "here",
        "why",
        "everything",
        "nothing",
        "everybody",
        "nobody",
        "somebody",
        "something",
        "someone",
        "everyone",
        "one",
    ]
)
"""What takes 's for *is* or *has*; after other words it is a possessive."""

FILLERS: Final = frozenset(["um", "uh", "uhm", "er", "erm", "uhh", "umm", "ehm", "äh", "euh"])
"""Sounds a speaker fills a pause with; they count only where the script has them."""

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One compared word: ``key`` as compared, and the stretch `[start, end)` of its text.

    The words of one contraction or number share their stretch.
    """

    key: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text in order, as they are compared."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        found += [Token(key, start, end) for key in keys(match.group())]
    return found


_KNOWN: dict[str, tuple[str, ...]] = {}


def keys(word: str) -> tuple[str, ...]:
    """What one written word is compared as: one word, or the words it stands for."""
    known = _KNOWN.get(word)
    if known is None:
        if len(_KNOWN) > 200_000:  # a server that has read whole libraries forgets
            _KNOWN.clear()
        known = _KNOWN[word] = _keys(word)
    return known


def _keys(word: str) -> tuple[str, ...]:
    plain = word.translate(_APOSTROPHES).casefold()
    if plain[0].isdigit() or plain[0] == "$":
        return _number(plain)
    if plain in _WHOLE:
        return _WHOLE[plain]
    for ending, full in _ENDINGS.items():
        if plain.endswith(ending) and len(plain) > len(ending):
            return (*_keys(plain[: -len(ending)]), full)
    if plain.endswith("in'") and len(plain) > 4:
        return (_letters(plain[:-1] + "g"),)
    if plain.endswith("'s"):
        stem = plain[:-2]
        return (stem, "is") if stem in _IS else (_letters(stem) + "s",)
    return (_letters(plain),)


def _letters(word: str) -> str:
    """Letters without accents and apostrophes: Tomás and Tomas are one name."""
    if word.isascii():
        return word.replace("'", "")
    split = unicodedata.normalize("NFKD", word)
    return "".join(c for c in split if c.isalnum())


def _number(text: str) -> tuple[str, ...]:
    """How a number is said; digits too long to be said so one by one."""
    said: list[str] = []
    money = text.startswith("$")
    percent = text.endswith("%")
    plain = text.strip("$%")
    ordinal = plain.endswith(("st", "nd", "rd", "th"))
    if ordinal:
        plain = plain[:-2]
    letters = plain.lstrip("0123456789.,:")
    plain = plain[: len(plain) - len(letters)]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain):
        plain = plain.replace(",", "")
    for n, group in enumerate(re.split(r"([.,:])", plain)):
        if n % 2:
            if group == "." and not money:
                said.append("point")
        elif group:
            clock = n > 0 and ":" in plain
            said += _cardinal(group, clock=clock)
    if ordinal:
        said[-1] = _ordinal(said[-1])
    if letters:
        said.append(_letters(letters))
    if money:
        said.append("dollars")
    if percent:
        said.append("percent")
    return tuple(said)


def _cardinal(digits: str, *, clock: bool = False) -> list[str]:
    value = int(digits)
    if clock and value == 0:
        return []
    if clock and value < 10:
        return ["oh", _ONES[value]]
    if len(digits) > 9 or (len(digits) > 1 and digits[0] == "0"):
        return [_ONES[int(d)] for d in digits]
    if 1100 <= value <= 2099 and value % 1000 >= 10 and len(digits) == 4:
        head, tail = divmod(value, 100)
        if not tail:
            return [*_below_thousand(head), "hundred"]
        return [*_below_thousand(head), *(["oh"] if tail < 10 else []), *_below_thousand(tail)]
    said: list[str] = []
    for size, name in ((10**6, "million"), (1000, "thousand")):
        count, value = divmod(value, size)
        if count:
            said += [*_below_thousand(count), name]
    return [*said, *_below_thousand(value)] if value or not said else said


def _below_thousand(value: int) -> list[str]:
    said: list[str] = []
    hundreds, rest = divmod(value, 100)
    if hundreds:
        said += [_ONES[hundreds], "hundred"]
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        said.append(_TENS[tens])
        if ones:
            said.append(_ONES[ones])
    elif rest or not hundreds:
        said.append(_ONES[rest])
    return said


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


Block = tuple[str, int, int, int, int]
"""`equal`, `replace`, `insert` or `delete`; words `[1]:[2]` of the one side, `[3]:[4]` of the other."""


def compared(written: Sequence[str], said: Sequence[str]) -> list[Block]:
    """The cheapest word by word alignment of two rows of words."""
    return [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(written, said)
    ]
