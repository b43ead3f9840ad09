"""The cut as OpenTimelineIO has it; also Final Cut Pro 7 XML, which a library of theirs writes.

The library is an extra. It keeps times as floating point pairs: every value here is a whole number
of frames, which a double holds exactly, and the rate the double nearest to the fraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from intercut.cut.timeline import Clip, Cut, Gap, Mark, MarkKind, Media, TakeUsed, Track, TrackKind
from intercut.domain.timecode import Rate
from intercut.errors import Unwritable

if TYPE_CHECKING:
    import opentimelineio as otio

TELEPHONE: Final = {"high_pass_hz": 300, "low_pass_hz": 3400}
"""The band of a telephone (ITU-T G.712)."""

COLOURS: Final = {
    MarkKind.IMPROVISED: "RED",
    MarkKind.BUSINESS: "MAGENTA",
    MarkKind.ELSEWHERE: "ORANGE",
    MarkKind.CHANGED: "YELLOW",
    MarkKind.NOTE: "CYAN",
}
"""Colour of each kind of marker, by the names OpenTimelineIO and edit lists share."""


def library() -> Any:
    """OpenTimelineIO.

    Raises
    ------
    Unwritable
        When it is not installed; the sentence names the extra.
    """
    try:
        import opentimelineio
    except ImportError as problem:
        msg = "OpenTimelineIO is not installed, so .otio and .xml cannot be written."
        raise Unwritable(
            msg,
            "Install the extra: pip install 'intercut[editorial]'. .edl and .ale need nothing.",
        ) from problem
    return opentimelineio


def otio_text(cut: Cut, *, urls: Mapping[str, str] | None = None) -> str:
    """The cut as an `.otio` file; ``urls`` as in `to_timeline`."""
    text: str = to_timeline(cut, urls=urls).to_json_string(indent=2)
    return f"{text}\n"


def fcp_xml_text(cut: Cut) -> str:
    """The cut as Final Cut Pro 7 XML, by the library's adapter.

    The adapter writes markers of clips at their timecode where the format counts from the file's
    first frame, so all markers stand on the sequence here.

    Raises
    ------
    Unwritable
        When the library or its adapter is not installed.
    """
    lib = library()
    if "fcp_xml" not in lib.adapters.available_adapter_names():
        msg = "OpenTimelineIO has no adapter for Final Cut Pro XML here."
        raise Unwritable(msg, "Install the extra: pip install 'intercut[editorial]'.")
    timeline = to_timeline(cut, lean=True)
    text: str = lib.adapters.write_to_string(timeline, "fcp_xml")
    return text


def to_timeline(
    cut: Cut, *, lean: bool = False, urls: Mapping[str, str] | None = None
) -> otio.schema.Timeline:
    """The cut as a timeline: first the picture tracks, one for each end, then the sound tracks.

    Parameters
    ----------
    lean
        For formats that know less: no alternates, and all markers on the whole in cut time.
    urls
        Where a file lies -> its address in the timeline; one that is not in it is missing there.
        None: each where it lies.
    """
    lib = library()
    link = _Link(lib, urls)
    timeline = lib.schema.Timeline(name=cut.title)
    timeline.global_start_time = _time(lib, cut.start.frames, cut.rate)
    timeline.metadata["intercut"] = {
        "schema": "intercut.cut",
        "version": 1,
        "scene": cut.number,
        "style": cut.style.value,
        "handles": cut.handles,
        "rate": str(cut.rate),
        "rate_numerator": cut.rate.numerator,
        "rate_denominator": cut.rate.denominator,
        "drop_frame": cut.rate.drop,
        "start": str(cut.start),
        "findings": [str(f) for f in cut.findings],
    }
    if lean and cut.rate.drop:
        timeline.metadata["fcp_xml"] = {"timecode": {"displayformat": "DF"}}
    for track in cut.tracks:
        timeline.tracks.append(_track(link, cut, track, lean=lean))
    if lean:
        for track in cut.tracks:
            for clip in track.clips:
                for mark in clip.marks:
                    timeline.tracks.markers.append(_marker(lib, mark, clip.at + mark.at, cut.rate))
    return timeline


@dataclass(frozen=True, slots=True)
class _Link:
    """The library, and where a timeline finds its files."""

    lib: Any
    urls: Mapping[str, str] | None

    def url(self, media: Media) -> str:
        """The address of a file, "" for one that is not there."""
        if not media.path:
            return ""
        if self.urls is None:
            return Path(media.path).as_uri()
        return self.urls.get(media.path, "")


def _time(lib: Any, frames: int, rate: Rate) -> Any:
    return lib.opentime.RationalTime(frames, float(rate.fps))


def _range(lib: Any, start: int, frames: int, rate: Rate) -> Any:
    return lib.opentime.TimeRange(_time(lib, start, rate), _time(lib, frames, rate))


def _track(link: _Link, cut: Cut, track: Track, *, lean: bool) -> Any:
    lib = link.lib
    picture = track.kind is TrackKind.PICTURE
    label = f"{track.end.target} {track.end.label}".strip()
    made = lib.schema.Track(
        name=f"{label} ({track.kind.value})",
        kind=lib.schema.TrackKind.Video if picture else lib.schema.TrackKind.Audio,
    )
    made.metadata["intercut"] = {"end": track.end.target, "label": track.end.label}
    for item in track.items:
        made.append(_gap(lib, item, cut.rate) if isinstance(item, Gap) else _clip(link, item, lean))
    return made


def _gap(lib: Any, gap: Gap, rate: Rate) -> Any:
    made = lib.schema.Gap(name=gap.name, source_range=_range(lib, 0, gap.frames, rate))
    if gap.missing is not None:
        made.metadata["intercut"] = {
            "line": gap.line or "",
            "text": gap.text,
            "missing": gap.missing.value,
        }
    return made


def _clip(link: _Link, clip: Clip, lean: bool) -> Any:
    lib = link.lib
    rate = clip.media.rate
    made = lib.schema.Clip(name=clip.name, source_range=_range(lib, clip.start, clip.frames, rate))
    references = {made.DEFAULT_MEDIA_KEY: _reference(link, clip.take, clip.media)}
    if not lean:
        for other in clip.alternates:
            key = other.name
            while key in references:
                key += " again"
            references[key] = _reference(link, other.take, other.media)
            told = references[key].metadata["intercut"]
            told["start"], told["frames"] = other.start, other.frames
            told["timecode"] = str(other.media.timecode(other.start))
            told["speaker_in_frame"] = other.seen
        if clip.guide is not None:
            references[f"{clip.take.slate} guide sound"] = _reference(link, clip.take, clip.guide)
        for mark in clip.marks:
            made.markers.append(_marker(lib, mark, clip.start + mark.at, rate))
    made.set_media_references(references, made.DEFAULT_MEDIA_KEY)
    made.metadata["intercut"] = {
        "line": clip.line or "",
        "text": clip.text,
        "take": clip.take.id,
        "slate": clip.take.slate,
        "camera": clip.media.camera,
        "timecode": str(clip.media.timecode(clip.start)),
        "pause": clip.pause,
        "handles": {"head": clip.head, "tail": clip.tail},
        "far": [list(stretch) for stretch in clip.far],
    }
    # What whoever writes an edit list from this file with the library gets as reel.
    made.metadata["cmx_3600"] = {"reel": clip.media.reel}
    for start, end in clip.far:
        made.effects.append(
            lib.schema.Effect(
                name="far voice",
                effect_name="telephone",
                metadata={"intercut": {**TELEPHONE, "start": start, "frames": end - start}},
            )
        )
    return made


def _reference(link: _Link, take: TakeUsed, media: Media) -> Any:
    lib = link.lib
    available = _range(lib, media.file_start, media.file_frames, media.rate)
    name = media.file or take.slate
    url = link.url(media)
    if url:
        made = lib.schema.ExternalReference(target_url=url, available_range=available)
        made.name = name
    else:
        made = lib.schema.MissingReference(name=name, available_range=available)
    made.metadata["intercut"] = {
        "take": take.id,
        "slate": take.slate,
        "date": take.date,
        "circled": take.circled,
        "note": take.note,
        "kind": media.kind.value,
        "roll": media.roll,
        "reel": media.reel,
        "camera": media.camera,
        "file": media.file,
    }
    if media.rate.drop:
        made.metadata["fcp_xml"] = {"timecode": {"displayformat": "DF"}}
    return made


def _marker(lib: Any, mark: Mark, at: int, rate: Rate) -> Any:
    shown = " ".join(mark.text.split())
    made = lib.schema.Marker(
        name=f"{mark.kind.value.upper()}: {shown}",
        marked_range=_range(lib, at, mark.frames, rate),
        color=COLOURS[mark.kind],
    )
    made.comment = (
        f"{mark.note} (take {mark.slate}{f' at {mark.timecode}' if mark.timecode else ''})"
    )
    made.metadata["intercut"] = {
        "kind": mark.kind.value,
        "text": mark.text,
        "note": mark.note,
        "take": mark.take,
        "slate": mark.slate,
        "timecode": mark.timecode,
        "confidence": mark.confidence,
        "confirmed_by": mark.confirmed_by,
    }
    return made
