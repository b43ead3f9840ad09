"""A stitched scene as the answer every door gives."""

from __future__ import annotations

from intercut.actions.finding_answers import finding_answers
from intercut.actions.stitch_answers import (
    AlternateAnswer,
    ClipAnswer,
    EndAnswer,
    GapAnswer,
    MarkAnswer,
    StitchAnswer,
    TrackAnswer,
)
from intercut.actions.stitching import Stitched
from intercut.cut import Clip, Cut, Gap, Track, TrackKind


def stitch_answer(stitched: Stitched) -> StitchAnswer:
    """A stitched scene."""
    cut = stitched.cut
    heard, open_ = lines_of(cut)
    return StitchAnswer(
        scene=cut.number,
        style=cut.style.value,
        rate=str(cut.rate),
        drop_frame=cut.rate.drop,
        start=str(cut.start),
        frames=cut.frames,
        handles=cut.handles,
        call=cut.call,
        ends=[EndAnswer(target=e.target, label=e.label) for e in cut.ends],
        lines=heard + open_,
        cut=heard,
        tracks=[_track(cut, track) for track in cut.tracks],
        marks=[
            MarkAnswer(
                at=str(cut.clock(at)),
                kind=mark.kind.value,
                text=mark.text,
                note=mark.note,
                slate=mark.slate,
                timecode=mark.timecode,
                confidence=mark.confidence,
                confirmed_by=mark.confirmed_by,
            )
            for at, mark in cut.marks()
        ],
        files=[str(f) for f in stitched.files],
        rough_cut=str(stitched.rough) if stitched.rough else "",
        findings=finding_answers(stitched.findings),
    )


def lines_of(cut: Cut) -> tuple[int, int]:
    """How many lines are heard in a cut, and how many are left open."""
    heard = sum(c.line is not None for c in cut.clips(TrackKind.SOUND))
    return heard, len(cut.missing(TrackKind.SOUND))


def _track(cut: Cut, track: Track) -> TrackAnswer:
    return TrackAnswer(
        kind=track.kind.value,
        end=track.end.target,
        clips=[_clip(cut, clip) for clip in track.clips],
        gaps=[_gap(cut, gap) for gap in track.missing],
    )


def _clip(cut: Cut, clip: Clip) -> ClipAnswer:
    return ClipAnswer(
        line=clip.line or "",
        name=clip.name,
        text=clip.text,
        at=str(cut.clock(clip.at)),
        frames=clip.frames,
        slate=clip.take.slate,
        camera=clip.media.camera,
        circled=clip.take.circled,
        source=str(clip.media.timecode(clip.start)),
        roll=clip.media.roll,
        reel=clip.media.reel,
        media=clip.media.file,
        online=bool(clip.media.path),
        pause=clip.pause,
        head=clip.head,
        tail=clip.tail,
        far=bool(clip.far),
        alternates=[
            AlternateAnswer(
                slate=other.take.slate,
                camera=other.media.camera,
                roll=other.media.roll,
                reel=other.media.reel,
                media=other.media.file,
                seen=other.seen,
                circled=other.take.circled,
                source=str(other.media.timecode(other.start)),
                frames=other.frames,
            )
            for other in clip.alternates
        ],
    )


def _gap(cut: Cut, gap: Gap) -> GapAnswer:
    return GapAnswer(
        line=gap.line or "",
        name=gap.name,
        text=gap.text,
        at=str(cut.clock(gap.at)),
        frames=gap.frames,
        missing=gap.missing.value if gap.missing else "",
    )
