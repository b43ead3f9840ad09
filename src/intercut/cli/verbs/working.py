"""``intercut worker``: the planner at work for those who ask in the app."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

from cyclopts import Parameter

from intercut.actions.opening import open_film
from intercut.cli.screen import Screen, plain_name


def worker(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    lease: Annotated[
        float, Parameter(help="Seconds after which a worker that is silent is taken for dead.")
    ] = 6.0,
    beside: Annotated[
        bool, Parameter(negative="", help="End when standard input is closed.")
    ] = False,
) -> int:
    """Plan what is asked for in the app, one run after the other, until Ctrl-C.

    Questions are answered beside it, one after the other as well. The app starts one by itself; another one beside it takes the next run that waits.
    """
    screen = Screen()
    from intercut.worker import Worker

    with open_film(file, name=plain_name()) as film:
        film.library.require_writable()
        working = Worker(film, lease_seconds=lease)
        answering = Worker(film, lease_seconds=lease, questions=True)

        def end(_signal: int = 0, _frame: FrameType | None = None) -> None:
            working.stop()
            answering.stop()

        def read_to_the_end() -> None:
            while sys.stdin.buffer.read(1024):
                pass
            end()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, signal.SIG_IGN if beside else end)
        if beside:
            threading.Thread(target=read_to_the_end, daemon=True).start()
        else:
            screen.say(f"Waiting for runs of {file.name}; Ctrl-C ends.")
        beside_it = threading.Thread(target=answering.work)
        beside_it.start()
        working.work()
        beside_it.join()
    return 0
