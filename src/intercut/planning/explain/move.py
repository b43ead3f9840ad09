"""What a move costs before it is made: as it stands, and after the rest of the plan is repaired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from intercut.domain.finding import Finding
from intercut.domain.ids import UnitId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Pin, Production
from intercut.domain.source import Source
from intercut.domain.strips import Strip
from intercut.planning.explain.why import AS_IT_STANDS, Before, WhyRow, best_on, dates_asked
from intercut.planning.placing import asked_strips, where_is
from intercut.planning.result import Result, Status
from intercut.planning.solve import solve
from intercut.planning.wording import day_text, difference_text, plural
from intercut.schedule import Index, PlanDiff, diff

AFTER_REPAIR = "after repair"
"""A short search with the strip held to its new date; everything else may move."""

_TRIES = 4
_BEST = 3
_ASKED = Source(who="intercut", where="the move asked for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The plan after repair, judged. ``cost`` and ``difference`` are None where not all is placed.

    ``unmoved`` is what the same search makes of today's plan without the move: part of a saving
    after repair is nothing but that. ``lifted`` are pins of the strip that the move overrules.
    """

    status: Status
    plan: Plan
    cost: int | None
    difference: int | None
    unmoved: int | None
    moved: int
    findings: tuple[Finding, ...]
    lifted: tuple[Pin, ...]
    changes: PlanDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrice:
    """Both prices of a move of one strip, and the best places for it.

    ``stands`` None: no unit may shoot it on that date. ``repaired`` None: no repair was asked for.
    ``best`` are the three best dates as it stands, legal ones first, today's left out.
    """

    strip: Strip
    date: dt.date
    was: dt.date | None
    currency: str
    cost: int
    stands: WhyRow | None
    repaired: Repaired | None
    best: tuple[WhyRow, ...]
    points: tuple[KeyPoint, ...]


def move(
    production: Production,
    plan: Plan,
    target: str,
    date: dt.date,
    *,
    unit: UnitId | None = None,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    best: bool = True,
    cancel: Callable[[], bool] | None = None,
    index: Index | None = None,
) -> tuple[MovePrice, ...]:
    """What it costs to move the strips a target means to a date, one answer for each strip.

    Parameters
    ----------
    seconds, iterations
        How long the repair may search; with neither there is none.
    best
        Whether the best places for the strip are looked for as well.

    Raises
    ------
    ValueError
        When nothing on the board is called so.
    """
    index = index if index is not None else Index(production)
    strips = asked_strips(index, plan, target)
    if not strips:
        raise ValueError(f"nothing on the board is called {target!r}")
    before = Before(index, plan)
    found = []
    for strip in strips:
        now = where_is(plan, strip.id)
        today = now[0].date if now else None
        stands = best_on(
            before, strip, date, today, tries=_TRIES, units=() if unit is None else (unit,)
        )
        rows = _best(before, strip, today) if best else ()
        repaired = None
        if seconds is not None or iterations is not None:
            begin = stands.plan if stands is not None else plan
            repaired = _repair(
                index, before, strip, date, unit, begin, seconds, iterations, seed, cancel
            )
        found.append(
            MovePrice(
                strip=strip,
                date=date,
                was=today,
                currency=production.currency,
                cost=before.sheet.total,
                stands=stands,
                repaired=repaired,
                best=rows,
                points=_points(index, strip, today, stands, repaired, rows, before.sheet.total),
            )
        )
    return tuple(found)


def _best(before: Before, strip: Strip, today: dt.date | None) -> tuple[WhyRow, ...]:
    rows = [
        row
        for date in dates_asked(before.index, before.plan)
        if date != today and (row := best_on(before, strip, date, today)) is not None
    ]
    rows.sort(key=lambda r: (len(r.broken), r.cost, r.date))
    return tuple(rows[:_BEST])


