"""What holds a strip on its day: for each other date the rules that would break, or the money."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from intercut.domain.finding import Finding
from intercut.domain.ids import PlaceId, UnitId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.strips import Strip
from intercut.planning.placing import (
    Beside,
    Spot,
    asked_strips,
    new_errors,
    spots,
    units_for,
    where_is,
    with_spot,
    without_strips,
)
from intercut.planning.wording import dates_text, day_text, difference_text, plural, spans_of
from intercut.schedule import CostSheet, Index

AS_IT_STANDS = "as it stands"
"""Only this strip moves; every other strip, call and mode stays."""


MORE_TRIES = 2
"""Further spots of a date judged where the first breaks a rule that hangs on other days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRow:
    """A date for the strip, judged: the plan with only this strip moved there.

    ``id`` is the date. ``broken`` are the errors that the plan as it is does not have; ``cost`` is
    the judge's total with the strip there, ``difference`` that less today's total, minor units.
    ``lines`` say where the difference comes from: rule of the cost sheet and amount, the largest
    first. ``here`` marks the day the strip is on now. ``unit`` and ``position`` are the best found
    for that date, ``day_off`` tells that no unit works then.
    """

    id: str
    date: dt.date
    unit: UnitId
    place: PlaceId
    position: int
    new_day: bool
    here: bool
    day_off: bool
    broken: tuple[Finding, ...]
    cost: int
    difference: int
    lines: tuple[tuple[str, int], ...]
    plan: Plan

    @property
    def legal(self) -> bool:
        """Whether nothing breaks that holds today."""
        return not self.broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What holds one strip where it is. ``date`` None: it is in the boneyard.

    ``cost`` is the judge's total of the plan as it is. ``rows`` are all working dates of the shoot
    in order, today's day among them; ``off`` those on which no unit works.
    """

    strip: Strip
    date: dt.date | None
    unit: UnitId | None
    currency: str
    cost: int
    rows: tuple[WhyRow, ...]
    off: tuple[dt.date, ...]
    points: tuple[KeyPoint, ...]


def why(
    production: Production, plan: Plan, target: str, *, index: Index | None = None
) -> tuple[Why, ...]:
    """Why the strips a target means are on their days; one answer for each strip.

    Parameters
    ----------
    target
        A scene, a part or a sitting as a pin names it.

    Raises
    ------
    ValueError
        When nothing on the board is called so.
    """
    index = index if index is not None else Index(production)
    strips = asked_strips(index, plan, target)
    if not strips:
        raise ValueError(f"nothing on the board is called {target!r}")
    return tuple(_why(index, plan, strip) for strip in strips)


def _why(index: Index, plan: Plan, strip: Strip) -> Why:
    now = where_is(plan, strip.id)
    before = Before(index, plan)
    days = dates_asked(index, plan)
    used = {d.date for d in plan.days}
    off = tuple(
        d
        for d in days
        if d not in used and not any(index.is_working_day(u, d) for u in index.units)
    )
    rows = tuple(
        row
        for date in days
        if date not in off
        and (row := best_on(before, strip, date, now[0].date if now else None)) is not None
    )
    return Why(
        strip=strip,
        date=now[0].date if now else None,
        unit=now[0].unit if now else None,
        currency=index.production.currency,
        cost=before.sheet.total,
        rows=rows,
        off=off,
        points=_points(index, strip, rows, now is not None),
    )


def dates_asked(index: Index, plan: Plan) -> list[dt.date]:
    """Every date a unit's calendar reaches over, and every date shot on."""
    dates = {d.date for d in plan.days}
    for unit in index.units:
        dates.update(index.calendar(unit).span.days())
    return sorted(dates)


class Before:
    """The plan as it is, judged once: what every move is held against."""

    def __init__(self, index: Index, plan: Plan) -> None:
        self.index = index
        self.plan = plan
        self._beside = Beside(index, plan)
        self.findings, self.sheet = self._beside.findings, self._beside.sheet

    def row(self, strip: Strip, spot: Spot, *, here: bool, day_off: bool) -> WhyRow:
        """The plan with the strip in that spot, judged."""
        plan = with_spot(without_strips(self.plan, {strip.id}), strip.id, spot)
        findings, sheet = self._beside.priced(plan)
        return WhyRow(
            id=spot.day.date.isoformat(),
            date=spot.day.date,
            unit=spot.day.unit,
            place=spot.place,
            position=spot.position,
            new_day=spot.new,
            here=here,
            day_off=day_off,
            broken=new_errors(self.findings, findings),
            cost=sheet.total,
            difference=sheet.total - self.sheet.total,
            lines=line_changes(self.sheet, sheet),
            plan=plan,
        )


