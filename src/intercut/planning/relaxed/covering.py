"""A bound from covering all strips with unit days: each a set of strips that may be one day.

Of one unit every set of strips that may be one day is listed, with what such a day costs at least: the
crew, overtime, moves, places, elements (`day_sets`). Every plan takes each strip of its modes in exactly
one such set, and pays everybody at least for as many days as there are sets with them. The linear
relaxation of that is solved by adding sets as they are needed. Its dual values are rounded to whole minor
units and checked against every set again in integers, so that nothing hangs on the solver's arithmetic:
a strip's value ``worth``, a person's day ``day_worth``, and ``spare`` (0 or less), for which every set has

    cost + sum of day_worth of its people >= sum of worth of its strips + spare.

References
----------
Gilmore and Gomory (1961), linear programming for cutting stock; Barnhart et al. (1998), branch-and-price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from intercut.planning.bounds import pay_for
from intercut.planning.capacity import Capacity, least_days
from intercut.planning.problem import Problem
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.day_sets import MOST_SETS, Ints, day_sets, never

_MOST_ROUNDS = 60
_MOST_ADDED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """Dual values, minor units, by strip and by person; ``total`` bounds the cost of every plan."""

    worth: tuple[int, ...]
    day_worth: tuple[int, ...]
    spare: int
    total: int


def covering_of(
    m: DayModel, *, most: int = MOST_SETS, late: Callable[[], bool] = never
) -> Covering | None:
    """The covering bound of a problem; None for several units, or where there are more sets than
    ``most``, or where ``late`` says yes before they are listed."""
    problem = m.problem
    sets = day_sets(m, most=most, late=late)
    if sets is None:
        return None
    strips, people, costs = sets.strips, sets.people, sets.costs
    pays = [least_pays(problem, p) for p in range(len(problem.person_ids))]
    worth, day_worth = _duals(problem, strips, people, costs, pays, late)
    slack = costs + people @ day_worth - strips @ worth
    spare = min(0, int(slack.min()))
    total = spare * problem.n_slots + openings_of(problem)
    total += sum(int(w) for s, w in enumerate(worth) if problem.choice_of[s] < 0)
    for choice in problem.choices:
        total += min(
            max((problem.parts_price[s] for s in group), default=0)
            + sum(int(worth[s]) for s in group)
            for group in choice.strips
        )
    for pay, value in zip(pays, day_worth, strict=True):
        total += min(cost - int(value) * days for days, cost in pay)
    return Covering(
        worth=tuple(int(w) for w in worth),
        day_worth=tuple(int(w) for w in day_worth),
        spare=spare,
        total=total,
    )


def add_covering(m: DayModel, found: Covering) -> None:
    """Say of each unit day what holds of every set, and of the whole what follows."""
    problem, model = m.problem, m.model
    unit = problem.production.units[0]
    money = problem.index.money
    for slot, options in m.by_slot.items():
        cost = m.day_cost[slot] + money(unit.day_cost) * m.used[slot]
        cost += sum(problem.fee_day[p] * m.visit[p, slot] for p in m.places_at[slot])
        for e, element in enumerate(problem.production.elements):
            here = [
                m.x[o, slot] for o in options if e in problem.elements_of[problem.option_strip[o]]
            ]
            if here and element.day_rate is not None:
                # Paid once a day: no more than once for each of its strips.
                cost += money(element.day_rate) * sum(here)
        for person, value in enumerate(found.day_worth):
            works = m.works(person, problem.slot_date[slot])
            if value and works is not None:
                cost += value * works
        worth = sum(found.worth[problem.option_strip[o]] * m.x[o, slot] for o in options)
        model.add(cost >= worth + found.spare * m.used[slot])
    model.add(m.total >= found.total)


def least_pays(problem: Problem, person: int) -> list[tuple[int, int]]:
    """The least pay of a person for each number of days there may be."""
    rates = problem.index.rates(problem.production.people[person].id)
    own = [s for s in range(problem.n_strips) if person in problem.people_of[s]]
    sure = [s for s in own if problem.choice_of[s] < 0]
    least = least_days(problem, Capacity(problem), sure, person=person)
    most = max(least, min(len(own), len(set(problem.slot_date))))
    return [(days, pay_for(rates, days) if days else 0) for days in range(least, most + 1)]


def openings_of(problem: Problem) -> int:
    """Each place some strip must be shot at is opened once."""
    sure = {
        problem.option_place[problem.options_of[s][0]]
        for s in range(problem.n_strips)
        if problem.choice_of[s] < 0 and len(problem.options_of[s]) == 1
    }
    return sum(problem.fee_opening[p] for p in sure)


def _duals(
    problem: Problem,
    strips: Ints,
    people: Ints,
    costs: Ints,
    pays: list[list[tuple[int, int]]],
    late: Callable[[], bool],
) -> tuple[Ints, Ints]:
    """Dual values of the relaxation, rounded so that little is lost; any values make a bound."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    infinity = solver.infinity()
    objective = solver.Objective()
    objective.SetMinimization()
    dear = float(costs.max() * 2 + sum(max(c for _, c in pay) for pay in pays))
    choices = []
    for choice in problem.choices:
        row = solver.Constraint(1, 1)
        for group in choice.strips:
            var = solver.NumVar(0, infinity, "")
            row.SetCoefficient(var, 1)
            price = max((problem.parts_price[s] for s in group), default=0)
            objective.SetCoefficient(var, price)
            choices.append((var, group))
    cover = []
    for strip in range(problem.n_strips):
        sure = 1 if problem.choice_of[strip] < 0 else 0
        row = solver.Constraint(sure, sure)
        left = solver.NumVar(0, infinity, "")
        row.SetCoefficient(left, 1)
        objective.SetCoefficient(left, dear)
        for var, group in choices:
            if strip in group:
                row.SetCoefficient(var, -1)
        cover.append(row)
    worked = []
    for pay in pays:
        row, one = solver.Constraint(0, 0), solver.Constraint(1, 1)
        for days, cost in pay:
            var = solver.NumVar(0, infinity, "")
            row.SetCoefficient(var, -days)
            one.SetCoefficient(var, 1)
            objective.SetCoefficient(var, cost)
        short = solver.NumVar(0, infinity, "")
        row.SetCoefficient(short, 1)
        objective.SetCoefficient(short, dear)
        worked.append(row)
    taken: set[int] = set()
    worth = np.zeros(len(cover), dtype=np.int64)
    day_worth = np.zeros(len(worked), dtype=np.int64)
    for _ in range(_MOST_ROUNDS):
        if late() or solver.Solve() != pywraplp.Solver.OPTIMAL:
            break
        worth = np.array([int(np.floor(r.dual_value())) for r in cover], dtype=np.int64)
        day_worth = np.array([int(np.ceil(-r.dual_value())) for r in worked], dtype=np.int64)
        slack = costs + people @ day_worth - strips @ worth
        worst = [int(n) for n in np.argsort(slack)[:_MOST_ADDED] if slack[n] < 0]
        added = [n for n in worst if n not in taken]
        if not added:
            break
        for n in added:
            var = solver.NumVar(0, infinity, "")
            objective.SetCoefficient(var, float(costs[n]))
            for strip in np.nonzero(strips[n])[0].tolist():
                cover[strip].SetCoefficient(var, 1)
            for person in np.nonzero(people[n])[0].tolist():
                worked[person].SetCoefficient(var, 1)
        taken.update(added)
    return worth, day_worth
