"""``intercut publish``: documents of a board, written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from intercut.actions.answers import PublishAnswer, as_json, finding_answers
from intercut.actions.opening import open_film
from intercut.actions.publishing import publish_board
from intercut.actions.words import plural
from intercut.cli.draw.findings import tell
from intercut.cli.screen import As, BoardName, Json, Screen, plain_name


def publish(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    out: Annotated[Path, Parameter(help="Folder to write into; made when it is not there.")],
    board: BoardName = "",
    for_: Annotated[
        str, Parameter(name="--for", help="Role or person the documents are for; else the crew.")
    ] = "",
    documents: Annotated[
        str, Parameter(help="Some of them, by comma: oneliner,dood,calendar; else all.")
    ] = "",
    paper: Annotated[Literal["us-letter", "a4"], Parameter(help="Paper size.")] = "us-letter",
    fonts: Annotated[
        Path | None,
        Parameter(
            env_var="INTERCUT_FONTS", help="Folder of fonts for letters that ours do not have."
        ),
    ] = None,
    carry_calls: Annotated[
        bool,
        Parameter(negative="", help="Let the USS carry calls and lights in keys of our own."),
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """Write the documents of a board: stripboard, one-liner, day out of days, calendars ..."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        issued = publish_board(
            film,
            out,
            board=board,
            documents=[d.strip() for d in documents.split(",") if d.strip()],
            reader=for_,
            paper=paper,
            fonts=fonts,
            carry_calls=carry_calls,
        )
    tell(screen, issued.findings)
    if json:
        answer = PublishAnswer(
            board=issued.board,
            colour=issued.colour,
            reader=issued.reader.person or issued.reader.role,
            files=[str(f) for f in issued.files],
            findings=finding_answers(issued.findings),
        )
        screen.answer(as_json(answer))
        return 0
    for written in issued.files:
        screen.text(str(written))
    coloured = f", {issued.colour} schedule" if issued.colour else ""
    screen.verdict(
        f"board {issued.board}{coloured}: {plural(len(issued.files), 'document')} in {out}"
    )
    return 0
