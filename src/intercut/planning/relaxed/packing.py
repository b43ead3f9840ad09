"""All strips in a given number of unit days: the linear relaxation over sets of strips, sharpened by cuts.

Every plan of d unit days takes each strip of its modes in one of d sets, and pays everybody at least for
as many days as there are sets with them. The linear relaxation of that is solved by adding sets as
they are needed, and rank-one cuts: of three strips no two sets hold two each, so that over
all sets with two or three of them the sum is at most 1. As in `covering` dual values are rounded to
whole minor units and checked against every set in integers, so that nothing hangs on the solver's
arithmetic. What a set costs beyond its share is its ``loss``: no plan that costs less than the bound
and l more has a set that loses more than l.

References
----------
Jepsen, Petersen, Spoorendonk and Pisinger (2008), subset-row inequalities; Baldacci, Christofides and
Mingozzi (2008), leaving out what loses more than the gap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from ortools.linear_solver import pywraplp

from intercut.planning.problem import Problem
from intercut.planning.relaxed.day_sets import Ints, never

_MOST_ROUNDS = 400
_MOST_ADDED = 200
_MOST_CUTS = 25
_MOST_OF_STRIP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What is proved of plans with so many days: ``bound``, and the ``loss`` of each set, minor
    units; ``used`` are the sets the relaxation takes some part of."""

    bound: int
    loss: Ints
    used: tuple[int, ...]


