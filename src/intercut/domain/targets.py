"""What a pin or an order rule speaks of: a scene, a part, a sitting, joined scenes or an event."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from intercut.domain.ids import SceneId
from intercut.domain.lookup import folded
from intercut.domain.production import Event, Production
from intercut.domain.strips import Strip, strips_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``name`` as it is printed; ``strips`` of every mode it covers; ``scene`` when a whole scene
    is meant; ``event`` when it is one."""

    name: str
    strips: tuple[Strip, ...] = ()
    scene: SceneId | None = None
    event: Event | None = None


class Targets:
    """All that can be pinned or put in order in a production."""

    def __init__(self, production: Production) -> None:
        self.strips = strips_of(production)
        self.of_scene: dict[SceneId, tuple[Strip, ...]] = {}
        for strip in self.strips:
            for scene_id in strip.scenes:
                self.of_scene[scene_id] = (*self.of_scene.get(scene_id, ()), strip)
        self._known: dict[str, Target] = {}
        for strip in self.strips:
            self._add(strip.id, Target(name=strip.number, strips=(strip,)))
        for scene in production.scenes:
            if scene.omitted:
                continue
            own = self.of_scene.get(scene.id, ())
            for part in scene.parts:
                number = f"{scene.number}pt{part.number}"
                strips = tuple(s for s in own if s.part == part.id)
                if strips:
                    self._add(number, Target(name=number, strips=strips))
                    self._add(part.id, Target(name=number, strips=strips))
            target = Target(name=scene.number, strips=own, scene=scene.id)
            self._known[folded(scene.number)] = target
            self._add(scene.id, target)
        for event in production.events:
            self._add(event.id, Target(name=event.id, event=event))
            if event.name:
                self._add(event.name, Target(name=event.id, event=event))

    def _add(self, name: str, target: Target) -> None:
        self._known.setdefault(folded(name), target)

    def find(self, text: str) -> Target | None:
        """What the text means, None when it is nothing on this board."""
        return self._known.get(folded(text))

    def advice(self, text: str) -> str:
        """The nearest target, or what may be written."""
        near = difflib.get_close_matches(folded(text), self._known, n=1, cutoff=0.6)
        if near:
            return f"Did you mean {self._known[near[0]].name!r}?"
        return "Write a scene number (12), a part (12pt1), a sitting (12 (1/2)) or an event's id."
