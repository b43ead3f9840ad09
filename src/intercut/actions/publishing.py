"""Documents of a board, written whole, and remembered as what people were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intercut.access import Action, require
from intercut.actions.cast_numbers import LEDGER, numbers_given_out
from intercut.actions.formats import register_formats
from intercut.actions.judging import reader_of
from intercut.actions.noting import notes_of
from intercut.actions.office import KeptFilm, Office
from intercut.actions.opening import actor_named
from intercut.domain.finding import Finding
from intercut.errors import NotFound
from intercut.publish import CalendarLedger, Faces, Reader, publish
from intercut.store import codec

COLOURS: Final = (
    "White",
    "Blue",
    "Pink",
    "Yellow",
    "Green",
    "Goldenrod",
    "Buff",
    "Salmon",
    "Cherry",
)
"""Colours of revisions in their usual order; then `Second White`, `Second Blue` ..."""

_ROUNDS: Final = ("", "Second ", "Third ", "Fourth ", "Fifth ", "Sixth ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What was written: the files, for whom, the colour the schedule has now, what was off."""

    board: str
    colour: str
    reader: Reader
    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def publish_board(
    office: Office,
    out: Path,
    *,
    board: str = "",
    documents: Sequence[str] = (),
    reader: str = "",
    paper: str = "us-letter",
    stamp: dt.datetime | None = None,
    fonts: Path | None = None,
    carry_calls: bool = False,
) -> Issued:
    """Documents of a board in a folder; a film in a file remembers what was given to people.

    The first schedule is White; each one that differs from the one before takes the next colour.

    Parameters
    ----------
    documents
        Names of `intercut.publish.DOCUMENTS`; none = all.
    reader
        A role or person the documents are for; "" = the crew's copy.
    stamp
        Moment of publication in UTC; now when None.
    fonts
        A folder of fonts to draw with besides our own and those of the machine.
    carry_calls
        Let the USS file carry calls and lights in keys of our own.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or board, document, reader or folder of fonts is not known.
    Unwritable
        When the folder or the film cannot be written.
    """
    require(office.actor, Action.PUBLISH)
    if fonts is not None and not fonts.is_dir():
        msg = f"There is no folder of fonts {fonts}."
        raise NotFound(msg, "Name the folder that holds the .ttf or .otf files.")
    state = office.board(board)
    production = office.assembly().production
    whom = Reader()
    if reader and reader.casefold() != "crew":
        whom = reader_of(actor_named(reader, office.actor.name, production))
    stamp = stamp or dt.datetime.now(dt.UTC).replace(microsecond=0)
    ledger = CalendarLedger()
    register_formats()
    if isinstance(office, KeptFilm):
        kept = office.library.publications.ledger("calendars")
        ledger = codec.decode(kept, CalendarLedger) if kept else ledger
    written = publish(
        production,
        state.plan,
        out,
        documents=documents,
        reader=whom,
        board=state.name,
        issued=stamp.date(),
        paper=paper,
        ledger=ledger,
        stamp=stamp,
        faces=Faces(folder=fonts),
        carry_calls=carry_calls,
        notes=notes_of(office, production, state.plan),
    )
    colour = ""
    if isinstance(office, KeptFilm) and not office.library.read_only:
        colour = next_colour(office, codec.encode(state.plan))
        office.library.publications.keep(
            state.name,
            state.plan,
            colour=colour,
            who=office.actor.name,
            ledgers={
                "calendars": codec.encode(written.ledger),
                LEDGER: numbers_given_out(office, production),
            },
        )
    return Issued(
        board=state.name,
        colour=colour,
        reader=whom,
        files=written.files,
        findings=written.findings,
    )


def next_colour(film: KeptFilm, plan: str) -> str:
    """Colour of a plan that is published now: the last one's when it is the same plan."""
    notes = film.library.publications.notes()
    if notes and codec.encode(film.library.publications.plan(notes[-1].number)) == plan:
        return notes[-1].colour
    number = len(notes)
    return _ROUNDS[min(number // len(COLOURS), len(_ROUNDS) - 1)] + COLOURS[number % len(COLOURS)]
