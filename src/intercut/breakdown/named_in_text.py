"""Where a text names a role, and whether the words around put it on the set or only speak of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from intercut.breakdown.name_keys import TITLES, name_key, words_of
from intercut.breakdown.names import Register
from intercut.breakdown.variants import is_generic_name
from intercut.domain.ids import RoleId

_ALSO_WORDS: Final = words_of(
    "WILL MAY MARK GRACE HOPE JOY ROSE ART BILL FRANK GRANT JACK PAT ROB SUE SUMMER DAWN "
    "JUNE APRIL AUGUST FAITH MAX ACE RAY BOB NICK DON DREW CHASE HUNTER MASON SKY RIVER "
    "DAISY IVY VIOLET RUBY PEARL AMBER CARD BO CY ADA STAR ANGEL BUCK CHIP CLAY CLIFF DALE "
    "DEAN EARL FORD GLEN LANCE LEE MIKE MINT NORM PENNY POLLY REED RICH RUSTY SANDY SKIP "
    "WADE WARD WOODY"
) - {"CY", "ADA", "BO"}
"""Names that begin sentences as common words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A role named at `text[start:end]`."""

    role: RoleId
    start: int
    end: int
    is_generic: bool = False


class NameFinder:
    """Finds roles by name, by the names they are introduced with, and by their parts.

    ``action`` is all action of the script: a word it uses in small letters is no name by itself
    (MISTER LONG LEGS is not LONG).
    """

    def __init__(self, register: Register, action: Iterable[str] = ()) -> None:
        owners: dict[str, set[RoleId]] = {}
        whole: set[str] = set()
        for key, roles in register.of_key.items():
            if len(roles) == 1 and key not in register.voices:
                owners.setdefault(key, set()).update(roles)
                whole.add(key)
        for role, names in register.full_names.items():
            for name in names:
                owners.setdefault(name_key(name), set()).add(role)
        parts: dict[str, set[RoleId]] = {}
        for role, known in register.roles.items():
            if is_generic_name(known.name):
                continue
            for name in (known.name, *known.aliases, *register.full_names.get(role, ())):
                for word in name_key(name).split():
                    if len(word) > 2 and word.isalpha() and word not in whole | TITLES:
                        parts.setdefault(word, set()).add(role)
        for word in parts.keys() - _common(parts, action):
            owners.setdefault(word, set()).update(parts[word])
        self._owner = {p: next(iter(r)) for p, r in owners.items() if len(r) == 1 and p}
        self._whole = whole
        self._generic = {r for r, known in register.roles.items() if is_generic_name(known.name)}
        # A voice is on no set, but BIG VOICE is not the VOICE in it either.
        phrases = sorted({*self._owner, *register.voices}, key=len, reverse=True)
        # One step per first letter keeps the search linear in the text, not in the cast.
        body = "|".join(
            re.escape(p).replace(r"\ ", r"\.?\s+#?").replace("'", "['’]") for p in phrases
        )
        self._pattern = (
            re.compile(rf"(?<![\w'’-])(?:{body})(?![\w-])", re.IGNORECASE) if body else None
        )

    def find(self, text: str) -> Iterator[Named]:
        """Every place where a role is named, in order."""
        if self._pattern is None:
            return
        for hit in self._pattern.finditer(text):
            role = self._owner.get(name_key(hit[0]))
            if role is None:
                continue
            generic = role in self._generic
            if hit[0].islower():
                # `the ghost` is GHOST; a mere word of a name (`the night`) is nobody.
                if name_key(hit[0]) not in self._whole or name_key(hit[0]) in _ALSO_WORDS:
                    continue
                if not _THE.search(text[: hit.start()]):
                    continue
                generic = True
            elif not hit[0].isupper() and not hit[0][:1].isupper():
                continue
            elif name_key(hit[0]) in _ALSO_WORDS and not hit[0].isupper():
                before = text[: hit.start()].rstrip()
                if not before or before[-1] in ".!?:\n":
                    follows = text[hit.end() : hit.end() + 12]
                    if not re.match(
                        r"['’]s\s|\s+\w+(?:s|ed|es)\b|\s+(?:and|&)\s+[A-Z]|,\s", follows
                    ):
                        continue
            yield Named(role=role, start=hit.start(), end=hit.end(), is_generic=generic)


_THE: Final = re.compile(r"\b(?:the|The|THE|our)\s+$")


def _common(words: Collection[str], texts: Iterable[str]) -> set[str]:
    """Which of these words in capitals the texts use in small letters."""
    body = "|".join(re.escape(w.lower()) for w in sorted(words, key=len, reverse=True))
    if not body:
        return set()
    small = re.compile(rf"(?<![\w'’-])(?:{body})(?![\w'’-])")
    return {hit.upper() for text in texts for hit in small.findall(text)}


_BODY: Final = (
    r"(?:hands?|eyes?|face|faces|fingers?|head|shoulders?|back|feet|foot|legs?|arms?|lips|mouth|hair|smile|gaze|"
    r"expression|jaw|breath(?:ing)?|knees?|tears|cheeks?|chest|thumb|fist|look|reaction|side|body|brow|palm|wrist|"
    r"ears?|neck|lap|grip|stare|knuckles|silhouette|shadow|attention|boots?|elbow)"
)
_AFTER_AWAY: Final = re.compile(
    r"^\s*(?:,\s*)?(?:is|are|was|has|had|isn['’]t|is not|was not)?\s*(?:not\s+)?(?:long\s+|already\s+|still\s+|nowhere|never\s+)?"
    r"(?:gone|missing|absent|dead and buried|nowhere|no longer (?:there|here)|not (?:there|here|in|home|at home)|"
    r"(?:isn['’]t|wasn['’]t) (?:there|here|in|home|at home)|away|elsewhere|(?:has|had) (?:just |already |only just |long since )?(?:left|gone)|had (?:said|told|given|been)|"
    r"would(?:n['’]t| not)? have|used to|never (?:came|comes|arrives|shows up)|once|(?:has|have|had) not (?:yet )?(?:come|arrived|shown up|appeared|returned)|(?:hasn|haven|hadn)['’]t (?:come|arrived|shown up|appeared|returned)|(?:does|did)(?: not|n['’]t) (?:come|show|appear|arrive|turn up))\b"
)
_BEFORE_AWAY: Final = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|pictures?|picture|portrait|painting|image|footage|drawing|sketch|poster|statue|bust|video|"
    r"memory|memories|thoughts?|grave|name|voice|letter|note|text|texts|message|messages|email|e-mail|voice ?mail|postcard|gift|present|flowers|"
    r"file|absence|ghost|sound|smell|death|funeral|loss|news|mention|call|calls|missed call|caller id|word|initials|autobiography|life|whereabouts)"
    r"(?:\s+message)?\s+(?:of|from|to|for|with|by|about|on)\s+(?:the\s+|a\s+|young\s+|her\s+|his\s+)?"
    r"|\b(?:thinks?|thinking|thought|dreams?|dreaming|talks?|talking|speaks?|speaking|reads?|hears?|wonder(?:s|ing)?|worr(?:ies|ying)|mentions?|gossip(?:s|ing)?|laugh(?:s|ing)?|stor(?:y|ies)|knows?) about\s+"
    r"|\b(?:thinks?|dreams?|speaks?|hears?|reminds? (?:her|him|them)|instead|because|tired|afraid|no sign|no trace|sick|full|proud) of\s+"
    r"|\b(?:looks?|looking|search(?:es|ing)?|scans?|waits?|waiting|asks?|asking|hunts?|hunting|listens?|meant|left|saved|reserved|empty chair|place|seat|room|table|bed|chair|desk)\s+(?:\w+\s+){0,3}for\s+"
    r"|\b(?:without|misses|miss|like|resembles|remembers|imagines|pictures|impersonating|imitating|no longer|not|no|neither|nor|unlike|except|mentions|blames|forgets)\s+"
    r"|\b(?:dials?|phones?|rings|texts?|texting|e-?mails?|calls? up|calling|telephones|messages|reaches|FaceTimes|facetimes|skypes)\s+"
    r"|\b(?:on|over|by) (?:the |her |his |a )?(?:\w+ )?(?:phone|call|line|mobile|cell|radio) (?:with|to)\s+"
    r"|\b(?:call|calls|conversation|talks?|talking|speaks?|speaking) (?:is |comes? )?(?:from|to|with)\s+(?=\w+\W+(?:on|over|by) (?:the|her|his) (?:phone|line|cell|mobile))"
    r"|\b(?:hears?|hear)\s+|\bit['’]s\s+|\b(?:reads?|says|labelled|labeled|marked|titled|signed|named|called|addressed to|engraved)\s*:?,?\s*[\"“'‘]?"
    r"|[\"“])$",
    re.IGNORECASE,
)  # fmt: skip
_ON_SCREEN: Final = re.compile(
    r"\bon (?:the |a |her |his |their )?(?:\w+ )?(?:screens?|TV|television|monitors?|laptop|phone screen|poster|display|video|cover|front page)\b",
    re.IGNORECASE,
)
_SCREEN_BEFORE: Final = re.compile(
    r"\bon (?:the |a |an |her |his |their |every |one )?(?:\w+ )?(?:screens?|TV|television|telly|monitors?|laptop|display|video|poster|front page)\b\W+(?:\w+\.?\s+){0,3}$",
    re.IGNORECASE,
)
_DISPLAY: Final = re.compile(
    r"\b(?:phone|screen|display|mobile|caller id|lights? up|flash(?:es|ing)?|reads?|shows?|envelope|letter|label|sign|door|tag|card|note|list)\b",
    re.IGNORECASE,
)
_DOWN_THE_WIRE: Final = re.compile(
    r"^\s+(?:\w+\s+){1,3}(?:(?:down|on|at) the other end|(?:down|on) the line|(?:over|through|down) the (?:phone|radio|intercom|speaker))\b"
)
_THEN: Final = re.compile(
    r"\b(?:where|when|after|before|since|whom|who|that|the (?:night|day|morning|evening|time|moment|week|year|place|spot))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"^\s+(?:once\s+|first\s+|last\s+)?(?:was|were|had|fell|died|lived|stood|sat|left|lay|kept|hid|slept|met|lost|found|used|told|said|gave|took|\w{3,}ed)\b"
)
_VERB: Final = re.compile(
    r"^(?:\s*\([^)]*\))?(?:\s*,[^,.;]{1,80},)?(?P<more>(?:\s*,?\s+(?:and|&)\s+(?:the\s+)?[A-Z][\w'’]*)*)\s+(?:\w+ly\s+|just\s+|now\s+|still\s+|both\s+|also\s+|then\s+)*"
    r"(?P<verb>\w+)"
)
_HEARD_ONLY: Final = re.compile(
    r"^['’]s\s+(?:\w+\s+)?(?:voice|voices|ringtone|recording|recorded|message|phone voice)\b",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(
    r"\b(?:with|to|at|beside|behind|past|towards?|by|near|opposite|facing|joins?|hands?|gives?|kisses|hugs?|sees?|spots?|finds?|watch(?:es)?|follows?|"
    r"approaches|leads?|helps?|meets?|and|from|finds|shakes|reveals?|reveal|leaving|passes|grabs?|pulls?|pushes|stops?)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one naming says: on the set or spoken of, how sure, and the words."""

    is_there: bool
    confidence: int
    quote: str
    on_screen: bool = False
    acts: bool = False
    shown: bool = False


