from __future__ import annotations

import pytest
from tests.schedule.stage import (
    PARK,
    at,
    breaks,
    clauses,
    day,
    film,
    found,
    person,
    plan,
    scene,
    unit,
)

from intercut.domain.finding import Level
from intercut.domain.plan import UnitLight


def test_a_unit_does_not_work_longer_than_its_longest_day() -> None:
    # Call to first shot 45, one meal of 60: 345 + 105 = 450.
    short, long = film(scene(1, minutes=345)), film(scene(1, minutes=346))
    units = (unit(longest_minutes=450),)
    assert breaks("longest_day", film(scene(1, minutes=346), units=units), plan(day(0, 1)))
    assert not breaks("longest_day", film(scene(1, minutes=345), units=units), plan(day(0, 1)))
    assert not breaks("longest_day", short, plan(day(0, 1)))
    assert not breaks("longest_day", long, plan(day(0, 1)))


def test_a_unit_day_keeps_the_page_limit() -> None:
    units = (unit(page_limit=15),)
    production = film(scene(1), scene(2, eighths=8), scene(3, eighths=7), units=units)
    assert breaks("page_limit", production, plan(day(0, 1, 2)))
    assert not breaks("page_limit", production, plan(day(0, 1, 3)))


def test_a_unit_does_not_move_too_often() -> None:
    production = film(scene(1), scene(2, set="meadow"), scene(3), units=(unit(most_moves=1),))
    assert breaks("most_moves", production, plan(day(0, 1, at(2, PARK), 3)))
    assert not breaks("most_moves", production, plan(day(0, 1, 3, at(2, PARK))))


def test_a_unit_works_in_the_light_it_may() -> None:
    production = film(scene(1), units=(unit(lights=(UnitLight.DAY,)),))
    assert breaks("unit_light", production, plan(day(0, 1, light=UnitLight.NIGHT)))
    assert not breaks("unit_light", production, plan(day(0, 1)))


@pytest.mark.parametrize(
    ("light", "earliest", "latest"),
    [(UnitLight.DAY, 360, 600), (UnitLight.SPLIT, 660, 900), (UnitLight.NIGHT, 900, 1260)],
)
def test_a_call_lies_within_the_hours_of_its_light(
    light: UnitLight, earliest: int, latest: int
) -> None:
    production = film(scene(1))
    for call in (earliest, latest):
        assert not breaks("call", production, plan(day(0, 1, call=call, light=light)))
    for call in (earliest - 15, latest + 15):
        assert breaks("call", production, plan(day(0, 1, call=call, light=light)))


def test_a_call_stands_on_the_quarter_hour_unless_the_rulebook_has_another_grid() -> None:
    assert breaks("call", film(scene(1)), plan(day(0, 1, call=487)))
    assert not breaks("call", film(scene(1)), plan(day(0, 1, call=495)))
    for grid in (0, 7):
        book = clauses(call__grid_minutes=grid)
        assert not breaks("call", film(scene(1), rulebook=book), plan(day(0, 1, call=490)))


def test_nobody_works_longer_than_their_own_longest_day() -> None:
    ann = person("ann", longest_minutes=180, preparation_minutes=60)
    for book in (clauses(), clauses(person__longest_minutes=90)):
        production = film(
            scene(1, "ann"), scene(2), scene(3, "ann", minutes=1), people=[ann], rulebook=book
        )
        assert breaks("own_longest_day", production, plan(day(0, 1, 2, 3)))
        assert not breaks("own_longest_day", production, plan(day(0, 1, 3, 2)))


def test_the_rulebooks_longest_day_holds_where_a_person_has_none() -> None:
    production = film(scene(1, "ann", minutes=61), rulebook=clauses(person__longest_minutes=60))
    assert breaks("own_longest_day", production, plan(day(0, 1)))
    assert not breaks("own_longest_day", film(scene(1, "ann", minutes=61)), plan(day(0, 1)))


def test_first_meals_are_counted_from_own_call_where_the_rulebook_says_so() -> None:
    ann = person("ann", preparation_minutes=120)
    production = film(
        scene(1, "ann", minutes=300),
        scene(2, "ann"),
        people=[ann],
        rulebook=clauses(meal__person_clock=1),
    )
    told = found("meals", production, plan(day(0, 1, 2)))
    assert [f.level for f in told] == [Level.WARNING]
    graced = clauses(meal__person_clock=1, meal__grace_minutes=60)
    for book in (clauses(), graced, clauses(meal__person_clock=1, meal__length_minutes=0)):
        kept = film(scene(1, "ann", minutes=300), scene(2, "ann"), people=[ann], rulebook=book)
        assert not found("meals", kept, plan(day(0, 1, 2)))


def test_whoever_wraps_before_the_meal_is_due_needs_none() -> None:
    production = film(scene(1, "ann"), scene(2), rulebook=clauses(meal__person_clock=1))
    assert not found("meals", production, plan(day(0, 1, 2)))
