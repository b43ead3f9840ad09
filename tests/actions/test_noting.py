"""What the first end noted to match arrives on every paper of whoever shoots the other."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import intercut as ic
from intercut.actions.known import show_scene
from intercut.actions.logging_takes import read_take_file
from intercut.actions.noting import notes_of
from intercut.actions.office import KeptFilm
from intercut.actions.publishing import publish_board
from intercut.actions.set_log import take_log
from intercut.actions.set_reports import script_as_shot, what_is_owed
from intercut.actions.showing import show_board
from intercut.domain.completion import owing_scenes
from intercut.domain.handover import handed_by, handed_to, strip_notes
from intercut.domain.production import Pin
from intercut.domain.takes import TakeStatus
from intercut.publish.pdf import pdf

WANTED = "match 17pt1"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[KeptFilm]:
    """Brownstone on a board; Lisbon has shot Sabine's end of the call and noted what to match."""
    folder = examples / "brownstone"
    with ic.new(
        tmp_path_factory.mktemp("noting") / "b.intercut",
        script=folder / "brownstone.fountain",
        facts=folder / "brownstone.facts.yaml",
        name="Bo",
    ) as made:
        made.plan(iterations=200, threads=1)
        assert isinstance(made.office, KeptFilm)
        read_take_file(made.office, folder / "takes" / "lisbon.yaml")
        yield made.office


def text_of(path: Path) -> str:
    """Everything written in a spreadsheet, a CSV or a calendar (its folded lines joined)."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
    return path.read_text("utf-8-sig").replace("\r\n ", "").replace("\n ", "").replace("\\;", ";")


def test_what_to_match_is_on_every_paper_of_the_other_end(film: KeptFilm, tmp_path: Path) -> None:
    issued = publish_board(film, tmp_path)
    papers = {p.name: p for p in issued.files}
    for name in ("stripboard.xlsx", "oneliner.xlsx", "strips.csv"):
        assert WANTED in text_of(papers[name]), name
    clara = next(p for n, p in papers.items() if n.startswith("calendar-judith"))
    assert f"17pt2: {WANTED}" in text_of(clara)
    rows = list(csv.DictReader(io.StringIO(papers["strips.csv"].read_text("utf-8-sig"))))
    noted = {row["Scene"] for row in rows if WANTED in row["Notes"]}
    assert noted == {"17pt2"}
    paper = show_board(film).paper
    rows_noted = {r.number for d in paper.days for r in d.rows if any(WANTED in n for n in r.notes)}
    assert rows_noted == {"17pt2"}


def test_what_to_match_is_said_by_owed_show_and_the_script_as_shot(
    film: KeptFilm, tmp_path: Path
) -> None:
    (said,) = what_is_owed(film, "17").handed
    assert said.startswith(f"17pt2: {WANTED}: ")
    known = show_scene(film, "17")
    (fact,) = [f for f in known.facts if WANTED in f.value]
    assert "17pt1/" in str(fact.sources)
    out = tmp_path / "as.pdf"
    script_as_shot(film, scene="17", out=[out])
    assert out.stat().st_size


def test_only_usable_takes_hand_on_and_only_to_the_other_end(film: KeptFilm) -> None:
    log = take_log(film)
    scene = next(s for s in film.assembly().production.scenes if s.number == "17")
    first, second = scene.parts
    (handed,) = handed_by(scene, log)
    assert handed.part == first.id
    assert handed_to(scene, first.id, log) == ()
    assert handed_to(scene, second.id, log) == (handed,)
    spoiled = replace(log, takes=tuple(replace(t, status=TakeStatus.NG) for t in log.takes))
    assert handed_by(scene, spoiled) == ()


def test_an_end_shot_says_what_is_owed_and_the_other_that_it_is(film: KeptFilm) -> None:
    production, plan = film.assembly().production, film.board("").plan
    day = next(d for d in plan.days for e in d.strips if e.strip == "17pt1")
    shot = replace(
        production, pins=(*production.pins, Pin(target="17pt1", date=day.date, shot=True))
    )
    notes = strip_notes(shot, plan)
    ids = {str(k): v for k, v in notes.items()}
    assert "shot; owes 17pt2" in ids["17pt1"]
    assert any(n.startswith("owed: 17pt1") for n in ids["17pt2"])
    assert [c.number for c in owing_scenes(shot, plan)] == ["17"]
    assert strip_notes(production, plan) == {}
    assert notes_of(film, shot, plan)


def test_what_to_match_is_drawn_on_the_pages(film: KeptFilm) -> None:
    """The layouts print notes: a page with them is not the page without."""
    shown = show_board(film).paper
    plain = replace(
        shown,
        days=tuple(
            replace(d, rows=tuple(replace(r, notes=()) for r in d.rows)) for d in shown.days
        ),
    )
    for layout in ("stripboard", "oneliner"):
        assert pdf(shown, layout) != pdf(plain, layout)
