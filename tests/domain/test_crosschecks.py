"""Every cross-check: facts that break it, and their neighbours that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.film import SCRIPT, assembled, facts, off

from intercut.domain.assemble import assemble
from intercut.domain.finding import Level
from intercut.domain.units import Money


def test_facts_in_which_nothing_is_off_give_no_finding() -> None:
    assert [str(f) for f in assembled().findings] == []


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        # names
        ("performers: [{name: Ada, roles: [CLARA, CLARE]}, {name: Bo, roles: [SABINE, DENNY]}]", "unknown.role", "performers.0.roles.1"),
        ("casting: [{role: CLARA, person: Zed, scenes: [1]}]", "unknown.person", "casting.0.person"),
        ("casting: [{role: CLARA, person: Bo, scenes: [99]}]", "unknown.scene", "casting.0.scenes.0"),
        ("places: [{name: S, base: Rome, sets: [KITCHEN, FLAT, STREET]}]", "unknown.base", "places.0.base"),
        ("places: [{name: S, base: Berlin, sets: [KITCHEN, FLAT, STREET, ATTIC]}]", "unknown.set", "places.0.sets.3"),
        ("units: [{name: Main, base: Rome}]", "unknown.base", "units.0.base"),
        ("moves: [{from: Stage, to: Moon, takes: 10}]", "unknown.place", "moves.0.to"),
        ("events: [{name: E, kind: fitting, people: [Zed], dates: 2026-03-02, minutes: 30}]", "unknown.person", "events.0.people.0"),
        ("scenes: [{scene: 9, minutes: 5}]", "unknown.scene", "scenes.0.scene"),
        ("scenes: [{scene: 1, elements: [CRANE]}]", "unknown.element", "scenes.0.elements.0"),
        ("scenes: [{scene: 1, units: [Second]}]", "unknown.unit", "scenes.0.units.0"),
        ("scenes: [{scene: 1, cast: [ZOE]}]", "unknown.role", "scenes.0.cast.0"),
        ("scenes: [{scene: 1, parts: [{int_ext: INT, light: day, on_camera: [ZOE]}, {int_ext: INT, light: day, on_camera: [DENNY]}]}]", "unknown.role", "scenes.0.parts.0.on_camera.0"),
        ("pins: [{target: 77, date: 2026-03-02}]", "unknown.strip", "pins.0.target"),
        ("pins: [{target: 1, unit: Second}]", "unknown.unit", "pins.0.unit"),
        ("order: [{id: a, kind: before, first: [1, 8], then: [3]}]", "unknown.strip", "order.0.first.1"),
        ("days: [{unit: Main, date: 2026-03-02, targets: [1, 12pt9]}]", "unknown.strip", "days.0.targets.1"),
        ("days: [{unit: Second, date: 2026-03-02, targets: [1]}]", "unknown.unit", "days.0.unit"),
        ("apart: [{id: a, degree: day, people: [Ada], others: [Zed]}]", "unknown.person", "apart.0.others.0"),
        ("baseline: {price: 5, people: {Zed: 6}}", "unknown.person", "baseline.overrides.0"),
        ("sittings: [{of: 50, sittings: [{pages: 1, minutes: 60}]}]", "unknown.strip", "sittings.0.of"),
        ("joined: [{scenes: [1, 70]}]", "unknown.scene", "joined.0.scenes.1"),
        ("names: [{names: [DENNY], means: [NOBODY]}]", "unknown.role", "names.0.roles.0"),
        # twice
        ("performers: [{name: Ada, roles: CLARA}, {name: ADA, roles: [SABINE, DENNY]}]", "duplicate.person", "performers.1"),
        ("bases: [{name: Berlin}, {name: berlin}]", "duplicate.base", "bases.1"),
        ("order: [{id: a, kind: before, first: [1], then: [3]}, {id: a, kind: same day, first: [1, 3]}]", "duplicate.order_rule", "order.1"),
        ("scenes: [{scene: 1, minutes: 60}, {scene: 1, minutes: 70}]", "duplicate.scene", "scenes.1"),
        ("sittings: [{of: 1, sittings: [{pages: 4/8, minutes: 30}, {pages: 4/8, minutes: 30}]}, {of: 1, sittings: [{pages: 1, minutes: 60}]}]", "duplicate.sittings", "sittings.1"),
        # calendar and units
        ("calendar: {dates: 2026-03-07..2026-03-08}", "calendar.no_days", "calendar"),
        ("calendar: {dates: 2026-03-02..2026-03-13, extra_days: [2026-04-01]}", "calendar.outside", "calendar"),
        ("calendar: {dates: 2026-03-02..2026-03-13, extra_days: [2026-03-07], travel_days: [2026-03-07]}", "calendar.both", "calendar"),
        ("units: [{name: Main, base: Berlin, normal_day: 11 h, longest_day: 10 h}]", "unit.longest_day", "units.0"),
        ("units: [{name: Main, base: Berlin, earliest_call: 10:00, latest_call: 08:00}]", "unit.calls", "units.0"),
        ("units: [{name: Main, base: Berlin, lights: [day]}]", "light.no_unit", "units"),
        ("units: [{name: Main, base: Berlin}, {name: B, base: Berlin, lights: [], calendar: {dates: 2026-03-02..2026-03-04}}]", "unit.lights", "units.1"),
        ("units: [{name: Main, base: Berlin, calendar: {dates: 2026-03-02..2026-04-13}}]", "unit.calendar", "units.0.calendar"),
        # people
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], minor: California}]", "minor.no_birth_date", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 2016-01-01, minor: Atlantis}]", "unknown.minor_profile", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 2016-01-01}]", "minor.no_profile", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 2030-01-01}]", "person.born", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 1990-01-01, minor: England}]", "minor.no_band", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], secret: yes}]", "secret.no_code_name", "performers.0"),
        ("performers: [{name: Ada Lund, roles: [CLARA, SABINE, DENNY], secret: yes, code_name: Lund X}]", "secret.code_name_tells", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], secret: yes, code_name: Dee}, {name: Dee}]", "secret.code_name_taken", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], secret: yes, code_name: X}, {name: Dee, secret: yes, code_name: x}]", "duplicate.code_name", "performers.1"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], availability: [2026-03-02..13, 2027-01-01]}]", "availability.outside", "performers.0.availability.1"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-02..2026-03-13}]", "availability.none", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], pay: {kind: daily}}]", "pay.no_rate", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], pay: {rate: 5}}]", "pay.no_kind", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-02, pay: {kind: flat, rate: 5, drops: 1}}]", "pay.drops", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], normal_day: 9 h, longest_day: 8 h}]", "person.longest_day", "performers.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], home: Rome}]", "unknown.base", "performers.0.home"),
        # money
        ("soft: [{rule: x, price: 5 USD}]", "unknown.currency", "soft.0"),
        ("performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-02, pay: {kind: daily, rate: 5 USD}}]", "unknown.currency", "performers.0"),
        ("scenes: [{scene: 2, parts_price: 5 GBP}]", "unknown.currency", "scenes.0"),
        ("soft: [{rule: x, price: -5}]", "money.negative", "soft.0"),
        ("baseline: {price: 5 CHF}", "unknown.currency", "baseline"),
        ("exchange_rates: [{currency: USD, rate: 0, dated: 2026-01-01, source: bank}]", "exchange.rate", "exchange_rates.0"),
        ("exchange_rates: [{currency: EUR, rate: 1, dated: 2026-01-01, source: bank}]", "exchange.own", "exchange_rates.0"),
        ("exchange_rates: [{currency: USD, rate: 1, dated: 2026-01-01, source: bank}, {currency: USD, rate: 2, dated: 2026-01-01, source: bank}]", "duplicate.exchange", "exchange_rates.1"),
        # places and elements
        ("places: [{name: S, base: Berlin, sets: [KITCHEN, FLAT, STREET], permits: 2026-03-07}]", "place.never_open", "places.0"),
        ("places: [{name: S, base: Berlin, sets: [KITCHEN, FLAT, STREET], closed: 2026-03-02..2026-03-13}]", "place.never_open", "places.0"),
        ("places: [{name: S, base: Berlin, sets: [KITCHEN, FLAT]}]", "set.nowhere", "places"),
        ("moves: [{from: Stage, to: Stage, takes: 10}]", "move.same", "moves.0"),
        ("bases: [{name: Berlin, latitude: 52}]", "place.half_position", "bases.0"),
        ("bases: [{name: Berlin, latitude: 152, longitude: 13}]", "place.position", "bases.0"),
        ("elements: [{name: crane, category: Vehicles, availability: 2026-03-07}]", "availability.none", "elements.0"),
        # scenes
        ("scenes: [{scene: 2, pages: 1, parts: [{int_ext: INT, light: day, on_camera: [CLARA], pages: 1/8}, {int_ext: INT, light: day, on_camera: [SABINE], pages: 1/8}]}]", "parts.eighths", "scenes.0"),
        ("scenes: [{scene: 1, modes: [parts]}]", "parts.too_few", "scenes.0"),
        ("scenes: [{scene: 2, parts: [{number: 1, int_ext: INT, light: day, on_camera: [CLARA]}, {number: 1, int_ext: INT, light: day, on_camera: [SABINE]}]}]", "duplicate.part", "scenes.0"),
        ("scenes: [{scene: 1, dates: 2026-03-07}]", "scene.dates", "scenes.0"),
        ("scenes: [{scene: 1, continues: 1}]", "scene.continues", "scenes.0"),
        ("scenes: [{scene: 1, continues: 11}]", "unknown.scene", "scenes.0.continues"),
        ("sittings: [{of: 1, sittings: [{pages: 4/8, minutes: 30}, {pages: 5/8, minutes: 30}]}]", "sittings.eighths", "sittings.0"),
        ("sittings: [{of: 1, sittings: [{pages: 4/8, minutes: 30}, {pages: 4/8, minutes: 40}]}]", "sittings.minutes", "sittings.0"),
        ("sittings: [{of: 2, sittings: [{pages: 1, minutes: 90}]}]", "sittings.parts", "sittings.0.of"),
        ("joined: [{scenes: [1]}]", "joined.alone", "joined.0"),
        ("joined: [{scenes: [1, 3]}, {scenes: [3, 4]}]", "joined.twice", "joined.1"),
        ("joined: [{scenes: [1, 2]}]", "joined.parts", "joined.0"),
        ("joined: [{scenes: [1, 4]}]", "joined.no_place", "joined.0"),
        # events
        ("events: [{name: E, kind: fitting, people: [], dates: 2026-03-02, minutes: 30}]", "event.nobody", "events.0"),
        ("events: [{name: E, kind: travel, people: [Ada], dates: 2026-03-02, minutes: 30}]", "event.no_base", "events.0"),
        ("events: [{name: E, kind: fitting, people: [Ada], dates: 2026-05-02, minutes: 30}]", "event.dates", "events.0"),
        # pins
        ("pins: [{target: 1, date: 2026-03-07}]", "pin.calendar", "pins.0"),
        ("pins: [{target: 1, date: 2026-06-01}]", "pin.calendar", "pins.0"),
        ("pins: [{target: 1, date: 2026-03-02}, {target: 1, date: 2026-03-03}]", "pin.twice", "pins.1"),
        ("pins: [{target: 1, place: Road}]\nscenes: [{scene: 4, minutes: 60}]", None, None),
        ("pins: [{target: 1, date: 2026-03-02, place: Road}]", "pin.place", "pins.0"),
        ("pins: [{target: 1, date: 2026-03-03}]\nscenes: [{scene: 1, dates: 2026-03-02}]", "pin.scene_dates", "pins.0"),
        ("days: [{unit: Main, date: 2026-03-07, targets: [1]}]", "day.calendar", "days.0"),
        ("days: [{unit: Main, date: 2026-03-02, targets: [1]}, {unit: Main, date: 2026-03-03, targets: [1]}]", "day.twice", "days.1"),
        ("days: [{unit: Main, date: 2026-03-02, targets: [1]}]\npins: [{target: 1, date: 2026-03-03}]", "day.twice", "days.0"),
        # order
        ("order: [{id: a, kind: before, first: [1], then: [3]}, {id: b, kind: before, first: [3], then: [1]}]", "order.cycle", "order.1"),
        ("order: [{id: a, kind: before, first: [1], then: [1]}]", "order.cycle", "order.0"),
        ("order: [{id: a, kind: second end after, first: [2]}, {id: b, kind: before, first: [2pt2], then: [2pt1]}]", "order.cycle", "order.1"),
        ("order: [{id: a, kind: same day, first: [1, 3]}, {id: b, kind: not same day, first: [3, 1]}]", "order.same_day", "order.1"),
        ("order: [{id: a, kind: same day, first: [1, 3]}, {id: b, kind: before, first: [1], then: [3], gap_days: 2}]", "order.same_day", "order.1"),
        ("order: [{id: a, kind: before, first: [1]}]", "order.one_sided", "order.0"),
        ("order: [{id: a, kind: same day, first: [1]}]", "order.alone", "order.0"),
        ("order: [{id: a, kind: live read, first: [1, 2]}]", "order.one_scene", "order.0"),
        ("order: [{id: a, kind: live read, first: [1]}]", "order.no_parts", "order.0"),
        ("order: [{id: a, kind: before, first: [1], then: [3], gap_days: 4, most_gap_days: 2}]", "order.gap", "order.0"),
        # apart
        ("apart: [{id: a, degree: day, people: [Ada], others: [Ada, Bo]}]", "apart.self", "apart.0"),
        ("apart: [{id: a, degree: day, people: [Ada]}]", "apart.nobody", "apart.0"),
        ("apart: [{id: a, degree: frame, people: [Ada], others: [Bo]}]", "apart.scene", "apart.0"),
        ("apart: [{id: a, degree: day, people: [Bo, Ada]}]", "apart.scene", "apart.0"),
        ("apart: [{id: a, degree: calls, people: [Ada], others: [Bo]}]\norder: [{id: l, kind: live read, first: [2]}]\nscenes: [{scene: 3, omitted: yes}]", "apart.live_read", "apart.0"),
    ],
)  # fmt: skip
def test_each_slip_is_found_with_its_path(text: str, code: str | None, path: str | None) -> None:
    found = off(text)
    if code is None:
        assert found == []
    else:
        assert (code, path) in found


@pytest.mark.parametrize(
    "text",
    [
        "performers: [{name: Ada, roles: [clara, Sabine]}, {name: Cy, roles: [DENNY]}]",
        "casting: [{role: CLARA, person: bo, scenes: [1]}]",
        "places: [{name: S, base: BERLIN, sets: [kitchen, FLAT, STREET]}]",
        "calendar: {dates: 2026-03-07..2026-03-09}",
        "calendar: {dates: 2026-03-02..2026-03-13, extra_days: [2026-03-07], travel_days: [2026-03-09]}",
        "units: [{name: Main, base: Berlin, lights: [day, split]}]",
        "performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 2016-01-01, minor: England}]",
        "performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], born: 1990-01-01}]",
        "performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], secret: yes, code_name: X. Winter}]",
        "performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-03..2026-03-13}]",
        "exchange_rates: [{currency: USD, rate: 0.9, dated: 2026-01-01, source: bank}]\nsoft: [{rule: x, price: 5 USD}]",
        "scenes: [{scene: 1, dates: 2026-03-06..2026-03-07}]",
        "sittings: [{of: 1, sittings: [{pages: 4/8, minutes: 30}, {pages: 4/8, minutes: 30}]}]",
        "sittings: [{of: 2pt1, sittings: [{pages: 4/8, minutes: 40}, {pages: 4/8, minutes: 50}]}]",
        "joined: [{scenes: [1, 3]}]",
        "pins: [{target: 1, date: 2026-03-06, place: stage, unit: main}]",
        "pins: [{target: 1, date: 2026-03-07, shot: yes}]",
        "pins: [{target: 2pt1, date: 2026-03-02}, {target: 2pt2, date: 2026-03-03}]",
        "days: [{unit: Main, date: 2026-03-02, targets: [1, 3]}]\npins: [{target: 1, date: 2026-03-02}]",
        "order: [{id: a, kind: before, first: [1], then: [3]}, {id: b, kind: before, first: [3], then: [4]}]",
        "order: [{id: a, kind: before, first: [1], then: [3]}, {id: b, kind: before, first: [3], then: [1], price: 5}]",
        "order: [{id: a, kind: second end after, first: [2]}, {id: b, kind: before, first: [2pt1], then: [2pt2]}]",
        "order: [{id: a, kind: same day, first: [1, 3]}, {id: b, kind: before, first: [1], then: [3]}]",
        "apart: [{id: a, degree: base, people: [Bo], others: [Cy]}]",
        "apart: [{id: a, degree: day, people: [Ada], others: [Bo], price: 100}]",
        "apart: [{id: a, degree: day, people: [Ada], others: [Bo], period: 2026-03-02..2026-03-04}]",
        "apart: [{id: a, degree: set, people: [Ada], place: Road}]",
        "events: [{name: E, kind: travel, people: [Ada], dates: 2026-03-02, minutes: 30, to_base: berlin}]",
    ],
)  # fmt: skip
def test_its_neighbour_is_left_alone(text: str) -> None:
    assert off(text) == []


def test_a_pin_on_a_date_somebody_is_away_names_both_facts() -> None:
    text = """
        performers:
          - {name: Ada, roles: CLARA, away: [{dates: 2026-03-04, source: agent}]}
          - {name: Bo, roles: [SABINE, DENNY]}
        pins: [{target: 1, date: 2026-03-04, source: director}]
        """
    (found,) = [f for f in assembled(text).findings if f.code == "pin.person_away"]
    assert found.message == "Scene 1 is pinned to 2026-03-04 and needs Ada, who cannot be had then."
    assert [s.who for s in found.facts] == ["director", "agent"]
    assert found.where.path == "pins.0"


def test_a_pin_of_a_closed_place_names_it() -> None:
    text = """
        places:
          - {name: Stage, base: Berlin, sets: [KITCHEN, FLAT], closed: 2026-03-04}
          - {name: Road, base: Berlin, sets: [STREET], permits: [{dates: 2026-03-02..13, weekdays: [friday]}]}
        pins: [{target: 1, date: 2026-03-04}, {target: 4, date: 2026-03-04}]
        """
    assert off(text) == [("pin.place_closed", "pins.0"), ("pin.place_closed", "pins.1")]


def test_a_pinned_event_has_to_fall_on_one_of_its_dates_and_on_dates_of_its_people() -> None:
    event = "events: [{name: fitting, kind: fitting, people: [Ada], dates: 2026-03-03..05, minutes: 30}]"
    ada = "performers: [{name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-05}]"
    assert off(f"{event}\npins: [{{target: fitting, date: 2026-03-03}}]") == []
    assert off(f"{event}\npins: [{{target: fitting, date: 2026-03-06}}]") == [
        ("pin.event_date", "pins.0")
    ]
    assert off(f"{event}\n{ada}\npins: [{{target: fitting, date: 2026-03-05}}]") == [
        ("pin.person_away", "pins.0")
    ]


def test_people_who_share_no_date_are_found_before_planning() -> None:
    text = """
        performers:
          - {name: Ada, roles: CLARA, availability: 2026-03-02..2026-03-04}
          - {name: Bo, roles: SABINE, availability: 2026-03-05..2026-03-06}
          - {name: Cy, roles: DENNY}
        """
    found = [f for f in assembled(text).findings if f.code == "scene.no_date"]
    assert [f.message for f in found] == [
        (
            "Strip 3 needs Ada and Bo, and no working day suits them and its place: Ada can come "
            "2026-03-02..2026-03-04, Bo can come 2026-03-05..2026-03-06."
        )
    ]
    assert found[0].level is Level.ERROR


def test_a_place_open_only_while_somebody_is_away_is_found() -> None:
    text = """
        places:
          - {name: Stage, base: Berlin, sets: [KITCHEN, FLAT]}
          - {name: Road, base: Berlin, sets: [STREET], permits: 2026-03-04}
        performers: [{name: Ada, roles: [CLARA, SABINE]}, {name: Cy, roles: DENNY, away: 2026-03-04}]
        """
    (found,) = [f for f in assembled(text).findings if f.level is Level.ERROR]
    assert (found.code, found.where.strip) == ("scene.no_date", "4")
    assert "Cy can come 2026-03-0" in found.message
    assert "Road is open 2026-03-04" in found.message
    assert "Ada can come" not in found.message


def test_a_strip_longer_than_a_child_may_work_is_found() -> None:
    child = "performers: [{name: Ada, roles: [CLARA, SABINE]}, {name: Pia, roles: DENNY, born: 2018-01-01, minor: England}]"
    assert off(child) == []
    long = f"{child}\nscenes: [{{scene: 1, minutes: 4 h}}]"
    (found,) = [f for f in assembled(long).findings if f.level is Level.ERROR]
    assert (found.code, found.where.strip) == ("minor.too_long", "1")
    assert found.message == "Strip 1 takes 4 h; Pia may work 3 h a day."
    cut = f"{long}\nsittings: [{{of: 1, sittings: [{{pages: 4/8, minutes: 2 h}}, {{pages: 4/8, minutes: 2 h}}]}}]"
    assert off(cut) == []
    grown = long.replace("2018-01-01", "1990-01-01").replace(", minor: England", "")
    assert off(grown) == []


def test_where_another_way_is_open_sharing_no_date_only_warns() -> None:
    text = """
        performers:
          - {name: Ada, roles: CLARA, availability: 2026-03-02..2026-03-04}
          - {name: Bo, roles: SABINE, availability: 2026-03-05..2026-03-06}
          - {name: Cy, roles: DENNY}
        scenes:
          - scene: 3
            parts:
              - {int_ext: INT, light: day, on_camera: [CLARA]}
              - {int_ext: INT, light: day, on_camera: [SABINE]}
        """
    found = [f for f in assembled(text).findings if f.code == "scene.no_date"]
    assert [f.level for f in found] == [Level.WARNING]


def test_an_event_no_date_suits_is_found() -> None:
    text = """
        performers:
          - {name: Ada, roles: [CLARA, SABINE, DENNY], away: 2026-03-03}
        events: [{name: E, kind: fitting, people: [Ada], dates: 2026-03-03, minutes: 30}]
        """
    assert off(text) == [("event.away", "events.0")]


def test_two_leads_kept_apart_may_play_their_scene_in_parts() -> None:
    rule = "apart: [{id: a, degree: base, people: [Ada], others: [Bo]}]"
    assert [code for code, _ in off(rule)] == ["apart.scene"]
    parts = """
