"""Pay over a whole engagement: holds, drops, weeks, guarantees, travel."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.schedule.stage import (
    FORUM,
    ROME,
    at,
    away,
    clauses,
    daily,
    dates,
    day,
    eur,
    event,
    film,
    fitting,
    on,
    person,
    plan,
    scene,
    unit,
)

from intercut.domain.calendar import Calendar
from intercut.domain.ids import PersonId, PlaceId
from intercut.domain.people import PayKind, Person, Terms
from intercut.domain.plan import Plan
from intercut.domain.production import EventKind, Production
from intercut.schedule import Case, Index, cost
from intercut.schedule.engagement import Engagement, engaged
from intercut.schedule.pay import resolved, share, total

ANN = PersonId("ann")


def working(terms: Terms, *days: int, **changes: object) -> tuple[Production, Plan]:
    """Ann works on these days (0 = first Monday), a scene a day."""
    ann = person("ann", terms=terms, **changes)
    production = film(*(scene(n, "ann") for n in range(len(days))), people=[ann])
    return production, plan(*(day(d, n) for n, d in enumerate(days)))


def engagement(production: Production, answer: Plan) -> Engagement:
    return Case(Index(production), answer).engagements[ANN]


def pay(terms: Terms, *days: int, **changes: object) -> dict[str, int]:
    """Ann's pay by kind of line in euros."""
    found: dict[str, int] = {}
    for line in cost(*working(terms, *days, **changes)).lines:
        found[line.rule.removeprefix("pay.")] = line.amount // 100
    return found


def test_days_kept_are_paid_and_days_off_are_not() -> None:
    # Thursday to Tuesday: Friday and Monday held, the weekend free.
    assert pay(daily(100), 3, 8) == {"work": 200, "hold": 200}


def test_a_held_day_has_the_rate_agreed() -> None:
    assert pay(daily(100, hold_rate=eur(30)), 0, 2) == {"work": 200, "hold": 30}
    assert pay(daily(100, hold_paid=False), 0, 2) == {"work": 200}
    assert pay(daily(100, hold_rate=eur(0)), 0, 2) == {"work": 200}


def test_two_strips_on_one_date_are_one_day() -> None:
    ann = person("ann", terms=daily(100))
    production = film(scene(1, "ann"), scene(2, "ann"), people=[ann])
    assert cost(production, plan(day(0, 1, 2))).total == 10000


def test_holds_follow_the_calendar_of_the_unit_worked_with() -> None:
    six_days = Calendar(span=dates(0, 60), days_off=frozenset({6}))
    ann = person("ann", terms=daily(100))
    scenes = scene(1, "ann"), scene(2, "ann")
    for own, held in ((None, 0), (six_days, 1)):
        production = film(*scenes, people=[ann], units=(unit(calendar=own),))
        assert len(engagement(production, plan(day(4, 1), day(7, 2))).holds) == held


def test_a_drop_needs_more_days_than_its_gap() -> None:
    terms = daily(100, drops=1, drop_gap_days=10)
    assert pay(terms, 0, 10)["hold"] == 700
    assert pay(terms, 0, 11) == {"work": 200}


def test_the_rulebooks_gap_holds_where_the_terms_have_none() -> None:
    ann = person("ann", terms=daily(100, drops=1))
    for gap, held in ((3, 0), (4, 3)):
        production = film(
            scene(1, "ann"), scene(2, "ann"), people=[ann], rulebook=clauses(drop__gap_days=gap)
        )
        assert len(engagement(production, plan(day(0, 1), day(4, 2))).holds) == held


def test_the_dearest_gap_is_dropped_and_not_the_first() -> None:
    production, answer = working(daily(100, drops=1, drop_gap_days=2), 0, 3, 10)
    case = Case(Index(production), answer)
    assert case.engagements[ANN].drops == ((on(3).toordinal(), on(10).toordinal()),)
    shown = engaged(case.index, ANN, case.calls[ANN], first_gap=True)
    assert shown.drops == ((on(0).toordinal(), on(3).toordinal()),)


