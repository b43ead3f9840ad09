"""What other programs may not learn: secret people and the roles that would tell of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from intercut.domain.people import Person
from intercut.domain.production import Production


@dataclass(frozen=True, slots=True)
class Secrets:
    """Words that must not leave the house, and what stands for them."""

    pattern: re.Pattern[str] | None
    codes: Mapping[str, str]

    def hidden(self, text: str) -> str:
        """The text with each secret word replaced by its code name."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda m: self.codes[m.group().casefold()], text)


def _code(person: Person, n: int) -> str:
    return person.code_name or f"CODE {n + 1}"


def secrets_of(production: Production) -> Secrets:
    """Names of secret people and of the roles they alone play, with their code names."""
    codes: dict[str, str] = {}
    names = {r.id: r for r in production.roles}
    for n, person in enumerate(production.people):
        if not person.secret:
            continue
        code = _code(person, n)
        words = [person.name, person.id, *(w for w in person.name.split() if len(w) > 2)]
        for casting in production.casting:
            if casting.person == person.id and casting.role in names:
                role = names[casting.role]
                words += [role.name, role.id, *role.aliases]
        codes.update({w.casefold(): code for w in words if w})
    if not codes:
        return Secrets(None, {})
    longest_first = sorted(codes, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in longest_first)
    return Secrets(re.compile(pattern, re.IGNORECASE), codes)
