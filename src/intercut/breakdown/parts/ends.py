"""The ends of an intercut: which places, and who is at which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from intercut.breakdown.cast import InScene, SceneCast, is_far
from intercut.breakdown.name_keys import name_key
from intercut.breakdown.named_in_text import NameFinder
from intercut.breakdown.parts.marks import Mark
from intercut.breakdown.reading import SceneRead
from intercut.domain.ids import RoleId
from intercut.domain.scene import Heading

FAR_BACK: Final = 12
"""Scenes to look back for the place where somebody was last seen."""
NAMED_WITHIN: Final = 150
"""Scenes to look through, either way, for a set that a mark names."""
UNNAMED: Final = "PLACE NOT NAMED"


@dataclass(slots=True)
class End:
    """One end: a heading's place and light, who is there, and why it is taken to be so.

    ``scene`` is the index of the earlier scene whose heading gave the place, if one did.
    """

    heading: Heading
    roles: list[RoleId] = field(default_factory=list)
    reason: str = ""
    confidence: int = 90
    scene: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All scenes with their raw casts, for looking around from one of them."""

    scenes: Sequence[SceneRead]
    casts: Sequence[SceneCast]
    finder: NameFinder

    def back_from(self, index: int, most: int = FAR_BACK) -> Iterable[int]:
        """Indices of the scenes before, nearest first, within the same script."""
        script = self.scenes[index].script
        for i in range(index - 1, max(-1, index - 1 - most), -1):
            if self.scenes[i].script is not script:
                return
            if not self.scenes[i].text.heading.omitted:
                yield i

    def around(self, index: int) -> Iterable[int]:
        """Indices of the scenes before, nearest first, then of those after."""
        yield from self.back_from(index, NAMED_WITHIN)
        yield from range(index + 1, min(len(self.scenes), index + 1 + NAMED_WITHIN))

    def home_of(self, role: RoleId, index: int, own: str) -> int | None:
        """The nearest scene, before else shortly after, that shows a role at another set."""
        for i in self.back_from(index):
            if self.scenes[i].heading.heading.set_name != own and role in self.casts[i].seen():
                return i
        script = self.scenes[index].script
        for i in range(index + 1, min(len(self.scenes), index + 4)):
            scene = self.scenes[i]
            if (
                scene.script is script
                and scene.heading.heading.set_name != own
                and role in self.casts[i].seen()
            ):
                return i
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The stretches of a scene that are cut to and fro: half-open ranges of offsets."""

    spans: tuple[tuple[int, int], ...]

    def __contains__(self, offset: int) -> bool:
        return any(a <= offset < b for a, b in self.spans)

    def is_here(self, entry: InScene) -> bool:
        """Whether somebody is on the scene's own set while it is not cut to and fro."""
        if entry.there_from is not None and entry.there_from not in self:
            return True
        return any(
            at not in self and said.is_there
            for at, said in zip(entry.lines, entry.spoken, strict=True)
        )

    def is_wired(self, entry: InScene) -> bool:
        """Whether somebody is a voice from elsewhere while it is not cut to and fro."""
        outside = [
            said for at, said in zip(entry.lines, entry.spoken, strict=True) if at not in self
        ]
        return bool(outside) and not any(said.is_there for said in outside)


def find_ends(story: Story, index: int, marks: Sequence[Mark], windows: Windows) -> list[End]:
    """The ends of the intercut in a scene, the place of its own heading first.

    Parameters
    ----------
    story
        All scenes.
    index
        The scene whose lines are played at several ends.
    marks
        What says so, in this scene or at the close of the one before: one or more. A later one
        counts when it names somebody or some place (a second call in the same scene).
    windows
        Where the lines of both ends may stand.
    """
    scene, cast = story.scenes[index], story.casts[index]
    own = End(
        heading=scene.heading.heading,
        reason=f"the scene's own heading, `{scene.heading.heading.original}`",
    )
    far: list[End] = []
    named: list[RoleId] = []
    strangers = _strangers(cast, windows)
    for n, mark in enumerate(marks):
        here = _named_roles(story, mark)
        named += [r for r in here if r not in named]
        for end in _far_ends(story, index, mark, here, [] if n else strangers, own, windows):
            same = next((e for e in far if e.heading.set_name == end.heading.set_name), None)
            if same is None:
                far.append(end)
            else:
                same.roles += [r for r in end.roles if r not in same.roles]
    if not far:
        _from_scene_before(story, index, own, far)
    if not far:
        who = next((r for r in (*named, *strangers) if r), None)
        own_name = scene.heading.heading.set_name
        label = f"{who}'S END" if who else "OTHER END"
        far.append(
            End(
                heading=replace(
                    own.heading, original=f"{label} ({UNNAMED})", set_name=f"{label} ({UNNAMED})"
                ),
                reason=f"the script names no other place than {own_name}",
                confidence=35,
            )
        )
    ends = [own, *far]
    _place_roles(story, index, marks, ends, named, windows)
    return ends


