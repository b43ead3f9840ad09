"""The film itself: which one is open, a new one made, a new draft, boards brought in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from intercut.access import Action, may
from intercut.actions.answers import FindingAnswer, finding_answers
from intercut.actions.drafts import revise_script
from intercut.actions.examples import example_files
from intercut.actions.films import new_film
from intercut.actions.importing import import_board
from intercut.actions.program import program
from intercut.domain.finding import has_errors
from intercut.errors import NotFound, Unreadable
from intercut.web.framework import File, Form, Schema, UploadedFile
from intercut.web.routes import Room, desk
from intercut.web.visiting import guest_at_hand

room = Room("films")

NameField = Annotated[str, Field(min_length=1, max_length=120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFileAnswer:
    """A film in the folder."""

    name: str
    bytes: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnswer:
    """Who works here on what, and what they may do; ``film`` "" while there is none.

    ``key`` is the film's own name among all films. ``guest``: came in over the network.
    """

    token: str
    program: str
    who: str
    role: str
    may: list[str]
    film: str
    key: str
    guest: bool
    wanted: str
    folder: str
    title: str
    read_only: bool
    revision: int
    board: str
    example: bool
    films: list[FilmFileAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAnswer:
    """What came of bringing in a script, a draft or a board; ``made`` False: see the findings."""

    made: bool
    film: str
    board: str
    told: list[str]
    findings: list[FindingAnswer]


class OpenBody(Schema):
    """A film of the folder by name."""

    name: NameField


class ExampleBody(Schema):
    """What the example's film is to be called."""

    name: NameField = "brownstone"


@room.route("GET", "/session", Action.SEE_OWN_DATES, SessionAnswer)
def show_session(request: HttpRequest) -> SessionAnswer:
    """Who works here on what."""
    here = desk()
    film = here.film() if here.is_there() else None
    guest = guest_at_hand() is not None
    return SessionAnswer(
        token=request.auth.token,  # type: ignore[attr-defined]
        program=program(),
        who=here.actor.name,
        role=here.actor.role.value,
        may=[a.name.lower() for a in Action if may(here.actor.role, a)],
        film=here.path.name if film is not None else "",
        key=film.library.key() if film is not None else "",
        guest=guest,
        wanted="" if guest else here.path.name,
        folder="" if guest else here.folder.name,
        title=film.library.title() if film is not None else "",
        read_only=film.library.read_only if film is not None else False,
        revision=film.revision() if film is not None else 0,
        board=film.library.boards.current() if film is not None else "",
        example=bool(example_files()),
        films=[
            FilmFileAnswer(name=f.name, bytes=f.bytes, open=f.open)
            for f in ([] if guest else here.films())
        ],
    )


@room.route("POST", "/films/open", Action.REVISE_SCRIPT, MadeAnswer)
def open_film(request: HttpRequest, payload: OpenBody) -> MadeAnswer:
    """Work on another film of the folder from now on."""
    here = desk()
    path = here.place_of(payload.name)
    if not path.exists():
        msg = f"there is no film {path.name} in this folder."
        raise NotFound(msg)
    film = here.turn_to(path)
    return MadeAnswer(
        made=True, film=path.name, board=film.library.boards.current(), told=[], findings=[]
    )


@room.route("POST", "/films/new", Action.REVISE_SCRIPT, MadeAnswer)
def make_film(
    request: HttpRequest,
    script: Annotated[UploadedFile, File()],
    name: Annotated[str, Form()] = "",
) -> MadeAnswer:
    """A film made of a script (or of another program's board), and opened."""
    here = desk()
    path = here.place_of(name or Path(script.name or "film").stem)
    with _on_disk(script) as given:
        is_board = given.suffix.lower() in {".uss", ".csv", ".tsv"}
        made = new_film(
            path,
            actor=here.actor,
            scripts=[] if is_board else [given],
            board=given if is_board else None,
        )
    if made.made:
        here.turn_to(path)
    return MadeAnswer(
        made=made.made,
        film=path.name if made.made else "",
        board=made.board,
        told=[],
        findings=finding_answers(made.findings),
    )


@room.route("POST", "/films/example", Action.REVISE_SCRIPT, MadeAnswer)
def make_example(request: HttpRequest, payload: ExampleBody) -> MadeAnswer:
    """The example as a film of its own, and opened; as it is where it was made before."""
    here = desk()
    path = here.place_of(payload.name)
    files = example_files()
    if files is None:
        raise NotFound("the example is not installed here.")
    if not path.exists():
        script, facts = files
        new_film(path, actor=here.actor, scripts=[script], facts=facts)
    here.turn_to(path)
    return MadeAnswer(made=True, film=path.name, board="", told=[], findings=[])


@room.route("POST", "/script/draft", Action.REVISE_SCRIPT, MadeAnswer)
def revise(
    request: HttpRequest,
    script: Annotated[UploadedFile, File()],
    episode: Annotated[str, Form()] = "",
) -> MadeAnswer:
    """A new draft laid onto the film; everything people decided stays."""
    film = desk().film()
    with _on_disk(script) as given:
        done = revise_script(film, given, episode=episode)
    told = [
        f"{len(scenes)} {word}: {', '.join(scenes[:12])}{' ...' if len(scenes) > 12 else ''}"
        for word, scenes in (
            ("kept", done.kept),
            ("changed", done.changed),
            ("moved", done.moved),
            ("added", done.added),
            ("omitted", done.omitted),
        )
        if scenes
    ]
    told += [
        f"board {name}: {len(f.to_place)} to place, {len(f.dropped)} dropped"
        for name, f in done.boards
    ]
    return MadeAnswer(
        made=True,
        film=desk().path.name,
        board="",
        told=told,
        findings=finding_answers(done.findings),
    )


@room.route("POST", "/boards/import", Action.CHANGE_BOARD, MadeAnswer)
def bring_board(request: HttpRequest, board: Annotated[UploadedFile, File()]) -> MadeAnswer:
    """Boards of another program, each kept as a board of its own."""
    film = desk().film()
    with _on_disk(board) as given:
        done = import_board(film, given)
    return MadeAnswer(
        made=not has_errors(done.findings) or bool(done.boards),
        film=desk().path.name,
        board=done.board,
        told=[f"board {b}" for b in done.boards],
        findings=finding_answers(done.findings),
    )


@contextmanager
def _on_disk(upload: UploadedFile) -> Iterator[Path]:
    """An uploaded file under its own plain name, gone afterwards."""
    name = Path((upload.name or "").replace("\\", "/")).name
    if not name or name.startswith("."):
        raise Unreadable("the file has no name.")
    with tempfile.TemporaryDirectory(prefix="intercut-") as folder:
        path = Path(folder) / name[-120:]
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        yield path
