"""The planner's door: a production in, the best plan found within a limit out, judged."""

from __future__ import annotations

import time
from collections.abc import Callable

from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning.arrange import Arranger
from intercut.planning.bounds import Bound, bound_of
from intercut.planning.construct import first_state
from intercut.planning.moves.near import Near
from intercut.planning.plans import plan_of
from intercut.planning.problem import Problem, problem_of
from intercut.planning.proof import Proof, provable
from intercut.planning.relaxed import Relaxation
from intercut.planning.relaxed.realise import realised
from intercut.planning.result import Progress, Result, gap_of
from intercut.planning.search import Allowance, Search
from intercut.planning.state import State
from intercut.planning.verdict import verdict_of

Report = Callable[[Progress], None]

WORK_SHARE = 400
"""Iterations of the search to one unit of CP-SAT's deterministic time."""

ALONE_SHARE = 0.4
"""Share of the seconds the proof takes when it has no thread of its own."""


def solve(
    production: Production,
    *,
    start: Plan | None = None,
    seconds: float | None = 10,
    iterations: int | None = None,
    seed: int = 1,
    threads: int = 2,
    progress: Report | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found for a production.

    Parameters
    ----------
    start
        A plan to start from. It may break rules: strips that do are taken out and placed anew,
        and the findings say which.
    seconds, iterations
        When to stop, whichever comes first; None = no such limit. With ``iterations`` alone the
        same input gives the same plan. With 0 the first plan is given back.
    seed
        What chance starts from.
    threads
        With two or more, the proof of a short film runs beside the search instead of after it.
    progress
        Called now and then, and with each better plan.
    cancel
        Asked now and then; once it says yes the best plan so far is given back.

    Raises
    ------
    ValueError
        When neither limit is given, or one is negative.
    """
    if seconds is None and iterations is None:
        raise ValueError("a limit is needed: seconds, iterations or both")
    if (seconds is not None and seconds < 0) or (iterations is not None and iterations < 0):
        raise ValueError(f"limits are 0 or more, not {seconds} seconds, {iterations} iterations")
    if threads < 1:
        raise ValueError(f"at least one thread is needed, not {threads}")
    run = _Run(production, seconds, iterations, threads, progress, cancel)
    return run.solve(start, seed)


class _Run:
    def __init__(
        self,
        production: Production,
        seconds: float | None,
        iterations: int | None,
        threads: int,
        progress: Report | None,
        cancel: Callable[[], bool] | None,
    ) -> None:
        self.began = time.monotonic()
        self.production = production
        self.seconds = seconds
        self.iterations = iterations
        self.threads = threads
        self.proof: Proof | None = None
        self.progress = progress
        self.cancel = cancel
        self.problem: Problem = problem_of(production)
        self.bound: Bound | None = None
        self._told = -1.0
        self._best: tuple[int, int, int, int] | None = None

    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def solve(self, start: Plan | None, seed: int) -> Result:
        """Construct, improve, prove, judge."""
        state, arranger, near, moved = first_state(self.problem, start, self._late)
        self.tell(state, 0, "first plan")
        self.bound = bound_of(self.problem)
        search = Search(state, arranger, near, seed)
        self.tell(search.best, 0, "bound")
        proof = self._proof(state)
        if proof is not None and self.threads > 1:
            proof.start()
        self.proof = proof
        search.run(
            Allowance(self.spent, self.stop),
            lambda best: self.tell(best, search.iterations, "better plan", seldom=True),
        )
        best = search.best
        if proof is not None:
            relaxed = proof.finish(hurry=self.iterations is None or self._called_off())
            best = self._with_proof(relaxed, best, arranger, near)
        result = verdict_of(
            self.problem,
            best,
            bound=self.bound,
            start=start,
            moved=moved,
            iterations=search.iterations,
            seconds=self.elapsed(),
        )
        self.tell(best, search.iterations, "done")
        return result

    def _proof(self, state: State) -> Proof | None:
        """The proof to run beside the search, where the production is small enough for one."""
        if self.bound is None or self.iterations == 0 or self.seconds == 0:
            return None
        if not provable(self.problem):
            return None
        known = state.cost if state.value()[:3] == (0, 0, 0) else None
        work = None if self.iterations is None else max(0.5, self.iterations / WORK_SHARE)
        seconds = None
        if self.seconds is not None:
            seconds = max(0.05, self.seconds - self.elapsed())
            if self.threads == 1:
                seconds *= ALONE_SHARE
        if known is not None and known <= self.bound.total:
            return None
        return Proof(self.problem, seconds=seconds, work=work, known=known)

    def _with_proof(
        self, relaxed: Relaxation | None, best: State, arranger: Arranger, near: Near
    ) -> State:
        """The better of the plan found and the one the proof suggests; the better bound."""
        if relaxed is None or self.bound is None:
            return best
        self.bound = self.bound.raised(relaxed.bound, impossible=relaxed.proved_infeasible)
        if not relaxed.assignment:
            return best
        suggested = realised(self.problem, arranger, near, relaxed)
        return suggested if suggested.value() < best.value() else best

    def _late(self) -> bool:
        """Whether even the first plan has to be cut short; with no time given it is not."""
        if self.seconds and self.elapsed() >= self.seconds:
            return True
        return self._called_off()

    def _called_off(self) -> bool:
        return self.cancel is not None and self.cancel()

    def spent(self, iterations: int) -> float:
        """Share of the allowance used."""
        shares = [0.0]
        if self.iterations is not None:
            shares.append(iterations / max(1, self.iterations))
        if self.seconds is not None:
            shares.append(self.elapsed() / max(self.seconds, 1e-9))
        return max(shares)

    def stop(self, iterations: int) -> bool:
        """Whether the allowance is used up or somebody called it off."""
        if self.iterations is not None and iterations >= self.iterations:
            return True
        if iterations % 8:
            return False
        if self.seconds is not None:
            share = ALONE_SHARE if self.proof is not None and self.threads == 1 else 0.0
            if self.elapsed() >= self.seconds * (1 - share):
                return True
            if self.iterations is None and self._proved():
                return True
        return self.cancel is not None and self.cancel()

    def _proved(self) -> bool:
        """Whether the best plan is proved to be the cheapest; asked only where time decides when
        to stop, as the proof's own time does not repeat itself."""
        best = self._best
        if best is None or self.bound is None or best[:3] != (0, 0, 0):
            return False
        proved = self.proof.bound if self.proof is not None else None
        return max(self.bound.total, proved or 0) >= best[3]

    def tell(self, state: State, iterations: int, what: str, *, seldom: bool = False) -> None:
        """Report progress; ``seldom``: at most five times a second."""
        self._best = state.value()
        if self.progress is None:
            return
        now = self.elapsed()
        if seldom and now - self._told < 0.2:
            return
        self._told = now
        eighths, strips = state.unplaced()
        done = strips == 0 and state.hard == 0
        bound = self.bound.total if self.bound is not None and done else None
        if bound is not None and self.proof is not None:
            bound = max(bound, min(self.proof.bound or 0, state.cost))
        self.progress(
            Progress(
                seconds=now,
                iterations=iterations,
                cost=state.cost,
                bound=bound,
                gap=gap_of(state.cost, bound) if done else None,
                unplaced_eighths=eighths,
                what=what,
                plan=lambda: plan_of(state),
            )
        )
