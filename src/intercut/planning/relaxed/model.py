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

from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

from intercut.planning.capacity import Capacity, least_days
from intercut.planning.pay import Pay
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.alone import LATEST, Alone, Spans
from intercut.planning.relaxed.between import add_between
from intercut.planning.relaxed.minutes import add_times
from intercut.planning.relaxed.people import add_people
from intercut.planning.relaxed.wishes import add_wishes
from intercut.planning.relaxed.work import Ways, ways_of, work_within

Var = cp_model.IntVar
Expr = Any
"""A linear expression of CP-SAT or a number: its stubs know no sum of both."""

MOST_HOURS = 48


class DayModel:
    """A problem's model. ``impossible``: a strip that must be placed can stand nowhere."""

    def __init__(self, problem: Problem, *, times: bool) -> None:
        self.problem = problem
        self.times = times
        self.model = cp_model.CpModel()
        self.alone = Alone(problem)
        self.ways: Ways = ways_of(problem)
        self.pay = Pay(problem)
        self.impossible = False
        self.at: dict[tuple[int, int, int], Var] = {}
        self.here: dict[tuple[int, int], Var] = {}
        self.costs: list[tuple[Expr, int]] = []
        self.fixed_cost = self.pay.fixed
        self.day_cost: dict[int, Var] = {}
        self.begin: dict[int, Var] = {}
        self.call: dict[int, Var] = {}
        self.wrap: dict[int, Var] = {}
        self.of_day: dict[int, list[tuple[Expr, int]]] = defaultdict(list)
        self.slots = range(problem.n_slots)
        self.x: dict[tuple[int, int], Var] = {}
        self.windows: dict[tuple[int, int], list[Spans]] = {}
        self.by_strip: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.by_slot: dict[int, list[int]] = {}
        self._modes()
        self._assign()
        self._days()
        self._lights()
        self._places()
        self._work()
        self._minors()
        if times:
            add_times(self)
        add_people(self)
        add_between(self)
        add_wishes(self)
        self._least_days()
        self._exact()
        self.total = sum(e * c for e, c in self.costs) + self.fixed_cost
        self.model.minimize(self.total)

    def _exact(self) -> None:
        """What a day costs in overtime, moves and wishes of its own: no less than the model counts, and
        no less than the cuts say."""
        for slot in self.by_slot:
            counted = sum(e * c for e, c in self.of_day[slot])
            extra = self.model.new_int_var(0, 10**9, f"extra{slot}")
            cost = self.day_cost[slot] = self.model.new_int_var(0, 2 * 10**9, f"day{slot}")
            self.model.add(cost == counted + extra)
            self.pay_for(extra, 1)

    def pay_day(self, slot: int, what: Expr, price: int) -> None:
        """Add a price to what is paid, and to what the unit day costs by itself."""
        if price:
            self.costs.append((what, price))
            self.of_day[slot].append((what, price))

    def pay_for(self, what: Expr, price: int) -> None:
        """Add a price times a quantity to what is paid."""
        if price:
            self.costs.append((what, price))

    def flag(self, name: str) -> Var:
        """A new yes or no."""
        return self.model.new_bool_var(name)

    # ------------------------------------------------------------------ what stands where

    def _modes(self) -> None:
        """Each open scene is shot in one of its modes (`rule.strips`); parts cost their price."""
        problem, model = self.problem, self.model
        self.mode = [
            [self.flag(f"mode{c}.{m}") for m in range(len(choice.modes))]
            for c, choice in enumerate(problem.choices)
        ]
        for c, choice in enumerate(problem.choices):
            model.add_exactly_one(self.mode[c])
            for m, group in enumerate(choice.strips):
                price = max((problem.parts_price[s] for s in group), default=0)
                self.pay_for(self.mode[c][m], price)

    def active(self, strip: int) -> Var | int:
        """Whether the strip's mode is chosen: 1 where its scene has no choice."""
        choice = self.problem.choice_of[strip]
        return 1 if choice < 0 else self.mode[choice][self.problem.mode_of[strip]]

    def _assign(self) -> None:
        """Each strip of the chosen modes stands on one unit day at one place (`unplaced`).

        Options and slots are the problem's: units, dates, pins, permits and availability by date.
        Those are left out on which the strip alone has no minute to begin in any light.
        """
        problem = self.problem
        for strip in range(problem.n_strips):
            mine: list[Var] = []
            for option in problem.options_of[strip]:
                for slot in problem.option_slots[option]:
                    if self._hard_alone(option, slot):
                        continue
                    windows = [
                        self.alone.windows(option, slot, light)
                        if self._may_work(slot, light) else ()
                        for light in range(len(LIGHTS))
                    ]  # fmt: skip
                    if not any(windows):
                        continue
                    var = self.flag(f"x{option}.{slot}")
                    self.x[option, slot] = var
                    self.windows[option, slot] = windows
                    self.by_strip[strip].append((option, slot))
                    self.by_slot.setdefault(slot, []).append(option)
                    mine.append(var)
            self.model.add(sum(mine) == self.active(strip))
            if not mine and problem.choice_of[strip] < 0:
                self.impossible = True

    def _may_work(self, slot: int, light: int) -> bool:
        unit = self.problem.production.units[self.problem.slot_unit[slot]]
        return "unit_light" in self.problem.soft or LIGHTS[light] in unit.lights

    def _hard_alone(self, option: int, slot: int) -> bool:
        """Whether the option breaks a hard rule there whatever else: apart, pages, pins of days."""
        problem = self.problem
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

    def _days(self) -> None:
        """A unit day with a strip is worked and paid (`unit.day`), at one base (`rule.two_places`).

        Pages and moves stay within the unit's (`rule.page_limit`, `rule.most_moves`): coming to n
        places takes n - 1 moves at least.
        """
        problem, model = self.problem, self.model
        units = problem.production.units
        self.used: dict[int, Var] = {}
        self.at_base: dict[tuple[int, int], Var] = {}
        for slot, options in self.by_slot.items():
            used = self.used[slot] = self.flag(f"used{slot}")
            here = [self.x[o, slot] for o in options]
            for var in here:
                model.add_implication(var, used)
            model.add_bool_or([used.negated(), *here])
            unit = units[problem.slot_unit[slot]]
            self.pay_for(used, problem.index.money(unit.day_cost))
            bases = sorted({problem.place_base[problem.option_place[o]] for o in options})
            for base in bases:
                at = self.at_base[slot, base] = self.flag(f"base{slot}.{base}")
                for o in options:
                    if problem.place_base[problem.option_place[o]] == base:
                        model.add_implication(self.x[o, slot], at)
            model.add(sum(self.at_base[slot, b] for b in bases) == used)
            if unit.page_limit is not None and "page_limit" not in problem.soft:
                pages = sum(
                    problem.eighths[problem.option_strip[o]] * self.x[o, slot] for o in options
                )
                model.add(pages <= max(0, unit.page_limit) * used)

    def _lights(self) -> None:
        """A unit day has one light, in which each of its strips has a minute to begin (`rule.light`,
        `rule.call`, hours)."""
        self.light: dict[tuple[int, int], Var] = {}
        for slot, options in self.by_slot.items():
            lights = [n for n in range(len(LIGHTS)) if self._may_work(slot, n)]
            for n in lights:
                self.light[slot, n] = self.flag(f"light{slot}.{n}")
            self.model.add(sum(self.light[slot, n] for n in lights) == self.used[slot])
            for o in options:
                good = [n for n in lights if self.windows[o, slot][n]]
                if len(good) < len(lights):
                    self.model.add_bool_or(
                        [self.x[o, slot].negated(), *(self.light[slot, n] for n in good)]
                    )

    # ------------------------------------------------------------------ places

    def _places(self) -> None:
        """Day fees once per place and date; openings; moves.

        A unit is somewhere after each day (`last`): at a place it came to that day, or where it was if it
        did not work. It opens each place it comes to but the one it is at already; a place it is at
        before and after a day with another place is left and opened again. Coming to n places takes
        n - 1 moves, each at least as dear as the cheapest way to that place but one.
        """
        problem, model = self.problem, self.model
        self.visit: dict[tuple[int, int], Var] = {}
        dated: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for slot, options in self.by_slot.items():
            for place in sorted({problem.option_place[o] for o in options}):
                visit = self.visit[place, slot] = self.flag(f"visit{place}.{slot}")
                here = [self.x[o, slot] for o in options if problem.option_place[o] == place]
                for var in here:
                    model.add_implication(var, visit)
                model.add_bool_or([visit.negated(), *here])
                dated[place, problem.slot_date[slot]].append(visit)
        for (place, _), visits in dated.items():
            if problem.fee_day[place]:
                paid: Var = visits[0]
                if len(visits) > 1:
                    paid = self.flag("paid")
                    model.add_max_equality(paid, visits)
                self.pay_for(paid, problem.fee_day[place])
        self.places_at = {
            slot: [p for p in range(len(problem.place_ids)) if (p, slot) in self.visit]
            for slot in self.by_slot
        }
        self.moves: dict[int, Expr] = {}
        for slot, places in self.places_at.items():
            moves = sum(self.visit[p, slot] for p in places) - self.used[slot]
            self.moves[slot] = moves
            most = problem.production.units[problem.slot_unit[slot]].most_moves
            if most is not None and "most_moves" not in problem.soft:
                model.add(moves <= max(0, most)).only_enforce_if(self.used[slot])
            self._tree(slot, places, self.ways.cost, "cost")
        self._openings()

    def _tree(self, slot: int, places: list[int], table: list[list[int]], name: str) -> Expr:
        """The least of a table that ways between the places come to take: each is come to from
        another but the first, whose way is no dearer than the dearest."""
        problem = self.problem
        into = {
            q: min((table[p][q] for p in places if p != q and
                    problem.place_base[p] == problem.place_base[q]), default=0)
            for q in places
        }  # fmt: skip
        if not any(into.values()):
            return 0
        spent = self.model.new_int_var(0, sum(into.values()), f"{name}{slot}")
        total = sum(into[q] * self.visit[q, slot] for q in places)
        first = [self.flag(f"first{name}{slot}.{q}") for q in places]
        self.model.add(sum(first) <= 1)
        for q, f in zip(places, first, strict=True):
            self.model.add_implication(f, self.visit[q, slot])
        saved = sum(into[q] * f for q, f in zip(places, first, strict=True))
        self.model.add(spent >= total - saved)
        if name == "cost":
            self.pay_day(slot, spent, 1)
        return spent

    def _openings(self) -> None:
        problem, model = self.problem, self.model
        self.opens: dict[tuple[int, int], list[Var]] = defaultdict(list)
        shot_out = any(p.name == "places_shot_out" for p in problem.production.preferences)
        if not any(problem.fee_opening) and not shot_out:
            return
        for unit in range(len(problem.unit_ids)):
            before: dict[int, Var] = {}
            for slot in (
                s for s in self.slots if problem.slot_unit[s] == unit and s in self.by_slot
            ):
                used, after = self.used[slot], {}
                for place in sorted({*before, *self.places_at[slot]}):
                    last = after[place] = self.flag(f"last{place}.{slot}")
                    visit = self.visit.get((place, slot))
                    was = before.get(place)
                    model.add(last <= (0 if visit is None else visit) + (0 if was is None else was))
                    model.add(last <= (0 if visit is None else visit) + 1 - used)
                    if visit is None:
                        continue
                    opened = self.flag(f"open{place}.{slot}")
                    self.opens[unit, place].append(opened)
                    self.pay_for(opened, problem.fee_opening[place])
                    if was is None:
                        model.add_implication(visit, opened)
                        continue
                    model.add_bool_or([visit.negated(), was, opened])
                    for other in self.places_at[slot]:
                        if other != place:
                            model.add_bool_or([
                                last.negated(), was.negated(),
                                self.visit[other, slot].negated(), opened,
                            ])  # fmt: skip
                model.add(sum(after.values()) <= 1)
                before = after

    # ------------------------------------------------------------------ time

    def _work(self) -> None:
        """Work of a unit day: to the first shot, each strip's set-up and minutes, the set-up of each
        place, a change for each further set and light there, moves; overtime and longest day follow
        from the least length around it (see `work`)."""
        problem, model = self.problem, self.model
        self.work: dict[int, Var] = {}
        self.hours: dict[int, list[Var]] = {}
        for slot, options in self.by_slot.items():
            unit_number = problem.slot_unit[slot]
            unit = problem.production.units[unit_number]
            terms: Expr = unit.first_shot_minutes * self.used[slot]
            for o in options:
                s = problem.option_strip[o]
                terms += (problem.minutes[s] + problem.setup[s]) * self.x[o, slot]
            places = self.places_at[slot]
            first = [self.flag(f"start{slot}.{p}") for p in places]
            model.add(sum(first) == self.used[slot])
            for p, f in zip(places, first, strict=True):
                model.add_implication(f, self.visit[p, slot])
                terms += problem.place_setup[p] * f
            terms += self._tree(slot, places, self.ways.to, "move")
            terms += self._changes(slot, unit_number)
            work = self.work[slot] = model.new_int_var(0, 2 * LATEST, f"work{slot}")
            model.add(work >= terms)
            hours = MOST_HOURS
            if "longest_day" not in problem.soft:
                most = work_within(problem, unit.longest_minutes)
                model.add(work <= max(0, most) * self.used[slot])
                if most < 0:
                    model.add(self.used[slot] == 0)
                self._share(slot, max(0, most - unit.first_shot_minutes))
                hours = max(0, -(-(unit.longest_minutes - unit.normal_minutes) // 60))
            # h hours of overtime hold the work of a day h hours longer than normal.
            self.hours[slot] = over = [self.flag(f"over{slot}.{h}") for h in range(hours)]
            caps = [
                max(0, work_within(problem, unit.normal_minutes + 60 * h)) for h in range(hours + 1)
            ]
            caps[-1] = 2 * LATEST
            model.add(
                work
                <= caps[0] * self.used[slot]
                + sum((caps[h + 1] - caps[h]) * over[h] for h in range(hours))
            )
            for next_, one in zip(over, [self.used[slot], *over], strict=False):
                model.add_implication(next_, one)
            self.pay_day(slot, sum(over), problem.index.money(unit.overtime_hour))

    def _share(self, slot: int, most: int) -> None:
        """The work at one place of a unit day, in which the place's set-up is: said again place by place,
        as it makes the linear relaxation tighter."""
        problem = self.problem
        for place in self.places_at[slot]:
            here = sum(
                (problem.minutes[s] + problem.setup[s]) * self.x[o, slot]
                for o in self.by_slot[slot]
                for s in [problem.option_strip[o]]
                if problem.option_place[o] == place
            )
            room = max(0, most - problem.place_setup[place])
            self.model.add(here <= room * self.visit[place, slot])

    def _changes(self, slot: int, unit: int) -> Expr:
        """Minutes of changes of set and light: each further set of a place, each further light of a
        set, is come to once at least."""
        problem, model = self.problem, self.model
        combos: dict[int, dict[int, dict[int, list[Var]]]] = {}
        for o in self.by_slot[slot]:
            place, set_, light = problem.option_row[o][:3]
            combos.setdefault(place, {}).setdefault(set_, {}).setdefault(light, []).append(
                self.x[o, slot]
            )
        terms: Expr = 0
        for place, sets in combos.items():
            change, relight = self.ways.set_change[unit][place], self.ways.light_change[unit][place]
            seen = []
            for set_, lights in sets.items():
                here = self.flag(f"set{slot}.{place}.{set_}")
                every = [v for found in lights.values() for v in found]
                for v in every:
                    model.add_implication(v, here)
                model.add_bool_or([here.negated(), *every])
                seen.append(here)
                if len(lights) > 1 and relight:
                    lit = []
                    for light, found in lights.items():
                        one = self.flag(f"lit{slot}.{place}.{set_}.{light}")
                        for v in found:
                            model.add_implication(v, one)
                        model.add_bool_or([one.negated(), *found])
                        lit.append(one)
                    terms += relight * (sum(lit) - here)
            if len(seen) > 1 and change:
                terms += change * (sum(seen) - self.visit[place, slot])
        return terms

    def _minors(self) -> None:
        """Minutes a child works on a date stay within the band's (`rule.minors_work`)."""
        problem = self.problem
        if "minors_work" in problem.soft:
            return
        for person in sorted(self.alone.rules.minors):
            dated: dict[int, list[tuple[int, Var]]] = defaultdict(list)
            for (option, slot), var in self.x.items():
                strip = problem.option_strip[option]
                if person in problem.people_of[strip]:
                    dated[problem.slot_date[slot]].append((problem.minutes[strip], var))
            for date, work in dated.items():
                allowed = self.alone.child_work(person, date)
                if allowed is not None:
                    self.model.add(sum(m * v for m, v in work) <= allowed)

    def _least_days(self) -> None:
        """How many days work takes at least (`capacity`), said for the solver: unit days in all, dates
        of people, days at places."""
        problem, model, capacity = self.problem, self.model, Capacity(self.problem)
        sure = [s for s in range(problem.n_strips) if problem.choice_of[s] < 0]
        model.add(sum(self.used.values()) >= least_days(problem, capacity, sure))
        for person in range(len(problem.person_ids)):
            own = [s for s in sure if person in problem.people_of[s]]
            at = [v for (p, _, _), v in self.at.items() if p == person]
            if len(own) > 1:
                model.add(sum(at) >= least_days(problem, capacity, own, person=person))
        for place in range(len(problem.place_ids)):
            own = [
                s
                for s in sure
                if [problem.option_place[o] for o in problem.options_of[s]] == [place]
            ]
            if len(own) > 1:
                visits = [v for (p, _), v in self.visit.items() if p == place]
                model.add(sum(visits) >= least_days(problem, capacity, own))

    def on_slot(self, strip: int, slot: int) -> Expr:
        """Whether a strip stands on a slot, at any place."""
        return sum(self.x[o, s] for o, s in self.by_strip[strip] if s == slot)

    def on_date(self, strip: int, date: int) -> Expr:
        """Whether a strip stands on a date."""
        return sum(
            self.x[o, s] for o, s in self.by_strip[strip] if self.problem.slot_date[s] == date
        )

    def works(self, person: int, date: int) -> Expr | None:
        """Whether somebody works on a date; None where never."""
        found = [v for (p, d, _), v in self.at.items() if p == person and d == date]
        return sum(found) if found else None

    def company(self) -> int:
        """Dates on which the company of every unit works: those a hold is sure to be paid on."""
        problem = self.problem
        first = problem.dates[0].toordinal()
        mask = (1 << len(problem.dates)) - 1
        for unit in problem.production.units:
            mask &= sum(
                1 << (day - first)
                for day in problem.index.company_days(unit.id)
                if 0 <= day - first < len(problem.dates)
            )
        return mask

    def held_between(self, used: dict[int, Var], company: int, price: int) -> None:
        """Pay for each date of the mask between the first and the last used that is not used."""
        first, last = min(used), max(used)
        for date in range(first + 1, last):
            if not company >> date & 1:
                continue
            held = self.flag("held")
            for a in (d for d in used if d < date):
                for b in (d for d in used if d > date):
                    this = [used[date]] if date in used else []
                    self.model.add_bool_or([used[a].negated(), used[b].negated(), *this, held])
            self.pay_for(held, price)
