"""What came of the takes: what is owed, the script as shot, the day report, the editor's log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from intercut.access import Action, require
from intercut.actions.as_shot_lengths import change_finding, length_changes, tell_lengths
from intercut.actions.freed_set import freed_lines, freed_log, freed_script
from intercut.actions.judging import judged, reader_of
from intercut.actions.logging_takes import scene_ids
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import ReadScript, read_again
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.finding import Finding
from intercut.domain.handover import handed_by, handed_to
from intercut.domain.ids import SceneId
from intercut.domain.production import Production
from intercut.domain.scene import Scene
from intercut.domain.spoken import AsShotLine, AsShotScene, PartChange, SceneOwed, ScriptLine
from intercut.domain.strips import strips_of
from intercut.domain.takes import TakeLog
from intercut.onset.as_shot import SURE, as_shot
from intercut.onset.day_report import DayReport, PlannedStrip, day_report
from intercut.onset.draft_checks import against_drafts
from intercut.onset.editors_log import ale_texts, csv_text
from intercut.onset.owed import holes, owed
from intercut.publish.as_shot import ShotScene, as_shot_screenplay
from intercut.publish.pdf import pdf
from intercut.publish.publish import write_files
from intercut.publish.reader import Names
from intercut.publish.set_papers import as_shot_paper, day_paper, lined_script
from intercut.script.screenplay import SceneText, scenes_of
from intercut.script.write import script_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What every scene with takes (or the one asked for) owes, and the holes in it.

    ``handed`` is what ends still to be shot have to match: `17pt2: match 17pt1: lens 65 mm`.
    """

    scenes: tuple[SceneOwed, ...]
    findings: tuple[Finding, ...]
    handed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsShotFilm:
    """The script as shot: its scenes with takes heard, what it changes for the other ends, the
    files written. ``told`` is the revision of the facts that told the planner, 0 when none did."""

    scenes: tuple[AsShotScene, ...]
    changes: tuple[PartChange, ...]
    files: tuple[Path, ...]
    told: int
    findings: tuple[Finding, ...]


def what_is_owed(film: KeptFilm, scene: str = "") -> Owing:
    """For each line of each part whether a usable take has it on camera, off camera or not at all.

    Parameters
    ----------
    scene
        A number or part; "" for every scene that has a take.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not read the script, or there is no such scene.
    """
    require(film.actor, Action.READ_SCRIPT)
    names = _names(film)
    scenes, lines, log = _asked(film, scene)
    log = freed_log(log, names)
    every = lines
    if log.former:
        every = spoken_lines(film, film.assembly().production.scenes)
    freed = {id_: freed_lines(there, names) for id_, there in every.items()}
    found = tuple(owed(s, freed[s.id], log) for s in scenes)
    told = tuple(
        f
        for o in found
        for f in (*holes(o, started_only=not scene), *against_drafts(o, log, freed))
    )
    handed = tuple(
        names.free(f"{scene.number}pt{part.number}: {given}")
        for scene, of in zip(scenes, found, strict=True)
        for part, left in ((p, o) for p in scene.parts for o in of.parts if o.part == p.id)
        if not left.complete
        for given in handed_to(scene, part.id, log)
    )
    return Owing(scenes=found, findings=told, handed=handed)


