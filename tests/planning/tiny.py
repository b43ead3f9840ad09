"""A production small enough to be enumerated: one place or two, a few strips, three days."""

from __future__ import annotations

import datetime as dt
import random

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import BaseId, PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.people import AvailabilityWindow, Casting, PayKind, Person, Role, Terms
from intercut.domain.places import Base, Move, Place, Set
from intercut.domain.production import Production, Unit
from intercut.domain.rulebook import Clause, Rulebook
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

MONDAY = dt.date(2027, 3, 1)


def eur(amount: int) -> Money:
    return Money(minor=amount * 100, currency="EUR")


def tiny(chance: random.Random, *, strips: int = 4, days: int = 3) -> Production:
    """Strips at two places with three people of different terms; some are away for a day."""
    span = DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=days - 1))
    kinds = (PayKind.DAILY, PayKind.WEEKLY, PayKind.FLAT)
    people = tuple(
        Person(
            id=PersonId(f"p{n}"),
            name=("Ada", "Bo", "Cy")[n],
            home=BaseId("home"),
            terms=Terms(
                kind=kinds[(n + chance.randrange(3)) % 3],
                rate=eur(100 * (n + 1)),
                drops=chance.randrange(2),
                drop_gap_days=1,
                guarantee=chance.randrange(3),
                overtime_hour=eur(10),
            ),
            availability=(
                AvailabilityWindow(
                    dates=DateSpan(first=away, last=away),
                    available=False,
                ),
            )
            if chance.random() < 0.3
            else (),
        )
        for n in range(3)
        for away in [MONDAY + dt.timedelta(days=chance.randrange(days))]
    )
    scenes = []
    for n in range(strips):
        cast = chance.sample(range(3), chance.randrange(0, 3))
        light = chance.choice((Light.DAY, Light.NIGHT))
        scenes.append(
            Scene(
                id=SceneId(f"s{n}"),
                number=str(n + 1),
                heading=Heading(
                    original="INT. SET - DAY", int_ext=IntExt.INT, set_name="SET", light=light
                ),
                set=SetId(f"set{chance.randrange(3)}"),
                eighths=EighthsCount(computed=chance.randrange(1, 12)),
                minutes=Estimate(minutes=chance.choice((60, 120, 200, 280))),
                cast=tuple(
                    CastEntry(role=RoleId(f"r{c}"), presence=Presence.SEEN, works=True)
                    for c in sorted(cast)
                ),
            )
        )
    return Production(
        title="Tiny",
        currency="EUR",
        calendar=Calendar(span=span),
        rulebook=Rulebook(
            name="tiny",
            dated="2027",
            clauses=(
                Clause(key="call.grid_minutes", value=60),
                Clause(key="rest.daily_minutes", value=chance.choice((600, 720))),
            ),
        ),
        scenes=tuple(scenes),
        roles=tuple(Role(id=RoleId(f"r{n}"), name=f"ROLE {n}") for n in range(3)),
        sets=tuple(Set(id=SetId(f"set{n}"), name=f"SET {n}") for n in range(3)),
        people=people,
        casting=tuple(Casting(role=RoleId(f"r{n}"), person=PersonId(f"p{n}")) for n in range(3)),
        bases=(Base(id=BaseId("home"), name="Home"),),
        places=(
            Place(id=PlaceId("a"), name="A", base=BaseId("home"), sets=(SetId("set0"), SetId("set1")),
                  fee_day=eur(50), fee_opening=eur(30), setup_minutes=20),
            Place(id=PlaceId("b"), name="B", base=BaseId("home"), sets=(SetId("set2"),),
                  fee_day=eur(70), setup_minutes=30),
        ),
        moves=(Move(start=PlaceId("a"), end=PlaceId("b"), minutes=40, cost=eur(15)),),
        units=(
            Unit(
                id=UnitId("main"),
                name="Main",
                base=BaseId("home"),
                normal_minutes=480,
                longest_minutes=chance.choice((600, 700)),
                day_cost=eur(400),
                overtime_hour=eur(60),
                earliest_call=420,
                latest_call=540,
            ),
        ),
    )  # fmt: skip
