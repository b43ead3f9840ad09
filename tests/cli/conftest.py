"""The command line as a person uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from intercut.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """Stdout as the JSON it has to be."""
        return json.loads(self.out)

    @property
    def verdict(self) -> str:
        """The last line."""
        return self.out.splitlines()[-1]


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: ``run("check", film)``."""

    def command(*tokens: object) -> Done:
        capsys.readouterr()
        code = main([str(t) for t in tokens])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return command


@pytest.fixture
def program(root: Path) -> Run:
    """Run a command as a program of its own: ``program("check", film, env={...})``."""

    def command(*tokens: object, env: dict[str, str] | None = None, **more: Any) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "intercut", *map(str, tokens)],
            env=os.environ | {"PYTHONPATH": str(root / "src")} | (env or {}),
            capture_output=True,
            text=True,
            check=False,
            **more,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return command


KITCHEN = """Title: Two Rooms

INT. KITCHEN - DAY #1#

ANN
Is it done?

BEN
Nearly.

EXT. YARD - NIGHT #2#

Ann looks up at the window.

INT. KITCHEN - NIGHT #3#

BEN
It was the oven.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Three scenes, two people: ANN in 1 and 2, BEN in 1 and 3."""
    path = tmp_path / "rooms.fountain"
    path.write_text(KITCHEN)
    return path


@pytest.fixture
def film(tmp_path: Path, script: Path, run: Run) -> Path:
    """The film of `script`, with no facts yet."""
    path = tmp_path / "rooms.intercut"
    assert run("new", path, "--script", script).code == 0
    return path
