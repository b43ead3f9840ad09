from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from intercut.domain.facts import Facts
from intercut.domain.ids import StripId
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.errors import NotFound, Stale, Unwritable
from intercut.store import library
from intercut.store.library import Library
from intercut.store.records import ScriptFile


def breakdown(title: str) -> Breakdown:
    return Breakdown(title=title, scenes=(), roles=(), sets=(), pages=3)


def test_new_film_holds_what_it_was_made_from(tmp_path: Path) -> None:
    script = ScriptFile(name="kitchen.fountain", data=b"INT. KITCHEN - DAY\n", episode="203")
    with library.create(
        tmp_path / "film.intercut",
        breakdown=breakdown("Kitchen"),
        who="Ada",
        facts=Facts(currency="EUR"),
        facts_text="currency: EUR # ours\n",
        scripts=(script,),
        plans={"from the AD": Plan(boneyard=(StripId("1"),))},
    ) as film:
        state = film.state()
        assert (state.title, state.revision) == ("Kitchen", 1)
        assert state.breakdown == breakdown("Kitchen")
        assert state.facts == Facts(currency="EUR")
        assert state.facts_text == "currency: EUR # ours\n"
        assert film.scripts() == (script,)
        assert film.boards.get("from the AD").plan.boneyard == ("1",)
        assert film.boards.current() == "from the AD"


def test_every_revision_can_be_read_again(kept: Library) -> None:
    first = kept.scripts()
    white = ScriptFile(name="white.fdx", data=b"<white/>")
    blue = ScriptFile(name="blue.fdx", data=b"<blue/>")
    kept.revise(who="Bo", why="script in", what="script", scripts=(white,))
    kept.revise(who="Ada", why="rates", what="facts", facts=Facts(currency="USD"), facts_text="x")
    kept.revise(
        who="Bo", why="blue draft", what="script", scripts=(blue,), breakdown=breakdown("Kitchen 2")
    )
    assert [kept.scripts(n) for n in (1, 2, 3, 4)] == [first, (white,), (white,), (blue,)]
    assert [kept.state(n).facts.currency for n in (1, 2, 3, 4)] == [None, None, "USD", "USD"]
    assert [kept.state(n).breakdown.title for n in (3, 4)] == ["Kitchen", "Kitchen 2"]
    assert kept.state().title == "Kitchen 2"
    assert [(r.number, r.who, r.why, r.what) for r in kept.revisions()][1:] == [
        (2, "Bo", "script in", "script"),
        (3, "Ada", "rates", "facts"),
        (4, "Bo", "blue draft", "script"),
    ]
    assert all(r.at.tzinfo == dt.UTC for r in kept.revisions())


def test_title_people_give_stands_over_the_scripts(kept: Library) -> None:
    kept.revise(who="Ada", why="title", what="facts", facts=Facts(title="The Kitchen"))
    assert kept.title() == "The Kitchen"


def test_unknown_revision_is_refused(kept: Library) -> None:
    with pytest.raises(NotFound, match="no revision 9"):
        kept.state(9)


def test_second_to_save_is_told(kept: Library) -> None:
    seen = kept.version()
    kept.revise(who="Ada", why="a", what="facts", facts=Facts(currency="EUR"), expected=seen)
    with pytest.raises(Stale, match="somebody saved first"):
        kept.revise(who="Bo", why="b", what="facts", facts=Facts(currency="USD"), expected=seen)
    assert kept.state().facts.currency == "EUR"


def test_failed_write_leaves_everything_as_it_was(kept: Library) -> None:
    kept.boards.add("main", Plan(), who="Bo")
    before = (kept.state(), kept.boards.get("main"), kept.version())

    def write() -> None:
        other = Plan(boneyard=(StripId("1"),))
        with kept.writing() as row:
            kept.boards.replace_within(row, "main", other, who="Bo", made={})
            row.title = "never"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert (kept.state(), kept.boards.get("main"), kept.version()) == before


def test_boards_follow_a_new_draft_in_the_same_write(kept: Library) -> None:
    kept.boards.add("main", Plan(boneyard=(StripId("12"),)), who="Bo")
    kept.revise(
        who="Bo",
        why="blue draft",
        what="script",
        breakdown=breakdown("Kitchen"),
        plans={"main": Plan(boneyard=(StripId("12A"),))},
    )
    assert kept.boards.get("main").plan.boneyard == ("12A",)
    assert kept.boards.undo("main", who="Bo").plan.boneyard == ("12",)


def test_closing_leaves_one_single_file(film: Library, tmp_path: Path) -> None:
    film.revise(who="Ada", why="x", what="facts", facts=Facts(currency="EUR"))
    film.close()
    film.close()
    assert [p.name for p in tmp_path.iterdir()] == ["film.intercut"]


def test_two_films_are_open_at_once(film: Library, tmp_path: Path) -> None:
    with library.create(tmp_path / "b.intercut", breakdown=breakdown("B"), who="Dee") as other:
        other.revise(who="Dee", why="x", what="facts", facts=Facts(currency="USD"))
        assert film.state().facts.currency is None
        assert (film.title(), other.title()) == ("Kitchen", "B")


def test_two_programs_work_in_one_film(film: Library) -> None:
    assert film.path is not None
    with library.open(film.path) as other:
        other.boards.add("main", Plan(), who="Bo")
        assert film.boards.names() == ("main",)
        film.boards.replace("main", Plan(boneyard=(StripId("3"),)), who="Ada")
        assert other.boards.get("main").plan.boneyard == ("3",)


def test_film_is_never_made_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "film.intercut"
    path.write_text("precious")
    with pytest.raises(Unwritable, match="exists already"):
        library.create(path, breakdown=breakdown("B"), who="Ada")
    assert path.read_text() == "precious"


def test_film_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="no folder"):
        library.create(tmp_path / "none" / "f.intercut", breakdown=breakdown("B"), who="Ada")


def test_failed_making_leaves_nothing(tmp_path: Path) -> None:
    broken = ScriptFile(name="x", data=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        library.create(
            tmp_path / "film.intercut", breakdown=breakdown("B"), who="Ada", scripts=(broken,)
        )
    assert list(tmp_path.iterdir()) == []


def test_odd_file_names_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "50% off? #2 é.intercut"
    with library.create(path, breakdown=breakdown("Odd"), who="Ada"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with library.open(path) as film:
        assert film.title() == "Odd"
