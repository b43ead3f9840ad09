"""A short film's cheapest plan, proved: sets of strips, then their dates.

1. Every set of strips that may be one day is listed (`day_sets`).
2. For each number of days the relaxation over sets gives a bound, and what each set loses against it
   (`packing`). What sets really cost, all orders of their strips looked at, is asked as they matter.
3. All ways to take the strips in sets that lose less than a limit allows, put on dates at less than that
   limit, are listed by the native kernel: everybody's pay by the dates, openings, hard gaps, the rest
   from each day to the next. No way listed: no plan costs less than the limit.
4. The cheapest of them are shot. What a plan costs is a limit too; where no way is cheaper, it is proved.

References
----------
Baldacci, Christofides and Mingozzi (2008), routes listed by what they lose; Held and Karp (1962).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from intercut.domain.production import OrderKind
from intercut.planning.bounds import pay_for
from intercut.planning.capacity import Capacity, least_days
from intercut.planning.kernel import native
from intercut.planning.order import CONTINUES
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import EARLIEST, LATEST
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.day_sets import MOST_STRIPS, DaySets, never
from intercut.planning.relaxed.engagements import patterns
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.neighbours import neighbours
from intercut.planning.relaxed.packing import Packed, Packing
from intercut.planning.relaxed.shooting import Shooting, Shot
from intercut.planning.relaxed.tables import tables_of
from intercut.planning.wished import wishes_of

MOST_DATES = 12
"""With more dates strips are put into days, but these not on dates."""

_MOST_MASKS = 60
_MOST_MODES = 16
_MOST_WAYS = 2_000
_MOST_SHOT = 40
_NODES = 40_000_000
_LIMITS = (0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16)
"""Shares of the bound that the limit lies above it, one after another."""

_ASKED = 200
_NEAR = 100
_CLOCKS = 120
_FAR = 100_000

_EXACT_A_UNIT = 20_000
_ROUNDS_A_UNIT = 100
_NODES_A_UNIT = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What was proved: no plan costs less than ``bound``, minor units. ``shots`` is the cheapest plan
    found, which costs ``cost`` with the ``modes`` of open scenes; ``work`` in CP-SAT's units."""

    bound: int
    work: float
    cost: int | None = None
    shots: tuple[Shot, ...] = ()
    modes: tuple[int, ...] = ()


def suits(problem: Problem) -> bool:
    """Whether sets and dates say something: the kernel, one unit, one base, few strips, nobody told of
    a plan."""
    bases = {problem.place_base[p] for p in problem.option_place}
    return (
        native is not None
        and len(problem.unit_ids) == 1
        and len(bases) == 1
        and problem.n_strips <= MOST_STRIPS
        and problem.production.baseline is None
        and max(len(problem.place_ids), len(problem.person_ids), problem.n_strips) <= _MOST_MASKS
        and problem.n_slots <= _MOST_MASKS
    )


@dataclass(slots=True)
class Counted:
    """The relaxation for a number of days, and what it last said."""

    packing: Packing
    packed: Packed | None = None

    @property
    def known(self) -> Packed:
        """What it last said.

        Raises
        ------
        ValueError
            When nothing was asked yet.
        """
        if self.packed is None:
            raise ValueError("not solved yet")
        return self.packed

    @property
    def bound(self) -> int:
        """No plan with so many days costs less, minor units."""
        return self.known.bound


