"""Findings on stderr: errors first, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from intercut.actions.words import plural
from intercut.cli.screen import Screen
from intercut.domain.finding import Finding, Level

_STYLE: Final = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "dim"}
_MOST_NOTES: Final = 20


def tell(screen: Screen, findings: Sequence[Finding], *, notes: bool = True) -> None:
    """Say what was found; of notes not more than a screenful, of errors everything."""
    shown = 0
    for level in Level:
        for finding in (f for f in findings if f.level is level):
            if level is Level.NOTE:
                if not notes:
                    continue
                shown += 1
                if shown > _MOST_NOTES:
                    continue
            line = Text(f"{level.value}: ", style=_STYLE[level])
            line.append(str(finding), style="default")
            screen.talk(line)
    if shown > _MOST_NOTES:
        screen.say(f"... and {plural(shown - _MOST_NOTES, 'more note')}; --json lists all.")


def counted(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`; `3 notes` where that is all, else "nothing found"."""
    words = []
    for level in (Level.ERROR, Level.WARNING):
        n = sum(f.level is level for f in findings)
        if n:
            words.append(f"{n} {level.value}{'s' * (n != 1)}")
    notes = sum(f.level is Level.NOTE for f in findings)
    return ", ".join(words) or (plural(notes, "note") if notes else "nothing found")
