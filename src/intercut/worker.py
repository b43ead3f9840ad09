"""The worker: takes runs of the planner, or questions, one by one, each in a child process.

The child never touches the film. The worker writes what it hears, at most four times a second, and
renews its lease; a child that is called off is killed, one whose worker died ends by itself.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Final
from uuid import uuid4

from intercut.actions.answering import Answered, Snapshot, answer_question
from intercut.actions.office import KeptFilm
from intercut.actions.question_answers import Question
from intercut.actions.questions import outcome_of as answer_outcome
from intercut.actions.questions import snapshot_of
from intercut.actions.runs import outcome_of
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import IntercutError
from intercut.planning import Progress, Result, solve
from intercut.store.records import DONE, FAILED, STOPPED, Point, RunNote

LEASE_SECONDS: Final = 6.0
"""How long a silent worker is taken for alive. Our assumption."""

WRITE_SECONDS: Final = 0.25
"""Least time between two writes of progress."""

PLAN_SECONDS: Final = 1.0
"""Least time between two best plans sent by the child."""

LAST_WORD_SECONDS: Final = 8.0
"""How long a run that was asked to stop may take to say its last word before it is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """The child's last word: a plan, or the answer to a question."""

    result: Result | None = None
    answered: Answered | None = None
    problem: str = ""


@dataclass(slots=True)
class _Heard:
    """What a child said and the film does not know yet."""

    points: list[Point] = field(default_factory=list)
    plan: Plan | None = None
    best: Plan | None = None
    ended: _Ended | None = None


class Worker:
    """Plans what is asked for on one film until it is told to stop.

    ``questions``: it answers questions instead, so that none waits behind a long plan.
    """

    def __init__(
        self,
        film: KeptFilm,
        *,
        lease_seconds: float = LEASE_SECONDS,
        idle_seconds: float = 0.2,
        questions: bool = False,
        target: Callable[..., None] | None = None,
    ) -> None:
        self._film = film
        self._runs = film.library.runs
        self._lease = dt.timedelta(seconds=lease_seconds)
        self._idle = idle_seconds
        self._questions = questions
        self._target = target or (answer_in_child if questions else plan_in_child)
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._over = threading.Event()

    def stop(self) -> None:
        """End after what is in hand is given back."""
        self._over.set()

    def work(self) -> None:
        """Take runs until stopped."""
        swept = 0.0
        while not self._over.is_set():
            if time.monotonic() - swept > self._lease.total_seconds() / 3:
                self._runs.sweep()
                swept = time.monotonic()
            if not self.work_once():
                self._over.wait(self._idle)

    def work_once(self) -> bool:
        """Plan the oldest run (answer the oldest question) that waits; False when none does."""
        note = self._runs.take(self._holder, self._lease, questions=self._questions)
        if note is None:
            return False
        try:
            task = self._question(note) if self._questions else self._plan(note)
        except IntercutError as problem:  # what it is about is gone
            self._finish(note.number, FAILED, _Heard(), str(problem))
            return True
        spawn = multiprocessing.get_context("spawn")
        here, there = spawn.Pipe()
        child = spawn.Process(target=self._target, args=(there, *task), daemon=True)
        child.start()
        there.close()
        try:
            self._watch(note.number, here, child)
        finally:
            here.close()
            if child.is_alive():
                child.kill()
            child.join()
        return True

    def _plan(self, note: RunNote) -> tuple[Any, ...]:
        """What `plan_in_child` is given."""
        question = dict(note.question)
        begun = note.curve[-1].seconds if note.curve else 0.0
        return (
            self._film.assembly().production,
            self._begin(note),
            max(0.0, float(question["seconds"]) - begun),
            int(question["seed"]) + note.attempts - 1,
            int(question["threads"]),
            begun,
        )

    def _question(self, note: RunNote) -> tuple[Any, ...]:
        """What `answer_in_child` is given."""
        return snapshot_of(self._film, note.question)

    def _begin(self, note: RunNote) -> Plan | None:
        """The plan a run starts from: its own best one where another worker died on it."""
        best = self._runs.plan(note.number)
        if best is not None:
            return best
        start = str(note.question.get("start", ""))
        return self._film.board(start).plan if start else None

    def _watch(self, number: int, here: Connection, child: Any) -> None:
        """Write down what the child says until it is done, called off, or dead."""
        heard = _Heard()
        began = time.monotonic()
        written = 0.0
        asked = 0.0
        while heard.ended is None:
            alive = _listen(here, heard, WRITE_SECONDS)
            now = time.monotonic()
            if now - written >= WRITE_SECONDS and heard.ended is None:
                if self._questions:
                    heard.points.append(
                        Point(seconds=round(now - began, 1), cost=None, bound=None, unplaced=0)
                    )
                wish = self._runs.report(
                    number, self._holder, self._lease, points=heard.points, plan=heard.plan
                )
                heard.points, heard.plan = [], None
                written = now
                if wish is None:  # the lease ran out and the run is somebody else's
                    return
                if self._over.is_set():
                    wish = wish or "stop"
                if wish == "cancel":
                    child.kill()
                    self._finish(number, STOPPED, heard, self._stopped("Stopped at once"))
                    return
                if wish == "stop" and not asked:
                    asked = now
                    _send(here, "stop")
                if asked and now - asked > LAST_WORD_SECONDS:
                    child.kill()
                    self._finish(number, STOPPED, heard, self._stopped("Stopped"))
                    return
            if not alive and heard.ended is None:
                child.join(timeout=2)
                said = f"The planner died (exit code {child.exitcode})."
                said += " The best plan so far is kept." if heard.best is not None else ""
                self._finish(number, FAILED, heard, said)
                return
        ended = heard.ended
        if ended.answered is not None:
            told = answer_outcome(ended.answered)
            self._runs.finish(number, self._holder, STOPPED if asked else DONE, outcome=told)
            return
        if ended.result is None:
            self._finish(number, FAILED, heard, ended.problem)
            return
        self._runs.report(number, self._holder, self._lease, points=heard.points)
        self._runs.finish(
            number,
            self._holder,
            STOPPED if asked else DONE,
            plan=ended.result.plan,
            outcome=outcome_of(ended.result),
        )

    def _stopped(self, how: str) -> str:
        return f"{how}: " + ("no answer yet." if self._questions else "the best plan so far.")

    def _finish(self, number: int, state: str, heard: _Heard, said: str) -> None:
        self._runs.finish(number, self._holder, state, plan=heard.best, said=said)


