"""``intercut owed``: which lines no usable take has yet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.opening import open_film
from intercut.actions.set_reports import what_is_owed
from intercut.actions.set_shapes import owed_answer
from intercut.actions.words import plural
from intercut.cli.draw import findings as found
from intercut.cli.draw.takes import owed_table
from intercut.cli.screen import As, Json, Screen, plain_name


def owed(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    scene: Annotated[str, Parameter(help="One scene; else all with takes.")] = "",
    all_: Annotated[
        bool, Parameter(name="--all", negative="", help="Show what is covered as well.")
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """What is owed: for each line of each part whether a usable take has it on or off camera."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        owing = what_is_owed(film, scene)
    code = exit_code(owing.findings)
    if json:
        screen.answer(as_json(owed_answer(owing)))
        return code
    screen.show(owed_table(owing.scenes, everything=all_))
    if owing.handed:
        screen.show(*owing.handed)
    found.tell(screen, owing.findings)
    words = []
    for each in owing.scenes:
        for part in each.parts:
            lines = sum(line.owed for line in part.lines)
            state = "complete" if part.complete else "not shot" if not part.shot else "part shot"
            owes = f", owes {plural(lines, 'line')}" if lines else ""
            words.append(f"{part.target} {state}{owes}")
    screen.verdict(f"{'; '.join(words) or 'no takes yet'}; {found.counted(owing.findings)}")
    return code
