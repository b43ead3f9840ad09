"""The lists of a production: what the breakdown has, with the facts' own laid over, ids for names.

Each function gives the entries of one section; next to entries that others must be able to point
at stand their paths in the facts (`performers.3`), for the findings about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from intercut.domain.apart import ApartRule
from intercut.domain.elements import Element
from intercut.domain.facts import Facts
from intercut.domain.ids import BaseId, RoleId, SetId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Move, Place, Set
from intercut.domain.production import Baseline, Event, Unit
from intercut.domain.references import References
from intercut.domain.scene import Breakdown, JoinedScenes, Scene
from intercut.domain.scene_overlay import CueMap


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleList:
    """The roles that are left, and what the cues that are gone really mean."""

    roles: tuple[Role, ...]
    cues: CueMap


def roles_laid_over(breakdown: Breakdown, facts: Facts, known: References) -> RoleList:
    """Roles renamed, numbered, added and joined."""
    roles = {r.id: r for r in breakdown.roles}
    cues: dict[RoleId, tuple[RoleId, ...]] = {}
    for decided in facts.roles:
        id_ = known.roles.find(decided.id) or decided.id
        before = roles.get(id_)
        aliases = (*before.aliases, *decided.aliases) if before else decided.aliases
        number = decided.board_number or (before.board_number if before else "")
        roles[id_] = replace(
            decided, id=id_, board_number=number, aliases=tuple(dict.fromkeys(aliases))
        )
        for alias in decided.aliases:
            other = known.roles.find(alias)
            if other is not None and other != id_:
                cues[other] = (id_,)
        for alias in decided.aliases:
            known.roles.add(id_, (alias,))
    for n, join in enumerate(facts.names):
        meant = known.many(known.roles, join.roles, f"names.{n}.roles", "A cue is said to mean")
        for name in join.names:
            cue = known.roles.find(name)
            # A cue the breakdown joined already is no role any more.
            if cue is not None and meant and (cue,) != meant:
                cues[cue] = meant
    cues = {cue: _followed(meant, cues) for cue, meant in cues.items()}
    for cue, meant in cues.items():
        gone = roles.pop(cue, None)
        if gone is not None and len(meant) == 1 and meant[0] in roles:
            role = roles[meant[0]]
            names = dict.fromkeys((*role.aliases, gone.name, *gone.aliases))
            roles[meant[0]] = replace(role, aliases=tuple(n for n in names if n != role.name))
            known.roles.loose = {
                k: meant[0] if v == cue else v for k, v in known.roles.loose.items()
            }
            known.roles.exact[cue] = meant[0]
    return RoleList(roles=tuple(roles.values()), cues=cues)


def _followed(
    meant: tuple[RoleId, ...], cues: dict[RoleId, tuple[RoleId, ...]]
) -> tuple[RoleId, ...]:
    """Joins of joins, each role once; a circle ends where it began."""
    found: dict[RoleId, None] = {}
    waiting, seen = list(meant), set[RoleId]()
    while waiting:
        role = waiting.pop(0)
        if role in seen:
            continue
        seen.add(role)
        if role in cues and not set(cues[role]) <= seen:
            waiting[:0] = cues[role]
        else:
            found[role] = None
    return tuple(found)


def sets_laid_over(
    breakdown: Breakdown, facts: Facts, known: References
) -> tuple[tuple[Set, ...], dict[SetId, SetId]]:
    """The sets, and which set of the script turned out to be another one under an alias."""
    sets = {s.id: s for s in breakdown.sets}
    same: dict[SetId, SetId] = {}
    for decided in facts.sets:
        id_ = known.sets.find(decided.id) or decided.id
        before = sets.get(id_)
        aliases = dict.fromkeys((*(before.aliases if before else ()), *decided.aliases))
        sets[id_] = replace(decided, id=id_, aliases=tuple(aliases))
        for alias in decided.aliases:
            other = known.sets.find(alias)
            if other is not None and other != id_:
                same[other] = id_
    for gone, kept in same.items():
        if same.get(kept) != gone:
            sets.pop(gone, None)
            known.sets.exact[gone] = kept
            known.sets.loose = {k: kept if v == gone else v for k, v in known.sets.loose.items()}
    return tuple(sets.values()), same


def on_sets(scene: Scene, same: dict[SetId, SetId]) -> Scene:
    """The scene on the sets that are left."""
    if not same:
        return scene
    parts = tuple(replace(p, set=same.get(p.set, p.set)) for p in scene.parts)
    return replace(scene, set=same.get(scene.set, scene.set), parts=parts)


def elements_laid_over(
    breakdown: Breakdown, facts: Facts, known: References
) -> tuple[Element, ...]:
    """The elements of the breakdown, those the facts describe replaced, new ones added."""
    elements = {e.id: e for e in breakdown.elements}
    for decided in facts.elements:
        id_ = known.elements.find(decided.id) or known.elements.find(decided.name) or decided.id
        elements[id_] = replace(decided, id=id_)
    return tuple(elements.values())


def people_laid_over(facts: Facts, known: References) -> tuple[Person, ...]:
    """The people with their homes found."""
    return tuple(
        replace(
            p,
            home=known.optional(known.bases, p.home, f"performers.{n}.home", f"{p.name} lives in"),
        )
        for n, p in enumerate(facts.people)
    )


def casting_paths(facts: Facts) -> Iterator[str]:
    """Where each casting of the facts stands: at the performer's roles, or in `casting`."""
    at = {p.id: n for n, p in enumerate(facts.people)}
    roles: dict[str, int] = {}
    others = 0
    for casting in facts.casting:
        if not casting.scenes and casting.person in at:
            yield f"performers.{at[casting.person]}.roles.{roles.get(casting.person, 0)}"
            roles[casting.person] = roles.get(casting.person, 0) + 1
        else:
            yield f"casting.{others}"
            others += 1


