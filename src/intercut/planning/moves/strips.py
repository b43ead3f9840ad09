"""Moves of single strips: to another day, against each other, within the day."""

from __future__ import annotations

from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.day import Day
from intercut.planning.moves.near import Near
from intercut.planning.state import Delta, State


def relocate(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """One strip to another day (or another place of filming)."""
    problem = state.problem
    strip = chance.randrange(problem.n_strips)
    slot = state.slot_of[strip]
    if slot < 0 or near.fixed[strip]:
        return None
    here = state.days[slot]
    assert here is not None
    options = problem.options_of[strip]
    option = options[0] if len(options) == 1 else chance.choice(options)
    target = near.target(state, strip, option, chance)
    if target < 0 or target == slot or near.locked[target] or near.locked[slot]:
        return None
    there = arranger.inserted(target, state.days[target], option)
    if there is None:
        return None
    left = arranger.removed(here, {o for o in options if o in here.sequence})
    if left is not None and left.hard:
        return None
    return state.price({slot: left, target: there})


def exchange(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """Two strips of different days change places."""
    problem = state.problem
    one = chance.randrange(problem.n_strips)
    slot = state.slot_of[one]
    if slot < 0 or near.fixed[one]:
        return None
    two = near.like(one, chance)
    other = state.slot_of[two]
    if other < 0 or other == slot or near.fixed[two] or near.locked[slot] or near.locked[other]:
        return None
    day_one, day_two = state.days[slot], state.days[other]
    assert day_one is not None
    assert day_two is not None
    option_one = next(o for o in problem.options_of[one] if o in day_one.sequence)
    option_two = next(o for o in problem.options_of[two] if o in day_two.sequence)
    if not near.allowed(option_one, other) or not near.allowed(option_two, slot):
        return None
    new_one = _exchanged(arranger, slot, day_one, option_one, option_two)
    new_two = _exchanged(arranger, other, day_two, option_two, option_one)
    if new_one is None or new_two is None:
        return None
    return state.price({slot: new_one, other: new_two})


def _exchanged(arranger: Arranger, slot: int, day: Day, out: int, into: int) -> Day | None:
    """The day with one option for another."""
    left = arranger.removed(day, {out})
    if left is not None and left.hard:
        return None
    return arranger.inserted(slot, left, into)


def reorder(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """One strip elsewhere in its day, or the day's call moved."""
    slot = near.used(state, chance)
    day = state.days[slot] if slot >= 0 else None
    if day is None or near.locked[slot]:
        return None
    book = arranger.book
    if chance.random() < 0.25 or len(day.sequence) < 2:
        frame = book.frame(slot, day.light, day.sequence)
        if not frame.calls:
            return None
        low, high = chance.choice(frame.calls)
        call = chance.randrange(low, high + 1, book.rules.grid)
        if call == day.call:
            return None
        return state.price({slot: book.day(slot, day.light, call, day.sequence)})
    order = list(day.sequence)
    moved = order.pop(chance.randrange(len(order)))
    order.insert(chance.randrange(len(order) + 1), moved)
    sequence = tuple(order)
    if sequence == day.sequence:
        return None
    if book.clock(day.unit, sequence)[1]:
        return None
    found = book.best(slot, day.light, sequence, near=day.call)
    if found.hard:
        return None
    return state.price({slot: found})
