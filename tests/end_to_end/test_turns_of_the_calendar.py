"""A small film shot over New Year, over a leap day, and through the nights the clocks change."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import python_calamine

Run = Callable[..., Any]

LONDON = ZoneInfo("Europe/London")
SETS = ("FERRY - SALOON", "FERRY - DECK")

FACTS = """production: {{title: The Turn, currency: GBP, kind: short}}
bases:
  - {{name: Hull, timezone: Europe/London, latitude: 53.74, longitude: -0.33}}
places:
  - {{name: The Ferry, base: Hull, sets: [FERRY - SALOON, FERRY - DECK], fee_day: 100}}
units:
  - {{name: Main, base: Hull, normal_day: 10 h, longest_day: 13 h, day_cost: 1000, lights: [day, split, night]}}
calendar:
  dates: {dates}
  days_off: {off}
  country: GB
  subdivision: ENG
  extra_days: {extra}
performers:
  - {{name: Ann Ash, roles: IDA, availability: {dates}, pay: {{kind: daily, rate: 200, hold_paid: yes}}}}
  - {{name: Bea Birk, roles: PER, availability: {dates}, pay: {{kind: weekly, rate: 700}}}}
scenes:
  - {{scene: 2, minutes: 280}}
  - {{scene: 4, minutes: 280}}
