"""Things a scene needs, read from tags and from capitals in action, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from intercut.breakdown.animals import ANIMAL_NAMED
from intercut.breakdown.element_words import (
    AMBIGUOUS,
    ANIMALS,
    BACKGROUND,
    CATEGORY_OF,
    DRESSING,
    MAKEUP,
    NOT_ELEMENTS,
    NUMBERS,
    PEOPLE_SINGULAR,
    PROPS,
    SOUND,
    VEHICLES,
    WARDROBE,
    category_of,
    number_of,
    singular,
)
from intercut.breakdown.name_keys import name_key, shown_name
from intercut.breakdown.names import Register
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead
from intercut.domain.elements import ACTION_CATEGORIES, Element, ElementUse
from intercut.domain.ids import ElementId, SceneId
from intercut.domain.scene import ProposalKind
from intercut.domain.source import Source

_CAPS: Final = re.compile(
    r"(?<![\w'’])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9'’-]+(?:[ ](?:OF |THE |AND )?[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9'’-]*)*(?![\w])"
)
_COUNT_BEFORE: Final = re.compile(
    r"\b(?P<n>\d{1,4}|[A-Za-z]+)(?:\s+(?:of|young|old|armed|uniformed|drunk|more|other|or so))*\s+$"
)
_WRITTEN: Final = re.compile(
    r"(?:\b(?:says|saying|reads|reading|marked|labelled|labeled|titled|named|called|spells|spelling|stamped)\b\s*[:,]?\s*|[\"“])$",
    re.IGNORECASE,
)
_A_THING: Final = re.compile(
    r"\b(?:a|an|the|his|her|their|its|of|with|in|some|two|three|four|several)\s+(?:[a-zà-ÿ-]+,?\s+){0,3}$",
    re.IGNORECASE,
)
_KEPT_CATEGORIES: Final = frozenset(ACTION_CATEGORIES) - {100}
TAGGED: Final = 100
_CERTAIN, _LIKELY, _AGAIN, _GUESS = 80, 65, 60, 40
_ANOTHER: Final = re.compile(
    r"\b(?:an?|one|another|no|some|any|like|every)\s+(?:[a-zà-ÿ-]+\s+){0,2}$", re.IGNORECASE
)
_NAMED_AGAIN: Final = frozenset({MAKEUP, PROPS, VEHICLES, WARDROBE, ANIMALS, DRESSING})


@dataclass(slots=True)
class _Found:
    """An element over the whole script, and where it was first met."""

    name: str
    category: int
    confidence: int
    reason: str
    words: str
    scene: SceneId
    uses: dict[int, tuple[int, str, int]] = field(default_factory=dict)
    tagged: bool = False


def find_elements(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], register: Register, desk: Desk
) -> tuple[tuple[Element, ...], dict[int, tuple[ElementUse, ...]]]:
    """All elements, and what each scene (by index) uses.

    Tags of a Final Draft file count as they are. Capitals are proposals, one per thing and
    script; where no word tells the category it is asked and not counted.
    """
    names = _NameWords(register)
    found: dict[tuple[str, int], _Found] = {}
    for i, scene in enumerate(scenes):
        tags = {t.id: t for t in scene.script.screenplay.tags}
        for item in scene.text.elements if tags else ():
            for run in item.runs:
                for tag in (tags[t] for t in run.tags if t in tags):
                    if tag.ucid in _KEPT_CATEGORIES and tag.ucid is not None:
                        label = tag.label or item.text[run.start : run.end]
                        key = name_key(label), tag.ucid
                        entry = found.setdefault(
                            key,
                            _Found(
                                name=" ".join(label.split()),
                                category=tag.ucid,
                                confidence=TAGGED,
                                reason=f"tagged as {tag.category}",
                                words=label,
                                scene=ids[i],
                                tagged=True,
                            ),
                        )
                        entry.tagged = True
                        entry.uses[i] = 1, f"tagged as {tag.category}", TAGGED
        for name, category, count, sure, reason in _capitals(scene, names):
            key = singular(name_key(name)), category
            entry = found.setdefault(
                key,
                _Found(
                    name=name,
                    category=category,
                    confidence=sure,
                    reason=reason,
                    words=name,
                    scene=ids[i],
                ),
            )
            # Asked by its cue already.
            entry.tagged = entry.tagged or name_key(name) in register.animals
            most = max(count, entry.uses[i][0]) if i in entry.uses else count
            entry.uses[i] = most, reason, max(sure, entry.uses[i][2] if i in entry.uses else 0)
    _name_again(scenes, found)
    elements: list[Element] = []
    uses: dict[int, list[ElementUse]] = {}
    for entry in found.values():
        where = ", ".join(ids[i] for i in sorted(entry.uses)[:6]) + (
            " ..." if len(entry.uses) > 6 else ""
        )
        kind = ACTION_CATEGORIES[entry.category]
        if not entry.tagged and not desk.ask(
            ProposalKind.ELEMENT,
            f"{entry.name}: {kind}, scene {where}.",
            reason=entry.reason,
            confidence=entry.confidence,
            scene=entry.scene,
            subjects=(entry.name, kind),
            words=entry.words,
        ):
            continue
        element_id = ElementId(f"{kind}: {entry.name}")
        elements.append(Element(id=element_id, name=entry.name, category=entry.category))
        for i, (count, reason, sure) in entry.uses.items():
            uses.setdefault(i, []).append(
                ElementUse(element=element_id, count=count, reason=reason, confidence=sure)
                if not entry.tagged
                else ElementUse(
                    element=element_id,
                    count=count,
                    reason=reason,
                    confidence=sure,
                    source=Source(
                        who="script", where=f"{scenes[i].script.screenplay.file}, scene {ids[i]}"
                    ),
                )
            )
    return tuple(elements), {i: tuple(u) for i, u in uses.items()}


def _name_again(scenes: Sequence[SceneRead], found: dict[tuple[str, int], _Found]) -> None:
    """Scenes whose action names a thing again, in small letters, after it was set in capitals."""
    wanted = {
        name: f
        for f in found.values()
        for name in {name_key(f.name), singular(name_key(f.name))} - AMBIGUOUS
        if f.category in _NAMED_AGAIN and f.confidence >= _LIKELY - 5 and len(f.name) > 2
    }
    if not wanted:
        return
    body = "|".join(re.escape(k) for k in sorted(wanted, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w'’-])(?:{body})(?![\w-])", re.IGNORECASE)
    for i, scene in enumerate(scenes):
        for item in scene.directions:
            if item.is_transition or item.was_cue:
                continue
            for hit in pattern.finditer(item.text):
                if hit[0].islower() and _ANOTHER.search(item.text[: hit.start()]):
                    continue
                entry = wanted[name_key(hit[0])]
                around = item.text[max(0, hit.start() - 25) : hit.end() + 25]
                quote = " ".join(around.split())
                entry.uses.setdefault(i, (1, f'named again: "{quote}"', _AGAIN))


class _NameWords:
    """Which words in capitals are people of the script. TAXI DRIVER is; a TAXI alone is not."""

    def __init__(self, register: Register) -> None:
        whole = {name_key(n) for r in register.roles.values() for n in (r.name, *r.aliases)}
        whole |= {name_key(n) for names in register.full_names.values() for n in names}
        self.whole = whole | set(register.of_key)
        self.crowds = register.crowds
        self.animals = register.animals
        self.words = {
            w for name in self.whole for w in _words(name) if w not in CATEGORY_OF and len(w) > 2
        }

    def without_names(self, words: list[str]) -> list[str]:
        """The words that are nobody's name."""
        if name_key(" ".join(words)) in self.whole:
            return []
        return [w for w in words if name_key(w.removesuffix("'S")) not in self.words]


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s']+", text) if len(w) > 1]


