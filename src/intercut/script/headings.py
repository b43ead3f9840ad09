"""Scene headings of plain text: how they begin, and the number at their end."""

from __future__ import annotations

import re

from intercut.domain.finding import Level
from intercut.script.collected import Collected
from intercut.script.cues import LONGEST_CUE, trailing_tags
from intercut.script.screenplay import Element, Kind

_INTRO = re.compile(
    r"(?:(?:INT|EXT)\.?\s?/\s?(?:INT|EXT)|I\.?/E|E\.?/I|INT|EXT|EST)(?P<stop>\.|。|．|\s)",
    re.IGNORECASE,
)
_OMITTED = re.compile(r"\W*(?:SCENES? )?(?:[\w.\-]*\d[\w.\-]* )?(?:SCENES? )?OMIT(?:TED)?\W*")
NUMBER = re.compile(r"#[ \t]*([\w.\-]*)[ \t]*#")


def heading_intro(text: str) -> re.Match[str] | None:
    """Match of `INT.`, `EXT `, `INT./EXT.` ... at the start of a heading, None without one."""
    hit = _INTRO.match(text)
    # "Est une maison" is French; the other words stand at no sentence's start.
    if hit and hit[0][:3].upper() == "EST" and hit["stop"].isspace() and hit[0][:3] != "EST":
        return None
    return hit


def number_in(shown: str) -> tuple[str, int, int]:
    """Scene number of a heading, and the range of the line that holds it with its marks.

    It stands at the end; `#tags` of other programs may follow. `# #` says "no number".
    """
    end = len(shown.rstrip())
    if not shown[:end].endswith("#"):
        end = len(shown[: trailing_tags(shown[:end])].rstrip())
        if not shown[:end].endswith("#"):
            return _number_before_tags(shown)
    start = shown.rfind("#", 0, end - 1)
    if start < 0 or not (hit := NUMBER.fullmatch(shown, start, end)):
        return "", 0, 0
    return hit[1], len(shown[:start].rstrip()), end


def _number_before_tags(shown: str) -> tuple[str, int, int]:
    if len(shown) > LONGEST_CUE:
        return "", 0, 0
    for hit in NUMBER.finditer(shown):
        rest = shown[hit.end() :].split()
        if hit[1] and rest and all(word.startswith("#") for word in rest):
            return hit[1], len(shown[: hit.start()].rstrip()), hit.end()
    return "", 0, 0


def is_omitted_text(text: str) -> bool:
    """Whether a heading says that its scene was taken out (`OMITTED`, `10 OMITTED`)."""
    return bool(_OMITTED.fullmatch(" ".join(text.upper().split())))


def report_numbers(elements: tuple[Element, ...], found: Collected, place: str) -> None:
    """Say which scene numbers are given twice."""
    first: dict[str, int] = {}
    for element in elements:
        if element.kind is not Kind.HEADING or not element.number or element.inside is not None:
            continue
        before = first.setdefault(element.number.casefold(), element.line)
        if before != element.line:
            found.add(
                Level.WARNING,
                "script.number.twice",
                f"Scene number {element.number} is given again; the first is in {place} {before}.",
                element.line,
                "Give one of the two scenes another number.",
            )
