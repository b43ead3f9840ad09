from __future__ import annotations

import pytest
from tests.schedule.stage import (
    FORUM,
    PARK,
    ROME,
    STAGE,
    at,
    breaks,
    dates,
    day,
    eur,
    event,
    film,
    fitting,
    found,
    on,
    person,
    plan,
    scene,
    unit,
)

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.finding import Level
from intercut.domain.ids import PersonId, PlaceId, RuleId
from intercut.domain.plan import Plan
from intercut.domain.production import EventKind, Production
from intercut.schedule import cost
from intercut.schedule.rules.apart import pairs_of

ANN, BEN, KIM = PersonId("ann"), PersonId("ben"), PersonId("kim")


def keep(degree: Degree, **changes: object) -> ApartRule:
    rule: dict[str, object] = {"people": (ANN,), "others": (BEN,), **changes}
    return ApartRule(id=RuleId("apart"), degree=degree, **rule)  # type: ignore[arg-type]


def cast(*rules: ApartRule, **changes: object) -> Production:
    """1 Ann, 2 Ben, 3 both, 4 Ann with Ben as reader, 5 Ben in the meadow, 6 Ben in Rome."""
    return film(
        scene(1, "ann"),
        scene(2, "ben"),
        scene(3, "ann", "ben"),
        scene(4, "ann", present=(BEN,)),
        scene(5, "ben", set="meadow"),
        scene(6, "ben", set="temple"),
        **{"units": (unit(), unit("second")), "apart": rules, **changes},  # type: ignore[arg-type]
    )


def near(degree: Degree, answer: Plan, **changes: object) -> bool:
    return breaks("apart", cast(keep(degree, **changes)), answer)


TOGETHER = plan(day(0, 3))
READ_IN = plan(day(0, 4))
ONE_AFTER_OTHER = plan(day(0, 1, 2))
OTHER_UNIT = plan(day(0, 1), day(0, at(5, PARK), unit="second", call=600))
NEXT_DAY = plan(day(0, 1), day(1, 2))
NEXT_WEEK = plan(day(4, 1), day(7, 2))


@pytest.mark.parametrize(
    ("degree", "too_near", "far_enough"),
    [
        (Degree.FRAME, [TOGETHER], [READ_IN, ONE_AFTER_OTHER]),
        (Degree.SET, [TOGETHER, READ_IN], [ONE_AFTER_OTHER]),
        (Degree.CALLS, [TOGETHER, READ_IN], [ONE_AFTER_OTHER, NEXT_DAY, OTHER_UNIT]),
        (Degree.BASE, [TOGETHER, READ_IN, ONE_AFTER_OTHER, OTHER_UNIT], [NEXT_DAY]),
        (Degree.DAY, [TOGETHER, READ_IN, ONE_AFTER_OTHER, OTHER_UNIT], [NEXT_DAY]),
        (Degree.WEEK, [TOGETHER, READ_IN, ONE_AFTER_OTHER, NEXT_DAY], [NEXT_WEEK, OTHER_UNIT]),
    ],
)
def test_each_degree_forbids_what_it_says(
    degree: Degree, too_near: list[Plan], far_enough: list[Plan]
) -> None:
    assert [near(degree, answer) for answer in too_near] == [True] * len(too_near)
    assert [near(degree, answer) for answer in far_enough] == [False] * len(far_enough)


def test_a_degree_that_implies_another_is_broken_with_it() -> None:
    answers = [TOGETHER, READ_IN, ONE_AFTER_OTHER, OTHER_UNIT, NEXT_DAY, NEXT_WEEK]
    night_then_morning = plan(day(0, 1, call=1740), day(1, 2, unit="second", call=300))
    for degree in Degree:
        for other in Degree:
            for answer in [*answers, night_then_morning]:
                if degree.implies(other) and near(other, answer):
                    assert near(degree, answer)


