"""A new draft laid onto the film: what people decided stays, what must change is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from intercut.access import Action, require
from intercut.actions.cast_numbers import keep_numbers
from intercut.actions.decisions import follow_boards, plans_of
from intercut.actions.following import Followed
from intercut.actions.given_files import name_of
from intercut.actions.office import KeptFilm
from intercut.actions.scripts import (
    ReadScript,
    break_down_draft,
    read_again,
    read_scripts,
)
from intercut.actions.set_reports import what_is_owed
from intercut.domain.assemble import assemble
from intercut.domain.finding import Finding
from intercut.domain.ids import SceneId
from intercut.domain.scene import Breakdown
from intercut.errors import Unreadable
from intercut.script.match import LEAST_LIKENESS, Fate, Matching, match_scenes
from intercut.script.numbers import same_number
from intercut.script.screenplay import SceneText, scenes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What a new draft changed: scene numbers by what became of them, in script order.

    ``moved`` scenes may have changed as well. ``boards`` are those that had to follow.
    """

    revision: int
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    added: tuple[str, ...]
    omitted: tuple[str, ...]
    boards: tuple[tuple[str, Followed], ...]
    findings: tuple[Finding, ...]


def revise_script(film: KeptFilm, path: Path, *, episode: str = "") -> Revised:
    """The film with a new draft of its script, or of one episode's.

    Scenes are found again by their words and numbers and keep their ids, their numbers and all
    that people decided about them; scenes that are gone stay as omitted ones; every board keeps
    what it had and holds new strips in its boneyard.

    Parameters
    ----------
    episode
        Which script the draft replaces; may be left out when the film has one.

    Raises
    ------
    NotFound, Unreadable
        When the draft cannot be read or has no scene, or it is not clear which script it replaces.
    NotAllowed, Stale, Unwritable
        When the actor may not, somebody saved meanwhile, or the film cannot be written.
    """
    require(film.actor, Action.REVISE_SCRIPT)
    state = film.library.state()
    scripts = list(read_again(film.library.scripts()))
    at = _replaced(scripts, path, episode)
    old = scripts[at] if at is not None else None
    (new,) = read_scripts([path], [old.file.episode if old else episode])
    if old is not None and scenes_of(old.screenplay) and not scenes_of(new.screenplay):
        msg = f"{name_of(path)} has no scene heading, so every scene of the film would be omitted."
        raise Unreadable(msg, "Check that it is the new draft; headings begin with INT. or EXT.")
    if at is None:
        scripts.append(new)
    else:
        scripts[at] = new
    before = state.breakdown
    matched = _with_brought_back(film, _match(old, new, before), new, before)
    carried = [matched.carried if script is new else _own_ids(script, before) for script in scripts]
    breakdown = break_down_draft(scripts, state.facts, carried, before, matched.proposed)
    breakdown = keep_numbers(film, breakdown, state.facts)
    was, now = assemble(before, state.facts), assemble(breakdown, state.facts)
    boards = follow_boards(film, was, now)
    revision = film.library.revise(
        who=film.actor.name,
        why=f"new draft {name_of(path)}",
        what="script",
        breakdown=breakdown,
        scripts=tuple(s.file for s in scripts),
        plans=plans_of(boards),
        expected=state.version,
    )
    numbers = {s.id: s.number for s in breakdown.scenes}
    there = {s.id for s in before.scenes if not s.omitted}
    gone = [s.number for s in breakdown.scenes if s.omitted and s.id in there]

    def of(fate: Fate) -> tuple[str, ...]:
        return tuple(numbers[i] for i, f in matched.fates if f is fate and i in numbers)

    known = {i for i, _ in matched.fates} | {i for ids in carried for i in ids if i}
    return Revised(
        revision=revision,
        kept=of(Fate.KEPT),
        changed=of(Fate.CHANGED),
        moved=of(Fate.MOVED),
        added=tuple(
            s.number
            for s in breakdown.scenes
            if not s.omitted and (s.id not in known or s.id not in there)
        ),
        omitted=tuple(gone),
        boards=boards,
        findings=(*now.findings, *what_is_owed(film).findings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """For each scene of the draft the id it carries on; what became of the old ones; numbers for
    new scenes by the index of their heading."""

    carried: tuple[SceneId | None, ...]
    fates: tuple[tuple[SceneId, Fate], ...]
    proposed: dict[tuple[str, int], str]


def _replaced(scripts: Sequence[ReadScript], path: Path, episode: str) -> int | None:
    """Position of the script a draft replaces; None when it is the film's first."""
    if episode:
        for n, script in enumerate(scripts):
            if script.file.episode == episode:
                return n
        known = ", ".join(s.file.episode for s in scripts if s.file.episode)
        if scripts and not known:
            msg = f"the film has one script and no episode {episode!r}."
            raise Unreadable(msg, "Leave --episode out.")
        if known:
            msg = f"the film has no episode {episode!r}."
            raise Unreadable(msg, f"It has: {known}.")
    if not scripts:
        return None
    if len(scripts) == 1:
        return 0
    named = [n for n, s in enumerate(scripts) if s.file.name == name_of(path)]
    if len(named) == 1:
        return named[0]
    msg = f"it is not clear which of {len(scripts)} scripts {path.name} replaces."
    raise Unreadable(msg, f"Name it: --episode {scripts[0].file.episode}.")


def _own_ids(script: ReadScript, before: Breakdown) -> tuple[SceneId | None, ...]:
    known = {(s.episode, s.first_element): s.id for s in before.scenes if s.first_element >= 0}
    return tuple(
        known.get((script.file.episode, scene.heading.index))
        for scene in scenes_of(script.screenplay)
    )


def _match(old: ReadScript | None, new: ReadScript, before: Breakdown) -> _Matched:
    episode = new.file.episode
    draft = scenes_of(new.screenplay)
    earlier = scenes_of(old.screenplay) if old else ()
    ids = _own_ids(old, before) if old else ()
    matching = match_scenes(earlier, draft)
    carried: list[SceneId | None] = [None] * len(draft)
    fates: list[tuple[SceneId, Fate]] = []
    for pair in matching.pairs:
        kept = ids[pair.old]
        if kept is not None:
            carried[pair.new] = kept
            fates.append((kept, pair.fate))
    for n, scene in enumerate(draft):
        if carried[n] is None:
            carried[n] = _again(scene, matching, earlier, ids, before, set(carried))
    prefix = f"{episode}-" if any(s.number.startswith(f"{episode}-") for s in before.scenes) else ""
    return _Matched(
        carried=tuple(carried),
        fates=tuple(fates),
        proposed={
            (episode, draft[a.new].heading.index): f"{prefix}{a.number}"
            for a in matching.added
            if a.number and carried[a.new] is None
        },
    )


def _with_brought_back(
    film: KeptFilm, matched: _Matched, new: ReadScript, before: Breakdown
) -> _Matched:
    """Also the scenes that an earlier draft had and the last one had not, told by their words.

    What was decided about them, and the takes made of them, are theirs again.
    """
    draft = scenes_of(new.screenplay)
    free = [n for n, id_ in enumerate(matched.carried) if id_ is None]
    taken = {*matched.carried}
    episode = new.file.episode
    gone = {
        s.id
        for s in before.scenes
        if s.first_element < 0 and s.episode == episode and s.id not in taken
    }
    carried = list(matched.carried)
    begun = film.library.drafts()
    for last in reversed([n - 1 for n in begun[1:]]):
        if not free or not gone:
            break
        there = {s.first_element: s.id for s in film.library.state(last).breakdown.scenes}
        known = [
            (there[text.heading.index], text)
            for script in read_again(film.library.scripts(last))
            if script.file.episode == episode
            for text in scenes_of(script.screenplay)
            if there.get(text.heading.index) in gone
        ]
        pairs = match_scenes(tuple(t for _, t in known), tuple(draft[n] for n in free)).pairs
        for pair in pairs:
            if pair.likeness >= LEAST_LIKENESS:
                carried[free[pair.new]] = known[pair.old][0]
        free = [n for n in free if carried[n] is None]
        gone -= {*carried} | {id_ for id_, _ in known}
    back = {draft[n].heading.index for n, id_ in enumerate(carried) if id_ is not None}
    return replace(
        matched,
        carried=tuple(carried),
        proposed={at: n for at, n in matched.proposed.items() if at[1] not in back},
    )


def _again(
    scene: SceneText,
    matching: Matching,
    earlier: Sequence[SceneText],
    ids: Sequence[SceneId | None],
    before: Breakdown,
    taken: set[SceneId | None],
) -> SceneId | None:
    """The scene a heading brings back or marks as omitted, told by its number alone."""
    if not scene.number:
        return None
    for o in matching.omitted:
        if scene.heading.omitted and same_number(earlier[o].number, scene.number):
            return ids[o] if ids[o] not in taken else None
    for known in before.scenes:
        is_free = known.first_element < 0 and known.id not in taken
        if is_free and same_number(known.number, scene.number):
            return known.id
    return None
