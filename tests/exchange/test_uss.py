"""Boards of the Universal Schedule Standard: what goes out comes back, and odd files are read."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.plans import any_plan

from intercut.domain.assemble import assemble
from intercut.domain.finding import Level
from intercut.domain.plan import Banner, Plan
from intercut.domain.production import Production
from intercut.domain.scene import Mode
from intercut.domain.strips import strips_of
from intercut.errors import NotFound
from intercut.exchange import match_board
from intercut.exchange.uss import read_uss, write_uss

SPELLINGS: tuple[Literal["documented", "sample"], ...] = ("documented", "sample")


def bare(plan: Plan) -> Plan:
    """A plan without what a board of the standard cannot say: calls, lights, locks, events."""
    return replace(
        plan,
        days=tuple(replace(d, call=0, light="day", locked=False) for d in plan.days),  # type: ignore[arg-type]
        events=(),
    )


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("seed", range(20))
def test_a_board_comes_back_as_it_went_out(
    brownstone: Production, spelling: Literal["documented", "sample"], seed: int
) -> None:
    plan = any_plan(brownstone, seed)
    read = read_uss(write_uss(brownstone, [("One", plan)], spelling=spelling), "out.uss")
    back, _ = match_board(brownstone, read)
    assert bare(back) == bare(plan)


@pytest.mark.parametrize("seed", range(20))
def test_own_keys_bring_calls_lights_and_events_back(brownstone: Production, seed: int) -> None:
    plan = any_plan(brownstone, seed)
    read = read_uss(write_uss(brownstone, [("One", plan)], own_keys=True))
    assert match_board(brownstone, read)[0] == plan


@pytest.mark.parametrize("seed", range(20))
def test_two_boards_in_one_file_stay_apart(brownstone: Production, seed: int) -> None:
    one, two = any_plan(brownstone, seed), any_plan(brownstone, seed + 1)
    read = read_uss(write_uss(brownstone, [("One", one), ("Two", two)], own_keys=True))

    # The place of a strip is written once, as the first board has it.
    def placeless(plan: Plan) -> list[Any]:
        return [
            [(d.unit, d.date, d.call), [getattr(e, "strip", e) for e in d.entries]]
            for d in plan.days
        ]

    for name, plan in (("One", one), ("Two", two)):
        back, _ = match_board(brownstone, read, name)
        assert placeless(back) == placeless(plan)
        assert back.boneyard == plan.boneyard


@pytest.mark.parametrize("seed", range(20))
def test_a_film_of_the_board_alone_has_the_same_days(brownstone: Production, seed: int) -> None:
    plan = any_plan(brownstone, seed)
    read = read_uss(write_uss(brownstone, [("One", plan)]))
    ((name, back),) = read.boards
    assert name == "One"
    strips = [[e.strip for e in d.strips] for d in plan.days]
    assert [[e.strip for e in d.strips] for d in back.days] == strips
    assert [d.date for d in back.days] == [d.date for d in plan.days]
    assembled = assemble(read.breakdown, read.facts)
    assert [f for f in assembled.findings if f.level is Level.ERROR] == []
    known = {s.id: s for s in strips_of(assembled.production)}
    for strip in strips_of(brownstone):
        assert known[strip.id].eighths == strip.eighths
        assert known[strip.id].minutes == strip.minutes
        assert known[strip.id].light == strip.light


def documented(brownstone: Production) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(write_uss(brownstone, [("One", Plan())]))
    root: dict[str, Any] = whole["universalScheduleStandard"]
    return root


def test_every_documented_key_is_there(brownstone: Production) -> None:
    root = documented(brownstone)
    assert set(root) == {
        *("id", "author", "company", "created", "description", "episode", "episodeName", "name"),
        *("project", "schedColor", "schedDate", "scriptColor", "scriptDate", "season", "source"),
        *("ussVersion", "breakdowns", "categories", "elements", "stripboards", "calendars"),
    }
    assert set(root["breakdowns"][0]) == {
        *("id", "bannerText", "comments", "created", "description", "elements", "pages"),
        *("scene", "scriptPage", "duration", "type"),
    }
    assert set(root["elements"][0]) == {
        *("id", "category", "created", "daysOff", "dropDayCount", "elementId", "events", "isDood"),
        *("isDrop", "isHold", "isIdLock", "linkedElements", "name"),
    }
    assert set(root["calendars"][0]) == {"id", "name", "daysOff", "events"}
    assert set(root["stripboards"][0]) == {"id", "name", "calendar", "boards"}
    assert set(root["stripboards"][0]["boards"][0]) == {"id", "name", "breakdownIds"}


def test_the_samples_spelling_is_written_on_request(brownstone: Production) -> None:
    text = write_uss(brownstone, [("One", Plan())], spelling="sample").decode()
    assert '"type": "strip"' in text
    assert '"breakdownArrays"' in text
    assert '"doodDayCount"' in text
    assert "+0000" in text
    assert '"breakdownIds"' not in text


@pytest.mark.parametrize("seed", range(20))
def test_each_breakdown_is_on_exactly_one_board_of_each_stripboard(
    brownstone: Production, seed: int
) -> None:
    boards = [("One", any_plan(brownstone, seed)), ("Two", any_plan(brownstone, seed + 1))]
    root = json.loads(write_uss(brownstone, boards))["universalScheduleStandard"]
    ids = sorted(b["id"] for b in root["breakdowns"])
    for stripboard in root["stripboards"]:
        on = [
            id_
            for board in stripboard["boards"]
            for item in board["breakdownIds"]
            for id_ in (item if isinstance(item, list) else [item])
        ]
        assert sorted(on) == ids


def test_the_same_board_gives_the_same_bytes(brownstone: Production) -> None:
    assert write_uss(brownstone, [("One", Plan())]) == write_uss(brownstone, [("One", Plan())])


@pytest.mark.parametrize("own_keys", [False, True])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_secret_name_leaves_the_house(
    brownstone: Production, spelling: Literal["documented", "sample"], *, own_keys: bool
) -> None:
    banner = Banner(text="HONOR BLACKWELL arrives; Magpie's car")
    plan = Plan(
        days=(replace(_any_day(brownstone), entries=(banner, *_any_day(brownstone).entries)),)
    )
    told = write_uss(brownstone, [("Magpie first", plan)], spelling=spelling, own_keys=own_keys)
    lowered = told.decode().casefold()
    for secret in ("honor", "blackwell", "magpie", "65000", "apart", "leads"):
        assert secret not in lowered
    assert "j. winter" in lowered


def _any_day(production: Production) -> Any:
    from intercut.domain.plan import PlacedStrip, UnitDay

    strip = next(s for s in strips_of(production) if s.number == "24")
    unit = production.units[0]
    return UnitDay(
        unit=unit.id,
        date=production.calendar_of(unit).working_days()[0],
        call=600,
        entries=(PlacedStrip(strip=strip.id, place=strip.places[0]),),
    )


def small() -> dict[str, Any]:
    """Two scenes, a banner and a board with a mix of lists and ids: the samples' way."""

    def element(id_: str, category: str, name: str) -> dict[str, Any]:
        return {"id": id_, "category": category, "name": name, "isHold": True, "isDrop": True,
                "doodDayCount": 10, "elementId": "1", "events": [], "daysOff": []}  # fmt: skip

    def strip(id_: str, scene: str, *elements: str) -> dict[str, Any]:
        return {"id": id_, "type": "strip", "scene": scene, "pages": 1.375, "duration": 5_400_000,
                "elements": list(elements), "description": "They meet."}  # fmt: skip

    return {
        "project": "Small",
        "categories": [{"id": "c0", "ucid": 0}, {"id": "c1", "ucid": 1}, {"id": "c2", "ucid": 2},
                       {"id": "c100", "ucid": 100}, {"id": "c6", "ucid": 6}],
        "elements": [element("e1", "c0", "KITCHEN"), element("e2", "c1", "EXT"),
                     element("e3", "c2", "NIGHT"), element("e4", "c100", "ADA"),
                     element("e5", "c6", "Stage 4")],
        "breakdowns": [
            strip("b1", "89PT1", "e1", "e2", "e3", "e4", "e5"),
            strip("b2", "89PT2", "e1", "e2", "e3"),
            strip("b3", "90"),
            {"id": "b4", "type": "banner", "bannerText": "TURNAROUND"},
        ],
        "calendars": [
            {"id": "k", "daysOff": [0, 6], "events": [
                {"type": "start", "date": "2022-06-24T08:00:00.000+0000"},
                {"type": "event", "name": "holiday", "date": "2022-06-27T08:00:00.000+0000"},
            ]}
        ],
        "stripboards": [
            {"name": "Draft", "calendar": "k", "boards": [
                {"name": "stripboard", "breakdownArrays": [["b1"], "b4", [], ["b2"]]},
                {"name": "boneyard", "breakdownArrays": []},
            ]}
        ],
    }  # fmt: skip


