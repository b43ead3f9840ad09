"""What somebody is paid at least for each set of dates they may work on.

For few dates every pattern of work is priced by the planner's own `Pay`, which is the judge's
arithmetic; patterns whose journeys cannot be made are left out, as `rule.travel` is never soft.
Somebody with more patterns than `MOST_PATTERNS` is bounded line by line instead.
"""

from __future__ import annotations

from itertools import product

from intercut.domain.production import EventKind
from intercut.planning.pay import CallsKey, Key, Pay
from intercut.planning.problem import Problem

MOST_PATTERNS = 6_000
MOST_EVENT_WAYS = 24

Work = tuple[int, int]
"""A slot and a base: where and with whom somebody works on a date."""

Pattern = tuple[tuple[Work | None, ...], int]
"""What somebody does on each date they may work on (None: nothing), and the least pay for it."""


def patterns(
    problem: Problem, pay: Pay, person: int, ways: dict[int, list[Work]], most: int
) -> list[Pattern] | None:
    """Every way to spread at most ``most`` working dates over the dates of ``ways``, and its pay.

    None where there are too many. Events count on the dates that make the pay least; those of
    travel too. With no way to make the journeys the pattern is left out.
    """
    dates = sorted(ways)
    if _count([len(ways[d]) for d in dates], most) > MOST_PATTERNS:
        return None
    events = _event_ways(problem, person)
    if events is None:
        return None
    found: list[Pattern] = []
    choice: list[Work | None] = [None] * len(dates)

    def walk(n: int, left: int) -> None:
        if n == len(dates):
            cost = _least(pay, person, dates, choice, events)
            if cost is not None:
                found.append((tuple(choice), cost))
            return
        choice[n] = None
        walk(n + 1, left)
        if left:
            for work in ways[dates[n]]:
                choice[n] = work
                walk(n + 1, left - 1)
            choice[n] = None

    walk(0, most)
    return found


def _count(sizes: list[int], most: int) -> int:
    """How many patterns there are."""
    ways = [1] + [0] * most
    for size in sizes:
        for n in range(most, 0, -1):
            ways[n] += ways[n - 1] * size
    return sum(ways)


EventWay = tuple[tuple[int, int, int], ...]
"""Date, minus one minus the event's number, and base of each event of a person."""


def _event_ways(problem: Problem, person: int) -> list[EventWay] | None:
    """Where a person's events may stand; None where there are too many ways to look at."""
    who = problem.production.people[person]
    choices: list[list[tuple[int, int, int]]] = []
    size = 1
    for n, event in enumerate(problem.production.events):
        if who.id not in event.people:
            continue
        places: list[str | None] = [None, *problem.place_ids]
        if event.kind is EventKind.TRAVEL:
            places = [None]
        elif event.place is not None:
            places = [str(event.place)]
        bases = {
            problem.place_base[problem.place_ids.index(p)]
            if p is not None and p in problem.place_ids
            else -1
            for p in places
        }
        if not event.dates:
            return None
        dates = [
            k
            for k, day in enumerate(problem.dates)
            if any(day in span for span in event.dates)
            and ("available" in problem.soft or problem.index.is_available(who.id, day))
        ]
        choices.append([(d, -1 - n, b) for d in dates for b in sorted(bases)])
        size *= len(choices[-1])
        if size > MOST_EVENT_WAYS:
            return None
    return list(product(*choices))


def _least(
    pay: Pay,
    person: int,
    dates: list[int],
    choice: list[Work | None],
    events: list[EventWay],
) -> int | None:
    """The least pay over all ways to place the events; None where no journey fits."""
    works = [(d, w[0], w[1]) for d, w in zip(dates, choice, strict=True) if w is not None]
    best: int | None = None
    for way in events:
        for late in (False, True) if way else (False,):
            ranked = sorted(
                [(d, 1, slot, base) for d, slot, base in works]
                + [(d, 2 if late else 0, event, base) for d, event, base in way]
            )
            calls: CallsKey = tuple((d, slot, base, base) for d, _, slot, base in ranked)
            key: Key = calls
            if pay.plain[person]:
                home = pay.home[person]
                bases = {b for _, _, b in works}
                if len(bases) <= 1 and (home < 0 or bases <= {home}):
                    key = sum(1 << d for d, _, _ in works)
            hard, cost = pay.engagement(person, key)
            if not hard and (best is None or cost < best):
                best = cost
    return best
