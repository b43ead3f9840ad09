"""The whole facts file: its sections in order, and facts made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intercut.domain.apart import ApartRule
from intercut.domain.calendar import Calendar
from intercut.domain.elements import Element
from intercut.domain.facts import Answer, Facts, NameJoin, SceneFacts
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Move, Place, Set
from intercut.domain.production import (
    Baseline,
    DayPin,
    Event,
    ExchangeRate,
    OrderRule,
    Pin,
    Preference,
    SoftRule,
    Unit,
)
from intercut.domain.rulebook import Rulebook
from intercut.domain.scene import JoinedScenes, SittingsOf
from intercut.domain.source import ASSUMED, Source
from intercut.exchange.facts import entries, script_entries
from intercut.exchange.facts.dates import CALENDAR
from intercut.exchange.facts.entries import Performer
from intercut.exchange.facts.kinds import ListOf
from intercut.exchange.facts.plans import BASELINE
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.rules import RULEBOOK
from intercut.exchange.facts.values import CurrencyCode, Text, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands at the top: the film itself."""

    title: str | None = None
    kind: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEntry:
    """A proposal and what was said to it; None: nothing yet."""

    proposal: str
    accepted: bool | None = None
    source: Source = ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """Facts in the sections of the file."""

    production: Frame = Frame()
    rulebook: Rulebook | None = None
    exchange: tuple[ExchangeRate, ...] = ()
    bases: tuple[Base, ...] = ()
    places: tuple[Place, ...] = ()
    moves: tuple[Move, ...] = ()
    sets: tuple[Set, ...] = ()
    units: tuple[Unit, ...] = ()
    calendar: Calendar | None = None
    roles: tuple[Role, ...] = ()
    names: tuple[NameJoin, ...] = ()
    performers: tuple[Performer, ...] = ()
    casting: tuple[Casting, ...] = ()
    elements: tuple[Element, ...] = ()
    scenes: tuple[SceneFacts, ...] = ()
    joined: tuple[JoinedScenes, ...] = ()
    sittings: tuple[SittingsOf, ...] = ()
    events: tuple[Event, ...] = ()
    apart: tuple[ApartRule, ...] = ()
    order: tuple[OrderRule, ...] = ()
    pins: tuple[Pin, ...] = ()
    day_pins: tuple[DayPin, ...] = ()
    preferences: tuple[Preference, ...] | None = None
    soft: tuple[SoftRule, ...] = ()
    baseline: Baseline | None = None
    proposals: tuple[AnswerEntry, ...] = ()


def facts_of(file: FactsFile) -> Facts:
    """The facts: people and their roles taken apart, answers not given left out."""
    return Facts(
        title=file.production.title,
        currency=file.production.currency,
        kind=file.production.kind,
        calendar=file.calendar,
        rulebook=file.rulebook,
        bases=file.bases,
        places=file.places,
        moves=file.moves,
        sets=file.sets,
        units=file.units,
        roles=file.roles,
        names=file.names,
        people=tuple(p.person() for p in file.performers),
        casting=(*(c for p in file.performers for c in p.castings()), *file.casting),
        elements=file.elements,
        scenes=file.scenes,
        joined=file.joined,
        sittings=file.sittings,
        events=file.events,
        apart=file.apart,
        order=file.order,
        pins=file.pins,
        day_pins=file.day_pins,
        preferences=file.preferences,
        soft=file.soft,
        exchange=file.exchange,
        baseline=file.baseline,
        answers=tuple(
            Answer(proposal=a.proposal, accepted=a.accepted, source=a.source)
            for a in file.proposals
            if a.accepted is not None
        ),
    )


def file_of(facts: Facts) -> FactsFile:
    """The sections: roles played in all scenes stand with their performer where order allows."""
    at_person = _castings_at_people(facts)
    beside = facts.casting if at_person is None else tuple(c for c in facts.casting if c.scenes)
    roles = at_person or {}
    return FactsFile(
        production=Frame(title=facts.title, kind=facts.kind, currency=facts.currency),
        rulebook=facts.rulebook,
        exchange=facts.exchange,
        bases=facts.bases,
        places=facts.places,
        moves=facts.moves,
        sets=facts.sets,
        units=facts.units,
        calendar=facts.calendar,
        roles=facts.roles,
        names=facts.names,
        performers=tuple(_performer(p, roles.get(p.id, ())) for p in facts.people),
        casting=beside,
        elements=facts.elements,
        scenes=facts.scenes,
        joined=facts.joined,
        sittings=facts.sittings,
        events=facts.events,
        apart=facts.apart,
        order=facts.order,
        pins=facts.pins,
        day_pins=facts.day_pins,
        preferences=facts.preferences,
        soft=facts.soft,
        baseline=facts.baseline,
        proposals=tuple(
            AnswerEntry(proposal=a.proposal, accepted=a.accepted, source=a.source)
            for a in facts.answers
        ),
    )