def _far_ends(
    story: Story,
    index: int,
    mark: Mark,
    named: list[RoleId],
    strangers: list[RoleId],
    own: End,
    windows: Windows,
) -> list[End]:
    """The other ends one mark gives: by headings in it, sets it names, or people it names."""
    far: list[End] = []
    cast = story.casts[index]
    if mark.headings:
        _from_headings(story, index, mark, own, far)
    if not far and mark.rest:
        _from_set_names(story, index, mark, own, far)
    if not far:
        wanted = [r for r in named if r not in cast.roles or not windows.is_here(cast.roles[r])]
        if len(wanted) == len(named) > 1:
            # Both are named and neither is placed yet: whoever was seen elsewhere is elsewhere.
            wanted = [
                r for r in wanted if story.home_of(r, index, own.heading.set_name) is not None
            ]
        _from_roles(story, index, wanted or strangers, named, own, far)
    if not far and (place := _unknown_place(mark)):
        far.append(
            End(
                heading=replace(own.heading, original=place, set_name=place.upper()),
                reason=f"`{mark.quote}` names it; no heading does",
                confidence=70,
            )
        )
    return far


def _from_headings(story: Story, index: int, mark: Mark, own: End, far: list[End]) -> None:
    """Places spelled out in the mark; one of them may be the scene's own."""
    for heading in mark.headings:
        if not own_is(own, heading.set_name) and all(
            e.heading.set_name != heading.set_name for e in far
        ):
            end = End(heading=heading, reason=f"`{mark.quote}` names it", confidence=95)
            known = _scene_at(story, index, heading.set_name)
            if known is not None:
                end.scene = known
                there = story.scenes[known].heading.heading
                if re.match(r"(?:INT|EXT|I/E)\b", heading.original.upper()):
                    end.heading = (
                        heading if heading.light_text else replace(heading, light=there.light)
                    )
                else:
                    end.heading = there
            far.append(end)
    if mark.offset == 0 and mark.headings:
        known = _scene_at(story, index, own.heading.set_name)
        if known is not None and not re.match(
            r"(?:INTERCUT\W+)?(?:INT|EXT|I/E)\b", own.heading.original.upper()
        ):
            there = story.scenes[known].heading.heading
            own.heading = replace(there, original=own.heading.original)
            own.scene = known
        own.reason = f"`{mark.quote}` names it first"


def own_is(own: End, set_name: str) -> bool:
    """Whether a name means the own end's set."""
    return _same_set(own.heading.set_name, set_name)


def _same_set(one: str, other: str) -> bool:
    return one == other or other in re.split(r"\s+-\s+", one) or one in re.split(r"\s+-\s+", other)


def _scene_at(story: Story, index: int, set_name: str) -> int | None:
    """The nearest scene before (else anywhere) whose heading names the set."""
    return next(
        (
            i
            for i in story.around(index)
            if _same_set(story.scenes[i].heading.heading.set_name, set_name)
        ),
        None,
    )


def _pieces(rest: str) -> list[str]:
    parts = re.split(
        r"\s*/\s*|\s*&\s*|\s*[,;]\s*|\s+(?:AND|WITH|TO|und|et)\s+|\s+[-–—]\s+",
        rest,
        flags=re.IGNORECASE,
    )
    return [p.strip(" .:()") for p in parts if p.strip(" .:()")]


