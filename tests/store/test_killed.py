from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intercut.domain.ids import StripId
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.store import library


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


MOVES = """
import sys
from pathlib import Path
from intercut.domain.ids import StripId
from intercut.errors import Stale
from intercut.store import library
from intercut.store.operations import MoveStrip
refused = 0
with library.open(Path(sys.argv[1])) as film:
    for _ in range(20):
        while True:
            seen = film.boards.get("main").version
            try:
                film.boards.apply(
                    "main", MoveStrip(strip=StripId("1"), position=0), who=sys.argv[2], expected=seen
                )
                break
            except Stale:
                refused += 1
print(refused)
"""


@pytest.mark.slow
def test_four_programs_at_once_lose_no_move(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "film.intercut"
    with library.create(
        path, breakdown=Breakdown(title="x", scenes=(), roles=(), sets=()), who="Ada"
    ) as film:
        film.boards.add("main", Plan(boneyard=(StripId("1"), StripId("2"))), who="Ada")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", MOVES, str(path), name],
            env=os.environ | {"PYTHONPATH": str(root / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("Ada", "Bo", "Cy", "Dee")
    ]
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said
    with library.open(path) as film:
        history = film.boards.history("main")
        assert [note.seq for note in history] == list(range(1, 81))
        assert {name: sum(n.who == name for n in history) for name in ("Ada", "Bo", "Cy", "Dee")} == {
            "Ada": 20, "Bo": 20, "Cy": 20, "Dee": 20,
        }  # fmt: skip
