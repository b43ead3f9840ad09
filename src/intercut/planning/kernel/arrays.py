"""A problem packed for the native kernel: lists of integers, everything worked out beforehand.

The names are those of `Problem` in ``cpp/board/problem.hpp``. -1 stands for "none" or, among
prices, for a rule that must be kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

from intercut.domain.apart import Degree
from intercut.domain.people import PayKind
from intercut.domain.production import EventKind, OrderKind
from intercut.planning.dayrules import DayRules, Spans
from intercut.planning.moves.events import ways_of
from intercut.planning.order import CONTINUES, SITTINGS
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.terms import Terms
from intercut.planning.wished import wishes_of
from intercut.schedule.ages import band_on
from intercut.schedule.pay import Rates

RULES: Final = (
    "longest_day", "page_limit", "most_moves", "two_places", "units", "pins", "own_longest_day",
    "meals", "calendar", "unit_light", "available", "element_available", "minors_stay",
    "minors_work", "minors_hours", "minors_days", "minors_week", "dates", "light", "permit",
    "day_pins", "call", "rest", "weekly_rest",
)  # fmt: skip
"""Rules that may be soft, as ``enum Rule`` counts them."""

_MADE: Final = ("dawn", "day", "any", "dusk", "night")
_KINDS: Final = (PayKind.NONE, PayKind.DAILY, PayKind.WEEKLY, PayKind.RUN, PayKind.FLAT)
_DEGREES: Final = (Degree.CALLS, Degree.BASE, Degree.DAY, Degree.WEEK)
_ORDERS: Final[tuple[str, ...]] = (
    OrderKind.BEFORE, OrderKind.SAME_DAY, OrderKind.NOT_SAME_DAY, CONTINUES, SITTINGS,
)  # fmt: skip
_NO_BAND: Final = [-1, 0, 0, 0]

Placing = tuple[int, int, int]


class Arrays:
    """One problem packed; ``ways`` are the placings of each event the kernel knows by number."""

    def __init__(self, problem: Problem, rules: DayRules, terms: Terms) -> None:
        self.problem = problem
        self._rules = rules
        self._terms = terms
        self._spans: dict[Spans, int] = {}
        self._masks: dict[int, int] = {}
        known: list[str] = list(problem.base_ids)
        for name in (
            *(p.home for p in problem.production.people),
            *(e.to_base for e in problem.production.events),
        ):
            if name is not None and name not in known:
                known.append(str(name))
        self._bases = {name: n for n, name in enumerate(known)}
        self.ways: list[dict[Placing, int]] = [
            {way: n for n, way in enumerate(ways_of(problem, event))}
            for event in range(len(problem.production.events))
        ]

    def packed(self, locked: Iterable[int] = ()) -> dict[str, Any]:
        """Everything the kernel asks for; ``locked`` are slots nothing may change."""
        found: dict[str, Any] = {}
        found |= self._strips()
        found |= self._days(set(locked))
        found |= self._units()
        found |= self._people()
        found |= self._places()
        found |= self._events()
        found |= self._between()
        found |= self._wishes()
        found["spans"] = [[list(span) for span in spans] for spans in self._spans]
        dates = range(len(self.problem.dates))
        found["masks"] = [[mask >> d & 1 for d in dates] for mask in self._masks]
        return found

    def way(self, event: int, placing: Placing) -> int:
        """The number of a placing; one that the event's own facts do not offer is added."""
        ways = self.ways[event]
        return ways.setdefault(placing, len(ways))

    def placing(self, event: int, way: int) -> Placing:
        """The placing with that number."""
        return next(p for p, n in self.ways[event].items() if n == way)

    # ------------------------------------------------------------------ strips and days

    def _strips(self) -> dict[str, Any]:
        problem, wishes = self.problem, self._terms.wishes
        everything = (1 << len(problem.dates)) - 1
        fixed = [
            problem.pinned.shot[s] or problem.pinned.position[s] is not None
            for s in range(problem.n_strips)
        ]
        places = {p: n for n, p in enumerate(problem.place_ids)}
        children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
        roles: dict[str, int] = {}
        return {
            "minutes": problem.minutes,
            "setup": problem.setup,
            "eighths": problem.eighths,
            "set_of": problem.set_of,
            "made": [_MADE.index(light) for light in problem.light_of],
            "outside": [int(o) for o in problem.outside],
            "choice_of": problem.choice_of,
            "mode_of": problem.mode_of,
            "position": [-2 if p is None else p for p in problem.pinned.position],
            "fixed": [int(f) for f in fixed],
            "sitting": [s.sitting[0] for s in problem.strips],
            "weather": [int(s.weather_bound) for s in problem.strips],
            "covers": [int(s.cover and not s.weather_bound) for s in problem.strips],
            "with_child": [int(not children.isdisjoint(p)) for p in problem.people_of],
            "people_of": [list(p) for p in problem.people_of],
            "elements_of": [list(e) for e in problem.elements_of],
            "strip_dates": [
                [] if mask == everything else _bits(mask) or [-1] for mask in problem.strip_dates
            ],
            "orders_of": [list(o) for o in problem.orders_of],
            "scenes_of": [list(s) for s in wishes.scenes_of],
            "strips_of_scene": wishes.strips_of_scene,
            "roles_of": [
                [roles.setdefault(str(r), len(roles)) for r in s.roles] for s in problem.strips
            ],
            "cover_bases": [
                [problem.place_base[places[p]] for p in s.places if p in places]
                for s in problem.strips
            ],
            "parts_price": problem.parts_price,
            "option_strip": problem.option_strip,
            "option_place": problem.option_place,
            "option_slots": [list(s) for s in problem.option_slots],
            "option_units": [sorted(u) for u in problem.option_units],
            "choices": [[list(group) for group in c.strips] for c in problem.choices],
        }

    def _days(self, locked: set[int]) -> dict[str, Any]:
        problem = self.problem
        fixed_day: list[list[int]] = [[] for _ in range(problem.n_slots)]
        has_fixed_day = [0] * problem.n_slots
        for day in problem.pinned.days:
            slot = problem.slot_at.get((day.unit, day.date))
            if slot is not None:
                fixed_day[slot] = list(day.strips)
                has_fixed_day[slot] = 1
                locked.add(slot)
        zero, odd = self._midnights()
        return {
            "n_dates": len(problem.dates),
            "first_ordinal": problem.dates[0].toordinal(),
            "slot_unit": problem.slot_unit,
            "slot_date": problem.slot_date,
            "slot_works": [int(w) for w in problem.slot_works],
            "locked": [int(s in locked) for s in range(problem.n_slots)],
            "fixed_day": fixed_day,
            "has_fixed_day": has_fixed_day,
            "zero": zero,
            "odd": odd,
            "meal_after": problem.meal_after,
            "meal_length": problem.meal_length,
            "unit_wrap": problem.unit_wrap,
            "grid": self._rules.grid,
            "banners": [b.minutes for b in problem.banners],
            "prices": [problem.soft.get(rule, -1) for rule in RULES],
        }

    def _midnights(self) -> tuple[list[list[int]], list[list[int]]]:
        """Midnight as an instant by base and date, two dates more at either end; -1-n where the
        clock changes, with every minute of that date in the n-th list."""
        problem = self.problem
        odd: list[list[int]] = []
        first = problem.dates[0]
        rows = []
        for base in range(-1, len(problem.base_ids)):
            known = problem.production.bases[base].id if base >= 0 else None
            row = []
            for n in range(-2, len(problem.dates) + 2):
                steady = problem.zero.get((base, n))
                if steady is None:
                    day = first + dt.timedelta(days=n)
                    minutes = [problem.index.instant(known, day, m, m) for m in range(1440)]
                    if minutes[-1] - minutes[0] == 1439:
                        steady = minutes[0]
                    else:
                        odd.append(minutes)
                        steady = -len(odd)
                row.append(steady)
            rows.append(row)
        return rows, odd

    def _units(self) -> dict[str, Any]:
        problem, rules = self.problem, self._rules
        money = problem.index.money
        units = problem.production.units
        dates = range(len(problem.dates))
        first = problem.dates[0].toordinal()
        return {
            "first_shot": [c[0] for c in problem.crew],
            "set_change": [c[1] for c in problem.crew],
            "light_change": [c[2] for c in problem.crew],
            "longest": [u.longest_minutes for u in units],
            "normal": [u.normal_minutes for u in units],
            "page_limit": [-1 if u.page_limit is None else u.page_limit for u in units],
            "most_moves": [-1 if u.most_moves is None else u.most_moves for u in units],
            "unit_base": problem.unit_base,
            "unpriced": [int(u.day_cost is None) for u in units],
            "day_cost": [money(u.day_cost) for u in units],
            "overtime": [money(u.overtime_hour) for u in units],
            "unit_lights": [
                [n for n, light in enumerate(LIGHTS) if light in u.lights] for u in units
            ],
            "call_window": [
                [m for light in range(len(LIGHTS)) for m in rules.window_of(u, light)]
                for u in range(len(units))
            ],
            "working": [[mask >> d & 1 for d in dates] for mask in problem.working],
            "exteriors": [
                [n for wish in rules.exteriors[u] for n in wish] for u in range(len(units))
            ],
            "company": [
                _before(
                    {o - first for o in problem.index.company_days(u.id)}.__contains__,
                    len(problem.dates),
                )
                for u in units
            ],
        }

    # ------------------------------------------------------------------ people and places

    def _people(self) -> dict[str, Any]:
        problem, rules, terms, pay = self.problem, self._rules, self._terms, self._terms.pay
        index = problem.index
        people = problem.production.people
        dates = range(len(problem.dates))
        calendar = problem.production.calendar
        minutes, row = terms.child_limits()
        children = {*rules.minors, *minutes, *row}
        wide = [problem.dates[0] + dt.timedelta(days=n) for n in range(-2, len(problem.dates) + 2)]
        return {
            "preparation": problem.preparation,
            "strike": problem.strike,
            "own_longest": [-1 if m is None else m for m in rules.own_longest],
            "own_normal": [-1 if m is None else m for m in rules.own_normal],
            "own_overtime": rules.own_overtime,
            "minor": [int(n in rules.minors) for n in range(len(people))],
            "child": [int(bool(p.minor_profile)) for p in people],
            "home": [-1 if p.home is None else self._bases[p.home] for p in people],
            "plain": [int(p) for p in pay.plain],
            "by_time": [int(b) for b in terms.by_time],
            "told": [_bits(mask) for mask in pay.told],
            "told_beyond": pay.told_beyond,
            "told_price": pay.told_price,
            "idle_price": pay.idle_price,
            "week_minutes": [minutes.get(n, -1) for n in range(len(people))],
            "days_in_row": [row.get(n, -1) for n in range(len(people))],
            "person_hours": [
                [self._spans_of(rules.person_hours(n, d)) for d in dates] if p.availability else []
                for n, p in enumerate(people)
            ],
            "rest_asked": terms.rest_asked,
            "open_on": [
                [int(index.is_available(p.id, d)) for d in wide]
                if p.availability
                else [1] * len(wide)
                for p in people
            ],
            "bands": [
                [self._band(n, d) for d in dates] if n in children else []
                for n in range(len(people))
            ],
            "rates": [_rates(r) for r in pay.rates],
            "pairs_of": terms.pairs_of,
            "open_days": _before(
                lambda d: not calendar.is_company_day_off(problem.dates[d]), len(problem.dates)
            ),
            "weekly_rest": index.value("rest.weekly_minutes"),
            "weekly_days": index.value("rest.weekly_days"),
            "fixed_cost": pay.fixed,
            "meal_limit": -1 if rules.meal_limit is None else rules.meal_limit,
        }

    def _band(self, person: int, date: int) -> list[int]:
        problem = self.problem
        day = problem.dates[date]
        band = band_on(problem.index, problem.production.people[person], day)
        if band is None:
            return _NO_BAND
        work = self._rules.work_allowed(band, day)
        return [band.place_minutes, work, band.window.start, band.window.end]

    def _spans_of(self, spans: Spans | None) -> int:
        return -1 if spans is None else self._spans.setdefault(spans, len(self._spans))

    def _places(self) -> dict[str, Any]:
        problem, rules = self.problem, self._rules
        production, money = problem.production, problem.index.money
        dates = range(len(problem.dates))
        lit = {
            problem.option_place[o]
            for o, s in enumerate(problem.option_strip)
            if problem.outside[s] and problem.light_of[s] != "any"
        }
        return {
            "n_bases": len(problem.base_ids),
            "place_base": problem.place_base,
            "place_setup": problem.place_setup,
            "fee_day": problem.fee_day,
            "fee_opening": problem.fee_opening,
            "move_minutes": problem.move_minutes,
            "move_cost": problem.move_cost,
            "place_hours": [
                [self._spans_of(rules.place_hours(n, d)) for d in dates]
                if p.permits or p.closed
                else []
                for n, p in enumerate(production.places)
            ],
            "element_hours": [
                [self._spans_of(rules.element_hours(n, d)) for d in dates] if e.availability else []
                for n, e in enumerate(production.elements)
            ],
            "sun": [
                [m for d in dates for m in rules.sun(n, d)] if n in lit else []
                for n in range(len(production.places))
            ],
            "dusk": problem.index.value("light.dusk_minutes"),
            "day_rate": [
                -1 if e.day_rate is None else money(e.day_rate) for e in production.elements
            ],
            "hold_rate": [
                -1 if e.hold_rate is None else money(e.hold_rate) for e in production.elements
            ],
        }

    def _events(self) -> dict[str, Any]:
        events = self.problem.production.events
        return {
            "event_people": [list(p) for p in self._terms.event_people],
            "is_travel": [int(e.kind is EventKind.TRAVEL) for e in events],
            "to_base": [-1 if e.to_base is None else self._bases[e.to_base] for e in events],
            "ways": [[self._way(e, way) for way in ways] for e, ways in enumerate(self.ways)],
        }

    def _way(self, event: int, placing: Placing) -> list[int]:
        hard, cost, entry = self._terms.event(event, placing)
        assert entry is not None
        begin, end, base, _, _, work, place, _ = entry
        date, start, _ = placing
        return [date, start, place, hard, cost, begin, end, base, work]

    # ------------------------------------------------------------------ between days

    def _mask_of(self, mask: int) -> int:
        return self._masks.setdefault(mask, len(self._masks))

    def _between(self) -> dict[str, Any]:
        problem = self.problem
        names: dict[tuple[int, str, str], int] = {}
        return {
            "clashes": [
                [
                    [
                        names.setdefault(c.name, len(names)),
                        self._mask_of(c.dates),
                        -1 if c.price is None else c.price,
                    ]
                    for c in found
                ]
                for found in problem.clashes
            ],
            "pairs": [
                [
                    *p.people,
                    _DEGREES.index(p.degree),
                    p.gap,
                    self._mask_of(p.dates),
                    -1 if p.price is None else p.price,
                ]
                for p in problem.pairs
            ],
            "orders": [
                [
                    _ORDERS.index(o.kind) if o.kind in _ORDERS else len(_ORDERS),
                    o.gap,
                    -1 if o.most_gap is None else o.most_gap,
                    -1 if o.price is None else o.price,
                ]
                for o in problem.orders
            ],
            "order_groups": [[list(group) for group in o.groups] for o in problem.orders],
        }

    def _wishes(self) -> dict[str, Any]:
        asked = wishes_of(self.problem)
        wishes = self._terms.wishes

        def total(name: str) -> int:
            return sum(price for price, _ in asked.get(name, ()))

        def settings(name: str, key: str) -> list[list[int]]:
            return [[price, found[key]] for price, found in asked.get(name, ())]

        return {
            "few_moves": total("few_moves"),
            "children_early": self._rules.children_early,
            "nights_together": total("nights_together"),
            "places_shot_out": total("places_shot_out"),
            "few_days": total("few_days"),
            "cover_price": total("cover_kept"),
            "story": wishes.story,
            "balanced": settings("balanced_days", "minutes"),
            "big": settings("big_scenes_neither_first_nor_last", "eighths"),
            "light_first": settings("light_first_day", "percent"),
            "big_first": settings("big_scene_not_day_one", "eighths"),
            "any_line": wishes.any_line,
        }


def _bits(mask: int) -> list[int]:
    return [n for n in range(mask.bit_length()) if mask >> n & 1]


def _before(holds: Callable[[int], bool], count: int) -> list[int]:
    """How many of the first n dates hold, for each n up to all of them."""
    found = [0]
    for n in range(count):
        found.append(found[-1] + bool(holds(n)))
    return found


def _rates(rates: Rates) -> list[int]:
    return [
        _KINDS.index(rates.kind),
        rates.work,
        rates.hold,
        int(rates.hold_in_week),
        rates.travel,
        rates.event,
        -1 if rates.weekly is None else rates.weekly,
        rates.week_days,
        rates.most_drops,
        rates.drop_gap_days,
        rates.guarantee,
        int(rates.hold_is_paid),
        rates.flat,
    ]
