"""Somebody let in over the network of the set, in a role that sees no money and changes no plan."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.access import GUESTS, Action, Actor, Role, require, role_named, spoken
from intercut.errors import NotAllowed, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who comes in over the network: a name for the record, and a role."""

    name: str
    role: Role

    @property
    def actor(self) -> Actor:
        """As actions know him or her."""
        return Actor(name=self.name, role=self.role)


def guest_invited(actor: Actor, role: str, name: str = "") -> Guest:
    """The guest somebody asks in.

    Raises
    ------
    NotAllowed
        When the actor may not ask anybody in, or nobody may come in by the network in that role.
    NotFound
        When there is no such role.
    """
    require(actor, Action.INVITE)
    meant = role_named(role)
    allowed = ", ".join(spoken(r) for r in GUESTS)
    if meant is None:
        msg = f"there is no role {role!r}."
        raise NotFound(msg, f"Over the network come in: {allowed}.")
    if meant not in GUESTS:
        msg = f"a {spoken(meant)} does not come in over the network."
        raise NotAllowed(msg, f"Over the network come in: {allowed}.")
    plain = " ".join(name.split())[:60]
    return Guest(name=plain or spoken(meant), role=meant)
