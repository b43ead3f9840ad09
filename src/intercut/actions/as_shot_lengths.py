"""What an end still to be shot becomes by what was said at the other: its pages and its minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.actions.amending import amend_facts, facts_tables
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import ReadScript
from intercut.actions.words import plural
from intercut.domain.finding import Finding, Where, note
from intercut.domain.ids import PartId, SceneId
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.domain.scene import Part, Scene
from intercut.domain.source import PROGRAM, Source
from intercut.domain.spoken import AsShotScene, PartChange, ScriptLine
from intercut.domain.takes import TakeLog
from intercut.domain.units import format_duration, format_eighths
from intercut.exchange.facts.amending import Amendment
from intercut.exchange.facts.sources import write_source
from intercut.onset.as_shot import for_the_other_end
from intercut.onset.owed import owed
from intercut.publish.as_shot import ShotScene, as_shot_screenplay
from intercut.script.pages import lengths_of
from intercut.script.screenplay import Screenplay, scenes_of

_WRITTEN: Final = "as written"
_LENGTHS: Final = re.compile(r"(\d+) min, (\d+)/8 of (\d+)/8, (\d+) words")


@dataclass(frozen=True, slots=True, kw_only=True)
class _AsWritten:
    """What a part was before anybody told the planner of the set: minutes for so many words of the
    scene, its own eighths and the scene's. Told twice it is the same."""

    minutes: int
    eighths: int
    scene_eighths: int
    words: int
    source: Source | None

    def __str__(self) -> str:
        return f"{self.minutes} min, {self.eighths}/8 of {self.scene_eighths}/8, {self.words} words"


def length_changes(
    scene: Scene,
    lines: Sequence[ScriptLine],
    shot: AsShotScene,
    log: TakeLog,
    scripts: Sequence[ReadScript],
) -> Iterator[PartChange]:
    """What the ends still to be shot become: the pages of the scene as shot, the minutes in step
    with the words to be played through.

    An end that the planner was told of is counted from what it was before; where the set has
    nothing to answer any more it is that again.
    """
    found = owed(scene, lines, log)
    open_ = {p.part for p in found.parts if not p.complete}
    script = next((s for s in scripts if s.file.episode == scene.episode), None)
    said = sum(len(a.said.split()) for a in shot.lines)
    words = sum(len(line.text.split()) for line in lines)
    first = True
    for part in scene.parts:
        if part.id not in open_:
            continue
        answers = for_the_other_end(shot, part.id)
        written, is_told = _as_written(scene, part, words)
        if not answers and not is_told:
            continue
        minutes, eighths = written.minutes, written.eighths
        if answers:
            minutes = _scaled(minutes, said, written.words)
            if first and script is not None:
                grown = _eighths_as_shot(script, scene, lines, shot) - written.scene_eighths
                eighths = max(0, eighths + grown)
            first = False
        slates = list(dict.fromkeys(a.evidence[0].slate for a in answers if a.evidence))
        yield PartChange(
            part=part.id,
            target=f"{scene.number}pt{part.number}",
            label=part.label,
            eighths=(part.eighths, eighths),
            minutes=(part.minutes.minutes, minutes),
            lines=answers,
            source=Source(
                who="as shot",
                where=f"{'take' if len(slates) == 1 else 'takes'} {', '.join(slates)}",
                via=Source(who=_WRITTEN, where=str(written), via=written.source),
            )
            if answers
            else written.source or PROGRAM,
        )


def _as_written(scene: Scene, part: Part, words: int) -> tuple[_AsWritten, bool]:
    """A part without what the planner was told of the set, and whether it was told anything."""
    for link in part.source.chain():
        found = _LENGTHS.fullmatch(link.where) if link.who == _WRITTEN else None
        if found:
            minutes, eighths, whole, counted = map(int, found.groups())
            written = _AsWritten(
                minutes=minutes,
                eighths=eighths,
                scene_eighths=whole,
                words=counted,
                source=link.via,
            )
            return written, True
    decided = part.source.who not in {PROGRAM.who, "facts file"}
    return _AsWritten(
        minutes=part.minutes.minutes,
        eighths=part.eighths,
        scene_eighths=scene.eighths.value,
        words=words,
        source=part.source if decided else None,
    ), False


