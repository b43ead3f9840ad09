"""Room for strips that fit nowhere: others are sent out for them, the easy ones first.

After the guided ejection search of Nagata and Bräysy (2009): a strip that keeps failing grows
dearer to send out, so that in the end the hard ones stand and the easy ones look for places.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.day import Day
from intercut.planning.moves.calls import rested
from intercut.planning.moves.near import Near
from intercut.planning.moves.ruin import cheapest, put_back
from intercut.planning.state import Changes, Delta, State

_MOST_WAYS = 10
_MOST_OUT = 9


def place_all(
    state: State,
    arranger: Arranger,
    near: Near,
    chance: Random,
    stop: Callable[[int], bool],
) -> tuple[State, int]:
    """The fullest plan found by sending strips out for others, and the rounds it took."""
    weight = [1] * state.problem.n_strips
    best, least = state.copy(), state.unplaced()
    rounds = 0
    while not stop(rounds):
        left = [s for s in state.boneyard() if any(_ways(state, s))]
        if not left:
            break
        rounds += 1
        strip = left[chance.randrange(len(left))]
        found = cheapest(state, arranger, near, strip)
        if found is not None:
            state.apply(found)
        else:
            weight[strip] += 1
            made = make_room(state, arranger, near, strip, weight, chance)
            if made is None:
                continue
            state = made
            back = state.boneyard()
            chance.shuffle(back)
            put_back(state, arranger, near, back, None)
        if state.unplaced() < least:
            best, least = state.copy(), state.unplaced()
    return best, rounds


def _ways(state: State, strip: int) -> list[tuple[int, int]]:
    problem = state.problem
    return [(o, slot) for o in problem.options_of[strip] for slot in problem.option_slots[o]]


def make_room(
    state: State,
    arranger: Arranger,
    near: Near,
    strip: int,
    weight: list[int],
    chance: Random,
) -> State | None:
    """The state with the strip placed and the lightest strips found in its way sent out."""
    ways = [w for w in _ways(state, strip) if not near.locked[w[1]]]
    if len(ways) > _MOST_WAYS:
        ways = chance.sample(ways, _MOST_WAYS)
    best: State | None = None
    least = 0
    for option, slot in ways:
        trial = state.copy()
        out = _clear(trial, arranger, near, option, slot, weight, chance)
        if out is None:
            continue
        cost = sum(weight[s] for s in out)
        if best is None or cost < least:
            best, least = trial, cost
    return best


def _clear(
    state: State,
    arranger: Arranger,
    near: Near,
    option: int,
    slot: int,
    weight: list[int],
    chance: Random,
) -> list[int] | None:
    """Send out what is in the way of an option in a slot and put it there; None = no way."""
    out: list[int] = []
    begun = state.hard
    for _ in range(_MOST_OUT):
        day = arranger.inserted(slot, state.days[slot], option)
        if day is None:
            found = _in_the_day(state, arranger, near, option, slot, weight, chance)
        else:
            delta = rested(state, near, state.price({slot: day}))
            if state.hard + delta.hard <= begun:
                state.apply(delta)
                return out
            found = _elsewhere(state, arranger, near, option, slot, delta, weight)
        if found is None:
            return None
        strip, change = found
        state.apply(change)
        out.append(strip)
    return None


def _in_the_day(
    state: State,
    arranger: Arranger,
    near: Near,
    option: int,
    slot: int,
    weight: list[int],
    chance: Random,
) -> tuple[int, Delta] | None:
    """The lightest strip of the day that makes room when it leaves, else a long light one."""
    problem = state.problem
    day = state.days[slot]
    if day is None:
        return None
    best: tuple[float, int, Day | None] | None = None
    for inside in day.sequence:
        if inside < 0 or near.fixed[problem.option_strip[inside]]:
            continue
        strip = problem.option_strip[inside]
        left = arranger.removed(day, {inside})
        if left is not None and left.hard:
            continue
        fits = arranger.inserted(slot, left, option) is not None
        rank = weight[strip] - (1000 if fits else problem.minutes[strip] / 100) + chance.random()
        if best is None or rank < best[0]:
            best = (rank, strip, left)
    return None if best is None else (best[1], state.price({slot: best[2]}))


def _elsewhere(
    state: State,
    arranger: Arranger,
    near: Near,
    option: int,
    slot: int,
    now: Delta,
    weight: list[int],
) -> tuple[int, Delta] | None:
    """The strip around whose leaving most helps: on the dates next to this one, or anywhere with
    the same people or those they are kept apart from."""
    problem = state.problem
    date = problem.slot_date[slot]
    people = set(problem.people_of[problem.option_strip[option]])
    kept = {
        other
        for p in people
        for n in state.terms.pairs_of[p]
        for other in problem.pairs[n].people
    }  # fmt: skip
    best: tuple[float, int, Changes] | None = None
    for strip, at in enumerate(state.slot_of):
        if at < 0 or near.fixed[strip] or near.locked[at]:
            continue
        away = abs(problem.slot_date[at] - date)
        theirs = people.intersection(problem.people_of[strip])
        if not (at == slot or (away <= 3 and theirs) or (away == 0 and kept & set(
            problem.people_of[strip]))) and not problem.orders_of[strip]:  # fmt: skip
            continue
        day = state.days[at]
        assert day is not None
        left = arranger.removed(day, set(problem.options_of[strip]))
        if left is not None and left.hard:
            continue
        changes: Changes = {at: left}
        if at == slot:
            changes[slot] = arranger.inserted(slot, left, option)
            if changes[slot] is None:
                continue
        else:
            changes[slot] = arranger.inserted(slot, state.days[slot], option)
        after = state.price(changes, rules_only=True)
        helps = now.hard - after.hard
        if helps < 0 or (helps == 0 and not kept & set(problem.people_of[strip])):
            continue
        rank = helps / weight[strip] + 0.01 / weight[strip]
        if best is None or rank > best[0]:
            best = (rank, strip, {at: left})
    return None if best is None else (best[1], state.price(best[2]))
