"""Rules and prices of one unit day by itself, whatever happens on other days."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.clock import Clock, Sequence
from intercut.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Window:
    """Something that must lie, from ``first`` to ``last`` minutes after the call, in one of the
    ``spans`` of the clock; ``price`` None = a rule, else what breaking it costs."""

    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    price: int | None


class DayRules:
    """Everything that can be said of a unit day from itself."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def usual_call(self, slot: int, light: int) -> int:
        """The call to aim at when nothing else decides."""
        unit = self.problem.production.units[self.problem.slot_unit[slot]]
        if light == 0:
            return max(unit.earliest_call, min(unit.latest_call, 420))
        return (420, 720, 1020)[light]

    def of_clock(self, unit: int, sequence: Sequence, clock: Clock) -> tuple[int, int]:
        """Rules broken and costs whatever the date and the call."""
        problem = self.problem
        crew = problem.production.units[unit]
        minor = problem.production.minor_units
        hard = cost = 0
        if clock.wrap > crew.longest_minutes:
            hard += 1
        if crew.page_limit is not None and clock.eighths > crew.page_limit:
            hard += 1
        if crew.most_moves is not None and clock.moves > crew.most_moves:
            hard += 1
        if clock.entries:
            cost += minor(crew.day_cost)
            over = max(0, clock.wrap - crew.normal_minutes)
            cost += -(-over // 60) * minor(crew.overtime_hour)
        cost += clock.move_cost
        cost += sum(problem.fee_opening[p] for p in clock.visits)
        cost += sum(problem.fee_day[p] for p in set(clock.visits))
        del sequence
        return hard, cost

    def of_date(
        self, slot: int, light: int, sequence: Sequence, clock: Clock
    ) -> tuple[int, int, tuple[Window, ...]]:
        """Rules broken and costs because of the date and the light, whatever the call is, and
        the windows that bind the call."""
        del slot, light, sequence, clock
        return 0, 0, ()

    def calls(
        self, slot: int, light: int, windows: tuple[Window, ...]
    ) -> tuple[tuple[int, int], ...]:
        """Spans of calls on the grid that keep every window that is a rule."""
        unit = self.problem.production.units[self.problem.slot_unit[slot]]
        low, high = (unit.earliest_call, unit.latest_call) if light == 0 else (660, 1260)
        spans = [(low, high)]
        for window in windows:
            if window.price is not None:
                continue
            spans = [
                (max(a, low - window.first), min(b, high - window.last))
                for a, b in spans
                for low, high in window.spans
                if max(a, low - window.first) <= min(b, high - window.last)
            ]
        grid = 15
        rounded = [(-(-a // grid) * grid, b // grid * grid) for a, b in spans]
        return tuple(sorted((a, b) for a, b in rounded if a <= b))

    def at_call(
        self, windows: tuple[Window, ...], call: int, slot: int, light: int
    ) -> tuple[int, int]:
        """Rules broken and prices due because of the call."""
        hard = cost = 0
        for w in windows:
            if not any(a <= call + w.first and call + w.last <= b for a, b in w.spans):
                if w.price is None:
                    hard += 1
                else:
                    cost += w.price
        del slot, light
        return hard, cost
