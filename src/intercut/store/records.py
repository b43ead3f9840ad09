"""What the film's file gives back: states, scripts, and notes of who did what when."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from intercut.domain.facts import Facts
from intercut.domain.ids import EntryId
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.domain.takes import LogItem
from intercut.store.operations import Operation

QUEUED: Final = "queued"
RUNNING: Final = "running"
DONE: Final = "done"
STOPPED: Final = "stopped"
FAILED: Final = "failed"
LOST: Final = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFile:
    """A script's bytes as they came, under the name of its file."""

    name: str
    data: bytes
    episode: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the bytes in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The film at one revision. ``facts_text`` is "" when the program wrote the facts.

    ``version`` counts all writes to the film, those to boards included.
    """

    title: str
    revision: int
    version: int
    breakdown: Breakdown
    facts: Facts
    facts_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionNote:
    """Who changed what, when (UTC) and why."""

    number: int
    at: dt.datetime
    who: str
    why: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedNote:
    """A schedule given to people: its colour, the board's version, the hash of the plan."""

    number: int
    colour: str
    board: str
    board_version: int
    revision: int
    sha256: str
    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState:
    """A board's plan at one moment. ``made`` tells how that plan came to be (seed, bound ...)."""

    name: str
    plan: Plan
    version: int
    made: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNote:
    """A board by name. ``parent`` and ``parent_seq``: where it was branched from."""

    name: str
    version: int
    parent: str
    parent_seq: int | None
    created_at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationNote:
    """One change: ``undoes`` is the seq of the one it took back."""

    seq: int
    operation: Operation
    inverse: Operation
    undoes: int | None
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a run stood after some seconds; amounts in minor units, None while there is none."""

    seconds: float
    cost: int | None
    bound: int | None
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNote:
    """A run as it stands. ``plan``: whether there is a best plan; ``board``: kept as which."""

    number: int
    question: Mapping[str, Any]
    state: str
    wish: str
    curve: tuple[Point, ...]
    plan: bool
    outcome: Mapping[str, Any]
    said: str
    board: str
    revision: int
    attempts: int
    who: str
    created_at: dt.datetime
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event. ``id`` grows with time; ``payload`` names what changed."""

    id: int
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something to write down. ``id`` names it, so that it may arrive twice and counts once;
    ``at`` is ISO 8601 in UTC, "" for now. ``revision`` is the film's, in whose script it counts
    lines; 0 for the newest."""

    id: EntryId
    item: LogItem
    at: str = ""
    revision: int = 0
