from __future__ import annotations

from dataclasses import replace

import pytest
from tests.schedule.stage import (
    MON,
    PARK,
    STAGE,
    at,
    away,
    breaks,
    clauses,
    dates,
    day,
    event,
    film,
    fitting,
    found,
    person,
    plan,
    scene,
    with_place,
)

from intercut.domain.calendar import Calendar, Hours
from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import ElementId
from intercut.domain.people import AvailabilityWindow
from intercut.domain.places import Permit, permitted_hours
from intercut.domain.source import Source

AGENT = Source(who="Ann's agent", where="mail of 1 March")


def test_nobody_is_called_while_away() -> None:
    ann = person("ann", availability=(replace(away(0, 1), source=AGENT),))
    production = film(scene(1, "ann"), people=[ann])
    told = found("available", production, plan(day(1, 1)))
    assert "Ann is needed for strip 1 on Tue 3 Mar 2026" in told[0].message
    assert told[0].facts == (AGENT,)
    assert not found("available", production, plan(day(2, 1)))


def test_own_call_to_own_wrap_lies_within_the_hours_offered() -> None:
    window = AvailabilityWindow(dates=dates(0, 5), hours=Hours(start=495, end=600))
    ann = person("ann", availability=(window,), preparation_minutes=30, strike_minutes=15)
    for minutes, off in ((60, False), (61, True)):
        production = film(scene(1, "ann", minutes=minutes), people=[ann])
        assert breaks("available", production, plan(day(0, 1))) is off


def test_an_event_needs_people_who_can_be_had() -> None:
    ann = person("ann", availability=(away(0),))
    production = film(people=[ann], events=(fitting("f", "ann"),))
    assert breaks("available", production, plan(events=(event("f", 0),)))
    assert not breaks("available", production, plan(events=(event("f", 1),)))


def test_somebody_nobody_knows_is_taken_as_available() -> None:
    production = film(scene(1, "ann"))
    stranger = replace(production, people=())
    assert not breaks("available", stranger, plan(day(0, 1)))


def test_an_element_is_used_when_it_can_be_had() -> None:
    crane = Element(
        id=ElementId("crane"),
        name="Crane",
        category=119,
        availability=(AvailabilityWindow(dates=dates(1), hours=Hours(start=480, end=585)),),
    )
    free = Element(id=ElementId("car"), name="Car", category=103)
    uses = (ElementUse(element=crane.id), ElementUse(element=free.id))
    production = film(
        scene(1, elements=uses), scene(2, minutes=1, elements=uses), elements=(crane, free)
    )
    assert breaks("element_available", production, plan(day(0, 1)))
    assert breaks("element_available", production, plan(day(1, 1, 2)))
    assert not breaks("element_available", production, plan(day(1, 1)))


def test_a_place_is_used_within_its_permit() -> None:
    permit = Permit(dates=dates(0, 4), hours=Hours(start=480, end=600), weekdays=frozenset({1}))
    production = with_place(film(scene(1), scene(2)), STAGE, permits=(permit,))
    assert breaks("permit", production, plan(day(0, 1)))
    assert not breaks("permit", production, plan(day(1, 1)))
    assert breaks("permit", production, plan(day(1, 1, 2)))
    assert breaks("permit", production, plan(day(1, 1, call=465)))


def test_a_permit_binds_from_arrival_and_only_there() -> None:
    permit = Permit(dates=dates(0, 4), hours=Hours(start=630, end=800))
    production = with_place(film(scene(1), scene(2, set="meadow")), PARK, permits=(permit,))
    # 08:00 call, 08:45 first shot, 09:45 on the way, 10:30 there.
    assert not breaks("permit", production, plan(day(0, 1, at(2, PARK))))
    assert breaks("permit", production, plan(day(0, 1, at(2, PARK), call=465)))


def test_a_closed_place_is_not_used() -> None:
    production = with_place(film(scene(1)), STAGE, closed=(dates(0),))
    assert breaks("permit", production, plan(day(0, 1)))
    assert not breaks("permit", production, plan(day(1, 1)))


def test_an_event_needs_its_place_open() -> None:
    production = with_place(film(events=(fitting("f", "ann"),)), STAGE, closed=(dates(0),))
    assert breaks("permit", production, plan(events=(event("f", 0),)))
    assert not breaks("permit", production, plan(events=(event("f", 1),)))


def test_permits_that_touch_are_one() -> None:
    morning = Permit(dates=dates(0), hours=Hours(start=420, end=540))
    later = Permit(dates=dates(0), hours=Hours(start=540, end=700))
    production = with_place(film(scene(1)), STAGE, permits=(morning, later))
    assert not breaks("permit", production, plan(day(0, 1)))
    assert permitted_hours(production.places[0], MON) == (Hours(start=420, end=700),)


@pytest.mark.parametrize(("evening", "wait"), [(26, -60), (236, 60)])
def test_hours_the_morning_after_are_read_on_its_clock(evening: int, wait: int) -> None:
    """Vienna's clocks go forward in the night to 29 March 2026, back in that to 25 October."""
    until = Hours(start=18 * 60, end=30 * 60)
    bound = AvailabilityWindow(dates=dates(evening), hours=until)
    for spare, off in ((0, False), (1, True)):
        minutes = 30 * 60 + wait - (20 * 60 + 45) + spare
        ann = person("ann", availability=(bound,))
        lamp = Element(id=ElementId("lamp"), category=47, name="Lamp", availability=(bound,))
        lit = scene(1, "ann", minutes=minutes, elements=(ElementUse(element=ElementId("lamp")),))
        production = with_place(
            film(
                lit, people=[ann], elements=(lamp,), calendar=Calendar(span=dates(0, 300)),
                rulebook=clauses(meal__length_minutes=0),
            ),
            STAGE,
            permits=(Permit(dates=dates(evening), hours=until),),
        )  # fmt: skip
        answer = plan(day(evening, 1, call=20 * 60))
        for rule in ("available", "element_available", "permit"):
            told = found(rule, production, answer)
            assert bool(told) is off
            assert all("to be had 18:00-06:00+1" in f.message for f in told)
