"""What the server works on: one film at a time, in one folder, for one person."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intercut.access import Actor
from intercut.actions.inviting import Guest
from intercut.actions.office import KeptFilm
from intercut.actions.opening import open_film
from intercut.errors import NotFound, Unreadable
from intercut.web.bundles import Bundles
from intercut.web.sessions import MOST_SESSIONS, Doorkeeper
from intercut.web.tail import Tail
from intercut.web.visiting import guest_at_hand

if TYPE_CHECKING:
    from intercut.web.network import Network

ENDING: Final = ".intercut"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFile:
    """A film in the folder; ``open``: the one the server works on."""

    name: str
    bytes: int
    open: bool


class Desk:
    """The film that is open, who works on it, and who came in.

    ``path`` may name a film that is yet to be made. ``on_open`` is told each time a film is
    opened, so that the worker follows.
    """

    def __init__(
        self,
        path: Path,
        *,
        who: str,
        seen_as: str = "",
        on_open: Callable[[Path], None] | None = None,
    ) -> None:
        self.who = who
        self.seen_as = seen_as
        self.doorkeeper = Doorkeeper()
        self.bundles = Bundles()
        self.cookie = "intercut"
        self.network: Network | None = None
        self._lock = threading.RLock()
        self._path = path.absolute()
        self._film: KeptFilm | None = None
        self._seen_by: dict[Guest, KeptFilm] = {}
        self._tail: Tail | None = None
        self._on_open = on_open

    @property
    def path(self) -> Path:
        """Where the film is, or will be."""
        return self._path

    @property
    def folder(self) -> Path:
        """Where films are opened and made."""
        return self._path.parent

    @property
    def actor(self) -> Actor:
        """Who works here: the guest whose request is at hand, else whoever opened the film."""
        guest = guest_at_hand()
        if guest is not None:
            return guest.actor
        film = self._film
        return film.actor if film is not None else Actor(name=self.who)

    def film(self) -> KeptFilm:
        """The open film, in the hands of whoever asks for it.

        Raises
        ------
        NotFound
            When it is yet to be made.
        Unreadable, NewerFormat, Unwritable
            As `intercut.store.library.open`.
        """
        with self._lock:
            if self._film is None:
                if not self._path.exists():
                    msg = f"there is no film at {self._path.name} yet."
                    raise NotFound(msg, "Drop a script to make it.")
                self._film = open_film(self._path, name=self.who, seen_as=self.seen_as)
                self._tail = Tail(self._film.library)
                if self._on_open is not None:
                    self._on_open(self._path)
            guest = guest_at_hand()
            if guest is None:
                return self._film
            if guest not in self._seen_by:
                if len(self._seen_by) > MOST_SESSIONS:
                    self._seen_by.clear()
                self._seen_by[guest] = replace(self._film, actor=guest.actor)
            return self._seen_by[guest]

    def tail(self) -> Tail:
        """What happens to the open film; errors as `film`."""
        self.film()
        assert self._tail is not None
        return self._tail

    def is_there(self) -> bool:
        """Whether the film is made."""
        return self._film is not None or self._path.exists()

    def films(self) -> list[FilmFile]:
        """Every film in the folder, by name."""
        found = sorted(self.folder.glob(f"*{ENDING}"))
        return [
            FilmFile(name=f.name, bytes=f.stat().st_size, open=f == self._path)
            for f in found
            if f.is_file()
        ]

    def place_of(self, name: str) -> Path:
        """Where a film of that name is or would be, always in the folder.

        Raises
        ------
        Unreadable
            When the name would lead elsewhere.
        """
        plain = name.strip()
        if plain and not plain.endswith(ENDING):
            plain += ENDING
        if (
            plain in {"", ENDING}
            or plain.startswith(".")
            or any(c in plain for c in '/\\\0:*?"<>|')
        ):
            msg = f"{name!r} is no name for a film."
            raise Unreadable(msg, "Use letters, digits, spaces and hyphens.")
        return self.folder / plain

    def turn_to(self, path: Path) -> KeptFilm:
        """Work on another film from now on; the open one stays when that one cannot be opened."""
        with self._lock:
            if path == self._path and self._film is not None:
                return self._film
            before = (self._path, self._film, self._tail)
            self._path, self._film, self._tail = path, None, None
            self._seen_by.clear()
            try:
                film = self.film()
            except Exception:
                self._path, self._film, self._tail = before
                raise
            _, old_film, old_tail = before
            if old_tail is not None:
                old_tail.end("opened")
            if old_film is not None:
                old_film.library.close()
            return film

    def close(self) -> None:
        """Let go of the film."""
        with self._lock:
            if self._tail is not None:
                self._tail.end("")
            if self._film is not None:
                self._film.library.close()
            self._film, self._tail = None, None


_desks: list[Desk] = []


def set_desk(desk: Desk) -> None:
    """The desk this process serves from now on."""
    _desks[:] = [desk]


def the_desk() -> Desk:
    """The desk this process serves.

    Raises
    ------
    RuntimeError
        When none was set.
    """
    if not _desks:
        raise RuntimeError("no desk is set: call `intercut.web.desk.set_desk` first")
    return _desks[0]
