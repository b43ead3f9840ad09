"""The JSON shapes of `replan`; see `intercut.actions.answers` for what holds for all."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.finding_answers import FindingAnswer, KeyPointAnswer
from intercut.actions.whatif_answers import FiguresAnswer, LineChangeAnswer, StripMoveAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """Who has to be told what; ``price`` is the baseline's for that person's dates. ``soon`` is
    what of it is about the days up to ``until``, ``later`` the rest; "" for nothing."""

    id: str
    name: str
    lost: list[str]
    gained: list[str]
    recalled: list[str]
    price: int
    text: str
    soon: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeAnswer:
    """One new plan on the way from fewest phone calls to least money.

    ``calls`` counts dates told otherwise over all people, ``baseline`` is their price;
    ``recalled`` counts calls at another time on dates that stay. ``difference`` is what is paid
    more than in the plan before.
    """

    id: str
    label: str
    figures: FiguresAnswer
    difference: int
    baseline: int
    calls: int
    recalled: int
    told: list[ToldAnswer]
    strips: list[StripMoveAnswer]
    lines: list[LineChangeAnswer]
    unplaced: list[str]
    findings: list[FindingAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanAnswer:
    """Plans from a date on. ``until`` is the last of the coming days, ``told_by`` where people have
    the plan from that changes are held against. ``owing`` are scenes begun and not complete. ``best`` is the id of the
    one with the least total, null where not everything fits; ``kept`` names the board it is kept
    as, "" for none."""

    board: str
    since: str
    until: str
    told_by: str
    currency: str
    changes: list[str]
    before: FiguresAnswer
    broken: list[FindingAnswer]
    affected: list[str]
    owed: list[str]
    shot: int
    owing: list[str]
    cover: list[str]
    alternatives: list[AlternativeAnswer]
    best: str | None
    kept: str
    key_points: list[KeyPointAnswer]
