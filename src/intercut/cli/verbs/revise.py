"""``intercut revise``: a new draft onto the film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import (
    BoardChangeAnswer,
    ReviseAnswer,
    as_json,
    exit_code,
    finding_answers,
)
from intercut.actions.drafts import Revised, revise_script
from intercut.actions.opening import open_film
from intercut.actions.words import plural
from intercut.cli.draw import findings as found
from intercut.cli.draw.boards import tell_followed
from intercut.cli.screen import As, Json, Screen, plain_name


def revise(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    script: Annotated[Path, Parameter(help="The new draft, .fountain or .fdx.")],
    episode: Annotated[str, Parameter(help="Which episode it is, where there are several.")] = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Bring in a new draft: scenes are found again, and everything decided about them stays."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        done = revise_script(film, script, episode=episode)
    code = exit_code(done.findings)
    if json:
        screen.answer(as_json(_answer(done)))
        return code
    for fate, numbers in _fates(done):
        if numbers:
            screen.text(f"{fate + ':':9}{', '.join(numbers)}")
    found.tell(screen, done.findings)
    tell_followed(screen, done.boards)
    counts = ", ".join(f"{len(numbers)} {fate}" for fate, numbers in _fates(done))
    to_place = sum(len(f.to_place) for _, f in done.boards)
    follows = (
        f"; {plural(len(done.boards), 'board follows', 'boards follow')}, "
        f"{plural(to_place, 'strip')} to place"
        if done.boards
        else ""
    )
    screen.verdict(f"revision {done.revision}: {counts}{follows}; {found.counted(done.findings)}")
    return code


def _fates(done: Revised) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("kept", done.kept),
        ("changed", done.changed),
        ("moved", done.moved),
        ("added", done.added),
        ("omitted", done.omitted),
    ]


def _answer(done: Revised) -> ReviseAnswer:
    return ReviseAnswer(
        revision=done.revision,
        kept=list(done.kept),
        changed=list(done.changed),
        moved=list(done.moved),
        added=list(done.added),
        omitted=list(done.omitted),
        boards=[
            BoardChangeAnswer(
                board=name,
                dropped=list(f.dropped),
                renamed=[[a, b] for a, b in f.renamed],
                to_place=list(f.to_place),
            )
            for name, f in done.boards
        ],
        findings=finding_answers(done.findings),
    )
