"""Changes are read as they are said, and each what-if is judged under its own facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.planning.films import Planned

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan
from intercut.domain.ids import PersonId, RuleId
from intercut.domain.production import Production
from intercut.errors import IntercutError, NotFound, Unreadable
from intercut.planning.changes import WORDS, apply_changes, person_named, span_of
from intercut.planning.waiving import waived
from intercut.planning.whatif import whatif
from intercut.schedule import judge


def changed(production: Production, text: str) -> Production:
    return apply_changes(production, [text])[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-04", date(2026, 3, 4), date(2026, 3, 4)),
        ("2026-03-04..06", date(2026, 3, 4), date(2026, 3, 6)),
        ("2026-03-30..04-02", date(2026, 3, 30), date(2026, 4, 2)),
        ("2026-12-30..2027-01-02", date(2026, 12, 30), date(2027, 1, 2)),
    ],
)
def test_spans_may_leave_out_what_repeats(text: str, first: date, last: date) -> None:
    assert span_of(text) == DateSpan(first=first, last=last)


@pytest.mark.parametrize("text", ["2026-03-06..04", "March", "2026-13-01", "2026-03-04.."])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        span_of(text)


def test_a_role_a_first_name_and_a_whole_name_mean_one_person(kitchen: Planned) -> None:
    for name in ("RUTH", "joan", "Joan Pettifer"):
        after = changed(kitchen.production, f"away {name} 2027-11-10")
        joan = next(p for p in after.people if p.name == "Joan Pettifer")
        assert not joan.is_available(date(2027, 11, 10))


@pytest.mark.slow
def test_a_name_is_found_without_its_accents(brownstone: Planned) -> None:
    for name in ("Ines", "ines valente", "Inês"):
        assert person_named(brownstone.production, name).name == "Inês Valente"


def test_free_takes_back_what_away_says(kitchen: Planned) -> None:
    after = changed(kitchen.production, "away Marcus 2027-11-08..12; free Marcus 2027-11-10")
    marcus = next(p for p in after.people if p.name == "Marcus Bell")
    days = [marcus.is_available(d) for d in kitchen.production.calendar.span.days()]
    assert days == [False, False, True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "rate Marcus 400", "rate Marcus EUR400", "drop Marcus", "closed Quay Lane 2027-11-09",
        "open The Anchorage 2027-11-12", "date 9 2027-11-11", "date 9 2027-11-10..11",
        "extra 2027-11-13", "extra day 2027-11-13", "day off 2027-11-10", "until 2027-11-11",
        "cut 10", "page limit 2 4/8", "page limit main 2", "longest day 10 h 30", "waive duck",
    ],
)  # fmt: skip
def test_every_word_changes_something(kitchen: Planned, text: str) -> None:
    production, said = apply_changes(kitchen.production, [text])
    assert production != kitchen.production
    assert said[0].words


def test_every_word_of_the_language_is_told_with_its_use() -> None:
    assert all(word.usage.startswith(verb) for verb, word in WORDS.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing is changed"),
        ("fire Marcus", "no change that is known"),
        ("away Marcus", "lacks a name or a date"),
        ("away 2027-11-09", "lacks a name or a date"),
        ("away Nobody 2027-11-09", "nobody is called"),
        ("closed Quay Lane yesterday", "lacks a name or a date"),
        ("closed Moon 2027-11-09", "is not one place"),
        ("rate Marcus lots", "no amount"),
        ("date 99 2027-11-09", "no scene '99'"),
        ("cut 99", "no scene '99'"),
        ("page limit many", "page count"),
        ("longest day long", "no length of a day"),
        ("waive everything", "there is no rule"),
        ("parts 9", "has no parts"),
        ("unpin 9", "not held to anything"),
        ("until 2027-01-01", "cannot end"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(
    kitchen: Planned, text: str, says: str
) -> None:
    with pytest.raises(IntercutError, match=says):
        apply_changes(kitchen.production, [text])


@pytest.mark.slow
def test_a_name_that_fits_several_is_not_guessed(brownstone: Planned) -> None:
    people = tuple(
        replace(p, name=p.name.replace("Hana", "Cole")) for p in brownstone.production.people
    )
    production = replace(brownstone.production, people=people)
    with pytest.raises(NotFound, match="Cole Brooks, Cole Brandt"):
        apply_changes(production, ["away Cole 2027-10-08"])


def test_a_rule_waived_for_a_day_holds_on_all_others() -> None:
    rule = ApartRule(id=RuleId("r"), degree=Degree.DAY, people=(PersonId("a"), PersonId("b")))
    day = date(2026, 3, 4)
    left = waived([rule], rule.id, [DateSpan(first=day, last=day)])
    for other in (date(2026, 3, 3), date(2026, 3, 5), date(2050, 1, 1)):
        assert sum(other in r.period for r in left if r.period) == 1
    assert not any(day in r.period for r in left if r.period)
    assert waived([rule], rule.id) == ()


def test_each_answer_is_judged_under_its_own_facts(kitchen: Planned) -> None:
    found = whatif(
        kitchen.production,
        kitchen.plan,
        ["rate Marcus 400", "cut 10", "until 2027-11-08"],
        iterations=40,
    )
    assert found.today.cost.total == judge(kitchen.production, kitchen.plan).cost.total
    for one in found.answers:
        after = judge(one.production, one.result.plan)
        assert one.result.judgement.cost.total == after.cost.total
        assert one.changes.cost_before == found.today.cost.total
        assert one.changes.cost_after == after.cost.total
        assert one.stands.cost.total == judge(one.production, kitchen.plan).cost.total
        assert one.points
    dearer, shorter, impossible = found.answers
    assert dearer.stands.cost.total > found.today.cost.total
    assert not dearer.stands_broken
    assert shorter.result.cost <= found.today.cost.total
    assert not impossible.fits


def test_chained_what_ifs_build_on_each_other(kitchen: Planned) -> None:
    found = whatif(
        kitchen.production, kitchen.plan, ["cut 10", "cut 3"], chained=True, iterations=20
    )
    one, two = found.answers
    assert (one.parent, two.parent) == (None, 0)
    assert [s.number for s in two.production.scenes if s.omitted] == ["3", "10"]


def test_two_processes_find_what_one_finds(kitchen: Planned) -> None:
    texts = ["away Marcus 2027-11-09", "rate Marcus 400"]
    alone = whatif(kitchen.production, kitchen.plan, texts, iterations=20)
    both = whatif(kitchen.production, kitchen.plan, texts, iterations=20, workers=2)
    assert [a.result.plan for a in alone.answers] == [a.result.plan for a in both.answers]


def test_an_ill_performer_costs_no_less_than_a_well_one_on_the_same_plan(kitchen: Planned) -> None:
    joan = next(p.id for p in kitchen.production.people if p.name == "Joan Pettifer")
    called = judge(kitchen.production, kitchen.plan).timetable.days
    gone = next(d.date for d in called if any(p.person == joan for p in d.people))
    (ill,) = whatif(kitchen.production, kitchen.plan, [f"away Joan {gone}"], iterations=60).answers
    assert ill.stands_broken
    worked = {d for d in ill.result.judgement.timetable.days for p in d.people if p.person == joan}
    assert all(d.date != gone for d in worked)
