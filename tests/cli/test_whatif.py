"""``intercut whatif`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tests.cli.conftest import Run

from intercut.actions.answers import ANSWERS
from intercut.actions.opening import open_film


@pytest.fixture
def planned(film: Path, run: Run) -> Path:
    """The film of three scenes with a plan on board `main`."""
    assert run("plan", film, "--iterations", "5", "--threads", "1").code == 0
    return film


def test_each_what_if_becomes_a_child_of_the_board(planned: Path, run: Run) -> None:
    done = run("whatif", planned, "cut 3", "away Ann 2027-01-04", "--iterations", "5")
    assert done.code == 0
    assert "today" in done.out
    with open_film(planned, name="Ada") as film:
        notes = {n.name: n for n in film.library.boards.notes()}
        assert notes["main if cut 3"].parent == "main"
        assert notes["main if away Ann 2027-01-04"].parent == "main"
        assert film.library.boards.current() == "main"


def test_a_kept_what_if_is_judged_under_its_own_facts(planned: Path, run: Run) -> None:
    assert run("whatif", planned, "extra day 2027-01-09", "cut 3", "--iterations", "5").code == 0
    assert run("check", planned, "--board", "main if cut 3").code == 0
    answer = run("cost", planned, "--board", "main if cut 3", "--json").answer
    told = run("whatif", planned, "cut 3", "--iterations", "5", "--no-keep", "--json").answer
    assert answer["total"] == told["boards"][0]["figures"]["cost"]


def test_the_same_what_if_again_takes_its_board(planned: Path, run: Run) -> None:
    for _ in range(2):
        assert run("whatif", planned, "cut 3", "--iterations", "5").code == 0
    boards = run("show", "board", planned, "--json").answer["boards"]
    assert boards.count("main if cut 3") == 1


def test_chained_what_ifs_are_children_of_each_other(planned: Path, run: Run) -> None:
    assert run("whatif", planned, "cut 3", "cut 2", "--chain", "--iterations", "5").code == 0
    with open_film(planned, name="Ada") as film:
        notes = {n.name: n for n in film.library.boards.notes()}
        assert notes["main if cut 3; cut 2"].parent == "main if cut 3"


def test_the_answer_keeps_to_its_schema(planned: Path, run: Run) -> None:
    answer = run("whatif", planned, "cut 3", "--no-keep", "--iterations", "5", "--json").answer
    record, version = ANSWERS["intercut.whatif"]
    assert answer.pop("version") == version
    assert answer.pop("schema") == "intercut.whatif"
    TypeAdapter(record).validate_python(answer)
    assert run("show", "board", planned, "--json").answer["boards"] == ["main"]


def test_a_change_nobody_understands_changes_nothing(planned: Path, run: Run) -> None:
    done = run("whatif", planned, "cut 3", "fire Ann")
    assert done.code == 2
    assert "free NAME DATES" in done.err
    assert run("show", "board", planned, "--json").answer["boards"] == ["main"]


def test_bo_needs_a_board_first(film: Path, run: Run) -> None:
    done = run("whatif", film, "cut 3")
    assert done.code == 2
    assert "there is no board yet" in done.err.casefold()
