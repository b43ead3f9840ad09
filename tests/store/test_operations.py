from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.ids import EventId, PlaceId, SceneId, StripId, UnitId
from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.scene import Mode
from intercut.errors import NotFound
from intercut.store import codec
from intercut.store.operations import (
    MoveStrip,
    Operation,
    ReplacePlan,
    SetDay,
    SetEvents,
    SetMode,
    Several,
    apply,
    decode,
)

MAIN, SECOND = UnitId("main"), UnitId("second")
STAGE, STREET = PlaceId("stage"), PlaceId("street")
DAYS = [dt.date(2026, 3, d) for d in (2, 3, 4)]


def placed(*strips: str) -> tuple[PlacedStrip, ...]:
    return tuple(PlacedStrip(strip=StripId(s), place=STAGE) for s in strips)


@st.composite
def boards(draw: st.DrawFn) -> Plan:
    """Eight strips over some unit days and the boneyard, none twice."""
    strips = draw(st.permutations([StripId(str(n)) for n in range(1, 9)]))
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(DAYS), st.sampled_from([MAIN, SECOND])),
            unique=True,
            min_size=1,
        ).map(sorted)
    )
    cuts = sorted(draw(st.lists(st.integers(0, 8), min_size=len(keys), max_size=len(keys))))
    days, start = [], 0
    for (date, unit), end in zip(keys, cuts, strict=True):
        entries: tuple[PlacedStrip | Banner, ...] = placed(*strips[start:end])
        if draw(st.booleans()):
            entries = (*entries, Banner(text="COMPANY MOVE", minutes=40))
        days.append(UnitDay(unit=unit, date=date, call=420, entries=entries))
        start = end
    return Plan(days=tuple(days), boneyard=tuple(strips[start:]))


@st.composite
def operations(draw: st.DrawFn, plan: Plan) -> Operation:
    strip = StripId(str(draw(st.integers(1, 8))))
    day = draw(st.sampled_from(plan.days))
    position = draw(st.integers(-1, 6))
    choices: list[Operation] = [
        MoveStrip(strip=strip, position=position),
        MoveStrip(strip=strip, unit=day.unit, date=day.date, position=position, place=STREET),
        SetDay(unit=day.unit, date=day.date, day=None),
        SetDay(unit=day.unit, date=day.date, day=replace(day, call=600, light=UnitLight.NIGHT)),
        SetDay(
            unit=day.unit,
            date=day.date,
            day=replace(day, entries=placed(*dict.fromkeys(("1", str(strip))))),
        ),
        SetDay(unit=MAIN, date=dt.date(2026, 3, 9), day=None),
        SetMode(scene=SceneId("12"), mode=draw(st.sampled_from([None, *Mode]))),
        SetEvents(events=(PlacedEvent(event=EventId("fit"), date=DAYS[0], start=600),)),
        ReplacePlan(plan=Plan()),
    ]
    new = UnitDay(unit=MAIN, date=dt.date(2026, 3, 9), call=420, entries=placed("2"))
    choices[5] = SetDay(unit=new.unit, date=new.date, day=new)
    return draw(st.sampled_from(choices))


def strips_on(plan: Plan) -> list[str]:
    return sorted([*(s.strip for d in plan.days for s in d.strips), *plan.boneyard])


@given(st.data())
def test_inverse_takes_back_exactly(data: st.DataObject) -> None:
    plan = data.draw(boards())
    operation = data.draw(operations(plan))
    after, inverse = apply(plan, operation)
    assert apply(after, inverse)[0] == plan


@given(st.data())
def test_no_strip_is_lost_or_doubled(data: st.DataObject) -> None:
    plan = data.draw(boards())
    operation = data.draw(operations(plan))
    after, _ = apply(plan, operation)
    if not isinstance(operation, ReplacePlan):
        assert strips_on(after) == strips_on(plan)


@given(st.data())
def test_operation_is_kept_exactly(data: st.DataObject) -> None:
    operation = data.draw(operations(data.draw(boards())))
    assert decode(codec.encode(operation)) == operation


def test_move_within_a_day_counts_without_the_strip() -> None:
    day = UnitDay(unit=MAIN, date=DAYS[0], call=420, entries=placed("1", "2", "3"))
    move = MoveStrip(strip=StripId("1"), unit=MAIN, date=DAYS[0], position=1)
    after, _ = apply(Plan(days=(day,)), move)
    assert [s.strip for s in after.days[0].strips] == ["2", "1", "3"]


@pytest.mark.parametrize(
    "operation",
    [
        MoveStrip(strip=StripId("99")),
        MoveStrip(strip=StripId("1"), unit=MAIN, date=DAYS[2]),
        MoveStrip(strip=StripId("2"), unit=MAIN, date=DAYS[0]),
        SetDay(unit=SECOND, date=DAYS[0], day=None),
    ],
    ids=["no such strip", "no such day", "no place named", "no such unit day"],
)
def test_what_is_not_on_the_board_is_refused(operation: Operation) -> None:
    day = UnitDay(unit=MAIN, date=DAYS[0], call=420, entries=placed("1"))
    with pytest.raises(NotFound):
        apply(Plan(days=(day,), boneyard=(StripId("2"),)), operation)


def test_day_of_another_date_is_refused() -> None:
    day = UnitDay(unit=MAIN, date=DAYS[0], call=420)
    with pytest.raises(ValueError, match="2026-03-02"):
        SetDay(unit=MAIN, date=DAYS[1], day=day)


def test_several_changes_are_one_and_are_taken_back_as_one() -> None:
    unit, date, place = UnitId("main"), dt.date(2026, 3, 2), PlaceId("stage")
    plan = Plan(boneyard=(StripId("1"), StripId("2"), StripId("3")))
    day = SetDay(unit=unit, date=date, day=UnitDay(unit=unit, date=date, call=420))
    moves = tuple(
        MoveStrip(strip=StripId(s), unit=unit, date=date, place=place) for s in ("3", "1")
    )
    several = Several(steps=(day, *moves))
    assert decode(codec.encode(several)) == several
    after, back = apply(plan, several)
    assert [s.strip for s in after.days[0].strips] == ["3", "1"]
    assert decode(codec.encode(back)) == back
    assert apply(after, back)[0] == plan
