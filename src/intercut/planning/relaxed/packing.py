"""All strips in a given number of unit days: the linear relaxation over a list of sets, sharpened by cuts.

The programme is that of `master`, solved by adding sets of the list as they are needed. Its dual values
are checked against every set in integers, so that nothing hangs on the solver's
arithmetic. What a set costs beyond its share is its ``loss``: no plan that costs less than the bound
and l more has a set that loses more than l.

References
----------
Baldacci, Christofides and Mingozzi (2008), leaving out what loses more than the gap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from intercut.planning.problem import Problem
from intercut.planning.relaxed.day_sets import Ints, never
from intercut.planning.relaxed.master import Duals, Master

_MOST_ROUNDS = 400
_MOST_ADDED = 200


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
        self.days = days
        self.strips, self.payees, self.costs = strips, payees, costs
        self.rounds = 0
        self.dear = dear
        self._master = Master(problem, pays, days, more=more, extra=extra, dear=dear)
        self._hit: list[Ints] = []
        self._numbers: dict[int, int] = {}

    def solve(self, below: int, late: Callable[[], bool] = never) -> Packed:
        """The bound and the losses; no more cuts are looked for once it is no less than ``below``."""
        while True:
            self._price(late)
            packed = self._packed()
            if packed.bound >= below or late() or not self._cut():
                return packed

    def raised(self) -> None:
        """The costs were raised: tell the solver."""
        for k, number in self._numbers.items():
            self._master.price(number, int(self.costs[k]))

    def _price(self, late: Callable[[], bool]) -> None:
        """Add sets until none is worth adding."""
        for _ in range(_MOST_ROUNDS):
            self.rounds += 1
            if late() or not self._master.solve():
                return
            slack = self._slack()[0]
            worst = np.argsort(slack)[:_MOST_ADDED]
            added = [int(k) for k in worst if slack[k] < 0 and int(k) not in self._numbers]
            if not added:
                return
            for k in added:
                self._numbers[k] = self._master.add(
                    np.nonzero(self.strips[k])[0].tolist(),
                    np.nonzero(self.payees[k])[0].tolist(),
                    int(self.costs[k]),
                )

    def _slack(self) -> tuple[Ints, Duals]:
        """What each set costs beyond its worth, and the dual values, rounded."""
        duals = self._master.duals()
        slack = self.costs + self.payees @ duals.day - self.strips @ duals.worth - duals.count
        for due, hit in zip(duals.due.tolist(), self._hit, strict=True):
            if due:
                slack = slack + due * hit
        return slack, duals

    def _packed(self) -> Packed:
        """The bound that the dual values prove, whatever they are."""
        slack, duals = self._slack()
        spare = min(0, int(slack.min()))
        taken = self._master.taken()
        used = tuple(k for k, number in self._numbers.items() if taken[number] > 1e-6)
        return Packed(bound=self._master.proved(duals, spare), loss=slack - spare, used=used)

    def _cut(self) -> bool:
        """Add the cuts most broken; False where none is, or the relaxation is whole."""
        found = self._master.broken()
        for triple in found:
            self._master.cut(triple)
            self._hit.append((self.strips[:, triple].sum(axis=1) > 1).astype(np.int64))
        return bool(found)
