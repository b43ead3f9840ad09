"""What one line of Fountain prints: its marks taken off, and where each letter came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intercut.script.emphasis import Gap, Span, plain
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

    ``origin`` is where its text begins, ``gone`` are the ranges behind it that were taken out,
    ``tabs`` the offsets of tabs that became four blanks.
    """

    text: str
    spans: list[Span]
    gone: list[Gap]
    origin: int
    tabs: list[int]

    def places_of(self, offsets: list[int]) -> list[int]:
        """Offsets in the printed text of rising offsets in the line it came from."""
        places: list[int] = []
        tab = gap = lost = 0
        for offset in offsets:
            while tab < len(self.tabs) and self.tabs[tab] < offset:
                tab += 1
            place = max(0, offset + tab * (TAB - 1) - self.origin)
            while gap < len(self.gone) and self.gone[gap][1] <= place:
                lost += self.gone[gap][1] - self.gone[gap][0]
                gap += 1
            inside = 0
            if gap < len(self.gone) and self.gone[gap][0] < place:
                inside = place - self.gone[gap][0]
            places.append(min(place - lost - inside, len(self.text)))
        return places


def printed(shown: str, kind: Kind, marks: Marks = NO_MARKS) -> Printed:
    """One line without its marks; blanks before it are kept in action only, a tab there is four."""
    tabs: list[int] = []
    if kind is Kind.ACTION and "\t" in shown:
        tabs = [i for i, letter in enumerate(shown) if letter == "\t"]
        shown = shown.replace("\t", " " * TAB)
    start, stop = marks.number
    body = f"{shown[:start]}{shown[stop:]}".rstrip() if stop > start else shown.rstrip()
    begin = len(body) - len(body.lstrip())
    if kind is Kind.ACTION:
        begin = begin + marks.lead if marks.lead and body.startswith("!", begin) else 0
    else:
        begin += marks.lead
        begin += len(body) - begin - len(body[begin:].lstrip())
    text = body[begin : len(body) - marks.trail]
    text, spans, gone = plain(text.rstrip() if marks.trail else text)
    return Printed(text=text, spans=spans, gone=gone, origin=begin, tabs=tabs)
