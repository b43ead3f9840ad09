"""Boards: seen, arranged, tried out, compared."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from intercut.access import Action
from intercut.actions import arranging
from intercut.actions.answers import CostAnswer, DoodAnswer
from intercut.actions.arranging import DayChange, Spot
from intercut.actions.board_view import ArrangedAnswer, CardsAnswer, arranged, cards_of
from intercut.actions.comparing import ComparedAnswer, compare_boards
from intercut.actions.history import BoardNoteAnswer, HistoryAnswer, board_notes, history_of
from intercut.actions.judging import cost_board, dood_board
from intercut.actions.office import KeptFilm
from intercut.actions.previewing import SpotAnswer, preview
from intercut.actions.shapes import cost_answer, dood_answer
from intercut.domain.ids import UnitId
from intercut.store.records import BoardState
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk, told_meanwhile

room = Room("boards")

Name = Annotated[str, Field(min_length=1, max_length=200)]
Version = Annotated[int, Field(ge=0, le=2**31)]


class SpotBody(Schema):
    """Where to: a unit day and a position among what stays there (-1 last), or the boneyard."""

    unit: str | None = None
    date: dt.date | None = None
    position: Annotated[int, Field(ge=-1, le=100_000)] = -1

    def spot(self) -> Spot:
        """As the action takes it."""
        return Spot(
            unit=UnitId(self.unit) if self.unit else None, date=self.date, position=self.position
        )


class MoveBody(Schema):
    """Strips to one spot."""

    version: Version
    strips: Annotated[list[str], Field(min_length=1, max_length=2_000)]
    to: SpotBody


class PreviewBody(Schema):
    """Strips, and the spots they might go to."""

    strips: Annotated[list[str], Field(min_length=1, max_length=2_000)]
    spots: Annotated[list[SpotBody], Field(max_length=60)]


class BannerBody(Schema):
    """A line of text between strips."""

    position: Annotated[int, Field(ge=0, le=100_000)]
    text: Annotated[str, Field(max_length=300)]
    minutes: Annotated[int, Field(ge=0, le=1_440)] = 0


class DayBody(Schema):
    """What changes of a unit day; what is not named stays."""

    version: Version
    unit: Name
    date: dt.date
    call: str | None = None
    light: str | None = None
    locked: bool | None = None
    banners: list[BannerBody] | None = None


class OneDayBody(Schema):
    """A unit day."""

    version: Version
    unit: Name
    date: dt.date


class DatesBody(Schema):
    """Dates."""

    version: Version
    dates: Annotated[list[dt.date], Field(max_length=1_000)]


class VersionBody(Schema):
    """The version of the board the person saw."""

    version: Version


class BackBody(Schema):
    """A moment of the board."""

    version: Version
    to: Version


class NewBoardBody(Schema):
    """A board's name, and where it starts: another board, a moment of it, or nothing."""

    name: Name
    start: str = ""
    at: Version | None = None


def _after(film: KeptFilm, state: BoardState) -> ArrangedAnswer:
    return arranged(film, state.name)


@room.route("GET", "/boards", Action.SEE_BOARD, list[BoardNoteAnswer])
def list_boards(request: HttpRequest) -> list[BoardNoteAnswer]:
    """Every board, the first one made first."""
    return board_notes(desk().film())


@room.route("POST", "/boards", Action.CHANGE_BOARD, ArrangedAnswer)
def add_board(request: HttpRequest, payload: NewBoardBody) -> ArrangedAnswer:
    """A new board: a copy of another, or every strip in the boneyard."""
    film = desk().film()
    if payload.start:
        state = arranging.branch(film, payload.start, payload.name, at=payload.at)
    else:
        state = arranging.empty_board(film, payload.name)
    return _after(film, state)


@room.route("GET", "/cards", Action.SEE_BOARD, CardsAnswer)
def list_cards(request: HttpRequest) -> CardsAnswer:
    """The cards of every strip that may stand on a board."""
    return cards_of(desk().film())


@room.route("GET", "/board", Action.SEE_BOARD, ArrangedAnswer)
def show_board(request: HttpRequest, name: str = "") -> ArrangedAnswer:
    """A board as it stands, judged; the one written last when none is named."""
    return arranged(desk().film(), name)


@room.route("POST", "/board/move", Action.CHANGE_BOARD, ArrangedAnswer)
def move_strips(request: HttpRequest, name: str, payload: MoveBody) -> ArrangedAnswer:
    """The board with strips moved, as one change."""
    film = desk().film()
    state = told_meanwhile(
        film,
        name,
        payload.version,
        lambda: arranging.move_strips(
            film, name, payload.strips, payload.to.spot(), expected=payload.version
        ),
    )
    return _after(film, state)


