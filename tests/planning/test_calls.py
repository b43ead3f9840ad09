"""A board without hours gets the calls and lights that fit its strips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

import pytest

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import BaseId, PersonId, PlaceId, RoleId, SceneId, SetId, StripId, UnitId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.places import Base, Place, Set
from intercut.domain.plan import PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Production, Unit
from intercut.domain.rulebook import Rulebook
from intercut.domain.rulebooks import UK_DRAMA
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
from intercut.planning.calls import with_calls
from intercut.schedule import judge

MONDAY = dt.date(2026, 3, 2)
HOUSE, MAIN = PlaceId("house"), UnitId("main")


def scene(number: str, light: Light) -> Scene:
    return Scene(
        id=SceneId(number),
        number=number,
        heading=Heading(
            original=f"EXT. YARD - {light}", int_ext=IntExt.EXT, set_name="yard", light=light
        ),
        set=SetId("yard"),
        eighths=EighthsCount(computed=8),
        minutes=Estimate(minutes=60),
        cast=(CastEntry(role=RoleId("ANN"), presence=Presence.SEEN, works=True),),
    )


SHOW = Production(
    title="Yard",
    currency="EUR",
    calendar=Calendar(span=DateSpan(first=MONDAY, last=MONDAY + dt.timedelta(days=11))),
    rulebook=Rulebook(name="none", dated=""),
    scenes=(scene("1", Light.DAY), scene("2", Light.NIGHT), scene("3", Light.DAWN)),
    roles=(Role(id=RoleId("ANN"), name="ANN"),),
    sets=(Set(id=SetId("yard"), name="YARD"),),
    people=(Person(id=PersonId("ann"), name="Ann"),),
    casting=(Casting(role=RoleId("ANN"), person=PersonId("ann")),),
    bases=(Base(id=BaseId("town"), name="Town"),),
    places=(Place(id=HOUSE, name="House", base=BaseId("town"), sets=(SetId("yard"),)),),
    units=(Unit(id=MAIN, name="Main", base=BaseId("town"), earliest_call=240),),
)


def board(*days: tuple[int, str]) -> Plan:
    return Plan(
        days=tuple(
            UnitDay(
                unit=MAIN,
                date=MONDAY + dt.timedelta(days=n),
                call=480,
                entries=(PlacedStrip(strip=StripId(strip), place=HOUSE),),
            )
            for n, strip in days
        )
    )


def errors(plan: Plan) -> list[str]:
    return [f.code for f in judge(SHOW, plan).findings if f.level == "error"]


def test_each_day_is_called_when_its_light_is_there() -> None:
    bare = board((0, "3"), (1, "1"), (2, "2"))
    assert errors(bare).count("rule.light") == 2
    called = with_calls(SHOW, bare)
    assert errors(called) == []
    assert [d.light for d in called.days][2] is not UnitLight.DAY
    assert [d.strips for d in called.days] == [d.strips for d in bare.days]


def test_people_rest_between_the_calls_chosen() -> None:
    called = with_calls(SHOW, board((0, "2"), (1, "1"), (2, "3")))
    assert "rule.rest" not in errors(called)


@pytest.mark.parametrize("lights", ["121", "211", "212", "221", "222"])
def test_days_that_bind_each_other_are_timed_together(lights: str) -> None:
    numbers = [f"{light}{n}" for n, light in enumerate(lights)]
    scenes = tuple(
        replace(
            scene(number, Light.DAY if number[0] == "1" else Light.NIGHT),
            minutes=Estimate(minutes=300 if number[0] == "1" else 180),
        )
        for number in numbers
    )
    show = replace(SHOW, scenes=scenes, rulebook=UK_DRAMA)
    called = with_calls(show, board(*enumerate(numbers)))
    assert not [f for f in judge(show, called).findings if f.level == "error"]


def test_what_is_locked_or_unknown_stays() -> None:
    bare = board((0, "2"), (5, "1"))
    locked = replace(bare, days=(replace(bare.days[0], locked=True), bare.days[1]))
    assert with_calls(SHOW, locked).days[0] == locked.days[0]
    strange = replace(bare, days=(*bare.days, replace(bare.days[0], unit=UnitId("third"))))
    assert with_calls(SHOW, strange).days[2] == strange.days[2]
    assert with_calls(SHOW, Plan()) == Plan()


def test_the_kernel_and_the_plain_twin_choose_the_same_calls(
    make: Callable[[str, int], Production], monkeypatch: pytest.MonkeyPatch
) -> None:
    production = make("short", 3)
    plan = solve(production, seconds=None, iterations=100).plan
    bare = replace(plan, days=tuple(replace(d, call=480, light=UnitLight.DAY) for d in plan.days))
    called = with_calls(production, bare)
    monkeypatch.setattr(import_module("intercut.planning.calls"), "native", None)
    assert with_calls(production, bare) == called
    assert called != bare
