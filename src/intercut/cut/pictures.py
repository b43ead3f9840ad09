"""Which end is seen while a beat is heard, and where the one who listens is in its takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from intercut.cut.footage import Choice, Footage, Moment
from intercut.cut.material import Material
from intercut.cut.script_order import Beat
from intercut.cut.timeline import End, Media, Missing, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A beat on the clock of the cut: its sound, from ``at`` for ``frames``.

    ``start`` is the first source frame of its voice, ``pause`` how many frames of silence come
    before the line; both 0 where there is no voice.
    """

    beat: Beat
    at: int
    frames: int
    start: int = 0
    pause: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is seen of one beat: a stretch of a take at some end, or nothing (``choice`` None).

    ``listens`` tells that it is not the one who speaks.
    """

    end: End
    choice: Choice | None
    start: int
    at: int
    frames: int
    listens: bool = False
    missing: Missing | None = None

    @property
    def stop(self) -> int:
        """The source frame after its last."""
        return self.start + self.frames


@dataclass(slots=True)
class Seen:
    """The pictures of a cut, one for each segment; ``short`` are those whose listener's take
    leaves too little time, or none."""

    pictures: list[Picture] = field(default_factory=list)
    short: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Listening:
    """Where in its takes an end listens. Takes cut to around the line are looked at first."""

    stuff: Material
    ends: Sequence[End]
    segments: Sequence[Segment]
    _own: dict[tuple[str, str | None], tuple[list[int], list[int]]] = field(default_factory=dict)
    _near: dict[str, list[tuple[Footage, ...]]] = field(default_factory=dict)

    def at(self, end: End, n: int) -> Picture | None:
        """What an end has of listening through the n-th segment; None where that is too little."""
        segment = self.segments[n]
        same = segment.beat.end == end
        near = self._around(end)[n]
        for footage in (*near, *(f for f in self.stuff.of_end[end.target] if f not in near)):
            moment = _as_heard(segment.beat, footage)
            if moment is None or (footage.take.part is None and not same):
                continue
            for camera in moment.off if same else footage.cameras:
                start = self._start(footage, moment, camera, segment, same=same)
                if start is not None:
                    return Picture(
                        end=end,
                        choice=Choice(footage, moment, camera),
                        start=start,
                        at=segment.at,
                        frames=segment.frames,
                        listens=True,
                    )
        return None

    def _start(
        self, footage: Footage, moment: Moment, camera: str, segment: Segment, *, same: bool
    ) -> int | None:
        """The source frame from which somebody listens through a segment, None where nobody does."""
        media = footage.cameras[camera]
        voice = segment.beat.voice
        if voice is not None and voice.footage is footage:
            # Picture and voice of one take stay in step.
            stop = segment.start + segment.frames
            return segment.start if media.start <= segment.start and stop <= media.end else None
        low, high = self._window(footage, media, moment, camera if same else None)
        start = min(max(low, moment.start - segment.pause), high - segment.frames)
        return start if start >= low else None

    def _window(
        self, footage: Footage, media: Media, moment: Moment, camera: str | None
    ) -> tuple[int, int]:
        """From where those who listen last spoke before a moment to where they next speak after.

        They are everybody at this end, or those whom one ``camera`` sees.
        """
        key = (footage.take.id, camera)
        if key not in self._own:
            mine = (*footage.moments.values(), *footage.added)
            own = sorted((m.start, m.end) for m in mine if m.seen and camera in {None, *m.cameras})
            self._own[key] = ([s for s, _ in own], [e for _, e in own])
        starts, ends = self._own[key]
        n = bisect_right(starts, moment.start)
        low = max(media.start, ends[n - 1]) if n else media.start
        high = min(media.end, starts[n]) if n < len(starts) else media.end
        return low, high

    def _around(self, end: End) -> list[tuple[Footage, ...]]:
        """For each segment: the takes of an end that the cut uses next after and last before it."""
        if end.target in self._near:
            return self._near[end.target]
        users = [
            s.beat.picture.footage if s.beat.end == end and s.beat.picture else None
            for s in self.segments
        ]
        after: list[Footage | None] = []
        following: Footage | None = None
        for user in reversed(users):
            after.append(following)
            following = user or following
        before: Footage | None = None
        found: list[tuple[Footage, ...]] = []
        for user, later in zip(users, reversed(after), strict=True):
            found.append(tuple(f for f in (later, before) if f is not None))
            before = user or before
        self._near[end.target] = found
        return found


def _as_heard(beat: Beat, footage: Footage) -> Moment | None:
    """Where another end's beat is heard in a take of this end."""
    if beat.line is not None:
        return footage.moments.get(beat.line.id)
    if beat.business is not None:
        return None
    return next(
        (
            m
            for m in footage.added
            if m.heard.after == beat.after and alike(m.heard.said, beat.text)
        ),
        None,
    )


