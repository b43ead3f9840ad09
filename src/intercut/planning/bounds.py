"""What every legal plan with everything placed costs at least: proved, part by part.

The cost sheet falls into lines nobody shares: pay of people, crews' days with overtime and moves,
fees of places, elements, prices of wishes (0 or more). Each is bounded by itself, so that the sum
is a bound of the whole. Strips of scenes open in several modes count for nothing, but for people
and minutes that every mode needs; what a production declares soft binds nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from intercut.domain.production import EventKind
from intercut.planning.capacity import Capacity, Crew, least_days
from intercut.planning.problem import Problem
from intercut.planning.result import TAKEN_TOGETHER, GapPart
from intercut.schedule.pay import Rates, total
from intercut.schedule.results import CostSheet

_PART_OF = {
    "pay": "cast work",
    "pay.hold": "cast hold",
    "pay.travel": "cast travel",
    "pay.overtime": "cast overtime",
    "unit": "crew days",
    "move": "crew days",
    "place.day": "place days",
    "place.opening": "place openings",
    "element.day": "elements",
    "element.hold": "element hold",
}
_OTHER = "wishes and other prices"


def part_of(rule: str) -> str:
    """The part of the cost a line of the cost sheet belongs to, by its rule."""
    return _PART_OF.get(rule) or _PART_OF.get(rule.split(".", maxsplit=1)[0], _OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A proved bound, minor units. ``by_part`` adds up to ``total`` (`TAKEN_TOGETHER`: what is
    proved of the whole beyond its parts); ``unavoidable`` is pay of
    days that must be worked and flat sums; ``impossible``: proved that not everything fits."""

    total: int
    by_part: dict[str, int] = field(default_factory=dict)
    unavoidable: int = 0
    impossible: bool = False

    def raised(self, total: int | None, *, impossible: bool) -> Bound:
        """This bound or a better one of the whole."""
        more = self.total if total is None else max(self.total, total)
        return replace(
            self,
            total=more,
            by_part={
                **self.by_part,
                TAKEN_TOGETHER: self.by_part.get(TAKEN_TOGETHER, 0) + more - self.total,
            }
            if more > self.total
            else self.by_part,
            impossible=self.impossible or impossible,
        )

    def parts(self, sheet: CostSheet) -> tuple[GapPart, ...]:
        """Cost and bound of each part of a plan's cost."""
        paid: dict[str, int] = dict.fromkeys(_PART_OF.values(), 0)
        for line in sheet.lines:
            part = part_of(line.rule)
            paid[part] = paid.get(part, 0) + line.amount
        names = [*paid, *(n for n in self.by_part if n not in paid)]
        return tuple(
            GapPart(name=n, cost=paid.get(n, 0), bound=self.by_part.get(n, 0)) for n in names
        )


def bound_of(problem: Problem) -> Bound | None:
    """The sum of the parts' bounds; None where some price is below zero."""
    if _has_negative_price(problem):
        return None
    capacity = Capacity(problem)
    sure = [s for s in range(problem.n_strips) if problem.choice_of[s] < 0]
    pay = [_least_pay(problem, capacity, p) for p in range(len(problem.person_ids))]
    people = sum(p.total for p in pay)
    crews, days = _crew_days(problem, capacity, sure)
    openings, place_days = _places(problem, capacity, sure)
    parts = {
        "cast work": sum(p.work for p in pay),
        "cast travel": sum(p.travel for p in pay),
        "crew days": crews,
        "place days": place_days,
        "place openings": openings,
        "elements": _elements(problem, capacity, sure),
    }
    # A guarantee may be used up by days held instead of paid without work: no part has it.
    joint = people - parts["cast work"] - parts["cast travel"]
    if joint:
        parts[TAKEN_TOGETHER] = joint
    return Bound(
        total=sum(parts.values()),
        by_part=parts,
        unavoidable=people,
        impossible=days > problem.n_slots,
    )


def _has_negative_price(problem: Problem) -> bool:
    production, money = problem.production, problem.index.money
    amounts = [*problem.soft.values(), *problem.fee_day, *problem.fee_opening]
    amounts += [c for row in problem.move_cost for c in row]
    amounts += problem.parts_price
    for unit in production.units:
        amounts += [money(unit.day_cost), money(unit.overtime_hour)]
    for person in production.people:
        terms = person.terms
        amounts += [
            money(m)
            for m in (terms.rate, terms.hold_rate, terms.travel_rate, terms.event_rate,
                      terms.weekly_rate, terms.overtime_hour)
        ]  # fmt: skip
    for element in production.elements:
        amounts += [money(element.day_rate), money(element.hold_rate)]
    amounts += [money(p.price) for p in production.preferences]
    amounts += [money(r.price) for r in production.apart]
    amounts += [money(r.price) for r in production.order]
    if production.baseline is not None:
        amounts.append(money(production.baseline.price))
        amounts += [money(m) for _, m in production.baseline.overrides]
    return any(a < 0 for a in amounts)


# ---------------------------------------------------------------------- people


class _LeastPay(NamedTuple):
    """What a person is paid at least in all, and of that for work and for travel; the rest is
    what a guarantee asks for beyond."""

    total: int
    work: int
    travel: int


