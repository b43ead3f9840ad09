from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.schedule.stage import (
    FORUM,
    PARK,
    STAGE,
    at,
    breaks,
    clauses,
    day,
    film,
    found,
    on,
    plan,
    scene,
    with_place,
)

from intercut.domain.finding import Level
from intercut.domain.ids import PlaceId
from intercut.domain.places import Base, SunTimes
from intercut.domain.plan import UnitLight
from intercut.domain.production import Production
from intercut.domain.scene import IntExt, Light
from intercut.schedule.index import Index
from intercut.schedule.sun import assumed_sun, computed_sun, sun_at


def outside(light: Light, minutes: int = 60, int_ext: IntExt = IntExt.EXT) -> Production:
    """The sun in the meadow is up from 07:00 to 19:00 on the first day, 06:50 on the second."""
    sun = (
        SunTimes(day=on(0), sunrise=420, sunset=1140),
        SunTimes(day=on(1), sunrise=410, sunset=1141),
    )
    production = film(scene(1, set="meadow", light=light, minutes=minutes, int_ext=int_ext))
    return with_place(production, PARK, sun=sun)


def in_wrong_light(
    production: Production, first_shot: int, light: UnitLight = UnitLight.DAY
) -> bool:
    answer = plan(day(0, at(1, PARK), call=first_shot - 45, light=light))
    return breaks("light", production, answer)


@pytest.mark.parametrize("int_ext", [IntExt.EXT, IntExt.INT_EXT])
def test_day_outside_is_shot_between_sunrise_and_sunset(int_ext: IntExt) -> None:
    production = outside(Light.DAY, int_ext=int_ext)
    for first_shot, off in ((420, False), (419, True), (1080, False), (1081, True)):
        assert in_wrong_light(production, first_shot) is off


def test_day_outside_is_not_shot_on_a_night() -> None:
    production = outside(Light.DAY)
    assert in_wrong_light(production, 600, UnitLight.NIGHT)
    assert not in_wrong_light(production, 600, UnitLight.SPLIT)


def test_night_outside_is_shot_after_sunset_and_before_sunrise() -> None:
    production = outside(Light.NIGHT)
    dark = ((1140, False), (1139, True), (1440 + 350, False), (1440 + 351, True), (360, False))
    for first_shot, off in dark:
        assert in_wrong_light(production, first_shot, UnitLight.NIGHT) is off
    assert in_wrong_light(production, 361, UnitLight.NIGHT)


def test_night_outside_is_not_shot_on_a_day() -> None:
    assert in_wrong_light(outside(Light.NIGHT), 1200)
    assert not in_wrong_light(outside(Light.NIGHT), 1200, UnitLight.SPLIT)


def test_dawn_and_dusk_lie_around_sunrise_and_sunset() -> None:
    for light, middle in ((Light.DAWN, 420), (Light.DUSK, 1140)):
        production = outside(light)
        for first_shot, off in (
            (middle - 45, False),
            (middle - 46, True),
            (middle - 15, False),
            (middle - 14, True),
        ):
            assert in_wrong_light(production, first_shot) is off


def test_a_strip_longer_than_dusk_reaches_over_all_of_it() -> None:
    production = outside(Light.DUSK, minutes=120)
    for first_shot, off in ((1065, False), (1064, True), (1095, False), (1096, True)):
        assert in_wrong_light(production, first_shot) is off


def test_inside_and_in_any_light_everything_goes() -> None:
    assert not in_wrong_light(outside(Light.ANY), 1200)
    assert not in_wrong_light(outside(Light.NIGHT, int_ext=IntExt.INT), 600)
    assert not in_wrong_light(outside(Light.DAY, int_ext=IntExt.INT), 600, UnitLight.NIGHT)


def test_the_sun_is_assumed_where_nobody_said_where_a_place_is() -> None:
    production = film(scene(1, set="meadow", int_ext=IntExt.EXT))
    told = found("sun.assumed", production, plan(day(0, at(1, PARK))))
    assert [f.level for f in told] == [Level.NOTE]
    early = film(
        scene(1, set="meadow", int_ext=IntExt.EXT), rulebook=clauses(sun__rise_minutes=540)
    )
    assert breaks("light", early, plan(day(0, at(1, PARK))))
    assert assumed_sun(Index(early)) == (540, 1140)
    assert sun_at(Index(early), PlaceId("moon"), on(0)) is None


