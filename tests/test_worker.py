"""The worker: plans in a child, under a lease; killed and called off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from intercut.access import Actor
from intercut.actions.films import new_film
from intercut.actions.office import KeptFilm
from intercut.actions.opening import open_film
from intercut.actions.runs import keep_run, start_run, stop_run
from intercut.domain.plan import Plan
from intercut.store.records import RunNote
from intercut.worker import Worker


@pytest.fixture
def film(tmp_path: Path, examples: Path) -> Iterator[KeptFilm]:
    """The small example, open."""
    path = tmp_path / "kitchen.intercut"
    folder = examples / "kitchen"
    assert new_film(
        path,
        actor=Actor(name="Ada"),
        scripts=[folder / "kitchen.fountain"],
        facts=folder / "kitchen.facts.yaml",
    ).made
    with open_film(path, name="Ada") as opened:
        yield opened


def until(found: Callable[[], bool], seconds: float = 90) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not come about"
        threading.Event().wait(0.05)


def note(film: KeptFilm, number: int = 1) -> RunNote:
    return film.library.runs.note(number)


def test_run_is_planned_watched_and_kept(film: KeptFilm) -> None:
    asked = start_run(film, seconds=1, seed=1, threads=1)
    assert (asked.state, asked.has_plan) == ("queued", False)
    assert Worker(film).work_once()
    done = note(film)
    assert done.state == "done"
    assert done.curve
    assert [p.seconds for p in done.curve] == sorted(p.seconds for p in done.curve)
    state = keep_run(film, 1, "planned")
    assert film.boards() == ("planned",)
    assert state.made["cost"] == done.outcome["cost"]
    assert note(film).board == "planned"
    assert not Worker(film).work_once()


def test_stopped_run_gives_its_best_plan(film: KeptFilm) -> None:
    start_run(film, seconds=600, seed=1, threads=1)
    thread = _beside(film)
    until(lambda: len(note(film).curve) > 0)
    stop_run(film, 1)
    thread.join(90)
    assert (note(film).state, note(film).plan) == ("stopped", True)
    assert note(film).outcome["cost"] is not None


def test_run_called_off_at_once_keeps_what_it_had(film: KeptFilm) -> None:
    start_run(film, seconds=600, seed=1, threads=1)
    thread = _beside(film)
    until(lambda: note(film).plan)
    begun = time.monotonic()
    stop_run(film, 1, at_once=True)
    thread.join(60)
    assert time.monotonic() - begun < 30
    assert (note(film).state, note(film).plan) == ("stopped", True)


def _beside(film: KeptFilm) -> threading.Thread:
    """A worker in a thread of its own, with its own view of the film."""
    path = film.library.path
    assert path is not None

    def work() -> None:
        with open_film(path, name="worker") as own:
            Worker(own).work_once()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def dies(there: Connection, *_question: Any) -> None:
    """A planner that crashes as native code does, after one plan."""
    there.send(Plan())
    os.kill(os.getpid(), signal.SIGSEGV)


def test_crash_of_the_planner_costs_one_run(film: KeptFilm) -> None:
    start_run(film, seconds=1, seed=1, threads=1)
    assert Worker(film, target=dies).work_once()
    assert note(film).state == "failed"
    assert "The planner died" in note(film).said
    assert film.library.runs.plan(1) == Plan()


@pytest.mark.slow
def test_killed_workers_run_goes_on_from_its_best_plan(film: KeptFilm) -> None:
    path = film.library.path
    command = [sys.executable, "-m", "intercut", "worker", str(path), "--lease", "1", "--beside"]
    start_run(film, seconds=600, seed=1, threads=1)
    first = subprocess.Popen(command, stdin=subprocess.PIPE)
    try:
        until(lambda: note(film).plan)
        child = _children(first.pid)
        first.kill()
        first.wait()
        until(lambda: not any(_alive(c) for c in child))
        assert note(film).state == "running"
        second = subprocess.Popen(command, stdin=subprocess.PIPE)
        try:
            until(lambda: note(film).attempts == 2)
            known = note(film).curve[-1].seconds
            until(lambda: note(film).curve[-1].seconds > known)
            stop_run(film, 1)
            until(lambda: note(film).state == "stopped")
            assert note(film).plan
        finally:
            assert second.stdin is not None
            second.stdin.close()
            assert second.wait(20) == 0
    finally:
        first.kill()
        assert first.stdin is not None
        first.stdin.close()


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    if not found.exists():
        pytest.skip("this system does not tell a process's children")
    return [int(c) for c in found.read_text().split()]


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
