"""``intercut together`` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tests.cli.conftest import Run

from intercut.actions.answers import ANSWERS
from intercut.cli.main import main

NEW = ("--set", "DINING ROOM", "--minutes", "30", "--iterations", "20", "--tries", "2")


@pytest.fixture(scope="module")
def kitchen(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kitchen with its facts and a plan."""
    path = tmp_path_factory.mktemp("kitchen") / "kitchen.intercut"
    folder = examples / "kitchen"
    script, facts = folder / "kitchen.fountain", folder / "kitchen.facts.yaml"
    assert main(["new", str(path), "--script", str(script), "--facts", str(facts)]) == 0
    assert main(["plan", str(path), "--iterations", "150", "--threads", "1"]) == 0
    return path


def test_everybody_in_one_new_scene(kitchen: Path, run: Run) -> None:
    done = run("together", kitchen, "--people", "Nell,Otto,Idris,Ruth", *NEW)
    assert done.code == 0
    assert "new scene of 30 minutes" in done.verdict
    answer = run("together", kitchen, "--people", "Nell,Ruth", *NEW, "--json").answer
    record, version = ANSWERS["intercut.together"]
    assert answer.pop("version") == version
    assert answer.pop("schema") == "intercut.together"
    TypeAdapter(record).validate_python(answer)
    assert {"price", "waived", "travel", "changes", "plan"} <= set(answer["ways"][0])
    assert answer["proof"] is None
    assert all(p["evidence"] for p in answer["key_points"])


def test_no_date_for_somebody_ends_with_3_and_says_why(kitchen: Path, run: Run) -> None:
    done = run("together", kitchen, "--people", "Nell,Ruth", *NEW, "--within", "2027-11-12")
    assert done.code == 3
    assert "can be had on none of the dates" in done.err
    assert "Widen the dates" in done.err


@pytest.mark.parametrize(
    ("tokens", "says"),
    [
        ([], "who is to be together"),
        (["--people", "Nell"], "who is to be together"),
        (["--people", "Nell,Nobody", "--set", "DINING ROOM", "--minutes", "9"], "nobody is called"),
        (
            ["--people", "Nell,Otto", "--set", "DINING", "--minutes", "9"],
            "Did you mean 'DINING ROOM'?",
        ),
        (["--scene", "99"], "there is no scene"),
        (["--people", "Nell,Otto", "--set", "KITCHEN"], "needs a set and its shooting time"),
        (["--people", "Nell,Otto", "--within", "soon"], "no date"),
        (["--people", "Nell,Otto", "--budget", "much"], "no amount"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    kitchen: Path, run: Run, tokens: list[str], says: str
) -> None:
    done = run("together", kitchen, *tokens)
    assert done.code == 2
    assert says in done.err
