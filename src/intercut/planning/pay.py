"""What an engagement costs, from the dates somebody works.

Somebody who works at home only, without events, is paid by a bit mask of dates: the judge's
arithmetic, without its objects. All others go to the judge's own `engaged`.
"""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import cast

from intercut.domain.ids import PersonId
from intercut.domain.people import PayKind
from intercut.planning.problem import Problem
from intercut.planning.wished import wishes_of
from intercut.schedule.case import Case
from intercut.schedule.cost_lines import called_dates, held_between
from intercut.schedule.days import Call, CaseDay
from intercut.schedule.engagement import engaged
from intercut.schedule.pay import Rates, total

CallsKey = tuple[tuple[int, int, int, int], ...]
"""Each call's date, slot, base of the first and of the last thing to do, in order."""

Key = int | CallsKey
"""What an engagement's pay depends on: a mask of dates worked where all is at home, else calls."""

_DROPS_BY_MASK = 1


class Pay:
    """The terms of everybody and everything, in minor units."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.fixed = 0
        index, people = problem.index, problem.production.people
        bases = {b: n for n, b in enumerate(problem.base_ids)}
        self.home = [bases.get(p.home, -1) if p.home is not None else -1 for p in people]
        self.rates: list[Rates] = [index.rates(p.id) for p in people]
        units = problem.production.units
        calendars = {index.company_days(u.id) for u in units}
        first = problem.dates[0].toordinal()
        self.company = 0
        for ordinal in next(iter(calendars), ()):
            if 0 <= ordinal - first < len(problem.dates):
                self.company |= 1 << (ordinal - first)
        eventful = {p for e in problem.production.events for p in e.people}
        self.plain = [
            len(calendars) == 1
            and p.id not in eventful
            and self.rates[n].most_drops <= _DROPS_BY_MASK
            and not (p.home is not None and p.home not in bases)
            for n, p in enumerate(people)
        ]
        self.journeys: dict[tuple[int, Key], frozenset[tuple[int, frozenset[str]]]] = {}
        self._open = [
            sum(1 << n for n, d in enumerate(problem.dates) if index.is_available(p.id, d))
            for p in people
        ]
        self._set_baseline()
        calendar = problem.production.calendar
        self._open_days = sum(
            1 << n for n, d in enumerate(problem.dates) if not calendar.is_company_day_off(d)
        )
        idle = sum(price for price, _ in wishes_of(problem).get("few_idle_days", ()))
        self.idle_price = [idle if p.terms.kind is PayKind.NONE else 0 for p in people]
        self._stretches: list[dict[tuple[int, int], tuple[int, int]]] = [{} for _ in people]

    def engagement(self, person: int, key: Key) -> tuple[int, int]:
        """Rules broken by these calls (journeys that cannot be made) and the pay for them."""
        if isinstance(key, int):
            return 0, self._by_mask(person, key) + self._beside_pay(person, key)
        found = self._by_bases(person, key) if self.plain[person] else None
        hard, cost = self._by_judge(person, key) if found is None else found
        mask = 0
        for date, _, _, _ in key:
            mask |= 1 << date
        return hard, cost + self._beside_pay(person, mask)

    def _stretch(self, person: int, worked: int, held: int) -> tuple[int, int]:
        """Pay of an unbroken stretch, and what a guarantee measures of it."""
        found = self._stretches[person].get((worked, held))
        if found is None:
            rates = self.rates[person]
            items = rates.stretch(worked, held)
            found = (total(items), rates.measure(worked, held, items))
            self._stretches[person][worked, held] = found
        return found

    def _by_mask(self, person: int, mask: int) -> int:
        if not mask:
            return 0
        rates = self.rates[person]
        if rates.kind in {PayKind.NONE, PayKind.FLAT}:
            return rates.flat
        first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
        worked = mask.bit_count()
        kept = self.company & ~mask & ((1 << last) - 1) & ~((1 << first) - 1)
        pay, measure = self._stretch(person, worked, kept.bit_count())
        best = pay + rates.top_up(measure)
        if rates.most_drops == 0 or not kept:
            return best
        # One gap at most is dropped: try each that is long enough.
        least = max(1, rates.drop_gap_days)
        rest = mask
        start = first
        rest &= rest - 1
        done = 1
        while rest:
            end = (rest & -rest).bit_length() - 1
            if end - start > least:
                before = (kept & ((1 << start) - 1)).bit_count()
                after = (kept >> end).bit_count()
                one, measured = self._stretch(person, done, before)
                two, more = self._stretch(person, worked - done, after)
                best = min(best, one + two + rates.top_up(measured + more))
            start = end
            rest &= rest - 1
            done += 1
        return best

    def _by_bases(self, person: int, key: CallsKey) -> tuple[int, int] | None:
        """The same for somebody who works at several bases, one a date; None where a date has
        more than one."""
        rates = self.rates[person]
        home, open_on, company = self.home[person], self._open[person], self.company
        if not key:
            return 0, 0
        dates = [c[0] for c in key]
        if len(set(dates)) < len(dates) or any(c[2] != c[3] or c[2] < 0 for c in key):
            return None
        bases = [c[2] for c in key]
        journeys: list[tuple[int, int, int]] = []
        hard = 0

        def closed(date: int, after: int) -> bool:
            return date <= after or not open_on >> date & 1 if date >= 0 else True

        first, last = dates[0], dates[-1]
        if home >= 0 and bases[0] != home:
            journeys.append((first - 1, home, bases[0]))
            hard += closed(first - 1, -1)
        gaps: list[tuple[int, int, int, bool]] = []
        gap_journeys: list[tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]] = []
        least = max(1, rates.drop_gap_days)
        against: list[int] = []
        for n in range(len(dates) - 1):
            a, b, x, y = dates[n], dates[n + 1], bases[n], bases[n + 1]
            between = company & ((1 << b) - 1) & ~((1 << (a + 1)) - 1)
            kept: list[tuple[int, int, int]] = []
            bad = 0
            if x != y:
                kept.append((b - 1, x, y))
                bad = closed(b - 1, a)
                between &= ~(1 << (b - 1))
            droppable = rates.most_drops > 0 and b - a > least
            visit: list[tuple[int, int, int]] = []
            if droppable:
                where, at = x, a
                if home >= 0 and x != home:
                    visit.append((a + 1, x, home))
                    droppable = not closed(a + 1, a)
                    where, at = home, a + 1
                if where != y:
                    visit.append((b - 1, where, y))
                    droppable = droppable and not closed(b - 1, at)
            gaps.append(
                (between.bit_count(), int(bool(kept) and b - 1 != a), len(visit), droppable)
            )
            gap_journeys.append((kept, visit))
            against.append(bad)
        if home >= 0 and bases[-1] != home:
            journeys.append((last + 1, bases[-1], home))
            hard += closed(last + 1, last)
        held = sum(g[0] for g in gaps)
        travelled = sum(g[1] for g in gaps)
        pay, measure = self._stretch(person, len(dates), held)
        best = (pay + rates.top_up(measure) + travelled * rates.travel, 0, -1)
        before = 0
        for n, (holds, journey, visits, droppable) in enumerate(gaps):
            if droppable:
                one, measured = self._stretch(person, n + 1, before)
                two, more = self._stretch(person, len(dates) - n - 1, held - before - holds)
                days = travelled - journey + visits
                value = one + two + rates.top_up(measured + more) + days * rates.travel
                best = min(best, (value, 1, n))
            before += holds
        for n, (kept, visit) in enumerate(gap_journeys):
            journeys += visit if n == best[2] else kept
            hard += 0 if n == best[2] else against[n]
        names = self.problem.base_ids
        self.journeys[person, key] = frozenset(
            (date, frozenset((names[x], names[y]))) for date, x, y in journeys
        )
        outer = sum(home >= 0 and b != home for b in (bases[0], bases[-1]))
        return hard, best[0] + outer * rates.travel + rates.flat

    def _by_judge(self, person: int, key: CallsKey) -> tuple[int, int]:
        if not key:
            return 0, 0
        problem = self.problem
        calls = []
        for date, slot, base, last in key:
            begin = date * 1440
            day = event = None
            if slot >= 0:
                unit = problem.production.units[problem.slot_unit[slot]].id
                day = cast("CaseDay", SimpleNamespace(plan=SimpleNamespace(unit=unit)))
            else:
                event = problem.production.events[-1 - slot]
            bases = problem.production.bases
            calls.append(
                Call(
                    date=problem.dates[date],
                    begin=begin,
                    end=begin,
                    call=0,
                    wrap=0,
                    base=bases[base].id if base >= 0 else None,
                    last_base=bases[last].id if last >= 0 else None,
                    places=(),
                    strips=(),
                    day=day,
                    event=event,
                )
            )
        found = engaged(problem.index, PersonId(problem.person_ids[person]), calls)
        first = problem.dates[0].toordinal()
        self.journeys[person, key] = frozenset(
            (leg.date - first, frozenset((leg.start, leg.end)))
            for leg in found.legs
            if leg.start is not None and leg.end is not None and leg.start != leg.end
        )
        return sum(bool(leg.against) for leg in found.legs), found.cost

    def element(self, element: int, used: dict[int, int]) -> int:
        """What an element costs: ``used`` are its dates in order, each with its unit."""
        problem = self.problem
        one = problem.production.elements[element]
        if not used or (one.day_rate is None and one.hold_rate is None):
            return 0
        first = problem.dates[0].toordinal()
        units = problem.production.units
        held = sum(
            len(held_between(problem.index, units[used[a]].id, first + a, first + b))
            for a, b in pairwise(used)
        )
        money = problem.index.money
        return len(used) * money(one.day_rate) + held * money(one.hold_rate)

    def _beside_pay(self, person: int, mask: int) -> int:
        """Prices that hang on a person's dates and that nobody is paid."""
        idle = 0
        if self.idle_price[person] and mask:
            first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
            between = self._open_days & ~mask & ((1 << last) - 1) & ~((1 << first) - 1)
            idle = self.idle_price[person] * between.bit_count()
        return idle + self._told_otherwise(person, mask)

    def _told_otherwise(self, person: int, mask: int) -> int:
        """Price of a person's dates that are not as they were told."""
        price = self.told_price[person]
        if not price:
            return 0
        return price * ((self.told[person] ^ mask).bit_count() + self.told_beyond[person])

    def _set_baseline(self) -> None:
        problem = self.problem
        people = problem.production.people
        self.told = [0] * len(people)
        self.told_beyond = [0] * len(people)
        self.told_price = [0] * len(people)
        baseline = problem.production.baseline
        if baseline is None or not baseline.plan.days:
            return
        index = problem.index
        told = called_dates(Case(index, baseline.plan))
        overrides = dict(baseline.overrides)
        for n, person in enumerate(people):
            self.told_price[n] = index.money(overrides.get(person.id, baseline.price))
            for day in told.pop(person.id, frozenset()):
                if day in problem.date_index:
                    self.told[n] |= 1 << problem.date_index[day]
                else:
                    self.told_beyond[n] += 1
        for person_id, days in told.items():
            self.fixed += len(days) * index.money(overrides.get(person_id, baseline.price))