pins:
{pins}
"""


def script() -> str:
    """Eight scenes for two, each half a page; every second one at night on deck."""
    written = ["Title: The Turn"]
    for n in range(1, 9):
        heading = f"EXT. {SETS[1]} - NIGHT" if n % 2 == 0 else f"INT. {SETS[0]} - DAY"
        said = "\n\n".join(
            f"{who}\nOne more line about the water and the way it goes."
            for who in ("IDA", "PER", "IDA")
        )
        written.append(f"{heading} #{n}#\n\nIda and Per wait.\n\n{said}")
    return "\n\n".join(written) + "\n"


TURNS = {
    "new year": ("2027-12-29..2028-01-04", "[]", "[2028-01-01]", "2027-12-31"),
    "leap day": ("2028-02-27..2028-03-02", "[sunday]", "[]", "2028-02-29"),
    "clocks forward": ("2028-03-23..2028-03-28", "[]", "[]", "2028-03-25"),
    "clocks back": ("2027-10-28..2027-11-02", "[]", "[]", "2027-10-30"),
}
"""Dates of the shoot, weekdays off, dates worked all the same, and the date of the long night."""


@pytest.fixture(params=TURNS)
def turn(request: pytest.FixtureRequest) -> tuple[str, str, str, str]:
    found: tuple[str, str, str, str] = TURNS[request.param]
    return found


@pytest.fixture
def film(run: Run, tmp_path: Path, turn: tuple[str, str, str, str]) -> Path:
    """Two scenes by night on the date in question, two the shooting day after, and the rest."""
    dates, off, extra, night = turn
    held = date.fromisoformat(night)
    later = {"2027-12-31": 1, "2028-02-29": 1, "2028-03-25": 2, "2027-10-30": 2}[night]
    pins = [(2, held), (4, held), (1, held + timedelta(days=later))]
    text = FACTS.format(
        dates=dates,
        off=off,
        extra=extra,
        pins="\n".join(f"  - {{target: {n}, date: {at}}}" for n, at in pins),
    )
    facts, draft = tmp_path / "turn.yaml", tmp_path / "turn.fountain"
    facts.write_text(text)
    draft.write_text(script())
    path = tmp_path / "turn.intercut"
    done = run("new", path, "--script", draft, "--facts", facts)
    assert done.code == 0, done.err
    done = run("plan", path, "--iterations", 60, "--json")
    assert done.code == 0, done.err
    assert done.answer["status"] in {"optimal", "feasible"}
    return path


def moments(text: str) -> list[tuple[datetime, datetime]]:
    """From and to of each timed event of a calendar, read by hand: RFC 5545 without a library."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found = []
    for event in re.findall(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", unfolded, re.DOTALL):
        ends = dict(
            re.findall(
                r"^(DTSTART|DTEND)(?:;TZID=Europe/London)?:(\d{8}T\d{6}Z?)\r?$", event, re.MULTILINE
            )
        )
        if len(ends) == 2:
            begins, stops = (_moment(ends[k]) for k in ("DTSTART", "DTEND"))
            found.append((begins, stops))
    return found


def _moment(written: str) -> datetime:
    zone = UTC if written.endswith("Z") else LONDON
    return (
        datetime.strptime(written.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
    )


def test_plan_papers_and_calendars_agree_where_the_calendar_turns(
    run: Run, film: Path, turn: tuple[str, str, str, str], tmp_path: Path
) -> None:
    first, last = map(date.fromisoformat, turn[0].split(".."))
    night = turn[3]
    check = run("check", film, "--json")
    assert check.code == 0, check.err
    board = run("show", "board", film, "--json").answer
    days = {d["date"]: d for d in board["days"] if any(s["strip"] for s in d["strips"])}
    assert {"2", "4"} <= {s["strip"] for s in days[night]["strips"]}
    assert all(first <= date.fromisoformat(d) <= last for d in days)

    dood = run("dood", film, "--json").answer
    columns = dood["days"]
    assert columns == [
        (date.fromisoformat(columns[0]) + timedelta(days=n)).isoformat()
        for n in range(len(columns))
    ]
    worked = {
        row["name"]: [at for at, code in zip(columns, row["codes"], strict=True) if "W" in code]
        for row in dood["rows"]
    }
    assert worked == {"Ann Ash": sorted(days), "Bea Birk": sorted(days)}

    papers = tmp_path / "papers"
    done = run("publish", film, "--out", papers)
    assert done.code == 0, done.err
    assert "UserWarning" not in done.err
    rows = list(csv.DictReader((papers / "strips.csv").read_text("utf-8-sig").splitlines()))
    assert {r["Date"] for r in rows if r["Scene"] and r["Date"]} == set(days)
    uss = json.loads((papers / "schedule.uss").read_text())["universalScheduleStandard"]
    assert uss["calendars"]
    for book in ("stripboard", "oneliner", "dood"):
        sheets = python_calamine.load_workbook(papers / f"{book}.xlsx")
        cells = [
            c
            for n in sheets.sheet_names
            for r in sheets.get_sheet_by_name(n).to_python()
            for c in r
        ]
        assert any(str(date.fromisoformat(night).day) in str(c) for c in cells)

    # Each calendar's events are the person's calls and wraps, in real time.
    for who in ("Ann Ash", "Bea Birk"):
        text = (papers / f"calendar-{who.lower().replace(' ', '-')}.ics").read_bytes().decode()
        found = moments(text)
        assert len(found) == len(days)
        for begins, ends in found:
            assert timedelta(hours=1) < ends - begins < timedelta(hours=13)
        local = {b.astimezone(LONDON).date().isoformat() for b, _ in found}
        assert local == set(days)
        # The long night is not over at two in the morning, when the clocks change.
        turned = [
            (b, e) for b, e in found if b.astimezone(LONDON).date() == date.fromisoformat(night)
        ]
        ((begins, ends),) = turned
        two = (datetime.fromisoformat(night) + timedelta(days=1, hours=1)).replace(tzinfo=UTC)
        assert begins < two < ends
        jump = begins.astimezone(LONDON).utcoffset() != ends.astimezone(LONDON).utcoffset()
        assert jump == (night in {"2028-03-25", "2027-10-30"})

    assert run("import", film, "--board", papers / "schedule.uss", "--name", "back").code == 0
    again = run("show", "board", film, "--board", "back", "--json").answer
    assert [
        (d["date"], [s["strip"] for s in d["strips"] if s["strip"]])
        for d in again["days"]
        if any(s["strip"] for s in d["strips"])
    ] == [(at, [s["strip"] for s in d["strips"] if s["strip"]]) for at, d in days.items()]
