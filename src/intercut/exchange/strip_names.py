"""What scene elements of a board mean: inside or outside, the light, parts and sittings."""

from __future__ import annotations

import re
from typing import Final

from intercut.domain.scene import IntExt, Light

_PART: Final = re.compile(
    r"(?P<scene>.*?[\w)])[\s_.-]*(?:pt|part)\.?\s*(?P<part>\d{1,2})", re.IGNORECASE
)
_SITTING: Final = re.compile(r"(?P<strip>.+?)\s*\((?P<n>\d{1,2})/(?P<of>\d{1,2})\)")
_LIGHTS: Final = (
    (Light.DAWN, ("dawn", "sunrise", "magic hour am")),
    (Light.DUSK, ("dusk", "sunset", "twilight", "magic", "golden")),
    (Light.NIGHT, ("night", "evening", "midnight", "nite", "n")),
    (Light.DAY, ("day", "morning", "afternoon", "noon", "d")),
)


def int_ext_named(text: str) -> IntExt:
    """Inside, outside or both; inside when nothing is said."""
    upper = text.upper()
    inside, outside = (
        "I" in upper.replace("EXTERIOR", "EXT"),
        "E" in upper.replace("INTERIOR", "INT"),
    )
    if "EXT" in upper or upper.strip(" .") == "E":
        return IntExt.INT_EXT if "INT" in upper else IntExt.EXT
    if inside and outside and "/" in upper:
        return IntExt.INT_EXT
    return IntExt.INT


def light_named(text: str) -> Light:
    """The light to make; any when the words say none."""
    lowered = " ".join(text.casefold().replace(".", " ").split())
    for light, words in _LIGHTS:
        if any(lowered == w or (len(w) > 1 and w in lowered) for w in words):
            return light
    return Light.ANY


def sitting_of(number: str) -> tuple[str, int, int]:
    """A strip's number, which sitting it is and of how many: `12 (1/2)` is 12, 1, 2."""
    found = _SITTING.fullmatch(number)
    if found and 1 <= int(found["n"]) <= int(found["of"]) and int(found["of"]) > 1:
        return found["strip"], int(found["n"]), int(found["of"])
    return number, 1, 1


def part_of(number: str) -> tuple[str, int]:
    """A scene's number and which part it is, 0 for the whole: `89PT1` is 89, 1."""
    found = _PART.fullmatch(number)
    if found and int(found["part"]) > 0:
        return found["scene"], int(found["part"])
    return number, 0