def _listen(here: Connection, heard: _Heard, seconds: float) -> bool:
    """Hear the child out for so long; False when its end of the pipe is closed."""
    until = time.monotonic() + seconds
    while heard.ended is None:
        try:
            if not here.poll(max(0.0, until - time.monotonic())):
                return True
            said = here.recv()
        except (EOFError, OSError):
            return False
        if isinstance(said, _Ended):
            heard.ended = said
        elif isinstance(said, Point):
            heard.points.append(said)
        else:
            heard.plan = heard.best = said
    return True


def _send(here: Connection, word: str) -> None:
    try:
        here.send(word)
    except OSError:  # it has just ended by itself
        return


def plan_in_child(
    there: Connection,
    production: Production,
    begin: Plan | None,
    seconds: float,
    seed: int,
    threads: int,
    begun: float,
) -> None:
    """Plan, and say how it goes; ends at once when nobody listens any more.

    Parameters
    ----------
    begun
        Seconds the run has taken before, in other hands.
    """
    asked = _told_to_stop(there)
    sent = -PLAN_SECONDS

    def tell(known: Progress) -> None:
        nonlocal sent
        there.send(
            Point(
                seconds=round(begun + known.seconds, 2),
                cost=known.cost,
                bound=known.bound,
                unplaced=known.unplaced_eighths,
            )
        )
        if known.plan is not None and known.seconds - sent >= PLAN_SECONDS:
            sent = known.seconds
            there.send(known.plan())

    try:
        result = solve(
            production,
            start=begin,
            seconds=seconds,
            seed=seed,
            threads=threads,
            progress=tell,
            cancel=asked.is_set,
        )
        there.send(_Ended(result=result))
    except BrokenPipeError:
        os._exit(3)
    except Exception as fault:  # noqa: BLE001 - told to the one who asked, in a sentence
        there.send(_Ended(problem=_fault(fault)))


def answer_in_child(there: Connection, film: Snapshot, question: Question) -> None:
    """Answer a question; ends at once when nobody listens any more."""
    asked = _told_to_stop(there)
    try:
        there.send(_Ended(answered=answer_question(film, question, asked.is_set)))
    except BrokenPipeError:
        os._exit(3)
    except IntercutError as problem:
        there.send(_Ended(problem=str(problem)))
    except Exception as fault:  # noqa: BLE001 - told to the one who asked, in a sentence
        there.send(_Ended(problem=_fault(fault)))


def _told_to_stop(there: Connection) -> threading.Event:
    """Set when the worker asks for the last word; the process ends when the worker is dead."""
    asked = threading.Event()

    def obey() -> None:
        while True:
            try:
                there.recv()
            except (EOFError, OSError):
                os._exit(3)  # nobody could keep what comes of this
            asked.set()

    threading.Thread(target=obey, daemon=True).start()
    return asked


def _fault(fault: Exception) -> str:
    return f"This is a fault of intercut, not yours ({type(fault).__name__}: {fault})."
