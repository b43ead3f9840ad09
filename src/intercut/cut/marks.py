"""Markers: what was improvised, changed and noted, each with the take that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intercut.cut.footage import Footage, Moment
from intercut.cut.pictures import Segment
from intercut.cut.script_order import Beat
from intercut.cut.timeline import End, Mark, MarkKind
from intercut.domain.ids import LineId
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
        found += _business(footage, moment, beat.line.id, segment)
    return tuple(sorted(found, key=lambda m: m.at))


def elsewhere(
    beats: Sequence[Beat], end: End, takes: Sequence[Footage]
) -> dict[LineId, list[Mark]]:
    """By line: what was improvised after it in takes of this end that the cut does not use there."""
    cut = {
        (b.voice.footage.take.id, b.voice.moment.start)
        for b in beats
        if b.line is None and b.voice is not None
    }
    found: dict[LineId, list[Mark]] = {}
    lines = [b.line.id for b in beats if b.line is not None]
    for footage in takes:
        for moment in footage.added:
            at = moment.heard.after or (lines[0] if lines else None)
            if at is None or (footage.take.id, moment.start) in cut:
                continue
            said = f"in {footage.used.slate}, which is not cut to here ({end.target})"
            found.setdefault(at, []).append(_mark(MarkKind.ELSEWHERE, footage, moment, 0, said, 1))
    return found


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


def _business(footage: Footage, moment: Moment, line: LineId, segment: Segment) -> Iterator[Mark]:
    """What was done during a line, or after it without a time of its own."""
    for done in footage.take.business:
        span = _during(footage, moment, done, segment)
        if span is None and (done.span is not None or done.after != line):
            continue
        at, frames = span or (segment.frames - 1, 1)
        yield Mark(
            kind=MarkKind.BUSINESS,
            at=at,
            frames=frames,
            text=done.text,
            note="not in the script" if span else "not in the script; after this line",
            take=footage.take.id,
            slate=footage.used.slate,
            timecode=_clock(footage, segment.start + at),
        )


def _during(
    footage: Footage, moment: Moment, done: NonVerbal, segment: Segment
) -> tuple[int, int] | None:
    if done.span is None:
        return None
    start, end = footage.frame_span(done.span)
    start, end = max(start, moment.start), min(end, moment.end)
    return (start - segment.start, end - start) if start < end else None
