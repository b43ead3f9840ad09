"""A production looked up by name, so that a plan is judged without searching through it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import cached_property

from intercut.domain.calendar import Calendar, Hours
from intercut.domain.ids import BaseId, ElementId, PersonId, PlaceId, StripId, UnitId
from intercut.domain.people import Terms, open_hours
from intercut.domain.places import Move, permitted_hours
from intercut.domain.production import Production, Unit
from intercut.domain.scene import Mode
from intercut.domain.strips import Strip, strips_of
from intercut.domain.targets import Targets
from intercut.domain.units import MINUTES_PER_DAY, Money
from intercut.schedule.currencies import missing_rates
from intercut.schedule.pay import Rates, resolved
from intercut.schedule.settings import SETTINGS
from intercut.schedule.wall_clock import evenly, offset_at, steady_offset

_EPOCH = dt.date(1970, 1, 1).toordinal()


class Index:
    """What the judge asks of one production, by id; built once, good for every plan.

    It never changes in meaning. What is dear (sun, zones, open hours) is kept once computed.
    """

    def __init__(self, production: Production) -> None:
        self.production = production
        strips = strips_of(production)
        self.strips = {s.id: s for s in strips}
        self.strip_order = {s.id: n for n, s in enumerate(strips)}
        self.scenes = {s.id: s for s in production.scenes}
        self.people = {p.id: p for p in production.people}
        self.person_order = {p.id: n for n, p in enumerate(production.people)}
        self.elements = {e.id: e for e in production.elements}
        self.bases = {b.id: b for b in production.bases}
        self.first_base = next(iter(self.bases), None)
        self.places = {p.id: p for p in production.places}
        self.units = {u.id: u for u in production.units}
        self.unit_order = {u.id: n for n, u in enumerate(production.units)}
        self.events = {e.id: e for e in production.events}
        self.clauses = {c.key: c.value for c in production.rulebook.clauses}
        self.moves: dict[tuple[PlaceId, PlaceId], Move] = {}
        for move in production.moves:
            self.moves[move.end, move.start] = move
        for move in production.moves:
            self.moves[move.start, move.end] = move
        self.move_default = self.value("move.default_minutes")
        self.meal_after = self.value("meal.after_minutes")
        self.meal_length = self.value("meal.length_minutes")
        self.unit_wrap = self.value("unit.wrap_minutes")
        self.board_numbers = _board_numbers(production)
        self.obstacles: dict[StripId, str] = {}
        self.baseline_dates: dict[PersonId, frozenset[dt.date]] | None = None
        self.suns: dict[tuple[PlaceId, dt.date], tuple[int, int] | None] = {}
        self.missing_rates = missing_rates(production)
        self._offsets: dict[tuple[str, dt.date], int | None] = {}
        self._hours: dict[tuple[PersonId, dt.date], tuple[Hours, ...]] = {}
        self._rates: dict[PersonId, Rates] = {}
        self._company: dict[UnitId, tuple[int, ...]] = {}
        self._ordered_days: dict[UnitId, tuple[dt.date, ...]] = {}
        self._unit_days: dict[UnitId, frozenset[dt.date]] = {}

    def value(self, key: str) -> int:
        """The rulebook's number for one of `SETTINGS`, else its default."""
        found = self.clauses.get(key)
        return SETTINGS[key].default if found is None else found

    def unit(self, unit: UnitId) -> Unit:
        """The unit of that id; a stand-in with default settings when the production has none."""
        return self.units.get(unit) or Unit(id=unit, name=unit, base=BaseId(""))

    def base_of(self, place: PlaceId | None, unit: Unit | None = None) -> BaseId | None:
        """The base of a place; of an unknown place the unit's, if a unit is given."""
        known = self.places.get(place) if place is not None else None
        if known is not None:
            return known.base
        return unit.base or None if unit is not None else None

    def move_minutes(self, start: PlaceId, end: PlaceId) -> int:
        """Minutes from place to place: 0 to itself, as stated, else the default.

        A move holds both ways unless the way back is stated too; of two statements of the same
        way the later counts.
        """
        if start == end:
            return 0
        move = self.moves.get((start, end))
        return self.move_default if move is None else move.minutes

    def name_of(self, person: str) -> str:
        """A person's name; of somebody unknown the id."""
        known = self.people.get(PersonId(person))
        return known.name if known is not None else person

    def place_name(self, place: str | None) -> str:
        """A place's name; of an unknown one the id, `nowhere` of none."""
        if place is None:
            return "nowhere"
        known = self.places.get(PlaceId(place))
        return known.name if known is not None else place

    def base_name(self, base: str | None) -> str:
        """A base's name; of an unknown one the id, `elsewhere` of none."""
        if base is None:
            return "elsewhere"
        known = self.bases.get(BaseId(base))
        return known.name if known is not None else base

    def person_hours(self, person: PersonId, day: dt.date) -> tuple[Hours, ...]:
        """Open hours of somebody known on a date; whole days are wide (see `open_hours`)."""
        key = (person, day)
        found = self._hours.get(key)
        if found is None:
            who = self.people[person]
            zone = self.timezone(who.home or self.first_base)
            found = self._hours[key] = _counted(zone, day, open_hours(who.availability, day))
        return found

    def element_hours(self, element: ElementId, day: dt.date) -> tuple[Hours, ...]:
        """Open hours of an element known on a date; whole days are wide."""
        windows = self.elements[element].availability
        return _counted(self.timezone(self.first_base), day, open_hours(windows, day))

    def place_hours(self, place: PlaceId, day: dt.date) -> tuple[Hours, ...]:
        """Open hours of a place known on a date; whole days are wide."""
        known = self.places[place]
        return _counted(self.timezone(known.base), day, permitted_hours(known, day))

    def is_available(self, person: PersonId, day: dt.date) -> bool:
        """Whether somebody can be had on that date at all; of somebody unknown nobody knows."""
        known = self.people.get(person)
        return known is None or not known.availability or bool(self.person_hours(person, day))

    def calendar(self, unit: UnitId | None) -> Calendar:
        """The calendar of a unit, of the production where the unit has none or is unknown."""
        known = self.units.get(unit) if unit is not None else None
        return self.production.calendar_of(known) if known else self.production.calendar

    def is_working_day(self, unit: UnitId, day: dt.date) -> bool:
        """Whether a unit may shoot on that date."""
        days = self._unit_days.get(unit)
        if days is None:
            days = self._unit_days[unit] = frozenset(self.calendar(unit).working_days())
        return day in days

    def working_days_between(self, unit: UnitId, first: dt.date, last: dt.date) -> int:
        """How many dates strictly between two dates a unit may shoot on."""
        days = self._ordered_days.get(unit)
        if days is None:
            days = self._ordered_days[unit] = self.calendar(unit).working_days()
        return max(0, bisect_left(days, last) - bisect_right(days, first))

    def company_days(self, unit: UnitId) -> tuple[int, ...]:
        """Ordinals of the dates a unit's company works, its travel days included, in order."""
        found = self._company.get(unit)
        if found is None:
            calendar = self.calendar(unit)
            found = self._company[unit] = tuple(
                d.toordinal() for d in calendar.span.days() if not calendar.is_company_day_off(d)
            )
        return found

    def money(self, amount: Money | None) -> int:
        """An amount in minor units of the reporting currency; 0 without an exchange rate."""
        if amount is None or amount.currency in self.missing_rates:
            return 0
        return self.production.minor_units(amount)

    def rates(self, person: PersonId) -> Rates:
        """A person's terms in minor units; of somebody unknown, no pay."""
        found = self._rates.get(person)
        if found is None:
            known = self.people.get(person)
            found = self._rates[person] = resolved(
                known.terms if known is not None else Terms(),
                self.money,
                week_days=self.value("pay.week_days"),
                drop_gap_days=self.value("drop.gap_days"),
            )
        return found

    def timezone(self, base: BaseId | None) -> str:
        """IANA name of the time zone of a base; UTC where there is none."""
        known = self.bases.get(base) if base is not None else None
        return known.timezone if known is not None else "UTC"

    def instant(self, base: BaseId | None, day: dt.date, anchor: int, minutes: int) -> int:
        """A moment as minutes since 1970 in UTC.

        ``anchor`` is read on the wall clock of the base (a unit's call, an event's start); from
        there to ``minutes`` time passes as it does, also in the night the clocks change.
        """
        days, within = divmod(anchor, MINUTES_PER_DAY)
        ordinal = min(max(day.toordinal() + days, 2), dt.date.max.toordinal() - 1)
        wall = dt.date.fromordinal(ordinal)
        zone = self.timezone(base)
        key = (zone, wall)
        if key in self._offsets:
            offset = self._offsets[key]
        else:
            offset = self._offsets[key] = steady_offset(zone, wall)
        if offset is None:
            offset = offset_at(zone, wall, within)
        return (ordinal - _EPOCH) * MINUTES_PER_DAY + within - offset + minutes - anchor

    @cached_property
    def targets(self) -> Targets:
        """What pins and order rules may name."""
        return Targets(self.production)

    def strips_named(self, target: str) -> tuple[Strip, ...]:
        """Strips of every mode a pin or order rule means; none for an event or an unknown name."""
        found = self.targets.find(target)
        return found.strips if found is not None else ()

    def allows_both_modes(self, strip: Strip) -> bool:
        """Whether the strip's scene may be shot whole and in parts."""
        return {Mode.WHOLE, Mode.PARTS} <= set(self.scenes[strip.scenes[0]].modes)


def _board_numbers(production: Production) -> dict[PersonId, str]:
    """Each person's board numbers, those of the roles played, joined by `/`."""
    numbers = {r.id: r.board_number for r in production.roles}
    found: dict[PersonId, list[str]] = {}
    for casting in production.casting:
        number = numbers.get(casting.role, "")
        known = found.setdefault(casting.person, [])
        if number and number not in known:
            known.append(number)
    return {person: "/".join(n) for person, n in found.items()}


def _counted(zone: str, day: dt.date, hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """Windows read on the wall, counted evenly as the clock of a day is."""
    found = []
    for window in hours:
        start, end = evenly(zone, day, window.start), evenly(zone, day, window.end)
        if start < end:
            found.append(Hours(start=start, end=end))
    return tuple(found)
