"""What an engagement costs, from the dates somebody works: the judge's arithmetic on bit masks."""

from __future__ import annotations

from intercut.domain.people import PayKind
from intercut.planning.problem import Problem


class Pay:
    """The terms of everybody and everything, in minor units."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.fixed = 0

    def engagement(self, person: int, key: tuple[int, ...]) -> tuple[int, int]:
        """Rules broken by these dates (one mask per base) and the pay."""
        who = self.problem.production.people[person]
        mask = 0
        for one in key:
            mask |= one
        if not mask or who.terms.kind is PayKind.NONE:
            return 0, 0
        rate = self.problem.production.minor_units(who.terms.rate)
        first = (mask & -mask).bit_length() - 1
        last = mask.bit_length() - 1
        span = ((1 << (last + 1)) - (1 << first)) & self.problem.company_days | mask
        if who.terms.kind is PayKind.DAILY:
            return 0, rate * span.bit_count()
        if who.terms.kind is PayKind.FLAT:
            return 0, rate
        return 0, rate * -(-(last - first + 1) // 7)

    def element(self, element: int, mask: int) -> int:
        """What an element costs on these dates."""
        one = self.problem.production.elements[element]
        minor = self.problem.production.minor_units
        if not mask:
            return 0
        return minor(one.day_rate) * mask.bit_count()
