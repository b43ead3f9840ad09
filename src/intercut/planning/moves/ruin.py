"""Take a handful of related strips out and put each back where it costs least.

After Schrimpf and others (2000), "ruin and recreate", with the blinks of Christiaens and Vanden
Berghe (2020): now and then a slot is passed over, so that the same ruin is not always mended the
same way.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.moves.calls import rested
from intercut.planning.moves.near import Near
from intercut.planning.state import Changes, Delta, State

BLINK = 0.03
MOST_WAYS = 150
FURTHER_WAYS = 60


def take_out(state: State, arranger: Arranger, strips: set[int]) -> bool:
    """Send strips to the boneyard; False (and no change) when a day would break without them."""
    problem = state.problem
    by_slot: dict[int, set[int]] = {}
    for strip in strips:
        slot = state.slot_of[strip]
        if slot >= 0:
            by_slot.setdefault(slot, set()).update(problem.options_of[strip])
    changes: Changes = {}
    for slot, options in by_slot.items():
        day = state.days[slot]
        assert day is not None
        left = arranger.removed(day, options)
        if left is not None and left.hard > day.hard:
            return False
        changes[slot] = left
    delta = state.price(changes)
    if delta.hard > 0:
        return False
    state.apply(delta)
    return True


def put_back(
    state: State,
    arranger: Arranger,
    near: Near,
    strips: list[int],
    chance: Random | None,
    stop: Callable[[], bool] | None = None,
) -> int:
    """Place strips one after another where each costs least; how many found no place.

    With ``chance`` a slot is now and then passed over; after ``stop`` the rest is left.
    """
    left = 0
    for strip in strips:
        if stop is not None and stop():
            break
        found = cheapest(state, arranger, near, strip, chance)
        if found is None:
            left += 1
        else:
            state.apply(found)
    return left


def cheapest(
    state: State, arranger: Arranger, near: Near, strip: int, chance: Random | None = None
) -> Delta | None:
    """The cheapest way to place a strip without breaking a rule; None when there is none.

    Empty slots between the same used ones price alike but for dates, so all are looked at.
    """
    problem = state.problem
    best: Delta | None = None
    for option in problem.options_of[strip]:
        for slot in ways(state, strip, option):
            if chance is not None and chance.random() < BLINK:
                continue
            day = arranger.inserted(slot, state.days[slot], option)
            if day is None:
                continue
            delta = state.price({slot: day})
            if best is None and delta.hard > 0:
                delta = rested(state, near, delta)
            if delta.hard <= 0 and (best is None or delta.cost < best.cost):
                best = delta
    return best


def ways(state: State, strip: int, option: int) -> tuple[int, ...] | list[int]:
    """Slots to look at: all, or in a large production those where the place is used already and
    an even choice of the others, another one for each strip."""
    problem = state.problem
    slots = problem.option_slots[option]
    if len(slots) <= MOST_WAYS:
        return slots
    place = problem.option_place[option]
    here: list[int] = []
    others: list[int] = []
    for slot in slots:
        day = state.days[slot]
        (here if day is not None and place in day.clock.visits else others).append(slot)
    step = -(-len(others) // FURTHER_WAYS)
    return [*here, *others[strip % step :: step]]


def chosen(state: State, near: Near, chance: Random, most: int) -> set[int]:
    """Strips to take out: a day's, a person's, a place's, some alike, or any."""
    problem = state.problem
    draw = chance.random()
    pool: list[int]
    if draw < 0.30:
        slot = near.used(state, chance)
        pool = []
        for s in (slot, near.used(state, chance)) if chance.random() < 0.4 else (slot,):
            day = state.days[s] if s >= 0 else None
            if day is not None:
                pool += [problem.option_strip[o] for o in day.sequence if o >= 0]
    elif draw < 0.55:
        person = chance.randrange(max(1, len(problem.person_ids)))
        pool = [s for s in range(problem.n_strips) if person in problem.people_of[s]]
    elif draw < 0.70 and problem.option_place:
        place = problem.option_place[chance.randrange(len(problem.option_place))]
        pool = [
            s
            for s in range(problem.n_strips)
            if any(problem.option_place[o] == place for o in problem.options_of[s])
        ]
    elif draw < 0.92:
        strip = chance.randrange(problem.n_strips)
        pool = [strip, *near.alike[strip]]
    else:
        pool = list(range(problem.n_strips))
    pool = [
        s
        for s in dict.fromkeys(pool)
        if not near.fixed[s] and state.slot_of[s] >= 0 and not near.locked[state.slot_of[s]]
    ]
    chance.shuffle(pool)
    return set(pool[: chance.randrange(2, most + 1)])


def ruin(state: State, arranger: Arranger, near: Near, chance: Random, most: int = 9) -> bool:
    """Ruin and recreate in place; False when nothing could be taken out."""
    strips = chosen(state, near, chance, most)
    if not strips or not take_out(state, arranger, strips):
        return False
    back = state.boneyard()
    how = chance.random()
    if how < 0.4:
        back.sort(key=lambda s: (-state.problem.minutes[s], s))
    elif how < 0.6:
        freedom = state.problem.option_slots
        back.sort(key=lambda s: sum(len(freedom[o]) for o in state.problem.options_of[s]))
    else:
        chance.shuffle(back)
    put_back(state, arranger, near, back, chance)
    return True