def _least_pay(problem: Problem, capacity: Capacity, person: int) -> _LeastPay:
    """The least a person is paid in any plan: the dates that must be worked, no hold."""
    strips = [
        s
        for s in range(problem.n_strips)
        if problem.choice_of[s] < 0 and person in problem.people_of[s]
    ]
    days = least_days(problem, capacity, strips, person=person)
    days = min(max(days, _by_choice(problem, person)), len(problem.dates))
    if not days:
        return _LeastPay(0, 0, 0)
    rates = problem.index.rates(problem.production.people[person].id)
    travel = _travel(problem, person, strips, rates)
    work = min(pay_for(rates, days, guaranteed=False), pay_for(rates, days))
    return _LeastPay(pay_for(rates, days) + travel, work, travel)


def _by_choice(problem: Problem, person: int) -> int:
    """1 where some scene needs the person in every mode it may be shot in."""
    return int(
        any(
            all(any(person in problem.people_of[s] for s in group) for group in choice.strips)
            for choice in problem.choices
        )
    )


def pay_for(rates: Rates, days: int, *, guaranteed: bool = True) -> int:
    """The least pay for so many days of work, dropped in between as often as the terms allow;
    with ``guaranteed`` up to the guarantee at least."""
    cap = rates.guaranteed if rates.guarantee and guaranteed else 0
    states: dict[tuple[int, int], int] = {(0, 0): 0}
    for _ in range(min(days, rates.most_drops + 1)):
        more: dict[tuple[int, int], int] = dict(states)
        for (done, measured), cost in states.items():
            for n in range(1, days - done + 1):
                items = rates.stretch(n, 0)
                measure = rates.measure(n, 0, items)
                key = (done + n, min(cap, measured + measure))
                value = cost + total(items)
                if value < more.get(key, value + 1):
                    more[key] = value
        states = more
    least = min(
        c + (rates.top_up(m) if guaranteed else 0)
        for (done, m), c in states.items()
        if done == days
    )
    return least + rates.flat


def travel_of(problem: Problem) -> int:
    """What everybody's way there and back costs at least."""
    return sum(
        _travel(
            problem,
            person,
            [
                s
                for s in range(problem.n_strips)
                if problem.choice_of[s] < 0 and person in problem.people_of[s]
            ],
            problem.index.rates(who.id),
        )
        for person, who in enumerate(problem.production.people)
    )


def _travel(problem: Problem, person: int, strips: list[int], rates: Rates) -> int:
    """There and back for whoever must work away from home."""
    who = problem.production.people[person]
    if who.home is None or any(
        e.kind is EventKind.TRAVEL and who.id in e.people for e in problem.production.events
    ):
        return 0
    home = problem.base_ids.index(str(who.home)) if str(who.home) in problem.base_ids else -2
    for strip in strips:
        bases = {problem.place_base[problem.option_place[o]] for o in problem.options_of[strip]}
        if bases and home not in bases and -1 not in bases:
            return 2 * rates.travel
    return 0


# ---------------------------------------------------------------------- crews


def _crew_days(problem: Problem, capacity: Capacity, sure: list[int]) -> tuple[int, int]:
    """Least cost of unit days, overtime and moves, and the least number of unit days."""
    crew = capacity.best
    cost = days = 0
    for strips in capacity.by_base(sure).values():
        least = least_days(problem, capacity, strips)
        cost += _days_of_base(capacity, crew, strips, least)
        days += least
    if not days and problem.choices:
        days, cost = 1, crew.day_cost
    return cost, days


def _days_of_base(capacity: Capacity, crew: Crew, strips: list[int], least: int) -> int:
    """The cheapest number of days for this work: few long ones, or more without overtime."""
    if not strips:
        return 0
    work, visits = capacity.work(strips)
    best: int | None = None
    most = max(least, -(-work // max(1, crew.within_normal))) + visits + 1
    for days in range(max(1, least), most + 1):
        moves = max(0, visits - days)
        minutes = work + moves * capacity.least_move
        over = minutes - days * crew.within_normal
        hours = max(0, -(-over // 60))
        cost = days * crew.day_cost + hours * crew.overtime + moves * capacity.least_move_cost
        if best is None or cost < best:
            best = cost
    return best or 0


# ---------------------------------------------------------------------- places and elements


def _places(problem: Problem, capacity: Capacity, sure: list[int]) -> tuple[int, int]:
    """Each place is opened once at least, and paid for on the dates its work must take: openings,
    and days."""
    by_place: dict[int, list[int]] = {}
    for strip in sure:
        options = problem.options_of[strip]
        if len(options) == 1:
            by_place.setdefault(problem.option_place[options[0]], []).append(strip)
    units = max(1, len(problem.unit_ids))
    openings = days = 0
    for place, strips in by_place.items():
        dates = -(-least_days(problem, capacity, strips) // units)
        openings += problem.fee_opening[place]
        days += dates * problem.fee_day[place]
    return openings, days


def _elements(problem: Problem, capacity: Capacity, sure: list[int]) -> int:
    """Day rates of elements for the dates their strips must take."""
    units = max(1, len(problem.unit_ids))
    cost = 0
    for n, element in enumerate(problem.production.elements):
        rate = problem.index.money(element.day_rate)
        strips = [s for s in sure if n in problem.elements_of[s]]
        if rate and strips:
            cost += rate * -(-least_days(problem, capacity, strips) // units)
    return cost