def script_as_shot(
    film: KeptFilm,
    *,
    scene: str = "",
    out: Sequence[Path] = (),
    sure: int = SURE,
    tell_planner: bool = False,
    paper: str = "us-letter",
) -> AsShotFilm:
    """The script as it was said in the circled takes, and what that changes for the other ends.

    Parameters
    ----------
    out
        Files to write: `.fountain`, `.fdx` or `.pdf`. Of several episodes each is written under
        its own name.
    tell_planner
        Write the new lengths and minutes of ends still to be shot into the facts.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no such scene.
    Unwritable
        When a file cannot be written.
    ValueError
        When a file's ending is none of these.
    """
    require(film.actor, Action.READ_SCRIPT)
    for path in out:
        if path.suffix.casefold() not in {".fountain", ".fdx", ".pdf"}:
            msg = f"the script as shot is written as .fountain, .fdx or .pdf, not {path.name!r}"
            raise ValueError(msg)
    names = _names(film)
    scenes, lines, log = _asked(film, scene)
    whole = {s.id: as_shot(s, lines[s.id], log, sure=sure) for s in scenes}
    scripts = read_again(film.library.scripts())
    changes = tuple(
        change
        for s in scenes
        for change in length_changes(s, lines[s.id], whole[s.id], log, scripts)
    )
    # What is told and written is made of what this reader may know.
    freed, log = {i: freed_lines(there, names) for i, there in lines.items()}, freed_log(log, names)
    shot = {s.id: _freed_scene(as_shot(s, freed[s.id], log, sure=sure), names) for s in scenes}
    files: list[Path] = []
    for path in out:
        files += _write(film, path, scenes, freed, shot, scripts, names, paper)
    told = tell_lengths(film, scenes, changes) if tell_planner and changes else 0
    findings = [f for s in shot.values() for f in s.findings]
    findings += [change_finding(c, names.free) for c in changes]
    return AsShotFilm(
        scenes=tuple(shot.values()),
        changes=tuple(
            replace(
                c, label=names.free(c.label), lines=tuple(_freed_line(a, names) for a in c.lines)
            )
            for c in changes
        ),
        files=tuple(files),
        told=told,
        findings=tuple(findings),
    )


def report_day(film: KeptFilm, date: dt.date, board: str = "") -> tuple[DayReport, TakeLog]:
    """What a day brought, against the board that was planned for it (when there is one).

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not read the script, or there is no such board.
    """
    require(film.actor, Action.READ_SCRIPT)
    production = film.assembly().production
    lines = spoken_lines(film, production.scenes)
    log = take_log(film)
    found = {s.id: owed(s, lines[s.id], log) for s in production.scenes if not s.omitted}
    planned = _planned(film, production, date, board)
    return day_report(date, planned, production.scenes, found, log), log


def write_set_papers(
    film: KeptFilm,
    out: Path,
    *,
    date: dt.date | None = None,
    board: str = "",
    scene: str = "",
    paper: str = "us-letter",
) -> tuple[Path, ...]:
    """Lined script with facing pages, editor's log (ALE, CSV), and the report of a day.

    Parameters
    ----------
    out
        The folder; made when it is not there.
    date
        Whose day report to write; None: of the last day with takes.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, there is no such scene or board, or it cannot be written.
    """
    require(film.actor, Action.READ_SCRIPT)
    names = _names(film)
    scenes, lines, log = _asked(film, scene)
    texts = _texts(read_again(film.library.scripts()))
    title = film.assembly().production.title
    dates = sorted({t.date for t in log.takes})
    dated = str(dates[-1]) if dates else ""
    shown = [
        (
            ShotScene(
                heading=texts[s.episode, s.first_element].heading.index,
                lines=lines[s.id],
                as_shot=AsShotScene(scene=s.id, number=s.number, lines=()),
            ),
            texts[s.episode, s.first_element].elements,
        )
        for s in scenes
        if (s.episode, s.first_element) in texts
    ]
    files: dict[str, bytes] = {}
    if shown:
        lined = lined_script(title, shown, log, dated=dated, free=names.free)
        files["lined-script.pdf"] = pdf(lined, "onset", size=paper)
    files["editors-log.csv"] = names.free(csv_text(log)).encode("utf-8-sig")
    ales = ale_texts(log)
    for rate, text in ales.items():
        name = "editors-log.ale" if len(ales) == 1 else f"editors-log-{_stem(rate)}.ale"
        files[name] = names.free(text).encode()
    day = date or (dates[-1] if dates else None)
    if day is not None:
        report, whole = report_day(film, day, board)
        units = ", ".join(dict.fromkeys(t.unit for t in whole.takes if t.unit and t.date == day))
        drawn = day_paper(
            title, report, whole, unit=names.free(units), dated=str(day), free=names.free
        )
        files[f"day-report-{day}.pdf"] = pdf(drawn, "onset", size=paper)
    return write_files(out, files)


