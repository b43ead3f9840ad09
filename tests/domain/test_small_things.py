"""Names, sources, findings, rulebooks, money of a production: one law each."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.film import SCENES, assembled

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.finding import Finding, Level, Where, error, has_errors, note, warning
from intercut.domain.ids import PersonId, RuleId, SceneId, UnitId
from intercut.domain.lookup import Names, folded
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.domain.production import ExchangeRate, Production
from intercut.domain.rulebook import Clause
from intercut.domain.rulebooks import NONE, PROFILES, SAG_TELEVISION, shipped, with_clauses
from intercut.domain.scene import EighthsCount, IntExt, Mode, Scene
from intercut.domain.source import Source
from intercut.domain.strips import mode_in, strips_in_mode
from intercut.domain.units import Money


def test_a_degree_implies_what_the_rules_say_and_nothing_else() -> None:
    implied = {(a, b) for a in Degree for b in Degree if a is not b and a.implies(b)}
    pairs = "day calls, day base, day set, day frame, calls set, calls frame, base set, base frame, week set, week frame, set frame"
    assert implied == {tuple(Degree(w) for w in pair.split()) for pair in pairs.split(", ")}
    assert all(d.implies(d) for d in Degree)


def test_a_keep_apart_rule_knows_who_must_not_be_together() -> None:
    ada, bo, cy = PersonId("ada"), PersonId("bo"), PersonId("cy")
    sides = ApartRule(id=RuleId("a"), degree=Degree.DAY, people=(ada,), others=(bo,))
    assert sides.joins([bo, ada])
    assert not sides.joins([ada, cy])
    all_of_them = ApartRule(id=RuleId("b"), degree=Degree.DAY, people=(ada, bo, cy))
    assert all_of_them.joins([ada, cy])
    assert not all_of_them.joins([ada])


def test_names_are_found_by_id_then_name_whatever_the_case() -> None:
    names: Names[PersonId] = Names("person")
    names.add(PersonId("ada"), ["Ada  Lund", ""])
    names.add(PersonId("Bo"), ["ada"])
    assert names.find("ADA LUND") == "ada"
    assert names.find("ada") == "ada"
    assert names.find("bo") == "Bo"
    assert names.find("zed") is None
    assert (
        names.advice("Ada Lnud", "performers")
        == "Did you mean 'Ada  Lund'? Else add it to `performers`."
    )
    assert "Add it to `performers`" in names.advice("zzz", "performers")


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_source_tells_its_chain() -> None:
    source = Source(who="mail", where="3 Jan", via=Source(who="casting", via=Source(who="agent")))
    assert [s.who for s in source.chain()] == ["mail", "casting", "agent"]
    assert str(source) == "mail (3 Jan) ← casting ← agent"


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where(), ""),
        (Where(file="a.yaml"), "a.yaml"),
        (Where(file="a.yaml", line=3), "a.yaml, line 3"),
        (Where(file="a.yaml", line=3, column=5, path="pins.0"), "a.yaml, line 3, column 5, pins.0"),
        (Where(line=3), "line 3"),
        (Where(scene="12", strip="12pt1"), "strip 12pt1"),
        (Where(scene="12", person="Ada", unit="Main", date="2026-03-04"), "scene 12, Ada, Main unit, 2026-03-04"),
    ],
)  # fmt: skip
def test_a_place_is_told_as_far_as_it_is_known(where: Where, text: str) -> None:
    assert str(where) == text


def test_only_errors_make_a_check_fail() -> None:
    findings = [warning("a", "A."), note("b", "B.")]
    assert not has_errors(findings)
    assert has_errors([*findings, error("c", "C.")])
    assert str(error("c", "Bad.", Where(line=2), "Mend it.")) == "line 2: Bad. Mend it."
    assert str(Finding(code="x", level=Level.NOTE, message="Only this.")) == "Only this."


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_every_clause_shipped_says_where_it_is_from_and_how_sure(profile: object) -> None:
    assert profile in PROFILES
    for clause in next(p for p in PROFILES if p is profile).clauses:
        assert clause.text[:3] in {"[C]", "[U]", "[V]", "[B]"}
        assert clause.source.who


def test_hours_of_children_cover_every_age_once() -> None:
    for minors in NONE.minors:
        bands = minors.bands
        assert bands[0].from_months == 0
        assert bands[-1].to_months == 18 * 12
        assert all(a.to_months == b.from_months for a, b in itertools.pairwise(bands))
        assert all(b.work_minutes <= b.place_minutes for b in bands)


def test_a_profile_is_changed_clause_by_clause() -> None:
    assert SAG_TELEVISION.value("drop.gap_days", 0) == 14
    changed = with_clauses(
        SAG_TELEVISION, (Clause(key="drop.gap_days", value=3), Clause(key="own", value=1))
    )
    assert [c.key for c in changed.clauses] == [*(c.key for c in SAG_TELEVISION.clauses), "own"]
    assert (changed.value("drop.gap_days", 0), changed.value("nothing", 9)) == (3, 9)
    assert shipped("sag-aftra TELEVISION") is SAG_TELEVISION
    assert shipped("another") is None
    assert NONE.minor("England") is not None
    assert NONE.minor("Atlantis") is None


def with_rates(*rates: ExchangeRate) -> Production:
    from dataclasses import replace

    return replace(assembled().production, exchange=rates)


def rate(currency: str, millionths: int, day: int) -> ExchangeRate:
    return ExchangeRate(
        currency=currency,
        rate_millionths=millionths,
        dated=date(2026, 1, day),
        source=Source(who="bank"),
    )


def test_the_newest_rate_counts_and_half_a_unit_is_rounded_up() -> None:
    film = with_rates(rate("USD", 500_000, 2), rate("USD", 900_000, 1), rate("JPY", 6_250, 1))
    assert film.minor_units(Money(minor=101, currency="USD")) == 51
    assert film.minor_units(Money(minor=1000, currency="JPY")) == 625
    assert film.minor_units(Money(minor=70, currency="EUR")) == 70
    assert film.minor_units(None) == 0


def test_money_without_a_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="no exchange rate from GBP to EUR"):
        with_rates().minor_units(Money(minor=1, currency="GBP"))


def test_a_unit_without_a_calendar_keeps_the_productions() -> None:
    film = assembled().production
    assert film.calendar_of(film.units[0]) is film.calendar
    own = assembled(
        "units: [{name: Main, base: Berlin, calendar: {dates: 2026-03-03..2026-03-04}}]"
    ).production
    assert own.calendar_of(own.units[0]).span.first == date(2026, 3, 3)


def test_places_of_a_set_come_in_the_order_of_the_places() -> None:
    film = assembled(
        "places: [{name: B, base: Berlin, sets: [KITCHEN, FLAT, STREET]}, {name: A, base: Berlin, sets: [KITCHEN]}]"
    ).production
    assert film.places_of(SCENES[0].set) == ("b", "a")


@pytest.mark.parametrize(
    ("count", "value", "origin"),
    [
        (EighthsCount(), 1, "none"),
        (EighthsCount(computed=3), 3, "computed"),
        (EighthsCount(computed=3, imported=4), 4, "imported"),
        (EighthsCount(computed=3, imported=4, override=0), 0, "override"),
    ],
)
def test_an_override_beats_an_import_beats_a_count(
    count: EighthsCount, value: int, origin: str
) -> None:
    assert (count.value, count.origin) == (value, origin)


def test_a_scene_without_any_mode_is_refused() -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="scene 1: at least one mode"):
        replace(SCENES[0], modes=())


def test_the_sun_matters_outside_and_through_a_car_window() -> None:
    assert [m.outside for m in IntExt] == [False, True, True]


def test_a_plan_chooses_among_the_modes_a_scene_allows() -> None:
    from dataclasses import replace

    open_scene: Scene = replace(SCENES[1], modes=(Mode.WHOLE, Mode.PARTS))
    parts = Plan(modes=((SceneId("2"), Mode.PARTS),))
    assert mode_in(open_scene, parts) is Mode.PARTS
    assert mode_in(open_scene, Plan()) is Mode.WHOLE
    assert mode_in(SCENES[0], Plan(modes=((SceneId("1"), Mode.PARTS),))) is Mode.WHOLE
    film = assembled().production
    assert [s.id for s in strips_in_mode(film, Plan())] == ["1", "2pt1", "2pt2", "3", "4"]


def test_banners_are_no_strips() -> None:
    strip = PlacedStrip(
        strip=strips_in_mode(assembled().production, Plan())[0].id,
        place=assembled().production.places[0].id,
    )
    day = UnitDay(
        unit=UnitId("main"), date=date(2026, 3, 2), call=420, entries=(Banner(text="LUNCH"), strip)
    )
    assert day.strips == (strip,)
