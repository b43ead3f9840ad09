"""New plans between fewest phone calls and least money, with as few strips moved as may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intercut.domain.completion import Completion
from intercut.domain.finding import Finding
from intercut.domain.ids import StripId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.production import Production
from intercut.domain.source import Source
from intercut.domain.units import format_money
from intercut.planning.changes import Change
from intercut.planning.told import COMING, Told
from intercut.planning.wording import day_text, difference_text, list_text, plural
from intercut.schedule import Index, Judgement, PlanDiff, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One new plan. ``told`` are those who must be told: ``calls`` counts their dates changed,
    ``recalled`` the calls at another time on dates that stay.

    ``money`` is what is paid, ``baseline`` the price of the changes, ``total`` the judge's sum
    (money, wishes, baseline). ``freed`` are the strips that were free to move.
    """

    id: str
    label: str
    plan: Plan
    judgement: Judgement
    total: int
    money: int
    baseline: int
    calls: int
    recalled: int
    told: tuple[Told, ...]
    changes: PlanDiff
    freed: int

    @property
    def legal(self) -> bool:
        """Whether everything is placed and no rule broken."""
        return self.judgement.legal

    @property
    def people_told(self) -> int:
        """How many people have a date lost or gained."""
        return sum(t.otherwise for t in self.told)

    @property
    def moved(self) -> int:
        """How many strips stand elsewhere than in the plan before."""
        return len(self.changes.strips)

    @property
    def besides(self) -> int:
        """All that it costs but the price of the phone calls."""
        return self.total - self.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """Plans from a date on, from fewest phone calls to least money; none of them is beaten by
    another in calls, money and strips moved.

    ``best`` is the place in the list of the one with the least total. ``affected`` are the strips
    that cannot stay, ``owed`` strips left of scenes not finished, ``cover`` what is kept for bad
    weather and not shot yet. ``owing`` are scenes begun and not complete. ``broken`` is what today's
    plan breaks now. ``told_by`` is where people have the plan from that changes are held against.
    """

    since: dt.date
    told_by: Source
    currency: str
    said: tuple[Change, ...]
    production: Production
    before: Judgement
    broken: tuple[Finding, ...]
    affected: tuple[str, ...]
    owed: tuple[StripId, ...]
    shot: int
    owing: tuple[Completion, ...]
    cover: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    best: int | None
    points: tuple[KeyPoint, ...]

    @property
    def until(self) -> dt.date:
        """The last of the coming days, of which people are told at once."""
        return self.since + COMING


def front(found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Those that no other beats in phone calls, money and strips moved, fewest calls first."""
    kept: list[Alternative] = []
    for one in sorted(found, key=lambda a: (a.calls, a.besides, a.moved, a.recalled, a.freed)):
        if all(k.besides > one.besides or k.moved > one.moved for k in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda a: (a.calls, a.moved, a.besides)))


def with_past(plan: Plan, past: Sequence[UnitDay]) -> Plan:
    """A plan with the days before it just as they were: calls, order, banners."""
    keys = {(d.unit, d.date) for d in past}
    shot = {e.strip for d in past for e in d.strips}
    rest = []
    for day in plan.days:
        if (day.unit, day.date) in keys:
            continue
        entries = tuple(
            e for e in day.entries if not isinstance(e, PlacedStrip) or e.strip not in shot
        )
        if any(isinstance(e, PlacedStrip) for e in entries) or not day.entries:
            rest.append(replace(day, entries=entries))
    days = sorted((*past, *rest), key=lambda d: (d.date, d.unit))
    boneyard = tuple(s for s in plan.boneyard if s not in shot)
    return replace(plan, days=tuple(days), boneyard=boneyard)


def as_told(
    index: Index, made: Plan, told: Plan, judgement: Judgement, *, at_any_price: bool
) -> tuple[Plan, Judgement]:
    """A plan in which days that hold the strips people were told are those days again.

    All of them where that breaks nothing, else one by one; with a higher cost only
    ``at_any_price``.
    """
    known = {(d.unit, d.date): d for d in told.days}
    again = {
        n: known[day.unit, day.date]
        for n, day in enumerate(made.days)
        if (day.unit, day.date) in known
        and known[day.unit, day.date] != day
        and set(known[day.unit, day.date].strips) == set(day.strips)
    }
    if not again:
        return made, judgement

    def tried(plan: Plan, judged: Judgement, numbers: Sequence[int]) -> tuple[Plan, Judgement]:
        days = tuple(again[n] if n in numbers else d for n, d in enumerate(plan.days))
        calm = replace(plan, days=days)
        found = judge(index.production, calm, index)
        if found.legal and (at_any_price or found.cost.total <= judged.cost.total):
            return calm, found
        return plan, judged

    plan, judged = tried(made, judgement, list(again))
    if plan is made and len(again) > 1:
        for n in again:
            plan, judged = tried(plan, judged, [n])
    return plan, judged


def points_of(
    currency: str,
    was: Judgement,
    found: Sequence[Alternative],
    best: int | None,
    affected: Sequence[str],
    until: dt.date,
) -> tuple[KeyPoint, ...]:
    """Two to five sentences about a curve of plans; ``affected`` are the numbers of strips,
    ``until`` is the last of the coming days."""
    points: list[KeyPoint] = []
    if affected:
        shown = list_text(list(affected[:8])) + (" and more" if len(affected) > 8 else "")
        points.append(
            KeyPoint(
                text=f"{plural(len(affected), 'strip')} cannot stay: {shown}.",
                evidence=tuple(affected),
            )
        )
    if best is None:
        left = found[-1].judgement.unplaced if found else ()
        points.append(
            KeyPoint(
                text=f"No plan with everything placed was found; {plural(len(left), 'strip')} "
                "would be left over.",
                evidence=tuple(left) or ("plans",),
            )
        )
        return tuple(points)
    fewest, cheapest = found[0], min(found, key=lambda a: (a.money, a.calls))
    points.append(
        KeyPoint(text=f"Fewest phone calls: {_asked(fewest, was, currency)}", evidence=(fewest.id,))
    )
    if cheapest is not fewest:
        text = f"Least money: {_asked(cheapest, was, currency)}"
        points.append(KeyPoint(text=text, evidence=(cheapest.id,)))
    chosen = found[best]
    points.append(
        KeyPoint(
            text=f"With the price of the calls the best is “{chosen.label}”: "
            f"{format_money(chosen.total, currency)} in all.",
            evidence=(chosen.id,),
        )
    )
    if chosen.told:
        soon = [t.name for t in chosen.told if t.soon]
        who = list_text(soon[:6]) + (f" and {len(soon) - 6} more" if len(soon) > 6 else "")
        points.append(
            KeyPoint(
                text=f"With it {who or 'nobody'} must be told of the days up to {day_text(until)}.",
                evidence=(chosen.id,),
            )
        )
    return tuple(points[:MOST_POINTS])


def _asked(one: Alternative, was: Judgement, currency: str) -> str:
    paid = difference_text(one.money - was.cost.money, currency)
    people = plural(one.people_told, "person", "people")
    strips = plural(one.moved, "strip")
    return f"{people}, {plural(one.calls, 'date')} changed, {strips} moved, {paid} to pay."
