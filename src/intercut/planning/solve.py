"""The planner's door: a production in, the best plan found within a limit out, judged."""

from __future__ import annotations

import time
from collections.abc import Callable

from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning.arrange import Arranger
from intercut.planning.bounds import Bound, bound_of
from intercut.planning.construct import first_state
from intercut.planning.day import DayBook
from intercut.planning.kernel import native
from intercut.planning.kernel.board import Kernel, Standing
from intercut.planning.moves.near import Near
from intercut.planning.plans import plan_of
from intercut.planning.problem import Problem, problem_of
from intercut.planning.proof import Proof
from intercut.planning.relaxed import Relaxation, provable
from intercut.planning.relaxed.realise import realised
from intercut.planning.result import Progress, Result, gap_of
from intercut.planning.search import Allowance, Search
from intercut.planning.state import State
from intercut.planning.verdict import verdict_of

Report = Callable[[Progress], None]

WORK_SHARE = 400
"""Iterations of the search to one unit of CP-SAT's deterministic time."""

STEPS = 64
"""Steps of the native kernel that count as one iteration: about what the plain search does in the
time of one."""

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
    prove: bool = True,
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
    prove
        Whether the bound of the whole of a short film is asked for. Without it an answer takes
        as long as its search; the bound is that of people, days and places by themselves.
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
    if (seconds is not None and not seconds >= 0) or (iterations is not None and iterations < 0):
        raise ValueError(f"limits are 0 or more, not {seconds} seconds, {iterations} iterations")
    if threads < 1:
        raise ValueError(f"at least one thread is needed, not {threads}")
    run = _Run(production, seconds, iterations, threads, progress, cancel, prove=prove)
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
        *,
        prove: bool,
    ) -> None:
        self.prove = prove
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
        self._asked = False
        self._best: tuple[int, int, int, int] | None = None

    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def solve(self, start: Plan | None, seed: int) -> Result:
        """Construct, improve, prove, judge."""
        walker: _Walker = _Plain(self, start) if native is None else _Native(self, start)
        state, moved = walker.first()
        self.tell(state.value(), 0, "first plan", lambda: state)
        self.bound = bound_of(self.problem)
        self.tell(state.value(), 0, "bound", lambda: state)
        proof = self._proof(state)
        if proof is not None and self.threads > 1:
            proof.start()
        self.proof = proof
        best, done = state, 0
        if any(self.problem.option_slots):  # else there is nothing that could stand anywhere
            best, done = walker.search(state, seed)
        begun_already = self.threads > 1
        if proof is not None and (begun_already or not self._called_off()):
            relaxed = proof.finish(hurry=self.iterations is None or self._called_off())
            best = self._with_proof(relaxed, best)
        result = verdict_of(
            self.problem,
            best,
            bound=self.bound,
            start=start,
            moved=moved,
            iterations=done,
            seconds=self.elapsed(),
        )
        self.tell(best.value(), done, "done", lambda: best)
        return result

    def _proof(self, state: State) -> Proof | None:
        """The proof to run beside the search, where the production is small enough for one."""
        if not self.prove or self.bound is None or self.iterations == 0 or self.seconds == 0:
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
        better = self._cheapest if self.iterations is None else lambda: None
        return Proof(self.problem, seconds=seconds, work=work, known=known, better=better)

    def _cheapest(self) -> int | None:
        """What the best plan so far costs; None while something is left over."""
        best = self._best
        return best[3] if best is not None and best[:3] == (0, 0, 0) else None

    def _with_proof(self, relaxed: Relaxation | None, best: State) -> State:
        """The better of the plan found and the one the proof suggests; the better bound."""
        if relaxed is None or self.bound is None:
            return best
        self.bound = self.bound.raised(relaxed.bound, impossible=relaxed.proved_infeasible)
        if not relaxed.assignment:
            return best
        arranger = Arranger(self.problem, DayBook(self.problem))
        suggested = realised(self.problem, arranger, Near(self.problem), relaxed)
        return suggested if suggested.value() < best.value() else best

    def late(self) -> bool:
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
        end = self.search_until()
        if end is not None and self.elapsed() >= end:
            return True
        return self.enough()

    def search_until(self) -> float | None:
        """Seconds at which the search ends, so that what comes after it has its share."""
        if self.seconds is None:
            return None
        alone = self.proof is not None and self.threads == 1
        return self.seconds * (1 - ALONE_SHARE) if alone else self.seconds

    def enough(self) -> bool:
        """Whether there is nothing left to find, or somebody called it off."""
        if self.seconds is not None and self.iterations is None:
            if self._proved():
                return True
            if self._suggestion_is_cheapest():
                return True
        return self._called_off()

    def _suggestion_is_cheapest(self) -> bool:
        """Whether the proof is over and its own plan costs no more than it proved; asked once."""
        relaxed = self.proof.over if self.proof is not None else None
        if relaxed is None or relaxed.bound is None or not relaxed.assignment or self._asked:
            return False
        self._asked = True
        arranger = Arranger(self.problem, DayBook(self.problem))
        value = realised(self.problem, arranger, Near(self.problem), relaxed).value()
        return value[:3] == (0, 0, 0) and value[3] <= relaxed.bound

    def _proved(self) -> bool:
        """Whether the best plan is proved to be the cheapest; asked only where time decides when
        to stop, as the proof's own time does not repeat itself."""
        best = self._best
        if best is None or self.bound is None or best[:3] != (0, 0, 0):
            return False
        proved = self.proof.bound if self.proof is not None else None
        return max(self.bound.total, proved or 0) >= best[3]

    def tell(
        self,
        value: Standing,
        iterations: int,
        what: str,
        state: Callable[[], State],
        *,
        seldom: bool = False,
    ) -> None:
        """Report progress; ``state`` makes the plan told of, ``seldom``: at most five a second."""
        self._best = value
        if self.progress is None:
            return
        now = self.elapsed()
        if seldom and now - self._told < 0.2:
            return
        self._told = now
        hard, eighths, strips, cost = value
        done = strips == 0 and hard == 0
        bound = self.bound.total if self.bound is not None and done else None
        if bound is not None and self.proof is not None:
            bound = max(bound, min(self.proof.bound or 0, cost))
        self.progress(
            Progress(
                seconds=now,
                iterations=iterations,
                cost=cost,
                bound=bound,
                gap=gap_of(cost, bound) if done else None,
                unplaced_eighths=eighths,
                what=what,
                plan=lambda: plan_of(state()),
            )
        )


