"""Kinds of field that many entries share: names, numbers of scenes, dates, counts."""

from __future__ import annotations

from typing import Final

from intercut.exchange.facts.kinds import ListOf
from intercut.exchange.facts.times import Span
from intercut.exchange.facts.values import Text, Whole

NAME: Final = Text("a name", empty=False)
NUMBER: Final = Text("a scene or strip number", empty=False, number=True)
NAMES: Final = ListOf(NAME)
NUMBERS: Final = ListOf(NUMBER)
SPANS: Final = ListOf(Span())
DAYS: Final = Whole("a number of days", 0, 1000)
COUNT: Final = Whole("a number", 0, 100_000)
