"""Both ends of a scene on one timeline: who is seen, who is heard, what is missing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from intercut.cut.footage import Choice
from intercut.cut.marks import business_of, elsewhere, marks_of
from intercut.cut.material import Material, ends_of, material
from intercut.cut.pictures import Listening, Picture, Segment, seen, words
from intercut.cut.script_order import Beat, script_order
from intercut.cut.telling import findings_of
from intercut.cut.timeline import (
    Alternate,
    Clip,
    Cut,
    End,
    Gap,
    Mark,
    MarkKind,
    Media,
    Missing,
    Style,
    Track,
    TrackKind,
)
from intercut.domain.ids import LineId, TakeId
from intercut.domain.scene import Scene
from intercut.domain.spoken import ScriptLine
from intercut.domain.takes import TakeLog
from intercut.domain.timecode import Timecode

FIRST_HOUR: Final = 1
"""A cut starts at 01:00:00:00, as programmes do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a scene is stitched. All of it but the style is our assumption, and a setting.

    ``handles`` in frames. ``longest_pause_ms``: how much of a silence acted before a line is
    kept. ``hold_ms``: HOLD plays answers up to this length on the one who hears them.
    ``lead_ms``: OVERLAP lets a voice begin that long before its picture. ``words_a_minute``: how
    long a line that nobody has spoken yet is left open. ``chosen`` names the take of some lines
    where it is not to be the best one.
    """

    style: Style = Style.SPEAKER
    handles: int = 12
    longest_pause_ms: int = 2000
    hold_ms: int = 2000
    lead_ms: int = 400
    words_a_minute: int = 150
    chosen: Mapping[LineId, TakeId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("handles", "longest_pause_ms", "hold_ms", "lead_ms"):
            if getattr(self, name) < 0:
                msg = f"{name} is 0 or more, not {getattr(self, name)}"
                raise ValueError(msg)
        if self.words_a_minute < 1:
            msg = f"words_a_minute is 1 or more, not {self.words_a_minute}"
            raise ValueError(msg)


def stitch(
    scene: Scene,
    lines: Sequence[ScriptLine],
    log: TakeLog,
    *,
    settings: Settings | None = None,
    found: Mapping[str, str] = MappingProxyType({}),
) -> Cut:
    """A scene from its takes: every line once, in script order, as clip or as named gap.

    The pause before a line is the one that was acted: from the cue, as it was read in the take,
    to the line. What was improvised in the takes cut to is in, marked.

    Parameters
    ----------
    lines
        The scene's speeches in script order.
    log
        The take log with what was heard; takes of other scenes do not matter.
    found
        Where media files lie, by the name the log has.
    """
    settings = settings or Settings()
    ends = ends_of(scene)
    stuff = material(scene, ends, lines, log, found)
    rate = stuff.rate
    beats = script_order(scene, ends, lines, stuff, settings.chosen)
    segments = _segments(beats, ends, stuff, settings)
    listening = Listening(stuff, ends, segments)
    shown = seen(
        settings.style,
        segments,
        listening,
        hold=rate.frames_at(Fraction(settings.hold_ms, 1000)),
        lead=rate.frames_at(Fraction(settings.lead_ms, 1000)),
    )
    call = len({p.set for p in scene.parts}) > 1
    total = segments[-1].at + segments[-1].frames if segments else 0
    marks = _marks(segments, beats, ends, stuff)
    on_picture = [_is_own(s, p) for s, p in zip(segments, shown.pictures, strict=True)]
    pictures = [
        _picture_item(s, p, m if own else (), settings.handles)
        for s, p, m, own in zip(segments, shown.pictures, marks, on_picture, strict=True)
    ]
    far = _far(segments, shown.pictures) if call else [()] * len(segments)
    sounds = [
        _sound_item(s, f, () if own else m, settings.handles)
        for s, f, m, own in zip(segments, far, marks, on_picture, strict=True)
    ]
    tracks = [
        *(
            Track(
                kind=TrackKind.PICTURE,
                end=end,
                items=_filled(
                    [i for i, p in zip(pictures, shown.pictures, strict=True) if p.end == end],
                    total,
                ),
            )
            for end in ends
        ),
        *(
            Track(
                kind=TrackKind.SOUND,
                end=end,
                items=_filled(
                    [i for i, s in zip(sounds, segments, strict=True) if s.beat.end == end], total
                ),
            )
            for end in ends
        ),
    ]
    cut = Cut(
        title=f"Scene {scene.number}",
        scene=scene.id,
        number=scene.number,
        style=settings.style,
        handles=settings.handles,
        rate=rate,
        start=Timecode(frames=rate.frames_per_day // 24 * FIRST_HOUR, rate=rate),
        frames=total,
        call=call,
        ends=ends,
        tracks=tuple(tracks),
    )
    told = findings_of(scene, cut, beats, stuff, shown.short)
    return replace(cut, findings=(*stuff.findings, *told))


def _segments(
    beats: Sequence[Beat], ends: Sequence[End], stuff: Material, settings: Settings
) -> tuple[Segment, ...]:
    """The beats one after another on the clock of the cut."""
    longest = stuff.rate.frames_at(Fraction(settings.longest_pause_ms, 1000))
    starts: dict[str, list[int]] = {}
    at = 0
    made: list[Segment] = []
    for n, beat in enumerate(beats):
        if beat.voice is None:
            frames = _open_frames(beat, ends, stuff, settings)
            made.append(Segment(beat=beat, at=at, frames=frames))
        else:
            moment = beat.voice.moment
            pause = _pause(beats[n - 1] if n else None, beat, beat.voice, starts)
            pause = min(pause, longest)
            made.append(
                Segment(
                    beat=beat,
                    at=at,
                    frames=moment.frames + pause,
                    start=moment.start - pause,
                    pause=pause,
                )
            )
        at += made[-1].frames
    return tuple(made)


def _pause(before: Beat | None, beat: Beat, voice: Choice, starts: dict[str, list[int]]) -> int:
    """Frames between the cue and the line, as acted; 0 where the cue is not in that take."""
    footage, moment = voice.footage, voice.moment
    if before is None:
        return 0
    known = starts.setdefault(footage.take.id, [s for s, _, _ in footage.spans])
    n = bisect_left(known, moment.start) - 1
    if n < 0:
        return 0
    _, end, line = footage.spans[n]
    cue = before.line.id if before.line is not None else None
    if line != cue or end > moment.start:
        return 0
    picture = beat.picture.picture if beat.picture is not None else None
    first = max(footage.sound.start, picture.start if picture is not None else end)
    return max(0, moment.start - max(first, end))


def _open_frames(beat: Beat, ends: Sequence[End], stuff: Material, settings: Settings) -> int:
    """How long a line nobody has yet stays open: as long as it was read, else by its words."""
    if beat.line is not None:
        for end in ends:
            for footage in stuff.of_end[end.target]:
                moment = footage.moments.get(beat.line.id)
                if moment is not None:
                    return moment.frames
    seconds = Fraction(60 * len(words(beat.text)), settings.words_a_minute)
    return max(1, stuff.rate.frames_at(max(seconds, Fraction(1))))


def _is_own(segment: Segment, picture: Picture) -> bool:
    """Whether picture and voice are of one take, so that markers of one belong to the other."""
    voice = segment.beat.voice
    return (
        voice is not None
        and picture.choice is not None
        and picture.choice.footage is voice.footage
        and picture.at == segment.at
    )


def _marks(
    segments: Sequence[Segment], beats: Sequence[Beat], ends: Sequence[End], stuff: Material
) -> list[tuple[Mark, ...]]:
    unused: dict[int, list[Mark]] = {}
    known: set[tuple[TakeId, str, str]] = set()
    for end in ends:
        for after, found in elsewhere(beats, end, stuff.of_end[end.target]):
            key = (found.take, found.timecode, found.text)
            n = _heard_at(segments, after)
            # A take of the whole scene stands at every end.
            if n is not None and key not in known:
                known.add(key)
                unused.setdefault(n, []).append(found)
    business = business_of(segments)
    made: list[tuple[Mark, ...]] = []
    for n, segment in enumerate(segments):
        last = segment.frames - 1
        found_here = [*marks_of(segment), *business.get(n, ())]
        found_here += [replace(m, at=last) for m in unused.get(n, ())]
        made.append(tuple(sorted(found_here, key=lambda m: m.at)))
    return made


def _heard_at(segments: Sequence[Segment], line: LineId | None) -> int | None:
    """The segment of a line, or the last before it that is heard (else the first after); None
    where nothing is heard at all."""
    heard = [n for n, s in enumerate(segments) if s.beat.voice is not None]
    own = (n for n, s in enumerate(segments) if s.beat.line is not None and s.beat.line.id == line)
    at = next(own, -1)
    before = [n for n in heard if n <= at]
    return before[-1] if before else next(iter(heard), None)


def _handles(media: Media, start: int, frames: int, asked: int) -> tuple[int, int]:
    return (
        max(0, min(asked, start - media.start)),
        max(0, min(asked, media.end - start - frames)),
    )


def _picture_item(
    segment: Segment, picture: Picture, marks: tuple[Mark, ...], handles: int
) -> Clip | Gap:
    beat = segment.beat
    choice = picture.choice
    media = choice.picture if choice is not None else None
    if choice is None or media is None:
        return _gap(beat, picture.at, picture.frames, picture.missing or Missing.NO_PICTURE)
    head, tail = _handles(media, picture.start, picture.frames, handles)
    return Clip(
        line=beat.line.id if beat.line else None,
        name=f"{beat.name}{_seen_instead(beat, picture, media)}",
        text=beat.text,
        take=choice.footage.used,
        media=media,
        start=picture.start,
        frames=picture.frames,
        at=picture.at,
        pause=max(0, segment.pause - (picture.at - segment.at)),
        head=head,
        tail=tail,
        alternates=(
            *_other_cameras(choice, picture),
            *(() if picture.listens else _other_pictures(beat)),
        ),
        marks=marks,
    )


def _sound_item(
    segment: Segment, far: tuple[tuple[int, int], ...], marks: tuple[Mark, ...], handles: int
) -> Clip | Gap:
    beat = segment.beat
    if beat.voice is None:
        return _gap(beat, segment.at, segment.frames, beat.missing or Missing.OWED)
    footage = beat.voice.footage
    head, tail = _handles(footage.sound, segment.start, segment.frames, handles)
    return Clip(
        line=beat.line.id if beat.line else None,
        name=beat.name,
        text=beat.text,
        take=footage.used,
        media=footage.sound,
        start=segment.start,
        frames=segment.frames,
        at=segment.at,
        pause=segment.pause,
        head=head,
        tail=tail,
        far=far,
        guide=_guide(beat.voice, segment),
        alternates=tuple(_alternate(o, o.footage.sound, seen=o.moment.seen) for o in beat.others),
        marks=marks,
    )


def _guide(voice: Choice, segment: Segment) -> Media | None:
    """A camera's file of the take, where the recorder's is not there and that has the frames."""
    footage = voice.footage
    if footage.sound.path:
        return None
    holding = footage.holding(segment.start, segment.start + segment.frames)
    order = sorted(holding, key=lambda camera: camera != voice.camera)
    files = (footage.cameras[camera] for camera in order)
    return next((media for media in files if media.path), None)


def _gap(beat: Beat, at: int, frames: int, missing: Missing) -> Gap:
    return Gap(
        at=at,
        frames=frames,
        line=beat.line.id if beat.line else None,
        name=f"{missing.value.upper()}: {beat.name}",
        text=beat.text,
        missing=missing,
    )


def _seen_instead(beat: Beat, picture: Picture, media: Media) -> str:
    """What a clip's name says where the speaker is not seen: who is, or at least by what."""
    if not picture.listens:
        return ""
    if picture.end != beat.end:
        return f" (seen: {picture.end.label or picture.end.target})"
    choice = picture.choice
    slate = choice.footage.used.slate if choice is not None else ""
    return f" (seen: who listens, {slate} {media.camera})".replace(" )", ")")


