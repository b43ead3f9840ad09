"""What one end of a split scene hands to the other: what is shot, what is owed, what to match."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from intercut.domain.completion import owing_scenes
from intercut.domain.ids import PartId, StripId
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Scene
from intercut.domain.strips import strips_in_mode
from intercut.domain.takes import MatchItem, MatchKind, TakeLog

NOTHING_SHOT = TakeLog()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What a part that has usable takes gives the other ends to match, in the order noted.

    ``target`` is the part as printed, ``slates`` the takes that say so.
    """

    part: PartId
    target: str
    items: tuple[MatchItem, ...]
    slates: tuple[str, ...]

    def __str__(self) -> str:
        """`match 17pt1: lens 65 mm; eyeline left of lens`."""
        told = "; ".join(f"{item.kind.value} {item.value}" for item in self.items)
        return f"match {self.target}: {told}"


def handed_by(scene: Scene, log: TakeLog) -> tuple[Handed, ...]:
    """Every part of a scene with something to match, set-ups first, then its usable takes."""
    found = []
    for part in scene.parts:
        takes = [t for t in log.takes if t.part == part.id and t.status.usable]
        if not takes:
            continue
        used = {t.set_up for t in takes}
        lists = [s.match for s in log.set_ups if s.part == part.id and s.id in used]
        items = dict.fromkeys(i for m in (*lists, *(t.match for t in takes)) for i in m.items)
        if not any(i.kind is MatchKind.LENS for i in items):
            lenses = dict.fromkeys(t.lens for t in takes if t.lens)
            items |= {MatchItem(kind=MatchKind.LENS, value=lens): None for lens in lenses}
        if items:
            found.append(
                Handed(
                    part=part.id,
                    target=f"{scene.number}pt{part.number}",
                    items=tuple(items),
                    slates=tuple(str(t.slate) for t in takes),
                )
            )
    return tuple(found)


def handed_to(scene: Scene, part: PartId, log: TakeLog) -> tuple[Handed, ...]:
    """What the other ends of a scene hand to one of its parts."""
    return tuple(h for h in handed_by(scene, log) if h.part != part)


def strip_notes(
    production: Production,
    plan: Plan,
    log: TakeLog = NOTHING_SHOT,
    complete: Collection[StripId] = (),
) -> Mapping[StripId, tuple[str, ...]]:
    """What is printed beside strips: who is owed, and what an end still to be shot has to match.

    Parameters
    ----------
    complete
        Strips of which the take log lacks nothing, beside those held to the day they were shot.
    """
    notes: dict[StripId, list[str]] = {}
    own = {s.number: s for s in strips_in_mode(production, plan)}
    scenes = {s.id: s for s in production.scenes}
    done = set(complete)
    for found in owing_scenes(production, plan, shot=frozenset(complete)):
        for number in found.shot:
            done.add(own[number].id)
            notes.setdefault(own[number].id, []).append(f"shot; owes {', '.join(found.owes)}")
        for number in found.owes:
            notes.setdefault(own[number].id, []).append(f"owed: {', '.join(found.shot)} shot")
    for strip in own.values():
        if strip.part is not None and strip.id not in done:
            told = handed_to(scenes[strip.scenes[0]], strip.part, log)
            notes.setdefault(strip.id, []).extend(str(h) for h in told)
    return {strip: tuple(said) for strip, said in notes.items() if said}
