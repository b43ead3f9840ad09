"""A whole production taken apart: every script, every scene, in one breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intercut.breakdown.board_numbers import with_board_numbers
from intercut.breakdown.cast import SceneCast, cast_entries, scene_cast
from intercut.breakdown.days import script_days
from intercut.breakdown.elements import find_elements
from intercut.breakdown.introductions import note_introductions
from intercut.breakdown.minutes import estimate, is_known_kind, pace_of
from intercut.breakdown.name_keys import name_key
from intercut.breakdown.named_in_text import NameFinder
from intercut.breakdown.names import register_names
from intercut.breakdown.numbering import numbered
from intercut.breakdown.parts import Splits, SplitScene, split_scenes
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead, Script, read_scenes
from intercut.breakdown.sets import ask_set_aliases, light_findings, other_alphabet, outside_scenes
from intercut.domain.elements import Element, ElementUse
from intercut.domain.facts import Answer, NameJoin
from intercut.domain.finding import Finding, note
from intercut.domain.ids import ElementId, PartId, RoleId, SceneId, SetId
from intercut.domain.people import Role
from intercut.domain.places import Set
from intercut.domain.scene import (
    Breakdown,
    EighthsCount,
    Mode,
    Part,
    ProposalKind,
    Scene,
)
from intercut.script.pages import OnPaper, on_paper


def break_down(
    scripts: Sequence[Script],
    *,
    kind: str = "feature",
    names: Sequence[NameJoin] = (),
    answers: Sequence[Answer] = (),
) -> Breakdown:
    """Scenes, roles, sets, elements and parts of one or several scripts, and what to ask.

    Parameters
    ----------
    scripts
        The film's script, or a season's in story order. With several episodes scene numbers
        carry the episode (`203-14`).
    kind
        Kind of production, for the minutes (`breakdown.minutes.PACES`).
    names
        Joins of names that a person confirmed.
    answers
        What a person said to proposals of an earlier breakdown: applied or dropped.

    Returns
    -------
    Breakdown
        Scenes in story order; roles by size of part; sets and elements as first met. All
        that was odd is in ``findings``, all that was guessed in ``proposals``.
    """
    desk = Desk(answers)
    findings: list[Finding] = [f for s in scripts for f in s.screenplay.findings]
    findings += outside_scenes(scripts)
    if not is_known_kind(kind):
        findings.append(
            note(
                "breakdown.kind.unknown",
                f"There is no pace for a {kind!r}; minutes are estimated as for a {pace_of(kind).kind}.",
                fix="Name a kind that `breakdown.minutes` knows.",
            )
        )
    scenes = read_scenes(scripts, frozenset())
    numbers = numbered(scenes, findings)
    ids = [n.id for n in numbers]
    scenes = _asked_cues(scripts, scenes, ids, desk)
    register = register_names(scenes, ids, names, desk)
    note_introductions(scenes, ids, register, desk)
    finder = NameFinder(register, (d.text for s in scenes for d in s.directions))
    findings += other_alphabet(scenes)
    casts = [scene_cast(s, i, register, finder, desk) for s, i in zip(scenes, ids, strict=True)]
    paper = {id(s): on_paper(s.screenplay) for s in scripts}
    eighths = [_eighths(s, paper[id(s.script)]) for s in scenes]
    counted = [e.value for e in eighths]
    splits = split_scenes(scenes, casts, ids, counted, finder, desk)
    split = splits.scenes
    elements, uses = find_elements(scenes, ids, register, desk)
    categories = {e.id: e.category for e in elements}
    continues = _continues(splits, scenes, ids, desk)
    days = script_days(scenes, ids, _same_call(splits), desk)
    light_findings(scenes, ids, findings, desk)
    built: list[Scene] = []
    for i, scene in enumerate(scenes):
        built.append(
            _scene(
                scene,
                ids[i],
                numbers[i].number,
                casts[i],
                eighths[i],
                split.get(i),
                uses.get(i, ()),
                categories,
                kind,
                desk,
                introduced=frozenset(r for r, at in register.introduced.items() if at == ids[i]),
                script_day=days[i],
                continues=continues.get(i),
                page=paper[id(scene.script)].labels[scene.text.ordinal - 1],
            )
        )
    roles = _roles(register.roles, built, desk)
    sets = _sets(built, split)
    ask_set_aliases(sets, built, desk)
    findings += desk.unused()
    return Breakdown(
        title=_title(scripts),
        scenes=tuple(built),
        roles=roles,
        sets=sets,
        elements=_used(elements, built),
        proposals=tuple(desk.proposals),
        pages=sum(p.pages for p in paper.values()),
        findings=tuple(findings),
    )


def _title(scripts: Sequence[Script]) -> str:
    titles = dict.fromkeys(t for t in (s.screenplay.title() for s in scripts) if t)
    return next(iter(titles), "")


def _asked_cues(
    scripts: Sequence[Script], scenes: tuple[SceneRead, ...], ids: Sequence[SceneId], desk: Desk
) -> tuple[SceneRead, ...]:
    """Ask about cues that read like directions; read again with those that are people."""
    people: set[str] = set()
    for scene, scene_id in zip(scenes, ids, strict=True):
        for item in scene.directions:
            if not item.was_cue:
                continue
            if not desk.ask(
                ProposalKind.NOT_A_CUE,
                f"`{item.was_cue}` is a direction, not somebody speaking; the text under it is action.",
                reason="it stands directly over text, so by the letter of the format it is a cue",
                confidence=95,
                scene=scene_id,
                subjects=(item.was_cue,),
            ):
                people.add(name_key(item.was_cue))
    return read_scenes(scripts, frozenset(people)) if people else scenes


def _eighths(scene: SceneRead, paper: OnPaper) -> EighthsCount:
    return EighthsCount(
        imported=scene.text.heading.imported_eighths,
        computed=paper.eighths[scene.text.ordinal - 1],
    )


def _same_call(splits: Splits) -> frozenset[int]:
    """Scenes that go straight on from the one before: another light there is no other day."""
    runs = [(*sorted(s.continued_from), s.index) for s in splits.scenes.values()]
    return frozenset(i for run in (*runs, *splits.calls) for i in run[1:] if i - 1 in run)


def _continues(
    splits: Splits, scenes: Sequence[SceneRead], ids: Sequence[SceneId], desk: Desk
) -> dict[int, SceneId]:
    """Which scene each earlier heading of a call runs on into."""
    found: dict[int, SceneId] = {}
    split = splits.scenes
    for scene in split.values():
        for i in scene.continued_from:
            place = scenes[i].heading.heading.set_name
            if i not in split and desk.ask(
                ProposalKind.CONTINUES,
                f"Scene {ids[i]} runs on into the end of scene {ids[scene.index]} at {place}: keep their day and unit together.",
                reason="its heading gives that end its place, and the call goes straight on",
                confidence=80 if i == scene.index - 1 else 65,
                scene=ids[i],
                subjects=(ids[scene.index],),
            ):
                found.setdefault(i, ids[scene.index])
    for call in splits.kept_together:
        for i, later in zip(call, call[2:], strict=False):
            found.setdefault(i, ids[later])
    return found


def _scene(
    scene: SceneRead,
    scene_id: SceneId,
    number: str,
    cast: SceneCast,
    eighths: EighthsCount,
    split: SplitScene | None,
    uses: tuple[ElementUse, ...],
    categories: dict[ElementId, int],
    kind: str,
    desk: Desk,
    *,
    introduced: frozenset[RoleId],
    script_day: str,
    continues: SceneId | None,
    page: str,
) -> Scene:
    heading = scene.heading.heading
    if split is not None:
        heading = replace(split.parts[0].end.heading, original=heading.original)
    at_ends = [r for p in split.parts for r in p.on_camera] if split else []
    entries = cast_entries(cast, scene_id, at_ends, introduced, desk)
    used = [categories[u.element] for u in uses]
    parts = (
        tuple(
            _parts(
                split,
                scene_id,
                heading.set_name,
                entries_works={e.role for e in entries if e.works},
                kind=kind,
                categories=used,
            )
        )
        if split
        else ()
    )
    return Scene(
        id=scene_id,
        number=number,
        heading=heading,
        set=SetId(heading.set_name),
        eighths=eighths,
        minutes=estimate(
            eighths.value,
            kind,
            int_ext=heading.int_ext,
            light=heading.light,
            roles=sum(e.works for e in entries),
            categories=used,
        ),
        cast=entries,
        elements=uses,
        parts=parts,
        modes=(Mode.PARTS,) if parts else (Mode.WHOLE,),
        continues=continues,
        episode=scene.script.episode,
        script=scene.script.screenplay.file,
        first_element=scene.text.heading.index,
        script_page=page,
        script_day=script_day,
        synopsis=_synopsis(scene),
        omitted=scene.text.heading.omitted,
    )


def _parts(
    split: SplitScene,
    scene_id: SceneId,
    own_set: str,
    *,
    entries_works: set[RoleId],
    kind: str,
    categories: list[int],
) -> list[Part]:
    parts: list[Part] = []
    taken = {r for p in split.parts for r in p.on_camera}
    for n, draft in enumerate(split.parts, start=1):
        heading = draft.end.heading
        on_camera = draft.on_camera
        if n == 1:
            # Whoever works in the scene without being at the other end is here.
            on_camera = (*on_camera, *(r for r in sorted(entries_works - taken)))
        label = f"{draft.on_camera[0]}'S END" if draft.on_camera else heading.set_name or own_set
        parts.append(
            Part(
                id=PartId(f"{scene_id}pt{n}"),
                number=n,
                label=label,
                set=SetId(heading.set_name),
                int_ext=heading.int_ext,
                light=heading.light,
                on_camera=on_camera,
                voices=draft.voices,
                lines=draft.lines,
                eighths=draft.eighths,
                minutes=estimate(
                    draft.played_eighths,
                    kind,
                    int_ext=heading.int_ext,
                    light=heading.light,
                    roles=len(on_camera),
                    categories=categories,
                    one_end=True,
                ),
                reason=draft.end.reason,
                confidence=min(split.confidence, draft.end.confidence),
            )
        )
    return parts


def _synopsis(scene: SceneRead) -> str:
    """The writer's synopsis, else the first words of action, as a one-liner needs them."""
    if scene.text.heading.synopsis:
        return " ".join(scene.text.heading.synopsis.split())
    for item in scene.directions:
        text = " ".join(item.text.split())
        if text and not item.is_transition and not item.was_cue and not text.isupper():
            return text if len(text) <= 120 else f"{text[:117].rsplit(' ', 1)[0]} ..."
    return ""


