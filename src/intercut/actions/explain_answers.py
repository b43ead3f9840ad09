"""The JSON shapes of `explain`; see `intercut.actions.answers` for what holds for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from intercut.actions.finding_answers import FindingAnswer, KeyPointAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLineAnswer:
    """How much more (or less) is paid under one rule of the cost sheet."""

    rule: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRowAnswer:
    """One date for a strip, as it stands: only this strip moves. ``id`` is the date.

    ``broken`` are the errors today's plan does not have, ``difference`` what the judge's total
    changes. ``here``: the day it is on. ``day_off``: no unit works then. ``new_day``: nobody
    shoots that day yet. ``position`` counts the strips of the day from 0.
    """

    id: str
    date: str
    unit: str
    place: str
    position: int
    new_day: bool
    here: bool
    day_off: bool
    legal: bool
    broken: list[FindingAnswer]
    cost: int
    difference: int
    lines: list[PriceLineAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyStripAnswer:
    """One strip; ``date`` null: it is in the boneyard. ``off`` are dates on which no unit works."""

    strip: str
    date: str | None
    cost: int
    key_points: list[KeyPointAnswer]
    rows: list[WhyRowAnswer]
    off: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """What holds the strips of a scene on their days. ``label`` says how the money is meant."""

    board: str
    scene: str
    currency: str
    label: str
    strips: list[WhyStripAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedAnswer:
    """After repair: the strip held to its date, everything else free to move.

    ``cost`` is null where not all is placed; ``unmoved`` is what the same search makes of today's
    plan without the move. ``moved`` are strips that stand elsewhere, ``lifted`` pins overruled.
    """

    label: str
    status: str
    cost: int | None
    difference: int | None
    unmoved: int | None
    moved: list[str]
    lifted: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStripAnswer:
    """Both prices of moving one strip, and the best places for it, as it stands."""

    strip: str
    was: str | None
    cost: int
    key_points: list[KeyPointAnswer]
    stands: WhyRowAnswer | None
    repaired: RepairedAnswer | None
    best: list[WhyRowAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAnswer:
    """What a move costs before it is made."""

    board: str
    scene: str
    date: str
    currency: str
    label: str
    strips: list[MoveStripAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFactAnswer:
    """A fact of the set. ``shown``: a legal plan without it proves that the conflict needs it."""

    id: str
    kind: str
    text: str
    sources: list[str]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOutAnswer:
    """The whole film without one fact. ``cost`` null: ``unplaced_eighths`` are still left over.
    ``asks`` are the rules of today that the plan breaks: what has to be agreed."""

    id: str
    fact: str
    cost: int | None
    unplaced_eighths: int
    asks: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class InfeasibleAnswer:
    """Facts that cannot all hold.

    ``verdict``: legal, irreducible, not shown irreducible, unknown."""

    verdict: str
    currency: str
    key_points: list[KeyPointAnswer]
    facts: list[NamedFactAnswer]
    scenes: list[str]
    ways: list[WayOutAnswer]
    unplaced: list[str]
    seconds: float
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRowAnswer:
    """One part of the cost: ``open`` is not proved to be needed. ``joint``: no part of the cost,
    but what is proved of all parts together. ``lines`` are the largest of the cost sheet."""

    id: str
    name: str
    cost: int
    bound: int
    open: int
    joint: bool
    lines: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnswer:
    """How far a board may be from the cheapest plan; ``better_cost``: a cheaper one was found."""

    board: str
    status: str
    currency: str
    cost: int
    bound: int | None
    gap: float | None
    key_points: list[KeyPointAnswer]
    rows: list[GapRowAnswer]
    better_cost: int | None
    better_moves: list[str]


EXPLAIN_ANSWERS: Final[dict[str, tuple[type[Any], int]]] = {
    "intercut.why": (WhyAnswer, 1),
    "intercut.move": (MoveAnswer, 1),
    "intercut.infeasible": (InfeasibleAnswer, 1),
    "intercut.gap": (GapAnswer, 1),
}
"""Schema name -> (record, version)."""
