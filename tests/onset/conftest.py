"""A short call between two people, and words with times made from plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from intercut.domain.ids import LineId, PartId, RoleId, SceneId
from intercut.domain.spoken import ScriptLine
from intercut.onset.transcript import Word

CALL = (
    ("CLARA", "You picked up."),
    ("SABINE", "You rang."),
    ("CLARA", "I've rung before."),
    (
        "SABINE",
        (
            "You've dialed before. You always hang up on the second ring. I know it's you. Nobody "
            "else in the world is that punctual."
        ),
    ),
    ("CLARA", "What time is it there?"),
    ("SABINE", "Six. There are 12 gulls. What time is it there?"),
    ("CLARA", "One. There's August."),
    ("SABINE", "Oh, he's still in B flat."),
    ("CLARA", "Goodnight, Bee."),
)


@pytest.fixture
def call() -> tuple[ScriptLine, ...]:
    """Nine lines of a telephone call, Clara at one end and Sabine at the other."""
    ends = {"SABINE": PartId("17pt1"), "CLARA": PartId("17pt2")}
    return tuple(
        ScriptLine(
            id=LineId(f"17.{n}"),
            scene=SceneId("17"),
            number=n,
            cue=2 * n,
            name=name,
            roles=(RoleId(name),),
            text=text,
            part=ends[name],
        )
        for n, (name, text) in enumerate(CALL, start=1)
    )


@pytest.fixture
def spoken() -> Callable[[Sequence[str] | str], tuple[Word, ...]]:
    """Words of text, 300 ms each; `NAME: words` gives the words a speaker."""

    def words(text: Sequence[str] | str) -> tuple[Word, ...]:
        found: list[Word] = []
        for stretch in [text] if isinstance(text, str) else text:
            name, colon, said = stretch.rpartition(": ")
            for word in said.split():
                at = len(found) * 300
                found.append(Word(word, at, at + 280, name if colon else ""))
        return tuple(found)

    return words
