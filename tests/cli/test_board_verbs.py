from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from intercut.store import library

Run = Callable[..., Any]

FACTS = """production:
  currency: EUR
calendar:
  dates: 2027-01-04..2027-01-29
performers:
  - name: Ada Quill
    roles: [ANN]
    pay: {kind: daily, rate: 1000}
    source: agent's mail (2026-11-02)
  - name: Bo Marsh
    roles: [BEN]
    pay: {kind: daily, rate: 500}
"""


@pytest.fixture
def decided(run: Run, film: Path, tmp_path: Path) -> Path:
    """The film of three scenes, both parts cast and paid by the day."""
    facts = tmp_path / "facts.yaml"
    facts.write_text(FACTS)
    done = run("facts", film, "--set", facts)
    assert done.code == 0, done.err
    return film


@pytest.fixture
def planned(run: Run, decided: Path) -> Path:
    """The same with a plan on board `main`."""
    done = run("plan", decided, "--iterations", "200")
    assert done.code == 0, done.err
    return decided


@pytest.fixture
def schema(run: Run) -> Callable[[str], Any]:
    """The schema of an answer by name."""
    return lambda name: run("schema", name).answer


def test_plan_is_kept_and_its_answer_is_complete(
    run: Run, decided: Path, schema: Callable[[str], Any]
) -> None:
    done = run("plan", decided, "--iterations", "100", "--seed", "3", "--json")
    assert done.code == 0, done.err
    answer = done.answer
    jsonschema.validate(answer, schema("plan"))
    assert answer["status"] in {"optimal", "feasible"}
    assert answer["board"] == "main"
    assert answer["bound"] <= answer["cost"]
    assert answer["gap"] == pytest.approx((answer["cost"] - answer["bound"]) / answer["cost"])
    assert answer["currency"] == "EUR"
    with library.open(decided) as kept:
        board = kept.boards.get("main")
        assert (board.made["seed"], board.made["cost"]) == (3, answer["cost"])


def test_same_steps_give_the_same_plan(run: Run, decided: Path) -> None:
    for name in ("one", "two"):
        run("plan", decided, "--iterations", "60", "--threads", "1", "--board", name)
    with library.open(decided) as kept:
        assert kept.boards.get("one").plan == kept.boards.get("two").plan


def test_second_plan_is_an_operation_that_can_be_taken_back(run: Run, planned: Path) -> None:
    with library.open(planned) as kept:
        first = kept.boards.get("main").plan
    run("plan", planned, "--iterations", "5", "--seed", "9")
    with library.open(planned) as kept:
        assert kept.boards.get("main").version == 1
        assert kept.boards.undo("main", who="Bo").plan == first


def test_plan_starts_from_a_board(run: Run, planned: Path) -> None:
    done = run("plan", planned, "--iterations", "5", "--from", "main", "--board", "b", "--json")
    assert done.code == 0
    with library.open(planned) as kept:
        assert kept.boards.get("b").made["from"] == "main"
    unknown = run("plan", planned, "--iterations", "1", "--from", "nope")
    assert (unknown.code, "There is: main, b" in unknown.err) == (2, True)


@pytest.mark.parametrize("options", [["--seconds", "-1"], ["--threads", "0"]])
def test_limit_that_makes_no_sense_is_refused(run: Run, decided: Path, options: list[str]) -> None:
    done = run("plan", decided, *options)
    assert (done.code, done.out) == (2, "")


