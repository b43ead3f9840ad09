"""The take log: what was rolled, set up and shot, entry by entry; nothing is ever changed in it.

`spoken` holds what was said in the takes, `timecode` rates and clocks.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from intercut.domain.ids import (
    EntryId,
    LineId,
    PartId,
    SceneId,
    SetUpId,
    TakeId,
    UnitId,
)
from intercut.domain.spoken import HeardVerdict, Hearing, NonVerbal
from intercut.domain.timecode import Rate, Timecode

_SLATE: Final = re.compile(
    r"^\s*(?P<target>[^/]+?)\s*/\s*(?P<set_up>[^/]*?)\s*/\s*(?P<take>\d+)\s*$"
)


class TakeStatus(StrEnum):
    """What the director said of a take. HELD is neither printed nor refused."""

    CIRCLED = "circled"
    HELD = "held"
    NG = "no good"
    INCOMPLETE = "incomplete"
    FALSE_START = "false start"

    @property
    def usable(self) -> bool:
        """Whether the cut may use it."""
        return self in {TakeStatus.CIRCLED, TakeStatus.HELD}


class TakeKind(StrEnum):
    """The whole set-up, a pick-up that starts in the middle, or sound without picture."""

    FULL = "full"
    PICK_UP = "pick-up"
    WILD = "wild track"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Slate:
    """What stands on the slate: what is shot (`17pt1`), the set-up (`A`), the take."""

    target: str
    set_up: str
    take: int

    def __str__(self) -> str:
        return f"{self.target}/{self.set_up}/{self.take}"


def parse_slate(text: str) -> Slate:
    """A slate written `17pt1/A/3`.

    Raises
    ------
    ValueError
        When it is not.
    """
    found = _SLATE.match(text)
    if not found:
        msg = f"not a slate: {text!r}; write scene or part, set-up and take: 17pt1/A/3"
        raise ValueError(msg)
    return Slate(target=found["target"], set_up=found["set_up"], take=int(found["take"]))


class RollKind(StrEnum):
    """Picture or sound."""

    CAMERA = "camera"
    SOUND = "sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A card, magazine or tape: its ``name`` as labelled, when and at which unit it was used.

    ``start`` and ``end`` are the timecode of its first and its last frame where known.
    """

    name: str
    kind: RollKind
    date: dt.date
    unit: UnitId | None = None
    camera: str = ""
    rate: Rate | None = None
    start: Timecode | None = None
    end: Timecode | None = None
    note: str = ""


class Camera(StrEnum):
    """Whether the speaker of a line is in frame while it is said."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCoverage:
    """One line a take has, seen or only heard. ``camera`` names the one that sees it, `A` first;
    a line seen by two has two of these."""

    line: LineId
    on: Camera
    camera: str = "A"


class MatchKind(StrEnum):
    """What the other end of a split scene has to match."""

    LENS = "lens"
    HEIGHT = "camera height"
    DISTANCE = "distance"
    EYELINE = "eyeline"
    LIGHT = "light"
    HOUR = "time of day"
    WARDROBE = "wardrobe"
    HAIR = "hair and make-up"
    PROPS = "props"
    LEVELS = "levels"
    HANDS = "hands"
    PLATE = "clean plate"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchItem:
    """One thing to match and its value here (`eyeline`: `left of lens`)."""

    kind: MatchKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchList:
    """Everything the other end has to match, in the order it was noted."""

    items: tuple[MatchItem, ...] = ()

    def value(self, kind: MatchKind) -> str:
        """What was noted of a kind, "" for nothing; several are joined."""
        return "; ".join(i.value for i in self.items if i.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """One position of camera and light: `17pt1/A`, "CU Clara".

    ``target`` is the scene or part as printed, ``letter`` the set-up's own mark. ``lines`` is what
    it is meant to cover; a take of it that says nothing else covers these.
    """

    id: SetUpId
    scene: SceneId
    part: PartId | None
    target: str
    letter: str
    description: str = ""
    lens: str = ""
    camera: str = "A"
    lines: tuple[LineCoverage, ...] = ()
    match: MatchList = MatchList()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What one camera or the sound recorder has of a take.

    ``media`` is the file's name, "" while nobody has it. ``start`` is the timecode of the file's
    first frame and ``frames`` its length; None: as the take's in and out.
    """

    kind: RollKind
    roll: str
    camera: str = ""
    clip: str = ""
    media: str = ""
    rate: Rate | None = None
    start: Timecode | None = None
    frames: int | None = None


