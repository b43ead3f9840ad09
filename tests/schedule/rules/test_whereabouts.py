from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.schedule.stage import (
    FORUM,
    PARK,
    ROME,
    VIENNA,
    at,
    away,
    breaks,
    day,
    event,
    film,
    fitting,
    found,
    person,
    plan,
    scene,
    unit,
)

from intercut.domain.production import EventKind, Production

TWO = (unit(), unit("second"))


def test_calls_of_one_person_do_not_overlap() -> None:
    production = film(scene(1, "ann"), scene(2, "ann"), units=TWO)
    # First unit 08:45 to 09:45.
    for call, off in ((540, False), (525, True)):
        answer = plan(day(0, 1), day(0, 2, unit="second", call=call))
        assert breaks("two_places", production, answer) is off


def test_a_fitting_during_a_strip_is_a_second_place() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    for start, off in ((585, False), (584, True), (465, False), (466, True)):
        answer = plan(day(0, 1), events=(event("f", 0, start=start),))
        assert breaks("two_places", production, answer) is off


def test_the_move_lies_between_two_calls_of_one_date() -> None:
    production = film(scene(1, "ann"), scene(2, "ann", set="meadow"), units=TWO)
    for call, off in ((585, False), (570, True)):
        answer = plan(day(0, 1), day(0, at(2, PARK), unit="second", call=call))
        assert breaks("two_places", production, answer) is off


def test_two_bases_on_one_date_are_two_places() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann", place=FORUM),))
    assert breaks("two_places", production, plan(day(0, 1), events=(event("f", 0, start=900),)))
    home = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    assert not breaks("two_places", home, plan(day(0, 1), events=(event("f", 0, start=900),)))


def test_a_night_that_runs_into_the_next_dates_call_overlaps() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    for start, off in ((180, True), (285, False)):
        answer = plan(day(0, 1, call=1620), events=(event("f", 1, start=start),))
        # Called 03:00 of day 1, at work 03:45 to 04:45.
        assert breaks("two_places", production, answer) is off


def test_a_unit_stays_at_one_base_all_day() -> None:
    production = film(scene(1), scene(2, set="temple"), scene(3, set="meadow"))
    assert breaks("two_places", production, plan(day(0, 1, at(2, FORUM))))
    assert not breaks("two_places", production, plan(day(0, 1, at(3, PARK))))


def rome(**changes: object) -> Production:
    ann = person("ann", **changes)
    return film(scene(1, "ann"), scene(2, "ann", set="temple"), people=[ann])


def test_another_base_needs_a_date_for_the_journey() -> None:
    assert breaks("travel", rome(), plan(day(0, 1), day(1, at(2, FORUM))))
    assert not breaks("travel", rome(), plan(day(0, 1), day(2, at(2, FORUM))))


def test_the_date_of_the_journey_is_one_the_person_can_be_had() -> None:
    answer = plan(day(0, 1), day(3, at(2, FORUM)))
    for date, off in ((1, False), (2, True), (4, True), (5, False)):
        assert breaks("travel", rome(availability=(away(date),)), answer) is off


def test_other_calls_do_not_fall_on_the_date_of_the_journey() -> None:
    production = replace(rome(), events=(fitting("f", "ann"),))
    answer = plan(day(0, 1), day(3, at(2, FORUM)))
    assert not breaks("travel", production, replace(answer, events=(event("f", 1),)))
    assert breaks("travel", production, replace(answer, events=(event("f", 2),)))
    nowhere = replace(rome(), events=(fitting("f", "ann", place=None),))
    told = found("travel", nowhere, replace(answer, events=(event("f", 2),)))
    assert "another call" in told[0].message


def test_travel_planned_as_an_event_stands_for_the_derived_journey() -> None:
    flight = fitting("fly", "ann", kind=EventKind.TRAVEL, to_base=ROME, place=None)
    production = replace(rome(availability=(away(2),)), events=(flight,))
    answer = plan(day(0, 1), day(3, at(2, FORUM)))
    assert breaks("travel", production, answer)
    assert not breaks("travel", production, replace(answer, events=(event("fly", 1),)))


def test_planned_travel_has_a_date_of_its_own() -> None:
    flight = fitting("fly", "ann", kind=EventKind.TRAVEL, to_base=ROME, place=None)
    production = replace(rome(), events=(flight,))
    answer = plan(day(0, 1), day(2, at(2, FORUM)), events=(event("fly", 0, start=900),))
    assert breaks("travel", production, answer)


def test_whoever_has_no_home_is_where_they_are_first_called() -> None:
    assert not breaks("travel", rome(home=None, availability=(away(-1),)), plan(day(0, 1)))
    assert breaks("travel", rome(home=ROME, availability=(away(-1),)), plan(day(0, 1)))
    assert not breaks("travel", rome(home=VIENNA, availability=(away(-1),)), plan(day(0, 1)))


def test_a_journey_names_bases_also_when_nobody_listed_them() -> None:
    production = replace(rome(), bases=())
    told = found("travel", production, plan(day(0, 1), day(1, at(2, FORUM))))
    assert "from vienna to rome" in told[0].message
    lost = fitting("fly", "ann", kind=EventKind.TRAVEL, place=None)
    unsure = replace(rome(), events=(lost,))
    answer = plan(day(0, 1), day(2, at(2, FORUM)), events=(event("fly", 0, start=900),))
    assert "to elsewhere" in found("travel", unsure, answer)[0].message


def test_there_is_no_journey_beyond_the_calendar() -> None:
    answer = plan(replace(day(0, at(2, FORUM)), date=dt.date.max))
    assert "the calendar ends" in found("travel", rome(), answer)[0].message
