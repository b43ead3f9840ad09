"""Two ways of writing that are one way of saying."""

from __future__ import annotations

import pytest

from intercut.onset.differences import differences
from intercut.onset.words import tokens


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("You've dialed before.", "you have dialed before"),
        ("I'm seventy-eight!", "I'm 78"),
        ("Since 1984?", "since nineteen eighty four"),
        ("It is 1:04.", "it's one oh four"),
        ("$100", "a hundred dollars"),
        ("Two dollars.", "2 dollars"),
        ("the 4th", "the fourth"),
        ("Goodnight, Bee.", "good night B"),
        ("Tomás, don't!", "Tomas do not"),
        ("OKAY -- okay", "ok okay"),
        ("Well. No.", "um well uh no"),
        ("I thought", "I I thought"),
        ("the Magpie sang", "the mag pie sang"),
        ("3.5 tons", "three point five tons"),
    ],
)
def test_it_is_said_as_written(written: str, heard: str) -> None:
    assert differences(written, heard).as_written


@pytest.mark.parametrize(
    ("written", "heard", "real"),
    [
        ("I need a yes or a no.", "I need a yes", 3),
        ("You rang.", "You called me", 2),
        ("One. There's August.", "one", 3),
    ],
)
def test_it_is_said_otherwise(written: str, heard: str, real: int) -> None:
    found = differences(written, heard)
    assert not found.as_written
    assert max(found.real) == real


def test_stretches_keep_the_words_as_both_wrote_them() -> None:
    found = differences("I mailed you a key, Bee.", "i sent you a key bee")
    assert [(c.written, c.said) for c in found.changes] == [
        ("I", "I"),
        ("mailed", "sent"),
        ("you a key, Bee", "you a key, Bee"),
    ]


def test_words_know_where_they_stand() -> None:
    text = "You've dialed."
    assert [text[t.start : t.end] for t in tokens(text)] == ["You've", "You've", "dialed"]
