"""The script as it was really said in the circled takes, each change with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import LCSseq

from intercut.domain.finding import Finding, Where, note
from intercut.domain.ids import LineId, PartId, RoleId
from intercut.domain.scene import Scene
from intercut.domain.spoken import (
    AsShotLine,
    AsShotScene,
    Evidence,
    HeardLine,
    Said,
    ScriptLine,
    TimeSpan,
)
from intercut.domain.takes import Take, TakeLog, TakeStatus
from intercut.onset.differences import differences
from intercut.onset.words import tokens

SURE: Final = 70
"""From that confidence on what was heard counts before a person confirmed it; a setting."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A heard line in a circled take."""

    take: Take
    line: HeardLine

    @property
    def differs(self) -> bool:
        return self.line.kind in {Said.CHANGED, Said.DROPPED}


def as_shot(
    scene: Scene, lines: Sequence[ScriptLine], log: TakeLog, *, sure: int = SURE
) -> AsShotScene:
    """The lines of a scene as its circled takes have them, additions in their gaps.

    A line is taken from the last circled take of its own end; where none was heard it stands as
    written. What is less sure than ``sure`` and not confirmed stands as written and is told.

    Parameters
    ----------
    lines
        Of the scene, in script order.
    """
    circled = [t for t in log.takes if t.scene == scene.id and t.status is TakeStatus.CIRCLED]
    names = {r: line.name for line in lines for r in line.roles}
    told: list[Finding] = []
    found: list[AsShotLine] = []
    gaps = _gaps(scene, circled, log, names, sure, told)
    found += gaps.pop(None, [])
    for line in lines:
        found.append(_line(scene, line, circled, log, sure, told))
        found += gaps.pop(line.id, [])
    for rest in gaps.values():  # after lines a later draft has not
        found += rest
    return AsShotScene(
        scene=scene.id, number=scene.number, lines=tuple(found), findings=tuple(told)
    )


def _line(
    scene: Scene,
    line: ScriptLine,
    circled: Sequence[Take],
    log: TakeLog,
    sure: int,
    told: list[Finding],
) -> AsShotLine:
    heard = [h for h in _heard_of(line.id, circled, log) if not h.line.rejected]
    own = [h for h in heard if h.take.part in {None, line.part}]
    if not own:
        # Who only reads in what an earlier draft had binds nobody at the line's own end.
        own = [h for h in heard if log.formerly(h.take.id, line.id) is None]
    own.reverse()  # the last circled one is the director's last word
    own.sort(key=lambda h: h.line.kind is Said.DROPPED)  # left out only where nobody says it
    plain = AsShotLine(
        kind=None,
        line=line.id,
        after=None,
        name=line.name,
        roles=line.roles,
        written=line.text,
        said=line.text,
        part=line.part,
    )
    if not own:
        return _as_it_was(plain, circled, log)
    counted = own[0]
    at = Where(scene=scene.number)
    if counted.differs and not _counts(counted.line, sure):
        told.append(
            note(
                "as_shot.unsure",
                f"Line {line.id} ({line.name}) may have been {counted.line.kind.value} in "
                f"{counted.take.slate} ({counted.line.confidence} % sure); it stands as written.",
                at,
                f"Listen to it and say so: intercut hear FILE --take {counted.take.slate} --confirm "
                f"{counted.line.number}.",
            )
        )
        return replace(plain, kind=Said.AS_WRITTEN, evidence=(_evidence(counted),))
    others = [h for h in own[1:] if _said(h) != _said(counted) and _counts(h.line, sure)]
    if others and counted.take.part == others[0].take.part:
        told.append(
            note(
                "as_shot.differs",
                f"Line {line.id} ({line.name}) is said one way in {counted.take.slate} and "
                f"another in {others[0].take.slate}; both are circled, the later one counts.",
                at,
                "Leave only one of them circled where the cut must match.",
            )
        )
    said = {Said.AS_WRITTEN: line.text, Said.DROPPED: ""}.get(counted.line.kind, counted.line.said)
    return replace(
        plain,
        kind=counted.line.kind,
        said=said,
        changes=counted.line.changes if counted.line.kind is Said.CHANGED else (),
        evidence=tuple(_evidence(h) for h in own),
    )


def _as_it_was(plain: AsShotLine, circled: Sequence[Take], log: TakeLog) -> AsShotLine:
    """A line of which nothing was heard: as written, in the words the takes of its end have."""
    for take in reversed(circled):
        former = log.formerly(take.id, plain.line) if plain.line is not None else None
        if former is not None and take.part in {None, plain.part}:
            return replace(
                plain,
                kind=Said.CHANGED,
                said=former.text,
                changes=differences(plain.written, former.text).changes,
                evidence=(evidence(take, None),),
            )
    return plain