def test_the_sun_is_computed_from_the_place_or_its_base() -> None:
    vienna = Base(
        id=film().bases[0].id,
        name="Vienna",
        timezone="Europe/Vienna",
        latitude=48.21,
        longitude=16.37,
    )
    index = Index(film(bases=(vienna,)))
    sun = sun_at(index, STAGE, dt.date(2026, 6, 21))
    # Published for Vienna: 04:54 and 20:58 (Zentralanstalt für Meteorologie).
    assert sun is not None
    assert abs(sun[0] - (4 * 60 + 54)) <= 3
    assert abs(sun[1] - (20 * 60 + 58)) <= 3
    north = with_place(film(bases=(vienna,)), STAGE, latitude=59.91, longitude=10.75)
    assert sun_at(Index(north), STAGE, dt.date(2026, 6, 21)) != sun
    assert sun_at(index, FORUM, dt.date(2026, 6, 21)) is None


def test_where_the_sun_stays_up_there_is_no_night_and_where_it_stays_down_no_day() -> None:
    assert computed_sun(78.2, 15.6, "Arctic/Longyearbyen", dt.date(2026, 6, 21)) == (0, 1440)
    assert computed_sun(78.2, 15.6, "Arctic/Longyearbyen", dt.date(2026, 12, 21)) == (720, 720)


def weather_film(*more: object, **changes: object) -> Production:
    rain = scene(1, set="meadow", int_ext=IntExt.EXT, weather_bound=True)
    spare = scene(2, cover=True)
    return film(rain, spare, scene(3, set="temple", cover=True))


def test_a_day_that_hangs_on_the_weather_has_a_cover_left() -> None:
    production = weather_film()
    with_cover = plan(day(0, at(1, PARK)), day(1, 2), day(2, at(3, FORUM)))
    spent = plan(day(0, 2), day(1, at(1, PARK)), day(2, at(3, FORUM)))
    assert not found("weather.no_cover", production, with_cover)
    assert [f.level for f in found("weather.no_cover", production, spent)] == [Level.WARNING]


def test_a_cover_strip_not_scheduled_yet_is_one_that_is_left() -> None:
    production = weather_film()
    assert not found("weather.no_cover", production, plan(day(1, at(1, PARK))))
    moved = replace(production, places=tuple(p for p in production.places if p.id != STAGE))
    assert found("weather.no_cover", moved, plan(day(1, at(1, PARK))))


def test_cover_on_the_same_date_is_spent() -> None:
    production = weather_film()
    answer = plan(day(1, at(1, PARK), 2), day(2, at(3, FORUM)))
    assert found("weather.no_cover", production, answer)


@pytest.mark.parametrize(("evening", "forward"), [(26, True), (236, False)])
def test_a_night_outside_ends_at_sunrise_by_the_clock_of_the_morning(
    evening: int, forward: bool
) -> None:
    """Vienna's clocks change on 29 March and 25 October 2026; the sun is told by the new time."""
    assert on(evening).isoformat() in {"2026-03-28", "2026-10-24"}
    rise = 6 * 60 + 30
    sun = tuple(SunTimes(day=on(evening + n), sunrise=rise, sunset=1080) for n in (0, 1))
    call = 20 * 60
    wait = -60 if forward else 60
    for spare, off in ((0, False), (1, True)):
        minutes = 24 * 60 + rise + wait - (call + 45) + spare
        production = with_place(
            film(
                scene(1, set="meadow", light=Light.NIGHT, minutes=minutes, int_ext=IntExt.EXT),
                rulebook=clauses(meal__length_minutes=0),
            ),
            PARK,
            sun=sun,
        )
        answer = plan(day(evening, at(1, PARK), call=call, light=UnitLight.NIGHT))
        assert breaks("light", production, answer) is off
        if off:
            (told,) = (f for f in found("light", production, answer) if f.level is Level.ERROR)
            assert "20:45-06:31+1" in told.message
            assert "it is dark 18:00-06:30+1" in told.message
