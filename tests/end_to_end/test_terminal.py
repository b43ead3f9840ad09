"""What happens at a desk: Ctrl-C, a reader that has seen enough, two people at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def started(root: Path, *tokens: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "intercut", *map(str, tokens)],
        env=os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_is_no_error(run: Run, kitchen: Path, root: Path) -> None:
    assert run("plan", kitchen, "--iterations", 2).code == 0
    program = started(root, "show", "board", kitchen)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait() == 0
    assert b"Traceback" not in said
    assert b"Broken pipe" not in said


@pytest.mark.slow
def test_two_who_write_at_once_both_come_through_or_are_told(
    run: Run, kitchen: Path, tmp_path: Path, root: Path
) -> None:
    text = run("facts", kitchen).out
    files = []
    for name in ("ada", "bo"):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(f"{text}\n# {name}\n")
    programs = [started(root, "facts", kitchen, "--set", f) for f in files]
    for program in programs:
        _, said = program.communicate()
        assert program.returncode in {0, 2}, said
        assert b"Traceback" not in said
        if program.returncode == 2:
            assert b"saved first" in said or b"another program" in said, said
    assert min(p.returncode for p in programs) == 0
    assert run("facts", kitchen).out in {f.read_text() for f in files}


@pytest.mark.slow
def test_stopping_the_search_keeps_the_best_plan(run: Run, kitchen: Path, root: Path) -> None:
    # Until it says how far it is, a search of a day that nobody would wait for.
    program = started(root, "plan", kitchen, "--seconds", 90, "--json")
    assert program.stdout is not None
    plans = kitchen.with_name(kitchen.name + "-shm")
    while program.poll() is None and not plans.exists():
        pass
    for _ in range(20_000_000):
        pass
    program.send_signal(signal.SIGINT)
    out, said = program.communicate()
    assert b"Traceback" not in said
    if program.returncode == 130:
        assert not run("facts", kitchen).code
        return
    assert program.returncode in {0, 1}, said
    assert b'"cost"' in out
    assert run("check", kitchen).code in {0, 1}
