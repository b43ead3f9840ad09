"""A new plan with every move taken back that nothing is gained by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from intercut.domain.ids import StripId, UnitId
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.schedule import Index, Judgement, LineKind, judge

_Key = tuple[UnitId, dt.date]

MOST_JUDGED = 120
"""Plans judged on the way back from one new plan, at most."""


def calmed(
    index: Index,
    made: Plan,
    today: Plan,
    *,
    stay: Collection[StripId] = (),
    at_any_money: bool = False,
    cancel: Callable[[], bool] = lambda: False,
) -> Plan:
    """The plan ``made`` with as many strips as can be back on the dates they have ``today``.

    Taken back is only what keeps the plan legal and costs no more under the index's production,
    phone calls priced in it included; ``at_any_money`` only these count. ``stay`` are strips that cannot go back. Tried are whole
    exchanges of days first, then all that one day gave and took, then what went from one day to
    another, then strip by strip, until none of it helps or `MOST_JUDGED` plans are judged.
    """
    held = judge(index.production, made, index)
    if not held.legal:
        return made
    left = MOST_JUDGED
    better = True
    while better and left and not cancel():
        better = False
        for back in _groups(moved_strips(made, today, stay)):
            if not left or cancel():
                break
            left -= 1
            tried = put_back(made, today, back)
            judged = judge(index.production, tried, index)
            if judged.legal and _asked(judged, at_any_money) <= _asked(held, at_any_money):
                made, held, better = tried, judged, True
                break
    return made


def _asked(judged: Judgement, at_any_money: bool) -> int:
    return calls_price(judged) if at_any_money else judged.cost.total


def calls_price(judged: Judgement) -> int:
    """What telling people otherwise costs in a plan, minor units."""
    return sum(x.amount for x in judged.cost.lines if x.kind is LineKind.BASELINE)


def moved_strips(
    made: Plan, today: Plan, stay: Collection[StripId] = ()
) -> dict[StripId, tuple[_Key, _Key]]:
    """Where each strip on another date or with another unit stands, and where it stood."""
    now, then = _days_of(made), _days_of(today)
    return {s: (now[s], then[s]) for s in now if s in then and now[s] != then[s] and s not in stay}


def _days_of(plan: Plan) -> dict[StripId, _Key]:
    found: dict[StripId, _Key] = {}
    for day in plan.days:
        for entry in day.strips:
            found.setdefault(entry.strip, (day.unit, day.date))
    return found


def _groups(moved: dict[StripId, tuple[_Key, _Key]]) -> Iterator[frozenset[StripId]]:
    """Groups of strips that may go back together, the large ones first; none twice."""
    told: set[frozenset[StripId]] = set()
    for group in _every_group(moved):
        if group and group not in told:
            told.add(group)
            yield group


def _every_group(moved: dict[StripId, tuple[_Key, _Key]]) -> Iterator[frozenset[StripId]]:
    yield from sorted(_linked(moved), key=lambda g: (-len(g), sorted(g)))
    days = sorted({key for ends in moved.values() for key in ends}, key=lambda k: (k[1], k[0]))
    for day in days:
        yield frozenset(s for s, ends in moved.items() if day in ends)
    pairs = dict.fromkeys(moved.values())
    for now, then in pairs:
        yield frozenset(s for s, ends in moved.items() if ends in {(now, then), (then, now)})
    for pair in pairs:
        yield frozenset(s for s, ends in moved.items() if ends == pair)
    for strip in moved:
        yield frozenset({strip})


def _linked(moved: dict[StripId, tuple[_Key, _Key]]) -> list[frozenset[StripId]]:
    """The strips by groups of days that exchanged any."""
    group: dict[_Key, _Key] = {}

    def of(key: _Key) -> _Key:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    for now, then in moved.values():
        group[of(now)] = of(then)
    found: dict[_Key, set[StripId]] = {}
    for strip, (now, _) in moved.items():
        found.setdefault(of(now), set()).add(strip)
    return [frozenset(g) for g in found.values()]


def put_back(made: Plan, today: Plan, strips: Collection[StripId]) -> Plan:
    """The plan with these strips on the dates, and in the order, they have in another.

    A day that holds just what it held is that day again, call and banners too.
    """
    then = _days_of(today)
    known = {(d.unit, d.date): d for d in today.days}
    days: dict[_Key, UnitDay] = {}
    for day in made.days:
        entries = tuple(
            e for e in day.entries if not isinstance(e, PlacedStrip) or e.strip not in strips
        )
        if entries == day.entries or any(isinstance(e, PlacedStrip) for e in entries):
            days[day.unit, day.date] = replace(day, entries=entries)
    for key in dict.fromkeys(then[s] for s in strips):
        old = known[key]
        back = [e for e in old.strips if e.strip in strips]
        day = days.get(key, replace(old, entries=()))
        days[key] = replace(day, entries=_woven(day, old, back))
        if {e.strip for e in days[key].strips} == {e.strip for e in old.strips}:
            days[key] = old
    return replace(made, days=tuple(sorted(days.values(), key=lambda d: (d.date, d.unit))))


def _woven(
    day: UnitDay, old: UnitDay, back: Sequence[PlacedStrip]
) -> tuple[PlacedStrip | Banner, ...]:
    """The entries of a day with some more, each after the nearest that stood before it."""
    order = [e.strip for e in old.strips]
    entries = list(day.entries)
    for entry in back:
        before = set(order[: order.index(entry.strip)])
        at = max(
            (
                n + 1
                for n, e in enumerate(entries)
                if isinstance(e, PlacedStrip) and e.strip in before
            ),
            default=0,
        )
        entries.insert(at, entry)
    return tuple(entries)