def test_of_equal_gaps_the_earliest_is_dropped() -> None:
    found = engagement(*working(daily(100, drops=1, drop_gap_days=2), 0, 3, 7, 10))
    assert found.drops == ((on(0).toordinal(), on(3).toordinal()),)


def test_a_drop_that_saves_nothing_is_not_taken() -> None:
    assert engagement(*working(daily(100, drops=1, hold_paid=False), 0, 20)).drops == ()
    assert engagement(*working(Terms(drops=1), 0, 20)).drops == ()
    flat = Terms(kind=PayKind.FLAT, rate=eur(100), drops=1)
    assert engagement(*working(flat, 0, 20)).drops == ()


def test_no_drop_is_taken_against_a_guarantee_that_pays_the_days_anyway() -> None:
    free = daily(100, drops=1, drop_gap_days=2)
    bound = daily(100, drops=1, drop_gap_days=2, guarantee=5)
    assert pay(free, 0, 4) == {"work": 200}
    assert pay(bound, 0, 4) == {"work": 200, "hold": 300}
    assert pay(bound, 0) == {"work": 100, "guarantee": 400}


def test_a_daily_engagement_is_paid_by_the_week_where_that_is_cheaper() -> None:
    terms = daily(100, weekly_rate=eur(350))
    assert pay(terms, 0, 1, 2) == {"work": 300}
    assert pay(terms, 0, 1, 2, 3) == {"week": 350}
    assert pay(terms, 0, 4) == {"week": 350}
    assert pay(terms, 0, 7) == {"week": 350, "week_part": 70}


def test_part_of_a_week_never_costs_more_than_a_week() -> None:
    rates = resolved(
        Terms(kind=PayKind.WEEKLY, rate=eur(0.03)), lambda m: m.minor if m else 0,
        week_days=5, drop_gap_days=10,
    )  # fmt: skip
    assert [rates.week_pay(n) for n in range(7)] == [
        (0, 0), (0, 1), (0, 2), (0, 2), (0, 3), (1, 0), (1, 1)
    ]  # fmt: skip
    assert share(7, 5) == 2


def test_a_weekly_engagement_is_paid_in_weeks_with_its_holds() -> None:
    weekly = Terms(kind=PayKind.WEEKLY, rate=eur(500))
    assert pay(weekly, 0, 8) == {"week": 500, "week_part": 200}
    assert pay(Terms(kind=PayKind.WEEKLY, rate=eur(500), hold_paid=False), 0, 8) == {
        "week_part": 200
    }
    own = Terms(kind=PayKind.WEEKLY, rate=eur(500), hold_rate=eur(10))
    assert pay(own, 0, 8) == {"week_part": 200, "hold": 50}


def test_a_weekly_guarantee_is_counted_in_weeks() -> None:
    weekly = Terms(kind=PayKind.WEEKLY, rate=eur(500), guarantee=2)
    assert pay(weekly, 0, 8) == {"week": 500, "week_part": 200, "guarantee": 300}
    assert pay(weekly, 0, 11) == {"week": 1000}


def test_a_weekly_engagement_may_be_dropped() -> None:
    weekly = Terms(kind=PayKind.WEEKLY, rate=eur(500), drops=1)
    assert pay(weekly, 0, 14) == {"week_part": 200}


def test_a_run_is_paid_from_first_to_last_day_without_drops() -> None:
    run = Terms(kind=PayKind.RUN, rate=eur(500), drops=3, hold_paid=False, hold_rate=eur(1))
    assert pay(run, 0, 15) == {"week": 1000, "week_part": 200}


def test_a_flat_sum_is_paid_once_and_only_to_somebody_who_works() -> None:
    flat = Terms(kind=PayKind.FLAT, rate=eur(900))
    assert pay(flat, 0, 20) == {"flat": 900}
    production = film(scene(1, "ann"), people=[person("ann", terms=flat)])
    assert cost(production, plan()).total == 0
    fitted = film(people=[person("ann", terms=flat)], events=(fitting("f", "ann"),))
    assert cost(fitted, plan(events=(event("f", 0),))).total == 0


def test_nobody_who_is_not_called_is_paid() -> None:
    production = film(scene(1, "ann"), people=[person("ann", terms=daily(100, guarantee=9))])
    assert cost(production, plan()).lines == ()


