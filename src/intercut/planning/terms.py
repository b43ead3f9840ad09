"""What days cost together: pay and rest of people, elements, places opened, order, apart.

Each term is a function of little (a person's dates, two neighbouring days), so that a search
prices a change from what it touches. `intercut.schedule` is the meaning of every term.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from intercut.domain.apart import Degree
from intercut.domain.production import OrderKind
from intercut.planning.day import Day
from intercut.planning.pay import Pay
from intercut.planning.problem import Problem

Entries = dict[int, tuple[int, int, int]]
"""Slots a person works in: call and wrap as instants, and the base."""

Position = tuple[int, int, int]
"""Date, slot and place in the day."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people kept apart by one rule."""

    people: tuple[int, int]
    degree: Degree
    gap: int
    dates: int
    price: int | None


class Terms:
    """The terms of one problem, with what has been worked out before."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.n_bases = max(1, len(problem.base_ids))
        self.pay = Pay(problem)
        self.fixed = self.pay.fixed
        self.pairs, self.pairs_of = _pairs(problem)
        self.rest_daily = [
            problem.index.value("rest.daily_minutes") if p.rest_minutes is None else p.rest_minutes
            for p in problem.production.people
        ]
        n_units = len(problem.unit_ids)
        self._unit_slots: list[list[int]] = [[] for _ in range(n_units)]
        self._rank: list[int] = []
        for slot, unit in enumerate(problem.slot_unit):
            self._rank.append(len(self._unit_slots[unit]))
            self._unit_slots[unit].append(slot)
        self.slots_on: dict[int, tuple[int, ...]] = {}
        for slot, date in enumerate(problem.slot_date):
            self.slots_on[date] = (*self.slots_on.get(date, ()), slot)
        self._several = n_units > 1
        self._person: list[dict[tuple[int, ...], tuple[int, int]]] = [
            {} for _ in problem.person_ids
        ]
        self._element: dict[tuple[int, int], int] = {}

    # ------------------------------------------------------------------ people

    def key(self, person: int, entries: Entries) -> tuple[int, ...]:
        """The dates a person works, one mask per base."""
        del person
        date = self.problem.slot_date
        if self.n_bases == 1:
            mask = 0
            for slot in entries:
                mask |= 1 << date[slot]
            return (mask,)
        masks = [0] * self.n_bases
        for slot, entry in entries.items():
            masks[entry[2]] |= 1 << date[slot]
        return tuple(masks)

    def person(self, person: int, key: tuple[int, ...]) -> tuple[int, int]:
        """Rules broken by a person's dates and the pay for them."""
        found = self._person[person].get(key)
        if found is None:
            found = self._person[person][key] = self.pay.engagement(person, key)
        return found

    def rest(self, person: int, entries: Entries, slots: Sequence[int]) -> tuple[int, int]:
        """Rests too short, and people in two places, around the dates of these slots."""
        need = self.rest_daily[person]
        date_of = self.problem.slot_date
        hard = 0
        seen = set()
        dates = {date_of[slot] for slot in slots}
        for date in dates:
            for first in (date - 1, date):
                if first in seen:
                    continue
                seen.add(first)
                wrap = None
                for slot in self.slots_on.get(first, ()):
                    entry = entries.get(slot)
                    if entry is not None and (wrap is None or entry[1] > wrap):
                        wrap = entry[1]
                if wrap is None:
                    continue
                for slot in self.slots_on.get(first + 1, ()):
                    entry = entries.get(slot)
                    if entry is not None and entry[0] - wrap < need:
                        hard += 1
        if self._several:
            for date in dates:
                here = [entries[s] for s in self.slots_on[date] if s in entries]
                for n, one in enumerate(here):
                    for two in here[n + 1 :]:
                        if one[2] != two[2] or (one[0] < two[1] and two[0] < one[1]):
                            hard += 1
        return hard, 0

    def meetings(self, pair: int, one: Entries, two: Entries, dates: set[int]) -> int:
        """How often two people kept apart meet on these dates (or in their weeks)."""
        rule = self.pairs[pair]
        found = 0
        for date in dates:
            if not rule.dates >> date & 1:
                continue
            here = self.slots_on.get(date, ())
            ones = [one[s] for s in here if s in one]
            twos = [two[s] for s in here if s in two]
            if not ones or not twos:
                continue
            if rule.degree is Degree.DAY:
                found += 1
            elif rule.degree is Degree.BASE:
                found += any(a[2] == b[2] for a in ones for b in twos)
            elif rule.degree is Degree.CALLS:
                found += any(
                    a[0] < b[1] + rule.gap and b[0] < a[1] + rule.gap for a in ones for b in twos
                )
        return found

    # ------------------------------------------------------------------ elements and places

    def element(self, element: int, slots: frozenset[int]) -> int:
        """What an element costs on these slots: used dates, and dates kept between."""
        mask = 0
        for slot in slots:
            mask |= 1 << self.problem.slot_date[slot]
        key = (element, mask)
        found = self._element.get(key)
        if found is None:
            found = self._element[key] = self.pay.element(element, mask)
        return found

    def places(self, changes: Mapping[int, Day | None], days: Sequence[Day | None]) -> int:
        """How much less or more is paid for places beyond what each day counts by itself."""
        cost = 0
        if self._several:
            for date in {self.problem.slot_date[slot] for slot in changes}:
                here = self.slots_on[date]
                cost += self._twice([days[s] for s in here])
                cost -= self._twice([changes.get(s, days[s]) for s in here])
        by_unit: dict[int, list[int]] = {}
        for slot in changes:
            by_unit.setdefault(self.problem.slot_unit[slot], []).append(slot)
        for unit, slots in by_unit.items():
            cost += self._openings(unit, slots, changes, days)
        return cost

    def _twice(self, here: Sequence[Day | None]) -> int:
        """Day fees counted by two units for one place on one date."""
        seen: set[int] = set()
        fees = 0
        for day in here:
            if day is None:
                continue
            places = set(day.clock.visits)
            fees += sum(self.problem.fee_day[p] for p in places & seen)
            seen |= places
        return fees

    def _openings(
        self,
        unit: int,
        slots: Sequence[int],
        changes: Mapping[int, Day | None],
        days: Sequence[Day | None],
    ) -> int:
        """Openings saved where a unit starts where it ended the day before: then less now."""
        line = self._unit_slots[unit]
        low = min(self._rank[s] for s in slots)
        high = max(self._rank[s] for s in slots)
        start = -1
        k = low - 1
        while k >= 0:
            day = days[line[k]]
            if day is not None and day.clock.visits:
                start = day.clock.visits[-1]
                break
            k -= 1
        fee = self.problem.fee_opening
        now = then = start
        saved = 0
        k = low
        while k < len(line):
            slot = line[k]
            old = days[slot]
            if old is not None and old.clock.visits:
                if old.clock.visits[0] == then:
                    saved += fee[then]
                then = old.clock.visits[-1]
            new = changes.get(slot, old)
            if new is not None and new.clock.visits:
                if new.clock.visits[0] == now:
                    saved -= fee[now]
                now = new.clock.visits[-1]
            if k > high and (now == then or (old is not None and old.clock.visits)):
                break
            k += 1
        return saved

    # ------------------------------------------------------------------ order

    def order(self, n: int, where: Callable[[int], Position | None]) -> tuple[int, int]:
        """How often an order rule is broken, or what that costs."""
        rule = self.problem.orders[n]
        broken = 0
        if rule.kind == OrderKind.BEFORE:
            firsts = [w for w in map(where, rule.first) if w is not None]
            thens = [w for w in map(where, rule.then) if w is not None]
            for a in firsts:
                for b in thens:
                    gap = b[0] - a[0]
                    near = gap >= rule.gap and (rule.most_gap is None or gap <= rule.most_gap)
                    after = gap != 0 or (a[1] == b[1] and a[2] < b[2])
                    broken += not (near and after)
        elif rule.kind == OrderKind.SAME_DAY:
            found = {w[0] for w in map(where, (*rule.first, *rule.then)) if w is not None}
            broken += max(0, len(found) - 1)
        if rule.price is None:
            return broken, 0
        return 0, broken * rule.price

    def mode_cost(self, choice: int, mode: int) -> int:
        """The extra price of shooting a scene in that mode."""
        found = self.problem.choices[choice]
        return found.price if str(found.modes[mode]) == "parts" else 0


def _pairs(problem: Problem) -> tuple[list[Pair], list[list[int]]]:
    people = {p: n for n, p in enumerate(problem.person_ids)}
    pairs: list[Pair] = []
    pairs_of: list[list[int]] = [[] for _ in problem.person_ids]
    for rule in problem.production.apart:
        if rule.degree in {Degree.FRAME, Degree.SET}:
            continue
        dates = sum(
            1 << n
            for n, day in enumerate(problem.dates)
            if rule.period is None or day in rule.period
        )
        price = None if rule.price is None else problem.production.minor_units(rule.price)
        for a in rule.people:
            for b in rule.others:
                if a == b or a not in people or b not in people:
                    continue
                pair = Pair(
                    people=(people[a], people[b]),
                    degree=rule.degree,
                    gap=rule.gap_minutes,
                    dates=dates,
                    price=price,
                )
                pairs_of[people[a]].append(len(pairs))
                pairs_of[people[b]].append(len(pairs))
                pairs.append(pair)
    return pairs, pairs_of
