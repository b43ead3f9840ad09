"""The cut: scenes stitched from their takes, looked at and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from intercut.access import Action
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
    """A scene, how it is cut, and the takes somebody chose: line -> take."""

    scene: Text
    style: Text = "speaker"
    handles: Annotated[int, Field(ge=0, le=LONGEST_HANDLES)] = 12
    chosen: Annotated[dict[Text, Text], Field(max_length=2_000, default_factory=dict)]


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
        chosen=payload.chosen,
    )


@room.route("POST", "/cut/files", Action.STITCH, CutFilesAnswer)
def make_cut_files(request: HttpRequest, payload: CutBody) -> CutFilesAnswer:
    """A stitched scene in every format of the cutting room."""
    files, findings = cut_files(
        desk().film(),
        payload.scene,
        style=payload.style,
        handles=payload.handles,
        chosen=payload.chosen,
    )
    return CutFilesAnswer(bundle=desk().bundles.keep(files), files=list(files), findings=findings)


@room.route("GET", "/cut/file", Action.STITCH, None)
def take_cut_file(request: HttpRequest, bundle: str, name: str = "") -> HttpResponse:
    """One file of a cut, or all of them in one archive."""
    return desk().bundles.response(bundle, name, called="cut.zip")
