"""Rates and timecode: exact, and back again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.timecode import (
    FPS_23_976,
    FPS_25,
    FPS_29_97,
    FPS_29_97_DROP,
    FPS_59_94_DROP,
    RATES,
    Rate,
    Timecode,
    parse_rate,
    parse_timecode,
)

moments = st.sampled_from(RATES).flatmap(
    lambda rate: st.integers(0, rate.frames_per_day - 1).map(
        lambda frames: Timecode(frames=frames, rate=rate)
    )
)


@given(moments)
def test_timecode_is_read_back_as_it_was_written(moment: Timecode) -> None:
    assert parse_timecode(str(moment), moment.rate) == moment


@given(moments, st.integers(-10_000_000, 10_000_000))
def test_going_on_and_measuring_agree_round_the_clock(moment: Timecode, frames: int) -> None:
    assert moment.until(moment.plus(frames)) == frames % moment.rate.frames_per_day


@given(st.sampled_from(RATES), st.integers(0, 10_000_000))
def test_frames_to_seconds_and_back_loses_nothing(rate: Rate, frames: int) -> None:
    assert rate.frames_at(rate.seconds(frames)) == frames


@pytest.mark.parametrize(
    ("text", "rate", "frames"),
    [
        ("00:00:59;29", FPS_29_97_DROP, 1799),
        ("00:01:00;02", FPS_29_97_DROP, 1800),
        ("00:10:00;00", FPS_29_97_DROP, 17982),
        ("01:00:00;00", FPS_29_97_DROP, 107892),
        ("00:01:00;04", FPS_59_94_DROP, 3600),
        ("01:00:00;00", FPS_59_94_DROP, 215784),
        ("01:00:00:00", FPS_29_97, 108000),
        ("01:00:00:00", FPS_23_976, 86400),
    ],
)
def test_drop_frame_drops_numbers_as_the_standard_has_it(
    text: str, rate: Rate, frames: int
) -> None:
    assert parse_timecode(text, rate).frames == frames
    assert str(Timecode(frames=frames, rate=rate)) == text


def test_an_hour_of_drop_frame_is_within_four_milliseconds_of_the_clock() -> None:
    hour = parse_timecode("01:00:00;00", FPS_29_97_DROP)
    assert abs(FPS_29_97_DROP.seconds(hour.frames) - 3600) < Fraction(4, 1000)


def test_a_take_over_midnight_has_its_true_length() -> None:
    before = parse_timecode("23:59:58:00", FPS_25)
    assert before.until(parse_timecode("00:00:03:10", FPS_25)) == 5 * 25 + 10


@pytest.mark.parametrize("text", ["00:01:00;00", "00:01:00;01", "24:00:00;00", "00:00:00;30", "1"])
def test_a_timecode_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"timecode|exist"):
        parse_timecode(text, FPS_29_97_DROP)


def test_a_semicolon_at_a_rate_that_drops_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="does not drop"):
        parse_timecode("00:00:01;00", FPS_25)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("23.976", FPS_23_976),
        ("23.98", FPS_23_976),
        ("29.97df", FPS_29_97_DROP),
        ("29.97 NDF", FPS_29_97),
        ("25 fps", FPS_25),
        ("59.94 drop", FPS_59_94_DROP),
    ],
)
def test_rates_are_read_as_people_write_them(text: str, rate: Rate) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "film", "26", "25 df", "0"])
def test_what_is_no_rate_of_the_field_is_refused_with_the_list(text: str) -> None:
    with pytest.raises(ValueError, match=r"23\.976, 24, 25"):
        parse_rate(text)


def test_drop_frame_belongs_to_two_rates_only() -> None:
    with pytest.raises(ValueError, match=r"29\.97 and 59\.94"):
        Rate(numerator=25, drop=True)


def test_two_rates_are_never_subtracted() -> None:
    first, second = Timecode(frames=1, rate=FPS_25), Timecode(frames=1, rate=FPS_23_976)
    with pytest.raises(ValueError, match="cannot be subtracted"):
        first.until(second)
