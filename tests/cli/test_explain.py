"""``intercut explain`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tests.cli.conftest import Run

from intercut.actions.answers import ANSWERS
from intercut.cli.main import main


@pytest.fixture(scope="module")
def kitchen(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kitchen with its facts and a plan."""
    path = tmp_path_factory.mktemp("kitchen") / "kitchen.intercut"
    folder = examples / "kitchen"
    script, facts = folder / "kitchen.fountain", folder / "kitchen.facts.yaml"
    assert main(["new", str(path), "--script", str(script), "--facts", str(facts)]) == 0
    assert main(["plan", str(path), "--iterations", "200", "--threads", "1"]) == 0
    return path


def is_of_its_schema(answer: dict[str, object]) -> None:
    record, version = ANSWERS[str(answer["schema"])]
    assert answer["version"] == version
    fields = {k: v for k, v in answer.items() if k not in {"schema", "version"}}
    TypeAdapter(record).validate_python(fields)


def test_why_gives_every_date_with_rules_or_money(kitchen: Path, run: Run) -> None:
    done = run("explain", kitchen, "why", "9")
    assert done.code == 0
    assert "as it stands" in done.out
    assert "Tue 9 Nov 2027" in done.out
    answer = run("explain", kitchen, "why", "9", "--json").answer
    is_of_its_schema(answer)
    rows = answer["strips"][0]["rows"]
    assert [r["date"] for r in rows] == [f"2027-11-{n:02}" for n in range(8, 13)]
    assert all(r["broken"] or r["cost"] is not None for r in rows)


def test_move_gives_both_prices_with_their_labels(kitchen: Path, run: Run) -> None:
    done = run("explain", kitchen, "move", "9", "2027-11-11", "--iterations", "80")
    assert done.code == 0
    assert "as it stands" in done.verdict
    assert "after repair" in done.verdict
    answer = run("explain", kitchen, "move", "9", "2027-11-11", "--iterations", "80", "--json")
    is_of_its_schema(answer.answer)
    strip = answer.answer["strips"][0]
    assert strip["repaired"]["label"] == "after repair"
    assert len(strip["best"]) == 3


def test_infeasible_says_that_everything_fits(kitchen: Path, run: Run) -> None:
    done = run("explain", kitchen, "infeasible", "--iterations", "40")
    assert done.code == 0
    assert done.verdict == "everything fits"


def test_infeasible_ends_with_3_and_names_the_facts(
    examples: Path, tmp_path: Path, run: Run
) -> None:
    folder, film = examples / "kitchen", tmp_path / "never.intercut"
    facts = (folder / "kitchen.facts.yaml").read_text()
    offered = "availability: 2027-11-09..2027-11-11"
    assert offered in facts
    own = tmp_path / "never.yaml"
    own.write_text(facts.replace(offered, "availability: 2027-11-12"))
    run("new", film, "--script", folder / "kitchen.fountain", "--facts", own)
    done = run("explain", film, "infeasible", "--iterations", "40")
    assert done.code == 3
    assert "Joan Pettifer can be had Fri 12 Nov 2027 only." in done.out
    assert "agent" in done.out
    answer = run("explain", film, "infeasible", "--iterations", "40", "--json").answer
    is_of_its_schema(answer)
    assert answer["verdict"] == "irreducible"
    assert all(fact["shown"] and fact["sources"] for fact in answer["facts"])
    assert answer["ways"]


def test_gap_says_what_a_cheaper_plan_could_save(kitchen: Path, run: Run) -> None:
    done = run("explain", kitchen, "gap", "--iterations", "60")
    assert done.code == 0
    assert "at least" in done.out
    is_of_its_schema(run("explain", kitchen, "gap", "--iterations", "60", "--json").answer)


def test_key_points_lead_to_rows_of_the_answer(kitchen: Path, run: Run) -> None:
    answer = run("explain", kitchen, "why", "11", "--json").answer
    for strip in answer["strips"]:
        ids = {row["id"] for row in strip["rows"]}
        assert strip["key_points"]
        assert all(set(p["evidence"]) <= ids for p in strip["key_points"])


@pytest.mark.parametrize(
    ("tokens", "says"),
    [
        (["why"], "it is not said what to explain"),
        (["why", "99"], "there is no scene '99'"),
        (["move", "9"], "it is not said what to explain"),
        (["move", "9", "soon"], "'soon' is not a date"),
        (["move", "9", "2030-01-01"], "outside the shoot"),
        (["sideways"], "sideways"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    kitchen: Path, run: Run, tokens: list[str], says: str
) -> None:
    done = run("explain", kitchen, *tokens)
    assert done.code == 2
    assert says.casefold() in done.err.casefold()
    assert "Traceback" not in done.err


def test_cy_who_may_only_read_is_told_no_prices(kitchen: Path, run: Run) -> None:
    done = run("explain", kitchen, "why", "9", "--as", "reader")
    assert done.code == 2
    assert "may not" in done.err
    assert "Pettifer" not in done.err
