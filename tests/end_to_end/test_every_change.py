"""Every kind of change a what-if knows: at the command line, in Python and through the page's door."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import intercut as ic
from intercut.planning.changes import WORDS

Run = Callable[..., Any]

CHANGES = {
    "away": "away Marcus 2027-11-10",
    "free": "free Joan 2027-11-12",
    "rate": "rate Marcus 400",
    "drop": "drop Joan",
    "closed": "closed Quay Lane 2027-11-09",
    "open": "open The Anchorage 2027-11-12",
    "date": "date 9 2027-11-10..11",
    "unpin": "date 9 2027-11-11; unpin 9",
    "extra day": "extra day 2027-11-13",
    "extra": "extra 2027-11-13",
    "day off": "day off 2027-11-12",
    "until": "until 2027-11-11",
    "cut": "cut 10",
    "page limit": "page limit 5",
    "longest day": "longest day 11 h",
    "split": "split 6 2/8",
    "weather": "weather 2027-11-09",
    "waive": "waive duck",
}
"""A line for each word of the language, of Kitchen; `whole` and `parts` need a scene in parts."""

OF_PARTS = {"whole": "whole 27", "parts": "whole 27; parts 27"}
"""Those of Brownstone."""

FEW = ("--iterations", "0")
"""The first plan found: what is asked here is the language, not the search."""


@pytest.fixture
def planned(kitchen: Path, run: Run) -> Path:
    """Kitchen with a legal plan."""
    assert run("plan", kitchen, "--iterations", "400", "--threads", "1").code == 0
    return kitchen


def is_shown_side_by_side(answer: Any, texts: list[str]) -> None:
    """Each with money, days, each person's days and strips moved, held against today."""
    assert [b["changes"] for b in answer["boards"]] == [[t] for t in texts]
    for board in answer["boards"]:
        assert board["words"]
        figures = board["figures"]
        if board["difference"] is None:
            assert board["unplaced"]
        else:
            assert board["difference"] == figures["cost"] - answer["today"]["cost"]
        assert {"cost", "money", "days"} <= set(figures)
    changed = [b for b in answer["boards"] if b["people"] and b["strips"] and b["lines"]]
    assert changed


def test_every_word_has_a_line_here() -> None:
    assert {*CHANGES, *OF_PARTS} == set(WORDS)


def test_the_form_of_the_page_knows_every_word(root: Path) -> None:
    """`extra` is short for `extra day`; the form has one sentence for both."""
    text = (root / "frontend" / "src" / "ask" / "changes.tsx").read_text("utf-8")
    known = set(re.findall(r'\{ id: "([\w ]+)", name: "[^"]+", says:', text))
    assert known >= set(WORDS) - {"extra"}


@pytest.mark.slow
def test_every_change_at_once_on_both_cores(planned: Path, run: Run) -> None:
    """More than ten what-ifs in one command, two at a time; one at a time finds the same."""
    texts = list(CHANGES.values())
    assert len(texts) >= 10
    both = run("whatif", planned, *texts, *FEW, "--workers", "2", "--no-keep", "--json")
    alone = run("whatif", planned, *texts, *FEW, "--workers", "1", "--no-keep", "--json")
    assert both.code in {0, 1}, both.err
    assert both.answer == alone.answer
    is_shown_side_by_side(both.answer, texts)


@pytest.mark.slow
def test_python_says_what_the_command_says(planned: Path, run: Run) -> None:
    texts = list(CHANGES.values())
    typed = run("whatif", planned, *texts, *FEW, "--workers", "1", "--no-keep", "--json").answer
    with ic.open(planned, name="Ada") as film:
        found = film.whatif(*texts, iterations=0)
    assert [one.result.judgement.cost.total for one in found.answers] == [
        board["figures"]["cost"] for board in typed["boards"]
    ]
