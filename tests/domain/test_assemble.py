"""Facts laid over a breakdown: what people decide wins, what nobody said is assumed and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.film import CLARA, DENNY, KITCHEN, SABINE, SCENES, SCRIPT, assembled, facts, off

from intercut.domain.assemble import assemble
from intercut.domain.calendar import DateSpan
from intercut.domain.elements import ElementUse
from intercut.domain.facts import Answer, Facts
from intercut.domain.finding import Level, has_errors
from intercut.domain.ids import ElementId, PlaceId, RoleId, SceneId, SetId
from intercut.domain.people import Role
from intercut.domain.places import Set
from intercut.domain.scene import (
    CastEntry,
    Mode,
    Presence,
    Proposal,
    ProposalKind,
    Scene,
)
from intercut.domain.scene_overlay import shared_out
from intercut.domain.stand_ins import ASSUMED_FIRST_DAY
from intercut.domain.strips import performers_of, strips_of
from intercut.domain.units import Money
from intercut.domain.wishes import usual_ad


def scene_of(text: str, number: str) -> Scene:
    production = assembled(text).production
    return next(s for s in production.scenes if s.number == number)


def test_a_script_alone_can_be_planned() -> None:
    found = assemble(SCRIPT, Facts())
    production = found.production
    assert not has_errors(found.findings)
    assert [f.code for f in found.findings] == [
        "assumed.unit",
        "assumed.calendar",
        "assumed.places",
        "assumed.cast",
    ]
    assert {s.id: bool(s.places and s.people) for s in strips_of(production)} == {
        "1": True,
        "2pt1": True,
        "2pt2": True,
        "3": True,
        "4": True,
    }
    assert all(p.to_be_cast for p in production.people)
    assert production.calendar.span.first == ASSUMED_FIRST_DAY == date(2027, 1, 4)
    assert ASSUMED_FIRST_DAY.weekday() == 0
    assert (production.rulebook.name, production.preferences) == ("none", usual_ad("EUR"))
    assert (production.currency, production.title) == ("EUR", "Four")


def test_the_assumed_calendar_is_long_enough_and_the_same_every_day() -> None:
    long = replace(
        SCRIPT,
        scenes=tuple(replace(SCENES[0], id=SceneId(str(n)), number=str(n)) for n in range(1, 101)),
    )
    calendar = assemble(long, Facts()).production.calendar
    assert len(calendar.working_days()) * 480 >= 100 * 60
    assert calendar == assemble(long, Facts()).production.calendar


def test_a_role_cast_in_some_scenes_is_assumed_in_the_others() -> None:
    text = """
        performers: [{name: Ada}, {name: Bo, roles: [SABINE, DENNY]}]
        casting: [{role: CLARA, person: Ada, scenes: [1]}]
        """
    production = assembled(text).production
    assert performers_of(production, CLARA, SceneId("1")) == ("ada",)
    assert performers_of(production, CLARA, SceneId("3")) == ("CLARA",)


def test_a_role_cast_in_all_its_scenes_needs_nobody_else() -> None:
    text = """
        performers: [{name: Ada}, {name: Bo, roles: [SABINE, DENNY]}]
        casting: [{role: CLARA, person: Ada, scenes: [1, 2, 3]}]
        """
    assert [p.id for p in assembled(text).production.people] == ["ada", "bo"]


def test_stand_ins_never_take_an_id_somebody_has() -> None:
    text = """
        performers: [{id: CLARA, name: Someone, roles: [DENNY]}]
        places: [{id: KITCHEN, name: Real, base: Berlin, sets: [STREET]}]
        """
    production = assembled(text).production
    assert [p.id for p in production.people] == ["CLARA", "CLARA-to-be-cast", "SABINE"]
    assert [p.id for p in production.places] == ["KITCHEN", "KITCHEN-assumed", "FLAT"]


def test_many_roles_not_cast_make_one_note() -> None:
    roles = [RoleId(f"R{n}") for n in range(9)]
    crowd = replace(
        SCENES[0],
        cast=tuple(CastEntry(role=r, presence=Presence.SEEN, works=True) for r in roles),
    )
    script = replace(SCRIPT, scenes=(crowd,), roles=tuple(Role(id=r, name=r) for r in roles))
    (note,) = [f for f in assemble(script, Facts()).findings if f.code == "assumed.cast"]
    assert "R0, R1, R2, R3, R4, R5 and 3 more" in note.message


def test_an_omitted_scene_needs_nobody_and_no_place() -> None:
    text = "scenes: [{scene: 4, omitted: yes}]\nperformers: [{name: Ada, roles: [CLARA, SABINE]}]"
    production = assembled(text + "\nplaces: [{name: S, base: Berlin, sets: [KITCHEN, FLAT]}]")
    assert [p.name for p in production.production.people] == ["Ada", "DENNY"]  # DENNY is in 1 too
    assert [p.name for p in production.production.places] == ["S"]


def test_eighths_overridden_carry_minutes_and_credits_along() -> None:
    scene = scene_of("scenes: [{scene: 2, pages: 1}]", "2")
    assert (scene.eighths.value, scene.eighths.origin) == (8, "override")
    assert scene.minutes.minutes == 45
    assert [(p.eighths, p.minutes.minutes) for p in scene.parts] == [(4, 45), (4, 45)]


def test_minutes_estimated_at_a_pace_follow_too() -> None:
    from intercut.domain.scene import Estimate
    from intercut.domain.source import Source

    paced = Estimate(minutes=60, source=Source(who="intercut", where="2-3 pages a day"))
    script = replace(SCRIPT, scenes=(replace(SCENES[0], minutes=paced), *SCENES[1:]))
    now = assemble(script, facts("scenes: [{scene: 1, pages: 2}]")).production.scenes[0]
    assert now.minutes.minutes == 120
    timed = Estimate(minutes=60, source=Source(who="script supervisor"))
    script = replace(SCRIPT, scenes=(replace(SCENES[0], minutes=timed), *SCENES[1:]))
    now = assemble(script, facts("scenes: [{scene: 1, pages: 2}]")).production.scenes[0]
    assert now.minutes.minutes == 60


def test_minutes_somebody_gave_stay_when_eighths_change() -> None:
    assert scene_of("scenes: [{scene: 1, pages: 2, minutes: 50}]", "1").minutes.minutes == 50


def test_a_scene_is_what_people_say_it_is() -> None:
    scene = scene_of(
        """
        scenes:
          - scene: 1
            set: flat
            int_ext: EXT
            light: dusk
            setup: 20 min
            script_day: D2
            synopsis: They meet.
            cast: [{role: sabine, presence: heard, works: no}]
            not_cast: [DENNY]
            elements: ["Props: LETTER"]
            parts_price: 100
            continues: 2
            continues_freed: yes
            present: [Bo]
            places: [Stage]
            units: [main]
            dates: 2026-03-03
            weather_bound: yes
            cover: yes
            source: director
        """,
        "1",
    )
    assert (scene.set, scene.heading.int_ext, scene.heading.light) == ("FLAT", "EXT", "dusk")
    assert (scene.setup_minutes, scene.script_day, scene.synopsis) == (20, "D2", "They meet.")
    assert [(c.role, c.works) for c in scene.cast] == [(CLARA, True), (SABINE, False)]
    assert [u.element for u in scene.elements] == ["Props: LETTER"]
    assert (scene.continues, scene.continues_freed, scene.present) == ("2", True, ("bo",))
    assert (scene.places, scene.units) == (("stage",), ("main",))
    assert scene.dates == (DateSpan(first=date(2026, 3, 3), last=date(2026, 3, 3)),)
    assert (scene.weather_bound, scene.cover) == (True, True)
    assert scene.parts_price == Money(minor=10000, currency="EUR")


def test_an_entry_replaced_keeps_the_lines_of_its_cues() -> None:
    entry = CastEntry(role=CLARA, presence=Presence.SEEN, works=True, lines=(2, 5))
    script = replace(SCRIPT, scenes=(replace(SCENES[0], cast=(entry,)), *SCENES[1:]))
    text = "scenes: [{scene: 1, cast: [{role: CLARA, presence: heard, works: no}]}]"
    (now,) = assemble(script, facts(text)).production.scenes[0].cast
    assert (now.presence, now.works, now.lines) == (Presence.HEARD, False, (2, 5))


def test_an_element_may_be_taken_out_of_a_scene() -> None:
    needs = replace(SCENES[0], elements=(ElementUse(element=ElementId("Props: LETTER")),))
    script = replace(SCRIPT, scenes=(needs, *SCENES[1:]))
    out = assemble(script, facts("scenes: [{scene: 1, not_elements: [letter]}]"))
    assert out.production.scenes[0].elements == ()
    assert assemble(script, facts("")).production.scenes[0].elements == needs.elements


PARTS = "parts: [{int_ext: INT, light: day, on_camera: [CLARA]}, {set: %s, int_ext: INT, light: day, on_camera: [DENNY]}]"


def test_parts_in_one_room_leave_the_whole_open() -> None:
    scene = scene_of(f"scenes: [{{scene: 1, {PARTS % 'KITCHEN'}}}]", "1")
    assert scene.modes == (Mode.WHOLE, Mode.PARTS)
    assert [p.eighths for p in scene.parts] == [4, 4]


def test_a_part_said_without_minutes_takes_an_ends_share_of_the_scenes() -> None:
    scene = scene_of(f"scenes: [{{scene: 1, minutes: 70, {PARTS % 'FLAT'}}}]", "1")
    assert [p.minutes.minutes for p in scene.parts] == [50, 50]  # 65 % of 70, by fives
    source = scene.parts[0].minutes.source
    assert "65 % of the scene's 70 minutes" in source.where
    assert source.via == scene.minutes.source
    assert (
        scene_of(f"scenes: [{{scene: 1, minutes: 3, {PARTS % 'FLAT'}}}]", "1")
        .parts[0]
        .minutes.minutes
        == 3
    )


def test_minutes_said_of_a_split_scene_reach_its_ends() -> None:
    before, after = scene_of("", "2"), scene_of("scenes: [{scene: 2, minutes: 90}]", "2")
    assert after.minutes.minutes == 90
    assert [2 * before.minutes.minutes * p.minutes.minutes for p in after.parts] == [
        2 * 90 * p.minutes.minutes for p in before.parts
    ]


def test_parts_in_two_places_have_no_whole() -> None:
    scene = scene_of(f"scenes: [{{scene: 1, {PARTS % 'FLAT'}}}]", "1")
    assert scene.modes == (Mode.PARTS,)
    assert [p.set for p in scene.parts] == ["KITCHEN", "FLAT"]


def test_parts_given_anew_keep_the_modes_of_a_call() -> None:
    assert scene_of(f"scenes: [{{scene: 2, {PARTS % 'FLAT'}}}]", "2").modes == (Mode.PARTS,)
    text = f"scenes: [{{scene: 2, modes: [whole, parts], {PARTS % 'FLAT'}}}]"
    assert scene_of(text, "2").modes == (Mode.WHOLE, Mode.PARTS)


def test_a_scene_said_to_have_no_parts_is_shot_whole() -> None:
    scene = scene_of("scenes: [{scene: 2, no_parts: yes}]", "2")
    assert (scene.modes, scene.parts) == ((Mode.WHOLE,), ())


def test_a_role_taken_out_of_a_scene_is_in_none_of_its_parts() -> None:
    scene = scene_of("scenes: [{scene: 2, not_cast: [CLARA]}]", "2")
    assert [(p.on_camera, p.voices) for p in scene.parts] == [((SABINE,), ()), ((), (SABINE,))]


def test_two_cues_joined_are_one_role_everywhere() -> None:
    text = """
        names: [{names: [DENNY], means: [clara]}]
        performers: [{name: Ada, roles: [CLARA]}, {name: Bo, roles: SABINE}]
        """
    production = assembled(text).production
    assert [(r.id, r.aliases) for r in production.roles] == [(CLARA, ("DENNY",)), (SABINE, ())]
    assert [[c.role for c in s.cast] for s in production.scenes] == [
        [CLARA],
        [SABINE, CLARA],
        [CLARA, SABINE],
        [CLARA],
    ]
    # In scene 4 DENNY was seen and CLARA only heard: the stronger presence stays.
    assert (production.scenes[3].cast[0].presence, production.scenes[3].cast[0].works) == (
        Presence.SEEN,
        True,
    )


def test_a_cue_of_several_is_each_of_them() -> None:
    text = """
        names: [{names: [DENNY], means: [CLARA, SABINE]}]
        performers: [{name: Ada, roles: [CLARA]}, {name: Bo, roles: SABINE}]
        """
    production = assembled(text).production
    assert [r.id for r in production.roles] == [CLARA, SABINE]
    assert [c.role for c in production.scenes[0].cast] == [CLARA, SABINE]


def test_a_cue_that_is_no_role_any_more_is_passed_over() -> None:
    assert off("names: [{names: [BOTH], means: [CLARA, SABINE]}]") == []


def test_names_joined_in_a_circle_come_to_an_end() -> None:
    text = """
        names: [{names: [DENNY], means: [CLARA]}, {names: [CLARA], means: [DENNY]}]
        performers: [{name: Ada, roles: [SABINE]}]
        """
    roles = {r.id for r in assembled(text).production.roles}
    assert SABINE in roles


def test_an_alias_of_a_role_is_that_role() -> None:
    text = """
        roles: [{name: CLARA, number: 7, aliases: [DENNY]}, {name: EXTRA}]
        performers: [{name: Ada, roles: [DENNY, SABINE]}]
        """
    production = assembled(text).production
    assert [(r.id, r.board_number) for r in production.roles] == [
        (CLARA, "7"),
        (SABINE, ""),
        ("EXTRA", ""),
    ]
    assert [c.role for c in production.casting] == [CLARA, SABINE]
    assert [c.role for c in production.scenes[0].cast] == [CLARA]


def test_an_alias_of_a_set_is_that_set() -> None:
    text = """
        sets: [{name: KITCHEN, aliases: [flat]}, {name: ATTIC}]
        places: [{name: S, base: Berlin, sets: [FLAT, STREET]}]
        """
    production = assembled(text).production
    assert [s.id for s in production.sets] == [KITCHEN, "STREET", "ATTIC"]
    assert production.scenes[1].set == KITCHEN
    assert [p.set for p in production.scenes[1].parts] == [KITCHEN, KITCHEN]
    assert [p.sets for p in production.places] == [(KITCHEN, "STREET")]


def test_sets_that_are_each_the_other_are_both_kept() -> None:
    text = "sets: [{name: KITCHEN, aliases: [FLAT]}, {name: FLAT, aliases: [KITCHEN]}]"
    assert {s.id for s in assembled(text).production.sets} >= {KITCHEN, SetId("FLAT")}


def test_facts_find_things_by_name_whatever_its_case() -> None:
    script = replace(SCRIPT, sets=(*SCRIPT.sets, Set(id=SetId("s9"), name="Sam’s  Flat")))
    text = 'places: [{name: S, base: berlin, sets: [kitchen, FLAT, street, "SAM\'S FLAT"]}]'
    assert assemble(script, facts(text)).production.places[0].sets[3] == "s9"


def test_rules_that_name_something_unknown_are_left_out_of_the_production() -> None:
    text = """
        apart:
          - {id: a, degree: day, people: [Bo, Cy], others: [Zed]}
          - {id: b, degree: day, people: [Bo], place: Moon}
          - {id: c, degree: set, people: [Bo, Cy]}
        pins: [{target: 9, date: 2026-03-02}, {target: 1, date: 2026-03-03}]
        order: [{id: a, kind: same day, first: [1, 9]}, {id: b, kind: same day, first: [1, 3]}]
        events: [{name: E, kind: fitting, people: [Ada, Zed], dates: 2026-03-02, minutes: 30}]
        """
    production = assembled(text).production
    assert [r.id for r in production.apart] == ["c"]
    assert [p.target for p in production.pins] == ["1"]
    assert [r.id for r in production.order] == ["b"]
    assert production.events[0].people == ("ada",)


def test_targets_are_named_as_they_are_printed() -> None:
    text = """
        joined: [{scenes: [1, 3]}]
        sittings: [{of: 2PT1, sittings: [{pages: 4/8, minutes: 40}, {pages: 4/8, minutes: 50}]}]
        events: [{name: Ada's fitting, kind: fitting, people: [Ada], dates: 2026-03-03, minutes: 30}]
        pins: [{target: 1-3}, {target: "2pt1 (2/2)"}, {target: 2pt1}, {target: ADA'S FITTING}]
        """
    production = assembled(text).production
    assert [p.target for p in production.pins] == ["1-3", "2pt1 (2/2)", "2pt1", "ada-s-fitting"]
    assert production.sittings[0].target == "2pt1"


def test_proposals_answered_wait_no_longer() -> None:
    waiting = [
        Proposal(id=i, kind=ProposalKind.PARTS, message="?", reason="", confidence=50)
        for i in ("a", "b")
    ]
    script = replace(SCRIPT, proposals=tuple(waiting))
    answered = replace(facts(""), answers=(Answer(proposal="a", accepted=True),))
    assert [p.id for p in assemble(script, answered).production.proposals] == ["b"]


def test_a_baseline_keeps_the_prices_of_people_it_knows() -> None:
    text = "baseline: {price: 5, people: {bo: 7, Zed: 8}}"
    found = assembled(text).production.baseline
    assert found is not None
    assert found.overrides == (("bo", Money(minor=700, currency="EUR")),)


def test_facts_without_sets_at_a_unit_base_put_stand_ins_there() -> None:
    text = """
        bases: [{name: Berlin}, {name: Rome}]
        units: [{name: Main, base: Rome}]
        places: [{name: Road, base: Berlin, sets: [STREET]}]
        """
    places = {p.id: p.base for p in assembled(text).production.places}
    assert places == {"road": "berlin", "KITCHEN": "rome", "FLAT": "rome"}
    assert PlaceId("KITCHEN") in places


def test_the_breakdowns_own_findings_come_first() -> None:
    from intercut.domain.finding import note

    script = replace(SCRIPT, findings=(note("script.odd", "Odd."),))
    found = assemble(script, Facts()).findings
    assert found[0].code == "script.odd"
    assert {f.level for f in found} <= {Level.NOTE, Level.WARNING}


def test_assembling_again_changes_nothing() -> None:
    text = "names: [{names: [DENNY], means: [CLARA]}]\nperformers: [{name: Ada, roles: [DENNY]}]"
    assert assembled(text) == assembled(text)


@given(st.integers(0, 500), st.lists(st.integers(0, 50), max_size=8))
def test_shares_add_up_and_follow_their_weights(total: int, weights: list[int]) -> None:
    shares = shared_out(total, weights)
    assert len(shares) == len(weights)
    if not weights:
        return
    assert sum(shares) == total
    whole = sum(weights) or len(weights)
    for share, weight in zip(shares, weights if sum(weights) else [1] * len(weights), strict=True):
        assert abs(share - total * weight / whole) < 1


@pytest.mark.parametrize("role", [CLARA, SABINE, DENNY])
def test_every_working_role_has_somebody(role: RoleId) -> None:
    production = assemble(SCRIPT, Facts()).production
    assert any(c.role == role for c in production.casting)
