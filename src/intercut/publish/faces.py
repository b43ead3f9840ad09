"""Which letters can be drawn: by our own faces, by a folder of the user's, by the system's."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import typst

from intercut.domain.finding import Finding, Where, note, warning

SHIPPED: Final = Path(__file__).parent / "fonts"
_SHOWN: Final = 3

SCRIPTS: Final = (
    ("Latin", "AzßøŁőşž"),
    ("Vietnamese", "ếộữĐ"),
    ("Cyrillic", "АяЁїђ"),
    ("Greek", "ΑωΆϊ"),
    ("Hebrew", "את"),
    ("Arabic", "اي"),
    ("Devanagari", "अह"),
    ("Malayalam", "അഴ"),
    ("Thai", "กฮ"),
    ("Japanese", "あア漢"),
    ("Chinese", "们們"),
    ("Korean", "가힣"),
)
"""A script and letters that a face has when it can write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """What there is to draw with: our faces, a folder of the user's, the system's where needed."""

    folder: Path | None = None
    system: bool = True

    def paths(self) -> tuple[Path, ...]:
        """Folders to look for faces in, ours first."""
        return (SHIPPED,) if self.folder is None else (SHIPPED, self.folder)

    def letters(self) -> frozenset[int]:
        """Code points that our own faces and those of the folder draw."""
        return frozenset().union(*(_of_folder(p) for p in self.paths()))

    def letters_anywhere(self) -> frozenset[int]:
        """The same with the system's faces, where these may be used."""
        return self.letters() | _of_system() if self.system else self.letters()

    def scripts(self) -> tuple[str, ...]:
        """Names of the scripts that can be written with certainty: without the system's faces."""
        return scripts_among(self.letters())

    def needs_system(self, texts: Iterable[str]) -> bool:
        """Whether some letter is in none of our own faces, and may be in the system's."""
        return self.system and bool(_drawn_letters(texts) - self.letters())

    def findings(self, texts: Iterable[str], document: str) -> Iterator[Finding]:
        """What of a document is missing on paper, or looks otherwise on another machine."""
        texts = list(dict.fromkeys(texts))
        strange = _drawn_letters(texts) - self.letters()
        if not strange:
            return
        lost = strange - self.letters_anywhere()
        where = Where(file=document)
        if lost:
            yield warning(
                "publish.letters",
                f"{_count(lost)} in no font here and cannot be read on paper: "
                f"{_quoted(texts, lost)}.",
                where,
                "Install a font of that script (a Noto font, for example), or name a folder with "
                "one: --fonts DIR, or INTERCUT_FONTS. XLSX, CSV and calendars have them whole.",
            )
        if strange - lost:
            yield note(
                "publish.system_font",
                f"{_count(strange - lost)} drawn with fonts of this machine: "
                f"{_quoted(texts, strange - lost)}.",
                where,
                "For the same page everywhere keep the fonts in a folder: --fonts DIR, or "
                "INTERCUT_FONTS.",
            )


def scripts_among(letters: frozenset[int]) -> tuple[str, ...]:
    """Names of `SCRIPTS` whose letters are all there."""
    return tuple(name for name, sample in SCRIPTS if all(ord(c) in letters for c in sample))


def texts_of(data: object) -> Iterator[str]:
    """Every text in a document given as plain dicts and lists."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_of(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts_of(value)


def _count(letters: frozenset[int]) -> str:
    return "One letter is" if len(letters) == 1 else f"{len(letters)} letters are"


def _quoted(texts: Iterable[str], letters: frozenset[int]) -> str:
    with_them = [t for t in texts if any(ord(c) in letters for c in t)]
    told = ", ".join(f"{t if len(t) <= 40 else t[:39] + '…'!r}" for t in with_them[:_SHOWN])
    more = len(with_them) - _SHOWN
    return f"{told} and {more} more" if more > 0 else told


def _drawn_letters(texts: Iterable[str]) -> frozenset[int]:
    """Code points that leave a mark: no blanks, controls, joiners."""
    return frozenset(
        ord(c) for c in {c for t in texts for c in t} if unicodedata.category(c)[0] not in "CZ"
    ) - frozenset(range(0xFE00, 0xFE10))


@cache
def _of_folder(folder: Path) -> frozenset[int]:
    paths = (p for p in sorted(folder.rglob("*")) if p.suffix.lower() in {".ttf", ".otf", ".ttc"})
    return frozenset().union(*(letters_in(p) for p in paths))


@cache
def _of_system() -> frozenset[int]:
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[])
    paths = {str(f.path) for f in fonts.fonts() if f.path}
    return frozenset().union(*(letters_in(Path(p)) for p in sorted(paths)))


@cache
def letters_in(path: Path) -> frozenset[int]:
    """Code points that a font file maps to glyphs; none for a file that is no font.

    References
    ----------
    OpenType 1.9, table `cmap`, formats 4 and 12; collections (`ttcf`).
    """
    try:
        data = path.read_bytes()
        starts = (
            struct.unpack_from(f">{struct.unpack_from('>I', data, 8)[0]}I", data, 12)
            if data[:4] == b"ttcf"
            else (0,)
        )
        return frozenset(c for start in starts for c in _mapped(data, start))
    except (OSError, struct.error):
        return frozenset()


def _mapped(data: bytes, start: int) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", data, start + 4)
    for n in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * n)
        if tag == b"cmap":
            (count,) = struct.unpack_from(">H", data, offset + 2)
            for k in range(count):
                platform, _, inside = struct.unpack_from(">HHI", data, offset + 4 + 8 * k)
                if platform in {0, 3}:
                    yield from _subtable(data, offset + inside)


def _subtable(data: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for n in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * n)
            yield from range(first, min(last, 0x10FFFF) + 1)
    elif form == 4:
        segments = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", data, at + 14)
        begins = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
        deltas = struct.unpack_from(f">{segments}H", data, at + 16 + 4 * segments)
        jumps_at = at + 16 + 6 * segments
        jumps = struct.unpack_from(f">{segments}H", data, jumps_at)
        for n, (first, last) in enumerate(zip(begins, ends, strict=True)):
            for code in range(first, last + 1):
                if code == 0xFFFF:
                    continue
                glyph = code
                if jumps[n]:
                    place = jumps_at + 2 * n + jumps[n] + 2 * (code - first)
                    (glyph,) = struct.unpack_from(">H", data, place)
                    if glyph == 0:
                        continue
                if (glyph + deltas[n]) & 0xFFFF:
                    yield code
