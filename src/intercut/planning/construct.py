"""A first plan at once: every strip where it costs least, the hard to place first."""

from __future__ import annotations

from intercut.planning.arrange import Arranger
from intercut.planning.day import DayBook
from intercut.planning.moves.ruin import put_back
from intercut.planning.problem import Problem
from intercut.planning.state import State
from intercut.planning.terms import Terms


def first_state(problem: Problem) -> tuple[State, Arranger]:
    """A plan from nothing."""
    book = DayBook(problem)
    terms = Terms(problem)
    state = State(problem, book, terms)
    arranger = Arranger(problem, book)
    put_back(state, arranger, order_of_placing(problem, state), None)
    return state, arranger


def order_of_placing(problem: Problem, state: State) -> list[int]:
    """Strips by how hard they are to place: few dates first, then place by place, long first."""

    def freedom(strip: int) -> int:
        return sum(len(problem.option_slots[o]) for o in problem.options_of[strip])

    by_place: dict[int, int] = {}
    for s in range(problem.n_strips):
        if problem.options_of[s]:
            place = problem.option_place[problem.options_of[s][0]]
            by_place[place] = min(by_place.get(place, 1 << 30), freedom(s))
    return sorted(
        (s for s in range(problem.n_strips) if state.active(s) and problem.options_of[s]),
        key=lambda s: (
            by_place[problem.option_place[problem.options_of[s][0]]],
            problem.option_place[problem.options_of[s][0]],
            -problem.minutes[s],
            s,
        ),
    )
