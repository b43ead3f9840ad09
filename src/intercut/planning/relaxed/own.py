"""Whose own hours of a day bind or are paid."""

from __future__ import annotations

from intercut.planning.problem import Problem

Own = tuple[int | None, int | None, int]
"""Longest day, normal day (None: the unit's), both in minutes, and the price of an hour beyond."""


def own_hours(problem: Problem) -> dict[int, Own]:
    """By person: `rule.own_longest_day` and `pay.overtime`, where one unit decides them alone.

    With several units somebody may be called by two of them on one date, whose hours are counted
    together; then no unit day can say anything by itself.
    """
    if len(problem.unit_ids) != 1:
        return {}
    index = problem.index
    longest_clause = index.clauses.get("person.longest_minutes")
    normal_clause = index.clauses.get("person.normal_minutes")
    found: dict[int, Own] = {}
    for n, person in enumerate(problem.production.people):
        longest = person.longest_minutes if person.longest_minutes is not None else longest_clause
        normal = person.normal_minutes if person.normal_minutes is not None else normal_clause
        rate = index.money(person.terms.overtime_hour)
        if "own_longest_day" in problem.soft:
            longest = None
        if longest is not None or rate:
            found[n] = (longest, normal, rate)
    return found
