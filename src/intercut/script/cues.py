"""Cues: whose name stands over a speech, its extensions, and lines that only look like one."""

from __future__ import annotations

import re
from typing import Final

_DIRECTION = re.compile(
    r"""^(?:
      (?:END\ (?:OF\ )?)? INTERCUT(?:S|TING)?\b .*
    | (?:BACK|CUT|SMASH\ CUT|MATCH\ CUT|JUMP\ CUT|HARD\ CUT|DISSOLVE|FADE|WIPE|RETURN)\ TO\b .*
    | FADE\ (?:IN|OUT)\b .*
    | (?:END\ (?:OF\ )?)? SPLIT[\ -]SCREEN\b .*
    | (?:END\ (?:OF\ )?)? (?:THE\ |A\ |\w+\ )? MONTAGE\b .*
    | (?:A\ )? SERIES\ OF\ (?:SHOTS|IMAGES|PHOTOS)\b .*
    | (?:END\ (?:OF\ )?)? INSERT\b .*
    | (?:END\ (?:OF\ )?)? FLASH(?:[\ -]?(?:BACK|FORWARD|CUT))S?\b .*
    | (?:END\ (?:OF\ )?)? DREAM\ SEQUENCE\b .*
    | (?:END\ (?:OF\ )?)? (?:TITLE|TITLES|TITLE\ CARD|(?:OPENING|MAIN|END|CLOSING)\ (?:TITLES?|CREDITS))
      (?:\s*[-:–—].*|\ OVER\b.*|\ SEQUENCE\b.*)?
    | (?:SUPER|SUPERIMPOSE|CHYRON|CAPTION|SUBTITLE|LEGEND)\b (?:\s*[-:–—].*)?
    | (?:MUCH\ |MOMENTS?\ |MINUTES?\ |HOURS?\ |DAYS?\ |WEEKS?\ |MONTHS?\ |YEARS?\ |SECONDS?\ |SOME\ TIME\ |LATER\ )*
      LATER (?:\ THAT\ .*|\s*[-:–—].*)?
    | (?:A|AN|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|SEVERAL|A\ FEW|\d+)\ .*\ LATER
    | (?:MEANWHILE|SAME\ TIME|CONTINUOUS|CONTINUED|THAT\ NIGHT|NEXT\ (?:DAY|MORNING))
      (?:\s*[-:–—].*)?
    | (?:THE\ )?END(?:\ OF\ .*)?
    | (?:CLOSE|CLOSER|ANGLE|WIDE|PUSH\ IN|PAN|TILT|REVERSE|NEW\ ANGLE|ANOTHER\ ANGLE)\ (?:ON|TO|ANGLE)\b .*
    | (?:CLOSE[\ -]?UP|(?:WIDE|ESTABLISHING|STOCK|AERIAL|TRACKING|TWO)\ SHOT|ESTABLISHING|P\.?O\.?V\.?)
      (?:\b.*)?
    | .*'S\ P\.?O\.?V\.?
    | .*\ TO:
    )$""",
    re.VERBOSE,
)
_TRAIL = re.compile(r"(?:[:!?…,;]|\.\.\.|--|—|–)$")
_TAGS = re.compile(r"(?:\s+#[^\W\d_]\w*(?::\w+)?[?!]?)+\s*$")
MOST_EXTENSIONS: Final = 16
LONGEST_CUE: Final = 500
_CLOSERS: Final = ")）"


def looks_like_direction(name: str) -> bool:
    """Whether a cue reads like an instruction to the reader (`INTERCUT PHONE CALL`), not a person.

    True for intercuts, cuts back, montages, inserts, titles, jumps in time and camera directions,
    and for names that end like a sentence. A hint for a person to decide on, never a decision.
    """
    upper = " ".join(name.replace("’", "'").upper().split())
    if not upper:
        return False
    if _TRAIL.search(upper):
        return True
    return bool(_DIRECTION.match(upper))


def split_cue(text: str) -> tuple[str, tuple[str, ...], bool]:
    """Name, extensions without their brackets, and whether a `^` marks the speech as dual.

    `STEEL (V.O.) (CONT'D) ^` gives `("STEEL", ("V.O.", "CONT'D"), True)`. Case and spelling are
    kept. A cue that is all brackets is its own name.
    """
    rest = text.strip()
    is_dual = rest.endswith("^")
    if is_dual:
        rest = rest[:-1].rstrip()
    whole = rest
    extensions: list[str] = []
    while rest and rest[-1] in _CLOSERS and len(extensions) < MOST_EXTENSIONS:
        opened = _opening(rest)
        if opened < 0:
            break
        extensions.append(rest[opened + 1 : -1].strip())
        rest = rest[:opened].rstrip()
    if not rest:
        return whole, (), is_dual
    return rest, tuple(reversed(extensions)), is_dual


def _opening(text: str) -> int:
    """Offset of the bracket that opens the group ``text`` ends in, -1 when there is none."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _CLOSERS:
            depth += 1
        elif text[i] in "(（":
            depth -= 1
            if depth == 0:
                return i
    return -1


def is_upper(text: str) -> bool:
    """At least one capital and no small letter, in any alphabet."""
    return text.isupper()


def is_uncased_name(text: str) -> bool:
    """A short line in letters that know no capitals (Japanese, Hindi ...) and no sentence marks."""
    return (
        len(text) <= 20
        and any(c.isalpha() for c in text)
        and text.upper() == text.lower()
        and not re.search(r"[。、．，,.;:：;!?！？…।॥؟،]", text)
    )


def trailing_tags(text: str) -> int:
    """Offset where `#tags` of other programs begin at the end of a line; its length without any.

    Only tags with a small letter behind text without one count: `WOMAN #A` is a name.
    """
    if "#" not in text or len(text) > LONGEST_CUE:
        return len(text)
    hit = _TAGS.search(text)
    if hit and text[: hit.start()].isupper() and not hit[0].isupper():
        return hit.start()
    return len(text)