def as_file(root: dict[str, Any]) -> bytes:
    return json.dumps({"universalScheduleStandard": root}).encode()


def test_the_samples_spelling_is_read_and_told() -> None:
    read = read_uss(as_file(small()), "small.uss")
    ((_, plan),) = read.boards
    # Friday 24; the weekend and the holiday on Monday 27 are skipped; Tuesday 28 is an empty day.
    assert [(d.date, [getattr(e, "strip", e.text if isinstance(e, Banner) else "") for e in d.entries])
            for d in plan.days] == [
        (date(2022, 6, 24), ["89pt1", "TURNAROUND"]),
        (date(2022, 6, 29), ["89pt2"]),
    ]  # fmt: skip
    told = " ".join(f.message for f in read.findings)
    for oddity in (
        "`strip`",
        "`breakdownArrays`",
        "`doodDayCount`",
        "+0000",
        "holidays as `event`",
    ):
        assert oddity in told


def test_strips_left_out_of_a_board_wait_in_its_boneyard() -> None:
    read = read_uss(as_file(small()))
    assert read.boards[0][1].boneyard == ("90",)
    (missing,) = [f for f in read.findings if f.code == "uss.missing"]
    assert "90" in missing.message


def test_parts_of_a_scene_become_one_scene_shot_in_parts() -> None:
    read = read_uss(as_file(small()))
    scene = read.breakdown.scenes[0]
    assert (scene.number, scene.modes, len(scene.parts)) == ("89", (Mode.PARTS,), 2)
    assert scene.parts[0].eighths == 11
    assert scene.eighths.value == 22
    assert scene.parts[0].minutes.minutes == 90


