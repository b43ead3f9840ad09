"""The entries of a facts file: people, places, scenes, rules, each with its keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.elements import Element
from intercut.domain.facts import Answer, NameJoin
from intercut.domain.ids import SetId
from intercut.domain.people import (
    Casting,
    PayKind,
    Person,
    PersonKind,
    Role,
    Terms,
)
from intercut.domain.places import Base, Move, Permit, Place, Set, SunTimes
from intercut.domain.plan import UnitLight
from intercut.domain.production import (
    DayPin,
    Event,
    EventKind,
    ExchangeRate,
    OrderKind,
    OrderRule,
    Pin,
    Preference,
    SoftRule,
    Unit,
)
from intercut.domain.wishes import usual_ad
from intercut.exchange.facts.dates import CALENDAR
from intercut.exchange.facts.kinds import At, ListOf, PairsOf, Reading, SetOf
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import Clock, Date, Duration, HoursOfDay, Span, Weekday
from intercut.exchange.facts.values import (
    Amount,
    Category,
    CurrencyCode,
    Degrees,
    Pages,
    Rate,
    Text,
    Whole,
    Word,
    YesNo,
)
from intercut.exchange.facts.windows import AVAILABILITY
from intercut.exchange.facts.words import COUNT, DAYS, NAME, NAMES, NUMBER, NUMBERS, SPANS

_T = TypeVar("_T")


def slug(name: str) -> str:
    """The id a name gives: `Clara Voss` is clara-voss. Names without letters keep themselves."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or name


def _named(attribute: str = "name") -> tuple[Callable[[_T], _T], Callable[[_T], _T]]:
    """Ids that follow from the name: filled in after reading, left out in writing."""

    def finish(entry: _T) -> _T:
        if getattr(entry, "id", None):
            return entry
        return replace(entry, id=slug(getattr(entry, attribute)))  # type: ignore[type-var]

    def strip(entry: _T) -> _T:
        if slug(getattr(entry, attribute)) == getattr(entry, "id", None):
            return replace(entry, id="")  # type: ignore[type-var]
        return entry

    return finish, strip


def _id(doc: str = "id, given once; from the name when left out") -> Key:
    return Key("id", Text("an id", empty=False), doc, absent="")


EXCHANGE: Final[Record[ExchangeRate]] = Record(
    ExchangeRate,
    (
        Key("currency", CurrencyCode(), "the currency", required=True),
        Key("rate", Rate(), "what one of it is worth in the reporting currency", "rate_millionths", required=True),
        Key("dated", Date(), "the date of the rate", required=True),
    ),
    "exchange rate",
    needs_source=True,
)  # fmt: skip

_finish, _strip = _named()
BASE: Final[Record[Base]] = Record(
    Base,
    (
        _id(),
        Key("name", NAME, "the city or region", required=True),
        Key("timezone", NAME, "IANA name, as Europe/Berlin"),
        Key("latitude", Degrees(), "degrees north"),
        Key("longitude", Degrees(), "degrees east"),
    ),
    "base",
    finish=_finish,
    strip=_strip,
)

PERMIT: Final[Record[Permit]] = Record(
    Permit,
    (
        Key("dates", Span(), "dates it may be used", required=True),
        Key("hours", HoursOfDay(), "hours of those dates; none: any"),
        Key("weekdays", SetOf(Weekday()), "days of the week; none: any"),
    ),
    "permit",
    short="dates",
)

SUN: Final[Record[SunTimes]] = Record(
    SunTimes,
    (
        Key("date", Date(), "the date", "day", required=True),
        Key("sunrise", Clock(), "local time", required=True),
        Key("sunset", Clock(), "local time", required=True),
    ),
    "sun times",
)


