"""Documents for a page: looked at before they are published, then handed out as bytes."""

from __future__ import annotations

import base64
import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intercut.access import Action, Role, require
from intercut.actions.judging import judged, reader_of
from intercut.actions.noting import notes_of
from intercut.actions.office import KeptFilm, Office
from intercut.actions.opening import actor_named
from intercut.actions.publishing import publish_board
from intercut.errors import NotFound, Unreadable
from intercut.publish import Reader
from intercut.publish.documents import board_paper, dood_paper
from intercut.publish.pdf import pictures
from intercut.publish.reader import Names

READERS: Final = ("crew", *(r.value for r in Role if r is not Role.PERFORMER))
"""Roles a document may be made for."""

DRAWN: Final = {
    "stripboard": "Stripboard",
    "oneliner": "One-line schedule",
    "dood": "Day out of days",
}
"""Documents that have pages, with their names on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAnswer:
    """Somebody a document may be made for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What was published, by file name."""

    board: str
    colour: str
    files: Mapping[str, bytes]


def readers_of(office: Office) -> list[PeopleAnswer]:
    """Everybody a document may be made for.

    Raises
    ------
    NotAllowed
        When the actor may not publish.
    """
    require(office.actor, Action.PUBLISH)
    production = office.assembly().production
    names = Names(production, reader_of(office.actor))
    return [PeopleAnswer(id=names.person(p.id), name=names.person(p.id)) for p in production.people]


def page_pictures(
    office: Office, document: str, *, board: str = "", reader: str = "", paper: str = "a4"
) -> list[str]:
    """The pages of a document as it would print, as PNG data addresses.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not publish, or board, document or reader is not known.
    Unreadable
        When the paper is not known.
    """
    require(office.actor, Action.PUBLISH)
    if document not in DRAWN:
        msg = f"no document with pages is called {document!r}."
        raise NotFound(msg, f"There are: {', '.join(DRAWN)}.")
    if paper not in {"a4", "us-letter"}:
        msg = f"paper is a4 or us-letter, not {paper!r}."
        raise Unreadable(msg)
    found = judged(office, board)
    whom = _reader(office, reader)
    dated = dt.datetime.now(dt.UTC).date().isoformat()
    if document == "dood":
        sheet = dood_paper(
            found.production, found.judgement, reader=whom, board=found.board.name, dated=dated
        )
        pages = pictures(sheet, document, size=paper)
    else:
        strips = board_paper(
            found.production,
            found.judgement,
            reader=whom,
            document=DRAWN[document],
            board=found.board.name,
            dated=dated,
            notes=notes_of(office, found.production, found.board.plan),
        )
        pages = pictures(strips, document, size=paper)
    return ["data:image/png;base64," + base64.b64encode(p).decode() for p in pages]


def hand_out(
    film: KeptFilm,
    *,
    board: str = "",
    documents: Sequence[str] = (),
    reader: str = "",
    paper: str = "a4",
) -> HandedOut:
    """Documents published and handed out as bytes; errors as `publish_board`."""
    with tempfile.TemporaryDirectory(prefix="intercut-") as folder:
        issued = publish_board(
            film, Path(folder), board=board, documents=documents, reader=reader, paper=paper
        )
        files = {f.name: f.read_bytes() for f in issued.files}
    return HandedOut(board=issued.board, colour=issued.colour, files=files)


def _reader(office: Office, reader: str) -> Reader:
    if not reader or reader.casefold() == "crew":
        return Reader()
    return reader_of(actor_named(reader, office.actor.name, office.assembly().production))
