"""The whole plan as one integer programme, a little too kind: its optimum is a bound.

Which strip is shot on which unit day at which place is decided in full; within a day only what
every order shares is counted (work, set-ups, moves, meals), between days what people, places and
crews cost. Rest, hours of the clock and wishes are left out, so that no legal plan costs less.
Solved by CP-SAT of OR-Tools with one worker and a fixed seed, so that it gives the same every
time it is stopped by its deterministic time. Its solution is also a plan to look at.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Any

from ortools.sat.python import cp_model

from intercut.domain.apart import Degree
from intercut.domain.people import PayKind
from intercut.domain.production import OrderKind
from intercut.domain.scene import Light
from intercut.planning.bounds import bound_of, pay_for
from intercut.planning.capacity import Capacity, least_days
from intercut.planning.clock import clock_of
from intercut.planning.dayrules import DayRules
from intercut.planning.problem import Problem
from intercut.planning.wished import wishes_of
from intercut.schedule.ages import band_on

Expr = Any
"""A linear expression of CP-SAT, or a number: its stubs know no sum of both."""

MOST_ORDERED = 7
"""Days of more strips are not looked at in every order."""

MOST_PLACINGS = 2500
"""Above so many ways to place single strips the programme is not written down."""


_MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the programme says: a proved bound (None = nothing proved), whether it has no solution
    at all, and the slots with the options its best solution puts there."""

    bound: int | None
    impossible: bool
    days: dict[int, tuple[int, ...]]
    modes: tuple[int, ...]


