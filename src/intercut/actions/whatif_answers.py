"""The JSON shapes of `whatif`; see `intercut.actions.answers` for what holds for all."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.finding_answers import FindingAnswer, KeyPointAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresAnswer:
    """What a plan comes to; money in minor units, ``money`` without the prices of wishes."""

    cost: int
    money: int
    days: int
    held_days: int
    legal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDaysAnswer:
    """One person's days, each before and after."""

    id: str
    name: str
    worked: list[int]
    held: list[int]
    travel: list[int]
    paid: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMoveAnswer:
    """A strip that stands elsewhere: date, or null in the boneyard, before and after."""

    strip: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChangeAnswer:
    """A rule of the cost sheet and what is paid under it, before and after."""

    rule: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsAnswer:
    """Today's plan under the new facts, if nobody planned again."""

    cost: int
    broken: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfBoardAnswer:
    """One what-if planned again. ``board`` "": it was not kept. ``parent`` is the board it builds
    on. ``bound`` null: nothing proved. ``difference`` is null where not everything fits."""

    changes: list[str]
    words: list[str]
    board: str
    parent: str
    status: str
    figures: FiguresAnswer
    difference: int | None
    bound: int | None
    as_it_stands: StandsAnswer
    people: list[PersonDaysAnswer]
    strips: list[StripMoveAnswer]
    lines: list[LineChangeAnswer]
    unplaced: list[str]
    findings: list[FindingAnswer]
    key_points: list[KeyPointAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAnswer:
    """What-ifs side by side with today's plan; ``again`` is what the same search finds with
    nothing changed, null where it finds no legal plan."""

    board: str
    currency: str
    today: FiguresAnswer
    again: int | None
    boards: list[WhatIfBoardAnswer]
    key_points: list[KeyPointAnswer]
