"""Papers of the set: the script as shot, the lined script with its facing pages, the day report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.domain.handover import Handed
from intercut.domain.ids import LineId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.spoken import AsShotLine, ScriptLine
from intercut.domain.takes import Camera, RollKind, Take, TakeLog, TakeStatus
from intercut.domain.units import format_duration, format_eighths
from intercut.onset.day_report import DayReport, Progress
from intercut.onset.editors_log import comments
from intercut.onset.owed import covers
from intercut.publish.as_shot import ShotScene, evidence_text, mark_of
from intercut.publish.documents import Header
from intercut.publish.script_sheets import (
    Lane,
    ScriptRow,
    ScriptSheet,
    Table,
    lines_for,
    pages_of,
)
from intercut.script.screenplay import Element, Kind

MOST_LANES: Final = 14
"""Set-ups lined side by side on one page; more go onto a page of their own."""
MOST_OVER_LANE: Final = 10
"""Letters of take numbers that fit over a lane, beside its slate."""
_UNPRINTED: Final = frozenset(
    {Kind.NOTE, Kind.BONEYARD, Kind.SECTION, Kind.SYNOPSIS, Kind.PAGE_BREAK}
)
_SAID: Final = frozenset({Kind.DIALOGUE, Kind.LYRICS, Kind.PARENTHETICAL})

Free = Callable[[str], str]
"""Covers names a reader may not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaper:
    """Script pages, then tables; either may be missing."""

    header: Header
    key_points: tuple[KeyPoint, ...] = ()
    scenes: tuple[ScriptSheet, ...] = ()
    tables: tuple[Table, ...] = ()


def as_shot_paper(
    title: str,
    scenes: Sequence[tuple[ShotScene, Sequence[Element]]],
    *,
    dated: str,
    free: Free,
    handed: Sequence[Handed] = (),
) -> SetPaper:
    """The script as shot on paper, each change with its evidence beside it.

    Parameters
    ----------
    scenes
        Each with the elements it has in the script.
    handed
        What the ends shot give the others to match; it stands at the top.
    """
    changed = [a for shot, _ in scenes for a in shot.as_shot.lines if a.differs]
    points: tuple[KeyPoint, ...] = ()
    if changed:
        counts: dict[str, int] = {}
        for line in changed:
            counts[mark_of(line)] = counts.get(mark_of(line), 0) + 1
        told = ", ".join(f"{n} {what}" for what, n in counts.items())
        names = tuple(line.line or f"after {line.after}" for line in changed)
        points = (KeyPoint(text=f"Otherwise than written: {told}.", evidence=names),)
    points += tuple(
        KeyPoint(text=free(f"The other end is to {given}."), evidence=given.slates)
        for given in handed
    )[: MOST_POINTS - len(points)]
    sheets = tuple(
        _as_shot_sheet(shot, elements, free, () if n else points)
        for n, (shot, elements) in enumerate(scenes)
    )
    return SetPaper(
        header=Header(
            title=free(title), document="Script as shot", board=_numbers(scenes), dated=dated
        ),
        key_points=points,
        scenes=sheets,
    )


def _numbers(scenes: Sequence[tuple[ShotScene, Sequence[Element]]]) -> str:
    numbers = [shot.as_shot.number for shot, _ in scenes]
    return f"scene{'s' * (len(numbers) != 1)} {', '.join(numbers)}" if numbers else ""


def _as_shot_sheet(
    shot: ShotScene, elements: Sequence[Element], free: Free, points: Sequence[KeyPoint]
) -> ScriptSheet:
    cues = {shot.heading + line.cue: line for line in shot.lines}
    of_line = {a.line: a for a in shot.as_shot.lines if a.line is not None}
    after: dict[LineId | None, list[AsShotLine]] = {}
    for addition in shot.as_shot.lines:
        if addition.line is None:
            after.setdefault(addition.after, []).append(addition)
    rows: list[ScriptRow] = []
    current: ScriptLine | None = None
    told = False
    for element in elements:
        if element.kind in _UNPRINTED or element.inside is not None:
            continue
        if element.kind not in _SAID:
            if current is not None:
                rows += _additions(after.pop(current.id, ()), free)
            current = cues.get(element.index)
            told = False
        became = of_line.get(current.id) if current is not None else None
        mark = mark_of(became) if became is not None else ""
        if became is None or not mark or element.kind is Kind.CHARACTER:
            rows.append(_row(element, shot, current, free))
        elif mark == "dropped" or not told:
            text = element.text if mark == "dropped" else became.said
            if element.kind is Kind.PARENTHETICAL:
                rows.append(_row(element, shot, current, free))
                continue
            told = True
            beside = evidence_text(became.evidence)
            rows.append(ScriptRow(kind="dialogue", text=free(text), mark=mark, beside=free(beside)))
    if current is not None:
        rows += _additions(after.pop(current.id, ()), free)
    for first in (None, *after):
        rest = _additions(after.pop(first, ()), free)
        rows[1:1] = rest if first is None else []
        rows += [] if first is None else rest
    room, later = lines_for((), (p.text for p in points))
    return ScriptSheet(
        title=f"Scene {shot.as_shot.number}", pages=pages_of(rows, first=room, rest=later)
    )