PLACE: Final[Record[Place]] = Record(
    Place,
    (
        _id(),
        Key("name", NAME, "the place of filming", required=True),
        Key("base", NAME, "the base it belongs to", required=True),
        Key("sets", NAMES, "the sets that stand there"),
        Key("address", Text(), "street and town"),
        Key("latitude", Degrees(), "degrees north"),
        Key("longitude", Degrees(), "degrees east"),
        Key("permits", ListOf(PERMIT), "when it may be used; none: always"),
        Key("closed", SPANS, "dates it cannot be used"),
        Key("fee_day", Amount(), "paid per date used"),
        Key("fee_opening", Amount(), "paid each time the unit comes (back) to it"),
        Key("setup", Duration(), "set-up on each arrival", "setup_minutes"),
        Key("sun", ListOf(SUN), "sunrise and sunset, where the computed ones are wrong"),
    ),
    "place",
    finish=_finish,
    strip=_strip,
)

MOVE: Final[Record[Move]] = Record(
    Move,
    (
        Key("from", NAME, "a place", "start", required=True),
        Key("to", NAME, "another place", "end", required=True),
        Key("takes", Duration(), "how long the move takes", "minutes", required=True),
        Key("cost", Amount(), "what it costs"),
    ),
    "move",
)

SET: Final[Record[Set]] = Record(
    Set,
    (
        _id("the set of the script it is"),
        Key("name", NAME, "the set, as headings name it", required=True),
        Key("aliases", NAMES, "other names of the same set"),
    ),
    "set",
    finish=lambda s: s if s.id else replace(s, id=SetId(s.name)),
    strip=lambda s: replace(s, id=SetId("")) if s.id == s.name else s,
)

UNIT: Final[Record[Unit]] = Record(
    Unit,
    (
        _id(),
        Key("name", NAME, "main, second, splinter", required=True),
        Key("base", NAME, "the base it works from", required=True),
        Key("calendar", CALENDAR, "its own dates; none: the production's"),
        Key("normal_day", Duration(), "from call to wrap with meals; beyond is overtime", "normal_minutes"),
        Key("longest_day", Duration(), "beyond is not allowed", "longest_minutes"),
        Key("page_limit", Pages(), "most pages a day"),
        Key("lights", ListOf(Word(UnitLight, "day, split or night")), "the days it may work"),
        Key("day_cost", Amount(), "what a shooting day costs"),
        Key("overtime_hour", Amount(), "per started hour of overtime"),
        Key("most_moves", COUNT, "most company moves a day"),
        Key("first_shot", Duration(), "from call to the first set-up", "first_shot_minutes"),
        Key("set_change", Duration(), "set-up where the set changes", "set_change_minutes"),
        Key("light_change", Duration(), "set-up where the light changes", "light_change_minutes"),
        Key("earliest_call", Clock(), "earliest call of a day"),
        Key("latest_call", Clock(), "latest call of a day"),
    ),
    "unit",
    finish=_finish,
    strip=_strip,
)  # fmt: skip

ROLE: Final[Record[Role]] = Record(
    Role,
    (
        _id("the cue of the script it is"),
        Key("name", NAME, "the name to print", required=True),
        Key("number", NUMBER, "the number on strips", "board_number"),
        Key("aliases", NAMES, "other cues of the same character"),
    ),
    "role",
    finish=lambda r: r if r.id else replace(r, id=r.name),
    strip=lambda r: replace(r, id="") if r.id == r.name else r,  # type: ignore[arg-type]
)

NAME_JOIN: Final[Record[NameJoin]] = Record(
    NameJoin,
    (
        Key("names", NAMES, "cues of the script", required=True),
        Key("means", NAMES, "the role they are; several for BOTH", "roles", required=True),
    ),
    "name join",
)

