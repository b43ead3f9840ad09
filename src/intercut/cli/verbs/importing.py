"""``intercut import``: a board of another program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import ImportAnswer, as_json, exit_code, finding_answers
from intercut.actions.importing import Imported, import_board
from intercut.actions.opening import open_film
from intercut.actions.verdicts import of_judgement
from intercut.cli.draw import findings as found
from intercut.cli.screen import As, Json, Screen, plain_name


def import_(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    board: Annotated[Path, Parameter(help="The board: .uss, .csv or .tsv.")],
    name: Annotated[str, Parameter(help="Name to keep it under; else its own.")] = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Bring in an existing board: matched, judged, costed, kept as a board of its own."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        done = import_board(film, board, name=name)
        currency = film.assembly().production.currency
    code = exit_code(done.findings)
    if json:
        screen.answer(as_json(_answer(done, currency)))
        return code
    found.tell(screen, done.findings)
    if done.judged is None:
        screen.verdict(f"nothing was brought in: {found.counted(done.findings)}")
        return code
    for other in done.boards[1:]:
        screen.say(f"Also kept: board {other}.")
    screen.verdict(f"board {done.board}: {of_judgement(done.judged.judgement, currency)}")
    return code


def _answer(done: Imported, currency: str) -> ImportAnswer:
    judgement = done.judged.judgement if done.judged else None
    return ImportAnswer(
        board=done.board,
        boards=list(done.boards),
        legal=judgement.legal if judgement else None,
        cost=judgement.cost.total if judgement else None,
        currency=currency,
        days=judgement.days if judgement else None,
        held_days=judgement.held_days if judgement else None,
        unplaced=list(judgement.unplaced) if judgement else [],
        findings=finding_answers(done.findings),
    )
