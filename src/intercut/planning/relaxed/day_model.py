"""The variables of the relaxed model, and the small words its parts are written in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from intercut.planning.pay import Pay
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Alone, Spans
from intercut.planning.relaxed.work import Ways

Var = cp_model.IntVar
Expr = Any
"""A linear expression of CP-SAT or a number: its stubs know no sum of both."""


@dataclass(slots=True, kw_only=True)
class DayModel:
    """A problem's model. Keys are the problem's numbers: (option, slot), (person, date, base) ...

    ``x``: an option stands on a slot; ``windows``: when it may begin there, by light. ``used``: the
    unit works that day; ``light``, ``at_base``, ``visit``, ``moves``: in which light, where, how often it
    moves, what that costs (``move_cost``). ``work``: its minutes of work; ``hours``: started hours of overtime. ``at``: a person works
    on a date at a base; ``here``: on a slot. ``opens`` by unit and ``opened``: a place is opened on a slot; ``last`` and ``was``: the unit is
    at a place after it, or before. With ``times`` there are
    ``call``, ``wrap`` and ``begin`` of first shots. ``costs`` are what is paid, ``of_day`` those of them one unit
    day decides by itself, ``day_cost`` their sum. ``impossible``: a strip that must be placed can
    stand nowhere.
    """

    problem: Problem
    times: bool
    alone: Alone
    ways: Ways
    pay: Pay
    fixed_cost: int
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    impossible: bool = False
    total: Expr = 0
    mode: list[list[Var]] = field(default_factory=list)
    x: dict[tuple[int, int], Var] = field(default_factory=dict)
    windows: dict[tuple[int, int], list[Spans]] = field(default_factory=dict)
    by_strip: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    by_slot: dict[int, list[int]] = field(default_factory=dict)
    used: dict[int, Var] = field(default_factory=dict)
    at_base: dict[tuple[int, int], Var] = field(default_factory=dict)
    light: dict[tuple[int, int], Var] = field(default_factory=dict)
    visit: dict[tuple[int, int], Var] = field(default_factory=dict)
    places_at: dict[int, list[int]] = field(default_factory=dict)
    moves: dict[int, Expr] = field(default_factory=dict)
    move_cost: dict[int, Var] = field(default_factory=dict)
    opens: dict[tuple[int, int], list[Var]] = field(default_factory=lambda: defaultdict(list))
    opened: dict[tuple[int, int], Var] = field(default_factory=dict)
    last: dict[tuple[int, int], Var] = field(default_factory=dict)
    was: dict[tuple[int, int], Var] = field(default_factory=dict)
    work: dict[int, Var] = field(default_factory=dict)
    hours: dict[int, list[Var]] = field(default_factory=dict)
    at: dict[tuple[int, int, int], Var] = field(default_factory=dict)
    here: dict[tuple[int, int], Var] = field(default_factory=dict)
    begin: dict[int, Var] = field(default_factory=dict)
    call: dict[int, Var] = field(default_factory=dict)
    wrap: dict[int, Var] = field(default_factory=dict)
    costs: list[tuple[Expr, int]] = field(default_factory=list)
    of_day: dict[int, list[tuple[Expr, int]]] = field(default_factory=lambda: defaultdict(list))
    day_cost: dict[int, Var] = field(default_factory=dict)

    @property
    def slots(self) -> range:
        """All slots of the problem."""
        return range(self.problem.n_slots)

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

    def active(self, strip: int) -> Var | int:
        """Whether the strip's mode is chosen: 1 where its scene has no choice."""
        choice = self.problem.choice_of[strip]
        return 1 if choice < 0 else self.mode[choice][self.problem.mode_of[strip]]

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
