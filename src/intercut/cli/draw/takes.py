"""Takes, heard lines and owed lines as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.table import Table
from rich.text import Text

from intercut.domain.ids import LineId
from intercut.domain.spoken import (
    AsShotScene,
    Covered,
    HeardLine,
    LineOwed,
    Said,
    SceneOwed,
    ScriptLine,
)
from intercut.domain.takes import Take, TakeLog, TakeStatus
from intercut.publish.as_shot import evidence_text, mark_of

_STYLE: Final = {
    "added": "green",
    "business": "green",
    "changed": "yellow",
    "dropped": "red",
    "as written": "dim",
}


def take_table(log: TakeLog) -> Table:
    """The takes in the order of the log."""
    table = Table("Slate", "Status", "In", "Time", "Camera", "Sound", "Lines", "Notes", box=None)
    for take in log.takes:
        circled = take.status is TakeStatus.CIRCLED
        hearing = log.hearing(take.id)
        told = [take.reason, *(b.text for b in take.business), *(n.text for n in take.notes)]
        if hearing is not None:
            added = len(hearing.added())
            told.insert(1, f"heard{f', {added} added' if added else ''}")
        table.add_row(
            Text(str(take.slate), style="bold" if circled else ""),
            f"{take.status.value}{' PU' if take.kind.value == 'pick-up' else ''}",
            str(take.tc_in or ""),
            clock(take),
            take.camera_roll,
            take.sound_roll,
            str(len({c.line for c in log.coverage(take)}) or ""),
            "; ".join(filter(None, told)),
        )
    return table


def clock(take: Take) -> str:
    """How long a take is, as 3:10."""
    if take.seconds is None:
        return ""
    seconds = int(take.seconds)
    return f"{seconds // 60}:{seconds % 60:02d}"


def heard_table(
    take: Take, heard: Sequence[HeardLine], lines: Mapping[LineId, ScriptLine], *, everything: bool
) -> Table:
    """What was heard: all lines, or only what is not simply as written."""
    table = Table("No", "Line", "", "Said", "At", "Sure", box=None)
    for line in heard:
        plain = line.kind is Said.AS_WRITTEN and line.confidence >= 90
        if plain and not everything:
            continue
        at = take.clock_at(line.span.start_ms) if line.span is not None else None
        stamp = str(at) if at is not None else _minutes(line)
        sure = f"{line.confirmed_by}" if line.confirmed_by else f"{line.confidence} %"
        kind = "rejected" if line.rejected else line.kind.value
        if not line.chosen and line.line is not None:
            kind = f"attempt {line.attempt}"
        table.add_row(
            str(line.number),
            _place(line, lines),
            Text(kind, style=_STYLE.get(kind, "")),
            line.said or _written(line, lines),
            stamp,
            sure,
        )
    return table


def _place(line: HeardLine, lines: Mapping[LineId, ScriptLine]) -> str:
    if line.line is not None:
        known = lines.get(line.line)
        return f"{line.line} {known.name}" if known else line.line
    who = f" {', '.join(line.roles)}" if line.roles else ""
    return f"after {line.after or 'the start'}{who}"


def _written(line: HeardLine, lines: Mapping[LineId, ScriptLine]) -> str:
    known = lines.get(line.line) if line.line is not None else None
    return f"({' '.join(known.text.split())})" if known else ""


def _minutes(line: HeardLine) -> str:
    if line.span is None:
        return ""
    seconds = line.span.start_ms // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def as_shot_table(scene: AsShotScene) -> Table:
    """What was shot otherwise than written, in script order."""
    table = Table("Line", "", "Said", "Evidence", box=None)
    for line in scene.lines:
        if line.differs:
            mark = mark_of(line)
            place = line.line or f"after {line.after or 'the start'}"
            said = line.said or f"({' '.join(line.written.split())})"
            table.add_row(
                f"{place} {line.name}",
                Text(mark, style=_STYLE.get(mark, "")),
                said,
                evidence_text(line.evidence),
            )
    return table


def owed_table(scenes: Sequence[SceneOwed], *, everything: bool) -> Table:
    """What parts owe, line by line; with ``everything`` also what they have."""
    table = Table("Part", "Line", "Needed", "Covered", "Takes", box=None)
    for scene in scenes:
        for part in scene.parts:
            for line in part.lines:
                is_told = line.owed or (line.formerly and line.needed is not Covered.NOT_AT_ALL)
                if everything or is_told:
                    words = " ".join(line.text.split())
                    short = words if len(words) <= 48 else f"{words[:46]} …"
                    table.add_row(
                        part.target,
                        f"{line.line} {line.name}: {short}",
                        line.needed.value,
                        Text(_covered(line), style="red" if line.owed else ""),
                        ", ".join(line.takes),
                    )
    return table


def _covered(line: LineOwed) -> str:
    """How it is covered; in other words than it has now, where an earlier draft had others."""
    if not line.formerly:
        return line.covered.value
    return f"{line.covered.value}, as formerly written"
