"""People kept apart, in integers: what single strips break, and pairs to watch from day to day.

The twin of `intercut.schedule.rules.apart`, but for journeys made together and for places kept
from people on other strips than their own: these the judge alone finds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.ids import PersonId, PlaceId
from intercut.domain.production import Event
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


@dataclass(frozen=True, slots=True)
class EventClash:
    """An event breaks a rule whenever it takes place on dates of the mask; at these places only,
    where any are named. ``price`` None = hard."""

    places: frozenset[PlaceId]
    dates: int
    price: int | None


def event_clashes(
    index: Index, event: Event, dates: tuple[dt.date, ...], soft: dict[str, int]
) -> list[EventClash]:
    """What an event breaks by itself: two in one room, or somebody at a place they are kept from.

    Degrees that ask only when both are called are watched as pairs. What an event adds to the
    price of a week, or of a place, is left to the judge.
    """
    found = []
    for rule in index.production.apart:
        mask, price = period_mask(rule, dates), price_of(index, rule, soft)
        if rule.degree is Degree.SET or (rule.degree is Degree.WEEK and price is None):
            found += [
                EventClash(frozenset(), mask, price)
                for a, b in pairs_of(rule)
                if a in event.people and b in event.people
            ]
        if rule.place is not None and price is None and set(rule.people) & set(event.people):
            near = _near_places(index, rule)
            if near:
                found.append(EventClash(near, mask, None))
    return found


def _near_places(index: Index, rule: ApartRule) -> frozenset[PlaceId]:
    """Places at which an event brings somebody too near to the place of a rule."""
    if rule.place is None or rule.degree in {Degree.FRAME, Degree.WEEK}:
        return frozenset()
    if rule.degree is not Degree.BASE:
        return frozenset({rule.place})
    base = index.base_of(rule.place)
    return frozenset(p.id for p in index.places.values() if p.base == base)


def _comes_near(index: Index, rule: ApartRule, strip: Strip, place: str, person: PersonId) -> bool:
    if rule.degree is Degree.FRAME:
        return place == rule.place and person in strip.on_camera
    if rule.degree is Degree.BASE and person in strip.people:
        known = index.places.get(PlaceId(place))
        return known is not None and known.base == index.base_of(rule.place)
    return place == rule.place and person in strip.people