scenes:
  - scene: 3
    parts:
      - {int_ext: INT, light: day, on_camera: [CLARA]}
      - {int_ext: INT, light: day, on_camera: [SABINE]}
"""
    assert off(rule + parts) == []
    read_by_bo = parts.replace("[CLARA]}", "[CLARA], present: [Bo]}")
    assert [code for code, _ in off(rule + read_by_bo)] == ["apart.scene"]


def test_a_live_read_of_people_never_on_one_day_is_an_error() -> None:
    text = """
        apart: [{id: a, degree: day, people: [Ada], others: [Bo]}]
        order: [{id: l, kind: live read, first: [2]}]
        scenes: [{scene: 3, omitted: yes}]
        """
    (found,) = [f for f in assembled(text).findings if f.code == "apart.live_read"]
    assert found.level is Level.ERROR
    assert found.fix.startswith("Take out 'l' (live read in 2)")


def test_findings_never_name_secret_people() -> None:
    text = """
        performers:
          - {name: Ada Lund, roles: CLARA, secret: yes, code_name: X. Winter, away: 2026-03-02..2026-03-13}
          - {name: Bo, roles: [SABINE, DENNY], secret: yes}
        """
    told = " ".join(map(str, assembled(text).findings))
    assert "Ada" not in told
    assert "Bo" not in told
    assert "X. Winter" in told


def test_a_role_with_two_performers_is_told() -> None:
    text = """
        performers:
          - {name: Ada, roles: [CLARA, DENNY]}
          - {name: Bo, roles: [SABINE, CLARA]}
        """
    (found,) = [f for f in assembled(text).findings if f.code == "casting.several"]
    assert found.message == "CLARA is played by Ada and Bo: all are called each time."


def test_people_without_a_home_are_told_where_there_are_two_bases() -> None:
    bases = "bases: [{name: Berlin}, {name: Rome}]"
    (found,) = assembled(bases).findings
    assert (found.code, found.level) == ("person.no_home", Level.NOTE)


def test_people_whose_dates_nobody_stated_are_told_in_one_note() -> None:
    pay = "pay: {kind: daily, rate: 1}"
    many = ", ".join(f"{{name: P{n}, {pay}}}" for n in range(7))
    text = f"performers: [{{name: Ada, roles: [CLARA, SABINE, DENNY]}}, {many}]"
    (found,) = assembled(text).findings
    assert found.code == "availability.unstated"
    assert "P0, P1, P2, P3, P4 and 2 more" in found.message


def test_two_scenes_of_one_number_are_told() -> None:
    script = replace(SCRIPT, scenes=(*SCRIPT.scenes, replace(SCRIPT.scenes[0], id="other")))  # type: ignore[arg-type]
    found = assemble(script, facts("")).findings
    assert [f.code for f in found if f.level is Level.ERROR] == ["duplicate.scene_number"]


def test_a_scene_kept_to_a_place_never_open_is_told() -> None:
    text = """
        places:
          - {name: Stage, base: Berlin, sets: [KITCHEN, FLAT, STREET]}
          - {name: Attic, base: Berlin, permits: 2026-03-07}
        scenes: [{scene: 1, places: [Attic]}]
        """
    assert set(off(text)) == {("place.never_open", "places.1"), ("scene.places", "scenes.0")}


def test_every_finding_has_a_remedy_and_ends_in_a_stop() -> None:
    text = "pins: [{target: 1, date: 2026-03-07}]\nsoft: [{rule: x, price: 5 USD}]"
    for found in assembled(text).findings:
        assert found.fix.endswith(".")
        assert found.message.endswith(".")
    assert Money(minor=500, currency="USD") == facts(text).soft[0].price


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            "order: [{id: up, kind: before, first: [1], then: [3]}, {id: down, kind: before, first: [3], then: [1]}]",
            "order.cycle",
            "'up' (1 before 3); 'down' (3 before 1)",
        ),
        (
            "order: [{id: up, kind: before, first: [1], then: [1]}]",
            "order.cycle",
            "give it a price: 'up' (1 before 1).",
        ),
        (
            "order: [{id: tie, kind: same day, first: [1, 3]}, {id: cut, kind: not same day, first: [3, 1]}]",
            "order.same_day",
            "'cut' (3, 1 not on one day) or 'tie' (1, 3 on one day)",
        ),
        (
            "pins: [{target: 1, date: 2026-03-02}, {target: 1, date: 2026-03-03}]",
            "pin.twice",
            "the one to 2026-03-02",
        ),
        (
            "days: [{unit: Main, date: 2026-03-02, targets: [1]}]\npins: [{target: 1, date: 2026-03-03}]",
            "day.twice",
            "the pins (to 2026-03-03)",
        ),
        (
            "days: [{unit: Main, date: 2026-03-02, targets: [1]}, {unit: Main, date: 2026-03-03, targets: [1]}]",
            "day.twice",
            "the fixed day 2026-03-02",
        ),
    ],
)
def test_what_stands_against_what_is_named_as_a_person_calls_it(
    text: str, code: str, said: str
) -> None:
    (found,) = [f for f in assembled(text).findings if f.code == code]
    assert said in found.fix
    assert ".0" not in found.fix + found.message
