"""The plan people were told, in a facts file: so that changes to it can be priced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Baseline
from intercut.domain.scene import Mode
from intercut.domain.source import ASSUMED, Source
from intercut.domain.units import Money
from intercut.exchange.facts.kinds import Choice, ListOf, PairsOf
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import Clock, Date, Duration
from intercut.exchange.facts.values import Amount, Text, Word, YesNo
from intercut.exchange.facts.words import NAME, NUMBER, NUMBERS

_STRIP: Final[Record[PlacedStrip]] = Record(
    PlacedStrip,
    (
        Key("strip", NUMBER, "the strip", required=True),
        Key("place", NAME, "where it is shot", required=True),
    ),
    "placed strip",
)

_BANNER: Final[Record[Banner]] = Record(
    Banner,
    (
        Key("banner", Text(), "a line of text", "text", required=True),
        Key("minutes", Duration(), "what it takes"),
    ),
    "banner",
)

_ENTRY: Final[Choice[Any]] = Choice((_STRIP, "strip", PlacedStrip), (_BANNER, "banner", Banner))

_UNIT_DAY: Final[Record[UnitDay]] = Record(
    UnitDay,
    (
        Key("unit", NAME, "the unit", required=True),
        Key("date", Date(), "the date", required=True),
        Key("call", Clock(), "its call", required=True),
        Key("light", Word(UnitLight, "day, split or night"), "what kind of day"),
        Key("entries", ListOf(_ENTRY), "strips and banners in order"),
        Key("locked", YesNo(), "a person fixed it"),
    ),
    "unit day",
)

_EVENT: Final[Record[PlacedEvent]] = Record(
    PlacedEvent,
    (
        Key("event", NAME, "the event", required=True),
        Key("date", Date(), "the date", required=True),
        Key("start", Clock(), "when it begins", required=True),
        Key("place", NAME, "where"),
    ),
    "placed event",
)

PLAN: Final[Record[Plan]] = Record(
    Plan,
    (
        Key("days", ListOf(_UNIT_DAY), "the unit days"),
        Key("events", ListOf(_EVENT), "the events"),
        Key("modes", PairsOf(Word(Mode, "whole or parts")), "how open scenes are shot"),
        Key("boneyard", NUMBERS, "strips not scheduled"),
    ),
    "plan",
)


NOTHING_TOLD: Final = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEntry:
    """A baseline as the file has it."""

    price: Money
    people: tuple[tuple[str, Money], ...] = ()
    plan: Plan = NOTHING_TOLD
    source: Source = ASSUMED


def _baseline(entry: BaselineEntry) -> Baseline:
    return Baseline(
        plan=entry.plan,
        price=entry.price,
        overrides=entry.people,  # type: ignore[arg-type]
        source=entry.source,
    )


def _entry(baseline: Baseline) -> BaselineEntry:
    return BaselineEntry(
        price=baseline.price,
        people=tuple(baseline.overrides),
        plan=baseline.plan,
        source=baseline.source,
    )


BASELINE: Final[Record[Baseline]] = Record(
    BaselineEntry,
    (
        Key("price", Amount(), "for each person and date changed", required=True),
        Key("people", PairsOf(Amount()), "another price for these people"),
        Key("plan", PLAN, "the plan people were told"),
    ),
    "baseline",
    finish=_baseline,
    strip=_entry,
)
