"""``intercut cost``: the cost sheet of a board."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.judging import cost_board
from intercut.actions.opening import open_film
from intercut.actions.shapes import cost_answer
from intercut.cli.draw.sheets import cost_table
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.domain.units import format_money


def cost(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    board: BoardName = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Print the cost sheet of a board: every line with the rule it comes from."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        state, sheet = cost_board(film, board)
    if json:
        screen.answer(as_json(cost_answer(state.name, sheet)))
        return 0
    if sheet.lines:
        screen.show(cost_table(sheet))
    money, wishes = (format_money(n, sheet.currency) for n in (sheet.money, sheet.wishes))
    total = format_money(sheet.total, sheet.currency)
    screen.verdict(f"board {state.name}: {total} = {money} paid + {wishes} for wishes")
    return 0
