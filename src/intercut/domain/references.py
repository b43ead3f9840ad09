"""Names in the facts turned into ids; every name nobody knows becomes a finding, none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from intercut.domain.facts import Facts
from intercut.domain.finding import Finding, Where, error
from intercut.domain.ids import BaseId, ElementId, PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.lookup import Names, folded
from intercut.domain.scene import Breakdown

_Id = TypeVar("_Id", bound=str)

SECTION: Final = {
    "person": "performers",
    "role": "roles",
    "set": "sets",
    "place": "places",
    "base": "bases",
    "unit": "units",
    "element": "elements",
}
"""Where a facts file keeps each kind of thing."""


@dataclass(slots=True)
class References:
    """Everything that can be named, and the findings about names that are wrong."""

    people: Names[PersonId] = field(default_factory=lambda: Names("person"))
    roles: Names[RoleId] = field(default_factory=lambda: Names("role"))
    sets: Names[SetId] = field(default_factory=lambda: Names("set"))
    places: Names[PlaceId] = field(default_factory=lambda: Names("place"))
    bases: Names[BaseId] = field(default_factory=lambda: Names("base"))
    units: Names[UnitId] = field(default_factory=lambda: Names("unit"))
    elements: Names[ElementId] = field(default_factory=lambda: Names("element"))
    scenes: Names[SceneId] = field(default_factory=lambda: Names("scene"))
    findings: list[Finding] = field(default_factory=list)

    def one(self, names: Names[_Id], text: str, path: str, what: str) -> _Id | None:
        """The id meant by ``text``; None, with a finding at ``path``, when there is none.

        ``what`` says who names it ("Clara Voss is cast as").
        """
        found = names.find(text)
        if found is None:
            self.findings.append(_unknown(names, text, path, what))
        return found

    def optional(self, names: Names[_Id], text: _Id | None, path: str, what: str) -> _Id | None:
        """The same for a name that may be left out."""
        return None if text is None else self.one(names, text, path, what)

    def many(
        self, names: Names[_Id], texts: Iterable[str], path: str, what: str
    ) -> tuple[_Id, ...]:
        """The ids meant by ``texts``, each once; those nobody knows are left out, with a finding."""
        found = (self.one(names, text, f"{path}.{n}", what) for n, text in enumerate(texts))
        return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))

    def error(self, code: str, message: str, path: str, fix: str) -> None:
        """Note one thing that is wrong at a path of the facts."""
        self.findings.append(error(code, message, Where(path=path), fix))


def _unknown(names: Names[_Id], text: str, path: str, what: str) -> Finding:
    if names.kind == "scene":
        near = names.advice(text, "the script").partition(" Else")[0]
        fix = near if near.startswith("Did") else "Scene numbers are those of the script."
    else:
        fix = names.advice(text, SECTION[names.kind])
    message = f"{what} {text!r}, and no {names.kind} is called so."
    return error(f"unknown.{names.kind}", message, Where(path=path), fix)


def references(breakdown: Breakdown, facts: Facts) -> References:
    """All names a breakdown and its facts know, duplicates of ids in the facts reported."""
    known = References()
    for role in breakdown.roles:
        known.roles.add(role.id, (role.name, *role.aliases))
    for set_ in breakdown.sets:
        known.sets.add(set_.id, (set_.name, *set_.aliases))
    for element in breakdown.elements:
        known.elements.add(element.id, (element.name,))
    for scene in breakdown.scenes:
        known.scenes.add(scene.id, (scene.number,))
    for person in facts.people:
        known.people.add(person.id, (person.name, person.code_name))
    for place in facts.places:
        known.places.add(place.id, (place.name,))
    for base in facts.bases:
        known.bases.add(base.id, (base.name,))
    for unit in facts.units:
        known.units.add(unit.id, (unit.name,))
    for new_role in facts.roles:
        known.roles.add(_meant(known.roles, new_role.id, new_role.name), (new_role.name,))
    for new_set in facts.sets:
        known.sets.add(
            _meant(known.sets, new_set.id, new_set.name), (new_set.name, *new_set.aliases)
        )
    for new_element in facts.elements:
        known.elements.add(
            _meant(known.elements, new_element.id, new_element.name), (new_element.name,)
        )
    known.findings += _duplicates(facts)
    return known


def _meant(names: Names[_Id], id_: _Id, name: str) -> _Id:
    """The id the breakdown already gave to what the facts call so, else the facts' own."""
    return names.find(id_) or names.find(name) or id_


def _duplicates(facts: Facts) -> Iterator[Finding]:
    sections: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("person", "performers", (p.id for p in facts.people)),
        ("role", "roles", (r.id for r in facts.roles)),
        ("place", "places", (p.id for p in facts.places)),
        ("base", "bases", (b.id for b in facts.bases)),
        ("unit", "units", (u.id for u in facts.units)),
        ("set", "sets", (s.id for s in facts.sets)),
        ("element", "elements", (e.id for e in facts.elements)),
        ("event", "events", (e.id for e in facts.events)),
        ("scene", "scenes", (s.scene for s in facts.scenes)),
        ("apart rule", "apart", (r.id for r in facts.apart)),
        ("order rule", "order", (r.id for r in facts.order)),
    )
    for kind, section, ids in sections:
        seen: dict[str, int] = {}
        for n, id_ in enumerate(ids):
            if folded(id_) in seen:
                yield error(
                    f"duplicate.{kind.replace(' ', '_')}",
                    f"The {kind} {id_!r} stands in `{section}` twice.",
                    Where(path=f"{section}.{n}"),
                    f"Keep one of the two (the other is entry {seen[folded(id_)] + 1}), "
                    "or give one of them another id.",
                )
            else:
                seen[folded(id_)] = n
