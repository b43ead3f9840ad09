"""A small film for the judge: two cities, three places, one unit, whoever a test asks for.

The week begins on Monday 2 March 2026. Times are minutes after midnight. Every number a test
relies on is either stated in the test or here: unit normal 660, longest 840, first shot 45 minutes
after the call, set change 30, light change 20; calls of a day 06:00 to 10:00.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.finding import Finding, Level
from intercut.domain.ids import (
    BaseId,
    EventId,
    PartId,
    PersonId,
    PlaceId,
    RoleId,
    SceneId,
    SetId,
    StripId,
    UnitId,
)
from intercut.domain.people import AvailabilityWindow, Casting, PayKind, Person, Role, Terms
from intercut.domain.places import Base, Place, Set
from intercut.domain.plan import (
    Banner,
    PlacedEvent,
    PlacedStrip,
    Plan,
    UnitDay,
    UnitLight,
)
from intercut.domain.production import Event, EventKind, Production, Unit
from intercut.domain.rulebook import Clause, Rulebook
from intercut.domain.scene import (
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Part,
    Presence,
    Scene,
)
from intercut.domain.units import Money
from intercut.schedule import check

MON = dt.date(2026, 3, 2)
VIENNA, ROME = BaseId("vienna"), BaseId("rome")
STAGE, PARK, FORUM = PlaceId("stage"), PlaceId("park"), PlaceId("forum")
MAIN, SECOND = UnitId("main"), UnitId("second")
SET_PLACES = {"kitchen": STAGE, "hall": STAGE, "meadow": PARK, "temple": FORUM}


def on(n: int) -> dt.date:
    """The date n days after the first Monday."""
    return MON + dt.timedelta(days=n)


def dates(first: int, last: int | None = None) -> DateSpan:
    """From day n to day m, both included."""
    return DateSpan(first=on(first), last=on(first if last is None else last))


def eur(amount: float) -> Money:
    """Euros."""
    return Money(minor=round(amount * 100), currency="EUR")


def person(name: str, **changes: Any) -> Person:
    """Somebody at home in Vienna, paid nothing unless told."""
    return Person(**{"id": PersonId(name), "name": name.title(), "home": VIENNA, **changes})


def daily(rate: float, **changes: Any) -> Terms:
    """Paid by the day."""
    return Terms(**{"kind": PayKind.DAILY, "rate": eur(rate), **changes})


def away(first: int, last: int | None = None) -> AvailabilityWindow:
    """Not to be had from day n to day m."""
    return AvailabilityWindow(dates=dates(first, last), available=False)


def entries(people: Iterable[str]) -> tuple[CastEntry, ...]:
    """These people's roles, seen."""
    return tuple(CastEntry(role=RoleId(p), presence=Presence.SEEN, works=True) for p in people)


def scene(
    number: str | int,
    *people: str,
    set: str = "kitchen",  # noqa: A002
    minutes: int = 60,
    eighths: int = 8,
    int_ext: IntExt = IntExt.INT,
    light: Light = Light.DAY,
    **changes: Any,
) -> Scene:
    """A scene with these people in the kitchen by day: an hour, a page."""
    return Scene(
        **{
            "id": SceneId(f"s{number}"),
            "number": str(number),
            "heading": Heading(original="", int_ext=int_ext, set_name=set.upper(), light=light),
            "set": SetId(set),
            "eighths": EighthsCount(computed=eighths),
            "minutes": Estimate(minutes=minutes),
            "cast": entries(people),
            **changes,
        }
    )


def part(
    scene_number: str | int, number: int, *people: str, place_set: str = "kitchen", **changes: Any
) -> Part:
    """One end of a scene: 30 minutes, half a page."""
    return Part(
        **{
            "id": PartId(f"s{scene_number}p{number}"),
            "number": number,
            "label": f"END {number}",
            "set": SetId(place_set),
            "int_ext": IntExt.INT,
            "light": Light.DAY,
            "on_camera": tuple(RoleId(p) for p in people),
            "eighths": 4,
            "minutes": Estimate(minutes=30),
            **changes,
        }
    )


