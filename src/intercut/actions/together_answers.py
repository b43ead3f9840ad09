"""The JSON shapes of `together`; see `intercut.actions.answers` for what holds for all."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.finding_answers import FindingAnswer, KeyPointAnswer
from intercut.actions.whatif_answers import FiguresAnswer, PersonDaysAnswer, StripMoveAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverAnswer:
    """A keep-apart rule waived on one date: for whom, for how many minutes, at what price."""

    rule: str
    degree: str
    people: list[str]
    date: str
    minutes: int
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyAnswer:
    """Somebody who travels on other dates than today; ``dropped`` are journeys saved."""

    person: str
    dates: list[str]
    dropped: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDayAnswer:
    """One unit day of a plan: its strips in order."""

    date: str
    unit: str
    call: str
    strips: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayAnswer:
    """One way, judged. ``price`` is what it costs more than today's plan, waivers included.

    ``kind``: whole, live read, new scene. ``asks`` is what it needs beyond rules and money.
    ``open_dates`` are the dates on which this way was found possible.
    """

    id: str
    kind: str
    words: str
    date: str
    price: int
    waived: list[WaiverAnswer]
    travel: list[JourneyAnswer]
    asks: list[str]
    open_dates: list[str]
    changes: list[StripMoveAnswer]
    people: list[PersonDaysAnswer]
    figures: FiguresAnswer
    plan: list[PlannedDayAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedAnswer:
    """A meeting for which no way was found. ``proof`` says why there is none; null: that is open.
    ``text`` says what is known of it."""

    words: str
    proof: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherAnswer:
    """The cheapest ways first. ``proof`` is null unless it is proved that there is no way.
    ``closed`` are the meetings asked about for which there is none among the ways.

    ``today`` is the cost of today's plan, ``again`` what the same search makes of it. ``tried``
    counts plans made, ``left_out`` the dates of meetings not planned, less promising ones."""

    board: str
    scene: str
    people: list[str]
    currency: str
    today: int
    again: int | None
    ways: list[WayAnswer]
    closed: list[ClosedAnswer]
    proof: str | None
    tried: int
    left_out: int
    seconds: float
    findings: list[FindingAnswer]
    key_points: list[KeyPointAnswer]