def _alternate(choice: Choice, media: Media, *, seen: bool) -> Alternate:
    return Alternate(
        take=choice.footage.used,
        media=media,
        start=choice.moment.start,
        frames=choice.moment.frames,
        seen=seen,
    )


def _other_cameras(choice: Choice, picture: Picture) -> Iterator[Alternate]:
    """The same moment by the other cameras of the take cut to, those that see the same first."""
    footage, moment = choice.footage, choice.moment
    used = choice.picture
    stop = picture.start + picture.frames
    others = [c for c in footage.holding(picture.start, stop) if footage.cameras[c] is not used]
    for camera in sorted(others, key=lambda c: c not in moment.cameras):
        yield Alternate(
            take=footage.used,
            media=footage.cameras[camera],
            start=picture.start,
            frames=picture.frames,
            seen=moment.shows_speaker(camera),
        )


def _other_pictures(beat: Beat) -> Iterator[Alternate]:
    """The line in the other usable takes, by every camera that has it, those that see it first."""
    for other in beat.others:
        moment = other.moment
        holding = other.footage.holding(moment.start, moment.end)
        for camera in sorted(holding, key=lambda c: c not in moment.cameras):
            media = other.footage.cameras[camera]
            yield _alternate(other, media, seen=moment.shows_speaker(camera))


