"""A scene is complete only when everything of it is shot."""

from __future__ import annotations

from datetime import date

from tests.domain.film import assembled

from intercut.domain.completion import owing_scenes
from intercut.domain.ids import PlaceId, StripId, UnitId
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.production import Production

FIRST, SECOND = date(2026, 3, 3), date(2026, 3, 5)


def on(day: date, *strips: str) -> UnitDay:
    placed = tuple(PlacedStrip(strip=StripId(s), place=PlaceId("stage")) for s in strips)
    return UnitDay(unit=UnitId("main"), date=day, call=480, entries=placed)


PLAN = Plan(days=(on(FIRST, "1", "2pt1"), on(SECOND, "2pt2", "3")))


def owed(production: Production, since: date | None = None) -> list[str]:
    return [str(c) for c in owing_scenes(production, PLAN, since)]


def test_one_end_shot_owes_the_other() -> None:
    pinned = "pins: [{target: 2pt1, date: 2026-03-03, shot: yes}]"
    assert owed(assembled(pinned).production) == ["2pt1 shot, owes 2pt2"]


def test_what_stands_before_a_date_counts_as_shot_then() -> None:
    assert owed(assembled().production, SECOND) == ["2pt1 shot, owes 2pt2"]


def test_a_scene_with_both_ends_shot_is_complete() -> None:
    both = """
    pins:
      - {target: 2pt1, date: 2026-03-03, shot: yes}
      - {target: 2pt2, date: 2026-03-05, shot: yes}
    """
    assert owed(assembled(both).production) == []


def test_a_pin_alone_is_no_shooting() -> None:
    assert owed(assembled("pins: [{target: 2pt1, date: 2026-03-03}]").production) == []


def test_a_scene_nobody_has_begun_owes_nothing_yet() -> None:
    assert owed(assembled().production) == []
    assert owed(assembled().production, FIRST) == []