def test_calls_may_have_to_lie_some_minutes_apart() -> None:
    assert not near(Degree.CALLS, ONE_AFTER_OTHER)
    assert near(Degree.CALLS, ONE_AFTER_OTHER, gap_minutes=1)
    # Ann 08:45 to 09:45, Ben from 10:45.
    assert not near(Degree.CALLS, OTHER_UNIT, gap_minutes=60)
    assert near(Degree.CALLS, OTHER_UNIT, gap_minutes=61)


def test_a_night_and_the_morning_after_are_near_in_calls_and_not_in_days() -> None:
    # Ann from 05:45 to 06:45 of the next date; Ben on that date.
    for call, off in ((360, False), (345, True), (240, False)):
        answer = plan(day(0, 1, call=1740), day(1, 2, unit="second", call=call))
        assert near(Degree.CALLS, answer) is off


def test_another_base_on_one_date_is_far_enough_for_base_and_not_for_day() -> None:
    rome = cast(
        keep(Degree.BASE),
        units=(unit(), unit("second"), unit("rome", base=ROME)),
    )
    assert not breaks("apart", rome, plan(day(0, 1), day(0, at(6, FORUM), unit="rome")))
    assert near(Degree.DAY, plan(day(0, 1), day(0, at(6, FORUM), unit="second")))


def test_units_at_one_base_are_too_near_for_base_also_from_elsewhere() -> None:
    assert near(Degree.BASE, plan(day(0, 1), day(0, at(6, FORUM), unit="second")))


def test_two_units_on_one_set_at_once_bring_people_together() -> None:
    answer = plan(day(0, 1), day(0, 2, unit="second"))
    assert near(Degree.SET, answer)
    assert not near(Degree.SET, plan(day(0, 1), day(0, 2, unit="second", call=600)))
    assert not near(Degree.FRAME, answer)


@pytest.mark.parametrize("degree", [d for d in Degree if d is not Degree.FRAME])
def test_an_event_brings_people_together(degree: Degree) -> None:
    production = cast(keep(degree), events=(fitting("f", "ann", "ben"),))
    assert breaks("apart", production, plan(events=(event("f", 0),)))
    alone = cast(keep(degree), events=(fitting("f", "ann"), fitting("g", "ben")))
    apart = plan(events=(event("f", 0), event("g", 1, start=720)))
    assert not breaks("apart", alone, apart)


def test_one_flight_brings_people_together_for_base_and_day() -> None:
    home = [person("ann", home=ROME), person("ben", home=ROME)]
    answer = plan(day(1, 1), day(3, 2))
    for degree, off in ((Degree.BASE, True), (Degree.DAY, True), (Degree.CALLS, False)):
        # Ann goes home on the date Ben comes.
        production = cast(keep(degree), people=home)
        assert breaks("apart", production, answer) is off
        assert not breaks("apart", production, plan(day(1, 1), day(4, 2)))


def test_planned_journeys_count_as_derived_ones() -> None:
    flights = (
        fitting("fly", "ann", kind=EventKind.TRAVEL, to_base=ROME, place=None),
        fitting("go", "ben", kind=EventKind.TRAVEL, to_base=ROME, place=None),
    )
    production = cast(keep(Degree.BASE), events=flights)
    assert breaks("apart", production, plan(events=(event("fly", 0), event("go", 0, start=900))))
    assert not breaks("apart", production, plan(events=(event("fly", 0), event("go", 5))))


def test_journeys_between_the_same_bases_count_in_either_direction() -> None:
    flights = (
        fitting("fly", "ann", kind=EventKind.TRAVEL, to_base=ROME, place=None),
        fitting("go", "ben", kind=EventKind.TRAVEL, to_base=ROME, place=None),
    )
    production = cast(keep(Degree.BASE), events=flights)
    # Ann goes home on the date after her flight.
    assert breaks("apart", production, plan(events=(event("fly", 0), event("go", 1))))


def test_a_rule_holds_in_its_period_only() -> None:
    assert near(Degree.DAY, ONE_AFTER_OTHER, period=dates(0, 3))
    assert not near(Degree.DAY, ONE_AFTER_OTHER, period=dates(1, 3))


