"""Whose own hours of a day bind or are paid."""

from __future__ import annotations

from intercut.planning.problem import Problem, Row
from intercut.planning.relaxed.alone import Alone, Spans
from intercut.planning.relaxed.waiting import earliest_in
from intercut.planning.relaxed.work import length_of

Own = tuple[int | None, int | None, int]
"""Longest day, normal day (None: the unit's), both in minutes, and the price of an hour beyond."""


def own_hours(problem: Problem, alone: Alone) -> dict[int, Own]:
    """By person: `rule.own_longest_day`, `rule.minors_stay` (on the date that allows most) and
    `pay.overtime`, where one unit decides them alone.

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
        if n in alone.rules.minors and "minors_stay" not in problem.soft:
            stays = [
                None if band is None else band.place_minutes
                for band in (alone.band(n, date) for date in sorted(set(problem.slot_date)))
            ]
            known = [s for s in stays if s is not None]
            if known and len(known) == len(stays):
                longest = min(max(known), max(known) if longest is None else longest)
        if longest is not None or rate:
            found[n] = (longest, normal, rate)
    return found


def own_overtime(
    problem: Problem,
    own: dict[int, Own],
    rows: list[Row],
    ways: list[int],
    normal_of_unit: int,
    windows: list[Spans] | None = None,
) -> int | None:
    """Overtime of people by their own hours in one order, at least, minor units; None where somebody's
    day is too long.

    With windows somebody's day is at least as long as it is when the first strip is begun as late
    as can be, every meal on the way eaten while waiting.

    Parameters
    ----------
    rows
        Of the options, in order.
    ways
        Minutes of moves and changes before each, set-ups of its own aside.
    windows
        When each may begin.
    """
    latest: list[int] = []
    if windows is not None and own:
        known = _latest(rows, ways, windows)
        if known is None:
            return None
        latest = known
    begins: list[int] = []
    ends: list[int] = []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for n, row in enumerate(rows):
        begins.append((ends[-1] + ways[n] if ends else 0) + row[3])
        ends.append(begins[-1] + row[4])
        for person in row[7]:
            if person in own:
                first.setdefault(person, n)
                last[person] = n
    cost = 0
    for person, begin in first.items():
        longest, normal, rate = own[person]
        span = length_of(problem, ends[last[person]] - begins[begin]) - problem.unit_wrap
        if latest and windows is not None:
            end = latest[begin] + rows[begin][4]
            for n in range(begin + 1, last[person] + 1):
                at = earliest_in(windows[n], end + begins[n] - ends[n - 1])
                assert at is not None
                end = at + rows[n][4]
            span = max(span, end - latest[begin])
        span += problem.preparation[person] + problem.strike[person]
        if longest is not None and span > longest:
            return None
        beyond = span - (normal_of_unit if normal is None else normal)
        cost += max(0, -(-beyond // 60)) * rate
    return cost


def _latest(rows: list[Row], ways: list[int], windows: list[Spans]) -> list[int] | None:
    """The latest minute at which each strip of an order may begin, meals aside; None where one
    misses its window."""
    found: list[int] = []
    most: int | None = None
    for n in range(len(rows) - 1, -1, -1):
        if found:
            most = found[-1] - ways[n + 1] - rows[n + 1][3] - rows[n][4]
        begin = max(
            (
                b if most is None else min(b, most)
                for a, b in windows[n]
                if most is None or a <= most
            ),
            default=None,
        )
        if begin is None:
            return None
        found.append(begin)
    return found[::-1]
