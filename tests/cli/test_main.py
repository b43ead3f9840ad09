from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.cli import main as entry
from intercut.cli.app import GROUPS, VERBS, make_app

Run = Callable[..., Any]


def test_version_says_which_kernel_plans(run: Run) -> None:
    done = run("--version")
    assert done.code == 0
    assert done.out.startswith("intercut 0.")
    assert "kernel" in done.out


@pytest.mark.parametrize("tokens", [["--version"], ["breakdown", "SCRIPT"]])
def test_start_needs_neither_database_nor_arrays(
    tokens: list[str], script: Path, root: Path
) -> None:
    code = (
        "import sys\n"
        "from intercut.cli.main import main\n"
        f"code = main({[t.replace('SCRIPT', str(script)) for t in tokens]!r})\n"
        "heavy = {'django', 'numpy', 'ortools', 'typst'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_verb_lives_where_it_is_said_to() -> None:
    app = make_app()
    for name in VERBS:
        assert callable(app[name].default_command)
    for group, words in GROUPS.items():
        for name in words:
            assert callable(app[group][name].default_command)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (["plna", "film.intercut"], "Did you mean plan?"),
        (["frobnicate"], "there is no verb 'frobnicate'"),
        (["plan"], "requires an argument"),
        (["plan", "film.intercut", "--secods", "3"], "Did you mean --seconds?"),
        (["plan", "film.intercut", "--seconds", "soon"], 'unable to convert "soon"'),
        (["check", "none.intercut"], "there is no film at"),
        (["breakdown", "none.fountain"], "There is no file none.fountain"),
        (["show", "bored", "film.intercut"], "show"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(run: Run, tokens: list[str], said: str) -> None:
    done = run(*tokens)
    assert done.code == 2
    assert done.out == ""
    assert said.casefold() in done.err.casefold()
    assert "Traceback" not in done.err


def test_script_alone_is_told_what_to_do_with_it(run: Run, script: Path) -> None:
    done = run(script)
    assert done.code == 2
    assert f"intercut breakdown {script}" in done.err


def test_fault_of_ours_is_no_traceback_unless_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tokens: list[str]) -> int:
        raise ZeroDivisionError("the sum of nothing")

    monkeypatch.setattr(entry, "_run", broken)
    done = run("doctor")
    assert done.code == 70
    assert "fault of intercut" in done.err
    assert "Traceback" not in done.err
    assert "Traceback" in run("doctor", "--debug").err


def test_stopping_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(tokens: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", stopped)
    done = run("doctor")
    assert (done.code, done.err) == (130, "intercut: stopped.\n")


def test_reader_who_leaves_early_is_no_error(script: Path, root: Path) -> None:
    long = script.with_name("long.fountain")
    long.write_text("".join(f"INT. ROOM {n} - DAY\n\nRain.\n\n" for n in range(400)))
    command = (
        f"{sys.executable} -m intercut breakdown {long} --json | head -n 1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "{\n0\n"
    assert done.stderr == ""


def test_options_may_stand_in_the_environment(
    run: Run, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERCUT_JSON", "1")
    assert run("breakdown", script).answer["schema"] == "intercut.breakdown"


def test_letters_a_terminal_does_not_have_are_no_fault(program: Run, script: Path) -> None:
    script.write_text("INT. CAFÉ - DAY\n\nTOMÁS\nSim.\n")
    done = program("breakdown", script, env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0, done.err
    assert "CAF\\xc9" in done.out
