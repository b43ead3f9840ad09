"""``intercut asshot``: the script as it was really said in the circled takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.opening import open_film
from intercut.actions.set_reports import script_as_shot
from intercut.actions.set_shapes import as_shot_answer
from intercut.actions.words import plural
from intercut.cli.draw import findings as found
from intercut.cli.draw.takes import as_shot_table
from intercut.cli.screen import As, Json, Screen, plain_name
from intercut.domain.units import format_duration, format_eighths
from intercut.onset.as_shot import SURE


def asshot(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    scene: Annotated[str, Parameter(help="One scene; else all with takes.")] = "",
    out: Annotated[
        tuple[Path, ...],
        Parameter(help="File to write: .fountain, .fdx or .pdf. May be repeated."),
    ] = (),
    sure: Annotated[
        int, Parameter(help="Percent from which on a change counts before it is confirmed.")
    ] = SURE,
    tell_planner: Annotated[
        bool,
        Parameter(
            negative="", help="Write new pages and minutes of ends still to be shot into the facts."
        ),
    ] = False,
    paper: Annotated[Literal["us-letter", "a4"], Parameter(help="Paper size.")] = "us-letter",
    as_: As = "",
    json: Json = False,
) -> int:
    """The script as shot: additions, changes and cuts with take and time, for the other end too."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        shot = script_as_shot(
            film, scene=scene, out=out, sure=sure, tell_planner=tell_planner, paper=paper
        )
    code = exit_code(shot.findings)
    if json:
        screen.answer(as_json(as_shot_answer(shot)))
        return code
    for each in shot.scenes:
        screen.show(as_shot_table(each))
    for change in shot.changes:
        minutes = " to ".join(dict.fromkeys(map(format_duration, change.minutes)))
        pages = " to ".join(dict.fromkeys(map(format_eighths, change.eighths)))
        screen.text(f"{change.target} {change.label}: {minutes}, pages {pages}")
    for written in shot.files:
        screen.text(str(written))
    found.tell(screen, shot.findings)
    differs = sum(a.differs for s in shot.scenes for a in s.lines)
    told = f"; the planner is told (revision {shot.told})" if shot.told else ""
    screen.verdict(
        f"{plural(len(shot.scenes), 'scene')} as shot, {differs} otherwise than written{told}; "
        f"{found.counted(shot.findings)}"
    )
    return code
