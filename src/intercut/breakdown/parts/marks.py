"""The words by which a script says that it cuts to and fro, and that it stops doing so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intercut.breakdown.heading import read_heading
from intercut.breakdown.reading import Direction, SceneRead
from intercut.domain.scene import Heading


class MarkKind(StrEnum):
    """What a mark does."""

    START = "intercut"
    SPLIT_SCREEN = "split screen"
    CROSSCUT = "cut back and forth"
    END = "end of intercut"
    HANG_UP = "hang-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark at ``offset`` from the heading (0 = in the heading itself).

    ``rest`` is what it names, without the word itself; ``headings`` the places it spells out as
    headings; ``quote`` the script's words. ``in_sentence`` tells it from a line of its own.
    """

    kind: MarkKind
    offset: int
    quote: str
    rest: str = ""
    headings: tuple[Heading, ...] = ()
    in_sentence: bool = False
    confidence: int = 90


_END: Final = re.compile(
    r"\b(?:END|STOP|OUT)(?: OF)?(?: THE)?(?: PHONE)? (?:INTER-?CUT(?:S|TING)?|SPLIT[ -]SCREEN)\b"
    r"|^\s*END (?:OF )?(?:THE )?(?:PHONE |VIDEO )?(?:CALL|CONVERSATION)\b|\bINTER-?CUT(?:TING)? ENDS\b"
    r"|^\s*(?:BACK TO|RETURN TO) (?:SCENE|(?:THE )?SINGLE SCREEN|PRESENT)\b",
    re.IGNORECASE,
)
_BACK: Final = re.compile(r"^\s*(?:CUT )?BACK TO:?\s*(?P<rest>.*)$", re.IGNORECASE)
_WORD: Final = re.compile(r"\bINTER-?CUT(?:S|TING)?\b", re.IGNORECASE)
_SPLIT: Final = re.compile(r"\bSPLIT[ -]SCREEN\b", re.IGNORECASE)
_CROSS: Final = re.compile(
    r"\bCROSS-?CUT(?:S|TING)?\b(?= (?:BETWEEN|WITH|TO)|:|\s*$)|\b(?:we|WE) (?:cut|CUT|go|GO) (?:back and forth|BACK AND FORTH) (?:between|BETWEEN)\b"
    r"|\b(?:CUTTING|cutting|CUT|cut) (?:back and forth|BACK AND FORTH|to and fro) (?:between|BETWEEN)\b|\bALTERNATE BETWEEN\b"
)
_FOOTAGE: Final = re.compile(
    r"\b(?:FOOTAGE|STOCK|ARCHIVE|ARCHIVAL|NEWSREEL|MONTAGE|FLASH ?-?BACKS?|MEMOR(?:Y|IES)|PHOTO(?:GRAPH)?S?|TITLES?|CREDITS?|CLIPS?|HOME MOVIES?|IMAGES|SHOTS OF|INSERTS?|STILLS|GRAPHICS|HEADLINES)\b",
    re.IGNORECASE,
)
_NO_MARK: Final = re.compile(
    r"\b(?:the |an? |this |that |his |her |rough |of |old )(?:\w+ )?(?:intercut|split[ -]screen)\b(?! (?:between|with))|\bintercut (?:montage|sequence of)\b|\bsplit[ -]screen (?:monitor|tv|television|display|door)\b",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"\b(?:(?:THE |THEIR |THIS )?(?:TELEPHONE|PHONE|VIDEO|FACETIME|ZOOM|SKYPE|RADIO|CELL(?:PHONE)?)?[ -]*(?:CALL|CONVERSATION|CONVO|CHAT|EXCHANGE)S?"
    r"|AS (?:NEEDED|NECESSARY|APPROPRIATE|REQUIRED)|TO TASTE|BACK AND FORTH|THE TWO(?: LOCATIONS| PLACES| SIDES| ENDS)?|BOTH (?:SIDES|ENDS)|TWO (?:LOCATIONS|PLACES)|BEGINS?|CONTINUES|THROUGHOUT|SEQUENCE|LOCATIONS|TELEPHONE|PHONE)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\b(?:INT|EXT|I/E)\b[./ ]", re.IGNORECASE)
_NEXT_PLACE: Final = re.compile(
    r"(?:^|\s*(?:/|&|,|;|\bAND\b|\bWITH\b|-)\s*)(?=(?:INT|EXT|I/E)\b[./ ])", re.IGNORECASE
)
_HANG_UP: Final = re.compile(
    r"\b(?:hangs? up|hung up|rings off|ends the call|cuts? the call|clicks? off|disconnects|puts? (?:down )?the (?:phone|receiver)(?: down)?|the line (?:goes|is) dead|slams? the (?:phone|receiver) down|logs off|closes the laptop|shuts the laptop)\b",
    re.IGNORECASE,
)


