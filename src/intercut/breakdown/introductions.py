"""People whom action introduces in capitals: full names of speakers, and parts without a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from intercut.breakdown.element_words import CATEGORY_OF
from intercut.breakdown.name_keys import TITLES, name_key, shown_name
from intercut.breakdown.names import Register
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead
from intercut.domain.ids import SceneId
from intercut.domain.scene import ProposalKind

_AGE: Final = (
    r"(?:(?:in (?:his|her|their) )?(?:early |mid[- ]?|late |about |around )?(?:\d{1,3}s?|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b"
    r"|(?:a |an )?(?:pre-?teen|teenager|toddler|baby|newborn)\b|age[ds]? \d+)"
)
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*[A-ZÀ-ÖØ-Þ.]"
_INTRODUCED: Final = re.compile(
    rf"(?<![\w'’])(?P<name>{_WORD}(?:\s+(?:\"[^\"]+\"\s+)?(?:{_WORD}|#?\d+))*)(?P<age>\s*[,(]\s*\(?{_AGE})?"
)


def note_introductions(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], register: Register, desk: Desk
) -> None:
    """Learn full names (`DI TOMAS REYES` is REYES), and add roles introduced with an age.

    A name in capitals with an age that never speaks becomes a role of its own, as a proposal;
    the scene it was asked about is kept in ``register.introduced``.
    """
    single: dict[str, list[str]] = {}
    for key in register.of_key:
        for word in key.split():
            single.setdefault(word, []).append(key)
    for scene, scene_id in zip(scenes, ids, strict=True):
        for item in scene.directions:
            if item.text.isupper() or item.was_cue:
                continue
            for hit in _INTRODUCED.finditer(item.text):
                key = name_key(hit["name"])
                if key in register.of_key:
                    continue
                words = [w for w in key.split() if w not in TITLES]
                owners = {k for w in words for k in single.get(w, ()) if _is_short_for(k, key)}
                if owners:
                    for owner in owners if len(owners) == 1 else ():
                        roles = register.of_key[owner]
                        if len(roles) == 1 and len(words) <= 4:
                            register.full_names.setdefault(roles[0], set()).add(key)
                elif (
                    hit["age"]
                    and words
                    and not _is_crowd(key)
                    and desk.ask(
                        ProposalKind.SILENT_PRESENCE,
                        f"{shown_name(hit['name'])} is a part without a line.",
                        reason=f'introduced with an age: "{" ".join(hit[0].split())}"',
                        confidence=75,
                        scene=scene_id,
                        subjects=(shown_name(hit["name"]),),
                        words=hit["name"],
                    )
                ):
                    role = register.add(key, shown_name(hit["name"]))
                    for word in key.split():
                        single.setdefault(word, []).append(key)
                    register.full_names.setdefault(role, set()).add(key)
                    register.introduced[role] = scene_id


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