def _repair(
    index: Index,
    before: Before,
    strip: Strip,
    date: dt.date,
    unit: UnitId | None,
    begin: Plan,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    cancel: Callable[[], bool] | None,
) -> Repaired:
    production = index.production
    held = production_with_pin(production, strip, date, unit)

    def searched(asked: Production, start: Plan) -> Result:
        return solve(
            asked,
            start=start,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            threads=1,
            cancel=cancel,
        )

    result = searched(held, begin)
    unmoved = searched(production, before.plan)
    placed = result.status in {"optimal", "feasible"}
    changes = diff(production, before.plan, result.plan, index)
    return Repaired(
        status=result.status,
        plan=result.plan,
        cost=result.cost if placed else None,
        difference=result.cost - before.sheet.total if placed else None,
        unmoved=unmoved.cost if unmoved.status in {"optimal", "feasible"} else None,
        moved=len(changes.strips),
        findings=result.findings,
        lifted=_lifted(production, strip, date),
        changes=changes,
    )


def production_with_pin(
    production: Production, strip: Strip, date: dt.date, unit: UnitId | None = None
) -> Production:
    """The production with a strip held to a date; pins that hold it elsewhere are lifted."""
    lifted = _lifted(production, strip, date)
    pin = Pin(target=strip.number, date=date, unit=unit, source=_ASKED)
    return replace(production, pins=(*(p for p in production.pins if p not in lifted), pin))


def _lifted(production: Production, strip: Strip, date: dt.date) -> tuple[Pin, ...]:
    return tuple(
        p
        for p in production.pins
        if p.target in {strip.number, strip.id} and p.date is not None and p.date != date
    )


def _points(
    index: Index,
    strip: Strip,
    today: dt.date | None,
    stands: WhyRow | None,
    repaired: Repaired | None,
    best: tuple[WhyRow, ...],
    cost: int,
) -> tuple[KeyPoint, ...]:
    currency = index.production.currency
    points: list[KeyPoint] = []
    if stands is not None:
        to = day_text(stands.date)
        if stands.here:
            text = f"Strip {strip.number} is on {to} already."
        elif stands.legal:
            price = difference_text(stands.difference, currency)
            text = f"Strip {strip.number} may go to {to}: {price}, {AS_IT_STANDS}."
        else:
            rules = plural(len(stands.broken), "rule")
            text = (
                f"On {to} strip {strip.number} breaks {rules}, {AS_IT_STANDS}: "
                f"{stands.broken[0].message}"
            )
        points.append(KeyPoint(text=text, evidence=("stands",)))
    if repaired is not None:
        points += _of_repair(repaired, currency, cost)
    if best and best[0].legal:
        price = difference_text(best[0].difference, currency)
        points.append(
            KeyPoint(
                text=f"The best other date for it is {day_text(best[0].date)}: {price}, "
                f"{AS_IT_STANDS}.",
                evidence=(best[0].id,),
            )
        )
    elif best:
        other = "other " if today is not None else ""
        points.append(
            KeyPoint(
                text=f"No {other}date is free of broken rules, {AS_IT_STANDS}.",
                evidence=tuple(r.id for r in best),
            )
        )
    return tuple(points[:MOST_POINTS])


def _of_repair(repaired: Repaired, currency: str, cost: int) -> list[KeyPoint]:
    evidence = ("repaired",)
    if repaired.cost is None or repaired.difference is None:
        said = {
            "infeasible": "it is proved that not everything fits then",
            "unknown": "no legal plan was found in the time given",
        }[repaired.status]
        return [KeyPoint(text=f"With it held there {said}.", evidence=evidence)]
    points = [
        KeyPoint(
            text=f"{AFTER_REPAIR.capitalize()} the plan costs "
            f"{difference_text(repaired.difference, currency)}, and "
            f"{plural(repaired.moved, 'strip')} stand elsewhere.",
            evidence=evidence,
        )
    ]
    if repaired.unmoved is not None and repaired.unmoved < cost:
        better = difference_text(repaired.unmoved - cost, currency)
        alone = difference_text(repaired.cost - repaired.unmoved, currency)
        points.append(
            KeyPoint(
                text=f"The same search without the move finds {better}: of the two plans the one "
                f"with the move costs {alone}.",
                evidence=("repaired", "unmoved"),
            )
        )
    points += [
        KeyPoint(
            text=f"The pin of {pin.target} to {pin.date} has to be lifted ({pin.source.who}).",
            evidence=evidence,
        )
        for pin in repaired.lifted
    ]
    return points
