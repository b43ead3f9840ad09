"""A strip that no day takes is told with what a first AD can do, and doing it helps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import BaseId, PersonId, PlaceId, RoleId, SceneId, SetId, UnitId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Place, Set
from intercut.domain.production import Production, Unit
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
from intercut.planning import solve

MONDAY = dt.date(2027, 1, 4)
MAIN = Unit(id=UnitId("main"), name="Main", base=BaseId("town"))
DAWN = Scene(
    id=SceneId("1"),
    number="1",
    heading=Heading(
        original="EXT. YARD - DAWN", int_ext=IntExt.EXT, set_name="yard", light=Light.DAWN
    ),
    set=SetId("yard"),
    eighths=EighthsCount(computed=3),
    minutes=Estimate(minutes=60),
    cast=(CastEntry(role=RoleId("ANN"), presence=Presence.SEEN, works=True),),
)
SHOW = Production(
    title="Yard",
    currency="EUR",
    calendar=Calendar(span=DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=4))),
    rulebook=Rulebook(name="none", dated=""),
    scenes=(DAWN,),
    roles=(Role(id=RoleId("ANN"), name="ANN"),),
    sets=(Set(id=SetId("yard"), name="YARD"),),
    people=(Person(id=PersonId("ann"), name="Ann"),),
    casting=(Casting(role=RoleId("ANN"), person=PersonId("ann")),),
    bases=(Base(id=BaseId("town"), name="Town"),),
    places=(Place(id=PlaceId("house"), name="House", base=BaseId("town"), sets=(SetId("yard"),)),),
    units=(MAIN,),
)


def test_a_dawn_that_no_call_reaches_says_how_to_reach_it() -> None:
    (found,) = [f for f in solve(SHOW, iterations=20, seed=1).findings if f.code == "unplaced"]
    assert "the dawn outside at House (sunrise 06:00" in found.message
    assert "the hours a unit may be called at" in found.message
    assert "earliest_call" in found.fix
    assert "`light` in `scenes`" in found.fix
    early = replace(SHOW, units=(replace(MAIN, earliest_call=240),))
    assert not solve(early, iterations=20, seed=1).plan.boneyard
    by_day = replace(DAWN, heading=replace(DAWN.heading, light=Light.DAY))
    assert not solve(replace(SHOW, scenes=(by_day,)), iterations=20, seed=1).plan.boneyard
