"""Scene headings of plain text: how they begin, and the number at their end."""

from __future__ import annotations

import re

from intercut.script.cues import LONGEST_CUE, trailing_tags

_INTRO = re.compile(
    r"(?:(?:INT|EXT)\.?\s?/\s?(?:INT|EXT)|I\.?/E|E\.?/I|INT|EXT|EST)(?P<stop>\.|。|．|\s)",
    re.IGNORECASE,
)
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
