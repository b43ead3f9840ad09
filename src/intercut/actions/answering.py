"""A question answered away from the film's file: what a child process of the worker does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from intercut.access import Actor
from intercut.actions.asking_whatif import ask_whatif, whatif_answer
from intercut.actions.bringing_together import bring_together, together_answer
from intercut.actions.explain_shapes import gap_answer, infeasible_answer, move_answer
from intercut.actions.explaining import explain_gap, explain_infeasible, explain_move
from intercut.actions.question_answers import Question
from intercut.actions.replanning import replan_answer, replan_board
from intercut.domain.assemble import Assembly
from intercut.domain.plan import Plan
from intercut.errors import NotFound
from intercut.store.records import BoardState

USUAL_SECONDS: Final = {
    "move": 3.0,
    "infeasible": 20.0,
    "gap": 5.0,
    "whatif": 5.0,
    "together": 15.0,
    "replan": 2.0,
}
"""How long each kind may search when nobody says otherwise: `whatif` for each what-if, `replan` for
each of its up to six plans. `together` searches as long as its plans take, so that the same question
gets the same answer; its figure is what that is at most on a feature. Our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan that an answer would keep as a board; ``row`` is the row it belongs to."""

    row: str
    parent: str
    name: str
    plan: Plan
    made: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer in plain data, and the plans that may be kept of it."""

    answer: Mapping[str, Any]
    plans: tuple[KeptPlan, ...] = ()


@dataclass(slots=True, kw_only=True)
class Snapshot:
    """A film as it was when somebody asked, with one of its boards; nothing is written back.

    What an answer keeps is collected in ``plans``.
    """

    actor: Actor
    taken: Assembly
    number: int
    state: BoardState | None
    plans: list[KeptPlan] = field(default_factory=list)

    def assembly(self) -> Assembly:
        """The production as it stood."""
        return self.taken

    def revision(self) -> int:
        """Number of the revision it was."""
        return self.number

    def boards(self) -> tuple[str, ...]:
        """The board asked about, if any."""
        return (self.state.name,) if self.state is not None else ()

    def board(self, name: str = "") -> BoardState:
        """The board asked about; errors as `Office.board`."""
        if self.state is None or name not in {"", self.state.name}:
            raise NotFound(f"there is no board {name!r}." if name else "there is no board yet.")
        return self.state

    def keep_board(self, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """Collect a plan."""
        return self.keep_child("", name, plan, made)

    def keep_child(self, parent: str, name: str, plan: Plan, made: Mapping[str, Any]) -> BoardState:
        """Collect a plan that another board led to."""
        row = str(len(self.plans))
        self.plans.append(KeptPlan(row=row, parent=parent, name=name, plan=plan, made=made))
        return BoardState(name=name, plan=plan, version=0, made=made)


def answer_question(
    film: Snapshot, question: Question, cancel: Callable[[], bool] | None = None
) -> Answered:
    """The answer to a question that takes a while.

    Raises
    ------
    ValueError
        When no question is asked so.
    NotAllowed, NotFound, Unreadable
        As the question's own action.
    """
    return _ASKS[question.ask](film, question, question.seconds or None, cancel)


def _move(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:
    asked, found = explain_move(
        film,
        q.scene,
        dt.date.fromisoformat(q.date),
        q.board,
        seconds=seconds,
        seed=q.seed,
        cancel=cancel,
    )
    return Answered(
        answer=asdict(move_answer(asked, q.scene, dt.date.fromisoformat(q.date), found))
    )


def _infeasible(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:
    found, findings = explain_infeasible(
        film, seconds=seconds or USUAL_SECONDS["infeasible"], seed=q.seed, cancel=cancel
    )
    return Answered(answer=asdict(infeasible_answer(found, findings)))


def _gap(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:  # noqa: ARG001 - it has no early end
    asked, found = explain_gap(film, q.board, seconds=seconds, seed=q.seed)
    return Answered(answer=asdict(gap_answer(asked, found)))


def _whatif(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:
    asked = ask_whatif(
        film, q.texts, q.board, chained=q.chained, seconds=seconds, seed=q.seed, cancel=cancel
    )
    return Answered(answer=asdict(whatif_answer(asked)), plans=tuple(film.plans))


def _together(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:
    asked, found = bring_together(
        film,
        q.together,
        q.board,
        seconds=seconds,
        seed=q.seed,
        cancel=cancel,
    )
    return Answered(answer=asdict(together_answer(asked, found)))


def _replan(film: Snapshot, q: Question, seconds: float | None, cancel: Any) -> Answered:
    done = replan_board(
        film,
        dt.date.fromisoformat(q.since),
        q.happened,
        q.board,
        call_price=q.call_price,
        keep=False,
        seconds=seconds,
        seed=q.seed,
        cancel=cancel,
    )
    plans = tuple(
        KeptPlan(
            row=one.id,
            parent=done.asked.board.name,
            name=f"{done.name}: {one.label}",
            plan=one.plan,
            made=done.made(one),
        )
        for one in done.found.alternatives
    )
    return Answered(answer=asdict(replan_answer(done)), plans=plans)


_ASKS: Final[Mapping[str, Callable[[Snapshot, Question, float | None, Any], Answered]]] = {
    "move": _move,
    "infeasible": _infeasible,
    "gap": _gap,
    "whatif": _whatif,
    "together": _together,
    "replan": _replan,
}
