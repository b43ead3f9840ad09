"""Names made unique where a file repeats them."""

from __future__ import annotations

from intercut.domain.lookup import folded


class Unique:
    """Names made unique: the second `12` becomes `12 [2]`."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """The name, with a count behind it when it is taken."""
        found = wanted
        while (key := folded(found)) in self._counts:
            self._counts[folded(wanted)] = n = self._counts[folded(wanted)] + 1
            found = f"{wanted} [{n}]"
        self._counts[key] = 1
        return found
