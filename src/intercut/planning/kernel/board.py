"""The planner's native kernel for one production: plans in, better plans out.

What it computes is what `State`, `Arranger` and `Search` compute in plain Python, to the integer;
the walks themselves are its own, and far longer in the same time.
"""

from __future__ import annotations

from collections.abc import Callable

from intercut.domain.plan import Plan
from intercut.planning.day import DayBook
from intercut.planning.kernel import native
from intercut.planning.kernel.arrays import Arrays, Placing
from intercut.planning.plans import placings
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.state import Changes, State
from intercut.planning.terms import Terms

Standing = tuple[int, int, int, int]
"""Broken rules, eighths and strips left over, cost."""

Plain = tuple[list[tuple[int, int, int, list[int]]], list[int], list[int]]
"""Days (slot, light, call, options), the way of each event or -1, the mode of each choice."""

Watch = Callable[[Standing, int, Callable[[], State] | None], bool]
"""Told the best so far, the iterations, and, where it is better than last time, what makes its
state; False stops."""

_FIRST_WAIT = -(1 << 20)
"""Items of an order of shooting at or below it are waits for the light, longer the lower."""


class Kernel:
    """One production in the native kernel.

    ``start`` is a plan to begin with, which may break rules; its locked days stay as they are.
    """

    def __init__(self, problem: Problem, start: Plan | None = None) -> None:
        assert native is not None
        self.problem = problem
        self.book = DayBook(problem)
        self.terms = Terms(problem)
        self._arrays = Arrays(problem, self.book.rules, self.terms)
        self._has_start = start is not None
        self._start = self._plain_of(start or Plan())
        locked = [] if start is None else _locked(problem, start)
        self._planner = native.Planner(self._arrays.packed(locked))

    def first(self, stop: Callable[[], bool]) -> tuple[State, tuple[int, ...]]:
        """The first plan, and the strips taken from where the plan started from has them."""
        plain, moved, standing = self._planner.first(self._start, self._has_start, stop)
        return self.state(plain, standing), tuple(moved)

    def called(self) -> dict[int, tuple[int, int]]:
        """The best call and light of each day of the plan started from, by slot."""
        self._start = self._planner.call_days(self._start, lambda: False)
        return self._calls()

    def settled(self, slots: list[int]) -> dict[int, tuple[int, int]]:
        """The same once each of these days was timed together with the days beside it."""
        self._start = self._planner.settle(self._start, slots)
        return self._calls()

    def _calls(self) -> dict[int, tuple[int, int]]:
        return {slot: (call, light) for slot, light, call, _ in self._start[0]}

    def search(
        self,
        state: State,
        *,
        seconds: float | None,
        iterations: int | None,
        threads: int,
        seed: int,
        watch: Watch,
    ) -> tuple[State, int]:
        """The best plan found from a state on, and the iterations it took."""

        def told(standing: Standing, iterations: int, better: Plain | None) -> bool:
            return watch(
                standing, iterations, None if better is None else lambda: self.state(better)
            )

        plain, standing, done = self._planner.search(
            self.plain(state),
            seconds=-1.0 if seconds is None else seconds,
            iterations=-1 if iterations is None else iterations,
            threads=threads,
            seed=seed,
            watch=told,
        )
        return self.state(plain, standing), done

    # ------------------------------------------------------------------ both ways

    def plain(self, state: State) -> Plain:
        """A state as the kernel takes it."""
        days = [
            (day.slot, day.light, day.call, [self._item(o) for o in day.sequence])
            for day in state.days
            if day is not None
        ]
        ways = [
            -1 if placing is None else self._arrays.way(event, placing)
            for event, placing in enumerate(state.event_at)
        ]
        return days, ways, list(state.mode)

    def state(self, plain: Plain, standing: Standing | None = None) -> State:
        """The state of a plan in plain numbers, counted anew."""
        days, ways, modes = plain
        state = State(self.problem, self.book, self.terms)
        for choice, mode in enumerate(modes):
            state.set_mode(choice, mode)
        changes: Changes = {
            slot: self.book.day(slot, light, call, tuple(self._option(o) for o in items))
            for slot, light, call, items in days
        }
        events: dict[int, Placing | None] = {
            event: self._arrays.placing(event, way) for event, way in enumerate(ways) if way >= 0
        }
        state.apply(state.price(changes, events))
        assert standing is None or state.value() == tuple(standing), (state.value(), standing)
        return state

    def _item(self, option: int) -> int:
        if option >= 0 or option not in self.problem.waits:
            return option
        return _FIRST_WAIT - self.problem.banners[-1 - option].minutes

    def _option(self, item: int) -> int:
        return self.problem.wait(_FIRST_WAIT - item) if item <= _FIRST_WAIT else item

    def _plain_of(self, plan: Plan) -> Plain:
        """A plan as it is, whatever it breaks; what the production does not know is left out."""
        problem = self.problem
        modes = [0] * len(problem.choices)
        for strip in problem.pinned.chosen:
            if problem.choice_of[strip] >= 0:
                modes[problem.choice_of[strip]] = problem.mode_of[strip]
        for n, choice in enumerate(problem.choices):
            decided = plan.mode_of(problem.production.scenes[choice.scene].id)
            if decided in choice.modes:
                modes[n] = choice.modes.index(decided)

        def active(option: int) -> bool:
            strip = problem.option_strip[option]
            choice = problem.choice_of[strip]
            return choice < 0 or modes[choice] == problem.mode_of[strip]

        days = []
        for slot, day, options in placings(problem, plan):
            asked = [o for o in options if o < 0 or active(o)]
            if any(o >= 0 for o in asked):
                days.append((slot, LIGHTS.index(day.light), day.call, asked))
        ways = [-1] * len(problem.production.events)
        events = {e.id: n for n, e in enumerate(problem.production.events)}
        places = {p: n for n, p in enumerate(problem.place_ids)}
        for placed in plan.events:
            event, date = events.get(placed.event), problem.date_index.get(placed.date)
            if event is None or date is None or ways[event] >= 0:
                continue
            place = placed.place or problem.production.events[event].place
            at = (date, placed.start, places.get(str(place), -1) if place is not None else -1)
            ways[event] = self._arrays.way(event, at)
        return days, ways, modes


def _locked(problem: Problem, start: Plan) -> list[int]:
    units = {u: n for n, u in enumerate(problem.unit_ids)}
    found = []
    for day in start.days:
        if day.locked and day.unit in units and day.date in problem.date_index:
            slot = problem.slot_at.get((units[day.unit], problem.date_index[day.date]))
            if slot is not None:
                found.append(slot)
    return found