class Remark(StrEnum):
    """What a note on a take is about."""

    LINE = "line"
    CONTINUITY = "continuity"
    CAMERA = "camera"
    SOUND = "sound"
    PERFORMANCE = "performance"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNote:
    """A note on a take; ``line`` where it speaks of one."""

    text: str
    about: Remark = Remark.OTHER
    line: LineId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One take.

    ``part`` None: the scene shot whole. ``revision`` is the film's, whose script was on set.
    ``tc_in`` and ``tc_out`` run at ``rate``, ``tc_out`` not included; an out before the in is past
    midnight. ``stopwatch_ms`` is action to cut by hand. ``reason`` says why it is no good.
    ``lines`` empty: those of its set-up. ``stills`` are names of pictures attached.
    """

    id: TakeId
    slate: Slate
    scene: SceneId
    part: PartId | None
    date: dt.date
    status: TakeStatus
    revision: int = 0
    set_up: SetUpId | None = None
    kind: TakeKind = TakeKind.FULL
    reason: str = ""
    unit: UnitId | None = None
    rate: Rate | None = None
    tc_in: Timecode | None = None
    tc_out: Timecode | None = None
    stopwatch_ms: int | None = None
    lens: str = ""
    recordings: tuple[Recording, ...] = ()
    lines: tuple[LineCoverage, ...] = ()
    notes: tuple[TakeNote, ...] = ()
    business: tuple[NonVerbal, ...] = ()
    match: MatchList = MatchList()
    stills: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("tc_in", "tc_out"):
            code = getattr(self, name)
            if code is not None and code.rate != self.rate:
                msg = f"take {self.slate}: {name} runs at {code.rate}, the take at {self.rate}"
                raise ValueError(msg)
        if self.stopwatch_ms is not None and self.stopwatch_ms < 0:
            msg = f"take {self.slate}: a stopwatch shows 0 or more, not {self.stopwatch_ms} ms"
            raise ValueError(msg)

    @property
    def seconds(self) -> Fraction | None:
        """How long it is: by timecode, else by stopwatch, None when neither is known."""
        if self.rate is not None and self.tc_in is not None and self.tc_out is not None:
            return self.rate.seconds(self.tc_in.until(self.tc_out))
        if self.stopwatch_ms is not None:
            return Fraction(self.stopwatch_ms, 1000)
        return None

    @property
    def camera_roll(self) -> str:
        """Name of the first camera's roll, "" when none is noted."""
        return next((r.roll for r in self.recordings if r.kind is RollKind.CAMERA), "")

    @property
    def sound_roll(self) -> str:
        """Name of the sound roll, "" when none is noted."""
        return next((r.roll for r in self.recordings if r.kind is RollKind.SOUND), "")

    def clock_at(self, ms: int) -> Timecode | None:
        """The timecode so many milliseconds into the take, None when it has none."""
        if self.tc_in is None or self.rate is None:
            return None
        return self.tc_in.plus(self.rate.frames_at(Fraction(ms, 1000)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An entry that should not count any more, with the reason; it stays in the log."""

    entry: EntryId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChoice:
    """From which take a line of a scene is cut; ``take`` None: from the best one again.

    A later choice for a line takes the place of the earlier one.
    """

    scene: SceneId
    line: LineId
    take: TakeId | None


LogItem = Roll | SetUp | Take | Hearing | HeardVerdict | Withdrawal | LineChoice
"""What an entry may hold. A later SetUp, Take, or Hearing of the same id or take takes the place
of the earlier one, which stays in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing written down. ``seq`` counts from 1 in the order of arrival; ``at`` is ISO 8601
    in UTC, when it was written down; ``by`` is who did. ``revision`` is the film's, in whose
    script the lines it names are counted; 0 when that was not noted."""

    id: EntryId
    seq: int
    at: str
    by: str
    item: LogItem
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerLine:
    """A line as a take has it, where the script in force has it otherwise or not at all.

    ``number``, ``name`` and ``text`` are those of the draft the take was logged against, that of
    the film's ``revision``. ``line`` is what became of it, None where it is cut.
    """

    take: TakeId
    line: LineId | None
    revision: int
    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLog:
    """The log as it stands: what counts of each thing, in the order of first entry.

    ``takes`` are by date of entry, ``hearings`` the newest of each take with the verdicts of
    people in it. All lines are those of one draft; ``former`` tells which of them a take has as
    an earlier draft had them. ``choices`` are all that were made, in the order of entry.
    """

    rolls: tuple[Roll, ...] = ()
    set_ups: tuple[SetUp, ...] = ()
    takes: tuple[Take, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    former: tuple[FormerLine, ...] = ()
    choices: tuple[LineChoice, ...] = ()

    def take(self, id_: TakeId) -> Take | None:
        """The take of that id, None when there is none."""
        return next((t for t in self.takes if t.id == id_), None)

    def hearing(self, take: TakeId) -> Hearing | None:
        """What was heard of a take, None when nothing was."""
        return next((h for h in self.hearings if h.take == take), None)

    def coverage(self, take: Take) -> tuple[LineCoverage, ...]:
        """The lines a take has: its own, else those of its set-up."""
        if take.lines:
            return take.lines
        return next((s.lines for s in self.set_ups if s.id == take.set_up), ())

    def chosen(self, scene: SceneId) -> dict[LineId, TakeId]:
        """The take of each line of a scene for which somebody chose one."""
        last = {c.line: c.take for c in self.choices if c.scene == scene}
        return {line: take for line, take in last.items() if take is not None}

    def formerly(self, take: TakeId, line: LineId) -> FormerLine | None:
        """A line as an earlier draft had it, where that is what the take has; else None."""
        return next((f for f in self.former if f.take == take and f.line == line), None)
