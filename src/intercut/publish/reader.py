"""Who a document is for, and the names that reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.ids import PersonId, PlaceId, RoleId, SetId
from intercut.domain.production import Production
from intercut.domain.secrets import secrets_of

_INNER_CIRCLE = frozenset({"owner", "producer", "first_ad"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader by role (a role of `access`) or, for one's own papers, by person.

    The default is what is handed round on set: the crew's copy.
    """

    role: str = "crew"
    person: PersonId | None = None

    @property
    def knows_secrets(self) -> bool:
        """Whether real names behind code names are shown to this reader (domain: UPM, first AD)."""
        return self.role in _INNER_CIRCLE


class Names:
    """The names a reader may see; everything printed goes through here.

    A secret performer and the roles he or she plays stand under the code name, also inside
    synopses and labels, unless the reader may know.
    """

    def __init__(self, production: Production, reader: Reader) -> None:
        self._people = {p.id: p.name for p in production.people}
        self._roles = {r.id: r.name for r in production.roles}
        self._numbers = {r.id: r.board_number for r in production.roles}
        self._sets = {s.id: s.name for s in production.sets}
        self._places = {p.id: p.name for p in production.places}
        self._playing: dict[PersonId, list[RoleId]] = {}
        for casting in production.casting:
            self._playing.setdefault(casting.person, []).append(casting.role)
        known = [p.id for p in production.people if reader.knows_secrets or reader.person == p.id]
        self._secrets = secrets_of(production, known)
        self._people |= self._secrets.people
        self._roles |= self._secrets.roles

    @property
    def keeps_secrets(self) -> bool:
        """Whether there is any name that this reader may not see."""
        return bool(self._secrets.people)

    def free(self, text: str) -> str:
        """Free text (a synopsis, a label, a banner) with every secret name covered."""
        return self._secrets.hidden(text)

    def person(self, person: PersonId) -> str:
        """A person's name or code name."""
        return self._people.get(person, str(person))

    def role(self, role: RoleId) -> str:
        """A role's name or its code name."""
        return self._roles.get(role, str(role))

    def number(self, role: RoleId) -> str:
        """A role's board number, "" when it has none."""
        return self._numbers.get(role, "")

    def set(self, set_id: SetId) -> str:
        """A set's name."""
        return self.free(self._sets.get(set_id, str(set_id)))

    def place(self, place: PlaceId | None) -> str:
        """A place's name, "" for none."""
        return "" if place is None else self.free(self._places.get(place, str(place)))

    def roles_of(self, person: PersonId) -> tuple[RoleId, ...]:
        """The roles somebody plays."""
        return tuple(dict.fromkeys(self._playing.get(person, ())))