class Relaxation:
    """The programme of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.called_off = False
        self._thought: dict[int, int] = {}
        self._prices: dict[tuple[int, tuple[int, ...]], int | None] = {}
        self.cost: list[Expr] = []
        self.rules = DayRules(problem)
        self.capacity = Capacity(problem)
        self.slots_on: dict[int, list[int]] = {}
        for slot, date in enumerate(problem.slot_date):
            self.slots_on.setdefault(date, []).append(slot)
        self._placing()
        self.day_price: dict[int, cp_model.IntVar] = {}
        self._visits()
        self._time()
        self._places()
        self._people()
        self._elements()
        self._rules()
        self._wishes()
        self._least_days()
        self.model.minimize(sum(self.cost))

    @staticmethod
    def suits(problem: Problem) -> bool:
        """Whether the programme is small enough to be worth writing down."""
        return sum(len(slots) for slots in problem.option_slots) <= MOST_PLACINGS

    def solve(self, *, seconds: float | None, work: float | None, known: int | None) -> Relaxed:
        """Bound and best solution within seconds, or within an amount of deterministic work.

        ``known`` is the cost of a legal plan that is known: only cheaper ones are looked for.
        Where the best solution's days cost more than the programme thought, whatever their order,
        it is told so and solved again (a logic-based Benders cut; Hooker and Ottosson 2003).
        """
        began = time.monotonic()
        if known is not None:
            self.model.add(sum(self.cost) <= known - 1)
        best = Relaxed(None, impossible=False, days={}, modes=())
        spent = 0.0
        while not self.called_off:
            solver = self.solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 1
            if seconds is not None:
                left = seconds - (time.monotonic() - began)
                if left <= 0:
                    break
                solver.parameters.max_time_in_seconds = left
            if work is not None:
                if spent >= work:
                    break
                solver.parameters.max_deterministic_time = work - spent
            status = solver.solve(self.model)
            spent += max(1e-3, solver.response_proto.deterministic_time)
            if status == cp_model.INFEASIBLE:
                return Relaxed(known, impossible=known is None, days=best.days, modes=best.modes)
            if status == cp_model.MODEL_INVALID:
                break
            found = self._read(solver, status, best, known)
            if status != cp_model.OPTIMAL or not self._told_more(found):
                return found
            best = found
        return best

    def call_off(self) -> None:
        """Stop soon and give back what is proved."""
        self.called_off = True
        self.solver.stop_search()

    def _read(
        self,
        solver: cp_model.CpSolver,
        status: Any,
        before: Relaxed,
        known: int | None,
    ) -> Relaxed:
        bound = max(before.bound or 0, math.ceil(solver.best_objective_bound - 1e-6))
        bound = bound if known is None else min(bound, known)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Relaxed(bound, impossible=False, days=before.days, modes=before.modes)
        days: dict[int, list[int]] = {}
        for (option, slot), x in self.x.items():
            if solver.boolean_value(x):
                days.setdefault(slot, []).append(option)
        self._thought = {slot: solver.value(v) for slot, v in self.day_price.items()}
        modes = tuple(
            next(m for m, v in enumerate(group) if solver.boolean_value(v)) for group in self.mode
        )
        found = {slot: tuple(options) for slot, options in days.items()}
        return Relaxed(bound, impossible=False, days=found, modes=modes)

    def _told_more(self, found: Relaxed) -> bool:
        """Tell the programme of days that cost more than it thought; False when it knew all."""
        news = False
        for slot, options in found.days.items():
            price = self._least_price(self.problem.slot_unit[slot], options)
            if price is None or price <= self._thought[slot]:
                continue
            news = True
            inside = set(options)
            for other, there in self.in_slot.items():
                if self.problem.slot_unit[other] != self.problem.slot_unit[slot]:
                    continue
                if not inside <= set(there):
                    continue
                here = sum(self.x[o, other] for o in options)
                beside = sum(self.x[o, other] for o in there if o not in inside)
                self.model.add(self.day_price[other] >= price * (here - beside - len(options) + 1))
        return news

    def _least_price(self, unit: int, options: tuple[int, ...]) -> int | None:
        """Overtime and moves of a day with exactly these options, in the cheapest order that is
        short enough; None where there are too many orders to look at."""
        key = (unit, tuple(sorted(options)))
        if key in self._prices:
            return self._prices[key]
        least: int | None = None
        if len(options) <= MOST_ORDERED:
            fixed = self.rules.fixed_cost(unit, options)
            for order in permutations(options):
                clock = clock_of(self.problem, unit, order)
                hard, cost = self.rules.of_clock(unit, order, clock)
                price = cost - fixed - sum(self.problem.fee_opening[p] for p in clock.visits)
                if hard == 0 and (least is None or price < least):
                    least = price
            if least is None:
                least = _MOST // (2 * MOST_ORDERED)
        self._prices[key] = least
        return least

    # ------------------------------------------------------------------ where strips stand

    def _bool(self, name: str) -> cp_model.IntVar:
        return self.model.new_bool_var(name)

    def _placing(self) -> None:
        problem, model = self.problem, self.model
        self.x: dict[tuple[int, int], cp_model.IntVar] = {}
        self.in_slot: dict[int, list[int]] = {}
        self.mode: list[list[cp_model.IntVar]] = []
        for n, scene in enumerate(problem.choices):
            group = [self._bool(f"mode{n}.{m}") for m in range(len(scene.modes))]
            model.add_exactly_one(group)
            self.mode.append(group)
            for m, strips in enumerate(scene.strips):
                price = max((problem.parts_price[s] for s in strips), default=0)
                if price:
                    self.cost.append(price * group[m])
        for option, slots in enumerate(problem.option_slots):
            for slot in slots:
                if problem.slot_works[slot] or "calendar" in problem.soft:
                    self.x[option, slot] = self._bool(f"x{option}.{slot}")
                    self.in_slot.setdefault(slot, []).append(option)
        for strip, choice in enumerate(problem.choice_of):
            ways = [
                self.x[o, slot]
                for o in problem.options_of[strip]
                for slot in problem.option_slots[o]
                if (o, slot) in self.x
            ]
            model.add(sum(ways) == (1 if choice < 0 else self.mode[choice][problem.mode_of[strip]]))

    def _any(self, name: str, ways: list[cp_model.IntVar]) -> cp_model.IntVar:
        """1 when one of these is."""
        found = self._bool(name)
        for way in ways:
            self.model.add_implication(way, found)
        self.model.add(sum(ways) >= found)
        return found

    def _visits(self) -> None:
        problem = self.problem
        self.used: dict[int, cp_model.IntVar] = {}
        self.visit: dict[tuple[int, int], cp_model.IntVar] = {}
        self.sets: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self.lights: dict[tuple[int, int, int], list[cp_model.IntVar]] = {}
        for slot, options in self.in_slot.items():
            by_place: dict[int, list[int]] = {}
            by_set: dict[tuple[int, int], list[int]] = {}
            for o in options:
                place = problem.option_place[o]
                by_place.setdefault(place, []).append(o)
                by_set.setdefault((place, problem.option_row[o][1]), []).append(o)
            for place, group in by_place.items():
                ways = [self.x[o, slot] for o in group]
                self.visit[place, slot] = self._any(f"visit{place}.{slot}", ways)
            for (place, set_), group in by_set.items():
                ways = [self.x[o, slot] for o in group]
                self.sets[place, set_, slot] = self._any(f"set{place}.{set_}.{slot}", ways)
                lights: dict[int, list[cp_model.IntVar]] = {}
                for o in group:
                    lights.setdefault(problem.option_row[o][2], []).append(self.x[o, slot])
                if len(lights) > 1:
                    self.lights[place, set_, slot] = [
                        self._any(f"light{place}.{set_}.{light}.{slot}", found)
                        for light, found in lights.items()
                    ]
            visits = [self.visit[p, slot] for p in by_place]
            self.used[slot] = self._any(f"used{slot}", visits)
            bases: dict[int, list[cp_model.IntVar]] = {}
            for place in by_place:
                bases.setdefault(problem.place_base[place], []).append(self.visit[place, slot])
            if len(bases) > 1:
                at = [self._any(f"base{b}.{slot}", found) for b, found in bases.items()]
                self.model.add_at_most_one(at)

    # ------------------------------------------------------------------ time

    def _time(self) -> None:
        problem, model, money = self.problem, self.model, self.problem.index.money
        after, meal = problem.meal_after, problem.meal_length
        for slot, options in self.in_slot.items():
            unit = problem.production.units[problem.slot_unit[slot]]
            used = self.used[slot]
            places = sorted({problem.option_place[o] for o in options})
            visits = [self.visit[p, slot] for p in places]
            moves = sum(visits) - used
            day: list[Expr] = []
            work: list[Expr] = [
                (problem.option_row[o][3] + problem.option_row[o][4]) * self.x[o, slot]
                for o in options
            ]
            for place in places:
                setup = problem.place_setup[place]
                sets = [v for (p, _, s), v in self.sets.items() if p == place and s == slot]
                work.append(setup * self.visit[place, slot])
                change = min(unit.set_change_minutes, setup)
                if change > 0 and len(sets) > 1:
                    work.append(change * (sum(sets) - self.visit[place, slot]))
                less = min(change, unit.light_change_minutes)
                for (p, set_, s), lights in self.lights.items():
                    if less > 0 and p == place and s == slot:
                        work.append(less * (sum(lights) - self.sets[p, set_, s]))
            ways = [(a, b) for a in places for b in places if a < b]
            if ways:
                legs = {}
                for a, b in ways:
                    leg = legs[a, b] = self._bool(f"leg{a}.{b}.{slot}")
                    model.add_implication(leg, self.visit[a, slot])
                    model.add_implication(leg, self.visit[b, slot])
                    minutes = min(problem.move_minutes[a][b], problem.move_minutes[b][a])
                    price = min(problem.move_cost[a][b], problem.move_cost[b][a])
                    work.append(minutes * leg)
                    if price:
                        day.append(price * leg)
                model.add(sum(legs.values()) >= moves)
            most = 3 * 1440
            wrap = model.new_int_var(0, most, f"wrap{slot}")
            body = unit.first_shot_minutes * used + sum(work)
            if after > 0 and meal > 0:
                meals = model.new_int_var(0, most // after, f"meals{slot}")
                model.add(after * (meals + used) >= body)
                model.add(wrap == body + meal * meals + problem.unit_wrap * used)
            else:
                model.add(wrap == body + problem.unit_wrap * used)
            if "longest_day" not in problem.soft:
                model.add(wrap <= unit.longest_minutes)
                model.add(
                    sum(work)
                    <= self.capacity.within(unit.longest_minutes, unit.first_shot_minutes) * used
                )
            if unit.page_limit is not None and "page_limit" not in problem.soft:
                eighths = sum(problem.option_row[o][5] * self.x[o, slot] for o in options)
                model.add(eighths <= unit.page_limit * used)
            if unit.most_moves is not None and "most_moves" not in problem.soft:
                model.add(moves <= unit.most_moves)
            day_cost, overtime = money(unit.day_cost), money(unit.overtime_hour)
            if day_cost:
                self.cost.append(day_cost * used)
            if overtime:
                hours = model.new_int_var(0, most // 60, f"hours{slot}")
                model.add(60 * hours >= wrap - unit.normal_minutes)
                normal = self.capacity.within(unit.normal_minutes, unit.first_shot_minutes)
                model.add(60 * hours >= sum(work) - normal * used)
                day.append(overtime * hours)
            extra = self.day_price[slot] = model.new_int_var(0, _MOST, f"day{slot}")
            model.add(extra >= sum(day))
            self.cost.append(extra)

    # ------------------------------------------------------------------ places

    def _places(self) -> None:
        problem, model = self.problem, self.model
        for place, fee in enumerate(problem.fee_day):
            if not fee:
                continue
            for date, slots in self.slots_on.items():
                found = [self.visit[place, s] for s in slots if (place, s) in self.visit]
                if len(found) == 1:
                    self.cost.append(fee * found[0])
                elif found:
                    self.cost.append(fee * self._any(f"fee{place}.{date}", found))
        for unit in range(len(problem.unit_ids)):
            line = [s for s in sorted(self.in_slot) if problem.slot_unit[s] == unit]
            before: dict[int, cp_model.IntVar] = {}
            for slot in line:
                used = self.used[slot]
                here = [p for p in range(len(problem.place_ids)) if (p, slot) in self.visit]
                now: dict[int, cp_model.IntVar] = {}
                for place in sorted({*here, *before}):
                    last = now[place] = self._bool(f"last{place}.{slot}")
                    visit = self.visit.get((place, slot))
                    if visit is None:
                        model.add_implication(last, used.negated())
                    else:
                        model.add_bool_or(visit, used.negated(), last.negated())
                    if place in before:
                        model.add_bool_or(before[place], used, last.negated())
                    else:
                        model.add_implication(last, used)
                model.add_at_most_one(now.values())
                carried = []
                for place in here:
                    fee = problem.fee_opening[place]
                    if not fee:
                        continue
                    self.cost.append(fee * self.visit[place, slot])
                    if place in before:
                        carry = self._bool(f"carry{place}.{slot}")
                        model.add_implication(carry, before[place])
                        model.add_implication(carry, self.visit[place, slot])
                        self.cost.append(-fee * carry)
                        carried.append(carry)
                if carried:
                    model.add_at_most_one(carried)
                before = now

    # ------------------------------------------------------------------ people

    def _people(self) -> None:
        problem = self.problem
        self.works: dict[tuple[int, int], cp_model.IntVar] = {}
        self.at_base: dict[tuple[int, int, int], cp_model.IntVar] = {}
        for person in range(len(problem.person_ids)):
            by_date: dict[int, list[cp_model.IntVar]] = {}
            by_base: dict[tuple[int, int], list[cp_model.IntVar]] = {}
            for (option, slot), x in self.x.items():
                if person in problem.option_row[option][7]:
                    date = problem.slot_date[slot]
                    by_date.setdefault(date, []).append(x)
                    by_base.setdefault((date, problem.option_row[option][6]), []).append(x)
            for date, ways in by_date.items():
                self.works[person, date] = self._any(f"works{person}.{date}", ways)
            for (date, base), ways in by_base.items():
                self.at_base[person, date, base] = (
                    self.works[person, date]
                    if len(ways) == len(by_date[date])
                    else self._any(f"at{person}.{date}.{base}", ways)
                )
            if by_date:
                self._pay(person, sorted(by_date))

    def _pay(self, person: int, dates: list[int]) -> None:
        """Paid days of a person: worked and held, less the best drop, at the least they cost."""
        problem, model = self.problem, self.model
        who = problem.production.people[person]
        rates = problem.index.rates(who.id)
        worked = {d: self.works[person, d] for d in dates}
        bases = {b for (p, _, b) in self.at_base if p == person}
        home = problem.base_ids.index(str(who.home)) if str(who.home) in problem.base_ids else -1
        eventful = any(who.id in e.people for e in problem.production.events)
        if who.home is not None and home >= 0 and not eventful and bases - {home}:
            away = [
                v for (p, _, b), v in self.at_base.items() if p == person and b not in {home, -1}
            ]
            if away and rates.travel:
                self.cost.append(2 * rates.travel * self._any(f"away{person}", away))
        if rates.kind is PayKind.FLAT:
            self.cost.append(rates.flat * self._any(f"called{person}", list(worked.values())))
            return
        if rates.kind is PayKind.NONE:
            return
        days = sum(worked.values())
        span = range(dates[0], dates[-1] + 1)
        hold_counts = rates.hold > 0 or rates.hold_in_week
        if not hold_counts or eventful or len(bases) > 1 or len(dates) < 3:
            held: Expr = 0
        else:
            held = self._held(person, span, worked, rates.most_drops, rates.drop_gap_days)
        if rates.weekly is None and not rates.guarantee:
            self.cost.append(rates.work * days + rates.hold * held)
            return
        most = len(span)
        count = model.new_int_var(0, most, f"paid{person}")
        in_step = rates.hold_in_week or rates.hold >= rates.work
        model.add(count == days + (held if in_step else 0))
        table = [0 if n == 0 else pay_for(rates, n) for n in range(most + 1)]
        pay = model.new_int_var(0, max(table), f"pay{person}")
        model.add_element(count, table, pay)
        self.cost.append(pay)

    def _held(
        self,
        person: int,
        span: range,
        worked: dict[int, cp_model.IntVar],
        drops: int,
        gap: int,
    ) -> Expr:
        """Company days between first and last work that are kept and not worked."""
        problem, model = self.problem, self.model
        units = problem.production.units
        calendars = [set(problem.index.company_days(u.id)) for u in units]
        first = problem.dates[0].toordinal()
        company = [d for d in span if all(first + d in c for c in calendars)]
        begun: cp_model.IntVar | None = None
        began: dict[int, cp_model.IntVar] = {}
        for d in span:
            now = began[d] = self._bool(f"began{person}.{d}")
            if d in worked:
                model.add_implication(worked[d], now)
            if begun is not None:
                model.add_implication(begun, now)
            begun = now
        coming: cp_model.IntVar | None = None
        ahead: dict[int, cp_model.IntVar] = {}
        for d in reversed(span):
            now = ahead[d] = self._bool(f"ahead{person}.{d}")
            if d in worked:
                model.add_implication(worked[d], now)
            if coming is not None:
                model.add_implication(coming, now)
            coming = now
        total: list[Expr] = []
        dropped: dict[int, list[cp_model.IntVar]] = {d: [] for d in company}
        if drops:
            chosen = []
            ends = sorted(worked)
            for i in ends:
                for j in ends:
                    if j - i > max(1, gap):
                        drop = self._bool(f"drop{person}.{i}.{j}")
                        model.add_implication(drop, worked[i])
                        model.add_implication(drop, worked[j])
                        for d in ends:
                            if i < d < j:
                                model.add_implication(drop, worked[d].negated())
                        for d in company:
                            if i < d < j:
                                dropped[d].append(drop)
                        chosen.append(drop)
            if chosen:
                model.add(sum(chosen) <= drops)
        for d in company:
            held = self._bool(f"held{person}.{d}")
            here = worked.get(d, 0)
            model.add(held >= began[d] + ahead[d] - 1 - here - sum(dropped[d]))
            total.append(held)
        return sum(total)

    # ------------------------------------------------------------------ elements and rules

    def _least_days(self) -> None:
        """What is known beforehand of how many days work takes, said again for the solver."""
        problem, capacity, model = self.problem, self.capacity, self.model
        sure = [s for s in range(problem.n_strips) if problem.choice_of[s] < 0]
        days = sum(least_days(problem, capacity, g) for g in capacity.by_base(sure).values())
        model.add(sum(self.used.values()) >= days)
        for person in range(len(problem.person_ids)):
            own = [s for s in sure if person in problem.people_of[s]]
            worked = [v for (p, _), v in self.works.items() if p == person]
            if own and worked:
                model.add(sum(worked) >= least_days(problem, capacity, own, person=person))
        for place in range(len(problem.place_ids)):
            own = [
                s
                for s in sure
                if [problem.option_place[o] for o in problem.options_of[s]] == [place]
            ]
            visits = [v for (p, _), v in self.visit.items() if p == place]
            if own and visits:
                model.add(sum(visits) >= least_days(problem, capacity, own))
        known = bound_of(problem)
        if known is not None:
            model.add(sum(self.cost) >= known.total)

    def _elements(self) -> None:
        problem = self.problem
        for n, element in enumerate(problem.production.elements):
            rate = problem.index.money(element.day_rate)
            if not rate:
                continue
            by_date: dict[int, list[cp_model.IntVar]] = {}
            for (option, slot), x in self.x.items():
                if n in problem.elements_of[problem.option_strip[option]]:
                    by_date.setdefault(problem.slot_date[slot], []).append(x)
            for date, ways in by_date.items():
                self.cost.append(rate * self._any(f"element{n}.{date}", ways))

    def _rules(self) -> None:
        self._kept_apart()
        self._journeys()
        self._light()
        self._children()
        self._order()

    def _kept_apart(self) -> None:
        problem, model = self.problem, self.model
        for pair in problem.pairs:
            if pair.price is not None or pair.degree not in {Degree.BASE, Degree.DAY}:
                continue
            one, two = pair.people
            for date in self.slots_on:
                if not pair.dates >> date & 1:
                    continue
                if pair.degree is Degree.DAY:
                    both = [self.works.get((p, date)) for p in (one, two)]
                    if both[0] is not None and both[1] is not None:
                        model.add_bool_or(both[0].negated(), both[1].negated())
                    continue
                for base in range(len(problem.base_ids)):
                    ones = self.at_base.get((one, date, base))
                    twos = self.at_base.get((two, date, base))
                    if ones is not None and twos is not None:
                        model.add_bool_or(ones.negated(), twos.negated())

    def _journeys(self) -> None:
        """Nobody works at two bases on two dates in a row: the journey has a date of its own."""
        eventful = {p for e in self.problem.production.events for p in e.people}
        for (person, date, base), here in self.at_base.items():
            if self.problem.person_ids[person] in eventful:
                continue
            for other in range(len(self.problem.base_ids)):
                there = self.at_base.get((person, date + 1, other))
                if other not in {base, -1} and base >= 0 and there is not None:
                    self.model.add_bool_or(here.negated(), there.negated())

    def _light(self) -> None:
        """Exteriors by day and by night need a day, a split or a night; night work its hours."""
        problem, model = self.problem, self.model
        if "light" in problem.soft:
            return
        for slot, options in self.in_slot.items():
            outside = [o for o in options if problem.outside[problem.option_strip[o]]]
            nights = [o for o in outside if self._made(o) == Light.NIGHT]
            days = [o for o in outside if self._made(o) == Light.DAY]
            lights = [self._bool(f"light{slot}.{n}") for n in range(3)]
            model.add_exactly_one(lights)
            names = problem.production.units[problem.slot_unit[slot]].lights
            if "unit_light" not in problem.soft:
                for n, name in enumerate(("day", "split", "night")):
                    if name not in {str(light) for light in names}:
                        model.add(lights[n] == 0)
            for o in nights:
                model.add_implication(self.x[o, slot], lights[0].negated())
            for o in days:
                model.add_implication(self.x[o, slot], lights[2].negated())
            self._by_the_sun(slot, outside, lights)

    def _by_the_sun(self, slot: int, outside: list[int], lights: list[cp_model.IntVar]) -> None:
        """When exteriors may begin: in which light that can be reached, which two exclude each
        other because their light is too short, or too far apart for one day."""
        problem, model = self.problem, self.model
        unit = problem.production.units[problem.slot_unit[slot]]
        begins: list[tuple[int, int, int]] = []
        for o in outside:
            spans = self.rules.begins(o, problem.slot_date[slot])
            if spans is None:
                continue
            if not spans:
                model.add(self.x[o, slot] == 0)
                continue
            low, high = min(a for a, _ in spans), max(b for _, b in spans)
            begins.append((o, low, high))
            ready = unit.first_shot_minutes + problem.option_row[o][3]
            if "call" not in problem.soft:
                for n, light in enumerate(lights):
                    earliest, latest = self.rules.call_window(slot, n)
                    too_late = "longest_day" not in problem.soft and low > (
                        latest + unit.longest_minutes - problem.option_row[o][4]
                    )
                    if earliest + ready > high or too_late:
                        model.add_implication(self.x[o, slot], light.negated())
        for n, one in enumerate(begins):
            for two in begins[n + 1 :]:
                if self._exclude(one, two, unit.first_shot_minutes, unit.longest_minutes):
                    model.add_bool_or(
                        self.x[one[0], slot].negated(), self.x[two[0], slot].negated()
                    )

    def _exclude(
        self, one: tuple[int, int, int], two: tuple[int, int, int], first: int, longest: int
    ) -> bool:
        """Whether two exteriors cannot be shot on one unit day."""
        rows = self.problem.option_row
        fits = False
        for (a, a_low, a_high), (b, b_low, b_high) in ((one, two), (two, one)):
            ready, minutes = rows[a][3], rows[a][4]
            in_time = max(a_low + minutes + rows[b][3], b_low) <= b_high
            shortest = max(a_low + minutes, b_low) + rows[b][4] - a_high
            span = max(shortest, minutes + rows[b][4])
            in_day = "longest_day" in self.problem.soft or span + first + ready <= longest
            fits |= in_time and in_day
        return not fits

    def _made(self, option: int) -> str:
        return self.problem.light_of[self.problem.option_strip[option]]

    def _children(self) -> None:
        problem = self.problem
        if "minors_work" in problem.soft:
            return
        holidays = {h.day for h in problem.production.calendar.holidays}
        for person in self.rules.minors:
            for date, slots in self.slots_on.items():
                day = problem.dates[date]
                band = band_on(problem.index, problem.production.people[person], day)
                if band is None:
                    continue
                allowed = band.work_minutes
                school = day.weekday() < 5 and day not in holidays
                if band.work_minutes_no_school is not None and not school:
                    allowed = band.work_minutes_no_school
                work = [
                    problem.option_row[o][4] * self.x[o, slot]
                    for slot in slots
                    for o in self.in_slot.get(slot, ())
                    if person in problem.option_row[o][7]
                ]
                if work:
                    self.model.add(sum(work) <= allowed)

    def _date_of(self, strip: int) -> Expr:
        """The date of a strip that is placed, as an index."""
        problem = self.problem
        return sum(
            problem.slot_date[slot] * self.x[o, slot]
            for o in problem.options_of[strip]
            for slot in problem.option_slots[o]
            if (o, slot) in self.x
        )

    def _wishes(self) -> None:
        """Wishes that dates alone decide: exteriors early, and the story's order from day to day.
        Those a single day decides come in with its order (`_told_more`); others count 0."""
        problem, model = self.problem, self.model
        for (option, slot), x in self.x.items():
            late = self.rules.late_exterior(
                problem.option_strip[option], problem.slot_unit[slot], problem.slot_date[slot]
            )
            if late:
                self.cost.append(late * x)
        price = sum(p for p, _ in wishes_of(problem).get("story_order", ()))
        by_scene: dict[str, list[int]] = {}
        for n, strip in enumerate(problem.strips):
            for scene in strip.scenes:
                by_scene.setdefault(scene, []).append(n)
        told = [by_scene[s.id] for s in problem.production.scenes if s.id in by_scene]
        span = len(problem.dates)
        for before, after in pairwise(told):
            if not price or len(before) > 1 or len(after) > 1 or before == after:
                continue
            a, b = before[0], after[0]
            if set(problem.strips[a].roles).isdisjoint(problem.strips[b].roles):
                continue
            turned = self._bool(f"turned{a}.{b}")
            model.add(self._date_of(a) - self._date_of(b) <= span * turned)
            self.cost.append(price * turned)

    def _order(self) -> None:
        problem, model = self.problem, self.model
        date_of = self._date_of
        for order in problem.orders:
            if order.price is not None:
                continue
            strips = [s for g in order.groups for s in g]
            if any(problem.choice_of[s] >= 0 for s in strips):
                continue
            if order.kind == OrderKind.BEFORE:
                for a in order.groups[0]:
                    for b in order.groups[1]:
                        if a != b:
                            model.add(date_of(b) - date_of(a) >= max(0, order.gap))
                            if order.most_gap is not None:
                                model.add(date_of(b) - date_of(a) <= order.most_gap)
            elif order.kind == OrderKind.SAME_DAY:
                for a, b in pairwise(strips):
                    model.add(date_of(a) == date_of(b))
