"""Calls and lights for a board that has none: other programs' files carry days, not hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from intercut.domain.finding import Level
from intercut.domain.ids import UnitId
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning.arrange import Arranger
from intercut.planning.day import Day, DayBook
from intercut.planning.kernel import native
from intercut.planning.kernel.board import Kernel
from intercut.planning.plans import fill_from
from intercut.planning.problem import LIGHTS, Problem, problem_of
from intercut.planning.state import State
from intercut.planning.terms import Terms
from intercut.schedule import judge

_PASSES: Final = 2
"""Each day is looked at again once its neighbours have their calls: rest binds both ways."""

_MOST_SETTLED: Final = 40
"""Days timed together with their neighbours, the first ones that break a rule: each takes long."""


def with_calls(production: Production, plan: Plan) -> Plan:
    """The plan with a call and a light for each unit day: fewest rules broken, then least cost.

    Strips, their order, days and events stay as they are; so do unit days on dates or of units
    that the production does not know, and locked ones.
    """
    problem = problem_of(production)
    if native is not None:
        return _by_kernel(problem, plan)
    state = State(problem, DayBook(problem), Terms(problem))
    fill_from(state, plan)
    arranger = Arranger(problem, state.book)
    locked = {(d.unit, d.date) for d in plan.days if d.locked}
    slots = [
        slot
        for slot, day in enumerate(state.days)
        if day is not None and _name(problem, slot) not in locked
    ]
    for _ in range(_PASSES):
        for slot in sorted(slots, key=problem.slot_date.__getitem__):
            _set_call(state, arranger, slot)
    by_name = {_name(problem, slot): slot for slot in slots}
    for name in _broken_days(production, _timed(problem, state, plan, slots)):
        if name in by_name:
            _settle(state, arranger, by_name[name], slots)
    return _timed(problem, state, plan, slots)


def _by_kernel(problem: Problem, plan: Plan) -> Plan:
    """The same by the native kernel, which takes boards of thousands of strips."""
    kernel = Kernel(problem, plan)
    slots = {(problem.production.units[problem.slot_unit[s]].id, problem.dates[problem.slot_date[s]]): s
             for s in range(problem.n_slots)}  # fmt: skip

    def timed(calls: dict[int, tuple[int, int]]) -> Plan:
        days = []
        for day in plan.days:
            call, light = calls.get(slots.get((day.unit, day.date), -1), (-1, -1))
            timed = day if light < 0 or day.locked else replace(day, call=call, light=LIGHTS[light])
            days.append(timed)
        return replace(plan, days=tuple(days))

    called = timed(kernel.called())
    broken = [slots[name] for name in _broken_days(problem.production, called) if name in slots]
    return timed(kernel.settled(broken)) if broken else called


def _timed(problem: Problem, state: State, plan: Plan, slots: Sequence[int]) -> Plan:
    """The plan with calls and lights as they stand in the state."""
    found = {_name(problem, slot): state.days[slot] for slot in slots}
    days = []
    for day in plan.days:
        new = found.get((day.unit, day.date))
        days.append(day if new is None else replace(day, call=new.call, light=LIGHTS[new.light]))
    return replace(plan, days=tuple(days))


def _broken_days(production: Production, plan: Plan) -> tuple[tuple[UnitId, dt.date], ...]:
    """Unit and date of each day on which the judge sees a rule broken, the first date first."""
    dates = {f.where.date for f in judge(production, plan).findings if f.level is Level.ERROR}
    broken = tuple((d.unit, d.date) for d in plan.days if str(d.date) in dates)
    return broken[:_MOST_SETTLED]


def _settle(state: State, arranger: Arranger, slot: int, slots: Sequence[int]) -> None:
    """Time one unit day together with the days beside it, where that breaks fewer rules.

    A late wrap may need a later call on the next morning: neither alone is better.
    """
    problem, rules = state.book.problem, state.book.rules
    same = sorted(
        (s for s in slots if problem.slot_unit[s] == problem.slot_unit[slot]),
        key=problem.slot_date.__getitem__,
    )
    at = same.index(slot)
    beside = [*same[at + 1 : at + 2], *same[max(0, at - 1) : at]]
    before = {s: state.days[s] for s in (slot, *beside)}
    old = state.days[slot]
    assert old is not None
    best: tuple[int, int, dict[int, Day | None]] | None = None
    for light in arranger.lights[old.unit]:
        low, high = rules.call_window(slot, light)
        for call in range(-(-low // rules.grid) * rules.grid, high + 1, 2 * rules.grid):
            hard, cost = _applied(state, {slot: state.book.day(slot, light, call, old.sequence)})
            for other in beside:
                more = _set_call(state, arranger, other)
                hard, cost = hard + more[0], cost + more[1]
            if best is None or (hard, cost) < best[:2]:
                best = hard, cost, {s: state.days[s] for s in before}
            _applied(state, before)
    if best is not None and best[:2] < (0, 0):
        _applied(state, best[2])


def _applied(state: State, days: dict[int, Day | None]) -> tuple[int, int]:
    """Rules broken and cost added by giving slots these days, which are given."""
    delta = state.price(days)
    state.apply(delta)
    return delta.hard, delta.cost


def _name(problem: Problem, slot: int) -> tuple[UnitId, dt.date]:
    return (
        problem.production.units[problem.slot_unit[slot]].id,
        problem.dates[problem.slot_date[slot]],
    )


def _set_call(state: State, arranger: Arranger, slot: int) -> tuple[int, int]:
    """Give one unit day its best call and light as the other days stand; what that adds."""
    old = state.days[slot]
    if old is None:
        return 0, 0
    rules = state.book.rules
    best: tuple[tuple[int, int, int, int], Day] | None = None
    for light in arranger.lights[old.unit]:
        low, high = rules.call_window(slot, light)
        usual = rules.usual_call(slot, light)
        first = -(-low // rules.grid) * rules.grid
        for call in range(first, high + 1, rules.grid):
            new = state.book.day(slot, light, call, old.sequence)
            delta = state.price({slot: new})
            rank = (delta.hard, delta.cost, abs(call - usual), light)
            if best is None or rank < best[0]:
                best = rank, new
    return (0, 0) if best is None else _applied(state, {slot: best[1]})
