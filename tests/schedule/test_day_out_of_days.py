from __future__ import annotations

import pytest
from tests.schedule.stage import (
    FORUM,
    at,
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
)

from intercut.domain.calendar import Calendar, Holiday
from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import ElementId, RoleId
from intercut.domain.people import Role, Terms
from intercut.domain.production import EventKind
from intercut.schedule import DayOutOfDays, DoodRow, dood


def row(*days: int, terms: Terms | None = None, **changes: object) -> DoodRow:
    ann = person("ann", terms=terms or daily(100))
    production = film(*(scene(n, "ann") for n in range(len(days))), people=[ann], **changes)
    return dood(production, plan(*(day(d, n) for n, d in enumerate(days)))).rows[0]


def text(found: DoodRow) -> str:
    return " ".join(code or "." for code in found.codes)


def test_one_day_starts_works_and_finishes() -> None:
    assert text(row(0)) == "SWF"


def test_days_between_are_held_except_days_off() -> None:
    found = row(3, 8)
    assert text(found) == "SW H . . H WF"
    assert (found.worked, found.held, found.paid) == (2, 2, 4)
    assert (found.start, found.finish) == (on(3), on(8))


def test_a_drop_shows_the_last_day_before_and_the_pick_up_after() -> None:
    found = row(0, 1, 4, 7, terms=daily(100, drops=1, drop_gap_days=2))
    assert text(found) == "SW WD . . PW . . WF"
    assert found.paid == 4
    twice = row(0, 3, 7, terms=daily(100, drops=2, drop_gap_days=2))
    assert text(twice) == "SWD . . PWD . . . PWF"


def test_the_first_gap_is_shown_for_comparison() -> None:
    ann = person("ann", terms=daily(100, drops=1, drop_gap_days=2))
    production = film(scene(1, "ann"), scene(2, "ann"), scene(3, "ann"), people=[ann])
    answer = plan(day(0, 1), day(3, 2), day(10, 3))
    first = dood(production, answer, drops="first gap")
    assert text(first.rows[0]) == "SWD . . PW H . . H H H WF"
    assert (first.drops, first.held_days) == ("first gap", 4)
    assert dood(production, answer).held_days == 2
    with pytest.raises(ValueError, match="'dearest'"):
        dood(production, answer, drops="dearest")  # type: ignore[arg-type]


def test_unpaid_days_between_are_idle() -> None:
    found = row(0, 2, terms=daily(100, hold_paid=False))
    assert text(found) == "SW I WF"
    assert (found.held, found.other, found.paid) == (0, 0, 2)


def test_a_holiday_is_shown_within_an_engagement_and_not_in_a_drop() -> None:
    closed = Calendar(
        span=dates(0, 30), holidays=(Holiday(day=on(1), name="A"), Holiday(day=on(9), name="B"))
    )
    assert text(row(0, 2, calendar=closed)) == "SW / WF"
    dropped = row(0, 3, terms=daily(100, drops=1, drop_gap_days=2), calendar=closed)
    assert text(dropped) == "SWD . . PWF"
    assert row(0, 2, calendar=closed).other == 0


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (EventKind.FITTING, "FT"),
        (EventKind.REHEARSAL, "R"),
        (EventKind.READ_THROUGH, "R"),
        (EventKind.PUBLICITY, "PB"),
        (EventKind.TEST, "TS"),
    ],
)
def test_events_have_their_code_and_do_not_move_start_or_finish(kind: EventKind, code: str) -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann", kind=kind),))
    found = dood(production, plan(day(2, 1), events=(event("f", 0),))).rows[0]
    assert text(found) == f"{code} . SWF"
    assert (found.other, found.worked, found.start) == (1, 1, on(2))


def test_an_event_on_a_worked_date_is_a_day_of_work() -> None:
    production = film(scene(1, "ann"), events=(fitting("f", "ann"),))
    found = dood(production, plan(day(0, 1), events=(event("f", 0, start=700),))).rows[0]
    assert text(found) == "SWF"


def test_travel_days_are_shown_before_and_after_a_stay() -> None:
    production = film(scene(1, "ann", set="temple"))
    found = dood(production, plan(day(2, at(1, FORUM)))).rows[0]
    assert text(found) == "T SWF T"
    assert (found.travel, found.paid) == (2, 3)


def test_somebody_only_fitted_has_no_start() -> None:
    production = film(events=(fitting("f", "ann"),))
    found = dood(production, plan(events=(event("f", 0),))).rows[0]
    assert (found.start, found.finish, text(found)) == (None, None, "FT")


def test_the_grid_runs_from_first_to_last_use_with_days_off_marked() -> None:
    production = film(scene(1, "ann"), scene(2, "ben"))
    grid = dood(production, plan(day(3, 1), day(7, 2)))
    assert grid.dates == tuple(on(n) for n in range(3, 8))
    assert grid.off == {on(5), on(6)}
    assert [(r.id, text(r)) for r in grid.rows] == [("ann", "SWF . . . ."), ("ben", ". . . . SWF")]


def test_people_carry_the_numbers_of_their_roles() -> None:
    production = film(
        scene(1, "ann"), roles=(Role(id=RoleId("ann"), name="ANN", board_number="7"),)
    )
    assert dood(production, plan(day(0, 1))).rows[0].board_number == "7"


def test_elements_are_shown_when_asked_for() -> None:
    crane = Element(
        id=ElementId("crane"), name="Crane", category=119, on_dood=True, day_rate=eur(5)
    )
    held = Element(id=ElementId("tank"), name="Tank", category=119, on_dood=True, hold_rate=eur(1))
    hat = Element(id=ElementId("hat"), name="Hat", category=104)
    uses = tuple(ElementUse(element=e.id) for e in (crane, held, hat))
    production = film(scene(1, elements=uses), scene(2, elements=uses), elements=(crane, held, hat))
    answer = plan(day(0, 1), day(2, 2))
    assert dood(production, answer).rows == ()
    grid = dood(production, answer, elements=True)
    assert [(r.name, text(r), r.paid) for r in grid.rows] == [
        ("Crane", "SW . WF", 2),
        ("Tank", "SW H WF", 1),
    ]


def test_nothing_scheduled_is_an_empty_grid() -> None:
    assert dood(film(scene(1, "ann")), plan()) == DayOutOfDays(
        dates=(), off=frozenset(), rows=(), drops="cheapest"
    )
