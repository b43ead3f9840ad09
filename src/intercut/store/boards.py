"""Boards: living arrangements of the film's strips, every change kept and able to be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now

from intercut.domain.plan import Plan
from intercut.errors import NotFound, Stale, Unwritable
from intercut.store import codec, models
from intercut.store.opened import OpenFilm
from intercut.store.operations import Operation, ReplacePlan, apply, decode
from intercut.store.records import BoardNote, BoardState, OperationNote

_REPLACES = '{"type":"board.replace-plan"'


class Boards:
    """The boards of one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library
        self._read: dict[int, tuple[int, Plan, str]] = {}

    # ------------------------------------------------------------------------------------ reading

    def notes(self) -> tuple[BoardNote, ...]:
        """Every board, the first one made first."""
        rows = self._mine().select_related("parent")
        return tuple(
            BoardNote(
                name=row.name,
                version=row.version,
                parent=row.parent.name if row.parent else "",
                parent_seq=row.parent_seq,
                created_at=row.created_at,
                who=row.who,
            )
            for row in rows
        )

    def names(self) -> tuple[str, ...]:
        """Names of all boards, the first one made first."""
        return tuple(self._mine().values_list("name", flat=True))

    def current(self) -> str:
        """Name of the board written last, "" when there is none."""
        rows = models.Production.objects.using(self._library.alias)
        return str(rows.values_list("current_board", flat=True).get(pk=self._library.production))

    def get(self, name: str, at: int | None = None) -> BoardState:
        """A board now, or after its operation ``at``.

        Raises
        ------
        NotFound
            When there is no such board, or it has not come so far.
        """
        return self._state(self._board(name), at)

    def history(self, name: str) -> tuple[OperationNote, ...]:
        """Every operation of a board, the first one first."""
        rows = self._operations().filter(board=self._board(name))
        return tuple(
            OperationNote(
                seq=row.seq,
                operation=decode(row.operation),
                inverse=decode(row.inverse),
                undoes=row.undoes,
                who=row.who,
                at=row.at,
            )
            for row in rows
        )

    # ------------------------------------------------------------------------------------ writing

    def add(
        self, name: str, plan: Plan, *, who: str, made: Mapping[str, Any] | None = None
    ) -> BoardState:
        """A new board with that plan.

        Raises
        ------
        Unwritable
            When a board of that name exists, or the film cannot be written.
        """
        with self._library.writing() as row:
            self._create(row, name, plan, who=who, made=made or {})
        return self.get(name)

    def replace(
        self,
        name: str,
        plan: Plan,
        *,
        who: str,
        made: Mapping[str, Any] | None = None,
        expected: int | None = None,
    ) -> BoardState:
        """The board with a whole new plan, as one operation; made when there is none yet.

        Raises
        ------
        Stale, Unwritable
            As `apply`.
        """
        with self._library.writing() as row:
            self.replace_within(row, name, plan, who=who, made=made or {}, expected=expected)
        return self.get(name)

    def replace_within(
        self,
        row: models.Production,
        name: str,
        plan: Plan,
        *,
        who: str,
        made: Mapping[str, Any],
        expected: int | None = None,
    ) -> None:
        """`replace` as part of a write that has begun."""
        if name in self.names():
            board = self._locked(name, expected)
            self._append(row, board, ReplacePlan(plan=plan), who=who, made=made)
        else:
            self._create(row, name, plan, who=who, made=made)

    def apply(
        self, name: str, operation: Operation, *, who: str, expected: int | None = None
    ) -> BoardState:
        """The board after one more operation.

        Raises
        ------
        NotFound
            When there is no such board, or the operation names what is not on it.
        Stale
            When ``expected`` is not the board's version any more.
        Unwritable
            When the film cannot be written.
        """
        with self._library.writing() as row:
            self._append(row, self._locked(name, expected), operation, who=who, made={})
        return self.get(name)

    def keep_child(
        self, parent: str, name: str, plan: Plan, *, who: str, made: Mapping[str, Any]
    ) -> BoardState:
        """A board that another one led to, made or replaced; the film stays at the board it is at.

        Raises
        ------
        NotFound
            When there is no such parent.
        Unwritable
            When the film cannot be written.
        """
        with self._library.writing() as row:
            now_at, above = row.current_board, self._board(parent)
            if name in self.names():
                board = self._locked(name, None)
                self._append(row, board, ReplacePlan(plan=plan), who=who, made=made)
            else:
                board = self._create(row, name, plan, who=who, made=made)
            if above.pk != board.pk:
                board.parent, board.parent_seq = above, above.version
                board.save(using=self._library.alias)
            row.current_board = now_at
        return self.get(name)

    def undo(self, name: str, *, who: str, expected: int | None = None) -> BoardState:
        """The board with its last operation taken back, as an operation of its own.

        Raises
        ------
        NotFound
            When there is nothing left to take back.
        Stale, Unwritable
            As `apply`.
        """
        return self._back(name, "done", who, expected)

    def redo(self, name: str, *, who: str, expected: int | None = None) -> BoardState:
        """The board with the last `undo` taken back; errors as there."""
        return self._back(name, "undone", who, expected)

    def branch(self, name: str, new: str, *, who: str, at: int | None = None) -> BoardState:
        """A new board that starts as another stands now, or stood after its operation ``at``.

        Raises
        ------
        NotFound
            When there is no such board or moment.
        Unwritable
            When the new name is taken, or the film cannot be written.
        """
        with self._library.writing() as row:
            parent = self._board(name)
            state = self._state(parent, at)
            board = self._create(row, new, state.plan, who=who, made=state.made)
            board.parent, board.parent_seq = parent, state.version
            board.save(using=self._library.alias)
        return self.get(new)

    # ----------------------------------------------------------------------------------- the rows

    def _mine(self) -> QuerySet[models.Board]:
        rows = models.Board.objects.using(self._library.alias)
        return rows.filter(production=self._library.production)

    def _operations(self) -> QuerySet[models.BoardOperation]:
        rows = models.BoardOperation.objects.using(self._library.alias)
        return rows.filter(production=self._library.production)

    def _board(self, name: str) -> models.Board:
        row = self._mine().filter(name=name).first()
        if row is None:
            known = ", ".join(self.names())
            msg = f"there is no board {name!r}."
            raise NotFound(msg, f"There is: {known}." if known else "Make one: intercut plan FILE.")
        return row

    def _locked(self, name: str, expected: int | None) -> models.Board:
        board = self._board(name)
        if expected is not None and board.version != expected:
            msg = (
                f"somebody changed board {name!r} first: it is at {board.version}, and this was "
                f"made from {expected}."
            )
            raise Stale(msg, "Look at the board again and repeat the change.")
        return board

    def _state(self, board: models.Board, at: int | None) -> BoardState:
        last = board.version if at is None else at
        if not 0 <= last <= board.version:
            msg = f"board {board.name!r} has operations 0 to {board.version}, not {last}."
            raise NotFound(msg)
        # What a version holds never changes: what was read once is gone on from.
        known = self._read.get(board.pk)
        if known is None or known[0] > last:
            known = (0, codec.decode(board.snapshot, Plan), board.made)
        begun, plan, made = known
        rows = self._operations().filter(board=board, seq__gt=begun, seq__lte=last)
        whole = rows.filter(operation__startswith=_REPLACES).order_by("seq").last()
        if whole is not None:
            plan, made = Plan(), whole.made
            rows = rows.filter(seq__gte=whole.seq)
        for row in rows:
            plan, _ = apply(plan, decode(row.operation))
        if at is None:
            self._read[board.pk] = (last, plan, made)
        return BoardState(name=board.name, plan=plan, version=last, made=json.loads(made))

    def _create(
        self,
        row: models.Production,
        name: str,
        plan: Plan,
        *,
        who: str,
        made: Mapping[str, Any],
    ) -> models.Board:
        if name in self.names():
            msg = f"there is a board {name!r} already."
            raise Unwritable(msg, "Name another one.")
        if not name.strip():
            msg = "a board needs a name."
            raise Unwritable(msg)
        row.current_board = name
        self._library.events.tell(row, "board", board=name, version=0, who=who)
        return models.Board.objects.using(self._library.alias).create(
            production=row,
            name=name,
            snapshot=codec.encode(plan),
            made=json.dumps(made),
            created_at=now(),
            who=who,
        )

    def _append(
        self,
        row: models.Production,
        board: models.Board,
        operation: Operation,
        *,
        who: str,
        made: Mapping[str, Any],
        undoes: int | None = None,
    ) -> None:
        _, inverse = apply(self._state(board, None).plan, operation)
        board.version += 1
        board.save(using=self._library.alias)
        row.current_board = board.name
        models.BoardOperation.objects.using(self._library.alias).create(
            production=row,
            board=board,
            seq=board.version,
            operation=codec.encode(operation),
            inverse=codec.encode(inverse),
            undoes=undoes,
            made=json.dumps(made),
            who=who,
            at=now(),
        )
        self._library.events.tell(row, "board", board=board.name, version=board.version, who=who)

    def _back(self, name: str, which: str, who: str, expected: int | None) -> BoardState:
        with self._library.writing() as row:
            board = self._locked(name, expected)
            done, undone = _stacks(self._operations().filter(board=board))
            stack = done if which == "done" else undone
            if not stack:
                msg = f"board {name!r} has nothing to {'undo' if which == 'done' else 'redo'}."
                raise NotFound(msg)
            last = self._operations().get(board=board, seq=stack[-1])
            self._append(row, board, decode(last.inverse), who=who, made={}, undoes=last.seq)
        return self.get(name)


def _stacks(rows: QuerySet[models.BoardOperation]) -> tuple[list[int], list[int]]:
    """Seqs that may be taken back, and seqs of undos that may be taken back; the last one last."""
    done: list[int] = []
    undone: list[int] = []
    for seq, undoes in rows.values_list("seq", "undoes"):
        if undoes is None:
            done.append(seq)
            undone.clear()
        elif done and done[-1] == undoes:
            done.pop()
            undone.append(seq)
        else:
            undone.pop()
            done.append(seq)
    return done, undone
