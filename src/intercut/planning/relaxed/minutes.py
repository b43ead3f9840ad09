"""Minutes of the day in the relaxed model: calls, first shots, wraps."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from intercut.planning.problem import LIGHTS
from intercut.planning.relaxed.alone import EARLIEST, LATEST
from intercut.planning.relaxed.day_model import DayModel


def add_times(m: DayModel) -> None:
    """Each strip begins in one of its windows; strips of one unit day do not overlap.

    A strip and its own set-up right before it fill time nothing else of the unit does (a meal that
    comes between moves the set-up earlier). The call lies before the first set-up, the
    wrap after everything; meals lie between, so the length holds the work.
    """
    problem, model = m.problem, m.model
    step = 1 if "call" in problem.soft else m.alone.rules.grid
    for slot in m.by_slot:
        call = m.call[slot] = model.new_int_var(EARLIEST, LATEST, f"call{slot}")
        wrap = m.wrap[slot] = model.new_int_var(EARLIEST, 2 * LATEST, f"wrap{slot}")
        for n in range(len(LIGHTS)):
            if (slot, n) in m.light:
                calls = [
                    call
                    for low, high in m.alone.calls(slot, n)
                    for call in range(low, high + 1, step)
                ]
                domain = cp_model.Domain.from_values(calls)
                model.add_linear_expression_in_domain(call, domain).only_enforce_if(
                    m.light[slot, n]
                )
        unit = problem.production.units[problem.slot_unit[slot]]
        length = wrap - call
        if "longest_day" not in problem.soft:
            model.add(length <= unit.longest_minutes).only_enforce_if(m.used[slot])
        model.add(length >= m.work[slot] + problem.unit_wrap).only_enforce_if(m.used[slot])
        if m.hours[slot]:
            last = m.hours[slot][-1]
            model.add(length <= unit.normal_minutes + 60 * sum(m.hours[slot])).only_enforce_if(
                [m.used[slot], last.negated()]
            )
    lanes: dict[int, list[cp_model.IntervalVar]] = defaultdict(list)
    for strip, ways in m.by_strip.items():
        begin = m.begin[strip] = model.new_int_var(EARLIEST, LATEST, f"begin{strip}")
        minutes, setup = problem.minutes[strip], problem.setup[strip]
        for option, slot in ways:
            x = m.x[option, slot]
            unit = problem.production.units[problem.slot_unit[slot]]
            ready = (
                unit.first_shot_minutes
                + problem.place_setup[problem.option_place[option]] + setup
            )  # fmt: skip
            model.add(begin >= m.call[slot] + ready).only_enforce_if(x)
            model.add(begin + minutes + problem.unit_wrap <= m.wrap[slot]).only_enforce_if(x)
            lanes[slot].append(
                model.new_optional_fixed_size_interval_var(begin - setup, minutes + setup, x, "")
            )
            lit = [n for n in range(len(LIGHTS)) if (slot, n) in m.light]
            for spans in {m.windows[option, slot][n] for n in lit}:
                if not spans:
                    continue
                which = [n for n in lit if m.windows[option, slot][n] == spans]
                domain = cp_model.Domain.from_intervals([list(s) for s in spans])
                for on in (
                    [[x]] if len(which) == len(lit) else [[x, m.light[slot, n]] for n in which]
                ):
                    model.add_linear_expression_in_domain(begin, domain).only_enforce_if(on)
    for intervals in lanes.values():
        if len(intervals) > 1:
            model.add_no_overlap(intervals)
