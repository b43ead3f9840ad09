"""Where each strip alone may stand: unit days, and in each light the minutes at which it may begin."""

from __future__ import annotations

from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.alone import Alone, Spans

Windows = dict[tuple[int, int], list[Spans]]
"""By option and slot, for each light the minutes of the first shot; only where there are any."""


def windows_of(problem: Problem, alone: Alone) -> Windows:
    """The windows of every option on every slot of the problem's: units, dates, pins, permits and
    availability by date are in those slots already.

    Left out are slots on which the strip alone has no minute to begin in any light, and those on
    which it breaks a hard rule whatever else there is.
    """
    found: Windows = {}
    for option, slots in enumerate(problem.option_slots):
        for slot in slots:
            if _hard_alone(problem, option, slot):
                continue
            windows = [
                alone.windows(option, slot, light) if _may_work(problem, slot, light) else ()
                for light in range(len(LIGHTS))
            ]
            if any(windows):
                found[option, slot] = windows
    return found


def lights_of(problem: Problem, slot: int) -> list[int]:
    """The lights a unit day there may have."""
    return [light for light in range(len(LIGHTS)) if _may_work(problem, slot, light)]


def _may_work(problem: Problem, slot: int, light: int) -> bool:
    unit = problem.production.units[problem.slot_unit[slot]]
    return "unit_light" in problem.soft or LIGHTS[light] in unit.lights


def _hard_alone(problem: Problem, option: int, slot: int) -> bool:
    """Whether the option breaks a hard rule there whatever else: apart, pages, pins of days."""
    strip, date, unit = (
        problem.option_strip[option],
        problem.slot_date[slot],
        problem.slot_unit[slot],
    )
    if not problem.slot_works[slot] and "calendar" not in problem.soft:
        return True
    if any(c.price is None and c.dates >> date & 1 for c in problem.clashes[option]):
        return True
    fixed = next((f for f in problem.pinned.days if (f.unit, f.date) == (unit, date)), None)
    return fixed is not None and strip not in fixed.strips
