"""All rooms under one roof: the API and what it promises."""

from __future__ import annotations

from intercut.actions.program import program
from intercut.web.api import asking, boards, cutting, facts, films, onset, papers, runs
from intercut.web.errors import install
from intercut.web.framework import NinjaAPI
from intercut.web.routes import check_routes

ROOMS = (
    films.room,
    facts.room,
    boards.room,
    runs.room,
    papers.room,
    asking.room,
    cutting.room,
    onset.room,
)


def make_api() -> NinjaAPI:
    """The API, every route with its action.

    Raises
    ------
    RuntimeError
        When a route names none.
    """
    api = NinjaAPI(
        title="intercut",
        version="1",
        description=f"The app's own door ({program()}). It answers on this machine, with --lan in the set's network.",
        docs_url=None,
        openapi_url="/openapi.json",
        urls_namespace="intercut",
    )
    install(api)
    for room in ROOMS:
        api.add_router("", room.router)
    check_routes(api)
    return api
