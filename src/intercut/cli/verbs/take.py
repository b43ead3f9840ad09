"""``intercut take``: the take log, written and read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.logging_takes import (
    Logged,
    log_take,
    read_take_file,
    see_log,
    withdraw,
)
from intercut.actions.opening import open_film
from intercut.actions.set_reports import write_set_papers
from intercut.actions.set_shapes import takes_answer
from intercut.actions.take_words import TakeWords, take_of
from intercut.actions.words import plural
from intercut.cli.draw import findings as found
from intercut.cli.draw.takes import take_table
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name

Film = Annotated[Path, Parameter(help="The film.")]
Status = Literal["circled", "held", "ng", "incomplete", "false start"]


def add(
    file: Film,
    slate: Annotated[str, Parameter(help="Scene or part, set-up and take: 17pt1/A/3.")],
    /,
    *,
    status: Annotated[Status, Parameter(help="What the director said of it.")] = "held",
    reason: Annotated[str, Parameter(help="Why it is no good, or incomplete.")] = "",
    kind: Annotated[
        Literal["full", "pick-up", "wild track"], Parameter(help="What was rolled.")
    ] = "full",
    date: Annotated[str, Parameter(help="Shooting date, YYYY-MM-DD; else today.")] = "",
    unit: Annotated[str, Parameter(help="The unit.")] = "",
    rate: Annotated[str, Parameter(help="Frames a second: 24, 23.976, 29.97 DF ...")] = "",
    in_: Annotated[str, Parameter(name="--in", help="Timecode in, HH:MM:SS:FF.")] = "",
    out: Annotated[str, Parameter(help="Timecode out; before the in: past midnight.")] = "",
    stopwatch: Annotated[str, Parameter(help="Action to cut by hand: 95.5 or 1:35.5.")] = "",
    lens: Annotated[str, Parameter(help="The lens.")] = "",
    camera_roll: Annotated[str, Parameter(help="The camera roll.")] = "",
    sound_roll: Annotated[str, Parameter(help="The sound roll.")] = "",
    on: Annotated[
        str, Parameter(help="Lines on camera, by number in the scene: 1-20, 22; own; all.")
    ] = "",
    off: Annotated[str, Parameter(help="Lines off camera: numbers, or rest.")] = "",
    note: Annotated[tuple[str, ...], Parameter(help="A note; may be repeated.")] = (),
    business: Annotated[
        tuple[str, ...],
        Parameter(help="Business without words, `kisses the phone @55` after line 55; repeated."),
    ] = (),
    match: Annotated[
        tuple[str, ...], Parameter(help="To match: `eyeline=left of lens`; may be repeated.")
    ] = (),
    still: Annotated[tuple[str, ...], Parameter(help="A picture's name; may be repeated.")] = (),
    correct: Annotated[
        bool, Parameter(negative="", help="It stands in the place of the take of that slate.")
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """Log a take. It is safe once this says so; nothing in the log is ever changed."""
    screen = Screen(json)
    words = TakeWords(
        slate=slate, status=status, reason=reason, kind=kind, date=date, unit=unit, rate=rate,
        tc_in=in_, tc_out=out, stopwatch=stopwatch, lens=lens, camera_roll=camera_roll,
        sound_roll=sound_roll, on=on, off=off, notes=note, business=business, match=match,
        stills=still,
    )  # fmt: skip
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        logged = log_take(film, take_of(film, words), correct=correct)
    return _tell(screen, logged, f"saved: {logged.entries[-1].id}")


def read(
    file: Film,
    log: Annotated[Path, Parameter(help="The take log, YAML.")],
    /,
    *,
    as_: As = "",
    json: Json = False,
) -> int:
    """Read a take log kept as a file, with the transcripts it names; read twice it adds nothing."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        logged = read_take_file(film, log)
    return _tell(screen, logged, f"saved: {plural(logged.new, 'new entry', 'new entries')}")


def show(
    file: Film,
    /,
    *,
    date: Annotated[str, Parameter(help="Of one shooting date, YYYY-MM-DD.")] = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Show the take log, and everything odd about it."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        logged = see_log(film, dt.date.fromisoformat(date) if date else None)
    return _tell(screen, logged, plural(len(logged.log.takes), "take"))


def withdraw_(
    file: Film,
    slate: Annotated[str, Parameter(help="The take's slate.")],
    /,
    *,
    reason: Annotated[str, Parameter(help="Why.")],
    as_: As = "",
    json: Json = False,
) -> int:
    """Let a take count no more; what was written of it stays in the log."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        logged = withdraw(film, slate, reason)
    return _tell(screen, logged, f"withdrawn: {slate}")


def papers(
    file: Film,
    /,
    *,
    out: Annotated[Path, Parameter(help="Folder to write into.")],
    date: Annotated[str, Parameter(help="Day of the report; else the last one with takes.")] = "",
    scene: Annotated[str, Parameter(help="Of one scene; else of all with takes.")] = "",
    board: BoardName = "",
    paper: Annotated[Literal["us-letter", "a4"], Parameter(help="Paper size.")] = "us-letter",
    as_: As = "",
    json: Json = False,
) -> int:
    """Write the day report, lined script with facing pages, and the editor's log (ALE, CSV)."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        files = write_set_papers(
            film,
            out,
            date=dt.date.fromisoformat(date) if date else None,
            board=board,
            scene=scene,
            paper=paper,
        )
        logged = see_log(film)
    if json:
        screen.answer(as_json(takes_answer(logged, files)))
        return 0
    for written in files:
        screen.text(str(written))
    screen.verdict(f"{plural(len(files), 'document')} in {out}")
    return 0


def _tell(screen: Screen, logged: Logged, done: str) -> int:
    code = exit_code(logged.findings)
    if screen.json:
        screen.answer(as_json(takes_answer(logged)))
        return code
    if logged.log.takes:
        screen.show(take_table(logged.log))
    found.tell(screen, logged.findings)
    screen.verdict(f"{done}; {found.counted(logged.findings)}")
    return code
