"""The whole problem as one CP-SAT model, as one would write it by hand with the best of will.

A strip is on one unit day; days have a light, minutes, pages, places, moves; people are paid from
first to last day with one drop; places are paid by day and by opening. Where the judge's clock is
finer than a model of days can be, this one stays on the safe side (longest way between the places
of a day, no split days, a rest by keeping days off the morning after a night), so that what it
finds is legal or nearly so; the order within each day is left to the planner's own day arranger,
and what the judge then says is what counts. Hints are allowed: the plan of the rule of thumb.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from intercut.domain.apart import Degree
from intercut.domain.people import PayKind
from intercut.domain.production import OrderKind
from intercut.planning.arrange import Arranger
from intercut.planning.day import DayBook
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.work import work_within

DAY, NIGHT = 0, 2
ROUNDS = 8
Expr = Any


@dataclass(frozen=True, slots=True)
class Found:
    """Strip, slot and place of every strip, modes of open scenes, the model's own bound and cost.

    The bound is one of this model, not of the problem: it proves nothing about the latter.
    """

    assignment: tuple[tuple[int, int, int], ...]
    modes: tuple[int, ...]
    cost: int | None
    placed: dict[tuple[int, int], int]


class WholeModel:
    """The model of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.x: dict[tuple[int, int], Any] = {}
        self.terms: list[Expr] = []
        self.by_slot: dict[int, list[int]] = defaultdict(list)
        self._modes()
        self._assign()
        self._days()
        self._places()
        self._minutes()
        self._people()
        self._elements()
        self._rules()
        self.model.minimize(sum(self.terms))

    def flag(self) -> Any:
        """A new yes or no."""
        return self.model.new_bool_var("")

    # ------------------------------------------------------------------ strips and days

    def _modes(self) -> None:
        self.mode = [[self.flag() for _ in c.modes] for c in self.problem.choices]
        for choice, chosen in zip(self.problem.choices, self.mode, strict=True):
            self.model.add_exactly_one(chosen)
            for m, strips in enumerate(choice.strips):
                price = max((self.problem.parts_price[s] for s in strips), default=0)
                self.terms.append(price * chosen[m])

    def _assign(self) -> None:
        problem, alone = self.problem, Alone(self.problem)
        self.good: dict[tuple[int, int], list[int]] = {}
        for strip in range(problem.n_strips):
            mine = []
            for option in problem.options_of[strip]:
                for slot in problem.option_slots[option]:
                    if not problem.slot_works[slot]:
                        continue
                    lights = [n for n in (DAY, NIGHT) if alone.windows(option, slot, n)]
                    if not lights:
                        continue
                    self.x[option, slot] = self.flag()
                    self.good[option, slot] = lights
                    self.by_slot[slot].append(option)
                    mine.append(self.x[option, slot])
            choice = problem.choice_of[strip]
            active = 1 if choice < 0 else self.mode[choice][problem.mode_of[strip]]
            self.model.add(sum(mine) == active)
        self.slots = sorted(self.by_slot)

    def _days(self) -> None:
        problem, model = self.problem, self.model
        self.used, self.night = {}, {}
        for slot in self.slots:
            options = self.by_slot[slot]
            used, night = self.used[slot], self.night[slot] = self.flag(), self.flag()
            unit = problem.production.units[problem.slot_unit[slot]]
            self.terms.append(problem.index.money(unit.day_cost) * used)
            model.add_max_equality(used, [self.x[o, slot] for o in options])
            model.add_implication(night, used)
            for o in options:
                if NIGHT not in self.good[o, slot]:
                    model.add_implication(self.x[o, slot], night.negated())
                if DAY not in self.good[o, slot]:
                    model.add_implication(self.x[o, slot], night)
            if unit.page_limit is not None:
                pages = sum(problem.eighths[problem.option_strip[o]] * self.x[o, slot]
                            for o in options)  # fmt: skip
                model.add(pages <= unit.page_limit * used)
        for unit in range(len(problem.unit_ids)):
            own = [s for s in self.slots if problem.slot_unit[s] == unit]
            for a, b in pairwise(own):  # the morning after a night is for sleeping
                gap = problem.slot_date[b] - problem.slot_date[a]
                if gap == 1 or (gap <= 3 and problem.index.value("rest.weekly_minutes")):
                    model.add(self.night[a] + self.used[b] - self.night[b] <= 1)

    # ------------------------------------------------------------------ places and minutes

    def _places(self) -> None:
        problem, model = self.problem, self.model
        self.visit: dict[tuple[int, int], Any] = {}
        dated: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for slot in self.slots:
            here: dict[int, list[Any]] = defaultdict(list)
            for o in self.by_slot[slot]:
                here[problem.option_place[o]].append(self.x[o, slot])
            for place, found in here.items():
                visit = self.visit[slot, place] = self.flag()
                model.add_max_equality(visit, found)
                dated[place, problem.slot_date[slot]].append(visit)
            unit = problem.production.units[problem.slot_unit[slot]]
            if unit.most_moves is not None:
                model.add(sum(self.visit[slot, p] for p in here) <= unit.most_moves + 1)
            for p in here:
                for q in here:
                    if p < q and problem.place_base[p] != problem.place_base[q]:
                        model.add(self.visit[slot, p] + self.visit[slot, q] <= 1)
        for (place, _), visits in dated.items():
            paid = visits[0]
            if len(visits) > 1:
                paid = self.flag()
                model.add_max_equality(paid, visits)
            self.terms.append(problem.fee_day[place] * paid)
        for unit in range(len(problem.unit_ids)):
            before: dict[int, Any] = {}
            for slot in (s for s in self.slots if problem.slot_unit[s] == unit):
                after = {}
                for place in sorted({*before, *(p for s, p in self.visit if s == slot)}):
                    visit = self.visit.get((slot, place))
                    after[place] = self.flag()
                    was = before.get(place, 0)
                    if visit is None:
                        model.add(after[place] <= was)
                        model.add(after[place] + self.used[slot] <= 1)
                        continue
                    model.add(after[place] <= visit + was)
                    model.add(after[place] <= visit + 1 - self.used[slot])
                    opened = self.flag()
                    model.add(opened >= visit - was)
                    self.terms.append(problem.fee_opening[place] * opened)
                model.add(sum(after.values()) <= 1)
                before = after

    def _minutes(self) -> None:
        problem, model = self.problem, self.model
        for slot in self.slots:
            number = problem.slot_unit[slot]
            unit = problem.production.units[number]
            places = [p for s, p in self.visit if s == slot]
            work: Expr = unit.first_shot_minutes * self.used[slot]
            for o in self.by_slot[slot]:
                s = problem.option_strip[o]
                work += (problem.minutes[s] + problem.setup[s]) * self.x[o, slot]
            work += sum(problem.place_setup[p] * self.visit[slot, p] for p in places)
            sets: dict[tuple[int, int], list[Any]] = defaultdict(list)
            for o in self.by_slot[slot]:
                sets[problem.option_row[o][:2]].append(self.x[o, slot])
            seen = []
            for found in sets.values():
                seen.append(self.flag())
                model.add_max_equality(seen[-1], found)
            work += unit.set_change_minutes * (sum(seen) - sum(self.visit[slot, p] for p in places))
            moves = sum(self.visit[slot, p] for p in places) - self.used[slot]
            longest = model.new_int_var(0, 300, "")
            spent = model.new_int_var(0, 900, "")
            money = model.new_int_var(0, 10_000_000, "")
            for p in places:
                for q in places:
                    if p < q and problem.place_base[p] == problem.place_base[q]:
                        both = self.visit[slot, p] + self.visit[slot, q] - 1
                        minutes = max(problem.move_minutes[p][q], problem.move_minutes[q][p])
                        cost = max(problem.move_cost[p][q], problem.move_cost[q][p])
                        model.add(longest >= minutes * both)
                        model.add(money >= cost * both)
            for n in (1, 2):  # n moves take at most n of the longest
                more = self.flag()
                model.add(moves >= n).only_enforce_if(more)
                model.add(moves < n).only_enforce_if(more.negated())
                model.add(spent >= n * longest).only_enforce_if(more)
            self.terms.append(money)
            total = work + spent
            hours = max(0, -(-(unit.longest_minutes - unit.normal_minutes) // 60))
            caps = [work_within(problem, unit.normal_minutes + 60 * h) for h in range(hours)]
            caps.append(work_within(problem, unit.longest_minutes))
            over = [self.flag() for _ in range(hours)]
            model.add(total <= caps[0] + sum((caps[h + 1] - caps[h]) * v
                                             for h, v in enumerate(over)))  # fmt: skip
            for one, next_ in pairwise(over):
                model.add_implication(next_, one)
            self.terms.append(problem.index.money(unit.overtime_hour) * sum(over))

    # ------------------------------------------------------------------ people and elements

    def _people(self) -> None:
        problem, model = self.problem, self.model
        alone = Alone(problem)
        self.at: dict[tuple[int, int, int], Any] = {}
        for person, who in enumerate(problem.production.people):
            met: dict[tuple[int, int], list[Any]] = defaultdict(list)
            by_slot: dict[int, list[Any]] = defaultdict(list)
            minutes: dict[int, list[Expr]] = defaultdict(list)
            for (o, slot), var in self.x.items():
                strip = problem.option_strip[o]
                if person in problem.people_of[strip]:
                    date, base = (
                        problem.slot_date[slot],
                        problem.place_base[problem.option_place[o]],
                    )
                    met[date, base].append(var)
                    by_slot[slot].append(var)
                    minutes[date].append(problem.minutes[strip] * var)
            if not met:
                continue
            for (date, base), found in met.items():
                self.at[person, date, base] = self.flag()
                model.add_max_equality(self.at[person, date, base], found)
            on: dict[int, Any] = {}
            for date in sorted({d for d, _ in met}):
                bases = [self.at[person, date, b] for d, b in met if d == date]
                on[date] = bases[0]
                if len(bases) > 1:
                    on[date] = self.flag()
                    model.add(sum(bases) == on[date])
                slots = [s for s in by_slot if problem.slot_date[s] == date]
                for n, one in enumerate(slots):  # one unit a day
                    for two in slots[n + 1 :]:
                        for a in by_slot[one]:
                            model.add_bool_and([b.negated() for b in by_slot[two]]).only_enforce_if(
                                a
                            )
                allowed = alone.child_work(person, date)
                if allowed is not None:
                    model.add(sum(minutes[date]) <= allowed)
            for date, base in met:  # a journey has a day of its own
                for other, there in met:
                    if other == date + 1 and there != base:
                        model.add(self.at[person, date, base] + self.at[person, other, there] <= 1)
            self._pay(who.terms, on)

    def _pay(self, terms: Any, on: dict[int, Any]) -> None:
        """Paid from first to last day worked, less one drop where a gap is long enough."""
        problem, model = self.problem, self.model
        if terms.kind not in {PayKind.DAILY, PayKind.WEEKLY} or terms.rate is None:
            return
        rate = problem.index.money(terms.rate)
        company = [d for d in range(min(on), max(on) + 1)
                   if any(mask >> d & 1 for mask in problem.working)]  # fmt: skip
        begun, done = {}, {}
        paid = {}
        previous = None
        for date in company:
            begun[date], done[date], paid[date] = self.flag(), self.flag(), self.flag()
            if previous is not None:
                model.add_implication(begun[previous], begun[date])
                model.add_implication(done[previous], done[date])
            if date in on:
                model.add_implication(on[date], begun[date])
                model.add_implication(on[date], done[date].negated())
                model.add_implication(on[date], paid[date])
            previous = date
        gap = terms.drop_gap_days if terms.drop_gap_days is not None else (
            problem.index.value("drop.gap_days"))  # fmt: skip
        dropped = {d: self.flag() for d in company} if terms.drops else {}
        if dropped:
            starts = []
            for n, date in enumerate(company):
                start = self.flag()
                starts.append(start)
                was = dropped[company[n - 1]] if n else 0
                model.add(start >= dropped[date] - was)
                within = [d for d in company if date <= d < date + gap]
                for d in within:
                    model.add_implication(start, dropped[d])
                if date + gap > company[-1]:
                    model.add(start == 0)
            model.add(sum(starts) <= terms.drops)
        for date in company:
            off = [dropped[date]] if dropped else []
            model.add_bool_or([begun[date].negated(), done[date], paid[date], *off])
        if terms.kind is PayKind.DAILY:
            self.terms.append(rate * sum(paid.values()))
            return
        weeks = model.new_int_var(terms.guarantee, 60, "")
        model.add(problem.index.value("pay.week_days") * weeks >= sum(paid.values()))
        self.terms.append(rate * weeks)

    def _elements(self) -> None:
        problem, model = self.problem, self.model
        for e, element in enumerate(problem.production.elements):
            rate, hold = (
                problem.index.money(element.day_rate),
                problem.index.money(element.hold_rate),
            )
            dated: dict[int, list[Any]] = defaultdict(list)
            for (o, slot), var in self.x.items():
                if e in problem.elements_of[problem.option_strip[o]]:
                    dated[problem.slot_date[slot]].append(var)
            if not dated:
                continue
            previous: dict[str, Any] = {}
            for date in range(min(dated), max(dated) + 1):
                if not any(mask >> date & 1 for mask in problem.working):
                    continue
                used, begun, done, held = (self.flag() for _ in range(4))
                model.add_max_equality(used, dated[date]) if date in dated else model.add(used == 0)
                model.add_implication(used, begun)
                model.add_implication(used, done.negated())
                if previous:
                    model.add_implication(previous["begun"], begun)
                    model.add_implication(previous["done"], done)
                model.add_bool_or([begun.negated(), done, used, held])
                self.terms.append(rate * used + hold * held)
                previous = {"begun": begun, "done": done}

    # ------------------------------------------------------------------ rules between strips

    def _rules(self) -> None:
        problem, model = self.problem, self.model
        date_of = [
            sum(problem.slot_date[s] * v for (o, s), v in self.x.items()
                if problem.option_strip[o] == strip)
            for strip in range(problem.n_strips)
        ]  # fmt: skip
        for rule in problem.orders:
            if rule.kind == OrderKind.BEFORE and rule.price is None:
                for a in rule.groups[0]:
                    for b in rule.groups[1]:
                        model.add(date_of[a] + max(1, rule.gap) <= date_of[b])
        for pair in problem.pairs:
            one, two = pair.people
            for (person, date, base), var in self.at.items():
                if person != one or not pair.dates >> date & 1:
                    continue
                for (other, when, there), also in self.at.items():
                    meets = other == two and when == date
                    if meets and (pair.degree is Degree.DAY or there == base):
                        model.add(var + also <= 1)

    def forbid(self, options: tuple[int, ...]) -> None:
        """These strips at these places make no legal day together: on none, of any unit."""
        for slot in self.slots:
            here = [self.x[o, slot] for o in options if (o, slot) in self.x]
            if len(here) == len(options):
                self.model.add(sum(here) <= len(here) - 1)

    def solve(self, seconds: float, hint: dict[tuple[int, int], int] | None = None) -> Found:
        """The best assignment found with 2 workers; ``hint`` maps option and slot to 0 or 1."""
        self.model.clear_hints()
        for key, value in (hint or {}).items():
            if key in self.x:
                self.model.add_hint(self.x[key], value)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 2
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Found((), (), None, {})
        problem = self.problem
        placed = {key: solver.value(var) for key, var in self.x.items()}
        return Found(
            tuple(
                (problem.option_strip[o], slot, problem.option_place[o])
                for (o, slot), on in sorted(placed.items(), key=lambda item: item[0][1])
                if on
            ),
            tuple(next(m for m, v in enumerate(chosen) if solver.value(v)) for chosen in self.mode),
            round(solver.objective_value),
            placed,
        )


def answers_within(
    problem: Problem, seconds: float, hint_of: Callable[[WholeModel], dict[tuple[int, int], int]]
) -> Iterator[Found]:
    """What the model finds within the seconds, given every help.

    Days that our day arranger finds no legal order for are forbidden, made as small as they can be,
    and the model is solved again from its last answer, until time is up: any answer may be taken.
    """
    begun = time.monotonic()
    model = WholeModel(problem)
    arranger = Arranger(problem, DayBook(problem))
    hint = hint_of(model)
    rounds = ROUNDS
    while (left := seconds - (time.monotonic() - begun)) > 0.5:
        found = model.solve(max(left / max(1, rounds), min(left, 5.0)), hint)
        rounds -= 1
        if found.cost is None:
            return
        yield found
        days: dict[int, list[int]] = defaultdict(list)
        for (o, slot), on in found.placed.items():
            if on:
                days[slot].append(o)
        bad = {
            slot: options for slot, options in days.items() if not _legal(arranger, slot, options)
        }
        for slot, options in bad.items():
            least = list(options)
            for option in options:
                rest = [o for o in least if o != option]
                if rest and not _legal(arranger, slot, rest):
                    least = rest
            model.forbid(tuple(least))
        hint = found.placed


def _legal(arranger: Arranger, slot: int, options: list[int]) -> bool:
    day = arranger.fresh(slot, tuple(options))
    return day is not None and day.hard == 0
