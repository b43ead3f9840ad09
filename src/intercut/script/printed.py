"""What one line of Fountain prints: its marks taken off, and where each letter came from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from intercut.script.emphasis import Span, plain
from intercut.script.screenplay import Kind

TAB: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What of a line is not printed because it says what the line is.

    ``lead`` and ``trail`` are the lengths of the marks at its ends (`@`, `!`, `>` and `<` ...);
    ``number`` is the range of the scene number with its marks.
    """

    lead: int = 0
    trail: int = 0
    number: tuple[int, int] = (0, 0)


NO_MARKS: Final = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line as printed: its text and emphasis.

    ``kept`` are the offsets, from ``origin``, of the letters that are left; None when all are.
    """

    text: str
    spans: list[Span]
    kept: list[int] | None
    origin: int

    def place_of(self, at: int) -> int:
        """Offset in the printed text of an offset in the line it came from."""
        place = max(0, at - self.origin)
        if self.kept is not None:
            return bisect_left(self.kept, place)
        return min(place, len(self.text))


def printed(shown: str, kind: Kind, marks: Marks = NO_MARKS) -> Printed:
    """One line without its marks; blanks before it are kept in action only, a tab there is four."""
    start, stop = marks.number
    body = f"{shown[:start]}{shown[stop:]}".rstrip() if stop > start else shown.rstrip()
    begin = len(body) - len(body.lstrip())
    if kind is Kind.ACTION:
        begin = begin + marks.lead if marks.lead and body.startswith("!", begin) else 0
    else:
        begin += marks.lead
        begin += len(body) - begin - len(body[begin:].lstrip())
    text = body[begin : len(body) - marks.trail]
    text, spans, kept = plain(text.rstrip() if marks.trail else text)
    if kind is Kind.ACTION and "\t" in text:
        text, spans, kept = _without_tabs(text, spans, kept)
    return Printed(text=text, spans=spans, kept=kept, origin=begin)


def _without_tabs(
    text: str, spans: list[Span], kept: list[int] | None
) -> tuple[str, list[Span], list[int]]:
    """Tabs as four blanks, all offsets moved along."""
    places: list[int] = []
    origins: list[int] = []
    width = 0
    for i, letter in enumerate(text):
        places.append(width)
        step = TAB if letter == "\t" else 1
        origins += [kept[i] if kept is not None else i] * step
        width += step
    places.append(width)
    moved = [(places[a], places[b], style) for a, b, style in spans]
    return text.replace("\t", " " * TAB), moved, origins
