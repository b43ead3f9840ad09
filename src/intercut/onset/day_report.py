"""What a day brought: shot, part shot, owed; minutes and pages against the plan; what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from intercut.domain.ids import PartId, SceneId
from intercut.domain.scene import Scene
from intercut.domain.spoken import PartOwed, SceneOwed
from intercut.domain.takes import RollKind, TakeKind, TakeLog, TakeStatus


class Progress(StrEnum):
    """How far a part is."""

    SHOT = "shot"
    PART_SHOT = "part shot"
    OWED = "owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStrip:
    """A strip as the board has it on the day."""

    number: str
    scene: SceneId
    part: PartId | None
    label: str
    eighths: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One strip, planned or shot beyond the plan.

    ``eighths`` is its credit; ``shot_eighths`` what is earned of it by the lines covered.
    ``screen_seconds`` is the longest usable take's running time a set-up, summed: what the cut
    may use. ``lines`` and ``covered`` count those it has to give.
    """

    number: str
    label: str
    planned: bool
    progress: Progress
    eighths: int
    shot_eighths: int
    minutes: int
    takes: int
    circled: int
    screen_seconds: int
    lines: int
    covered: int
    owed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """One unit-day as it went.

    ``planned_eighths``, ``shot_eighths`` of the day; ``total_eighths`` and ``left_eighths`` of the
    whole script. ``rolls`` are names by kind. ``rolled_seconds`` is everything recorded.
    """

    date: dt.date
    rows: tuple[DayRow, ...]
    planned_eighths: int
    shot_eighths: int
    planned_minutes: int
    rolled_seconds: int
    total_eighths: int
    left_eighths: int
    takes: int
    circled: int
    camera_rolls: tuple[str, ...]
    sound_rolls: tuple[str, ...]


def day_report(
    date: dt.date,
    planned: Sequence[PlannedStrip],
    scenes: Sequence[Scene],
    owed: Mapping[SceneId, SceneOwed],
    log: TakeLog,
) -> DayReport:
    """The report of a date, from the log and the strips planned on it.

    Parameters
    ----------
    owed
        What every scene owes, as `owed.owed` has it, over the whole log.
    """
    today = [t for t in log.takes if t.date == date]
    by_id = {s.id: s for s in scenes}
    rows = [
        _row(p, by_id.get(p.scene), owed.get(p.scene), log, date, planned=True) for p in planned
    ]
    known = {(p.scene, p.part) for p in planned}
    for take in today:
        key = (take.scene, take.part)
        scene = by_id.get(take.scene)
        if key in known or scene is None:
            continue
        known.add(key)
        part = next((p for p in scene.parts if p.id == take.part), None)
        beyond = PlannedStrip(
            number=take.slate.target,
            scene=take.scene,
            part=take.part,
            label=part.label if part else "",
            eighths=part.eighths if part else scene.eighths.value,
            minutes=part.minutes.minutes if part else scene.minutes.minutes,
        )
        rows.append(_row(beyond, scene, owed.get(take.scene), log, date, planned=False))
    total = sum(s.eighths.value for s in scenes if not s.omitted)
    done = sum(_earned(s, owed[s.id]) for s in scenes if not s.omitted and s.id in owed)
    return DayReport(
        date=date,
        rows=tuple(rows),
        planned_eighths=sum(p.eighths for p in planned),
        shot_eighths=sum(r.shot_eighths for r in rows),
        planned_minutes=sum(p.minutes for p in planned),
        rolled_seconds=round(sum((t.seconds or Fraction(0) for t in today), Fraction(0))),
        total_eighths=total,
        left_eighths=total - done,
        takes=len(today),
        circled=sum(t.status is TakeStatus.CIRCLED for t in today),
        camera_rolls=_rolls(log, date, RollKind.CAMERA),
        sound_rolls=_rolls(log, date, RollKind.SOUND),
    )


def _rolls(log: TakeLog, date: dt.date, kind: RollKind) -> tuple[str, ...]:
    used = (r.roll for t in log.takes if t.date == date for r in t.recordings if r.kind is kind)
    return tuple(dict.fromkeys(name for name in used if name))


def _row(
    strip: PlannedStrip,
    scene: Scene | None,
    found: SceneOwed | None,
    log: TakeLog,
    date: dt.date,
    *,
    planned: bool,
) -> DayRow:
    part = next((p for p in found.parts if p.part == strip.part), None) if found else None
    takes = [
        t for t in log.takes if t.scene == strip.scene and t.part == strip.part and t.date == date
    ]
    longest: dict[str, Fraction] = {}
    for take in takes:
        if take.status.usable and take.kind is not TakeKind.WILD and take.seconds is not None:
            name = take.slate.set_up
            longest[name] = max(longest.get(name, Fraction(0)), take.seconds)
    needed = [line for line in part.lines if _is_needed(line.needed.value)] if part else []
    return DayRow(
        number=strip.number,
        label=strip.label,
        planned=planned,
        progress=_progress(part),
        eighths=strip.eighths,
        shot_eighths=_credit(part, strip.eighths) if scene is not None else 0,
        minutes=strip.minutes,
        takes=len(takes),
        circled=sum(t.status is TakeStatus.CIRCLED for t in takes),
        screen_seconds=round(sum(longest.values(), Fraction(0))),
        lines=len(needed),
        covered=sum(not line.owed for line in needed),
        owed=tuple(line.line for line in needed if line.owed),
    )


def _is_needed(needed: str) -> bool:
    return needed != "not at all"


def _progress(part: PartOwed | None) -> Progress:
    if part is None or not part.shot:
        return Progress.OWED
    return Progress.SHOT if part.complete else Progress.PART_SHOT


def _credit(part: PartOwed | None, eighths: int) -> int:
    """Eighths earned: all of a part that is complete, else the share of its lines, rounded down."""
    if part is None or not part.shot:
        return 0
    if part.complete:
        return eighths
    needed = [line for line in part.lines if _is_needed(line.needed.value)]
    return eighths * sum(not line.owed for line in needed) // max(1, len(needed))


def _earned(scene: Scene, found: SceneOwed) -> int:
    if len(found.parts) == 1 and found.parts[0].part is None:
        return _credit(found.parts[0], scene.eighths.value)
    credits_ = {p.id: p.eighths for p in scene.parts}
    return sum(_credit(p, credits_.get(p.part, 0)) for p in found.parts if p.part is not None)