def test_a_lone_part_stays_a_scene_of_its_own(real_scripts: Path) -> None:
    data = (real_scripts / "uss" / "small_sample_schedule.uss").read_bytes()
    read = read_uss(data, "small_sample_schedule.uss")
    assert [s.number for s in read.breakdown.scenes] == ["89PT1"]
    assert read.breakdown.scenes[0].eighths.value == 2
    assert [name for name, _ in read.boards] == ["Script Order", "First Pass"]
    first_pass = dict(read.boards)["First Pass"]
    assert [d.date for d in first_pass.days] == [date(2022, 6, 20)]
    assert dict(read.boards)["Script Order"].boneyard == ("89PT1",)
    assert not [f for f in read.findings if f.level is Level.ERROR]


def test_holds_and_drops_of_a_board_become_terms() -> None:
    read = read_uss(as_file(small()))
    (ada,) = read.facts.people
    assert (ada.terms.hold_paid, ada.terms.drops, ada.terms.drop_gap_days) == (True, 1, 10)
    assert ada.to_be_cast


def test_what_a_script_would_add_is_named() -> None:
    codes = {f.code for f in read_uss(as_file(small())).findings}
    assert {"board.no_script", "board.no_pay"} <= codes


def test_a_second_unit_gets_its_own_days() -> None:
    root = small()
    root["stripboards"][0]["boards"].insert(1, {"name": "second unit", "breakdownIds": [["b3"]]})
    read = read_uss(as_file(root))
    assert [(d.unit, d.date) for d in read.boards[0][1].days] == [
        ("main", date(2022, 6, 24)),
        ("second", date(2022, 6, 24)),
        ("main", date(2022, 6, 29)),
    ]


