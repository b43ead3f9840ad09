"""A small show for the papers: two units, a night, a move, a secret cameo, a boneyard."""

from __future__ import annotations

import datetime as dt

import pytest

from intercut.domain.calendar import Calendar, DateSpan, Holiday
from intercut.domain.ids import (
    BaseId,
    EventId,
    PersonId,
    PlaceId,
    RoleId,
    SceneId,
    SetId,
    StripId,
    UnitId,
)
from intercut.domain.people import Casting, PayKind, Person, Role, Terms
from intercut.domain.places import Base, Place, Set
from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Event, EventKind, Production, Unit
from intercut.domain.rulebook import Rulebook
from intercut.domain.scene import (
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Presence,
    Scene,
)
from intercut.domain.units import Money

MONDAY = dt.date(2026, 3, 2)
SECRET_NAME = "Wilhelmina Quastenberg"
SECRET_ROLE = "AUNT PETRONELLA"
CODE_NAME = "MR. BLUE"


def _scene(
    number: str, set_id: str, light: Light, side: IntExt, roles: list[str], eighths: int
) -> Scene:
    return Scene(
        id=SceneId(number),
        number=number,
        heading=Heading(
            original=f"{side.value}. {set_id.upper()}", int_ext=side, set_name=set_id, light=light
        ),
        set=SetId(set_id),
        eighths=EighthsCount(computed=eighths),
        minutes=Estimate(minutes=eighths * 15),
        script_day="D1",
        synopsis=f"{' and '.join(r.title() for r in roles)} meet <b>& part</b>.",
        cast=tuple(CastEntry(role=RoleId(r), presence=Presence.SEEN, works=True) for r in roles),
    )


@pytest.fixture
def show() -> Production:
    """Four scenes in two places; Ida is held over a Wednesday; a cameo nobody may know of."""
    pay = Terms(kind=PayKind.DAILY, rate=Money(minor=50_000, currency="EUR"))
    return Production(
        title="Two Rooms",
        currency="EUR",
        calendar=Calendar(
            span=DateSpan(first=MONDAY, last=dt.date(2026, 3, 20)),
            holidays=(Holiday(day=dt.date(2026, 3, 9), name="Lamp Day"),),
        ),
        rulebook=Rulebook(name="none", dated=""),
        scenes=(
            _scene("1", "kitchen", Light.DAY, IntExt.INT, ["IDA", "TOM"], 11),
            _scene("2", "yard", Light.DAY, IntExt.EXT, ["IDA"], 4),
            _scene("3", "kitchen", Light.NIGHT, IntExt.INT, ["IDA", SECRET_ROLE], 8),
            _scene("4A", "yard", Light.NIGHT, IntExt.EXT, ["TOM"], 2),
            _scene("5", "yard", Light.DAWN, IntExt.EXT, ["TOM"], 1),
        ),
        roles=(
            Role(id=RoleId("IDA"), name="IDA", board_number="1"),
            Role(id=RoleId("TOM"), name="TOM", board_number="2"),
            Role(id=RoleId(SECRET_ROLE), name=SECRET_ROLE, board_number="10"),
        ),
        sets=(
            Set(id=SetId("kitchen"), name="PETRONELLA'S KITCHEN"),
            Set(id=SetId("yard"), name="YARD"),
        ),
        people=(
            Person(id=PersonId("ida"), name="Ida Marsh", home=BaseId("town"), terms=pay),
            Person(id=PersonId("tom"), name="Tom Ørsted", home=BaseId("town"), terms=pay),
            Person(
                id=PersonId("p3"), name=SECRET_NAME, code_name=CODE_NAME, secret=True,
                home=BaseId("town"), terms=pay,
            ),
        ),
        casting=(
            Casting(role=RoleId("IDA"), person=PersonId("ida")),
            Casting(role=RoleId("TOM"), person=PersonId("tom")),
            Casting(role=RoleId(SECRET_ROLE), person=PersonId("p3")),
        ),
        bases=(Base(id=BaseId("town"), name="Town", timezone="Europe/Lisbon"),),
        places=(
            Place(
                id=PlaceId("stage"), name="Stage 4", base=BaseId("town"),
                sets=(SetId("kitchen"),), address="1 Mill Rd",
            ),
            Place(id=PlaceId("farm"), name="Old farm", base=BaseId("town"), sets=(SetId("yard"),)),
        ),
        units=(Unit(id=UnitId("main"), name="Main", base=BaseId("town")),),
        events=(
            Event(
                id=EventId("fit-ida"), kind=EventKind.FITTING, name="Ida's coat",
                people=(PersonId("ida"),), minutes=60, place=PlaceId("stage"),
                dates=(DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=4)),),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def board() -> Plan:
    """Monday a move, Thursday the secret, the Tuesday after the holiday a night; one left over."""

    def strip(number: str, place: str) -> PlacedStrip:
        return PlacedStrip(strip=StripId(number), place=PlaceId(place))

    main = UnitId("main")
    return Plan(
        days=(
            UnitDay(
                unit=main, date=MONDAY, call=420,
                entries=(strip("1", "stage"), Banner(text="CAKE FOR PETRONELLA"),
                         strip("2", "farm")),
            ),
            UnitDay(
                unit=main, date=dt.date(2026, 3, 5), call=480, entries=(strip("3", "stage"),)
            ),
            UnitDay(
                unit=main, date=dt.date(2026, 3, 10), call=1080, light=UnitLight.NIGHT,
                entries=(strip("4A", "farm"),),
            ),
        ),
        events=(
            PlacedEvent(
                event=EventId("fit-ida"), date=dt.date(2026, 3, 4), start=600,
                place=PlaceId("stage"),
            ),
        ),
        boneyard=(StripId("5"),),
    )  # fmt: skip


@pytest.fixture
def secrets() -> frozenset[str]:
    """Every word that would give the cameo away."""
    return frozenset({SECRET_NAME, SECRET_ROLE, *SECRET_NAME.split(), *SECRET_ROLE.split()})
