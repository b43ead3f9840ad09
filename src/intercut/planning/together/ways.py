"""The three meanings of bringing people together, each as a production in which they meet.

Shot whole instead of in parts; every end on one date at one place, read live; a scene that is not
in the script yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intercut.domain.ids import PersonId, PlaceId, RoleId, RuleId, SceneId, SetId
from intercut.domain.people import Casting, Role
from intercut.domain.places import Place, Set
from intercut.domain.production import OrderKind, OrderRule, Production
from intercut.domain.scene import (
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Mode,
    Presence,
    Scene,
)
from intercut.domain.source import Source
from intercut.domain.strips import Strip, performers_of, strips_of
from intercut.planning.wording import list_text

_ASKED = Source(who="intercut", where="together")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScene:
    """A scene that is not in the script yet, as the one who asks describes it.

    ``set`` is a set of the story or a place of filming, by name. ``eighths`` 0 counts as 1.
    """

    set: str
    minutes: int
    eighths: int = 1
    light: Light = Light.ANY
    int_ext: IntExt = IntExt.INT
    number: str = "NEW"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One way for people to be together. ``production`` has it in; ``strips`` are those they meet
    on. ``asks`` is what the way needs beyond rules and money (a set built elsewhere)."""

    kind: str
    words: str
    scene: str
    production: Production
    strips: tuple[Strip, ...]
    asks: tuple[str, ...] = ()


def people_of(production: Production, scene: Scene) -> tuple[PersonId, ...]:
    """Everybody who plays in a scene, seen or heard, at whichever end."""
    roles: dict[RoleId, None] = {}
    for entry in scene.cast:
        if entry.presence is not Presence.MENTIONED:
            roles[entry.role] = None
    for part in scene.parts:
        roles.update(dict.fromkeys((*part.on_camera, *part.voices)))
    return tuple(
        dict.fromkeys(p for role in roles for p in performers_of(production, role, scene.id))
    )


def meetings_of(
    production: Production,
    people: Sequence[PersonId],
    scenes: Sequence[Scene],
    new: NewScene | None,
    homebound: frozenset[PersonId] = frozenset(),
) -> Iterator[Meeting]:
    """Every way the people can meet in these scenes, or in the new one.

    ``homebound`` people do not travel: only places at the base they live in are taken.
    """
    for scene in scenes:
        whole = _whole(production, scene, people)
        if whole is not None:
            yield whole
        yield from _live_reads(production, scene, people)
    if new is not None:
        yield from _new(production, new, people, homebound)


def reachable(
    production: Production, places: Sequence[PlaceId], homebound: frozenset[PersonId]
) -> tuple[PlaceId, ...]:
    """The places at the base of everybody who does not travel."""
    homes = {p.home for p in production.people if p.id in homebound and p.home is not None}
    bases = {p.id: p.base for p in production.places}
    return tuple(p for p in places if all(bases.get(p) == home for home in homes))


def held_to(meeting: Meeting, places: Sequence[PlaceId]) -> Meeting:
    """The meeting with its scene at these places only."""
    scenes = tuple(
        replace(
            s,
            places=tuple(places),
            parts=tuple(replace(p, places=tuple(places)) for p in s.parts),
        )
        if s.number == meeting.scene
        else s
        for s in meeting.production.scenes
    )
    production = replace(meeting.production, scenes=scenes)
    return replace(meeting, production=production, strips=_strips_of(production, meeting.strips))


def _strips_of(production: Production, strips: Sequence[Strip]) -> tuple[Strip, ...]:
    wanted = {s.id for s in strips}
    return tuple(s for s in strips_of(production) if s.id in wanted)


def _with_scene(production: Production, scene: Scene) -> Production:
    scenes = tuple(scene if s.id == scene.id else s for s in production.scenes)
    return replace(production, scenes=scenes)


def _whole(production: Production, scene: Scene, people: Sequence[PersonId]) -> Meeting | None:
    """The scene shot whole: where its ends stand on one set, and nothing says it cannot be."""
    sets = {scene.set, *(p.set for p in scene.parts)} if Mode.WHOLE not in scene.modes else {""}
    if len(sets) > 1:
        return None
    own = frozenset(r for r in (c.role for c in scene.cast))
    playing = {
        role for role in own for p in performers_of(production, role, scene.id) if p in people
    }
    cast = tuple(
        replace(c, presence=Presence.SEEN, works=True) if c.role in playing else c
        for c in scene.cast
    )
    there = {p for r in playing for p in performers_of(production, r, scene.id)}
    others = tuple(p for p in people if p not in there and p not in scene.present)
    met = replace(scene, modes=(Mode.WHOLE,), cast=cast, present=(*scene.present, *others))
    changed = _with_scene(production, met)
    strips = tuple(s for s in strips_of(changed) if scene.id in s.scenes)
    if not all(set(people) <= set(s.people) for s in strips) or not strips:
        return None
    opened = () if Mode.WHOLE in scene.modes else (
        f"scene {scene.number} opened to be shot whole",
    )  # fmt: skip
    return Meeting(
        kind="whole",
        words=f"scene {scene.number} shot whole",
        scene=scene.number,
        production=changed,
        strips=strips,
        asks=opened,
    )