def _scaled(minutes: int, said: int, written: int) -> int:
    """Minutes in step with words; rounded away from what it was: no change is lost in rounding."""
    scaled, written = minutes * said, max(1, written)
    return -(-scaled // written) if said > written else scaled // written


def _eighths_as_shot(
    script: ReadScript, scene: Scene, lines: Sequence[ScriptLine], shot: AsShotScene
) -> int:
    """Eighths of a scene as shot: as it counts now, and what it has more on paper."""

    def eighths(screenplay: Screenplay, heading: int) -> int:
        lengths = lengths_of(screenplay)
        return next(
            (
                n
                for n, t in zip(lengths, scenes_of(screenplay), strict=True)
                if t.heading.index == heading
            ),
            0,
        )

    ordinal = [t.heading.index for t in scenes_of(script.screenplay)]
    if scene.first_element not in ordinal:
        return scene.eighths.value
    only = ShotScene(heading=scene.first_element, lines=lines, as_shot=shot)
    now = as_shot_screenplay(script.screenplay, [only])
    heading = scenes_of(now)[ordinal.index(scene.first_element)].heading.index
    grown = eighths(now, heading) - eighths(script.screenplay, scene.first_element)
    decided = scene.eighths.override
    return (scene.eighths.value if decided is None else _written_eighths(scene)) + grown


def _written_eighths(scene: Scene) -> int:
    """A scene's eighths without what the planner was told of the set."""
    told = [w for p in scene.parts for w, is_told in (_as_written(scene, p, 0),) if is_told]
    return told[0].scene_eighths if told else scene.eighths.value


def change_finding(change: PartChange, free: Callable[[str], str]) -> Finding:
    """What is told of an end that has something of the other one to answer."""
    slates = ", ".join(dict.fromkeys(a.evidence[0].slate for a in change.lines if a.evidence))
    name = f"{change.target} ({free(change.label)})"
    hours, pages = map(format_duration, change.minutes), map(format_eighths, change.eighths)
    lengths = f"{_became(*hours)}, {_became(*pages, many=' pages')}"
    is_known = len({*change.minutes}) == len({*change.eighths}) == 1
    tell = "" if is_known else "; --tell-planner writes the lengths into the facts"
    if not change.lines:
        return note(
            "as_shot.taken_back",
            f"{name} has nothing of the other end to answer any more: {lengths}.",
            Where(strip=change.target),
            f"Take what was given of it back{tell}.",
        )
    return note(
        "as_shot.other_end",
        f"{name} has {plural(len(change.lines), 'change')} of the other end to answer "
        f"({slates}): {lengths}.",
        Where(strip=change.target),
        f"Give whoever shoots it the script as shot{tell}.",
    )


def _became(before: str, after: str, *, many: str = "") -> str:
    if before == after:
        return f"{before}{many} {'stay' if many else 'stays'}"
    return f"{before}{many} {'become' if many else 'becomes'} {after}"


def tell_lengths(film: KeptFilm, scenes: Sequence[Scene], changes: Sequence[PartChange]) -> int:
    """The facts with the new lengths of ends still to be shot; number of the revision."""
    tables = facts_tables(film)
    rows = list(tables.tables.get("scenes") or ())
    amendments: list[Amendment] = []
    by_scene: dict[SceneId, dict[PartId, PartChange]] = {}
    for scene in scenes:
        mine = {c.part: c for c in changes if any(p.id == c.part for p in scene.parts)}
        if mine:
            by_scene[scene.id] = mine
    for scene in scenes:
        if scene.id not in by_scene:
            continue
        wanted = {folded(scene.number), folded(scene.id)}
        row = next(
            (
                n
                for n, r in enumerate(rows)
                if isinstance(r, dict) and folded(str(r.get("scene"))) in wanted
            ),
            None,
        )
        if row is None:
            row = len(rows)
            rows.append({})
            amendments.append(Amendment(path=("scenes", row, "scene"), value=_quoted(scene.number)))
        amendments += _part_amendments(
            film.assembly().production, scene, row, rows[row], by_scene[scene.id]
        )
    done = amend_facts(film, amendments, expected=tables.revision, said_in="the script as shot")
    return done.revision if done.changed else 0


def _part_amendments(
    production: Production,
    scene: Scene,
    row: int,
    known: Mapping[str, object],
    changes: Mapping[PartId, PartChange],
) -> list[Amendment]:
    sets = {s.id: s.name for s in production.sets}
    roles = {r.id: r.name for r in production.roles}
    told = known.get("parts")
    there = len(told) if isinstance(told, list) else 0
    found: list[Amendment] = []

    def put(n: int, name: str | tuple[str | int, ...], value: str) -> None:
        way = (name,) if isinstance(name, str) else name
        found.append(Amendment(path=("scenes", row, "parts", n, *way), value=value))

    for n, part in enumerate(scene.parts):
        if n >= there:
            put(n, "label", _quoted(part.label))
            put(n, "set", _quoted(sets.get(part.set, part.set)))
            put(n, "int_ext", part.int_ext.value)
            put(n, "light", part.light.value)
            for k, role in enumerate(part.on_camera):
                put(n, ("on_camera", k), _quoted(roles.get(role, role)))
            for k, role in enumerate(part.voices):
                put(n, ("voices", k), _quoted(roles.get(role, role)))
        change = changes.get(part.id)
        eighths = change.eighths[1] if change else part.eighths
        minutes = change.minutes[1] if change else part.minutes.minutes
        if change is not None or n >= there:
            put(n, "pages", f"{eighths}/8")
            put(n, "minutes", str(minutes))
        if change is not None and change.source is not None:
            put(n, "source", _quoted(write_source(change.source)))
        elif n >= there:
            put(n, "source", _quoted(write_source(part.source)))
    grown = sum(c.eighths[1] - c.eighths[0] for c in changes.values())
    if grown:
        found.append(
            Amendment(path=("scenes", row, "pages"), value=f"{scene.eighths.value + grown}/8")
        )
    return found


def _quoted(text: str) -> str:
    plain = text.replace("'", "''")
    return f"'{plain}'"
