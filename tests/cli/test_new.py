from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.store import library

Run = Callable[..., Any]


def test_script_becomes_a_film(run: Run, script: Path, tmp_path: Path) -> None:
    film = tmp_path / "rooms.intercut"
    done = run("new", film, "--script", script)
    assert done.code == 0
    assert done.verdict.startswith(f"{film}: 3 scenes, ")
    assert "Nobody said when you shoot" in done.err
    with library.open(film) as kept:
        assert kept.scripts()[0].data == script.read_bytes()
        assert [s.number for s in kept.state().breakdown.scenes] == ["1", "2", "3"]


def test_what_needs_an_eye_is_shown_the_surest_first(
    run: Run, script: Path, tmp_path: Path
) -> None:
    script.write_text("INT. BAR - DAY\n\nA BICYCLE falls.\n\nANN\nHm.\n\nANNE\nYes.\n")
    answer = run("new", tmp_path / "f.intercut", "--script", script, "--json").answer
    sure = [p["confidence"] for p in answer["proposals"]]
    assert sure
    assert sure == sorted(sure, reverse=True)


def test_json_answer_is_the_only_word_on_stdout(run: Run, script: Path, tmp_path: Path) -> None:
    film = tmp_path / "rooms.intercut"
    done = run("new", film, "--script", script, "--json")
    assert done.answer["schema"] == "intercut.new"
    assert (done.answer["film"], done.answer["scenes"]) == (str(film), 3)


def test_season_carries_its_episodes(run: Run, script: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.fountain"
    second.write_bytes(script.read_bytes())
    film = tmp_path / "season.intercut"
    run("new", film, "--script", script, "--episode", "201", "--script", second, "--episode", "202")
    with library.open(film) as kept:
        numbers = [s.number for s in kept.state().breakdown.scenes]
        assert numbers == ["201-1", "201-2", "201-3", "202-1", "202-2", "202-3"]
        assert [s.episode for s in kept.scripts()] == ["201", "202"]


def test_film_that_exists_is_never_written_over(run: Run, script: Path, film: Path) -> None:
    before = film.read_bytes()
    done = run("new", film, "--script", script)
    assert (done.code, done.out) == (2, "")
    assert "exists already" in done.err
    assert film.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "no script is named"),
        (["--script", "none.fdx"], "no file none.fdx"),
        (["--script", "SCRIPT", "--episode", "1", "--episode", "2"], "1 script came with 2"),
        (["--script", "SCRIPT", "--facts", "none.yaml"], "no file none.yaml"),
    ],
)
def test_wrong_use_leaves_no_film(
    run: Run, script: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    film = tmp_path / "f.intercut"
    done = run("new", film, *(o.replace("SCRIPT", str(script)) for o in options))
    assert done.code == 2
    assert said in done.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rooms.fountain"]


def test_huge_file_is_refused_before_it_is_read(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.fountain"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    done = run("new", tmp_path / "f.intercut", "--script", huge)
    assert done.code == 2
    assert "100 MB" in done.err


def test_error_in_the_facts_makes_no_film(run: Run, script: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("performers:\n  - name: Ada\n    roles: [NOBODY]\n    rat: 100\n")
    film = tmp_path / "f.intercut"
    done = run("new", film, "--script", script, "--facts", facts)
    assert done.code == 1
    assert "facts.yaml, line 4" in done.err
    assert "was not made" in done.verdict
    assert not film.exists()


def test_facts_come_with_the_film(run: Run, script: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("production:\n  title: Three Rooms\n  currency: USD # for now\n")
    film = tmp_path / "f.intercut"
    assert run("new", film, "--script", script, "--facts", facts).code == 0
    with library.open(film) as kept:
        assert kept.title() == "Three Rooms"
        assert kept.state().facts_text == facts.read_text()


def test_a_list_of_strips_numbers_its_cast_by_size_of_part(run: Run, tmp_path: Path) -> None:
    board = tmp_path / "board.csv"
    board.write_text(
        'Scene,INT/EXT,Set,D/N,Pages,Cast\n1,INT,PUB,DAY,2/8,JON\n2,INT,PUB,DAY,6/8,"MARA, JON"\n'
        "3,EXT,QUAY,DAY,3/8,MARA\n4,EXT,QUAY,DAY,1 1/8,MARA\n"
    )
    film = tmp_path / "film.intercut"
    done = run("new", film, "--board", board)
    assert done.code == 0, done.err
    shown = run("show", "board", film)
    assert "cast: 1 MARA, 2 JON" in shown.out
    assert "?" not in shown.out


def test_one_page_is_one_page(run: Run, tmp_path: Path) -> None:
    board = tmp_path / "board.csv"
    board.write_text("Scene,INT/EXT,Set,D/N,Pages,Cast\n1,INT,PUB,DAY,1,JON\n")
    assert ", 1 page in eighths, " in run("new", tmp_path / "film.intercut", "--board", board).out
