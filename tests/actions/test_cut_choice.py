"""Takes chosen for lines of the cut: kept in the log, taken back, carried to a new draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cut.call_film import SCRIPT, called, end, log

import intercut as ic
from intercut.actions.cut_choice import choose_takes
from intercut.actions.office import KeptFilm
from intercut.actions.opening import open_film
from intercut.actions.set_log import take_log
from intercut.actions.stitching import stitch_scene
from intercut.cli.main import main
from intercut.cut import TrackKind
from intercut.domain.ids import RoleId
from intercut.domain.takes import LineChoice
from intercut.errors import NotAllowed, NotFound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The call, with a second take of Ann's end: the later one is the best by itself."""
    path = called(tmp_path)
    with ic.open(path) as film:
        scene = next(s for s in film.production.scenes if s.parts)
        ann = next(p.id for p in scene.parts if p.on_camera[0] == RoleId("ANN"))
        log(film, *end(scene.id, ann, 0, "ANN", "11:00:00:00", take=2))
    return path


@pytest.fixture
def film(path: Path) -> Iterator[KeptFilm]:
    """Opened by its owner."""
    with open_film(path, name="Ada") as film:
        yield film


def takes_of(film: KeptFilm) -> dict[str, str]:
    clips = stitch_scene(film, "2").cut.clips(TrackKind.SOUND)
    return {c.line: c.take.slate for c in clips if c.line is not None}


def test_a_choice_is_there_when_the_film_is_opened_again(path: Path) -> None:
    with open_film(path, name="Ada") as film:
        best = takes_of(film)["2.1"]
        done = choose_takes(film, "2", {"2.1": best.replace("/2", "/1")})
        assert done.before == {"2.1": ""}
    with open_film(path, name="Bo") as film:
        now = takes_of(film)
        assert now["2.1"] == best.replace("/2", "/1")
        assert now["2.3"] == best


def test_what_was_before_takes_it_back_and_nothing_is_lost(film: KeptFilm) -> None:
    best = takes_of(film)
    other = best["2.1"].replace("/2", "/1")
    first = choose_takes(film, "2", {"1": other, "2.3": other})
    assert first.chosen == {"2.1": other, "2.3": other}
    back = choose_takes(film, "2", first.before)
    assert (takes_of(film), back.chosen) == (best, {})
    again = choose_takes(film, "2", back.before)
    assert again.chosen == first.chosen
    kept = [e for e in film.library.takes.all() if isinstance(e.item, LineChoice)]
    assert len(kept) == 6
    assert {e.by for e in kept} == {"Ada"}


def test_choosing_what_stands_already_writes_nothing(film: KeptFilm) -> None:
    count = len(film.library.takes.all())
    choose_takes(film, "2", {"2.1": ""})
    assert len(film.library.takes.all()) == count


def test_a_choice_the_cut_cannot_follow_any_more_is_told(film: KeptFilm) -> None:
    from intercut.actions.logging_takes import withdraw

    other = takes_of(film)["2.1"].replace("/2", "/1")
    choose_takes(film, "2", {"2.1": other})
    withdraw(film, other, "logged by mistake")
    told = [f for f in stitch_scene(film, "2").findings if f.code == "cut.choice_gone"]
    assert [other in f.message for f in told] == [True]
    assert takes_of(film)["2.1"].endswith("/2")


def test_a_line_that_moves_in_a_new_draft_keeps_its_take(path: Path, tmp_path: Path) -> None:
    with open_film(path, name="Ada") as film:
        other = takes_of(film)["2.3"].replace("/2", "/1")
        choose_takes(film, "2", {"2.3": other})
    new = SCRIPT.replace("ANN\nGood night.", "MAGPIE\nIt is late here.\n\nANN\nGood night.")
    (tmp_path / "call.fountain").write_text(new, encoding="utf-8")
    with ic.open(path) as office:
        office.revise(tmp_path / "call.fountain")
    with open_film(path, name="Ada") as film:
        scene = next(s for s in film.assembly().production.scenes if s.parts)
        assert take_log(film).chosen(scene.id) == {"2.4": other}
        assert takes_of(film)["2.4"] == other


@pytest.mark.parametrize(
    ("line", "take", "said"),
    [("2.9", "2pt1/A/1", "no line"), ("2.1", "2pt1/Z/1", "no usable take"), ("x", "", "no line")],
)
def test_what_is_not_there_is_refused(film: KeptFilm, line: str, take: str, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        choose_takes(film, "2", {line: take})


@pytest.mark.parametrize("role", ["reader", "second_ad", "performer"])
def test_who_may_not_stitch_may_not_choose(path: Path, role: str) -> None:
    with open_film(path, name="Cy", seen_as=role) as film, pytest.raises(NotAllowed):
        choose_takes(film, "2", {"2.1": ""})


def test_the_command_line_chooses_and_every_later_cut_follows(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_film(path, name="Ada") as film:
        other = takes_of(film)["2.1"].replace("/2", "/1")
    main(["stitch", str(path), "--scene", "2", "--choose", f"2.1={other}"])
    with open_film(path, name="Ada") as film:
        assert takes_of(film)["2.1"] == other
    main(["stitch", str(path), "--scene", "2", "--choose", "2.1="])
    with open_film(path, name="Ada") as film:
        assert takes_of(film)["2.1"] != other
    capsys.readouterr()
    assert main(["stitch", str(path), "--scene", "2", "--choose", "2.1"]) == 2
    assert "names no take" in capsys.readouterr().err
