"""Things a scene needs, read from tags and from capitals in action, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from intercut.breakdown.element_words import (
    BACKGROUND,
    CATEGORY_OF,
    NOT_ELEMENTS,
    NUMBERS,
    PEOPLE_SINGULAR,
    PROPS,
    SOUND,
)
from intercut.breakdown.name_keys import name_key
from intercut.breakdown.names import CROWD_CUES, Register
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
_KEPT_CATEGORIES: Final = frozenset(ACTION_CATEGORIES) - {100}
TAGGED: Final = 100
_CERTAIN, _LIKELY, _GUESS = 80, 65, 40


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
    names = {
        w
        for role in register.roles.values()
        for n in (role.name, *role.aliases)
        for w in _words(name_key(n))
    }
    for full in register.full_names.values():
        names |= {w for n in full for w in _words(name_key(n))}
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
            key = name_key(name), category
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
            most = max(count, entry.uses[i][0]) if i in entry.uses else count
            entry.uses[i] = most, reason, max(sure, entry.uses[i][2] if i in entry.uses else 0)
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


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s']+", text) if len(w) > 1]


def _capitals(scene: SceneRead, names: set[str]) -> Iterable[tuple[str, int, int, int, str]]:
    """Things in capitals in the action of a scene: name, category, count, confidence, reason."""
    for speech in scene.speeches:
        if speech.key in CROWD_CUES:
            yield (
                speech.key,
                BACKGROUND,
                1,
                _CERTAIN,
                f"the cue `{speech.name}`: spoken by background",
            )
    for item in scene.directions:
        # A line wholly in capitals is a shot, a title or shouting: it says nothing of things.
        if item.is_transition or item.was_cue or item.text.isupper():
            continue
        for hit in _CAPS.finditer(item.text):
            yield from _classified(hit, item.text, names)


def _classified(
    hit: re.Match[str], text: str, names: set[str]
) -> Iterable[tuple[str, int, int, int, str]]:
    phrase = hit[0].replace("’", "'").strip("-' ")
    words = phrase.split()
    before = _COUNT_BEFORE.search(text[: hit.start()])
    count = _number(before["n"]) if before else 1
    while words and (words[0] in NUMBERS or words[0].isdigit()) and len(words) > 1:
        count = max(count, _number(words[0]))
        words = words[1:]
    own = [w for w in words if name_key(w.removesuffix("'S")) not in names]
    if len(own) < len(words):
        # The name of somebody: what is left may still be a thing (SAM'S GUN).
        words = own
    words = [w for w in words if w not in NOT_ELEMENTS or w in CATEGORY_OF]
    if not words or not any(len(w) > 2 for w in words):
        return
    phrase = " ".join(words)
    quote = " ".join(text[max(0, hit.start() - 25) : hit.end() + 25].split())
    category = CATEGORY_OF.get(words[-1])
    if category is None:
        category = next((CATEGORY_OF[w] for w in reversed(words) if w in CATEGORY_OF), None)
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
        if not re.search(
            r"\b(?:a|an|the|his|her|their|of|with|some|two|three)\s+$",
            text[: hit.start()],
            re.IGNORECASE,
        ):
            return
    yield phrase, category, count, sure, f'in capitals: "{quote}"'


def _number(word: str) -> int:
    if word.isdigit():
        return max(1, int(word))
    return NUMBERS.get(word.upper(), 1)
