"""Rules between strips and between days in the relaxed model: order, apart, elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from intercut.domain.apart import Degree
from intercut.domain.production import OrderKind
from intercut.planning.order import CONTINUES, SITTINGS
from intercut.planning.relaxed.day_model import DayModel

Var = cp_model.IntVar
Expr = Any
"""A linear expression of CP-SAT or a number: its stubs know no sum of both."""


def add_between(m: DayModel) -> None:
    """All of them."""
    _orders(m)
    _apart(m)
    _elements(m)


def _orders(m: DayModel) -> None:
    """Hard order rules by date and, within one unit day, by time; continuing scenes and sittings.

    Rules of strips that may not be shot bind only where they are. Priced ones are left out,
    but second ends and the like cost their price where the dates alone break them.
    """
    problem, model = m.problem, m.model
    for rule in problem.orders:
        if rule.price is not None:
            continue
        if rule.kind == OrderKind.BEFORE:
            for a in rule.groups[0]:
                for b in rule.groups[1]:
                    if a != b:
                        _before(m, a, b, rule.gap, rule.most_gap)
        elif rule.kind == OrderKind.SAME_DAY:
            _together(m, rule.groups[0], m.on_date, problem.slot_date)
        elif rule.kind == OrderKind.NOT_SAME_DAY:
            for n, one in enumerate(rule.groups):
                for other in rule.groups[n + 1 :]:
                    for a in one:
                        for b in other:
                            if a != b:
                                for d in set(problem.slot_date):
                                    model.add(m.on_date(a, d) + m.on_date(b, d) <= 1)
        elif rule.kind == CONTINUES:
            own, call = ([s for s in g if problem.choice_of[s] < 0] for g in rule.groups)
            if len(own) == len(rule.groups[0]) and len(call) == len(rule.groups[1]):
                shared = {problem.set_of[s] for s in own} & {problem.set_of[s] for s in call}
                meant = [s for s in (*own, *call) if not shared or problem.set_of[s] in shared]
                _together(m, tuple(meant), m.on_slot, list(m.slots))
        elif rule.kind == SITTINGS:
            for a, b in zip(rule.groups[0], rule.groups[0][1:], strict=False):
                if problem.strips[b].sitting[0] == problem.strips[a].sitting[0] + 1:
                    _next(m, a, b)


def _together(
    m: DayModel, strips: Iterable[int], on: Callable[[int, int], Expr], keys: Iterable[int]
) -> None:
    """Each strip where the one before it is, as far as both are shot."""
    for a, b in pairwise(strips):
        for key in sorted(set(keys)):
            if m.problem.choice_of[a] < 0 and m.problem.choice_of[b] < 0:
                m.model.add(on(a, key) == on(b, key))
            else:
                m.model.add(on(a, key) <= on(b, key) + 1 - m.active(b))
                m.model.add(on(b, key) <= on(a, key) + 1 - m.active(a))


def _before(m: DayModel, a: int, b: int, gap: int, most: int | None) -> None:
    problem, model = m.problem, m.model
    dates = sorted(set(problem.slot_date))
    for d in dates:
        early = sum(m.on_date(b, e) for e in dates if e < d + gap)
        model.add(m.on_date(a, d) + early <= 1)
        if most is not None:
            late = sum(m.on_date(b, e) for e in dates if e > d + most)
            model.add(m.on_date(a, d) + late <= 1)
    if gap <= 0 and m.times and a in m.begin and b in m.begin:
        for option, slot in m.by_strip[a]:
            for other, there in m.by_strip[b]:
                if there == slot:
                    model.add(m.begin[a] + problem.minutes[a] <= m.begin[b]).only_enforce_if(
                        [m.x[option, slot], m.x[other, slot]]
                    )


def _next(m: DayModel, a: int, b: int) -> None:
    """The later sitting on the unit's next working date, at the same place."""
    problem, model = m.problem, m.model
    for option, slot in m.by_strip[a]:
        unit, date = problem.slot_unit[slot], problem.slot_date[slot]
        good = []
        for other, there in m.by_strip[b]:
            d = problem.slot_date[there]
            works = any(problem.working[unit] >> k & 1 for k in range(date + 1, d))
            if (
                problem.option_place[other] == problem.option_place[option]
                and problem.slot_unit[there] == unit and d > date and not works
            ):  # fmt: skip
                good.append(m.x[other, there])
        model.add_bool_or([m.x[option, slot].negated(), *good])


def _apart(m: DayModel) -> None:
    """People kept apart by day or base do not work on one date (at one base); where that has a
    price it is paid once a date. Calls, weeks, journeys and events are left out."""
    problem, model = m.problem, m.model
    for pair in problem.pairs:
        if pair.degree not in {Degree.DAY, Degree.BASE}:
            continue
        one, two = pair.people
        for date in sorted(set(problem.slot_date)):
            if not pair.dates >> date & 1:
                continue
            groups = []
            if pair.degree is Degree.DAY:
                groups = [(m.works(one, date), m.works(two, date))]
            else:
                bases = {b for p, d, b in m.at if d == date and p in pair.people}
                groups = [(m.at.get((one, date, b)), m.at.get((two, date, b))) for b in bases]
            met = m.flag("met") if pair.price is not None else None
            for a, b in groups:
                if a is None or b is None:
                    continue
                model.add(a + b <= (1 if met is None else 1 + met))
            if met is not None and pair.price:
                m.pay_for(met, pair.price)


def _elements(m: DayModel) -> None:
    """Elements are paid on the dates they are used and, where all units keep one calendar, on the
    company's days between."""
    problem, model = m.problem, m.model
    for e, element in enumerate(problem.production.elements):
        rate, hold = (
            problem.index.money(element.day_rate),
            problem.index.money(element.hold_rate),
        )
        if not rate and not hold:
            continue
        used: dict[int, Var] = {}
        for date in sorted(set(problem.slot_date)):
            here = [
                v for (o, s), v in m.x.items()
                if problem.slot_date[s] == date
                and e in problem.elements_of[problem.option_strip[o]]
            ]  # fmt: skip
            if here:
                used[date] = m.flag(f"element{e}.{date}")
                model.add_max_equality(used[date], here)
                m.pay_for(used[date], rate)
        if hold and used:
            m.held_between(used, m.company(), hold)
