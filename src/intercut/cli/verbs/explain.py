"""``intercut explain``: why a strip is where it is, what a move costs, what cannot hold, the gap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import as_json
from intercut.actions.explain_shapes import (
    gap_answer,
    infeasible_answer,
    move_answer,
    why_answer,
)
from intercut.actions.explaining import explain_gap, explain_infeasible, explain_move, explain_why
from intercut.actions.office import KeptFilm
from intercut.actions.opening import open_film
from intercut.actions.verdicts import proof_of
from intercut.cli.draw import findings as told
from intercut.cli.draw.explained import gap_table, infeasible_tables, move_tables, why_table
from intercut.cli.draw.points import point_lines
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name
from intercut.domain.units import format_money
from intercut.errors import NotFound
from intercut.planning.explain import AS_IT_STANDS
from intercut.planning.wording import difference_text, plural

_IMPOSSIBLE = 3


def explain(
    file: Annotated[Path, Parameter(help="The film.")],
    what: Annotated[
        Literal["why", "move", "infeasible", "gap"],
        Parameter(help="why SCENE, move SCENE DATE, infeasible, or gap."),
    ],
    scene: Annotated[str, Parameter(help="A scene, a part (12pt1) or a sitting.")] = "",
    date: Annotated[str, Parameter(help="Where to, 2027-01-06.")] = "",
    /,
    *,
    board: BoardName = "",
    seconds: Annotated[
        float | None, Parameter(help="Time to look, where something has to be looked for.")
    ] = None,
    iterations: Annotated[
        int | None, Parameter(help="Steps to look: the same steps give the same answer.")
    ] = None,
    seed: Annotated[int, Parameter(help="What chance starts from.")] = 1,
    as_: As = "",
    json: Json = False,
) -> int:
    """Explain a board: what holds a scene on its day (why), what a move costs before it is made
    (move), which facts cannot all hold (infeasible), what a cheaper plan would change (gap).

    Money is given as it stands (only that strip moves) and, for a move, also after repair (the
    rest may move too). Exit 3: proved that not everything fits.
    """
    screen = Screen(json)
    limits = _Limits(seconds, iterations, seed)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        if what == "why":
            return _why(screen, film, _given(scene, "why SCENE"), board)
        if what == "move":
            scene = _given(scene, "move SCENE DATE")
            return _move(screen, film, scene, _date(_given(date, "move SCENE DATE")), board, limits)
        if what == "infeasible":
            return _infeasible(screen, film, limits)
        return _gap(screen, film, board, limits)


class _Limits:
    def __init__(self, seconds: float | None, iterations: int | None, seed: int) -> None:
        self.seconds = seconds
        self.iterations = iterations
        self.seed = seed


def _given(text: str, usage: str) -> str:
    if not text:
        raise NotFound(f"it is not said what to explain: explain FILE {usage}.")
    return text


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a date."
        raise NotFound(msg, "Write 2027-01-06; days are named by date, numbers change.") from None


def _why(screen: Screen, film: KeptFilm, scene: str, board: str) -> int:
    asked, found = explain_why(film, scene, board)
    if screen.json:
        screen.answer(as_json(why_answer(asked, scene, found)))
        return 0
    for one in found:
        screen.show(*point_lines(one.points), why_table(one))
    legal = sum(r.legal and not r.here and not r.day_off for one in found for r in one.rows)
    screen.verdict(
        f"board {asked.board.name}: {plural(len(found), 'strip')} of {scene}, "
        f"{plural(legal, 'other date')} without a broken rule, {AS_IT_STANDS}"
    )
    return 0


def _move(
    screen: Screen, film: KeptFilm, scene: str, date: dt.date, board: str, limits: _Limits
) -> int:
    asked, found = explain_move(
        film,
        scene,
        date,
        board,
        seconds=limits.seconds,
        iterations=limits.iterations,
        seed=limits.seed,
    )
    if screen.json:
        screen.answer(as_json(move_answer(asked, scene, date, found)))
        return 0
    words = []
    for one in found:
        screen.show(*point_lines(one.points), *move_tables(one))
        stands = "no unit may" if one.stands is None else (
            difference_text(one.stands.difference, one.currency) if one.stands.legal
            else plural(len(one.stands.broken), "rule") + " broken"
        )  # fmt: skip
        words.append(f"{one.strip.number} to {date}: {stands}, {AS_IT_STANDS}")
        if one.repaired is not None and one.repaired.difference is not None:
            words.append(f"{difference_text(one.repaired.difference, one.currency)}, after repair")
    screen.verdict(f"board {asked.board.name}: {'; '.join(words)}")
    return 0


def _infeasible(screen: Screen, film: KeptFilm, limits: _Limits) -> int:
    found, errors = explain_infeasible(
        film,
        seconds=20 if limits.seconds is None else limits.seconds,
        iterations=200 if limits.iterations is None else limits.iterations,
        seed=limits.seed,
    )
    code = 0 if found.verdict == "legal" else 1 if found.verdict == "unknown" else _IMPOSSIBLE
    if screen.json:
        screen.answer(as_json(infeasible_answer(found, errors)))
        return code
    told.tell(screen, errors)
    screen.show(*point_lines(found.points), *infeasible_tables(found))
    said = {
        "legal": "everything fits",
        "unknown": "neither a plan nor a proof was found; give it more --seconds",
    }
    screen.verdict(
        said.get(
            found.verdict,
            f"proved: {plural(len(found.members), 'fact')} cannot all hold ({found.verdict})",
        )
    )
    return code


def _gap(screen: Screen, film: KeptFilm, board: str, limits: _Limits) -> int:
    asked, found = explain_gap(
        film,
        board,
        seconds=limits.seconds,
        iterations=limits.iterations,
        seed=limits.seed,
    )
    if screen.json:
        screen.answer(as_json(gap_answer(asked, found)))
        return 0
    screen.show(*point_lines(found.points), gap_table(found))
    screen.verdict(
        f"board {asked.board.name}: {format_money(found.cost, found.currency)}, "
        f"{proof_of(found.status, found.gap)}"
    )
    return 0
