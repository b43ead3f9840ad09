"""What the judge gives back: the clock of every day, the cost sheet, day out of days, a diff."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.finding import Finding
from intercut.domain.ids import BaseId, EventId, PersonId, PlaceId, StripId, UnitId
from intercut.domain.plan import Plan, UnitLight
from intercut.schedule.wall_clock import clock_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StripTimes:
    """When one strip (or banner) is worked on; minutes after local midnight of the unit day.

    ``arrive`` is when the unit starts on it (move and meal done), ``start`` the first shot after
    set-up, ``end`` its last. ``move_minutes`` is the company move before it (0 within a place),
    ``meal_before`` whether the meal is taken right before it. ``strip`` None: a banner.
    """

    strip: StripId | None
    banner: str
    place: PlaceId | None
    move_minutes: int
    setup_minutes: int
    meal_before: bool
    arrive: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """A meal of the unit, `[start, end)` in minutes after local midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTimes:
    """One person's own call and wrap on one unit day, preparation and strike included.

    ``first_shot`` and ``last_shot`` are without them. ``base`` is where it happens.
    """

    person: PersonId
    call: int
    wrap: int
    first_shot: int
    last_shot: int
    strips: tuple[StripId, ...]
    base: BaseId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTimes:
    """The clock of one unit day. ``number`` counts the unit's shooting days from 1.

    ``zone`` is the time zone of the base it begins at. All minutes run on evenly from the call:
    `clock` says what people read on the wall.
    """

    unit: UnitId
    date: dt.date
    number: int
    light: UnitLight
    call: int
    wrap: int
    overtime_minutes: int
    eighths: int
    entries: tuple[StripTimes, ...]
    meals: tuple[Meal, ...]
    people: tuple[PersonTimes, ...]
    zone: str = "UTC"

    def clock(self, minutes: int) -> str:
        """A minute of this day as it is read on the wall there: `07:30`, `04:15+1`."""
        return clock_text(self.zone, self.date, self.call, minutes)

    def hours(self, start: int, end: int) -> str:
        """A stretch of this day by the wall clock: `08:00-19:30`."""
        return f"{self.clock(start)}-{self.clock(end)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTimes:
    """When an event takes place and who comes; ``zone`` is that of its place's base."""

    event: EventId
    date: dt.date
    start: int
    end: int
    place: PlaceId | None
    people: tuple[PersonId, ...]
    zone: str = "UTC"

    def clock(self, minutes: int) -> str:
        """A minute of this event as it is read on the wall there."""
        return clock_text(self.zone, self.date, self.start, minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The clock of a whole plan: unit days by date then unit order, events by date."""

    days: tuple[DayTimes, ...]
    events: tuple[EventTimes, ...]


class LineKind(StrEnum):
    """What a line of the cost sheet is: paid out, or a price on a wish or a change."""

    MONEY = "money"
    SOFT = "soft rule"
    PREFERENCE = "preference"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of the cost sheet: ``amount`` = minor units of the reporting currency.

    ``rule`` names where it comes from (`pay.work`, `pay.hold`, `place.day`, `unit.overtime`,
    `preference.exteriors_early` ...), ``subject`` whom or what it is for, ``quantity`` of
    ``unit_amount`` each where that makes sense (else 1 of the amount). ``text`` says it in words.
    """

    kind: LineKind
    rule: str
    subject: str
    text: str
    quantity: int
    unit_amount: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSheet:
    """All lines of a plan's cost; `total` is the planner's objective, `money` what is paid."""

    currency: str
    lines: tuple[CostLine, ...]

    @property
    def total(self) -> int:
        """Sum of all lines: money, soft rules, preferences, changes to the baseline."""
        return sum(line.amount for line in self.lines)

    @property
    def money(self) -> int:
        """Sum of what is really paid."""
        return sum(line.amount for line in self.lines if line.kind is LineKind.MONEY)

    @property
    def wishes(self) -> int:
        """Sum of prices that nobody pays: soft rules, preferences, baseline."""
        return self.total - self.money


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodRow:
    """One person or element through the shoot.

    ``codes`` has one code per date of `DayOutOfDays.dates` ("" = nothing): `SW W WF SWF H D P T
    ...` as in the glossary. ``paid`` are paid days; ``start`` and ``finish`` first and last
    worked dates.
    """

    id: str
    name: str
    board_number: str
    codes: tuple[str, ...]
    worked: int
    held: int
    travel: int
    other: int
    paid: int
    start: dt.date | None
    finish: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutOfDays:
    """Rows by date. ``dates`` are all calendar dates from first to last use (over more than ten
    years only those in use), ``off`` those the company does not work. ``drops`` says how drops were chosen: `cheapest` or `first gap`."""

    dates: tuple[dt.date, ...]
    off: frozenset[dt.date]
    rows: tuple[DoodRow, ...]
    drops: str

    @property
    def held_days(self) -> int:
        """Hold days of all rows."""
        return sum(row.held for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Everything about one plan: ``findings`` (errors = rules broken), clock, cost.

    ``unplaced_eighths`` are credited eighths of strips not scheduled, ``unplaced`` the strips.
    ``days`` are dates on which any unit shoots, ``held_days`` the hold days of all people.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    timetable: Timetable
    cost: CostSheet
    dood: DayOutOfDays
    unplaced: tuple[StripId, ...]
    unplaced_eighths: int
    days: int
    held_days: int

    @property
    def legal(self) -> bool:
        """No rule broken and nothing left over."""
        return not any(f.level == "error" for f in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMove:
    """A strip that stands elsewhere in the second plan; None = in the boneyard.

    ``before`` and ``after`` are date, unit and position among the strips of the day from 0. Strips
    that only moved up or down because another one came or went are not listed.
    """

    strip: StripId
    before: tuple[dt.date, UnitId, int] | None
    after: tuple[dt.date, UnitId, int] | None
    place_before: PlaceId | None = None
    place_after: PlaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What changed for one person between two plans: dates gained, lost, and calls moved."""

    person: PersonId
    gained: tuple[dt.date, ...]
    lost: tuple[dt.date, ...]
    recalled: tuple[dt.date, ...]
    paid_before: int
    paid_after: int
    cost_before: int
    cost_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiff:
    """Two plans side by side; amounts in minor units of the reporting currency.

    ``days`` are shooting dates. ``lines`` are (rule of the cost sheet, sum before, sum after) where
    the two differ, ``broken`` the findings only the second plan has, ``mended`` those only the
    first has.
    """

    cost_before: int
    cost_after: int
    days_before: int
    days_after: int
    strips: tuple[StripMove, ...]
    people: tuple[PersonChange, ...]
    lines: tuple[tuple[str, int, int], ...]
    broken: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.strips or self.people or self.lines or self.broken or self.mended)
