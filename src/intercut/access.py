"""Who may do what: one table, role by action. Every action asks it, and so does every door.

Whoever opens a film's file owns it. Another role is taken on to see the film as somebody else
does (`--as`), or given by a membership when a team shares a server.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from intercut.domain.ids import PersonId
from intercut.errors import NotAllowed


class Role(StrEnum):
    """What somebody is on this production."""

    OWNER = "owner"
    PRODUCER = "producer"
    FIRST_AD = "first_ad"
    SECOND_AD = "second_ad"
    SCRIPT_SUPERVISOR = "script_supervisor"
    HEAD_OF_DEPARTMENT = "head_of_department"
    PERFORMER = "performer"
    READER = "reader"


class Action(StrEnum):
    """Something a person does or sees."""

    READ_SCRIPT = "read the script and its breakdown"
    REVISE_SCRIPT = "bring in a new draft"
    SEE_FACTS = "see the facts"
    CHANGE_FACTS = "change the facts"
    SEE_BOARD = "see the board"
    CHANGE_BOARD = "change the board"
    SEE_DATES = "see everybody's dates"
    SEE_OWN_DATES = "see their own dates"
    SEE_COST = "see what it costs"
    CHECK = "check the board against its rules"
    PUBLISH = "publish the schedule"
    EXPORT = "take the whole film elsewhere"
    LOG_TAKES = "log takes on set"
    STITCH = "stitch a scene from its takes"
    INVITE = "let somebody in over the network"


_ALL: Final = frozenset(Action)
_CREW: Final = frozenset({Action.READ_SCRIPT, Action.SEE_BOARD, Action.SEE_OWN_DATES})

ALLOWED: Final = MappingProxyType(
    {
        Role.OWNER: _ALL,
        Role.PRODUCER: _ALL,
        Role.FIRST_AD: _ALL,
        Role.SECOND_AD: _CREW | {Action.SEE_DATES, Action.CHECK, Action.PUBLISH},
        Role.SCRIPT_SUPERVISOR: _CREW | {Action.SEE_DATES, Action.LOG_TAKES, Action.STITCH},
        Role.HEAD_OF_DEPARTMENT: _CREW | {Action.SEE_DATES, Action.STITCH},
        Role.PERFORMER: frozenset({Action.SEE_OWN_DATES}),
        Role.READER: _CREW,
    }
)
"""The table. An action that is not in a role's set is refused."""

GUESTS: Final = tuple(
    r
    for r in Role
    if Action.READ_SCRIPT in ALLOWED[r]
    and not ALLOWED[r] & {Action.CHANGE_FACTS, Action.SEE_COST, Action.CHANGE_BOARD}
)
"""Roles that may come in over the network of the set: none that sees money or changes the plan."""

_SPOKEN: Final = MappingProxyType(
    {Role.FIRST_AD: "first AD", Role.SECOND_AD: "second AD"}
    | {r: r.value.replace("_", " ") for r in Role if r not in {Role.FIRST_AD, Role.SECOND_AD}}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks: a name for the record, a role, and the person of the film they are, if any."""

    name: str
    role: Role = Role.OWNER
    person: PersonId | None = None


def may(role: Role, action: Action) -> bool:
    """Whether somebody in that role may do that."""
    return action in ALLOWED[role]


def require(actor: Actor, action: Action) -> None:
    """Let an action go on, or refuse it.

    Raises
    ------
    NotAllowed
        When the actor's role may not do that; the sentence says who may.
    """
    if may(actor.role, action):
        return
    allowed = ", ".join(_SPOKEN[r] for r in Role if may(r, action) and r is not Role.OWNER)
    msg = f"a {_SPOKEN[actor.role]} may not {action}."
    raise NotAllowed(msg, f"Ask one who may: {allowed}.")


def spoken(role: Role) -> str:
    """The role as people say it: `script supervisor`."""
    return _SPOKEN[role]


def role_named(text: str) -> Role | None:
    """The role somebody means, however they space or case it; None when there is no such role."""
    plain = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return next((r for r in Role if r.value == plain), None)
