from __future__ import annotations

import datetime as dt

import pytest
from tests.schedule.stage import (
    breaks,
    day,
    event,
    film,
    fitting,
    found,
    on,
    person,
    plan,
    scene,
)

from intercut.domain.calendar import Calendar, Holiday, Hours
from intercut.domain.finding import Level
from intercut.domain.production import EventKind, Production
from intercut.domain.rulebook import MinorBand, MinorProfile, Rulebook
from intercut.schedule.ages import months_old

BAND = MinorBand(
    from_months=60,
    to_months=120,
    place_minutes=240,
    work_minutes=120,
    work_minutes_no_school=180,
    window=Hours(start=500, end=900),
)
BOOK = Rulebook(
    name="test",
    dated="2026",
    minors=(MinorProfile(name="state", bands=(BAND,), week_minutes=240, consecutive_days=3),),
)
BORN = dt.date(2018, 3, 2)


def with_kim(*scenes: object, **changes: object) -> Production:
    kim = person("kim", minor_profile="state", born=changes.pop("born", BORN))
    return film(*scenes, people=[kim], **{"rulebook": BOOK, **changes})  # type: ignore[arg-type]


def test_a_child_stays_no_longer_than_the_age_allows() -> None:
    for wait, off in ((120, False), (121, True)):
        production = with_kim(scene(1, "kim"), scene(2, minutes=wait), scene(3, "kim"))
        assert breaks("minors_stay", production, plan(day(0, 1, 2, 3))) is off


def test_a_child_works_no_longer_than_the_age_allows() -> None:
    for minutes, off in ((60, False), (61, True)):
        production = with_kim(scene(1, "kim"), scene(2, "kim", minutes=minutes))
        assert breaks("minors_work", production, plan(day(0, 1, 2))) is off


def test_where_there_is_no_school_a_child_may_work_longer() -> None:
    production = with_kim(scene(1, "kim", minutes=180))
    assert breaks("minors_work", production, plan(day(0, 1)))
    assert not breaks("minors_work", production, plan(day(5, 1)))
    free = Calendar(
        span=production.calendar.span, holidays=(Holiday(day=on(0), name="Founders' Day"),)
    )
    assert not breaks(
        "minors_work", with_kim(scene(1, "kim", minutes=180), calendar=free), plan(day(0, 1))
    )


def test_rehearsals_are_work_and_travel_is_not() -> None:
    for kind, off in ((EventKind.REHEARSAL, True), (EventKind.TRAVEL, False)):
        production = with_kim(
            scene(1, "kim", minutes=120), events=(fitting("e", "kim", kind=kind, minutes=1),)
        )
        answer = plan(day(0, 1), events=(event("e", 0, start=700),))
        assert breaks("minors_work", production, answer) is off


def test_a_child_is_there_within_its_hours() -> None:
    production = with_kim(scene(1, "kim"))
    for call, off in ((455, False), (454, True), (795, False), (796, True)):
        assert breaks("minors_hours", production, plan(day(0, 1, call=call))) is off


def test_a_childs_week_is_counted_from_monday_to_sunday() -> None:
    scenes = [scene(n, "kim", minutes=80) for n in range(4)]
    for last, off in ((4, True), (7, False)):
        answer = plan(day(0, 0), day(2, 1), day(3, 2), day(last, 3))
        assert breaks("minors_week", with_kim(*scenes), answer) is off


def test_a_child_is_not_called_too_many_dates_in_a_row() -> None:
    production = with_kim(*(scene(n, "kim") for n in range(5)))
    row = plan(*(day(n, n) for n in range(5)))
    assert len(found("minors_days", production, row)) == 1
    assert not found("minors_days", production, plan(*(day(n + (n > 2), n) for n in range(5))))


def test_whoever_has_grown_out_of_the_hours_works_as_an_adult() -> None:
    production = with_kim(scene(1, "kim", minutes=600), born=dt.date(2010, 1, 1))
    answer = plan(*(day(n, 1) for n in range(5)))
    for rule in ("minors_stay", "minors_work", "minors_hours", "minors_week", "minors_days"):
        assert not found(rule, production, answer)


def test_profiles_without_weeks_ask_nothing_of_them() -> None:
    book = Rulebook(name="t", dated="", minors=(MinorProfile(name="state", bands=(BAND,)),))
    production = with_kim(*(scene(n, "kim", minutes=100) for n in range(5)), rulebook=book)
    answer = plan(*(day(n, n) for n in range(5)))
    assert not found("minors_week", production, answer)
    assert not found("minors_days", production, answer)


def test_a_child_without_birth_date_or_rules_is_pointed_out() -> None:
    no_date = with_kim(scene(1, "kim"), born=None)
    no_rules = with_kim(scene(1, "kim"), rulebook=Rulebook(name="t", dated=""))
    for production, word in ((no_date, "birth date"), (no_rules, "'state'")):
        told = found("minor.unknown", production, plan(day(0, 1)))
        assert [f.level for f in told] == [Level.WARNING]
        assert word in told[0].message
    assert not found("minor.unknown", with_kim(scene(1, "kim")), plan(day(0, 1)))


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        (dt.date(2020, 1, 31), dt.date(2020, 2, 29), 0),
        (dt.date(2020, 1, 31), dt.date(2020, 3, 1), 1),
        (dt.date(2016, 2, 29), dt.date(2026, 2, 28), 119),
        (dt.date(2016, 2, 29), dt.date(2026, 3, 1), 120),
        (dt.date(2020, 5, 1), dt.date(2020, 4, 30), -1),
    ],
)
def test_age_is_counted_in_whole_months(born: dt.date, day: dt.date, months: int) -> None:
    assert months_old(born, day) == months
