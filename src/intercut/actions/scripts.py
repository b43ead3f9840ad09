"""Scripts read and broken down, and the identity of their scenes carried from draft to draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from intercut.actions.words import plural
from intercut.breakdown import Script, break_down
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding
from intercut.domain.ids import SceneId
from intercut.domain.scene import Breakdown, Scene
from intercut.errors import Unreadable
from intercut.script.numbers import inserted_numbers
from intercut.script.read import read_bytes, read_script
from intercut.script.screenplay import Screenplay, scenes_of
from intercut.store.records import ScriptFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadScript:
    """A script's bytes with what was read in them."""

    file: ScriptFile
    screenplay: Screenplay


def read_scripts(paths: Sequence[Path], episodes: Sequence[str] = ()) -> tuple[ReadScript, ...]:
    """The scripts in files, each with its episode.

    Parameters
    ----------
    episodes
        One for each path, or none at all. Several scripts without episodes take the number in
        their file names where those differ, else 1, 2, 3 ...

    Raises
    ------
    NotFound, Unreadable
        As `intercut.script.read.read_script`; also when there are some episodes but not one for
        each script, or an episode or a script is named twice.
    """
    twice = [p for n, p in enumerate(paths) if p in paths[:n]]
    if twice:
        msg = f"{twice[0]} is named twice."
        raise Unreadable(msg, "Name each script once.")
    named = tuple(episodes) or _episodes_of(paths)
    if len(named) != len(paths):
        msg = f"{plural(len(paths), 'script')} came with {plural(len(named), 'episode')}."
        raise Unreadable(msg, "Give one --episode for each --script, in the same order.")
    if len(set(named)) != len(named):
        msg = f"an episode stands for two scripts: {', '.join(named)}."
        raise Unreadable(msg, "Give each script its own episode.")
    read: list[ReadScript] = []
    for path, episode in zip(paths, named, strict=True):
        screenplay = read_script(path)
        file = ScriptFile(name=screenplay.file, episode=episode, data=path.read_bytes())
        read.append(ReadScript(file=file, screenplay=screenplay))
    return tuple(read)


def _episodes_of(paths: Sequence[Path]) -> tuple[str, ...]:
    if len(paths) <= 1:
        return ("",) * len(paths)
    numbers = [re.findall(r"\d+", p.stem) for p in paths]
    first = tuple(found[0] if found else "" for found in numbers)
    if all(first) and len(set(first)) == len(first):
        return first
    return tuple(str(n) for n in range(1, len(paths) + 1))


def read_again(files: Sequence[ScriptFile]) -> tuple[ReadScript, ...]:
    """The scripts a film keeps, read from their bytes.

    Raises
    ------
    Unreadable
        When the bytes are no script any more, which only a damaged film can bring about.
    """
    return tuple(ReadScript(file=f, screenplay=read_bytes(f.data, f.name)) for f in files)


def break_down_scripts(
    scripts: Sequence[ReadScript], facts: Facts, before: Breakdown | None = None
) -> Breakdown:
    """The breakdown of scripts, with what people said of names and proposals.

    Parameters
    ----------
    before
        Breakdown of the same scripts: its scenes keep their ids and numbers, and the scenes it
        carries as omitted stay.
    """
    known = {(s.episode, s.first_element): s for s in before.scenes} if before else {}
    carried = [
        tuple(
            known[place].id if (place := (script.file.episode, scene.heading.index)) in known
            else None
            for scene in scenes_of(script.screenplay)
        )
        if before
        else ()
        for script in scripts
    ]  # fmt: skip
    made = _broken_down(scripts, facts, carried)
    if before is None:
        return made
    numbers = {s.id: s.number for s in before.scenes}
    scenes = tuple(replace(s, number=numbers.get(s.id, s.number)) for s in made.scenes)
    return with_omitted(replace(made, scenes=scenes), before)


def _broken_down(
    scripts: Sequence[ReadScript],
    facts: Facts,
    carried: Sequence[tuple[SceneId | None, ...]],
) -> Breakdown:
    return break_down(
        [
            Script(screenplay=s.screenplay, episode=s.file.episode, scene_ids=ids)
            for s, ids in zip(scripts, carried, strict=True)
        ],
        kind=facts.kind or "feature",
        names=facts.names,
        answers=facts.answers,
    )


def break_down_draft(
    scripts: Sequence[ReadScript],
    facts: Facts,
    carried: Sequence[tuple[SceneId | None, ...]],
    before: Breakdown,
    proposed: Mapping[tuple[str, int], str] = MappingProxyType({}),
) -> Breakdown:
    """The breakdown of a new draft whose scenes carry on those of the breakdown before.

    Numbers are locked: a scene that goes on keeps its own, a new one takes one that was never
    given (`12A`); scenes that are gone stay as omitted ones.

    Parameters
    ----------
    carried
        For each script, for each of its scenes in order: the id it carries on, or None.
    proposed
        Numbers for new scenes, by episode and index of the heading; used where they are free.
    """
    made = _broken_down(scripts, facts, carried)
    numbers = {s.id: s.number for s in before.scenes}
    taken = set(numbers.values())
    scenes = list(made.scenes)
    for n, scene in enumerate(scenes):
        if scene.id in numbers:
            scenes[n] = replace(scene, number=numbers[scene.id])
    for n, scene in enumerate(scenes):
        if scene.id in numbers:
            continue
        number = proposed.get((scene.episode, scene.first_element), scene.number)
        if number in taken:
            earlier = scenes[n - 1].number if n else ""
            later = next((s.number for s in scenes[n + 1 :] if s.id in numbers), "")
            free = inserted_numbers(earlier, later, taken)
            number = free[0] if free else f"{number}-new"
        taken.add(number)
        scenes[n] = replace(scene, number=number)
    return with_omitted(replace(made, scenes=tuple(scenes)), before)


def with_omitted(now: Breakdown, before: Breakdown) -> Breakdown:
    """A breakdown with the scenes only the one before had, as omitted ones in their old place."""
    scenes: list[Scene] = list(now.scenes)
    there = {s.id for s in scenes}
    previous: SceneId | None = None
    for scene in before.scenes:
        if scene.id not in there:
            at = next((n + 1 for n, s in enumerate(scenes) if s.id == previous), 0)
            scenes.insert(at, replace(scene, omitted=True, first_element=-1))
        previous = scene.id
    gone = [s for s in scenes if s.id not in there]
    roles = {c.role for s in gone for c in s.cast} - {r.id for r in now.roles}
    sets = {t for s in gone for t in (s.set, *(p.set for p in s.parts))} - {t.id for t in now.sets}
    things = {u.element for s in gone for u in s.elements} - {e.id for e in now.elements}
    return replace(
        now,
        scenes=tuple(scenes),
        roles=(*now.roles, *(r for r in before.roles if r.id in roles)),
        sets=(*now.sets, *(s for s in before.sets if s.id in sets)),
        elements=(*now.elements, *(e for e in before.elements if e.id in things)),
    )


def findings_of(scripts: Sequence[ReadScript], breakdown: Breakdown) -> tuple[Finding, ...]:
    """What the readers and the breakdown found, each finding once."""
    found = (*(f for s in scripts for f in s.screenplay.findings), *breakdown.findings)
    return tuple(dict.fromkeys(found))
