"""The cost sheet of a plan: one line for everything, from nothing but production and plan."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

from intercut.domain.ids import PersonId, PlaceId, UnitId
from intercut.domain.scene import Mode
from intercut.domain.units import Money
from intercut.schedule.case import Case
from intercut.schedule.days import own_days
from intercut.schedule.index import Index
from intercut.schedule.preferences import occurrences, openings
from intercut.schedule.results import CostLine, CostSheet, LineKind
from intercut.schedule.rules.apart import apart_breaks
from intercut.schedule.rules.order import order_breaks

PAY_TEXT = {
    "pay.work": "days worked",
    "pay.hold": "days held",
    "pay.week": "weeks",
    "pay.week_part": "part of a week",
    "pay.travel": "days travelled",
    "pay.event": "days of fittings, rehearsals and the like",
    "pay.flat": "flat sum",
    "pay.guarantee": "up to the guarantee",
    "pay.overtime": "hours of overtime, started hours",
}
"""What a line of pay counts."""


def cost_sheet(case: Case, soft: Mapping[str, int]) -> CostSheet:
    """All lines in a fixed order; ``soft`` counts how often each soft rule is broken."""
    lines = [
        *pay_lines(case),
        *element_lines(case),
        *unit_lines(case),
        *place_lines(case),
        *move_lines(case),
        *parts_lines(case),
        *soft_lines(case, soft),
        *preference_lines(case),
        *baseline_lines(case),
    ]
    return CostSheet(currency=case.production.currency, lines=tuple(lines))


def _line(
    rule: str,
    subject: str,
    text: str,
    quantity: int,
    each: int,
    kind: LineKind = LineKind.MONEY,
) -> Iterator[CostLine]:
    """The line, unless it is about nothing."""
    if quantity and each:
        yield CostLine(
            kind=kind,
            rule=rule,
            subject=subject,
            text=text,
            quantity=quantity,
            unit_amount=each,
            amount=quantity * each,
        )


def pay_lines(case: Case) -> Iterator[CostLine]:
    """Pay of everybody called, with overtime."""
    for person, engagement in case.engagements.items():
        name = case.index.name_of(person)
        for item in engagement.pay:
            text = f"{name}: {PAY_TEXT[item.rule]}"
            yield from _line(item.rule, person, text, item.quantity, item.unit_amount)
        hours, each = own_overtime(case, person)
        yield from _line("pay.overtime", person, f"{name}: {PAY_TEXT['pay.overtime']}", hours, each)


def own_overtime(case: Case, person: PersonId) -> tuple[int, int]:
    """Started hours beyond a person's normal day, over all dates, and the price of one.

    Counted from first call to last wrap of the unit days of a date. The normal day is the
    person's own, else the rulebook's, else the unit's.
    """
    who = case.index.people.get(person)
    if who is None or who.terms.overtime_hour is None:
        return 0, 0
    clause = case.index.clauses.get("person.normal_minutes")
    own = who.normal_minutes if who.normal_minutes is not None else clause
    hours = 0
    for run in own_days(case.calls.get(person, ())):
        assert run[0].day is not None
        normal = own if own is not None else run[0].day.unit.normal_minutes
        beyond = max(c.wrap for c in run) - min(c.call for c in run) - normal
        hours += max(0, -(-beyond // 60))
    return hours, case.index.money(who.terms.overtime_hour)


def element_lines(case: Case) -> Iterator[CostLine]:
    """Elements: dates used, and company working days kept between first and last use."""
    for element, shots in case.uses.items():
        what = case.index.elements.get(element)
        if what is None or (what.day_rate is None and what.hold_rate is None):
            continue
        used = {s.date: s.day.plan.unit for s in shots}
        yield from _line(
            "element.day",
            element,
            f"{what.name}: days used",
            len(used),
            case.index.money(what.day_rate),
        )
        held = sum(
            len(held_between(case.index, used[a], a.toordinal(), b.toordinal()))
            for a, b in pairwise(used)
        )
        yield from _line(
            "element.hold",
            element,
            f"{what.name}: days kept",
            held,
            case.index.money(what.hold_rate),
        )


def held_between(index: Index, unit: UnitId, start: int, end: int) -> tuple[int, ...]:
    """Ordinals of the dates between two dates on which a unit's company works."""
    days = index.company_days(unit)
    return days[bisect_right(days, start) : bisect_left(days, end)]