def test_a_strip_twice_on_a_board_counts_once() -> None:
    root = small()
    root["stripboards"][0]["boards"][1]["breakdownArrays"] = ["b1", "b3"]
    read = read_uss(as_file(root))
    assert "uss.strip_twice" in {f.code for f in read.findings}
    assert read.boards[0][1].boneyard == ("90",)


def test_two_strips_of_one_number_are_both_kept() -> None:
    root = small()
    root["breakdowns"][1]["scene"] = "90"
    root["breakdowns"][0]["scene"] = "90"
    read = read_uss(as_file(root))
    assert [s.number for s in read.breakdown.scenes] == ["90", "90 [2]", "90 [3]"]
    assert sum(f.code == "uss.number_twice" for f in read.findings) == 2


def test_a_board_that_is_not_there_is_refused(brownstone: Production) -> None:
    read = read_uss(as_file(small()))
    with pytest.raises(NotFound, match="Second"):
        match_board(brownstone, read, "Second")
    with pytest.raises(NotFound, match="no board"):
        match_board(brownstone, read_uss(b"{}"))


def test_a_board_of_another_film_is_told_strip_by_strip(brownstone: Production) -> None:
    plan, findings = match_board(brownstone, read_uss(as_file(small())))
    assert [d.strips for d in plan.days] == [()]  # only the banner is left
    unknown = [f.where.strip for f in findings if f.code == "board.unknown_strip"]
    assert unknown == ["89PT1", "89PT2", "90"]
    assert len(plan.boneyard) == len(strips_of(brownstone)) - 2  # the parts of 27 are not chosen


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe\x00",
        b'{"universalScheduleStandard": []}',
        b'{"universalScheduleStandard": NaN}',
        b'{"universalScheduleStandard": {"breakdowns": ' + b"[" * 100_000,
        b'{"universalScheduleStandard": {}, "n": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda d: d[:30],
)
def test_what_is_no_board_is_one_sentence_and_no_traceback(data: bytes) -> None:
    read = read_uss(data, "x.uss")
    assert read.boards == ()
    assert any(f.level is Level.ERROR for f in read.findings)


@settings(max_examples=300)
@given(data=st.data())
def test_a_spoilt_file_never_crashes(data: st.DataObject) -> None:
    root = copy.deepcopy(small())
    junk = st.one_of(
        st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=5),
        st.just([]), st.just({}), st.just([[[]]]), st.just(["b1"]), st.just({"id": "b1"}),
    )  # fmt: skip
    for _ in range(data.draw(st.integers(1, 4))):
        at: Any = root
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = data.draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 3)) > 0:
                at = at[key]
                continue
            at[key] = copy.deepcopy(data.draw(junk))
            break
    read_uss(json.dumps({"universalScheduleStandard": root}).encode(), "spoilt.uss")


@settings(max_examples=100)
@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 400))
def test_bytes_torn_out_of_a_file_never_crash_it(junk: bytes, start: int, length: int) -> None:
    whole = as_file(small())
    read_uss(whole[:start] + junk + whole[start + length :])


def without_second_part(root: dict[str, Any]) -> dict[str, Any]:
    """The small board with whole scenes 1, 17 and 27 of Brownstone, and 27 in parts as well."""
    for breakdown, number in zip(root["breakdowns"], ("17", "27", "27pt1"), strict=False):
        breakdown["scene"] = number
    root["stripboards"][0]["boards"][0]["breakdownArrays"] = [["b1", "b2"], ["b3"]]
    return root


