"""``intercut show``: a board, a scene, a person, a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.known import Known, show_person, show_scene
from intercut.actions.opening import open_film
from intercut.actions.shapes import board_answer, day_answer, shown_answer
from intercut.actions.showing import show_board, show_day
from intercut.actions.verdicts import of_judgement
from intercut.actions.words import pages_text, plural
from intercut.cli.draw.board import (
    board_lines,
    calls_table,
    cast_line,
    day_heading,
    day_lines,
)
from intercut.cli.draw.known import known_table
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.domain.completion import owing_scenes
from intercut.errors import NotFound

Film = Annotated[Path, Parameter(help="The film.")]


def board(film: Film, /, *, board: BoardName = "", as_: As = "", json: Json = False) -> int:
    """Show the strips of a board in shooting order, day by day."""
    screen = Screen(json)
    with open_film(film, name=plain_name(), seen_as=as_) as opened:
        shown = show_board(opened, board)
        boards = opened.boards()
    if json:
        screen.answer(as_json(board_answer(shown, boards)))
        return 0
    screen.show(*board_lines(shown, screen.width), cast_line(shown.paper))
    for point in shown.paper.key_points:
        screen.say(point.text)
    for scene in owing_scenes(shown.judged.production, shown.judged.board.plan):
        screen.say(f"Scene {scene.number} is not complete: {scene}.")
    others = [b for b in boards if b != shown.judged.board.name]
    if others:
        screen.say(f"Other boards: {', '.join(others)}.")
    verdict = of_judgement(shown.judged.judgement, shown.judged.production.currency)
    screen.verdict(f"board {shown.judged.board.name}: {verdict}")
    return 0


def scene(
    film: Film,
    scene: Annotated[str, Parameter(help="Its number.")],
    /,
    *,
    board: BoardName = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Show one scene: every fact with where it comes from, and when it is shot."""
    screen = Screen(json)
    with open_film(film, name=plain_name(), seen_as=as_) as opened:
        return _known(screen, show_scene(opened, scene, board))


def person(
    film: Film,
    person: Annotated[str, Parameter(help="Name, code name or role.")],
    /,
    *,
    board: BoardName = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Show one person: every fact with where it comes from, and each day with its call."""
    screen = Screen(json)
    with open_film(film, name=plain_name(), seen_as=as_) as opened:
        return _known(screen, show_person(opened, person, board))


def _known(screen: Screen, known: Known) -> int:
    if screen.json:
        screen.answer(as_json(shown_answer(known)))
        return 0
    screen.show(known_table(known))
    for day in known.days:
        screen.text(day)
    screen.verdict(
        f"{known.kind} {known.id}: {plural(len(known.facts), 'fact')}, "
        f"{plural(len(known.days), 'line')} on the board"
    )
    return 0


def day(
    film: Film,
    date: Annotated[str, Parameter(help="A date, 2027-01-06.")],
    /,
    *,
    board: BoardName = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Show one date by the clock: strips, meals, moves, and everybody's call."""
    screen = Screen(json)
    try:
        wanted = dt.date.fromisoformat(date)
    except ValueError:
        msg = f"{date!r} is not a date."
        raise NotFound(msg, "Write 2027-01-06; days are named by date, numbers change.") from None
    with open_film(film, name=plain_name(), seen_as=as_) as opened:
        units = show_day(opened, wanted, board)
    if json:
        answers = [as_json(day_answer(unit)) for unit in units]
        screen.answer(answers[0] if len(answers) == 1 else answers)
        return 0
    for unit in units:
        screen.show(day_heading(unit.day), *day_lines(unit, screen.width))
        if unit.calls:
            screen.show(calls_table(unit))
    called = sum(len(u.calls) for u in units)
    eighths = sum(u.day.eighths for u in units)
    screen.verdict(f"{wanted}: {plural(called, 'person', 'people')} called, {pages_text(eighths)}")
    return 0
