"""Calls that no INTERCUT announces: video calls, two on the phone under one heading, alternation."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.breakdown.cast import is_far
from intercut.breakdown.parts.ends import Story
from intercut.breakdown.parts.marks import Mark, MarkKind
from intercut.breakdown.proposals import Desk
from intercut.breakdown.spoken import Spoken
from intercut.domain.ids import RoleId, SceneId
from intercut.domain.scene import ProposalKind

_PHONE: Final = re.compile(r"PHONE|CELL|MOBILE|FACETIME|ZOOM|SKYPE|VIDEO|RECEIVER", re.IGNORECASE)
_GLASS: Final = re.compile(
    r"\b(?:PRISON|JAIL|VISIT(?:ING|ATION|ORS?)|GLASS|PARTITION|PLEXIGLAS[S]?|PERSPEX)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A scene that may be two places though nothing says so: what to ask, and what a yes means."""

    mark: Mark
    message: str
    people: tuple[RoleId, ...]

    def ask(self, reason: str, scene: SceneId, desk: Desk) -> bool:
        """Put the question; the scene stays whole until somebody says yes."""
        return desk.ask(
            ProposalKind.PARTS,
            self.message,
            reason=f"{self.mark.quote}. {reason}",
            confidence=self.mark.confidence,
            scene=scene,
            subjects=self.people,
            words=self.mark.quote,
            applied=False,
        )


def doubt_of(story: Story, index: int) -> Doubt | None:
    """The question a scene without INTERCUT raises, if it raises one."""
    scene, cast = story.scenes[index], story.casts[index]
    seen = [r for r, e in cast.roles.items() if e.speaks_there]
    pictured = tuple(
        r for r, e in cast.roles.items() if Spoken.VIDEO in e.spoken and is_far(e, cast)
    )
    if pictured and seen:
        return _doubt(
            pictured,
            f"{' and '.join(pictured)}: on a screen here; is that picture a part of its own?",
            "a video call shows its other end",
            confidence=45,
        )
    shown = tuple(
        r
        for r, e in cast.roles.items()
        if e.shown and e.spoken and not any(s.is_there for s in e.spoken)
    )
    if shown and any(Spoken.INTO_PHONE in cast.roles[r].spoken for r in seen):
        return _doubt(
            shown,
            f"{' and '.join(shown)}: a voice on the phone and seen as well: at another place?",
            "action shows who is at the other end",
            confidence=50,
        )
    talkers = [
        r
        for r, e in cast.roles.items()
        if Spoken.INTO_PHONE in e.spoken
        and _PHONE.search(" ".join(e.marks))
        and not is_far(e, cast)
    ]
    text = f"{scene.heading.heading.original} {' '.join(d.text for d in scene.directions)}"
    if len(talkers) < 2 or any(is_far(e, cast) for e in cast.roles.values()) or _GLASS.search(text):
        return None
    return _doubt(
        tuple(talkers),
        f"{' and '.join(talkers)} are both on the phone here: are they at two places?",
        "each talks into a phone, and neither is marked (V.O.)",
        confidence=50,
    )


def _doubt(people: tuple[RoleId, ...], message: str, why: str, *, confidence: int) -> Doubt:
    far = people[1:] if len(people) > 1 and "both" in message else people
    return Doubt(
        mark=Mark(
            kind=MarkKind.CROSSCUT,
            offset=0,
            quote=why,
            rest=" / ".join(far),
            confidence=confidence,
        ),
        message=message,
        people=people,
    )


def one_calls(story: Story, found: Container[int]) -> list[tuple[int, ...]]:
    """Runs of three or more headings that alternate between two places during one call."""
    calls: list[tuple[int, ...]] = []
    i = 0
    while i < len(story.scenes) - 2:
        run = _alternation(story, i)
        if len(run) >= 3 and not any(k in found for k in run) and _is_one_call(story, run):
            calls.append(tuple(run))
        i += max(1, len(run) - 1)
    return calls


def ask_about_call(story: Story, run: Sequence[int], ids: Sequence[SceneId], desk: Desk) -> bool:
    """Whether a person wants the scenes of each end of a crosscut call kept together."""
    a, b = (story.scenes[k].heading.heading.set_name for k in run[:2])
    return desk.ask(
        ProposalKind.PARTS,
        f"Scenes {ids[run[0]]} to {ids[run[-1]]} are one call cut between {a} and {b}: "
        "keep the scenes of each end together.",
        reason="the headings alternate between two places while people are on the phone",
        confidence=65,
        scene=ids[run[0]],
        subjects=tuple(ids[k] for k in run),
        words=f"{a} {b}",
        applied=False,
    )


def _alternation(story: Story, start: int) -> list[int]:
    run = [start]
    scenes = story.scenes
    for i in range(start + 1, len(scenes)):
        if scenes[i].script is not scenes[start].script or scenes[i].text.heading.omitted:
            break
        name = scenes[i].heading.heading.set_name
        if name == scenes[run[-1]].heading.heading.set_name:
            break
        if len(run) > 1 and name != scenes[run[-2]].heading.heading.set_name:
            break
        run.append(i)
    return run


def _is_one_call(story: Story, run: Sequence[int]) -> bool:
    wires = [story.casts[k].wire or bool(story.casts[k].phone_words) for k in run]
    if sum(wires) * 2 < len(run):
        return False
    ones = {r for k in run[::2] for r in story.casts[k].seen()}
    others = {r for k in run[1::2] for r in story.casts[k].seen()}
    return bool(ones - others) and bool(others - ones)
