"""Documents as PDF by typst: the same document gives the same bytes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Final, Literal

import typst

from intercut.errors import Unwritable
from intercut.publish.documents import BoardPaper, DoodPaper
from intercut.publish.faces import Faces, texts_of
from intercut.publish.set_papers import SetPaper

Paper = BoardPaper | DoodPaper | SetPaper
"""What can be drawn."""

LAYOUTS: Final = Path(__file__).parent / "layouts"
OWN_FACES: Final = Faces()

STRIP_COLOURS: Final = {
    "int day": ("#ffffff", "#000000"),
    "ext day": ("#fdf3a6", "#000000"),
    "int night": ("#bcd6f2", "#000000"),
    "ext night": ("#bfe3c0", "#000000"),
    "dawn": ("#f9d2c3", "#000000"),
    "dusk": ("#f9d2c3", "#000000"),
    "day break": ("#1f1f1f", "#ffffff"),
    "free day": ("#d9d9d9", "#000000"),
    "banner": ("#efefef", "#000000"),
}
"""Tone -> fill and text colour: today's usual convention (night interior blue, exterior green)."""


def swapped_nights(colours: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The older paper convention: night interior green, night exterior blue."""
    return {
        **colours,
        "int night": colours["ext night"],
        "ext night": colours["int night"],
    }


def pdf(
    paper: Paper,
    layout: str,
    *,
    size: str = "us-letter",
    colours: dict[str, tuple[str, str]] | None = None,
    faces: Faces = OWN_FACES,
) -> bytes:
    """A document drawn by a layout (`stripboard`, `oneliner`, `dood`, `onset`).

    Parameters
    ----------
    size
        A typst paper name: `us-letter` or `a4`.
    colours
        Tone -> (fill, text); `STRIP_COLOURS` when None.
    faces
        What to draw with; the system's faces are used only for letters that ours do not have.

    Raises
    ------
    Unwritable
        When the layout engine refuses; the sentence says why.
    """
    return _drawn(paper, layout, "pdf", size, colours, faces)[0]


def pictures(
    paper: Paper,
    layout: str,
    *,
    size: str = "us-letter",
    colours: dict[str, tuple[str, str]] | None = None,
) -> tuple[bytes, ...]:
    """The same document as one PNG picture per page, 110 dots per inch."""
    return _drawn(paper, layout, "png", size, colours, OWN_FACES)


def _drawn(
    paper: Paper,
    layout: str,
    form: Literal["pdf", "png"],
    size: str,
    colours: dict[str, tuple[str, str]] | None,
    faces: Faces,
) -> tuple[bytes, ...]:
    plain = dataclasses.asdict(paper)
    data = json.dumps(plain, ensure_ascii=False)
    try:
        made, warnings = typst.compile_with_warnings(
            input=str(LAYOUTS / f"{layout}.typ"),
            root=str(LAYOUTS),
            font_paths=[str(p) for p in faces.paths()],
            ignore_system_fonts=not faces.needs_system(texts_of(plain)),
            format=form,
            ppi=110,
            sys_inputs={
                "data": data,
                "colours": json.dumps(colours or STRIP_COLOURS),
                "paper": size,
            },
        )
    except typst.TypstError as refused:
        msg = f"The layout {layout} could not be drawn: {refused.message}."
        raise Unwritable(msg) from refused
    unknown = [w.message for w in warnings if "unknown font family" not in w.message]
    if unknown:
        msg = f"The layout {layout} was drawn with warnings: {'; '.join(unknown)}."
        raise Unwritable(msg)
    pages: object = made
    return tuple(pages) if isinstance(pages, list) else (made,)
