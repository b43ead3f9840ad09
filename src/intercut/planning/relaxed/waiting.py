"""A day that waits: what the clock may say after each strip, whatever waits are put between.

The clock is that of `intercut.planning.clock`: a meal is eaten before the piece of work that would go
too far without, or within one that is too long by itself. Waiting is free, but counts as time
since the last meal. What is left open is where exactly a meal stands that a wait has moved, so that every
real day is among what is found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Spans


class Timed(NamedTuple):
    """An order in one light at one call: minutes from call to wrap, each strip's earliest end, and what
    people's own hours cost in that light beyond what the order alone asks."""

    length: int
    light: int
    call: int
    ends: tuple[int, ...]
    own: int = 0


class Moment(NamedTuple):
    """What the clock may say at the end of a strip: minutes of the date.

    The last meal, or the call, ended between ``low`` and ``high``. Once a meal was ``eaten``, any wait
    to come may as well have been before it, and made it later.
    """

    time: int
    low: int
    high: int
    eaten: bool


def shot_after(
    problem: Problem, was: Moment, way: int, minutes: int, window: Spans, earliest: int | None
) -> Iterator[Moment]:
    """The end of a strip after a way and set-up, begun within its window after any wait.

    As in the clock, a meal is eaten before the piece of work that would go too far without.
    A wait long enough may have had a meal of its own as early as it began.
    """
    after = problem.meal_after
    meal = problem.meal_length if after > 0 else 0
    total = way + minutes

    def begin_at(ready: int) -> int | None:
        return earliest_in(window, ready if earliest is None else max(ready, earliest))

    begin = begin_at(was.time + way)
    if meal <= 0:
        if begin is not None:
            yield Moment(begin + minutes, 0, 0, False)
        return
    inside = max(0, -(-total // after) - 1)
    if begin is not None:
        high = was.high + (begin - was.time - way if was.eaten else 0)
        if begin + minutes <= high + after:
            low = max(was.low, begin + minutes - after)
            yield Moment(begin + minutes, low, high, was.eaten)
        if inside and was.high >= was.time and begin == was.time + way:
            last = was.time + inside * (after + meal)
            yield Moment(begin + minutes + inside * meal, last, last, True)
    begin = begin_at(max(was.time, was.low + after - total + 1) + meal + way)
    if begin is not None:
        more = inside * (after + meal)
        end = begin + minutes + inside * meal
        yield Moment(end, was.time + meal + more, begin - way + more, True)


def keep(kept: list[Moment], moment: Moment) -> None:
    """Add a moment unless another can come to all that it can; leave out those it can replace."""
    if any(_covers(other, moment) for other in kept):
        return
    kept[:] = [other for other in kept if not _covers(moment, other)]
    kept.append(moment)


def _covers(one: Moment, two: Moment) -> bool:
    return (
        one.time <= two.time
        and one.low <= two.low
        and one.high >= two.high
        and one.eaten >= two.eaten
    )


def earliest_in(spans: Spans, earliest: int) -> int | None:
    """The first minute not before ``earliest`` within the windows."""
    return min((max(a, earliest) for a, b in spans if earliest <= b), default=None)
