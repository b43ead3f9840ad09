"""The rulebook in a facts file: a shipped profile by name, changed clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from intercut.domain.rulebook import ANY_HOUR, Clause, MinorBand, MinorProfile, Rulebook
from intercut.domain.rulebooks import PROFILES, shipped, with_clauses
from intercut.domain.source import ASSUMED, Source
from intercut.exchange.facts.kinds import (
    At,
    Bare,
    ListOf,
    Off,
    PairsOf,
    Reading,
    Tree,
    Writing,
    nearest,
)
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import Duration, HoursOfDay
from intercut.exchange.facts.values import Text, Whole


class _Number(Duration):
    """A clause's number: minutes, days or a count; durations may be written as such."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The number."""
        if node.kind == "text" and node.text.strip().removeprefix("-").isdecimal():
            return Whole("a number", -1_000_000, 1_000_000).read(node, at, reading)
        return super().read(node, at, reading)

    def write(self, value: int, writing: Writing) -> Tree:
        """Its digits."""
        del writing
        return Bare(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEntry:
    """A clause without its key."""

    value: int
    text: str = ""
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookEntry:
    """A rulebook as the file has it."""

    profile: str = ""
    name: str = ""
    dated: str = ""
    clauses: tuple[tuple[str, ClauseEntry], ...] = ()
    minors: tuple[MinorProfile, ...] = ()
    source: Source = ASSUMED


_CLAUSE: Final[Record[ClauseEntry]] = Record(
    ClauseEntry,
    (
        Key("value", _Number(), "the number", required=True),
        Key("text", Text(), "what the clause says"),
    ),
    "clause",
    short="value",
)

_BAND: Final[Record[MinorBand]] = Record(
    MinorBand,
    (
        Key("from_months", Whole("months of age", 0, 300), "from this age", required=True),
        Key("to_months", Whole("months of age", 0, 300), "to below this age", required=True),
        Key("stay", Duration(), "from call to wrap", "place_minutes", required=True),
        Key("work", Duration(), "on camera", "work_minutes", required=True),
        Key("work_no_school", Duration(), "on camera without school", "work_minutes_no_school"),
        Key("hours", HoursOfDay(), "of the clock", "window", absent=ANY_HOUR),
        Key("rest", Duration(), "from wrap to call", "rest_minutes"),
    ),
    "ages",
)

_MINOR: Final[Record[MinorProfile]] = Record(
    MinorProfile,
    (
        Key("name", Text("a name", empty=False), "the jurisdiction", required=True),
        Key("ages", ListOf(_BAND), "hours by age", "bands", required=True),
        Key("week", Duration(), "work in a week", "week_minutes"),
        Key("consecutive_days", Whole("days", 1, 31), "days in a row"),
    ),
    "rules for children",
)


def _names() -> list[str]:
    return [p.name for p in PROFILES]


def _rulebook(entry: RulebookEntry) -> Rulebook:
    changed = tuple(
        Clause(key=key, value=c.value, text=c.text, source=c.source) for key, c in entry.clauses
    )
    if not entry.profile:
        if not entry.name:
            raise Off(
                "This rulebook has neither a `profile` nor a `name`.",
                f"Known profiles: {', '.join(_names())}.",
            )
        return Rulebook(
            name=entry.name,
            dated=entry.dated,
            clauses=changed,
            minors=entry.minors,
            source=entry.source,
        )
    profile = shipped(entry.profile)
    if profile is None:
        raise Off(f"We ship no rulebook {entry.profile!r}.", nearest(entry.profile, _names()))
    own = {m.name: m for m in entry.minors}
    minors = tuple(own.pop(m.name, m) for m in profile.minors)
    return replace(
        with_clauses(profile, changed),
        name=entry.name or profile.name,
        dated=entry.dated or profile.dated,
        minors=(*minors, *own.values()),
    )


def _entry(rulebook: Rulebook) -> RulebookEntry:
    """A shipped profile and what differs from it, where that reads back the same."""
    profile = shipped(rulebook.name)
    if profile is not None:
        differing = tuple(c for c in rulebook.clauses if c not in profile.clauses)
        minors = tuple(m for m in rulebook.minors if m not in profile.minors)
        short = RulebookEntry(
            profile=profile.name,
            dated="" if rulebook.dated == profile.dated else rulebook.dated,
            clauses=_pairs(differing),
            minors=minors,
        )
        if _rulebook(short) == rulebook:
            return short
    return RulebookEntry(
        name=rulebook.name,
        dated=rulebook.dated,
        clauses=_pairs(rulebook.clauses),
        minors=rulebook.minors,
        source=rulebook.source,
    )


def _pairs(clauses: tuple[Clause, ...]) -> tuple[tuple[str, ClauseEntry], ...]:
    return tuple((c.key, ClauseEntry(value=c.value, text=c.text, source=c.source)) for c in clauses)


RULEBOOK: Final[Record[Rulebook]] = Record(
    RulebookEntry,
    (
        Key("profile", Text(), "a shipped profile: none, SAG-AFTRA theatrical, UK drama ..."),
        Key("name", Text(), "a name of your own"),
        Key("dated", Text(), "as of when"),
        Key("clauses", PairsOf(_CLAUSE), "clauses of your own, by key"),
        Key("minors", ListOf(_MINOR), "rules for children, by jurisdiction"),
    ),
    "rulebook",
    short="profile",
    finish=_rulebook,
    strip=_entry,
)
