"""The curve from fewest phone calls to least money: searches in which a call has another price each.

After the weighted sum of two aims (Aneja and Nair 1979): the two ends first, then between
neighbours the price at which both cost the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from intercut.domain.ids import StripId
from intercut.domain.plan import Plan, UnitDay
from intercut.domain.production import Baseline, Pin, Production
from intercut.domain.source import Source
from intercut.domain.units import Money, format_money
from intercut.planning.alternatives import Alternative, as_told, front, with_past
from intercut.planning.calmed import calls_price, calmed, moved_strips, put_back
from intercut.planning.placing import without_strips
from intercut.planning.told import told_of
from intercut.schedule import Case, Index, LineKind, judge
from intercut.schedule.differences import plan_diff

ONLY = "only what must move"
"""Label of the plan in which nothing leaves its date that can stay."""

AS_FEW = "as few phone calls, for less money"
"""Label of the second of two plans with the fewest phone calls: it moves more strips."""

FEWEST, PRICED, LEAST = "fewest phone calls", "the calls at their price", "least money"
"""Labels of plans in which everything may move: at a prohibitive price a call, the given, none."""

_BETWEEN = 2
"""Most plans looked for between those."""

_MOST_SHRINKS = 24
"""Most plans looked for in which fewer strips move and nobody more is told."""

_KEPT = Source(who="intercut", where="kept as people were told")


@dataclass(slots=True, kw_only=True)
class Curve:
    """What is known when the curve is drawn. ``plan`` is today's, ``told`` what people know of it,
    ``held`` the production with what is shot held to its day, ``affected`` what cannot stay.

    ``search`` makes the best plan of a production from a plan to start from, ``quick`` a plan in
    a small part of the time.
    """

    index: Index
    held: Production
    plan: Plan
    told: Baseline
    past: Sequence[UnitDay]
    affected: Collection[StripId]
    since: dt.date
    search: Callable[[Production, Plan], Plan]
    quick: Callable[[Production, Plan], Plan]
    cancel: Callable[[], bool]
    _found: list[Alternative] = field(default_factory=list)
    _tried: set[int] = field(default_factory=set)

    def plans(self, *, first: bool = False) -> tuple[Alternative, ...]:
        """The curve, fewest phone calls first; where no plan is legal, the last one tried.

        With ``first`` the first plan that is legal will do.
        """
        self._only()
        if first and self._found[-1].legal:
            return tuple(self._found)
        if not self._found[-1].legal or self._found[-1].calls:
            self._free(FEWEST, self._dear())
            if first and self._found[-1].legal:
                return tuple(self._found[-1:])
            self._fewer_strips()
        self._free(LEAST, 0)
        if any(self._prices()):
            self._free(PRICED, None)
        for _ in range(_BETWEEN):
            price = self._between()
            if not price or self.cancel():
                break
            said = format_money(price, self.index.production.currency)
            self._free(f"changes that save {said} a call", price)
        found = front([a for a in self._found if a.legal])
        return _named(found) or tuple(self._found[-1:])

    def _prices(self) -> list[int]:
        money = self.index.money
        return [money(self.told.price), *(money(m) for _, m in self.told.overrides)]

    def _dear(self) -> int:
        """A price of one call that no plan can save: more than all of today's costs."""
        today = judge(self.index.production, self.plan, self.index)
        return 1 + max(today.cost.total, *self._prices())

    def _between(self) -> int:
        """What a call must cost for both ends of the widest gap to cost the same; 0 for none."""
        known: list[Alternative] = []
        for one in sorted((a for a in self._found if a.legal), key=lambda a: (a.calls, a.besides)):
            if not known or one.besides < known[-1].besides:
                known.append(one)
        gaps = [
            (b.calls - a.calls, (a.besides - b.besides) // (b.calls - a.calls))
            for a, b in pairwise(known)
            if b.calls - a.calls > 1
        ]
        wide = [gap for gap in gaps if gap[1] and gap[1] not in self._tried]
        price = max(wide)[1] if wide else 0
        self._tried.add(price)
        return price

    def _only(self) -> None:
        """The plan in which nothing leaves its date that can stay."""
        made = self.plan
        if self.affected:
            asked = self._holding(self.held, self.affected)
            start = without_strips(self.plan, set(self.affected))
            made = self._searched(asked, start, self._dear())
        self._add(ONLY, made, freed=len(self.affected))

    def _free(self, label: str, price: int | None) -> None:
        """A plan in which everything may move that is not shot; ``price`` None: the price given.

        Without a price it is planned anew from today's plan, with one the search goes on from the
        plan that is best at it so far.
        """
        legal = [a for a in self._found if a.legal]
        start = self.plan
        if legal and price is None:
            start = min(legal, key=lambda a: a.total).plan
        elif price:
            known = legal or self._found
            start = min(known, key=lambda a: a.besides + price * a.calls).plan
        shot = {e.strip for d in self.past for e in d.strips}
        made = self._searched(self.held, start, price)
        self._add(label, made, freed=len(set(self.index.strips) - shot))

    def _fewer_strips(self) -> None:
        """The plan with the fewest calls again, with fewer strips moved, where there is one.

        Strips that moved are held to today's dates by halves, quarters and so on, and the others
        that moved are placed anew around them, as long as nobody more has to be told.
        """
        calm = min((a for a in self._found if a.legal), key=lambda a: a.calls, default=None)
        if calm is None:
            return
        priced = self._priced(self.held, self._dear())
        index, best, fewest = Index(priced), calm.plan, calm.calls
        price = calls_price(judge(priced, best, index))
        movable = list(moved_strips(best, self.plan, self.affected))
        size, tries = -(-len(movable) // 2), 0
        while size and tries < _MOST_SHRINKS and not self.cancel():
            shrunk = False
            for n in range(0, len(movable), size):
                if tries == _MOST_SHRINKS or self.cancel():
                    break
                tries += 1
                back = movable[n : n + size]
                freed = {*self.affected, *movable} - {*back}
                start = put_back(best, self.plan, back)
                made = with_past(self.quick(self._holding(priced, freed), start), self.past)
                judged = judge(priced, made, index)
                if judged.legal and calls_price(judged) <= price:
                    best, price, shrunk = made, calls_price(judged), True
                    movable = list(moved_strips(best, self.plan, self.affected))
                    break
            if not shrunk:
                size //= 2
            size = min(size, len(movable))
        if best is not calm.plan:
            best = calmed(index, best, self.plan, stay=self.affected, at_any_money=True)
            self._add(FEWEST, best, freed=calm.freed)
            if self._found[-1].calls > fewest:
                self._found.pop()

    def _holding(self, production: Production, freed: Collection[StripId]) -> Production:
        """The production with everything held to its date of today but what is free."""
        pinned = {p.target for p in self.held.pins}
        keep = tuple(
            Pin(target=e.strip, date=d.date, unit=d.unit, source=_KEPT)
            for d in self.plan.days
            if d.date >= self.since
            for e in d.strips
            if e.strip not in freed and e.strip not in pinned
        )
        return replace(production, pins=(*self.held.pins, *keep))

    def _searched(self, production: Production, start: Plan, price: int | None) -> Plan:
        asked = self._priced(production, price)
        made = with_past(self.search(asked, start), self.past)
        return calmed(Index(asked), made, self.plan, stay=self.affected, cancel=self.cancel)

    def _priced(self, production: Production, price: int | None) -> Production:
        """The production with a price of its own for each call; None: the price given."""
        told: Baseline | None = self.told
        if price is not None:
            each = Money(minor=price, currency=production.currency)
            told = replace(self.told, price=each, overrides=()) if price else None
        return replace(production, baseline=told)

    def _add(self, label: str, made: Plan, *, freed: int) -> None:
        index, known = self.index, self.told.plan
        calm = label in {ONLY, FEWEST}
        judged = judge(index.production, made, index)
        made, judged = as_told(index, made, known, judged, at_any_price=calm)
        changes = plan_diff(Case(index, self.plan), Case(index, made))
        otherwise = changes
        if known != self.plan:
            otherwise = plan_diff(Case(index, known), Case(index, made))
        told = told_of(index, otherwise, judged, self.since)
        self._found.append(
            Alternative(
                id="",
                label=label,
                plan=made,
                judgement=judged,
                total=judged.cost.total,
                money=judged.cost.money,
                baseline=sum(x.amount for x in judged.cost.lines if x.kind is LineKind.BASELINE),
                calls=sum(len(t.lost) + len(t.gained) for t in told),
                recalled=sum(len(t.recalled) for t in told),
                told=told,
                changes=changes,
                freed=freed,
            )
        )


def _named(found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """The curve with no label given twice."""
    calm = next((a for a in found if a.label == FEWEST), None)
    return tuple(
        replace(a, label=AS_FEW) if a.label == FEWEST and a is not calm else a for a in found
    )