def _said(heard: _Heard) -> tuple[str, ...]:
    if heard.line.kind is Said.AS_WRITTEN:
        return ("as written",)
    return tuple(t.key for t in tokens(heard.line.said))


def _counts(line: HeardLine, sure: int) -> bool:
    return bool(line.confirmed_by) or line.confidence >= sure


def _heard_of(line: LineId, takes: Sequence[Take], log: TakeLog) -> Iterator[_Heard]:
    for take in takes:
        hearing = log.hearing(take.id)
        heard = hearing.chosen(line) if hearing is not None else None
        if heard is not None:
            yield _Heard(take, heard)


def _evidence(heard: _Heard) -> Evidence:
    return evidence(
        heard.take,
        heard.line.span,
        confidence=heard.line.confidence,
        confirmed_by=heard.line.confirmed_by,
    )


def evidence(
    take: Take, span: TimeSpan | None, *, confidence: int = 100, confirmed_by: str = ""
) -> Evidence:
    """A moment of a take as evidence."""
    clock = take.clock_at(span.start_ms) if span is not None else None
    return Evidence(
        take=take.id,
        slate=str(take.slate),
        span=span,
        timecode=str(clock) if clock is not None else "",
        confidence=confidence,
        confirmed_by=confirmed_by,
    )


def _gaps(
    scene: Scene,
    circled: Sequence[Take],
    log: TakeLog,
    names: dict[RoleId, str],
    sure: int,
    told: list[Finding],
) -> dict[LineId | None, list[AsShotLine]]:
    """Additions and business by the line they stand after; the same in two takes is one."""
    gaps: dict[LineId | None, list[AsShotLine]] = {}
    for take in reversed(circled):
        hearing = log.hearing(take.id)
        for heard in hearing.added() if hearing is not None else ():
            if not heard.chosen and not heard.confirmed_by:
                continue
            if not _counts(heard, sure):
                told.append(
                    note(
                        "as_shot.unsure",
                        f'"{heard.said}" may have been added in {take.slate} '
                        f"({heard.confidence} % sure); it is left out.",
                        Where(scene=scene.number),
                        f"Listen to it and say so: intercut hear FILE --take {take.slate} --confirm "
                        f"{heard.number}.",
                    )
                )
                continue
            roles = heard.roles or _only_role(scene, take.part)
            _add(
                gaps.setdefault(heard.after, []),
                AsShotLine(
                    kind=Said.ADDED,
                    line=None,
                    after=heard.after,
                    name=" & ".join(names.get(r, r) for r in roles) or "SOMEBODY",
                    roles=roles,
                    written="",
                    said=heard.said,
                    part=take.part,
                    evidence=(_evidence(_Heard(take, heard)),),
                ),
            )
        for done in take.business:
            roles = done.roles or _only_role(scene, take.part)
            _add(
                gaps.setdefault(done.after, []),
                AsShotLine(
                    kind=Said.ADDED,
                    line=None,
                    after=done.after,
                    name=" & ".join(names.get(r, r) for r in roles),
                    roles=roles,
                    written="",
                    said=done.text,
                    part=take.part,
                    business=True,
                    evidence=(evidence(take, done.span),),
                ),
            )
    for gap in gaps.values():
        gap.sort(key=lambda a: a.evidence[0].span.start_ms if a.evidence[0].span else 1 << 40)
    return gaps


def _only_role(scene: Scene, part: PartId | None) -> tuple[RoleId, ...]:
    """Who is alone on camera at an end, and so must have said it."""
    seen = next((p.on_camera for p in scene.parts if p.id == part), ())
    return tuple(seen) if len(seen) == 1 else ()


def _add(gap: list[AsShotLine], new: AsShotLine) -> None:
    """Put an addition into its gap; one that is there already gains evidence instead."""
    keys = [t.key for t in tokens(new.said)]
    for n, known in enumerate(gap):
        if known.business != new.business or known.part != new.part:
            continue
        theirs = [t.key for t in tokens(known.said)]
        same = LCSseq.similarity(keys, theirs)
        if 2 * same >= max(len(keys), len(theirs)):
            both = (*known.evidence, *new.evidence)
            best = sorted(both, key=lambda e: (not e.confirmed_by, e.span is None))
            gap[n] = replace(known, evidence=tuple(best))
            return
    gap.append(new)


def for_the_other_end(scene: AsShotScene, part: PartId) -> tuple[AsShotLine, ...]:
    """The changes an end has to answer to: all that was said or done otherwise at the others."""
    return tuple(a for a in scene.lines if a.differs and a.part != part)
