"""How long a scene and an end of one take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.breakdown.minutes import PACES, Surcharges, estimate
from intercut.domain.scene import Breakdown, IntExt, Light

Taken = Callable[..., Breakdown]

CALL = """INT. KITCHEN - NIGHT

ADA
(into phone)
{lines}

INTERCUT WITH:

INT. OFFICE - NIGHT

BO
(into phone)
{lines}

ADA
{lines}
"""


def minutes(eighths: int, *, one_end: bool, settings: Surcharges) -> int:
    return estimate(
        eighths, "feature", int_ext=IntExt.INT, light=Light.DAY, roles=2,
        one_end=one_end, surcharges=settings,
    ).minutes  # fmt: skip


def test_one_end_is_covered_from_one_side_and_says_so() -> None:
    whole = estimate(36, "single-camera drama", int_ext=IntExt.INT, light=Light.DAY, roles=2)
    end = estimate(
        36, "single-camera drama", int_ext=IntExt.INT, light=Light.DAY, roles=1, one_end=True
    )
    # 36 eighths at 52 a day of 480 minutes: 332.3, and 65 % of it 216.
    assert (whole.minutes, end.minutes) == (335, 220)
    assert "one end alone 65 % of the whole (our assumption)" in end.source.where
    assert "one end" not in whole.source.where


@given(st.integers(0, 200), st.integers(30, 100))
def test_an_end_takes_its_share_of_the_whole_and_time_to_play_it(eighths: int, share: int) -> None:
    settings = Surcharges(part_percent=share)
    whole = minutes(eighths, one_end=False, settings=settings)
    end = minutes(eighths, one_end=True, settings=settings)
    assert end <= whole
    assert end * 100 >= (whole - 5) * share
    assert end % 5 == 0
    assert end * 8 >= eighths


@pytest.mark.parametrize("share", [29, 101])
def test_a_share_nobody_can_play_the_scene_in_is_refused(share: int) -> None:
    with pytest.raises(ValueError, match=f"part_percent is {share}"):
        Surcharges(part_percent=share)


def test_the_ends_of_a_call_take_that_share_in_a_breakdown(taken_apart: Taken) -> None:
    text = CALL.format(lines="\n".join(["A long line about nothing much."] * 12))
    split = next(s for s in taken_apart(text).scenes if s.parts)
    assert len(split.parts) == 2
    for part in split.parts:
        assert part.minutes.minutes > 0
        assert "one end alone 65 %" in part.minutes.source.where


def test_every_kind_of_production_has_a_pace() -> None:
    assert all(p.eighths_per_day > 0 and p.says for p in PACES)