def _from_set_names(story: Story, index: int, mark: Mark, own: End, far: list[End]) -> None:
    """`INTERCUT - KITCHEN / CAR`: pieces that name sets of other headings."""
    words = [
        (
            name_key(p),
            name_key(
                re.sub(r"^.*?\b(?:IN|AT|ON) (?:THE|HIS|HER|THEIR)?\s*", "", p, flags=re.IGNORECASE)
            ),
        )
        for p in _pieces(mark.rest)
    ]
    seen_sets: dict[str, int] = {}
    for i in story.around(index):
        seen_sets.setdefault(story.scenes[i].heading.heading.set_name, i)
    for piece, place in words:
        if _names_set(piece, own.heading.set_name) or _names_set(place, own.heading.set_name):
            continue
        best = next(
            (
                (name, i)
                for name, i in seen_sets.items()
                if name != own.heading.set_name
                and (_names_set(piece, name) or _names_set(place, name))
            ),
            None,
        )
        if best and all(e.heading.set_name != best[0] for e in far):
            far.append(
                End(
                    heading=story.scenes[best[1]].heading.heading,
                    reason=f"`{mark.quote}` names {best[0]}",
                    confidence=90,
                    scene=best[1],
                )
            )


def _names_set(piece: str, set_name: str) -> bool:
    """Whether words name a set: wholly, by its last or first segment, or by all their words."""
    key = name_key(set_name)
    piece = re.sub(r"^(?:THE|HIS|HER|THEIR|A) ", "", piece)
    if not piece or len(piece) < 3:
        return False
    if piece == key or piece in {name_key(s) for s in re.split(r"\s+-\s+", set_name)}:
        return True
    words = piece.split()
    return (len(words) > 1 and set(words) <= set(key.split())) or (
        piece in key.split() and "'S " not in f"{piece} "
    )


def _named_roles(story: Story, mark: Mark) -> list[RoleId]:
    """Roles the mark names, in its order."""
    text = mark.rest or ""
    found = [n.role for n in story.finder.find(text)]
    return list(dict.fromkeys(found))


def _strangers(cast: SceneCast, windows: Windows) -> list[RoleId]:
    """Speakers who do not belong to this set: heard over a wire before, or new after the mark."""
    speakers = [(r, e) for r, e in cast.roles.items() if e.lines]
    wired = [r for r, e in speakers if is_far(e, cast) or windows.is_wired(e)]
    if wired:
        return wired
    here = [r for r, e in speakers if windows.is_here(e)]
    return [r for r, e in speakers if r not in here and min(e.lines) in windows] if here else []


def _unknown_place(mark: Mark) -> str:
    """`WITH TOBIAS IN THE BARN`: a place no heading names."""
    hit = re.search(
        r"\b(?:IN|AT|ON|ABOARD) (?:THE |HIS |HER |THEIR |A )?(?P<place>[\w'’ -]{3,40})$",
        mark.rest,
        re.IGNORECASE,
    )
    return " ".join(hit["place"].split()) if hit else ""


def _from_roles(
    story: Story,
    index: int,
    wanted: list[RoleId],
    named: list[RoleId],
    own: End,
    far: list[End],
) -> None:
    """Where the people of the other end were last seen."""
    for role in wanted:
        home = story.home_of(role, index, own.heading.set_name)
        if home is None:
            continue
        heading = story.scenes[home].heading.heading
        same = next((e for e in far if e.heading.set_name == heading.set_name), None)
        if same:
            same.roles.append(role)
            continue
        near = index - home
        far.append(
            End(
                heading=heading,
                roles=[role],
                reason=f"{role} was seen at {heading.set_name}, {_scenes_off(near)}",
                confidence=(90 if near == 1 else 75 if 0 < near <= 4 else 55)
                - (0 if role in named else 5),
                scene=home,
            )
        )


def _scenes_off(near: int) -> str:
    if near == 1:
        return "in the scene before"
    return f"{near} scenes before" if near > 0 else f"{-near} scene(s) after"


def _from_scene_before(story: Story, index: int, own: End, far: list[End]) -> None:
    """Two headings establish the two places: the one before is the other end."""
    for n, i in enumerate(story.back_from(index, 2)):
        heading = story.scenes[i].heading.heading
        if heading.set_name != own.heading.set_name:
            far.append(
                End(
                    heading=heading,
                    reason=f"the heading before, `{heading.original}`",
                    confidence=75 if n == 0 else 60,
                    scene=i,
                )
            )
            return


