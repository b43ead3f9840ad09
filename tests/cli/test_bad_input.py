"""What nobody would ask for on purpose gets a plan, an order or a sentence; never a traceback."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.cli.stopping import stoppable
from intercut.store import library

Run = Callable[..., Any]

SIGNALS = [signal.SIGINT, signal.SIGTERM]

ODD = {
    "a scene nobody is in": ("1 1 0 10\n0 1 0 20", "1 2 3", 10 * 3 + 20 * 2),
    "a person in no scene": ("1 1 0 10\n0 0 0 20", "1 2 3", 10 * 3),
    "no pay": ("1 0 1 0\n0 1 1 20", "1 2 3", 20 * 5),
    "scenes of no length": ("1 0 1 10\n0 1 1 20", "0 2 0", 20 * 2),
    "nobody paid for nothing": ("1 1 0 0\n1 0 1 0", "0 0 0", 0),
    "a million million": ("1 1 0 1000000000000\n0 1 1 20", "1 2 3", 3 * 10**12 + 20 * 5),
}
"""Rows of people with their pay, days of the three scenes, and what the cheapest order pays."""


@pytest.mark.parametrize("odd", ODD)
def test_odd_instance_is_put_in_order_and_proved(run: Run, tmp_path: Path, odd: str) -> None:
    people, days, cost = ODD[odd]
    path = tmp_path / "odd.txt"
    path.write_text(f"Odd\n3\n2\n{people}\n{days}\n")
    done = run("sequence", path, "--json")
    assert (done.code, done.answer["status"]) == (0, "optimal")
    assert (done.answer["cost"], done.answer["bound"]) == (cost, cost)
    assert sorted(done.answer["order"]) == [0, 1, 2]


def instance(path: Path, scenes: int, people: int = 30) -> Path:
    """An instance of so many scenes, each person in one of five."""
    chance = random.Random(scenes)
    rows = "\n".join(
        " ".join(str(int(chance.random() < 0.2)) for _ in range(scenes)) + f" {p + 1}"
        for p in range(people)
    )
    path.write_text(f"Long\n{scenes}\n{people}\n{rows}\n{' '.join(['1'] * scenes)}\n")
    return path


def test_two_hundred_scenes_are_refused_by_the_core_and_ordered_all_the_same(
    run: Run, tmp_path: Path
) -> None:
    done = run("sequence", instance(tmp_path / "long.txt", 200), "--seconds", "0.5", "--json")
    assert (done.code, done.answer["status"]) == (0, "feasible")
    assert "takes up to 128 scenes" in done.err
    assert sorted(done.answer["order"]) == list(range(200))
    assert 0 < done.answer["bound"] < done.answer["cost"]


def test_no_time_gives_an_order(run: Run, tmp_path: Path) -> None:
    done = run("sequence", instance(tmp_path / "long.txt", 60), "--seconds", "0", "--json")
    assert done.code == 0
    assert sorted(done.answer["order"]) == list(range(60))
    assert done.answer["bound"] <= done.answer["cost"]


def test_too_little_memory_is_refused_and_the_least_is_enough(run: Run, tmp_path: Path) -> None:
    file = instance(tmp_path / "long.txt", 24, 8)
    refused = run("sequence", file, "--memory", "1MB")
    assert (refused.code, refused.out) == (2, "")
    assert "at least 16777216 (16 MiB)" in refused.err
    enough = run("sequence", file, "--memory", "16MiB", "--json")
    assert enough.answer["status"] == "optimal"


STOPPED_SEQUENCE = """
import os, sys
from intercut.actions import sequencing
from intercut.cli.main import main
from intercut.planning import sequence

def solve(*given, progress, **named):
    def press(known):
        if known.expanded > 100:  # in the middle of the proof
            os.kill(os.getpid(), int(sys.argv[1]))
    return sequence.solve(*given, progress=press, **named)