def to_rome(*people: Person, **changes: Any) -> Production:
    scenes = (scene(1, "ann", set="temple"), scene(2, "ann", set="temple"))
    return film(*scenes, people=people, **changes)


def abroad(*days: int) -> Plan:
    return plan(*(day(d, at(n + 1, FORUM)) for n, d in enumerate(days)))


@pytest.mark.parametrize(
    ("terms", "paid"),
    [
        (daily(100), 200),
        (daily(100, travel_rate=eur(30)), 60),
        (daily(100, travel_rate=eur(0)), 0),
        (Terms(kind=PayKind.WEEKLY, rate=eur(501)), 2 * 100.20),
        (Terms(kind=PayKind.RUN, rate=eur(500)), 0),
        (Terms(kind=PayKind.FLAT, rate=eur(500), travel_rate=eur(7)), 14),
        (Terms(kind=PayKind.NONE, travel_rate=eur(7)), 0),
    ],
)
def test_travel_is_paid_as_agreed_or_as_a_day_of_work(terms: Terms, paid: float) -> None:
    sheet = cost(to_rome(person("ann", terms=terms)), abroad(1, 2))
    assert sum(line.amount for line in sheet.lines if line.rule == "pay.travel") == paid * 100


def test_events_are_paid_as_agreed_or_as_a_day_of_work_and_only_on_other_days() -> None:
    for terms, paid in ((daily(100), 10000), (daily(100, event_rate=eur(5)), 500)):
        ann = person("ann", terms=terms)
        production = film(scene(1, "ann"), people=[ann], events=(fitting("f", "ann"),))
        assert cost(production, plan(day(1, 1), events=(event("f", 0),))).total == 10000 + paid
        same = plan(day(1, 1), events=(event("f", 1, start=700),))
        assert cost(production, same).total == 10000


def test_a_fitting_on_a_held_day_is_paid_once() -> None:
    ann = person("ann", terms=daily(100))
    production = film(scene(1, "ann"), scene(2, "ann"), people=[ann], events=(fitting("f", "ann"),))
    found = engagement(production, plan(day(0, 1), day(2, 2), events=(event("f", 1),)))
    assert found.holds == ()
    assert found.cost == 30000
    assert found.paid == 3


def test_over_a_drop_the_person_goes_home_and_comes_back() -> None:
    ann = person("ann", terms=daily(100, drops=1))
    found = engagement(to_rome(ann), abroad(1, 15))
    assert found.travel == tuple(on(n).toordinal() for n in (0, 2, 14, 16))
    assert found.cost == 60000
    kept = engagement(to_rome(person("ann", terms=daily(100))), abroad(1, 15))
    assert kept.travel == tuple(on(n).toordinal() for n in (0, 16))
    assert kept.cost == 10000 * (2 + 9 + 2)


def test_a_drop_that_costs_more_in_travel_than_it_saves_is_not_taken() -> None:
    ann = person("ann", terms=daily(100, drops=1, travel_rate=eur(1000)))
    assert engagement(to_rome(ann), abroad(1, 15)).drops == ()


def test_a_drop_whose_journeys_cannot_be_is_not_taken() -> None:
    terms = daily(100, drops=1, drop_gap_days=1)
    for absent in (2, 14):
        ann = person("ann", terms=terms, availability=(away(absent),))
        assert engagement(to_rome(ann), abroad(1, 15)).drops == ()
    assert engagement(to_rome(person("ann", terms=terms)), abroad(1, 3)).drops == ()


def test_planned_travel_home_is_the_way_home_of_a_drop() -> None:
    ann = person("ann", terms=daily(100, drops=1))
    home = fitting("f", "ann", kind=EventKind.TRAVEL, to_base=film().bases[0].id, place=None)
    production = to_rome(ann, events=(home,))
    answer = plan(*abroad(1, 15).days, events=(event("f", 4),))
    found = engagement(production, answer)
    assert found.travel == tuple(on(n).toordinal() for n in (0, 4, 14, 16))
    assert found.drops


