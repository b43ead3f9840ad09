"""Questions of a board: the short ones answered at once, the long ones by the worker."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field, TypeAdapter

from intercut.access import Action
from intercut.actions import questions
from intercut.actions.board_view import ArrangedAnswer, arranged
from intercut.actions.explain_answers import MoveAnswer, WhyAnswer
from intercut.actions.menus import menus_of
from intercut.actions.question_answers import (
    MenusAnswer,
    Question,
    QuestionAnswer,
    QuestionNote,
)
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk

room = Room("asking")

_QUESTION = TypeAdapter(Question)

Number = Annotated[int, Field(ge=1, le=2**31)]
Text = Annotated[str, Field(max_length=500)]
Texts = Annotated[list[Text], Field(max_length=40, default_factory=list)]


class WishBody(Schema):
    """Who is to be together, and within what; every text as on the command line."""

    scene: Text = ""
    people: Texts
    within: Texts
    budget: Text = ""
    waiver_price: Text = ""
    waivers: bool = True
    travel: Text = ""
    set_name: Text = ""
    minutes: Annotated[int, Field(ge=0, le=1_440)] = 0
    pages: Text = ""
    light: Text = ""


class HappenedBody(Schema):
    """What is otherwise than planned; every text as on the command line."""

    lost: Texts
    weather: Texts
    away: Texts
    closed: Texts
    unfinished: Texts
    changes: Texts


class QuestionBody(Schema):
    """A question that takes a while; what does not belong to its kind is left out."""

    ask: Text
    board: Text = ""
    seconds: Annotated[float, Field(ge=0, le=questions.LONGEST_SECONDS)] = 0
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    scene: Text = ""
    date: Text = ""
    texts: Texts
    chained: bool = False
    together: WishBody | None = None
    since: Text = ""
    happened: HappenedBody | None = None
    call_price: Text = ""

    def question(self) -> Question:
        """As the action takes it."""
        given = self.dict()
        return _QUESTION.validate_python(
            {**given, "together": given["together"] or {}, "happened": given["happened"] or {}}
        )


class NumberBody(Schema):
    """A question."""

    number: Number


class KeepPlanBody(Schema):
    """A plan of an answer by its row, and the board it is kept as ("": its own name)."""

    number: Number
    row: Text
    board: Annotated[str, Field(max_length=200)] = ""


@room.route("GET", "/ask/menus", Action.SEE_COST, MenusAnswer)
def list_menus(request: HttpRequest) -> MenusAnswer:
    """Everything a question may name."""
    return menus_of(desk().film())


@room.route("GET", "/ask/why", Action.SEE_COST, WhyAnswer)
def ask_why(request: HttpRequest, scene: str, board: str = "") -> WhyAnswer:
    """What holds the strips of a scene on their days."""
    return questions.why_now(desk().film(), scene, board)


@room.route("GET", "/ask/move", Action.SEE_COST, MoveAnswer)
def ask_move(request: HttpRequest, scene: str, date: dt.date, board: str = "") -> MoveAnswer:
    """What a move comes to as it stands, and the best places for it."""
    return questions.move_now(desk().film(), scene, date, board)


@room.route("GET", "/questions", Action.SEE_COST, list[QuestionNote])
def list_questions(request: HttpRequest) -> list[QuestionNote]:
    """The newest questions, the newest first."""
    return questions.questions_of(desk().film())


@room.route("GET", "/question", Action.SEE_COST, QuestionAnswer)
def show_question(request: HttpRequest, number: Number) -> QuestionAnswer:
    """A question with its answer."""
    return questions.show_question(desk().film(), number)


@room.route("POST", "/questions", Action.SEE_COST, QuestionAnswer)
def ask_question(request: HttpRequest, payload: QuestionBody) -> QuestionAnswer:
    """A question queued for the worker."""
    return questions.ask(desk().film(), payload.question())


@room.route("POST", "/question/stop", Action.SEE_COST, QuestionAnswer)
def stop_question(request: HttpRequest, payload: NumberBody) -> QuestionAnswer:
    """Ask the worker to answer with what it has; again, to leave it at once."""
    return questions.stop_question(desk().film(), payload.number)


@room.route("POST", "/question/keep", Action.CHANGE_BOARD, ArrangedAnswer)
def keep_plan(request: HttpRequest, payload: KeepPlanBody) -> ArrangedAnswer:
    """A plan of an answer as a board, a child of the one it builds on."""
    film = desk().film()
    state = questions.keep_plan(film, payload.number, payload.row, payload.board)
    return arranged(film, state.name)
