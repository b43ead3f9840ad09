"""Order rules over strips in integers: before and after, same day, ends, sittings, continuations.

The twin of `intercut.schedule.rules.order`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from intercut.domain.ids import StripId
from intercut.domain.production import OrderKind, OrderRule
from intercut.domain.strips import Strip
from intercut.schedule.index import Index

Position = tuple[int, int, int, int, int]
"""Slot's date, slot, place in the day, begin and end as instants."""

Where = Callable[[int], Position | None]

CONTINUES = "continues"
SITTINGS = "sittings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order rule: ``groups`` of strip indices, what they mean depends on ``kind``.

    ``price`` None = hard. ``gap`` and ``most_gap`` in calendar days.
    """

    kind: str
    groups: tuple[tuple[int, ...], ...]
    gap: int = 0
    most_gap: int | None = None
    price: int | None = None


def orders_of(index: Index, strips: tuple[Strip, ...], soft: dict[str, int]) -> list[Order]:
    """All order rules of a production; rules about events are left to the judge."""
    number = {s.id: n for n, s in enumerate(strips)}
    found: list[Order] = []
    for rule in index.production.order:
        price = soft.get("order") if rule.price is None else index.money(rule.price)
        groups = [
            tuple(number[s.id] for s in index.strips_named(t)) for t in (*rule.first, *rule.then)
        ]
        found.append(_rule(index, rule, groups, number, price))
    found += _continues(index, number, soft.get(CONTINUES))
    sitting: dict[tuple[object, ...], list[int]] = {}
    for n, strip in enumerate(strips):
        if strip.sitting[1] > 1 and not strip.sittings_freed:
            sitting.setdefault((strip.scenes, strip.part, strip.mode), []).append(n)
    found += [
        Order(kind=SITTINGS, groups=(tuple(group),), price=soft.get(SITTINGS))
        for group in sitting.values()
    ]
    return [o for o in found if any(o.groups)]


def _rule(
    index: Index,
    rule: OrderRule,
    groups: list[tuple[int, ...]],
    number: Mapping[StripId, int],
    price: int | None,
) -> Order:
    if rule.kind is OrderKind.BEFORE:
        cut = len(rule.first)
        first = tuple(s for g in groups[:cut] for s in g)
        then = tuple(s for g in groups[cut:] for s in g)
        return Order(
            kind=rule.kind,
            groups=(first, then),
            gap=rule.gap_days,
            most_gap=rule.most_gap_days,
            price=price,
        )
    if rule.kind is OrderKind.SAME_DAY:
        return Order(kind=rule.kind, groups=(tuple(s for g in groups for s in g),), price=price)
    if rule.kind is OrderKind.NOT_SAME_DAY:
        return Order(kind=rule.kind, groups=tuple(groups), price=price)
    parts = {p.id: p.number for s in index.production.scenes for p in s.parts}
    ends: dict[int, list[int]] = {}
    for target in rule.first[:1]:
        for strip in index.strips_named(target):
            if strip.part is not None:
                ends.setdefault(parts[strip.part], []).append(number[strip.id])
    if rule.kind is OrderKind.LIVE_READ:
        together = tuple(s for g in ends.values() for s in g)
        return Order(kind=OrderKind.SAME_DAY, groups=(together,), price=price)
    ordered = [tuple(ends[k]) for k in sorted(ends)] or [()]
    rest = tuple(s for g in ordered[1:] for s in g)
    return Order(kind=OrderKind.BEFORE, groups=(ordered[0], rest), price=price)


def _continues(index: Index, number: Mapping[StripId, int], price: int | None) -> list[Order]:
    found = []
    of_scene = index.targets.of_scene
    for scene in index.production.scenes:
        if scene.continues is None or scene.continues_freed or scene.omitted:
            continue
        own = tuple(number[s.id] for s in of_scene.get(scene.id, ()))
        call = tuple(number[s.id] for s in of_scene.get(scene.continues, ()))
        found.append(Order(kind=CONTINUES, groups=(own, call), price=price))
    return found


def breaks(order: Order, where: Where, set_of: list[int]) -> int:
    """How often a rule is broken, sittings aside; strips not placed break nothing."""
    if order.kind == OrderKind.BEFORE:
        return _before(order, where)
    if order.kind == OrderKind.SAME_DAY:
        return _one_date([w for w in map(where, order.groups[0]) if w is not None])
    if order.kind == OrderKind.NOT_SAME_DAY:
        count = 0
        for one, other in combinations(order.groups, 2):
            for a in one:
                for b in other:
                    at, bt = where(a), where(b)
                    if a != b and at is not None and bt is not None and at[0] == bt[0]:
                        count += 1
        return count
    if order.kind == CONTINUES:
        return _apart_from_call(order, where, set_of)
    return 0


def _before(order: Order, where: Where) -> int:
    firsts = [w for w in map(where, order.groups[0]) if w is not None]
    count = 0
    for b in map(where, order.groups[1]):
        if b is None:
            continue
        for a in firsts:
            gap = b[0] - a[0]
            early = gap < order.gap if order.gap > 0 else not _is_before(a, b)
            late = order.most_gap is not None and gap > order.most_gap
            count += early or late
    return count


def _is_before(a: Position, b: Position) -> bool:
    if a[0] != b[0]:
        return a[0] < b[0]
    if a[1] == b[1]:
        return a[2] < b[2]
    return a[4] <= b[3]


def _one_date(items: list[Position]) -> int:
    if not items:
        return 0
    first = min(items, key=lambda i: i[3])
    return sum(i[0] != first[0] for i in items)


def _apart_from_call(order: Order, where: Where, set_of: list[int]) -> int:
    own = [(s, w) for s in order.groups[0] if (w := where(s)) is not None]
    call = [(s, w) for s in order.groups[1] if (w := where(s)) is not None]
    shared = {set_of[s] for s, _ in own} & {set_of[s] for s, _ in call}
    if shared:
        own = [(s, w) for s, w in own if set_of[s] in shared]
        call = [(s, w) for s, w in call if set_of[s] in shared]
    if not own or not call:
        return 0
    slot = call[0][1][1]
    return sum(w[1] != slot for _, w in (*call[1:], *own))


def sitting_breaks(
    order: Order,
    where: Where,
    sitting: list[int],
    place_at: Callable[[int], int],
    unit_of: list[int],
    works: Callable[[int, int], bool],
) -> int:
    """How often consecutive sittings are not on consecutive working days at one place.

    ``place_at`` gives the place a strip is shot at, ``works`` whether a unit works on a date.
    """
    count = 0
    placed = [s for s in order.groups[0] if where(s) is not None]
    for a, b in pairwise(placed):
        if sitting[b] != sitting[a] + 1:
            continue
        at, bt = where(a), where(b)
        assert at is not None
        assert bt is not None
        unit = unit_of[at[1]]
        if (
            place_at(a) != place_at(b)
            or unit_of[bt[1]] != unit
            or bt[0] <= at[0]
            or any(works(unit, d) for d in range(at[0] + 1, bt[0]))
        ):
            count += 1
    return count