def test_somebody_only_fitted_abroad_travels_there_and_back() -> None:
    ann = person("ann", terms=daily(100))
    production = film(people=[ann], events=(fitting("f", "ann", place=FORUM),))
    found = engagement(production, plan(events=(event("f", 3),)))
    assert found.travel == (on(2).toordinal(), on(4).toordinal())
    assert found.cost == 30000
    stays = film(people=[person("ann", home=None)], events=(fitting("f", "ann", place=FORUM),))
    assert engagement(stays, plan(events=(event("f", 3),))).travel == ()


def test_paid_days_count_work_hold_travel_and_events() -> None:
    ann = person("ann", terms=daily(100))
    production = to_rome(ann, events=(fitting("f", "ann"),))
    found = engagement(production, plan(*abroad(3, 7).days, events=(event("f", 0),)))
    assert (len(found.work), len(found.holds), len(found.travel), len(found.events)) == (2, 1, 2, 1)
    assert found.paid == 6
    free = to_rome(person("ann", terms=daily(100, hold_paid=False, travel_rate=eur(0))))
    assert engagement(free, abroad(3, 7)).paid == 2
    lives_there = to_rome(person("ann", home=ROME))
    assert engagement(lives_there, abroad(3, 7)).travel == ()


def test_the_way_home_is_after_the_last_call_also_when_nobody_knows_where_that_was() -> None:
    ann = person("ann", terms=daily(100), home=ROME)
    scenes = scene(1, "ann"), scene(2, "ann", set="moon")
    lost = plan(day(1, 1), day(3, at(2, PlaceId("moon")), unit="ghost"))
    found = engagement(film(*scenes, people=[ann]), lost)
    assert found.travel == tuple(on(n).toordinal() for n in (0, 4))
    assert found.holds == (on(2).toordinal(),)


terms_kinds = st.builds(
    Terms,
    kind=st.sampled_from([PayKind.DAILY, PayKind.WEEKLY]),
    rate=st.sampled_from([eur(100), eur(130)]),
    hold_rate=st.sampled_from([None, eur(0), eur(40), eur(200)]),
    travel_rate=st.sampled_from([None, eur(0), eur(260)]),
    weekly_rate=st.sampled_from([None, eur(350)]),
    hold_paid=st.booleans(),
    drops=st.integers(0, 3),
    drop_gap_days=st.integers(0, 6),
    guarantee=st.integers(0, 8),
)


@given(
    terms=terms_kinds,
    days=st.sets(st.integers(0, 45), min_size=1, max_size=8),
    home=st.sampled_from([None, film().bases[0].id, ROME]),
)
def test_the_drops_taken_are_the_cheapest_of_all_that_are_allowed(
    terms: Terms, days: set[int], home: object
) -> None:
    """Every subset of the gaps, judged one by one: the oracle of the dynamic program."""
    production, answer = working(terms, *sorted(days), home=home)
    case = Case(Index(production), answer)
    index = case.index
    rates = index.rates(ANN)
    found = case.engagements[ANN]
    work = found.work
    company = set(index.company_days(unit().id))
    travels = home is not None and home != film().bases[0].id

    def held(a: int, b: int) -> int:
        return sum(d in company for d in range(a + 1, b))

    def price(dropped: tuple[int, ...]) -> int:
        pay, measured, first, travel = 0, 0, 0, 2 * travels
        for end in (*dropped, len(work) - 1):
            holds = sum(held(work[k], work[k + 1]) for k in range(first, end))
            items = rates.stretch(end - first + 1, holds)
            pay += total(items)
            measured += rates.measure(end - first + 1, holds, items)
            travel += 2 * travels * (end in dropped)
            first = end + 1
        return pay + rates.top_up(measured) * bool(rates.guarantee) + travel * rates.travel

    gap = max(1, terms.drop_gap_days or 0, 2 * travels)
    allowed = [k for k in range(len(work) - 1) if work[k + 1] - work[k] > gap]
    subsets = [(price(s), n, s) for n in range(terms.drops + 1) for s in combinations(allowed, n)]
    best = min(subsets)
    assert found.cost == best[0]
    assert found.drops == tuple((work[k], work[k + 1]) for k in best[2])
