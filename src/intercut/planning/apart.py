"""People kept apart, in integers: what single strips break, and pairs to watch from day to day.

The twin of `intercut.schedule.rules.apart`, but for journeys made together and for places kept
from people on other strips than their own: these the judge alone finds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.ids import PersonId, PlaceId
from intercut.domain.strips import Strip
from intercut.schedule.index import Index
from intercut.schedule.rules.apart import pairs_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people kept apart by one rule, on dates of a mask; ``price`` None = hard."""

    people: tuple[int, int]
    degree: Degree
    gap: int
    dates: int
    price: int | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A strip at a place breaks a rule whenever it is shot on dates of the mask.

    ``name`` tells clashes apart: one is counted once a day.
    """

    name: tuple[int, str, str]
    dates: int
    price: int | None


def period_mask(rule: ApartRule, dates: tuple[dt.date, ...]) -> int:
    """The dates a rule holds on."""
    return sum(1 << n for n, day in enumerate(dates) if rule.period is None or day in rule.period)


def price_of(index: Index, rule: ApartRule, soft: dict[str, int]) -> int | None:
    """What breaking a rule once costs; None = it is hard."""
    if rule.price is not None:
        return index.money(rule.price)
    return soft.get("apart")


def pairs(
    index: Index, person: dict[PersonId, int], dates: tuple[dt.date, ...], soft: dict[str, int]
) -> list[Pair]:
    """Pairs that depend on when both are called."""
    found = []
    for rule in index.production.apart:
        if rule.degree in {Degree.FRAME, Degree.SET}:
            continue
        for a, b in pairs_of(rule):
            if a in person and b in person:
                found.append(
                    Pair(
                        people=(person[a], person[b]),
                        degree=rule.degree,
                        gap=rule.gap_minutes if rule.degree is Degree.CALLS else 0,
                        dates=period_mask(rule, dates),
                        price=price_of(index, rule, soft),
                    )
                )
    return found


def clashes(
    index: Index, strip: Strip, place: str, dates: tuple[dt.date, ...], soft: dict[str, int]
) -> list[Clash]:
    """What a strip shot at a place breaks by itself."""
    found = []
    for n, rule in enumerate(index.production.apart):
        mask = period_mask(rule, dates)
        price = price_of(index, rule, soft)
        if rule.degree in {Degree.FRAME, Degree.SET}:
            there = strip.on_camera if rule.degree is Degree.FRAME else strip.people
            found += [
                Clash((n, a, b), mask, price)
                for a, b in pairs_of(rule)
                if a in there and b in there
            ]
        if rule.place is not None:
            found += [
                Clash((n, p, rule.place), mask, price)
                for p in rule.people
                if _comes_near(index, rule, strip, place, p)
            ]
    return found


def _comes_near(index: Index, rule: ApartRule, strip: Strip, place: str, person: PersonId) -> bool:
    if rule.degree is Degree.FRAME:
        return place == rule.place and person in strip.on_camera
    if rule.degree is Degree.BASE and person in strip.people:
        known = index.places.get(PlaceId(place))
        return known is not None and known.base == index.base_of(rule.place)
    return place == rule.place and person in strip.people
