"""What an exact look at the days of a solution tells the relaxed model (logic-based Benders cuts).

References
----------
Hooker and Ottosson (2003), Logic-based Benders decomposition.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.exact_day import MOST_ORDERED, ExactDays


def add_cuts(m: DayModel, exact: ExactDays, solver: cp_model.CpSolver) -> int:
    """Tell the model what it did not know of the days of its solution; how much that was.

    - A part of a day that cannot be one day, whatever is beside it, is forbidden on every slot on which it
      cannot be.
    - A day costs at least what a part of it costs beside any others: on every slot of the unit.
    - A day of exactly these strips costs what its best order costs, or cannot be.
    """
    problem = m.problem
    news = 0
    for slot in sorted(m.by_slot):
        options = tuple(o for o in m.by_slot[slot] if solver.value(m.x[o, slot]))
        if not options:
            continue
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
            least = exact.least(unit, options)
            if least is None or least > max(thought, exact.least_beside(unit, options)):
                for other in _slots(m, unit, options):
                    _exactly(m, other, options, least)
                news += 1
    return news


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
    inside = set(options)
    beside = [m.x[o, slot] for o in m.by_slot[slot] if o not in inside]
    if least is None:
        m.model.add_bool_or([*(m.x[o, slot].negated() for o in options), *beside])
        return
    here = sum(m.x[o, slot] for o in options)
    m.model.add(m.day_cost[slot] >= least * (here - sum(beside) - len(options) + 1))
