"""The whole question: what is to be shot, by whom, where, when, under which rules, at what price."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.apart import ApartRule
from intercut.domain.calendar import Calendar, DateSpan, Hours
from intercut.domain.elements import Element
from intercut.domain.ids import BaseId, EventId, PersonId, PlaceId, RuleId, SetId, UnitId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Move, Place, Set
from intercut.domain.plan import Plan, UnitLight
from intercut.domain.rulebook import Rulebook
from intercut.domain.scene import JoinedScenes, Proposal, Scene, SittingsOf
from intercut.domain.source import ASSUMED, Source
from intercut.domain.units import Money, minor_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A crew that shoots: main, second, splinter.

    Minutes run from the unit's call to its wrap, meals included. Beyond ``normal_minutes`` is
    overtime (``overtime_hour`` per started hour), beyond ``longest_minutes`` is not allowed.
    ``first_shot_minutes`` is from call to the first set-up. ``set_change_minutes`` and
    ``light_change_minutes`` are set-up between strips of one place where set or light changes.
    ``page_limit`` in eighths a day, None = none. ``earliest_call``/``latest_call`` bound the call
    of a *day*-lit unit day; nights and splits have their own in the rulebook (`call.*`).
    """

    id: UnitId
    name: str
    base: BaseId
    calendar: Calendar | None = None
    normal_minutes: int = 660
    longest_minutes: int = 840
    page_limit: int | None = None
    lights: tuple[UnitLight, ...] = (UnitLight.DAY, UnitLight.SPLIT, UnitLight.NIGHT)
    day_cost: Money | None = None
    overtime_hour: Money | None = None
    most_moves: int | None = None
    first_shot_minutes: int = 45
    set_change_minutes: int = 30
    light_change_minutes: int = 20
    earliest_call: int = 360
    latest_call: int = 600
    source: Source = ASSUMED


class EventKind(StrEnum):
    """Things people come for besides shooting."""

    FITTING = "fitting"
    REHEARSAL = "rehearsal"
    READ_THROUGH = "read-through"
    TRAVEL = "travel"
    PUBLICITY = "publicity"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """People at a place for some minutes, on one of the ``dates``, within ``hours``.

    ``to_base`` belongs to travel: where the people are afterwards.
    """

    id: EventId
    kind: EventKind
    name: str
    people: tuple[PersonId, ...]
    dates: tuple[DateSpan, ...]
    minutes: int
    place: PlaceId | None = None
    hours: Hours | None = None
    to_base: BaseId | None = None
    source: Source = ASSUMED


class OrderKind(StrEnum):
    """What an order rule asks of its strips."""

    BEFORE = "before"
    SAME_DAY = "same day"
    NOT_SAME_DAY = "not same day"
    SECOND_END_AFTER = "second end after"
    LIVE_READ = "live read"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRule:
    """An order between strips, named by scene number, part (`12pt1`), strip or event id.

    `BEFORE`: each of ``first`` on an earlier date than, or earlier on the same date as, each of
    ``then``; with ``gap_days`` n, at least n calendar days between the dates (then - first >= n);
    ``most_gap_days`` the most. `SAME_DAY`, `NOT_SAME_DAY`: over all of ``first`` + ``then``.
    `SECOND_END_AFTER`: of the one scene in ``first``, part 2, 3 ... after part 1.
    `LIVE_READ`: all parts of the one scene in ``first`` on one date.
    ``price`` None = hard.
    """

    id: RuleId
    kind: OrderKind
    first: tuple[str, ...]
    then: tuple[str, ...] = ()
    gap_days: int = 0
    most_gap_days: int | None = None
    price: Money | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A strip or event held to a date, a unit, a place of filming, or a position in the day.

    ``position`` counts from 0; -1 is last. ``shot``: it is done and nothing may move it.
    """

    target: str
    date: dt.date | None = None
    unit: UnitId | None = None
    place: PlaceId | None = None
    position: int | None = None
    shot: bool = False
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPin:
    """A whole unit day fixed: exactly these strips (and events) in this order."""

    unit: UnitId
    date: dt.date
    targets: tuple[str, ...]
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A wish with a price per occurrence, summed apart from real money. `schedule` knows the names.

    ``settings`` are numbers of that wish (`("pages", 24)`).
    """

    name: str
    price: Money
    settings: tuple[tuple[str, int], ...] = ()
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftRule:
    """A rule the production declares soft: breaking it costs ``price`` per occurrence."""

    rule: str
    price: Money
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """What one unit of ``currency`` is worth in the reporting currency, in millionths."""

    currency: str
    rate_millionths: int
    dated: dt.date
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The plan people were told and the price of telling one of them otherwise, per person and
    date changed; ``overrides`` by person."""

    plan: Plan
    price: Money
    overrides: tuple[tuple[PersonId, Money], ...] = ()
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """Everything given. A plan answers it; `schedule` judges the two; neither changes it.

    Tuples keep the order in which a person reads them. ``proposals`` are what nobody has decided
    yet. ``kind`` names the minutes profile (`feature`, `single-camera drama`, ...).
    """

    title: str
    currency: str
    calendar: Calendar
    rulebook: Rulebook
    kind: str = "feature"
    scenes: tuple[Scene, ...] = ()
    roles: tuple[Role, ...] = ()
    sets: tuple[Set, ...] = ()
    people: tuple[Person, ...] = ()
    casting: tuple[Casting, ...] = ()
    elements: tuple[Element, ...] = ()
    bases: tuple[Base, ...] = ()
    places: tuple[Place, ...] = ()
    moves: tuple[Move, ...] = ()
    units: tuple[Unit, ...] = ()
    events: tuple[Event, ...] = ()
    apart: tuple[ApartRule, ...] = ()
    order: tuple[OrderRule, ...] = ()
    sittings: tuple[SittingsOf, ...] = ()
    joined: tuple[JoinedScenes, ...] = ()
    pins: tuple[Pin, ...] = ()
    day_pins: tuple[DayPin, ...] = ()
    preferences: tuple[Preference, ...] = ()
    soft: tuple[SoftRule, ...] = ()
    exchange: tuple[ExchangeRate, ...] = ()
    baseline: Baseline | None = None
    proposals: tuple[Proposal, ...] = ()

    def calendar_of(self, unit: Unit) -> Calendar:
        """The unit's own calendar, else the production's."""
        return unit.calendar or self.calendar

    def places_of(self, set_id: SetId) -> tuple[PlaceId, ...]:
        """Where a set stands, in the order of the places."""
        return tuple(p.id for p in self.places if set_id in p.sets)

    def minor_units(self, money: Money | None) -> int:
        """An amount in minor units of the reporting currency; half a unit is rounded up.

        None is 0. The newest rate known is used; minor digits follow ISO 4217.

        Raises
        ------
        ValueError
            When no exchange rate is known for the currency.
        """
        if money is None:
            return 0
        if money.currency == self.currency:
            return money.minor
        known = [r for r in self.exchange if r.currency == money.currency]
        if not known:
            msg = (
                f"no exchange rate from {money.currency} to {self.currency}: add one to `exchange`"
            )
            raise ValueError(msg)
        rate = max(known, key=lambda r: r.dated).rate_millionths
        above: int = money.minor * rate * 10 ** minor_digits(self.currency)
        below: int = 10 ** (6 + minor_digits(money.currency))
        return (2 * above + below) // (2 * below)
