"""The integer programme run beside the search, in a thread of its own or after it."""

from __future__ import annotations

import threading

from intercut.planning.problem import Problem
from intercut.planning.relaxation import Relaxation, Relaxed


class Proof:
    """One run of the programme: started early or when it is asked for its answer."""

    def __init__(
        self, problem: Problem, *, seconds: float | None, work: float | None, known: int | None
    ) -> None:
        self._relaxation = Relaxation(problem)
        self._seconds, self._work, self._known = seconds, work, known
        self._found: Relaxed | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin in the background; CP-SAT leaves the interpreter free while it works."""
        self._thread = threading.Thread(target=self._run, name="proof", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        self._found = self._relaxation.solve(
            seconds=self._seconds, work=self._work, known=self._known
        )

    @property
    def bound(self) -> int | None:
        """What has been proved by a run that is over."""
        return self._found.bound if self._found is not None else None

    def finish(self, *, hurry: bool) -> Relaxed | None:
        """The answer; with ``hurry`` a run in the background is called off first."""
        if self._thread is None:
            self._run()
            return self._found
        if hurry:
            self._relaxation.call_off()
        self._thread.join()
        return self._found