def test_film_that_cannot_be_shot_is_proved_so(run: Run, film: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    long = "".join(f"  - {{scene: {n}, minutes: 500}}\n" for n in (1, 2, 3))
    one_day = FACTS.replace("2027-01-04..2027-01-29", "2027-01-04..2027-01-04")
    facts.write_text(f"{one_day}scenes:\n{long}")
    assert run("facts", film, "--set", facts).code == 0
    done = run("plan", film, "--iterations", "50", "--json")
    assert (done.answer["status"], done.code) == ("infeasible", 3)
    assert (done.answer["bound"], done.answer["gap"]) == (None, None)
    assert len(done.answer["unplaced"]) == 2
    assert "proved: not everything fits" in run("plan", film, "--iterations", "1").verdict


STOPPED = """
import os, signal, sys
from intercut import planning
from intercut.actions import planning as action
from intercut.cli.main import main

pressed = []


def press_once(progress):
    if not pressed:
        pressed.append(progress)
        os.kill(os.getpid(), signal.SIGINT)


def solve(*given, progress, **named):
    return planning.solve(*given, progress=press_once, **named)


action.solve = solve
sys.exit(main(["plan", sys.argv[1], "--seconds", "600"]))
"""


def test_ctrl_c_keeps_the_best_plan_so_far(decided: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(decided)],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "stopped: the best plan so far is kept." in done.stderr, done.stderr
    assert done.returncode == 0
    with library.open(decided) as kept:
        assert kept.boards.names() == ("main",)


def test_check_passes_what_plan_made(run: Run, planned: Path, schema: Callable[[str], Any]) -> None:
    done = run("check", planned, "--json")
    assert done.code == 0
    jsonschema.validate(done.answer, schema("check"))
    assert done.answer["legal"] is True
    assert "no rule broken" in run("check", planned).verdict


def test_check_finds_what_is_left_over(run: Run, planned: Path) -> None:
    from intercut.domain.plan import Plan

    with library.open(planned) as kept:
        kept.boards.add("empty", Plan(), who="Bo")
    done = run("check", planned)
    assert done.code == 1
    assert "3 strips" in done.verdict
    assert run("check", planned, "--board", "main").code == 0


def test_cost_sheet_adds_up_and_is_the_planners_cost(
    run: Run, planned: Path, schema: Callable[[str], Any]
) -> None:
    answer = run("cost", planned, "--json").answer
    jsonschema.validate(answer, schema("cost"))
    assert sum(line["amount"] for line in answer["lines"]) == answer["total"]
    assert answer["total"] == answer["money"] + answer["wishes"]
    with library.open(planned) as kept:
        assert answer["total"] == kept.boards.get("main").made["cost"]
    assert run("cost", planned).verdict.startswith("board main: EUR ")


def test_day_out_of_days_has_a_code_for_each_day(
    run: Run, planned: Path, schema: Callable[[str], Any]
) -> None:
    answer = run("dood", planned, "--json").answer
    jsonschema.validate(answer, schema("dood"))
    assert answer["board"] == "main"
    assert {r["name"] for r in answer["rows"]} == {"Ada Quill", "Bo Marsh"}
    for row in answer["rows"]:
        assert len(row["codes"]) == len(answer["days"])
        assert row["worked"] == sum("W" in code for code in row["codes"])
    assert "Ada Quill" in run("dood", planned).out


def test_board_is_shown_with_its_words(
    run: Run, planned: Path, schema: Callable[[str], Any]
) -> None:
    done = run("show", "board", planned)
    assert done.code == 0
    assert "EXT NIGHT" in done.out
    assert "END OF DAY 1" in done.out
    assert "\x1b" not in done.out
    answer = run("show", "board", planned, "--json").answer
    jsonschema.validate(answer, schema("board"))
    strips = [s["strip"] for d in answer["days"] for s in d["strips"] if s["strip"]]
    assert sorted(strips) == ["1", "2", "3"]


def test_words_of_show_may_stand_either_way(run: Run, planned: Path) -> None:
    assert run("show", planned, "board").out == run("show", "board", planned).out


def test_scene_and_person_tell_their_sources(
    run: Run, planned: Path, schema: Callable[[str], Any]
) -> None:
    for what, name in (("scene", "2"), ("person", "Ada Quill"), ("person", "ANN")):
        jsonschema.validate(run("show", what, planned, name, "--json").answer, schema("shown"))
    person = run("show", "person", planned, "Ada Quill").out
    assert "agent's mail (2026-11-02)" in person
    assert "EUR 1,000" in person
    assert "call " in person


def test_what_is_not_there_is_told_with_what_is(run: Run, planned: Path) -> None:
    scene = run("show", "scene", planned, "99")
    assert (scene.code, "Scenes are 1 to 3." in scene.err) == (2, True)
    person = run("show", "person", planned, "Zoe")
    assert (person.code, "There is: Ada Quill, Bo Marsh" in person.err) == (2, True)
    date = run("show", "day", planned, "2031-01-01")
    assert (date.code, "Days are 2027-" in date.err) == (2, True)
    assert "not a date" in run("show", "day", planned, "tuesday").err


def test_day_is_shown_by_the_clock(run: Run, planned: Path, schema: Callable[[str], Any]) -> None:
    date = run("show", "board", planned, "--json").answer["days"][0]["date"]
    answer = run("show", "day", planned, date, "--json").answer
    jsonschema.validate(answer, schema("day"))
    assert answer["calls"]
    assert "Ada Quill" in run("show", "day", planned, date).out


def test_documents_are_written_and_take_a_colour(
    run: Run, planned: Path, tmp_path: Path, schema: Callable[[str], Any]
) -> None:
    out = tmp_path / "docs"
    answer = run("publish", planned, "--out", out, "--documents", "oneliner,csv", "--json").answer
    jsonschema.validate(answer, schema("publish"))
    assert answer["colour"] == "White"
    assert {Path(f).name for f in answer["files"]} == {p.name for p in out.iterdir()}
    again = run("publish", planned, "--out", out, "--documents", "csv", "--json").answer
    assert again["colour"] == "White"
    run("plan", planned, "--iterations", "0", "--seed", "5")
    from intercut.domain.plan import Plan

    with library.open(planned) as kept:
        kept.boards.replace("main", Plan(), who="Bo")
    changed = run("publish", planned, "--out", out, "--documents", "csv", "--json").answer
    assert changed["colour"] == "Blue"


def test_unknown_document_writes_nothing(run: Run, planned: Path, tmp_path: Path) -> None:
    done = run("publish", planned, "--out", tmp_path / "docs", "--documents", "poem")
    assert done.code == 2
    assert "No document is called poem" in done.err or "no document is called poem" in done.err
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("reader", ["plan", "check", "cost", "dood", "publish", "facts", "show person"]),
        ("performer", ["plan", "check", "cost", "publish", "facts", "show board", "show scene"]),
        ("second_ad", ["plan", "cost", "facts"]),
        ("producer", []),
    ],
)
def test_each_role_sees_what_is_its(
    run: Run, planned: Path, tmp_path: Path, role: str, refused: list[str]
) -> None:
    commands: dict[str, list[object]] = {
        "plan": ["plan", planned, "--iterations", "1"],
        "check": ["check", planned],
        "cost": ["cost", planned],
        "dood": ["dood", planned, "--json"],
        "publish": ["publish", planned, "--out", tmp_path / "d", "--documents", "csv"],
        "facts": ["facts", planned],
        "show board": ["show", "board", planned],
        "show scene": ["show", "scene", planned, "1"],
        "show person": ["show", "person", planned, "Ada Quill"],
    }
    for name, command in commands.items():
        done = run(*command, "--as", role)
        if name == "dood" and role in {"reader", "performer"}:
            assert done.answer["rows"] == []  # their own row, and they are nobody here
        elif name in refused or (name == "show person" and role == "performer"):
            assert (done.code, done.out) == (2, ""), name
            assert "may not" in done.err
        else:
            assert done.code == 0, (name, done.err)


