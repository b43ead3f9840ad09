"""What is spoken: the script's lines, what was heard of them, the script as shot, what is owed.

A *line* is one speech: a cue with all that is said under it. Times are milliseconds from the
start of the take they belong to, which is its timecode in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.finding import Finding
from intercut.domain.ids import EntryId, LineId, PartId, RoleId, SceneId, TakeId
from intercut.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """One speech as written.

    ``number`` counts the speeches of the scene from 1. ``cue`` is the offset of its cue within
    the scene (0 = the heading), as in `CastEntry.lines`. ``name`` is the cue without extensions,
    ``roles`` who speaks it. ``text`` is what is said, parentheticals left out; they stand in
    ``directions``. ``part`` is the end it is spoken at, None where the scene is one.
    ``voice`` tells that nobody is on camera for it anywhere: a narrator, a voice on the phone.
    """

    id: LineId
    scene: SceneId
    number: int
    cue: int
    name: str
    roles: tuple[RoleId, ...]
    text: str
    directions: tuple[str, ...] = ()
    part: PartId | None = None
    voice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """From ``start_ms`` until before ``end_ms``, counted from the start of the take."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if self.end_ms < self.start_ms:
            msg = f"a span of time ends before it starts: {self.start_ms} .. {self.end_ms} ms"
            raise ValueError(msg)


class Said(StrEnum):
    """What became of a line; ADDED is speech the script does not have."""

    AS_WRITTEN = "as written"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """One stretch of words: the same in both, or ``written`` became ``said``; one may be empty."""

    written: str
    said: str

    @property
    def same(self) -> bool:
        """Whether it was said as written (spelling and punctuation aside: the script's stand)."""
        return self.written == self.said


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLine:
    """One line of the script, or one addition to it, as a take has it.

    ``number`` counts within the hearing from 1, in the order of the script, additions in their
    gap. ``line`` is None for an addition; that one stands between the lines ``after`` and
    ``before`` (None: before the first, after the last). ``said`` is what was heard. ``changes``
    are the stretches of it in order. ``span`` is None where nothing was heard. ``attempt`` counts
    the goes at the line within the take, ``chosen`` marks the one that counts (one a line).
    ``speaker`` is what the transcript calls the voice. ``confidence`` is a percentage.
    ``confirmed_by`` is the person who looked, "" while it is only proposed; one that was looked
    at and is wrong is ``rejected``.
    """

    number: int
    kind: Said
    line: LineId | None = None
    after: LineId | None = None
    before: LineId | None = None
    said: str = ""
    changes: tuple[WordChange, ...] = ()
    span: TimeSpan | None = None
    attempt: int = 1
    chosen: bool = True
    speaker: str = ""
    roles: tuple[RoleId, ...] = ()
    confidence: int = 100
    confirmed_by: str = ""
    rejected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A transcript laid against the lines of one take.

    ``transcript`` is the name of its file, ``sha256`` of its bytes, ``words`` how many it has.
    """

    take: TakeId
    transcript: str
    sha256: str
    words: int
    lines: tuple[HeardLine, ...]

    def chosen(self, line: LineId) -> HeardLine | None:
        """The go at a line that counts, None when the line is not in this take."""
        return next((h for h in self.lines if h.line == line and h.chosen), None)

    def added(self) -> tuple[HeardLine, ...]:
        """What was said beside the script, without what a person rejected."""
        return tuple(h for h in self.lines if h.kind is Said.ADDED and not h.rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardVerdict:
    """What a person says of one heard line: right, wrong, or right with these words.

    ``roles`` name who spoke, where the transcript did not know.
    """

    hearing: EntryId
    number: int
    accepted: bool
    said: str | None = None
    roles: tuple[RoleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NonVerbal:
    """Business without words that is not in the script: a kiss into the phone.

    It stands after the line ``after`` (None: before the first); ``roles`` do it. ``audible``
    tells whether the other end of a call can hear it.
    """

    text: str
    after: LineId | None = None
    roles: tuple[RoleId, ...] = ()
    span: TimeSpan | None = None
    audible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where something was seen or heard: the take, its slate, the time in it.

    ``timecode`` is the moment on the recorder's clock, "" when the take has none.
    """

    take: TakeId
    slate: str
    span: TimeSpan | None = None
    timecode: str = ""
    confidence: int = 100
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotLine:
    """A line as it was really said in a circled take, an addition, or business without words.

    ``kind`` None: no circled take was heard, the line stands as written. ``business`` tells that
    ``said`` describes what is done, not words. ``part`` is the end it belongs to. ``evidence`` is
    what it rests on, the take that counts first.
    """

    kind: Said | None
    line: LineId | None
    after: LineId | None
    name: str
    roles: tuple[RoleId, ...]
    written: str
    said: str
    changes: tuple[WordChange, ...] = ()
    part: PartId | None = None
    business: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it is otherwise than the script has it."""
        return self.business or self.kind in {Said.CHANGED, Said.DROPPED, Said.ADDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotScene:
    """One scene as shot, its lines in order; ``findings`` where takes contradict each other."""

    scene: SceneId
    number: str
    lines: tuple[AsShotLine, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """What an end of a scene still to be shot becomes by what was said at the other.

    Eighths and minutes before and after; ``lines`` are the changes it has to answer to, none
    where it is as written again. ``source`` is what the new lengths rest on.
    """

    part: PartId
    target: str
    label: str
    eighths: tuple[int, int]
    minutes: tuple[int, int]
    lines: tuple[AsShotLine, ...]
    source: Source | None = None


class Covered(StrEnum):
    """How the usable takes of a part have a line."""

    ON_CAMERA = "on camera"
    OFF_CAMERA = "off camera"
    NOT_AT_ALL = "not at all"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOwed:
    """One line as one part has it. ``needed`` is what that part has to give: its own speakers on
    camera, the others' voices off camera or nothing. ``takes`` cover it, the best first.
    ``formerly`` are the words the best of them has, where an earlier draft had others."""

    line: LineId
    name: str
    text: str
    needed: Covered
    covered: Covered
    takes: tuple[TakeId, ...] = ()
    formerly: str = ""

    @property
    def owed(self) -> bool:
        """Whether the part still lacks it."""
        if self.needed is Covered.ON_CAMERA:
            return self.covered is not Covered.ON_CAMERA
        return self.needed is Covered.OFF_CAMERA and self.covered is Covered.NOT_AT_ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOwed:
    """One part (or a scene shot whole) with all lines of the scene.

    ``shot`` tells whether any usable take of it exists. A part without lines to give is complete
    once it is shot.
    """

    target: str
    part: PartId | None
    label: str
    lines: tuple[LineOwed, ...]
    shot: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is owed any more."""
        return self.shot and not any(line.owed for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneOwed:
    """What a scene still owes; it is complete when all its parts are."""

    scene: SceneId
    number: str
    parts: tuple[PartOwed, ...]

    @property
    def complete(self) -> bool:
        """Whether every part is."""
        return all(p.complete for p in self.parts)
