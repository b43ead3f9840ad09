"""A bound of films of any size: unit days are priced as they are needed, none is listed.

The programme is that of `master`. Its dual values say what a strip is worth and what a payee's day costs;
the kernel finds the sets worth more than they cost, or proves that none is (`kernel/cpp/days/pricing`).
At any moment the dual values and the most any set gains prove a bound, though not all sets are known
(Lagrange). Dual values jump, so sets are asked for near those that proved most so far.

A set counts what such a day costs at least: the unit, fees of places, overtime, the way between
places; its people and elements are payees, paid by days. With several units each of them is the best of all, fees and
elements are shared among them, and a person may be in so many sets a date. What is not in it: dates, and with them hold,
places come back to, rest, and wishes.

References
----------
Gilmore and Gomory (1961); Farley (1990) and Lasdon (1970), bounds before the end; Wentges (1997), dual values
smoothed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from intercut.planning.bounds import travel_of
from intercut.planning.capacity import Capacity, least_days
from intercut.planning.kernel import native
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.covering import Covering, least_pays, openings_of
from intercut.planning.relaxed.day_sets import children_of, clashes_of, never
from intercut.planning.relaxed.master import Duals, Master
from intercut.planning.relaxed.windows import windows_of
from intercut.planning.relaxed.work import ways_of, work_within

MOST_SHARED = 150
"""With several units and more strips than these the search for sets comes to no end."""

MOST_CUT = 200
"""With more strips there are too many triples to look for cuts."""

_MOST_BOUGHT = 600
_MOST_OF_PLACES = 20
_NODES = 600_000
_MOST_NODES = 20_000_000
"""Nodes of one look for sets, at first and at most: some tenths of a second, and some seconds."""

_NODES_A_UNIT = 2_500_000
_ROUNDS_A_UNIT = 50
_SMOOTH = 0.7
_CLOSE = 20_000
"""The programme is solved once the bound is nearer than this part of it to its cost."""

_WORTH_CUTTING = 4_000
"""Cuts go on while a round of them raises the bound by more than this part of it."""

_PATIENCE = 15
"""Units of work after which there should be more than was known before."""

_DEAR = 1.5
_DEARER = 2
"""Leaving a strip out costs so many times its first worth, and so many times as much each time it is left out:
dual values stay near what is likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """No plan costs less than ``bound``, minor units; ``work`` in CP-SAT's units."""

    bound: int
    work: float


def suits(problem: Problem) -> bool:
    """Whether unit days can be priced: the kernel, days of limited length, strips that take time, and not
    many of them where several units share what a set costs."""
    units = problem.production.units
    return (
        native is not None
        and bool(units)
        and (len(units) == 1 or problem.n_strips <= MOST_SHARED)
        and "longest_day" not in problem.soft
        and all(problem.minutes[s] + problem.setup[s] > 0 for s in range(problem.n_strips))
        and max((u.longest_minutes for u in units), default=0) < _LONGEST
    )


_LONGEST = 3 * 1440


