"""What an action works on: a production as it stands, and its boards.

`KeptFilm` is a film in a file, `PlainFilm` plain data in memory; an action does not care which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from intercut.access import Actor
from intercut.domain.assemble import Assembly, assemble
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import NotFound
from intercut.store.records import BoardState

if TYPE_CHECKING:
    from intercut.store.library import Library

FIRST_BOARD = "main"
"""Name of the board a plan is kept under when nobody names one."""


class Office(Protocol):
    """A film somebody works on, and who works on it."""

    @property
    def actor(self) -> Actor:
        """Who asks."""
        ...

    def assembly(self) -> Assembly:
        """The production as it stands, with what is off about it."""
        ...

    def revision(self) -> int:
        """Number that changes whenever script or facts do."""
        ...

    def boards(self) -> tuple[str, ...]:
        """Names of all boards."""
        ...

    def board(self, name: str = "") -> BoardState:
        """A board, or the one written last.

        Raises
        ------
        NotFound
            When there is none.
        """
        ...

    def keep_board(self, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """The board with that plan, made or replaced.

        Raises
        ------
        Unwritable
            When it cannot be kept.
        """
        ...

    def keep_child(self, parent: str, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """A board that another one led to; the board written last stays the same.

        Raises
        ------
        NotFound, Unwritable
            When there is no such parent, or it cannot be kept.
        """
        ...


@dataclass(slots=True, kw_only=True)
class PlainFilm:
    """A production given as data, with boards in memory."""

    production: Production
    actor: Actor
    _boards: dict[str, BoardState] = field(default_factory=dict)
    _current: str = ""

    def assembly(self) -> Assembly:
        """The production as it was given: nothing is filled in, nothing checked."""
        return Assembly(production=self.production, findings=())

    def revision(self) -> int:
        """Plain data has one revision."""
        return 1

    def boards(self) -> tuple[str, ...]:
        """Names of all boards."""
        return tuple(self._boards)

    def board(self, name: str = "") -> BoardState:
        """A board, or the one written last; errors as `Office.board`."""
        wanted = name or self._current
        if wanted not in self._boards:
            raise _no_board(name, tuple(self._boards))
        return self._boards[wanted]

    def keep_board(self, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """The board with that plan."""
        version = self._boards[name].version + 1 if name in self._boards else 0
        self._boards[name] = BoardState(name=name, plan=plan, version=version, made=made)
        self._current = name
        return self._boards[name]

    def keep_child(self, parent: str, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """A board that another one led to; errors as `Office.keep_child`."""
        self.board(parent)
        now_at = self._current
        kept = self.keep_board(name, plan, made)
        self._current = now_at
        return kept


@dataclass(slots=True, kw_only=True)
class KeptFilm:
    """A film in a file."""

    library: Library
    actor: Actor
    _read: tuple[int, Assembly] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.library.__exit__(kind, problem, trace)

    def assembly(self) -> Assembly:
        """The breakdown with the facts laid over it; kept until script or facts change."""
        revision = self.library.revision()
        if self._read is None or self._read[0] != revision:
            state = self.library.state()
            self._read = (state.revision, assemble(state.breakdown, state.facts))
        return self._read[1]

    def revision(self) -> int:
        """Number of the newest revision of script and facts."""
        return self.library.revision()

    def boards(self) -> tuple[str, ...]:
        """Names of all boards."""
        return self.library.boards.names()

    def board(self, name: str = "") -> BoardState:
        """A board, or the one written last; errors as `Office.board`."""
        wanted = name or self.library.boards.current()
        if not wanted:
            raise _no_board("", ())
        return self.library.boards.get(wanted)

    def keep_board(self, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """The board with that plan, as one operation on it; errors as `Office.keep_board`."""
        return self.library.boards.replace(name, plan, who=self.actor.name, made=made)

    def keep_child(self, parent: str, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """A board that another one led to; errors as `Office.keep_child`."""
        return self.library.boards.keep_child(parent, name, plan, who=self.actor.name, made=made)


def _no_board(name: str, known: tuple[str, ...]) -> NotFound:
    if not name:
        return NotFound("there is no board yet.", "Make one: intercut plan FILE.")
    there = f"There is: {', '.join(known)}." if known else "Make one: intercut plan FILE."
    return NotFound(f"there is no board {name!r}.", there)