def marks_of(scene: SceneRead) -> tuple[Mark, ...]:
    """The marks of one scene in order, its heading's first."""
    marks: list[Mark] = []
    heading = scene.heading
    if heading.is_intercut or heading.is_split_screen:
        kind = MarkKind.SPLIT_SCREEN if heading.is_split_screen else MarkKind.START
        original = heading.heading.original
        rest = "" if heading.ends else _rest(_from_word(original))
        marks.append(
            Mark(
                kind=kind, offset=0, quote=original, rest=rest, headings=heading.ends, confidence=90
            )
        )
    for item in scene.directions:
        if mark := _mark(item, scene, open_now=bool(marks)):
            marks.append(mark)
    return tuple(marks)


def _from_word(text: str) -> str:
    """A slug line from its INTERCUT on, as far as its bracket or dash goes."""
    hit = _WORD.search(text) or _SPLIT.search(text)
    if not hit:
        return ""
    tail = text[hit.end() :]
    return re.split(r"[)\]]", tail)[0]


def _mark(item: Direction, scene: SceneRead, *, open_now: bool) -> Mark | None:
    text = " ".join(item.text.split())
    if _END.search(text):
        return Mark(kind=MarkKind.END, offset=item.offset, quote=text[:90], confidence=95)
    if open_now and (hit := _BACK.match(text)) and (item.is_transition or text.isupper()):
        return Mark(
            kind=MarkKind.END, offset=item.offset, quote=text[:90], rest=hit["rest"], confidence=80
        )
    kind = MarkKind.START
    hit = _WORD.search(text)
    if not hit:
        hit, kind = _SPLIT.search(text), MarkKind.SPLIT_SCREEN
    if not hit:
        hit, kind = _CROSS.search(text), MarkKind.CROSSCUT
    if not hit:
        if open_now and _HANG_UP.search(text):
            return Mark(kind=MarkKind.HANG_UP, offset=item.offset, quote=text[:90], confidence=60)
        return None
    own_line = (hit[0].isupper() and not text[: hit.start()].strip(" -–—(:.")) or text.isupper()
    if _NO_MARK.search(text) and not hit[0].isupper():
        return None
    sentence = _sentence_at(text, hit.start())
    if _FOOTAGE.search(sentence):
        return Mark(
            kind=kind,
            offset=item.offset,
            quote=sentence[:120],
            rest=sentence,
            in_sentence=True,
            confidence=20,
        )
    after = text[hit.end() :] if own_line else sentence[sentence.find(hit[0]) + len(hit[0]) :]
    before = text[: hit.start()] if not own_line else ""
    headings = _places(after, scene.heading.heading)
    rest = "" if headings else _rest(after if after.strip(" .:-–—") else before)
    if item.was_cue and not headings:
        rest = _rest(item.text[item.text.upper().find(hit[0].upper()) + len(hit[0]) :])
    return Mark(
        kind=kind,
        offset=item.offset,
        quote=text[:120],
        rest=rest,
        headings=headings,
        in_sentence=not own_line,
        confidence=90 if own_line else 80,
    )


def _sentence_at(text: str, at: int) -> str:
    start = max(text.rfind(m, 0, at) for m in (". ", "! ", "? "))
    end = min(
        (e for e in (text.find(m, at) for m in (". ", "! ", "? ")) if e >= 0), default=len(text)
    )
    return text[start + 2 if start >= 0 else 0 : end]


def _rest(text: str) -> str:
    """The names a mark gives, without the filling words around them."""
    bare = _FILLER.sub(" ", text.split(". ", maxsplit=1)[0])
    bare = re.sub(r"^\s*(?:[:\-–—]|\b(?:WITH|BETWEEN|TO|FROM)\b)+", " ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^\s*(?:WITH|BETWEEN)\b", " ", bare.strip(), flags=re.IGNORECASE)
    return " ".join(bare.strip(" .:-–—()").split())


def _places(text: str, before: Heading) -> tuple[Heading, ...]:
    """Places spelled out as headings: `INT. CAR - NIGHT`, `INT. A / EXT. B`."""
    hit = _PLACE.search(text)
    if not hit:
        return ()
    pieces = [
        p.strip(" -–—:.") for p in _NEXT_PLACE.split(text[hit.start() :]) if p.strip(" -–—:.")
    ]
    return tuple(read_heading(p, before).heading for p in pieces if _PLACE.match(f"{p} "))
