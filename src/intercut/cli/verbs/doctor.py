"""``intercut doctor``: this machine, and a film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from intercut.actions.answers import DoctorAnswer, HealthAnswer, as_json
from intercut.actions.health import examine_machine
from intercut.actions.words import plural
from intercut.cli.screen import Json, Screen
from intercut.domain.finding import Level

_STYLE: Final = {None: "green", Level.NOTE: "dim", Level.WARNING: "yellow", Level.ERROR: "bold red"}


def doctor(
    film: Annotated[Path | None, Parameter(help="A film to look at as well.")] = None,
    /,
    *,
    json: Json = False,
) -> int:
    """Check this machine (kernel, packages, fonts, disk, database, letters), and a film."""
    screen = Screen(json)
    checks = examine_machine(film)
    errors = sum(c.level is Level.ERROR for c in checks)
    if json:
        answer = DoctorAnswer(
            checks=[
                HealthAnswer(
                    name=c.name,
                    level=c.level.value if c.level else "ok",
                    text=c.text,
                    fix=c.fix,
                )
                for c in checks
            ]
        )
        screen.answer(as_json(answer))
        return int(errors > 0)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column("what", no_wrap=True)
    table.add_column("found")
    for check in checks:
        word = Text(check.level.value if check.level else "ok", style=_STYLE[check.level])
        table.add_row(word, check.name, f"{check.text} {check.fix}".strip())
    screen.show(table)
    warnings = sum(c.level is Level.WARNING for c in checks)
    if errors or warnings:
        screen.verdict(f"{plural(errors, 'error')}, {plural(warnings, 'warning')}")
    else:
        screen.verdict("everything is as it should be")
    return int(errors > 0)
