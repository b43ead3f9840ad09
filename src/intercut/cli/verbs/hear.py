"""``intercut hear``: a transcript laid against the script, and what a person says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.answers import as_json, exit_code
from intercut.actions.logging_takes import HeardTake, hear_again, hear_take, judge_heard
from intercut.actions.opening import open_film
from intercut.actions.set_shapes import hear_answer
from intercut.cli.draw import findings as found
from intercut.cli.draw.takes import heard_table
from intercut.cli.screen import As, Json, Screen, plain_name
from intercut.domain.spoken import Said


def hear(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    take: Annotated[str, Parameter(help="The take's slate: 17pt1/A/3.")],
    transcript: Annotated[
        Path | None,
        Parameter(help="Transcript: .srt, .vtt, Whisper's .json, or text with times."),
    ] = None,
    audio: Annotated[
        Path | None,
        Parameter(help="Sound to be transcribed by the program in INTERCUT_RECOGNISER first."),
    ] = None,
    roll: Annotated[
        bool, Parameter(negative="", help="The transcript is of the take's whole roll.")
    ] = False,
    confirm: Annotated[
        tuple[int, ...], Parameter(help="Heard lines by number that are right; repeated.")
    ] = (),
    reject: Annotated[
        tuple[int, ...], Parameter(help="Heard lines by number that are wrong; repeated.")
    ] = (),
    said: Annotated[str, Parameter(help="The right words, with one --confirm.")] = "",
    who: Annotated[str, Parameter(help="Role that said it, with --confirm.")] = "",
    all_: Annotated[
        bool, Parameter(name="--all", negative="", help="Show every line, not only what differs.")
    ] = False,
    as_: As = "",
    json: Json = False,
) -> int:
    """Lay a transcript against the script: as written, changed, dropped, added; say what is right."""
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        heard: HeardTake | None = None
        if transcript is not None or audio is not None:
            heard = hear_take(film, take, transcript, audio=audio, roll=roll)
        told = heard.findings if heard is not None else ()
        for number in confirm:
            heard = judge_heard(film, take, number, accepted=True, said=said or None, role=who)
        for number in reject:
            heard = judge_heard(film, take, number, accepted=False)
        if heard is None:
            heard = hear_again(film, take)
    code = exit_code(told)
    if json:
        screen.answer(as_json(hear_answer(heard)))
        return code
    lines = {line.id: line for line in heard.lines}
    screen.show(heard_table(heard.take, heard.hearing.lines, lines, everything=all_))
    found.tell(screen, told)
    counts = dict.fromkeys(Said, 0)
    for line in heard.hearing.lines:
        if line.chosen and not line.rejected:
            counts[line.kind] += 1
    summed = ", ".join(f"{n} {kind.value}" for kind, n in counts.items())
    screen.verdict(f"{heard.take.slate}: {summed}; {found.counted(told)}")
    return code
