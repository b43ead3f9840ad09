"""Spans, hours and working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.calendar import Calendar, DateSpan, Holiday, Hours

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPANS = st.builds(
    lambda first, n: DateSpan(first=first, last=first + timedelta(days=n)), DAYS, st.integers(0, 40)
)
MONDAY = date(2026, 3, 2)


def week(**said: object) -> Calendar:
    return Calendar(span=DateSpan(first=MONDAY, last=date(2026, 3, 8)), **said)  # type: ignore[arg-type]


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        DateSpan(first=MONDAY, last=date(2026, 3, 1))


def test_hours_that_end_before_they_start_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Hours(start=60, end=60)


@given(SPANS, SPANS)
def test_spans_meet_exactly_when_they_share_a_date(one: DateSpan, other: DateSpan) -> None:
    shared = set(one.days()) & set(other.days())
    assert one.meets(other) == bool(shared) == other.meets(one)
    assert all(day in one and day in other for day in shared)


@given(SPANS)
def test_both_ends_of_a_span_belong_to_it(span: DateSpan) -> None:
    days = list(span.days())
    assert days[0] == span.first
    assert days[-1] == span.last
    assert span.first - timedelta(days=1) not in span
    assert span.last + timedelta(days=1) not in span


def test_weekends_are_off_unless_worked_extra() -> None:
    assert [d.day for d in week().working_days()] == [2, 3, 4, 5, 6]
    saturday = frozenset({date(2026, 3, 7)})
    assert [d.day for d in week(extra_days=saturday).working_days()] == [2, 3, 4, 5, 6, 7]


def test_a_holiday_is_off_and_may_be_worked() -> None:
    holiday = (Holiday(day=date(2026, 3, 4), name="rest"),)
    off = week(holidays=holiday)
    assert off.is_company_day_off(date(2026, 3, 4))
    assert not off.is_working_day(date(2026, 3, 4))
    worked = week(holidays=holiday, extra_days=frozenset({date(2026, 3, 4)}))
    assert worked.is_working_day(date(2026, 3, 4))


def test_nobody_shoots_on_a_travel_day_though_the_company_works() -> None:
    moving = week(travel_days=frozenset({date(2026, 3, 5)}))
    assert not moving.is_working_day(date(2026, 3, 5))
    assert not moving.is_company_day_off(date(2026, 3, 5))


def test_no_date_outside_the_span_is_worked() -> None:
    assert not week().is_working_day(date(2026, 3, 9))
