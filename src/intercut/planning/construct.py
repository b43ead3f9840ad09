"""A first plan at once: what is fixed, then events, then every strip where it costs least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from intercut.domain.plan import Plan
from intercut.domain.production import EventKind
from intercut.planning.arrange import Arranger
from intercut.planning.day import Day, DayBook
from intercut.planning.moves.calls import rested
from intercut.planning.moves.eject import place_all
from intercut.planning.moves.events import place_event
from intercut.planning.moves.near import Near
from intercut.planning.moves.ruin import put_back
from intercut.planning.plans import fill_from
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed import Relaxation
from intercut.planning.state import Delta, State
from intercut.planning.terms import Terms

FIRST_ROUNDS = 6
"""Rounds of making room for what found no place, before the first plan is shown."""


def first_state(
    problem: Problem, start: Plan | None = None, stop: Callable[[], bool] | None = None
) -> tuple[State, Arranger, Near, tuple[int, ...]]:
    """A plan from nothing, or from a plan that may be broken; after ``stop`` strips are left over.

    Returns
    -------
    State, Arranger, Near
        The plan and what a search on it needs.
    tuple of int
        Strips that had to be taken from where ``start`` has them.
    """
    book = DayBook(problem)
    state = State(problem, book, Terms(problem))
    arranger = Arranger(problem, book)
    near = Near(problem)
    _choose_pinned_modes(state)
    moved: tuple[int, ...] = ()
    if start is not None:
        fill_from(state, start)
        for day in start.days:
            _lock(problem, near, day.locked, str(day.unit), day.date)
        moved = repair(state, arranger, near)
    _place_fixed_days(state)
    for event in range(len(problem.production.events)):
        if state.event_at[event] is None:
            place_event(state, event)
    put_back(state, arranger, near, order_of_placing(state), None, stop)
    for event in range(len(problem.production.events)):
        if state.event_at[event] is None:
            place_event(state, event)
    if state.boneyard():
        state, _ = place_all(
            state, arranger, near, Random(0), lambda rounds: rounds >= FIRST_ROUNDS
        )
    return state, arranger, near, moved


def state_from(problem: Problem, arranger: Arranger, near: Near, relaxed: Relaxation) -> State:
    """The plan a solution of the integer programme suggests, as far as it keeps the rules."""
    state = State(problem, arranger.book, Terms(problem))
    for choice, mode in enumerate(relaxed.modes):
        state.set_mode(choice, mode)
    for event in range(len(problem.production.events)):
        place_event(state, event)
    days: dict[int, list[int]] = {}
    for strip, slot, place in relaxed.assignment:
        option = next(o for o in problem.options_of[strip] if problem.option_place[o] == place)
        days.setdefault(slot, []).append(option)
    known = {slot: (call, light) for slot, call, light in relaxed.calls}
    for slot, options in sorted(days.items()):
        day = arranger.fresh(slot, tuple(options))
        if slot in known:
            call, light = known[slot]
            told = arranger.book.day(slot, light, call, tuple(options))
            if told.hard == 0 and (day is None or told.cost < day.cost):
                day = told
        if day is not None:
            delta = rested(state, near, state.price({slot: day}))
            if delta.hard <= 0:
                state.apply(delta)
    put_back(state, arranger, near, order_of_placing(state), None)
    return state


def _lock(problem: Problem, near: Near, locked: bool, unit: str, date: object) -> None:
    if not locked or unit not in problem.unit_ids or date not in problem.date_index:
        return
    slot = problem.slot_at.get((problem.unit_ids.index(unit), problem.date_index[date]))  # type: ignore[index]
    if slot is not None:
        near.locked[slot] = True


def _choose_pinned_modes(state: State) -> None:
    """A strip pinned by its own name asks for its mode."""
    problem = state.problem
    for strip in sorted(problem.pinned.chosen):
        choice = problem.choice_of[strip]
        if choice >= 0:
            state.set_mode(choice, problem.mode_of[strip])


def _place_fixed_days(state: State) -> None:
    """Days fixed whole: their strips in their order, in the light and at the call that suit."""
    problem, book = state.problem, state.book
    for fixed in problem.pinned.days:
        slot = problem.slot_at.get((fixed.unit, fixed.date))
        if slot is None or state.days[slot] is not None:
            continue
        strips = [s for s in fixed.strips if state.active(s) and state.slot_of[s] < 0]
        options = tuple(problem.options_of[s][0] for s in strips if problem.options_of[s])
        if not options:
            continue
        ways = [book.best(slot, light, options) for light in range(len(LIGHTS))]
        best = min(ways, key=lambda d: (d.hard, d.cost, d.light))
        state.apply(state.price({slot: best}))


def order_of_placing(state: State) -> list[int]:
    """Strips not placed by how hard they are to place: those away from the main base
    first, then those with few dates, then place by place, long ones first."""
    problem = state.problem

    def freedom(strip: int) -> int:
        return sum(len(problem.option_slots[o]) for o in problem.options_of[strip])

    by_place: dict[int, int] = {}
    for s in range(problem.n_strips):
        if problem.options_of[s]:
            place = problem.option_place[problem.options_of[s][0]]
            by_place[place] = min(by_place.get(place, 1 << 30), freedom(s))

    bases = Counter(problem.place_base[p] for p in problem.option_place)
    main = max(bases, key=lambda b: (bases[b], -b)) if bases else -1

    def rank(strip: int) -> tuple[int, int, int, int, int, int]:
        place = problem.option_place[problem.options_of[strip][0]]
        first = problem.pinned.position[strip] is not None or problem.pinned.shot[strip]
        near = problem.place_base[place] == main  # journeys need days of their own: those first
        return (not first, near, by_place[place], place, -problem.minutes[strip], strip)

    return sorted((s for s in state.boneyard() if problem.options_of[s]), key=rank)


def repair(state: State, arranger: Arranger, near: Near) -> tuple[int, ...]:
    """Take strips out until no rule is broken that taking strips out can mend.

    Days are first put into a better order or called at a better hour; strips then go one by one,
    each time the one whose leaving mends most for its length. Fixed days and strips stay.
    """
    problem = state.problem
    for slot, day in enumerate(state.days):
        if day is not None and day.hard and not near.locked[slot]:
            again = _better(state, arranger, day)
            if again is not None:
                state.apply(again)
    moved: list[int] = []
    while state.hard > 0:
        best: tuple[float, int, Delta] | None = None
        for strip, slot in enumerate(state.slot_of):
            if slot < 0 or near.fixed[strip] or near.locked[slot]:
                continue
            old = state.days[slot]
            assert old is not None
            left = arranger.removed(old, set(problem.options_of[strip]))
            delta = state.price({slot: left})
            if delta.hard < 0:
                worth = -delta.hard / (1 + problem.eighths[strip])
                if best is None or worth > best[0]:
                    best = (worth, strip, delta)
        if best is None:
            break
        state.apply(best[2])
        moved.append(best[1])
    for event, placed in enumerate(state.event_at):
        if placed is not None and problem.production.events[event].kind is not EventKind.TRAVEL:
            delta = state.price({}, {event: None})
            if delta.hard < 0:
                state.apply(delta)
    return tuple(moved)


def _better(state: State, arranger: Arranger, day: Day) -> Delta | None:
    """The same strips on the same day so that fewer rules are broken."""
    found = [arranger.book.best(day.slot, day.light, day.sequence, near=day.call)]
    fresh = arranger.fresh(day.slot, day.sequence)
    if fresh is not None:
        found.append(fresh)
    deltas = [state.price({day.slot: d}) for d in found]
    best = min(deltas, key=lambda d: (d.hard, d.cost))
    return best if best.hard < 0 else None
