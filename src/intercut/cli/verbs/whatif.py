"""``intercut whatif``: facts changed on trial, planned again, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.asking_whatif import ask_whatif, whatif_answer
from intercut.actions.opening import open_film
from intercut.cli.draw.points import point_lines
from intercut.cli.draw.whatifs import side_by_side, whatif_tables
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.planning.wording import plural

_IMPOSSIBLE = 3


def whatif(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *changes: Annotated[
        str,
        Parameter(
            help="A what-if each: `away Clara 2026-03-04..06`; `;` joins several changes in one."
        ),
    ],
    board: BoardName = "",
    chain: Annotated[
        bool, Parameter(negative="", help="Each builds on the one before it, facts and plan.")
    ] = False,
    keep: Annotated[bool, Parameter(help="Keep each as a board, a child of this one.")] = True,
    seconds: Annotated[
        float | None, Parameter(help="Time to plan each; 5 when neither limit is given.")
    ] = None,
    iterations: Annotated[
        int | None, Parameter(help="Steps to plan each: the same steps give the same answer.")
    ] = None,
    seed: Annotated[int, Parameter(help="What chance starts from.")] = 1,
    workers: Annotated[int, Parameter(help="What-ifs planned at the same time.")] = 2,
    as_: As = "",
    json: Json = False,
) -> int:
    """Change facts on trial, plan again from today's plan, and see both side by side.

    Changes: away NAME DATES, free NAME DATES, rate NAME AMOUNT, drop NAME [TIMES], closed PLACE
    DATES, open PLACE DATES, date SCENE DATES, unpin SCENE, extra day DATES, day off DATES, until
    DATE, cut SCENE, page limit PAGES, longest day 12 h, whole SCENE, parts SCENE, waive RULE.
    """
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        asked = ask_whatif(
            film,
            changes,
            board,
            chained=chain,
            keep=keep,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            workers=workers,
        )
    found = asked.found
    fits = [one for one in found.answers if one.fits]
    code = int(len(fits) < len(found.answers))
    if code and all(one.result.status == "infeasible" for one in found.answers):
        code = _IMPOSSIBLE
    if json:
        screen.answer(as_json(whatif_answer(asked)))
        return code
    screen.show(*point_lines(found.points), side_by_side(found))
    for one in found.answers:
        screen.show(*whatif_tables(one))
    kept = ", each kept as a board" if keep else ""
    screen.verdict(
        f"board {asked.asked.board.name}: {plural(len(found.answers), 'what-if')}, "
        f"{len(fits)} with everything placed{kept}"
    )
    return code
