"""Fittings, rehearsals and the like: on a date where they cost least."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from intercut.planning.problem import Problem
from intercut.planning.state import Delta, Placing, State

_STEP = 60
_USUAL = (540, 1080)
_MOST_TRIED = 240


def ways_of(problem: Problem, event: int) -> Iterator[Placing]:
    """Dates, starts and places an event may have, as far as its own facts say."""
    known = problem.production.events[event]
    place = -1
    if known.place is not None and str(known.place) in problem.place_ids:
        place = problem.place_ids.index(str(known.place))
    low, high = (known.hours.start, known.hours.end) if known.hours is not None else _USUAL
    last = max(low, high - known.minutes)
    starts = sorted({*range(low, last + 1, _STEP), last})
    for n, day in enumerate(problem.dates):
        if known.dates and not any(day in span for span in known.dates):
            continue
        for start in starts:
            yield n, start, place


def best_way(state: State, event: int, ways: list[Placing]) -> Delta | None:
    """The cheapest of these ways that breaks no rule more than now; None when there is none."""
    best: Delta | None = None
    for way in ways:
        delta = state.price({}, {event: way})
        if delta.hard <= 0 and (best is None or delta.cost < best.cost):
            best = delta
    return best


def place_event(state: State, event: int) -> bool:
    """Place an event where it costs least; False where no way keeps the rules."""
    ways = list(ways_of(state.problem, event))
    step = max(1, len(ways) // _MOST_TRIED)
    found = best_way(state, event, ways[::step]) or best_way(state, event, ways)
    if found is not None:
        state.apply(found)
    return found is not None


def move_event(state: State, chance: Random) -> Delta | None:
    """One event elsewhere: the best of a few ways."""
    count = len(state.event_at)
    if not count:
        return None
    event = chance.randrange(count)
    ways = list(ways_of(state.problem, event))
    if not ways:
        return None
    return best_way(state, event, [chance.choice(ways) for _ in range(4)])
