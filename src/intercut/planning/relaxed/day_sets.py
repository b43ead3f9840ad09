"""Every set of strips that may be one day of the one unit, with what such a day costs at least."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise, permutations

import numpy as np
import numpy.typing as npt

from intercut.domain.apart import Degree
from intercut.domain.production import OrderKind
from intercut.planning.problem import Problem
from intercut.planning.relaxed.alone import Alone
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.work import length_of, work_within

MOST_SETS = 60_000
"""With more sets than these nothing is said: the list would take too long."""

MOST_STRIPS = 40
"""With more strips there are too many sets."""

_MOST_TOURED = 6

Ints = npt.NDArray[np.int64]
Options = tuple[int, ...]


def never() -> bool:
    """Nobody is in a hurry."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySets:
    """The sets of a problem, n of them.

    ``options``: of each, rising. ``strips`` (n, strips), ``people`` (n, people), ``elements`` (n,
    elements): 1 where it has them. ``fixed`` (n): crew and places, minor units; ``least`` (n):
    overtime and moves at least. ``places``: bit masks.
    """

    problem: Problem
    options: tuple[Options, ...]
    strips: Ints
    people: Ints
    elements: Ints
    fixed: Ints
    least: Ints
    places: tuple[int, ...]

    @property
    def day_rates(self) -> Ints:
        """What the elements of each set cost a day, minor units."""
        money = self.problem.index.money
        rates = np.array(
            [money(e.day_rate) for e in self.problem.production.elements], dtype=np.int64
        )
        return self.elements @ rates

    @property
    def costs(self) -> Ints:
        """What each costs at least."""
        return self.fixed + self.least + self.day_rates


def day_sets(
    m: DayModel, *, most: int = MOST_SETS, late: Callable[[], bool] = never
) -> DaySets | None:
    """The sets of a problem; None for several units, or where there are more than ``most``, or where
    ``late`` says yes before they are listed."""
    problem = m.problem
    if len(problem.unit_ids) != 1 or "longest_day" in problem.soft:
        return None
    if not 0 < problem.n_strips <= MOST_STRIPS:
        return None
    found = _Lister(m, most, late).sets()
    if not found:
        return None
    n = len(found)
    strips = np.zeros((n, problem.n_strips), dtype=np.int64)
    people = np.zeros((n, len(problem.person_ids)), dtype=np.int64)
    elements = np.zeros((n, len(problem.production.elements)), dtype=np.int64)
    fixed = np.zeros(n, dtype=np.int64)
    places = []
    crew = problem.index.money(problem.production.units[0].day_cost)
    for k, (options, _) in enumerate(found):
        used = sorted({problem.option_place[o] for o in options})
        places.append(sum(1 << p for p in used))
        fixed[k] = crew + sum(problem.fee_day[p] for p in used)
        for o in options:
            strip = problem.option_strip[o]
            strips[k, strip] = 1
            people[k, list(problem.people_of[strip])] = 1
            elements[k, list(problem.elements_of[strip])] = 1
    return DaySets(
        problem=problem,
        options=tuple(tuple(sorted(options)) for options, _ in found),
        strips=strips,
        people=people,
        elements=elements,
        fixed=fixed,
        least=np.array([least for _, least in found], dtype=np.int64),
        places=tuple(places),
    )


