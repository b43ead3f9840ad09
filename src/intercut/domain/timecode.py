"""Frame rates and timecode in whole numbers: a rate is a fraction, a moment a count of frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_TIMECODE: Final = re.compile(
    r"^\s*(?P<h>\d{1,2}):(?P<m>\d{2}):(?P<s>\d{2})(?P<mark>[:;.,])(?P<f>\d{2,3})\s*$"
)
_RATE: Final = re.compile(
    r"^\s*(?P<number>\d+(?:\.\d+)?)\s*(?:fps)?\s*(?P<drop>n?df|drop|non-?drop)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Rate:
    """Frames a second as a fraction; ``drop`` counts by SMPTE drop-frame.

    Drop-frame drops numbers, never frames: 2 (at 29.97) or 4 (at 59.94) at the start of each
    minute that does not divide by ten, so that the count keeps up with the clock.

    References
    ----------
    SMPTE ST 12-1, "Time and Control Code": drop-frame compensation.
    """

    numerator: int
    denominator: int = 1
    drop: bool = False

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            msg = f"a rate is above 0, not {self.numerator}/{self.denominator}"
            raise ValueError(msg)
        if self.drop and (self.denominator != 1001 or self.nominal not in {30, 60}):
            msg = (
                f"drop-frame belongs to 29.97 and 59.94, not to {self.numerator}/{self.denominator}"
            )
            raise ValueError(msg)

    @property
    def fps(self) -> Fraction:
        """Frames in one second."""
        return Fraction(self.numerator, self.denominator)

    @property
    def nominal(self) -> int:
        """Frames the counter counts in one of its seconds: 24 for 23.976."""
        return -(-self.numerator // self.denominator)

    @property
    def dropped(self) -> int:
        """Numbers left out at the start of a minute: 2, 4, or 0 without drop-frame."""
        return self.nominal // 15 if self.drop else 0

    @property
    def frames_per_day(self) -> int:
        """Frames from 00:00:00:00 until the counter is there again."""
        return 24 * (self.nominal * 3600 - 54 * self.dropped)

    def seconds(self, frames: int) -> Fraction:
        """How long so many frames last, exactly."""
        return Fraction(frames * self.denominator, self.numerator)

    def frames_at(self, seconds: Fraction) -> int:
        """The frame nearest to a moment; halfway goes to the later one."""
        return (2 * seconds * self.fps + 1) // 2

    def __str__(self) -> str:
        if self.denominator == 1:
            return str(self.numerator)
        shown = f"{float(self.fps):.3f}".rstrip("0").rstrip(".")
        return f"{shown} DF" if self.drop else shown


FPS_23_976: Final = Rate(numerator=24000, denominator=1001)
FPS_24: Final = Rate(numerator=24)
FPS_25: Final = Rate(numerator=25)
FPS_29_97: Final = Rate(numerator=30000, denominator=1001)
FPS_29_97_DROP: Final = Rate(numerator=30000, denominator=1001, drop=True)
FPS_30: Final = Rate(numerator=30)
FPS_50: Final = Rate(numerator=50)
FPS_59_94: Final = Rate(numerator=60000, denominator=1001)
FPS_59_94_DROP: Final = Rate(numerator=60000, denominator=1001, drop=True)

RATES: Final = (
    FPS_23_976,
    FPS_24,
    FPS_25,
    FPS_29_97,
    FPS_29_97_DROP,
    FPS_30,
    FPS_50,
    FPS_59_94,
    FPS_59_94_DROP,
)
"""The rates of the field."""


def parse_rate(text: str) -> Rate:
    """A rate as people write it: `24`, `23.976`, `23.98`, `29.97 DF`, `59.94 NDF`, `25 fps`.

    Raises
    ------
    ValueError
        When it is none of the rates of the field.
    """
    found = _RATE.match(text)
    if found:
        mark = (found["drop"] or "").casefold()
        drop = mark in {"df", "drop"}
        given = Fraction(found["number"])
        for rate in RATES:
            # 23.98 and 29.970 name the fraction: people round it as they like.
            near = abs(rate.fps - given) < Fraction(1, 100)
            if rate.drop == drop and near and (rate.denominator == 1) == (given.denominator == 1):
                return rate
    known = ", ".join(str(r) for r in RATES)
    msg = f"not a frame rate: {text!r}; write one of {known}"
    raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timecode:
    """A moment on a recorder's clock: ``frames`` counted from 00:00:00:00 at ``rate``.

    Less than a day: at midnight the counter starts again.
    """

    frames: int
    rate: Rate

    def __post_init__(self) -> None:
        if not 0 <= self.frames < self.rate.frames_per_day:
            msg = f"timecode counts 0 to {self.rate.frames_per_day - 1} frames, not {self.frames}"
            raise ValueError(msg)

    def plus(self, frames: int) -> Timecode:
        """So many frames later (or earlier), round the clock."""
        return Timecode(frames=(self.frames + frames) % self.rate.frames_per_day, rate=self.rate)

    def until(self, later: Timecode) -> int:
        """Frames from here to a later moment, over midnight where that comes between.

        Raises
        ------
        ValueError
            When the two are of different rates.
        """
        if later.rate != self.rate:
            msg = f"timecode at {self.rate} and at {later.rate} cannot be subtracted"
            raise ValueError(msg)
        return (later.frames - self.frames) % self.rate.frames_per_day

    def __str__(self) -> str:
        """`01:02:03:04`; drop-frame as `01:02:03;04`."""
        nominal, dropped = self.rate.nominal, self.rate.dropped
        count = self.frames
        if dropped:
            tens, within = divmod(count, nominal * 600 - 9 * dropped)
            count += 9 * dropped * tens
            if within >= nominal * 60:
                count += dropped * (1 + (within - nominal * 60) // (nominal * 60 - dropped))
        seconds, frame = divmod(count, nominal)
        mark = ";" if dropped else ":"
        width = 3 if nominal > 100 else 2
        return (
            f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
            f"{mark}{frame:0{width}d}"
        )


def parse_timecode(text: str, rate: Rate) -> Timecode:
    """Timecode written `HH:MM:SS:FF`; `;`, `.` or `,` before the frames are taken too.

    Raises
    ------
    ValueError
        When it is none, counts past its rate or day, or names a number drop-frame leaves out.
    """
    found = _TIMECODE.match(text)
    if not found:
        msg = f"not a timecode: {text!r}; write 01:02:03:04"
        raise ValueError(msg)
    hours, minutes = int(found["h"]), int(found["m"])
    seconds, frame = int(found["s"]), int(found["f"])
    if hours > 23 or minutes > 59 or seconds > 59 or frame >= rate.nominal:
        msg = f"not a timecode at {rate} frames a second: {text!r}"
        raise ValueError(msg)
    if found["mark"] == ";" and not rate.drop:
        msg = f"{text!r} is drop-frame timecode, and the rate {rate} does not drop"
        raise ValueError(msg)
    if rate.drop and seconds == 0 and minutes % 10 and frame < rate.dropped:
        msg = f"{text!r} does not exist: drop-frame leaves that number out"
        raise ValueError(msg)
    past = hours * 60 + minutes
    frames = (past * 60 + seconds) * rate.nominal + frame - rate.dropped * (past - past // 10)
    return Timecode(frames=frames, rate=rate)
