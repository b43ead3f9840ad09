"""A scene stitched from its takes and handed to the cutting room, as those who may see it see it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

from intercut.access import Action, require
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.cut import Cut, Settings, TrackKind, stitch
from intercut.cut.handover import format_of, hand_over
from intercut.cut.media import find_media
from intercut.cut.rough_cut import ENDINGS, rough_cut
from intercut.domain.finding import Finding, Where, note
from intercut.domain.ids import LineId, TakeId
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.domain.scene import Scene
from intercut.domain.spoken import HeardLine, ScriptLine
from intercut.domain.takes import Take, TakeLog
from intercut.errors import NotFound, Unwritable
from intercut.publish.reader import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Stitched:
    """A scene's cut, the files written of it, and everything that was found."""

    cut: Cut
    files: tuple[Path, ...]
    rough: Path | None
    findings: tuple[Finding, ...]


def stitch_scene(
    film: KeptFilm,
    scene: str,
    *,
    out: Sequence[Path] = (),
    settings: Settings | None = None,
    media: Sequence[Path] = (),
    rough: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Stitched:
    """A scene cut together from its circled takes; written only where something could be cut.

    Lines for which somebody chose a take (`cut_choice.choose_takes`) come from that one.

    Parameters
    ----------
    scene
        Its number or id, or one of its parts.
    out
        Files to write, the format by their ending.
    media
        Folders that hold the files of the log; when none is named, the film's own and the folder
        `media` in it.
    rough
        A film to render of it.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no such scene or folder.
    Unwritable
        When a format is unknown, a library or ffmpeg is missing, or a file cannot be written.
    """
    require(film.actor, Action.STITCH)
    for path in out:
        format_of(path)
    if rough is not None and rough.suffix.casefold() not in ENDINGS:
        msg = f"a rough cut cannot be written as {rough.name}."
        raise Unwritable(msg, f"End its name in one of {', '.join(ENDINGS)}.")
    production = film.assembly().production
    meant = scene_named(production, scene)
    names = Names(production, reader_of(film.actor))
    lines = spoken_lines(film, [meant])[meant.id]
    log = take_log(film)
    mine = [t for t in log.takes if t.scene == meant.id]
    found, told = _found_media(film, mine, media, meant.number, names)
    settings = settings or Settings()
    stored = {
        line: TakeId(names.free(take))
        for line, take in log.chosen(meant.id).items()
        if line not in settings.chosen
    }
    cut = stitch(
        _freed_scene(meant, names),
        [_freed_line(line, names) for line in lines],
        _freed_log(log, mine, names),
        settings=replace(settings, chosen={**stored, **settings.chosen}),
        found=found,
    )
    findings = [*told, *_passed_over(cut, stored), *cut.findings]
    written: list[Path] = []
    made: Path | None = None
    if any(track.clips for track in cut.tracks):
        for path in out:
            findings += hand_over(cut, path)
            written.append(path)
        if rough is not None:
            font = files("intercut.publish") / "fonts" / "IBMPlexSans-Regular.ttf"
            with as_file(font) as lettering:
                findings += rough_cut(cut, rough, font=lettering, progress=progress)
            made = rough
    return Stitched(
        cut=cut, files=tuple(written), rough=made, findings=tuple(dict.fromkeys(findings))
    )


def scene_named(production: Production, text: str) -> Scene:
    """The scene of a number, an id or the name of one of its parts.

    Raises
    ------
    NotFound
        When there is none; the sentence names the nearest.
    """
    wanted = folded(text)
    known: dict[str, Scene] = {}
    for scene in production.scenes:
        parts = (f"{scene.number}pt{p.number}" for p in scene.parts)
        for name in (scene.number, scene.id, *parts):
            known.setdefault(folded(name), scene)
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {known[near[0]].number}?" if near else "See: intercut show board FILE."
    msg = f"there is no scene {text!r}."
    raise NotFound(msg, hint)


def _found_media(
    film: KeptFilm, takes: Sequence[Take], folders: Sequence[Path], number: str, names: Names
) -> tuple[Mapping[str, str], list[Finding]]:
    """Where the files of some takes lie, by name; a path that tells a secret is left out."""
    wanted = [r.media for t in takes for r in t.recordings if r.media]
    for folder in folders:
        if not folder.is_dir():
            msg = f"there is no folder {folder}."
            raise NotFound(msg, "Name the folder that holds the media.")
    found, told = find_media(wanted, folders, number)
    home = film.library.path
    if not folders and home is not None:
        # The film may lie in somebody's home: what lies deep in there is not looked through.
        beside = home.absolute().parent
        found, told = find_media(wanted, [beside / "media"], number)
        missing = [name for name in wanted if name not in found]
        more, _ = find_media(missing, [beside], number, deep=False)
        found = {**found, **more}
    telling = [name for name, path in found.items() if names.free(path) != path]
    if telling:
        told.append(
            note(
                "cut.media_hidden",
                f"{len(telling)} media files are left offline: their names tell what is kept from "
                "this reader.",
                Where(scene=number),
                "Give the files names that tell nothing, or ask one who may know.",
            )
        )
    return {n: p for n, p in found.items() if n not in telling}, told


def _freed_scene(scene: Scene, names: Names) -> Scene:
    return replace(scene, parts=tuple(replace(p, label=names.free(p.label)) for p in scene.parts))


def _freed_line(line: ScriptLine, names: Names) -> ScriptLine:
    return replace(
        line,
        name=names.free(line.name),
        text=names.free(line.text),
        directions=tuple(map(names.free, line.directions)),
    )


def _freed_log(log: TakeLog, takes: Sequence[Take], names: Names) -> TakeLog:
    """The log of some takes with every secret name covered, file names too."""
    ids = {t.id for t in takes}
    return TakeLog(
        rolls=tuple(
            replace(r, name=names.free(r.name), note=names.free(r.note)) for r in log.rolls
        ),
        set_ups=log.set_ups,
        takes=tuple(_freed_take(t, names) for t in takes),
        hearings=tuple(
            replace(
                h,
                take=TakeId(names.free(h.take)),
                lines=tuple(_freed_heard(line, names) for line in h.lines),
            )
            for h in log.hearings
            if h.take in ids
        ),
    )


def _freed_take(take: Take, names: Names) -> Take:
    return replace(
        take,
        id=TakeId(names.free(take.id)),
        slate=replace(
            take.slate, target=names.free(take.slate.target), set_up=names.free(take.slate.set_up)
        ),
        reason=names.free(take.reason),
        notes=tuple(replace(n, text=names.free(n.text)) for n in take.notes),
        business=tuple(replace(b, text=names.free(b.text)) for b in take.business),
        recordings=tuple(
            replace(
                r,
                roll=names.free(r.roll),
                clip=names.free(r.clip),
                media=r.media if names.free(r.media) == r.media else "",
            )
            for r in take.recordings
        ),
    )


def _freed_heard(heard: HeardLine, names: Names) -> HeardLine:
    return replace(
        heard,
        said=names.free(heard.said),
        speaker=names.free(heard.speaker),
        confirmed_by=names.free(heard.confirmed_by),
        changes=(),
    )


def _passed_over(cut: Cut, chosen: Mapping[LineId, TakeId]) -> tuple[Finding, ...]:
    """Choices that the cut could not follow."""
    used = {c.line: c.take for c in cut.clips(TrackKind.SOUND) if c.line is not None}
    return tuple(
        note(
            "cut.choice_gone",
            f"Line {line} was to come from {take}, which is refused, withdrawn or does not have it "
            f"on camera now: {f'it comes from {used[line].slate}' if line in used else 'it is open'}.",
            Where(scene=cut.number),
            "Choose another take for it, or go back to the best one.",
        )
        for line, take in chosen.items()
        if line not in used or used[line].id != take
    )
