from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from tests.schedule.stage import (
    PARK,
    STAGE,
    VIENNA,
    at,
    clauses,
    day,
    event,
    film,
    fitting,
    on,
    person,
    plan,
    scene,
    unit,
    with_place,
)

from intercut.domain.places import Move
from intercut.domain.plan import Banner
from intercut.domain.production import Production
from intercut.domain.scene import Light
from intercut.schedule.clock import timed_day, timed_plan
from intercut.schedule.index import Index
from intercut.schedule.results import DayTimes, PersonTimes


def clock(production: Production, *strips: object, **changes: object) -> DayTimes:
    return timed_day(Index(production), day(0, *strips, **changes))  # type: ignore[arg-type]


def shots(times: DayTimes) -> list[tuple[int, int, int]]:
    return [(e.arrive, e.start, e.end) for e in times.entries]


def test_the_first_strip_waits_for_the_unit_the_place_and_its_own_set_up() -> None:
    production = with_place(film(scene(1, minutes=30, setup_minutes=7)), STAGE, setup_minutes=13)
    assert shots(clock(production, 1)) == [(480, 480 + 45 + 13 + 7, 480 + 45 + 13 + 7 + 30)]


def test_another_place_takes_the_move_and_the_set_up_there() -> None:
    production = with_place(
        film(scene(1), scene(2, set="meadow", setup_minutes=5)), PARK, setup_minutes=10
    )
    times = clock(production, 1, at(2, PARK))
    end = 480 + 45 + 60
    assert shots(times)[1] == (end + 45, end + 45 + 10 + 5, end + 45 + 15 + 60)
    assert times.entries[1].move_minutes == 45
    assert times.entries[1].setup_minutes == 15


def test_a_stated_move_holds_both_ways_unless_the_way_back_is_stated() -> None:
    there = Move(start=STAGE, end=PARK, minutes=70)
    back = Move(start=PARK, end=STAGE, minutes=20)
    one, two = film(moves=(there,)), film(moves=(back, there))
    assert Index(one).move_minutes(STAGE, PARK) == 70
    assert Index(one).move_minutes(PARK, STAGE) == 70
    assert Index(two).move_minutes(STAGE, PARK) == 70
    assert Index(two).move_minutes(PARK, STAGE) == 20
    assert Index(two).move_minutes(PARK, PARK) == 0


def test_a_move_nobody_stated_takes_the_rulebooks_default() -> None:
    index = Index(film(rulebook=clauses(move__default_minutes=33)))
    assert index.move_minutes(STAGE, PARK) == 33


def test_a_change_of_set_takes_its_minutes_and_hides_a_change_of_light() -> None:
    production = film(scene(1), scene(2, set="hall", light=Light.NIGHT))
    assert clock(production, 1, 2).entries[1].setup_minutes == 30


def test_a_change_of_light_takes_its_minutes() -> None:
    production = film(scene(1), scene(2, light=Light.NIGHT, setup_minutes=3))
    assert clock(production, 1, 2).entries[1].setup_minutes == 23


def test_the_same_set_and_light_take_only_the_strips_own_set_up() -> None:
    production = film(scene(1), scene(2, setup_minutes=3))
    assert clock(production, 1, 2).entries[1].setup_minutes == 3


def test_a_banner_takes_its_minutes_and_the_set_stays_as_it_was() -> None:
    production = film(scene(1), scene(2))
    times = clock(production, 1, Banner(text="TURN AROUND", minutes=25), 2)
    end = 480 + 45 + 60
    assert shots(times) == [(480, 525, end), (end, end, end + 25), (end + 25, end + 25, end + 85)]
    assert times.entries[1].strip is None


def test_the_meal_comes_before_work_that_would_end_after_six_hours() -> None:
    production = film(scene(1, minutes=285), scene(2, minutes=31))
    times = clock(production, 1, 2)
    assert [(m.start, m.end) for m in times.meals] == [(810, 870)]
    assert times.entries[1].meal_before
    assert shots(times)[1] == (870, 870, 901)


def test_no_meal_before_work_that_ends_just_in_time() -> None:
    production = film(scene(1, minutes=285), scene(2, minutes=30))
    times = clock(production, 1, 2)
    assert times.meals == ()
    assert times.wrap == 840


def test_the_meal_comes_before_the_company_move() -> None:
    production = film(scene(1, minutes=285), scene(2, set="meadow", minutes=10))
    times = clock(production, 1, at(2, PARK))
    assert times.meals[0].start == 810
    assert shots(times)[1] == (870 + 45, 915, 925)


def test_a_long_strip_is_interrupted_by_every_meal() -> None:
    production = film(scene(1, minutes=900))
    times = clock(production, 1)
    assert [(m.start, m.end) for m in times.meals] == [(840, 900), (1260, 1320)]
    assert shots(times) == [(480, 525, 525 + 900 + 120)]
    assert not times.entries[0].meal_before


def test_a_meal_in_the_set_up_moves_the_first_shot() -> None:
    production = film(scene(1, minutes=10, setup_minutes=400))
    assert shots(clock(production, 1)) == [(480, 480 + 445 + 60, 480 + 445 + 60 + 10)]


