"""The plan's question in integers: strips, options, slots, people, places, counted from 0.

A *slot* is one unit on one date it may work on. An *option* is one strip at one of the places it
may be shot at. Dates are indices from the first date of the calendar; sets of dates are plain
integers used as bit masks, bit n for date n.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from intercut.domain.ids import PlaceId, UnitId
from intercut.domain.people import is_available
from intercut.domain.places import Place
from intercut.domain.plan import Banner, UnitLight
from intercut.domain.production import OrderKind, Production
from intercut.domain.scene import Mode
from intercut.domain.strips import Strip
from intercut.domain.units import MINUTES_PER_DAY
from intercut.schedule.index import Index, steady_offset

LIGHTS = (UnitLight.DAY, UnitLight.SPLIT, UnitLight.NIGHT)
"""Index of a unit day's light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order rule over strips: positions in ``first`` and ``then`` index `Problem.strips`."""

    rule: int
    kind: OrderKind
    first: tuple[int, ...]
    then: tuple[int, ...]
    gap: int
    most_gap: int | None
    price: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A scene open in several modes: strips per mode, the first mode being the scene's own."""

    scene: int
    modes: tuple[Mode, ...]
    strips: tuple[tuple[int, ...], ...]
    price: int


@dataclass(slots=True, kw_only=True)
class Problem:
    """A production in arrays. Built once by `problem_of`, never changed by a search.

    Money is in minor units of the production's currency, time in minutes, length in eighths.
    """

    production: Production
    index: Index
    strips: tuple[Strip, ...]
    strip_index: dict[str, int]
    dates: tuple[dt.date, ...]
    date_index: dict[dt.date, int]

    minutes: list[int]
    setup: list[int]
    eighths: list[int]
    set_of: list[int]
    light_of: list[str]
    outside: list[bool]
    people_of: list[tuple[int, ...]]
    elements_of: list[tuple[int, ...]]

    option_strip: list[int]
    option_place: list[int]
    options_of: list[tuple[int, ...]]
    option_slots: list[tuple[int, ...]]

    slot_unit: list[int]
    slot_date: list[int]
    slot_at: dict[tuple[int, int], int]

    person_ids: list[str]
    place_ids: list[str]
    base_ids: list[str]
    unit_ids: list[str]
    element_ids: list[str]
    place_base: list[int]
    place_setup: list[int]
    fee_day: list[int]
    fee_opening: list[int]
    move_minutes: list[list[int]]
    move_cost: list[list[int]]

    choices: tuple[Choice, ...]
    choice_of: list[int]
    mode_of: list[int]
    orders: tuple[Order, ...]
    orders_of: list[tuple[int, ...]]
    company_days: int
    meal_after: int
    meal_length: int
    unit_wrap: int
    preparation: list[int]
    strike: list[int]
    zero: dict[tuple[int, int], int]
    banners: list[Banner] = field(default_factory=list)
    pinned_date: list[int | None] = field(default_factory=list)
    pinned_unit: list[int | None] = field(default_factory=list)
    pinned_place: list[int | None] = field(default_factory=list)
    pinned_position: list[int | None] = field(default_factory=list)
    shot: list[bool] = field(default_factory=list)

    @property
    def n_strips(self) -> int:
        """Strips of every mode."""
        return len(self.strips)

    @property
    def n_slots(self) -> int:
        """Unit days that may be worked."""
        return len(self.slot_unit)

    def instant(self, base: int, date: int, call: int) -> int:
        """The moment of a call at a base, minutes since 1970 in UTC."""
        steady = self.zero.get((base, date))
        if steady is not None and 0 <= call < MINUTES_PER_DAY:
            return steady + call
        known = self.production.bases[base].id if base >= 0 else None
        return self.index.instant(known, self.dates[date], call, call)


def resolve(production: Production, strips: tuple[Strip, ...]) -> dict[str, tuple[int, ...]]:
    """What a name means in a rule: a scene number, a part, or a strip, as strip indices."""
    number = {s.id: s.number for s in production.scenes}
    named: dict[str, list[int]] = {}
    for n, strip in enumerate(strips):
        names = {str(strip.id), strip.number}
        for scene in strip.scenes:
            names |= {number[scene], str(scene)}
        if strip.part is not None:
            whole = strip.number.split(" (", maxsplit=1)[0]
            names |= {whole, str(strip.part)}
        if strip.sitting[1] > 1:
            names.add(strip.number.rsplit(" (", maxsplit=1)[0])
        for name in names:
            named.setdefault(name, []).append(n)
    return {name: tuple(found) for name, found in named.items()}


def _open_dates(place: Place, dates: tuple[dt.date, ...]) -> int:
    mask = 0
    for n, day in enumerate(dates):
        if any(day in span for span in place.closed):
            continue
        fits = [p for p in place.permits if day in p.dates]
        if place.permits and not any(not p.weekdays or day.weekday() in p.weekdays for p in fits):
            continue
        mask |= 1 << n
    return mask


