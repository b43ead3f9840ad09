"""The stitched scene as data: tracks of clips and named gaps, every time a count of frames.

Frames of a source count from 00:00:00:00 of its recorder's clock and run on over midnight; frames
of the cut count from its first. No clock is read and no file opened here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.finding import Finding
from intercut.domain.ids import LineId, PartId, SceneId, TakeId
from intercut.domain.takes import RollKind
from intercut.domain.timecode import Rate, Timecode


class Style(StrEnum):
    """Which end is seen while a line is heard.

    SPEAKER: the one who talks. REACTION: the one who listens. HOLD: the picture stays where it is
    through short answers from the other end. OVERLAP: on the speaker, but the sound leads: the
    picture cuts a moment after the voice has begun (an L-cut).
    """

    SPEAKER = "speaker"
    REACTION = "reaction"
    HOLD = "hold"
    OVERLAP = "overlap"


class TrackKind(StrEnum):
    """Picture or sound."""

    PICTURE = "picture"
    SOUND = "sound"


class Missing(StrEnum):
    """Why a line has no clip."""

    OWED = "owed"
    DROPPED = "dropped"
    NO_TIMES = "no times yet"
    NO_PICTURE = "no picture"


class MarkKind(StrEnum):
    """What a marker points at."""

    IMPROVISED = "improvised"
    BUSINESS = "business"
    ELSEWHERE = "improvised in another take"
    CHANGED = "changed"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marker on a clip: ``at`` and ``frames`` count from the clip's first frame.

    ``text`` is what was said or done, ``note`` what people ought to know of it. Take, timecode
    and confidence are the evidence; ``confirmed_by`` is "" while nobody has looked.
    """

    kind: MarkKind
    at: int
    frames: int
    text: str
    note: str
    take: TakeId
    slate: str
    timecode: str = ""
    confidence: int = 100
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """What one camera or the sound recorder has of a take.

    ``file`` is the name in the log, ``path`` where the file was found ("" when it was not).
    ``reel`` is the roll's name made fit for an edit list, different for different rolls.
    ``start`` and ``frames`` are what there is of the take in it, in source frames; ``file_start``
    and ``file_frames`` the whole file, which may hold more. ``camera`` is the camera's letter,
    "" for the recorder.
    """

    kind: RollKind
    roll: str
    reel: str
    file: str
    path: str
    start: int
    frames: int
    file_start: int
    file_frames: int
    rate: Rate
    camera: str = ""

    @property
    def end(self) -> int:
        """The source frame after its last."""
        return self.start + self.frames

    def timecode(self, frame: int) -> Timecode:
        """A source frame on the recorder's clock."""
        return Timecode(frames=frame % self.rate.frames_per_day, rate=self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUsed:
    """A take as the cut names it. ``cameras`` are the letters of those that recorded it."""

    id: TakeId
    slate: str
    target: str
    set_up: str
    number: int
    date: str
    circled: bool
    note: str
    camera_roll: str
    sound_roll: str
    cameras: tuple[str, ...] = ()

    def by(self, media: Media) -> str:
        """The slate, and the camera of that file where the take has several."""
        camera = media.camera if len(self.cameras) > 1 else ""
        return f"{self.slate} {camera}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same line in another usable take, or by another camera of the same one.

    ``start`` and ``frames`` are where it lies there; ``seen`` whether the speaker is in frame (of
    sound: whether the speaker was on camera meanwhile).
    """

    take: TakeUsed
    media: Media
    start: int
    frames: int
    seen: bool = True

    @property
    def name(self) -> str:
        """Its slate, with the camera where the take has several: `17pt1/A/2 B`."""
        return self.take.by(self.media)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of a take on a track.

    ``line`` is None for what was improvised. ``at`` and ``frames`` are its place in the cut,
    ``start`` its first source frame. ``head`` and ``tail`` are the frames of handle there are, up
    to those asked for. ``far`` are the stretches, from the clip's first frame, in which the voice
    comes from the other end of the call. ``pause`` is how many of its first frames are silence
    before the line. ``guide`` is the camera's file to listen to where the recorder's is not there.
    """

    line: LineId | None
    name: str
    text: str
    take: TakeUsed
    media: Media
    start: int
    frames: int
    at: int
    pause: int = 0
    head: int = 0
    tail: int = 0
    far: tuple[tuple[int, int], ...] = ()
    alternates: tuple[Alternate, ...] = ()
    marks: tuple[Mark, ...] = ()
    guide: Media | None = None

    @property
    def end(self) -> int:
        """The frame of the cut after its last."""
        return self.at + self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Nothing on this track; with a ``line`` it stands for one there is no clip of, and says why.

    The length of such a gap is what the line took where it was read, else an estimate.
    """

    at: int
    frames: int
    line: LineId | None = None
    name: str = ""
    text: str = ""
    missing: Missing | None = None

    @property
    def end(self) -> int:
        """The frame of the cut after its last."""
        return self.at + self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of the scene: a part, or the scene itself where it is shot whole (``part`` None)."""

    part: PartId | None
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Picture or sound of one end from the first frame of the cut to the last."""

    kind: TrackKind
    end: End
    items: tuple[Clip | Gap, ...]

    @property
    def clips(self) -> tuple[Clip, ...]:
        """Its clips in order."""
        return tuple(i for i in self.items if isinstance(i, Clip))

    @property
    def missing(self) -> tuple[Gap, ...]:
        """The gaps that stand for a line."""
        return tuple(i for i in self.items if isinstance(i, Gap) and i.line is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A scene stitched together: a picture and a sound track for each end.

    ``start`` is the timecode of the cut's first frame; ``frames`` how long all tracks are.
    ``call`` tells that the ends are at different places, so that the far voice is on the phone.
    """

    title: str
    scene: SceneId
    number: str
    style: Style
    handles: int
    rate: Rate
    start: Timecode
    frames: int
    call: bool
    ends: tuple[End, ...]
    tracks: tuple[Track, ...]
    findings: tuple[Finding, ...] = ()

    def clock(self, frame: int) -> Timecode:
        """A frame of the cut as timecode."""
        return self.start.plus(frame)

    def of_kind(self, kind: TrackKind) -> tuple[Track, ...]:
        """The picture or the sound tracks."""
        return tuple(t for t in self.tracks if t.kind is kind)

    def clips(self, kind: TrackKind) -> tuple[Clip, ...]:
        """All clips of picture or sound in the order of the cut."""
        found = [c for t in self.of_kind(kind) for c in t.clips]
        return tuple(sorted(found, key=lambda c: c.at))

    def missing(self, kind: TrackKind) -> tuple[Gap, ...]:
        """The lines without picture or without sound, in the order of the cut."""
        found = [g for t in self.of_kind(kind) for g in t.missing]
        return tuple(sorted(found, key=lambda g: g.at))

    def marks(self) -> tuple[tuple[int, Mark], ...]:
        """Every marker with its frame of the cut, in order."""
        found = [(c.at + m.at, m) for t in self.tracks for c in t.clips for m in c.marks]
        return tuple(sorted(found, key=lambda f: f[0]))
