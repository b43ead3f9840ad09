"""Sets that may be one under two names, and what headings and action leave unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from intercut.breakdown.name_keys import name_key
from intercut.breakdown.near import near_names
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead, Script
from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import SceneId, SetId
from intercut.domain.places import Set
from intercut.domain.scene import ProposalKind, Scene
from intercut.script.screenplay import Kind

SHORTEST_TYPO: Final = 6
_PLAYED: Final = (Kind.ACTION, Kind.CHARACTER, Kind.DIALOGUE)


def ask_set_aliases(sets: Sequence[Set], scenes: Sequence[Scene], desk: Desk) -> None:
    """Ask whether sets whose names differ by a letter, an article or a stop are one.

    So is a set that loses its last words where a scene goes on in it: TEA HOUSE - LISBON - DAY,
    then TEA HOUSE - LATER.
    """
    _ask_of_what_goes_on({s.id: s for s in sets}, scenes, desk)
    first: dict[SetId, SceneId] = {}
    for scene in scenes:
        first.setdefault(scene.set, scene.id)
    alike: dict[str, list[Set]] = {}
    near = near_names([k for k in (_bare(s.name) for s in sets) if len(k) >= SHORTEST_TYPO])
    for one in sets:
        key = _bare(one.name)
        same = [
            (o, "the names differ only in articles, dashes or stops", 85)
            for o in alike.get(key, ())
        ]
        slips = [
            (o, "the names differ by one letter", 65)
            for other in near.get(key, ())
            if not _differ_by_number(key, other)
            for o in alike.get(other, ())
        ]
        alike.setdefault(key, []).append(one)
        for other_set, why, confidence in (*same, *slips):
            desk.ask(
                ProposalKind.SET_ALIAS,
                f"Are {one.name} and {other_set.name} one set?",
                reason=why,
                confidence=confidence,
                scene=first.get(one.id),
                subjects=(one.id, other_set.id),
                applied=False,
            )


def _ask_of_what_goes_on(sets: Mapping[SetId, Set], scenes: Sequence[Scene], desk: Desk) -> None:
    asked: set[tuple[SetId, SetId]] = set()
    for before, after in pairwise(scenes):
        pair = (after.set, before.set)
        said = after.heading.light_text
        if (
            pair in asked
            or before.heading.int_ext is not after.heading.int_ext
            or not said
            or not after.heading.light_inherited
            or not sets[before.set].name.startswith(f"{sets[after.set].name} - ")
        ):
            continue
        asked.add(pair)
        desk.ask(
            ProposalKind.SET_ALIAS,
            f"Are {sets[after.set].name} and {sets[before.set].name} one set?",
            reason=f"{said} after the longer name",
            confidence=60,
            scene=after.id,
            subjects=pair,
            applied=False,
        )


def _bare(name: str) -> str:
    words = name_key(name).replace("-", " ").replace(".", " ").replace("/", " ").split()
    return " ".join(w for w in words if w not in {"THE", "A", "AN"})


def _differ_by_number(one: str, other: str) -> bool:
    differing = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    return any(
        a[-1:].isdigit() or b[-1:].isdigit() or len(a) == 1 or len(b) == 1 for a, b in differing
    )


def light_findings(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], findings: list[Finding], desk: Desk
) -> None:
    """Say which headings name no light, no INT or EXT, or speak another language."""
    foreign: list[str] = []
    evening: list[str] = []
    for scene, scene_id in zip(scenes, ids, strict=True):
        read, heading = scene.heading, scene.heading.heading
        if scene.text.heading.omitted:
            continue
        where = Where(file=scene.script.screenplay.file, line=scene.line, scene=scene_id)
        if not read.is_understood and not read.is_intercut and not read.is_split_screen:
            findings.append(
                warning(
                    "breakdown.heading.no_int_ext",
                    f"`{heading.original}` does not say INT or EXT; it is taken as {heading.int_ext.value}.",
                    where,
                    "Write INT. or EXT. before the set, or say so in the facts.",
                )
            )
        if not read.has_light and not read.ends:
            light = heading.light.value
            desk.ask(
                ProposalKind.LIGHT,
                f"The heading names no light; {light} is taken over from the scene before."
                if light != "any"
                else "The heading names no light, and no scene before has one.",
                reason=f"`{heading.original}`",
                confidence=70 if light != "any" else 20,
                scene=scene_id,
                subjects=(light,),
                words=heading.original,
                applied=True,
            )
        if read.is_foreign:
            foreign.append(heading.light_text)
        if "EVENING" in heading.light_text.upper():
            evening.append(scene_id)
    if foreign:
        words = ", ".join(dict.fromkeys(foreign))
        findings.append(
            note(
                "breakdown.light.foreign", f"Words of light in another language were read: {words}."
            )
        )
    if evening:
        findings.append(
            note(
                "breakdown.light.evening",
                f"EVENING is planned as night in scene {', '.join(evening[:8])}{' ...' if len(evening) > 8 else ''}.",
                fix="Say dusk or day in the facts where the sky is to be seen.",
            )
        )


def other_alphabet(scenes: Sequence[SceneRead]) -> list[Finding]:
    """A note when action is in another alphabet than the names over the speeches.

    Then silent people cannot be read from it: ANANYA is not found in Malayalam.
    """
    names = "".join(s.name for scene in scenes for s in scene.speeches)
    action = "".join(d.text for scene in scenes for d in scene.directions)
    if not names or not action or _is_latin(names) == _is_latin(action):
        return []
    return [
        note(
            "breakdown.action.other_alphabet",
            "Action is written in another alphabet than the names over the speeches; "
            "people who are there without a line cannot be read from it.",
            fix="Add them to the cast of their scenes in the facts.",
        )
    ]


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) >= len(letters)


def outside_scenes(scripts: Sequence[Script]) -> list[Finding]:
    """What stands before the first heading of a script, and scripts without any."""
    found: list[Finding] = []
    for script in scripts:
        elements = script.screenplay.elements
        first = next((e.index for e in elements if e.kind is Kind.HEADING), None)
        played = [e for e in elements[:first] if e.kind in _PLAYED and e.text.strip()]
        file = script.screenplay.file
        if first is None:
            found.append(
                warning(
                    "breakdown.no_scenes",
                    "No scene heading was found, so there is nothing to schedule.",
                    Where(file=file),
                    "Begin headings with INT. or EXT., on a line of their own.",
                )
            )
        elif any(e.kind is Kind.CHARACTER for e in played):
            found.append(
                warning(
                    "breakdown.before_first_heading",
                    "Somebody speaks before the first scene heading; that text is in no scene.",
                    Where(file=file, line=played[0].line),
                    "Put a heading over it.",
                )
            )
    return found
