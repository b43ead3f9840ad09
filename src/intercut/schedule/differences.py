"""Two plans side by side: strips moved, people told otherwise, money, rules."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from intercut.domain.finding import Finding
from intercut.domain.ids import PersonId, StripId, UnitId
from intercut.schedule.case import Case
from intercut.schedule.cost_lines import cost_sheet
from intercut.schedule.days import Shot
from intercut.schedule.results import CostSheet, PersonChange, PlanDiff, StripMove
from intercut.schedule.verdict import checked


def plan_diff(before: Case, after: Case) -> PlanDiff:
    """What changes from one plan to another of the same production."""
    checks = checked(before), checked(after)
    sheets = cost_sheet(before, checks[0].soft), cost_sheet(after, checks[1].soft)
    sums = _by_rule(sheets[0]), _by_rule(sheets[1])
    rules = dict.fromkeys([*sums[0], *sums[1]])
    old, new = Counter(map(_key, checks[0].findings)), Counter(map(_key, checks[1].findings))
    return PlanDiff(
        cost_before=sheets[0].total,
        cost_after=sheets[1].total,
        days_before=len({d.date for d in before.shooting_days}),
        days_after=len({d.date for d in after.shooting_days}),
        strips=tuple(_strips(before, after)),
        people=tuple(_people(before, after, sheets)),
        lines=tuple((r, sums[0][r], sums[1][r]) for r in rules if sums[0][r] != sums[1][r]),
        broken=tuple(f for f in checks[1].findings if _key(f) not in old),
        mended=tuple(f for f in checks[0].findings if _key(f) not in new),
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, str(finding.where), finding.message


def _by_rule(sheet: CostSheet) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in sheet.lines:
        found[line.rule] += line.amount
    return found


def _strips(before: Case, after: Case) -> list[StripMove]:
    moves: list[StripMove] = []
    kept: dict[tuple[dt.date, UnitId], list[tuple[StripId, Shot, Shot]]] = {}
    order = dict.fromkeys([*before.index.strips])
    for strip in order:
        old, new = before.shots_of.get(strip, [None])[0], after.shots_of.get(strip, [None])[0]
        if old is None and new is None:
            continue
        if old is not None and new is not None and _day(old) == _day(new):
            kept.setdefault(_day(old), []).append((strip, old, new))
        else:
            moves.append(_move(strip, old, new))
    ranks = _ranks(before), _ranks(after)
    for same in kept.values():
        same.sort(key=lambda s: ranks[0][s[0]])
        stay = _longest_rising([ranks[1][strip] for strip, _, _ in same])
        moves += [
            _move(*s) for n, s in enumerate(same) if n not in stay or s[1].place != s[2].place
        ]
    moves.sort(key=lambda m: before.index.strip_order[m.strip])
    return moves


def _ranks(case: Case) -> dict[StripId, int]:
    """Where each strip first stands among all that are placed."""
    return {s.strip.id: n for n, s in reversed(list(enumerate(case.shots)))}


def _day(shot: Shot) -> tuple[dt.date, UnitId]:
    return shot.date, shot.day.plan.unit


def _move(strip: StripId, old: Shot | None, new: Shot | None) -> StripMove:
    return StripMove(
        strip=strip,
        before=None if old is None else (*_day(old), old.n),
        after=None if new is None else (*_day(new), new.n),
        place_before=None if old is None else old.place,
        place_after=None if new is None else new.place,
    )


def _longest_rising(values: list[int]) -> set[int]:
    """Indices of a longest rising subsequence of one value or more: the strips of a day that kept their order."""
    best: list[tuple[int, int]] = []
    for n, value in enumerate(values):
        length, back = max(
            ((best[m][0], m) for m in range(n) if values[m] < value),
            key=lambda b: (b[0], -b[1]),
            default=(0, -1),
        )
        best.append((length + 1, back))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n))
    stay: set[int] = set()
    while at >= 0:
        stay.add(at)
        at = best[at][1]
    return stay


def _people(before: Case, after: Case, sheets: tuple[CostSheet, CostSheet]) -> list[PersonChange]:
    costs = [_pay_of(sheet) for sheet in sheets]
    changes: list[PersonChange] = []
    for person in dict.fromkeys([*before.calls, *after.calls]):
        old, new = _calls(before, person), _calls(after, person)
        gained = tuple(sorted(new.keys() - old.keys()))
        lost = tuple(sorted(old.keys() - new.keys()))
        recalled = tuple(sorted(d for d in old.keys() & new.keys() if old[d] != new[d]))
        paid = [
            c.engagements[person].paid if person in c.engagements else 0 for c in (before, after)
        ]
        own = [cost[person] for cost in costs]
        if gained or lost or recalled or paid[0] != paid[1] or own[0] != own[1]:
            changes.append(
                PersonChange(
                    person=person,
                    gained=gained,
                    lost=lost,
                    recalled=recalled,
                    paid_before=paid[0],
                    paid_after=paid[1],
                    cost_before=own[0],
                    cost_after=own[1],
                )
            )
    return changes


def _calls(case: Case, person: PersonId) -> dict[dt.date, tuple[int, ...]]:
    """When somebody is called on each date."""
    found: dict[dt.date, tuple[int, ...]] = {}
    for call in case.calls.get(person, ()):
        found[call.date] = (*found.get(call.date, ()), call.call)
    return found


def _pay_of(sheet: CostSheet) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in sheet.lines:
        if line.rule.startswith("pay."):
            found[line.subject] += line.amount
    return found
