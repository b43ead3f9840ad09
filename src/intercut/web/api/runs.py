"""The planner at work: asked for, watched, stopped, its plan kept."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from intercut.access import Action
from intercut.actions import runs
from intercut.actions.board_view import ArrangedAnswer, arranged
from intercut.actions.runs import RunAnswer
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk

room = Room("runs")

Number = Annotated[int, Field(ge=1, le=2**31)]


class StartBody(Schema):
    """How long to look, from what, on how many threads."""

    seconds: Annotated[float, Field(ge=0, le=runs.LONGEST_SECONDS)] = 10.0
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    threads: Annotated[int, Field(ge=1, le=64)] = 2
    start: str = ""


class StopBody(Schema):
    """A run; ``at_once``: without waiting for its last word."""

    number: Number
    at_once: bool = False


class KeepBody(Schema):
    """A run, and the board its plan is kept as."""

    number: Number
    board: Annotated[str, Field(min_length=1, max_length=200)]


@room.route("GET", "/runs", Action.SEE_COST, list[RunAnswer])
def list_runs(request: HttpRequest) -> list[RunAnswer]:
    """The newest runs, the newest first."""
    return runs.runs_of(desk().film())


@room.route("GET", "/run", Action.SEE_COST, RunAnswer)
def show_run(request: HttpRequest, number: Number) -> RunAnswer:
    """A run with its curve so far."""
    return runs.show_run(desk().film(), number)


@room.route("POST", "/runs", Action.CHANGE_BOARD, RunAnswer)
def start_run(request: HttpRequest, payload: StartBody) -> RunAnswer:
    """A run queued for the next free worker."""
    return runs.start_run(
        desk().film(),
        seconds=payload.seconds,
        seed=payload.seed,
        threads=payload.threads,
        start=payload.start,
    )


@room.route("POST", "/run/stop", Action.CHANGE_BOARD, RunAnswer)
def stop_run(request: HttpRequest, payload: StopBody) -> RunAnswer:
    """Ask a run to end with its best plan so far."""
    return runs.stop_run(desk().film(), payload.number, at_once=payload.at_once)


@room.route("POST", "/run/keep", Action.CHANGE_BOARD, ArrangedAnswer)
def keep_run(request: HttpRequest, payload: KeepBody) -> ArrangedAnswer:
    """The best plan of a run as a board."""
    film = desk().film()
    return arranged(film, runs.keep_run(film, payload.number, payload.board).name)
