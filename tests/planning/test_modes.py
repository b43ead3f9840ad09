"""A scene in parts: the mode the planner takes, the order of its ends, and who is there besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.planning.test_solve import every_plan
from tests.planning.test_together import P0, P1, two_kept_apart
from tests.planning.tiny import MONDAY, eur

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan
from intercut.domain.ids import PersonId, RuleId, StripId
from intercut.domain.people import AvailabilityWindow
from intercut.domain.plan import Plan
from intercut.domain.production import OrderKind, OrderRule, Pin, Production
from intercut.domain.scene import Mode, Scene
from intercut.planning import Result, solve
from intercut.planning.placing import where_is
from intercut.schedule import judge

P2 = PersonId("p2")
ENDS = StripId("1pt1"), StripId("1pt2")
WHOLE = StripId("1")


def film(seed: int, *, meeting: int = 0, parts: int = 0, extra_minutes: int = 0) -> Production:
    """The first scene open to both modes: whole costs ``meeting`` more, parts ``parts``."""
    base = two_kept_apart(seed)
    rule = ApartRule(id=RuleId("two"), degree=Degree.FRAME, people=(P0, P1), price=eur(meeting))
    split = replace(base.scenes[0], parts_price=eur(parts), parts_minutes=extra_minutes)
    return replace(base, apart=(rule,), scenes=(split, *base.scenes[1:]))


def first_scene(production: Production, **changes: object) -> Production:
    """The production with its first scene changed."""
    scene = replace(production.scenes[0], **changes)  # type: ignore[arg-type]
    return replace(production, scenes=(scene, *production.scenes[1:]))


def only(production: Production, mode: Mode) -> Production:
    return first_scene(production, modes=(mode,))


def solved(production: Production) -> Result:
    return solve(production, seconds=None, iterations=400, threads=1)


def cheapest(production: Production) -> int:
    """What the cheapest of all plans costs."""
    judged = (judge(production, plan) for plan in every_plan(production))
    return min(found.cost.total for found in judged if found.legal)


def taken(plan: Plan) -> Mode:
    """The mode the first scene is shot in, told from the strips on the board."""
    placed = {e.strip for d in plan.days for e in d.strips}
    assert (WHOLE in placed) != bool(placed & set(ENDS))
    assert WHOLE in placed or placed >= set(ENDS)
    return Mode.WHOLE if WHOLE in placed else Mode.PARTS


def date_of(plan: Plan, strip: StripId) -> date:
    found = where_is(plan, strip)
    assert found is not None, strip
    return found[0].date


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_where_both_modes_are_open_the_cheaper_one_is_taken_and_prices_flip_it(seed: int) -> None:
    """Each mode's cheapest plan is known from every plan there is; whoever shoots the scene whole
    pays for the meeting once, whoever shoots it in parts pays their price once."""
    whole, parts = (cheapest(only(film(seed), mode)) for mode in (Mode.WHOLE, Mode.PARTS))
    gap = (parts - whole) // 100
    taken_once = set()
    for meeting in (max(0, gap - 50), max(0, gap + 50), 1000):
        for extra in {0, max(0, meeting - gap - 50), max(0, meeting - gap + 50)}:
            production = film(seed, meeting=meeting, parts=extra)
            found = solved(production)
            assert found.judgement.legal
            assert found.cost == min(whole + 100 * meeting, parts + 100 * extra)
            mode = Mode.WHOLE if whole + 100 * meeting < parts + 100 * extra else Mode.PARTS
            if whole + 100 * meeting != parts + 100 * extra:
                assert taken(found.plan) is mode
                taken_once.add(mode)
    assert taken_once == set(Mode)


def test_minutes_that_parts_take_more_can_close_them() -> None:
    """Parts that no day has room for leave the scene whole, whatever that costs."""
    open_ = film(1, meeting=10_000)
    assert taken(solved(open_).plan) is Mode.PARTS
    assert taken(solved(film(1, meeting=10_000, extra_minutes=900)).plan) is Mode.WHOLE


@pytest.mark.parametrize("mode", list(Mode))
def test_a_scene_open_to_one_mode_is_shot_in_it_at_any_price(mode: Mode) -> None:
    dear = film(2, meeting=10_000 * (mode is Mode.WHOLE), parts=10_000 * (mode is Mode.PARTS))
    assert taken(solved(only(dear, mode)).plan) is mode


def held(production: Production, *pins: tuple[str, int]) -> Production:
    """Strips held to the n-th day of the shoot."""
    own = tuple(Pin(target=target, date=MONDAY + timedelta(days=n)) for target, n in pins)
    return replace(production, pins=own)


def ruled(production: Production, kind: OrderKind) -> Production:
    rule = OrderRule(id=RuleId("ends"), kind=kind, first=("1",))
    return replace(production, order=(rule,))


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_second_end_comes_after_the_first(seed: int) -> None:
    """Held to the first day, the second end pulls the first end there, in front of it."""
    free = held(only(film(seed), Mode.PARTS), ("1pt2", 0))
    plan = solved(ruled(free, OrderKind.SECOND_END_AFTER)).plan
    assert date_of(plan, ENDS[0]) == date_of(plan, ENDS[1]) == MONDAY
    (one, two) = (where_is(plan, e) for e in ENDS)
    assert one is not None
    assert two is not None
    assert one[1] < two[1]
    against = held(only(film(seed), Mode.PARTS), ("1pt2", 0), ("1pt1", 1))
    assert solved(against).judgement.legal
    assert not solved(ruled(against, OrderKind.SECOND_END_AFTER)).judgement.legal


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_live_read_brings_both_ends_to_one_date(seed: int) -> None:
    parts = held(only(film(seed), Mode.PARTS), ("1pt1", 1))
    plan = solved(ruled(parts, OrderKind.LIVE_READ)).plan
    assert date_of(plan, ENDS[0]) == date_of(plan, ENDS[1]) == MONDAY + timedelta(days=1)
    against = held(only(film(seed), Mode.PARTS), ("1pt1", 1), ("1pt2", 2))
    assert solved(against).judgement.legal
    assert not solved(ruled(against, OrderKind.LIVE_READ)).judgement.legal


def read_by(production: Production, person: PersonId) -> Production:
    """Somebody reads, or doubles, at the first end, off camera."""

    def present(scene: Scene) -> Scene:
        first, *rest = scene.parts
        return replace(scene, parts=(replace(first, present=(person,)), *rest))

    return replace(production, scenes=(present(production.scenes[0]), *production.scenes[1:]))


def test_a_reader_is_called_and_paid_as_anybody_present() -> None:
    production = read_by(only(film(1), Mode.PARTS), P2)
    found = solved(production)
    day = date_of(found.plan, ENDS[0])
    called = {p.person for d in found.judgement.timetable.days if d.date == day for p in d.people}
    assert P2 in called
    lines = {x.subject for x in found.judgement.cost.lines if x.rule.startswith("pay.")}
    assert P2 in lines


def test_a_reader_who_is_away_moves_the_end_they_read_at() -> None:
    production = read_by(only(film(1), Mode.PARTS), P2)
    last = DateSpan(first=MONDAY + timedelta(days=2), last=MONDAY + timedelta(days=2))
    people = tuple(
        replace(p, availability=(AvailabilityWindow(dates=last),)) if p.id == P2 else p
        for p in production.people
    )
    alone = tuple(replace(s, cast=s.cast[:0]) for s in production.scenes[1:])
    production = replace(production, people=people, scenes=(production.scenes[0], *alone))
    plan = solved(production).plan
    assert date_of(plan, ENDS[0]) == last.first


@pytest.mark.parametrize("degree", [d for d in Degree if d is not Degree.FRAME])
def test_a_reader_kept_apart_from_who_is_on_camera_is_not_put_beside_them(degree: Degree) -> None:
    production = read_by(only(film(1), Mode.PARTS), P2)
    rule = ApartRule(id=RuleId("reader"), degree=degree, people=(P0,), others=(P2,))
    found = solved(replace(production, apart=(rule,)))
    assert ENDS[0] in found.judgement.unplaced
    frame = replace(rule, degree=Degree.FRAME)
    assert solved(replace(production, apart=(frame,))).judgement.legal