class Dating:
    """One search for the cheapest plan; `stop` from another thread ends it."""

    def __init__(self, m: DayModel, sets: DaySets, exact: ExactDays) -> None:
        assert native is not None
        self.m, self.sets, self.problem = m, sets, m.problem
        problem = self.problem
        money = problem.index.money
        elements = problem.production.elements
        self._priced = [
            e for e, what in enumerate(elements) if money(what.day_rate) or money(what.hold_rate)
        ]
        self._dates_fit = problem.n_slots <= MOST_DATES
        tables = _pay_tables(m, self._priced) if self._dates_fit else []
        self.pays = self._pays(tables)
        self._payees = np.hstack([sets.people, sets.elements[:, self._priced]])
        self._costs = sets.fixed + sets.least
        self._known: set[int] = set()
        self._shooting = Shooting(problem)
        self.work = 0.0
        whos = [sum(1 << p for p in np.nonzero(row)[0].tolist()) for row in self._payees]
        masks = [sum(1 << s for s in np.nonzero(row)[0].tolist()) for row in sets.strips]
        shot_out = sum(price for price, _ in wishes_of(problem).get("places_shot_out", ()))
        self._native = native.Calendar(
            tables_of(m, exact),
            {
                "strips": masks,
                "options": [list(options) for options in sets.options],
                "loss": [0] * len(masks),
                "fixed": sets.fixed.tolist(),
                "least": sets.least.tolist(),
                "who": whos,
                "places": list(sets.places),
                "open": [(1 << problem.n_slots) - 1] * len(masks),
            },
            {
                "n_slots": problem.n_slots,
                "date": [problem.slot_date[s] for s in range(problem.n_slots)],
                "pay": tables,
                "opening": list(problem.fee_opening),
                "reopened": [shot_out] * len(problem.fee_opening),
                "dated": _dated_wishes(problem),
                "turned": _turned(m),
                "gaps": _gaps(problem),
            },
        )

    def stop(self) -> None:
        """End soon with what is proved."""
        self._native.stop()

    # ------------------------------------------------------------------ how many days

    def _pays(self, tables: list[list[int]]) -> list[list[tuple[int, int]]]:
        """The least pay of each payee for each number of days there may be."""
        problem = self.problem
        capacity = Capacity(problem)
        money = problem.index.money
        found = []
        for payee in range(len(problem.person_ids) + len(self._priced)):
            person = payee < len(problem.person_ids)
            if person:
                own = [s for s in range(problem.n_strips) if payee in problem.people_of[s]]
            else:
                element = self._priced[payee - len(problem.person_ids)]
                own = [s for s in range(problem.n_strips) if element in problem.elements_of[s]]
            sure = [s for s in own if problem.choice_of[s] < 0]
            least = int(bool(sure))
            if person:
                least = least_days(problem, capacity, sure, person=payee)
            most = max(least, min(len(own), problem.n_slots))
            by_days: dict[int, int] = {}
            if tables:
                for mask, cost in enumerate(tables[payee]):
                    days = mask.bit_count()
                    if cost >= 0 and cost < by_days.get(days, cost + 1):
                        by_days[days] = cost
            elif person:
                rates = problem.index.rates(problem.production.people[payee].id)
                by_days = {d: pay_for(rates, d) if d else 0 for d in range(most + 1)}
            else:
                rate = money(problem.production.elements[element].day_rate)
                by_days = {d: rate * d for d in range(most + 1)}
            found.append([(d, by_days[d]) for d in range(least, most + 1) if d in by_days])
        return found

    def counted(self, days: int, *, more: bool, below: int) -> Counted:
        """The relaxation for so many days, not solved yet; ``below`` is what a plan worth finding
        costs at most."""
        packing = Packing(
            self.problem, self.sets.strips, self._payees, self.pays, self._costs, days,
            more=more, extra=self._openings(), dear=10 * below,
        )  # fmt: skip
        return Counted(packing)

    def sharpen(self, counted: Counted, limit: int | None, late: Callable[[], bool]) -> Packed:
        """Solve it with the sets it takes at what they really cost, and with all others that a plan
        below the ``limit`` may have; with none, a few of those that come near."""
        packing = counted.packing
        while True:
            before = packing.rounds
            packed = counted.packed = packing.solve(packing.dear if limit is None else limit, late)
            self.work += (packing.rounds - before) / _ROUNDS_A_UNIT
            room = limit - packed.bound if limit is not None else packed.bound // _NEAR
            if late() or room <= 0:
                return packed
            asked = [k for k in packed.used if k not in self._known]
            if limit is not None or asked:
                near = np.nonzero(packed.loss < room)[0]
                near = near[np.argsort(packed.loss[near], kind="stable")]
                known = {*self._known, *asked}
                asked += [k for k in near.tolist() if k not in known][:_ASKED]
            if not asked:
                return packed
            if self._ask(asked, packing.dear):
                packing.raised()

    def _ask(self, sets: list[int], dear: int) -> bool:
        """What sets cost on their best dates; whether one of them costs more than was known."""
        self.work += len(sets) / _EXACT_A_UNIT
        self._known.update(sets)
        raised = False
        for k, cost in zip(sets, self._native.least_anywhere(sets), strict=True):
            value = cost if cost >= 0 else 2 * dear
            if value > self._costs[k]:
                self._costs[k] = value
                raised = True
        return raised

    def _openings(self) -> int:
        """Each place some strip must be shot at is opened once."""
        problem = self.problem
        sure = {
            problem.option_place[problem.options_of[s][0]]
            for s in range(problem.n_strips)
            if problem.choice_of[s] < 0 and len(problem.options_of[s]) == 1
        }
        return sum(problem.fee_opening[p] for p in sure)

    # ------------------------------------------------------------------ which dates

    def solve(
        self,
        below: int,
        late: Callable[[], bool] = never,
        left: Callable[[], float] = lambda: 0.0,
        units: float = float("inf"),
        told: Callable[[int], None] = lambda _: None,
        better: Callable[[], int | None] = lambda: None,
    ) -> Dated:
        """The cheapest plan below a cost, as far as the limits allow.

        Parameters
        ----------
        below
            What is looked for costs less, minor units.
        late, left
            Whether to end, and the seconds left (0: any number).
        units
            Work to be done at most, in CP-SAT's units.
        told
            Called with each better bound.
        better
            Asked now and then what the best plan known elsewhere costs.
        """

        def over() -> bool:
            return late() or self.work >= units

        sure = [s for s in range(self.problem.n_strips) if self.problem.choice_of[s] < 0]
        days = max(1, least_days(self.problem, Capacity(self.problem), sure))
        counts = [self.counted(days, more=False, below=below)]
        beyond = self.counted(days + 1, more=True, below=below)
        bound = 0
        best: tuple[int, tuple[Shot, ...], tuple[int, ...]] | None = None
        base: int | None = None
        for share in (0.0, *_LIMITS, None):
            below = min(below, better() or below)
            limit = below
            if base is not None and share is not None:
                limit = min(below, base + int(base * share))
            for counted in [*counts, beyond]:
                self.sharpen(counted, None if base is None else limit, over)
            while beyond.bound < limit and beyond.packing.days <= self.problem.n_slots:
                if base is None and beyond.bound > min(c.bound for c in counts):
                    break  # enough to begin with
                if over():
                    break
                days = beyond.packing.days
                counts.append(self.counted(days, more=False, below=below))
                beyond = self.counted(days + 1, more=True, below=below)
                for counted in (counts[-1], beyond):
                    self.sharpen(counted, None if base is None else limit, over)
            proved = min([below, *(c.bound for c in counts)])
            if beyond.packing.days <= self.problem.n_slots:
                proved = min(proved, beyond.bound)
            bound = max(bound, proved)
            told(bound)
            if base is None:
                base = bound
            if bound >= below or not self._dates_fit or over():
                break
            if share == 0.0:
                continue
            listed = self._ways([(c.packing.days, c.known) for c in counts], limit, left, units)
            if listed is None:
                break
            for cost, shots, modes in listed[:_MOST_SHOT]:
                if over() or cost >= below:
                    break
                real = self._shooting.cost(shots, modes)
                if real is not None and real < below:
                    below, best = real, (real, shots, modes)
            bound = max(bound, min([limit, below, *(cost for cost, _, _ in listed[:1])]))
            told(bound)
            if bound >= below or limit >= below or over():
                break
        if best is None:
            return Dated(bound=min(bound, below), work=self.work)
        cost, shots, modes = best
        return Dated(bound=min(bound, below), work=self.work, cost=cost, shots=shots, modes=modes)

    def _ways(
        self,
        counts: list[tuple[int, Packed]],
        limit: int,
        left: Callable[[], float],
        units: float,
    ) -> list[tuple[int, tuple[Shot, ...], tuple[int, ...]]] | None:
        """All ways that cost less than a limit, cheapest first; None where they are too many."""
        problem = self.problem
        modes = list(product(*(range(len(c.strips)) for c in problem.choices)))
        if len(modes) > _MOST_MODES:
            return None
        found: list[tuple[int, tuple[Shot, ...], tuple[int, ...]]] = []
        for days, packed in counts:
            if packed.bound >= limit:
                continue
            self._native.set_losses(np.maximum(0, packed.loss).tolist())
            for chosen in modes:
                needed = sum(1 << s for s in range(problem.n_strips) if problem.choice_of[s] < 0)
                extra = 0
                for choice, mode in zip(problem.choices, chosen, strict=True):
                    group = choice.strips[mode]
                    needed |= sum(1 << s for s in group)
                    extra += max((problem.parts_price[s] for s in group), default=0)
                nodes = _NODES
                if units < float("inf"):
                    nodes = min(nodes, int((units - self.work) * _NODES_A_UNIT))
                seconds = left()
                if nodes <= 0 or seconds < 0:
                    return None
                ways, _, spent, whole = self._native.search(
                    needed, days, limit - packed.bound, extra, limit, _MOST_WAYS, nodes, seconds
                )
                self.work += spent / _NODES_A_UNIT
                if not whole:
                    return None
                for cost, shot in ways:
                    shots = tuple(Shot(s, light, call, tuple(o)) for s, _, light, call, o in shot)
                    found.append((cost, shots, chosen))
        return sorted(found, key=lambda f: f[0])


