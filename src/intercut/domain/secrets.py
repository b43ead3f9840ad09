"""Words that must not leave the house: names of secret people and of the roles that tell of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from intercut.domain.ids import PersonId, RoleId
from intercut.domain.people import Person
from intercut.domain.production import Production

_PLAIN = frozenset({"the", "and", "mr.", "mrs", "mrs.", "dr.", "von", "van", "del"})
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What stands for secret people and their roles, and the text with every such name covered.

    ``people`` and ``roles`` give the code name; whoever is not in them is no secret.
    """

    people: Mapping[PersonId, str]
    roles: Mapping[RoleId, str]
    _whole: re.Pattern[str] | None
    _words: re.Pattern[str] | None
    _codes: Mapping[str, str]

    def hidden(self, text: str) -> str:
        """Free text (a synopsis, a set, a banner) with each secret name replaced by its code name.

        Whole names are found in any case; their single words as written, in capitals and with a
        capital, so that "May Day" covers MAY but not "may".
        """
        for pattern in (self._whole, self._words):
            if pattern is not None:
                text = pattern.sub(lambda m: self._codes[m[0].casefold()], text)
        return text


def secrets_of(production: Production, known: Collection[PersonId] = ()) -> Secrets:
    """The secrets of a production, but for the people whom a reader may ``known``ly name."""
    people: dict[PersonId, str] = {}
    roles: dict[RoleId, str] = {}
    codes: dict[str, str] = {}
    single: set[str] = set()
    named = {r.id: r for r in production.roles}
    for n, person in enumerate(production.people):
        if not person.secret or person.id in known:
            continue
        code = people[person.id] = _code(person, n)
        names = [person.name, str(person.id)]
        for casting in production.casting:
            if casting.person == person.id and casting.role in named:
                role = named[casting.role]
                roles[role.id] = code
                names += [role.name, str(role.id), *role.aliases]
        codes |= {name.casefold(): code for name in names if name}
        for word in {w.strip("\"'().,") for name in names for w in name.split()}:
            if len(word) >= _SHORTEST and word.casefold() not in _PLAIN:
                codes.setdefault(word.casefold(), code)
                single |= {word, word.upper(), word.capitalize()}
    whole = {name for name in codes if not {name, name.upper(), name.capitalize()} & single}
    return Secrets(
        people=people,
        roles=roles,
        _whole=_any_of(whole, re.IGNORECASE),
        _words=_any_of(single, 0),
        _codes=codes,
    )


def _code(person: Person, n: int) -> str:
    return person.code_name or f"CODE {n + 1}"


def _any_of(words: Collection[str], flags: int) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?!\w)", flags
    )
