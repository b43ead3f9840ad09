"""The things to place: one strip is one sitting of a scene, of a part, or of joined scenes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from intercut.domain.calendar import DateSpan
from intercut.domain.elements import ElementUse
from intercut.domain.ids import (
    ElementId,
    PartId,
    PersonId,
    PlaceId,
    RoleId,
    SceneId,
    SetId,
    StripId,
    UnitId,
)
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import IntExt, Light, Mode, Part, Presence, Scene, Sitting, SittingsOf

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Everything the judge and the planner need to know of one thing to place.

    ``number`` is what is printed (`12`, `12pt1`, `12 (1/2)`, `9-11`). ``people`` is everybody on
    set (on camera, then others present), sorted; ``on_camera`` those who may be in frame.
    ``roles`` are the roles on camera in cast order. ``places`` are where it may be shot; empty:
    its set stands nowhere yet. ``dates`` empty = any. ``sitting`` is (1-based, of).
    Minutes are shooting time without set-up; ``setup_minutes`` its own on top.
    """

    id: StripId
    number: str
    label: str
    scenes: tuple[SceneId, ...]
    mode: Mode
    part: PartId | None
    sitting: tuple[int, int]
    sittings_freed: bool
    set: SetId
    int_ext: IntExt
    light: Light
    minutes: int
    setup_minutes: int
    eighths: int
    roles: tuple[RoleId, ...]
    voices: tuple[RoleId, ...]
    on_camera: tuple[PersonId, ...]
    people: tuple[PersonId, ...]
    elements: tuple[ElementId, ...]
    element_uses: tuple[ElementUse, ...]
    places: tuple[PlaceId, ...]
    units: tuple[UnitId, ...]
    dates: tuple[DateSpan, ...]
    weather_bound: bool
    cover: bool
    script_day: str
    synopsis: str
    script_page: str
    episode: str


def strips_of(production: Production) -> tuple[Strip, ...]:
    """Every strip of every mode a scene may be shot in, in script order; omitted scenes have none.

    A plan uses those of one mode per scene: `strips_in_mode`.
    """
    joined = {scene: group.scenes for group in production.joined for scene in group.scenes}
    by_id = {s.id: s for s in production.scenes}
    looked = _Looked(production)
    cuts = {s.target: s for s in reversed(production.sittings) if s.sittings}
    strips: list[Strip] = []
    done: set[SceneId] = set()
    for scene in production.scenes:
        if scene.omitted or scene.id in done:
            continue
        group = tuple(
            by_id[s]
            for s in joined.get(scene.id, (scene.id,))
            if s in by_id and not by_id[s].omitted
        )
        if len(group) > 1:
            done.update(s.id for s in group)
            strips += _cut(cuts, _joined(looked, group))
            continue
        for mode in scene.modes:
            if mode is Mode.WHOLE:
                strips += _cut(cuts, _whole(looked, scene))
            else:
                for part in scene.parts:
                    strips += _cut(cuts, _part(looked, scene, part))
    return tuple(strips)


def mode_in(scene: Scene, plan: Plan) -> Mode:
    """How a plan shoots a scene: as it decides where that is allowed, else the scene's first."""
    decided = plan.mode_of(scene.id)
    return decided if decided in scene.modes and decided is not None else scene.modes[0]


def strips_in_mode(production: Production, plan: Plan) -> tuple[Strip, ...]:
    """The strips a plan has to place: those of the mode it chose for each scene."""
    modes = {s.id: mode_in(s, plan) for s in production.scenes}
    return tuple(
        s for s in strips_of(production) if len(s.scenes) > 1 or modes[s.scenes[0]] is s.mode
    )


def performers_of(production: Production, role: RoleId, scene: SceneId) -> tuple[PersonId, ...]:
    """Who plays a role in a scene: castings that name the scene, else those that name none."""
    named = [c.person for c in production.casting if c.role == role and scene in c.scenes]
    return tuple(named or [c.person for c in production.casting if c.role == role and not c.scenes])


