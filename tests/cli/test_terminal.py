from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.store import library

Run = Callable[..., Any]

pty = pytest.importorskip("pty", reason="terminals are made by the pty module of Unix")


def on_terminal(root: Path, *tokens: object, columns: int = 160) -> str:
    """What a command writes when somebody looks."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "intercut", *map(str, tokens)],
        env=os.environ
        | {"PYTHONPATH": str(root / "src"), "TERM": "xterm-256color", "COLUMNS": str(columns)},
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    written = b""
    while True:
        try:
            some = os.read(master, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not some:
            break
        written += some
    os.close(master)
    assert child.wait() == 0, written
    return written.decode()


def test_board_wears_its_colours_on_a_terminal(run: Run, film: Path, root: Path) -> None:
    run("plan", film, "--iterations", "20")
    shown = on_terminal(root, "show", "board", film)
    assert "\x1b[30;42mEXT NIGHT" in shown  # black on green, and the words
    assert "END OF DAY 1" in shown


def test_planning_shows_how_far_it_is_on_a_terminal(film: Path, root: Path) -> None:
    shown = on_terminal(root, "plan", film, "--iterations", "20")
    assert "\r\x1b[K" in shown
    assert " steps" in shown
    with library.open(film) as kept:
        assert kept.boards.names() == ("main",)


def test_no_colour_where_nobody_wants_any(
    run: Run, film: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plan", film, "--iterations", "20")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[30;42m" not in on_terminal(root, "show", "board", film)


def test_each_strip_is_one_line_however_narrow_the_terminal(
    run: Run, film: Path, script: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.write_text(
        f"INT. {'A VERY LONG NAME ' * 9}- DAY\n\n= {'Much happens. ' * 20}\n\nRain.\n"
    )
    long = film.with_name("long.intercut")
    run("new", long, "--script", script)
    run("plan", long, "--iterations", "5")
    for columns in (60, 100, 200):
        lines = on_terminal(root, "show", "board", long, columns=columns).splitlines()
        strip = next(line for line in lines if "INT DAY" in line)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", strip)
        assert len(plain) <= columns
        assert "…" in plain
    assert "Much happens. " * 19 in run("show", "board", long).out