def _dates_of(production: Production) -> tuple[dt.date, ...]:
    """Every calendar date from the first to the last that any unit, pin or event may touch,
    with a margin of two days for travel."""
    known = {d for s in [production.calendar.span] for d in (s.first, s.last)}
    for unit in production.units:
        span = production.calendar_of(unit).span
        known |= {span.first, span.last}
    known |= {p.date for p in production.pins if p.date is not None}
    known |= {p.date for p in production.day_pins}
    for event in production.events:
        for span in event.dates:
            known |= {span.first, span.last}
    first, last = min(known) - dt.timedelta(days=2), max(known) + dt.timedelta(days=2)
    return tuple(first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def problem_of(production: Production) -> Problem:
    """The production in arrays; raises nothing that a judgement would not also raise."""
    index = Index(production)
    strips = tuple(index.strips.values())
    strip_index = {str(s.id): n for n, s in enumerate(strips)}
    dates = _dates_of(production)
    date_index = {d: n for n, d in enumerate(dates)}
    named = resolve(production, strips)
    soft = {s.rule for s in production.soft}

    people = {p.id: n for n, p in enumerate(production.people)}
    places = {p.id: n for n, p in enumerate(production.places)}
    bases = {b.id: n for n, b in enumerate(production.bases)}
    units = {u.id: n for n, u in enumerate(production.units)}
    elements = {e.id: n for n, e in enumerate(production.elements)}
    sets: dict[str, int] = {}

    person_dates = [
        sum(1 << n for n, d in enumerate(dates) if is_available(p.availability, d))
        for p in production.people
    ]
    element_dates = [
        sum(1 << n for n, d in enumerate(dates) if is_available(e.availability, d))
        for e in production.elements
    ]
    place_dates = [_open_dates(p, dates) for p in production.places]
    working = [
        sum(1 << n for n, d in enumerate(dates) if production.calendar_of(u).is_working_day(d))
        for u in production.units
    ]

    slot_unit: list[int] = []
    slot_date: list[int] = []
    slot_at: dict[tuple[int, int], int] = {}
    for n in range(len(dates)):
        for u in range(len(units)):
            if working[u] >> n & 1:
                slot_at[u, n] = len(slot_unit)
                slot_unit.append(u)
                slot_date.append(n)

    pinned = _pins(production, named, date_index, units, places, len(strips))
    for s in range(len(strips)):  # what is shot stays where it was, whatever the calendar says now
        unit_shot, date_shot = pinned.unit[s], pinned.date[s]
        if not pinned.shot[s] or unit_shot is None or date_shot is None:
            continue
        if (unit_shot, date_shot) not in slot_at:
            slot_at[unit_shot, date_shot] = len(slot_unit)
            slot_unit.append(unit_shot)
            slot_date.append(date_shot)

    option_strip: list[int] = []
    option_place: list[int] = []
    options_of: list[tuple[int, ...]] = []
    option_slots: list[tuple[int, ...]] = []
    for n, strip in enumerate(strips):
        mask = (1 << len(dates)) - 1
        if strip.dates:
            mask &= sum(1 << k for k, d in enumerate(dates) if any(d in s for s in strip.dates))
        if "availability.person" not in soft:
            for person in strip.people:
                if person in people:
                    mask &= person_dates[people[person]]
        if "availability.element" not in soft:
            for element in strip.elements:
                if element in elements:
                    mask &= element_dates[elements[element]]
        if pinned.date[n] is not None:
            mask &= 1 << int(pinned.date[n] or 0)
        mine = []
        for place in strip.places:
            if place not in places:
                continue
            p = places[place]
            if pinned.place[n] is not None and p != pinned.place[n]:
                continue
            option = len(option_strip)
            open_mask = mask & place_dates[p] if not pinned.shot[n] else mask
            slots = tuple(
                slot
                for slot in range(len(slot_unit))
                if open_mask >> slot_date[slot] & 1
                and (not strip.units or production.units[slot_unit[slot]].id in strip.units)
                and (pinned.unit[n] is None or slot_unit[slot] == pinned.unit[n])
            )
            option_strip.append(n)
            option_place.append(p)
            option_slots.append(slots)
            mine.append(option)
        options_of.append(tuple(mine))

    choices, choice_of, mode_of = _choices(production, strips)
    orders, orders_of = _orders(production, strips, named)
    move_minutes, move_cost = _moves(index)
    return Problem(
        production=production,
        index=index,
        strips=strips,
        strip_index=strip_index,
        dates=dates,
        date_index=date_index,
        minutes=[s.minutes for s in strips],
        setup=[s.setup_minutes for s in strips],
        eighths=[s.eighths for s in strips],
        set_of=[sets.setdefault(s.set, len(sets)) for s in strips],
        light_of=[str(s.light) for s in strips],
        outside=[s.int_ext.outside for s in strips],
        people_of=[tuple(people[p] for p in s.people if p in people) for s in strips],
        elements_of=[tuple(elements[e] for e in s.elements if e in elements) for s in strips],
        option_strip=option_strip,
        option_place=option_place,
        options_of=options_of,
        option_slots=option_slots,
        slot_unit=slot_unit,
        slot_date=slot_date,
        slot_at=slot_at,
        person_ids=list(people),
        place_ids=list(places),
        base_ids=list(bases),
        unit_ids=list(units),
        element_ids=list(elements),
        place_base=[bases.get(p.base, -1) for p in production.places],
        place_setup=[p.setup_minutes for p in production.places],
        fee_day=[production.minor_units(p.fee_day) for p in production.places],
        fee_opening=[production.minor_units(p.fee_opening) for p in production.places],
        move_minutes=move_minutes,
        move_cost=move_cost,
        choices=choices,
        choice_of=choice_of,
        mode_of=mode_of,
        orders=orders,
        orders_of=orders_of,
        company_days=sum(
            1 << n for n, d in enumerate(dates) if not production.calendar.is_company_day_off(d)
        ),
        meal_after=index.meal_after,
        meal_length=index.meal_length,
        unit_wrap=index.unit_wrap,
        preparation=[p.preparation_minutes for p in production.people],
        strike=[p.strike_minutes for p in production.people],
        zero=_midnights(index, dates),
        pinned_date=pinned.date,
        pinned_unit=pinned.unit,
        pinned_place=pinned.place,
        pinned_position=pinned.position,
        shot=pinned.shot,
    )


@dataclass(slots=True)
class _Pinned:
    date: list[int | None]
    unit: list[int | None]
    place: list[int | None]
    position: list[int | None]
    shot: list[bool]


def _pins(
    production: Production,
    named: dict[str, tuple[int, ...]],
    date_index: dict[dt.date, int],
    units: Mapping[UnitId, int],
    places: Mapping[PlaceId, int],
    n: int,
) -> _Pinned:
    found = _Pinned([None] * n, [None] * n, [None] * n, [None] * n, [False] * n)
    for pin in production.pins:
        for s in named.get(pin.target, ()):
            if pin.date is not None:
                found.date[s] = date_index[pin.date]
            if pin.unit is not None:
                found.unit[s] = units.get(pin.unit)
            if pin.place is not None:
                found.place[s] = places.get(pin.place)
            if pin.position is not None:
                found.position[s] = pin.position
            found.shot[s] = found.shot[s] or pin.shot
    for day in production.day_pins:
        for target in day.targets:
            for s in named.get(target, ()):
                found.date[s] = date_index[day.date]
                found.unit[s] = units.get(day.unit)
    return found


def _choices(
    production: Production, strips: tuple[Strip, ...]
) -> tuple[tuple[Choice, ...], list[int], list[int]]:
    choices: list[Choice] = []
    choice_of = [-1] * len(strips)
    mode_of = [0] * len(strips)
    for k, scene in enumerate(production.scenes):
        if len(scene.modes) < 2 or scene.omitted:
            continue
        groups = tuple(
            tuple(n for n, s in enumerate(strips) if s.scenes == (scene.id,) and s.mode is mode)
            for mode in scene.modes
        )
        if not all(groups):
            continue
        for mode, group in enumerate(groups):
            for n in group:
                choice_of[n] = len(choices)
                mode_of[n] = mode
        price = production.minor_units(scene.parts_price)
        choices.append(Choice(scene=k, modes=scene.modes, strips=groups, price=price))
    return tuple(choices), choice_of, mode_of


def _orders(
    production: Production, strips: tuple[Strip, ...], named: dict[str, tuple[int, ...]]
) -> tuple[tuple[Order, ...], list[tuple[int, ...]]]:
    orders: list[Order] = []
    for n, rule in enumerate(production.order):
        first = tuple(dict.fromkeys(s for t in rule.first for s in named.get(t, ())))
        then = tuple(dict.fromkeys(s for t in rule.then for s in named.get(t, ())))
        orders.append(
            Order(
                rule=n,
                kind=rule.kind,
                first=first,
                then=then,
                gap=rule.gap_days,
                most_gap=rule.most_gap_days,
                price=None if rule.price is None else production.minor_units(rule.price),
            )
        )
    touching: list[list[int]] = [[] for _ in strips]
    for k, order in enumerate(orders):
        for s in {*order.first, *order.then}:
            touching[s].append(k)
    return tuple(orders), [tuple(t) for t in touching]


def _moves(index: Index) -> tuple[list[list[int]], list[list[int]]]:
    """Minutes and money between places, both ways, as the judge reads them."""
    ids = list(index.places)
    minutes = [[index.move_minutes(a, b) for b in ids] for a in ids]
    cost = [[0] * len(ids) for _ in ids]
    for n, a in enumerate(ids):
        for m, b in enumerate(ids):
            move = index.moves.get((a, b))
            if a != b and move is not None:
                cost[n][m] = index.production.minor_units(move.cost)
    return minutes, cost


def _midnights(index: Index, dates: tuple[dt.date, ...]) -> dict[tuple[int, int], int]:
    """Midnight as an instant by base and date, where the clock does not change on that date."""
    zero: dict[tuple[int, int], int] = {}
    for n in range(-1, len(index.production.bases)):
        base = index.production.bases[n].id if n >= 0 else None
        for k, day in enumerate(dates):
            if steady_offset(index.timezone(base), day) is not None:
                zero[n, k] = index.instant(base, day, 0, 0)
    return zero
