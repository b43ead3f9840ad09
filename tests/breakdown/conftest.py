"""A script in a few lines, broken down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intercut.breakdown import Script, break_down
from intercut.domain.facts import Answer, NameJoin
from intercut.domain.scene import Breakdown
from intercut.script.fountain import read_fountain

Taken = Callable[..., Breakdown]


@pytest.fixture
def taken_apart() -> Taken:
    """Breaks down one Fountain text; names and answers as a person gave them."""

    def take(
        text: str,
        *,
        kind: str = "feature",
        names: tuple[NameJoin, ...] = (),
        answers: tuple[Answer, ...] = (),
    ) -> Breakdown:
        script = Script(screenplay=read_fountain(text, "test.fountain"))
        return break_down([script], kind=kind, names=names, answers=answers)

    return take


@pytest.fixture
def call() -> str:
    """Two headings, then an INTERCUT: Ada's kitchen by night, Bo's harbour by day."""
    return """INT. ADA'S KITCHEN - NIGHT

Ada dials.

EXT. HARBOUR - DAY

Bo picks up.

INTERCUT PHONE CONVERSATION

BO
Hello?

ADA
It's me.

BO
Who is me?
"""