def test_a_meal_on_the_way_moves_the_arrival() -> None:
    far = Move(start=STAGE, end=PARK, minutes=400)
    production = film(scene(1, minutes=300), scene(2, set="meadow"), moves=(far,))
    times = clock(production, 1, at(2, PARK))
    assert [m.start for m in times.meals] == [825, 825 + 60 + 360]
    assert times.entries[1].arrive == 825 + 60 + 400 + 60


def test_a_continuous_day_has_no_meal() -> None:
    for book in (clauses(meal__length_minutes=0), clauses(meal__after_minutes=0)):
        times = clock(film(scene(1, minutes=600), rulebook=book), 1)
        assert times.meals == ()
        assert times.wrap == 480 + 45 + 600


def test_wrap_comes_some_time_after_the_last_shot() -> None:
    times = clock(film(scene(1), rulebook=clauses(unit__wrap_minutes=30)), 1)
    assert times.wrap == 480 + 45 + 60 + 30


def test_own_call_and_wrap_span_from_first_to_last_strip_with_make_up_and_strike() -> None:
    ann = person("ann", preparation_minutes=50, strike_minutes=15)
    production = film(scene(1, "ann"), scene(2, "ben"), scene(3, "ann"), people=[ann])
    times = clock(production, 1, 2, 3)
    of: dict[str, PersonTimes] = {p.person: p for p in times.people}
    assert (of["ann"].call, of["ann"].wrap) == (525 - 50, 525 + 180 + 15)
    assert (of["ann"].first_shot, of["ann"].last_shot) == (525, 705)
    assert of["ann"].strips == ("1", "3")
    assert (of["ben"].call, of["ben"].wrap) == (585, 645)
    assert of["ben"].base == VIENNA


def test_overtime_is_what_goes_beyond_the_normal_day() -> None:
    production = film(scene(1, minutes=600), units=(unit(normal_minutes=660),))
    assert clock(production, 1).overtime_minutes == 45 + 600 + 60 - 660


def test_days_stand_by_date_and_unit_and_are_counted_unit_by_unit() -> None:
    production = film(
        scene(1), scene(2), scene(3), units=(unit(), unit("second")), events=(fitting("f", "ann"),)
    )
    table = timed_plan(
        Index(production),
        plan(
            day(2, 3, unit="second"),
            day(2, 2),
            day(1),
            day(0, 1),
            events=(event("f", 3), event("unknown", 0)),
        ),
    )
    assert [(d.unit, d.date, d.number) for d in table.days] == [
        ("main", on(0), 1),
        ("main", on(1), 0),
        ("main", on(2), 2),
        ("second", on(2), 1),
    ]
    assert [(e.event, e.start, e.end, e.place) for e in table.events] == [("f", 600, 660, STAGE)]


def test_strips_and_units_nobody_knows_take_no_time() -> None:
    times = clock(film(scene(1)), "99", at(1, PARK), unit="ghost")
    assert [e.strip for e in times.entries] == ["1"]
    assert clock(film()).wrap == 480
    assert clock(film()).overtime_minutes == 0


def test_an_unknown_place_has_the_units_base_and_no_set_up() -> None:
    production = film(scene(1, "ann"), scene(2))
    times = clock(production, at(1, "nowhere"), at(2, "elsewhere"))  # type: ignore[arg-type]
    assert times.people[0].base == VIENNA
    assert times.entries[1].move_minutes == 45


def test_in_the_night_the_clocks_go_forward_an_hour_is_missing() -> None:
    index = Index(film())
    saturday = dt.date(2026, 3, 28)
    call = index.instant(VIENNA, saturday, 20 * 60, 20 * 60)
    wrap = index.instant(VIENNA, saturday, 20 * 60, 30 * 60)
    sunday_at_seven = index.instant(VIENNA, dt.date(2026, 3, 29), 7 * 60, 7 * 60)
    assert wrap - call == 600
    assert sunday_at_seven - wrap == 0  # ten hours after 20:00 it is 07:00 already
    assert index.instant(VIENNA, saturday, 31 * 60, 31 * 60) == sunday_at_seven


def test_bases_without_a_known_zone_run_on_utc() -> None:
    index = Index(film())
    assert index.instant(None, dt.date(1970, 1, 2), 60, 90) == 1440 + 90
    odd = film(bases=())
    assert Index(odd).timezone(VIENNA) == "UTC"


@given(
    minutes=st.lists(st.integers(0, 300), min_size=1, max_size=6),
    where=st.lists(st.sampled_from(["kitchen", "hall", "meadow"]), min_size=6, max_size=6),
)
def test_time_runs_forward_and_no_work_lasts_longer_than_six_hours_without_a_meal(
    minutes: list[int], where: list[str]
) -> None:
    scenes = [scene(n, set=where[n], minutes=m) for n, m in enumerate(minutes)]
    placed = [at(n, PARK if where[n] == "meadow" else STAGE) for n in range(len(minutes))]
    times = clock(film(*scenes), *placed)
    now = times.call
    for entry, m in zip(times.entries, minutes, strict=True):
        assert now <= entry.arrive <= entry.start <= entry.end
        now = entry.end
        assert entry.end - entry.start >= m
    work = sum(e.move_minutes + e.setup_minutes for e in times.entries) + sum(minutes)
    assert now == times.call + work + 60 * len(times.meals)
    edges = [times.call, *(t for m in times.meals for t in (m.start, m.end)), now]
    assert all(0 <= b - a <= 360 for a, b in zip(edges[::2], edges[1::2], strict=True))
