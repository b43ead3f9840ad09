"""What the native kernels mean, in plain Python: slow, short, and right.

Sequencing: n scenes are shot one after the other; a person is paid for every day from the first
to the last day of their scenes. Sets of scenes and people are bits of an int, so nothing here has a
largest size, and nothing overflows.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

Watch = Callable[[int, int, float, int], bool]
"""Told cost, bound, seconds and states expanded; False stops the search."""

Answer = tuple[list[int], int, int, bool, float, int]
"""Order, cost, bound, whether it is optimal, seconds, states expanded."""


def sequence_cost(
    cast: Sequence[int], pay: Sequence[int], days: Sequence[int], order: Sequence[int]
) -> int:
    """All days paid when the scenes are shot in this order.

    Parameters
    ----------
    cast
        Shape (n_people,): bit s is set where the person is in scene s.
    pay
        Shape (n_people,), per day.
    days
        Shape (n_scenes,): the length of each scene in days.
    order
        Shape (n_scenes,), a permutation of 0..n_scenes-1.
    """
    total = 0
    for scenes, rate in zip(cast, pay, strict=True):
        places = [i for i, scene in enumerate(order) if scenes >> scene & 1]
        if places:
            total += rate * sum(days[scene] for scene in order[places[0] : places[-1] + 1])
    return total


def sequence_solve(
    cast: Sequence[int],
    pay: Sequence[int],
    days: Sequence[int],
    *,
    seconds: float,
    memory_bytes: int,
    seed: int,
    watch: Watch | None = None,
) -> Answer:
    """Cheapest order of the scenes, or the best one found until time or memory ends.

    Shapes as in `sequence_cost`. First a few descents from random orders; then every set of scenes
    that may have been shot so far, by size: what it cost at least, while that is below the best
    order. About 18 scenes in a minute.

    References
    ----------
    Cheng, Diamond and Lin (1993), optimal scheduling in film production: the cost of a set of scenes
    shot first does not depend on the order of the others.
    """
    start = time.perf_counter()
    n, everything = len(days), (1 << len(days)) - 1
    rates = [(scenes, rate) for scenes, rate in zip(cast, pay, strict=True) if scenes and rate]
    worked = sum(
        rate * sum(d for s, d in enumerate(days) if scenes >> s & 1) for scenes, rate in rates
    )
    order = list(range(n))
    cost = sequence_cost(cast, pay, days, order)
    bound, expanded, stopped = worked, 0, False

    def running() -> bool:
        nonlocal stopped
        elapsed = time.perf_counter() - start
        if elapsed >= seconds or (watch and not watch(cost, bound, elapsed, expanded)):
            stopped = True
        return not stopped

    chance = random.Random(seed)
    for _ in range(3):
        trial = list(order)
        chance.shuffle(trial)
        found = _descend(cast, pay, days, trial, running)
        if found[1] < cost:
            order, cost = found
        if stopped:
            break

    def waiting(done: int, scene: int) -> int:
        """Pay of those who wait while the scene is shot after `done`."""
        later = everything & ~done & ~(1 << scene)
        idle = sum(
            rate
            for scenes, rate in rates
            if scenes & done and scenes & later and not scenes >> scene & 1
        )
        return idle * days[scene]

    layer: dict[int, tuple[int, tuple[int, ...]]] = {0: (worked, ())}
    for _ in range(n):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for done, (paid, first) in layer.items():
            if stopped or (expanded % 64 == 0 and not running()):
                return order, cost, min(bound, cost), False, time.perf_counter() - start, expanded
            expanded += 1
            for scene in range(n):
                if done >> scene & 1:
                    continue
                then, paid_then = done | 1 << scene, paid + waiting(done, scene)
                if paid_then < cost and paid_then < following.get(then, (cost, ()))[0]:
                    following[then] = (paid_then, (*first, scene))
            if len(following) * (200 + 8 * n) > memory_bytes:
                return order, cost, min(bound, cost), False, time.perf_counter() - start, expanded
        layer = following
        bound = max(bound, min((paid for paid, _ in layer.values()), default=cost))
    if everything in layer:
        cost, order = layer[everything][0], list(layer[everything][1])
    return order, cost, cost, True, time.perf_counter() - start, expanded


def _descend(
    cast: Sequence[int],
    pay: Sequence[int],
    days: Sequence[int],
    order: list[int],
    running: Callable[[], bool],
) -> tuple[list[int], int]:
    """The order after moving single scenes as long as that makes it cheaper, and its cost."""
    cost = sequence_cost(cast, pay, days, order)
    better = True
    while better:
        better = False
        for scene in range(len(days)):
            if not running():
                return order, cost
            others = [s for s in order if s != scene]
            for place in range(len(days)):
                trial = [*others[:place], scene, *others[place:]]
                price = sequence_cost(cast, pay, days, trial)
                if price < cost:
                    order, cost, better = trial, price, True
    return order, cost
