"""One person's whole engagement: work, holds, travel, events, the cheapest drops, and the pay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from intercut.domain.ids import PersonId, UnitId
from intercut.domain.people import PayKind
from intercut.schedule.days import Call
from intercut.schedule.index import Index
from intercut.schedule.pay import PayItem, Rates, total
from intercut.schedule.travel import Leg, Route

Drop = tuple[int, int]
"""Ordinals of the last date worked before a drop and of the pick-up."""


_States = dict[tuple[int, int], tuple[int, tuple[int, ...]]]


class Engagement(NamedTuple):
    """One person's engagement; dates are ordinals (`date.toordinal`).

    ``work`` dates on strips, ``events`` dates of fittings and the like not worked, ``holds`` kept
    and not worked, ``legs`` travel with what speaks against it, ``drops`` those taken. ``pay`` adds
    up to what the person costs, overtime apart. ``paid`` counts paid days of all kinds.
    """

    person: PersonId
    work: tuple[int, ...]
    events: tuple[int, ...]
    holds: tuple[int, ...]
    legs: tuple[Leg, ...]
    drops: tuple[Drop, ...]
    pay: tuple[PayItem, ...]
    paid: int
    hold_is_paid: bool

    @property
    def cost(self) -> int:
        """Sum of the pay in minor units."""
        return total(self.pay)

    @property
    def travel(self) -> tuple[int, ...]:
        """Ordinals of the dates travelled on, each once."""
        return tuple(dict.fromkeys(leg.date for leg in self.legs if leg.counts))


class _Gap(NamedTuple):
    """The dates between two consecutive dates of work, kept or dropped."""

    start: int
    end: int
    holds: tuple[int, ...]
    legs: tuple[Leg, ...]
    dropped_legs: tuple[Leg, ...]
    droppable: bool


def engaged(
    index: Index, person: PersonId, calls: Sequence[Call], *, first_gap: bool = False
) -> Engagement:
    """The engagement that follows from a person's calls.

    Drops are the cheapest allowed set; of equally cheap ones the one with fewer drops, then the
    earliest. With ``first_gap`` they are the first gaps long enough, whatever they save: the way
    scheduling software shows them, for comparison.
    """
    rates = index.rates(person)
    worked: dict[int, UnitId] = {}
    busy: set[int] = set()
    others: set[int] = set()
    travelling: set[int] = set()
    for call in calls:
        date = call.date.toordinal()
        busy.add(date)
        if call.day is not None:
            worked[date] = call.day.plan.unit
        elif call.is_travel:
            travelling.add(date)
        else:
            others.add(date)
    work = tuple(worked)
    events = tuple(sorted(others.difference(worked)))
    route = Route(index, person, calls, busy)
    gaps = [_gap(index, route, worked[a], a, b, (others, rates)) for a, b in pairwise(work)]
    chosen = _first_gaps(gaps, rates) if first_gap else _cheapest(gaps, rates)
    holds: list[int] = []
    legs = list(route.legs_before(work[0]) if work else route.all_legs())
    for n, gap in enumerate(gaps):
        legs += gap.dropped_legs if n in chosen else gap.legs
        holds += () if n in chosen else gap.holds
    if work:
        legs += route.legs_after(work[-1])
    days = {leg.date for leg in legs if leg.counts}
    event_days = [d for d in events if d not in days]
    pay = _pay(gaps, chosen, rates, len(work), len(days), len(event_days))
    paid = (
        len(work)
        + len(holds) * rates.hold_is_paid
        + len(days) * _is_paid(rates, rates.travel)
        + len(event_days) * _is_paid(rates, rates.event)
    )
    return Engagement(
        person=person,
        work=work,
        events=tuple(event_days),
        holds=tuple(holds),
        legs=tuple(legs),
        drops=tuple((gaps[n].start, gaps[n].end) for n in chosen),
        pay=pay,
        paid=paid,
        hold_is_paid=rates.hold_is_paid,
    )


def _is_paid(rates: Rates, amount: int) -> bool:
    """Whether a day of travel or of an event is a paid day: in a flat sum or a run it is."""
    return amount > 0 or rates.kind in {PayKind.NONE, PayKind.FLAT, PayKind.RUN}


def _gap(
    index: Index, route: Route, unit: UnitId, start: int, end: int, terms: tuple[set[int], Rates]
) -> _Gap:
    events, rates = terms
    if end - start == 1 and not route.moves:
        return _Gap(start, end, (), (), (), droppable=False)
    legs = route.legs_between(start, end)
    droppable = rates.most_drops > 0 and end - start > max(1, rates.drop_gap_days)
    dropped: tuple[Leg, ...] = ()
    if droppable:
        dropped = route.legs_between(start, end, home=True)
        droppable = not any(leg.against for leg in dropped)
    days = index.company_days(unit)
    held: Iterable[int] = days[bisect_right(days, start) : bisect_left(days, end)]
    travelled = {leg.date for leg in legs}
    if travelled or events:
        held = (d for d in held if d not in travelled and d not in events)
    return _Gap(start, end, tuple(held), legs, dropped, droppable)


def _travel_days(legs: tuple[Leg, ...]) -> int:
    return len({leg.date for leg in legs if leg.counts})


def _first_gaps(gaps: list[_Gap], rates: Rates) -> tuple[int, ...]:
    open_gaps = [n for n, gap in enumerate(gaps) if gap.droppable]
    return tuple(open_gaps[: rates.most_drops])


def _cheapest(gaps: list[_Gap], rates: Rates) -> tuple[int, ...]:
    """The drops of least pay, by dynamic programming over the gaps that may be dropped.

    A state is (drops taken, what the guarantee measures, capped); its value is the pay of all
    stretches closed so far and the drops taken, compared in that order.
    """
    cuts = [n for n, gap in enumerate(gaps) if gap.droppable]
    if not cuts:
        return ()
    held = [0]
    kept_travel = [0]
    for gap in gaps:
        held.append(held[-1] + len(gap.holds))
        kept_travel.append(kept_travel[-1] + _travel_days(gap.legs))
    ends = [*cuts, len(gaps)]
    cap = rates.guaranteed if rates.guarantee else 0
    after: dict[int, _States] = {-1: {(0, 0): (0, ())}}
    for end in ends:
        states: _States = {}
        for start, before in after.items():
            first = start + 1
            worked, holding = end - first + 1, held[end] - held[first]
            items = rates.stretch(worked, holding)
            pay = total(items) + (kept_travel[end] - kept_travel[first]) * rates.travel
            measure = rates.measure(worked, holding, items)
            if end < len(gaps):
                pay += _travel_days(gaps[end].dropped_legs) * rates.travel
            for (drops, measured), (cost, taken) in before.items():
                if end < len(gaps):
                    if drops == rates.most_drops:
                        continue
                    key = (drops + 1, min(cap, measured + measure))
                    value = (cost + pay, (*taken, end))
                else:
                    key = (drops, min(cap, measured + measure))
                    value = (cost + pay, taken)
                if key not in states or value < states[key]:
                    states[key] = value
        after[end] = states
    return min(
        (cost + rates.top_up(measured), drops, taken)
        for (drops, measured), (cost, taken) in after[len(gaps)].items()
    )[2]


def _pay(
    gaps: list[_Gap],
    chosen: tuple[int, ...],
    rates: Rates,
    worked: int,
    travelled: int,
    events: int,
) -> tuple[PayItem, ...]:
    """The pay by kind of line; nothing for somebody who is never called to work, fit or travel."""
    counted: dict[tuple[str, int], int] = {}
    measured = 0
    first = 0
    for end in (*chosen, len(gaps)) if worked else ():
        days = end - first + 1
        holding = sum(len(gap.holds) for gap in gaps[first:end])
        items = rates.stretch(days, holding)
        measured += rates.measure(days, holding, items)
        for item in items:
            key = (item.rule, item.unit_amount)
            counted[key] = counted.get(key, 0) + item.quantity
        first = end + 1
    items_out = [PayItem(rule, n, each) for (rule, each), n in counted.items() if n and each]
    if worked:
        items_out.append(PayItem("pay.flat", 1, rates.flat))
    if worked and rates.guarantee:
        items_out.append(PayItem("pay.guarantee", 1, rates.top_up(measured)))
    items_out.append(PayItem("pay.travel", travelled, rates.travel))
    items_out.append(PayItem("pay.event", events, rates.event))
    return tuple(i for i in items_out if i.quantity and i.unit_amount)
