"""When somebody can be had: windows offered, windows taken away, hours of a date."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import PersonId
from intercut.domain.people import AvailabilityWindow, Person, is_available, open_hours

DAY = date(2026, 3, 4)
HERE = DateSpan(first=DAY, last=DAY)
ELSEWHERE = DateSpan(first=date(2026, 3, 5), last=date(2026, 3, 6))
HOURS = st.builds(
    lambda start, n: Hours(start=start, end=start + n),
    st.integers(-1440, 2700),
    st.integers(1, 900),
)
WINDOWS = st.lists(
    st.builds(
        AvailabilityWindow,
        dates=st.sampled_from([HERE, ELSEWHERE]),
        available=st.booleans(),
        hours=st.one_of(st.none(), HOURS),
    ),
    max_size=5,
).map(tuple)


def minute_is_open(windows: tuple[AvailabilityWindow, ...], minute: int) -> bool:
    """The slow and obvious way: one minute of the date asked of every window."""
    if any(not w.available and w.hours is None and DAY in w.dates for w in windows):
        return False
    offered = [w for w in windows if w.available]
    here = [w for w in offered if DAY in w.dates]
    if offered and not here:
        return False
    inside = any(w.hours is None or w.hours.start <= minute < w.hours.end for w in here)
    if here and not inside:
        return False
    return not any(
        w.hours is not None and w.hours.start <= minute < w.hours.end
        for w in windows
        if not w.available and DAY in w.dates
    )


@given(WINDOWS)
def test_open_hours_are_those_every_window_leaves(windows: tuple[AvailabilityWindow, ...]) -> None:
    hours = open_hours(windows, DAY)
    edges = {-1440, 2879} | {
        m + d
        for w in windows
        if w.hours
        for m in (w.hours.start, w.hours.end)
        for d in (-1, 0, 1)
        if -1440 <= m + d < 2880
    }
    for minute in edges:
        found = any(h.start <= minute < h.end for h in hours)
        assert found == minute_is_open(windows, minute), minute


@given(WINDOWS)
def test_open_hours_are_apart_and_in_order(windows: tuple[AvailabilityWindow, ...]) -> None:
    hours = open_hours(windows, DAY)
    assert all(a.end < b.start for a, b in itertools.pairwise(hours))


@given(WINDOWS)
def test_a_date_with_open_hours_is_available(windows: tuple[AvailabilityWindow, ...]) -> None:
    if open_hours(windows, DAY):
        assert is_available(windows, DAY)


def test_somebody_without_windows_can_always_be_had() -> None:
    assert Person(id=PersonId("ada"), name="Ada").is_available(DAY)
    assert open_hours((), DAY) == (Hours(start=-1440, end=2880),)


def test_one_window_offered_closes_all_other_dates() -> None:
    ada = Person(
        id=PersonId("ada"), name="Ada", availability=(AvailabilityWindow(dates=ELSEWHERE),)
    )
    assert not ada.is_available(DAY)
    assert ada.is_available(ELSEWHERE.first)
    assert open_hours(ada.availability, DAY) == ()


def test_a_morning_away_leaves_the_rest_of_the_date() -> None:
    away = AvailabilityWindow(dates=HERE, available=False, hours=Hours(start=540, end=720))
    assert open_hours((away,), DAY) == (Hours(start=-1440, end=540), Hours(start=720, end=2880))