def test_every_pair_and_date_counts_once() -> None:
    rule = keep(Degree.DAY, others=(BEN, KIM), people=(ANN, BEN))
    assert pairs_of(rule) == [(ANN, BEN), (ANN, KIM), (BEN, KIM)]
    production = cast(keep(Degree.DAY, price=eur(100)))
    answer = plan(day(0, 3, 4, 1, 2))
    told = found("apart", production, answer)
    assert [f.level for f in told] == [Level.WARNING]
    lines = [line for line in cost(production, answer).lines if line.rule == "soft.apart"]
    assert [(line.quantity, line.amount) for line in lines] == [(1, 10000)]


def test_a_week_counts_once() -> None:
    production = cast(keep(Degree.WEEK))
    told = found("apart", production, plan(day(0, 1), day(1, 3), day(2, 2), day(7, 3)))
    assert [f.where.date for f in told] == [str(on(1)), str(on(7))]


def test_a_group_without_others_is_kept_apart_among_itself() -> None:
    rule = keep(Degree.SET, people=(ANN, BEN, KIM), others=())
    assert pairs_of(rule) == [(ANN, BEN), (ANN, KIM), (BEN, KIM)]


@pytest.mark.parametrize(
    ("degree", "too_near", "far_enough"),
    [
        (Degree.FRAME, plan(day(0, 2)), plan(day(0, 4))),
        (Degree.SET, plan(day(0, 4)), plan(day(0, at(5, PARK)))),
        (Degree.CALLS, plan(day(0, 1), day(0, at(5, PARK), unit="second")), plan(day(0, 1), day(0, at(5, PARK), unit="second", call=600))),
        (Degree.BASE, plan(day(0, at(5, PARK))), plan(day(0, at(6, FORUM), unit="rome"))),
        (Degree.DAY, plan(day(0, at(6, FORUM), unit="rome"), day(0, 1)), plan(day(1, at(6, FORUM), unit="rome"), day(0, 1))),
        (Degree.WEEK, plan(day(1, at(5, PARK)), day(0, 1)), plan(day(7, at(5, PARK)), day(0, 1))),
    ],
)  # fmt: skip
def test_a_person_is_kept_from_a_place(degree: Degree, too_near: Plan, far_enough: Plan) -> None:
    rule = keep(degree, people=(BEN,), others=(), place=STAGE)
    units = (unit(), unit("second"), unit("rome", base=ROME))
    assert breaks("apart", cast(rule, units=units), too_near)
    assert not breaks("apart", cast(rule, units=units), far_enough)


def test_a_place_is_in_use_from_the_first_arrival_to_the_last_shot() -> None:
    rule = keep(Degree.CALLS, people=(BEN,), others=(), place=STAGE)
    # Called 08:00, two strips to 10:45; Ben comes to the park.
    for call, off in ((600, False), (585, True)):
        answer = plan(day(0, 1, 1), day(0, at(5, PARK), unit="second", call=call))
        assert breaks("apart", cast(rule), answer) is off


@pytest.mark.parametrize("degree", [Degree.SET, Degree.CALLS, Degree.BASE, Degree.DAY])
def test_an_event_at_a_place_counts_for_it(degree: Degree) -> None:
    rule = keep(degree, people=(BEN,), others=(), place=STAGE)
    production = cast(rule, events=(fitting("f", "ben"), fitting("g", "ben", place=FORUM)))
    assert breaks("apart", production, plan(events=(event("f", 0),)))
    assert not breaks("apart", production, plan(events=(event("g", 0),)))


def test_somebody_kept_from_an_unknown_place_is_far_enough() -> None:
    rule = keep(Degree.SET, people=(BEN,), others=(), place=PlaceId("moon"))
    assert not breaks("apart", cast(rule), plan(day(0, 2)))
    assert "moon" in found("apart", cast(rule), plan(day(0, at(2, PlaceId("moon")))))[0].message


def test_a_meeting_is_told_by_names() -> None:
    told = found("apart", cast(keep(Degree.BASE)), ONE_AFTER_OTHER)
    assert told[0].message == (
        "Ann and Ben are both at Vienna on Mon 2 Mar 2026; they are kept apart (base)."
    )
