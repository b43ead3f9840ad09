"""A script in, a legal schedule out, all papers written; the board out, in again, and the same."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from intercut.actions.opening import open_film
from intercut.exchange.uss import write_uss

Run = Callable[..., Any]
Days = list[tuple[str, str, list[str]]]


def made(run: Run, folder: Path, script: Path, facts: Path, steps: int) -> Path:
    """A film that was planned: each command is fine."""
    film = folder / "film.intercut"
    done = run("new", film, "--script", script, "--facts", facts)
    assert done.code == 0, done.err
    done = run("plan", film, "--iterations", steps, "--json")
    assert done.code == 0, done.err
    assert done.answer["status"] in {"optimal", "feasible"}
    assert done.answer["bound"] is None or done.answer["bound"] <= done.answer["cost"]
    return film


def days_of(run: Run, film: Path, board: str) -> Days:
    """Date, unit and strips in order, of each day with strips."""
    answer = run("show", "board", film, "--board", board, "--json").answer
    found = [
        (d["date"], d["unit"], [s["strip"] for s in d["strips"] if s["strip"]])
        for d in answer["days"]
    ]
    return [d for d in found if d[2]]


def looked_at(run: Run, film: Path) -> None:
    """Every view agrees with the others."""
    check = run("check", film, "--json")
    assert check.code == 0, check.err
    cost = run("cost", film, "--json").answer
    dood = run("dood", film, "--json").answer
    assert check.answer["cost"] == cost["total"]
    assert sum(line["amount"] for line in cost["lines"]) == cost["total"]
    assert dood["rows"]
    days = days_of(run, film, "main")
    assert len({d for d, _, _ in days}) >= 1
    first = days[0]
    assert first[2][0] in run("show", "day", film, first[0]).out
    assert run("show", "person", film, dood["rows"][0]["name"]).code == 0


def published(run: Run, film: Path, folder: Path) -> None:
    """Every file is there and is what its name says."""
    done = run("publish", film, "--out", folder, "--json")
    assert done.code == 0, done.err
    names = {p.name for p in folder.iterdir()}
    for stem in ("stripboard", "oneliner", "dood"):
        assert (folder / f"{stem}.pdf").read_bytes().startswith(b"%PDF-")
        with zipfile.ZipFile(folder / f"{stem}.xlsx") as book:
            assert book.testzip() is None
            assert "xl/workbook.xml" in book.namelist()
    calendars = [n for n in names if n.endswith(".ics")]
    assert calendars
    for name in calendars:
        calendar = icalendar.Calendar.from_ical((folder / name).read_bytes())
        assert all(e.end > e.start for e in calendar.events)
    assert "universalScheduleStandard" in json.loads((folder / "schedule.uss").read_text())
    rows = list(csv.DictReader((folder / "strips.csv").read_text("utf-8-sig").splitlines()))
    assert sorted(r["Scene"] for r in rows if r["Date"] and r["Scene"]) == sorted(
        s for _, _, strips in days_of(run, film, "main") for s in strips
    )


def came_back(run: Run, film: Path, folder: Path, steps: int) -> None:
    """The board in both spellings is laid onto the film again and is the same board; it is
    judged, planned from, and comes back equal once more."""
    with open_film(film, name="Ada") as kept:
        production = kept.assembly().production
        plan = kept.board("main").plan
    for spelling in ("documented", "sample"):
        path = folder / f"{spelling}.uss"
        path.write_bytes(write_uss(production, [(spelling, plan)], spelling=spelling))
        assert run("import", film, "--board", path, "--json").answer["boards"]
        assert days_of(run, film, spelling) == days_of(run, film, "main")
    # The standard has neither calls nor the hours of fittings: those proposed break no rule that
    # the plan keeps, and a fitting is on the date it had.
    was = run("check", film, "--board", "documented", "--json")
    assert was.code == run("check", film, "--board", "main").code
    with open_film(film, name="Ada") as kept:
        dates = {e.event: e.date for e in plan.events}
        for spelling in ("documented", "sample"):
            back = kept.board(spelling).plan
            assert {e.event: e.date for e in back.events} == dates
    run(
        *("publish", film, "--board", "main", "--out", folder / "ours"),
        *("--documents", "uss", "--carry-calls"),
    )
    run("import", film, "--board", folder / "ours" / "schedule.uss", "--name", "ours")
    with open_film(film, name="Ada") as kept:
        assert kept.board("ours").plan == plan
    assert run("check", film, "--board", "ours").code == run("check", film, "--board", "main").code
    better = run(
        "plan", film, "--from", "documented", "--board", "better", "--iterations", steps, "--json"
    )
    assert better.code == 0, better.err
    assert better.answer["cost"] <= was.answer["cost"]
    run("publish", film, "--board", "better", "--out", folder / "again", "--documents", "uss")
    assert run("import", film, "--board", folder / "again" / "schedule.uss", "--name", "back").out
    assert days_of(run, film, "back") == days_of(run, film, "better")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "steps"), [("kitchen", 40), ("brownstone", 1500)])
def test_the_examples_go_from_script_to_paper_and_their_boards_there_and_back(
    run: Run, examples: Path, tmp_path: Path, name: str, steps: int
) -> None:
    folder = examples / name
    film = made(run, tmp_path, folder / f"{name}.fountain", folder / f"{name}.facts.yaml", steps)
    looked_at(run, film)
    published(run, film, tmp_path / "papers")
    came_back(run, film, tmp_path, steps)


@pytest.mark.slow
def test_the_long_script_goes_from_script_to_paper(
    run: Run, real_scripts: Path, tmp_path: Path
) -> None:
    from bench.longform import SCRIPT, longform_facts

    facts = tmp_path / "longform.yaml"
    facts.write_text(longform_facts(real_scripts))
    film = made(run, tmp_path, real_scripts / SCRIPT, facts, 20)
    looked_at(run, film)
    published(run, film, tmp_path / "papers")
    came_back(run, film, tmp_path, 20)


@pytest.mark.slow
@pytest.mark.parametrize("spelling", ["documented", "sample"])
def test_a_film_of_a_board_alone_has_its_strips_in_order_on_their_days(
    run: Run, kitchen: Path, tmp_path: Path, spelling: Any
) -> None:
    assert run("plan", kitchen, "--iterations", 5).code == 0
    with open_film(kitchen, name="Ada") as kept:
        path = tmp_path / "old.uss"
        path.write_bytes(
            write_uss(
                kept.assembly().production, [("old", kept.board("main").plan)], spelling=spelling
            )
        )
    film = tmp_path / "board.intercut"
    done = run("new", film, "--board", path)
    assert done.code == 0, done.err
    was, now = days_of(run, kitchen, "main"), days_of(run, film, "old")
    assert [strips for _, _, strips in now] == [strips for _, _, strips in was]
    assert run("check", film).code in {0, 1}
    assert "script" in done.err + done.out


def test_a_new_draft_keeps_what_people_decided(
    run: Run, kitchen: Path, examples: Path, tmp_path: Path
) -> None:
    text = run("facts", kitchen).out
    more = tmp_path / "more.yaml"
    more.write_text(
        text + "\npins:\n  - {target: 5, date: 2027-11-09}\n" if "\npins:" not in text else text
    )
    set_ = run("facts", kitchen, "--set", more)
    assert set_.code == 0, set_.err
    text = run("facts", kitchen).out
    with open_film(kitchen, name="Bo") as film:
        before = film.assembly().production
    draft = tmp_path / "blue.fountain"
    old = (examples / "kitchen" / "kitchen.fountain").read_text()
    draft.write_text(old.replace("mussels", "oysters").replace("pears", "plums"))
    assert draft.read_text() != old
    done = run("revise", kitchen, "--script", draft, "--json")
    assert done.code == 0, done.err
    assert done.answer["changed"]
    assert run("facts", kitchen).out == text
    with open_film(kitchen, name="Bo") as film:
        after = film.assembly().production
    assert [s.id for s in after.scenes] == [s.id for s in before.scenes]
    assert [s.eighths.override for s in after.scenes] == [s.eighths.override for s in before.scenes]
    assert (after.casting, after.pins, after.people) == (before.casting, before.pins, before.people)
