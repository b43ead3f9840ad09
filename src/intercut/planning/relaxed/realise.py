"""From a solution of the relaxation to a plan the judge has looked at."""

from __future__ import annotations

from itertools import permutations

from intercut.domain.plan import Plan
from intercut.planning.arrange import Arranger
from intercut.planning.construct import state_from
from intercut.planning.day import Day, DayBook
from intercut.planning.moves.events import place_event
from intercut.planning.moves.near import Near
from intercut.planning.plans import plan_of
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.exact_day import MOST_ORDERED
from intercut.planning.relaxed.relax import Relaxation
from intercut.planning.state import State
from intercut.planning.terms import Terms
from intercut.planning.verdict import judged
from intercut.schedule.results import Judgement

MOST_ORDERS = 200
"""Orders of a day that are timed: the cheapest ones."""

MOST_DAYS = 300
"""Ways to shoot one day that are tried beside those of the other days."""

MOST_PRICED = 4_000
"""Days that are priced beside others before the best combination so far has to do."""


def realise(problem: Problem, relaxation: Relaxation) -> tuple[Plan, Judgement] | None:
    """The plan an assignment leads to, judged. None where the relaxation has no assignment."""
    if not relaxation.assignment:
        return None
    arranger = Arranger(problem, DayBook(problem))
    state = realised(problem, arranger, Near(problem), relaxation)
    return judged(problem, plan_of(state))


def realised(problem: Problem, arranger: Arranger, near: Near, relaxation: Relaxation) -> State:
    """The cheapest plan found with every strip where the assignment has it; where none keeps the
    rules, strips that do not fit there are put elsewhere."""
    exact = _as_assigned(problem, arranger, relaxation)
    if exact is not None and exact.value()[:3] == (0, 0, 0):
        return exact
    return state_from(problem, arranger, near, relaxation)


def _as_assigned(problem: Problem, arranger: Arranger, relaxation: Relaxation) -> State | None:
    """Each day in its best order, light and call, then day by day what is best beside the others."""
    state = State(problem, arranger.book, Terms(problem))
    for choice, mode in enumerate(relaxation.modes):
        state.set_mode(choice, mode)
    for event in range(len(problem.production.events)):
        place_event(state, event)
    told: dict[int, tuple[int, ...]] = {}
    for strip, slot, place in relaxation.assignment:
        option = next(o for o in problem.options_of[strip] if problem.option_place[o] == place)
        told[slot] = (*told.get(slot, ()), option)
    calls = {slot: (call, light) for slot, call, light in relaxation.calls}
    ways = {slot: _ways(problem, arranger, slot, order, calls) for slot, order in told.items()}
    if not all(ways.values()):
        return None
    return _Combined(state, ways).best


class _Combined:
    """The cheapest combination of one way for each slot, by depth-first search over the dates."""

    def __init__(self, state: State, ways: dict[int, list[Day]]) -> None:
        self.best: State | None = None
        self._slots = sorted(ways)
        self._ways = ways
        self._left = MOST_PRICED
        least = [min(day.cost for day in ways[slot]) for slot in self._slots]
        self._least = [sum(least[n:]) for n in range(len(least) + 1)]
        self._descend(state, 0)

    def _descend(self, state: State, n: int) -> None:
        if n == len(self._slots):
            if state.hard == 0 and (self.best is None or state.cost < self.best.cost):
                self.best = state
            return
        slot = self._slots[n]
        found = []
        for k, day in enumerate(self._ways[slot]):
            if self._left <= 0 and self.best is not None:
                return
            if self._dear(state.cost + day.cost, n + 1):
                continue
            self._left -= 1
            delta = state.price({slot: day})
            if state.hard + delta.hard <= 0:
                found.append((delta.cost, k, delta))
            if self._left < -MOST_PRICED:
                return
        for cost, _, delta in sorted(found, key=lambda f: f[:2]):
            if self._dear(state.cost + cost, n + 1):
                break
            then = state.copy()
            then.apply(delta)
            self._descend(then, n + 1)
            if self._left <= 0:
                return

    def _dear(self, cost: int, n: int) -> bool:
        """Whether the days from there on make it no better than the best."""
        return self.best is not None and cost + self._least[n] >= self.best.cost


def _ways(
    problem: Problem,
    arranger: Arranger,
    slot: int,
    told: tuple[int, ...],
    calls: dict[int, tuple[int, int]],
) -> list[Day]:
    """Good ways to shoot these options on a slot: as told, then cheapest first; none where no order
    found fits."""
    unit = problem.slot_unit[slot]
    book = arranger.book
    orders = [told]
    if len(told) <= MOST_ORDERED:
        priced = []
        for order in permutations(sorted(told)):
            _, hard, cost = book.clock(unit, order)
            if not hard:
                priced.append((cost, order))
        orders += [order for _, order in sorted(priced)[:MOST_ORDERS]]
    meant = _timed(arranger, slot, told, calls.get(slot))
    found: dict[tuple[int, int, tuple[int, ...]], Day] = {}
    for order in orders:
        for day in _timed(arranger, slot, order, calls.get(slot)):
            found[day.light, day.call, day.sequence] = day
    fresh = arranger.fresh(slot, told)
    if fresh is not None:
        found[fresh.light, fresh.call, fresh.sequence] = fresh
    ranked = sorted(found.values(), key=lambda d: (d.cost, d.light, d.call, d.sequence))
    return [*meant, *ranked[:MOST_DAYS]]


def _timed(
    arranger: Arranger, slot: int, order: tuple[int, ...], told: tuple[int, int] | None
) -> list[Day]:
    """An order in each light, called early, late and as told; where no call fits, with waiting."""
    book, rules = arranger.book, arranger.book.rules
    found = []
    for light in range(len(LIGHTS)):
        if light not in arranger.lights[arranger.problem.slot_unit[slot]]:
            continue
        frame = book.frame(slot, light, order)
        if frame.hard:
            continue
        low, high = rules.call_window(slot, light)
        aims = [low, high, rules.usual_call(slot, light)]
        if told is not None and told[1] == light and told[0] >= 0:
            aims.append(told[0])
        calls = {max(a, min(b, aim)) for aim in aims for a, b in frame.calls}
        days = [book.day(slot, light, call, order) for call in calls]
        if not frame.calls:
            grid = rules.grid
            for call in range(-(-low // grid) * grid, high + 1, grid):
                waiting = arranger.waiting(slot, light, order, call)
                if waiting is not None:
                    days.append(waiting)
        found += [d for d in days if d.hard == 0]
    return found
