"""The linear programme over sets of strips: rows for strips, payees and the number of days, grown by sets.

Every plan takes each strip of its modes in one of its unit days' sets, and pays everybody at least for
as many days as there are sets with them. Cuts over triples: of three strips no two sets hold two
each, so that over all sets with two or three of them the sum is at most 1. Dual values are rounded
to whole minor units, and the bound they prove is told in integers, whatever they are.

References
----------
Gilmore and Gomory (1961), linear programming for cutting stock; Jepsen, Petersen, Spoorendonk and
Pisinger (2008), subset-row inequalities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp

from intercut.planning.problem import Problem
from intercut.planning.relaxed.day_sets import Ints

Triple = tuple[int, int, int]

MOST_CUTS = 25
_MOST_OF_STRIP = 5
_BROKEN = 1.01
_SOME = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Duals:
    """Whole minor units: what each strip is ``worth``, a payee's ``day``, the ``due`` of each cut (0 or
    more), ``count`` for each unit day."""

    worth: Ints
    day: Ints
    due: Ints
    count: int


class Master:
    """The programme for exactly ``days`` unit days, or with ``more`` for those and more.

    ``pays`` are the least pay of each payee by number of days, ``extra`` what every plan pays besides.
    ``dear`` is what it costs to leave a strip out, one price or one for each. ``value`` is what the solution last
    found costs, not proved.
    """

    def __init__(
        self,
        problem: Problem,
        pays: list[list[tuple[int, int]]],
        days: int,
        *,
        more: bool,
        extra: int,
        dear: int | list[int],
    ) -> None:
        self.problem, self.days, self.more = problem, days, more
        self.pays, self.extra = pays, extra
        self.value = float("inf")
        self._dear = dear if isinstance(dear, list) else [dear] * problem.n_strips
        self._most = max(self._dear, default=0)
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SuppressOutput()
        self._infinity = self._solver.infinity()
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self.cuts: dict[Triple, pywraplp.Constraint] = {}
        self._columns: list[pywraplp.Variable] = []
        self._strips: list[frozenset[int]] = []
        none = np.zeros(0, dtype=np.int64)
        self._duals = Duals(
            worth=np.zeros(problem.n_strips, dtype=np.int64),
            day=np.zeros(len(pays), dtype=np.int64),
            due=none,
            count=0,
        )
        self._taken: npt.NDArray[np.float64] = np.zeros(0)
        self._left_out: list[int] = []
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
        self._cover, self._out = [], []
        for strip in range(problem.n_strips):
            sure = 1 if problem.choice_of[strip] < 0 else 0
            row = solver.Constraint(sure, sure)
            out = self._var(self._dear[strip])
            row.SetCoefficient(out, 1)
            for var, group in modes:
                if strip in group:
                    row.SetCoefficient(var, -1)
            self._cover.append(row)
            self._out.append(out)
        self._worked = []
        for pay in self.pays:
            row, one = solver.Constraint(0, 0), solver.Constraint(1, 1)
            for days, cost in pay:
                var = self._var(cost)
                row.SetCoefficient(var, -days)
                one.SetCoefficient(var, 1)
            row.SetCoefficient(self._var(self._most), 1)
            self._worked.append(row)
        self._count = solver.Constraint(self.days, self._infinity if self.more else self.days)
        self._count.SetCoefficient(self._var(self._most), 1)
        if not self.more:
            self._count.SetCoefficient(self._var(self._most), -1)

    def _var(self, cost: float) -> pywraplp.Variable:
        var = self._solver.NumVar(0, self._infinity, "")
        self._objective.SetCoefficient(var, float(cost))
        return var

    # ------------------------------------------------------------------ growing

    def add(self, strips: Iterable[int], payees: Iterable[int], cost: int) -> int:
        """A set more; its number."""
        var = self._var(float(cost))
        held = frozenset(strips)
        self._count.SetCoefficient(var, 1)
        for strip in held:
            self._cover[strip].SetCoefficient(var, 1)
        for payee in payees:
            self._worked[payee].SetCoefficient(var, 1)
        for triple, row in self.cuts.items():
            if len(held.intersection(triple)) > 1:
                row.SetCoefficient(var, 1)
        self._columns.append(var)
        self._strips.append(held)
        return len(self._columns) - 1

    def price(self, number: int, cost: int) -> None:
        """What a set costs has changed."""
        self._objective.SetCoefficient(self._columns[number], float(cost))

    def cut(self, triple: Triple) -> None:
        """A cut more."""
        row = self.cuts[triple] = self._solver.Constraint(-self._infinity, 1)
        for var, held in zip(self._columns, self._strips, strict=True):
            if len(held.intersection(triple)) > 1:
                row.SetCoefficient(var, 1)

    def let_out(self, times: int) -> bool:
        """Whether some strip is left out, though it may cost less than its sets; then it costs so many
        times as much."""
        for strip in self._left_out:
            self._dear[strip] *= times
            self._objective.SetCoefficient(self._out[strip], float(self._dear[strip]))
        return bool(self._left_out)

    # ------------------------------------------------------------------ answers

    def solve(self) -> bool:
        """Whether it was solved; else the last answers stand."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return False
        count = int(np.floor(self._count.dual_value()))
        self._duals = Duals(
            worth=np.array([np.floor(r.dual_value()) for r in self._cover], dtype=np.int64),
            day=np.array([np.ceil(-r.dual_value()) for r in self._worked], dtype=np.int64),
            due=np.array(
                [np.ceil(max(0.0, -r.dual_value())) for r in self.cuts.values()], dtype=np.int64
            ),
            count=max(0, count) if self.more else count,
        )
        self._taken = np.array([v.solution_value() for v in self._columns])
        self._left_out = [s for s, v in enumerate(self._out) if v.solution_value() > _SOME]
        self.value = float(self._objective.Value()) + self.extra
        return True

    def taken(self) -> npt.NDArray[np.float64]:
        """The part of each set that is taken, as last solved."""
        return np.pad(self._taken, (0, len(self._columns) - len(self._taken)))

    def duals(self) -> Duals:
        """The dual values as last solved, rounded so that little is lost; none for later cuts."""
        due = self._duals.due
        return replace(self._duals, due=np.pad(due, (0, len(self.cuts) - len(due))))

    def proved(self, duals: Duals, spare: int) -> int:
        """The bound that dual values prove where no set costs less than its share of them and
        ``spare`` (0 or less)."""
        problem = self.problem
        total = self.extra - int(duals.due.sum())
        total += sum(int(w) for s, w in enumerate(duals.worth) if problem.choice_of[s] < 0)
        for choice in problem.choices:
            total += min(
                max((problem.parts_price[s] for s in group), default=0)
                + sum(int(duals.worth[s]) for s in group)
                for group in choice.strips
            )
        for pay, value in zip(self.pays, duals.day.tolist(), strict=True):
            total += min(cost - value * days for days, cost in pay)
        most = problem.n_slots if self.more else self.days
        return total + duals.count * self.days + spare * most

    def broken(self, most: int = MOST_CUTS) -> list[Triple]:
        """The cuts most broken; none where none is, or the solution is whole."""
        taken = self.taken()
        some = np.nonzero((taken > 1e-5) & (taken < 1 - 1e-5))[0]
        triples = _triples(self.problem.n_strips)
        if not len(some) or not len(triples):
            return []
        sums = np.zeros(len(triples))
        for k in some.tolist():
            held = np.zeros(self.problem.n_strips, dtype=np.int8)
            held[list(self._strips[k])] = 1
            sums[held[triples].sum(axis=1, dtype=np.int8) > 1] += taken[k]
        near = np.nonzero(sums > _BROKEN)[0]
        return _spread(
            [(*triples[n].tolist(),) for n in near[np.argsort(-sums[near], kind="stable")]],
            self.cuts,
            most,
        )


@lru_cache(maxsize=2)
def _triples(strips: int) -> npt.NDArray[np.int16]:
    return np.array(list(combinations(range(strips), 3)), dtype=np.int16).reshape(-1, 3)


def _spread(triples: list[Triple], known: Collection[Triple], most: int) -> list[Triple]:
    """The first of them that are not known, no strip in too many."""
    found: list[Triple] = []
    of_strip: dict[int, int] = {}
    for triple in triples:
        if len(found) >= most:
            break
        if triple in known or any(of_strip.get(s, 0) >= _MOST_OF_STRIP for s in triple):
            continue
        for strip in triple:
            of_strip[strip] = of_strip.get(strip, 0) + 1
        found.append(triple)
    return found
