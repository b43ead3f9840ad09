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

import intercut as ic
from intercut.actions.board_view import arranged
from intercut.actions.opening import open_film

Run = Callable[..., Any]

SETS = ("FERRY - SALOON", "FERRY - DECK")

FACTS = """production: {{title: The Turn, currency: GBP, kind: short}}
bases:
  - {{name: Hull, timezone: {zone}, latitude: {north}, longitude: {east}}}
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


LONDON, NEW_YORK = "Europe/London", "America/New_York"
TURNS = {
    "new year": ("2027-12-29..2028-01-04", "[]", "[2028-01-01]", "2027-12-31", LONDON, 1),
    "leap day": ("2028-02-27..2028-03-02", "[sunday]", "[]", "2028-02-29", LONDON, 1),
    "clocks forward": ("2028-03-23..2028-03-28", "[]", "[]", "2028-03-25", LONDON, 2),
    "clocks back": ("2027-10-28..2027-11-02", "[]", "[]", "2027-10-30", LONDON, 2),
    "clocks forward in New York": ("2028-03-09..2028-03-14", "[]", "[]", "2028-03-11", NEW_YORK, 2),
    "clocks back in New York": ("2027-11-04..2027-11-09", "[]", "[]", "2027-11-06", NEW_YORK, 2),
}
"""Dates of the shoot, weekdays off, dates worked all the same, the date of the long night, the
zone, and how many days later the next work is pinned."""

CLOCKS = {
    "2028-03-25": "CLOCKS GO FORWARD  01:00+1 becomes 02:00+1",
    "2027-10-30": "CLOCKS GO BACK  02:00+1 becomes 01:00+1",
    "2028-03-11": "CLOCKS GO FORWARD  02:00+1 becomes 03:00+1",
    "2027-11-06": "CLOCKS GO BACK  02:00+1 becomes 01:00+1",
}
"""What stands on the board in the nights the clocks change."""

Turn = tuple[str, str, str, str, str, int]


@pytest.fixture(params=TURNS)
def turn(request: pytest.FixtureRequest) -> Turn:
    found: Turn = TURNS[request.param]
    return found


@pytest.fixture
def film(run: Run, tmp_path: Path, turn: Turn) -> Path:
    """Two scenes by night on the date in question, two the shooting day after, and the rest."""
    dates, off, extra, night, zone, later = turn
    held = date.fromisoformat(night)
    pins = [(2, held), (4, held), (1, held + timedelta(days=later))]
    text = FACTS.format(
        dates=dates,
        off=off,
        extra=extra,
        zone=zone,
        north=53.74 if zone == LONDON else 40.7,
        east=-0.33 if zone == LONDON else -74.0,
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


def moments(text: str, zone: str) -> list[tuple[datetime, datetime]]:
    """From and to of each timed event of a calendar, read by hand: RFC 5545 without a library."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found = []
    for event in re.findall(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", unfolded, re.DOTALL):
        ends = dict(
            re.findall(
                rf"^(DTSTART|DTEND)(?:;TZID={zone})?:(\d{{8}}T\d{{6}}Z?)\r?$", event, re.MULTILINE
            )
        )
        if len(ends) == 2:
            begins, stops = (_moment(ends[k], zone) for k in ("DTSTART", "DTEND"))
            found.append((begins, stops))
    return found


def _moment(written: str, zone: str) -> datetime:
    there = UTC if written.endswith("Z") else ZoneInfo(zone)
    wall = datetime.strptime(written.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=there)
    return wall.astimezone(UTC)


def on_the_wall(begins: datetime, minutes: int, zone: str, day: str) -> str:
    """What the wall shows so many minutes after a moment, worked out anew: `04:15+1`."""
    then = (begins.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    days = (then.date() - date.fromisoformat(day)).days
    return f"{then:%H:%M}" + (f"{days:+d}" if days else "")


def test_plan_papers_and_calendars_agree_where_the_calendar_turns(
    run: Run, film: Path, turn: Turn, tmp_path: Path
) -> None:
    first, last = map(date.fromisoformat, turn[0].split(".."))
    night, zone = turn[3:5]
    there = ZoneInfo(zone)
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
        found = moments(text, zone)
        assert len(found) == len(days)
        for begins, ends in found:
            assert timedelta(hours=1) < ends - begins < timedelta(hours=13)
        local = {b.astimezone(there).date().isoformat() for b, _ in found}
        assert local == set(days)
        # The long night is not over at two in the morning, when the clocks change.
        turned = [
            (b, e) for b, e in found if b.astimezone(there).date() == date.fromisoformat(night)
        ]
        ((begins, ends),) = turned
        two = (datetime.fromisoformat(night) + timedelta(days=1, hours=2)).replace(tzinfo=there)
        assert begins < two < ends
        jump = begins.astimezone(there).utcoffset() != ends.astimezone(there).utcoffset()
        assert jump == (night in CLOCKS)

    assert run("import", film, "--board", papers / "schedule.uss", "--name", "back").code == 0
    again = run("show", "board", film, "--board", "back", "--json").answer
    assert [
        (d["date"], [s["strip"] for s in d["strips"] if s["strip"]])
        for d in again["days"]
        if any(s["strip"] for s in d["strips"])
    ] == [(at, [s["strip"] for s in d["strips"] if s["strip"]]) for at, d in days.items()]


@pytest.mark.parametrize(
    "turn", [t for t in TURNS.values() if t[3] in CLOCKS], ids=lambda t: f"{t[4]} {t[3]}"
)
def test_every_door_says_what_the_wall_shows(
    run: Run, film: Path, turn: Turn, tmp_path: Path
) -> None:
    night, zone = turn[3:5]
    with ic.open(film) as opened:
        times = opened.board().timetable()
    (long,) = (d for d in times.days if str(d.date) == night)
    hours, minutes = divmod(long.call, 60)
    called = datetime.fromisoformat(f"{night}T{hours:02d}:{minutes:02d}").replace(
        tzinfo=ZoneInfo(zone)
    )

    def wall(at: int) -> str:
        return on_the_wall(called, at - long.call, zone, night)

    wrap = wall(long.wrap)
    even = f"{long.wrap // 60 % 24:02d}:{long.wrap % 60:02d}+1"
    assert wrap != even
    shots = {e.strip: (wall(e.start), wall(e.end)) for e in long.entries if e.strip}
    own = {p.person: (wall(p.call), wall(p.wrap)) for p in long.people}

    board = run("show", "board", film, "--json").answer
    (day,) = (d for d in board["days"] if d["date"] == night)
    assert day["wrap"] == wrap
    assert CLOCKS[night] in [s["banner"] for s in day["strips"]]
    drawn = run("show", "board", film).out
    assert f"to {wrap}" in drawn
    assert even not in drawn

    shown = run("show", "day", film, night, "--json").answer
    assert shown["wrap"] == wrap
    assert sorted((c["call"], c["wrap"]) for c in shown["calls"]) == sorted(own.values())
    for who, (call, ends) in zip(("Ann Ash", "Bea Birk"), own.values(), strict=True):
        assert f"call {call}, wrap {ends}" in run("show", "person", film, who).out
    strip, (start, end) = list(shots.items())[-1]
    assert f"{night} {start} to {end}" in run("show", "scene", film, strip).out

    papers = tmp_path / "papers"
    assert run("publish", film, "--out", papers).code == 0
    for name in ("stripboard", "oneliner"):
        book = python_calamine.load_workbook(papers / f"{name}.xlsx")
        whole = " ".join(
            str(cell)
            for sheet in book.sheet_names
            for row in book.get_sheet_by_name(sheet).to_python()
            for cell in row
        )
        assert wrap in whole
        assert even not in whole
        assert CLOCKS[night] in whole
    with open_film(film, name="Bo") as office:
        (page,) = (d for d in arranged(office).days if d.date == night)
    assert page.wrap == wrap
    assert {e.strip: (e.start, e.end) for e in page.entries} == shots
