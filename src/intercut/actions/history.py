"""What happened: revisions of script and facts, changes of a board, schedules given to people."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.words import plural
from intercut.domain.strips import strips_of
from intercut.publish.day_paper import date_text
from intercut.publish.reader import Names
from intercut.store.operations import (
    MoveStrip,
    Operation,
    ReplacePlan,
    SetDay,
    SetEvents,
    SetMode,
    Several,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAnswer:
    """One change of a board in words; ``undoes`` the number of the one it took back, else 0."""

    seq: int
    who: str
    at: str
    text: str
    undoes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNoteAnswer:
    """A board by name, and where it came from ("" when from nothing)."""

    name: str
    version: int
    parent: str
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionAnswer:
    """One state of script and facts."""

    number: int
    who: str
    at: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnswer:
    """A schedule as people were given it."""

    number: int
    colour: str
    board: str
    version: int
    revision: int
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAnswer:
    """Everything that happened to a film, each list with the newest first."""

    boards: list[BoardNoteAnswer]
    current: str
    board: str
    changes: list[ChangeAnswer]
    revisions: list[RevisionAnswer]
    published: list[PublishedAnswer]


def board_notes(film: KeptFilm) -> list[BoardNoteAnswer]:
    """Every board, the first one made first; `NotAllowed` when the actor may not see boards."""
    require(film.actor, Action.SEE_BOARD)
    return [
        BoardNoteAnswer(
            name=b.name,
            version=b.version,
            parent=f"{b.parent} after change {b.parent_seq}" if b.parent else "",
            who=b.who,
            at=b.created_at.isoformat(),
        )
        for b in film.library.boards.notes()
    ]


def history_of(film: KeptFilm, board: str = "", *, most: int = 300) -> HistoryAnswer:
    """What happened to a film, and to one of its boards.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see boards, or there is no such board.
    """
    notes = board_notes(film)
    current = film.library.boards.current()
    name = board or current
    return HistoryAnswer(
        boards=notes,
        current=current,
        board=name,
        changes=changes_since(film, name, 0)[:most] if name else [],
        revisions=[
            RevisionAnswer(number=r.number, who=r.who, at=r.at.isoformat(), what=r.what, why=r.why)
            for r in reversed(film.library.revisions())
        ],
        published=[
            PublishedAnswer(
                number=p.number,
                colour=p.colour,
                board=p.board,
                version=p.board_version,
                revision=p.revision,
                who=p.who,
                at=p.at.isoformat(),
            )
            for p in reversed(film.library.publications.notes())
        ],
    )


def changes_since(film: KeptFilm, board: str, version: int) -> list[ChangeAnswer]:
    """What was done to a board after a version of it, the newest first; errors as `history_of`."""
    require(film.actor, Action.SEE_BOARD)
    production = film.assembly().production
    names = Names(production, reader_of(film.actor))
    numbers = {str(s.id): s.number for s in strips_of(production)}
    return [
        ChangeAnswer(
            seq=n.seq,
            who=n.who,
            at=n.at.isoformat(),
            text=names.free(
                f"took back change {n.undoes}" if n.undoes else in_words(n.operation, numbers)
            ),
            undoes=n.undoes or 0,
        )
        for n in reversed(film.library.boards.history(board))
        if n.seq > version
    ]


def in_words(operation: Operation, numbers: dict[str, str]) -> str:
    """A change as one would tell it: `moved strip 12 to Thu 7 Oct (main)`."""
    match operation:
        case MoveStrip(strip=strip, unit=None):
            return f"put strip {numbers.get(strip, strip)} into the boneyard"
        case MoveStrip(strip=strip, unit=unit, date=date):
            when = date_text(date) if date else ""
            return f"moved strip {numbers.get(strip, strip)} to {when} ({unit})"
        case SetDay(unit=unit, date=date, day=None):
            return f"took {date_text(date)} ({unit}) off the board"
        case SetDay(unit=unit, date=date, day=day):
            locked = ", locked" if day is not None and day.locked else ""
            return f"set {date_text(date)} ({unit}){locked}"
        case SetMode(scene=scene, mode=mode):
            return f"scene {scene} is shot {mode.value if mode else 'as it comes'}"
        case SetEvents():
            return "changed fittings and rehearsals"
        case ReplacePlan():
            return "laid a whole plan onto the board"
        case Several(steps=steps):
            moved = [s for s in steps if isinstance(s, MoveStrip)]
            strips = list(dict.fromkeys(s.strip for s in moved))
            if not moved:
                return f"set {plural(len(steps), 'day')}"
            if len(strips) == 1:
                return in_words(moved[-1], numbers)
            named = ", ".join(numbers.get(s, s) for s in strips[:6])
            more = f" and {len(strips) - 6} more" if len(strips) > 6 else ""
            last = moved[-1]
            where = f"{date_text(last.date)} ({last.unit})" if last.date else "the boneyard"
            return f"moved strips {named}{more} to {where}"
