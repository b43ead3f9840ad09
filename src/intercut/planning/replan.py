"""Planning again from a date: what is shot stays, and people were told something already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from intercut.domain.completion import owing_scenes
from intercut.domain.finding import Finding, Level
from intercut.domain.ids import StripId, UnitId
from intercut.domain.plan import Plan, UnitDay
from intercut.domain.production import Baseline, DayPin, Pin, Production
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.errors import Unreadable
from intercut.planning.alternatives import Alternative, Replan, points_of
from intercut.planning.changes import Change, apply_changes
from intercut.planning.curve import Curve
from intercut.planning.placing import where_is
from intercut.planning.solve import solve
from intercut.planning.told import COMING
from intercut.planning.unfinished import cover_for, split, split_plan
from intercut.schedule import Index, judge
from intercut.schedule.wording import day_text

_SHOT = Source(who="intercut", where="shot before the date planned from")
_TOLD = Source(who="intercut", where="today's plan, as people were told")

_QUICK = 8
"""A quick search takes this part of the time of one."""

__all__ = ["Alternative", "Replan", "replan"]


def replan(
    production: Production,
    plan: Plan,
    since: dt.date,
    *,
    changes: Sequence[str] = (),
    lost: Sequence[dt.date] = (),
    unfinished: Sequence[tuple[str, int]] = (),
    call_price: Money | None = None,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    first: bool = False,
    cancel: Callable[[], bool] | None = None,
) -> Replan:
    """New plans from a date on, what was shot before it held.

    Parameters
    ----------
    changes
        What is otherwise now, in the language of `intercut.planning.changes`.
    lost
        Dates on which nothing was, or will be, shot.
    unfinished
        Scenes (or parts) shot in part before the date, with the eighths still owed.
    call_price
        What it costs to tell one person of one date changed; None: the facts' baseline, else 0.
    seconds, iterations
        How long to search for each plan; 2 seconds when neither is given.
    first
        Whether the first plan that holds will do, the one with the fewest strips moved, instead
        of the whole curve.

    Raises
    ------
    Unreadable, NotFound
        When a change is not understood.
    """
    if seconds is None and iterations is None:
        seconds = 2
    run = _Run(production, plan, since, call_price, seconds, iterations, seed, cancel)
    run.first = first
    return run.answer(changes, lost, unfinished)


class _Run:
    def __init__(
        self,
        production: Production,
        plan: Plan,
        since: dt.date,
        call_price: Money | None,
        seconds: float | None,
        iterations: int | None,
        seed: int,
        cancel: Callable[[], bool] | None,
    ) -> None:
        self.given = production
        self.plan = plan
        self.since = since
        self.call_price = call_price
        self.seconds = seconds
        self.iterations = iterations
        self.seed = seed
        self.cancel = cancel
        self.first = False

    def answer(
        self,
        changes: Sequence[str],
        lost: Sequence[dt.date],
        unfinished: Sequence[tuple[str, int]],
    ) -> Replan:
        production, plan, told = self.given, self.plan, self._baseline()
        owed: list[StripId] = []
        for target, eighths in unfinished:
            made = split(production, target, eighths)
            begun = next((old for old, new in made.renamed.items() if new == made.done), None)
            stood = where_is(plan, begun) if begun is not None else None
            if stood is None or stood[0].date >= self.since:
                when = f"is on {day_text(stood[0].date)}" if stood else "is not scheduled"
                msg = f"{target} {when}: nothing of it is shot before {day_text(self.since)}."
                raise Unreadable(msg, "Only what was begun can be unfinished.")
            production, plan = made.production, split_plan(plan, made)
            told = replace(told, plan=split_plan(told.plan, made))
            owed.append(made.owed)
        texts = [*changes, *(f"day off {day}" for day in lost)]
        said: list[Change] = []
        if texts:
            production, said = apply_changes(production, texts)
        production = replace(production, baseline=told)
        index = Index(production)
        was = judge(self.given, self.plan)
        now = judge(production, plan, index)
        known = {f.message for f in was.findings}
        broken = tuple(
            f
            for f in now.findings
            if f.level is Level.ERROR and f.message not in known and f.code != "unplaced"
        )
        past = tuple(d for d in plan.days if d.date < self.since and d.date not in lost)
        done = {e.strip for d in past for e in d.strips}
        affected = self._affected(index, plan, broken, lost, done) | set(owed) | set(now.unplaced)
        curve = Curve(
            index=index,
            held=self._held(production, past),
            plan=plan,
            told=told,
            past=past,
            affected=affected,
            since=self.since,
            search=self._solve,
            quick=self._quick,
            cancel=lambda: bool(self.cancel and self.cancel()),
        )
        named = tuple(
            replace(a, id=f"plan:{n}") for n, a in enumerate(curve.plans(first=self.first), start=1)
        )
        best = min(
            (n for n, a in enumerate(named) if a.legal),
            key=lambda n: (named[n].total, named[n].calls, named[n].moved),
            default=None,
        )
        numbers = [s.number for s in index.strips.values() if s.id in affected]
        return Replan(
            since=self.since,
            told_by=told.source,
            currency=production.currency,
            said=tuple(said),
            production=production,
            before=was,
            broken=broken,
            affected=tuple(numbers),
            owed=tuple(owed),
            shot=len(done),
            owing=owing_scenes(production, plan, self.since),
            cover=tuple(s.number for s in cover_for(production) if s.id not in done),
            alternatives=named,
            best=best,
            points=points_of(production.currency, was, named, best, numbers, self.since + COMING),
        )

    def _baseline(self) -> Baseline:
        """What people were told: the facts' baseline; where it has no plan, the plan as it is."""
        told = self.given.baseline
        price = self.call_price
        if told is None:
            nothing = Money(minor=0, currency=self.given.currency)
            return Baseline(plan=self.plan, price=price or nothing, source=_TOLD)
        if not told.plan.days:
            told = replace(told, plan=self.plan)
        return told if price is None else replace(told, price=price)

    def _solve(self, production: Production, start: Plan, share: int = 1) -> Plan:
        return solve(
            production,
            start=start,
            seconds=None if self.seconds is None else self.seconds / share,
            iterations=None if self.iterations is None else max(1, self.iterations // share),
            seed=self.seed,
            threads=1,
            prove=False,
            cancel=self.cancel,
        ).plan

    def _quick(self, production: Production, start: Plan) -> Plan:
        return self._solve(production, start, _QUICK)

    def _affected(
        self,
        index: Index,
        plan: Plan,
        broken: Collection[Finding],
        lost: Collection[dt.date],
        done: Collection[StripId],
    ) -> set[StripId]:
        """The strips that cannot stay: on a lost day, or named by a rule that is broken now."""
        gone = {e.strip for d in plan.days if d.date in lost for e in d.strips}
        at = {(str(d.date), e.strip): d for d in plan.days for e in d.strips}
        numbers = {s.number: s.id for s in index.strips.values()}
        names = {p.name: p.id for p in self.given.people}
        for finding in broken:
            strip = numbers.get(finding.where.strip)
            if strip is not None:
                gone.add(strip)
                continue
            person = names.get(finding.where.person)
            gone |= {
                s
                for (date, s), day in at.items()
                if date == finding.where.date
                and (person is None or person in index.strips[s].people)
                and finding.where.unit in {"", index.unit(day.unit).name}
            }
        return gone - set(done)

    def _held(self, production: Production, past: Sequence[UnitDay]) -> Production:
        """The production with what is shot held to its day, in its order."""
        done = {e.strip for d in past for e in d.strips}
        pins = tuple(p for p in production.pins if p.target not in done)
        shot = tuple(
            Pin(target=e.strip, date=d.date, unit=d.unit, place=e.place, shot=True, source=_SHOT)
            for d in past
            for e in d.strips
        )
        days = tuple(
            DayPin(unit=d.unit, date=d.date, targets=tuple(e.strip for e in d.strips), source=_SHOT)
            for d in past
            if d.strips
        )
        keys = {(d.unit, d.date) for d in days}
        kept = tuple(d for d in production.day_pins if (d.unit, d.date) not in keys)
        held = replace(production, pins=(*pins, *shot), day_pins=(*kept, *days))
        return self._with_no_past(held, keys)

    def _with_no_past(
        self, production: Production, shot: Collection[tuple[UnitId, dt.date]]
    ) -> Production:
        """The production in which no unit shoots before the date but on the days it did."""
        units = []
        for unit in production.units:
            calendar = production.calendar_of(unit)
            gone = frozenset(
                d for d in calendar.span.days() if d < self.since and (unit.id, d) not in shot
            )
            free = replace(calendar, travel_days=calendar.travel_days | gone)
            units.append(replace(unit, calendar=free))
        return replace(production, units=tuple(units))
