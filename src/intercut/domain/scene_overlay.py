"""A scene of the breakdown with what people decided about it laid over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from intercut.domain.elements import ElementUse
from intercut.domain.facts import SceneFacts
from intercut.domain.ids import ElementId, RoleId, SetId
from intercut.domain.references import References
from intercut.domain.scene import (
    PART_PERCENT,
    CastEntry,
    Estimate,
    Mode,
    Part,
    Presence,
    Scene,
)
from intercut.domain.source import PROGRAM, Source

_T = TypeVar("_T")

CueMap: TypeAlias = Mapping[RoleId, tuple[RoleId, ...]]
"""Roles of the breakdown that turned out to mean others: a nickname, BOTH, or nobody at all."""

_WEIGHT = {Presence.SEEN: 0, Presence.HEARD: 1, Presence.MENTIONED: 2}


def shared_out(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in whole shares by weight, largest remainders first; equal shares if all are 0."""
    if not weights:
        return ()
    counted = weights if sum(weights) > 0 else [1] * len(weights)
    whole = sum(counted)
    shares = [total * w // whole for w in counted]
    by_rest = sorted(range(len(counted)), key=lambda n: (-(total * counted[n] % whole), n))
    for n in by_rest[: total - sum(shares)]:
        shares[n] += 1
    return tuple(shares)


def with_names_joined(scene: Scene, cues: CueMap) -> Scene:
    """The scene with every cue under the roles it really means, entries of one role merged."""
    if not any(c.role in cues for c in scene.cast) and not any(
        role in cues for part in scene.parts for role in (*part.on_camera, *part.voices)
    ):
        return scene
    entries = [
        replace(entry, role=role)
        for entry in scene.cast
        for role in cues.get(entry.role, (entry.role,))
    ]
    parts = tuple(
        replace(part, on_camera=_means(part.on_camera, cues), voices=_means(part.voices, cues))
        for part in scene.parts
    )
    return replace(scene, cast=_merged(entries), parts=parts)


def _means(roles: tuple[RoleId, ...], cues: CueMap) -> tuple[RoleId, ...]:
    return tuple(dict.fromkeys(r for role in roles for r in cues.get(role, (role,))))


def _merged(entries: Sequence[CastEntry]) -> tuple[CastEntry, ...]:
    merged: dict[RoleId, CastEntry] = {}
    for entry in entries:
        before = merged.get(entry.role)
        if before is None:
            merged[entry.role] = entry
            continue
        strongest = min(before, entry, key=lambda e: _WEIGHT[e.presence])
        merged[entry.role] = replace(
            strongest,
            works=before.works or entry.works,
            lines=tuple(sorted({*before.lines, *entry.lines})),
        )
    return tuple(merged.values())


def with_facts(scene: Scene, facts: SceneFacts, path: str, known: References) -> Scene:
    """The scene as people decided it.

    Where eighths or minutes are overridden, the program's own minutes and part credits follow in
    proportion. Parts without minutes take `PART_PERCENT` of the scene's, as each plays
    it through but is covered from one side only; parts without credit share the scene's eighths.
    """
    what = f"Scene {scene.number} names"
    set_id = known.optional(known.sets, facts.set, f"{path}.set", what) or scene.set
    heading = replace(
        scene.heading,
        int_ext=facts.int_ext or scene.heading.int_ext,
        light=facts.light or scene.heading.light,
        light_inherited=scene.heading.light_inherited and facts.light is None,
    )
    laid = replace(
        scene,
        heading=heading,
        set=set_id,
        setup_minutes=_or(facts.setup_minutes, scene.setup_minutes),
        script_day=_or(facts.script_day, scene.script_day),
        synopsis=_or(facts.synopsis, scene.synopsis),
        parts_price=_or(facts.parts_price, scene.parts_price),
        parts_minutes=_or(facts.parts_minutes, scene.parts_minutes),
        continues=known.optional(known.scenes, facts.continues, f"{path}.continues", what)
        or scene.continues,
        continues_freed=_or(facts.continues_freed, scene.continues_freed),
        present=known.many(known.people, facts.present, f"{path}.present", what) or scene.present,
        places=known.many(known.places, facts.places, f"{path}.places", what) or scene.places,
        units=known.many(known.units, facts.units, f"{path}.units", what) or scene.units,
        dates=facts.dates or scene.dates,
        weather_bound=_or(facts.weather_bound, scene.weather_bound),
        cover=_or(facts.cover, scene.cover),
        omitted=_or(facts.omitted, scene.omitted),
    )
    laid = _with_length(laid, facts)
    laid = _with_cast(laid, facts, path, known)
    laid = _with_elements(laid, facts, path, known)
    return _with_parts(laid, facts, path, known)


def _or(decided: _T | None, broken_down: _T) -> _T:
    return broken_down if decided is None else decided


def _with_length(scene: Scene, facts: SceneFacts) -> Scene:
    before, minutes = scene.eighths.value, scene.minutes
    if facts.eighths is not None:
        eighths = replace(scene.eighths, override=facts.eighths, override_source=facts.source)
        parts = scene.parts
        credited = shared_out(facts.eighths, [p.eighths for p in parts])
        parts = tuple(replace(p, eighths=c) for p, c in zip(parts, credited, strict=True))
        if minutes.source.who == PROGRAM.who and before > 0:
            minutes = replace(
                minutes, minutes=_in_proportion(minutes.minutes, facts.eighths, before)
            )
            parts = _parts_in_proportion(parts, facts.eighths, before)
        scene = replace(scene, eighths=eighths, parts=parts)
    if facts.minutes is not None:
        if minutes.minutes > 0:
            parts = _parts_in_proportion(scene.parts, facts.minutes, minutes.minutes)
            scene = replace(scene, parts=parts)
        minutes = Estimate(minutes=facts.minutes, source=facts.source)
    return replace(scene, minutes=minutes)


def _parts_in_proportion(parts: Sequence[Part], new: int, old: int) -> tuple[Part, ...]:
    """The parts with the program's own minutes, and no person's, following their scene's length."""
    return tuple(
        replace(p, minutes=replace(p.minutes, minutes=_in_proportion(p.minutes.minutes, new, old)))
        if p.minutes.source.who == PROGRAM.who
        else p
        for p in parts
    )


def _in_proportion(minutes: int, new: int, old: int) -> int:
    return (2 * minutes * new + old) // (2 * old)


def _with_cast(scene: Scene, facts: SceneFacts, path: str, known: References) -> Scene:
    what = f"Scene {scene.number} casts"
    cast = {entry.role: entry for entry in scene.cast}
    for n, entry in enumerate(facts.cast):
        role = known.one(known.roles, entry.role, f"{path}.cast.{n}", what)
        if role is not None:
            lines = entry.lines or (cast[role].lines if role in cast else ())
            cast[role] = replace(entry, role=role, lines=lines)
    out = set(known.many(known.roles, facts.not_cast, f"{path}.not_cast", what))
    parts = tuple(
        replace(
            part,
            on_camera=tuple(r for r in part.on_camera if r not in out),
            voices=tuple(r for r in part.voices if r not in out),
        )
        for part in scene.parts
    )
    return replace(scene, cast=tuple(e for r, e in cast.items() if r not in out), parts=parts)


def _with_elements(scene: Scene, facts: SceneFacts, path: str, known: References) -> Scene:
    what = f"Scene {scene.number} needs"
    uses = {use.element: use for use in scene.elements}
    for use in element_uses(facts.elements, f"{path}.elements", what, known):
        uses[use.element] = use
    out: set[ElementId] = set(
        known.many(known.elements, facts.not_elements, f"{path}.not_elements", what)
    )
    return replace(scene, elements=tuple(u for e, u in uses.items() if e not in out))


def element_uses(
    uses: tuple[ElementUse, ...], path: str, what: str, known: References
) -> tuple[ElementUse, ...]:
    """The uses with their elements' ids; unknown elements are left out, with a finding."""
    found = []
    for n, use in enumerate(uses):
        element = known.one(known.elements, use.element, f"{path}.{n}", what)
        if element is not None:
            found.append(replace(use, element=element))
    return tuple(found)


def _with_parts(scene: Scene, facts: SceneFacts, path: str, known: References) -> Scene:
    if facts.no_parts:
        return replace(scene, parts=(), modes=(Mode.WHOLE,))
    if not facts.parts:
        return replace(scene, modes=facts.modes) if facts.modes else scene
    parts = [_part(p, scene, f"{path}.parts.{n}", known) for n, p in enumerate(facts.parts)]
    if not any(p.eighths for p in parts):
        credited = shared_out(scene.eighths.value, [1] * len(parts))
        parts = [replace(p, eighths=c) for p, c in zip(parts, credited, strict=True)]
    if facts.modes:
        modes = facts.modes
    elif Mode.PARTS in scene.modes:
        modes = scene.modes
    elif len({p.set for p in parts}) > 1:
        modes = (Mode.PARTS,)
    else:
        modes = (Mode.WHOLE, Mode.PARTS)
    return replace(scene, parts=tuple(parts), modes=modes)


def _part(part: Part, scene: Scene, path: str, known: References) -> Part:
    what = f"Part {part.number} of scene {scene.number} names"
    set_id: SetId = (
        known.one(known.sets, part.set, f"{path}.set", what) or scene.set if part.set else scene.set
    )
    minutes = part.minutes if part.minutes.minutes else _one_end(scene.minutes)
    on_camera = known.many(known.roles, part.on_camera, f"{path}.on_camera", what)
    spoken = sorted({at for e in scene.cast if e.role in on_camera for at in e.lines})
    return replace(
        part,
        set=set_id,
        lines=part.lines or tuple(spoken),
        on_camera=on_camera,
        voices=known.many(known.roles, part.voices, f"{path}.voices", what),
        present=known.many(known.people, part.present, f"{path}.present", what),
        elements=element_uses(part.elements, f"{path}.elements", what, known),
        places=known.many(known.places, part.places, f"{path}.places", what),
        minutes=minutes,
    )


def _one_end(whole: Estimate) -> Estimate:
    """What one end takes of the time of the whole scene, rounded up to 5 minutes."""
    minutes = -(-whole.minutes * PART_PERCENT // 500) * 5
    said = f"one end alone {PART_PERCENT} % of the scene's {whole.minutes} minutes (our assumption)"
    return Estimate(
        minutes=min(minutes, whole.minutes),
        source=Source(who=PROGRAM.who, where=said, via=whole.source),
    )
