"""``intercut replan`` as a person uses it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tests.cli.conftest import Run

from intercut.actions.answers import ANSWERS
from intercut.actions.opening import open_film
from intercut.cli.main import main
from intercut.domain.plan import PlacedStrip
from intercut.domain.strips import strips_of
from intercut.film import Film


@pytest.fixture(scope="module")
def made(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kitchen with its facts and a plan."""
    path = tmp_path_factory.mktemp("kitchen") / "kitchen.intercut"
    folder = examples / "kitchen"
    script, facts = folder / "kitchen.fountain", folder / "kitchen.facts.yaml"
    assert main(["new", str(path), "--script", str(script), "--facts", str(facts)]) == 0
    assert main(["plan", str(path), "--iterations", "1000", "--threads", "1"]) == 0
    return path


@pytest.fixture
def kitchen(made: Path, tmp_path: Path) -> Path:
    """A film of one's own."""
    return Path(shutil.copy(made, tmp_path / "kitchen.intercut"))


FROM = ("--from", "2027-11-10", "--iterations", "60")


def test_an_ill_performer_is_planned_around_and_everybody_told(kitchen: Path, run: Run) -> None:
    done = run("replan", kitchen, *FROM, "--away", "Idris:2027-11-10", "--call-price", "50")
    assert done.code == 0
    assert "Fewest phone calls" in done.out
    assert "not called Wed 10 Nov 2027" in done.out
    assert "kept as board main from 2027-11-10" in done.verdict
    with open_film(kitchen, name="Ada") as film:
        notes = {n.name: n.parent for n in film.library.boards.notes()}
        assert notes["main from 2027-11-10"] == "main"


def test_the_board_kept_holds_under_what_happened(kitchen: Path, run: Run) -> None:
    with open_film(kitchen, name="Ada") as office:
        film = Film(office)
        plan = film.board().plan
        begun = next(
            strip.number
            for day in plan.days
            if day.date < dt.date(2027, 11, 10)
            for entry in day.entries
            if isinstance(entry, PlacedStrip)
            for strip in strips_of(film.production)
            if strip.id == entry.strip and strip.eighths > 4
        )
    tokens = ("--unfinished", f"{begun}:2/8", "--lost", "2027-11-10")
    answer = run("replan", kitchen, *FROM, *tokens, "--json").answer
    record, version = ANSWERS["intercut.replan"]
    assert answer.pop("version") == version
    assert answer.pop("schema") == "intercut.replan"
    TypeAdapter(record).validate_python(answer)
    assert answer["owed"] == [f"{begun} (2/2)"]
    assert run("check", kitchen, "--board", answer["kept"]).code == 0


@pytest.mark.parametrize(
    ("tokens", "says"),
    [
        (["--away", "Idris"], "NAME:DATE..DATE"),
        (["--away", "Nobody:2027-11-10"], "nobody is called"),
        (["--unfinished", "6"], "SCENE:EIGHTHS"),
        (["--unfinished", "6:9"], "cannot be owed"),
        (["--lost", "tomorrow"], "not a date"),
        (["--call-price", "much"], "no amount"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(
    kitchen: Path, run: Run, tokens: list[str], says: str
) -> None:
    done = run("replan", kitchen, *FROM, *tokens)
    assert done.code == 2
    assert says in done.err
    assert run("show", "board", kitchen, "--json").answer["boards"] == ["main"]


LATER, ROOMY = re.compile(r"2027-11-12"), re.compile(r"^ +(away|availability):.*\n", re.MULTILINE)
"""The end of Kitchen's shoot, and when its people are not to be had."""


def test_the_coming_days_are_told_in_full_and_the_rest_is_counted(kitchen: Path, run: Run) -> None:
    """A week from the date on; --all says the rest too."""
    facts = kitchen.parent / "roomy.yaml"
    facts.write_text(ROOMY.sub("", LATER.sub("2027-11-30", run("facts", kitchen).out)), "utf-8")
    happened = ("--closed", "The Anchorage:2027-11-09..2027-11-18", "--no-keep")
    run("facts", kitchen, "--set", facts)
    short = run("replan", kitchen, "--from", "2027-11-09", "--iterations", "60", *happened)
    answer = run(
        "replan", kitchen, "--from", "2027-11-09", "--iterations", "60", *happened, "--json"
    )
    every = run("replan", kitchen, "--from", "2027-11-09", "--iterations", "60", *happened, "--all")
    found = answer.answer
    assert found["until"] == "2027-11-15"
    best = next(a for a in found["alternatives"] if a["id"] == found["best"])
    later = [t for t in best["told"] if t["later"]]
    assert later
    for person in best["told"]:
        dates = {*person["lost"], *person["gained"], *person["recalled"]}
        assert bool(person["soon"]) == any(d <= found["until"] for d in dates)
        assert bool(person["later"]) == any(d > found["until"] for d in dates)
        assert (person["soon"] in short.out) is True
        assert person["later"] in every.out
    soon = [bool(t["soon"]) for t in best["told"]]
    assert soon == sorted(soon, reverse=True)
    assert all(t["later"] not in short.out for t in later)
    assert f"{len(later)} p" in short.out
    assert "change" in short.out
    assert "--all" in short.out


def test_people_were_told_the_schedule_published_last(
    kitchen: Path, run: Run, tmp_path: Path
) -> None:
    """A board changed since nobody was told of: the calls are counted from the paper."""
    run("publish", kitchen, "--out", tmp_path / "paper", "--documents", "oneliner")
    happened = ("--away", "Idris:2027-11-10", "--call-price", "50")
    first = run("replan", kitchen, *FROM, *happened, "--json").answer
    assert "published" in first["told_by"]
    best = next(a for a in first["alternatives"] if a["id"] == first["best"])
    assert best["calls"]
    again = run("replan", kitchen, *FROM, "--board", first["kept"], *happened, "--json").answer
    kept = next(a for a in again["alternatives"] if a["id"] == again["best"])
    assert kept["calls"] == best["calls"]
    assert kept["told"] == best["told"]
