"""Runs of the planner that somebody asked for, each held by one worker under a lease.

A worker that dies stops renewing its lease; whoever looks next gives the run to another worker,
which goes on from the best plan so far, or after two deaths gives it back as lost, with that plan.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.utils.timezone import now

from intercut.domain.plan import Plan
from intercut.errors import NotFound
from intercut.store import codec, models
from intercut.store.opened import OpenFilm
from intercut.store.records import LOST, QUEUED, RUNNING, STOPPED, Point, RunNote
from intercut.store.refusals import refusal

ASKED: Final = '{"ask":'
"""How the JSON of a question begins; that of a planner's run has no such key."""

ATTEMPTS: Final = 2
"""Workers a run may outlive before it is given back as lost."""


class Runs:
    """The runs of one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library

    # ------------------------------------------------------------------------------------ reading

    def notes(self, last: int = 30, *, questions: bool = False) -> tuple[RunNote, ...]:
        """The newest runs of the planner, or the newest questions asked; the newest first."""
        return tuple(_note(row) for row in self._lane(questions).order_by("-number")[:last])

    def note(self, number: int) -> RunNote:
        """A run.

        Raises
        ------
        NotFound
            When there is none of that number.
        """
        return _note(self._run(number))

    def plan(self, number: int) -> Plan | None:
        """The best plan of a run so far, None while there is none; errors as `note`."""
        row = self._run(number)
        return codec.decode(row.plan, Plan) if row.plan else None

    # ------------------------------------------------------------------------------------ writing

    def ask(self, question: Mapping[str, Any], *, who: str) -> RunNote:
        """A run queued; the next free worker takes it.

        Raises
        ------
        Unwritable
            When the film cannot be written.
        """
        with self._changing() as film:
            row = models.SolveRun.objects.using(self._library.alias).create(
                production=film,
                number=self._mine().count() + 1,
                question=json.dumps(question),
                state=QUEUED,
                revision=self._library.revision(),
                who=who,
                created_at=now(),
            )
            self._told(film, row)
        return _note(row)

    def wish(self, number: int, wish: str) -> RunNote:
        """Ask a run to `stop` (keep the best plan so far) or to `cancel` (at once).

        Raises
        ------
        NotFound, Unwritable
            As `note`; when the film cannot be written.
        """
        with self._changing() as film:
            row = self._run(number)
            if row.state == QUEUED:
                self._end(row, STOPPED)
            elif row.state == RUNNING:
                row.wish = wish
            row.save(using=self._library.alias)
            self._told(film, row)
        return _note(row)

    def kept(self, number: int, board: str) -> None:
        """Note under which board the plan of a run was kept."""
        with self._changing() as film:
            row = self._run(number)
            row.board = board
            row.save(using=self._library.alias)
            self._told(film, row)

    # -------------------------------------------------------------------------------- for workers

    def take(self, holder: str, lease: dt.timedelta, *, questions: bool = False) -> RunNote | None:
        """The oldest queued run (or question), held by this worker from now on; None when nothing
        waits. Each kind has workers of its own, so that a question does not wait for a long plan.
        """
        if not self._lane(questions).filter(state=QUEUED).exists():
            return None
        with self._changing() as film:
            row = self._lane(questions).filter(state=QUEUED).order_by("number").first()
            if row is None:
                return None
            row.state, row.holder, row.lease_until = RUNNING, holder, now() + lease
            row.attempts += 1
            row.save(using=self._library.alias)
            self._told(film, row)
        return _note(row)

    def report(
        self,
        number: int,
        holder: str,
        lease: dt.timedelta,
        *,
        points: Sequence[Point] = (),
        plan: Plan | None = None,
    ) -> str | None:
        """Progress of a run, its lease renewed; what somebody wishes of it meanwhile ("" nothing).

        None when the run is not this worker's any more.
        """
        with self._changing() as film:
            row = self._run(number)
            if row.holder != holder or row.state != RUNNING:
                return None
            row.lease_until = now() + lease
            if points:
                added = [[p.seconds, p.cost, p.bound, p.unplaced] for p in points]
                row.curve = json.dumps(_thinned(json.loads(row.curve) + added))
            if plan is not None:
                row.plan = codec.encode(plan)
            row.save(using=self._library.alias)
            if points:
                self._told(film, row)
        return str(row.wish)

    def finish(
        self,
        number: int,
        holder: str,
        state: str,
        *,
        plan: Plan | None = None,
        outcome: Mapping[str, Any] | None = None,
        said: str = "",
    ) -> bool:
        """End a run; False when it is not this worker's any more."""
        with self._changing() as film:
            row = self._run(number)
            if row.holder != holder or row.state != RUNNING:
                return False
            self._end(row, state)
            if plan is not None:
                row.plan = codec.encode(plan)
            row.outcome, row.said = json.dumps(outcome or {}), said
            row.save(using=self._library.alias)
            self._told(film, row)
        return True

    def sweep(self) -> int:
        """Runs whose worker died, queued again or given back as lost; how many there were."""
        due = self._mine().filter(state=RUNNING, lease_until__lt=now())
        if not due.exists():
            return 0
        with self._changing() as film:
            rows = list(due)
            for row in rows:
                row.holder, row.lease_until = "", None
                if row.wish:
                    self._end(row, STOPPED)
                elif row.attempts < ATTEMPTS:
                    row.state = QUEUED
                else:
                    self._end(row, LOST)
                    row.said = f"The worker died {row.attempts} times. " + (
                        "The best plan so far is kept." if row.plan else "There is no plan yet."
                    )
                row.save(using=self._library.alias)
                self._told(film, row)
        return len(rows)

    # ----------------------------------------------------------------------------------- the rows

    @contextmanager
    def _changing(self) -> Iterator[models.Production]:
        """A write that changes nothing of the film itself: its version stays."""
        self._library.require_writable()
        alias = self._library.alias
        try:
            with transaction.atomic(using=alias):
                rows = models.Production.objects.using(alias).select_for_update()
                yield rows.get(pk=self._library.production)
        except DatabaseError as problem:
            raise refusal(self._library.path, problem) from problem

    def _mine(self) -> Any:
        rows = models.SolveRun.objects.using(self._library.alias)
        return rows.filter(production=self._library.production)

    def _lane(self, questions: bool) -> Any:
        mine = self._mine()
        kind = {"question__startswith": ASKED}
        return mine.filter(**kind) if questions else mine.exclude(**kind)

    def _run(self, number: int) -> models.SolveRun:
        row: models.SolveRun | None = self._mine().filter(number=number).first()
        if row is None:
            msg = f"there is no run {number}."
            raise NotFound(msg)
        return row

    def _end(self, row: models.SolveRun, state: str) -> None:
        row.state, row.holder, row.lease_until, row.ended_at = state, "", None, now()

    def _told(self, film: models.Production, row: models.SolveRun) -> None:
        self._library.events.tell(film, "run", run=row.number, state=row.state)


def _thinned(points: list[Any]) -> list[Any]:
    """At most 400 points: every other one of the older half goes."""
    if len(points) <= 400:
        return points
    return [p for n, p in enumerate(points) if n >= 200 or n % 2 == 0]


def _note(row: models.SolveRun) -> RunNote:
    return RunNote(
        number=row.number,
        question=json.loads(row.question),
        state=row.state,
        wish=row.wish,
        curve=tuple(
            Point(seconds=s, cost=c, bound=b, unplaced=u) for s, c, b, u in json.loads(row.curve)
        ),
        plan=bool(row.plan),
        outcome=json.loads(row.outcome),
        said=row.said,
        board=row.board,
        revision=row.revision,
        attempts=row.attempts,
        who=row.who,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
