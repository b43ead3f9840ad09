from __future__ import annotations

from dataclasses import replace

from tests.schedule.stage import (
    FORUM,
    MON,
    PARK,
    STAGE,
    at,
    away,
    breaks,
    dates,
    day,
    event,
    film,
    fitting,
    found,
    part,
    person,
    plan,
    scene,
    unit,
    with_place,
)

from intercut.domain.calendar import Calendar, Holiday, Hours
from intercut.domain.ids import PlaceId, SceneId, SetId, StripId, UnitId
from intercut.domain.plan import PlacedEvent
from intercut.domain.scene import Mode
from intercut.domain.units import Money

BOTH = (Mode.WHOLE, Mode.PARTS)


def test_a_strip_that_stands_nowhere_is_unplaced() -> None:
    production = film(scene(1), scene(2))
    assert [f.where.strip for f in found("unplaced", production, plan(day(0, 1)))] == ["2"]
    assert not found("unplaced", production, plan(day(0, 1, 2)))


def test_a_strip_in_the_boneyard_is_unplaced_once() -> None:
    left = found("unplaced", film(scene(1)), plan(boneyard=(StripId("1"),)))
    assert len(left) == 1
    assert not breaks("strips", film(scene(1)), plan(boneyard=(StripId("1"),)))


def test_unplaced_tells_the_reason_where_the_production_gives_one() -> None:
    def reason(production: object) -> str:
        return found("unplaced", production, plan())[0].message  # type: ignore[arg-type]

    assert "its set stands nowhere" in reason(film(scene(1, set="moon")))
    nowhere = scene(1, places=(PlaceId("moon"),))
    assert "no place known" in reason(film(nowhere))
    assert "no unit" in reason(film(scene(1, units=(UnitId("third"),))))
    assert "longest day" in reason(film(scene(1, minutes=2000)))
    assert "no working day" in reason(film(scene(1, dates=(dates(5, 6),))))
    ann = person("ann", availability=(away(0, 60),))
    assert "Ann cannot be had" in reason(film(scene(1, "ann"), people=[ann]))
    ben = person("ben", availability=(away(0, 30),))
    late = person("ann", availability=(away(31, 60),))
    assert "together" in reason(film(scene(1, "ann", "ben"), people=[late, ben]))
    assert reason(film(scene(1))) == "Strip 1 is not scheduled."


def test_an_event_without_a_date_is_unplaced() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    assert found("unplaced", production, plan(day(1, 1)))
    assert not found("unplaced", production, plan(day(1, 1), events=(event("f", 0),)))


def test_a_strip_stands_once() -> None:
    production = film(scene(1), scene(2))
    assert breaks("strips", production, plan(day(0, 1, 2), day(1, 1)))
    assert not breaks("strips", production, plan(day(0, 1, 2)))


def test_only_strips_of_the_breakdown_stand_on_the_board() -> None:
    assert breaks("strips", film(scene(1)), plan(day(0, 1, 99)))
    assert breaks("strips", film(scene(1)), plan(day(0, 1), boneyard=(StripId("99"),)))
    assert breaks("strips", film(scene(1)), plan(day(0, 1), boneyard=(StripId("1"),)))


def test_only_strips_of_the_mode_chosen_stand_on_the_board() -> None:
    production = film(scene(1, parts=(part(1, 1), part(1, 2)), modes=BOTH))
    parts = ((SceneId("s1"), Mode.PARTS),)
    assert breaks("strips", production, plan(day(0, "1pt1", "1pt2")))
    assert not breaks("strips", production, plan(day(0, "1pt1", "1pt2"), modes=parts))
    assert breaks("strips", production, plan(day(0, 1), modes=parts))
    assert not found("unplaced", production, plan(day(0, "1pt1", "1pt2"), modes=parts))


def test_a_mode_is_one_the_scene_is_open_to() -> None:
    production = film(scene(1))
    assert breaks("strips", production, plan(day(0, 1), modes=((SceneId("s1"), Mode.PARTS),)))
    assert breaks("strips", production, plan(day(0, 1), modes=((SceneId("s9"), Mode.WHOLE),)))
    assert not breaks("strips", production, plan(day(0, 1), modes=((SceneId("s1"), Mode.WHOLE),)))


