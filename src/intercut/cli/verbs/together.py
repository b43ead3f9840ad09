"""``intercut together``: the cheapest ways to bring people kept apart together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.bringing_together import Wish, bring_together, together_answer
from intercut.actions.opening import open_film
from intercut.cli.draw import findings as told
from intercut.cli.draw.points import point_lines
from intercut.cli.draw.together import best_tables, closed_lines, ways_table
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.planning.wording import day_text, difference_text, plural

_IMPOSSIBLE = 3


def together(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    scene: Annotated[str, Parameter(help="A scene: its people are to be together in it.")] = "",
    people: Annotated[
        str, Parameter(help="Who is to be together, with commas: two people or more.")
    ] = "",
    within: Annotated[
        list[str] | None, Parameter(help="Dates it may be on, 2027-10-07..10.")
    ] = None,
    budget: Annotated[str, Parameter(help="The most it may cost more than today's plan.")] = "",
    waiver_price: Annotated[str, Parameter(help="What an hour of a waived rule costs.")] = "",
    waivers: Annotated[bool, Parameter(help="Whether rules may be waived at all.")] = True,
    travel: Annotated[
        str, Parameter(help="Who of them may travel, with commas; nobody; anybody if not given.")
    ] = "",
    set_: Annotated[
        str, Parameter(name="--set", help="A scene not in the script yet: its set or place.")
    ] = "",
    minutes: Annotated[int, Parameter(help="Shooting time of that scene.")] = 0,
    pages: Annotated[str, Parameter(help="Its length, 1 3/8.")] = "",
    light: Annotated[str, Parameter(help="Its light: day, night, dawn, dusk, any.")] = "",
    board: BoardName = "",
    seconds: Annotated[
        float | None, Parameter(help="Most time to look; the answer may differ with it.")
    ] = None,
    iterations: Annotated[int, Parameter(help="Steps to plan each way.")] = 400,
    tries: Annotated[int, Parameter(help="Ways planned, the most promising first.")] = 12,
    seed: Annotated[int, Parameter(help="What chance starts from.")] = 1,
    as_: As = "",
    json: Json = False,
) -> int:
    """Find the cheapest ways for people kept apart to be together, or prove that there is none.

    A scene in parts may be shot whole, or all its ends read live on one date at one place; with
    --set and --minutes they meet in a scene that is not written yet. Each way says what has to be
    waived and for how long, who travels when, what changes, and its price against today's plan.
    """
    screen = Screen(json)
    wish = Wish(
        scene=scene,
        people=tuple(filter(None, (n.strip() for n in people.split(",")))),
        within=tuple(within or ()),
        budget=budget,
        waiver_price=waiver_price,
        waivers=waivers,
        travel=travel,
        set_name=set_,
        minutes=minutes,
        pages=pages,
        light=light,
    )
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        asked, found = bring_together(
            film, wish, board, seconds=seconds, iterations=iterations, tries=tries, seed=seed
        )
    code = 0 if found.ways else _IMPOSSIBLE if found.proof else 1
    if json:
        screen.answer(as_json(together_answer(asked, found)))
        return code
    told.tell(screen, found.findings)
    screen.show(*point_lines(found.points))
    if found.ways:
        best = found.ways[0]
        screen.show(ways_table(found, asked.production), *closed_lines(found), *best_tables(found))
        screen.verdict(
            f"board {asked.board.name}: {plural(len(found.ways), 'way')}, the cheapest "
            f"{best.meeting.words} on {day_text(best.date)}, "
            f"{difference_text(best.price, found.currency)}"
        )
    else:
        if not found.proof:
            screen.show(*closed_lines(found))
        screen.verdict("proved: there is no way" if found.proof else "no way was found")
    return code
