"""Days told strip by strip, made a plan."""

from __future__ import annotations

from typing import NamedTuple

from intercut.planning.arrange import Arranger
from intercut.planning.day import Day, DayBook
from intercut.planning.moves.events import place_event
from intercut.planning.problem import Problem
from intercut.planning.state import State
from intercut.planning.terms import Terms


class Shot(NamedTuple):
    """A unit day: its slot, light, call in minutes of the date, and options in shooting order."""

    slot: int
    light: int
    call: int
    order: tuple[int, ...]


class Shooting:
    """Plans of one problem from days that are told."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._arranger = Arranger(problem, DayBook(problem))

    def cost(self, shots: tuple[Shot, ...], modes: tuple[int, ...]) -> int | None:
        """What the days cost together, minor units; None where they break a rule."""
        state = self.state(shots, modes)
        if state is None or state.value()[:3] != (0, 0, 0):
            return None
        return state.cost

    def state(self, shots: tuple[Shot, ...], modes: tuple[int, ...]) -> State | None:
        """The days as they are told, with waits where the light asks for them."""
        book = self._arranger.book
        state = State(self.problem, book, Terms(self.problem))
        for choice, mode in enumerate(modes):
            state.set_mode(choice, mode)
        for event in range(len(self.problem.production.events)):
            place_event(state, event)
        days: dict[int, Day | None] = {}
        for shot in shots:
            day: Day | None = book.day(shot.slot, shot.light, shot.call, shot.order)
            if day is None or day.hard:
                day = self._arranger.waiting(shot.slot, shot.light, shot.order, shot.call)
            if day is None:
                return None
            days[shot.slot] = day
        state.apply(state.price(days))
        return state
