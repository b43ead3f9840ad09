"""Places in the relaxed model: fees, moves, openings."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from intercut.planning.relaxed.day_model import DayModel, Expr

Var = cp_model.IntVar


def add_places(m: DayModel) -> None:
    """Day fees once per place and date; openings; moves.

    A unit is somewhere after each day (`last`): at a place it came to that day, or where it was if it
    did not work. It opens each place it comes to but the one it is at already; a place it is at
    before and after a day with another place is left and opened again. Coming to n places takes
    n - 1 moves, each at least as dear as the cheapest way to that place but one.
    """
    problem, model = m.problem, m.model
    dated: dict[tuple[int, int], list[Var]] = defaultdict(list)
    for slot, options in m.by_slot.items():
        for place in sorted({problem.option_place[o] for o in options}):
            visit = m.visit[place, slot] = m.flag(f"visit{place}.{slot}")
            here = [m.x[o, slot] for o in options if problem.option_place[o] == place]
            for var in here:
                model.add_implication(var, visit)
            model.add_bool_or([visit.negated(), *here])
            dated[place, problem.slot_date[slot]].append(visit)
    for (place, _), visits in dated.items():
        if problem.fee_day[place]:
            paid: Var = visits[0]
            if len(visits) > 1:
                paid = m.flag("paid")
                model.add_max_equality(paid, visits)
            m.pay_for(paid, problem.fee_day[place])
    m.places_at = {
        slot: [p for p in range(len(problem.place_ids)) if (p, slot) in m.visit]
        for slot in m.by_slot
    }
    for slot, places in m.places_at.items():
        moves = sum(m.visit[p, slot] for p in places) - m.used[slot]
        m.moves[slot] = moves
        most = problem.production.units[problem.slot_unit[slot]].most_moves
        if most is not None and "most_moves" not in problem.soft:
            model.add(moves <= max(0, most)).only_enforce_if(m.used[slot])
        tree(m, slot, places, m.ways.cost, "cost")
    _openings(m)


def tree(m: DayModel, slot: int, places: list[int], table: list[list[int]], name: str) -> Expr:
    """The least of a table that ways between the places come to take: each is come to from
    another but the first, whose way is no dearer than the dearest."""
    problem = m.problem
    into = {
        q: min((table[p][q] for p in places if p != q and
                problem.place_base[p] == problem.place_base[q]), default=0)
        for q in places
    }  # fmt: skip
    if not any(into.values()):
        return 0
    spent = m.model.new_int_var(0, sum(into.values()), f"{name}{slot}")
    total = sum(into[q] * m.visit[q, slot] for q in places)
    first = [m.flag(f"first{name}{slot}.{q}") for q in places]
    m.model.add(sum(first) <= 1)
    for q, f in zip(places, first, strict=True):
        m.model.add_implication(f, m.visit[q, slot])
    saved = sum(into[q] * f for q, f in zip(places, first, strict=True))
    m.model.add(spent >= total - saved)
    if name == "cost":
        m.move_cost[slot] = spent
        m.pay_day(slot, spent, 1)
    return spent


def _openings(m: DayModel) -> None:
    problem, model = m.problem, m.model
    shot_out = any(p.name == "places_shot_out" for p in problem.production.preferences)
    if not any(problem.fee_opening) and not shot_out:
        return
    for unit in range(len(problem.unit_ids)):
        before: dict[int, Var] = {}
        for slot in (s for s in m.slots if problem.slot_unit[s] == unit and s in m.by_slot):
            used, after = m.used[slot], {}
            for place in sorted({*before, *m.places_at[slot]}):
                last = after[place] = m.last[place, slot] = m.flag(f"last{place}.{slot}")
                visit = m.visit.get((place, slot))
                was = before.get(place)
                model.add(last <= (0 if visit is None else visit) + (0 if was is None else was))
                model.add(last <= (0 if visit is None else visit) + 1 - used)
                if visit is None:
                    continue
                opened = m.flag(f"open{place}.{slot}")
                m.opens[unit, place].append(opened)
                m.opened[place, slot] = opened
                if was is not None:
                    m.was[place, slot] = was
                m.pay_for(opened, problem.fee_opening[place])
                if was is None:
                    model.add_implication(visit, opened)
                    continue
                model.add_bool_or([visit.negated(), was, opened])
                for other in m.places_at[slot]:
                    if other != place:
                        model.add_bool_or([
                            last.negated(), was.negated(),
                            m.visit[other, slot].negated(), opened,
                        ])  # fmt: skip
            model.add(sum(after.values()) <= 1)
            before = after
