"""The whole problem at the level of unit days, looser than the judge everywhere: a CP-SAT model.

Decided are the mode of each open scene, unit day and place of each strip, each unit day's light and
call, and when each strip's first shot falls. Not decided are the order of shooting (strips of one day
merely do not overlap), meals one by one, and what is said below to be left out. Every legal plan with
everything placed gives a solution that costs no more than the judge says, so the least cost here is a
bound of all plans. Why each group of constraints holds stands with the method that states it.

References
----------
Hooker and Ottosson (2003), logic-based Benders decomposition: `cuts` adds what days cost in truth.
"""

from __future__ import annotations

from intercut.planning.pay import Pay
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.between import add_between
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.load import add_least_days, add_minors, add_work
from intercut.planning.relaxed.minutes import add_times
from intercut.planning.relaxed.people import add_people
from intercut.planning.relaxed.places import add_places
from intercut.planning.relaxed.sequence import add_sequence
from intercut.planning.relaxed.strips import add_days, add_lights, add_modes, add_strips
from intercut.planning.relaxed.wishes import add_wishes
from intercut.planning.relaxed.work import ways_of


def model_of(problem: Problem, *, times: bool) -> DayModel:
    """The model of a problem; with ``times`` the minutes of the day are part of it."""
    pay = Pay(problem)
    m = DayModel(
        problem=problem,
        times=times,
        alone=Alone(problem),
        ways=ways_of(problem),
        pay=pay,
        fixed_cost=pay.fixed,
    )
    add_modes(m)
    add_strips(m)
    add_days(m)
    add_lights(m)
    add_places(m)
    add_work(m)
    add_minors(m)
    if times:
        add_times(m)
    add_people(m)
    add_between(m)
    add_wishes(m)
    if times:
        add_sequence(m)
    add_least_days(m)
    _add_day_costs(m)
    m.total = sum(e * c for e, c in m.costs) + m.fixed_cost
    m.model.minimize(m.total)
    return m


def _add_day_costs(m: DayModel) -> None:
    """What a day costs in overtime, moves and wishes of its own: no less than the model counts, and
    no less than the cuts say."""
    for slot in m.by_slot:
        counted = sum(e * c for e, c in m.of_day[slot])
        extra = m.model.new_int_var(0, 10**9, f"extra{slot}")
        cost = m.day_cost[slot] = m.model.new_int_var(0, 2 * 10**9, f"day{slot}")
        m.model.add(cost == counted + extra)
        m.pay_for(extra, 1)
