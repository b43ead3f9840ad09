"""The JSON shape of a stitched scene. Times are timecode, lengths frames at ``rate``."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.finding_answers import FindingAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAnswer:
    """One end of the scene, as on its slates."""

    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateAnswer:
    """The same line in another usable take, or by another camera; ``source`` is where it begins
    there, ``seen`` whether the speaker is in frame."""

    slate: str
    camera: str
    roll: str
    reel: str
    media: str
    seen: bool
    circled: bool
    source: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipAnswer:
    """A clip of a track. ``line`` is "" for what was improvised; ``source`` is the timecode of its
    first frame in the take, ``far`` tells that (some of) it is heard over the phone."""

    line: str
    name: str
    text: str
    at: str
    frames: int
    slate: str
    camera: str
    circled: bool
    source: str
    roll: str
    reel: str
    media: str
    online: bool
    pause: int
    head: int
    tail: int
    far: bool
    alternates: list[AlternateAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnswer:
    """A line left open; ``missing``: owed, dropped, no times yet, or no picture."""

    line: str
    name: str
    text: str
    at: str
    frames: int
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackAnswer:
    """Picture or sound of one end."""

    kind: str
    end: str
    clips: list[ClipAnswer]
    gaps: list[GapAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAnswer:
    """A marker: ``kind`` improvised, business, changed, note, or improvised in another take."""

    at: str
    kind: str
    text: str
    note: str
    slate: str
    timecode: str
    confidence: int
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StitchAnswer:
    """A scene stitched. ``files`` were written, ``rough_cut`` "" when none was rendered."""

    scene: str
    style: str
    rate: str
    drop_frame: bool
    start: str
    frames: int
    handles: int
    call: bool
    ends: list[EndAnswer]
    lines: int
    cut: int
    tracks: list[TrackAnswer]
    marks: list[MarkAnswer]
    files: list[str]
    rough_cut: str
    findings: list[FindingAnswer]