def line_changes(before: CostSheet, after: CostSheet) -> tuple[tuple[str, int], ...]:
    """Rule of the cost sheet and how much more is paid under it, the largest change first."""
    sums: Counter[str] = Counter()
    for line in after.lines:
        sums[line.rule] += line.amount
    for line in before.lines:
        sums[line.rule] -= line.amount
    changed = [(rule, amount) for rule, amount in sums.items() if amount]
    return tuple(sorted(changed, key=lambda c: (-abs(c[1]), c[0])))


def best_on(
    before: Before,
    strip: Strip,
    date: dt.date,
    today: dt.date | None,
    *,
    tries: int = 1,
    units: Iterable[UnitId] = (),
) -> WhyRow | None:
    """The best spot for a strip on a date: fewest rules broken, then least money.

    ``tries`` is how many spots of each unit are judged whole. On its own day the strip stays
    where it is. None when no unit works that date nor may shoot the strip.
    """
    index, plan = before.index, before.plan
    if date == today:
        return _here(before, strip)
    wanted = frozenset(units)
    allowed = [u for u in units_for(index, strip) if not wanted or u.id in wanted]
    works = [u for u in allowed if index.is_working_day(u.id, date)]
    there = {d.unit for d in plan.days if d.date == date}
    asked = works or [u for u in allowed if u.id in there]
    off = not works
    if off and not wanted and not asked:
        asked = [u for u in allowed if date in index.calendar(u.id).span][:1]
    bare = without_strips(plan, {strip.id})
    rows: list[WhyRow] = []
    for unit in asked:
        ranked = spots(index, bare, strip, date, unit)
        for n, (spot, broken) in enumerate(ranked):
            # A day that is fine by itself may still rob somebody of rest: other spots are tried.
            if n >= tries and (broken or n >= tries + MORE_TRIES or rows[-1].legal or off):
                break
            rows.append(before.row(strip, spot, here=False, day_off=off))
    return min(rows, key=lambda r: (len(r.broken), r.cost), default=None)


def _here(before: Before, strip: Strip) -> WhyRow | None:
    found = where_is(before.plan, strip.id)
    if found is None:
        return None
    day, position = found
    return WhyRow(
        id=day.date.isoformat(),
        date=day.date,
        unit=day.unit,
        place=day.strips[position].place,
        position=position,
        new_day=False,
        here=True,
        day_off=False,
        broken=(),
        cost=before.sheet.total,
        difference=0,
        lines=(),
        plan=before.plan,
    )


def _points(
    index: Index, strip: Strip, rows: tuple[WhyRow, ...], placed: bool
) -> tuple[KeyPoint, ...]:
    currency = index.production.currency
    here = next((r for r in rows if r.here), None)
    others = [r for r in rows if not r.here and not r.day_off]
    points: list[KeyPoint] = []
    if here is not None:
        points.append(
            KeyPoint(
                text=f"Strip {strip.number} is on {day_text(here.date)} at "
                f"{index.place_name(here.place)}.",
                evidence=(here.id,),
            )
        )
    legal = sorted((r for r in others if r.legal), key=lambda r: (r.cost, r.date))
    if legal:
        best = legal[0]
        where = "elsewhere" if placed else "for it"
        points.append(
            KeyPoint(
                text=f"The best date {where} is {day_text(best.date)}: "
                f"{difference_text(best.difference, currency)}, {AS_IT_STANDS}.",
                evidence=(best.id,),
            )
        )
    elif others:
        points.append(
            KeyPoint(
                text=f"Every other working date breaks a rule, {AS_IT_STANDS}.",
                evidence=tuple(r.id for r in others),
            )
        )
    points += _held_by(others)
    dearer = [r for r in legal if r.difference > 0]
    if dearer and placed:
        spread = sorted({r.difference for r in dearer})
        most = difference_text(spread[-1], currency)
        words = most if len(spread) == 1 else f"up to {most}"
        points.append(
            KeyPoint(
                text=f"{plural(len(dearer), 'other date')} would cost {words}, {AS_IT_STANDS}.",
                evidence=tuple(r.id for r in dearer),
            )
        )
    return tuple(points[:MOST_POINTS])


def _held_by(rows: list[WhyRow]) -> list[KeyPoint]:
    """The two rules that close most dates, each with its dates."""
    closed: dict[str, list[WhyRow]] = {}
    for row in rows:
        for code in dict.fromkeys(f.code.removeprefix("rule.") for f in row.broken):
            closed.setdefault(code, []).append(row)
    ranked = sorted(closed.items(), key=lambda c: (-len(c[1]), c[0]))
    return [
        KeyPoint(
            text=f"Rule {code} closes {_closed_text(found, len(rows))}.",
            evidence=tuple(r.id for r in found),
        )
        for code, found in ranked[:2]
    ]


def _closed_text(closed: list[WhyRow], of: int) -> str:
    """The dates, or how many of them where they are many."""
    if len(closed) == of > 1:
        return f"all {of} other working dates"
    spans = spans_of(r.date for r in closed)
    if len(spans) > 3:
        return f"{len(closed)} of {of} other working dates"
    return dates_text(spans)