def test_a_scene_the_film_has_in_parts_only_is_told(brownstone: Production) -> None:
    plan, findings = match_board(brownstone, read_uss(as_file(without_second_part(small()))))
    told = {f.code: f for f in findings}
    assert "17pt1, 17pt2" in told["board.split_scene"].fix
    assert "17pt1" in plan.boneyard


def test_a_scene_on_the_board_whole_and_in_parts_counts_in_parts(brownstone: Production) -> None:
    plan, findings = match_board(brownstone, read_uss(as_file(without_second_part(small()))))
    assert "board.both_modes" in {f.code for f in findings}
    assert dict(plan.modes) == {"27": Mode.PARTS}
    assert [[s.strip for s in d.strips] for d in plan.days] == [["27pt1"]]
    assert "27pt2" in plan.boneyard


def test_days_of_a_unit_the_film_has_not_go_to_the_first_one(brownstone: Production) -> None:
    root = small()
    root["breakdowns"][2]["scene"] = "1"
    root["stripboards"][0]["boards"].append({"name": "aerial unit", "breakdownIds": [["b3"]]})
    plan, findings = match_board(brownstone, read_uss(as_file(root)))
    assert "board.unknown_unit" in {f.code for f in findings}
    assert {d.unit for d in plan.days} == {"main"}


def test_the_place_a_board_names_is_taken_where_the_set_stands_there(
    brownstone: Production,
) -> None:
    root = small()
    root["breakdowns"][0]["scene"] = "23"  # the taxi stands in two cities
    for name, place in (("IRONWORKS stages", "ironworks-stages"), ("Doca Studio", "doca-studio")):
        root["elements"][4]["name"] = name
        plan, _ = match_board(brownstone, read_uss(as_file(root)))
        assert [s.place for d in plan.days for s in d.strips] == [place]


def test_a_night_outside_makes_a_night_and_with_day_a_split(brownstone: Production) -> None:
    root = small()
    root["breakdowns"][0]["scene"], root["breakdowns"][1]["scene"] = "24", "1"
    plan, _ = match_board(brownstone, read_uss(as_file(root)))
    assert [(d.light, d.call) for d in plan.days] == [("night", 960), ("day", 360)]
    root["stripboards"][0]["boards"][0]["breakdownArrays"] = [["b2", "b1"]]
    plan, _ = match_board(brownstone, read_uss(as_file(root)))
    assert [(d.light, d.call) for d in plan.days] == [("split", 660)]


def test_joined_scenes_and_sittings_come_back(brownstone_script: Any) -> None:
    from intercut.domain.facts import Facts
    from intercut.domain.scene import JoinedScenes, Sitting, SittingsOf

    scene = next(s for s in brownstone_script.scenes if s.number == "18")
    shares = (
        Sitting(eighths=4, minutes=100),
        Sitting(eighths=scene.eighths.value - 4, minutes=scene.minutes.minutes - 100),
    )
    facts = Facts(
        joined=(JoinedScenes(scenes=(scene.id.__class__("2"), scene.id.__class__("26"))),),
        sittings=(SittingsOf(target="18", sittings=shares),),
    )
    film = assemble(brownstone_script, facts).production
    for seed in range(5):
        plan = any_plan(film, seed)
        read = read_uss(write_uss(film, [("One", plan)], own_keys=True))
        assert match_board(film, read)[0] == plan
        alone = assemble(read.breakdown, read.facts).production
        assert {s.id for s in strips_of(film)} == {s.id for s in strips_of(alone)}


def test_somebody_secret_called_day_does_not_darken_the_board(brownstone: Production) -> None:
    from intercut.exchange.csv_strips import write_csv

    people = tuple(replace(p, name="Doris Day") if p.secret else p for p in brownstone.people)
    film = replace(brownstone, people=people)
    read = read_uss(write_uss(film, [("One", Plan())]))
    lights = {s.number: s.heading.light for s in read.breakdown.scenes}
    assert lights["1"] == "day"
    assert b"Doris" not in write_uss(film, [("One", Plan())])
    assert b",EXT,BROWNSTONE - STOOP,DAY," in write_csv(film)