sequencing.solve = solve
sys.exit(main(["sequence", sys.argv[2], sys.argv[2], "--seconds", "600", "--json"]))
"""


def program(root: Path, text: str, *given: object) -> subprocess.CompletedProcess[str]:
    """A program of its own: a signal would reach the test runner as well."""
    return subprocess.run(
        [sys.executable, "-c", text, *map(str, given)],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("number", SIGNALS, ids=lambda s: s.name)
def test_asked_to_end_the_best_order_so_far_is_printed(
    tmp_path: Path, root: Path, number: signal.Signals
) -> None:
    file = instance(tmp_path / "long.txt", 100, 60)
    done = program(root, STOPPED_SEQUENCE, int(number), file)
    assert "stopped: the best order so far." in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 130
    (answer,) = json.loads(done.stdout)  # the second file is not begun
    assert sorted(answer["order"]) == list(range(100))
    assert answer["status"] == "feasible"
    assert answer["bound"] <= answer["cost"]


ROOMS = """Title: Two Rooms

INT. KITCHEN - DAY #1#

ANN
Is it done?

BEN
Nearly.

EXT. YARD - NIGHT #2#

Rain.

INT. KITCHEN - NIGHT #3#

BEN
It was the oven.
"""

FACTS = """production:
  currency: EUR
calendar:
  dates: 2027-01-04..2027-01-29
performers:
  - name: Ada Quill
    roles: [ANN]
    pay: {kind: daily, rate: 0}
  - name: Bo Marsh
    roles: [BEN]
    pay: {kind: daily, rate: 10000000000}
  - name: Nobody Else
    pay: {kind: daily, rate: 500}
scenes:
  - {scene: 1, minutes: 0}
"""
"""Scene 2 has nobody, one of three people has no scene, one no pay, one a million million cents."""


@pytest.fixture
def odd_film(tmp_path: Path, run: Run) -> Path:
    """A film of three scenes about which odd things were decided."""
    script, facts = tmp_path / "rooms.fountain", tmp_path / "facts.yaml"
    script.write_text(ROOMS)
    facts.write_text(FACTS)
    film = tmp_path / "rooms.intercut"
    assert run("new", film, "--script", script).code == 0
    assert run("facts", film, "--set", facts).code == 0
    return film


@pytest.mark.parametrize("limit", [["--seconds", "0"], ["--iterations", "0"], ["--seconds", "1"]])
def test_odd_film_is_planned_and_the_judge_agrees(
    run: Run, odd_film: Path, limit: list[str]
) -> None:
    done = run("plan", odd_film, *limit, "--json")
    assert done.code == 0, done.err
    assert done.answer["unplaced"] == []
    assert 10**12 <= done.answer["bound"] <= done.answer["cost"] < 2 * 10**12
    cost = run("cost", odd_film, "--json").answer
    assert cost["total"] == done.answer["cost"]
    assert run("check", odd_film).code == 0


def test_time_without_a_number_is_refused_in_a_sentence(run: Run, odd_film: Path) -> None:
    for wrong in ("nan", "-1"):
        done = run("plan", odd_film, "--seconds", wrong)
        assert (done.code, done.out) == (2, ""), wrong
        assert "Traceback" not in done.err


STOPPED_PLAN = """
import os, sys
from intercut import planning
from intercut.actions import planning as action
from intercut.cli.main import main

pressed = []

def press(progress):
    if not pressed and progress.what != "first plan":
        pressed.append(progress)
        os.kill(os.getpid(), int(sys.argv[1]))

def solve(*given, progress, **named):
    return planning.solve(*given, progress=press, **named)

action.solve = solve
sys.exit(main(["plan", sys.argv[2], "--seconds", "600", "--json"]))
"""


@pytest.mark.parametrize("number", SIGNALS, ids=lambda s: s.name)
def test_asked_to_end_the_best_plan_so_far_is_kept_and_printed(
    odd_film: Path, root: Path, number: signal.Signals
) -> None:
    done = program(root, STOPPED_PLAN, int(number), odd_film)
    assert "stopped: the best plan so far is kept." in done.stderr, done.stderr
    assert done.returncode == 0
    with library.open(odd_film) as kept:
        assert kept.boards.get("main").made["cost"] == json.loads(done.stdout)["cost"]


def test_being_asked_twice_ends_at_once_and_handlers_come_back() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGTERM)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert [signal.getsignal(number) for number in SIGNALS] == before
