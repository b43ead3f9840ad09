"""Moves of whole unit days: against each other, to an empty date, a block of days along."""

from __future__ import annotations

from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.day import Day
from intercut.planning.moves.near import Near
from intercut.planning.state import Changes, Delta, State


def moved(arranger: Arranger, near: Near, day: Day | None, slot: int) -> tuple[bool, Day | None]:
    """Whether a day may stand in another slot, and how it looks there."""
    if day is None:
        return True, None
    if any(o >= 0 and not near.allowed(o, slot) for o in day.sequence):
        return False, None
    if day.unit == arranger.problem.slot_unit[slot]:
        found = arranger.book.best(slot, day.light, day.sequence, near=day.call)
        if not found.hard:
            return True, found
    again = arranger.fresh(slot, day.sequence)
    return again is not None, again


def swap_days(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """Two unit days change dates; one of them may be empty."""
    one = near.used(state, chance)
    if one < 0:
        return None
    two = chance.randrange(state.problem.n_slots)
    if one == two or near.locked[one] or near.locked[two]:
        return None
    can_one, new_one = moved(arranger, near, state.days[two], one)
    if not can_one:
        return None
    can_two, new_two = moved(arranger, near, state.days[one], two)
    if not can_two:
        return None
    return state.price({one: new_one, two: new_two})


def shift_days(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """A unit day goes elsewhere and those between close up."""
    one = near.used(state, chance)
    if one < 0:
        return None
    line = near.line(one)
    at = near.rank[one]
    reach = chance.randrange(2, 9)
    to = max(0, min(len(line) - 1, at + (reach if chance.random() < 0.5 else -reach)))
    if to == at:
        return None
    low, high = min(at, to), max(at, to)
    span = line[low : high + 1]
    if any(near.locked[s] for s in span):
        return None
    days = [state.days[s] for s in span]
    turned = [*days[1:], days[0]] if at < to else [days[-1], *days[:-1]]
    changes: Changes = {}
    for slot, day in zip(span, turned, strict=True):
        if day is None and state.days[slot] is None:
            continue
        can, new = moved(arranger, near, day, slot)
        if not can:
            return None
        changes[slot] = new
    return state.price(changes)


def merge_place(state: State, arranger: Arranger, near: Near, chance: Random) -> Delta | None:
    """All strips of one place on one day go to another day of that place."""
    one = near.used(state, chance)
    day = state.days[one] if one >= 0 else None
    if day is None or near.locked[one]:
        return None
    problem = state.problem
    place = chance.choice(day.clock.visits)
    group = [o for o in day.sequence if o >= 0 and problem.option_place[o] == place]
    two = near.used(state, chance)
    if two < 0 or two == one or near.locked[two]:
        return None
    if any(near.fixed[problem.option_strip[o]] or not near.allowed(o, two) for o in group):
        return None
    there = state.days[two]
    for option in group:
        there = arranger.inserted(two, there, option)
        if there is None:
            return None
    left = arranger.removed(day, set(group))
    if left is not None and left.hard:
        return None
    return state.price({one: left, two: there})