def _castings_at_people(facts: Facts) -> dict[str, tuple[Casting, ...]] | None:
    """The castings by person, None when writing them there would change their order."""
    at: dict[str, tuple[Casting, ...]] = {p.id: () for p in facts.people}
    for casting in facts.casting:
        if not casting.scenes and casting.person in at:
            at[casting.person] = (*at[casting.person], casting)
    in_order = (
        *(c for p in facts.people for c in at[p.id]),
        *(c for c in facts.casting if c.scenes or c.person not in at),
    )
    alone = len(at) == len(facts.people) and not any(
        not c.scenes and c.person not in at for c in facts.casting
    )
    return at if alone and in_order == facts.casting else None


def _performer(person: Person, castings: tuple[Casting, ...]) -> Performer:
    from dataclasses import fields, replace

    values = {f.name: getattr(person, f.name) for f in fields(Person)}
    return Performer(**values, roles=tuple(replace(c, person="") for c in castings))  # type: ignore[arg-type]


_PRODUCTION: Final[Record[Frame]] = Record(
    Frame,
    (
        Key("title", Text("a title"), "the film"),
        Key("kind", Text("a kind", empty=False), "feature, single-camera drama ...: how minutes are estimated"),
        Key("currency", CurrencyCode(), "the currency everything is reported in"),
    ),
    "production",
)  # fmt: skip

_ANSWER: Final[Record[AnswerEntry]] = Record(
    AnswerEntry,
    (
        Key("proposal", Text("a proposal", empty=False), "the proposal's id", required=True),
        Key("accept", YesNo(), "yes or no; empty: not decided", "accepted"),
    ),
    "proposal",
)

FACTS_FILE: Final[Record[FactsFile]] = Record(
    FactsFile,
    (
        Key("production", _PRODUCTION, "the film"),
        Key("rulebook", RULEBOOK, "the work rules: a profile by name, changed clause by clause"),
        Key("exchange_rates", ListOf(entries.EXCHANGE), "other currencies, each rate with its source", "exchange"),
        Key("bases", ListOf(entries.BASE), "cities people live and work in; between them one travels"),
        Key("places", ListOf(entries.PLACE), "real places of filming and the sets that stand there"),
        Key("moves", ListOf(entries.MOVE), "what going from place to place takes"),
        Key("sets", ListOf(entries.SET), "sets of the script under other names"),
        Key("units", ListOf(entries.UNIT), "the crews that shoot"),
        Key("calendar", CALENDAR, "when you shoot"),
        Key("roles", ListOf(entries.ROLE), "roles renamed or numbered"),
        Key("names", ListOf(entries.NAME_JOIN), "cues that mean one character, or several"),
        Key("performers", ListOf(entries.PERFORMER), "everybody who is called: cast, doubles, readers, crew"),
        Key("casting", ListOf(entries.CASTING), "who plays a role in some scenes only"),
        Key("elements", ListOf(entries.ELEMENT), "things that cost or cannot always be had"),
        Key("scenes", ListOf(script_entries.SCENE), "what is otherwise than the program read it"),
        Key("joined", ListOf(script_entries.JOINED), "scenes shot as one strip"),
        Key("sittings", ListOf(script_entries.SITTINGS), "scenes shot in more than one go"),
        Key("events", ListOf(entries.EVENT), "fittings, rehearsals, journeys"),
        Key("apart", ListOf(entries.APART), "people who must not meet; never why"),
        Key("order", ListOf(entries.ORDER), "what comes before what"),
        Key("pins", ListOf(entries.PIN), "strips and events held to a date, unit or place"),
        Key("days", ListOf(entries.DAY), "days fixed whole", "day_pins"),
        Key("preferences", entries.Wishes(), "wishes, each with a price; or: usual AD"),
        Key("soft", ListOf(entries.SOFT), "rules that may be broken, for a price"),
        Key("baseline", BASELINE, "the plan people were told"),
        Key("proposals", ListOf(_ANSWER), "what the program asks"),
    ),
    "facts",
)  # fmt: skip
