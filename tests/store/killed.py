"""Run by test_killed: writes a film and dies at a chosen statement, over and over.

usage: killed.py FOLDER SEED ROUNDS
Prints one line for each death: what was being done, and whether the film is whole.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections

from intercut.domain.facts import Facts
from intercut.domain.ids import StripId
from intercut.domain.plan import Plan
from intercut.domain.scene import Breakdown
from intercut.store import library
from intercut.store.library import Library
from intercut.store.records import ScriptFile


def write(film: Library, mark: str) -> None:
    """One write that touches every kind of row, all carrying the same mark."""
    film.revise(
        who="Ada",
        why=mark,
        what="all",
        breakdown=Breakdown(title=mark, scenes=(), roles=(), sets=()),
        facts=Facts(kind=mark),
        scripts=(ScriptFile(name=mark, data=mark.encode() * 20_000),),
        plans={"main": Plan(boneyard=(StripId(mark),))},
    )


def whole(path: Path) -> str:
    """The mark on every row, after the film was opened again; "torn" when they differ."""
    with library.open(path) as film:
        state = film.state()
        marks = {
            state.breakdown.title,
            state.facts.kind,
            film.revisions()[-1].why,
            film.scripts()[0].name,
            film.scripts()[0].data[: len(state.breakdown.title)].decode(),
            *film.boards.get("main").plan.boneyard,
        }
        return str(marks.pop()) if len(marks) == 1 else f"torn: {sorted(map(str, marks))}"


def dies_at(statement: int) -> Callable[..., Any]:
    """A wrapper of statements that kills this process before the one of that number."""
    seen = 0

    def wrapper(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal seen
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1
        return execute(sql, params, many, context)

    return wrapper


def in_child(work: Callable[[], None]) -> int:
    """Signal a forked child died of, 0 when it came to its end."""
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(pid, 0)[1])


def main() -> None:
    folder, seed, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    path = folder / "film.intercut"

    in_child(partial(begin, path))
    for statement in range(100):
        died = in_child(partial(write_until, path, statement))
        in_child(partial(report, path, f"{statement}|{died}"))
        if not died:
            break

    chance = random.Random(seed)
    for n in range(rounds):
        kill_a_writer(path, n, chance)
        in_child(partial(report, path, f"loop {n}|9"))


def begin(path: Path) -> None:
    with library.create(
        path, breakdown=Breakdown(title="r", scenes=(), roles=(), sets=()), who="Ada"
    ) as film:
        write(film, "first")


def write_until(path: Path, statement: int) -> None:
    film = library.open(path)
    with connections[film.alias].execute_wrapper(dies_at(statement)):
        write(film, f"at {statement}")


def report(path: Path, what: str) -> None:
    sys.stdout.write(f"{what}|{whole(path)}\n")
    sys.stdout.flush()


def kill_a_writer(path: Path, n: int, chance: random.Random) -> None:
    """Let a child write without end, and kill it some way into a write."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        film = library.open(path)
        for count in range(1_000_000):
            write(film, f"{n}.{count}")
            os.write(writing, b".")
    for _ in range(chance.randint(1, 4)):
        os.read(reading, 1)
    for _ in range(chance.randint(0, 60_000)):
        pass
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reading)
    os.close(writing)


if __name__ == "__main__":
    main()