TERMS: Final[Record[Terms]] = Record(
    Terms,
    (
        Key("kind", Word(PayKind, "none, daily, weekly, run or flat"), "how engaged"),
        Key("rate", Amount(), "per day, per week, or in all (flat)"),
        Key("hold_rate", Amount(), "per held day; none: as a worked one"),
        Key("travel_rate", Amount(), "per travel day; none: as a worked one"),
        Key("event_rate", Amount(), "per fitting, rehearsal ...; none: as a worked day"),
        Key("weekly_rate", Amount(), "a daily engagement may be paid by the week instead"),
        Key("hold_paid", YesNo(), "whether held days are paid"),
        Key("drops", COUNT, "drop-and-pick-ups allowed"),
        Key("drop_gap_days", DAYS, "pick-up less drop date must exceed this"),
        Key("guarantee", COUNT, "least days (daily) or weeks (weekly) paid"),
        Key("overtime_hour", Amount(), "per started hour of overtime"),
    ),
    "pay",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer(Person):
    """A person as the file has it: with the roles it plays in every scene they are in."""

    roles: tuple[Casting, ...] = ()

    def person(self) -> Person:
        """The person alone."""
        return Person(**{f.name: getattr(self, f.name) for f in fields(Person)})

    def castings(self) -> tuple[Casting, ...]:
        """The roles, each with this person in it."""
        return tuple(replace(c, person=self.id) for c in self.roles)


PLAYED: Final[Record[Casting]] = Record(
    Casting,
    (
        Key("role", NAME, "a role of the script", required=True),
        Key("person", Text(), "filled in", absent=""),
    ),
    "role played",
    short="role",
)

PERFORMER: Final[Record[Performer]] = Record(
    Performer,
    (
        _id(),
        Key("name", NAME, "the person's name", required=True),
        Key("kind", Word(PersonKind, "performer, double, reader, stand-in or crew"), "what they do on set"),
        Key("roles", ListOf(PLAYED), "the roles they play"),
        Key("secret", YesNo(), "only the code name is published"),
        Key("code_name", Text(), "stands for the name while it is secret"),
        Key("home", NAME, "the base they live at"),
        *AVAILABILITY,
        Key("pay", TERMS, "what the engagement costs", "terms"),
        Key("normal_day", Duration(), "beyond is overtime; none: the unit's", "normal_minutes"),
        Key("longest_day", Duration(), "beyond is not allowed; none: the unit's", "longest_minutes"),
        Key("preparation", Duration(), "make-up and costume before the first strip", "preparation_minutes"),
        Key("strike", Duration(), "out of make-up after the last", "strike_minutes"),
        Key("rest", Duration(), "from wrap to next call; none: the rulebook's", "rest_minutes"),
        Key("minor", Text(), "rules for children: California, England", "minor_profile"),
        Key("born", Date(), "date of birth"),
        Key("to_be_cast", YesNo(), "nobody real yet"),
    ),
    "performer",
    finish=_finish,
    strip=_strip,
)  # fmt: skip

ELEMENT: Final[Record[Element]] = Record(
    Element,
    (
        _id(),
        Key("name", NAME, "what it is", required=True),
        Key("category", Category(), "Props, Vehicles, Animals ... or an own number", required=True),
        *AVAILABILITY,
        Key("day_rate", Amount(), "per date used"),
        Key("hold_rate", Amount(), "per date kept between"),
        Key("on_dood", YesNo(), "whether it has a row in the day out of days"),
    ),
    "element",
    finish=_finish,
    strip=_strip,
)

CASTING: Final[Record[Casting]] = Record(
    Casting,
    (
        Key("role", NAME, "a role of the script", required=True),
        Key("person", NAME, "who plays it", required=True),
        Key("scenes", NUMBERS, "in which scenes; none: all others"),
    ),
    "casting",
)

EVENT: Final[Record[Event]] = Record(
    Event,
    (
        _id(),
        Key("kind", Word(EventKind, "fitting, rehearsal, read-through, travel, publicity or test"), "what it is", required=True),
        Key("name", NAME, "what it is called", required=True),
        Key("people", NAMES, "who comes", required=True),
        Key("dates", SPANS, "on one of these dates", required=True),
        Key("minutes", Duration(), "how long", required=True),
        Key("place", NAME, "where"),
        Key("hours", HoursOfDay(), "within these hours"),
        Key("to_base", NAME, "where a journey leads"),
    ),
    "event",
    finish=_finish,
    strip=_strip,
)  # fmt: skip

APART: Final[Record[ApartRule]] = Record(
    ApartRule,
    (
        Key("id", Text("an id", empty=False), "id, given once", required=True),
        Key("degree", Word(Degree, "frame, set, calls, base, day or week"), "how far apart", required=True),
        Key("people", NAMES, "these people", required=True),
        Key("others", NAMES, "are kept from these"),
        Key("place", NAME, "or from this place"),
        Key("gap", Duration(), "degree calls: between their calls", "gap_minutes"),
        Key("period", Span(), "from when to when; none: always"),
        Key("price", Amount(), "paid for each breach; none: never breached"),
        Key("known_to", NAMES, "who else may know that the rule exists"),
    ),
    "keep-apart rule",
    hints={
        "reason": (
            "Reasons for keeping people apart never stand in a plain file.",
            "Take it out. A reason is kept only in the film, encrypted under a passphrase.",
        )
    },
)  # fmt: skip

ORDER: Final[Record[OrderRule]] = Record(
    OrderRule,
    (
        Key("id", Text("an id", empty=False), "id, given once", required=True),
        Key("kind", Word(OrderKind, "before, same day, not same day, second end after or live read"), "what is asked", required=True),
        Key("first", NUMBERS, "scenes, parts or events", required=True),
        Key("then", NUMBERS, "scenes, parts or events"),
        Key("gap_days", DAYS, "at least so many days between"),
        Key("most_gap_days", DAYS, "at most so many days between"),
        Key("price", Amount(), "paid for each breach; none: never breached"),
    ),
    "order rule",
)  # fmt: skip

PIN: Final[Record[Pin]] = Record(
    Pin,
    (
        Key("target", NUMBER, "a scene, part, sitting or event", required=True),
        Key("date", Date(), "on this date"),
        Key("unit", NAME, "by this unit"),
        Key("place", NAME, "at this place"),
        Key("position", Whole("a position", -1, 1000), "in the day: 0 is first, -1 last"),
        Key("shot", YesNo(), "it is done"),
    ),
    "pin",
)

DAY: Final[Record[DayPin]] = Record(
    DayPin,
    (
        Key("unit", NAME, "whose day", required=True),
        Key("date", Date(), "which date", required=True),
        Key("targets", NUMBERS, "exactly these, in this order", required=True),
    ),
    "fixed day",
)

PREFERENCE: Final[Record[Preference]] = Record(
    Preference,
    (
        Key("name", NAME, "the wish", required=True),
        Key("price", Amount(), "for each breach", required=True),
        Key("settings", PairsOf(Whole("a number", -1_000_000, 1_000_000)), "numbers of the wish"),
    ),
    "preference",
)


class Wishes(ListOf[Preference]):
    """Preferences one by one, or the name of the profile that has them all."""

    def __init__(self) -> None:
        super().__init__(PREFERENCE)

    def read(self, node: Node, at: At, reading: Reading) -> tuple[Preference, ...]:
        """The list; the whole profile for its name."""
        if node.kind == "text" and " ".join(node.text.casefold().split()) == USUAL_AD_NAME:
            return usual_ad(reading.currency)
        return super().read(node, at, reading)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A list, or the profile's name."""
        return {"anyOf": [{"const": "usual AD"}, *super().schema(defs)["anyOf"]]}


USUAL_AD_NAME: Final = "usual ad"

SOFT: Final[Record[SoftRule]] = Record(
    SoftRule,
    (
        Key("rule", NAME, "the rule that may be broken", required=True),
        Key("price", Amount(), "for each breach", required=True),
    ),
    "soft rule",
)

ANSWER: Final[Record[Answer]] = Record(
    Answer,
    (
        Key("proposal", NAME, "the proposal's id", required=True),
        Key("accept", YesNo(), "yes or no", "accepted", required=True),
    ),
    "answer",
)
