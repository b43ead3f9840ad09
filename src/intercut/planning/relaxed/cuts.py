"""What an exact look at the days of a solution tells the relaxed model (logic-based Benders cuts).

References
----------
Hooker and Ottosson (2003), Logic-based Benders decomposition.
"""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model

from intercut.planning.relaxed.day_model import DayModel, Expr
from intercut.planning.relaxed.exact_day import MOST_ORDERED, ExactDays
from intercut.planning.relaxed.turnaround import Turnarounds


def add_cuts(
    m: DayModel,
    exact: ExactDays,
    rests: Turnarounds,
    solver: cp_model.CpSolver,
    slack: int,
    stopped: Callable[[], bool],
) -> int:
    """Tell the model what it did not know of the days of its solution; how much that was.

    Once it is ``stopped`` nothing more is looked at.

    - A part of a day that cannot be one day, whatever is beside it, is forbidden on every slot on which it
      cannot be.
    - A day costs at least what a part of it costs beside any others: on every slot of the unit.
    - A day of exactly these strips costs what its best order costs, or cannot be; on one date, what it
      costs with the waiting light and hours ask for.
    - What a day at several places costs beside the places it opens hangs on where the unit comes from.
    - Parts of two days in a row that cannot both be for the rest between them, whatever is beside them, are
      forbidden wherever that holds.
    - Two days in a row of exactly these strips cost what the rest between them leaves; looked for only
      where the days themselves have no news. Beyond ``slack`` more than thought nobody asks how much.
    """
    problem = m.problem
    news = 0
    for slot in sorted(m.by_slot):
        options = tuple(o for o in m.by_slot[slot] if solver.value(m.x[o, slot]))
        if not options:
            continue
        if stopped():
            return news
        unit = problem.slot_unit[slot]
        if not exact.possible(slot, options):
            news += _forbid(m, exact, exact.core(slot, options))
            continue
        thought = solver.value(m.day_cost[slot])
        if exact.least_beside(unit, options) > thought:
            part = exact.dear(unit, options)
            price = exact.least_beside(unit, part)
            for other in _slots(m, unit, part):
                here = sum(m.x[o, other] for o in part)
                m.model.add(m.day_cost[other] >= price * (here - len(part) + 1))
            news += 1
        if len(options) <= MOST_ORDERED:
            thought = max(thought, exact.least_beside(unit, options))
            least = exact.least(unit, options)
            if least is None or least > thought:
                for other in _slots(m, unit, options):
                    _exactly(m, other, options, least)
                news += 1
            if least is None:
                continue
            dated = exact.least_on(slot, options)
            if dated is None or dated > max(thought, least):
                _exactly(m, slot, options, dated)
                news += 1
            if dated is not None:
                news += _opened(m, exact, solver, slot, options)
    return news or _rested(m, rests, solver, slack, stopped)


def _opened(
    m: DayModel,
    exact: ExactDays,
    solver: cp_model.CpSolver,
    slot: int,
    options: tuple[int, ...],
) -> int:
    """What a day of exactly these strips at several places costs with the places it opens, coming from
    where the unit is before it and ending where it is after."""
    places = sorted({m.problem.option_place[o] for o in options})
    prices = [(exact.opening(p), m.opened[p, slot]) for p in places if (p, slot) in m.opened]
    if len(places) < 2 or len(prices) < len(places):
        return 0
    before = [p for p in places if (p, slot) in m.was and solver.value(m.was[p, slot])]
    after = [p for p in places if (p, slot) in m.last and solver.value(m.last[p, slot])]
    was, last = before[0] if before else None, after[0] if after else None
    least = exact.least_opened(slot, options, was, last)
    thought = solver.value(m.day_cost[slot]) + sum(c * solver.value(v) for c, v in prices)
    if least is not None and least <= thought:
        return 0
    here = _here(m, slot, options)
    if was is None:
        here -= sum(m.was[p, slot] for p in places if (p, slot) in m.was)
    else:
        here -= 1 - m.was[was, slot]
    if last is not None:
        here -= 1 - m.last[last, slot]
    if least is None:
        m.model.add(here <= 0)
    else:
        m.model.add(m.day_cost[slot] + sum(c * v for c, v in prices) >= least * here)
    return 1


def _rested(
    m: DayModel,
    rests: Turnarounds,
    solver: cp_model.CpSolver,
    slack: int,
    stopped: Callable[[], bool],
) -> int:
    """Cuts of days in a row."""
    problem = m.problem
    shot = {
        slot: tuple(o for o in m.by_slot[slot] if solver.value(m.x[o, slot]))
        for slot in sorted(m.by_slot)
    }
    news = 0
    for one, first in shot.items():
        if stopped():
            break
        unit, date = problem.slot_unit[one], problem.slot_date[one]
        two = problem.slot_at.get((unit, date + 1))
        if two is None or not first or not shot.get(two) or not rests.suits(one, two):
            continue
        blamed = rests.blame(one, first, two, shot[two])
        if blamed is not None:
            news += _part(m, rests, one, blamed)
            continue
        thought = solver.value(m.day_cost[one]) + solver.value(m.day_cost[two])
        least = rests.least(one, first, two, shot[two], thought + slack + 1)
        if least is not None and least > thought:
            here = _here(m, one, first) + _here(m, two, shot[two])
            m.model.add(m.day_cost[one] + m.day_cost[two] >= least * (here - 1))
            news += 1
    return news


def _part(
    m: DayModel,
    rests: Turnarounds,
    one: int,
    blamed: tuple[tuple[int, ...], tuple[int, ...]],
) -> int:
    """Forbid parts of two days in a row wherever they cannot both be."""
    problem, news = m.problem, 0
    first, then = blamed
    for slot in _slots(m, problem.slot_unit[one], first):
        after = problem.slot_at.get((problem.slot_unit[one], problem.slot_date[slot] + 1))
        if after is None or not all((o, after) in m.x for o in then):
            continue
        if rests.suits(slot, after) and not rests.possible(slot, first, after, then):
            m.model.add_bool_or([
                *(m.x[o, slot].negated() for o in first),
                *(m.x[o, after].negated() for o in then),
            ])  # fmt: skip
            news += 1
    return news


def _here(m: DayModel, slot: int, options: tuple[int, ...]) -> Expr:
    """1 where a unit day is exactly of these options, else 0 or less."""
    beside = [m.x[o, slot] for o in m.by_slot[slot] if o not in options]
    return sum(m.x[o, slot] for o in options) - sum(beside) - len(options) + 1


def _slots(m: DayModel, unit: int, options: tuple[int, ...]) -> list[int]:
    """Slots of a unit on which all of these may stand."""
    return [
        s
        for s in m.by_slot
        if m.problem.slot_unit[s] == unit and all((o, s) in m.x for o in options)
    ]


def _forbid(m: DayModel, exact: ExactDays, part: tuple[int, ...]) -> int:
    count = 0
    for slot in m.by_slot:
        if all((o, slot) in m.x for o in part) and not exact.possible(slot, part):
            m.model.add_bool_or([m.x[o, slot].negated() for o in part])
            count += 1
    return count


def _exactly(m: DayModel, slot: int, options: tuple[int, ...], least: int | None) -> None:
    if least is None:
        beside = [m.x[o, slot] for o in m.by_slot[slot] if o not in options]
        m.model.add_bool_or([*(m.x[o, slot].negated() for o in options), *beside])
        return
    m.model.add(m.day_cost[slot] >= least * _here(m, slot, options))
