"""What the native kernel needs to know of one unit's days: the numbers `ExactDays` reads, in lists."""

from __future__ import annotations

from typing import Any

from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.work import NO_LIMIT
from intercut.schedule.rules.rest import rest_asked


def tables_of(m: DayModel, exact: ExactDays) -> dict[str, Any]:
    """The days of the one unit of a problem, by the names of `cpp/days/exact_day.hpp`."""
    problem = m.problem
    unit = problem.production.units[0]
    rows = problem.option_row
    strips = [problem.option_strip[o] for o in range(len(rows))]
    first_shot, set_change, light_change = problem.crew[0]
    n = problem.n_strips
    own = sorted(exact.own)
    number = {p: k for k, p in enumerate(own)}
    known = m.windows
    lights = range(len(LIGHTS))
    longest = -1 if "longest_day" in problem.soft else unit.longest_minutes
    moves = unit.most_moves
    return {
        "strip": strips,
        "place": [r[0] for r in rows],
        "set": [r[1] for r in rows],
        "light": [r[2] for r in rows],
        "setup": [r[3] for r in rows],
        "minutes": [r[4] for r in rows],
        "eighths": [problem.eighths[s] for s in strips],
        "with_child": [int(exact.with_child[s]) for s in strips],
        "people": [sorted(number[p] for p in r[7] if p in number) for r in rows],
        "move_minutes": problem.move_minutes,
        "move_cost": problem.move_cost,
        "place_setup": problem.place_setup,
        "first_shot": first_shot,
        "set_change": set_change,
        "light_change": light_change,
        "normal": unit.normal_minutes,
        "longest": longest,
        "most_moves": -1 if moves is None or "most_moves" in problem.soft else max(0, moves),
        "grid": m.alone.rules.grid,
        "meal_after": problem.meal_after,
        "meal_length": problem.meal_length if problem.meal_after > 0 else 0,
        "unit_wrap": problem.unit_wrap,
        "overtime_hour": problem.index.money(unit.overtime_hour),
        **exact.prices(),
        "before": [[int((a, b) in exact.before) for b in range(n)] for a in range(n)],
        "turned": [[int((b, a) in exact.neighbours) for b in range(n)] for a in range(n)],
        "own_longest": [_or_none(exact.own[p][0]) for p in own],
        "own_normal": [_or_none(exact.own[p][1]) for p in own],
        "own_rate": [exact.own[p][2] for p in own],
        "own_aside": [problem.preparation[p] + problem.strike[p] for p in own],
        "cast": [sorted(problem.people_of[s]) for s in strips],
        "ready": problem.preparation,
        "strike": problem.strike,
        "rest": _rest(problem),
        "calls_free": "call" in problem.soft,
        "calls": [
            [
                list(m.alone.calls(slot, light))
                if "unit_light" in problem.soft or LIGHTS[light] in unit.lights
                else []
                for light in lights
            ]
            for slot in m.slots
        ],
        "windows": [
            [
                [
                    list(known[o, slot][light]) if (o, slot) in known else []
                    for o in range(len(rows))
                ]
                for light in lights
            ]
            for slot in m.slots
        ],
    }


def _rest(problem: Problem) -> list[list[int]]:
    """By slot and person the minutes from wrap on its date to a call on the next one, on the clock of
    that one; nothing where rest binds nobody, or no one base is known whose clock tells."""
    bases = {problem.place_base[p] for p in problem.option_place}
    if {"rest", "call"} & set(problem.soft) or len(bases) != 1 or -1 in bases:
        return []
    base = bases.pop()
    found = []
    for slot in range(problem.n_slots):
        date = problem.slot_date[slot]
        one, two = problem.zero.get((base, date)), problem.zero.get((base, date + 1))
        if one is None or two is None:
            found.append([-NO_LIMIT] * len(problem.person_ids))
            continue
        day = problem.dates[date + 1]
        found.append([
            rest_asked(problem.index, p.id, day) - (two - one) for p in problem.production.people
        ])  # fmt: skip
    return found


def _or_none(minutes: int | None) -> int:
    return -1 if minutes is None else minutes
