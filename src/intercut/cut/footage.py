"""What there is to cut from: each usable take of a scene with its lines, in source frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from intercut.cut.media import Reels, reels_of
from intercut.cut.timeline import End, Media, TakeUsed
from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.ids import LineId, PartId, RoleId
from intercut.domain.scene import Scene
from intercut.domain.spoken import HeardLine, Hearing, Said, ScriptLine, TimeSpan
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    Recording,
    RollKind,
    Take,
    TakeKind,
    TakeLog,
    TakeStatus,
)
from intercut.domain.timecode import FPS_24, Rate

ASSUMED_RATE: Final = FPS_24
"""Our assumption where nobody logged a rate; a finding says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of a take in source frames, half open.

    ``line`` is None for an addition. ``seen`` tells whether the speaker is in frame (of an
    addition: whether it is spoken at this end, not read to it).
    """

    line: LineId | None
    start: int
    end: int
    heard: HeardLine
    seen: bool = True
    camera: str = ""

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """One usable take laid out: from ``start`` to before ``end`` in source frames, which all its
    files have. ``first`` is the frame its times count from.

    ``rank`` orders takes of one end, the best first: circled before held, later before earlier.
    ``moments`` has the go at each line that counts; ``spans`` all that is known to sound in it.
    """

    take: Take
    used: TakeUsed
    rank: tuple[int, int]
    first: int
    start: int
    end: int
    rate: Rate
    moments: Mapping[LineId, Moment]
    added: tuple[Moment, ...]
    dropped: frozenset[LineId]
    heard: bool
    spans: tuple[tuple[int, int, LineId | None], ...]
    cameras: Mapping[str, Media]
    sound: Media

    def picture(self, camera: str = "") -> Media | None:
        """What a camera has of it, the first camera's when that one has nothing."""
        if camera in self.cameras:
            return self.cameras[camera]
        return next(iter(self.cameras.values()), None)

    def frame_span(self, span: TimeSpan) -> tuple[int, int]:
        """A span of time as source frames: every frame it touches."""
        return (
            self.first + _floor(span.start_ms, self.rate),
            self.first + _ceiling(span.end_ms, self.rate),
        )


def _floor(ms: int, rate: Rate) -> int:
    return ms * rate.numerator // (1000 * rate.denominator)


