"""``intercut dood``: day out of days of a board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.judging import dood_board
from intercut.actions.opening import open_film
from intercut.actions.shapes import dood_answer
from intercut.actions.words import plural
from intercut.cli.draw.sheets import dood_table
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name


def dood(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    board: BoardName = "",
    drops: Annotated[
        Literal["cheapest", "first"],
        Parameter(help="Which drop-and-pick-ups are taken: the cheapest, or the first gaps."),
    ] = "cheapest",
    elements: Annotated[
        bool, Parameter(negative="", help="Rows for rented things as well.")
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """Print day out of days: who works, is held, travels, on which date."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        state, grid = dood_board(
            film,
            board,
            drops="first gap" if drops == "first" else "cheapest",
            elements=elements,
        )
    if json:
        screen.answer(as_json(dood_answer(state.name, grid)))
        return 0
    if grid.rows:
        screen.show(dood_table(grid))
    worked, paid = (sum(getattr(r, n) for r in grid.rows) for n in ("worked", "paid"))
    screen.verdict(
        f"board {state.name}: {plural(len(grid.rows), 'row')}, {worked} days worked, "
        f"{grid.held_days} held, {paid} paid; drops: {grid.drops}"
    )
    return 0
