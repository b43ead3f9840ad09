"""What a killed program left is swept, and nothing of one that runs, or of anybody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from intercut.domain.scene import Breakdown
from intercut.publish.publish import write_files
from intercut.store import leftovers, library

ENDED = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True, text=True)  # fmt: skip
DEAD_PID = int(ENDED.stdout)


def aged(path: Path, seconds: int) -> Path:
    path.write_bytes(b"half a film")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def of(pid: int, *, host: str = "") -> str:
    name = leftovers.name_while_made("film.intercut").replace(f"-{os.getpid()}-", f"-{pid}-")
    return name if not host else name.replace(name.split(".")[3].split("-")[0], host)


def test_what_a_dead_program_left_goes_with_its_journal(tmp_path: Path) -> None:
    name = of(DEAD_PID)
    left = {aged(tmp_path / name, 120), aged(tmp_path / f"{name}-journal", 120)}
    assert set(leftovers.sweep(tmp_path)) == left
    assert not list(tmp_path.iterdir())


def test_what_may_still_be_written_stays(tmp_path: Path) -> None:
    kept = {
        aged(tmp_path / of(os.getpid()), 10**6),  # its program runs
        aged(tmp_path / of(1), 10**6),  # another's program runs
        aged(tmp_path / of(DEAD_PID), 5),  # too young to be sure
        aged(tmp_path / of(DEAD_PID, host="0123abcd"), 7200),  # of another machine
        aged(tmp_path / ".film.intercut.0123abcd.new", 7200),  # of an earlier version
        aged(tmp_path / "film.intercut", 10**6),
        aged(tmp_path / "notes.new", 10**6),
        aged(tmp_path / ".intercut-settings", 10**6),
    }
    (tmp_path / f"{of(DEAD_PID)[:-12]}00000000.new").symlink_to(tmp_path / "film.intercut")
    assert leftovers.sweep(tmp_path) == ()
    assert kept <= set(tmp_path.iterdir())


def test_after_a_day_nobody_waits_for_other_machines(tmp_path: Path) -> None:
    left = {
        aged(tmp_path / of(DEAD_PID, host="0123abcd"), 100_000),
        aged(tmp_path / ".film.intercut.0123abcd.new-journal", 100_000),
    }
    assert set(leftovers.sweep(tmp_path)) == left


def test_a_folder_that_is_not_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    assert leftovers.sweep(tmp_path / "none") == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from intercut.domain.scene import Breakdown
from intercut.store import library
library._appear = lambda made, path: os.kill(os.getpid(), signal.SIGKILL)
library.create(Path(sys.argv[1]), breakdown=Breakdown(title="x", scenes=(), roles=(), sets=()), who="Ada")
"""


def test_the_next_film_and_the_next_opening_sweep_after_a_kill(tmp_path: Path, root: Path) -> None:
    def kill() -> Path:
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / "lost.intercut")],
            env=os.environ | {"PYTHONPATH": str(root / "src")},
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
        (left,) = tmp_path.glob(".lost*")
        then = time.time() - 120
        os.utime(left, (then, then))
        return left

    breakdown = Breakdown(title="x", scenes=(), roles=(), sets=())
    left = kill()
    with library.create(tmp_path / "film.intercut", breakdown=breakdown, who="Ada"):
        assert not left.exists()
    left = kill()
    with library.open(tmp_path / "film.intercut"):
        assert not left.exists()
    left = kill()
    with library.open(tmp_path / "film.intercut", read_only=True):
        assert left.exists()
    write_files(tmp_path, {"a.csv": b"1"})
    assert not left.exists()
