"""The plan's question in integers: strips, options, slots, people, places, counted from 0.

A *slot* is one unit on one date it may work on. An *option* is one strip at one of the places it
may be shot at. Dates are indices from the first date of the calendar; sets of dates are plain
integers used as bit masks, bit n for date n.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from intercut.domain.people import is_available
from intercut.domain.plan import Banner, UnitLight
from intercut.domain.production import Production
from intercut.domain.scene import Mode
from intercut.domain.strips import Strip
from intercut.domain.units import MINUTES_PER_DAY
from intercut.planning.apart import Clash, Pair, clashes, pairs
from intercut.planning.order import Order, orders_of
from intercut.planning.pins import Pinned, pins_of
from intercut.schedule.index import Index
from intercut.schedule.rules import SOFTENABLE
from intercut.schedule.wall_clock import steady_offset

LIGHTS = (UnitLight.DAY, UnitLight.SPLIT, UnitLight.NIGHT)
"""Index of a unit day's light."""

Row = tuple[int, int, int, int, int, int, int, tuple[int, ...]]
"""An option: place, set, light, set-up minutes, minutes, eighths, base, people called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A scene open in several modes: strips per mode, the first mode being the scene's own."""

    scene: int
    modes: tuple[Mode, ...]
    strips: tuple[tuple[int, ...], ...]


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
    soft: dict[str, int]

    minutes: list[int]
    setup: list[int]
    eighths: list[int]
    set_of: list[int]
    light_of: list[str]
    outside: list[bool]
    people_of: list[tuple[int, ...]]
    elements_of: list[tuple[int, ...]]
    strip_dates: list[int]

    option_strip: list[int]
    option_place: list[int]
    options_of: list[tuple[int, ...]]
    option_slots: list[tuple[int, ...]]
    option_row: list[Row]
    option_units: list[frozenset[int]]
    clashes: list[tuple[Clash, ...]]

    slot_unit: list[int]
    slot_date: list[int]
    slot_at: dict[tuple[int, int], int]
    slot_works: list[bool]
    working: list[int]

    person_ids: list[str]
    preparation: list[int]
    strike: list[int]
    place_ids: list[str]
    base_ids: list[str]
    unit_ids: list[str]
    unit_base: list[int]
    crew: list[tuple[int, int, int]]
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
    parts_price: list[int]
    orders: list[Order]
    orders_of: list[tuple[int, ...]]
    pairs: list[Pair]
    pinned: Pinned
    meal_after: int
    meal_length: int
    unit_wrap: int
    zero: dict[tuple[int, int], int]
    banners: list[Banner] = field(default_factory=list)
    waits: set[int] = field(default_factory=set)

    def wait(self, minutes: int) -> int:
        """A banner of waiting for the light, as it stands in an order of shooting."""
        banner = Banner(text="WAIT FOR LIGHT", minutes=minutes)
        for entry in self.waits:
            if self.banners[-1 - entry] == banner:
                return entry
        self.banners.append(banner)
        self.waits.add(-len(self.banners))
        return -len(self.banners)

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


