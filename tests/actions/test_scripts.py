from __future__ import annotations

from pathlib import Path

import pytest

from intercut.actions.scripts import (
    break_down_draft,
    break_down_scripts,
    findings_of,
    read_again,
    read_scripts,
)
from intercut.domain.facts import Facts
from intercut.domain.ids import SceneId
from intercut.errors import Unreadable

SCENE = "INT. ROOM {n} - DAY{number}\n\nANN\nLine {n}.\n\n"


def script(path: Path, *numbers: str) -> Path:
    """A script with a scene for each number; "" leaves it unnumbered."""
    path.write_text(
        "".join(
            SCENE.format(n=n, number=f" #{number}#" if number else "")
            for n, number in enumerate(numbers)
        )
    )
    return path


def test_episodes_are_the_numbers_in_the_names(tmp_path: Path) -> None:
    paths = [script(tmp_path / f"ep{n}_final.fountain", "1") for n in (203, 204)]
    assert [s.file.episode for s in read_scripts(paths)] == ["203", "204"]


def test_episodes_are_counted_where_names_say_nothing(tmp_path: Path) -> None:
    paths = [script(tmp_path / f"{n}.fountain", "1") for n in ("pilot", "finale")]
    assert [s.file.episode for s in read_scripts(paths)] == ["1", "2"]


def test_one_film_has_no_episode(tmp_path: Path) -> None:
    assert read_scripts([script(tmp_path / "draft3.fountain", "1")])[0].file.episode == ""


def test_episode_is_given_once(tmp_path: Path) -> None:
    paths = [script(tmp_path / f"{n}.fountain", "1") for n in ("a", "b")]
    with pytest.raises(Unreadable, match="an episode stands for two scripts"):
        read_scripts(paths, ["7", "7"])


def test_script_is_named_once(tmp_path: Path) -> None:
    path = script(tmp_path / "a.fountain", "1")
    with pytest.raises(Unreadable, match="is named twice"):
        read_scripts([path, path], ["7", "8"])


def test_bytes_that_are_kept_are_read_again(tmp_path: Path) -> None:
    read = read_scripts([script(tmp_path / "a.fountain", "1", "2")])
    assert read_again([s.file for s in read]) == read
    assert findings_of(read, break_down_scripts(read, Facts())) == ()


def test_breaking_down_again_changes_nothing(tmp_path: Path) -> None:
    read = read_scripts([script(tmp_path / "a.fountain", "1", "", "2")])
    first = break_down_scripts(read, Facts())
    assert break_down_scripts(read, Facts(), first) == first


def test_new_scene_never_takes_a_number_that_was_given(tmp_path: Path) -> None:
    before = break_down_scripts(
        read_scripts([script(tmp_path / "a.fountain", "1", "2", "3")]), Facts()
    )
    draft = read_scripts([script(tmp_path / "b.fountain", "1", "2", "3", "4")])
    carried = (SceneId("1"), None, SceneId("2"), SceneId("3"))
    now = break_down_draft(draft, Facts(), [carried], before)
    numbers = [s.number for s in now.scenes]
    assert numbers[0] == "1"
    assert numbers[2:] == ["2", "3"]
    assert numbers[1] == "1A"
    assert [s.id for s in now.scenes if s.id in {"1", "2", "3"}] == ["1", "2", "3"]


def test_scene_that_is_gone_stays_as_an_omitted_one_in_its_place(tmp_path: Path) -> None:
    before = break_down_scripts(
        read_scripts([script(tmp_path / "a.fountain", "1", "2", "3")]), Facts()
    )
    draft = read_scripts([script(tmp_path / "b.fountain", "1", "3")])
    now = break_down_draft(draft, Facts(), [(SceneId("1"), SceneId("3"))], before)
    assert [(s.number, s.omitted) for s in now.scenes] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]
    assert {r.id for r in now.roles} == {r.id for r in before.roles}
    sets = {s.id for s in now.sets}
    assert all(scene.set in sets for scene in now.scenes)
