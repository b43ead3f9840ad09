"""Cues made into roles: one spelling each, confirmed joins applied, the doubtful ones asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from intercut.breakdown.animals import animal_cues
from intercut.breakdown.element_words import (
    ANIMALS,
    BACKGROUND,
    CATEGORY_OF,
    NUMBERS,
    PEOPLE_SINGULAR,
    number_of,
)
from intercut.breakdown.name_keys import TITLES, name_key, shown_name, words_of
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead
from intercut.breakdown.variants import Variants
from intercut.domain.elements import ACTION_CATEGORIES
from intercut.domain.facts import NameJoin
from intercut.domain.ids import RoleId, SceneId
from intercut.domain.people import Role
from intercut.domain.scene import ProposalKind
from intercut.domain.source import PROGRAM

GROUP_CUES: Final = frozenset(
    {
        "BOTH",
        "ALL",
        "EVERYONE",
        "EVERYBODY",
        "TOGETHER",
        "ALL THREE",
        "ALL FOUR",
        "THE TWO",
        "BOTH OF THEM",
    }
    | {
        "THE OTHERS",
        "OTHERS",
        "UNISON",
        "IN UNISON",
        "BEIDE",
        "ALLE",
        "TOUS",
        "LES DEUX",
        "TODOS",
        "AMBOS",
    }
)
"""Cues that mean people already there."""
CROWD_CUES: Final = words_of(
    "CROWD MOB AUDIENCE CONGREGATION PROTESTERS SPECTATORS FANS CHORUS VOICES ONLOOKERS "
    "PASSENGERS BYSTANDERS"
)
"""Cues spoken by background."""
_VOICE: Final = re.compile(r"^(?:(?P<a>.+?)(?:'S|S')? VOICE|(?:THE )?VOICE OF (?P<b>.+))$")
_AND: Final = re.compile(r"\s*(?:&|\+|/|,)\s*|\s+(?:AND|UND|ET|Y|E)\s+")
_NUMBERS: Final = re.compile(
    r"^(?P<kind>[^\W\d_][\w' -]*?(?:S|MEN)) (?P<numbers>[\w#]+(?:(?: AND | ?[&+/,] ?)[\w#]+)+)$"
)
_COUNTED: Final = re.compile(r"(?<!\w)(?P<n>\d+|[A-Za-z]+)\s+(?:[a-z]+\s+){0,2}$")


@dataclass(slots=True)
class Register:
    """Which role or roles a cue means.

    ``voices`` are keys whose speakers are only heard, ``full_names`` what action calls a role,
    ``introduced`` silent parts and the scene whose action introduces them. ``crowds`` are keys
    of cues spoken by background, ``animals`` of those that are animals, with the reason.
    """

    roles: dict[RoleId, Role] = field(default_factory=dict)
    of_key: dict[str, tuple[RoleId, ...]] = field(default_factory=dict)
    voices: set[str] = field(default_factory=set)
    full_names: dict[RoleId, set[str]] = field(default_factory=dict)
    introduced: dict[RoleId, SceneId] = field(default_factory=dict)
    crowds: frozenset[str] = CROWD_CUES
    animals: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, name: str) -> RoleId:
        """The role of a cue, made on first sight."""
        if key in self.of_key and len(self.of_key[key]) == 1:
            return self.of_key[key][0]
        role = RoleId(name)
        if role in self.roles:
            self.of_key[key] = (role,)
            return role
        self.roles[role] = Role(id=role, name=name)
        self.of_key[key] = (role,)
        return role

    def alias(self, role: RoleId, name: str) -> None:
        """Another cue of a role."""
        known = self.roles[role]
        if name_key(name) != name_key(known.name) and name not in known.aliases:
            self.roles[role] = replace(known, aliases=(*known.aliases, name))


def register_names(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], names: Sequence[NameJoin], desk: Desk
) -> Register:
    """All roles of the cues, with joins that persons confirmed, and proposals for the rest."""
    shown: dict[str, str] = {}
    count: dict[str, int] = {}
    for scene in scenes:
        for speech in scene.speeches:
            if speech.key:
                shown.setdefault(speech.key, shown_name(speech.name))
                count[speech.key] = count.get(speech.key, 0) + 1
    register = Register(crowds=_crowds(scenes, shown))
    _apply_joins(register, names, shown)
    _ask_animals(register, scenes, ids, desk)
    plain: list[str] = []
    compound: list[tuple[str, list[str], int]] = []
    voices: list[tuple[str, str]] = []
    for key in shown:
        if key in {*register.of_key, *GROUP_CUES, *register.crowds, *register.animals}:
            continue
        pieces = _pieces(key, shown, register)
        voice = _VOICE.match(key)
        if pieces:
            sure = 80 if pieces[0].split()[0] in TITLES or _NUMBERS.match(key) else 55
            compound.append((key, pieces, sure))
        elif voice and (base := (voice["a"] or voice["b"])) in {*shown, *register.of_key}:
            voices.append((key, base))
        elif voice:
            register.voices.add(key)
            plain.append(key)
        else:
            plain.append(key)
    _add_plain(register, plain, shown, count, desk)
    for key, base in voices:
        register.voices.add(key)
        (owner, *_) = register.of_key.get(base, ()) or (register.add(base, shown.get(base, base)),)
        if desk.ask(
            ProposalKind.JOIN_NAMES,
            f"{shown[key]} is {owner}, heard only.",
            reason=f"the cue `{shown[key]}` names {owner}",
            confidence=85,
            subjects=(shown[key], owner),
            applied=False,
        ):
            register.of_key[key] = (owner,)
            register.alias(owner, shown[key])
        else:
            register.add(key, shown[key])
    for key, pieces, sure in compound:
        roles = tuple(r for p in pieces for r in register.of_key.get(p, ()))
        known = len(roles) == len(pieces)
        if desk.ask(
            ProposalKind.SPLIT_NAME,
            f"{shown[key]} are {' and '.join(roles) if known else ' and '.join(pieces)}, speaking together.",
            reason=f"the cue `{shown[key]}` names several who speak elsewhere"
            if known
            else f"the cue `{shown[key]}` reads like several names",
            confidence=90 if known else sure,
            subjects=(shown[key], *(roles if known else pieces)),
        ):
            register.of_key[key] = tuple(
                r for p in pieces for r in register.of_key.get(p) or (register.add(p, p),)
            )
        else:
            register.add(key, shown[key])
    return register


def _ask_animals(
    register: Register, scenes: Sequence[SceneRead], ids: Sequence[SceneId], desk: Desk
) -> None:
    """An animal that only barks is an element; one that talks may be a part, so it waits."""
    for cue in animal_cues(scenes):
        if cue.key in register.of_key:
            continue
        name = shown_name(cue.name)
        reason = f"{cue.why}, and {'only its sounds stand' if cue.only_sounds else 'words stand'} under it"
        if desk.ask(
            ProposalKind.ELEMENT,
            f"{name}: Animals, not a part to be cast.",
            reason=reason,
            confidence=85 if cue.only_sounds else 40,
            scene=ids[cue.scene],
            subjects=(name, ACTION_CATEGORIES[ANIMALS]),
            words=f"cue {cue.name}",
        ):
            register.animals[cue.key] = reason


def _crowds(scenes: Sequence[SceneRead], shown: Iterable[str]) -> frozenset[str]:
    """Cues of background: CROWD and the like, REPORTERS, and whom action counts (FORTY STRIKERS)."""
    found = set(CROWD_CUES)
    asked: list[str] = []
    for key in shown:
        last = key.split()[-1]
        if last in PEOPLE_SINGULAR or not last.endswith(("S", "MEN", "PEOPLE")):
            continue
        if CATEGORY_OF.get(last) == BACKGROUND:
            found.add(key)
        elif " " not in key:
            asked.append(re.escape(key))
    if asked:
        named = re.compile(rf"(?<![\w'’-])(?:{'|'.join(asked)})(?![\w'’-])")
        for scene in scenes:
            for item in scene.directions:
                for hit in named.finditer(item.text):
                    counted = _COUNTED.search(item.text[max(0, hit.start() - 40) : hit.start()])
                    if counted and number_of(counted["n"]) > 1:
                        found.add(hit[0])
    return frozenset(found)


def _apply_joins(register: Register, names: Sequence[NameJoin], shown: dict[str, str]) -> None:
    for join in names:
        roles = tuple(_known_role(register, r, shown) for r in join.roles)
        for name in join.names:
            key = name_key(name)
            register.of_key[key] = roles
            if _VOICE.match(key):
                register.voices.add(key)
            if len(roles) == 1:
                register.alias(roles[0], shown_name(name))
        for role in roles:
            if register.roles[role].source == PROGRAM and len(roles) == 1:
                register.roles[role] = replace(register.roles[role], source=join.source)


def _known_role(register: Register, role: RoleId, shown: dict[str, str]) -> RoleId:
    """The role an id means: as cues spell it when one does, however the id is written."""
    if role in register.roles:
        return role
    key = name_key(role)
    for k, name in shown.items():
        if k == key or name_key(k.replace(" ", "-").replace("'", "")) == key:
            return register.add(k, name)
    return register.add(key, shown_name(role))


def _pieces(key: str, shown: dict[str, str], register: Register) -> list[str]:
    """The names in `SAM & ANN`, when at least one of them speaks by its own cue."""
    pieces = [p for p in _AND.split(key) if p]
    if len(pieces) < 2:
        return []
    last = pieces[-1].split()
    if all(p in TITLES for p in pieces[:-1]) and len(last) > 1 and last[0] in TITLES:
        # MR AND MRS SMITH
        return [*(f"{p} {' '.join(last[1:])}" for p in pieces[:-1]), pieces[-1]]
    if numbered := _numbered(key):
        return numbered
    if any(p in shown or p in register.of_key for p in pieces):
        return pieces
    return []


def _numbered(key: str) -> list[str]:
    """READER TWO and READER THREE in READERS TWO AND THREE."""
    several = _NUMBERS.match(key)
    numbers = [n for n in _AND.split(several["numbers"]) if n] if several else []
    if several is None or not all(
        n.lstrip("#").isdigit() or n in NUMBERS or len(n) == 1 for n in numbers
    ):
        return []
    kind = several["kind"]
    one = f"{kind[:-3]}MAN" if kind.endswith("MEN") else kind.removesuffix("S")
    return [f"{one} {n}" for n in numbers]


def _add_plain(
    register: Register, keys: list[str], shown: dict[str, str], count: dict[str, int], desk: Desk
) -> None:
    # A rarer spelling is asked to join the commoner one; which of two came first does not matter.
    asked: set[str] = set()
    variants = Variants(keys, count)
    for key in keys:
        base = variants.base_of(key, asked)
        if base is None:
            register.add(key, shown[key])
            continue
        other, why, confidence = base
        asked.add(key)
        if desk.ask(
            ProposalKind.JOIN_NAMES,
            f"Are {shown[key]} and {shown[other]} one character?",
            reason=why,
            confidence=confidence,
            subjects=(shown[key], shown[other]),
            applied=False,
        ):
            owner = register.add(other, shown[other])
            register.of_key[key] = (owner,)
            register.alias(owner, shown[key])
        else:
            register.add(key, shown[key])
