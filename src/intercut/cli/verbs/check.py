"""``intercut check``: a board against every rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.judging import check_board
from intercut.actions.opening import open_film
from intercut.actions.shapes import check_answer
from intercut.actions.verdicts import of_judgement
from intercut.cli.draw import findings as found
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name


def check(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    board: BoardName = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Check a board against every rule; errors are rules broken and strips left over."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        checked = check_board(film, board)
    code = exit_code(checked.findings)
    if json:
        screen.answer(as_json(check_answer(checked)))
        return code
    found.tell(screen, checked.findings)
    verdict = of_judgement(checked.judgement, checked.production.currency)
    screen.verdict(f"board {checked.board.name}: {verdict}")
    return code