def casting_laid_over(facts: Facts, known: References, cues: CueMap) -> tuple[Casting, ...]:
    """Who plays whom; castings of names nobody knows are left out, with a finding."""
    people = {p.id: p.name for p in facts.people}
    found: list[Casting] = []
    for path, casting in zip(casting_paths(facts), facts.casting, strict=True):
        own = path.startswith("casting.")
        who = people.get(casting.person, casting.person)
        role = known.one(known.roles, casting.role, f"{path}.role" if own else path, f"{who} plays")
        person = known.one(
            known.people,
            casting.person,
            f"{path}.person",
            f"The role {casting.role!r} is cast with",
        )
        scenes = known.many(
            known.scenes, casting.scenes, f"{path}.scenes", f"{who} plays {casting.role!r} in scene"
        )
        if role is None or person is None or len(scenes) < bool(casting.scenes):
            continue
        found += [
            replace(casting, role=meant, person=person, scenes=scenes)
            for meant in cues.get(role, (role,))
        ]
    return tuple(dict.fromkeys(found))


def places_laid_over(facts: Facts, known: References, fallback: BaseId) -> tuple[Place, ...]:
    """The places with their base and sets found."""
    return tuple(
        replace(
            p,
            base=known.one(known.bases, p.base, f"places.{n}.base", f"{p.name} lies in")
            or fallback,
            sets=known.many(known.sets, p.sets, f"places.{n}.sets", f"At {p.name} stands"),
        )
        for n, p in enumerate(facts.places)
    )


def moves_laid_over(facts: Facts, known: References) -> tuple[Move, ...]:
    """The moves between places that are known."""
    found = []
    for n, move in enumerate(facts.moves):
        start = known.one(known.places, move.start, f"moves.{n}.from", "A move starts at")
        end = known.one(known.places, move.end, f"moves.{n}.to", "A move ends at")
        if start is not None and end is not None:
            found.append(replace(move, start=start, end=end))
    return tuple(found)


def units_laid_over(facts: Facts, known: References, fallback: BaseId) -> tuple[Unit, ...]:
    """The units with their base found."""
    return tuple(
        replace(
            u,
            base=known.one(known.bases, u.base, f"units.{n}.base", f"{u.name} unit sits in")
            or fallback,
        )
        for n, u in enumerate(facts.units)
    )


def events_laid_over(facts: Facts, known: References) -> tuple[Event, ...]:
    """The events with people, place and destination found."""
    found = []
    for n, event in enumerate(facts.events):
        path, what = f"events.{n}", f"The {event.kind} {event.name or event.id!r} names"
        found.append(
            replace(
                event,
                people=known.many(known.people, event.people, f"{path}.people", what),
                place=known.optional(known.places, event.place, f"{path}.place", what),
                to_base=known.optional(known.bases, event.to_base, f"{path}.to_base", what),
            )
        )
    return tuple(found)


def apart_laid_over(
    facts: Facts, known: References
) -> tuple[tuple[ApartRule, ...], tuple[str, ...]]:
    """The apart rules that bind somebody, and their paths."""
    rules, paths = [], []
    for n, rule in enumerate(facts.apart):
        path, what = f"apart.{n}", "A keep-apart rule names"
        people = known.many(known.people, rule.people, f"{path}.people", what)
        others = known.many(known.people, rule.others, f"{path}.others", what)
        place = known.optional(known.places, rule.place, f"{path}.place", what)
        both = set(people) & set(others)
        if both:
            known.error(
                "apart.self",
                f"A keep-apart rule has {', '.join(sorted(both))} on both sides.",
                path,
                "Name everybody on one side only: `people` are kept from `others`.",
            )
        elif not rule.people or (len(rule.people) < 2 and not rule.others and rule.place is None):
            known.error(
                "apart.nobody",
                "A keep-apart rule does not say who is kept from whom.",
                path,
                "Name two `people`, or `people` and `others`, or `people` and a `place`.",
            )
        all_known = bool(others) == bool(rule.others) and (place is None) == (rule.place is None)
        if people and (others or place is not None or len(people) > 1) and not both and all_known:
            rules.append(replace(rule, people=people, others=others, place=place))
            paths.append(path)
    return tuple(rules), tuple(paths)


def joined_laid_over(facts: Facts, known: References) -> tuple[JoinedScenes, ...]:
    """The groups of scenes shot as one strip; a scene in two groups stays in the first."""
    found: list[JoinedScenes] = []
    taken: dict[str, int] = {}
    for n, group in enumerate(facts.joined):
        path = f"joined.{n}"
        scenes = known.many(known.scenes, group.scenes, f"{path}.scenes", "A joined strip names")
        twice = [s for s in scenes if s in taken]
        if twice:
            known.error(
                "joined.twice",
                f"Scene {twice[0]} is joined with two groups (entry {taken[twice[0]] + 1} too).",
                path,
                "Leave it in one of them.",
            )
        elif len(group.scenes) < 2:
            known.error(
                "joined.alone", "A joined strip needs two scenes or more.", path, "Add the others."
            )
        elif len(scenes) > 1:
            found.append(replace(group, scenes=scenes))
        taken.update(dict.fromkeys(scenes, n))
    return tuple(found)


def baseline_laid_over(facts: Facts, known: References) -> Baseline | None:
    """The plan people were told, with the people of its own prices found."""
    if facts.baseline is None:
        return None
    overrides = []
    for n, (person, price) in enumerate(facts.baseline.overrides):
        found = known.one(
            known.people, person, f"baseline.overrides.{n}", "The price of a change names"
        )
        if found is not None:
            overrides.append((found, price))
    return replace(facts.baseline, overrides=tuple(overrides))
