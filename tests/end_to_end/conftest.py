"""The program as a person uses it: commands typed one after the other, films in their own folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    def is_a_sentence(self, code: int, *words: str) -> None:
        """It was refused with that code, in a sentence that has these words, and no traceback."""
        said = self.err + self.out
        assert self.code == code, said
        assert "Traceback" not in said
        assert "fault of intercut" not in said
        assert not [w for w in words if w not in said], said


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in this process: ``run("check", film)``."""

    def command(*tokens: object) -> Done:
        capsys.readouterr()
        code = main([str(t) for t in tokens])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return command


@contextmanager
def program(root: Path, *tokens: object, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A command as a program of its own, killed when the test is over with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "intercut", *map(os.fsdecode, map(_bytes, tokens))],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _bytes(token: object) -> bytes:
    return token if isinstance(token, bytes) else os.fsencode(str(token))


@pytest.fixture
def kitchen(run: Run, examples: Path, tmp_path: Path) -> Path:
    """The film of the short example, with its facts and no board."""
    film = tmp_path / "kitchen.intercut"
    folder = examples / "kitchen"
    done = run(
        "new", film, "--script", folder / "kitchen.fountain",
        "--facts", folder / "kitchen.facts.yaml",
    )  # fmt: skip
    assert done.code == 0, done.err
    return film
