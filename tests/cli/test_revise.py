from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.domain.assemble import assemble
from intercut.store import library

Run = Callable[..., Any]

SECOND = """Title: Two Rooms

INT. KITCHEN - NIGHT #3#

BEN
It was the oven.

EXT. STREET - DAY

A van. Nobody in it.

INT. KITCHEN - DAY #1#

ANN
Is it done?

BEN
Nearly. Give me an hour.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """3 came to the front, a street is new, 1 says more, 2 is gone."""
    path = tmp_path / "blue.fountain"
    path.write_text(SECOND)
    return path


def test_new_draft_is_laid_onto_the_old(run: Run, film: Path, draft: Path) -> None:
    done = run("revise", film, "--script", draft, "--json")
    assert done.code == 0
    answer = done.answer
    assert sorted([*answer["moved"], *answer["changed"], *answer["kept"]]) == ["1", "3"]
    assert answer["omitted"] == ["2"]
    assert len(answer["added"]) == 1
    assert answer["added"][0] not in {"1", "2", "3"}
    with library.open(film) as kept:
        scenes = kept.state().breakdown.scenes
        assert [s.number for s in scenes if not s.omitted] == ["3", answer["added"][0], "1"]
        assert len({s.id for s in scenes}) == 4


def test_what_people_decided_stays(run: Run, film: Path, draft: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("scenes:\n  - scene: 1\n    minutes: 200\n  - scene: 2\n    minutes: 77\n")
    assert run("facts", film, "--set", facts).code == 0
    run("revise", film, "--script", draft)
    assert run("facts", film).out == facts.read_text()
    scene = run("show", "scene", film, "1").out
    assert "3 h 20" in scene
    assert "facts.yaml, line 2" in scene


def test_words_say_what_became_of_each_scene(run: Run, film: Path, draft: Path) -> None:
    done = run("revise", film, "--script", draft)
    assert done.verdict.startswith("revision 2: ")
    assert "1 omitted" in done.verdict
    assert "omitted: 2" in done.out


def test_same_draft_again_keeps_everything(run: Run, film: Path, script: Path) -> None:
    answer = run("revise", film, "--script", script, "--json").answer
    assert (answer["kept"], answer["added"], answer["omitted"]) == (["1", "2", "3"], [], [])


def test_scene_that_comes_back_is_the_old_one(
    run: Run, film: Path, draft: Path, script: Path
) -> None:
    with library.open(film) as kept:
        first = {s.number: s.id for s in kept.state().breakdown.scenes}
    run("revise", film, "--script", draft)
    answer = run("revise", film, "--script", script, "--json").answer
    assert answer["added"] == ["2"]
    with library.open(film) as kept:
        now = {s.number: s.id for s in kept.state().breakdown.scenes if not s.omitted}
    assert now == first


def test_facts_set_after_a_draft_keep_its_scenes(
    run: Run, film: Path, draft: Path, tmp_path: Path
) -> None:
    run("revise", film, "--script", draft)
    with library.open(film) as kept:
        before = [(s.id, s.number, s.omitted) for s in kept.state().breakdown.scenes]
    facts = tmp_path / "facts.yaml"
    facts.write_text("production:\n  kind: single-camera drama\n")
    assert run("facts", film, "--set", facts).code == 0
    with library.open(film) as kept:
        assert [(s.id, s.number, s.omitted) for s in kept.state().breakdown.scenes] == before


def test_draft_that_cannot_be_read_changes_nothing(run: Run, film: Path, tmp_path: Path) -> None:
    before = film.read_bytes()
    done = run("revise", film, "--script", tmp_path / "none.fdx")
    assert done.code == 2
    assert film.read_bytes() == before


def test_season_asks_which_episode(run: Run, script: Path, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.fountain"
    other.write_text("INT. BARN - DAY #1#\n\nHay.\n")
    film = tmp_path / "season.intercut"
    run("new", film, "--script", script, "--episode", "201", "--script", other, "--episode", "202")
    unclear = run("revise", film, "--script", draft)
    assert unclear.code == 2
    assert "--episode" in unclear.err
    unknown = run("revise", film, "--script", draft, "--episode", "209")
    assert "It has: 201, 202" in unknown.err
    answer = run("revise", film, "--script", draft, "--episode", "201", "--json").answer
    assert answer["omitted"] == ["201-2"]
    assert all(number.startswith("201-") for number in answer["added"])
    with library.open(film) as kept:
        numbers = [s.number for s in kept.state().breakdown.scenes if not s.omitted]
        assert numbers[-1] == "202-1"


MORE_OF_BEN = """Title: Two Rooms

INT. KITCHEN - DAY #1#

ANN
Is it done?

EVE
Is it?

INT. CELLAR - DAY

BEN
One.

EVE
Two.

BEN
Three.

BEN
Four.

EVE
Five.

EVE
Six.

BEN
Seven.
"""


def numbers_in(film: Path) -> dict[str, str]:
    with library.open(film) as kept:
        state = kept.state()
        production = assemble(state.breakdown, state.facts).production
        return {r.name: r.board_number for r in production.roles}


def test_numbers_go_by_size_of_part_until_they_are_published(
    run: Run, film: Path, tmp_path: Path
) -> None:
    assert numbers_in(film) == {"ANN": "2", "BEN": "1"}
    draft = tmp_path / "blue.fountain"
    draft.write_text(MORE_OF_BEN)
    run("revise", film, "--script", draft)
    assert numbers_in(film) == {"ANN": "3", "BEN": "2", "EVE": "1"}


def test_published_numbers_stay_with_their_roles(run: Run, film: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "roles:\n  - name: WAITER\nscenes:\n  - {scene: 1, cast: [{role: WAITER, presence: seen}]}\n"
    )
    done = run("facts", film, "--set", facts)
    assert done.code == 0, done.err
    before = numbers_in(film)
    assert before == {"ANN": "2", "BEN": "1", "WAITER": "3"}
    run("plan", film, "--iterations", "5")
    published = run("publish", film, "--out", tmp_path / "papers", "--documents", "csv")
    assert published.code == 0, published.err
    draft = tmp_path / "blue.fountain"
    draft.write_text(MORE_OF_BEN)
    done = run("revise", film, "--script", draft)
    assert done.code == 0, done.err
    assert numbers_in(film) == {**before, "EVE": "4"}
    facts.write_text(
        "roles:\n  - name: BUTLER\n  - name: WAITER\nscenes:\n"
        "  - {scene: 1, cast: [{role: WAITER, presence: seen}, {role: BUTLER, presence: seen}]}\n"
    )
    done = run("facts", film, "--set", facts)
    assert done.code == 0, done.err
    assert numbers_in(film) == {**before, "EVE": "4", "BUTLER": "5"}