def _roles(roles: dict[RoleId, Role], scenes: Sequence[Scene], desk: Desk) -> tuple[Role, ...]:
    ordered = with_board_numbers(tuple(roles.values()), scenes)
    if ordered and any(r.board_number for r in ordered):
        first = ", ".join(f"{r.board_number} {r.name}" for r in ordered[:6] if r.board_number)
        more = " ..." if len(ordered) > 6 else ""
        if not desk.ask(
            ProposalKind.BOARD_NUMBER,
            f"Board numbers by size of part: {first}{more}",
            reason="eighths worked plus speeches, then first appearance",
            confidence=80,
            subjects=tuple(r.id for r in ordered if r.board_number),
        ):
            return tuple(replace(r, board_number="") for r in ordered)
    return ordered


def _sets(scenes: Sequence[Scene], split: dict[int, SplitScene]) -> tuple[Set, ...]:
    found: dict[SetId, Set] = {}
    for i, scene in enumerate(scenes):
        if scene.omitted:
            continue
        for name in (
            scene.heading.set_name,
            *(p.end.heading.set_name for p in (split[i].parts if i in split else ())),
        ):
            found.setdefault(SetId(name), Set(id=SetId(name), name=name))
    return tuple(found.values())


def _used(elements: Sequence[Element], scenes: Sequence[Scene]) -> tuple[Element, ...]:
    wanted = {u.element for s in scenes for u in s.elements}
    return tuple(e for e in elements if e.id in wanted)