def test_performer_sees_own_days_and_no_others(run: Run, planned: Path) -> None:
    rows = run("dood", planned, "--as", "Ada Quill", "--json").answer["rows"]
    assert [r["name"] for r in rows] == ["Ada Quill"]
    own = run("show", "person", planned, "Ada Quill", "--as", "Ada Quill")
    assert own.code == 0
    assert "EUR 1,000" not in own.out
    assert run("show", "person", planned, "Bo Marsh", "--as", "Ada Quill").code == 2


def test_board_of_another_program_comes_in_and_goes_out(
    run: Run, planned: Path, tmp_path: Path, schema: Callable[[str], Any]
) -> None:
    out = tmp_path / "docs"
    run("publish", planned, "--out", out, "--documents", "uss,csv")
    for name in ("schedule.uss", "strips.csv"):
        done = run("import", planned, "--board", out / name, "--json")
        jsonschema.validate(done.answer, schema("import"))
        assert done.code == 0, done.answer
        assert done.answer["unplaced"] == []
        assert done.answer["board"] != "main"
        assert "board " in run("check", planned, "--board", done.answer["board"]).verdict


def test_film_is_made_of_a_board_alone(run: Run, planned: Path, tmp_path: Path) -> None:
    out = tmp_path / "docs"
    run("publish", planned, "--out", out, "--documents", "uss")
    film = tmp_path / "board.intercut"
    done = run("new", film, "--board", out / "schedule.uss", "--json")
    assert done.code == 0, done.answer
    assert done.answer["scenes"] == 3
    assert run("show", "board", film).code == 0
    assert run("plan", film, "--iterations", "20").code == 0


