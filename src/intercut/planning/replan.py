"""Planning again from a date: what is shot stays, and people were told something already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from intercut.domain.completion import Completion, owing_scenes
from intercut.domain.finding import Finding, Level
from intercut.domain.ids import StripId, UnitId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.production import Baseline, DayPin, Pin, Production
from intercut.domain.source import Source
from intercut.domain.units import Money, format_money
from intercut.errors import Unreadable
from intercut.planning.changes import Change, apply_changes
from intercut.planning.placing import where_is, without_strips
from intercut.planning.result import Result
from intercut.planning.solve import solve
from intercut.planning.told import Told, told_of
from intercut.planning.unfinished import cover_for, split, split_plan
from intercut.planning.wording import difference_text, list_text, plural
from intercut.schedule import Case, Index, Judgement, LineKind, PlanDiff, judge
from intercut.schedule.differences import plan_diff
from intercut.schedule.wording import day_text

_SHOT = Source(who="intercut", where="shot before the date planned from")
_KEPT = Source(who="intercut", where="kept as people were told")

ONLY = "only what must move"
"""Label of the plan in which nothing leaves its date that can stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One new plan. ``told`` are those who must be told, ``calls`` counts their dates changed.

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
    told: tuple[Told, ...]
    changes: PlanDiff
    freed: int

    @property
    def legal(self) -> bool:
        """Whether everything is placed and no rule broken."""
        return self.judgement.legal


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """Plans from a date on, from fewest phone calls to least money; none of them is beaten in both.

    ``best`` is the place in the list of the one with the least total. ``affected`` are the strips
    that cannot stay, ``owed`` strips left of scenes not finished, ``cover`` what is kept for bad
    weather and not shot yet. ``owing`` are scenes begun and not complete. ``broken`` is what today's
    plan breaks now.
    """

    since: dt.date
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
        held = self._held(production, past)
        found: list[Alternative] = []
        for label, free in self._levels(index, plan, affected, done):
            found.append(self._planned(index, held, label, free, plan, past))
            if self.first and found[-1].legal:
                break
        front = _front([a for a in found if a.legal]) or found[-1:]
        named = tuple(replace(a, id=f"plan:{n}") for n, a in enumerate(front, start=1))
        best = min(
            (n for n, a in enumerate(named) if a.legal),
            key=lambda n: (named[n].total, named[n].calls),
            default=None,
        )
        numbers = {s.id: s.number for s in index.strips.values()}
        return Replan(
            since=self.since,
            currency=production.currency,
            said=tuple(said),
            production=production,
            before=was,
            broken=broken,
            affected=tuple(numbers[s] for s in index.strips if s in affected),
            owed=tuple(owed),
            shot=len(done),
            owing=owing_scenes(production, plan, self.since),
            cover=tuple(s.number for s in cover_for(production) if s.id not in done),
            alternatives=named,
            best=best,
            points=_points(production.currency, was, named, best, affected, numbers),
        )

    def _baseline(self) -> Baseline:
        """What people were told: the facts' baseline, else the plan as it is."""
        told = self.given.baseline
        price = self.call_price
        if told is None:
            nothing = Money(minor=0, currency=self.given.currency)
            return Baseline(plan=self.plan, price=price or nothing, source=_KEPT)
        return told if price is None else replace(told, price=price)

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

    def _levels(
        self, index: Index, plan: Plan, affected: set[StripId], done: set[StripId]
    ) -> Iterator[tuple[str, set[StripId]]]:
        """Which strips may move, from those that must to all that are not shot."""
        every = set(index.strips) - done
        yield ONLY, set(affected)
        dates = [d.date for d in plan.days for e in d.strips if e.strip in affected]
        near = {
            e.strip
            for d in plan.days
            for e in d.strips
            if any(abs((d.date - other).days) <= 2 for other in dates)
        }
        if near - done - affected:
            yield "days beside it", affected | (near - done)
        people = {p for s in affected if s in index.strips for p in index.strips[s].people}
        linked = {s.id for s in index.strips.values() if people.intersection(s.people)} - done
        if linked - affected - near:
            yield "everybody concerned", affected | linked
        yield "everything not shot", every

    def _planned(
        self,
        index: Index,
        held: Production,
        label: str,
        free: set[StripId],
        plan: Plan,
        past: Sequence[UnitDay],
    ) -> Alternative:
        """A plan in which only these strips may leave their dates."""
        pinned = {p.target for p in held.pins}
        keep = tuple(
            Pin(target=e.strip, date=d.date, unit=d.unit, source=_KEPT)
            for d in plan.days
            if d.date >= self.since
            for e in d.strips
            if e.strip not in free and e.strip not in pinned
        )
        asked = replace(held, pins=(*held.pins, *keep), baseline=None)
        least = label == ONLY
        if least and not free:
            made = plan
        else:
            start = without_strips(plan, free) if least else plan
            made = _with_past(self._solve(asked, start).plan, past)
        production = index.production
        judgement = judge(production, made, index)
        calm = _as_told(made, plan)
        if calm != made:
            told_so = judge(production, calm, index)
            if told_so.legal and (least or told_so.cost.total <= judgement.cost.total):
                made, judgement = calm, told_so
        changes = plan_diff(Case(index, plan), Case(index, made))
        told = told_of(index, changes, judgement, self.since)
        lines = judgement.cost.lines
        return Alternative(
            id="",
            label=label,
            plan=made,
            judgement=judgement,
            total=judgement.cost.total,
            money=judgement.cost.money,
            baseline=sum(x.amount for x in lines if x.kind is LineKind.BASELINE),
            calls=sum(len(t.lost) + len(t.gained) + len(t.recalled) for t in told),
            told=told,
            changes=changes,
            freed=len(free),
        )

    def _solve(self, production: Production, start: Plan) -> Result:
        return solve(
            production,
            start=start,
            seconds=self.seconds,
            iterations=self.iterations,
            seed=self.seed,
            threads=1,
            cancel=self.cancel,
        )


