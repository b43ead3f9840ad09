"""``intercut replan``: new plans from a date on, what is shot held."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.opening import open_film
from intercut.actions.replanning import Happened, replan_answer, replan_board
from intercut.cli.draw import findings as told
from intercut.cli.draw.points import point_lines
from intercut.cli.draw.replans import curve_table, told_tables
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.domain.units import format_money
from intercut.errors import NotFound
from intercut.planning.wording import difference_text, plural


def replan(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    from_: Annotated[
        str, Parameter(name="--from", help="The first date that is still open, 2027-10-08.")
    ],
    lost: Annotated[
        list[str] | None, Parameter(help="A date on which nothing is shot after all.")
    ] = None,
    weather: Annotated[
        list[str] | None, Parameter(help="Dates of bad weather: what hangs on it waits.")
    ] = None,
    away: Annotated[list[str] | None, Parameter(help="Somebody ill, NAME:DATE..DATE.")] = None,
    closed: Annotated[
        list[str] | None, Parameter(help="A place that is gone, PLACE:DATE..DATE.")
    ] = None,
    unfinished: Annotated[
        list[str] | None, Parameter(help="A scene not finished, SCENE:EIGHTHS still owed.")
    ] = None,
    change: Annotated[
        list[str] | None, Parameter(help="Anything else that changed, as in whatif.")
    ] = None,
    call_price: Annotated[
        str, Parameter(help="What telling one person of one date costs; else the facts' baseline.")
    ] = "",
    first: Annotated[
        bool, Parameter(negative="", help="Give the first plan that holds, not the whole curve.")
    ] = False,
    all_: Annotated[
        bool,
        Parameter(
            name="--all", negative="", help="Say in full who must be told of later days too."
        ),
    ] = False,
    keep: Annotated[bool, Parameter(help="Keep the best plan as a board, a child.")] = True,
    board: BoardName = "",
    seconds: Annotated[
        float | None, Parameter(help="Time for each plan; 2 when neither limit is given.")
    ] = None,
    iterations: Annotated[
        int | None, Parameter(help="Steps for each plan: the same steps give the same plans.")
    ] = None,
    seed: Annotated[int, Parameter(help="What chance starts from.")] = 1,
    as_: As = "",
    json: Json = False,
) -> int:
    """Plan again from a date: what is shot stays, the rest is arranged anew around what happened.

    Gives plans from fewest phone calls to least money, and for the best of them who must be told
    what. What they were told is the schedule last published, else the board as it is; a change to
    it costs --call-price per person and date.
    """
    screen = Screen(json)
    try:
        since = dt.date.fromisoformat(from_)
    except ValueError:
        raise NotFound(f"{from_!r} is not a date.", "Write 2027-01-06.") from None
    happened = Happened(
        lost=tuple(lost or ()),
        weather=tuple(weather or ()),
        away=tuple(away or ()),
        closed=tuple(closed or ()),
        unfinished=tuple(unfinished or ()),
        changes=tuple(change or ()),
    )
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        done = replan_board(
            film,
            since,
            happened,
            board,
            call_price=call_price,
            keep=keep,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            first=first,
        )
    found = done.found
    code = 0 if found.best is not None else 1
    if json:
        screen.answer(as_json(replan_answer(done)))
        return code
    screen.show(*point_lines(found.points), curve_table(found))
    for scene in found.owing:
        screen.say(f"Scene {scene.number}: {scene}.")
    if found.best is None:
        last = found.alternatives[-1]
        told.tell(screen, [f for f in last.judgement.findings if f.code == "unplaced"])
        screen.verdict(f"from {since}: no plan with everything placed was found")
        return code
    best = found.alternatives[found.best]
    screen.show(*told_tables(found, best, every=all_))
    paid = difference_text(best.money - found.before.cost.money, found.currency)
    kept = f"; kept as board {done.kept}" if done.kept else ""
    screen.verdict(
        f"from {since}: {plural(best.people_told, 'person', 'people')} to tell, {paid} to pay, "
        f"{format_money(best.total, found.currency)} in all{kept}"
    )
    return code
