"""Roles of the story, people who come to work, when they can, and what they are paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import BaseId, PersonId, RoleId, SceneId
from intercut.domain.source import ASSUMED, PROGRAM, Source
from intercut.domain.units import Money


class PersonKind(StrEnum):
    """What somebody does on set."""

    PERFORMER = "performer"
    DOUBLE = "double"
    READER = "reader"
    STAND_IN = "stand-in"
    CREW = "crew"


class PayKind(StrEnum):
    """How somebody is engaged."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"
    RUN = "run"
    FLAT = "flat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A character. ``board_number`` is text and fixed once published; ``aliases`` are other cues
    of the same character (confirmed joins)."""

    id: RoleId
    name: str
    board_number: str = ""
    aliases: tuple[str, ...] = ()
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityWindow:
    """Dates on which somebody or something can be had, or, with ``available`` False, cannot.

    With at least one available window, only the dates in such windows count; windows that are
    not available are taken away from them. ``hours`` narrows an available window, and makes an
    unavailable one bind only within those hours of its dates.
    """

    dates: DateSpan
    available: bool = True
    hours: Hours | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an engagement costs. A rate is per day (daily), per week (weekly, run) or in all (flat).

    ``hold_rate`` None: a held day costs as a worked one when ``hold_paid``, else nothing.
    ``travel_rate`` and ``event_rate`` (fittings, rehearsals ...) None: as a worked day.
    ``weekly_rate`` lets a daily engagement be paid by the week where that is cheaper.
    ``drops`` is the number of drop-and-pick-ups allowed; ``drop_gap_days`` the rule that the
    pick-up date less the drop date must exceed it (None: the rulebook's clause).
    ``guarantee`` is the least number of days (daily) or weeks (weekly) paid.
    ``overtime_hour`` is paid per started hour beyond the person's normal day.
    """

    kind: PayKind = PayKind.NONE
    rate: Money | None = None
    hold_rate: Money | None = None
    travel_rate: Money | None = None
    event_rate: Money | None = None
    weekly_rate: Money | None = None
    hold_paid: bool = True
    drops: int = 0
    drop_gap_days: int | None = None
    guarantee: int = 0
    overtime_hour: Money | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is called: a performer, a double, a reader, crew.

    ``code_name`` stands for the name on all that is published while ``secret``.
    Minutes left None come from the rulebook or the unit. ``minor_profile`` names a profile of the
    rulebook ("" for adults); ``born`` gives the age it is read for.
    """

    id: PersonId
    name: str
    kind: PersonKind = PersonKind.PERFORMER
    code_name: str = ""
    secret: bool = False
    home: BaseId | None = None
    availability: tuple[AvailabilityWindow, ...] = ()
    terms: Terms = Terms()
    normal_minutes: int | None = None
    longest_minutes: int | None = None
    preparation_minutes: int = 0
    strike_minutes: int = 0
    rest_minutes: int | None = None
    minor_profile: str = ""
    born: date | None = None
    to_be_cast: bool = False
    source: Source = ASSUMED

    def is_available(self, day: date) -> bool:
        """Whether the person can be had on that date at all (hours aside)."""
        return is_available(self.availability, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """A person plays a role: in the scenes named, or in all when none is."""

    role: RoleId
    person: PersonId
    scenes: tuple[SceneId, ...] = ()
    source: Source = ASSUMED


def is_available(windows: tuple[AvailabilityWindow, ...], day: date) -> bool:
    """Whether a date is open under these windows, hours aside; no windows = always."""
    if any(not w.available and w.hours is None and day in w.dates for w in windows):
        return False
    offered = [w for w in windows if w.available]
    return not offered or any(day in w.dates for w in offered)


def open_hours(windows: tuple[AvailabilityWindow, ...], day: date) -> tuple[Hours, ...]:
    """The hours of a date that are open under these windows: disjoint, in order.

    A whole open date is `[-1440, 2880)`: from the day before to the end of the day after, so
    that early calls and late wraps are not cut off at midnight.
    """
    if not is_available(windows, day):
        return ()
    offered = [w for w in windows if w.available and day in w.dates]
    whole = Hours(start=-1440, end=2880)
    spans = [w.hours or whole for w in offered] or [whole]
    for closed in (w.hours for w in windows if not w.available and w.hours and day in w.dates):
        rest: list[Hours] = []
        for span in spans:
            if closed.start > span.start:
                rest += [Hours(start=span.start, end=min(span.end, closed.start))]
            if closed.end < span.end:
                rest += [Hours(start=max(span.start, closed.end), end=span.end)]
        spans = rest
    spans.sort(key=lambda h: (h.start, h.end))
    merged: list[Hours] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Hours(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
