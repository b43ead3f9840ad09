"""Scene numbers: what they say, how they sort, and which number a new scene may take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SKIPPED_LETTERS: Final = frozenset("IO")
"""Letters left out of inserted numbers because they read like 1 and 0: our assumption."""

_UNIT = re.compile(r"(?P<lead>[^\W\d_]*)(?P<number>\d+)(?P<trail>[^\W\d_]*)|(?P<word>[^\W\d_]+)")
_PART = re.compile(r"\s*[-_.,]?\s*(?:pt|part)\.?\s*(?P<part>\d+)\s*$", re.IGNORECASE)
_LAST = re.compile(
    r"(?P<prefix>(?:.*[^A-Za-z0-9])?)(?P<lead>[A-Za-z]*)(?P<number>\d+)(?P<trail>[A-Za-z]*)"
)
_WEDGED = re.compile(r"(?P<lower>[a-z]+)(?P<upper>[A-Z]+)")

SortKey = tuple[tuple[int, int, str, int, str], ...]


def sort_key(number: str) -> tuple[SortKey, int]:
    """Key that puts scene numbers in script order.

    `A10`, `B10`, `10`, `10pt1`, `10pt2`, `10aA` (also written `A10A`), `10A`, `10AA`, `10B`, `11`.
    Numbers with episodes (`203-14`, `101S42`) sort by episode first; a scene without a number
    (``""``) comes first; case and closing dots do not count.
    """
    base, part = split_part(number)
    units: list[tuple[int, int, str, int, str]] = []
    for hit in _UNIT.finditer(base):
        if hit["word"] is not None:
            units.append((1, 0, hit["word"].upper(), 1, ""))
            continue
        lead, trail = hit["lead"], hit["trail"]
        # 10aA is the other way to write A10A: between 10 and 10A.
        wedged = _WEDGED.fullmatch(trail)
        if wedged and not lead:
            lead, trail = wedged["lower"], wedged["upper"]
        # Without leading letters a number comes behind those with.
        units.append((0, int(hit["number"]), trail.upper(), 0 if lead else 1, lead.upper()))
    return tuple(units), part or 0


def split_part(number: str) -> tuple[str, int | None]:
    """Scene number and part of it: `12pt1` gives `("12", 1)`, `12A` gives `("12A", None)`."""
    text = number.strip()
    hit = _PART.search(text)
    if not hit or not text[: hit.start()]:
        return text, None
    return text[: hit.start()], int(hit["part"])


def same_number(one: str, other: str) -> bool:
    """Whether two scene numbers are written for the same scene (`12a.` and `12A`); "" is none."""
    return bool(one.strip()) and plain_number(one) == plain_number(other)


def plain_number(number: str) -> str:
    """A scene number for comparing: capitals, no blanks, no closing dot.

    Small letters that wedge a scene in (`10aA`) stay small.
    """
    text = "".join(number.split()).rstrip(".")
    return text if _WEDGED.search(text) else text.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    prefix: str
    lead: str
    number: int
    trail: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.lead}{self.number}{self.trail}"


def inserted_numbers(
    before: str, after: str, taken: Iterable[str] = (), skipped: frozenset[str] = SKIPPED_LETTERS
) -> tuple[str, ...]:
    """Numbers a new scene between two numbered ones may take, the usual one first.

    Parameters
    ----------
    before, after
        Numbers of the scenes around it, "" at the script's ends.
    taken
        Numbers in use, and those of cut scenes: a number is never given twice.
    skipped
        Letters not to use.

    Returns
    -------
    tuple
        All sort between the two. Empty when the habits have no number left there: a person
        decides.
    """
    used = {plain_number(n) for n in taken}
    low, high = _last_of(before), _last_of(after)
    letters = [chr(c) for c in range(ord("A"), ord("Z") + 1) if chr(c) not in skipped]
    if low is None and high is None:
        return () if before or after or "1" in used else ("1",)
    wanted: list[str] = []
    if low is not None:
        stem = f"{low.prefix}{low.lead}{low.number}"
        if high is None and not low.trail:
            wanted.append(f"{low.prefix}{low.number + 1}")
        if low.lead and not low.trail:
            wanted += [f"{low.prefix}{x}{low.number}" for x in letters]
        root, last = (low.trail[:-1], low.trail[-1:]) if low.trail else ("", "")
        wanted += [f"{stem}{root}{x}" for x in letters if x > last.upper()]
        wanted += [f"{stem}{low.trail}{x}" for x in letters]
    if high is not None:
        wanted += [f"{high.prefix}{x}{high.number}{high.trail}" for x in letters]
        if high.trail and not high.lead:
            wanted += [f"{high.prefix}{high.number}{x.lower()}{high.trail}" for x in letters]
    bottom = sort_key(before)
    top = sort_key(after) if after else None
    fits: list[str] = []
    seen: set[object] = set()
    for number in wanted:
        key = sort_key(number)
        if plain_number(number) in used or key <= bottom or (top is not None and key >= top):
            continue
        if (kind := _shape(number)) not in seen:
            seen.add(kind)
            fits.append(number)
    return tuple(fits)


def _shape(number: str) -> tuple[int, int, bool]:
    """What way of inserting a number uses; one proposal of each is enough."""
    last = _last_of(number)
    if last is None:
        return 0, 0, False
    return len(last.lead), len(last.trail), bool(_WEDGED.fullmatch(last.trail))


def _last_of(number: str) -> _Number | None:
    hit = _LAST.fullmatch(split_part(number)[0].strip().rstrip("."))
    if not hit:
        return None
    return _Number(
        prefix=hit["prefix"], lead=hit["lead"], number=int(hit["number"]), trail=hit["trail"]
    )
