"""``intercut stitch``: both ends of a scene on one timeline, for the cutting room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.cut_choice import choose_takes
from intercut.actions.opening import open_film
from intercut.actions.stitch_shapes import stitch_answer
from intercut.actions.stitching import Stitched, stitch_scene
from intercut.cli.draw import findings as found
from intercut.cli.draw.cuts import cut_table, cut_verdict
from intercut.cli.screen import As, Json, Screen, plain_name
from intercut.cut import Settings, Style
from intercut.errors import Unreadable, Unwritable


def stitch(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    scene: Annotated[str, Parameter(help="Number of the scene.")],
    out: Annotated[
        tuple[Path, ...],
        Parameter(
            help="File to write: .otio, .edl, .ale or .xml (Final Cut); .otioz or .otiod with the "
            "media in it. May be repeated."
        ),
    ] = (),
    style: Annotated[
        Literal["speaker", "reaction", "hold", "overlap"],
        Parameter(
            help="Who is seen: the one who speaks; who listens; hold through short answers; "
            "on the speaker, the sound first."
        ),
    ] = "speaker",
    handles: Annotated[int, Parameter(help="Frames of handle wanted at each end of a clip.")] = 12,
    rough_cut: Annotated[
        Path | None, Parameter(help="Render it too: .mp4, .mov or .mkv. Needs ffmpeg.")
    ] = None,
    media: Annotated[
        tuple[Path, ...],
        Parameter(
            help="Folder with the media, and all in it; else the film's own folder and `media` in "
            "it. May be repeated."
        ),
    ] = (),
    choose: Annotated[
        tuple[str, ...],
        Parameter(
            help="Cut a line from another take from now on: 17.42=17pt1/A/2; 17.42= for the best one "
            "again. May be repeated."
        ),
    ] = (),
    as_: As = "",
    json: Json = False,
) -> int:
    """Stitch both ends of a scene from its circled takes: every line once, as clip or named gap."""
    screen = Screen(json)

    if handles < 0:
        msg = f"{handles} frames of handle cannot be."
        raise Unwritable(msg, "Give --handles 0 or more.")
    takes = dict(map(_choice, choose))

    with open_film(file, name=plain_name(), seen_as=as_) as film:
        if takes:
            choose_takes(film, scene, takes)
        stitched: Stitched = stitch_scene(
            film,
            scene,
            out=out,
            settings=Settings(style=Style(style), handles=handles),
            media=media,
            rough=rough_cut,
            progress=_told if sys.stderr.isatty() else None,
        )
    screen.wipe()
    code = exit_code(stitched.findings)
    if json:
        screen.answer(as_json(stitch_answer(stitched)))
        return code
    screen.show(cut_table(stitched.cut))
    found.tell(screen, stitched.findings)
    screen.verdict(cut_verdict(stitched))
    return code


def _choice(text: str) -> tuple[str, str]:
    line, is_, take = text.partition("=")
    if not line.strip() or not is_:
        msg = f"--choose {text} names no take."
        raise Unreadable(msg, "Write a line and a take: --choose 17.42=17pt1/A/2.")
    return line.strip(), take.strip()


def _told(done: int, count: int) -> None:
    sys.stderr.write(f"\r\x1b[Krough cut: {done} of {count} clips")
    sys.stderr.flush()