def _additions(added: Sequence[AsShotLine], free: Free) -> Iterator[ScriptRow]:
    for line in added:
        beside = free(evidence_text(line.evidence))
        if line.business:
            text = f"{line.name}: {line.said}" if line.name else line.said
            yield ScriptRow(kind="action", text=free(text), mark="business", beside=beside)
        else:
            yield ScriptRow(kind="character", text=free(line.name), mark="added")
            yield ScriptRow(kind="dialogue", text=free(line.said), mark="added", beside=beside)


def _row(element: Element, shot: ShotScene, line: ScriptLine | None, free: Free) -> ScriptRow:
    number = str(line.number) if line is not None and element.kind is Kind.CHARACTER else ""
    if element.kind is Kind.HEADING:
        number = shot.as_shot.number
    return ScriptRow(kind=element.kind.value, text=free(element.text), number=number)


def lined_script(
    title: str,
    scenes: Sequence[tuple[ShotScene, Sequence[Element]]],
    log: TakeLog,
    *,
    dated: str,
    free: Free,
) -> SetPaper:
    """The lined script: a line down the page for each set-up, straight where the speaker is on
    camera, wavy where off; and the facing pages with every take."""
    sheets: list[ScriptSheet] = []
    for shot, elements in scenes:
        takes = [t for t in log.takes if t.scene == shot.as_shot.scene]
        set_ups: dict[tuple[str, str], list[Take]] = {}
        for take in takes:
            set_ups.setdefault((take.slate.target, take.slate.set_up), []).append(take)
        names = sorted(set_ups)
        for first in range(0, max(1, len(names)), MOST_LANES):
            some = names[first : first + MOST_LANES]
            lanes = [_lane(name, set_ups[name], log, free) for name in some]
            have = [_has(set_ups[name], log, shot.lines) for name in some]
            lines, rest = lines_for(lanes)
            rows = tuple(_lined_rows(shot, elements, have, free))
            last = first + MOST_LANES >= len(names)
            sheets.append(
                ScriptSheet(
                    title=f"Scene {shot.as_shot.number}",
                    lanes=tuple(lanes),
                    pages=pages_of(rows, first=lines, rest=rest),
                    facing=facing_page(shot.as_shot.number, takes, log, free) if last else None,
                )
            )
    return SetPaper(
        header=Header(
            title=free(title), document="Lined script", board=_numbers(scenes), dated=dated
        ),
        scenes=tuple(sheets),
    )


def _lane(name: tuple[str, str], takes: Sequence[Take], log: TakeLog, free: Free) -> Lane:
    set_up = next((s for s in log.set_ups if s.id == takes[0].set_up), None)
    # A circled take stands in a ring, as on paper.
    shown = [
        f"({t.slate.take})" if t.status is TakeStatus.CIRCLED else str(t.slate.take) for t in takes
    ]
    short = " ".join(shown)
    if len(short) > MOST_OVER_LANE:
        circled = " ".join(n for n in shown if n.startswith("("))
        short = f"1-{len(shown)} {circled}"
    if len(short) > MOST_OVER_LANE:
        short = f"{len(shown)} takes"
    return Lane(
        name=free(f"{name[0]}/{name[1]}"),
        takes=" ".join(shown),
        short=short,
        text=free(set_up.description if set_up is not None else ""),
    )


def _has(
    takes: Sequence[Take], log: TakeLog, lines: Sequence[ScriptLine]
) -> Mapping[LineId, Camera]:
    found: dict[LineId, Camera] = {}
    for take in takes:
        for line, on in covers(take, log, lines).items():
            if found.get(line) is not Camera.ON:
                found[line] = on
    return found


def _lined_rows(
    shot: ShotScene,
    elements: Sequence[Element],
    have: Sequence[Mapping[LineId, Camera]],
    free: Free,
) -> Iterator[ScriptRow]:
    """Rows with the state of each lane; action between two covered lines is covered too."""
    cues = {shot.heading + line.cue: n for n, line in enumerate(shot.lines)}
    at = -1
    in_speech = False
    for element in elements:
        if element.kind in _UNPRINTED or element.inside is not None:
            continue
        if element.index in cues:
            at, in_speech = cues[element.index], True
        elif element.kind not in _SAID:
            in_speech = False
        line = shot.lines[at] if in_speech and at >= 0 else None
        lanes = []
        for found in have:
            if line is not None:
                state = found.get(line.id)
                lanes.append(state.value if state is not None else "")
            else:
                before = shot.lines[at].id if at >= 0 else None
                after = shot.lines[at + 1].id if at + 1 < len(shot.lines) else None
                lanes.append("on" if before in found and after in found else "")
        row = _row(element, shot, line if element.index in cues else None, free)
        yield ScriptRow(kind=row.kind, text=row.text, number=row.number, lanes=tuple(lanes))


