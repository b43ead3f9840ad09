"""Order between strips: before and after, same day, ends of a call, sittings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from intercut.domain.finding import Finding, Where
from intercut.domain.ids import SceneId, SetId, UnitId
from intercut.domain.production import OrderKind, OrderRule
from intercut.domain.strips import Strip
from intercut.schedule.case import Case
from intercut.schedule.days import Shot
from intercut.schedule.wording import broken, day_text, wished


class Item(NamedTuple):
    """A placed strip or event in time. ``n`` is the position among the strips of its unit day."""

    name: str
    date: dt.date
    begin: int
    end: int
    unit: UnitId | None
    n: int


class OrderBreak(NamedTuple):
    """An order rule is broken once."""

    rule: OrderRule
    item: Item
    how: str


def _item(shot: Shot) -> Item:
    zero = shot.day.zero
    return Item(
        f"strip {shot.strip.number}",
        shot.date,
        zero + shot.times.start,
        zero + shot.times.end,
        shot.day.plan.unit,
        shot.n,
    )


def items_named(case: Case, target: str) -> list[Item]:
    """What a target's strips or event are placed as, in script order; what is not placed is left out."""
    found = case.index.targets.find(target)
    if found is None:
        return []
    if found.event is not None:
        items = []
        for t in case.event_dates.get(found.event.id, ()):
            begin = case.index.instant(case.index.base_of(t.place), t.date, t.start, t.start)
            name = found.event.name or found.event.id
            items.append(Item(name, t.date, begin, begin + t.end - t.start, None, 0))
        return items
    return [_item(shot) for s in found.strips for shot in case.shots_of.get(s.id, ())]


def is_before(a: Item, b: Item) -> bool:
    """Whether a comes first: an earlier date, or the same date and over before b begins."""
    if a.date != b.date:
        return a.date < b.date
    if a.unit is not None and a.unit == b.unit:
        return a.n < b.n
    return a.end <= b.begin


def order_breaks(case: Case) -> Iterator[OrderBreak]:
    """Every time a plan breaks an order rule, rule by rule."""
    for rule in case.production.order:
        for item, how in _KINDS[rule.kind](case, rule):
            yield OrderBreak(rule, item, how)


def _before(case: Case, rule: OrderRule) -> Iterator[tuple[Item, str]]:
    firsts = [i for t in rule.first for i in items_named(case, t)]
    for b in (i for t in rule.then for i in items_named(case, t)):
        for a in firsts:
            gap = (b.date - a.date).days
            if rule.gap_days > 0 and gap < rule.gap_days:
                how = f"must come at least {rule.gap_days} days after {a.name}"
            elif rule.gap_days <= 0 and not is_before(a, b):
                how = f"must come after {a.name}"
            elif rule.most_gap_days is not None and gap > rule.most_gap_days:
                how = f"must come at most {rule.most_gap_days} days after {a.name}"
            else:
                continue
            yield b, f"{how} ({day_text(a.date)})"


def _same_day(case: Case, rule: OrderRule) -> Iterator[tuple[Item, str]]:
    yield from _one_date([i for t in (*rule.first, *rule.then) for i in items_named(case, t)])


def _one_date(items: list[Item]) -> Iterator[tuple[Item, str]]:
    if items:
        first = min(items, key=lambda i: i.begin)
        for item in items:
            if item.date != first.date:
                yield item, f"must be on one date with {first.name} ({day_text(first.date)})"


def _not_same_day(case: Case, rule: OrderRule) -> Iterator[tuple[Item, str]]:
    groups = [items_named(case, t) for t in (*rule.first, *rule.then)]
    for one, other in combinations(groups, 2):
        for a in one:
            for b in other:
                if a.date == b.date and a != b:
                    yield b, f"must not be on one date with {a.name}"


def _ends(case: Case, rule: OrderRule) -> dict[int, list[Item]]:
    """The placed parts of the one scene a rule names, by the number of the part."""
    numbers = {p.id: p.number for s in case.production.scenes for p in s.parts}
    found: dict[int, list[Item]] = {}
    for target in rule.first[:1]:
        for strip in case.index.strips_named(target):
            if strip.part is not None:
                found.setdefault(numbers[strip.part], []).extend(
                    _item(s) for s in case.shots_of.get(strip.id, ())
                )
    return found