def _live_reads(
    production: Production, scene: Scene, people: Sequence[PersonId]
) -> Iterator[Meeting]:
    """Every end on one date at one place where one of its sets stands, everybody there."""
    if len(scene.parts) < 2 or Mode.PARTS not in scene.modes:
        return
    sets = {p.set for p in scene.parts}
    names = {s.id: s.name for s in production.sets}
    for place in production.places:
        if not sets.intersection(place.sets):
            continue
        missing = [names.get(s, s) for s in sorted(sets - set(place.sets))]
        parts = []
        for part in scene.parts:
            seen = {p for r in part.on_camera for p in performers_of(production, r, scene.id)}
            more = tuple(p for p in people if p not in seen and p not in part.present)
            parts.append(replace(part, present=(*part.present, *more), places=(place.id,)))
        met = replace(scene, modes=(Mode.PARTS,), parts=tuple(parts))
        rule = OrderRule(
            id=RuleId(f"together-{scene.number}"),
            kind=OrderKind.LIVE_READ,
            first=(scene.number,),
            source=_ASKED,
        )
        changed = replace(_with_scene(production, met), order=(*production.order, rule))
        strips = tuple(s for s in strips_of(changed) if scene.id in s.scenes)
        asks = (f"{list_text(missing)} built at {place.name}",) if missing else ()
        yield Meeting(
            kind="live read",
            words=f"scene {scene.number} read live at {place.name}",
            scene=scene.number,
            production=changed,
            strips=strips,
            asks=asks,
        )


def _new(
    production: Production,
    new: NewScene,
    people: Sequence[PersonId],
    homebound: frozenset[PersonId],
) -> Iterator[Meeting]:
    """The new scene with everybody in frame, at each place its set may stand."""
    wanted = new.set.casefold()
    of_story = next((s for s in production.sets if wanted in {s.name.casefold(), s.id}), None)
    places: tuple[Place, ...]
    if of_story is not None:
        places = tuple(p for p in production.places if of_story.id in p.sets)
        set_ = of_story
    else:
        places = tuple(
            p for p in production.places if wanted in {p.name.casefold(), p.id.casefold()}
        )
        set_ = Set(id=SetId("together-set"), name=new.set, source=_ASKED)
    may = reachable(production, [p.id for p in places], homebound)
    if not may:
        return
    number = new.number
    taken = {s.number for s in production.scenes}
    while number in taken:
        number += "*"
    roles = {p: _role_of(production, p) for p in people}
    scene = Scene(
        id=SceneId(f"together-{number}"),
        number=number,
        heading=Heading(
            original=f"{new.int_ext.value}. {new.set}",
            int_ext=new.int_ext,
            set_name=set_.name,
            light=new.light,
        ),
        set=set_.id,
        eighths=EighthsCount(override=max(1, new.eighths), override_source=_ASKED),
        minutes=Estimate(minutes=new.minutes, source=_ASKED),
        cast=tuple(
            CastEntry(role=roles[p], presence=Presence.SEEN, works=True, source=_ASKED)
            for p in people
        ),
        places=may,
        source=_ASKED,
    )
    known = {r.id for r in production.roles}
    own = tuple(
        Role(id=r, name=f"AS {p}".upper(), source=_ASKED)
        for p, r in roles.items()
        if r not in known
    )
    casting = tuple(
        Casting(role=roles[p], person=p, scenes=(scene.id,), source=_ASKED) for p in people
    )
    changed = replace(
        production,
        scenes=(*production.scenes, scene),
        roles=(*production.roles, *own),
        casting=(*production.casting, *casting),
        sets=production.sets if of_story is not None else (*production.sets, set_),
    )
    strips = tuple(s for s in strips_of(changed) if scene.id in s.scenes)
    yield Meeting(
        kind="new scene",
        words=f"a new scene of {new.minutes} minutes at {new.set}",
        scene=number,
        production=changed,
        strips=strips,
        asks=("a page to be written",),
    )


def _role_of(production: Production, person: PersonId) -> RoleId:
    """The first role somebody plays; one of their own where there is none."""
    found = next((c.role for c in production.casting if c.person == person), None)
    return found if found is not None else RoleId(f"together-{person}")