def _with_past(plan: Plan, past: Sequence[UnitDay]) -> Plan:
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


def _as_told(made: Plan, told: Plan) -> Plan:
    """A plan in which every day that holds the strips people were told is that day again."""
    known = {(d.unit, d.date): d for d in told.days}
    days = []
    for day in made.days:
        old = known.get((day.unit, day.date))
        same = old is not None and set(old.strips) == set(day.strips)
        days.append(old if same and old is not None else day)
    return replace(made, days=tuple(days))


def _front(found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Those that no other beats in both phone calls and money, fewest calls first."""
    kept: list[Alternative] = []
    for one in sorted(found, key=lambda a: (a.calls, a.total - a.baseline, a.freed)):
        if not kept or one.total - one.baseline < kept[-1].total - kept[-1].baseline:
            kept.append(one)
    return tuple(kept)


def _points(
    currency: str,
    was: Judgement,
    found: tuple[Alternative, ...],
    best: int | None,
    affected: Collection[StripId],
    numbers: dict[StripId, str],
) -> tuple[KeyPoint, ...]:
    points: list[KeyPoint] = []
    if affected:
        names = [numbers[s] for s in numbers if s in affected]
        shown = list_text(names[:8]) + (" and more" if len(names) > 8 else "")
        points.append(
            KeyPoint(
                text=f"{plural(len(names), 'strip')} cannot stay: {shown}.", evidence=tuple(names)
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
    fewest, cheapest = found[0], found[-1]
    paid = difference_text(fewest.money - was.cost.money, currency)
    people = plural(len(fewest.told), "person", "people")
    points.append(
        KeyPoint(
            text=f"Fewest phone calls: {people}, {plural(fewest.calls, 'date')} changed, {paid} "
            "to pay.",
            evidence=(fewest.id,),
        )
    )
    if cheapest is not fewest:
        paid = difference_text(cheapest.money - was.cost.money, currency)
        people = plural(len(cheapest.told), "person", "people")
        points.append(
            KeyPoint(
                text=f"Least money: {people}, {plural(cheapest.calls, 'date')} changed, {paid} "
                "to pay.",
                evidence=(cheapest.id,),
            )
        )
    chosen = found[best]
    points.append(
        KeyPoint(
            text=f"With the price of the calls the best is “{chosen.label}”: "
            f"{format_money(chosen.total, currency)} in all.",
            evidence=(chosen.id,),
        )
    )
    return tuple(points[:MOST_POINTS])
