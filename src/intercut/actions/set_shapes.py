"""What the set's actions found, as the answers every door gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from intercut.actions.finding_answers import finding_answers
from intercut.actions.logging_takes import HeardTake, Logged
from intercut.actions.set_answers import (
    AsShotAnswer,
    AsShotLineAnswer,
    AsShotSceneAnswer,
    EvidenceAnswer,
    HearAnswer,
    HeardLineAnswer,
    LineOwedAnswer,
    OwedAnswer,
    PartChangeAnswer,
    PartOwedAnswer,
    SceneOwedAnswer,
    TakeAnswer,
    TakesAnswer,
    WordChangeAnswer,
)
from intercut.actions.set_reports import AsShotFilm, Owing
from intercut.domain.ids import LineId
from intercut.domain.spoken import AsShotLine, HeardLine, PartOwed
from intercut.domain.takes import Camera, Take, TakeLog


def takes_answer(found: Logged, files: Sequence[Path] = ()) -> TakesAnswer:
    """The take log."""
    return TakesAnswer(
        new=found.new,
        entries=len(found.entries),
        takes=[_take(t, found.log) for t in found.log.takes],
        files=[str(f) for f in files],
        findings=finding_answers(found.findings),
    )


def _take(take: Take, log: TakeLog) -> TakeAnswer:
    lines = log.coverage(take)
    seconds = take.seconds
    return TakeAnswer(
        id=take.id,
        slate=str(take.slate),
        scene=take.scene,
        part=take.part or "",
        date=str(take.date),
        status=take.status.value,
        kind=take.kind.value,
        reason=take.reason,
        rate=str(take.rate or ""),
        tc_in=str(take.tc_in or ""),
        tc_out=str(take.tc_out or ""),
        seconds=None if seconds is None else round(float(seconds), 3),
        camera_roll=take.camera_roll,
        sound_roll=take.sound_roll,
        lens=take.lens,
        on=[c.line for c in lines if c.on is Camera.ON],
        off=[c.line for c in lines if c.on is Camera.OFF],
        notes=[n.text for n in take.notes],
        business=[b.text for b in take.business],
        stills=list(take.stills),
        heard=log.hearing(take.id) is not None,
    )


def hear_answer(found: HeardTake) -> HearAnswer:
    """A transcript laid on a take."""
    written = {line.id: line.text for line in found.lines}
    return HearAnswer(
        take=str(found.take.slate),
        transcript=found.hearing.transcript,
        words=found.hearing.words,
        lines=[_heard(h, found.take, written) for h in found.hearing.lines],
        findings=finding_answers(found.findings),
    )


def _heard(heard: HeardLine, take: Take, written: dict[LineId, str]) -> HeardLineAnswer:
    span = heard.span
    clock = take.clock_at(span.start_ms) if span is not None else None
    return HeardLineAnswer(
        number=heard.number,
        kind=heard.kind.value,
        line=heard.line or "",
        after=heard.after or "",
        before=heard.before or "",
        written=written.get(heard.line, "") if heard.line is not None else "",
        said=heard.said,
        changes=[WordChangeAnswer(written=c.written, said=c.said) for c in heard.changes],
        start_ms=span.start_ms if span is not None else None,
        end_ms=span.end_ms if span is not None else None,
        timecode=str(clock or ""),
        attempt=heard.attempt,
        chosen=heard.chosen,
        speaker=heard.speaker,
        roles=list(heard.roles),
        confidence=heard.confidence,
        confirmed_by=heard.confirmed_by,
        rejected=heard.rejected,
    )


def as_shot_answer(found: AsShotFilm) -> AsShotAnswer:
    """The script as shot."""
    return AsShotAnswer(
        scenes=[
            AsShotSceneAnswer(scene=s.number, lines=[_as_shot(a) for a in s.lines])
            for s in found.scenes
        ],
        changes=[
            PartChangeAnswer(
                target=c.target,
                label=c.label,
                eighths=list(c.eighths),
                minutes=list(c.minutes),
                changes=len(c.lines),
            )
            for c in found.changes
        ],
        files=[str(f) for f in found.files],
        told=found.told,
        findings=finding_answers(found.findings),
    )


def _as_shot(line: AsShotLine) -> AsShotLineAnswer:
    return AsShotLineAnswer(
        kind=line.kind.value if line.kind is not None else "",
        line=line.line or "",
        after=line.after or "",
        name=line.name,
        part=line.part or "",
        written=line.written,
        said=line.said,
        business=line.business,
        evidence=[
            EvidenceAnswer(
                take=e.take,
                slate=e.slate,
                start_ms=e.span.start_ms if e.span is not None else None,
                timecode=e.timecode,
                confidence=e.confidence,
                confirmed_by=e.confirmed_by,
            )
            for e in line.evidence
        ],
    )


def owed_answer(found: Owing) -> OwedAnswer:
    """What is owed."""
    return OwedAnswer(
        scenes=[
            SceneOwedAnswer(scene=s.number, complete=s.complete, parts=[_part(p) for p in s.parts])
            for s in found.scenes
        ],
        handed=list(found.handed),
        findings=finding_answers(found.findings),
    )


def _part(part: PartOwed) -> PartOwedAnswer:
    return PartOwedAnswer(
        target=part.target,
        label=part.label,
        shot=part.shot,
        complete=part.complete,
        lines=[
            LineOwedAnswer(
                line=line.line,
                name=line.name,
                text=line.text,
                needed=line.needed.value,
                covered=line.covered.value,
                owed=line.owed,
                takes=list(line.takes),
                formerly=line.formerly,
            )
            for line in part.lines
        ],
    )
