"""Productions of one script and of several."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intercut.breakdown import Script, appearances, break_down
from intercut.breakdown.report import as_json
from intercut.domain.ids import RoleId, SceneId
from intercut.domain.scene import Breakdown, Light, Mode, ProposalKind
from intercut.script.fountain import read_fountain
from intercut.script.read import read_script

Taken = Callable[..., Breakdown]

ROOM = "INT. ROOM - DAY{n}\n\nADA\nHm.\n\nINT. HALL - NIGHT\n\nBO\nHm. Where's Ada?\n\nEXT. YARD - NIGHT\n\nADA (V.O.)\nHm.\n"


def script(text: str, episode: str = "", ids: tuple[str | None, ...] = ()) -> Script:
    return Script(
        screenplay=read_fountain(text, f"{episode or 'film'}.fountain"),
        episode=episode,
        scene_ids=tuple(SceneId(i) if i else None for i in ids),
    )


def test_a_script_without_numbers_is_counted() -> None:
    found = break_down([script(ROOM.format(n=""))])
    assert [s.number for s in found.scenes] == ["1", "2", "3"]
    assert [s.id for s in found.scenes] == ["1", "2", "3"]


def test_numbers_carry_the_episode_where_there_are_several() -> None:
    found = break_down([script(ROOM.format(n=""), "203"), script(ROOM.format(n=" #7#"), "204")])
    assert [s.number for s in found.scenes] == [
        "203-1", "203-2", "203-3", "204-7", "204-8", "204-9",
    ]  # fmt: skip
    assert [s.episode for s in found.scenes] == ["203"] * 3 + ["204"] * 3
    assert len(found.roles) == 2


def test_one_episode_alone_keeps_its_own_numbers() -> None:
    assert break_down([script(ROOM.format(n=" #7#"), "203")]).scenes[0].number == "7"


def test_a_number_that_comes_twice_is_told_apart_and_reported() -> None:
    found = break_down([script("INT. A - DAY #4#\n\nHm.\n\nINT. B - DAY #4#\n\nHm.\n")])
    assert [s.id for s in found.scenes] == ["4", "4~2"]
    assert "breakdown.number.twice" in [f.code for f in found.findings]


def test_ids_carried_from_an_older_draft_stay_and_new_ones_never_take_them() -> None:
    found = break_down([script(ROOM.format(n=""), ids=("2", None, "x9"))])
    assert [s.id for s in found.scenes] == ["2", "2~2", "x9"]
    assert [s.number for s in found.scenes] == ["1", "2", "3"]


def test_appearances_tell_seen_heard_and_mentioned_per_episode_first_and_last() -> None:
    found = break_down([script(ROOM.format(n=""), "1"), script(ROOM.format(n=""), "2")])
    rows = {r.role: r for r in appearances(found).roles}
    ada = rows[RoleId("ADA")]
    assert [e.episode for e in ada.episodes] == ["1", "2"]
    assert ada.episodes[0].seen == ("1-1",)
    assert ada.episodes[0].mentioned == ("1-2",)
    assert ada.episodes[0].heard == ("1-3",)
    assert (ada.first, ada.last) == ("1-1", "2-3")
    assert rows[RoleId("BO")].seen == ("1-2", "2-2")


def test_script_days_turn_when_day_follows_night_and_when_a_heading_says_so() -> None:
    text = "".join(
        f"INT. ROOM - {light}\n\nHm.\n\n"
        for light in ("DAY", "NIGHT", "CONTINUOUS", "DAY", "LATER", "NEXT DAY", "DAY (FLASHBACK)")
    )
    found = break_down([script(text)])
    assert [s.script_day for s in found.scenes] == ["D1", "N1", "N1", "D2", "D2", "D3", "FB"]
    turns = [p for p in found.proposals if p.kind is ProposalKind.SCRIPT_DAY]
    assert [p.scene for p in turns] == ["4", "6"]


def test_a_heading_without_light_takes_it_over_and_is_asked_about(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - NIGHT\n\nHm.\n\nINT. HALL\n\nHm.\n")
    assert found.scenes[1].heading.light is Light.NIGHT
    assert [p.scene for p in found.proposals if p.kind is ProposalKind.LIGHT] == ["2"]


def test_board_numbers_go_by_size_of_part_and_mere_talk_gets_none(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nADA\nHm.\n\nBO\nHm.\n\nADA\nHm.\n\nINT. HALL - DAY\n\nADA\nHm.\n\nCY (V.O.)\nHm.\n"
    )
    assert [(r.board_number, r.name) for r in found.roles] == [
        ("1", "ADA"),
        ("2", "BO"),
        ("3", "CY"),
    ]
    assert [p.kind for p in found.proposals].count(ProposalKind.BOARD_NUMBER) == 1


def test_sets_that_differ_by_an_article_or_a_letter_are_asked_about(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. THE HARBOUR - DAY\n\nHm.\n\nINT. HARBOUR - DAY\n\nHm.\n\nINT. ROOM 1 - DAY\n\nHm.\n\nINT. ROOM 2 - DAY\n\nHm.\n"
    )
    asked = [p.subjects for p in found.proposals if p.kind is ProposalKind.SET_ALIAS]
    assert asked == [("HARBOUR", "THE HARBOUR")]


def test_the_slowest_kind_takes_longest_and_an_unknown_kind_is_told(taken_apart: Taken) -> None:
    text = "INT. ROOM - DAY\n\n" + "ADA\nHm.\n\n" * 30
    feature = taken_apart(text).scenes[0].minutes.minutes
    serial = taken_apart(text, kind="serial").scenes[0].minutes.minutes
    commercial = taken_apart(text, kind="commercial").scenes[0].minutes.minutes
    assert serial < feature < commercial
    odd = taken_apart(text, kind="opera")
    assert odd.scenes[0].minutes.minutes == feature
    assert [f.code for f in odd.findings] == ["breakdown.kind.unknown"]


def test_a_night_exterior_with_a_stunt_takes_longer_and_says_why(taken_apart: Taken) -> None:
    plain = taken_apart("INT. ROOM - DAY\n\nA quarrel. Ada ducks.\n\nADA\nHm.\n").scenes[0]
    hard = taken_apart("EXT. ROOM - NIGHT\n\nA FIGHT. Ada ducks.\n\nADA\nHm.\n").scenes[0]
    assert hard.minutes.minutes > plain.minutes.minutes
    assert "night exterior +25 %" in hard.minutes.source.where
    assert "stunts +60 %" in hard.minutes.source.where


def test_the_answer_as_data_has_its_schema_and_what_was_promised(
    taken_apart: Taken, call: str
) -> None:
    found = taken_apart("Title: A Call\n\n" + call)
    data = json.loads(json.dumps(as_json(found)))
    assert (data["schema"], data["version"], data["title"]) == ("intercut.breakdown", 1, "A Call")
    assert data["eighths"] == sum(s["eighths"] for s in data["scenes"])
    scene = data["scenes"][1]
    for key in ("number", "heading", "int_ext", "set", "light", "eighths", "eighths_source", "minutes", "seen", "heard", "mentioned", "parts"):  # fmt: skip
        assert key in scene
    assert scene["seen"] == ["BO", "ADA"]
    assert [p["on_camera"] for p in scene["parts"]] == [["BO"], ["ADA"]]
    assert data["scenes"][0]["continues"] == "2"


def test_who_speaks_off_screen_is_listed_as_working_and_as_off_screen(taken_apart: Taken) -> None:
    scene = as_json(taken_apart("INT. ROOM - DAY\n\nADA\nHm.\n\nBO (O.S.)\nHm.\n"))["scenes"][0]
    assert scene["seen"] == ["ADA", "BO"]
    assert scene["off_screen"] == ["BO"]
    assert scene["heard"] == []


_LINE = st.sampled_from(
    ["", "INT. ROOM - DAY", "EXT. YARD", "INTERCUT:", "INTERCUT WITH ADA", "END INTERCUT", "ADA", "BO (V.O.)", "BOTH",
     "ADA & BO", "(into phone)", "Hm. Where is Bo?", "Ada calls Bo. A DOG barks.", "BACK TO:", "SPLIT SCREEN", "CY'S VOICE",
     ".INTERCUT - ROOM / YARD #9#", "INT. ROOM / EXT. YARD - NIGHT (INTERCUT) #9#", "SUPER: LATER", "She hangs up.", "ADA (O.S.)"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_LINE, max_size=40))
def test_any_script_comes_apart_and_adds_up(lines: list[str]) -> None:
    found = break_down([script("\n".join(lines))])
    assert found == break_down([script("\n".join(lines))])
    json.dumps(as_json(found))
    roles = {r.id for r in found.roles}
    sets = {s.id for s in found.sets}
    assert len({s.id for s in found.scenes}) == len(found.scenes)
    assert len({p.id for p in found.proposals}) == len(found.proposals)
    for scene in found.scenes:
        assert {c.role for c in scene.cast} <= roles
        assert len({c.role for c in scene.cast}) == len(scene.cast)
        assert scene.set in sets
        if scene.parts:
            assert scene.modes == (Mode.PARTS,)
            assert len(scene.parts) >= 2
            assert sum(p.eighths for p in scene.parts) == scene.eighths.value
            assert len({p.set for p in scene.parts}) == len(scene.parts)
            assert {p.set for p in scene.parts} <= sets
            on_camera = [r for p in scene.parts for r in p.on_camera]
            assert len(on_camera) == len(set(on_camera))
            assert set(on_camera) == {c.role for c in scene.cast if c.works}


def test_a_real_feature_gives_the_headings_and_people_its_makers_list(real_scripts: Path) -> None:
    folder = real_scripts / "stripboard-dev"
    found = break_down([Script(screenplay=read_script(folder / "screenplay-longform.fountain"))])
    told = json.loads((folder / "screenplay-longform.breakdown.json").read_text())["scenes"]
    assert len(found.scenes) == len(told) == 112
    for scene, other in zip(found.scenes, told, strict=True):
        name = other["location"] + (f" - {other['set_name']}" if other["set_name"] else "")
        heading = scene.heading
        assert (heading.set_name, heading.int_ext) == (name, other["int_ext"])
        assert heading.light.value.upper() == other["day_night"]
        assert {c.role for c in scene.cast if c.works} <= set(other["cast"])


def test_every_real_script_comes_apart(real_scripts: Path) -> None:
    for path in sorted(real_scripts.rglob("*")):
        if path.suffix in {".fountain", ".fdx"}:
            found = break_down([Script(screenplay=read_script(path))])
            json.dumps(as_json(found))


def test_the_example_breaks_down_as_its_authors_meant(examples: Path) -> None:
    path = examples / "brownstone" / "brownstone.fountain"
    found = break_down([Script(screenplay=read_script(path), episode="1")])
    scenes = {s.number: s for s in found.scenes}
    assert len(found.scenes) == 32
    assert scenes["16"].continues == "17"
    assert [(p.set, p.light, p.on_camera) for p in scenes["17"].parts] == [
        ("SABINE'S FLAT - LISBON", "dawn", ("SABINE",)),
        ("BROWNSTONE - KITCHEN", "night", ("CLARA",)),
    ]
    assert [s.number for s in found.scenes if s.parts] == ["17"]
    lydia = {c.role: c for c in scenes["5"].cast}[RoleId("LYDIA")]
    assert (lydia.presence.value, lydia.works) == ("heard", False)
    magpie = {c.role: c for c in scenes["10"].cast}[RoleId("MAGPIE")]
    assert magpie.works


def test_speech_before_the_first_heading_and_a_script_without_any_are_told(
    taken_apart: Taken,
) -> None:
    early = taken_apart("ADA\nHm.\n\nINT. ROOM - DAY\n\nBO\nHm.\n")
    assert "breakdown.before_first_heading" in [f.code for f in early.findings]
    none = taken_apart("ADA\nHm.\n")
    assert [f.code for f in none.findings] == ["breakdown.no_scenes"]
    assert none.scenes == ()


def test_a_scene_without_number_among_numbered_ones_takes_none_that_is_written() -> None:
    text = "INT. A - DAY #7#\n\nHm.\n\nINT. B - DAY\n\nHm.\n\nINT. C - DAY #7A#\n\nHm.\n\nINT. D - DAY\n\nHm.\n"
    numbers = [s.number for s in break_down([script(text)]).scenes]
    assert numbers[0] == "7"
    assert numbers[2] == "7A"
    assert len(set(numbers)) == 4
    assert not any("~" in n for n in numbers)


def test_blank_lines_at_the_top_of_a_page_are_no_length() -> None:
    body = "!" + "\n".join(["x"] * 24)
    found = break_down(
        [
            script(
                f"INT. A - DAY\n\n{body}\n\nINT. B - DAY\n\n{body}\n\n===\n\nINT. C - DAY\n\n{body}"
            )
        ]
    )
    assert [s.eighths.value for s in found.scenes] == [4, 5, 4]
    assert [s.script_page for s in found.scenes] == ["1", "1", "2"]
    assert found.pages == 2
