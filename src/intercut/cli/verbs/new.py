"""``intercut new``: a film in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.access import Actor
from intercut.actions.answers import (
    NewAnswer,
    ProposalAnswer,
    as_json,
    exit_code,
    finding_answers,
)
from intercut.actions.films import NewFilm, new_film
from intercut.actions.words import pages_text, plural
from intercut.cli.draw import findings as found
from intercut.cli.draw.breakdown import proposals_table
from intercut.cli.screen import Json, Screen, plain_name


def new(
    file: Annotated[Path, Parameter(help="The film to make, FILM.intercut.")],
    /,
    *,
    script: Annotated[
        list[Path] | None,
        Parameter(negative="", help="A .fountain or .fdx file; repeats for a season's episodes."),
    ] = None,
    episode: Annotated[
        list[str] | None, Parameter(negative="", help="Episode of each script, in order.")
    ] = None,
    board: Annotated[
        Path | None, Parameter(help="A board (.uss or .csv) instead of, or beside, a script.")
    ] = None,
    facts: Annotated[Path | None, Parameter(help="A facts file (YAML).")] = None,
    json: Json = False,
) -> int:
    """Make a film from a script (or a board), and print what needs a person's eye."""
    screen = Screen(json)
    made = new_film(
        file,
        actor=Actor(name=plain_name()),
        scripts=script or (),
        episodes=episode or (),
        facts=facts,
        board=board,
    )
    code = exit_code(made.findings)
    if json:
        screen.answer(as_json(_answer(file, made)))
        return code
    if made.breakdown.proposals:
        screen.talk(proposals_table(made.breakdown))
    found.tell(screen, made.findings)
    screen.verdict(_verdict(file, made))
    return code


def _answer(file: Path, made: NewFilm) -> NewAnswer:
    breakdown = made.breakdown
    numbers = {s.id: s.number for s in breakdown.scenes}
    return NewAnswer(
        film=str(file) if made.made else "",
        title=breakdown.title,
        scenes=len(breakdown.scenes),
        eighths=sum(s.eighths.value for s in breakdown.scenes),
        pages=breakdown.pages,
        roles=len(breakdown.roles),
        board=made.board,
        proposals=[
            ProposalAnswer(
                id=p.id,
                kind=p.kind.value,
                scene=numbers.get(p.scene, "") if p.scene else "",
                message=p.message,
                reason=p.reason,
                confidence=p.confidence,
                applied=p.applied,
            )
            for p in sorted(breakdown.proposals, key=lambda p: -p.confidence)
        ],
        findings=finding_answers(made.findings),
    )


def _verdict(file: Path, made: NewFilm) -> str:
    breakdown = made.breakdown
    if not made.made:
        return f"{file} was not made: {found.counted(made.findings)}"
    pages = pages_text(sum(s.eighths.value for s in breakdown.scenes))
    return (
        f"{file}: {plural(len(breakdown.scenes), 'scene')}, {pages} in eighths, "
        f"{plural(len(breakdown.roles), 'role')}; "
        f"{plural(len(breakdown.proposals), 'thing')} to decide; "
        f"{found.counted(made.findings)}"
    )
