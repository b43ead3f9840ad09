"""Eighths, minutes and money as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.units import (
    Money,
    format_clock,
    format_duration,
    format_eighths,
    format_money,
    minor_digits,
    parse_clock,
    parse_eighths,
)


@pytest.mark.parametrize(
    ("eighths", "text"),
    [(0, "0/8"), (1, "1/8"), (4, "4/8"), (8, "1"), (11, "1 3/8"), (16, "2"), (23, "2 7/8")],
)
def test_pages_are_written_as_on_paper(eighths: int, text: str) -> None:
    assert format_eighths(eighths) == text
    assert parse_eighths(text) == eighths


@given(st.integers(0, 10**6))
def test_pages_read_back_as_written(eighths: int) -> None:
    assert parse_eighths(format_eighths(eighths)) == eighths


def test_eighths_beyond_a_page_are_read() -> None:
    assert parse_eighths("11/8") == 11
    assert parse_eighths(" 1  3/8 ") == 11


@pytest.mark.parametrize("text", ["", "x", "1.5", "1/4", "-1", "1 3", "3/8 1", "1 1/2"])
def test_what_is_no_page_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="page count"):
        parse_eighths(text)


def test_less_than_nothing_is_no_page_count() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        format_eighths(-1)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "00:00"),
        (450, "07:30"),
        (1439, "23:59"),
        (1515, "01:15+1"),
        (-30, "23:30-1"),
        (2880, "00:00+2"),
    ],
)
def test_a_clock_time_names_the_day_it_spills_into(minutes: int, text: str) -> None:
    assert format_clock(minutes) == text


@given(st.integers(0, 1439))
def test_a_clock_time_reads_back_as_written(minutes: int) -> None:
    assert parse_clock(format_clock(minutes)) == minutes


def test_the_small_hours_are_counted_on() -> None:
    assert parse_clock("25:15") == 1515


@pytest.mark.parametrize("text", ["", "7", "7:5", "07:60", "48:00", "-1:00", "07.30"])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="clock time"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (135, "2 h 15"), (605, "10 h 05")],
)
def test_durations_are_written_in_hours(minutes: int, text: str) -> None:
    assert format_duration(minutes) == text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (0, "EUR", "EUR 0"),
        (123450, "EUR", "EUR 1,234.50"),
        (100, "EUR", "EUR 1"),
        (-50, "USD", "USD -0.50"),
        (1234567, "JPY", "JPY 1,234,567"),
        (1005, "KWD", "KWD 1.005"),
    ],
)
def test_money_is_written_with_its_currency(minor: int, currency: str, text: str) -> None:
    assert format_money(minor, currency) == text
    assert str(Money(minor=minor, currency=currency)) == text


def test_currencies_have_their_own_digits() -> None:
    assert [minor_digits(c) for c in ("EUR", "JPY", "BHD")] == [2, 0, 3]
