"""Instances of talent scheduling put in order: no film, no rules, just who is paid how long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from intercut.actions.given_files import given_bytes
from intercut.errors import Unreadable
from intercut.planning.sequence import Instance, Progress, SequenceResult, read_instance, solve

LARGEST_INSTANCE_BYTES: Final = 50_000_000
"""A text instance beyond this is something else; our assumption."""

_SIZE = re.compile(r"^\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[kmgt]?i?b?)\s*$", re.IGNORECASE)
_POWER: Final = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def parse_memory(text: str) -> int:
    """Bytes of `4GB`, `512 MiB` or a bare number; a thousand each for GB, 1,024 each for GiB.

    Raises
    ------
    Unreadable
        When the text is no amount of memory.
    """
    found = _SIZE.match(text)
    if not found:
        msg = f"{text!r} is no amount of memory."
        raise Unreadable(msg, "Write 4GB or 512MB.")
    unit = found["unit"].casefold()
    power = _POWER[unit[:1] if unit[:1] in _POWER and unit[:1] != "b" else ""]
    return int(float(found["number"]) * (1024 if "i" in unit else 1000) ** power)


def read_instances(paths: Sequence[Path]) -> tuple[Instance, ...]:
    """The instances in files, all read before any is solved.

    Raises
    ------
    NotFound, Unreadable
        When a file is not there, or is no instance; the sentence names file and line.
    """
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Instance:
    data = given_bytes(
        path,
        largest_bytes=LARGEST_INSTANCE_BYTES,
        kind="instance",
        name_instead="Name a text file with 0 and 1 for each person and scene.",
    )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        msg = f"{path.name} is not text."
        raise Unreadable(msg) from None
    try:
        return read_instance(text)
    except ValueError as problem:
        msg = f"{path.name}, {problem}."
        raise Unreadable(msg) from problem


def sequence_files(
    instances: Sequence[Instance],
    *,
    seconds: float = 60,
    threads: int = 2,
    memory_bytes: int = 4_000_000_000,
    seed: int = 1,
    progress: Callable[[Instance, Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Iterator[SequenceResult]:
    """Each instance's cheapest order, or the best found in time, one after the other.

    Once ``cancel`` says yes, the best order so far of the one at hand is the last.

    Raises
    ------
    Unreadable
        When a limit makes no sense.
    intercut.planning.sequence.SequenceInterrupted
        On Ctrl-C, with the best order so far.
    """
    for instance in instances:

        def told(known: Progress, instance: Instance = instance) -> None:
            if progress is not None:
                progress(instance, known)

        try:
            yield solve(
                instance,
                seconds=seconds,
                threads=threads,
                memory_bytes=memory_bytes,
                seed=seed,
                progress=told,
                cancel=cancel,
            )
        except ValueError as problem:
            msg = f"{problem}."
            raise Unreadable(msg) from problem
        if cancel is not None and cancel():
            return
