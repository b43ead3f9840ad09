from __future__ import annotations

from tests.schedule.stage import (
    FORUM,
    PARK,
    STAGE,
    at,
    breaks,
    day,
    event,
    film,
    fitting,
    found,
    on,
    part,
    plan,
    scene,
    unit,
)

from intercut.domain.ids import SceneId, UnitId
from intercut.domain.production import DayPin, Pin, Production
from intercut.domain.scene import Mode

TWO = (unit(), unit("second"))


def pinned(**changes: object) -> Production:
    pin = Pin(target="2", **changes)  # type: ignore[arg-type]
    return film(scene(1), scene(2, places=(STAGE, PARK)), scene(3), pins=(pin,), units=TWO)


def test_a_pinned_strip_keeps_its_date() -> None:
    assert breaks("pins", pinned(date=on(1)), plan(day(0, 2)))
    assert not breaks("pins", pinned(date=on(1)), plan(day(1, 2)))


def test_a_pinned_strip_keeps_its_unit() -> None:
    assert breaks("pins", pinned(unit=UnitId("second")), plan(day(0, 2)))
    assert not breaks("pins", pinned(unit=UnitId("second")), plan(day(0, 2, unit="second")))


def test_a_pinned_strip_keeps_its_place() -> None:
    assert breaks("pins", pinned(place=PARK), plan(day(0, 2)))
    assert not breaks("pins", pinned(place=PARK), plan(day(0, at(2, PARK))))


def test_a_pinned_strip_keeps_its_position() -> None:
    assert breaks("pins", pinned(position=0), plan(day(0, 1, 2, 3)))
    assert not breaks("pins", pinned(position=1), plan(day(0, 1, 2, 3)))
    assert breaks("pins", pinned(position=-1), plan(day(0, 1, 2, 3)))
    assert not breaks("pins", pinned(position=-1), plan(day(0, 1, 3, 2)))


def test_what_is_shot_stays_on_the_board() -> None:
    assert breaks("pins", pinned(shot=True, date=on(0)), plan())
    assert not breaks("pins", pinned(shot=True, date=on(0)), plan(day(0, 2)))
    assert not breaks("pins", pinned(date=on(0)), plan())


def test_a_pin_on_a_part_asks_for_the_parts() -> None:
    split = scene(1, parts=(part(1, 1), part(1, 2)), modes=(Mode.WHOLE, Mode.PARTS))
    production = film(split, pins=(Pin(target="1pt1", date=on(0)),))
    parts = ((SceneId("s1"), Mode.PARTS),)
    assert breaks("pins", production, plan(day(0, 1)))
    assert not breaks("pins", production, plan(day(0, "1pt1"), day(1, "1pt2"), modes=parts))
    whole = film(split, pins=(Pin(target="1", date=on(0)),))
    assert not breaks("pins", whole, plan(day(0, 1)))
    assert breaks("pins", whole, plan(day(0, "1pt1"), day(1, "1pt2"), modes=parts))


def test_a_pinned_event_keeps_date_and_place() -> None:
    pin = Pin(target="f", date=on(1), place=STAGE)
    production = film(events=(fitting("f", "ann", place=None),), pins=(pin,))
    assert not breaks("pins", production, plan(events=(event("f", 1, place=STAGE),)))
    assert len(found("pins", production, plan(events=(event("f", 0, place=FORUM),)))) == 2


def test_a_pin_on_nothing_known_holds_nothing() -> None:
    production = film(scene(1), pins=(Pin(target="99", date=on(0)),))
    assert not breaks("pins", production, plan(day(1, 1)))


def fixed(*targets: str, n: int = 0) -> Production:
    pin = DayPin(unit=UnitId("main"), date=on(n), targets=targets)
    return film(scene(1), scene(2), scene(3), day_pins=(pin,), events=(fitting("f", "ann"),))


def test_a_fixed_day_holds_exactly_its_strips_in_order() -> None:
    production = fixed("1", "3")
    assert not breaks("day_pins", production, plan(day(0, 1, 3), day(1, 2)))
    for other in ((3, 1), (1, 3, 2), (1,), ()):
        assert breaks("day_pins", production, plan(day(0, *other)))
    assert breaks("day_pins", production, plan(day(1, 1, 3)))


def test_a_fixed_day_holds_its_events() -> None:
    production = fixed("1", "f", "99")
    assert not breaks("day_pins", production, plan(day(0, 1), events=(event("f", 0, 700),)))
    assert breaks("day_pins", production, plan(day(0, 1), events=(event("f", 1),)))


def test_an_event_without_a_place_is_nowhere() -> None:
    pin = Pin(target="f", place=STAGE)
    production = film(events=(fitting("f", "ann", place=None),), pins=(pin,))
    told = found("pins", production, plan(events=(event("f", 1),)))
    assert told[0].message == "f is at nowhere; it is pinned to stage."
