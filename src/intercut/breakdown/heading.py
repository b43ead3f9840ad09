"""Slug lines taken apart: inside or outside, the set, the light and what else they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from intercut.breakdown.lights import light_words
from intercut.domain.scene import Heading, IntExt, Light

_INTRO: Final = re.compile(
    r"^\s*(?:INTERCUT\s*[-–—:]*\s*(?=(?:INT|EXT|I/E)\b))?"
    r"(?P<intro>(?:INT|EXT|EST|ИНТ|ЭКСТ|НАТ)(?:ERIOR|ERNAL)?\.?\s*[/-]\s*(?:INT|EXT|НАТ|ИНТ)(?:ERIOR)?"
    r"|I\.?/E|E\.?/I|INTERIOR|EXTERIOR|INTERNAL|EXTERNAL|INT|EXT|EST|ИНТ|ЭКСТ|НАТ)"
    r"(?P<stop>[.:。．]|\s|[-–—]|$)[\s.:\-–—]*",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s+[-–—]+\s+|\s*(?:--+|—)\s*|\s+[-–]\s*(?=\S)|(?<=\S)[-–]\s+")
_BRACKET: Final = re.compile(r"\s*[\(\[（]([^()\[\]（）]*)[\)\]）]")
_INTERCUT: Final = re.compile(
    r"\bINTER-?CUT(?:S|TING)?\b(?:\s+(?:WITH|BETWEEN|AS NEEDED|PHONE (?:CALL|CONVERSATION)))?:?",
    re.IGNORECASE,
)
_SPLIT_SCREEN: Final = re.compile(r"\bSPLIT[ -]SCREEN\b", re.IGNORECASE)
_REMARK: Final = re.compile(
    r"^(?:INTERCUT.*|(?:END )?SPLIT[ -]SCREEN|(?:END )?FLASH ?-?(?:BACK|FORWARD)S?(?: TO)?.*|FB|DREAM(?: SEQUENCE)?|NIGHTMARE"
    r"|FANTASY|MEMORY|MONTAGE|ESTABLISHING|EST\.?|TO ESTABLISH|STOCK(?: FOOTAGE| SHOT)?|AERIAL|MOS|MOVING|TRAVELLING|TRAVELING|DRIVING"
    r"|(?:BACK TO )?(?:THE )?(?:SCENE|PRESENT(?: DAY)?)|PAST|(?:19|20)\d\ds?|RAIN(?:ING)?|SNOW(?:ING)?|STORM|FOG|OMITTED|RESHOOT|PHONE (?:CALL|CONVERSATION)"
    r"|POV|P\.O\.V\.|[DN]\d+|(?:STORY |SCRIPT )?DAY \d+|SECOND UNIT|B&W|BLACK AND WHITE|TEASER|TAG)$",
    re.IGNORECASE,
)
_FLASHBACK: Final = re.compile(r"\bFLASH ?-?BACKS?\b|\bFB\b", re.IGNORECASE)
_PRESENT: Final = re.compile(r"(?:BACK TO )?(?:THE )?(?:SCENE|PRESENT)", re.IGNORECASE)
_SCRIPT_DAY: Final = re.compile(
    r"^(?:(?P<letter>[DN])|(?:STORY |SCRIPT )?DAY )(?P<n>\d+)$", re.IGNORECASE
)

_TAGS: Final = re.compile(r"(?<=\S)(?:\s+#(?=[^\W\d_])[\w.\-]{2,})+$")
"""`#flashback #b-story` behind a heading, as other programs tag scenes; `ROOM #12` and `FLAT #B` are
names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRead:
    """A heading and what else stood in it.

    ``has_light`` is False where neither a light nor CONTINUOUS and the like was written.
    ``is_present`` marks the return from a flashback.
    ``ends`` are the headings of the ends when it names several (`INTERCUT - A / B`).
    ``is_understood`` is False for a heading that does not say INT or EXT.
    """

    heading: Heading
    has_light: bool
    is_intercut: bool = False
    is_split_screen: bool = False
    is_flashback: bool = False
    is_present: bool = False
    is_understood: bool = True
    is_foreign: bool = False
    script_day: str = ""
    ends: tuple[Heading, ...] = ()