def problem_of(production: Production) -> Problem:
    """The production in arrays."""
    index = Index(production)
    strips = tuple(index.strips.values())
    number = {s.id: n for n, s in enumerate(strips)}
    dates = _dates_of(production)
    date_index = {d: n for n, d in enumerate(dates)}
    soft: dict[str, int] = {}
    for declared in production.soft:
        rule = declared.rule.removeprefix("rule.")
        if rule in SOFTENABLE:
            soft.setdefault(rule, index.money(declared.price))
    people = {p.id: n for n, p in enumerate(production.people)}
    places = {p.id: n for n, p in enumerate(production.places)}
    bases = {b.id: n for n, b in enumerate(production.bases)}
    units = {u.id: n for n, u in enumerate(production.units)}
    elements = {e.id: n for n, e in enumerate(production.elements)}
    sets: dict[str, int] = {}
    lights: dict[str, int] = {}

    working = [
        sum(1 << n for n, d in enumerate(dates) if index.is_working_day(u, d)) for u in units
    ]
    slot_unit, slot_date = _slots(production, dates, working, anywhere="calendar" in soft)
    pinned = pins_of(index, number, date_index, units, places)
    options = _options(index, strips, dates, soft, pinned, (slot_unit, slot_date))
    set_of = [sets.setdefault(s.set, len(sets)) for s in strips]
    light_number = [lights.setdefault(str(s.light), len(lights)) for s in strips]
    people_of = [tuple(people[p] for p in s.people if p in people) for s in strips]
    place_base = [bases.get(p.base, -1) for p in production.places]
    choices, choice_of, mode_of = _choices(production, strips)
    orders = orders_of(index, strips, soft)
    touching: list[list[int]] = [[] for _ in strips]
    for k, order in enumerate(orders):
        for s in {s for group in order.groups for s in group}:
            touching[s].append(k)
    move_minutes, move_cost = _moves(index)
    return Problem(
        production=production,
        index=index,
        strips=strips,
        strip_index={str(s.id): n for n, s in enumerate(strips)},
        dates=dates,
        date_index=date_index,
        soft=soft,
        minutes=[s.minutes for s in strips],
        setup=[s.setup_minutes for s in strips],
        eighths=[s.eighths for s in strips],
        set_of=set_of,
        light_of=[str(s.light) for s in strips],
        outside=[s.int_ext.outside for s in strips],
        people_of=people_of,
        elements_of=[tuple(elements[e] for e in s.elements if e in elements) for s in strips],
        strip_dates=[
            sum(1 << k for k, d in enumerate(dates) if any(d in span for span in s.dates))
            if s.dates
            else (1 << len(dates)) - 1
            for s in strips
        ],
        option_strip=options.strip,
        option_place=options.place,
        options_of=options.of,
        option_slots=options.slots,
        option_row=[
            (
                p,
                set_of[s],
                light_number[s],
                strips[s].setup_minutes,
                strips[s].minutes,
                strips[s].eighths,
                place_base[p],
                people_of[s],
            )
            for s, p in zip(options.strip, options.place, strict=True)
        ],
        option_units=[
            frozenset(u for i, u in units.items() if not strips[s].units or i in strips[s].units)
            for s in options.strip
        ],
        clashes=[
            tuple(clashes(index, strips[s], production.places[p].id, dates, soft))
            for s, p in zip(options.strip, options.place, strict=True)
        ],
        slot_unit=slot_unit,
        slot_date=slot_date,
        slot_at={(u, d): n for n, (u, d) in enumerate(zip(slot_unit, slot_date, strict=True))},
        slot_works=[working[u] >> d & 1 == 1 for u, d in zip(slot_unit, slot_date, strict=True)],
        working=working,
        person_ids=[str(p) for p in people],
        preparation=[p.preparation_minutes for p in production.people],
        strike=[p.strike_minutes for p in production.people],
        place_ids=[str(p) for p in places],
        base_ids=[str(b) for b in bases],
        unit_ids=[str(u) for u in units],
        unit_base=[bases.get(u.base, -1) for u in production.units],
        crew=[
            (u.first_shot_minutes, u.set_change_minutes, u.light_change_minutes)
            for u in production.units
        ],
        element_ids=[str(e) for e in elements],
        place_base=place_base,
        place_setup=[p.setup_minutes for p in production.places],
        fee_day=[index.money(p.fee_day) for p in production.places],
        fee_opening=[index.money(p.fee_opening) for p in production.places],
        move_minutes=move_minutes,
        move_cost=move_cost,
        choices=choices,
        choice_of=choice_of,
        mode_of=mode_of,
        parts_price=[
            index.money(index.scenes[s.scenes[0]].parts_price)
            if s.mode is Mode.PARTS and Mode.WHOLE in index.scenes[s.scenes[0]].modes
            else 0
            for s in strips
        ],
        orders=orders,
        orders_of=[tuple(t) for t in touching],
        pairs=pairs(index, people, dates, soft),
        pinned=pinned,
        meal_after=index.meal_after,
        meal_length=index.meal_length,
        unit_wrap=index.unit_wrap,
        zero=_midnights(index, dates),
    )


