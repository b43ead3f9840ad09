from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_scenes_stand_in_a_table(run: Run, script: Path) -> None:
    done = run("breakdown", script)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].split() == [
        "scene",
        "int/ext,",
        "light",
        "set",
        "pages",
        "min",
        "day",
        "seen",
        "heard",
    ]
    assert lines[1].split()[:4] == ["1", "INT", "DAY", "KITCHEN"]
    assert "ANN, BEN" in lines[1]
    assert lines[-1].startswith("3 scenes, ")


def test_nothing_is_cut_or_coloured_in_a_pipe(run: Run, script: Path) -> None:
    name = "A VERY LONG NAME OF A SET " * 8
    script.write_text(f"INT. {name.strip()} - NIGHT\n\nRain.\n")
    done = run("breakdown", script)
    assert name.strip() in done.out
    assert "\x1b" not in done.out + done.err


def test_json_holds_what_the_contract_names(run: Run, examples: Path) -> None:
    answer = run("breakdown", examples / "brownstone/brownstone.fountain", "--json").answer
    assert {"title", "pages", "eighths", "scenes"} <= set(answer)
    wanted = {
        "number", "heading", "int_ext", "set", "light", "eighths", "eighths_source", "minutes",
        "seen", "heard", "mentioned", "parts",
    }  # fmt: skip
    assert all(wanted <= set(scene) for scene in answer["scenes"])
    assert sum(s["eighths"] for s in answer["scenes"]) == answer["eighths"]


def test_real_scripts_are_read_without_a_traceback(run: Run, real_scripts: Path) -> None:
    for path in sorted(real_scripts.rglob("*.f*")):
        if path.suffix not in {".fountain", ".fdx"}:
            continue
        done = run("breakdown", path, "--json")
        assert done.code in {0, 1, 2}, (path, done.err)
        assert done.code == 2 or done.answer["scenes"] is not None
