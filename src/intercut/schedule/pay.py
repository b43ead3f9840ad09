"""What days of work, hold, travel and events cost under somebody's terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from intercut.domain.people import PayKind, Terms
from intercut.domain.units import Money


class PayItem(NamedTuple):
    """Part of a line of the cost sheet: ``quantity`` times ``unit_amount``, in minor units."""

    rule: str
    quantity: int
    unit_amount: int


class Rates(NamedTuple):
    """Terms in minor units of the reporting currency.

    ``weekly`` None: never paid by the week. ``hold_in_week``: a held day is a day of the week of
    pay and costs nothing beside it. ``most_drops`` is 0 where a drop saves nothing.
    """

    kind: PayKind
    work: int
    hold: int
    hold_in_week: bool
    travel: int
    event: int
    weekly: int | None
    week_days: int
    most_drops: int
    drop_gap_days: int
    guarantee: int
    hold_is_paid: bool
    flat: int

    def week_pay(self, days: int) -> tuple[int, int]:
        """Full weeks in so many paid days, and the pay of the part of a week that is left.

        A daily engagement that is turned into a weekly one pays one whole week at least.
        """
        weekly = self.weekly or 0
        weeks, rest = divmod(days, self.week_days)
        if self.kind is PayKind.DAILY and not weeks:
            return 1, 0
        return weeks, min(weekly, share(weekly * rest, self.week_days))

    def paid_days(self, worked: int, held: int) -> int:
        """Days that count as paid in an unbroken stretch of work and hold."""
        return worked + held * self.hold_is_paid

    def stretch(self, worked: int, held: int) -> tuple[PayItem, ...]:
        """Pay of an unbroken stretch, the cheaper of days and weeks where both are open."""
        if self.kind in {PayKind.NONE, PayKind.FLAT}:
            return ()
        in_days = (
            PayItem("pay.work", worked, self.work),
            PayItem("pay.hold", held, self.hold),
        )
        if self.weekly is None:
            return in_days
        days = worked + held * self.hold_in_week
        weeks, part = self.week_pay(days)
        in_weeks = (
            PayItem("pay.week", weeks, self.weekly),
            PayItem("pay.week_part", 1, part),
            PayItem("pay.hold", 0 if self.hold_in_week else held, self.hold),
        )
        if self.kind is PayKind.DAILY and total(in_days) <= total(in_weeks):
            return in_days
        return in_weeks

    def measure(self, worked: int, held: int, items: tuple[PayItem, ...]) -> int:
        """What a guarantee is compared with: paid days, or pay of weeks."""
        if not self.guarantee:
            return 0
        if self.kind is PayKind.DAILY:
            return self.paid_days(worked, held)
        return sum(i.quantity * i.unit_amount for i in items if i.rule.startswith("pay.week"))

    @property
    def guaranteed(self) -> int:
        """The measure a guarantee asks for."""
        return self.guarantee if self.kind is PayKind.DAILY else self.guarantee * (self.weekly or 0)

    def top_up(self, measure: int) -> int:
        """What is paid on top so that the guarantee is kept."""
        lacking = max(0, self.guaranteed - measure)
        return lacking * self.work if self.kind is PayKind.DAILY else lacking


def total(items: tuple[PayItem, ...]) -> int:
    """Sum of items in minor units."""
    return sum(i.quantity * i.unit_amount for i in items)


def share(amount: int, days: int) -> int:
    """An amount divided, rounded up to a minor unit."""
    return -(-amount // days)


def resolved(
    terms: Terms, money: Callable[[Money | None], int], *, week_days: int, drop_gap_days: int
) -> Rates:
    """Terms with every rate in minor units, as ``money`` turns them into.

    ``week_days`` are the paid days of a week of pay, ``drop_gap_days`` what holds where the terms
    say nothing.
    """
    kind = terms.kind
    week_days = max(1, week_days)
    rate = money(terms.rate)
    in_weeks = kind in {PayKind.WEEKLY, PayKind.RUN}
    weekly: int | None = None
    if in_weeks:
        weekly = rate
    elif kind is PayKind.DAILY and terms.weekly_rate is not None:
        weekly = money(terms.weekly_rate)
    worked = share(rate, week_days) if in_weeks else rate if kind is PayKind.DAILY else 0
    own_hold = terms.hold_rate is not None and kind is not PayKind.RUN
    if kind in {PayKind.NONE, PayKind.FLAT}:
        hold, in_week, paid = 0, False, True
    elif kind is PayKind.RUN:
        hold, in_week, paid = 0, True, True
    elif own_hold:
        hold = money(terms.hold_rate)
        in_week = kind is PayKind.DAILY and hold > 0
        paid = hold > 0
    else:
        hold = worked if terms.hold_paid and kind is PayKind.DAILY else 0
        in_week = paid = terms.hold_paid
    beside = worked if kind in {PayKind.DAILY, PayKind.WEEKLY} else 0
    may_drop = kind in {PayKind.DAILY, PayKind.WEEKLY}
    gap = terms.drop_gap_days
    none = kind is PayKind.NONE
    return Rates(
        kind=kind,
        work=worked,
        hold=hold,
        hold_in_week=in_week,
        travel=beside if terms.travel_rate is None else 0 if none else money(terms.travel_rate),
        event=beside if terms.event_rate is None else 0 if none else money(terms.event_rate),
        weekly=weekly,
        week_days=week_days,
        most_drops=max(0, terms.drops) if may_drop else 0,
        drop_gap_days=drop_gap_days if gap is None else gap,
        guarantee=terms.guarantee if in_weeks or kind is PayKind.DAILY else 0,
        hold_is_paid=paid,
        flat=rate if kind is PayKind.FLAT else 0,
    )