class Prices:
    """One bound by priced unit days; `stop` from another thread ends it."""

    def __init__(self, problem: Problem) -> None:
        assert native is not None
        self.problem = problem
        self.units = len(problem.unit_ids)
        stock = stock_of(problem)
        self._options: list[int] = stock.pop("options")
        self._payees: list[list[int]] = stock["payees"]
        self._strip: list[int] = stock["strip"]
        self._native = native.Pricing(stock)
        self.fits = not self._native.too_many() and bool(self._options)
        self.work = 0.0
        self.bound = 0
        sure = [s for s in range(problem.n_strips) if problem.choice_of[s] < 0]
        self._days = max(1, least_days(problem, Capacity(problem), sure))
        self._pays = _pays(problem)
        self._center = self._guess(stock)
        self._master = Master(
            problem,
            self._pays,
            self._days,
            more=True,
            extra=openings_of(problem) + travel_of(problem),
            dear=[int(_DEAR * max(1, int(w))) + 1 for w in self._center.worth],
        )
        self._known: set[tuple[int, ...]] = set()
        self._nodes = _NODES
        self._covering: Covering | None = None

    @property
    def covering(self) -> Covering | None:
        """The dual values without cuts that proved most, for one unit; None before there are any."""
        return self._covering if self.units == 1 else None

    def stop(self) -> None:
        """End soon with what is proved."""
        self._native.stop()

    def _guess(self, stock: dict[str, Any]) -> Duals:
        """Dual values to begin with: what everything costs, shared among the strips by minutes."""
        room, first = stock["room"] - stock["first_shot"], stock["first_shot"]
        normal = work_within(self.problem, stock["normal"]) - first
        day = np.array(
            [(pay[-2][1] - pay[1][1]) / max(1, pay[-2][0] - pay[1][0]) for pay in self._pays]
        )
        minutes = np.zeros(len(self._pays))
        at = np.zeros(len(stock["fee"]))
        for weight, payees, place in zip(
            stock["weight"], stock["payees"], stock["place"], strict=True
        ):
            minutes[payees] += weight
            at[place] += weight
        worth = np.zeros(self.problem.n_strips)
        for n, strip in enumerate(self._strip):
            weight, place = stock["weight"][n], stock["place"][n]
            share = weight * stock["day_cost"] / max(1, normal)
            share += weight * stock["fee"][place] / max(1, min(room, at[place]))
            share += sum(
                day[q] * weight / max(1, min(room, minutes[q])) for q in stock["payees"][n]
            )
            worth[strip] = share if not worth[strip] else min(worth[strip], share)
        return Duals(
            worth=np.floor(worth).astype(np.int64),
            day=np.ceil(day).astype(np.int64),
            due=np.zeros(0, dtype=np.int64),
            count=0,
        )

    # ------------------------------------------------------------------ solving

    def solve(
        self,
        below: int,
        late: Callable[[], bool] = never,
        units: float = float("inf"),
        told: Callable[[int], None] = lambda _: None,
        more_than: int = 0,
    ) -> Priced:
        """The bound, as far as the limits allow.

        Parameters
        ----------
        below
            Nothing is to be proved beyond this, minor units.
        late
            Whether to end.
        units
            Work to be done at most, in CP-SAT's units.
        told
            Called with each better bound.
        more_than
            A bound known already, minor units: where nothing more is in sight after a while, it ends.
        """

        def over() -> bool:
            vain = self.work >= _PATIENCE and self.bound <= more_than
            return vain or late() or self.work >= units or self.bound >= below

        _, most = self._buy(self._center, floor=-float(self._most_day()))
        self._prove(self._center, most, told)
        while not over():
            before = self.bound
            self._converge(over, told)
            if self._master.let_out(_DEARER):
                continue
            gained = self.bound - before
            if self.problem.n_strips > MOST_CUT or over():
                break
            if self._master.cuts and gained * _WORTH_CUTTING < self.bound:
                break
            found = self._master.broken()
            if not found:
                break
            for triple in found:
                self._master.cut(triple)
        return Priced(bound=min(self.bound, below), work=self.work)

    def _most_day(self) -> int:
        return max(u.day_cost.minor for u in self.problem.production.units if u.day_cost) // 2

    def _converge(self, over: Callable[[], bool], told: Callable[[int], None]) -> None:
        """Buy sets until none is worth buying, near enough."""
        smooth = _SMOOTH
        while not over():
            self.work += 1 / _ROUNDS_A_UNIT
            if not self._master.solve():
                return
            true = self._master.duals()
            asked = _between(self._center, true, smooth)
            nodes = self._nodes
            bought, most = self._buy(asked, true)
            self._prove(asked, most, told)
            if self._master.value - self.bound < self._master.value / _CLOSE:
                return
            if bought:
                smooth = max(smooth, 0.3)
            elif smooth == 0.0:
                if self._nodes == nodes:
                    return
            else:
                smooth = 0.0 if smooth < 0.1 or most == 0 else 0.4 * smooth

    def _prove(self, asked: Duals, most: int, told: Callable[[int], None]) -> None:
        """What dual values prove of which no set gains more than ``most``; the best are kept."""
        bound = self._master.proved(asked, -most)
        if bound <= self.bound:
            return
        self.bound, self._center = bound, asked
        if not self._master.cuts:
            self._covering = Covering(
                worth=tuple(asked.worth.tolist()),
                day_worth=tuple(asked.day[: len(self.problem.person_ids)].tolist()),
                spare=asked.count - most,
                total=bound,
            )
        told(bound)

    def _buy(
        self, asked: Duals, true: Duals | None = None, *, floor: float = 0.0
    ) -> tuple[int, int]:
        """Look for sets at some dual values and add those of worth at the true ones; how many, and the
        most any set gains (0 or more), minor units."""
        triples = list(self._master.cuts)
        some = np.nonzero(asked.due)[0].tolist()
        sets, most, nodes, whole = self._native.find(
            asked.worth.astype(float).tolist(),
            asked.day.astype(float).tolist(),
            float(asked.count),
            [triples[n] for n in some],
            asked.due[some].astype(float).tolist(),
            floor,
            _MOST_BOUGHT,
            _MOST_OF_PLACES,
            self._nodes,
        )
        self.work += nodes / _NODES_A_UNIT
        bought = 0
        for _, cost, options in sets:
            key = tuple(sorted(options))
            if key in self._known:
                continue
            strips = [self._strip[o] for o in options]
            payees = {q for o in options for q in self._payees[o]}
            if true is not None and self._gain(true, triples, strips, payees, cost) <= 0:
                continue
            self._known.add(key)
            self._master.add(strips, payees, cost)
            bought += 1
        if not whole and not bought:
            self._nodes = min(_MOST_NODES, 4 * self._nodes)
        # Bounds within the kernel are in floating point: a whole minor unit covers them.
        return bought, max(0, int(np.ceil(most)) + 1) if most > floor else 1

    @staticmethod
    def _gain(
        duals: Duals,
        triples: list[tuple[int, int, int]],
        strips: list[int],
        payees: set[int],
        cost: int,
    ) -> int:
        held = set(strips)
        due = sum(
            int(duals.due[n])
            for n in np.nonzero(duals.due)[0].tolist()
            if len(held.intersection(triples[n])) > 1
        )
        worth = int(duals.worth[strips].sum()) + duals.count
        return worth - int(duals.day[list(payees)].sum()) - due - cost


