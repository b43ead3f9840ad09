from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.schedule.stage import (
    breaks,
    clauses,
    day,
    event,
    film,
    fitting,
    found,
    person,
    plan,
    scene,
)

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.people import Person
from intercut.domain.plan import UnitDay
from intercut.domain.production import Production
from intercut.domain.rulebook import MinorBand, MinorProfile, Rulebook


def two_days(*people: Person, **changes: object) -> Production:
    scenes = scene(1, "ann", minutes=60), scene(2, "ann")
    return film(*scenes, people=people, **changes)


def off(production: Production, first_call: int, second_call: int) -> bool:
    """Own wrap 105 minutes after the first call, own call 45 minutes after the second."""
    return breaks("rest", production, plan(day(0, 1, call=first_call), day(1, 2, call=second_call)))


def test_between_own_wrap_and_own_call_lie_twelve_hours() -> None:
    # Wrap at 21:00, first shot at 09:00.
    assert not off(two_days(), 1155, 495)
    assert off(two_days(), 1156, 495)
    assert off(two_days(), 1155, 494)


def test_rest_counts_from_strike_to_make_up() -> None:
    ann = person("ann", preparation_minutes=1, strike_minutes=1)
    assert off(two_days(ann), 1155, 495)
    assert not off(two_days(ann), 1154, 496)


def test_the_rulebook_or_the_person_may_ask_another_rest() -> None:
    ten = clauses(rest__daily_minutes=600)
    assert not off(two_days(rulebook=ten), 1155, 375)
    assert off(two_days(person("ann", rest_minutes=720), rulebook=ten), 1155, 375)


def test_rest_is_each_ones_own() -> None:
    production = film(scene(1, "ann"), scene(2, "ben"), scene(3, "ann"))
    late = plan(day(0, 1, 2, call=1140), day(1, 3, call=495))
    assert not breaks("rest", production, late)  # Ben was kept, not Ann
    assert breaks("rest", production, plan(day(0, 2, 1, call=1140), day(1, 3, call=495)))


def test_a_fitting_the_morning_after_counts() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    for start, broken in ((540, False), (539, True)):
        answer = plan(day(0, 1, call=1155), events=(event("f", 1, start=start),))
        assert breaks("rest", production, answer) is broken


def test_two_calls_on_one_date_need_no_rest_between() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    answer = plan(day(0, 1), events=(event("f", 0, start=700),))
    assert not breaks("rest", production, answer)


def test_rest_is_an_hour_short_in_the_night_the_clocks_go_forward() -> None:
    saturday = dt.date(2026, 3, 28)
    calendar = Calendar(
        span=DateSpan(first=dt.date(2026, 3, 1), last=dt.date(2026, 4, 30)), days_off=frozenset()
    )
    production = two_days(calendar=calendar)

    def answer(first: dt.date) -> bool:
        days = (day(0, 1, call=1155), day(1, 2, call=495))
        placed = tuple(
            UnitDay(
                unit=d.unit,
                date=first + dt.timedelta(n),
                call=d.call,
                light=d.light,
                entries=d.entries,
            )
            for n, d in enumerate(days)
        )
        return breaks("rest", production, plan(*placed))

    assert answer(saturday)
    assert not answer(saturday + dt.timedelta(7))
    assert not answer(saturday - dt.timedelta(7))


def test_a_child_rests_as_its_age_asks() -> None:
    profile = MinorProfile(
        name="test",
        bands=(
            MinorBand(
                from_months=0, to_months=120, place_minutes=600, work_minutes=600, rest_minutes=840
            ),
        ),
    )
    book = Rulebook(name="test", dated="", minors=(profile,))
    for born, broken in ((dt.date(2016, 3, 4), True), (dt.date(2016, 3, 3), False)):
        kim = person("ann", minor_profile="test", born=born)
        assert off(two_days(kim, rulebook=book), 1155, 495) is broken


def test_one_long_rest_lies_in_every_week_where_the_rulebook_asks_for_it() -> None:
    book = clauses(rest__weekly_minutes=56 * 60)
    scenes = [scene(n, "ann") for n in range(8)]
    production = film(*scenes, rulebook=book)

    def week(*worked: int, last_call: int = 480) -> bool:
        days = [day(n, k, call=480) for k, n in enumerate(worked[:-1])]
        return breaks("weekly_rest", production, plan(*days, day(worked[-1], 7, call=last_call)))

    # Monday to Friday, then Monday: 09:45 to 08:45 over two dates off is 71 hours.
    assert not week(0, 1, 2, 3, 4, 7)
    assert week(0, 1, 2, 3, 4, 6)  # a single date off is no rest of 56 hours
    assert not week(0, 1, 2, 3, 4, 5)
    assert week(0, 1, 2, 3, 4, 5, 6)
    told = found("weekly_rest", production, plan(*(day(n, n) for n in range(7))))
    assert "7 dates" in told[0].message


def test_without_a_setting_nobody_asks_for_a_weekly_rest() -> None:
    production = film(*(scene(n, "ann") for n in range(8)))
    assert not found("weekly_rest", production, plan(*(day(n, n) for n in range(8))))


def test_a_child_whose_rules_nobody_knows_rests_as_everybody() -> None:
    kim = person("ann", minor_profile="nowhere", born=dt.date(2016, 3, 3))
    assert not off(two_days(kim), 1155, 495)
    assert off(two_days(kim), 1156, 495)


def test_somebody_nobody_knows_rests_as_everybody() -> None:
    strangers = replace(two_days(), people=())
    assert off(strangers, 1156, 495)
    assert not off(strangers, 1155, 495)
