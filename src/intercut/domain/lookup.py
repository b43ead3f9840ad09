"""What somebody means by a name: an id, a name or an alias, whatever its case; else the nearest."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Id = TypeVar("_Id", bound=str)


def folded(text: str) -> str:
    """Text as it is compared: case, spacing and the kind of apostrophe do not count."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(plain.split())


def unaccented(text: str) -> str:
    """Folded text without accents, for who types Ines and means Inês."""
    apart = unicodedata.normalize("NFD", folded(text))
    return "".join(c for c in apart if not unicodedata.combining(c))


@dataclass(slots=True)
class Names(Generic[_Id]):
    """Everything of one kind by id, name and alias. An id wins over a name, the first over later."""

    kind: str
    exact: dict[str, _Id] = field(default_factory=dict)
    loose: dict[str, _Id] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, id_: _Id, names: Iterable[str] = ()) -> None:
        """Make ``id_`` known, also under ``names``."""
        self.exact.setdefault(id_, id_)
        self.loose.setdefault(folded(id_), id_)
        self.shown.setdefault(folded(id_), id_)
        for name in names:
            if name.strip():
                self.loose.setdefault(folded(name), id_)
                self.shown.setdefault(folded(name), name)

    def find(self, text: str) -> _Id | None:
        """The id meant, None when nothing of this kind is called so."""
        if text in self.exact:
            return self.exact[text]
        return self.loose.get(folded(text))

    def advice(self, text: str, section: str) -> str:
        """What to do about a name nobody knows: the nearest one, or where to add it."""
        near = difflib.get_close_matches(folded(text), self.shown, n=1, cutoff=0.6)
        if near:
            return f"Did you mean {self.shown[near[0]]!r}? Else add it to `{section}`."
        return f"Add it to `{section}`, or take it out here."
