"""Calls moved so that people rest: a day later, the one before it earlier."""

from __future__ import annotations

from intercut.planning.day import Day
from intercut.planning.moves.near import Near
from intercut.planning.state import Changes, Delta, State

_MOST_STEPS = 3


def rested(state: State, near: Near, delta: Delta) -> Delta:
    """The change with calls moved, on its own dates and those next to them, until nobody rests
    too little because of it; the change as it is where that does not help."""
    if delta.hard <= 0 or delta.hard > delta.rest or delta.rest <= 0:
        return delta
    best = delta
    for _ in range(_MOST_STEPS):
        found = _step(state, near, best)
        if found is None:
            break
        best = found
        if best.hard <= 0:
            return best
    return delta


def _step(state: State, near: Near, delta: Delta) -> Delta | None:
    """The one call whose moving helps most; None when none helps."""
    changes = delta.changes
    dates = {state.problem.slot_date[slot] for slot in changes}
    best: Delta | None = None
    for date in sorted({d + step for d in dates for step in (-1, 0, 1)}):
        for slot in state.terms.slots_on.get(date, ()):
            day = changes.get(slot, state.days[slot])
            if day is None or near.locked[slot]:
                continue
            for call in _calls(state, day):
                moved: Changes = dict(changes)
                moved[slot] = state.book.day(slot, day.light, call, day.sequence)
                found = state.price(moved, delta.events)
                least = delta if best is None else best
                if (found.hard, found.cost) < (least.hard, least.cost) and found.hard < delta.hard:
                    best = found
    return best


def _calls(state: State, day: Day) -> list[int]:
    """Calls to try: the ends of what is legal, and half way there."""
    grid = state.book.rules.grid
    tried: list[int] = []
    for low, high in state.book.frame(day.slot, day.light, day.sequence).calls:
        for call in (
            low,
            high,
            (day.call + low) // 2 // grid * grid,
            (day.call + high) // 2 // grid * grid,
        ):
            if low <= call <= high and call != day.call and call not in tried:
                tried.append(call)
    return tried
