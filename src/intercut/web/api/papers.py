"""Documents: looked at as they will print, published, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from intercut.access import Action
from intercut.actions.handing_out import (
    READERS,
    PeopleAnswer,
    hand_out,
    page_pictures,
    readers_of,
)
from intercut.publish import DOCUMENTS
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk

room = Room("papers")


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAnswer:
    """What can be published, for whom."""

    documents: list[str]
    roles: list[str]
    people: list[PeopleAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesAnswer:
    """The pages of a document as PNG pictures (data addresses), in order."""

    document: str
    pages: list[str]


class PublishBody(Schema):
    """Which documents of which board, for whom, on what paper."""

    board: str = ""
    documents: Annotated[list[str], Field(max_length=40, default_factory=list)]
    reader: str = ""
    paper: Annotated[str, Field(pattern="^(a4|us-letter)$")] = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedAnswer:
    """What was published: its colour, and the files to take away."""

    board: str
    colour: str
    bundle: str
    files: list[str]


@room.route("GET", "/papers", Action.PUBLISH, PapersAnswer)
def list_papers(request: HttpRequest) -> PapersAnswer:
    """What can be published, for whom."""
    return PapersAnswer(
        documents=list(DOCUMENTS), roles=list(READERS), people=readers_of(desk().film())
    )


@room.route("GET", "/papers/pages", Action.PUBLISH, PagesAnswer)
def paper_pages(
    request: HttpRequest, document: str, board: str = "", reader: str = "", paper: str = "a4"
) -> PagesAnswer:
    """A document as it will print; nothing is published by looking."""
    pages = page_pictures(desk().film(), document, board=board, reader=reader, paper=paper)
    return PagesAnswer(document=document, pages=pages)


@room.route("POST", "/papers", Action.PUBLISH, HandedAnswer)
def publish_papers(request: HttpRequest, payload: PublishBody) -> HandedAnswer:
    """Documents published under their colour, ready to be taken away."""
    handed = hand_out(
        desk().film(),
        board=payload.board,
        documents=payload.documents,
        reader=payload.reader,
        paper=payload.paper,
    )
    return HandedAnswer(
        board=handed.board,
        colour=handed.colour,
        bundle=desk().bundles.keep(handed.files),
        files=list(handed.files),
    )


@room.route("GET", "/papers/file", Action.PUBLISH, None)
def take_paper(request: HttpRequest, bundle: str, name: str = "") -> HttpResponse:
    """One published file, or all of them in one archive."""
    return desk().bundles.response(bundle, name)
