"""Boards of other programs: read, laid onto a film, judged, kept; or a film made of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from intercut.access import Action, require
from intercut.actions.board_events import with_events_of
from intercut.actions.board_hours import proposed_calls
from intercut.actions.given_files import given_bytes, name_of
from intercut.actions.judging import Judged, judged
from intercut.actions.office import Office
from intercut.domain.finding import Finding, has_errors, note
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import Unreadable
from intercut.exchange.board_films import BoardRead, match_board
from intercut.exchange.csv_strips import read_csv
from intercut.exchange.uss import read_uss

LARGEST_BOARD_BYTES = 100_000_000
"""A board beyond this is something else; our assumption. The readers have limits of their own."""

_READERS: dict[str, Callable[[bytes, str], BoardRead]] = {
    ".uss": read_uss,
    ".csv": read_csv,
    ".tsv": read_csv,
}


_OF_A_FILM_OF_ITS_OWN = frozenset({"board.no_script", "board.no_pay", "board.minutes_assumed"})
"""Findings about what a film made of the board alone would lack."""

_LISTS = frozenset({".csv", ".tsv"})
"""Files whose one board has no name but the file's."""


CALLS_PROPOSED = note(
    "board.calls_proposed",
    "The board says no hours: each day has the call and the light that break fewest rules.",
    fix="Plan from it (`plan --from`) to let the order change as well.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Boards that were kept, the first one judged. ``judged`` None: an error kept them out."""

    board: str
    boards: tuple[str, ...]
    judged: Judged | None
    findings: tuple[Finding, ...]


def read_board(path: Path) -> BoardRead:
    """What stands in a board file.

    Raises
    ------
    NotFound, Unreadable
        When there is no such file, or it is of a kind we do not read, or far too large.
    """
    reader = _READERS.get(path.suffix.lower())
    if path.is_dir() or (path.exists() and reader is None):
        msg = f"{path.name} is no board we read."
        raise Unreadable(msg, "Boards come as .uss (Universal Schedule Standard), .csv or .tsv.")
    data = given_bytes(
        path,
        largest_bytes=LARGEST_BOARD_BYTES,
        kind="board",
        name_instead="Name the file the scheduling program exported.",
    )
    assert reader is not None
    return reader(data, name_of(path))


def import_board(office: Office, path: Path, *, name: str = "") -> Imported:
    """A board (or several) of another program, each kept as a board of its own and judged.

    Parameters
    ----------
    name
        Name for the first board; "" = the one it has in the file, or the file's.

    Raises
    ------
    NotAllowed, NotFound, Unreadable, Unwritable
        When the actor may not, the file cannot be read, or the film cannot be written.
    """
    require(office.actor, Action.CHANGE_BOARD)
    read = read_board(path)
    if has_errors(read.findings):
        return Imported(board="", boards=(), judged=None, findings=read.findings)
    production = office.assembly().production
    found: list[Finding] = []
    kept: list[str] = []
    for n, arrangement in enumerate(read.arrangements):
        plan, told = lay_board(production, read, arrangement.name)
        found += told
        wanted = (name if n == 0 else "") or board_name(arrangement.name, path)
        kept.append(_free(wanted, {*office.boards(), *kept}))
        office.keep_board(kept[-1], plan, {"by": "import", "file": name_of(path)})
    if not kept:
        return Imported(board="", boards=(), judged=None, findings=read.findings)
    first = judged(office, kept[0])
    return Imported(
        board=kept[0],
        boards=tuple(kept),
        judged=first,
        findings=tuple(dict.fromkeys((*found, *first.findings))),
    )


def lay_board(
    production: Production, read: BoardRead, name: str
) -> tuple[Plan, tuple[Finding, ...]]:
    """A board of a file as a plan of an existing film, and what could not be matched."""
    plan, told = match_board(production, read, name)
    told = tuple(f for f in told if f.code not in _OF_A_FILM_OF_ITS_OWN)
    if says_hours(read, name):
        return plan, told
    # With the calls known, an event is put beside them; then the calls may give way to it.
    timed = with_events_of(production, read, proposed_calls(production, plan))
    if timed.events != plan.events:
        timed = proposed_calls(production, timed)
    return timed, (*told, CALLS_PROPOSED)


def says_hours(read: BoardRead, name: str) -> bool:
    """Whether a board of the file says when its days begin."""
    return any(
        day.call is not None for board in read.arrangements if board.name == name
        for day in board.days
    )  # fmt: skip


def board_name(name: str, file: Path) -> str:
    """What a board of a file is called: its own name, or the file's for a list of strips."""
    stem = Path(name_of(file)).stem
    return stem if file.suffix.lower() in _LISTS else name or stem


def boards_of(read: BoardRead, file: Path) -> Mapping[str, Plan]:
    """The boards of a file by name, for the film that is made of it."""
    named: dict[str, Plan] = {}
    for name, plan in read.boards:
        named[_free(board_name(name, file), set(named))] = plan
    return named


def _free(wanted: str, taken: set[str]) -> str:
    """A board's name nobody has: `main`, `main (2)` ..."""
    name, n = wanted, 1
    while name in taken:
        n += 1
        name = f"{wanted} ({n})"
    return name
