"""A plan while it is being worked on: every change is priced from the terms it touches."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.day import Day, DayBook, Entry
from intercut.planning.order import Position
from intercut.planning.pay import Key
from intercut.planning.problem import Problem
from intercut.planning.terms import Entries, Terms

Changes = dict[int, Day | None]
"""What a slot shall hold instead; None = the unit does not work that day."""

Placing = tuple[int, int, int]
"""An event's date, start in minutes, and place (-1 = none)."""

_NOBODY: dict[int, Entry] = {}


@dataclass(slots=True)
class Delta:
    """What a change would do; ``hard`` counts rules broken, of which ``rest`` are rests too
    short; ``cost`` is money and prices."""

    hard: int
    rest: int
    cost: int
    changes: Changes
    events: dict[int, Placing | None]
    people: dict[int, tuple[Entries, Key, tuple[int, int]]]
    elements: dict[int, tuple[frozenset[int], int]]


class State:
    """Slots with their days, and everything that follows from them, kept up to date.

    ``hard`` counts broken rules, ``cost`` is the judge's total for what is placed.
    """

    def __init__(self, problem: Problem, book: DayBook, terms: Terms) -> None:
        self.problem = problem
        self.book = book
        self.terms = terms
        self.days: list[Day | None] = [None] * problem.n_slots
        self.slot_of = [-1] * problem.n_strips
        self.positions: list[Position | None] = [None] * problem.n_strips
        self.option_at = [-1] * problem.n_strips
        self.mode = [0] * len(problem.choices)
        self.at: list[Entries] = [{} for _ in problem.person_ids]
        self.keys: list[Key] = [0] * len(problem.person_ids)
        self.event_at: list[Placing | None] = [None] * len(problem.production.events)
        self.person_value = [terms.person(p, self.keys[p]) for p in range(len(problem.person_ids))]
        self.element_slots: list[frozenset[int]] = [frozenset() for _ in problem.element_ids]
        self.element_cost = [0] * len(problem.element_ids)
        self.hard = sum(h for h, _ in self.person_value)
        self.cost = sum(c for _, c in self.person_value) + terms.fixed

    # ------------------------------------------------------------------ looking

    def copy(self) -> State:
        """An independent state with the same days (books and terms are shared)."""
        twin = State.__new__(State)
        twin.problem, twin.book, twin.terms = self.problem, self.book, self.terms
        twin.days = list(self.days)
        twin.slot_of = list(self.slot_of)
        twin.positions = list(self.positions)
        twin.option_at = list(self.option_at)
        twin.mode = list(self.mode)
        twin.event_at = list(self.event_at)
        twin.at = list(self.at)
        twin.keys = list(self.keys)
        twin.person_value = list(self.person_value)
        twin.element_slots = list(self.element_slots)
        twin.element_cost = list(self.element_cost)
        twin.hard, twin.cost = self.hard, self.cost
        return twin

    def active(self, strip: int) -> bool:
        """Whether the strip is to be placed: it belongs to the mode chosen for its scene."""
        choice = self.problem.choice_of[strip]
        return choice < 0 or self.mode[choice] == self.problem.mode_of[strip]

    def boneyard(self) -> list[int]:
        """Strips to be placed that are not."""
        return [s for s, slot in enumerate(self.slot_of) if slot < 0 and self.active(s)]

    def unplaced(self) -> tuple[int, int]:
        """Eighths, then strips, that are not placed."""
        left = self.boneyard()
        return sum(self.problem.eighths[s] for s in left), len(left)

    def value(self) -> tuple[int, int, int, int]:
        """What a plan is compared by: broken rules, eighths and strips left over, cost."""
        eighths, strips = self.unplaced()
        return self.hard, eighths, strips, self.cost

    # ------------------------------------------------------------------ pricing a change

    def price(
        self,
        changes: Changes,
        events: dict[int, Placing | None] | None = None,
        *,
        rules_only: bool = False,
    ) -> Delta:
        """What would follow if these slots held these days (and these events stood there).

        With ``rules_only`` wishes are passed over: the cost is not to be used.
        """
        hard = cost = resting = 0
        days = self.days
        edits: dict[int, list[tuple[int, Entry | None]]] = {}
        entry: Entry | None
        for slot, new in changes.items():
            old = days[slot]
            before = after = _NOBODY
            if old is not None:
                hard -= old.hard
                cost -= old.cost
                before = old.who
            if new is not None:
                hard += new.hard
                cost += new.cost
                after = new.who
                for person, entry in after.items():
                    if before.get(person) != entry:
                        edits.setdefault(person, []).append((slot, entry))
            for person in before:
                if person not in after:
                    edits.setdefault(person, []).append((slot, None))
        for event, placing in (events or {}).items():
            h, c, placed = self.terms.event(event, placing)
            h0, c0, _ = self.terms.event(event, self.event_at[event])
            hard += h - h0
            cost += c - c0
            for person in self.terms.event_people[event]:
                if placed is not None or -1 - event in self.at[person]:
                    edits.setdefault(person, []).append((-1 - event, placed))
        people: dict[int, tuple[Entries, Key, tuple[int, int]]] = {}
        terms = self.terms
        for person, edit in edits.items():
            old_entries = self.at[person]
            entries = dict(old_entries)
            presence = False
            dates = set()
            for slot, edit_entry in edit:
                known_entry = entries.get(slot)
                if known_entry is not None:
                    dates.add(known_entry[4])
                if edit_entry is None:
                    del entries[slot]
                    presence = True
                else:
                    dates.add(edit_entry[4])
                    presence |= known_entry is None or known_entry[2:5] != edit_entry[2:5]
                    entries[slot] = edit_entry
            if presence or terms.by_time[person]:
                key = terms.key(person, entries)
                value = terms.person(person, key)
                known = self.person_value[person]
                hard += value[0] - known[0]
                cost += value[1] - known[1]
            else:
                key, value = self.keys[person], self.person_value[person]
            now = terms.rest(person, entries, dates)
            then = terms.rest(person, old_entries, dates)
            hard += now[0] - then[0]
            resting += now[0] - then[0]
            cost += now[1] - then[1]
            people[person] = (entries, key, value)
        if self.problem.pairs:
            h, c = self._apart(edits, people)
            hard += h
            cost += c
        elements: dict[int, tuple[frozenset[int], int]] = {}
        if self.element_slots:
            cost += self._elements(changes, elements)
        cost += terms.places(changes, self.days)
        if self.problem.choices:
            cost += self._parts(changes)
        if not rules_only:
            cost += self._wishes(changes)
        if self.problem.orders:
            h, c = self._orders(changes)
            hard += h
            cost += c
        return Delta(hard, resting, cost, changes, events or {}, people, elements)

    def apply(self, delta: Delta) -> None:
        """Make a priced change; the state must not have changed since it was priced."""
        problem = self.problem
        for slot in delta.changes:
            old = self.days[slot]
            if old is not None:
                for option in old.sequence:
                    if option >= 0:
                        strip = problem.option_strip[option]
                        self.slot_of[strip] = -1
                        self.positions[strip] = None
        for slot, new in delta.changes.items():
            self.days[slot] = new
            if new is not None:
                zero, date = new.zero, new.date
                for n, (option, _, start, end) in enumerate(new.clock.entries):
                    strip = problem.option_strip[option]
                    self.slot_of[strip] = slot
                    self.option_at[strip] = option
                    self.positions[strip] = (date, slot, n, zero + start, zero + end)
        for event, placing in delta.events.items():
            self.event_at[event] = placing
        for person, (entries, key, value) in delta.people.items():
            self.at[person] = entries
            self.keys[person] = key
            self.person_value[person] = value
        for element, (slots, amount) in delta.elements.items():
            self.element_slots[element] = slots
            self.element_cost[element] = amount
        self.hard += delta.hard
        self.cost += delta.cost

    def set_mode(self, choice: int, mode: int) -> None:
        """Decide a scene's mode; its strips of other modes must be out of the plan."""
        wishes = self.terms.wishes
        if wishes.any_cover:
            left = [s for s in self.boneyard() if wishes.is_cover(s)]
            self.cost -= wishes.cover(self.days, {}, wishes.spare(left))
        self.mode[choice] = mode
        if wishes.any_cover:
            left = [s for s in self.boneyard() if wishes.is_cover(s)]
            self.cost += wishes.cover(self.days, {}, wishes.spare(left))

    # ------------------------------------------------------------------ terms between days

    def _apart(
        self,
        edits: dict[int, list[tuple[int, Entry | None]]],
        people: dict[int, tuple[Entries, Key, tuple[int, int]]],
    ) -> tuple[int, int]:
        terms = self.terms
        pairs = {n for person in people for n in terms.pairs_of[person]}
        if not pairs:
            return 0, 0
        dates = set()
        for person, edit in edits.items():
            for slot, entry in edit:
                if entry is not None:
                    dates.add(entry[4])
                if slot in self.at[person]:
                    dates.add(self.at[person][slot][4])
        hard = cost = 0
        for n in pairs:
            one, two = self.problem.pairs[n].people
            new_one = people[one][0] if one in people else self.at[one]
            new_two = people[two][0] if two in people else self.at[two]
            now = terms.meetings(n, new_one, new_two, dates)
            then = terms.meetings(n, self.at[one], self.at[two], dates)
            key_one = people[one][1] if one in people else self.keys[one]
            key_two = people[two][1] if two in people else self.keys[two]
            now += terms.journeys_shared(n, key_one, key_two)
            then += terms.journeys_shared(n, self.keys[one], self.keys[two])
            if now != then:
                price = self.problem.pairs[n].price
                if price is None:
                    hard += now - then
                else:
                    cost += (now - then) * price
        return hard, cost

    def _elements(self, changes: Changes, elements: dict[int, tuple[frozenset[int], int]]) -> int:
        cost = 0
        touched: dict[int, set[int]] = {}
        for slot, new in changes.items():
            old = self.days[slot]
            before = old.elements if old is not None else frozenset()
            after = new.elements if new is not None else frozenset()
            for element in before ^ after:
                if element not in touched:
                    touched[element] = set(self.element_slots[element])
                if element in after:
                    touched[element].add(slot)
                else:
                    touched[element].discard(slot)
        for element, slots in touched.items():
            frozen = frozenset(slots)
            amount = self.terms.element(element, frozen)
            cost += amount - self.element_cost[element]
            elements[element] = (frozen, amount)
        return cost

    def _parts(self, changes: Changes) -> int:
        """Extra prices of scenes of which a first part comes in, or the last one goes out."""
        problem = self.problem
        count: dict[int, int] = {}
        for slot, new in changes.items():
            for day, step in ((self.days[slot], -1), (new, 1)):
                for option, _, _, _ in day.clock.entries if day is not None else ():
                    strip = problem.option_strip[option]
                    if problem.parts_price[strip]:
                        choice = problem.choice_of[strip]
                        count[choice] = count.get(choice, 0) + step
        cost = 0
        for choice, step in count.items():
            if not step:
                continue
            parts = [s for g in problem.choices[choice].strips for s in g if problem.parts_price[s]]
            before = sum(self.slot_of[s] >= 0 for s in parts)
            cost += problem.parts_price[parts[0]] * ((before + step > 0) - (before > 0))
        return cost

    def _wishes(self, changes: Changes) -> int:
        """What changes in preferences that look beyond one day."""
        wishes = self.terms.wishes
        cost = 0
        days = self.days
        if wishes.any_line:
            for unit in {self.problem.slot_unit[slot] for slot in changes}:
                cost += wishes.line(unit, lambda slot: changes.get(slot, days[slot]))
                cost -= wishes.line(unit, days.__getitem__)
        if not wishes.any_cover and not wishes.story:
            return cost
        options = self.problem.option_strip
        now: dict[int, tuple[int, int] | None] = {}
        for slot in changes:
            old = days[slot]
            for entry in old.clock.entries if old is not None else ():
                now.setdefault(options[entry[0]], None)
        for new in changes.values():
            for n, entry in enumerate(new.clock.entries if new is not None else ()):
                now[options[entry[0]]] = (new.zero + entry[2], n)  # type: ignore[union-attr]
        if wishes.any_cover:
            left = {s for s in self.boneyard() if wishes.is_cover(s)}
            then = wishes.spare(sorted(left))
            for strip, at in now.items():
                if wishes.is_cover(strip) and self.active(strip):
                    (left.discard if at is not None else left.add)(strip)
            cost += wishes.cover(days, changes, wishes.spare(sorted(left)))
            cost -= wishes.cover(days, {}, then)
        if wishes.story:
            scenes = {scene for strip in now for scene in wishes.scenes_of[strip]}
            cost += wishes.story * wishes.against_story(
                scenes, lambda s: now[s] if s in now else self.begin(s), self.begin
            )
        return cost

    def begin(self, strip: int) -> tuple[int, int] | None:
        """When a strip is first shot and its place in the day; None in the boneyard."""
        found = self.positions[strip]
        return None if found is None else (found[3], found[2])

    def _orders(self, changes: Changes) -> tuple[int, int]:
        problem = self.problem
        touched: set[int] = set()
        now: dict[int, Position | None] = {}
        places: dict[int, int] = {}
        for slot in changes:
            old = self.days[slot]
            for option in old.sequence if old is not None else ():
                if option >= 0:
                    strip = problem.option_strip[option]
                    if problem.orders_of[strip]:
                        now.setdefault(strip, None)
                        touched.update(problem.orders_of[strip])
        for new in changes.values():
            if new is None:
                continue
            for n, (option, _, start, end) in enumerate(new.clock.entries):
                strip = problem.option_strip[option]
                if problem.orders_of[strip]:
                    zero = new.zero
                    now[strip] = (new.date, new.slot, n, zero + start, zero + end)
                    places[strip] = problem.option_place[option]
                    touched.update(problem.orders_of[strip])
        if not touched:
            return 0, 0

        def where(strip: int) -> Position | None:
            return now[strip] if strip in now else self.position(strip)

        def place_at(strip: int) -> int:
            return places[strip] if strip in places else self.place_at(strip)

        hard = cost = 0
        for n in touched:
            h, c = self.terms.order(n, where, place_at)
            hard += h
            cost += c
            h, c = self.terms.order(n, self.position, self.place_at)
            hard -= h
            cost -= c
        return hard, cost

    def place_at(self, strip: int) -> int:
        """The place a strip is shot at; it must be placed."""
        return self.problem.option_place[self.option_at[strip]]

    def position(self, strip: int) -> Position | None:
        """Date, slot, place in the day, begin and end of a strip; None in the boneyard."""
        return self.positions[strip]
