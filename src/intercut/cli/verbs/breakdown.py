"""``intercut breakdown``: a script taken apart, nothing kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import exit_code
from intercut.actions.scripts import break_down_scripts, read_scripts
from intercut.actions.words import pages_text, plural
from intercut.breakdown.report import as_json
from intercut.cli.draw import findings as found
from intercut.cli.draw.breakdown import proposals_table, scenes_table
from intercut.cli.screen import Json, Screen
from intercut.domain.facts import Facts
from intercut.domain.units import format_duration


def breakdown(
    script: Annotated[
        list[Path], Parameter(help="A .fountain or .fdx file; several are episodes.")
    ],
    /,
    *,
    episode: Annotated[
        list[str] | None, Parameter(negative="", help="Episode of each script, in order.")
    ] = None,
    kind: Annotated[
        str, Parameter(help="Kind of production, for the minutes a page takes.")
    ] = "feature",
    json: Json = False,
) -> int:
    """Break a script down without keeping anything: scenes, eighths, cast, parts proposed."""
    screen = Screen(json)
    read = read_scripts(script, episode or ())
    made = break_down_scripts(read, Facts(kind=kind))
    code = exit_code(made.findings)
    if json:
        screen.answer(as_json(made))
        return code
    screen.show(scenes_table(made))
    if made.proposals:
        screen.talk(proposals_table(made))
    found.tell(screen, made.findings)
    eighths = sum(s.eighths.value for s in made.scenes)
    minutes = sum(s.minutes.minutes for s in made.scenes)
    screen.verdict(
        f"{plural(len(made.scenes), 'scene')}, {pages_text(eighths)} in eighths "
        f"({made.pages} printed), {plural(len(made.roles), 'role')}, "
        f"{format_duration(minutes)} of shooting; "
        f"{plural(len(made.proposals), 'thing')} to decide; {found.counted(made.findings)}"
    )
    return code