class Packing:
    """The relaxation for exactly ``days`` unit days, or with ``more`` for those and more.

    ``strips`` (n, strips) and ``payees`` (n, payees) say what each of n sets holds; ``pays`` are the
    least pay of each payee by number of days, ``extra`` what every plan pays besides, ``dear``
    more than any plan worth looking for. ``costs`` may be raised between two answers.
    """

    def __init__(
        self,
        problem: Problem,
        strips: Ints,
        payees: Ints,
        pays: list[list[tuple[int, int]]],
        costs: Ints,
        days: int,
        *,
        more: bool,
        extra: int,
        dear: int,
    ) -> None:
        self.problem, self.days, self.more, self.extra = problem, days, more, extra
        self.strips, self.payees, self.pays, self.costs = strips, payees, pays, costs
        self.rounds = 0
        self.dear = dear
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SuppressOutput()
        self._infinity = self._solver.infinity()
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._triples = np.array(list(combinations(range(strips.shape[1]), 3)), dtype=np.int64)
        self._cuts: dict[int, pywraplp.Constraint] = {}
        self._hit: list[Ints] = []
        self._columns: dict[int, pywraplp.Variable] = {}
        self._state()

    def _state(self) -> None:
        """Rows for strips, payees and days, each with a dear way out."""
        solver, problem = self._solver, self.problem
        modes = []
        for choice in problem.choices:
            row = solver.Constraint(1, 1)
            for group in choice.strips:
                var = self._var(max((problem.parts_price[s] for s in group), default=0))
                row.SetCoefficient(var, 1)
                modes.append((var, group))
        self._cover = []
        for strip in range(problem.n_strips):
            sure = 1 if problem.choice_of[strip] < 0 else 0
            row = solver.Constraint(sure, sure)
            row.SetCoefficient(self._var(self.dear), 1)
            for var, group in modes:
                if strip in group:
                    row.SetCoefficient(var, -1)
            self._cover.append(row)
        self._worked = []
        for pay in self.pays:
            row, one = solver.Constraint(0, 0), solver.Constraint(1, 1)
            for days, cost in pay:
                var = self._var(cost)
                row.SetCoefficient(var, -days)
                one.SetCoefficient(var, 1)
            row.SetCoefficient(self._var(self.dear), 1)
            self._worked.append(row)
        self._count = solver.Constraint(self.days, self._infinity if self.more else self.days)
        self._count.SetCoefficient(self._var(self.dear), 1)
        if not self.more:
            self._count.SetCoefficient(self._var(self.dear), -1)

    def _var(self, cost: float) -> pywraplp.Variable:
        var = self._solver.NumVar(0, self._infinity, "")
        self._objective.SetCoefficient(var, float(cost))
        return var

    def solve(self, below: int, late: Callable[[], bool] = never) -> Packed:
        """The bound and the losses; no more cuts are looked for once it is no less than ``below``."""
        while True:
            self._price(late)
            packed = self._packed()
            if packed.bound >= below or late() or not self._cut():
                return packed

    def raised(self) -> None:
        """The costs were raised: tell the solver."""
        for k, var in self._columns.items():
            self._objective.SetCoefficient(var, float(self.costs[k]))

    def _price(self, late: Callable[[], bool]) -> None:
        """Add sets until none is worth adding."""
        for _ in range(_MOST_ROUNDS):
            self.rounds += 1
            if late() or self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return
            slack = self._slack()[0]
            worst = np.argsort(slack)[:_MOST_ADDED]
            added = [int(k) for k in worst if slack[k] < 0 and int(k) not in self._columns]
            if not added:
                return
            for k in added:
                self._add(k)

    def _add(self, k: int) -> None:
        var = self._columns[k] = self._var(float(self.costs[k]))
        self._count.SetCoefficient(var, 1)
        for strip in np.nonzero(self.strips[k])[0].tolist():
            self._cover[strip].SetCoefficient(var, 1)
        for payee in np.nonzero(self.payees[k])[0].tolist():
            self._worked[payee].SetCoefficient(var, 1)
        for hit, row in zip(self._hit, self._cuts.values(), strict=True):
            if hit[k]:
                row.SetCoefficient(var, 1)

    def _slack(self) -> tuple[Ints, Ints, Ints, Ints, int]:
        """What each set costs beyond its worth, and the dual values, rounded."""
        worth = np.array([np.floor(r.dual_value()) for r in self._cover], dtype=np.int64)
        day_worth = np.array([np.ceil(-r.dual_value()) for r in self._worked], dtype=np.int64)
        dues = np.array(
            [np.ceil(max(0.0, -r.dual_value())) for r in self._cuts.values()], dtype=np.int64
        )
        count = int(np.floor(self._count.dual_value()))
        if self.more:
            count = max(0, count)
        slack = self.costs + self.payees @ day_worth - self.strips @ worth - count
        for due, hit in zip(dues.tolist(), self._hit, strict=True):
            if due:
                slack = slack + due * hit
        return slack, worth, day_worth, dues, count

    def _packed(self) -> Packed:
        """The bound that the dual values prove, whatever they are."""
        problem = self.problem
        slack, worth, day_worth, dues, count = self._slack()
        spare = min(0, int(slack.min()))
        total = self.extra - int(dues.sum())
        total += sum(int(w) for s, w in enumerate(worth) if problem.choice_of[s] < 0)
        for choice in problem.choices:
            total += min(
                max((problem.parts_price[s] for s in group), default=0)
                + sum(int(worth[s]) for s in group)
                for group in choice.strips
            )
        for pay, value in zip(self.pays, day_worth.tolist(), strict=True):
            total += min(cost - value * days for days, cost in pay)
        most = problem.n_slots if self.more else self.days
        total += count * self.days + spare * most
        used = tuple(k for k, var in self._columns.items() if var.solution_value() > 1e-6)
        return Packed(bound=total, loss=slack - spare, used=used)

    def _cut(self) -> bool:
        """Add the cuts most broken; False where none is, or the relaxation is whole."""
        ks = np.array(list(self._columns), dtype=np.int64)
        if not len(ks) or not len(self._triples):
            return False
        taken = np.array([v.solution_value() for v in self._columns.values()])
        if not ((taken > 1e-5) & (taken < 1 - 1e-5)).any():
            return False
        some = taken > 1e-6
        held = self.strips[ks[some]][:, self._triples].sum(axis=2) >= 2
        sums = taken[some] @ held
        of_strip: dict[int, int] = {}
        added = 0
        for n in np.argsort(-sums).tolist():
            if sums[n] < 1.01 or added >= _MOST_CUTS:
                break
            triple = self._triples[n].tolist()
            if n in self._cuts or any(of_strip.get(s, 0) >= _MOST_OF_STRIP for s in triple):
                continue
            for s in triple:
                of_strip[s] = of_strip.get(s, 0) + 1
            row = self._solver.Constraint(-self._infinity, 1)
            hit = (self.strips[:, triple].sum(axis=1) >= 2).astype(np.int64)
            for k, var in self._columns.items():
                if hit[k]:
                    row.SetCoefficient(var, 1)
            self._cuts[n] = row
            self._hit.append(hit)
            added += 1
        return added > 0