class _Plain:
    """First plan and search in plain Python: slow, and what the native kernel is held against."""

    def __init__(self, run: _Run, start: Plan | None) -> None:
        self._run = run
        self._start = start

    def first(self) -> tuple[State, tuple[int, ...]]:
        """The first plan, and the strips that had to leave their place for it."""
        state, self._arranger, self._near, moved = first_state(
            self._run.problem, self._start, self._run.late
        )
        return state, moved

    def search(self, state: State, seed: int) -> tuple[State, int]:
        """The best plan found, and the iterations it took."""
        run = self._run
        search = Search(state, self._arranger, self._near, seed)
        search.run(
            Allowance(run.spent, run.stop),
            lambda best: run.tell(
                best.value(), search.iterations, "better plan", lambda: best, seldom=True
            ),
        )
        return search.best, search.iterations


class _Native:
    """The same by the native kernel."""

    def __init__(self, run: _Run, start: Plan | None) -> None:
        self._run = run
        self._kernel = Kernel(run.problem, start)

    def first(self) -> tuple[State, tuple[int, ...]]:
        """The first plan, and the strips that had to leave their place for it."""
        return self._kernel.first(self._run.late)

    def search(self, state: State, seed: int) -> tuple[State, int]:
        """The best plan found, and the iterations it took."""
        run = self._run
        if run.iterations == 0 or run.late():
            return state, 0
        end = run.search_until()

        def watch(standing: Standing, iterations: int, better: Callable[[], State] | None) -> bool:
            if better is not None:
                run.tell(standing, iterations // STEPS, "better plan", better, seldom=True)
            return not run.enough()

        best, steps = self._kernel.search(
            state,
            seconds=None if end is None else max(0.0, end - run.elapsed()),
            iterations=None if run.iterations is None else run.iterations * STEPS,
            threads=max(1, run.threads - (run.proof is not None and run.proof.lasting)),
            seed=seed,
            watch=watch,
        )
        return best, steps // STEPS


_Walker = _Plain | _Native
