"""Calls and lights for a board that has none: other programs' files carry days, not hours."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning.arrange import Arranger
from intercut.planning.day import Day, DayBook
from intercut.planning.plans import fill_from
from intercut.planning.problem import LIGHTS, Problem, problem_of
from intercut.planning.state import State
from intercut.planning.terms import Terms

_PASSES: Final = 2
"""Each day is looked at again once its neighbours have their calls: rest binds both ways."""


def with_calls(production: Production, plan: Plan) -> Plan:
    """The plan with a call and a light for each unit day: fewest rules broken, then least cost.

    Strips, their order, days and events stay as they are; so do unit days on dates or of units
    that the production does not know, and locked ones.
    """
    problem = problem_of(production)
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
    found = {_name(problem, slot): state.days[slot] for slot in slots}
    days = []
    for day in plan.days:
        new = found.get((day.unit, day.date))
        days.append(day if new is None else replace(day, call=new.call, light=LIGHTS[new.light]))
    return replace(plan, days=tuple(days))


def _name(problem: Problem, slot: int) -> tuple[object, object]:
    return (
        problem.production.units[problem.slot_unit[slot]].id,
        problem.dates[problem.slot_date[slot]],
    )


def _set_call(state: State, arranger: Arranger, slot: int) -> None:
    """Give one unit day its best call and light as the other days stand."""
    old = state.days[slot]
    if old is None:
        return
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
    if best is not None:
        state.apply(state.price({slot: best[1]}))