def alike(one: str, other: str) -> bool:
    """Whether at least half of the words of the longer are in the other."""
    first, second = words(one), words(other)
    common = len(set(first) & set(second))
    return 2 * common >= max(len(set(first)), len(set(second)), 1)


def words(text: str) -> list[str]:
    """The words of a speech without case and punctuation."""
    plain = "".join(c if c.isalnum() or c in "'’" else " " for c in text.casefold())
    return plain.replace("’", "'").split()


def seen(
    style: Style, segments: Sequence[Segment], listening: Listening, *, hold: int, lead: int
) -> Seen:
    """The picture of each segment in a style.

    Parameters
    ----------
    hold
        HOLD: frames up to which an answer is played on the one who hears it.
    lead
        OVERLAP: frames by which the voice comes before its picture.
    """
    seen = Seen()
    for n, segment in enumerate(segments):
        picture = None
        if style is Style.REACTION:
            picture = _reaction(n, seen, listening)
        elif style is Style.HOLD:
            picture = _held(n, seen, listening, hold)
        picture = picture or _speaker(segment)
        if picture is None:
            picture = _anyone(n, listening) or Picture(
                end=segment.beat.end,
                choice=None,
                start=0,
                at=segment.at,
                frames=segment.frames,
                missing=segment.beat.missing or Missing.NO_PICTURE,
            )
        seen.pictures.append(picture)
    if style is Style.OVERLAP:
        _sound_leads(seen.pictures, segments, lead)
    return seen


def _speaker(segment: Segment) -> Picture | None:
    choice = segment.beat.picture
    if choice is None:
        return None
    return Picture(
        end=segment.beat.end,
        choice=choice,
        start=segment.start,
        at=segment.at,
        frames=segment.frames,
    )


def _anyone(n: int, listening: Listening) -> Picture | None:
    """Who else may be seen while a line without picture of its own is heard."""
    if listening.segments[n].beat.voice is None:
        return None
    found = (listening.at(end, n) for end in _listeners(n, listening))
    return next((p for p in found if p is not None), None)


def _listeners(n: int, listening: Listening) -> list[End]:
    """The other ends, the one that answers first, then the one that spoke before; last the own
    one, where a camera was on somebody else meanwhile."""
    segments = listening.segments
    speaking = segments[n].beat.end
    near = [*segments[n + 1 :][:8], *reversed(segments[:n][-8:])]
    order = dict.fromkeys(s.beat.end for s in near)
    order.update(dict.fromkeys(listening.ends))
    return [*(end for end in order if end != speaking), speaking]


def _reaction(n: int, seen: Seen, listening: Listening) -> Picture | None:
    segment = listening.segments[n]
    # Nobody was there to react to what only one end ever did.
    if segment.beat.voice is None or segment.beat.line is None:
        return None
    for end in _listeners(n, listening):
        picture = listening.at(end, n)
        if picture is not None:
            return picture
    seen.short.append(segment)
    return None


def _held(n: int, seen: Seen, listening: Listening, hold: int) -> Picture | None:
    segment = listening.segments[n]
    if not seen.pictures or segment.beat.voice is None or segment.beat.line is None:
        return None
    last = seen.pictures[-1]
    if last.choice is None or segment.frames > hold:
        return None
    picture = listening.at(last.end, n)
    if picture is None and last.end != segment.beat.end:
        seen.short.append(segment)
    if picture is None or last.end != segment.beat.end or _of_one(last, picture):
        return picture
    return None


def _changes(one: Picture, other: Picture) -> bool:
    """Whether the picture goes to somebody else: to another end, or another camera of a take."""
    if one.end != other.end:
        return True
    if one.choice is None or other.choice is None:
        return False
    same_take = one.choice.footage is other.choice.footage
    return same_take and one.choice.camera != other.choice.camera


def _of_one(one: Picture, other: Picture) -> bool:
    """Whether two pictures are the same set-up and camera: one stays where it is."""
    if one.choice is None or other.choice is None or one.end != other.end:
        return False
    first, second = one.choice.footage.used, other.choice.footage.used
    return (first.target, first.set_up, one.choice.camera) == (
        second.target,
        second.set_up,
        other.choice.camera,
    )


def _sound_leads(pictures: list[Picture], segments: Sequence[Segment], lead: int) -> None:
    """Let each picture run on under the first words of the next voice from another end."""
    for n in range(1, len(pictures)):
        last, this = pictures[n - 1], pictures[n]
        if last.choice is None or this.choice is None or not _changes(last, this):
            continue
        media = last.choice.picture
        room = media.end - last.stop if media is not None else 0
        frames = min(lead + segments[n].pause, this.frames // 2, room)
        if frames > 0:
            pictures[n - 1] = replace(last, frames=last.frames + frames)
            pictures[n] = replace(
                this, start=this.start + frames, at=this.at + frames, frames=this.frames - frames
            )
