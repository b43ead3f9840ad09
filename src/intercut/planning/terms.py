"""What days cost together: pay and rest of people, elements, places opened, order, apart.

Each term is a function of little (a person's dates, two neighbouring days), so that a search
prices a change from what it touches. `intercut.schedule` is the meaning of every term.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from intercut.domain.apart import Degree
from intercut.domain.production import EventKind
from intercut.planning.apart import Pair, event_clashes
from intercut.planning.day import Day, Entry
from intercut.planning.dayrules import Tally
from intercut.planning.order import SITTINGS, Position, breaks, sitting_breaks
from intercut.planning.pay import Key, Pay
from intercut.planning.problem import Problem
from intercut.planning.wishes import Wishes
from intercut.schedule.ages import band_on
from intercut.schedule.rules.rest import rest_asked

Entries = dict[int, Entry]
"""Where a person is called, by slot; -1-n stands for event n."""


class Terms:
    """The terms of one problem, with what has been worked out before."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        people = {p: n for n, p in enumerate(problem.person_ids)}
        self.pay = Pay(problem)
        self.fixed = self.pay.fixed
        self.pairs_of: list[list[int]] = [[] for _ in people]
        for n, pair in enumerate(problem.pairs):
            for who in pair.people:
                self.pairs_of[who].append(n)
        self._sitting = [s.sitting[0] for s in problem.strips]
        index = problem.index
        self._children = [bool(p.minor_profile) for p in problem.production.people]
        self.rest_asked = [
            [rest_asked(index, p.id, day) for day in problem.dates]
            for p in problem.production.people
        ]
        self._bands: dict[tuple[int, int], bool] = {}
        self._week_minutes: dict[int, int] = {}
        self._days_in_row: dict[int, int] = {}
        for n, who_is in enumerate(problem.production.people):
            profile = problem.production.rulebook.minor(who_is.minor_profile)
            if profile is None or who_is.born is None or not who_is.minor_profile:
                continue
            if profile.week_minutes is not None:
                self._week_minutes[n] = profile.week_minutes
            if profile.consecutive_days is not None:
                self._days_in_row[n] = profile.consecutive_days
        self._weekly = index.value("rest.weekly_minutes")
        self._weekly_days = index.value("rest.weekly_days")
        n_units = len(problem.unit_ids)
        self._unit_slots: list[list[int]] = [[] for _ in range(n_units)]
        self._rank: list[int] = []
        for slot, unit in enumerate(problem.slot_unit):
            self._rank.append(len(self._unit_slots[unit]))
            self._unit_slots[unit].append(slot)
        self.wishes = Wishes(problem, self._unit_slots)
        self.slots_on: dict[int, tuple[int, ...]] = {}
        for slot, date in enumerate(problem.slot_date):
            self.slots_on[date] = (*self.slots_on.get(date, ()), slot)
        self._several = n_units > 1
        self._person: list[dict[Key, tuple[int, int]]] = [{} for _ in problem.person_ids]
        self.event_people = [
            tuple(dict.fromkeys(people[p] for p in event.people if p in people))
            for event in problem.production.events
        ]
        self.events_of: list[tuple[int, ...]] = [
            tuple(-1 - e for e, who in enumerate(self.event_people) if p in who)
            for p in range(len(people))
        ]
        self._event_clashes = [
            event_clashes(problem.index, event, problem.dates, problem.soft)
            for event in problem.production.events
        ]
        self.by_time = [self._several or bool(events) for events in self.events_of]
        self._element: dict[tuple[int, frozenset[int]], int] = {}

    # ------------------------------------------------------------------ people

    def key(self, person: int, entries: Entries) -> Key:
        """What the pay of these calls depends on."""
        if self.pay.plain[person]:
            date, home = self.problem.slot_date, self.pay.home[person]
            mask = 0
            for slot, entry in entries.items():
                if home < 0:
                    home = entry[2]
                if entry[2] != home or entry[3] != home:
                    break
                mask |= 1 << date[slot]
            else:
                return mask
        ranked = sorted((e[4], e[0], e[1], slot) for slot, e in entries.items())
        return tuple((d, s, entries[s][2], entries[s][3]) for d, _, _, s in ranked)

    def person(self, person: int, key: Key) -> tuple[int, int]:
        """Rules broken by a person's dates and the pay for them."""
        found = self._person[person].get(key)
        if found is None:
            found = self._person[person][key] = self.pay.engagement(person, key)
        return found

    def on(self, person: int, entries: Entries, date: int) -> list[Entry]:
        """The calls of a person on a date."""
        found = [entries[s] for s in self.slots_on.get(date, ()) if s in entries]
        found += [
            entries[event]
            for event in self.events_of[person]
            if event in entries and entries[event][4] == date
        ]
        return found

    def rest(self, person: int, entries: Entries, dates: set[int]) -> tuple[int, int]:
        """Rests too short, children's days in a row, and people in two places, around these
        dates: rules broken and what the soft ones cost."""
        tally = Tally(self.problem.soft)
        asked = self.rest_asked[person]
        for first in {d for date in dates for d in (date - 1, date)}:
            here = self.on(person, entries, first)
            if not here:
                continue
            there = self.on(person, entries, first + 1)
            if not there:
                continue
            begin, wrap = min(e[0] for e in there), max(e[1] for e in here)
            if begin - wrap < asked[first + 1]:
                tally.add("rest")
                tally.hard += begin < wrap
        if self._weekly > 0:
            self._weekly_rest(tally, entries)
        if person in self._week_minutes or person in self._days_in_row:
            self._child(tally, person, entries)
        if self.by_time[person]:
            for date in dates:
                self._two_places(tally, self.on(person, entries, date))
                if self._several:
                    self._twice_called(tally, person, entries, date)
        return tally.hard, tally.cost

    def _child(self, tally: Tally, person: int, entries: Entries) -> None:
        """A child's minutes of work in each week, and days in a row."""
        first = self.problem.dates[0].toordinal() - 1
        weeks: dict[int, int] = {}
        run, before = 0, -9
        most_days = self._days_in_row.get(person)
        for date in sorted({e[4] for e in entries.values()}):
            run = run + 1 if date == before + 1 else 1
            before = date
            if not self._child_on(person, date):
                continue
            if most_days is not None and run == most_days + 1:
                tally.add("minors_days")
            work = sum(e[5] for e in entries.values() if e[4] == date)
            weeks[(first + date) // 7] = weeks.get((first + date) // 7, 0) + work
        most = self._week_minutes.get(person)
        if most is not None:
            tally.add("minors_week", sum(worked > most for worked in weeks.values()))

    def child_limits(self) -> tuple[dict[int, int], dict[int, int]]:
        """Children's most minutes a week, and most days in a row, where there is such a limit."""
        return self._week_minutes, self._days_in_row

    def _child_on(self, person: int, date: int) -> bool:
        """Whether the hours of children bind a person on a date."""
        key = (person, date)
        found = self._bands.get(key)
        if found is None:
            who, day = self.problem.production.people[person], self.problem.dates[date]
            found = self._bands[key] = band_on(self.problem.index, who, day) is not None
        return found

    def _twice_called(self, tally: Tally, person: int, entries: Entries, date: int) -> None:
        """With two units on one date the day is one: overtime and longest day are counted over
        both. A child is not lent to a second unit on one date."""
        slots = [s for s in self.slots_on.get(date, ()) if s in entries]
        if len(slots) < 2:
            return
        if self._children[person]:
            tally.hard += 1
        slots.sort(key=lambda s: entries[s])
        units = [self.problem.production.units[self.problem.slot_unit[s]] for s in slots]
        who = self.problem.production.people[person]
        index = self.problem.index
        normal = who.normal_minutes
        if normal is None:
            normal = index.clauses.get("person.normal_minutes")
        longest = who.longest_minutes
        if longest is None:
            longest = index.clauses.get("person.longest_minutes")
        rate = index.money(who.terms.overtime_hour)
        spans = [entries[s][1] - entries[s][0] for s in slots]
        whole = max(entries[s][1] for s in slots) - min(entries[s][0] for s in slots)

        def hours(span: int, of_unit: int) -> int:
            return max(0, -(-(span - (of_unit if normal is None else normal)) // 60))

        tally.cost += rate * hours(whole, units[0].normal_minutes)
        tally.cost -= rate * sum(
            hours(span, u.normal_minutes) for span, u in zip(spans, units, strict=True)
        )
        if longest is not None:
            over = (whole > longest) - sum(span > longest for span in spans)
            tally.add("own_longest_day", over)

    def _weekly_rest(self, tally: Tally, entries: Entries) -> None:
        """Runs of dates without a weekly rest that are too long."""
        start = last = -1
        wrap = 0
        for entry in sorted(entries.values()):
            date = entry[4]
            if start >= 0 and date == last:
                wrap = max(wrap, entry[1])
                continue
            if start < 0 or entry[0] - wrap >= self._weekly:
                if start >= 0 and last - start + 1 > self._weekly_days:
                    tally.add("weekly_rest")
                start = date
            last, wrap = date, entry[1]
        if start >= 0 and last - start + 1 > self._weekly_days:
            tally.add("weekly_rest")

    def _two_places(self, tally: Tally, here: list[Entry]) -> None:
        """Calls of one person on one date that overlap or lie at different bases."""
        if len(here) < 2:
            return
        here = sorted(here)
        latest = here[0]
        for call in here[1:]:
            apart = latest[3] >= 0 and call[2] >= 0 and latest[3] != call[2]
            way = 0
            if latest[7] >= 0 and call[6] >= 0:
                way = self.problem.move_minutes[latest[7]][call[6]]
            if apart or call[0] - latest[1] < way:
                tally.add("two_places")
            if call[1] > latest[1]:
                latest = call

    def event(
        self, event: int, placing: tuple[int, int, int] | None
    ) -> tuple[int, int, Entry | None]:
        """Rules an event breaks by itself, its cost, and the call of everybody it calls."""
        if placing is None:
            return 0, 0, None
        date, start, place = placing
        base = self.problem.place_base[place] if place >= 0 else -1
        begin = self.problem.instant(base, date, start)
        known = self.problem.production.events[event]
        minutes, travel = known.minutes, known.kind is EventKind.TRAVEL
        tally = Tally(self.problem.soft)
        at = self.problem.place_ids[place] if place >= 0 else None
        for clash in self._event_clashes[event]:
            if clash.dates >> date & 1 and (not clash.places or at in clash.places):
                tally.hard += clash.price is None
                tally.cost += clash.price or 0
        self._event_rules(tally, event, placing)
        work = 0 if travel else minutes
        entry = (begin, begin + minutes, base, base, date, work, place, place)
        return tally.hard, tally.cost, entry

    def _event_rules(self, tally: Tally, event: int, placing: tuple[int, int, int]) -> None:
        """Dates, hours and place of an event, its people and its place to be had."""
        date, start, place = placing
        problem = self.problem
        known, day = problem.production.events[event], problem.dates[date]
        end = start + known.minutes
        if known.dates and not any(day in span for span in known.dates):
            tally.add("events")
        if known.hours is not None and not known.hours.start <= start <= end <= known.hours.end:
            tally.add("events")
        if known.place is not None and (place < 0 or problem.place_ids[place] != known.place):
            tally.add("events")
        for person in self.event_people[event]:
            who = problem.production.people[person]
            hours = problem.index.person_hours(who.id, day)
            if who.availability and not any(h.start <= start and end <= h.end for h in hours):
                tally.add("available")
        if place >= 0:
            there = problem.production.places[place]
            if (there.permits or there.closed) and not any(
                h.start <= start and end <= h.end for h in problem.index.place_hours(there.id, day)
            ):
                tally.add("permit")
        for pin in problem.production.pins:
            target = problem.index.targets.find(pin.target)
            if target is None or target.event is None or target.event.id != known.id:
                continue
            if pin.date is not None and pin.date != day:
                tally.add("pins")
            if pin.place is not None and (place < 0 or problem.place_ids[place] != pin.place):
                tally.add("pins")

    def meetings(self, pair: int, one: Entries, two: Entries, dates: set[int]) -> int:
        """How often two people kept apart meet on these dates (or in their weeks)."""
        rule = self.problem.pairs[pair]
        if rule.degree is Degree.WEEK:
            return self._weeks_shared(rule, one, two, dates)
        return sum(
            rule.dates >> date & 1 and self._meet(rule, one, two, date)
            for date in (
                dates
                if rule.degree not in {Degree.CALLS, Degree.DAY}
                else {d for date in dates for d in (date - 1, date, date + 1)}
            )
        )

    def journeys_shared(self, pair: int, one: Key, two: Key) -> int:
        """On how many dates two people kept apart travel the same way."""
        rule = self.problem.pairs[pair]
        if rule.degree not in {Degree.BASE, Degree.DAY}:
            return 0
        journeys = self.pay.journeys
        ours = journeys.get((rule.people[0], one), frozenset())
        theirs = journeys.get((rule.people[1], two), frozenset())
        return sum(rule.dates >> date & 1 for date in {date for date, _ in ours & theirs})

    def _meet(self, rule: Pair, one: Entries, two: Entries, date: int) -> bool:
        ones = self.on(rule.people[0], one, date)
        twos = self.on(rule.people[1], two, date)
        if rule.degree in {Degree.CALLS, Degree.DAY}:
            if ones and twos and rule.degree is Degree.DAY:
                return True
            before = self.on(rule.people[0], one, date - 1)
            others = self.on(rule.people[1], two, date - 1)
            return any(
                max(b[0] - a[1], a[0] - b[1]) < rule.gap
                for mine, yours in ((ones, twos), (ones, others), (before, twos))
                for a in mine
                for b in yours
            )
        if not ones or not twos:
            return False
        return bool(self._bases(rule.people[0], one, date) & self._bases(rule.people[1], two, date))

    def _bases(self, person: int, entries: Entries, date: int) -> set[int]:
        """Bases somebody is called at on a date: of the work, of the unit, of events."""
        found: set[int] = set()
        for slot in self.slots_on.get(date, ()):
            if slot in entries:
                found.add(self.problem.unit_base[self.problem.slot_unit[slot]])
                found.update(entries[slot][2:4])
        for event in self.events_of[person]:
            if event in entries and entries[event][4] == date:
                found.update(entries[event][2:4])
        found.discard(-1)
        return found

    def _weeks_shared(self, rule: Pair, one: Entries, two: Entries, dates: set[int]) -> int:
        """Weeks of these dates in which both work in one unit."""
        first = self.problem.dates[0].toordinal() - 1
        count = 0
        for week in {(first + date) // 7 for date in dates}:
            days = range(week * 7 - first, week * 7 - first + 7)
            units = self.problem.slot_unit
            slots = [s for d in days for s in self.slots_on.get(d, ())]
            ones = {units[s]: self.problem.slot_date[s] for s in reversed(slots) if s in one}
            twos = {units[s]: self.problem.slot_date[s] for s in reversed(slots) if s in two}
            met = [max(ones[u], twos[u]) for u in ones.keys() & twos.keys()]
            count += any(rule.dates >> d & 1 for d in met)
        return count

    # ------------------------------------------------------------------ elements and places

    def element(self, element: int, slots: frozenset[int]) -> int:
        """What an element costs on these slots: used dates, and dates kept between."""
        key = (element, slots)
        found = self._element.get(key)
        if found is None:
            problem = self.problem
            used: dict[int, int] = {}
            for slot in sorted(slots, key=lambda s: (problem.slot_date[s], problem.slot_unit[s])):
                used[problem.slot_date[slot]] = problem.slot_unit[slot]
            found = self._element[key] = self.pay.element(element, used)
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

    # ------------------------------------------------------------------ order and modes

    def order(
        self, n: int, where: Callable[[int], Position | None], place_at: Callable[[int], int]
    ) -> tuple[int, int]:
        """How often an order rule is broken, or what that costs."""
        problem = self.problem
        rule = problem.orders[n]
        if rule.kind == SITTINGS:
            broken = sitting_breaks(
                rule,
                where,
                self._sitting,
                place_at,
                problem.slot_unit,
                lambda unit, date: problem.working[unit] >> date & 1 == 1,
            )
        else:
            broken = breaks(rule, where, problem.set_of)
        if rule.price is None:
            return broken, 0
        return 0, broken * rule.price