def _between(one: Duals, two: Duals, share: float) -> Duals:
    """Dual values between two, so much of the first."""
    known = np.pad(one.due, (0, len(two.due) - len(one.due)))

    def mixed(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.asarray(np.floor(share * a + (1 - share) * b), dtype=np.int64)

    return Duals(
        worth=mixed(one.worth, two.worth),
        day=np.maximum(0, mixed(one.day, two.day)),
        due=np.maximum(0, mixed(known, two.due)),
        count=int(share * one.count + (1 - share) * two.count),
    )


def _pays(problem: Problem) -> list[list[tuple[int, int]]]:
    """The least pay of people and then of elements by unit days they are in: no less for more days, none for
    less than must be, and beyond the most there may be each as dear as the dearest."""
    units = len(problem.unit_ids)
    money = problem.index.money
    found = []
    for person in range(len(problem.person_ids)):
        pay = least_pays(problem, person)
        found.append([(days * units, cost) for days, cost in pay])
    for element in problem.production.elements:
        rate = money(element.day_rate)
        found.append([(0, 0), (units, rate)])
    for pay in found:
        if pay[0][0] > 0:
            pay.insert(0, (0, pay[0][1]))
        pairs = list(pairwise(pay))
        steepest = max([-(-(b[1] - a[1]) // (b[0] - a[0])) for a, b in pairs] or [0])
        far = pay[-1][0] + problem.n_strips + problem.n_slots
        pay.append((far, pay[-1][1] + steepest * (far - pay[-1][0])))
    return found


def stock_of(problem: Problem) -> dict[str, Any]:
    """The numbers of `cpp/days/pricing.hpp`, and the problem's number of each option: with several units
    the best of all in every respect."""
    alone = Alone(problem)
    windows = windows_of(problem, alone)
    units = problem.production.units
    count = len(units)
    ways = ways_of(problem)
    money = problem.index.money
    soft = problem.soft
    open_: dict[int, set[tuple[int, int]]] = {}
    for (option, slot), spans in windows.items():
        for light, found in enumerate(spans):
            if found:
                open_.setdefault(option, set()).add((slot, light))
    options = sorted(open_, key=lambda o: (*problem.option_row[o][:2], o))
    rows = [problem.option_row[o] for o in options]
    strips = [problem.option_strip[o] for o in options]
    people = len(problem.person_ids)
    limits = [u.page_limit for u in units]
    moves = [u.most_moves for u in units]
    clashes = clashes_of(problem)
    return {
        "options": options,
        "strip": strips,
        "place": [r[0] for r in rows],
        "set": [r[1] for r in rows],
        "light": [r[2] for r in rows],
        "weight": [r[3] + r[4] for r in rows],
        "eighths": [problem.eighths[s] for s in strips],
        "payees": [
            [*problem.people_of[s], *(people + e for e in problem.elements_of[s])] for s in strips
        ],
        "open": _bits([open_[o] for o in options]),
        "clashes": [
            [b for b in range(problem.n_strips) if clashes.get(a, 0) >> b & 1]
            for a in range(problem.n_strips)
        ],
        "minutes": list(problem.minutes),
        "to": ways.to,
        "way_cost": ways.cost,
        "place_setup": problem.place_setup,
        "base": problem.place_base,
        "set_change": [min(row) for row in zip(*ways.set_change, strict=True)],
        "light_change": [min(row) for row in zip(*ways.light_change, strict=True)],
        "fee": [fee // count for fee in problem.fee_day],
        "first_shot": min(u.first_shot_minutes for u in units),
        "normal": max(u.normal_minutes for u in units),
        "room": max(0, work_within(problem, max(u.longest_minutes for u in units))),
        "most_places": -1
        if "most_moves" in soft or None in moves
        else 1 + max(max(0, m) for m in moves if m is not None),
        "most_pages": -1
        if "page_limit" in soft or None in limits
        else max(max(0, p) for p in limits if p is not None),
        "meal_after": problem.meal_after,
        "meal_length": problem.meal_length if problem.meal_after > 0 else 0,
        "unit_wrap": problem.unit_wrap,
        "overtime_hour": min(money(u.overtime_hour) for u in units),
        "day_cost": min(money(u.day_cost) for u in units),
        "children": children_of(problem, alone) if count == 1 else [],
        "n_payees": people + len(problem.production.elements),
    }


def _bits(open_: list[set[tuple[int, int]]]) -> list[list[int]]:
    """Where each option may be shot, as words of 64 bits: one for all unit days and lights that are open to
    the same options, none for those open to fewer than another."""
    by_day: dict[tuple[int, int], set[int]] = {}
    for option, days in enumerate(open_):
        for day in days:
            by_day.setdefault(day, set()).add(option)
    kept: list[frozenset[int]] = []
    for options in sorted(
        {frozenset(o) for o in by_day.values()}, key=lambda o: (-len(o), sorted(o))
    ):
        if not any(options <= other for other in kept):
            kept.append(options)
    words = max(1, -(-len(kept) // 64))
    found = [[0] * words for _ in open_]
    for n, options in enumerate(kept):
        for option in options:
            found[option][n // 64] |= 1 << (n % 64)
    return found