class _Looked:
    """Castings and places of one production by what they are looked up by, built once."""

    __slots__ = ("_always", "_in_scene", "_stands")

    def __init__(self, production: Production) -> None:
        self._always: dict[RoleId, list[PersonId]] = {}
        self._in_scene: dict[tuple[RoleId, SceneId], list[PersonId]] = {}
        self._stands: dict[SetId, list[PlaceId]] = {}
        for casting in production.casting:
            if not casting.scenes:
                self._always.setdefault(casting.role, []).append(casting.person)
            for scene in dict.fromkeys(casting.scenes):
                self._in_scene.setdefault((casting.role, scene), []).append(casting.person)
        for place in production.places:
            for set_ in dict.fromkeys(place.sets):
                self._stands.setdefault(set_, []).append(place.id)

    def performers(self, role: RoleId, scene: SceneId) -> Sequence[PersonId]:
        """As `performers_of`."""
        return self._in_scene.get((role, scene), []) or self._always.get(role, [])

    def places(self, set_: SetId) -> tuple[PlaceId, ...]:
        """As `Production.places_of`."""
        return tuple(self._stands.get(set_, ()))


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _whole(looked: _Looked, scene: Scene) -> Strip:
    working = [c.role for c in scene.cast if c.works]
    seen = [c.role for c in scene.cast if c.works and c.presence is Presence.SEEN]
    called = _unique(p for r in working for p in looked.performers(r, scene.id))
    in_frame = _unique(p for r in seen for p in looked.performers(r, scene.id))
    return Strip(
        id=StripId(scene.number),
        number=scene.number,
        label="",
        scenes=(scene.id,),
        mode=Mode.WHOLE,
        part=None,
        sitting=(1, 1),
        sittings_freed=False,
        set=scene.set,
        int_ext=scene.heading.int_ext,
        light=scene.heading.light,
        minutes=scene.minutes.minutes,
        setup_minutes=scene.setup_minutes,
        eighths=scene.eighths.value,
        roles=_unique(working),
        voices=_unique(c.role for c in scene.cast if c.presence is Presence.HEARD and not c.works),
        on_camera=tuple(sorted(in_frame)),
        people=tuple(sorted({*called, *scene.present})),
        elements=_unique(u.element for u in scene.elements),
        element_uses=scene.elements,
        places=scene.places or looked.places(scene.set),
        units=scene.units,
        dates=scene.dates,
        weather_bound=scene.weather_bound,
        cover=scene.cover,
        script_day=scene.script_day,
        synopsis=scene.synopsis,
        script_page=scene.script_page,
        episode=scene.episode,
    )


def _part(looked: _Looked, scene: Scene, part: Part) -> Strip:
    in_frame = _unique(p for r in part.on_camera for p in looked.performers(r, scene.id))
    uses = part.elements or scene.elements
    number = f"{scene.number}pt{part.number}"
    return replace(
        _whole(looked, scene),
        id=StripId(number),
        number=number,
        label=part.label,
        mode=Mode.PARTS,
        part=part.id,
        set=part.set,
        int_ext=part.int_ext,
        light=part.light,
        minutes=part.minutes.minutes + scene.parts_minutes * (Mode.WHOLE in scene.modes),
        setup_minutes=part.setup_minutes or scene.setup_minutes,
        eighths=part.eighths,
        roles=part.on_camera,
        voices=part.voices,
        on_camera=tuple(sorted(in_frame)),
        people=tuple(sorted({*in_frame, *part.present})),
        elements=_unique(u.element for u in uses),
        element_uses=uses,
        places=part.places or looked.places(part.set),
    )


def _joined(looked: _Looked, group: tuple[Scene, ...]) -> Strip:
    strips = [_whole(looked, s) for s in group]
    first = strips[0]
    number = f"{first.number}-{strips[-1].number}"
    lights = {s.light for s in strips}
    places = [p for p in first.places if all(p in s.places for s in strips)]
    return replace(
        first,
        id=StripId(number),
        number=number,
        scenes=tuple(s.id for s in group),
        int_ext=next((s.int_ext for s in strips if s.int_ext.outside), first.int_ext),
        light=first.light if len(lights) == 1 else next(s.light for s in strips),
        minutes=sum(s.minutes for s in strips),
        setup_minutes=max(s.setup_minutes for s in strips),
        eighths=sum(s.eighths for s in strips),
        roles=_unique(r for s in strips for r in s.roles),
        voices=_unique(r for s in strips for r in s.voices),
        on_camera=tuple(sorted({p for s in strips for p in s.on_camera})),
        people=tuple(sorted({p for s in strips for p in s.people})),
        elements=_unique(e for s in strips for e in s.elements),
        element_uses=tuple(u for s in strips for u in s.element_uses),
        places=tuple(places),
        units=tuple(u for u in first.units if all(not s.units or u in s.units for s in strips)),
        weather_bound=any(s.weather_bound for s in strips),
        cover=all(s.cover for s in strips),
        synopsis="; ".join(s.synopsis for s in strips if s.synopsis),
    )


def _cut(cuts: Mapping[str, SittingsOf], strip: Strip) -> Iterator[Strip]:
    """The strip itself, or its sittings when somebody cut it."""
    found = cuts.get(strip.id) or cuts.get(strip.number)
    if found is None:
        yield strip
        return
    shares: tuple[Sitting, ...] = found.sittings
    for n, share in enumerate(shares, start=1):
        number = f"{strip.number} ({n}/{len(shares)})"
        yield replace(
            strip,
            id=StripId(number),
            number=number,
            sitting=(n, len(shares)),
            sittings_freed=found.freed,
            minutes=share.minutes,
            eighths=share.eighths,
        )