# ---------------------------------------------------------------------- what dates decide


def _pay_tables(m: DayModel, elements: list[int]) -> list[list[int]]:
    """Pay of each person, then of each element, by the slots worked on as a mask; -1: not possible."""
    problem, pay = m.problem, m.pay
    dates = [problem.slot_date[s] for s in range(problem.n_slots)]
    base = problem.place_base[problem.option_place[0]]
    masks = range(1 << problem.n_slots)
    on = [sum(1 << dates[s] for s in range(problem.n_slots) if mask >> s & 1) for mask in masks]
    number = {date: s for s, date in enumerate(dates)}
    tables = []
    for person in range(len(problem.person_ids)):
        home = pay.home[person]
        if not any(person in people for people in problem.people_of):
            tables.append([0] * len(masks))
            continue
        if pay.plain[person] and (home < 0 or home == base):
            told = [pay.engagement(person, key) for key in on]
            tables.append([-1 if hard else cost for hard, cost in told])
            continue
        ways = {date: [(s, base)] for s, date in enumerate(dates)}
        found = patterns(problem, pay, person, ways, len(dates))
        if found is None:
            rates = problem.index.rates(problem.production.people[person].id)
            by_days = [pay_for(rates, d) if d else 0 for d in range(len(dates) + 1)]
            tables.append([by_days[mask.bit_count()] for mask in masks])
            continue
        table = [-1] * len(masks)
        for pattern, cost in found:
            mask = sum(
                1 << number[date]
                for date, work in zip(sorted(ways), pattern, strict=True)
                if work is not None
            )
            table[mask] = cost
        tables.append(table)
    used = [{dates[s]: 0 for s in range(problem.n_slots) if mask >> s & 1} for mask in masks]
    tables += [[pay.element(e, dated) if dated else 0 for dated in used] for e in elements]
    return tables