def _capitals(scene: SceneRead, names: _NameWords) -> Iterable[tuple[str, int, int, int, str]]:
    """Things in capitals in the action of a scene: name, category, count, confidence, reason."""
    for speech in scene.speeches:
        if speech.key in names.crowds:
            yield (
                speech.key,
                BACKGROUND,
                1,
                _CERTAIN,
                f"the cue `{speech.name}`: spoken by background",
            )
        elif speech.key in names.animals:
            yield shown_name(speech.name), ANIMALS, 1, _CERTAIN, names.animals[speech.key]
    for item in scene.directions:
        # A line wholly in capitals is a shot, a title or shouting: it says nothing of things.
        if item.is_transition or item.was_cue or item.text.isupper():
            continue
        pets: set[str] = set()
        for hit in ANIMAL_NAMED.finditer(item.text):
            if CATEGORY_OF.get(hit["what"].upper()) == ANIMALS and hit["name"] not in names.whole:
                pets |= {hit["name"], hit["what"]}
                yield hit["name"], ANIMALS, 1, _CERTAIN, f'introduced: "{hit[0]}"'
        for hit in _CAPS.finditer(item.text):
            if hit[0] in pets:
                continue
            yield from _classified(hit, item.text, names)


def _classified(
    hit: re.Match[str], text: str, names: _NameWords
) -> Iterable[tuple[str, int, int, int, str]]:
    if _WRITTEN.search(text[: hit.start()]):
        return
    phrase = hit[0].replace("’", "'").strip("-' ")
    words = phrase.split()
    before = _COUNT_BEFORE.search(text[: hit.start()])
    count = number_of(before["n"]) if before else 1
    while words and (words[0] in NUMBERS or words[0].isdigit()) and len(words) > 1:
        count = max(count, number_of(words[0]))
        words = words[1:]
    own = names.without_names(words)
    if len(own) < len(words):
        # The name of somebody: what is left may still be a thing (SAM'S GUN).
        words = own
    while words and words[0] in NOT_ELEMENTS and words[0] not in CATEGORY_OF:
        if words[0] == "BLACK" and len(words) > 1:
            # A BLACK SEDAN; only by itself it is a cut.
            break
        words = words[1:]
    while words and words[-1] in NOT_ELEMENTS and words[-1] not in CATEGORY_OF:
        words = words[:-1]
    if not words or not any(len(w) > 2 for w in words):
        return
    phrase = " ".join(words)
    quote = " ".join(text[max(0, hit.start() - 25) : hit.end() + 25].split())
    category = category_of(words[-1])
    if category is None:
        category = next((c for w in reversed(words) if (c := category_of(w)) is not None), None)
        sure = _LIKELY - 5
    else:
        sure = _LIKELY if category in {PROPS, SOUND} else _CERTAIN
    if category == BACKGROUND and words[-1] in PEOPLE_SINGULAR:
        sure = _LIKELY
    if category is None:
        if re.match(
            r"\s*[,(]\s*(?:early |mid[- ]|late )?(?:\d{1,2}|teens|twenties|thirties|forties|fifties)",
            text[hit.end() :],
        ):
            return
        category, sure = PROPS, _GUESS
        if not _A_THING.search(text[: hit.start()]):
            return
    yield phrase, category, count, sure, f'in capitals: "{quote}"'