def _stem(rate: str) -> str:
    return rate.replace(".", "_").replace(" ", "-").casefold()


def _names(film: KeptFilm) -> Names:
    return Names(film.assembly().production, reader_of(film.actor))


def _asked(
    film: KeptFilm, scene: str
) -> tuple[tuple[Scene, ...], dict[SceneId, tuple[ScriptLine, ...]], TakeLog]:
    """The scenes meant (those with takes, when none is named), their lines, and the log."""
    log = take_log(film)
    ids = set(scene_ids(film, scene)) if scene else {t.scene for t in log.takes}
    scenes = tuple(s for s in film.assembly().production.scenes if s.id in ids and not s.omitted)
    return scenes, spoken_lines(film, scenes), log


def _freed_scene(scene: AsShotScene, names: Names) -> AsShotScene:
    return replace(scene, lines=tuple(_freed_line(a, names) for a in scene.lines))


def _freed_line(line: AsShotLine, names: Names) -> AsShotLine:
    return replace(
        line,
        name=names.free(line.name),
        written=names.free(line.written),
        said=names.free(line.said),
    )


def _texts(scripts: Sequence[ReadScript]) -> dict[tuple[str, int], SceneText]:
    return {
        (script.file.episode, text.heading.index): text
        for script in scripts
        for text in scenes_of(script.screenplay)
    }


def _shot_scenes(
    script: ReadScript,
    scenes: Sequence[Scene],
    lines: Mapping[SceneId, Sequence[ScriptLine]],
    shot: Mapping[SceneId, AsShotScene],
) -> list[tuple[Scene, ShotScene]]:
    texts = {t.heading.index for t in scenes_of(script.screenplay)}
    return [
        (s, ShotScene(heading=s.first_element, lines=lines[s.id], as_shot=shot[s.id]))
        for s in scenes
        if s.episode == script.file.episode and s.first_element in texts and s.id in shot
    ]


def _write(
    film: KeptFilm,
    path: Path,
    scenes: Sequence[Scene],
    lines: Mapping[SceneId, Sequence[ScriptLine]],
    shot: Mapping[SceneId, AsShotScene],
    scripts: Sequence[ReadScript],
    names: Names,
    paper: str,
) -> tuple[Path, ...]:
    files: dict[str, bytes] = {}
    if names.keeps_secrets:
        scripts = [replace(s, screenplay=freed_script(s.screenplay, names)) for s in scripts]
    for script in scripts:
        mine = _shot_scenes(script, scenes, lines, shot)
        if not mine and len(scripts) > 1:
            continue
        name = path.name if len(scripts) == 1 else f"{path.stem}-{script.file.episode}{path.suffix}"
        if path.suffix.casefold() == ".pdf":
            texts = {t.heading.index: t for t in scenes_of(script.screenplay)}
            drawn = as_shot_paper(
                film.assembly().production.title,
                [(s, texts[s.heading].elements) for _, s in mine],
                dated="",
                free=names.free,
                handed=[h for s in scenes if s.id in shot for h in handed_by(s, take_log(film))],
            )
            files[name] = pdf(drawn, "onset", size=paper)
        else:
            now = as_shot_screenplay(script.screenplay, [s for _, s in mine])
            files[name] = script_bytes(now, name)
    return write_files(path.parent, files)


def _planned(
    film: KeptFilm, production: Production, date: dt.date, board: str
) -> tuple[PlannedStrip, ...]:
    if not board and not film.boards():
        return ()
    strips = {s.id: s for s in strips_of(production)}
    found = judged(film, board)
    return tuple(
        PlannedStrip(
            number=strips[p.strip].number,
            scene=strips[p.strip].scenes[0],
            part=strips[p.strip].part,
            label=strips[p.strip].label,
            eighths=strips[p.strip].eighths,
            minutes=strips[p.strip].minutes,
        )
        for day in found.board.plan.days
        if day.date == date
        for p in day.strips
        if p.strip in strips
    )
