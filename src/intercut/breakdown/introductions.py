"""People whom action introduces in capitals: full names of speakers, and parts without a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from intercut.breakdown.element_words import ANIMALS, CATEGORY_OF, NOT_ELEMENTS
from intercut.breakdown.name_keys import TITLES, name_key, shown_name
from intercut.breakdown.names import Register
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead, listed_cast
from intercut.domain.ids import SceneId
from intercut.domain.scene import ProposalKind

_AGE: Final = (
    r"(?:(?:in (?:his|her|their) )?(?:early |mid[- ]?|late |about |around )?(?:\d{1,3}s?|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b"
    r"|(?:a |an )?(?:pre-?teen|teenager|toddler|baby|newborn)\b|age[ds]? \d+)"
)
_ACTS: Final = re.compile(
    r"(?:\s*,[^,.;]{1,80},)?\s+(?:\w+ly\s+|just\s+|still\s+)?(?:drops|reads|counts|watches|enters|exits|smiles|walks|sits|looks|nods|"
    r"takes|gives|picks|puts|lifts|leans|kneels|laughs|cries|weeps|sleeps|drives|rides|eats|drinks|writes|types|dances|kisses|hugs|stares|"
    r"glances|whispers|shrugs|pours|smokes|knits|listens|waits|studies|paces|grins|frowns|sighs|yawns|wipes|packs|unpacks|dresses|"
    r"undresses|kicks|climbs|crosses|steps|tiptoes|hurries|limps|stumbles|wakes|prays|sings|hums|paints|sews|cooks|chews|shaves)\b"
)
_DOES: Final = re.compile(
    r"(?:\s*,[^,.;]{1,80},)?\s+(?:\w+ly\s+)?[a-z]{2,}s\s+(?:an?|the|his|her|their|one|two|three|at the|into the|in the|on the)\s"
)
_PET: Final = re.compile(
    r"\s*,\s+(?:an?|the|her|his|their)\s+(?:[a-zà-ÿ-]+\s+){0,4}(?P<what>[A-Za-z]+)\b"
)
_WORD: Final = (
    r"(?:(?:MR|MRS|MS|DR|ST|SGT|LT|CPL|CAPT|COL|GEN|REV|PROF|DET|INSP|[A-Z])\."
    r"|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]*[A-ZÀ-ÖØ-Þ])"
)
_NOT_AKA: Final = r"(?!A\.?K\.?A\b)"
_INTRODUCED: Final = re.compile(
    rf"(?<![\w'’])(?<!\w\.){_NOT_AKA}(?P<name>{_WORD}(?:\s+(?:\"[^\"]+\"\s+)?{_NOT_AKA}(?:{_WORD}|#?\d+))*)"
    rf"(?P<age>\s*[,(]\s*\(?{_AGE})?"
)
_AGE_LATER: Final = re.compile(
    rf"\s*,\s*(?:an?|the|his|her|their)\s[^,.;:()]{{1,60}},\s*{_AGE}(?=\s*(?:[,.;)]|$))"
)
"""`MRS. PELL, a librarian, 40,`; not `THE MILL, a ruin, 40 paces off`."""


_LISTED_BEFORE: Final = re.compile(rf"(?<![\w'’])(?P<name>{_WORD})(?:,| and|, and)\s+$")
_LISTED_AFTER: Final = re.compile(rf"^(?:,| and|, and)\s+(?P<name>{_WORD})(?![\w'’])")


def note_introductions(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], register: Register, desk: Desk
) -> None:
    """Learn full names (`DI TOMAS REYES` is REYES), and add roles introduced with an age.

    A name in capitals with an age that never speaks becomes a role of its own, as a proposal;
    the scene it was asked about is kept in ``register.introduced``.
    """
    for scene in scenes:
        for name, _ in listed_cast(scene):
            # The file itself says that it is a character: no question.
            if (key := name_key(name)) and key not in register.of_key:
                register.add(key, shown_name(name))
    single: dict[str, list[str]] = {}
    for key in register.of_key:
        for word in key.split():
            single.setdefault(word, []).append(key)
    for scene, scene_id in zip(scenes, ids, strict=True):
        for item in scene.directions:
            if item.text.isupper() or item.was_cue:
                continue
            for hit in _INTRODUCED.finditer(item.text):
                key = name_key(re.sub(r"[\"“”]", "", hit["name"]))
                if key in {*register.of_key, *register.crowds, *register.animals}:
                    continue
                words = [w for w in key.split() if w not in TITLES]
                owners = {k for w in words for k in single.get(w, ()) if _is_short_for(k, key)}
                if owners:
                    for owner in owners if len(owners) == 1 else ():
                        roles = register.of_key[owner]
                        if len(roles) == 1 and len(words) <= 4:
                            register.full_names.setdefault(roles[0], set()).add(key)
                elif (
                    why := _reason(hit, item.text, key, words)
                    or _listed_with(hit, item.text, key, words, register)
                ) and desk.ask(
                    ProposalKind.SILENT_PRESENCE,
                    f"{_shown(hit)} is a part without a line.",
                    reason=why[0],
                    confidence=why[1],
                    scene=scene_id,
                    subjects=(_shown(hit),),
                    words=hit["name"],
                ):
                    role = register.add(key, _shown(hit))
                    for word in key.split():
                        single.setdefault(word, []).append(key)
                    register.full_names.setdefault(role, set()).add(key)
                    register.introduced[role] = scene_id


def _shown(hit: re.Match[str]) -> str:
    return shown_name(re.sub(r"[\"“”]", "", hit["name"]))


def _reason(hit: re.Match[str], text: str, key: str, words: list[str]) -> tuple[str, int] | None:
    """Why a name in capitals is a part of its own, and how sure that is; None when it is not."""
    if not words or _is_crowd(key):
        return None
    quote = " ".join(text[hit.start() : hit.end() + 30].split())
    if hit["age"]:
        return f'introduced with an age: "{quote}"', 75
    pet = _PET.match(text[hit.end() :])
    if len(words) > 3 or (pet and CATEGORY_OF.get(pet["what"].upper()) == ANIMALS):
        return None
    if later := _AGE_LATER.match(text[hit.end() :]):
        quote = " ".join((hit[0] + later[0]).split())
        return f'introduced with an age: "{quote}"', 70
    if any(w in CATEGORY_OF or w in NOT_ELEMENTS for w in words):
        return None
    if _ACTS.match(text[hit.end() :]) or (hit.start() == 0 and _DOES.match(text[hit.end() :])):
        return f'in capitals, doing what a person does: "{quote}"', 65
    return None


def _listed_with(
    hit: re.Match[str], text: str, key: str, words: list[str], register: Register
) -> tuple[str, int] | None:
    """`DESMOND, IRMA and PAVEL`: a name in capitals in one list with somebody who speaks."""
    if not 0 < len(words) <= 2 or any(w in CATEGORY_OF or w in NOT_ELEMENTS for w in words):
        return None
    before = _LISTED_BEFORE.search(text[max(0, hit.start() - 40) : hit.start()])
    after = _LISTED_AFTER.match(text[hit.end() : hit.end() + 40])
    for other in (before, after):
        if other and name_key(other["name"]) in register.of_key and name_key(other["name"]) != key:
            return f"in one list with {other['name']}", 65
    return None


def _is_short_for(cue: str, full: str) -> bool:
    """REYES for DI TOMAS REYES: all words of the cue stand in the full name, in order."""
    words = full.split()
    place = -1
    for word in cue.split():
        if word not in words[place + 1 :]:
            return False
        place = words.index(word, place + 1)
    return True


def _is_crowd(key: str) -> bool:
    last = key.rsplit(maxsplit=1)[-1]
    return CATEGORY_OF.get(last) is not None and last.endswith("S")
