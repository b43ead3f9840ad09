"""What the drawers of an open film (boards, publications ...) need to know of the film itself."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from intercut.store import models


class Teller(Protocol):
    """Who is told that something happened, within the write that makes it so."""

    def tell(self, row: models.Production, kind: str, **payload: Any) -> None:
        """Write an event into the transaction that makes it true."""


class OpenFilm(Protocol):
    """An open film as its drawers see it; `library.Library` is one."""

    path: Path | None
    read_only: bool

    @property
    def alias(self) -> str:
        """Django's name of the database."""
        ...

    @property
    def production(self) -> int:
        """Key of the production's row."""
        ...

    @property
    def events(self) -> Teller:
        """Where events are written."""
        ...

    def revision(self) -> int:
        """Number of the newest revision."""
        ...

    def require_writable(self) -> None:
        """Refuse where the film can only be read."""

    def writing(
        self, expected: int | None = None, *, counted: bool = True
    ) -> AbstractContextManager[models.Production]:
        """One write: all of it or nothing."""
        ...
