from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import intercut as ic
from intercut.film import Film

SCRIPT = """Title: Two Rooms

INT. KITCHEN - DAY #1#

ANN
Is it <done>?

EXT. YARD - NIGHT #2#

Ann looks up.

INT. KITCHEN - NIGHT #3#

BEN
It was the oven.
"""

FACTS = b"""
production: {currency: EUR}
calendar: {dates: 2027-01-04..2027-01-29}
performers:
  - {name: Ada Quill, roles: [ANN], pay: {kind: daily, rate: 1000}}
  - {name: Bo Marsh, roles: [BEN], pay: {kind: daily, rate: 500}}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "rooms.fountain"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where `film` is kept."""
    return tmp_path / "rooms.intercut"


@pytest.fixture
def film(path: Path, script: Path) -> Film:
    """Three scenes, two people paid by the day."""
    made = ic.new(path, script=script)
    assert made.set_facts(FACTS).changed
    return made


def test_film_is_opened_planned_and_costed_in_three_lines(film: Film, path: Path) -> None:
    film.close()
    with ic.open(path) as opened:
        plan = opened.plan(iterations=50)
        sheet = plan.cost_sheet()
    assert plan.dood().rows
    with pytest.raises(ic.NotFound, match="was closed"):
        opened.plan(iterations=1)
    assert plan.legal
    assert sheet.total == plan.cost
    assert plan.bound is not None
    assert plan.bound <= plan.cost
    assert plan.days >= 1
    assert "no rule broken" in plan.verdict


def test_plain_data_needs_no_file(film: Film) -> None:
    same = ic.Film.from_parts(film.production)
    plan = same.plan(iterations=50, threads=1)
    assert plan.cost == film.plan(iterations=50, threads=1).cost
    assert same.boards == ("main",)
    assert same.board().plan == plan.plan
    assert same.check() == plan.judgement.findings
    with pytest.raises(ic.NotAllowed, match="plain data"):
        same.facts()
    same.close()


def test_plain_data_loads_no_database(root: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'src')\n"
        "import datetime as dt, intercut as ic\n"
        "from intercut.domain.calendar import Calendar, DateSpan\n"
        "from intercut.domain.rulebooks import NONE\n"
        "span = DateSpan(first=dt.date(2027, 1, 4), last=dt.date(2027, 1, 8))\n"
        "production = ic.Production(title='x', currency='EUR', calendar=Calendar(span=span), rulebook=NONE)\n"
        "film = ic.Film.from_parts(production)\n"
        "assert film.boards == ()\n"
        "assert 'django' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)


def test_plan_draws_itself_in_strip_colours(film: Film) -> None:
    html = film.plan(iterations=50)._repr_html_()
    assert html.count("<tr") == html.count("</tr>")
    assert "EXT NIGHT" in html
    assert "background:#bfe3c0" in html  # the green of a night outside
    assert "END OF DAY 1" in html
    assert not re.search(r"<(script|link|img)|https?:", html)


def test_drawing_lets_no_markup_through(tmp_path: Path) -> None:
    script = tmp_path / "odd.fountain"
    script.write_text("INT. <IMG SRC=X> & SONS - DAY\n\nRain.\n")
    with ic.new(tmp_path / "odd.intercut", script=script) as film:
        html = film.plan(iterations=10)._repr_html_()
    assert "<IMG" not in html
    assert "&lt;IMG SRC=X&gt; &amp; SONS" in html


def test_boards_are_compared(film: Film) -> None:
    first = film.plan(iterations=50, board="one")
    second = film.plan(iterations=0, board="two", seed=4)
    changes = first.compared_with(second)
    assert (changes.cost_before, changes.cost_after) == (first.cost, second.cost)
    assert film.boards == ("one", "two")
    assert film.keep(first.plan, "copy").cost == first.cost


def test_documents_are_written(film: Film, tmp_path: Path) -> None:
    files = film.plan(iterations=20).publish(tmp_path / "docs", documents=["csv"])
    assert [f.name for f in files] == ["strips.csv"]
    assert film.import_board(files[0], name="again").board == "again"


def test_facts_that_contradict_the_script_make_no_film(tmp_path: Path, script: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("performers:\n  - {name: Ada, roles: [NOBODY]}\n")
    with pytest.raises(ic.Unreadable, match="NOBODY"):
        ic.new(tmp_path / "f.intercut", script=script, facts=facts)
    assert not (tmp_path / "f.intercut").exists()


def test_what_is_known_comes_with_its_source(film: Film) -> None:
    film.plan(iterations=20)
    known = film.person("Ada Quill")
    assert "terms" in [f.what for f in known.facts]
    assert film.scene("2").days


def test_new_draft_comes_in(film: Film, script: Path) -> None:
    script.write_text(SCRIPT.replace("It was the oven.", "It was the cat."))
    assert film.revise(script).changed == ("3",)
    assert "Ada Quill" in film.facts()


def test_another_sees_only_what_is_theirs(film: Film, path: Path) -> None:
    film.plan(iterations=20)
    with ic.open(path, name="Cy", seen_as="reader") as seen, pytest.raises(ic.NotAllowed):
        seen.plan(iterations=1)


def test_film_works_inside_an_event_loop(film: Film) -> None:
    # As in a notebook, where every cell runs in one.
    import asyncio

    async def cell() -> str:
        return film.plan(iterations=5).board

    assert asyncio.run(cell()) == "main"


def test_every_public_name_is_there() -> None:
    for name in dir(ic):
        assert getattr(ic, name) is not None
