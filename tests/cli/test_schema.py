from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from intercut.actions.answers import ANSWERS

Run = Callable[..., Any]


def test_every_schema_is_a_schema(run: Run) -> None:
    every = run("schema").answer
    assert set(every["answers"]) == {*ANSWERS, "intercut.breakdown"}
    for schema in (*every["answers"].values(), every["facts"]):
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ["plan", "intercut.plan", "facts", "breakdown"])
def test_one_schema_is_printed_alone(run: Run, name: str) -> None:
    assert "$schema" in run("schema", name).answer


def test_unknown_schema_is_told_which_there_are(run: Run) -> None:
    done = run("schema", "plam")
    assert done.code == 2
    assert "plan" in done.err


def test_breakdown_answers_as_its_schema_says(run: Run, examples: Path) -> None:
    schema = run("schema", "breakdown").answer
    for script in sorted(examples.glob("*/*.fountain")):
        jsonschema.validate(run("breakdown", script, "--json").answer, schema)
