"""Everything odd about a take log, all at once; nothing in it is refused or lost for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.ids import LineId, SceneId
from intercut.domain.scene import Mode, Scene
from intercut.domain.spoken import ScriptLine
from intercut.domain.takes import (
    LogEntry,
    MatchKind,
    RollKind,
    Take,
    TakeLog,
    TakeStatus,
)

LONGEST_SECONDS: Final = 60 * 60
"""A take longer than this has its timecode wrong way round; our assumption."""


def check_log(
    log: TakeLog,
    scenes: Sequence[Scene],
    lines: Mapping[SceneId, Sequence[ScriptLine]],
    entries: Sequence[LogEntry] = (),
) -> Iterator[Finding]:
    """Findings of a log against the scenes it is of."""
    by_id = {s.id: s for s in scenes}
    yield from _twice(log, entries)
    yield from _rolls(log)
    for take in log.takes:
        where = Where(scene=by_id[take.scene].number if take.scene in by_id else take.scene)
        yield from _take(take, by_id.get(take.scene), where)
        known = {line.id for line in lines.get(take.scene, ())}
        yield from _lines(take, log, known, where)
    yield from _rates(log, by_id)
    yield from _matches(log, by_id)


def _twice(log: TakeLog, entries: Sequence[LogEntry]) -> Iterator[Finding]:
    slates: dict[object, list[Take]] = defaultdict(list)
    for take in log.takes:
        slates[take.slate, take.kind].append(take)
    for same in slates.values():
        if len(same) > 1:
            yield warning(
                "take.twice",
                f"Take {same[0].slate} is logged {len(same)} times.",
                Where(scene=same[0].slate.target, date=str(same[0].date)),
                "Both are kept: correct the slate of one, or withdraw it.",
            )
    for entry in entries:
        if "~" in entry.id and isinstance(entry.item, Take):
            yield warning(
                "take.two_versions",
                f"Take {entry.item.slate} was written down in two ways at once; the later counts.",
                Where(scene=entry.item.slate.target),
                "Look at both in the log and write it down again as it should be.",
            )


def _rolls(log: TakeLog) -> Iterator[Finding]:
    rolls = defaultdict(list)
    for roll in log.rolls:
        rolls[roll.kind, roll.name.casefold()].append(roll)
    for (kind, _), same in rolls.items():
        if len(same) > 1:
            dates = " and ".join(dict.fromkeys(str(r.date) for r in same))
            yield warning(
                "roll.twice",
                f"Two {kind.value} rolls are named {same[0].name} ({dates}).",
                Where(date=str(same[-1].date)),
                "Relabel one: the cutting room finds pictures by the roll's name.",
            )
    used = defaultdict(set)
    for take in log.takes:
        for recording in take.recordings:
            if recording.roll:
                used[recording.kind, recording.roll.casefold(), recording.roll].add(
                    (take.unit or "", str(take.date))
                )
    for (kind, name, shown), days in used.items():
        units = {unit for unit, _ in days}
        if len(units) > 1 and len(rolls.get((kind, name), ())) < 2:
            yield warning(
                "roll.twice",
                f"Two units shot on a {kind.value} roll named {shown} "
                f"({', '.join(sorted(filter(None, units))) or 'main'}).",
                Where(),
                "Relabel one: the cutting room finds pictures by the roll's name.",
            )


def _take(take: Take, scene: Scene | None, where: Where) -> Iterator[Finding]:
    if scene is None:
        yield error(
            "take.unknown_scene",
            f"Take {take.slate} is of scene {take.scene}, and the script has none of that number.",
            where,
            "Correct the slate; the take is kept.",
        )
        return
    if scene.omitted:
        yield warning(
            "take.omitted_scene",
            f"Take {take.slate} is of a scene that the script omits.",
            where,
            "Correct the slate, or bring the scene back into the script.",
        )
    if take.part is None and scene.parts and Mode.WHOLE not in scene.modes:
        ends = " or ".join(f"{scene.number}pt{p.number}" for p in scene.parts)
        yield warning(
            "take.which_end",
            f"Take {take.slate} does not say which end of scene {scene.number} it is of.",
            where,
            f"Slate it {ends}.",
        )
    if take.part is not None and take.part not in {p.id for p in scene.parts}:
        yield warning(
            "take.end_gone",
            f"Take {take.slate} is of an end that scene {scene.number} does not have now.",
            where,
            "It counts for no end: shoot its lines again, or split the scene as it was.",
        )
    if take.status is TakeStatus.NG and not take.reason:
        yield note(
            "take.no_reason",
            f"Take {take.slate} is no good and nobody says why.",
            where,
            "Note the reason: the cutting room looks there when nothing else will do.",
        )
    if take.tc_in is not None and take.tc_out is not None:
        long = take.seconds is not None and take.seconds > LONGEST_SECONDS
        if long:
            yield warning(
                "take.long",
                f"Take {take.slate} runs from {take.tc_in} to {take.tc_out}: in and out may be "
                "the wrong way round.",
                where,
                "Check the timecode; an out before the in counts as past midnight.",
            )
        elif take.tc_out.frames < take.tc_in.frames:
            yield note(
                "take.midnight",
                f"Take {take.slate} runs over midnight, from {take.tc_in} to {take.tc_out}.",
                where,
                "Nothing, if it did; else correct the timecode.",
            )
        by_hand = take.stopwatch_ms
        if by_hand is not None and take.seconds is not None and not long:
            apart = abs(take.seconds - by_hand / 1000)
            if apart > 10 and by_hand / 1000 > take.seconds:
                yield warning(
                    "take.stopwatch",
                    f"Take {take.slate} lasts {float(take.seconds):.0f} s by timecode and "
                    f"{by_hand / 1000:.0f} s by stopwatch.",
                    where,
                    "Correct the one that is wrong.",
                )


def _lines(take: Take, log: TakeLog, known: set[LineId], where: Where) -> Iterator[Finding]:
    unknown = [c.line for c in log.coverage(take) if c.line not in known]
    if unknown and known:
        yield warning(
            "take.unknown_line",
            f"Take {take.slate} covers line {unknown[0]}, which the script does not have"
            f"{f' (and {len(unknown) - 1} more)' if len(unknown) > 1 else ''}.",
            where,
            "Lines are numbered within their scene: see intercut owed FILE --scene "
            f"{take.slate.target}.",
        )
    covered = log.coverage(take) or log.hearing(take.id)
    if take.status.usable and known and not covered:
        yield note(
            "take.no_lines",
            f"Nobody says which lines take {take.slate} covers: it counts for none.",
            where,
            "Note its lines, or give its transcript: intercut hear FILE --transcript ...",
        )


def _rates(log: TakeLog, scenes: Mapping[SceneId, Scene]) -> Iterator[Finding]:
    rates: dict[SceneId, dict[str, Take]] = defaultdict(dict)
    for take in log.takes:
        if take.rate is not None:
            rates[take.scene].setdefault(str(take.rate), take)
    for scene, found in rates.items():
        if len(found) > 1:
            told = ", ".join(f"{rate} ({take.slate})" for rate, take in found.items())
            number = scenes[scene].number if scene in scenes else scene
            yield warning(
                "take.rates",
                f"Scene {number} is shot at {len(found)} frame rates: {told}.",
                Where(scene=number),
                "Right for slow motion; else tell both units one rate.",
            )


_MATCHED: Final = (MatchKind.LENS, MatchKind.HEIGHT, MatchKind.DISTANCE)


def _matches(log: TakeLog, scenes: Mapping[SceneId, Scene]) -> Iterator[Finding]:
    """Where the circled takes of two ends were not shot to match."""
    noted: dict[tuple[SceneId, MatchKind], dict[str, str]] = defaultdict(dict)
    for take in log.takes:
        if take.status is not TakeStatus.CIRCLED or take.part is None:
            continue
        set_up = next((s for s in log.set_ups if s.id == take.set_up), None)
        for kind in (*_MATCHED, MatchKind.EYELINE):
            value = take.match.value(kind) or (set_up.match.value(kind) if set_up else "")
            if value:
                noted[take.scene, kind].setdefault(take.slate.target, value)
    for (scene, kind), ends in noted.items():
        told = "; ".join(f"{target} {value}" for target, value in ends.items())
        number = scenes[scene].number if scene in scenes else scene
        if kind is MatchKind.EYELINE:
            sides = [s for v in ends.values() for s in ("left", "right") if s in v.casefold()]
            if len(sides) == len(ends) > 1 and len(set(sides)) == 1:
                yield warning(
                    "match.eyeline",
                    f"The ends of scene {number} look to the same side of the lens: {told}.",
                    Where(scene=number),
                    "Turn one of them: people who speak with each other look opposite ways.",
                )
        elif len({v.casefold() for v in ends.values()}) > 1:
            yield warning(
                "match.differs",
                f"The ends of scene {number} differ in {kind.value}: {told}.",
                Where(scene=number),
                "Match the end still to be shot, or tell the cutting room that it is meant.",
            )


def missing_media(log: TakeLog, found: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each file of the log that is nowhere; ``found`` are paths by name."""
    for take in log.takes:
        for recording in take.recordings:
            if recording.media and recording.media not in found:
                kind = "picture" if recording.kind is RollKind.CAMERA else "sound"
                yield warning(
                    "take.media_missing",
                    f"The {kind} of take {take.slate} is not there: {recording.media}.",
                    Where(file=recording.media, scene=take.slate.target),
                    "Copy it beside the film, or name its folder.",
                )
