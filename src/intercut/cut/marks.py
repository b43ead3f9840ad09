"""Markers: what was improvised, changed and noted, each with the take that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intercut.cut.footage import Footage, Moment
from intercut.cut.pictures import Segment
from intercut.cut.script_order import Beat
from intercut.cut.timeline import End, Mark, MarkKind
from intercut.domain.ids import LineId, TakeId
from intercut.domain.spoken import HeardLine, NonVerbal, Said


def marks_of(segment: Segment) -> tuple[Mark, ...]:
    """The markers of one segment, from its first frame, in order."""
    beat = segment.beat
    if beat.voice is None:
        return ()
    footage, moment = beat.voice.footage, beat.voice.moment
    found: list[Mark] = []
    if beat.line is None:
        found.append(_improvised(beat, segment))
    elif moment.heard.kind is Said.CHANGED:
        found.append(
            _mark(MarkKind.CHANGED, footage, moment, segment.pause, f"written: {beat.line.text}")
        )
    if beat.line is not None:
        found += _notes(footage, beat.line.id, segment)
    return tuple(sorted(found, key=lambda m: m.at))


def elsewhere(
    beats: Sequence[Beat], end: End, takes: Sequence[Footage]
) -> Iterator[tuple[LineId | None, Mark]]:
    """What was improvised in takes of this end that the cut does not use there, each with the line
    it came after (None: before the first)."""
    cut = {
        (b.voice.footage.take.id, b.voice.moment.start)
        for b in beats
        if b.line is None and b.voice is not None
    }
    for footage in takes:
        for moment in footage.added:
            if (footage.take.id, moment.start) not in cut:
                said = f"in {footage.used.slate}, which is not cut to here ({end.target})"
                mark = _mark(MarkKind.ELSEWHERE, footage, moment, 0, said, 1)
                yield moment.heard.after, mark


def _improvised(beat: Beat, segment: Segment) -> Mark:
    if beat.voice is None:
        msg = "an improvised moment is always in some take"
        raise ValueError(msg)
    footage, moment = beat.voice.footage, beat.voice.moment
    if beat.business is not None:
        audible = "the other end can hear it" if beat.business.audible else "silent"
        return _mark(
            MarkKind.BUSINESS, footage, moment, segment.pause, f"not in the script; {audible}"
        )
    return _mark(
        MarkKind.IMPROVISED,
        footage,
        moment,
        segment.pause,
        f"not in the script; {_sure(moment.heard)}",
    )


def _sure(heard: HeardLine) -> str:
    if heard.confirmed_by:
        return f"confirmed by {heard.confirmed_by}"
    return f"heard with {heard.confidence} % confidence, not confirmed yet"


def _mark(
    kind: MarkKind, footage: Footage, moment: Moment, at: int, note: str, frames: int = 0
) -> Mark:
    heard = moment.heard
    return Mark(
        kind=kind,
        at=at,
        frames=frames or moment.frames,
        text=heard.said,
        note=note,
        take=footage.take.id,
        slate=footage.used.slate,
        timecode=_clock(footage, moment.start),
        confidence=heard.confidence,
        confirmed_by=heard.confirmed_by,
    )


def _clock(footage: Footage, frame: int) -> str:
    if footage.take.tc_in is None:
        return ""
    return str(footage.take.tc_in.plus(frame - footage.first))


def _notes(footage: Footage, line: LineId, segment: Segment) -> Iterator[Mark]:
    for remark in footage.take.notes:
        if remark.line == line:
            yield Mark(
                kind=MarkKind.NOTE,
                at=segment.pause,
                frames=1,
                text=remark.text,
                note=f"{remark.about.value} note",
                take=footage.take.id,
                slate=footage.used.slate,
                timecode=_clock(footage, segment.start + segment.pause),
            )


def business_of(segments: Sequence[Segment]) -> dict[int, list[Mark]]:
    """Business noted on the takes cut to, by the segment it is marked on (its index).

    It stands where it was done, if that is in the cut; else on the last line of its take up to
    where the note puts it, or the first after. What has a clip of its own is left out.
    """
    of_take: dict[TakeId, list[int]] = {}
    at_line = {s.beat.line.id: n for n, s in enumerate(segments) if s.beat.line is not None}
    for n, segment in enumerate(segments):
        if segment.beat.voice is not None:
            of_take.setdefault(segment.beat.voice.footage.take.id, []).append(n)
    found: dict[int, list[Mark]] = {}
    for mine in of_take.values():
        voice = segments[mine[0]].beat.voice
        if voice is None:
            continue
        own = [segments[n].beat.business for n in mine]
        for done in voice.footage.take.business:
            if any(done is b for b in own):
                continue
            after = at_line.get(done.after, -1) if done.after is not None else -1
            n, at, frames = _place(voice.footage, done, [(n, segments[n]) for n in mine], after)
            where = f"after {done.after}" if done.after is not None else "before the first line"
            found.setdefault(n, []).append(
                Mark(
                    kind=MarkKind.BUSINESS,
                    at=at,
                    frames=frames,
                    text=done.text,
                    note=f"not in the script; {where}",
                    take=voice.footage.take.id,
                    slate=voice.footage.used.slate,
                    timecode=_when(voice.footage, done),
                )
            )
    return found


def _place(
    footage: Footage, done: NonVerbal, mine: Sequence[tuple[int, Segment]], after: int
) -> tuple[int, int, int]:
    """The segment business is marked on, the frame in it, and for how long."""
    if done.span is not None:
        start, end = footage.frame_span(done.span)
        for n, segment in mine:
            first, last = max(start, segment.start), min(end, segment.start + segment.frames)
            if first < last:
                return n, first - segment.start, last - first
    before = [(n, s) for n, s in mine if n <= after]
    n, segment = before[-1] if before else mine[0]
    return n, segment.frames - 1 if before else 0, 1


def _when(footage: Footage, done: NonVerbal) -> str:
    return _clock(footage, footage.frame_span(done.span)[0]) if done.span is not None else ""
