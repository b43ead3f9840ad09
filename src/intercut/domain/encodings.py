"""Bytes nobody labelled: which encoding they are text in, told by what the letters make sense as.

Standard library only, and without chance: the same bytes are always read the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

MOST_LOOKED_AT: Final = 100_000
"""Bytes of lines with other letters than ASCII that a guess looks at."""

_LANGUAGES: Final = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûüÿñ",  # French
        "äöüßéèà",  # German
        "áéíóúüñçàèòï",  # Spanish, Catalan
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "åäöøæéèüáàôó",  # Danish, Norwegian, Swedish, Finnish
        "áðéíóúýþæö",  # Icelandic
        "éèëïöüáíóúêàçäâîôûœñ",  # Dutch
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "čćđšž",  # Croatian, Bosnian, Slovene, Serbian
        "çğıöşüâîûİ",  # Turkish
    )
)
"""Letters beyond ASCII of one language each: a right reading keeps to one of them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FREE: Final = frozenset("’”»«›‹–—…•·×´§\xa0\xad")
_OPENING: Final = frozenset("“‘„‚¿¡")
_MONEY: Final = frozenset("£€¥¢")
_SIGNS: Final = frozenset("‰²³±¼½¾†‡¶®™©°")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A reading of bytes. ``codec`` is Python's name, ``name`` a person's; ``sample`` shows the
    first words that depend on it; ``odd`` counts letters that still make no sense there."""

    codec: str
    name: str
    sample: str
    odd: int = 0

    @property
    def western(self) -> bool:
        """Whether it is the everyday guess: Windows western text."""
        return self.codec == "cp1252"


def guess(data: bytes) -> Guess | None:
    """The encoding of text that is not UTF-8, None when nothing makes sense of it.

    Wide text without a byte order mark is known by its zero bytes, the encodings of East Asia and
    of other alphabets by the letters they give, the Latin ones by the words.
    """
    wide = _wide(data)
    if wide is not None:
        return wide
    looked_at = _telling_lines(data)
    others: list[tuple[float, Guess]] = []
    for codec, name, sense in _OTHER_SCRIPTS:
        text = _decoded(looked_at, codec)
        if text is not None and (makes := sense(text)) > 0 and _decoded(data, codec) is not None:
            others.append((makes, Guess(codec=codec, name=name, sample=_sample(text))))
    if others:
        return max(others, key=lambda f: f[0])[1]
    fitting: list[tuple[int, Guess]] = []
    western: Guess | None = None
    for codec, name in _LATIN:
        text = _latin(looked_at, codec)
        odd, letters = _odd(text), _beyond_ascii(text)
        found = Guess(codec=codec, name=name, sample=_sample(text), odd=odd)
        if codec == "cp1252":
            western = found
        few = odd * 10 <= len(letters)
        if few and not any(c.isalpha() for c in letters):
            fitting.append((odd * 10, found))
        elif few and (away := _outside_every_language(letters)) * 33 <= len(letters):
            fitting.append((odd * 10 + away, found))
    if fitting:
        return min(fitting, key=lambda f: f[0])[1]
    if western is not None and western.odd * 10 <= len(_beyond_ascii(_latin(looked_at, "cp1252"))):
        return western  # letters of several languages, each where a letter may stand
    stray = len(looked_at) and sum(b > 127 for b in looked_at) <= 3 and len(data) > 1000
    return western if stray else None


def decode(data: bytes, codec: str) -> str:
    """Bytes read as a guess says; what cp1252 does not define are the controls of Latin-1."""
    return _latin(data, codec) if codec == "cp1252" else data.decode(codec, "replace")


def _wide(data: bytes) -> Guess | None:
    """UTF-16 and UTF-32 without a byte order mark: every line end and blank has zero bytes."""
    if b"\x00" not in data:
        return None
    for codec, width, at in (
        ("utf-32-le", 4, 0),
        ("utf-32-be", 4, 3),
        ("utf-16-le", 2, 0),
        ("utf-16-be", 2, 1),
    ):
        units = [data[n : n + width] for n in range(0, min(len(data), 20_000) - width + 1, width)]
        plain = sum(u[at : at + 1] in _ASCII_BYTES and sum(u) == u[at] for u in units)
        if plain * 20 < len(units):
            continue
        text = _decoded(data[: len(data) // width * width], codec)
        if text is not None and "\x00" not in text:
            return Guess(codec=codec, name=f"{codec.upper()} without a mark", sample=_sample(text))
    return None


_ASCII_BYTES: Final = frozenset(bytes([n]) for n in (9, 10, 13, *range(32, 127)))


def _telling_lines(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII, up to `MOST_LOOKED_AT`."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii() and size < MOST_LOOKED_AT:
            lines.append(line[:MOST_LOOKED_AT])
            size += len(line)
    return b"\n".join(lines)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _latin(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        table = [bytes([n]).decode(codec, "ignore") or chr(n) for n in range(256)]
        return "".join(table[n] for n in data)


def _beyond_ascii(text: str) -> str:
    return "".join(c for c in text if ord(c) > 127)


def _sample(text: str) -> str:
    """Up to three different words that an ASCII reader would not have seen."""
    words = dict.fromkeys(w for w in _WORD.findall(text) if not w.isascii())
    return ", ".join([w[:24] for w in words][:3]) or _beyond_ascii(text)[:12]


def _outside_every_language(letters: str) -> int:
    alphabetic = [c for c in letters if c.isalpha()]
    return min(sum(c not in language for c in alphabetic) for language in _LANGUAGES)


def _odd(text: str) -> int:
    """How many characters beyond ASCII stand where no writer of Latin letters puts them."""
    return sum(1 for _ in _odd_places(text))


def _odd_places(text: str) -> Iterator[int]:
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.isascii():
            continue
        beyond = [n for n, c in enumerate(letters) if ord(c) > 127]
        crowded = len(letters) > 1 and len(beyond) * 3 > len(letters) * 2
        for n in beyond:
            inside = n > 0 and letters[n - 1].isalpha()
            risen = inside and letters[n].isupper() and not letters.isupper()
            if crowded or risen:
                yield word.start() + n
    yield from _odd_signs_at(text)


def _odd_signs(text: str) -> int:
    return sum(1 for _ in _odd_signs_at(text))


def _odd_signs_at(text: str) -> Iterator[int]:
    opening = _OPENING - frozenset("“‘") if "„" in text or "‚" in text else _OPENING
    for n, sign in enumerate(text):
        if ord(sign) <= 127 or sign.isalpha():
            continue
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        if (
            sign not in _FREE | _OPENING | _MONEY | _SIGNS
            or (sign in opening and before.isalpha())
            or (sign in _MONEY and (before.isalpha() or after.isalpha()))
            or (sign in _SIGNS and after.isalpha() and not (sign == "°" and after in "CF"))
        ):
            yield n


def _share(text: str, first: int, last: int) -> float:
    letters = _beyond_ascii(text)
    return sum(first <= ord(c) <= last for c in letters) / max(1, len(letters))


def _japanese(text: str) -> float:
    kana, half = _share(text, 0x3040, 0x30FF), _share(text, 0xFF61, 0xFF9F)
    known = kana + _share(text, 0x4E00, 0x9FFF) + _share(text, 0x3000, 0x303F)
    wide = known + _share(text, 0xFF00, 0xFF60) + _share(text, 0x2010, 0x2026)
    return len(_beyond_ascii(text)) >= 6 and kana >= 0.15 and half <= 0.1 and wide >= 0.9


def _korean(text: str) -> float:
    return len(_beyond_ascii(text)) >= 6 and _share(text, 0xAC00, 0xD7A3) >= 0.8


def _common(codec: str, first: int, last: int) -> Callable[[str], float]:
    """Sense where most characters are of the everyday half of a Chinese character set."""

    def sense(text: str) -> float:
        characters = [c for c in text if "\u4e00" <= c <= "\u9fff"]
        if len(characters) < 6 or _share(text, 0x4E00, 0x9FFF) < 0.7:
            return 0
        leads = [c.encode(codec, "ignore")[:1] for c in characters]
        return sum(bytes([first]) <= lead <= bytes([last]) for lead in leads) >= 0.85 * len(leads)

    return sense


def _alphabet(
    first: int, last: int, frequent: str = "", *, cased: bool = True
) -> Callable[[str], float]:
    """The share of frequent letters, where they are of one alphabet and capitals stand in front.

    ``frequent`` are the ten letters that make up about two thirds of any text; two in five are asked.
    """

    def sense(text: str) -> float:
        words = [w for w in _WORD.findall(text) if not w.isascii()]
        letters = "".join(words)
        if len(letters) < 5 or _share(text, first, last) < 0.8:
            return 0
        whole = sum(all(first <= ord(c) <= last for c in w if c not in "'’") for w in words)
        regular = sum(w.islower() or w.isupper() or w.istitle() for w in words) if cased else whole
        ample = (
            not cased
            or 2 * sum(c.islower() for c in letters) >= len(letters)
            or all(w.isupper() for w in words)
        )
        if whole < 0.9 * len(words) or regular < 0.9 * len(words) or not ample:
            return 0
        if not frequent:
            return 0.5
        usual = sum(_bare(c) in frequent for c in letters) / len(letters)
        return usual - 2 * _odd_signs(text) / len(letters) if usual >= 0.4 else 0

    return sense


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower())[0]


_CYRILLIC: Final = _alphabet(0x400, 0x52F, "оеаинтсрвлі")
_GREEK: Final = _alphabet(0x370, 0x3FF, "αοιετσνηυρς")
_OTHER_SCRIPTS: Final = (
    ("cp932", "Japanese (Shift-JIS)", _japanese),
    ("euc_jp", "Japanese (EUC)", _japanese),
    ("cp949", "Korean (EUC)", _korean),
    ("gb18030", "simplified Chinese (GB 18030)", _common("gb2312", 0xB0, 0xD7)),
    ("cp950", "traditional Chinese (Big5)", _common("cp950", 0xA4, 0xC6)),
    ("cp1251", "Cyrillic (Windows)", _CYRILLIC),
    ("koi8_u", "Cyrillic (KOI8)", _CYRILLIC),
    ("iso8859_5", "Cyrillic (ISO)", _CYRILLIC),
    ("cp866", "Cyrillic (DOS)", _CYRILLIC),
    ("mac_cyrillic", "Cyrillic (Macintosh)", _CYRILLIC),
    ("cp1253", "Greek (Windows)", _GREEK),
    ("iso8859_7", "Greek (ISO)", _GREEK),
    ("cp1255", "Hebrew (Windows)", _alphabet(0x590, 0x5FF, "יוהלארתבשמ", cased=False)),
    ("cp1256", "Arabic (Windows)", _alphabet(0x600, 0x6FF, "اليمنوترهبة", cased=False)),
    ("cp874", "Thai (Windows)", _alphabet(0xE00, 0xE7F, cased=False)),
)
"""Codec, name, and how much sense a reading makes: 0 for none, 1 for the most."""

_LATIN: Final = (
    ("cp1252", "Windows western text (cp1252)"),
    ("cp1250", "Central European text (cp1250)"),
    ("iso8859_2", "Central European text (ISO 8859-2)"),
    ("cp1254", "Turkish text (cp1254)"),
    ("mac_roman", "Macintosh western text (Mac Roman)"),
    ("cp850", "DOS western text (cp850)"),
)
