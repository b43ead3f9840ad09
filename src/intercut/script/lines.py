"""Lines of a Fountain text with notes and boneyard cut out, remembering where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intercut.domain.finding import Level
from intercut.script.collected import Collected
from intercut.script.screenplay import Kind

_OPEN = re.compile(r"(?<!\\)(?:/\*|\[\[)")
_EMPTY_LINE = re.compile(r"\n[ \t]?(?=\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A note or boneyard cut from a line: its text with its marks, and where it stood.

    ``at`` is the offset in the visible text of its line, ``line`` to ``end_line`` its place.
    """

    kind: Kind
    raw: str
    at: int
    line: int
    end_line: int

    @property
    def text(self) -> str:
        """What the writer put between the marks."""
        return self.raw[2:-2].strip()

    @property
    def has_empty_line(self) -> bool:
        """Whether an empty line stands inside, so that it parts what stands around it."""
        return bool(_EMPTY_LINE.search(self.raw))


@dataclass(slots=True)
class Line:
    """One line as a reader of print sees it: several lines of the file when a cut spans them.

    ``shown`` is the text without cuts, ``raw`` all of it as it stood, ``line`` to ``end_line``
    the place, from 1.
    """

    shown: str
    raw: str
    line: int
    end_line: int
    cuts: list[Cut] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Nothing printed, and nothing cut that the text could run on around."""
        return not self.shown.strip() and (
            not self.cuts or any(c.kind is Kind.BONEYARD and c.has_empty_line for c in self.cuts)
        )

    @property
    def is_ghost(self) -> bool:
        """Nothing printed, but a note stands here: the text around it runs on."""
        return bool(self.cuts) and not self.shown.strip() and not self.is_blank

    @property
    def is_held_blank(self) -> bool:
        """Two blanks or more on an otherwise empty line: a speech goes on behind it."""
        return len(self.shown) >= 2 and not self.cuts and not self.shown.strip(" \u00a0")


def lines_of(text: str, found: Collected) -> list[Line]:
    """All lines of a normalised text; what is off with notes and boneyard goes to ``found``."""
    lines: list[Line] = []
    parts: list[str] = []
    cuts: list[Cut] = []
    width = start = at = 0
    number = first = 1
    for begin, end in [*_spans(text, found), (len(text), len(text))]:
        while (stop := text.find("\n", at, begin)) >= 0:
            parts.append(text[at:stop])
            lines.append(Line("".join(parts), text[start:stop], first, number, cuts))
            parts, cuts, width = [], [], 0
            number += 1
            first, start, at = number, stop + 1, stop + 1
        parts.append(text[at:begin])
        width += begin - at
        if begin < end:
            raw = text[begin:end]
            last = number + raw.count("\n")
            kind = Kind.NOTE if raw[0] == "[" else Kind.BONEYARD
            cuts.append(Cut(kind=kind, raw=raw, at=width, line=number, end_line=last))
            number = last
        at = end
    lines.append(Line("".join(parts), text[start:], first, number, cuts))
    return lines


class _Next:
    """Next place of something in a text, asked for rising positions: linear over all questions."""

    def __init__(self, text: str, pattern: str) -> None:
        self._text = text
        self._pattern = re.compile(pattern)
        self._at = -1

    def from_(self, position: int) -> int:
        """First place at or after ``position``; the text's length when there is none."""
        if self._at < position:
            hit = self._pattern.search(self._text, position)
            self._at = hit.start() if hit else len(self._text)
        return self._at


def _spans(text: str, found: Collected) -> list[tuple[int, int]]:
    """Half-open ranges of notes and boneyard, first come first served, never nested."""
    boneyard_end, note_end = _Next(text, r"\*/"), _Next(text, r"\]\]")
    empty = _Next(text, _EMPTY_LINE.pattern)
    spans: list[tuple[int, int]] = []
    at = 0
    while hit := _OPEN.search(text, at):
        inside = hit.end()
        if hit[0] == "/*":
            end = boneyard_end.from_(inside)
            closed = end < len(text)
            if closed and text.find("/*", inside, end) >= 0:
                _say(found, text, hit.start(), "script.boneyard.nested", _NESTED)
        else:
            end = note_end.from_(inside)
            closed = end < len(text) and end < empty.from_(inside)
        if closed:
            # Of `]]]` the outer two close, so that a bracket may end a note.
            while hit[0] == "[[" and text.startswith("]", end + 2):
                end += 1
            spans.append((hit.start(), end + 2))
            at = end + 2
        else:
            is_note = hit[0] == "[["
            code = "script.note.unclosed" if is_note else "script.boneyard.unclosed"
            _say(found, text, hit.start(), code, _OPEN_NOTE if is_note else _OPEN_BONEYARD)
            at = inside
    return spans


_NESTED = (
    "A boneyard stands inside another; the first `*/` ends both, what follows is printed.",
    "Take the inner `/*` and `*/` out.",
)
_OPEN_BONEYARD = (
    "`/*` is never closed, so all that follows is read as script.",
    "Close it with `*/`, or write `/\\*` when it is meant to be printed.",
)
_OPEN_NOTE = (
    "`[[` is not closed before the next empty line, so it is read as printed text.",
    "Close it with `]]`; put two blanks on an empty line that belongs to the note.",
)


def _say(found: Collected, text: str, at: int, code: str, say: tuple[str, str]) -> None:
    line = text.count("\n", 0, at) + 1 if found.wants(code) else None
    found.add(Level.WARNING, code, say[0], line, say[1])
