"""Why a strip stays in the boneyard: the rules that were in the way on the dates tried."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Final

from intercut.domain.finding import Level
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.scene import Light
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.alone import Alone
from intercut.planning.shut import is_shut, why_shut
from intercut.planning.state import State
from intercut.schedule import check
from intercut.schedule.obstacles import obstacle

_MOST_DATES = 6
_MOST_STRIPS = 12
_DAYS_AROUND = 9
_LARGE = 500


def nowhere(problem: Problem) -> bool:
    """Whether some strip may stand on no day at all, whatever else is planned: a proof that not
    everything fits."""
    alone = Alone(problem)
    for strip in range(problem.n_strips):
        if problem.choice_of[strip] >= 0:
            continue
        if not problem.pinned.shot[strip] and is_shut(problem, strip, alone):
            return True
        if not any(problem.option_slots[o] for o in problem.options_of[strip]):
            return True
        if "longest_day" in problem.soft:
            continue
        units = {problem.slot_unit[s] for o in problem.options_of[strip]
                 for s in problem.option_slots[o]}  # fmt: skip
        work = problem.minutes[strip] + problem.setup[strip]
        longest = problem.production.units
        if all(work + problem.crew[u][0] > longest[u].longest_minutes for u in units):
            return True
    return False


def why_unplaced(problem: Problem, state: State, plan: Plan) -> dict[str, tuple[str, str]]:
    """What was in the way of strips in the boneyard, on which dates, and what to do; by number."""
    left = [problem.strip_index[s] for s in plan.boneyard]
    return {
        problem.strips[strip].number: _why(problem, state, plan, strip)
        for strip in left[:_MOST_STRIPS]
    }


def _why(problem: Problem, state: State, plan: Plan, strip: int) -> tuple[str, str]:
    number = problem.strips[strip].number
    known = obstacle(problem.index, problem.strips[strip])
    if known:
        return f"Strip {number} is not scheduled{known}.", ""
    ways = [(o, s) for o in problem.options_of[strip] for s in problem.option_slots[o]]
    if not ways:
        return (
            (
                f"Strip {number} is not scheduled: its dates, people, place, elements and pins "
                "leave no unit day."
            ),
            "Loosen one of these, or give the calendar more days.",
        )
    if shut := why_shut(problem, strip):
        by_call = {"call", "light"} <= set(shut.rules)
        return shut.message, _remedy(problem, strip, "light") if by_call else shut.fix
    most = _MOST_DATES if problem.n_strips <= _LARGE else _MOST_DATES // 2
    step = max(1, len(ways) // most)
    blocked: Counter[str] = Counter()
    dates: dict[str, None] = {}
    for option, slot in ways[::step][:most]:
        around = _around(problem, plan, problem.dates[problem.slot_date[slot]], strip)
        before = {(f.code, f.message) for f in check(problem.production, around, problem.index)}
        trial = _with(problem, state, around, option, slot)
        codes = {
            f.code.removeprefix("rule.")
            for f in check(problem.production, trial, problem.index)
            if f.level is Level.ERROR and f.code != "unplaced" and (f.code, f.message) not in before
        }
        blocked.update(codes)
        dates[str(problem.dates[problem.slot_date[slot]])] = None
    if not blocked:
        return (
            f"Strip {number} is not scheduled: no time was left to place it.",
            "Plan on from this board, with more seconds or iterations.",
        )
    rules = ", ".join(f"{rule} ({n})" for rule, n in blocked.most_common(4))
    return (
        f"Strip {number} is not scheduled: put on {', '.join(dates)} it would break {rules}.",
        _remedy(problem, strip, blocked.most_common(1)[0][0]),
    )


def _around(problem: Problem, plan: Plan, date: dt.date, strip: int) -> Plan:
    """The days of a plan that can have a say in what is shot on a date: a week and its rests to both
    sides, and wherever something stands that an order rule ties it to.

    A season is judged in a tenth of a second, and a few dozen of these would outlast its time limit.
    """
    bound = {
        problem.strips[s].id
        for k in problem.orders_of[strip]
        for group in problem.orders[k].groups
        for s in group
    }

    def concerns(day: UnitDay) -> bool:
        near = abs((day.date - date).days) <= _DAYS_AROUND
        return near or any(e.strip in bound for e in day.strips)

    return replace(plan, days=tuple(day for day in plan.days if concerns(day)))


def _remedy(problem: Problem, strip: int, rule: str) -> str:
    """What a first AD can do about the rule that is most in the way."""
    light = problem.strips[strip].light
    if rule == "light" and light in {Light.DAWN, Light.DUSK}:
        return (
            f"Let the unit be called so that it shoots at {light} (`earliest_call` and "
            "`latest_call` in `units`), say where the place is (`latitude`, `longitude`), or let "
            "the scene be lit as another time of day (`light` in `scenes`)."
        )
    return _REMEDIES.get(rule, "Loosen the rule named first, or give the calendar more days.")


_REMEDIES: Final = {
    "light": "Give a unit the days it needs (`lights` in `units`), or the scene another `light`.",
    "longest_day": "Shorten its `minutes`, cut it into `sittings`, or allow a longer day.",
    "page_limit": "Raise the unit's `page_limit`, or give the calendar more days.",
    "rest": "Give the calendar more days, so that a free one can stand before or after.",
    "available": "Ask for other dates of its people and elements (`availability`).",
    "apart": "Let the scene be shot in parts, or end the keep-apart rule earlier.",
    "minors": "Shorten the scene, or shoot the child's part alone.",
}
"""Rule -> what most often helps."""


def _with(problem: Problem, state: State, plan: Plan, option: int, slot: int) -> Plan:
    """The plan with the strip at the end of a unit day."""
    production = problem.production
    unit = production.units[problem.slot_unit[slot]]
    date = problem.dates[problem.slot_date[slot]]
    entry = PlacedStrip(
        strip=problem.strips[problem.option_strip[option]].id,
        place=production.places[problem.option_place[option]].id,
    )
    days = []
    done = False
    for day in plan.days:
        if day.unit == unit.id and day.date == date:
            done = True
            days.append(replace(day, entries=(*day.entries, entry)))
        else:
            days.append(day)
    if not done:
        ways = [state.book.best(slot, light, (option,)) for light in range(len(LIGHTS))]
        best = min(ways, key=lambda d: (d.hard, d.cost))
        days.append(
            UnitDay(
                unit=unit.id, date=date, call=best.call, light=LIGHTS[best.light], entries=(entry,)
            )
        )
    boneyard = tuple(s for s in plan.boneyard if s != entry.strip)
    return replace(plan, days=tuple(days), boneyard=boneyard)
