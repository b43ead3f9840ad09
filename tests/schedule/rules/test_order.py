from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.schedule.stage import (
    PARK,
    at,
    breaks,
    day,
    eur,
    event,
    film,
    fitting,
    found,
    part,
    plan,
    scene,
    unit,
)

from intercut.domain.finding import Level
from intercut.domain.ids import RuleId, SceneId
from intercut.domain.plan import Plan
from intercut.domain.production import OrderKind, OrderRule, Production
from intercut.domain.scene import Mode, Sitting, SittingsOf
from intercut.schedule import cost

TWO = (unit(), unit("second"))


def rule(kind: OrderKind, *first: str, **changes: object) -> OrderRule:
    return OrderRule(id=RuleId("r"), kind=kind, first=first, **changes)  # type: ignore[arg-type]


def ordered(*rules: OrderRule, **changes: object) -> Production:
    return film(scene(1, "ann"), scene(2), scene(3), order=rules, units=TWO, **changes)  # type: ignore[arg-type]


def test_before_means_an_earlier_date_or_earlier_on_the_date() -> None:
    production = ordered(rule(OrderKind.BEFORE, "1", then=("2",)))
    for kept in (plan(day(0, 1), day(1, 2)), plan(day(0, 1, 2)), plan(day(0, 1)), plan(day(0, 2))):
        assert not breaks("order", production, kept)
    for broken in (plan(day(0, 2), day(1, 1)), plan(day(0, 2, 1))):
        assert breaks("order", production, broken)


def test_with_two_units_before_means_over_before_the_other_begins() -> None:
    production = ordered(rule(OrderKind.BEFORE, "1", then=("2",)))
    for call, off in ((540, False), (539, True)):
        answer = plan(day(0, 1), day(0, 2, unit="second", call=call))
        assert breaks("order", production, answer) is off


def test_before_may_ask_for_days_between() -> None:
    production = ordered(rule(OrderKind.BEFORE, "1", then=("2",), gap_days=2, most_gap_days=3))
    for n, off in ((1, True), (2, False), (3, False), (4, True)):
        assert breaks("order", production, plan(day(0, 1), day(n, 2))) is off


def test_names_nobody_knows_are_passed_over() -> None:
    production = ordered(rule(OrderKind.BEFORE, "99", "1", then=("2", "77")))
    assert len(found("order", production, plan(day(0, 2, 1)))) == 1


def test_every_pair_of_a_before_rule_counts() -> None:
    production = ordered(rule(OrderKind.BEFORE, "2", "3", then=("1",)))
    assert len(found("order", production, plan(day(0, 1, 2, 3)))) == 2


def test_events_stand_in_an_order_too() -> None:
    fit = fitting("f", "ann")
    production = ordered(rule(OrderKind.BEFORE, "f", then=("1",)), events=(fit,))
    for n, start, off in ((0, 400, False), (0, 700, True), (1, 400, True)):
        answer = plan(day(0, 1), events=(event("f", n, start=start),))
        assert breaks("order", production, answer) is off


def test_the_same_day_is_one_date() -> None:
    production = ordered(rule(OrderKind.SAME_DAY, "1", then=("2", "3")))
    assert len(found("order", production, plan(day(0, 1), day(1, 2, 3)))) == 2
    assert not found("order", production, plan(day(0, 1, 3), day(0, 2, unit="second")))
    assert not found("order", production, plan())


def test_not_the_same_day_holds_for_every_pair() -> None:
    production = ordered(rule(OrderKind.NOT_SAME_DAY, "1", "2", then=("3",)))
    assert len(found("order", production, plan(day(0, 1, 2, 3)))) == 3
    assert len(found("order", production, plan(day(0, 1, 3), day(1, 2)))) == 1
    assert not found("order", production, plan(day(0, 1), day(1, 2), day(2, 3)))


def in_parts(*rules: OrderRule) -> Production:
    split = scene(
        1,
        parts=(part(1, 1, "ann"), part(1, 2, "ben"), part(1, 3, "kim")),
        modes=(Mode.PARTS, Mode.WHOLE),
    )
    return film(split, scene(2), order=rules)


def test_the_second_end_comes_after_the_first() -> None:
    production = in_parts(rule(OrderKind.SECOND_END_AFTER, "1"))
    assert not breaks("order", production, plan(day(0, "1pt1", "1pt3", "1pt2")))
    assert len(found("order", production, plan(day(0, "1pt2", "1pt3"), day(1, "1pt1")))) == 2