def _dated_wishes(problem: Problem) -> list[list[int]]:
    """By option and slot: exteriors later than wished."""
    found = [[0] * problem.n_slots for _ in problem.option_strip]
    first = problem.dates[0].toordinal()
    days = problem.index.calendar(problem.production.units[0].id).working_days()
    for price, settings in wishes_of(problem).get("exteriors_early", ()):
        n = -(-len(days) * settings["percent"] // 100)
        latest = days[min(n, len(days)) - 1].toordinal() - first if days and n > 0 else -first
        for option, strip in enumerate(problem.option_strip):
            for slot in range(problem.n_slots):
                if problem.outside[strip] and problem.slot_date[slot] > latest:
                    found[option][slot] += price
    return found


def _turned(m: DayModel) -> list[tuple[int, int, int]]:
    """Neighbours of the script whose order the dates may turn: the later, the earlier, the price."""
    problem = m.problem
    price = sum(p for p, _ in wishes_of(problem).get("story_order", ()))
    if not price or len(problem.base_ids) != 1 or -1 in problem.place_base:
        return []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for (option, _), windows in m.windows.items():
        strip = problem.option_strip[option]
        for spans in windows:
            for a, b in spans:
                first[strip] = min(first.get(strip, LATEST), a)
                last[strip] = max(last.get(strip, EARLIEST), b)
    return [
        (b, a, price)
        for a, b in neighbours(problem)
        if first.get(a, LATEST) + 1440 - _CLOCKS > last.get(b, EARLIEST)
    ]


def _gaps(problem: Problem) -> list[tuple[int, int, int, int]]:
    """Hard rules about the dates of two strips: the one, the other, least and most days between."""
    found = []
    for rule in problem.orders:
        if rule.price is not None:
            continue
        if rule.kind == OrderKind.BEFORE:
            most = _FAR if rule.most_gap is None else rule.most_gap
            found += [
                (a, b, max(0, rule.gap), most)
                for a in rule.groups[0]
                for b in rule.groups[1]
                if a != b
            ]
        elif rule.kind == OrderKind.SAME_DAY:
            strips = list(rule.groups[0])
            found += [(a, b, 0, 0) for a, b in pairwise(strips)]
        elif rule.kind == CONTINUES:
            own, call = ([s for s in g if problem.choice_of[s] < 0] for g in rule.groups)
            if len(own) == len(rule.groups[0]) and len(call) == len(rule.groups[1]):
                shared = {problem.set_of[s] for s in own} & {problem.set_of[s] for s in call}
                meant = [s for s in (*own, *call) if not shared or problem.set_of[s] in shared]
                found += [(a, b, 0, 0) for a, b in pairwise(meant)]
    return found