def _dates_of(production: Production) -> tuple[dt.date, ...]:
    """Every calendar date that any unit, pin or event may touch, and two more at either end."""
    known = {production.calendar.span.first, production.calendar.span.last}
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


def _slots(
    production: Production, dates: tuple[dt.date, ...], working: list[int], *, anywhere: bool
) -> tuple[list[int], list[int]]:
    """Unit and date of every slot, by date; ``anywhere``: days off may be worked at a price."""
    slot_unit: list[int] = []
    slot_date: list[int] = []
    fixed = {(p.unit, p.date) for p in production.day_pins}
    shot = {p.date for p in production.pins if p.date is not None}
    for n, day in enumerate(dates):
        for u, unit in enumerate(production.units):
            in_span = anywhere and day in production.calendar_of(unit).span
            if working[u] >> n & 1 or in_span or (unit.id, day) in fixed or day in shot:
                slot_unit.append(u)
                slot_date.append(n)
    return slot_unit, slot_date


@dataclass(slots=True)
class _Options:
    strip: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    of: list[tuple[int, ...]] = field(default_factory=list)
    slots: list[tuple[int, ...]] = field(default_factory=list)


def _options(
    index: Index,
    strips: tuple[Strip, ...],
    dates: tuple[dt.date, ...],
    soft: dict[str, int],
    pinned: Pinned,
    slots: tuple[list[int], list[int]],
) -> _Options:
    """Where and when each strip may stand, as far as the hard facts about it alone decide."""
    production = index.production
    slot_unit, slot_date = slots
    everything = (1 << len(dates)) - 1

    def mask_of(open_on: object, rule: str) -> int:
        if rule in soft or not callable(open_on):
            return everything
        return sum(1 << n for n, d in enumerate(dates) if open_on(d))

    person_dates = {
        p.id: mask_of(lambda d, p=p: index.is_available(p.id, d), "available")
        for p in production.people
    }
    element_dates = {
        e.id: mask_of(lambda d, e=e: is_available(e.availability, d), "element_available")
        for e in production.elements
    }
    place_dates = {
        p.id: mask_of(lambda d, p=p: bool(index.place_hours(p.id, d)), "permit")
        for p in production.places
    }
    place_number = {p.id: n for n, p in enumerate(production.places)}
    found = _Options()
    known: dict[tuple[int, int | None, object], tuple[int, ...]] = {}
    for n, strip in enumerate(strips):
        mask = everything
        if strip.dates:
            mask &= mask_of(lambda d, s=strip: any(d in span for span in s.dates), "dates")
        for person in strip.people:
            mask &= person_dates.get(person, everything)
        for element in strip.elements:
            mask &= element_dates.get(element, everything)
        date, unit, place = pinned.date[n], pinned.unit[n], pinned.place[n]
        if date is not None:
            mask &= 1 << date if date >= 0 else 0
        if n in pinned.impossible:
            mask = 0
        mine = []
        for p in strip.places:
            if p not in place_number or (place is not None and place_number[p] != place):
                continue
            here = mask & place_dates[p]
            mine.append(len(found.strip))
            found.strip.append(n)
            found.place.append(place_number[p])
            key = (here, unit, None if "units" in soft else strip.units)
            slots_open = known.get(key)
            if slots_open is None:
                slots_open = known[key] = tuple(
                    slot
                    for slot, (u, d) in enumerate(zip(slot_unit, slot_date, strict=True))
                    if here >> d & 1
                    and (unit is None or u == unit)
                    and (not key[2] or production.units[u].id in key[2])
                )
            found.slots.append(slots_open)
        found.of.append(tuple(mine))
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
        choices.append(Choice(scene=k, modes=scene.modes, strips=groups))
    return tuple(choices), choice_of, mode_of


def _moves(index: Index) -> tuple[list[list[int]], list[list[int]]]:
    """Minutes and money between places, both ways, as the judge reads them."""
    ids = list(index.places)
    minutes = [[index.move_minutes(a, b) for b in ids] for a in ids]
    cost = [[0] * len(ids) for _ in ids]
    for n, a in enumerate(ids):
        for m, b in enumerate(ids):
            move = index.moves.get((a, b))
            if a != b and move is not None:
                cost[n][m] = index.money(move.cost)
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
