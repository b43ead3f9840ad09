from __future__ import annotations

from tests.schedule.stage import PARK, STAGE, at, daily, day, film, on, person, plan, scene, unit

from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.schedule import StripMove, diff

SCENES = [scene(n, "ann" if n < 3 else "ben", places=(STAGE, PARK)) for n in range(1, 6)]


def small() -> Production:
    ann = person("ann", terms=daily(100, overtime_hour=None))
    return film(*SCENES, people=[ann], units=(unit(), unit("second")))


def moved(before: Plan, after: Plan) -> list[str]:
    return [m.strip for m in diff(small(), before, after).strips]


def test_a_plan_does_not_differ_from_itself() -> None:
    answer = plan(day(0, 1, 2, 3), day(5, 4))
    found = diff(small(), answer, answer)
    assert found.is_empty
    assert (found.cost_before, found.days_before) == (found.cost_after, found.days_after)


def test_a_strip_on_another_date_has_moved_and_its_neighbours_have_not() -> None:
    before = plan(day(0, 1, 2, 3), day(1, 4, 5))
    after = plan(day(0, 2, 3), day(1, 4, 1, 5))
    assert moved(before, after) == ["1"]
    assert diff(small(), before, after).strips == (
        StripMove(
            strip=at(1).strip,
            before=(on(0), unit().id, 0),
            after=(on(1), unit().id, 1),
            place_before=STAGE,
            place_after=STAGE,
        ),
    )


def test_within_a_day_the_fewest_strips_have_moved() -> None:
    assert moved(plan(day(0, 1, 2, 3, 4)), plan(day(0, 4, 1, 2, 3))) == ["4"]
    assert moved(plan(day(0, 1, 2, 3, 4)), plan(day(0, 2, 1, 4, 3))) == ["2", "4"]


def test_another_unit_or_place_is_a_move() -> None:
    assert moved(plan(day(0, 1)), plan(day(0, 1, unit="second"))) == ["1"]
    assert moved(plan(day(0, 1, 2)), plan(day(0, 1, at(2, PARK)))) == ["2"]


def test_the_boneyard_is_nowhere() -> None:
    found = diff(small(), plan(day(0, 1)), plan(day(0, 2)))
    assert [(m.strip, m.before is None, m.after is None) for m in found.strips] == [
        ("1", False, True),
        ("2", True, False),
    ]


def test_people_gain_and_lose_dates_and_money() -> None:
    found = diff(small(), plan(day(0, 1, 3), day(1, 2)), plan(day(0, 1, 3), day(3, 2)))
    (ann,) = found.people
    assert (ann.gained, ann.lost, ann.recalled) == ((on(3),), (on(1),), ())
    assert (ann.paid_before, ann.paid_after) == (2, 4)
    assert (ann.cost_before, ann.cost_after) == (20000, 40000)
    assert found.cost_after - found.cost_before == 20000
    assert found.lines == (("pay.hold", 0, 20000),)
    assert (found.days_before, found.days_after) == (2, 2)


def test_a_call_at_another_time_is_a_recall() -> None:
    found = diff(small(), plan(day(0, 1, 3)), plan(day(0, 3, 1)))
    assert [(p.person, p.recalled) for p in found.people] == [
        ("ann", (on(0),)),
        ("ben", (on(0),)),
    ]


def test_somebody_new_was_paid_nothing_before() -> None:
    found = diff(small(), plan(day(0, 3)), plan(day(0, 1)))
    assert [(p.person, p.paid_before, p.paid_after) for p in found.people] == [
        ("ben", 1, 0),
        ("ann", 0, 1),
    ]


def test_rules_newly_broken_and_mended_are_told() -> None:
    found = diff(small(), plan(day(5, 1)), plan(day(0, 1, call=0)))
    assert [f.code for f in found.broken] == ["rule.call"]
    assert [f.code for f in found.mended] == ["rule.calendar"]
    assert not found.is_empty
