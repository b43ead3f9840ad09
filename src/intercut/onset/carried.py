"""The take log in the lines of another draft than it was made against.

A take keeps what it has; what that is called in another draft changes. A line logged is carried
to the one it became, word for word or reworded; what a draft cut is carried nowhere; what
was improvised and then written down is that line. Nothing is guessed onto a line of other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz.distance import LCSseq

from intercut.domain.ids import LineId, PartId, SceneId, SetUpId, TakeId
from intercut.domain.scene import Scene
from intercut.domain.spoken import HeardLine, Hearing, NonVerbal, Said, ScriptLine
from intercut.domain.takes import Camera, FormerLine, LineChoice, LineCoverage, SetUp, Take, TakeLog
from intercut.onset.line_match import (
    LEAST_LIKENESS,
    LEAST_WORDS,
    Keys,
    LineMatch,
    Speaker,
    by_name,
    keys_of,
    likeness,
    match_lines,
    place_in,
)
from intercut.onset.reheard import heard_as, share_of, spoken

_FOUND_AGAIN: Final = 0.6
"""Share of an improvised speech that a new draft must have gained to have it; our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A script as it was in force: ``revision`` is the film's, ``between`` what is done after a
    line of a scene (None: before the first)."""

    revision: int
    scenes: Mapping[SceneId, Scene]
    lines: Mapping[SceneId, Sequence[ScriptLine]]
    between: Mapping[tuple[SceneId, LineId | None], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAgainst:
    """The draft each thing in a log counts its lines in; what is missing counts in the newest.

    ``choices`` are in the order of the log's.
    """

    set_ups: Mapping[SetUpId, Draft] = field(default_factory=dict)
    takes: Mapping[TakeId, Draft] = field(default_factory=dict)
    hearings: Mapping[TakeId, Draft] = field(default_factory=dict)
    choices: Sequence[Draft] = ()


def carry(log: TakeLog, made: MadeAgainst, now: Draft, *, speaker: Speaker = by_name) -> TakeLog:
    """A log with all its lines counted in the draft ``now``.

    Carried to the draft it was made against it is what it was.

    Parameters
    ----------
    speaker
        Who says a line, the same for the names a character had in different drafts.
    """
    return _Carrying(log, made, now, speaker).whole()


@dataclass(frozen=True, slots=True)
class _SceneThen:
    """A scene of an earlier draft laid onto the one of now."""

    then: Draft
    scene: SceneId
    old: Mapping[LineId, ScriptLine]
    new: Mapping[LineId, ScriptLine]
    match: LineMatch
    parts: Mapping[PartId, PartId]

    def became(self, line: LineId) -> tuple[LineId, ...]:
        return self.match.became.get(line, ())

    def is_same(self, line: LineId) -> bool:
        """Whether a line stands in the new draft word for word, and for itself."""
        became = self.became(line)
        return (
            len(became) == 1
            and keys_of(self.old[line].text) == keys_of(self.new[became[0]].text)
            and sum(became[0] in news for news in self.match.became.values()) == 1
        )

    def place(self, after: LineId | None) -> LineId | None:
        """The line after which something stands that stood after a line of the old draft."""
        if after is None or after not in self.old:
            return None
        order = list(self.old)
        for line in reversed(order[: order.index(after) + 1]):
            if self.became(line):
                return self.became(line)[-1]
        return None

    def unknown(self, line: LineId) -> LineId:
        """A line that the old draft never had; it must not be taken for one of the new."""
        return LineId(f"{line} of revision {self.then.revision}")


class _Carrying:
    def __init__(self, log: TakeLog, made: MadeAgainst, now: Draft, speaker: Speaker) -> None:
        self.log = log
        self.made = made
        self.now = now
        self.speaker = speaker
        self.scenes: dict[tuple[int, SceneId], _SceneThen] = {}
        self.former: dict[tuple[TakeId, LineId | None, str], FormerLine] = {}

    def whole(self) -> TakeLog:
        hearings = {h.take: self._hearing(h) for h in self.log.hearings}
        takes = tuple(self._take(t, hearings.get(t.id)) for t in self.log.takes)
        return replace(
            self.log,
            set_ups=tuple(map(self._set_up, self.log.set_ups)),
            takes=takes,
            hearings=tuple(hearings.values()),
            former=tuple(self.former.values()),
            choices=tuple(self._choices()),
        )

    def _choices(self) -> Iterator[LineChoice]:
        """What was chosen for a line, for every line it became."""
        for n, choice in enumerate(self.log.choices):
            made = self.made.choices[n] if n < len(self.made.choices) else None
            then = self._then(made, choice.scene)
            for line in (choice.line,) if then is None else then.became(choice.line):
                yield replace(choice, line=line)

    # ------------------------------------------------------------------------------------ scenes

    def _then(self, draft: Draft | None, scene: SceneId) -> _SceneThen | None:
        """The scene as a draft has it, None where that is the draft of now."""
        if draft is None or draft.revision == self.now.revision:
            return None
        key = draft.revision, scene
        if key not in self.scenes:
            old, new = draft.lines.get(scene, ()), self.now.lines.get(scene, ())
            also = self._as_said(draft, {n.id: n for n in old})
            self.scenes[key] = _SceneThen(
                draft,
                scene,
                {n.id: n for n in old},
                {n.id: n for n in new},
                match_lines(old, new, speaker=self.speaker, also=also),
                _parts(draft, self.now, scene),
            )
        return self.scenes[key]

    def _as_said(self, draft: Draft, old: Mapping[LineId, ScriptLine]) -> dict[LineId, list[Keys]]:
        """How lines were said in takes heard against a draft, with what was added after them."""
        found: dict[LineId, list[Keys]] = {}
        for hearing in self.log.hearings:
            against = self.made.hearings.get(hearing.take)
            if against is None or against.revision != draft.revision:
                continue
            for heard in hearing.lines:
                line = heard.after if heard.kind is Said.ADDED else heard.line
                if line is None or line not in old or heard.rejected or not heard.chosen:
                    continue
                if heard.kind is Said.ADDED:
                    found.setdefault(line, []).append(keys_of(f"{old[line].text} {heard.said}"))
                elif heard.kind is Said.CHANGED:
                    found.setdefault(line, []).append(keys_of(heard.said))
        return found

    # ------------------------------------------------------------------------- set-ups and takes

    def _set_up(self, set_up: SetUp) -> SetUp:
        then = self._then(self.made.set_ups.get(set_up.id), set_up.scene)
        if then is None:
            return set_up
        return replace(set_up, part=_part(then, set_up.part), lines=_coverage(then, set_up.lines))

    def _take(self, take: Take, hearing: Hearing | None) -> Take:
        noted = self._noted(take)
        self._tell_former(take, noted, hearing)
        then = self._then(self.made.takes.get(take.id), take.scene)
        if then is not None:
            take = replace(
                take,
                part=_part(then, take.part),
                lines=_coverage(then, take.lines),
                notes=tuple(
                    replace(n, line=next(iter(then.became(n.line)), None)) if n.line else n
                    for n in take.notes
                ),
                business=tuple(_business(then, self.now, take.business)),
            )
        if not noted or hearing is None:
            return take
        # What was improvised and is written now was nobody's to note; it is in the take.
        known = {n for then_, c in noted for n in (then_.became(c.line) if then_ else (c.line,))}
        lines = {n.id: n for n in self.now.lines.get(take.scene, ())}
        gained = [
            h.line
            for h in hearing.lines
            if h.line is not None and h.line not in known and h.chosen and not h.rejected
            if h.line in self._adopted(take, hearing)
        ]
        if not gained:
            return take
        whole = take.lines or tuple(
            c for s in self.log.set_ups if s.id == take.set_up for c in self._set_up(s).lines
        )
        return replace(
            take,
            lines=(
                *whole,
                *(
                    LineCoverage(
                        line=n,
                        on=Camera.ON
                        if take.part is None or lines[n].part in {None, take.part}
                        else Camera.OFF,
                    )
                    for n in dict.fromkeys(gained)
                ),
            ),
        )

    def _adopted(self, take: Take, hearing: Hearing) -> set[LineId]:
        """Lines of now that stand in a hearing only because they were improvised there."""
        then = self._then(self.made.hearings.get(take.id), take.scene)
        if then is None:
            return set()
        written = {n for news in then.match.became.values() for n in news}
        return {h.line for h in hearing.lines if h.line is not None and h.line not in written}

    def _noted(self, take: Take) -> list[tuple[_SceneThen | None, LineCoverage]]:
        """The lines noted on a take, or on its set-up, each with the draft it is counted in."""
        if take.lines:
            then = self._then(self.made.takes.get(take.id), take.scene)
            return [(then, c) for c in take.lines]
        return [
            (self._then(self.made.set_ups.get(s.id), s.scene), c)
            for s in self.log.set_ups
            if s.id == take.set_up
            for c in s.lines
        ]

    def _tell_former(
        self,
        take: Take,
        noted: Sequence[tuple[_SceneThen | None, LineCoverage]],
        hearing: Hearing | None,
    ) -> None:
        """Note which lines a take has otherwise than they are written now."""
        has = [(then, c.line) for then, c in noted if then is not None]
        then = self._then(self.made.hearings.get(take.id), take.scene)
        raw = self.log.hearing(take.id)
        if then is not None and raw is not None and not noted:
            has += [
                (then, h.line)
                for h in raw.lines
                if h.line is not None and h.chosen and not h.rejected and h.kind is not Said.DROPPED
            ]
        for then_, line in has:
            old = then_.old.get(line)
            if old is None or then_.is_same(line):
                continue
            news = then_.became(line)
            for new in news or (None,):
                heard = hearing.chosen(new) if hearing is not None and new is not None else None
                if heard is not None and heard.kind is Said.AS_WRITTEN and not heard.rejected:
                    continue
                key = take.id, new, "" if new is not None else line
                before = self.former.get(key)
                text = f"{before.text} {old.text}" if before is not None else old.text
                self.former[key] = FormerLine(
                    take=take.id,
                    line=new,
                    revision=then_.then.revision,
                    number=before.number if before is not None else old.number,
                    name=old.name,
                    text=text,
                )

    # ----------------------------------------------------------------------------------- hearings

    def _hearing(self, hearing: Hearing) -> Hearing:
        take = self.log.take(hearing.take)
        then = self._then(self.made.hearings.get(hearing.take), take.scene) if take else None
        if then is None:
            return hearing
        order = {line: n for n, line in enumerate(then.new)}
        pools: dict[LineId, list[HeardLine]] = {}
        rows: list[tuple[float, HeardLine]] = []
        for heard in hearing.lines:
            if heard.line is None:
                new = self._written_down(heard, then, hearing)
                if new is not None:
                    pools.setdefault(new, []).append(heard)
                    continue
                after = then.place(heard.after)
                at = order[after] if after is not None else -1
                before = next((line for line, n in order.items() if n == at + 1), None)
                rows.append((at + 0.5, replace(heard, after=after, before=before)))
            elif heard.chosen:
                for new in then.became(heard.line):
                    pools.setdefault(new, []).append(heard)
            else:
                first = next(iter(then.became(heard.line)), None)
                if first is not None:
                    rows.append((order[first] - 0.1, replace(heard, line=first)))
        rows += [(float(order[new]), _one(then, new, pool)) for new, pool in pools.items()]
        rows.sort(key=lambda r: r[0])
        return replace(hearing, lines=tuple(h for _, h in rows))

    def _written_down(self, heard: HeardLine, then: _SceneThen, hearing: Hearing) -> LineId | None:
        """The line of now that an addition has become, if somebody wrote it down."""
        if heard.rejected or not (heard.chosen or heard.confirmed_by):
            return None
        words = keys_of(heard.said)
        taken = {n for news in then.match.became.values() for n in news}
        after = then.place(heard.after)
        order = list(then.new)
        start = order.index(after) + 1 if after is not None else 0
        gap = start
        while gap < len(order) and order[gap] not in taken:
            gap += 1
        fits = [
            (likeness(words, keys_of(then.new[n].text)), -abs(order.index(n) - start), n)
            for n in order
            if n not in taken and self._may_say(heard, then.new[n])
            if start <= order.index(n) < gap or len(words) >= LEAST_WORDS
        ]
        best = max(fits, default=None)
        if best is not None and best[0] >= LEAST_LIKENESS:
            return best[2]
        for line in dict.fromkeys((heard.after, heard.before)):
            for new in then.became(line) if line is not None else ():
                if self._may_say(heard, then.new[new]) and _has_gained(
                    then, hearing, line, then.new[new], words, is_before=line == heard.before
                ):
                    return new
        return None

    def _may_say(self, heard: HeardLine, line: ScriptLine) -> bool:
        return not heard.roles or not line.roles or bool({*heard.roles} & {*line.roles})


def _has_gained(
    then: _SceneThen,
    hearing: Hearing,
    line: LineId | None,
    new: ScriptLine,
    words: Keys,
    *,
    is_before: bool,
) -> bool:
    """Whether a line of now is the old one with the words that were added to it on set."""
    if line is None:
        return False
    said = keys_of(spoken(hearing.chosen(line), then.old[line].text))
    now = keys_of(new.text)
    whole = (*words, *said) if is_before else (*said, *words)
    gain = LCSseq.similarity(whole, now) - LCSseq.similarity(said, now)
    return gain >= _FOUND_AGAIN * len(words) and likeness(whole, now) > likeness(said, now)


def _one(then: _SceneThen, new: LineId, pool: Sequence[HeardLine]) -> HeardLine:
    """What was heard of a line of now, out of what was heard of the old ones."""
    first = pool[0]
    if len(pool) == 1 and first.line is not None and then.is_same(first.line):
        return replace(first, line=new)
    shares = [
        share_of(
            heard,
            then.old[heard.line].text if heard.line is not None else "",
            then.new[new].text,
            [then.new[n].text for n in then.became(heard.line)] if heard.line is not None else [],
        )
        for heard in pool
    ]
    return heard_as(new, then.new[new].text, pool, shares)


def _coverage(then: _SceneThen, lines: Sequence[LineCoverage]) -> tuple[LineCoverage, ...]:
    """Lines noted in the old draft as those they became; on camera where all of it is."""
    found: dict[tuple[LineId, str], LineCoverage] = {}
    for covered in lines:
        news = then.became(covered.line) if covered.line in then.old else None
        for new in (then.unknown(covered.line),) if news is None else news:
            before = found.get((new, covered.camera))
            off = before is not None and before.on is Camera.OFF
            found[new, covered.camera] = replace(
                covered, line=new, on=Camera.OFF if off else covered.on
            )
    return tuple(found.values())


def _business(then: _SceneThen, now: Draft, done: Sequence[NonVerbal]) -> Iterator[NonVerbal]:
    """Business in its new place, without what the new draft has written down there."""
    for item in done:
        after = then.place(item.after)
        words = keys_of(item.text)
        there = keys_of(now.between.get((then.scene, after), ""))
        before = keys_of(then.then.between.get((then.scene, item.after), ""))
        gained = LCSseq.similarity(words, there) - LCSseq.similarity(words, before)
        if not words or place_in(words, there) < 0 or gained <= 0:
            yield replace(item, after=after)


def _part(then: _SceneThen, part: PartId | None) -> PartId | None:
    return then.parts.get(part, part) if part is not None else None


def _parts(then: Draft, now: Draft, scene: SceneId) -> dict[PartId, PartId]:
    """The ends of a scene as they are named now, told by who is on camera and where.

    An end that is gone keeps its name, unless another end has taken it.
    """
    was, is_ = then.scenes.get(scene), now.scenes.get(scene)
    if was is None or is_ is None:
        return {}
    rated = sorted(
        (
            (-len({*p.on_camera} & {*q.on_camera}), p.set != q.set, p.id != q.id, i, j)
            for i, p in enumerate(was.parts)
            for j, q in enumerate(is_.parts)
            if {*p.on_camera} & {*q.on_camera} or p.set == q.set
        ),
    )
    found: dict[PartId, PartId] = {}
    taken: set[PartId] = set()
    for *_, i, j in rated:
        old, new = was.parts[i].id, is_.parts[j].id
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    names = {q.id for q in is_.parts}
    for part in was.parts:
        if part.id not in found and part.id in names:
            found[part.id] = PartId(f"{part.id} of revision {then.revision}")
    return found