@dataclass(slots=True)
class _Lister:
    """Every set of options that may be one unit day, with the least its overtime and moves cost.

    Left out is only what breaks a rule whatever the order: no slot and light in which each may be shot,
    too much work (at the least ways, see `work.Ways`), too many pages, places or bases, too long work of
    a child, people kept apart by day, strips that may not be shot on one date. Adding to such
    a set never mends it, so the search stops there.
    """

    m: DayModel
    most: int
    late: Callable[[], bool]
    found: list[tuple[Options, int]] = field(default_factory=list)
    _tours: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)
    _open: dict[int, int] = field(default_factory=dict)
    _room: int = 0
    _clash: dict[int, int] = field(default_factory=dict)
    _children: list[tuple[int, int]] = field(default_factory=list)

    def sets(self) -> list[tuple[Options, int]] | None:
        """All sets, None where they are too many."""
        problem = self.m.problem
        for (option, slot), windows in self.m.windows.items():
            bits = sum(1 << (3 * slot + n) for n, spans in enumerate(windows) if spans)
            self._open[option] = self._open.get(option, 0) | bits
        unit = problem.production.units[0]
        self._room = work_within(problem, unit.longest_minutes)
        self._clash = clashes_of(problem)
        self._children = children_of(problem, self.m.alone)
        order = sorted(
            self._open, key=lambda o: (problem.option_row[o][0], problem.option_row[o][1], o)
        )
        if not self._grow(order, 0, (), 0, (), frozenset(), -1, 0, 0):
            return None
        return self.found

    def _grow(
        self,
        order: list[int],
        start: int,
        options: Options,
        work: int,
        places: tuple[int, ...],
        seen: frozenset[tuple[int, ...]],
        bits: int,
        pages: int,
        strips: int,
    ) -> bool:
        """Add each later option; False once there are too many sets, or it is late."""
        m, problem = self.m, self.m.problem
        unit = problem.production.units[0]
        soft = problem.soft
        for n in range(start, len(order)):
            option = order[n]
            strip = problem.option_strip[option]
            place, set_, light, setup, minutes, eighths, base, _ = problem.option_row[option]
            if strips >> strip & 1 or not bits & self._open[option]:
                continue
            if strips & self._clash.get(strip, 0):
                continue
            there = places if place in places else tuple(sorted((*places, place)))
            most = unit.most_moves
            if most is not None and "most_moves" not in soft and len(there) - 1 > max(0, most):
                continue
            if any(problem.place_base[p] != base for p in there):
                continue
            limit = unit.page_limit
            if limit is not None and "page_limit" not in soft and pages + eighths > max(0, limit):
                continue
            longer = work + setup + minutes
            now = seen
            if (place, set_) not in seen:
                now = seen | {(place, set_), (place, set_, light)}
                longer += m.ways.set_change[0][place] if place in places else 0
            elif (place, set_, light) not in seen:
                now = seen | {(place, set_, light)}
                longer += m.ways.light_change[0][place]
            minutes_moving, moving = self._tour(there)
            whole = unit.first_shot_minutes + longer + minutes_moving
            mine = (*options, option)
            if whole > self._room or self._tires(mine):
                continue
            over = max(0, -(-(length_of(problem, whole) - unit.normal_minutes) // 60))
            self.found.append((mine, over * problem.index.money(unit.overtime_hour) + moving))
            if len(self.found) > self.most or (len(self.found) % 64 == 0 and self.late()):
                return False
            if not self._grow(
                order, n + 1, mine, longer, there, now, bits & self._open[option],
                pages + eighths, strips | 1 << strip,
            ):  # fmt: skip
                return False
        return True

    def _tires(self, options: Options) -> bool:
        """Whether some child would work longer than on any date allowed."""
        problem = self.m.problem
        strips = [problem.option_strip[o] for o in options]
        return any(
            sum(problem.minutes[s] for s in strips if child in problem.people_of[s]) > most
            for child, most in self._children
        )

    def _tour(self, places: tuple[int, ...]) -> tuple[int, int]:
        """The least minutes and the least money of a way over these places; over the first few of
        many, as leaving places out never makes a way longer (`work.Ways`)."""
        places = places[:_MOST_TOURED]
        if places not in self._tours:
            ways, setup = self.m.ways, self.m.problem.place_setup
            tours = list(permutations(places))
            self._tours[places] = (
                min(setup[t[0]] + sum(ways.to[p][q] for p, q in pairwise(t)) for t in tours),
                min(sum(ways.cost[p][q] for p, q in pairwise(t)) for t in tours),
            )
        return self._tours[places]


def children_of(problem: Problem, alone: Alone) -> list[tuple[int, int]]:
    """Children and the most minutes any date lets them work (`rule.minors_work`)."""
    if "minors_work" in problem.soft:
        return []
    found = []
    for child in sorted(alone.rules.minors):
        most = [alone.child_work(child, date) for date in set(problem.slot_date)]
        known = [minutes for minutes in most if minutes is not None]
        if len(known) == len(most):
            found.append((child, max(known)))
    return found


def clashes_of(problem: Problem) -> dict[int, int]:
    """By strip, as a mask, the strips that are never shot on its date: order rules without price, and
    people kept apart by day or, as a unit day is at one base, by base."""
    found: dict[int, int] = {}

    def clash(a: int, b: int) -> None:
        found[a] = found.get(a, 0) | 1 << b
        found[b] = found.get(b, 0) | 1 << a

    for rule in problem.orders:
        if rule.price is not None:
            continue
        groups = rule.groups
        if rule.kind == OrderKind.NOT_SAME_DAY:
            pairs = [
                (a, b)
                for n, one in enumerate(groups)
                for two in groups[n + 1 :]
                for a in one
                for b in two
            ]
        elif rule.kind == OrderKind.BEFORE and rule.gap > 0:
            pairs = [(a, b) for a in groups[0] for b in groups[1]]
        else:
            continue
        for a, b in pairs:
            if a != b:
                clash(a, b)
    dates = 0
    for date in problem.slot_date:
        dates |= 1 << date
    for pair in problem.pairs:
        if pair.price is not None or pair.degree not in {Degree.DAY, Degree.BASE}:
            continue
        if dates & ~pair.dates:
            continue
        one, two = pair.people
        for a in range(problem.n_strips):
            for b in range(problem.n_strips):
                if a != b and one in problem.people_of[a] and two in problem.people_of[b]:
                    clash(a, b)
    return found