def test_a_live_read_has_all_ends_on_one_date() -> None:
    production = in_parts(rule(OrderKind.LIVE_READ, "1"))
    assert not breaks("order", production, plan(day(0, "1pt2", "1pt1", "1pt3")))
    assert breaks("order", production, plan(day(0, "1pt1", "1pt2"), day(1, "1pt3")))


@pytest.mark.parametrize("kind", [OrderKind.SECOND_END_AFTER, OrderKind.LIVE_READ])
def test_a_scene_shot_whole_keeps_the_rules_of_its_ends(kind: OrderKind) -> None:
    whole = ((SceneId("s1"), Mode.WHOLE),)
    assert not breaks("order", in_parts(rule(kind, "1")), plan(day(0, 1), modes=whole))
    assert not breaks("order", in_parts(rule(kind, "nothing")), plan(day(0, 1), modes=whole))


def test_an_order_rule_with_a_price_only_warns() -> None:
    priced = rule(OrderKind.BEFORE, "1", then=("2", "3"), price=eur(70))
    production = ordered(priced)
    answer = plan(day(0, 2, 3, 1))
    assert [f.level for f in found("order", production, answer)] == [Level.WARNING] * 2
    lines = [line for line in cost(production, answer).lines if line.rule == "soft.order"]
    assert [(line.subject, line.quantity, line.amount) for line in lines] == [("r", 2, 14000)]


def called(**changes: Any) -> Production:
    """Scene 1 under the earlier heading; scene 2 is the call, with an end on scene 1's set."""
    ends = part(2, 1, "ann"), part(2, 2, "ben", place_set="meadow")
    return film(
        replace(scene(1, "ben", set="meadow", continues=SceneId("s2")), **changes),
        scene(2, parts=ends, modes=(Mode.PARTS,)),
        units=TWO,
    )


def test_the_end_under_an_earlier_heading_keeps_date_and_unit_with_the_call() -> None:
    def split(n: int, who: str) -> Plan:
        return plan(day(0, at(1, PARK)), day(1, "2pt1"), day(n, at("2pt2", PARK), unit=who))

    together = plan(day(0, at(1, PARK), at("2pt2", PARK)), day(1, "2pt1"))
    assert not breaks("continues", called(), together)
    assert breaks("continues", called(), split(2, "main"))
    assert breaks("continues", called(), split(0, "second"))
    assert not breaks("continues", called(continues_freed=True), split(2, "main"))
    assert not breaks("continues", called(omitted=True), split(2, "main"))
    assert not breaks("continues", called(), plan(day(0, at(1, PARK)), day(1, "2pt1")))


def test_ends_that_share_no_set_keep_together_as_a_whole() -> None:
    production = film(scene(1, continues=SceneId("s2")), scene(2, set="meadow"))
    assert breaks("continues", production, plan(day(0, 1), day(1, at(2, PARK))))
    assert not breaks("continues", production, plan(day(0, 1, at(2, PARK))))


def cut(**changes: object) -> Production:
    shares = (Sitting(eighths=4, minutes=60),) * 3
    sittings = SittingsOf(target="1", sittings=shares, **changes)  # type: ignore[arg-type]
    two_places = scene(1, places=(film().places[0].id, PARK))
    return film(two_places, sittings=(sittings,), units=TWO)


ONE, OTHER, LAST = "1 (1/3)", "1 (2/3)", "1 (3/3)"


def test_sittings_stand_on_consecutive_working_days() -> None:
    assert not breaks("sittings", cut(), plan(day(3, ONE), day(4, OTHER), day(7, LAST)))
    assert breaks("sittings", cut(), plan(day(3, ONE), day(4, OTHER), day(8, LAST)))
    assert breaks("sittings", cut(), plan(day(3, ONE, OTHER), day(4, LAST)))
    assert breaks("sittings", cut(), plan(day(4, ONE), day(3, OTHER)))
    assert not breaks("sittings", cut(), plan(day(3, ONE), day(5, LAST)))


def test_sittings_keep_place_and_unit() -> None:
    assert breaks("sittings", cut(), plan(day(3, ONE), day(4, at(OTHER, PARK))))
    assert breaks("sittings", cut(), plan(day(3, ONE), day(4, OTHER, unit="second")))


def test_sittings_that_are_freed_stand_anywhere() -> None:
    apart = plan(day(0, ONE), day(9, at(OTHER, PARK)), day(4, LAST))
    assert breaks("sittings", cut(), apart)
    assert not breaks("sittings", cut(freed=True), apart)
