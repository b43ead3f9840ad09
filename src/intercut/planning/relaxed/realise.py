"""From a solution of the relaxation to a plan the judge has looked at."""

from __future__ import annotations

from intercut.domain.plan import Plan
from intercut.planning.arrange import Arranger
from intercut.planning.construct import state_from
from intercut.planning.day import DayBook
from intercut.planning.moves.near import Near
from intercut.planning.plans import plan_of
from intercut.planning.problem import Problem
from intercut.planning.relaxed.relax import Relaxation
from intercut.planning.verdict import judged
from intercut.schedule.results import Judgement


def realise(problem: Problem, relaxation: Relaxation) -> tuple[Plan, Judgement] | None:
    """The plan an assignment leads to, judged: orders, lights and calls by the day arranger, strips
    that do not fit there put elsewhere. None where the relaxation has no assignment."""
    if not relaxation.assignment:
        return None
    arranger = Arranger(problem, DayBook(problem))
    state = state_from(problem, arranger, Near(problem), relaxation)
    return judged(problem, plan_of(state))
