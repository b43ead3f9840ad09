"""The order of shooting of each unit day in the relaxed model: for shorts, where minutes are told.

One circuit a slot leads from the call over the strips of the day to the wrap. It gives what the
order decides: ways and changes in full, moves, openings of places, children and big scenes, and
how much work comes before each strip. Meals are counted as the work asks for at least (see `work`), from
the call to the end of each strip and of the day.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from intercut.planning.relaxed.day_model import DayModel, Expr
from intercut.planning.wished import wishes_of

Var = cp_model.IntVar


@dataclass(slots=True)
class Order:
    """The circuit of one slot: arcs from the call, to the wrap, and between options."""

    first: dict[int, Var] = field(default_factory=dict)
    last: dict[int, Var] = field(default_factory=dict)
    then: dict[tuple[int, int], Var] = field(default_factory=dict)


def add_sequence(m: DayModel) -> None:
    """The circuits of all slots and what follows from them."""
    orders = {slot: _circuit(m, slot) for slot in m.by_slot}
    most = _most_work(m)
    done = {
        strip: m.model.new_int_var(0, most, f"done{strip}") for strip in m.by_strip
    }  # fmt: skip
    for slot, order in orders.items():
        _follow(m, slot, order, done)
        _ways(m, slot, order)
        _openings(m, slot, order)
        _within_day(m, slot, order)
    for strip, work in done.items():
        meals = _meals(m, work, most, f"s{strip}")
        for option, slot in m.by_strip[strip]:
            m.model.add(
                m.begin[strip] + m.problem.minutes[strip]
                >= m.call[slot] + work + m.problem.meal_length * meals
            ).only_enforce_if(m.x[option, slot])
    for slot in m.by_slot:
        meals = _meals(m, m.work[slot], most, f"d{slot}")
        length = m.wrap[slot] - m.call[slot]
        least = m.work[slot] + m.problem.meal_length * meals + m.problem.unit_wrap
        m.model.add(length >= least).only_enforce_if(m.used[slot])


def _circuit(m: DayModel, slot: int) -> Order:
    """Who follows whom: strips of one base, the later of which may still begin in time."""
    problem = m.problem
    options = m.by_slot[slot]
    order = Order()
    arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, m.used[slot].negated())]
    for n, o in enumerate(options, start=1):
        order.first[o], order.last[o] = m.flag(f"f{o}.{slot}"), m.flag(f"l{o}.{slot}")
        arcs += [
            (n, n, m.x[o, slot].negated()),
            (0, n, order.first[o]),
            (n, 0, order.last[o]),
        ]
    for n, a in enumerate(options, start=1):
        one = problem.option_strip[a]
        for k, b in enumerate(options, start=1):
            two = problem.option_strip[b]
            if one == two or problem.option_row[a][6] != problem.option_row[b][6]:
                continue
            earliest = min(lo for spans in m.windows[a, slot] for lo, _ in spans)
            latest = max(hi for spans in m.windows[b, slot] for _, hi in spans)
            if earliest + problem.minutes[one] + _way(m, slot, a, b) <= latest:
                order.then[a, b] = m.flag(f"t{a}.{b}.{slot}")
                arcs.append((n, k, order.then[a, b]))
    m.model.add_circuit(arcs)
    return order


def _way(m: DayModel, slot: int, a: int, b: int) -> int:
    """Minutes from the last shot of one option to the first of the next, meals aside."""
    problem = m.problem
    one, two = problem.option_row[a], problem.option_row[b]
    _, set_change, light_change = problem.crew[problem.slot_unit[slot]]
    if one[0] != two[0]:
        return problem.move_minutes[one[0]][two[0]] + problem.place_setup[two[0]] + two[3]
    if one[1] != two[1]:
        return set_change + two[3]
    return (light_change if one[2] != two[2] else 0) + two[3]


def _follow(m: DayModel, slot: int, order: Order, done: dict[int, Var]) -> None:
    """Times and work along the circuit."""
    problem, model = m.problem, m.model
    first_shot = problem.crew[problem.slot_unit[slot]][0]
    terms: Expr = 0
    for o, arc in order.first.items():
        strip, row = problem.option_strip[o], problem.option_row[o]
        begun = first_shot + problem.place_setup[row[0]] + row[3]
        terms += begun * arc
        model.add(done[strip] >= begun + row[4]).only_enforce_if(arc)
    for (a, b), arc in order.then.items():
        one, two = problem.option_strip[a], problem.option_strip[b]
        way = _way(m, slot, a, b)
        terms += way * arc
        model.add(m.begin[two] >= m.begin[one] + problem.minutes[one] + way).only_enforce_if(arc)
        model.add(done[two] >= done[one] + way + problem.minutes[two]).only_enforce_if(arc)
    shot = sum(problem.minutes[problem.option_strip[o]] * m.x[o, slot] for o in m.by_slot[slot])
    model.add(m.work[slot] >= terms + shot)


def _ways(m: DayModel, slot: int, order: Order) -> None:
    """Moves in full, where at least as many were counted."""
    problem = m.problem
    place = problem.option_place
    moved = [(a, b, arc) for (a, b), arc in order.then.items() if place[a] != place[b]]
    moves = sum(arc for _, _, arc in moved)
    most = problem.production.units[problem.slot_unit[slot]].most_moves
    if most is not None and "most_moves" not in problem.soft:
        m.model.add(moves <= max(0, most))
    for price, _ in wishes_of(problem).get("few_moves", ()):
        m.pay_day(slot, moves - m.moves[slot], price)
    cost = sum(problem.move_cost[place[a]][place[b]] * arc for a, b, arc in moved)
    m.pay_day(slot, cost - m.move_cost.get(slot, 0), 1)


def _openings(m: DayModel, slot: int, order: Order) -> None:
    """Each visit opens its place, but the first one where the unit is at that place already."""
    problem = m.problem
    back = sum(price for price, _ in wishes_of(problem).get("places_shot_out", ()))
    for place in m.places_at[slot]:
        if (place, slot) not in m.opened:
            continue
        here = [o for o in m.by_slot[slot] if problem.option_place[o] == place]
        began = sum(order.first[o] for o in here)
        ended = sum(order.last[o] for o in here)
        m.model.add(m.last[place, slot] <= ended + 1 - m.used[slot])
        comes = sum(
            arc for (a, b), arc in order.then.items()
            if b in here and problem.option_place[a] != place
        )  # fmt: skip
        stays: Expr = 0
        if (place, slot) in m.was:
            stays = m.flag(f"stays{place}.{slot}")
            m.model.add(stays <= began)
            m.model.add_implication(stays, m.was[place, slot])
        opened = comes + began - stays
        m.pay_for(opened - m.opened[place, slot], problem.fee_opening[place] + back)


def _within_day(m: DayModel, slot: int, order: Order) -> None:
    """Children after others, and big scenes at the ends of days of three strips or more."""
    problem, asked = m.problem, wishes_of(m.problem)
    options = m.by_slot[slot]
    children = {n for n, p in enumerate(problem.production.people) if p.minor_profile}
    for price, _ in asked.get("children_early", ()):
        with_child = [not children.isdisjoint(problem.option_row[o][7]) for o in options]
        for o, child in zip(options, with_child, strict=True):
            if not child:
                continue
            late = m.flag(f"late{o}.{slot}")
            m.pay_day(slot, late, price)
            for other, also in zip(options, with_child, strict=True):
                if not also:
                    one, two = problem.option_strip[o], problem.option_strip[other]
                    m.model.add(m.begin[one] <= m.begin[two]).only_enforce_if(
                        [m.x[o, slot], m.x[other, slot], late.negated()]
                    )
    for price, settings in asked.get("big_scenes_neither_first_nor_last", ()):
        big = [o for o in options if problem.option_row[o][5] >= settings["eighths"]]
        if not big or len(options) < 3:
            continue
        three = m.flag(f"three{slot}")
        m.model.add(sum(m.x[o, slot] for o in options) <= 2).only_enforce_if(three.negated())
        for o in big:
            for arc in (order.first[o], order.last[o]):
                due = m.flag(f"end{o}.{slot}")
                m.model.add_bool_or([three.negated(), arc.negated(), due])
                m.pay_day(slot, due, price)


def _most_work(m: DayModel) -> int:
    """More minutes of work than any unit day has, from what its strips may take."""
    problem = m.problem
    rows = problem.option_row
    work = max((row[3] + row[4] for row in rows), default=0)
    setup = max(problem.place_setup, default=0)
    move = max((minutes for row in problem.move_minutes for minutes in row), default=0)
    change = max((minutes for crew in problem.crew for minutes in crew), default=0)
    return (problem.n_strips + 1) * (work + setup + move + change)


def _meals(m: DayModel, work: Var, most: int, name: str) -> Expr:
    """How many meals so much work asks for at least."""
    after = m.problem.meal_after
    if after <= 0 or m.problem.meal_length <= 0:
        return 0
    longest = max((u.longest_minutes for u in m.problem.production.units), default=0)
    known = most if "longest_day" in m.problem.soft else min(most, longest)
    eaten = [m.flag(f"meal{name}.{n}") for n in range(max(0, -(-known // after) - 1))]
    if eaten:
        capped = m.model.new_int_var(0, after * (len(eaten) + 1), f"until{name}")
        m.model.add_min_equality(capped, [work, m.model.new_constant(after * (len(eaten) + 1))])
        m.model.add(capped <= after + sum(after * e for e in eaten))
    return sum(eaten)
