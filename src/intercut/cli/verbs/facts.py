"""``intercut facts``: everything people decided, as text, both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import FactsAnswer, as_json, exit_code, finding_answers
from intercut.actions.decisions import get_facts, read_text, set_facts
from intercut.actions.given_files import name_of
from intercut.actions.opening import open_film
from intercut.cli.draw import findings as found
from intercut.cli.draw.boards import tell_followed
from intercut.cli.screen import As, Json, Screen, plain_name


def facts(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    set_: Annotated[
        Path | None, Parameter(name="--set", help="A facts file (YAML): all of it or nothing.")
    ] = None,
    template: Annotated[
        bool,
        Parameter(negative="", help="Beside what is decided, all that could be, and proposals."),
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """Print everything people decided as YAML, or set it from a file."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        if set_ is None:
            text = get_facts(film, template=template)
            if json:
                revision = film.library.state().revision
                answer = FactsAnswer(text=text, changed=False, revision=revision, findings=[])
                screen.answer(as_json(answer))
            else:
                screen.text(text)
            return 0
        done = set_facts(film, read_text(set_), name_of(set_))
        code = exit_code(done.findings)
        if json:
            screen.answer(
                as_json(
                    FactsAnswer(
                        text=get_facts(film),
                        changed=done.changed,
                        revision=done.revision,
                        findings=finding_answers(done.findings),
                    )
                )
            )
            return code
    found.tell(screen, done.findings)
    tell_followed(screen, done.boards)
    counted = found.counted(done.findings)
    if done.changed and code:
        screen.verdict(
            f"{file} has the facts of {set_} (revision {done.revision}), and they contradict "
            f"each other: {counted}"
        )
    elif done.changed:
        screen.verdict(f"{file} has the facts of {set_} (revision {done.revision}); {counted}")
    elif code:
        screen.verdict(f"{file} was not changed: {counted}")
    else:
        screen.verdict(f"{file} had these facts already (revision {done.revision}); {counted}")
    return code
