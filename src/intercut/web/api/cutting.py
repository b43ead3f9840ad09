"""The cut: scenes stitched from their takes, looked at and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from intercut.access import Action
from intercut.actions.cut_choice import ChosenTakesAnswer, choose_takes
from intercut.actions.cut_view import (
    LONGEST_HANDLES,
    CutAnswer,
    CutSceneAnswer,
    cut_files,
    cut_scene,
    cut_scenes,
)
from intercut.actions.finding_answers import FindingAnswer
from intercut.web.framework import Schema
from intercut.web.routes import Room, desk

room = Room("cutting")

Text = Annotated[str, Field(max_length=200)]


class CutBody(Schema):
    """A scene, and how it is cut."""

    scene: Text
    style: Text = "speaker"
    handles: Annotated[int, Field(ge=0, le=LONGEST_HANDLES)] = 12


class ChoiceBody(Schema):
    """The takes lines of a scene are cut from: line -> take, "" for the best one again."""

    scene: Text
    takes: Annotated[dict[Text, Text], Field(min_length=1, max_length=2_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutFilesAnswer:
    """The files of a cut to take away, and what a format could not say."""

    bundle: str
    files: list[str]
    findings: list[FindingAnswer]


@room.route("GET", "/cut/scenes", Action.STITCH, list[CutSceneAnswer])
def list_cut_scenes(request: HttpRequest) -> list[CutSceneAnswer]:
    """The scenes there are takes of."""
    return cut_scenes(desk().film())


@room.route("POST", "/cut", Action.STITCH, CutAnswer)
def stitch_cut(request: HttpRequest, payload: CutBody) -> CutAnswer:
    """A scene stitched; nothing is written."""
    return cut_scene(
        desk().film(),
        payload.scene,
        style=payload.style,
        handles=payload.handles,
    )


@room.route("POST", "/cut/choose", Action.STITCH, ChosenTakesAnswer)
def choose_cut_takes(request: HttpRequest, payload: ChoiceBody) -> ChosenTakesAnswer:
    """Cut lines from these takes from now on; what is answered as before takes it back."""
    return choose_takes(desk().film(), payload.scene, payload.takes)


@room.route("POST", "/cut/files", Action.STITCH, CutFilesAnswer)
def make_cut_files(request: HttpRequest, payload: CutBody) -> CutFilesAnswer:
    """A stitched scene in every format of the cutting room."""
    files, findings = cut_files(
        desk().film(),
        payload.scene,
        style=payload.style,
        handles=payload.handles,
    )
    return CutFilesAnswer(bundle=desk().bundles.keep(files), files=list(files), findings=findings)


@room.route("GET", "/cut/file", Action.STITCH, None)
def take_cut_file(request: HttpRequest, bundle: str, name: str = "") -> HttpResponse:
    """One file of a cut, or all of them in one archive."""
    return desk().bundles.response(bundle, name, called="cut.zip")
