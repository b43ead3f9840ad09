"""Animals that have cues: a dog that barks is hired from a handler, not cast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.breakdown.element_words import ANIMALS, category_of
from intercut.breakdown.reading import SceneRead

ANIMAL_NAMED: Final = re.compile(
    r"(?<![\w'’])(?P<name>[A-ZÀ-ÖØ-Þ]{2,})\s*,\s+(?:an?|the|her|his|their)\s+(?:[a-zà-ÿ-]+\s+){0,4}(?P<what>[A-Za-z]+)\b"
)
_SOUNDS: Final = re.compile(
    r"(?:r+|w)?(?:u+|oo+)f+|barks?|barking|ar+f+|ya+ps?|g+r+|growl(?:s|ing)?|me+o+w+s?|mia+o*u*w*s?|purr+s?|purring|hi+s+(?:es)?|nei+ghs?|"
    r"whinn(?:y|ies)|mo+|ba+h?|bleats?|oi+nk|clu+cks?|qua+ck|twee+t|squaw+ks?|chirps?|ca+w|ho+wls?|howling|a+w?o+|yelps?|whin(?:e|es|ing)|"
    r"whimpers?|snorts?|snarls?|hoots?|hee|haw|cock|doodle|do+|pants?|panting|sniffs?|and|softly|loudly|again|low|deep",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnimalCue:
    """A cue that names an animal: by its word (DOG #2), or as action introduces it.

    ``scene`` is the index of the first scene it is heard in; ``only_sounds`` that nothing but
    sounds of animals stands under it.
    """

    key: str
    name: str
    scene: int
    why: str
    only_sounds: bool


def animal_cues(scenes: Sequence[SceneRead]) -> Iterator[AnimalCue]:
    """The cues of animals, in order of first notice."""
    introduced = {
        hit["name"]: hit[0]
        for scene in scenes
        for item in scene.directions
        for hit in ANIMAL_NAMED.finditer(item.text)
        if category_of(hit["what"].upper()) == ANIMALS
    }
    first: dict[str, tuple[str, int]] = {}
    said: dict[str, list[str]] = {}
    for i, scene in enumerate(scenes):
        for speech in scene.speeches:
            for mark in speech.element.extensions:
                if mark.split() and category_of(mark.split()[-1].upper()) == ANIMALS:
                    introduced.setdefault(speech.key, f"{speech.name} ({mark})")
            first.setdefault(speech.key, (speech.name, i))
            said.setdefault(speech.key, []).append(speech.text)
    for key, (name, i) in first.items():
        words = [w for w in key.split() if not w.lstrip("#").isdigit()]
        if words and category_of(words[-1]) == ANIMALS:
            why = f"the cue `{name}` names an animal"
        elif key in introduced:
            why = f'introduced: "{introduced[key]}"'
        else:
            continue
        sounds = all(_is_sound(text) for text in said[key])
        yield AnimalCue(key=key, name=name, scene=i, why=why, only_sounds=sounds)


def _is_sound(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return all(_SOUNDS.fullmatch(w) for w in words)