def _second_end_after(case: Case, rule: OrderRule) -> Iterator[tuple[Item, str]]:
    ends = _ends(case, rule)
    if not ends:
        return
    first = min(ends)
    for number, items in sorted(ends.items()):
        if number != first:
            for b in items:
                for a in ends[first]:
                    if not is_before(a, b):
                        yield b, f"must come after {a.name} ({day_text(a.date)})"


def _live_read(case: Case, rule: OrderRule) -> Iterator[tuple[Item, str]]:
    yield from _one_date([i for items in _ends(case, rule).values() for i in items])


_KINDS = {
    OrderKind.BEFORE: _before,
    OrderKind.SAME_DAY: _same_day,
    OrderKind.NOT_SAME_DAY: _not_same_day,
    OrderKind.SECOND_END_AFTER: _second_end_after,
    OrderKind.LIVE_READ: _live_read,
}


def order(case: Case) -> Iterator[Finding]:
    """Strips and events keep the order rules; one with a price of its own only warns."""
    for rule, item, how in order_breaks(case):
        say = broken if rule.price is None else wished
        yield say(
            "order",
            f"{item.name.capitalize()} is on {day_text(item.date)}; it {how}.",
            Where(
                strip=item.name.removeprefix("strip ") if item.unit is not None else "",
                date=str(item.date),
                path=rule.id,
            ),
            "Change their order.",
            (rule.source,),
        )


def continues(case: Case) -> Iterator[Finding]:
    """The end of a call played under an earlier heading keeps date and unit with the call.

    Of both scenes the strips on a set they share are meant; where they share none, all of them.
    """
    for scene in case.production.scenes:
        if scene.continues is None or scene.continues_freed or scene.omitted:
            continue
        ours, calls = _asked(case, scene.id), _asked(case, scene.continues)
        shared = {s.set for s in ours} & {s.set for s in calls}
        own = _placed(case, ours, shared)
        call = _placed(case, calls, shared)
        if not own or not call:
            continue
        first = call[0]
        for shot in (*call[1:], *own):
            if shot.day is not first.day:
                yield broken(
                    "continues",
                    f"Strip {shot.strip.number} is on {day_text(shot.date)} with "
                    f"{shot.day.unit.name} unit; it belongs to strip {first.strip.number} on "
                    f"{day_text(first.date)} with {first.day.unit.name} unit.",
                    shot.where,
                    "Put them on one day, or free the end.",
                    (scene.source,),
                )


def _asked(case: Case, scene: SceneId) -> list[Strip]:
    return [s for s in case.index.targets.of_scene.get(scene, ()) if case.is_asked(s)]


def _placed(case: Case, strips: list[Strip], sets: set[SetId]) -> list[Shot]:
    """Where strips stand: those on one of the sets, all of them where there is none."""
    return [
        shot
        for strip in strips
        if not sets or strip.set in sets
        for shot in case.shots_of.get(strip.id, ())
    ]


def sittings(case: Case) -> Iterator[Finding]:
    """Sittings of one strip are on consecutive working days of one unit, at one place, unless freed."""
    groups: dict[tuple[object, ...], list[Shot]] = {}
    for strip in case.index.strips.values():
        if strip.sitting[1] > 1 and not strip.sittings_freed:
            key = (strip.scenes, strip.part, strip.mode)
            groups.setdefault(key, []).extend(case.shots_of.get(strip.id, ()))
    for shots in groups.values():
        for a, b in pairwise(shots):
            if b.strip.sitting[0] != a.strip.sitting[0] + 1:
                continue
            if b.place != a.place:
                how = f"at another place than {a.strip.number}"
            elif b.day.plan.unit != a.day.plan.unit:
                how = f"with another unit than {a.strip.number}"
            elif b.date <= a.date or case.index.working_days_between(
                a.day.plan.unit, a.date, b.date
            ):
                how = f"not on the working day after {a.strip.number} ({day_text(a.date)})"
            else:
                continue
            yield broken(
                "sittings",
                f"Strip {b.strip.number} is on {day_text(b.date)}, {how}.",
                b.where,
                "Put it on the next working day at the same place, or free the sittings.",
            )
