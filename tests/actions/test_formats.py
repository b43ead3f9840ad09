from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from intercut.actions.formats import register_formats
from intercut.actions.scripts import break_down_scripts, read_scripts
from intercut.domain.facts import Facts
from intercut.domain.ids import PersonId
from intercut.domain.scene import Breakdown
from intercut.publish.calendars import CalendarEntry, CalendarLedger
from intercut.script.read import read_script
from intercut.script.screenplay import Screenplay
from intercut.store import codec


@pytest.fixture(autouse=True)
def formats() -> None:
    register_formats()
    register_formats()


def test_screenplays_and_breakdowns_come_back(examples: Path) -> None:
    for path in sorted(examples.glob("*/*.fountain")):
        screenplay = read_script(path)
        assert codec.decode(codec.encode(screenplay), Screenplay) == screenplay
        breakdown = break_down_scripts(read_scripts([path]), Facts())
        assert codec.decode(codec.encode(breakdown), Breakdown) == breakdown


def test_real_screenplays_come_back(real_scripts: Path) -> None:
    for path in sorted(real_scripts.rglob("*.f*")):
        if path.suffix in {".fountain", ".fdx"}:
            screenplay = read_script(path)
            text = codec.encode(screenplay)
            assert codec.decode(text, Screenplay) == screenplay
            assert json.loads(text)["type"] == "screenplay"


def test_ledger_of_calendars_comes_back() -> None:
    entry = CalendarEntry(
        person=PersonId("ann"),
        date=dt.date(2027, 1, 4),
        uid="1f",
        sequence=2,
        fingerprint="ab",
        cancelled=True,
    )
    ledger = CalendarLedger(entries=(entry,))
    assert codec.decode(codec.encode(ledger), CalendarLedger) == ledger