def read_heading(text: str, before: Heading | None = None) -> HeadingRead:
    """One heading taken apart.

    Parameters
    ----------
    text
        As written, without its scene number.
    before
        The heading of the scene before, whose light CONTINUOUS and the like take over. Without
        one, and without a word on light, the light is `Light.ANY`.
    """
    original = " ".join(text.split())
    bare = _TAGS.sub("", original)
    tags = original[len(bare) :]
    is_intercut = bool(_INTERCUT.search(bare))
    is_split = bool(_SPLIT_SCREEN.search(bare))
    pieces = _end_pieces(bare) if is_intercut or is_split else []
    if len(pieces) > 1:
        read = _several(bare, pieces, before, is_split=is_split)
    else:
        read = _single(bare, before)
        read = replace(read, is_intercut=is_intercut, is_split_screen=is_split)
    if not tags:
        return read
    return replace(
        read,
        heading=replace(read.heading, original=original),
        is_flashback=read.is_flashback or bool(_FLASHBACK.search(tags)),
    )


def _single(original: str, before: Heading | None) -> HeadingRead:
    int_ext, rest, understood = _intro(original)
    remarks: list[str] = []

    def bracket(hit: re.Match[str]) -> str:
        inner = hit[1].strip()
        if _is_remark(inner) or light_words(inner):
            remarks.append(inner)
            return ""
        return hit[0]

    rest = _BRACKET.sub(bracket, rest)
    segments = [s.strip(" .,:;-–—") for s in _DASH.split(rest)]
    segments = [s for s in segments if s]
    if len(segments) == 1:
        segments = _cut_by_stops(segments[0])
    # The set is what stands before the first words of time; later words are kept when they name
    # a place (`HOUSE - DAY - KITCHEN`), not when they remark (FLASHBACK, RAIN, 1985).
    name: list[str] = []
    light_texts: list[str] = []
    light: Light | None = None
    inherits = foreign = False
    for n, segment in enumerate(segments):
        words = light_words(segment) if n or (len(segments) == 1 and understood) else None
        if n == 0 and words is not None and len(segments) == 1 and not _is_only_time(segment):
            words = None
        if words is not None:
            light_texts.append(segment)
            light = light or words.light
            inherits = inherits or words.inherits
            foreign = foreign or words.foreign
        elif n and _is_remark(segment):
            remarks.append(segment)
        else:
            name.append(segment)
    for remark in remarks:
        if words := light_words(remark):
            light_texts.append(remark)
            light = light or words.light
            inherits = inherits or words.inherits
            foreign = foreign or words.foreign
    if not understood and before and _INTERCUT.fullmatch(name[0] if name else ""):
        # `INTERCUT - PHONE CALL` names no place: it goes on where the scene before was.
        name, int_ext = [], before.int_ext
    set_name = " - ".join(name).upper() or (before.set_name if before else "")
    script_day = next((d for d in map(_day_label, (*remarks, *light_texts)) if d), "")
    return HeadingRead(
        heading=Heading(
            original=original,
            int_ext=int_ext,
            set_name=set_name,
            light=light or (before.light if before else Light.ANY),
            light_text=" - ".join(light_texts),
            light_inherited=light is None,
        ),
        has_light=light is not None or inherits or any(map(_PRESENT.match, remarks)),
        is_present=any(map(_PRESENT.match, remarks)),
        is_flashback=any(_FLASHBACK.search(r) for r in remarks),
        is_understood=understood and bool(set_name),
        is_foreign=foreign,
        script_day=script_day,
    )


def _is_remark(segment: str) -> bool:
    return bool(_REMARK.match(segment.strip(" .,:;"))) or bool(_FLASHBACK.search(segment))