def _place_roles(
    story: Story,
    index: int,
    marks: Sequence[Mark],
    ends: list[End],
    named: list[RoleId],
    windows: Windows,
) -> None:
    """Put every speaker, and whoever is seen in the scene, at one end."""
    cast = story.casts[index]
    own, far = ends[0], ends[1:]
    placed = {r for e in ends for r in e.roles}
    order = [r for r, e in cast.roles.items() if e.lines or e.there]
    order += [r for r in named if r not in order]
    at_scene = {id(e): set(_seen_around(story, e, index)) for e in far}
    in_piece = {r: e for m in marks for r, e in _roles_by_piece(story, m, ends).items()}
    for role in order:
        if role in placed:
            continue
        entry = cast.roles.get(role)
        if role in in_piece:
            in_piece[role].roles.append(role)
        elif entry is not None and role not in named and _is_another_voice(role, cast, windows):
            continue
        elif entry is not None and entry.lines and windows.is_wired(entry):
            _best_far(role, far, at_scene).roles.append(role)
        elif entry is not None and windows.is_here(entry):
            own.roles.append(role)
        elif far_end := next((e for e in far if role in at_scene[id(e)]), None):
            # Seen at the other place just before, and not on this one before the mark.
            far_end.roles.append(role)
        elif owner := _owner_end(role, ends):
            owner.roles.append(role)
        elif entry is not None and is_far(entry, cast):
            _best_far(role, far, at_scene).roles.append(role)
        elif entry is None or not entry.lines:
            if entry is not None and entry.there and entry.there[0] >= 65:
                own.roles.append(role)
            elif role in named:
                _best_far(role, far, at_scene).roles.append(role)
        elif not any(e.roles for e in far):
            # The other end has nobody yet: whoever speaks second there.
            if own.roles or any(
                e.lines and e.role != role and min(e.lines) < min(entry.lines)
                for e in cast.roles.values()
            ):
                _weak(far[0])
                far[0].roles.append(role)
            else:
                _weak(own)
                own.roles.append(role)
        else:
            own.roles.append(role)


def _is_another_voice(role: RoleId, cast: SceneCast, windows: Windows) -> bool:
    """A voice over that has nothing to do with the intercut: another caller, before or after."""
    entry = cast.roles[role]
    if not windows.is_wired(entry) or any(at in windows for at in entry.lines):
        return False
    return any(
        any(at in windows for at in other.lines) and not windows.is_here(other)
        for other in cast.roles.values()
        if other is not entry
    )


def _weak(end: End) -> None:
    end.confidence = min(end.confidence, 55)
    end.reason += "; who is there is a guess from the order of the lines"


def _best_far(role: RoleId, far: list[End], at_scene: dict[int, set[RoleId]]) -> End:
    return next(
        (e for e in far if role in at_scene[id(e)]), next((e for e in far if not e.roles), far[0])
    )


def _seen_around(story: Story, end: End, index: int) -> list[RoleId]:
    """Who was seen at an end's place in the scenes close by."""
    if end.scene is None:
        return []
    found = list(story.casts[end.scene].seen())
    for i in story.back_from(index, 4):
        if story.scenes[i].heading.heading.set_name == end.heading.set_name:
            found += [r for r in story.casts[i].seen() if r not in found]
    return found


def _owner_end(role: RoleId, ends: list[End]) -> End | None:
    """SABINE in SABINE'S KITCHEN."""
    words = {w for w in name_key(role).split() if len(w) > 2}
    for end in ends:
        owners = re.findall(r"([\w.'-]+?)'S?\b", name_key(end.heading.set_name))
        if words & set(owners):
            return end
    return None


def _roles_by_piece(story: Story, mark: Mark, ends: list[End]) -> dict[RoleId, End]:
    """`SABINE IN THE KITCHEN AND THEO IN THE CAR`: each piece says who is where."""
    found: dict[RoleId, End] = {}
    for piece in _pieces(mark.rest):
        roles = [n.role for n in story.finder.find(piece)]
        place = name_key(
            re.sub(r"^.*?\b(?:IN|AT|ON) (?:THE|HIS|HER|THEIR)?\s*", "", piece, flags=re.IGNORECASE)
        )
        if not roles or place == name_key(piece):
            continue
        end = next((e for e in ends if _names_set(place, e.heading.set_name)), None)
        if end is not None:
            found.update(dict.fromkeys(roles, end))
    return found
