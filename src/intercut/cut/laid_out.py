"""A usable take laid out: where each line is in its files, and which camera sees the speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from intercut.cut.footage import Footage, Moment, ceiling
from intercut.cut.media import Reels
from intercut.cut.timeline import Media, TakeUsed
from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import LineId, PartId, RoleId
from intercut.domain.spoken import Hearing, Said
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
from intercut.domain.timecode import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """At which end and by whom each line is spoken, and which roles are on camera at each end."""

    homes: Mapping[LineId, PartId | None]
    roles: Mapping[LineId, frozenset[RoleId]]
    here: Mapping[PartId, frozenset[RoleId]]

    def speaks_here(self, roles: Sequence[RoleId], part: PartId | None) -> bool:
        """Whether what these roles say is said at that end; where nobody knows, it is."""
        here = self.here.get(part) if part is not None else None
        return here is None or not roles or not here.isdisjoint(roles)


def laid_out(
    take: Take,
    order: int,
    log: TakeLog,
    rate: Rate,
    reels: Reels,
    found: Mapping[str, str],
    who: Speakers,
    number: str,
) -> tuple[Footage, list[Finding]]:
    """A take with its lines in source frames, and what is off about it.

    Parameters
    ----------
    order
        Its place among the takes of the scene: the later one is the director's last word.
    number
        Of the scene, for the findings.
    """
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
    by_letter, told = _by_camera(take, where)
    findings += told
    cameras = {
        letter: _media(take, r, letter, first, length, rate, reels, found)
        for letter, r in by_letter.items()
    }
    # Without a recorder the camera that ran longest gives the sound.
    recorder = next((r for r in take.recordings if r.kind is RollKind.SOUND), None)
    if not cameras and take.kind is not TakeKind.WILD:
        cameras = {"A": _media(take, None, "A", first, length, rate, reels, found)}
    sound = (
        _media(take, recorder, "", first, length, rate, reels, found)
        if recorder or not cameras
        else max(cameras.values(), key=lambda m: m.frames)
    )
    if take.kind is TakeKind.WILD:
        # Whatever a camera ran for it, it is no picture of the scene.
        cameras = {}
    footage = Footage(
        take=take,
        used=_used(take, tuple(cameras)),
        rank=(0 if take.status is TakeStatus.CIRCLED else 1, -order),
        first=first,
        rate=rate,
        moments={},
        added=(),
        dropped=frozenset(),
        heard=hearing is not None,
        spans=(),
        cameras=cameras,
        sound=sound,
        sees={},
    )
    if hearing is None:
        return footage, findings
    laid, told = _heard(footage, hearing, log.coverage(take), who, where)
    return laid, findings + told


def _by_camera(take: Take, where: Where) -> tuple[dict[str, Recording], list[Finding]]:
    """The recording of each camera by its letter; one without gets the next that is free."""
    shot = [r for r in take.recordings if r.kind is RollKind.CAMERA]
    named = {r.camera.strip().upper() for r in shot}
    free = (letter for letter in ascii_uppercase if letter not in named)
    found: dict[str, Recording] = {}
    twice: list[str] = []
    for recording in shot:
        letter = recording.camera.strip().upper() or next(free, "")
        if letter in found:
            twice.append(letter)
            continue
        found[letter] = recording
    if not twice:
        return found, []
    told = warning(
        "cut.camera_twice",
        f"Take {take.slate} has more than one file of camera {', '.join(dict.fromkeys(twice))}: "
        "the first is used.",
        where,
        "Give each camera its own letter in the log, or join the files of one camera.",
    )
    return found, [told]


def _length(take: Take, hearing: Hearing | None, rate: Rate) -> int:
    """Frames of a take: by timecode, stopwatch, its file, else the last thing heard in it."""
    seconds = take.seconds
    if seconds:
        return max(1, rate.frames_at(seconds))
    frames = max((r.frames for r in take.recordings if r.frames is not None), default=0)
    if frames:
        return frames
    spans = [h.span for h in hearing.lines if h.span] if hearing else []
    return max((ceiling(s.end_ms, rate) for s in spans), default=0)


def _media(
    take: Take,
    recording: Recording | None,
    camera: str,
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
        camera=camera,
        file_start=file_start,
        file_frames=file_end - file_start,
        rate=rate,
    )


def _used(take: Take, cameras: tuple[str, ...]) -> TakeUsed:
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
        cameras=cameras,
    )


def _heard(
    footage: Footage,
    hearing: Hearing,
    coverage: Sequence[LineCoverage],
    who: Speakers,
    where: Where,
) -> tuple[Footage, list[Finding]]:
    """The footage with what was heard in it, kept inside the frames its files have."""
    take = footage.take
    seeing, told = _seeing(footage, coverage, where)
    moments: dict[LineId, Moment] = {}
    extra: list[Moment] = []
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
        line = heard.line
        moment = Moment(line=line, start=start, end=end, heard=heard, seen=False)
        if line is None:
            moment = replace(moment, seen=who.speaks_here(heard.roles, take.part))
        elif take.kind is not TakeKind.WILD:
            moment = _covered(moment, seeing, footage, who.homes.get(line))
        moment = _kept(moment, footage)
        if (moment.start, moment.end) != (start, end):
            outside.append(heard.said[:40])
        if moment.end <= moment.start:
            continue
        spans.append((moment.start, moment.end, line))
        if not heard.chosen:
            continue
        if line is None:
            extra.append(moment)
        else:
            moments[line] = moment
    footage = replace(footage, sees=_roles_seen(moments.values(), who.roles))
    added = [replace(m, cameras=footage.likely(m.start, m.end, m.heard.roles)) for m in extra]
    findings = told
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seeing:
    """Which cameras were noted to see the speaker of a line, and which not to."""

    on: Mapping[LineId, tuple[str, ...]]
    off: Mapping[LineId, tuple[str, ...]]


def _seeing(
    footage: Footage, coverage: Sequence[LineCoverage], where: Where
) -> tuple[_Seeing, list[Finding]]:
    """What was noted of the cameras of a take, by the letters of its recordings.

    With one camera the letter does not matter. One that is noted and recorded nothing is told.
    """
    letters = tuple(footage.cameras)
    on: dict[LineId, tuple[str, ...]] = {}
    off: dict[LineId, tuple[str, ...]] = {}
    unknown: Counter[str] = Counter()
    for covered in coverage:
        letter = covered.camera.strip().upper()
        if letter not in letters and len(letters) == 1:
            letter = letters[0]
        elif letter not in letters:
            unknown[letter] += covered.on is Camera.ON
            letter = ""
        noted = on if covered.on is Camera.ON else off
        known = noted.setdefault(covered.line, ())
        if letter and letter not in known:
            noted[covered.line] = (*known, letter)
    # In the order of the cameras, so that the first of those that see a line is cut to.
    order = {letter: n for n, letter in enumerate(letters)}
    seeing = _Seeing(
        on={line: tuple(sorted(found, key=order.__getitem__)) for line, found in on.items()},
        off={
            line: tuple(c for c in found if c not in on.get(line, ()))
            for line, found in off.items()
        },
    )
    told = [
        warning(
            "cut.camera_missing",
            f"Camera {letter or 'without a letter'} of take {footage.used.slate} is noted for "
            f"{count} line{'s' * (count != 1)}, but recorded nothing: there is camera "
            f"{', '.join(letters)}.",
            where,
            "Log the file of that camera, or correct which camera has these lines.",
        )
        for letter, count in unknown.items()
        if count and letters
    ]
    return seeing, told


def _covered(moment: Moment, seeing: _Seeing, footage: Footage, home: PartId | None) -> Moment:
    """A line with the cameras that see it.

    Where nobody said what the cameras see, they see those who are at this end.
    """
    line, part = moment.line, footage.take.part
    if line is None or (line not in seeing.on and line not in seeing.off):
        here = part is None or home in {part, None}
        cameras = tuple(footage.cameras) if here else ()
        return replace(moment, seen=here, cameras=cameras, on=cameras)
    cameras = seeing.on.get(line, ())
    off = seeing.off.get(line, ())
    return replace(moment, seen=bool(cameras), cameras=cameras, on=cameras, off=off)


def _kept(moment: Moment, footage: Footage) -> Moment:
    """A moment inside the frames that its sound and a camera that sees it have.

    A camera that has all of it goes before one that has less; only those that have all of what is
    kept are named.
    """
    sound = footage.sound
    start, end = max(moment.start, sound.start), min(moment.end, sound.end)
    files = [footage.cameras[c] for c in moment.cameras]
    if moment.line is None and moment.seen:
        files = list(footage.cameras.values())
    ranges = [(max(start, f.start), min(end, f.end)) for f in files]
    most = max(ranges, key=lambda r: r[1] - r[0], default=(start, start))
    seen = moment.seen
    if most[0] < most[1]:
        start, end = most
    elif moment.line is not None:
        seen = False
    holding = footage.holding(start, end)
    cameras = tuple(c for c in moment.cameras if c in holding)
    return replace(moment, start=start, end=end, seen=seen, cameras=cameras)


def _roles_seen(
    moments: Iterable[Moment], roles: Mapping[LineId, frozenset[RoleId]]
) -> Mapping[RoleId, Mapping[str, int]]:
    """For each role how many of its lines each camera sees."""
    found: dict[RoleId, Counter[str]] = {}
    for moment in moments:
        if moment.line is not None:
            for role in roles[moment.line]:
                found.setdefault(role, Counter()).update(moment.cameras)
    return found
