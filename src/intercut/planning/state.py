"""A plan while it is being worked on: every change is priced from the terms it touches."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.day import Day, DayBook
from intercut.planning.problem import Problem
from intercut.planning.terms import Entries, Terms

Changes = dict[int, Day | None]
"""What a slot shall hold instead; None = the unit does not work that day."""

_NOBODY: dict[int, tuple[int, int]] = {}


@dataclass(slots=True)
class Delta:
    """What a change would do; ``hard`` counts rules broken, ``cost`` is money and prices."""

    hard: int
    cost: int
    changes: Changes
    people: dict[int, tuple[Entries, tuple[int, ...], tuple[int, int]]]
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
        self.mode = [0] * len(problem.choices)
        self.at: list[Entries] = [{} for _ in problem.person_ids]
        self.keys: list[tuple[int, ...]] = [(0,) * terms.n_bases for _ in problem.person_ids]
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
        twin.mode = list(self.mode)
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

    def price(self, changes: Changes) -> Delta:
        """What would follow if these slots held these days."""
        hard = cost = 0
        days = self.days
        edits: dict[int, list[tuple[int, tuple[int, int, int] | None]]] = {}
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
                base_of = new.clock.people_base
                for person, times in after.items():
                    if before.get(person) != times or (
                        old is not None and old.clock.people_base[person] != base_of[person]
                    ):
                        edits.setdefault(person, []).append((slot, (*times, base_of[person])))
            for person in before:
                if person not in after:
                    edits.setdefault(person, []).append((slot, None))
        people: dict[int, tuple[Entries, tuple[int, ...], tuple[int, int]]] = {}
        terms = self.terms
        for person, edit in edits.items():
            old_entries = self.at[person]
            entries = dict(old_entries)
            presence = False
            for slot, entry in edit:
                if entry is None:
                    del entries[slot]
                    presence = True
                else:
                    before_entry = entries.get(slot)
                    if before_entry is None or before_entry[2] != entry[2]:
                        presence = True
                    entries[slot] = entry
            if presence:
                key = terms.key(person, entries)
                value = terms.person(person, key)
                known = self.person_value[person]
                hard += value[0] - known[0]
                cost += value[1] - known[1]
            else:
                key, value = self.keys[person], self.person_value[person]
            slots = [slot for slot, _ in edit]
            now = terms.rest(person, entries, slots)
            then = terms.rest(person, old_entries, slots)
            hard += now[0] - then[0]
            cost += now[1] - then[1]
            people[person] = (entries, key, value)
        if terms.pairs:
            h, c = self._apart(changes, people)
            hard += h
            cost += c
        elements: dict[int, tuple[frozenset[int], int]] = {}
        if self.element_slots:
            cost += self._elements(changes, elements)
        cost += terms.places(changes, self.days)
        if self.problem.orders:
            h, c = self._orders(changes)
            hard += h
            cost += c
        return Delta(hard, cost, changes, people, elements)

    def apply(self, delta: Delta) -> None:
        """Make a priced change; the state must not have changed since it was priced."""
        problem = self.problem
        for slot in delta.changes:
            old = self.days[slot]
            if old is not None:
                for option in old.sequence:
                    if option >= 0:
                        self.slot_of[problem.option_strip[option]] = -1
        for slot, new in delta.changes.items():
            self.days[slot] = new
            if new is not None:
                for option in new.sequence:
                    if option >= 0:
                        self.slot_of[problem.option_strip[option]] = slot
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
        terms = self.terms
        self.cost += terms.mode_cost(choice, mode) - terms.mode_cost(choice, self.mode[choice])
        self.mode[choice] = mode

    # ------------------------------------------------------------------ terms between days

    def _apart(
        self,
        changes: Changes,
        people: dict[int, tuple[Entries, tuple[int, ...], tuple[int, int]]],
    ) -> tuple[int, int]:
        terms = self.terms
        pairs = {n for person in people for n in terms.pairs_of[person]}
        if not pairs:
            return 0, 0
        dates = {self.problem.slot_date[slot] for slot in changes}
        hard = cost = 0
        for n in pairs:
            one, two = terms.pairs[n].people
            new_one = people[one][0] if one in people else self.at[one]
            new_two = people[two][0] if two in people else self.at[two]
            now = terms.meetings(n, new_one, new_two, dates)
            then = terms.meetings(n, self.at[one], self.at[two], dates)
            if now != then:
                price = terms.pairs[n].price
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

    def _orders(self, changes: Changes) -> tuple[int, int]:
        problem = self.problem
        touched: set[int] = set()
        now: dict[int, tuple[int, int, int] | None] = {}
        for slot in changes:
            old = self.days[slot]
            for option in old.sequence if old is not None else ():
                if option >= 0:
                    strip = problem.option_strip[option]
                    now.setdefault(strip, None)
                    touched.update(problem.orders_of[strip])
        for slot, new in changes.items():
            if new is None:
                continue
            for position, option in enumerate(new.sequence):
                if option >= 0:
                    strip = problem.option_strip[option]
                    now[strip] = (problem.slot_date[slot], slot, position)
                    touched.update(problem.orders_of[strip])
        if not touched:
            return 0, 0
        hard = cost = 0
        for n in touched:
            h, c = self.terms.order(n, lambda s: now[s] if s in now else self.position(s))
            hard += h
            cost += c
            h, c = self.terms.order(n, self.position)
            hard -= h
            cost -= c
        return hard, cost

    def position(self, strip: int) -> tuple[int, int, int] | None:
        """Date, slot and place in the day of a strip; None in the boneyard."""
        slot = self.slot_of[strip]
        if slot < 0:
            return None
        day = self.days[slot]
        assert day is not None
        options = self.problem.option_strip
        index = next(n for n, o in enumerate(day.sequence) if o >= 0 and options[o] == strip)
        return self.problem.slot_date[slot], slot, index
