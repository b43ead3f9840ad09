"""A scene is complete when everything of it is shot: what is shot, and what a scene still owes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.domain.ids import SceneId, StripId
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.strips import Strip, strips_in_mode
from intercut.domain.targets import Targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A scene begun and not complete: the strips shot, and those it owes, in script order."""

    scene: SceneId
    number: str
    shot: tuple[str, ...]
    owes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.shot)} shot, owes {', '.join(self.owes)}"


def shot_strips(
    production: Production, plan: Plan, since: dt.date | None = None
) -> frozenset[StripId]:
    """The strips that are shot: pinned so, or standing on a date before ``since``."""
    targets = Targets(production)
    asked = {s.id for s in strips_in_mode(production, plan)}
    shot: set[StripId] = set()
    for pin in production.pins:
        target = targets.find(pin.target) if pin.shot else None
        if target is not None:
            shot.update(s.id for s in target.strips if s.id in asked)
    if since is not None:
        shot.update(e.strip for d in plan.days if d.date < since for e in d.strips)
    return frozenset(shot)


def owing_scenes(
    production: Production,
    plan: Plan,
    since: dt.date | None = None,
    *,
    shot: frozenset[StripId] = frozenset(),
) -> tuple[Completion, ...]:
    """Every scene of which something is shot and something is not: parts, or sittings.

    ``shot`` are strips known to be shot beside those that `shot_strips` finds.

    A scene whose ends are all shot is complete; one that nobody has begun owes nothing yet.
    """
    shot |= shot_strips(production, plan, since)
    of: dict[SceneId, list[Strip]] = {}
    for strip in strips_in_mode(production, plan):
        for id_ in strip.scenes:
            of.setdefault(id_, []).append(strip)
    found = []
    for scene in production.scenes:
        own = of.get(scene.id, [])
        done = tuple(s.number for s in own if s.id in shot)
        left = tuple(s.number for s in own if s.id not in shot)
        if done and left:
            found.append(Completion(scene=scene.id, number=scene.number, shot=done, owes=left))
    return tuple(found)
