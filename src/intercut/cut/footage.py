"""What a take has to cut from: its lines and its files, in source frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intercut.cut.timeline import Media, TakeUsed
from intercut.domain.ids import LineId, RoleId
from intercut.domain.spoken import HeardLine, TimeSpan
from intercut.domain.takes import Take
from intercut.domain.timecode import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of a take in source frames, half open.

    ``line`` is None for an addition. ``seen`` tells whether the speaker is in frame (of an
    addition: whether it is spoken at this end, not read to it). ``cameras`` are those that see
    the speaker all through it, the one to cut to first; ``on`` those that were noted to see the
    speaker, ``off`` those that were noted not to.
    """

    line: LineId | None
    start: int
    end: int
    heard: HeardLine
    seen: bool = True
    cameras: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.end - self.start

    @property
    def camera(self) -> str:
        """The camera to cut to, "" where none is known to see it."""
        return next(iter(self.cameras), "")

    def shows_speaker(self, camera: str) -> bool:
        """Whether a camera has the speaker in frame."""
        return camera in self.on or camera in self.cameras


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """One usable take laid out. ``first`` is the source frame its times count from.

    ``rank`` orders takes of one end, the best first: circled before held, later before earlier.
    ``moments`` has the go at each line that counts; ``spans`` all that is known to sound in it.
    ``cameras`` has a file for each camera by its letter, the first one first; their files need
    not have the same frames, nor those of ``sound``. ``sees`` counts for each role the lines of it
    that a camera sees.
    """

    take: Take
    used: TakeUsed
    rank: tuple[int, int]
    first: int
    rate: Rate
    moments: Mapping[LineId, Moment]
    added: tuple[Moment, ...]
    dropped: frozenset[LineId]
    heard: bool
    spans: tuple[tuple[int, int, LineId | None], ...]
    cameras: Mapping[str, Media]
    sound: Media
    sees: Mapping[RoleId, Mapping[str, int]]

    def picture(self, camera: str = "") -> Media | None:
        """What a camera has of it, the first camera's when that one has nothing."""
        if camera in self.cameras:
            return self.cameras[camera]
        return next(iter(self.cameras.values()), None)

    def frame_span(self, span: TimeSpan) -> tuple[int, int]:
        """A span of time as source frames: every frame it touches."""
        return (
            self.first + _floor(span.start_ms, self.rate),
            self.first + ceiling(span.end_ms, self.rate),
        )

    def holding(self, start: int, end: int) -> tuple[str, ...]:
        """The cameras whose file has all of a stretch of source frames, in their order."""
        return tuple(n for n, m in self.cameras.items() if m.start <= start and end <= m.end)

    def likely(self, start: int, end: int, roles: Iterable[RoleId]) -> tuple[str, ...]:
        """The cameras that have a stretch, the one first that sees these roles most often."""
        seen: Counter[str] = Counter()
        for role in roles:
            seen.update(self.sees.get(role, {}))
        return tuple(sorted(self.holding(start, end), key=lambda camera: -seen[camera]))


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch of a take that serves for something; ``camera`` is the one that is cut to."""

    footage: Footage
    moment: Moment
    camera: str = ""

    @property
    def picture(self) -> Media | None:
        """What its camera has of the take, None without any camera."""
        return self.footage.picture(self.camera)


def _floor(ms: int, rate: Rate) -> int:
    return ms * rate.numerator // (1000 * rate.denominator)


def ceiling(ms: int, rate: Rate) -> int:
    """The frames a span of that many milliseconds touches, counted from its first."""
    return -(-ms * rate.numerator // (1000 * rate.denominator))