def _far(
    segments: Sequence[Segment], pictures: Sequence[Picture]
) -> list[tuple[tuple[int, int], ...]]:
    """For each voice: the frames of it during which another end is seen, from its first."""
    shown = sorted((p for p in pictures if p.choice is not None), key=lambda p: p.at)
    found: list[tuple[tuple[int, int], ...]] = []
    first = 0
    for segment in segments:
        stretches: list[tuple[int, int]] = []
        while first < len(shown) and shown[first].at + shown[first].frames <= segment.at:
            first += 1
        for picture in shown[first:]:
            if picture.at >= segment.at + segment.frames:
                break
            start = max(picture.at, segment.at) - segment.at
            end = min(picture.at + picture.frames, segment.at + segment.frames) - segment.at
            if picture.end != segment.beat.end and start < end:
                stretches.append((start, end))
        found.append(tuple(stretches))
    return found


def _filled(items: Sequence[Clip | Gap], total: int) -> tuple[Clip | Gap, ...]:
    """The items of a track with what lies between them filled by gaps."""
    track: list[Clip | Gap] = []
    at = 0
    for item in items:
        if item.at > at:
            track.append(Gap(at=at, frames=item.at - at))
        track.append(item)
        at = item.end
    if total > at:
        track.append(Gap(at=at, frames=total - at))
    return tuple(track)


def improvised_in(cut: Cut) -> tuple[tuple[int, Mark], ...]:
    """What was improvised, with its frame of the cut."""
    kinds = {MarkKind.IMPROVISED, MarkKind.BUSINESS}
    return tuple((at, mark) for at, mark in cut.marks() if mark.kind in kinds)