def unit_lines(case: Case) -> Iterator[CostLine]:
    """Shooting days of each unit and their overtime, per started hour of a day."""
    for unit in case.production.units:
        days = [d for d in case.shooting_days if d.plan.unit == unit.id]
        hours = sum(-(-d.times.overtime_minutes // 60) for d in days)
        yield from _line(
            "unit.day",
            unit.id,
            f"{unit.name} unit: shooting days",
            len(days),
            case.index.money(unit.day_cost),
        )
        yield from _line(
            "unit.overtime",
            unit.id,
            f"{unit.name} unit: started hours of overtime",
            hours,
            case.index.money(unit.overtime_hour),
        )


def place_lines(case: Case) -> Iterator[CostLine]:
    """Each place per date used, whichever units use it, and per opening."""
    used: dict[PlaceId, set[dt.date]] = {}
    opened: dict[PlaceId, int] = {}
    for shot in case.shots:
        used.setdefault(shot.place, set()).add(shot.date)
    for shots in openings(case).values():
        for shot in shots:
            opened[shot.place] = opened.get(shot.place, 0) + 1
    for place in case.production.places:
        yield from _line(
            "place.day",
            place.id,
            f"{place.name}: dates used",
            len(used.get(place.id, ())),
            case.index.money(place.fee_day),
        )
        yield from _line(
            "place.opening",
            place.id,
            f"{place.name}: openings",
            opened.get(place.id, 0),
            case.index.money(place.fee_opening),
        )


def move_lines(case: Case) -> Iterator[CostLine]:
    """Company moves within unit days that cost something."""
    counted: dict[tuple[str, str, int], int] = {}
    for day in case.shooting_days:
        for a, b in pairwise(day.shots):
            move = case.index.moves.get((a.place, b.place)) if a.place != b.place else None
            if move is not None and move.cost is not None:
                key = (a.place, b.place, case.index.money(move.cost))
                counted[key] = counted.get(key, 0) + 1
    for (start, end, each), times in counted.items():
        yield from _line("move", f"{start} > {end}", f"moves from {start} to {end}", times, each)


def parts_lines(case: Case) -> Iterator[CostLine]:
    """Scenes shot in parts although whole was open, once a part of them is placed."""
    placed = {s.strip.scenes[0] for s in case.shots if s.strip.mode is Mode.PARTS}
    for scene in case.production.scenes:
        if scene.id in placed and Mode.WHOLE in scene.modes and case.modes[scene.id] is Mode.PARTS:
            yield from _line(
                "parts",
                scene.id,
                f"scene {scene.number} shot in parts",
                1,
                case.index.money(scene.parts_price),
            )


def soft_lines(case: Case, soft: Mapping[str, int]) -> Iterator[CostLine]:
    """Soft rules broken, and apart and order rules with a price of their own."""
    prices: dict[str, Money] = {}
    for declared in case.production.soft:
        prices.setdefault(declared.rule.removeprefix("rule."), declared.price)
    for name, times in soft.items():
        yield from _line(
            f"soft.{name}",
            name,
            f"rule {name} broken",
            times,
            case.index.money(prices[name]),
            LineKind.SOFT,
        )
    counted: dict[tuple[str, str, Money], int] = {}
    for apart in apart_breaks(case):
        if apart.rule.price is not None:
            key = ("soft.apart", str(apart.rule.id), apart.rule.price)
            counted[key] = counted.get(key, 0) + 1
    for order in order_breaks(case):
        if order.rule.price is not None:
            key = ("soft.order", str(order.rule.id), order.rule.price)
            counted[key] = counted.get(key, 0) + 1
    for (rule, subject, price), times in counted.items():
        text = f"{rule.removeprefix('soft.')} rule {subject} broken"
        yield from _line(rule, subject, text, times, case.index.money(price), LineKind.SOFT)


def preference_lines(case: Case) -> Iterator[CostLine]:
    """Preferences not kept."""
    for preference in case.production.preferences:
        times = len(occurrences(case, preference))
        yield from _line(
            f"preference.{preference.name}",
            preference.name,
            f"{preference.name.replace('_', ' ')}: times not kept",
            times,
            case.index.money(preference.price),
            LineKind.PREFERENCE,
        )


def baseline_lines(case: Case) -> Iterator[CostLine]:
    """Each person's dates that are not as they were told: called then and not now, or now only.

    A baseline without a plan has told nobody anything.
    """
    baseline = case.production.baseline
    if baseline is None or not baseline.plan.days:
        return
    told = case.index.baseline_dates
    if told is None:
        told = case.index.baseline_dates = called_dates(Case(case.index, baseline.plan))
    overrides = dict(baseline.overrides)
    now = called_dates(case)
    for person in [*now, *(p for p in told if p not in now)]:
        changed = told.get(person, frozenset()) ^ now.get(person, frozenset())
        yield from _line(
            "baseline",
            person,
            f"{case.index.name_of(person)}: dates told otherwise",
            len(changed),
            case.index.money(overrides.get(person, baseline.price)),
            LineKind.BASELINE,
        )


def called_dates(case: Case) -> dict[PersonId, frozenset[dt.date]]:
    """The dates on which each person is called, to strips or events."""
    return {p: frozenset(c.date for c in calls) for p, calls in case.calls.items()}
