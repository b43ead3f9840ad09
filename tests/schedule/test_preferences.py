from __future__ import annotations

from typing import Any

import pytest
from tests.schedule.stage import (
    PARK,
    at,
    day,
    eur,
    film,
    person,
    plan,
    scene,
    unit,
)

from intercut.domain.finding import Level
from intercut.domain.people import PayKind, Terms
from intercut.domain.plan import Banner, Plan, UnitLight
from intercut.domain.production import Preference, Production
from intercut.domain.scene import IntExt
from intercut.schedule import (
    PREFERENCES,
    USUAL_AD,
    Case,
    Index,
    LineKind,
    check,
    cost,
    usual_ad,
)
from intercut.schedule.preferences import occurrences

NIGHT = UnitLight.NIGHT
OUT: dict[str, Any] = {"set": "meadow", "int_ext": IntExt.EXT}


def times(name: str, production: Production, answer: Plan, **settings: int) -> int:
    wish = Preference(name=name, price=eur(1), settings=tuple(settings.items()))
    return len(occurrences(Case(Index(production), answer), wish))


def test_exteriors_come_before_a_share_of_the_working_days_is_over() -> None:
    # 61 dates hold 45 working days; half of them, 23, are over with day 30, a Wednesday.
    production = film(scene(1, **OUT), scene(2))
    for n, count in ((30, 0), (31, 1)):
        assert times("exteriors_early", production, plan(day(n, at(1, PARK))), percent=50) == count
        assert times("exteriors_early", production, plan(day(n, 2)), percent=50) == 0
    assert times("exteriors_early", production, plan(day(0, at(1, PARK))), percent=0) == 1


def test_the_first_day_is_light() -> None:
    units = (unit(normal_minutes=200),)
    for minutes, count in ((105, 0), (106, 1)):
        production = film(scene(1, minutes=minutes), scene(2, minutes=190), units=units)
        assert times("light_first_day", production, plan(day(0, 1), day(1, 2))) == count


def test_days_without_a_price_are_few() -> None:
    scenes = (scene(1), scene(2))
    free = film(*scenes, units=(unit(day_cost=None),))
    paid = film(*scenes, units=(unit(day_cost=eur(1)),))
    assert times("few_days", free, plan(day(0, 1, 2))) == 1
    assert times("few_days", free, plan(day(0, 1), day(1, 2))) == 2
    assert times("few_days", paid, plan(day(0, 1), day(1, 2))) == 0


def test_people_without_terms_are_called_on_days_close_together() -> None:
    scenes = (scene(1, "ann"), scene(2, "ann"))
    unpaid = film(*scenes, people=(person("ann", terms=Terms()),))
    assert times("few_idle_days", unpaid, plan(day(0, 1), day(1, 2))) == 0
    assert times("few_idle_days", unpaid, plan(day(0, 1), day(3, 2))) == 2
    assert times("few_idle_days", unpaid, plan(day(3, 1), day(8, 2))) == 2  # a weekend between
    paid = film(*scenes, people=(person("ann", terms=Terms(kind=PayKind.DAILY, rate=eur(1))),))
    assert times("few_idle_days", paid, plan(day(0, 1), day(3, 2))) == 0


def test_nights_stand_together() -> None:
    production = film(*(scene(n) for n in range(5)))
    together = plan(day(0, 0), day(1, 1, light=NIGHT), day(4, 2, light=NIGHT), day(7, 3))
    apart = plan(day(0, 0, light=NIGHT), day(1, 1), day(2, 2, light=NIGHT), day(3, 3, light=NIGHT))
    assert times("nights_together", production, together) == 0
    assert times("nights_together", production, apart) == 1


def test_scenes_with_a_role_in_common_follow_the_story() -> None:
    production = film(scene(1, "ann"), scene(2, "ann", "ben"), scene(3, "ben"), scene(4, "kim"))
    assert times("story_order", production, plan(day(0, 1, 2, 3, 4))) == 0
    assert times("story_order", production, plan(day(0, 4, 3), day(1, 2, 1))) == 2
    assert times("story_order", production, plan(day(0, 3), day(1, 1))) == 0


def test_a_scene_shot_in_sittings_counts_from_its_first() -> None:
    production = film(scene(1, "ann"), scene(2, "ann"))
    assert times("story_order", production, plan(day(1, 1), day(2, 2), day(0, 1))) == 0


