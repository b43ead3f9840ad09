"""A stitched scene as the page Cut lays it out: frames to draw by, timecode to read."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intercut.access import Action, require
from intercut.actions.finding_answers import FindingAnswer, finding_answers
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.stitch_shapes import lines_of
from intercut.actions.stitching import Stitched, stitch_scene
from intercut.cut import Clip, Cut, Gap, Settings, Style, Track
from intercut.domain.takes import TakeStatus
from intercut.errors import NotFound, Unreadable
from intercut.publish.reader import Names

FILES: Final = (".otio", ".edl", ".ale", ".xml")
"""What a cut is taken away as: OpenTimelineIO, CMX 3600, Avid Log Exchange, Final Cut Pro 7 XML."""

LONGEST_HANDLES: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSceneAnswer:
    """A scene of which there are takes."""

    number: str
    heading: str
    takes: int
    circled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTakeAnswer:
    """The same line in another usable take."""

    take: str
    slate: str
    circled: bool
    source: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutItemAnswer:
    """A clip, or (``missing`` not "") a hole that stands for a line.

    ``frame`` and ``frames`` are its place in the cut, ``at`` the same as timecode. ``line`` is ""
    for what was improvised, ``source`` where it begins in its take. ``head`` and ``tail`` are the
    frames of handle there are. ``far``: (some of) it is heard over the phone.
    """

    line: str
    name: str
    text: str
    frame: int
    frames: int
    at: str
    missing: str
    take: str
    slate: str
    circled: bool
    source: str
    media: str
    online: bool
    far: bool
    pause: int
    head: int
    tail: int
    others: list[OtherTakeAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutTrackAnswer:
    """Picture or sound of one end."""

    kind: str
    end: str
    label: str
    items: list[CutItemAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutMarkAnswer:
    """A marker: ``kind`` improvised, business, changed, note, or improvised in another take."""

    frame: int
    at: str
    kind: str
    text: str
    note: str
    slate: str
    timecode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CutAnswer:
    """A scene stitched; ``chosen`` are the lines whose take somebody chose, kept in the take log:
    line -> take."""

    scene: str
    heading: str
    style: str
    styles: list[str]
    rate: str
    frames_a_second: float
    start: str
    frames: int
    handles: int
    call: bool
    lines: int
    cut: int
    tracks: list[CutTrackAnswer]
    marks: list[CutMarkAnswer]
    chosen: dict[str, str]
    findings: list[FindingAnswer]


def cut_scenes(film: KeptFilm) -> list[CutSceneAnswer]:
    """The scenes that can be stitched, in script order.

    Raises
    ------
    NotAllowed
        When the actor may not stitch.
    """
    require(film.actor, Action.STITCH)
    production = film.assembly().production
    names = Names(production, reader_of(film.actor))
    log = take_log(film)
    found = []
    for scene in production.scenes:
        mine = [t for t in log.takes if t.scene == scene.id]
        if mine:
            found.append(
                CutSceneAnswer(
                    number=scene.number,
                    heading=names.set(scene.set),
                    takes=len(mine),
                    circled=sum(t.status is TakeStatus.CIRCLED for t in mine),
                )
            )
    return found


def cut_scene(film: KeptFilm, scene: str, *, style: str, handles: int) -> CutAnswer:
    """A scene stitched; nothing is written.

    Raises
    ------
    NotAllowed, NotFound, Unreadable
        When the actor may not, there is no such scene, or a setting makes no sense.
    """
    done = stitch_scene(film, scene, settings=_settings(style, handles))
    return _answer(film, done)


def cut_files(
    film: KeptFilm, scene: str, *, style: str, handles: int
) -> tuple[dict[str, bytes], list[FindingAnswer]]:
    """A stitched scene in every format of the cutting room, by file name; errors as `cut_scene`.

    Raises
    ------
    NotFound
        When nothing of the scene can be cut yet.
    Unwritable
        When the library that writes them is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="intercut-") as folder:
        stem = "".join(c if c.isalnum() else "-" for c in scene)
        out = [Path(folder) / f"scene-{stem}{ending}" for ending in FILES]
        done = stitch_scene(film, scene, out=out, settings=_settings(style, handles))
        if not done.files:
            msg = f"nothing of scene {scene} can be cut yet."
            raise NotFound(msg, "Log its takes with times, or hear their transcripts, first.")
        return {p.name: p.read_bytes() for p in done.files}, finding_answers(done.findings)