def _is_only_time(segment: str) -> bool:
    """`INT. NIGHT` has no set; `INT. DAY ROOM` does (and is no words of time anyway)."""
    return light_words(segment) is not None


def _day_label(text: str) -> str:
    hit = _SCRIPT_DAY.match(text.strip())
    if not hit:
        return ""
    return f"{(hit['letter'] or 'D').upper()}{int(hit['n'])}"


def _intro(text: str) -> tuple[IntExt, str, bool]:
    hit = _INTRO.match(text)
    if not hit:
        return IntExt.INT, text, False
    intro = hit["intro"].upper()
    inside = "INT" in intro or "ИНТ" in intro
    outside = any(w in intro for w in ("EXT", "EST", "ЭКСТ", "НАТ"))
    if intro.replace(".", "") in {"I/E", "E/I"} or (inside and outside):
        return IntExt.INT_EXT, text[hit.end() :], True
    return (IntExt.INT if inside else IntExt.EXT), text[hit.end() :], True


def _cut_by_stops(segment: str) -> list[str]:
    """`KITCHEN, NIGHT` and `KITCHEN. NIGHT`: the last piece goes when it is words of time."""
    for mark in (",", ".", "/", "-", "–"):
        head, found, tail = segment.rpartition(mark)
        if found and head.strip() and light_words(tail):
            return [head.strip(" .,"), tail.strip()]
    head, found, tail = segment.rpartition(" ")
    # `INT. KITCHEN NIGHT` without a dash: only the plainest words, or NIGHT BUS DAY would be lost.
    if found and tail.upper() in {"DAY", "NIGHT", "CONTINUOUS", "LATER", "DAWN", "DUSK"}:
        return [head.strip(" .,"), tail]
    return [segment]


def _end_pieces(original: str) -> list[str]:
    """The ends an INTERCUT heading names, as headings of their own."""
    bare = _SPLIT_SCREEN.sub(" ", _INTERCUT.sub(" ", original))
    bare = re.sub(r"[\(\[]\s*[\)\]]", " ", bare).strip(" -–—:/.")
    if bare and not _INTRO.match(bare) and _INTRO.match(original):
        bare = original
    whole = _INTRO.match(bare)
    # The slash of INT./EXT. parts no ends.
    pieces = re.split(
        r"\s*(?:(?<!INT)(?<!INT\.)(?<!EXT)(?<!EXT\.)(?<!I)(?<!E)/|\bAND\b(?=\s+(?:INT|EXT)\b))\s*",
        bare,
    )
    pieces = [p.strip(" -–—:") for p in pieces if p.strip(" -–—:")]
    if len(pieces) < 2 or len(pieces) > 4:
        return []
    if any(light_words(p) for p in pieces[1:]) or (whole and light_words(pieces[0])):
        return []
    return pieces


def _several(
    original: str, pieces: list[str], before: Heading | None, *, is_split: bool
) -> HeadingRead:
    """A heading of two or more ends; what one does not say it has from its neighbour."""
    reads = [_single(p, before) for p in pieces]
    last = reads[-1]
    first = reads[0]
    ends: list[Heading] = []
    for piece, read in zip(pieces, reads, strict=True):
        heading = read.heading
        if not read.has_light and last.has_light:
            heading = replace(
                heading,
                light=last.heading.light,
                light_text=last.heading.light_text,
                light_inherited=last.heading.light_inherited,
            )
        if not read.is_understood and first.is_understood:
            heading = replace(heading, int_ext=first.heading.int_ext)
        ends.append(replace(heading, original=piece))
    own = replace(ends[0], original=original)
    return HeadingRead(
        heading=own,
        has_light=any(r.has_light for r in reads),
        is_intercut=not is_split,
        is_split_screen=is_split,
        is_flashback=any(r.is_flashback for r in reads),
        is_understood=any(r.is_understood for r in reads),
        is_foreign=any(r.is_foreign for r in reads),
        script_day=next((r.script_day for r in reads if r.script_day), ""),
        ends=tuple(ends),
    )
