"""The bound of the whole plan, worked out beside the search in a thread of its own, or after it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from intercut.planning.problem import Problem
from intercut.planning.relaxed import Relaxation, Run, lasting


class Proof:
    """One run of the relaxation: started early, or when it is asked for its answer.

    ``lasting``: it takes all the time there is, so that the search leaves it a thread.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        seconds: float | None,
        work: float | None,
        known: int | None,
        better: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._run_of = Run(problem)
        self._run_of.better = better
        self._seconds, self._work, self._known = seconds, work, known
        self._found: Relaxation | None = None
        self._thread: threading.Thread | None = None
        self.lasting = lasting(problem)

    def start(self) -> None:
        """Begin in the background; CP-SAT leaves the interpreter free while it works."""
        self._thread = threading.Thread(target=self._run, name="proof", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        upper = None if self._known is None else self._known - 1
        self._found = self._run_of.solve(
            seconds=self._seconds, deterministic=self._work, upper=upper
        )

    @property
    def bound(self) -> int | None:
        """What has been proved so far."""
        return self._found.bound if self._found is not None else self._run_of.proved

    @property
    def over(self) -> Relaxation | None:
        """The answer of a run that is over, None while it is not."""
        return self._found

    def finish(self, *, hurry: bool) -> Relaxation | None:
        """The answer; with ``hurry`` a run in the background is called off first."""
        if self._thread is None:
            self._run()
            return self._found
        if hurry:
            self._run_of.call_off()
        self._thread.join()
        return self._found
