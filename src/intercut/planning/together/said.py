"""Why people cannot meet, said with the places, homes and dates that stop them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from intercut.domain.ids import PersonId, PlaceId, SceneId
from intercut.domain.production import Production
from intercut.domain.scene import Scene
from intercut.domain.strips import strips_of
from intercut.planning.together.ways import NewScene
from intercut.planning.wording import list_text


def stands_where(production: Production, scenes: Collection[SceneId]) -> list[str]:
    """Where each of these scenes can be shot: `scene 16 can be shot at Ironworks Stages (New York)
    only`."""
    places: dict[SceneId, dict[PlaceId, None]] = {}
    for strip in strips_of(production):
        for scene in strip.scenes:
            if scene in scenes:
                places.setdefault(scene, {}).update(dict.fromkeys(strip.places))
    numbers = {s.id: s.number for s in production.scenes}
    return [
        f"scene {numbers[scene]} can be shot at "
        f"{_either([_place(production, p) for p in own])} only"
        for scene, own in places.items()
        if own
    ]


def _either(names: Sequence[str]) -> str:
    """`A, B or C`."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def _place(production: Production, id_: PlaceId) -> str:
    """`Doca Studio (Lisbon)`."""
    bases = {b.id: b.name for b in production.bases}
    place = next((p for p in production.places if p.id == id_), None)
    if place is None:
        return id_
    base = bases.get(place.base)
    return f"{place.name} ({base})" if base else place.name


def without_meeting(
    production: Production,
    people: Sequence[PersonId],
    scenes: Sequence[Scene],
    new: NewScene | None,
    homebound: Collection[PersonId],
    *,
    at_home_only: bool,
) -> str:
    """Why there is nothing to try; ``at_home_only``: there would be, if people travelled."""
    names = {p.id: p.name for p in production.people}
    who = list_text([names.get(p, p) for p in people])
    if at_home_only:
        bases = {b.id: b.name for b in production.bases}
        homes = [
            f"{p.name} at home in {bases.get(p.home, p.home)}"
            for p in production.people
            if p.id in homebound and p.id in people and p.home is not None
        ]
        where = f" at {new.set}" if new is not None else ""
        return f"Without travel {who} cannot meet{where}: {list_text(homes)}."
    if new is not None:
        return f"{new.set} stands at no place of filming."
    if not scenes:
        return f"{who} play together in no scene of the script."
    numbers = list_text([s.number for s in scenes[:8]]) + (" and others" if len(scenes) > 8 else "")
    return f"{who} cannot meet in scene {numbers}: it can be neither shot whole nor read live."