@room.route("POST", "/board/preview", Action.CHANGE_BOARD, list[SpotAnswer])
def preview_move(request: HttpRequest, name: str, payload: PreviewBody) -> list[SpotAnswer]:
    """What dropping strips on each spot would cost and break."""
    return preview(desk().film(), name, payload.strips, [s.spot() for s in payload.spots])


@room.route("POST", "/board/day", Action.CHANGE_BOARD, ArrangedAnswer)
def change_day(request: HttpRequest, name: str, payload: DayBody) -> ArrangedAnswer:
    """The board with another call, light, lock or other banners on a unit day; made if new."""
    film = desk().film()
    banners = payload.banners
    change = DayChange(
        call=payload.call,
        light=payload.light,
        locked=payload.locked,
        banners=None
        if banners is None
        else tuple((b.position, b.text, b.minutes) for b in banners),
    )
    state = told_meanwhile(
        film,
        name,
        payload.version,
        lambda: arranging.change_day(
            film, name, payload.unit, payload.date, change, expected=payload.version
        ),
    )
    return _after(film, state)


@room.route("POST", "/board/drop-day", Action.CHANGE_BOARD, ArrangedAnswer)
def drop_day(request: HttpRequest, name: str, payload: OneDayBody) -> ArrangedAnswer:
    """The board without a unit day; its strips wait in the boneyard."""
    film = desk().film()
    state = told_meanwhile(
        film,
        name,
        payload.version,
        lambda: arranging.drop_day(
            film, name, payload.unit, payload.date, expected=payload.version
        ),
    )
    return _after(film, state)


@room.route("POST", "/board/call-days", Action.CHANGE_BOARD, ArrangedAnswer)
def call_days(request: HttpRequest, name: str, payload: DatesBody) -> ArrangedAnswer:
    """The board with the best call and light on these dates."""
    film = desk().film()
    state = told_meanwhile(
        film,
        name,
        payload.version,
        lambda: arranging.call_days(film, name, payload.dates, expected=payload.version),
    )
    return _after(film, state)


@room.route("POST", "/board/undo", Action.CHANGE_BOARD, ArrangedAnswer)
def undo_change(request: HttpRequest, name: str, payload: VersionBody) -> ArrangedAnswer:
    """The board with its last change taken back."""
    film = desk().film()
    state = told_meanwhile(
        film, name, payload.version, lambda: arranging.undo(film, name, expected=payload.version)
    )
    return _after(film, state)


@room.route("POST", "/board/redo", Action.CHANGE_BOARD, ArrangedAnswer)
def redo_change(request: HttpRequest, name: str, payload: VersionBody) -> ArrangedAnswer:
    """The board with the last undo taken back."""
    film = desk().film()
    state = told_meanwhile(
        film, name, payload.version, lambda: arranging.redo(film, name, expected=payload.version)
    )
    return _after(film, state)


@room.route("POST", "/board/back", Action.CHANGE_BOARD, ArrangedAnswer)
def go_back(request: HttpRequest, name: str, payload: BackBody) -> ArrangedAnswer:
    """The board as it stood after an earlier change, as one more change."""
    film = desk().film()
    state = told_meanwhile(
        film,
        name,
        payload.version,
        lambda: arranging.go_back(film, name, payload.to, expected=payload.version),
    )
    return _after(film, state)


@room.route("GET", "/board/cost", Action.SEE_COST, CostAnswer)
def board_cost(request: HttpRequest, name: str = "") -> CostAnswer:
    """The cost sheet of a board."""
    state, sheet = cost_board(desk().film(), name)
    return cost_answer(state.name, sheet)


@room.route("GET", "/board/dood", Action.SEE_OWN_DATES, DoodAnswer)
def board_dood(
    request: HttpRequest, name: str = "", first_gap: bool = False, elements: bool = False
) -> DoodAnswer:
    """Day out of days of a board, with the cheapest drops or the first gaps."""
    state, grid = dood_board(
        desk().film(), name, drops="first gap" if first_gap else "cheapest", elements=elements
    )
    return dood_answer(state.name, grid)


@room.route("GET", "/compare", Action.SEE_COST, ComparedAnswer)
def compare(request: HttpRequest, first: str, second: str) -> ComparedAnswer:
    """What changes from one board to another."""
    return compare_boards(desk().film(), first, second)


@room.route("GET", "/history", Action.SEE_BOARD, HistoryAnswer)
def show_history(request: HttpRequest, board: str = "") -> HistoryAnswer:
    """What happened to the film, and to one of its boards."""
    return history_of(desk().film(), board)