def test_days_are_about_as_long_as_the_normal_day() -> None:
    units = (unit(normal_minutes=200),)
    for minutes, count in ((95, 0), (94, 1), (215, 0), (216, 1)):
        production = film(scene(1, minutes=minutes), units=units)
        assert times("balanced_days", production, plan(day(0, 1)), minutes=60) == count


def test_banners_make_no_day_longer_or_shorter_than_its_strips() -> None:
    production = film(scene(1, minutes=94), units=(unit(normal_minutes=200),))
    waited = plan(day(0, Banner(text="WAIT", minutes=60), 1, Banner(text="TALK", minutes=300)))
    assert times("balanced_days", production, plan(day(0, 1)), minutes=60) == 1
    assert times("balanced_days", production, waited, minutes=60) == 1
    assert times("balanced_days", production, waited, minutes=66) == 0


def test_children_come_first_in_the_day() -> None:
    kim = person("kim", minor_profile="any")
    production = film(scene(1, "kim"), scene(2, "ann"), scene(3, "kim", "ann"), people=[kim])
    assert times("children_early", production, plan(day(0, 1, 3, 2))) == 0
    assert times("children_early", production, plan(day(0, 1, 2, 3))) == 1
    assert times("children_early", production, plan(day(0, 2, 1, 3))) == 2
    assert times("children_early", film(scene(1, "ann")), plan(day(0, 1))) == 0


def test_big_scenes_neither_open_nor_close_a_day() -> None:
    production = film(scene(1, eighths=24), scene(2, eighths=23), scene(3))
    name = "big_scenes_neither_first_nor_last"
    assert times(name, production, plan(day(0, 2, 1, 3))) == 0
    assert times(name, production, plan(day(0, 1, 2, 3))) == 1
    assert times(name, production, plan(day(0, 1, 2))) == 0


def test_big_scenes_are_not_on_day_one() -> None:
    production = film(scene(1, eighths=24), scene(2))
    assert times("big_scene_not_day_one", production, plan(day(0, 1), day(1, 2))) == 1
    assert times("big_scene_not_day_one", production, plan(day(0, 2), day(1, 1))) == 0


def test_cover_is_kept_for_the_weather() -> None:
    production = film(scene(1, weather_bound=True, **OUT), scene(2, cover=True))
    assert times("cover_kept", production, plan(day(0, at(1, PARK)), day(1, 2))) == 0
    assert times("cover_kept", production, plan(day(0, 2), day(1, at(1, PARK)))) == 1


def test_moves_are_few() -> None:
    production = film(scene(1), scene(2, **OUT), scene(3))
    assert times("few_moves", production, plan(day(0, 1, at(2, PARK), 3))) == 2
    assert times("few_moves", production, plan(day(0, 1, 3, at(2, PARK)))) == 1


def test_a_place_is_shot_out_before_it_is_left() -> None:
    production = film(scene(1), scene(2, **OUT), scene(3))
    back = plan(day(0, 1), day(1, at(2, PARK)), day(2, 3))
    assert times("places_shot_out", production, back) == 1
    assert (
        times("places_shot_out", production, plan(day(0, 1), day(1, 3), day(2, at(2, PARK)))) == 0
    )


def test_preferences_are_lines_apart_from_money() -> None:
    wish = Preference(name="few_moves", price=eur(3))
    production = film(scene(1), scene(2, **OUT), preferences=(wish,))
    sheet = cost(production, plan(day(0, 1, at(2, PARK))))
    assert (sheet.money, sheet.total) == (0, 300)
    assert [(line.kind, line.rule) for line in sheet.lines] == [
        (LineKind.PREFERENCE, "preference.few_moves")
    ]


def test_a_preference_nobody_knows_is_pointed_out() -> None:
    wish = Preference(name="good_weather", price=eur(3))
    production = film(scene(1), preferences=(wish,))
    told = [f for f in check(production, plan(day(0, 1))) if f.code == "preference.unknown"]
    assert [f.level for f in told] == [Level.WARNING]
    assert cost(production, plan(day(0, 1))).total == 0


@pytest.mark.parametrize(("currency", "unit_amount"), [("EUR", 100), ("JPY", 1), ("KWD", 1000)])
def test_the_usual_assistant_director_wishes_for_everything_once(
    currency: str, unit_amount: int
) -> None:
    profile = usual_ad(currency)
    assert [p.name for p in profile] == list(PREFERENCES) == list(USUAL_AD)
    assert all(p.price.minor == USUAL_AD[p.name].price * unit_amount for p in profile)
    assert all(dict(p.settings) == dict(USUAL_AD[p.name].settings) for p in profile)
