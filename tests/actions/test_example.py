"""Every verb's action on the example, which has everything in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import intercut as ic
from intercut.access import Actor, Role
from intercut.actions.known import show_person, show_scene
from intercut.actions.office import KeptFilm
from intercut.actions.showing import show_board, show_day


@pytest.fixture(scope="module")
def film(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptFilm]:
    """Brownstone with its facts and a first plan."""
    folder = examples / "brownstone"
    with ic.new(
        tmp_path_factory.mktemp("film") / "brownstone.intercut",
        script=folder / "brownstone.fountain",
        facts=folder / "brownstone.facts.yaml",
        name="Ada",
    ) as made:
        made.plan(iterations=50, threads=1)
        office = made.office
        assert isinstance(office, KeptFilm)
        yield office


def test_everybody_and_every_scene_can_be_shown(film: KeptFilm) -> None:
    production = film.assembly().production
    for scene in production.scenes:
        known = show_scene(film, scene.number)
        assert known.name.startswith(scene.number)
        assert all(fact.value for fact in known.facts)
    for person in production.people:
        known = show_person(film, person.name)
        assert known.id == person.id
        assert "is" in [fact.what for fact in known.facts]


def test_facts_stand_with_where_they_came_from(film: KeptFilm) -> None:
    terms = next(f for f in show_person(film, "Inês Valente").facts if f.what == "terms")
    assert terms.value.startswith("run, EUR 9,500")
    assert "deal memo" in terms.sources[0].who
    away = next(f for f in show_person(film, "SABINE").facts if f.what == "can be had")
    assert [s.who for s in away.sources] == ["agent's mail", "casting"]
    apart = [f.value for f in show_person(film, "Inês Valente").facts if f.what == "kept apart"]
    assert apart == ["base: Judith Marlowe"]


def test_cameo_stays_a_secret(film: KeptFilm) -> None:
    seen = KeptFilm(library=film.library, actor=Actor(name="Cy", role=Role.SECOND_AD))
    production = film.assembly().production
    said = [str(show_scene(seen, scene.number)) for scene in production.scenes]
    said += [str(show_person(seen, p.name)) for p in production.people if not p.secret]
    said += [str(show_person(seen, p.code_name)) for p in production.people if p.secret]
    paper = show_board(seen).paper
    said.append(str(paper))
    said += [
        str(d.calls) for day in paper.days for d in show_day(seen, dt.date.fromisoformat(day.date))
    ]
    assert not [s for s in said if "blackwell" in s.casefold()]
    assert not [s for s in said if "kept apart" in s]
    with pytest.raises(ic.NotFound) as refused:
        show_person(seen, "Honor Blackwell")
    assert "Blackwell" not in refused.value.fix


def test_department_head_sees_dates_and_no_money(film: KeptFilm) -> None:
    seen = KeptFilm(library=film.library, actor=Actor(name="Cy", role=Role.HEAD_OF_DEPARTMENT))
    whats = [f.what for f in show_person(seen, "Judith Marlowe").facts]
    assert "terms" not in whats
    assert "plays" in whats


def test_assembly_is_made_again_only_when_script_or_facts_changed(film: KeptFilm) -> None:
    first = film.assembly()
    film.keep_board("copy", replace(film.board("main").plan), {})
    assert film.assembly() is first
    film.library.revise(who="Ada", why="looked at again", what="facts")
    assert film.assembly() is not first
    assert film.assembly() == first
