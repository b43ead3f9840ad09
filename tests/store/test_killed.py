from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_program_leaves_the_old_film_or_the_new_one(tmp_path: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killed.py")), str(tmp_path), "7", "25"],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split("|") for line in done.stdout.splitlines()]
    steps = [line for line in lines if not line[0].startswith("loop")]
    # Before every statement of the write: the film is still the one from before the first death.
    assert len(steps) > 10
    assert [(died, film) for _, died, film in steps[:-1]] == [("9", "first")] * (len(steps) - 1)
    assert steps[-1][1:] == ["0", f"at {steps[-1][0]}"]
    loops = [line for line in lines if line[0].startswith("loop")]
    assert len(loops) == 25
    assert not [film for _, _, film in loops if film.startswith("torn")]
    # Each was killed after at least one whole write of its own round.
    assert all(film.startswith(f"{n}.") for n, (_, _, film) in enumerate(loops))
    assert {p.name for p in tmp_path.iterdir()} == {"film.intercut"}