def fitting(name: str, *people: str, **changes: Any) -> Event:
    """An hour's fitting at the stage, any time in the first four weeks."""
    return Event(
        **{
            "id": EventId(name),
            "kind": EventKind.FITTING,
            "name": name,
            "people": tuple(PersonId(p) for p in people),
            "dates": (dates(-7, 28),),
            "minutes": 60,
            "place": STAGE,
            **changes,
        }
    )


def clauses(**values: int) -> Rulebook:
    """A rulebook with these numbers; `__` stands for the point in a key."""
    return Rulebook(
        name="test",
        dated="2026",
        clauses=tuple(Clause(key=k.replace("__", "."), value=v) for k, v in values.items()),
    )


def unit(name: str = "main", **changes: Any) -> Unit:
    """The main unit, based in Vienna."""
    return Unit(**{"id": UnitId(name), "name": name, "base": VIENNA, **changes})


def film(*scenes: Scene, people: Iterable[Person] = (), **changes: Any) -> Production:
    """A production of these scenes. Who is in them and not named exists with default terms."""
    given = {p.id: p for p in people}
    names: dict[str, None] = dict.fromkeys(given)
    for s in scenes:
        names |= dict.fromkeys(c.role for c in s.cast)
        names |= dict.fromkeys(r for p in s.parts for r in p.on_camera)
        names |= dict.fromkeys((*s.present, *(q for p in s.parts for q in p.present)))
    for e in changes.get("events", ()):
        names |= dict.fromkeys(e.people)
    everybody = tuple(given.get(PersonId(n)) or person(n) for n in names)
    places = tuple(
        Place(id=p, name=p, base=b, sets=tuple(SetId(s) for s, q in SET_PLACES.items() if q == p))
        for p, b in ((STAGE, VIENNA), (PARK, VIENNA), (FORUM, ROME))
    )
    return Production(
        **{
            "title": "Test",
            "currency": "EUR",
            "calendar": Calendar(span=dates(0, 60)),
            "rulebook": clauses(),
            "scenes": scenes,
            "roles": tuple(Role(id=RoleId(p.id), name=p.name) for p in everybody),
            "sets": tuple(Set(id=SetId(s), name=s) for s in SET_PLACES),
            "people": everybody,
            "casting": tuple(Casting(role=RoleId(p.id), person=p.id) for p in everybody),
            "bases": (
                Base(id=VIENNA, name="Vienna", timezone="Europe/Vienna"),
                Base(id=ROME, name="Rome", timezone="Europe/Rome"),
            ),
            "places": places,
            "units": (unit(),),
            **changes,
        }
    )


def at(strip: str | int, place: PlaceId = STAGE) -> PlacedStrip:
    """A strip at a place."""
    return PlacedStrip(strip=StripId(str(strip)), place=place)


def day(
    n: int,
    *strips: str | int | PlacedStrip | Banner,
    call: int = 480,
    unit: str = "main",
    light: UnitLight = UnitLight.DAY,
    **changes: Any,
) -> UnitDay:
    """A unit day n days after the first Monday, called at 08:00; plain numbers are at the stage."""
    placed = (s if isinstance(s, PlacedStrip | Banner) else at(s) for s in strips)
    return UnitDay(
        unit=UnitId(unit), date=on(n), call=call, light=light, entries=tuple(placed), **changes
    )


def event(name: str, n: int, start: int = 600, place: PlaceId | None = None) -> PlacedEvent:
    """An event placed on day n."""
    return PlacedEvent(event=EventId(name), date=on(n), start=start, place=place)


def plan(*days: UnitDay, **changes: Any) -> Plan:
    """A plan of these days."""
    return Plan(**{"days": days, **changes})


def with_place(production: Production, place: PlaceId, **changes: Any) -> Production:
    """The production with one place changed."""
    return replace(
        production,
        places=tuple(replace(p, **changes) if p.id == place else p for p in production.places),
    )


def found(rule: str, production: Production, answer: Plan) -> list[Finding]:
    """What one rule says of a plan: findings with its code."""
    return [f for f in check(production, answer) if f.code in {rule, f"rule.{rule}"}]


def breaks(rule: str, production: Production, answer: Plan) -> bool:
    """Whether a plan breaks a rule."""
    return any(f.level is Level.ERROR for f in found(rule, production, answer))