def _ceiling(ms: int, rate: Rate) -> int:
    return -(-ms * rate.numerator // (1000 * rate.denominator))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Who:
    """At which end each line is spoken, and which roles are on camera at each end."""

    homes: Mapping[LineId, PartId | None]
    here: Mapping[PartId, frozenset[RoleId]]

    def speaks_here(self, roles: Sequence[RoleId], part: PartId | None) -> bool:
        """Whether what these roles say is said at that end; where nobody knows, it is."""
        here = self.here.get(part) if part is not None else None
        return here is None or not roles or not here.isdisjoint(roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All footage of a scene by end, the rate it is cut at, and what is off about it."""

    rate: Rate
    of_end: Mapping[str, tuple[Footage, ...]]
    unheard: tuple[Take, ...]
    findings: tuple[Finding, ...]


def ends_of(scene: Scene) -> tuple[End, ...]:
    """The ends of a scene in the order of its parts; the scene itself where it has none."""
    if not scene.parts:
        return (End(part=None, target=scene.number, label=""),)
    return tuple(
        End(part=p.id, target=f"{scene.number}pt{p.number}", label=p.label) for p in scene.parts
    )


def material(
    scene: Scene,
    ends: Sequence[End],
    lines: Sequence[ScriptLine],
    log: TakeLog,
    found: Mapping[str, str],
) -> Material:
    """Everything usable that was shot of a scene.

    Parameters
    ----------
    lines
        The scene's speeches in script order.
    found
        Where media files lie, by the name the log has.
    """
    number = scene.number
    usable = [t for t in log.takes if t.scene == scene.id and t.status.usable]
    rate, findings = _rate_of(usable, number)
    same, odd = _of_rate(usable, rate)
    findings += _mixed(odd, rate, number)
    reels, told = reels_of(log, same, number)
    findings += told
    who = _Who(
        homes={line.id: line.part for line in lines},
        here={p.id: frozenset(p.on_camera) for p in scene.parts},
    )
    of_end: dict[str, tuple[Footage, ...]] = {}
    made: dict[str, Footage] = {}
    for end in ends:
        mine: list[Footage] = []
        for n, take in enumerate(same):
            if take.part not in {end.part, None}:
                continue
            if take.id not in made:
                laid, told = _laid_out(take, n, log, rate, reels, found, who, number)
                made[take.id] = laid
                findings += told
            mine.append(made[take.id])
        # What was shot of this end alone goes before the scene shot whole.
        mine.sort(key=lambda f: (f.take.part is None and end.part is not None, f.rank))
        of_end[end.target] = tuple(mine)
    findings += _about_media([m for f in made.values() for m in _all_media(f)], number)
    return Material(
        rate=rate,
        of_end=of_end,
        unheard=tuple(f.take for f in made.values() if not f.heard),
        findings=tuple(findings),
    )


def _all_media(footage: Footage) -> tuple[Media, ...]:
    return (*footage.cameras.values(), footage.sound)


def _rates(take: Take) -> list[Rate]:
    return [r for r in (take.rate, *(rec.rate for rec in take.recordings)) if r is not None]


def _rate_of(takes: Sequence[Take], number: str) -> tuple[Rate, list[Finding]]:
    counted: Counter[Rate] = Counter()
    for take in takes:
        for rate in _rates(take)[:1]:
            counted[rate] += 3 if take.status is TakeStatus.CIRCLED else 1
    if counted:
        most = max(counted.values())
        return next(r for r in counted if counted[r] == most), []
    if not takes:
        return ASSUMED_RATE, []
    told = warning(
        "cut.no_rate",
        f"No take of scene {number} says its frame rate: {ASSUMED_RATE} frames a second are assumed.",
        Where(scene=number),
        "Log the rate of its takes.",
    )
    return ASSUMED_RATE, [told]


def _of_rate(takes: Sequence[Take], rate: Rate) -> tuple[list[Take], list[Take]]:
    """Takes that run at a rate (drop-frame or not), and those that do not."""
    fits = {t.id: all(r.fps == rate.fps for r in _rates(t)) for t in takes}
    return [t for t in takes if fits[t.id]], [t for t in takes if not fits[t.id]]


def _mixed(odd: Sequence[Take], rate: Rate, number: str) -> list[Finding]:
    found: list[Finding] = []
    for take in odd:
        others = " and ".join(dict.fromkeys(str(r) for r in _rates(take) if r.fps != rate.fps))
        found.append(
            error(
                "cut.mixed_rates",
                f"Take {take.slate} has {others} frames a second, the rest of scene {number} "
                f"{rate}: it is left out.",
                Where(scene=number, strip=take.slate.target),
                "Correct the rate in the log, or log the file conformed to that rate.",
            )
        )
    return found


def _laid_out(
    take: Take,
    order: int,
    log: TakeLog,
    rate: Rate,
    reels: Reels,
    found: Mapping[str, str],
    who: _Who,
    number: str,
) -> tuple[Footage, list[Finding]]:
    findings: list[Finding] = []
    rate = take.rate or rate
    where = Where(scene=number, strip=take.slate.target)
    hearing = log.hearing(take.id)
    first = take.tc_in.frames if take.tc_in else 0
    if take.tc_in is None:
        findings.append(
            warning(
                "cut.no_timecode",
                f"Take {take.slate} has no timecode: it is counted from its first frame.",
                where,
                "Log its timecode in, or line it up by its slate.",
            )
        )
    length = _length(take, hearing, rate)
    if take.tc_in and first + length > rate.frames_per_day:
        findings.append(
            note(
                "cut.over_midnight",
                f"Take {take.slate} runs over midnight: its timecode starts again at 00:00:00:00.",
                where,
                "Edit lists are right only where the cut does not use the frames around midnight.",
            )
        )
    cameras = {
        r.camera or "A": _media(take, r, first, length, rate, reels, found)
        for r in take.recordings
        if r.kind is RollKind.CAMERA
    }
    recorder = next((r for r in take.recordings if r.kind is RollKind.SOUND), None)
    if not cameras and take.kind is not TakeKind.WILD:
        cameras = {"A": _media(take, None, first, length, rate, reels, found)}
    sound = (
        _media(take, recorder, first, length, rate, reels, found)
        if recorder or not cameras
        else next(iter(cameras.values()))
    )
    ranges = [(m.start, m.end) for m in (*cameras.values(), sound)]
    start = max(s for s, _ in ranges)
    end = max(start, min(e for _, e in ranges))
    footage = Footage(
        take=take,
        used=_used(take),
        rank=(0 if take.status is TakeStatus.CIRCLED else 1, -order),
        first=first,
        start=start,
        end=end,
        rate=rate,
        moments={},
        added=(),
        dropped=frozenset(),
        heard=hearing is not None,
        spans=(),
        cameras=cameras,
        sound=sound,
    )
    if hearing is None:
        return footage, findings
    laid, told = _heard(footage, hearing, log.coverage(take), who, where)
    return laid, findings + told


def _length(take: Take, hearing: Hearing | None, rate: Rate) -> int:
    """Frames of a take: by timecode, stopwatch, its file, else the last thing heard in it."""
    seconds = take.seconds
    if seconds:
        return max(1, rate.frames_at(seconds))
    frames = max((r.frames for r in take.recordings if r.frames is not None), default=0)
    if frames:
        return frames
    spans = [h.span for h in hearing.lines if h.span] if hearing else []
    return max((_ceiling(s.end_ms, rate) for s in spans), default=0)


def _media(
    take: Take,
    recording: Recording | None,
    first: int,
    length: int,
    rate: Rate,
    reels: Reels,
    found: Mapping[str, str],
) -> Media:
    """What a recording has of its take: the frames both have, on the take's clock."""
    start, end = first, first + length
    if recording is not None:
        if recording.start is not None and take.tc_in is not None and recording.start.rate == rate:
            day = rate.frames_per_day
            lead = (take.tc_in.frames - recording.start.frames) % day
            start = first - (lead if lead <= day // 2 else lead - day)
        if recording.frames is not None:
            end = start + recording.frames
    file_start, file_end = start, max(start, end)
    start, end = max(start, first), min(end, first + length)
    name = recording.media if recording else ""
    return Media(
        kind=recording.kind if recording else RollKind.CAMERA,
        roll=recording.roll.strip() if recording else "",
        reel=reels.of(take, recording),
        file=name,
        path=found.get(name, ""),
        start=start,
        frames=max(0, end - start),
        file_start=file_start,
        file_frames=file_end - file_start,
        rate=rate,
    )


def _used(take: Take) -> TakeUsed:
    return TakeUsed(
        id=take.id,
        slate=str(take.slate),
        target=take.slate.target,
        set_up=take.slate.set_up,
        number=take.slate.take,
        date=take.date.isoformat(),
        circled=take.status is TakeStatus.CIRCLED,
        note="; ".join(n.text for n in take.notes),
        camera_roll=take.camera_roll,
        sound_roll=take.sound_roll,
    )


def _heard(
    footage: Footage,
    hearing: Hearing,
    coverage: Sequence[LineCoverage],
    who: _Who,
    where: Where,
) -> tuple[Footage, list[Finding]]:
    """The footage with what was heard in it, kept inside the frames its files have."""
    take = footage.take
    seen_by = {c.line: c.camera for c in reversed(coverage) if c.on is Camera.ON}
    listed = {c.line for c in coverage}
    moments: dict[LineId, Moment] = {}
    added: list[Moment] = []
    spans: list[tuple[int, int, LineId | None]] = []
    outside: list[str] = []
    dropped = set()
    for heard in hearing.lines:
        if heard.rejected:
            continue
        if heard.kind is Said.DROPPED and heard.line is not None:
            dropped.add(heard.line)
        if heard.span is None or heard.kind is Said.DROPPED:
            continue
        start, end = footage.frame_span(heard.span)
        kept_start, kept_end = max(start, footage.start), min(end, footage.end)
        if (kept_start, kept_end) != (start, end):
            outside.append(heard.said[:40])
        if kept_end <= kept_start:
            continue
        spans.append((kept_start, kept_end, heard.line))
        if not heard.chosen:
            continue
        line = heard.line
        if line is None:
            here = who.speaks_here(heard.roles, take.part)
            added.append(Moment(line=None, start=kept_start, end=kept_end, heard=heard, seen=here))
            continue
        # Where nobody said what the camera sees, it sees those who are at this end.
        home = who.homes.get(line)
        on = line in seen_by or (
            line not in listed and (take.part is None or home in {take.part, None})
        )
        moments[line] = Moment(
            line=line,
            start=kept_start,
            end=kept_end,
            heard=heard,
            seen=on and take.kind is not TakeKind.WILD,
            camera=seen_by.get(line, ""),
        )
    findings: list[Finding] = []
    if outside:
        findings.append(
            warning(
                "cut.outside_take",
                f"{len(outside)} of the moments heard in take {take.slate} lie outside its picture "
                f"or sound, first {outside[0]!r}: they are cut where it ends.",
                where,
                "Check its timecode in and out, and whether the transcript's times count from there.",
            )
        )
    for business in take.business:
        if business.span is not None:
            start, end = footage.frame_span(business.span)
            spans.append((start, end, None))
    laid = replace(
        footage,
        moments=moments,
        added=tuple(sorted(added, key=lambda m: (m.start, m.heard.number))),
        dropped=frozenset(dropped - moments.keys()),
        heard=True,
        spans=tuple(sorted(spans, key=lambda s: (s[0], s[1]))),
    )
    return laid, findings


def _about_media(media: Sequence[Media], number: str) -> list[Finding]:
    found = [
        warning(
            "cut.media_missing",
            f"The media file {name} is not there.",
            Where(scene=number, file=name),
            "Name the folder it lies in (--media FOLDER); until then its clips are offline.",
        )
        for name in dict.fromkeys(m.file for m in media if m.file and not m.path)
    ]
    if media and not any(m.file for m in media):
        found.append(
            note(
                "cut.no_media",
                f"The log names no media files for scene {number}: clips point at rolls.",
                Where(scene=number),
                "Log the file of each recording, or relink by reel and timecode.",
            )
        )
    return found
