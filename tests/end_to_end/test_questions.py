"""Every question on the two films the issue names, by the command line; each answer with its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
QUICK = ("--iterations", "60")

BROWNSTONE = (
    ("explain", "why", "17pt2"),
    ("explain", "move", "9", "2027-10-15", *QUICK),
    ("explain", "infeasible", *QUICK),
    ("explain", "gap", *QUICK),
    ("whatif", "away Leopold 2027-10-08", "extra day 2027-10-12", *QUICK),
    ("together", "--scene", "27", "--tries", "3", *QUICK),
    ("together", "--people", "Clara,Sabine,Poppy,August", "--set", "BROWNSTONE - KITCHEN",
     "--minutes", "60", "--tries", "3", *QUICK),
    ("replan", "--from", "2027-10-08", "--away", "Leopold:2027-10-08", *QUICK),
)  # fmt: skip
FEATURE = (
    ("explain", "why", "40"),
    ("explain", "move", "40", "2027-02-22", *QUICK),
    ("explain", "infeasible", *QUICK),
    ("explain", "gap", *QUICK),
    ("whatif", "away Isla 2027-02-09..11", "cut 40", "until 2027-04-16", *QUICK),
    ("together", "--people", "Isla,Oona", "--set", "Allotment Gardens", "--minutes", "45",
     "--tries", "3", *QUICK),
    ("replan", "--from", "2027-02-10", "--lost", "2027-02-10", *QUICK),
)  # fmt: skip


def words_in(answer: Any) -> Iterator[str]:
    """Every text and key of an answer but the key points themselves."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key != "key_points":
                yield key
                yield from words_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from words_in(value)
    elif answer is not None:
        yield str(answer)


def points_in(answer: Any) -> Iterator[Any]:
    """The key points of an answer, or of each strip it is about."""
    if isinstance(answer, dict):
        yield from answer.get("key_points", ())
        answer = list(answer.values())
    if isinstance(answer, list):
        for value in answer:
            yield from points_in(value)


def is_answered(run: Run, film: Path, question: tuple[str, ...]) -> None:
    """It answers, drawn and as data; every key point leads to rows of the answer."""
    verb = question[0]
    done = run(verb, film, *question[1:], "--json", *(("--no-keep",) if verb == "replan" else ()))
    assert done.code in {0, 1, 3}, done.err
    answer = json.loads(done.out)
    points = list(points_in(answer))
    assert points
    rows = " ".join(words_in(answer))
    for point in points:
        assert point["evidence"]
        assert all(e in rows or e.split(":")[0] in rows for e in point["evidence"]), point
    drawn = run(verb, film, *question[1:], *(("--no-keep",) if verb == "replan" else ()))
    assert drawn.code == done.code
    assert points[0]["text"] in drawn.out


@pytest.mark.slow
def test_brownstone_answers_every_question(run: Run, examples: Path, tmp_path: Path) -> None:
    folder, film = examples / "brownstone", tmp_path / "b.intercut"
    script, facts = folder / "brownstone.fountain", folder / "brownstone.facts.yaml"
    run("new", film, "--script", script, "--facts", facts)
    assert run("plan", film, "--iterations", "400", "--threads", "1").code == 0
    for question in BROWNSTONE:
        is_answered(run, film, question)


@pytest.mark.slow
def test_a_feature_of_112_scenes_answers_every_question(
    run: Run, real_scripts: Path, tmp_path: Path
) -> None:
    from bench.longform import SCRIPT, longform_facts

    facts, film = tmp_path / "longform.yaml", tmp_path / "f.intercut"
    facts.write_text(longform_facts(real_scripts))
    run("new", film, "--script", real_scripts / SCRIPT, "--facts", facts)
    assert run("plan", film, "--iterations", "400", "--threads", "1").code == 0
    for question in FEATURE:
        is_answered(run, film, question)
