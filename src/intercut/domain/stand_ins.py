"""What nobody has said yet, filled in so that a script alone can be planned, and named as assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import BaseId, PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Place, Set
from intercut.domain.production import Unit
from intercut.domain.scene import Mode, Presence, Scene

ASSUMED_CURRENCY: Final = "EUR"
ASSUMED_FIRST_DAY: Final = date(2027, 1, 4)
"""A Monday. Fixed, so that the same script gives the same plan on every day it is read."""
STUDIO: Final = Base(id=BaseId("studio"), name="Studio")
MAIN_UNIT: Final = Unit(id=UnitId("main"), name="Main", base=STUDIO.id)
_SHOOTING_MINUTES_A_DAY: Final = 480
_MOST_WEEKS: Final = 156


def assumed_calendar(scenes: Sequence[Scene]) -> tuple[Calendar, Finding]:
    """Weeks of five days from the assumed Monday, half as many again as the minutes ask for."""
    minutes = sum(
        sum(p.minutes.minutes for p in s.parts) if s.modes[0] is Mode.PARTS else s.minutes.minutes
        for s in scenes
        if not s.omitted
    )
    days = -(-minutes // _SHOOTING_MINUTES_A_DAY)
    weeks = min(_MOST_WEEKS, max(2, -(-(days * 3) // 10) + 1))
    last = ASSUMED_FIRST_DAY + timedelta(days=7 * weeks - 3)
    finding = warning(
        "assumed.calendar",
        f"Nobody said when you shoot: {ASSUMED_FIRST_DAY} to {last} is assumed, weekends off.",
        Where(path="calendar"),
        "Give `calendar` its `dates`.",
    )
    return Calendar(span=DateSpan(first=ASSUMED_FIRST_DAY, last=last)), finding


def assumed_units(base: BaseId) -> tuple[tuple[Unit, ...], Finding]:
    """One main unit at a base."""
    finding = note(
        "assumed.unit",
        "No unit is described: one main unit of 11-hour days is assumed.",
        Where(path="units"),
        "Describe your crew in `units`.",
    )
    return (Unit(id=MAIN_UNIT.id, name=MAIN_UNIT.name, base=base),), finding


def with_numbers_for_the_new(
    roles: Sequence[Role], read: Sequence[Scene], decided: Sequence[Scene]
) -> tuple[Role, ...]:
    """Roles that only the facts put into a scene, with the board numbers behind the last one.

    Roles of the script got theirs with its breakdown; where a person refused those, and in boards
    made elsewhere, nobody is numbered here.
    """

    def working(scenes: Sequence[Scene]) -> set[RoleId]:
        return {c.role for s in scenes for c in s.cast if c.presence is not Presence.MENTIONED}

    new = working(decided) - working(read)
    last = max((int(r.board_number) for r in roles if r.board_number.isdecimal()), default=0)
    numbered: list[Role] = []
    for role in roles:
        if last and role.id in new and not role.board_number:
            last += 1
            role = replace(role, board_number=str(last))  # noqa: PLW2901 - the same role
        numbered.append(role)
    return tuple(numbered)


def sets_without_place(
    scenes: Sequence[Scene], sets: Sequence[Set], places: Sequence[Place]
) -> tuple[Set, ...]:
    """Sets something plays on that stand nowhere, in the order of the sets."""
    stands = {s for place in places for s in place.sets}
    used: set[SetId] = set()
    for scene in scenes:
        if scene.omitted:
            continue
        if Mode.WHOLE in scene.modes and not scene.places:
            used.add(scene.set)
        if Mode.PARTS in scene.modes:
            used.update(part.set for part in scene.parts if not part.places)
    return tuple(s for s in sets if s.id in used and s.id not in stands)


def assumed_places(
    homeless: Sequence[Set], places: Sequence[Place], base: BaseId
) -> tuple[tuple[Place, ...], Iterator[Finding]]:
    """A place of its own for every set that stands nowhere, open on all dates and free."""
    taken = {p.id for p in places}
    stubs: list[Place] = []
    for set_ in homeless:
        id_ = PlaceId(set_.id)
        while id_ in taken:
            id_ = PlaceId(f"{id_}-assumed")
        taken.add(id_)
        stubs.append(Place(id=id_, name=set_.name, base=base, sets=(set_.id,)))
    return tuple(stubs), _places_findings(homeless, places)


def _places_findings(homeless: Sequence[Set], places: Sequence[Place]) -> Iterator[Finding]:
    if homeless and not places:
        yield note(
            "assumed.places",
            "No places of filming are known: each set is given a stage of its own, all at one base.",
            Where(path="places"),
            "Say in `places` where each set stands.",
        )
        return
    if len(homeless) == 1:
        name = homeless[0].name
        yield warning(
            "set.nowhere",
            f"The set {name} stands nowhere: a free place for it is assumed.",
            Where(path="places"),
            f"Add {name} to the `sets` of a place.",
        )
    elif homeless:
        yield warning(
            "set.nowhere",
            f"{len(homeless)} sets stand nowhere, and a free place is assumed for each: "
            f"{', '.join(s.name for s in homeless)}.",
            Where(path="places"),
            "Add them to the `sets` of places.",
        )


def assumed_cast(
    scenes: Sequence[Scene],
    roles: Sequence[Role],
    people: Sequence[Person],
    casting: Sequence[Casting],
) -> tuple[tuple[Person, ...], tuple[Casting, ...], Iterator[Finding]]:
    """A performer for every working role nobody plays yet: no pay, always free."""
    always = {c.role for c in casting if not c.scenes}
    named: dict[RoleId, set[SceneId]] = {}
    for c in casting:
        named.setdefault(c.role, set()).update(c.scenes)
    working = {
        role
        for scene in scenes
        if not scene.omitted
        for role in _working_roles(scene)
        if role not in always and scene.id not in named.get(role, ())
    }
    taken = {p.id for p in people}
    stubs: list[Person] = []
    plays: list[Casting] = []
    for role in roles:
        if role.id not in working:
            continue
        id_ = PersonId(role.id)
        while id_ in taken:
            id_ = PersonId(f"{id_}-to-be-cast")
        taken.add(id_)
        stubs.append(Person(id=id_, name=role.name, to_be_cast=True))
        plays.append(Casting(role=role.id, person=id_))
    return tuple(stubs), tuple(plays), _cast_findings(stubs)


def _working_roles(scene: Scene) -> Iterator[RoleId]:
    if Mode.WHOLE in scene.modes:
        yield from (c.role for c in scene.cast if c.works)
    if Mode.PARTS in scene.modes:
        yield from (role for part in scene.parts for role in part.on_camera)


def _cast_findings(stubs: Sequence[Person]) -> Iterator[Finding]:
    if not stubs:
        return
    names = [p.name for p in stubs]
    listed = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    yield note(
        "assumed.cast",
        f"Not cast yet: {listed}. For each a performer without pay, always free, is assumed.",
        Where(path="performers"),
        "Add who plays them to `performers`.",
    )
