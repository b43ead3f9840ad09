"""Script and facts: read, decided, corrected."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from intercut.access import Action
from intercut.actions import amending
from intercut.actions.amending import FactsChange, FactsTables, ProposalsAnswer
from intercut.actions.answers import ShownAnswer
from intercut.actions.known import show_person, show_scene
from intercut.actions.marking import Mark, mark_element
from intercut.actions.script_pages import ScriptAnswer, scene_sheets, script_pages
from intercut.actions.shapes import shown_answer
from intercut.exchange.facts.amending import LONGEST_VALUE, Amendment
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk

room = Room("facts")

Revision = Annotated[int, Field(ge=0, le=2**31)]
Step = Annotated[str, Field(max_length=200)] | Annotated[int, Field(ge=0, le=100_000)]


class AmendmentBody(Schema):
    """At ``path`` stands ``value`` from now on; an empty value takes the entry away."""

    path: Annotated[list[Step], Field(min_length=1, max_length=12)]
    value: Annotated[str, Field(max_length=LONGEST_VALUE)]


class AmendBody(Schema):
    """Changes made together, all of them or none."""

    revision: Revision
    amendments: Annotated[list[AmendmentBody], Field(min_length=1, max_length=5_000)]


class TextBody(Schema):
    """All facts as the text of a facts file."""

    revision: Revision
    text: str


class AnswerBody(Schema):
    """What a person says to a proposal; null: undecided again."""

    proposal: Annotated[str, Field(min_length=1, max_length=400)]
    accepted: bool | None


class AnswersBody(Schema):
    """Answers given together."""

    revision: Revision
    answers: Annotated[list[AnswerBody], Field(min_length=1, max_length=5_000)]


class MarkBody(Schema):
    """An element marked in a scene, or (``needed`` False) taken out of it."""

    revision: Revision
    scene: Annotated[str, Field(min_length=1, max_length=200)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    category: Annotated[str, Field(max_length=60)] = ""
    needed: bool = True


class PinBody(Schema):
    """A strip held to a date (and unit), or with ``date`` null free again."""

    revision: Revision
    target: Annotated[str, Field(min_length=1, max_length=200)]
    date: dt.date | None = None
    unit: str = ""


@room.route("GET", "/script", Action.READ_SCRIPT, ScriptAnswer)
def show_script(request: HttpRequest) -> ScriptAnswer:
    """The script with the breakdown's marks."""
    return script_pages(desk().film())


@room.route("GET", "/scenes", Action.READ_SCRIPT, ScriptAnswer)
def list_scenes(request: HttpRequest) -> ScriptAnswer:
    """The sheets of all scenes, without their text."""
    return scene_sheets(desk().film())


@room.route("GET", "/scene", Action.READ_SCRIPT, ShownAnswer)
def known_scene(request: HttpRequest, number: str, board: str = "") -> ShownAnswer:
    """Everything known of a scene, each fact with its sources."""
    return shown_answer(show_scene(desk().film(), number, board))


@room.route("GET", "/person", Action.SEE_OWN_DATES, ShownAnswer)
def known_person(request: HttpRequest, name: str, board: str = "") -> ShownAnswer:
    """Everything known of a person, each fact with its sources."""
    return shown_answer(show_person(desk().film(), name, board))


@room.route("GET", "/proposals", Action.READ_SCRIPT, ProposalsAnswer)
def list_proposals(request: HttpRequest) -> ProposalsAnswer:
    """Everything that needs a person's eye."""
    return amending.proposals_of(desk().film())


@room.route("POST", "/proposals", Action.CHANGE_FACTS, FactsChange)
def answer_proposals(request: HttpRequest, payload: AnswersBody) -> FactsChange:
    """The film with what a person said to proposals."""
    return amending.answer_proposals(
        desk().film(),
        [(a.proposal, a.accepted) for a in payload.answers],
        expected=payload.revision,
    )


@room.route("GET", "/facts", Action.SEE_FACTS, FactsTables)
def show_facts(request: HttpRequest) -> FactsTables:
    """The facts as tables and as text."""
    return amending.facts_tables(desk().film())


@room.route("POST", "/facts", Action.CHANGE_FACTS, FactsChange)
def amend_facts(request: HttpRequest, payload: AmendBody) -> FactsChange:
    """The film with some facts changed."""
    return amending.amend_facts(
        desk().film(),
        [Amendment(path=tuple(a.path), value=a.value) for a in payload.amendments],
        expected=payload.revision,
    )


@room.route("POST", "/facts/text", Action.CHANGE_FACTS, FactsChange)
def replace_facts(request: HttpRequest, payload: TextBody) -> FactsChange:
    """The film with these facts as text."""
    return amending.replace_facts(desk().film(), payload.text, expected=payload.revision)


@room.route("POST", "/script/mark", Action.CHANGE_FACTS, FactsChange)
def mark_line(request: HttpRequest, payload: MarkBody) -> FactsChange:
    """The film with an element marked in a scene, or taken out of it."""
    mark = Mark(
        scene=payload.scene, name=payload.name, category=payload.category, needed=payload.needed
    )
    return mark_element(desk().film(), mark, expected=payload.revision)


@room.route("POST", "/pins", Action.CHANGE_FACTS, FactsChange)
def pin_strip(request: HttpRequest, payload: PinBody) -> FactsChange:
    """The film with a strip held to a date, or free again."""
    return amending.pin_strip(
        desk().film(), payload.target, payload.date, payload.unit, expected=payload.revision
    )
