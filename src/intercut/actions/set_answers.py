"""The JSON shapes of the take log and what comes of it. Times are milliseconds of the take."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.finding_answers import FindingAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAnswer:
    """One take. ``seconds`` null: nobody timed it. ``on`` and ``off`` are lines by number."""

    id: str
    slate: str
    scene: str
    part: str
    date: str
    status: str
    kind: str
    reason: str
    rate: str
    tc_in: str
    tc_out: str
    seconds: float | None
    camera_roll: str
    sound_roll: str
    lens: str
    on: list[str]
    off: list[str]
    notes: list[str]
    business: list[str]
    stills: list[str]
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesAnswer:
    """The take log, and how many entries were new; ``files`` written of it."""

    new: int
    entries: int
    takes: list[TakeAnswer]
    files: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChangeAnswer:
    """A stretch of words: ``written`` became ``said``; equal where it is as written."""

    written: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLineAnswer:
    """A line as heard. ``kind``: as written, changed, dropped, added. ``start_ms`` null: not
    heard. An addition stands between ``after`` and ``before`` ("": none)."""

    number: int
    kind: str
    line: str
    after: str
    before: str
    written: str
    said: str
    changes: list[WordChangeAnswer]
    start_ms: int | None
    end_ms: int | None
    timecode: str
    attempt: int
    chosen: bool
    speaker: str
    roles: list[str]
    confidence: int
    confirmed_by: str
    rejected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HearAnswer:
    """A transcript laid on a take."""

    take: str
    transcript: str
    words: int
    lines: list[HeardLineAnswer]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAnswer:
    """Where a change was heard. ``confirmed_by`` "": nobody looked at it yet."""

    take: str
    slate: str
    start_ms: int | None
    timecode: str
    confidence: int
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotLineAnswer:
    """A line as shot; ``kind`` "" where no circled take was heard."""

    kind: str
    line: str
    after: str
    name: str
    part: str
    written: str
    said: str
    business: bool
    evidence: list[EvidenceAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotSceneAnswer:
    """A scene as shot."""

    scene: str
    lines: list[AsShotLineAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChangeAnswer:
    """What an end still to be shot becomes: eighths and minutes before and after."""

    target: str
    label: str
    eighths: list[int]
    minutes: list[int]
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotAnswer:
    """The script as shot. ``told`` is the revision of facts that told the planner, 0 for none."""

    scenes: list[AsShotSceneAnswer]
    changes: list[PartChangeAnswer]
    files: list[str]
    told: int
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOwedAnswer:
    """A line as one part has it: ``needed`` and ``covered`` are on camera, off camera, not at all.
    ``formerly`` are the words its takes have where an earlier draft had others."""

    line: str
    name: str
    text: str
    needed: str
    covered: str
    owed: bool
    takes: list[str]
    formerly: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOwedAnswer:
    """A part, or a scene shot whole."""

    target: str
    label: str
    shot: bool
    complete: bool
    lines: list[LineOwedAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneOwedAnswer:
    """A scene; complete when all its parts are."""

    scene: str
    complete: bool
    parts: list[PartOwedAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedAnswer:
    """What is owed. ``handed`` is what ends still to be shot have to match."""

    scenes: list[SceneOwedAnswer]
    handed: list[str]
    findings: list[FindingAnswer]


SET_ANSWERS: dict[str, tuple[type[object], int]] = {
    "intercut.take": (TakesAnswer, 1),
    "intercut.hear": (HearAnswer, 1),
    "intercut.asshot": (AsShotAnswer, 1),
    "intercut.owed": (OwedAnswer, 1),
}
"""Schema name -> (record, version)."""
