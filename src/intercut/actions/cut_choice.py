"""Which take a line is cut from, where somebody wants another than the best: kept in the take log.

A choice is one more entry; nothing is taken out. What it answers under ``before`` is what takes it
back again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.actions.stitching import scene_named
from intercut.domain.ids import EntryId, LineId, TakeId
from intercut.domain.lookup import folded
from intercut.domain.scene import Scene
from intercut.domain.spoken import Hearing, Said
from intercut.domain.takes import LineChoice, Take
from intercut.errors import NotFound
from intercut.publish.reader import Names
from intercut.store.records import NewEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenTakesAnswer:
    """What was chosen: line -> take, "" for the best one. ``before`` chosen undoes it;
    ``chosen`` is all that stands for the scene now."""

    scene: str
    before: dict[str, str]
    chosen: dict[str, str]


def choose_takes(film: KeptFilm, scene: str, takes: Mapping[str, str]) -> ChosenTakesAnswer:
    """Cut lines of a scene from these takes from now on, at every door.

    Parameters
    ----------
    takes
        Line (`17.42`, or its number in the scene) -> slate or name of a usable take, "" for the
        best one again.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not, or there is no such scene, line or usable take that has it.
    Unwritable
        When the film cannot be written.
    """
    require(film.actor, Action.STITCH)
    production = film.assembly().production
    meant = scene_named(production, scene)
    names = Names(production, reader_of(film.actor))
    log = take_log(film)
    usable = [t for t in log.takes if t.scene == meant.id and t.status.usable]
    lines = [line.id for line in spoken_lines(film, [meant])[meant.id]]
    stands = log.chosen(meant.id)
    wanted = {
        _line(line, lines, meant): _take(take, usable, names) if take else None
        for line, take in takes.items()
    }
    for line, take in wanted.items():
        if take is not None and not _has(log.hearing(take), line):
            msg = f"line {line} is not heard in that take."
            raise NotFound(msg, "Choose a take that has it, or hear its transcript first.")
    before = {line: stands.get(line) for line in wanted}
    changed = {line: take for line, take in wanted.items() if before[line] != take}
    if changed:
        count = len(film.library.takes.all())
        entries = [
            NewEntry(
                id=EntryId(f"choice {count + n} of {line}"),
                item=LineChoice(scene=meant.id, line=line, take=take),
            )
            for n, (line, take) in enumerate(changed.items(), start=1)
        ]
        film.library.takes.append(entries, who=film.actor.name)
    return ChosenTakesAnswer(
        scene=meant.number,
        before={line: names.free(take or "") for line, take in before.items()},
        chosen={line: names.free(take) for line, take in take_log(film).chosen(meant.id).items()},
    )


def _has(hearing: Hearing | None, line: LineId) -> bool:
    """Whether a take has a line, and it is known where."""
    heard = hearing.chosen(line) if hearing is not None else None
    return (
        heard is not None
        and heard.span is not None
        and not heard.rejected
        and heard.kind is not Said.DROPPED
    )


def _line(text: str, lines: Iterable[LineId], scene: Scene) -> LineId:
    wanted = text if "." in text else f"{scene.id}.{text}"
    known = {folded(line): line for line in lines}
    found = known.get(folded(wanted))
    if found is None:
        msg = f"scene {scene.number} has no line {text!r}."
        raise NotFound(msg, f"Its lines: intercut owed FILE --scene {scene.number}.")
    return found


def _take(text: str, takes: Iterable[Take], names: Names) -> TakeId:
    """A usable take by its id or slate, as the reader knows them."""
    for take in takes:
        if folded(text) in {folded(names.free(take.id)), folded(names.free(str(take.slate)))}:
            return take.id
    msg = f"there is no usable take {text!r} of that scene."
    raise NotFound(msg, "Refused takes are never cut. See: intercut take show FILE.")
