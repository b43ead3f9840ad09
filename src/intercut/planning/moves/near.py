"""What is near what: strips sharing people or place, days worth trying for a strip."""

from __future__ import annotations

from random import Random

from intercut.planning.problem import Problem
from intercut.planning.state import State


class Near:
    """Neighbourhoods of one problem, worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.locked = [False] * problem.n_slots
        self.fixed = [
            problem.pinned.shot[s] or problem.pinned.position[s] is not None
            for s in range(problem.n_strips)
        ]
        for day in problem.pinned.days:
            slot = problem.slot_at.get((day.unit, day.date))
            if slot is not None:
                self.locked[slot] = True
        self._slots = [frozenset(slots) for slots in problem.option_slots]
        self._lines: list[list[int]] = [[] for _ in problem.unit_ids]
        self.rank: list[int] = []
        for slot, unit in enumerate(problem.slot_unit):
            self.rank.append(len(self._lines[unit]))
            self._lines[unit].append(slot)
        self.alike = [self._alike(s) for s in range(problem.n_strips)]

    def _alike(self, strip: int) -> tuple[int, ...]:
        """Other strips, those with most in common first; at most 20."""
        problem = self.problem
        mine = set(problem.people_of[strip])
        places = {problem.option_place[o] for o in problem.options_of[strip]}
        ranked = []
        for other in range(problem.n_strips):
            if other == strip:
                continue
            same = len(mine.intersection(problem.people_of[other]))
            here = any(problem.option_place[o] in places for o in problem.options_of[other])
            if same or here:
                apart = len(mine) + len(problem.people_of[other]) - 2 * same
                ranked.append((-(2 * same + 3 * here) + apart, other))
        ranked.sort()
        return tuple(other for _, other in ranked[:20])

    def line(self, slot: int) -> list[int]:
        """All slots of the unit of this one, by date."""
        return self._lines[self.problem.slot_unit[slot]]

    def allowed(self, option: int, slot: int) -> bool:
        """Whether the facts let an option stand in a slot."""
        return slot in self._slots[option]

    def used(self, state: State, chance: Random) -> int:
        """A slot that is worked on, by chance; -1 when none is found."""
        for _ in range(8):
            slot = chance.randrange(self.problem.n_slots)
            if state.days[slot] is not None:
                return slot
        return -1

    def like(self, strip: int, chance: Random) -> int:
        """A strip that has something in common with this one, or any."""
        found = self.alike[strip]
        if found and chance.random() < 0.7:
            return found[chance.randrange(len(found))]
        return chance.randrange(self.problem.n_strips)

    def target(self, state: State, strip: int, option: int, chance: Random) -> int:
        """A slot to move a strip to: mostly where a strip like it stands; -1 = none."""
        slots = self.problem.option_slots[option]
        if not slots:
            return -1
        if chance.random() < 0.6:
            slot = state.slot_of[self.like(strip, chance)]
            if slot >= 0 and slot in self._slots[option]:
                return slot
        slot = slots[chance.randrange(len(slots))]
        if state.days[slot] is None and chance.random() < 0.8:
            slot = slots[chance.randrange(len(slots))]
        return slot
