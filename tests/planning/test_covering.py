"""Covering strips by sets that may be one day: no day of any plan is cheaper than its set says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.plans import placings
from intercut.planning.problem import problem_of
from intercut.planning.relaxed.covering import Covering, covering_of
from intercut.planning.relaxed.model import model_of
from intercut.schedule import judge

Make = Callable[[str, int], Production]


def covering(production: Production) -> Covering:
    found = covering_of(model_of(problem_of(production), times=False))
    assert found is not None
    return found


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_no_legal_plan_is_cheaper_than_the_covering(make: Make, seed: int) -> None:
    production = make("short", seed)
    result = solve(production, seconds=None, iterations=100, threads=1)
    assert judge(production, result.plan).legal
    assert covering(production).total <= result.cost


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_every_day_of_a_legal_plan_is_worth_no_more_than_it_costs(make: Make, seed: int) -> None:
    production = make("short", seed)
    found, problem = covering(production), problem_of(production)
    result = solve(production, seconds=None, iterations=60, threads=1)
    unit = production.units[0]
    lengths = {d.date: d.wrap - d.call for d in result.judgement.timetable.days}
    for slot, _, options in placings(problem, result.plan):
        placed = [o for o in options if o >= 0]
        strips = [problem.option_strip[o] for o in placed]
        people = {p for s in strips for p in problem.people_of[s]}
        elements = {e for s in strips for e in problem.elements_of[s]}
        over = lengths[problem.dates[problem.slot_date[slot]]] - unit.normal_minutes
        places = [problem.option_place[o] for o in placed]
        money = problem.index.money
        cost = money(unit.day_cost) + max(0, -(-over // 60)) * money(unit.overtime_hour)
        cost += sum(problem.fee_day[p] for p in set(places))
        cost += sum(problem.move_cost[a][b] for a, b in pairwise(places) if a != b)
        cost += sum(money(production.elements[e].day_rate) for e in elements)
        day_worth = sum(found.day_worth[p] for p in people)
        assert cost + day_worth >= sum(found.worth[s] for s in strips) + found.spare


def test_it_says_more_than_each_part_by_itself(make: Make) -> None:
    production = make("short", 3)
    alone = solve(production, seconds=None, iterations=0).bound
    assert alone is not None
    assert covering(production).total > alone


def test_of_several_units_nothing_is_said(make: Make) -> None:
    production = make("short", 1)
    second = replace(production.units[0], id=type(production.units[0].id)("second"), name="Second")
    production = replace(production, units=(*production.units, second))
    assert covering_of(model_of(problem_of(production), times=False)) is None