def test_units_places_and_events_are_known_and_single() -> None:
    production = film(scene(1, "ann"), scene(2), events=(fitting("f", "ann"),))
    fine = plan(day(1, 1, 2), events=(event("f", 0),))
    assert not breaks("known", production, fine)
    assert breaks("known", production, plan(day(1, 1, 2, unit="third")))
    assert breaks("known", production, plan(day(1, 1), day(1, 2)))
    assert breaks("known", production, plan(day(1, at(1, PlaceId("moon")))))
    assert breaks("known", production, replace(fine, events=(event("g", 0),)))
    assert breaks("known", production, replace(fine, events=(event("f", 0), event("f", 2))))
    moon = PlacedEvent(event=fitting("f").id, date=MON, start=600, place=PlaceId("moon"))
    assert breaks("known", production, replace(fine, events=(moon,)))


def test_a_unit_shoots_on_its_working_days() -> None:
    production = film(scene(1))
    assert breaks("calendar", production, plan(day(5, 1)))
    assert not breaks("calendar", production, plan(day(4, 1)))
    assert not breaks("calendar", production, plan(day(5)))


def test_the_calendar_says_why_it_is_closed() -> None:
    closed = Calendar(
        span=dates(0, 20),
        holidays=(Holiday(day=MON, name="Founders' Day"),),
        travel_days=frozenset({dates(1).first}),
    )
    production = film(scene(1), units=(unit(calendar=closed),))
    says = {n: found("calendar", production, plan(day(n, 1)))[0].message for n in (0, 1, 5, 21)}
    assert "Founders' Day" in says[0]
    assert "a travel day" in says[1]
    assert "a day off" in says[5]
    assert "outside" in says[21]


def test_a_strip_is_shot_by_a_unit_it_is_open_to() -> None:
    production = film(scene(1, units=(UnitId("second"),)), units=(unit(), unit("second")))
    assert breaks("units", production, plan(day(0, 1)))
    assert not breaks("units", production, plan(day(0, 1, unit="second")))


def test_a_strip_is_shot_on_a_date_it_is_open_to() -> None:
    production = film(scene(1, dates=(dates(1, 2), dates(4))))
    assert breaks("dates", production, plan(day(3, 1)))
    assert not breaks("dates", production, plan(day(4, 1)))


def test_a_strip_is_shot_where_its_set_stands() -> None:
    production = film(scene(1), scene(2, set="moon"))
    assert breaks("place", production, plan(day(0, at(1, PARK))))
    assert not breaks("place", production, plan(day(0, at(1, STAGE))))
    assert "stands nowhere" in found("place", production, plan(day(0, 2)))[0].message


def test_a_scenes_own_places_come_before_those_of_its_set() -> None:
    production = film(scene(1, places=(PARK,)))
    assert breaks("place", production, plan(day(0, at(1, STAGE))))
    assert not breaks("place", production, plan(day(0, at(1, PARK))))
    two = with_place(film(scene(1)), PARK, sets=(SetId("kitchen"),))
    assert not breaks("place", two, plan(day(0, at(1, PARK))))


def test_an_event_keeps_its_dates_hours_and_place() -> None:
    dressed = fitting("f", "ann", dates=(dates(0, 2),), hours=Hours(start=540, end=720))
    production = film(events=(dressed,))
    assert not breaks("events", production, plan(events=(event("f", 2, start=660),)))
    assert breaks("events", production, plan(events=(event("f", 3),)))
    assert breaks("events", production, plan(events=(event("f", 2, start=661),)))
    assert breaks("events", production, plan(events=(event("f", 2, place=FORUM),)))


def test_prices_in_other_currencies_need_a_rate() -> None:
    from intercut.schedule import judge

    production = film(scene(1), units=(unit(day_cost=Money(minor=5, currency="USD")),))
    verdict = judge(production, plan(day(0, 1)))
    assert [f.code for f in verdict.findings] == ["cost.exchange"]
    assert verdict.cost.total == 0
