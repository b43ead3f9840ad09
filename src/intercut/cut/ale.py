"""The takes of a cut as an Avid Log Exchange file: for each line its take, the alternates, and all
cameras of both.

Written here: the library's adapter (1.1) lets tabs and line ends of a note break its rows, and
counts all 29.97 as drop-frame. It reads what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from intercut.cut.timeline import Clip, Cut, Media, TakeUsed, TrackKind
from intercut.domain.takes import RollKind

COLUMNS: Final = (
    "Name",
    "Tracks",
    "Start",
    "End",
    "Duration",
    "Tape",
    "Scene",
    "Take",
    "Camera",
    "Camroll",
    "Soundroll",
    "Shoot date",
    "Circled",
    "Line",
    "Use",
    "Source File",
    "Comments",
)


def ale_text(cut: Cut) -> str:
    """The cut's selects as an `.ale` file: a row for each clip, each alternate and each
    other camera, with handles."""
    rate = cut.rate
    fps = f"{float(rate.fps):.3f}".rstrip("0").rstrip(".") if rate.denominator != 1 else str(rate)
    head = [
        ("FIELD_DELIM", "TABS"),
        ("VIDEO_FORMAT", "1080"),
        ("AUDIO_FORMAT", "48khz"),
        ("FPS", fps),
    ]
    lines = ["Heading", *("\t".join(pair) for pair in head), "", "Column", "\t".join(COLUMNS)]
    lines += ["", "Data", *("\t".join(map(_cell, row)) for row in _rows(cut))]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text without what would end its cell or its row."""
    return " ".join(text.split())


def _rows(cut: Cut) -> Iterator[tuple[str, ...]]:
    pictures = {(c.at, c.take.id) for c in cut.clips(TrackKind.PICTURE)}
    for clip in cut.clips(TrackKind.PICTURE):
        yield from _clip_rows(cut, clip, "V")
    for clip in cut.clips(TrackKind.SOUND):
        # Sound of the very file whose picture is in the list already needs no row of its own.
        if (clip.at, clip.take.id) not in pictures or clip.media.kind is RollKind.SOUND:
            yield from _clip_rows(cut, clip, "A1")


def _clip_rows(cut: Cut, clip: Clip, tracks: str) -> Iterator[tuple[str, ...]]:
    comments = [f"{m.kind.value}: {m.text} ({m.note})" for m in clip.marks]
    use = "improvised" if clip.line is None else "cut"
    if clip.far:
        comments.append("telephone filter")
    first, frames = clip.start - clip.head, clip.head + clip.frames + clip.tail
    yield _row(clip.name, tracks, clip.take, clip.media, first, frames, clip, use, comments)
    for other in clip.alternates:
        first = max(other.media.start, other.start - cut.handles)
        end = min(other.media.end, other.start + other.frames + cut.handles)
        use = "other camera" if other.take.id == clip.take.id else "alternate"
        comments = [] if other.seen else ["speaker not in frame"]
        yield _row(
            clip.name, tracks, other.take, other.media, first, end - first, clip, use, comments
        )


def _row(
    name: str,
    tracks: str,
    take: TakeUsed,
    media: Media,
    first: int,
    frames: int,
    clip: Clip,
    use: str,
    comments: list[str],
) -> tuple[str, ...]:
    zero = media.timecode(0)
    return (
        f"{name} {take.by(media)}",
        tracks,
        str(media.timecode(first)),
        str(media.timecode(first + frames)),
        str(zero.plus(frames)),
        media.reel,
        take.target,
        f"{take.set_up}{take.number}",
        media.camera,
        take.camera_roll if media.kind is RollKind.SOUND else media.roll,
        take.sound_roll,
        take.date,
        "Yes" if take.circled else "No",
        clip.line or "",
        use,
        media.file,
        "; ".join(filter(None, (*comments, take.note))),
    )
