"""Ctrl-C, and a polite end asked for from outside, while something long is looked for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

STOPPED: Final = 130
"""Exit code of a verb that was stopped before it had its answer."""


class Stopping:
    """Whether somebody asked to stop; itself the question that a search asks now and then."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Whether to stop."""
        return self.asked

    def ask(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask to stop; a second time ends the program.

        Raises
        ------
        KeyboardInterrupt
            When asked again.
        """
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """SIGINT (Ctrl-C) and SIGTERM (a service or a computer that shuts down) ask to stop.

    Outside the main thread no signal arrives, and nothing is changed.
    """
    stopping = Stopping()
    before = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, stopping.ask)
    except ValueError:  # not the main thread: nobody presses Ctrl-C here
        yield stopping
        return
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