def evidence(text: str, named: Named) -> Evidence:
    """Whether a role named in action is there."""
    start, end = _sentence(text, named.start, named.end)
    sentence = text[start:end]
    before = text[start : named.start]
    after = text[named.end : end]
    quote = " ".join(sentence.split())
    quote = quote if len(quote) <= 90 else f"{quote[:87]}..."
    if _HEARD_ONLY.match(after) or _DOWN_THE_WIRE.match(after):
        return Evidence(is_there=False, confidence=80, quote=quote)
    if text[: named.start].count('"') % 2 or text[: named.start].count("“") > text[
        : named.start
    ].count("”"):
        return Evidence(is_there=False, confidence=70, quote=quote)
    if before.rstrip().endswith(":") and _DISPLAY.search(before):
        return Evidence(is_there=False, confidence=75, quote=quote)
    if _SCREEN_BEFORE.search(before):
        return Evidence(is_there=False, confidence=75, quote=quote, on_screen=True)
    if _THEN.search(before) and _PAST.match(after):
        return Evidence(is_there=False, confidence=70, quote=quote)
    if re.search(
        r"\b(?:we see|reveal(?:s|ing)?:?|we find|to reveal)\s+(?:the\s+)?$", before, re.IGNORECASE
    ):
        return Evidence(is_there=True, confidence=90, quote=quote, acts=True, shown=True)
    if _ON_SCREEN.search(after) and not re.search(r"['’]s\s+$", before):
        shown = _ON_SCREEN.search(after)
        if (
            shown
            and shown.start() < 40
            and not re.search(
                r"\b(?:watches|looks|stares|sees|taps|types|points|swipes|scrolls|reads)\b",
                after[: shown.start()],
            )
        ):
            return Evidence(is_there=False, confidence=75, quote=quote, on_screen=True)
    if possessive := re.match(r"['’]s?\s+(?:own\s+|\w+\s+)?(?P<thing>\w+)", after):
        first = re.match(rf"['’]s?\s+(?:\w+\s+){{0,2}}{_BODY}\b", after, re.IGNORECASE)
        if first and not _BEFORE_AWAY.search(before):
            return Evidence(is_there=True, confidence=75, quote=quote)
        return Evidence(is_there=False, confidence=70 if possessive["thing"] else 60, quote=quote)
    if _BEFORE_AWAY.search(before) or _AFTER_AWAY.match(after):
        return Evidence(is_there=False, confidence=75, quote=quote)
    if re.search(r"\b(?:calls|call)\s+$", before) and not re.match(
        r"\s+(?:over|in|inside|out|aside|forward|down|up|back|to (?:him|her|them|the))\b", after
    ):
        return Evidence(is_there=False, confidence=55, quote=quote)
    verb = _VERB.match(after)
    opens = not before.strip() or bool(
        re.search(r"(?:^|[,;:.]|\band|\bwhile|\bas|\bwhere|\bthen|\buntil|\bThe|\bthe)\s*$", before)
    )
    if (
        verb
        and opens
        and (verb["more"] or before.rstrip().endswith("and") or _is_verb(verb["verb"]))
    ):
        return Evidence(
            is_there=True, confidence=80 if named.is_generic else 90, quote=quote, acts=True
        )
    if _OBJECT.search(re.sub(r"\b(?:the|The)\s+$", "", before)):
        return Evidence(is_there=True, confidence=70 if named.is_generic else 75, quote=quote)
    if re.match(
        r"\s*[(,]\s*(?:early |mid[- ]?|late )?(?:\d{1,2}|teens|twenties|thirties|forties|fifties|sixties|seventies)",
        after,
    ):
        return Evidence(is_there=True, confidence=90, quote=quote, acts=True)
    return Evidence(is_there=True, confidence=65, quote=quote)


def _is_verb(word: str) -> bool:
    low = word.lower()
    return low in _BE or (
        low.endswith(("s", "ing", "ed")) and low not in {"this", "his", "its", "as", "yes", "was"}
    )


_BE: Final = words_of(
    "is are has have was were do does sit stand sat stood lie lay go goes come run ran walk "
    "enter exit look turn freeze nod take hold held share watch wait laugh argue kiss in at "
    "on lies sleeps stares asleep alone"
)


_TITLE_STOP: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Prof|DR|MR|MRS|MS|SGT)|\b[A-Z])\.$"
)


@lru_cache(maxsize=512)
def _stops(text: str) -> tuple[int, ...]:
    # A stop behind a title or a single letter ends no sentence.
    return tuple(
        m.end()
        for m in re.finditer(r"[.!?…]+[\"”’)]*\s+|\n+", text)
        if not _TITLE_STOP.search(text[max(0, m.start() - 6) : m.start() + 1])
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for stop in _stops(text):
        if stop <= start:
            first = stop
        elif stop >= end:
            last = stop
            break
    return first, last
