"""What people read on the wall, in the nights the clocks change too."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.schedule.wall_clock import clock_text, moment, on_the_wall, turn_within

ZONES = ("Europe/London", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
NIGHTS = {
    ("Europe/London", "2028-03-25"): (60, "01:00+1", "02:00+1"),
    ("Europe/London", "2027-10-30"): (-60, "02:00+1", "01:00+1"),
    ("America/New_York", "2028-03-11"): (60, "02:00+1", "03:00+1"),
    ("America/New_York", "2027-11-06"): (-60, "02:00+1", "01:00+1"),
}
"""Evenings before the clocks change; by how much, and what the wall shows before and after."""


@pytest.mark.parametrize(("zone", "evening"), NIGHTS)
def test_a_night_is_read_on_the_wall_before_and_after_the_clocks_change(
    zone: str, evening: str
) -> None:
    day = dt.date.fromisoformat(evening)
    shift, last, first = NIGHTS[zone, evening]
    call, wrap = 18 * 60, 29 * 60
    at = int(last[:2]) * 60 + 24 * 60
    assert turn_within(zone, day, call, wrap) == (at, shift)
    assert clock_text(zone, day, call, at) == first
    assert clock_text(zone, day, call, at - 1) == f"{int(last[:2]) - 1:02d}:59+1"
    assert clock_text(zone, day, call, wrap) == f"{5 + shift // 60:02d}:00+1"
    # Whoever is called after the change is called by the new time, as is the next day's unit.
    assert on_the_wall(zone, day, 28 * 60, wrap) == wrap
    following = day + dt.timedelta(days=1)
    assert turn_within(zone, following, 8 * 60, 20 * 60) is None
    assert clock_text(zone, following, 8 * 60, 20 * 60) == "20:00"


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(dt.date(1975, 1, 2), dt.date(2036, 12, 30)),
    anchor=st.integers(-120, 1800),
    after=st.integers(0, 1600),
)
def test_the_wall_shows_what_time_passed_since_the_call_leads_to(
    zone: str, day: dt.date, anchor: int, after: int
) -> None:
    there = ZoneInfo(zone)
    midnight = dt.datetime.combine(day, dt.time())
    called = (midnight + dt.timedelta(minutes=anchor)).replace(tzinfo=there)
    then = (called.astimezone(dt.UTC) + dt.timedelta(minutes=after)).astimezone(there)
    assert moment(zone, day, anchor, anchor + after) == then
    if called.astimezone(dt.UTC).astimezone(there).replace(tzinfo=None) == called.replace(
        tzinfo=None
    ):
        shown = midnight + dt.timedelta(minutes=on_the_wall(zone, day, anchor, anchor + after))
        assert shown == then.replace(tzinfo=None)


def test_nothing_turns_at_the_ends_of_the_calendar_or_in_a_zone_nobody_knows() -> None:
    assert on_the_wall("Europe/London", dt.date.max, 600, 2000) == 2000
    assert on_the_wall("Europe/London", dt.date.min, -600, 20) == 20
    assert clock_text("Moon/Tranquility", dt.date(2028, 3, 25), 1080, 1740) == "05:00+1"