def facing_page(number: str, takes: Sequence[Take], log: TakeLog, free: Free) -> Table:
    """The take log of one scene, as it faces its script page."""
    return Table(
        title=f"Scene {number}: takes",
        columns=("Slate", "Status", "In", "Time", "Camera", "Sound", "Lens", "Comments"),
        widths=(11, 9, 10, 7, 8, 8, 7, 40),
        rows=tuple(_take_row(t, log, free) for t in takes),
    )


def _take_row(take: Take, log: TakeLog, free: Free) -> tuple[str, ...]:
    set_up = next((s for s in log.set_ups if s.id == take.set_up), None)
    seconds = take.seconds
    rolls = {
        kind: ", ".join(r.roll for r in take.recordings if r.kind is kind) for kind in RollKind
    }
    return (
        free(f"{take.slate}{' PU' if take.kind.value == 'pick-up' else ''}"),
        take.status.value,
        str(take.tc_in or ""),
        f"{int(seconds) // 60}:{int(seconds) % 60:02d}" if seconds is not None else "",
        free(rolls[RollKind.CAMERA]),
        free(rolls[RollKind.SOUND]),
        take.lens or (set_up.lens if set_up is not None else ""),
        free("; ".join(comments(take, log))),
    )


def day_paper(
    title: str, report: DayReport, log: TakeLog, *, unit: str, dated: str, free: Free
) -> SetPaper:
    """The day report: what was shot, part shot and owed, minutes and pages against the plan."""
    rows = report.rows
    by = {p: tuple(r.number for r in rows if r.progress is p) for p in Progress}
    points = [
        KeyPoint(
            text=f"{p.value.capitalize()}: {', '.join(numbers)}.".replace("..", "."),
            evidence=numbers,
        )
        for p, numbers in by.items()
        if numbers
    ]
    if not rows:
        points.append(
            KeyPoint(text="Nothing was planned and nothing was shot.", evidence=(str(report.date),))
        )
    everything = tuple(r.number for r in rows) or (str(report.date),)
    points.append(
        KeyPoint(
            text=f"Pages {format_eighths(report.shot_eighths)}{_planned(report)}; "
            f"{format_eighths(report.left_eighths)} of {format_eighths(report.total_eighths)} left.",
            evidence=everything,
        )
    )
    points.append(
        KeyPoint(
            text=f"{report.takes} takes, {report.circled} circled, "
            f"{report.rolled_seconds // 60} min {report.rolled_seconds % 60} s recorded"
            f"{_on(report)}.",
            evidence=everything,
        )
    )
    takes = [t for t in log.takes if t.date == report.date]
    return SetPaper(
        header=Header(
            title=free(title), document=f"Day report {report.date}", board=unit, dated=dated
        ),
        key_points=tuple(points),
        tables=(
            Table(
                title="Scenes and parts",
                columns=(
                    "Strip", "Part", "Progress", "Pages", "shot", "Planned", "Cut", "Takes",
                    "Lines", "Owed",
                ),
                widths=(9, 18, 10, 7, 7, 9, 7, 8, 8, 17),
                rows=tuple(
                    (
                        r.number if r.planned else f"{r.number} *",
                        free(r.label),
                        r.progress.value,
                        format_eighths(r.eighths),
                        format_eighths(r.shot_eighths),
                        format_duration(r.minutes),
                        f"{r.screen_seconds // 60}:{r.screen_seconds % 60:02d}",
                        f"{r.takes} ({r.circled})",
                        f"{r.covered} of {r.lines}",
                        _some(r.owed),
                    )
                    for r in rows
                ),
            ),
            Table(
                title="Takes of the day",
                columns=("Slate", "Status", "In", "Time", "Camera", "Sound", "Lens", "Comments"),
                widths=(11, 9, 10, 7, 8, 8, 7, 40),
                rows=tuple(_take_row(t, log, free) for t in takes),
            ),
        ),
    )  # fmt: skip


def _planned(report: DayReport) -> str:
    if not any(r.planned for r in report.rows):
        return " shot, none planned"
    return f" of {format_eighths(report.planned_eighths)} planned"


def _on(report: DayReport) -> str:
    rolls = [*report.camera_rolls, *report.sound_rolls]
    return f" on {', '.join(rolls)}" if rolls else ""


def _some(lines: Sequence[str]) -> str:
    shown = ", ".join(lines[:6])
    return f"{shown} and {len(lines) - 6} more" if len(lines) > 6 else shown