def _settings(style: str, handles: int) -> Settings:
    if style not in set(Style):
        raise Unreadable(f"{style!r} is no style.", f"There is: {', '.join(Style)}.")
    if not 0 <= handles <= LONGEST_HANDLES:
        raise Unreadable(f"handles are 0 to {LONGEST_HANDLES} frames, not {handles}.")
    return Settings(style=Style(style), handles=handles)


def _answer(film: KeptFilm, done: Stitched) -> CutAnswer:
    cut = done.cut
    production = film.assembly().production
    names = Names(production, reader_of(film.actor))
    heading = next(names.set(s.set) for s in production.scenes if s.id == cut.scene)
    heard, open_ = lines_of(cut)
    chosen = take_log(film).chosen(cut.scene)
    return CutAnswer(
        scene=cut.number,
        heading=heading,
        style=cut.style.value,
        styles=[s.value for s in Style],
        rate=str(cut.rate),
        frames_a_second=cut.rate.numerator / cut.rate.denominator,
        start=str(cut.start),
        frames=cut.frames,
        handles=cut.handles,
        call=cut.call,
        lines=heard + open_,
        cut=heard,
        tracks=[_track(cut, t) for t in cut.tracks],
        marks=[
            CutMarkAnswer(
                frame=frame,
                at=str(cut.clock(frame)),
                kind=mark.kind.value,
                text=mark.text,
                note=mark.note,
                slate=mark.slate,
                timecode=mark.timecode,
            )
            for frame, mark in cut.marks()
        ],
        chosen={line: names.free(take) for line, take in chosen.items()},
        findings=finding_answers(done.findings),
    )


def _track(cut: Cut, track: Track) -> CutTrackAnswer:
    items = [
        _clip(cut, i) if isinstance(i, Clip) else _hole(cut, i)
        for i in track.items
        if isinstance(i, Clip) or i.line is not None
    ]
    return CutTrackAnswer(
        kind=track.kind.value, end=track.end.target, label=track.end.label, items=items
    )


def _clip(cut: Cut, clip: Clip) -> CutItemAnswer:
    return CutItemAnswer(
        line=clip.line or "",
        name=clip.name,
        text=clip.text,
        frame=clip.at,
        frames=clip.frames,
        at=str(cut.clock(clip.at)),
        missing="",
        take=str(clip.take.id),
        slate=clip.take.slate,
        circled=clip.take.circled,
        source=str(clip.media.timecode(clip.start)),
        media=clip.media.file,
        online=bool(clip.media.path),
        far=bool(clip.far),
        pause=clip.pause,
        head=clip.head,
        tail=clip.tail,
        others=[
            OtherTakeAnswer(
                take=str(o.take.id),
                slate=o.take.slate,
                circled=o.take.circled,
                source=str(o.media.timecode(o.start)),
                frames=o.frames,
            )
            for o in clip.alternates
        ],
    )


def _hole(cut: Cut, gap: Gap) -> CutItemAnswer:
    return CutItemAnswer(
        line=gap.line or "",
        name=gap.name,
        text=gap.text,
        frame=gap.at,
        frames=gap.frames,
        at=str(cut.clock(gap.at)),
        missing=gap.missing.value if gap.missing else "missing",
        take="",
        slate="",
        circled=False,
        source="",
        media="",
        online=False,
        far=False,
        pause=0,
        head=0,
        tail=0,
        others=[],
    )