def test_odd_boards_are_refused_in_a_sentence(run: Run, planned: Path, tmp_path: Path) -> None:
    odd = tmp_path / "board.mms"
    odd.write_bytes(b"\xd0\xcf")
    assert "no board we read" in run("import", planned, "--board", odd).err
    broken = tmp_path / "board.uss"
    broken.write_text("{")
    done = run("import", planned, "--board", broken)
    assert done.code == 1
    assert "nothing was brought in" in done.verdict
    assert run("import", planned, "--board", tmp_path / "none.csv").code == 2


def test_board_follows_facts_that_change(run: Run, planned: Path, tmp_path: Path) -> None:
    facts = tmp_path / "more.yaml"
    facts.write_text(FACTS + "scenes:\n  - {scene: 2, omitted: yes}\n")
    done = run("facts", planned, "--set", facts)
    assert "board main: dropped 2" in done.err
    assert run("check", planned).code == 0


def test_film_without_a_board_says_how_to_make_one(run: Run, decided: Path) -> None:
    for verb in ("check", "cost", "dood"):
        done = run(verb, decided)
        assert (done.code, "intercut plan FILE" in done.err) == (2, True)


def test_answers_are_json_to_the_last_byte(program: Run, planned: Path) -> None:
    done = program("show", "board", planned, "--json", env={"INTERCUT_BOARD": "main"})
    assert json.loads(done.out)["schema"] == "intercut.board"


SECRET = """production:
  currency: EUR
calendar:
  dates: 2027-01-04..2027-01-05
performers:
  - name: Honor Blackwell
    roles: [ANN]
    secret: yes
    code_name: J. Winter
    source: word of Honor Blackwell
    availability: [2027-01-05]
  - name: Bo Marsh
    roles: [BEN]
  - {name: Cole Brandt, kind: reader}
apart:
  - {id: leads, degree: day, people: [Honor Blackwell], others: [Cole Brandt]}
"""


def test_secret_name_is_kept_from_those_who_may_not_know(
    run: Run, film: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(SECRET)
    done = run("facts", film, "--set", facts)
    assert done.code == 0, done.err
    run("plan", film, "--iterations", "20")
    owner = run("check", film)
    assert "Honor Blackwell" in owner.out + owner.err + run("show", "person", film, "ANN").out
    commands: list[list[object]] = [
        ["check", film],
        ["check", film, "--json"],
        ["dood", film],
        ["dood", film, "--json"],
        ["show", "board", film],
        ["show", "board", film, "--json"],
        ["show", "scene", film, "1"],
        ["show", "person", film, "J. Winter"],
        ["show", "day", film, "2027-01-05"],
        ["show", "person", film, "Zoe"],
    ]
    for command in commands:
        done = run(*command, "--as", "second_ad")
        said = (done.out + done.err).casefold()
        assert "blackwell" not in said, command
        assert "honor" not in said, command
        assert "apart" not in said, command


def test_folder_that_cannot_be_written_is_told(run: Run, planned: Path, tmp_path: Path) -> None:
    taken = tmp_path / "docs"
    taken.write_text("a file, not a folder")
    done = run("publish", planned, "--out", taken, "--documents", "csv")
    assert (done.code, done.out) == (2, "")
    assert "is a file, not a folder" in done.err
    assert taken.read_text() == "a file, not a folder"


def test_film_that_can_only_be_read_is_refused_before_planning(
    run: Run, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intercut.actions import planning
    from intercut.store import file

    def never(*given: Any, **named: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(file, "may_write", lambda path: False)
    monkeypatch.setattr(planning, "solve", never)
    done = run("plan", planned, "--seconds", "60")
    assert done.code == 2
    assert "can only be read" in done.err
    assert run("check", planned).code == 0
    assert "can only be read" in run("doctor", planned).out


def test_list_of_strips_is_laid_onto_a_script(
    run: Run, script: Path, planned: Path, tmp_path: Path
) -> None:
    out = tmp_path / "docs"
    run("publish", planned, "--out", out, "--documents", "csv")
    (out / "strips.csv").rename(out / "by hand.csv")
    film = tmp_path / "both.intercut"
    done = run("new", film, "--script", script, "--board", out / "by hand.csv", "--json")
    assert done.code == 0, done.answer
    assert done.answer["board"] == "by hand"
    codes = {f["code"] for f in done.answer["findings"]}
    assert "board.no_script" not in codes  # there is one
    assert run("show", "board", film, "--json").answer["boneyard"] == []
