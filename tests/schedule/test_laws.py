"""Laws that hold for every plan of every small production, legal or not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.schedule.stage import (
    FORUM,
    PARK,
    ROME,
    STAGE,
    clauses,
    dates,
    eur,
    film,
    fitting,
    on,
    part,
    person,
    scene,
    unit,
)

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import Hours
from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import (
    ElementId,
    EventId,
    PersonId,
    PlaceId,
    RuleId,
    SceneId,
    StripId,
    UnitId,
)
from intercut.domain.people import AvailabilityWindow, PayKind, Terms
from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import (
    DayPin,
    EventKind,
    OrderKind,
    OrderRule,
    Pin,
    Production,
    SoftRule,
)
from intercut.domain.rulebook import MinorBand, MinorProfile
from intercut.domain.scene import IntExt, Light, Mode, Sitting, SittingsOf
from intercut.domain.strips import strips_of
from intercut.schedule import SOFTENABLE, Index, diff, dood, judge, usual_ad

NAMES = ("ann", "ben", "kim")
WHEN = st.integers(-3, 40).map(on) | st.dates() | st.sampled_from([dt.date.min, dt.date.max])
"""Mostly within the calendar, and as far out as a date can be mistyped."""
PLACES = (STAGE, PARK, FORUM, PlaceId("moon"))


@st.composite
def productions(draw: st.DrawFn) -> Production:
    """Some scenes, all kinds of facts: a child, two units, parts, sittings, rules hard and soft."""

    def drawn(options: list[Any]) -> Any:
        return draw(st.sampled_from(options))

    crane = Element(
        id=ElementId("crane"), name="Crane", category=119, day_rate=eur(9), hold_rate=eur(2),
        on_dood=True, availability=drawn([(), (AvailabilityWindow(dates=dates(0, 9)),)]),
    )  # fmt: skip
    scenes = [
        scene(
            n,
            *draw(st.sets(st.sampled_from(NAMES), max_size=3)),
            set=drawn(["kitchen", "hall", "meadow", "temple", "cloud"]),
            minutes=draw(st.integers(1, 400)),
            int_ext=drawn(list(IntExt)),
            light=drawn(list(Light)),
            weather_bound=draw(st.booleans()),
            cover=draw(st.booleans()),
            elements=drawn([(), (ElementUse(element=crane.id),)]),
        )
        for n in range(draw(st.integers(1, 6)))
    ]
    scenes.append(
        scene(
            "p",
            "ann",
            "ben",
            parts=(part("p", 1, "ann"), part("p", 2, "ben", place_set="temple")),
            modes=drawn([(Mode.WHOLE, Mode.PARTS), (Mode.PARTS,)]),
            parts_price=eur(50),
            continues=drawn([None, scenes[0].id]),
        )
    )
    terms = st.builds(
        Terms,
        kind=st.sampled_from(PayKind),
        rate=st.just(eur(100)),
        weekly_rate=st.sampled_from([None, eur(350)]),
        hold_rate=st.sampled_from([None, eur(40)]),
        drops=st.integers(0, 2),
        drop_gap_days=st.integers(0, 5),
        guarantee=st.integers(0, 4),
        overtime_hour=st.sampled_from([None, eur(30)]),
    )
    people = [
        person(
            name,
            terms=draw(terms),
            home=drawn([None, ROME, film().bases[0].id]),
            minor_profile="state" if name == "kim" else "",
            born=on(-3000) if name == "kim" else None,
            availability=drawn(
                [
                    (),
                    (AvailabilityWindow(dates=dates(2, 3), available=False),),
                    (AvailabilityWindow(dates=dates(0, 20), hours=Hours(start=400, end=900)),),
                ]
            ),
            preparation_minutes=drawn([0, 60]),
        )
        for name in NAMES
    ]
    band = MinorBand(from_months=0, to_months=200, place_minutes=300, work_minutes=100)
    profile = MinorProfile(name="state", bands=(band,), week_minutes=200, consecutive_days=1)
    book = clauses(
        rest__weekly_minutes=drawn([0, 3000]),
        meal__person_clock=drawn([0, 1]),
        meal__length_minutes=drawn([0, 60]),
    )
    soft = draw(st.sets(st.sampled_from(sorted(SOFTENABLE)), max_size=4))
    return film(
        *scenes,
        people=people,
        units=(
            unit(day_cost=eur(1000), overtime_hour=eur(90), page_limit=30, most_moves=1),
            unit("second", base=ROME, day_cost=eur(10)),
        ),
        rulebook=replace(book, minors=(profile,)),
        elements=(crane,),
        bases=tuple(
            replace(b, latitude=drawn([None, 48.0, 78.0]), longitude=16.0) for b in film().bases
        ),
        events=(
            fitting("f", "ann", "ben"),
            fitting("fly", "ann", kind=EventKind.TRAVEL, to_base=ROME, place=None),
        ),
        apart=tuple(
            ApartRule(
                id=RuleId(f"a{n}"),
                degree=drawn(list(Degree)),
                people=(PersonId("ann"),),
                others=(PersonId("ben"),) if n == 0 else (),
                place=None if n == 0 else PARK,
                gap_minutes=drawn([0, 60]),
                price=drawn([None, eur(7)]),
            )
            for n in range(2)
        ),
        order=tuple(
            OrderRule(
                id=RuleId(kind),
                kind=kind,
                first=("p",)
                if kind in {OrderKind.SECOND_END_AFTER, OrderKind.LIVE_READ}
                else ("0",),
                then=("p", "f"),
                price=drawn([None, eur(3)]),
            )
            for kind in OrderKind
        ),
        sittings=(SittingsOf(target="0", sittings=(Sitting(eighths=4, minutes=30),) * 2),),
        pins=(Pin(target="p", date=on(1), unit=UnitId("main"), position=-1),),
        day_pins=(DayPin(unit=UnitId("main"), date=on(2), targets=("0", "f")),),
        preferences=usual_ad("EUR"),
        soft=tuple(SoftRule(rule=name, price=eur(11)) for name in sorted(soft)),
    )


@st.composite
def plans(draw: st.DrawFn, production: Production) -> Plan:
    """Anything of the right shape: strips twice or unknown, calls at any hour, dates anywhere."""
    known = [s.id for s in strips_of(production)]
    strips = st.builds(
        PlacedStrip,
        strip=st.sampled_from([*known, StripId("ghost")]),
        place=st.sampled_from(PLACES),
    )
    banners = st.builds(Banner, text=st.just("NOTE"), minutes=st.sampled_from([0, 0, 30, -5]))
    days = st.builds(
        UnitDay,
        unit=st.sampled_from([UnitId("main"), UnitId("main"), UnitId("second"), UnitId("ghost")]),
        date=WHEN,
        call=st.integers(-600, 2900),
        light=st.sampled_from(UnitLight),
        entries=st.lists(strips | banners, max_size=5).map(tuple),
    )
    events = st.builds(
        PlacedEvent,
        event=st.sampled_from([EventId("f"), EventId("fly"), EventId("ghost")]),
        date=WHEN,
        start=st.integers(-100, 2000),
        place=st.sampled_from([None, *PLACES]),
    )
    return Plan(
        days=tuple(draw(st.lists(days, max_size=6))),
        events=tuple(draw(st.lists(events, max_size=3))),
        modes=draw(
            st.sampled_from([(), ((SceneId("sp"), Mode.PARTS),), ((SceneId("x"), Mode.WHOLE),)])
        ),
        boneyard=tuple(draw(st.lists(st.sampled_from([*known, StripId("ghost")]), max_size=2))),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Production, Plan]:
    production = draw(productions())
    return production, draw(plans(production))


@given(cases())
def test_any_plan_is_judged_and_its_cost_sheet_adds_up(case: tuple[Production, Plan]) -> None:
    production, answer = case
    verdict = judge(production, answer)
    assert all(f.message.endswith(".") for f in verdict.findings)
    for line in verdict.cost.lines:
        assert line.amount == line.quantity * line.unit_amount
        assert line.quantity > 0
        assert line.amount > 0
        assert line.text
    assert verdict.cost.total == sum(line.amount for line in verdict.cost.lines)
    assert verdict.cost.total == verdict.cost.money + verdict.cost.wishes
    placed = {s.strip for d in answer.days for s in d.strips}
    assert not placed & set(verdict.unplaced)


@given(cases())
def test_the_same_plan_is_judged_the_same_and_does_not_differ(
    case: tuple[Production, Plan],
) -> None:
    production, answer = case
    index = Index(production)
    first = judge(production, answer, index)
    assert judge(production, answer, index) == first
    assert judge(production, replace(answer, days=answer.days[::-1])).cost.money >= 0
    assert diff(production, answer, answer, index).is_empty


@given(cases(), st.randoms(use_true_random=False))
def test_banners_without_minutes_change_nothing(case: tuple[Production, Plan], random: Any) -> None:
    production, answer = case
    banner = Banner(text="COMPANY MOVE")

    def sprinkled(day: UnitDay) -> UnitDay:
        kept = [e for e in day.entries if not (isinstance(e, Banner) and e.minutes <= 0)]
        for _ in range(3):
            kept.insert(random.randint(0, len(kept)), banner)
        return replace(day, entries=tuple(kept))

    other = replace(answer, days=tuple(map(sprinkled, answer.days)))
    before, after = judge(production, answer), judge(production, other)
    assert before.findings == after.findings
    assert before.cost == after.cost
    assert before.dood == after.dood
    for a, b in zip(before.timetable.days, after.timetable.days, strict=True):
        assert [e for e in a.entries if e.strip] == [e for e in b.entries if e.strip]
        assert (a.meals, a.people, a.wrap) == (b.meals, b.people, b.wrap)


@given(cases(), st.sampled_from(["cheapest", "first gap"]))
def test_the_totals_of_a_day_out_of_days_count_its_codes(
    case: tuple[Production, Plan], drops: Any
) -> None:
    production, answer = case
    grid = dood(production, answer, drops=drops, elements=True)
    for row in grid.rows:
        assert len(row.codes) == len(grid.dates)
        counted = Counter("W" if "W" in c else c for c in row.codes if c not in {"", "I", "/"})
        assert row.worked == counted.pop("W", 0)
        assert row.held == counted.pop("H", 0)
        assert row.travel == counted.pop("T", 0)
        assert row.other == counted.total()
        worked = [d for d, c in zip(grid.dates, row.codes, strict=True) if "W" in c]
        assert (row.start, row.finish) == ((worked[0], worked[-1]) if worked else (None, None))
        if worked:
            assert sum(c.startswith("S") for c in row.codes) == 1
            assert sum(c.endswith("WF") for c in row.codes) == 1
            dropped = sum(c.endswith("D") for c in row.codes)
            assert dropped == sum(c.startswith("P") and "W" in c for c in row.codes)
        assert row.paid <= row.worked + row.held + row.travel + row.other
    assert grid.held_days == sum(row.held for row in grid.rows)
