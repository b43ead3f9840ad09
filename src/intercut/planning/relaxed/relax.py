"""A proved bound of the whole problem, and the assignment that comes nearest to it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ortools.sat.python import cp_model

from intercut.domain.plan import Plan
from intercut.planning.bounds import bound_of
from intercut.planning.plans import placings
from intercut.planning.problem import Problem
from intercut.planning.relaxed.covering import Covering, add_covering, covering_of
from intercut.planning.relaxed.cuts import add_cuts
from intercut.planning.relaxed.dated import Dating
from intercut.planning.relaxed.dated import suits as dating_suits
from intercut.planning.relaxed.day_model import DayModel
from intercut.planning.relaxed.day_sets import MOST_SETS, day_sets
from intercut.planning.relaxed.exact_day import ExactDays
from intercut.planning.relaxed.model import model_of
from intercut.planning.relaxed.priced import Prices
from intercut.planning.relaxed.priced import suits as prices_suit
from intercut.planning.relaxed.turnaround import Turnarounds

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

_NO_PLAN = 1 << 60

Assignment = tuple[tuple[int, int, int], ...]
"""Strip, slot and place of every strip that is placed, by slot and, where known, by time."""

MOST_STRIPS_TIMED = 16
"""Up to so many strips a second model has the order and the minutes of the day."""

MOST_STALE = 6
"""Rounds of cuts that do not raise the bound before the second model takes over."""

MOST_PLACINGS = 2500
"""Above so many ways to place single strips a model would be too large to be of use."""

PRICED_SHARE = 0.3
"""Share of the limit that priced unit days have where a model comes after."""

FIRST_SHARE = 0.4
"""Share of the limit the first model has where there is a second one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """What the relaxation says of a problem.

    ``bound``, minor units: no legal plan with everything placed costs less; None = nothing proved.
    ``status`` is that of the relaxation: `optimal` where ``assignment`` costs no more than the bound
    as far as the model sees. ``calls`` are call and light of each slot used in it.
    """

    bound: int | None
    status: Status
    assignment: Assignment
    proved_infeasible: bool
    modes: tuple[int, ...] = ()
    calls: tuple[tuple[int, int, int], ...] = ()
    work: float = 0.0


def suits(problem: Problem) -> bool:
    """Whether the relaxation says something of this problem at all.

    With a soft calendar plans reach beyond the dates of the problem.
    """
    return "calendar" not in problem.soft and problem.n_strips > 0


def modelled(problem: Problem) -> bool:
    """Whether the problem is small enough for a model of who is where on which date."""
    return sum(len(slots) for slots in problem.option_slots) <= MOST_PLACINGS


def provable(problem: Problem) -> bool:
    """Whether more can be proved of the problem than part by part."""
    return suits(problem) and (modelled(problem) or prices_suit(problem))


def lasting(problem: Problem) -> bool:
    """Whether the proof takes all the time there is, and not some seconds only."""
    return modelled(problem)


def relax(
    problem: Problem,
    *,
    seconds: float | None = None,
    deterministic: float | None = None,
    seed: int = 1,
    workers: int = 1,
    upper: int | None = None,
    hint: Plan | None = None,
    cancel: Callable[[], bool] | None = None,
    times: bool | None = None,
) -> Relaxation:
    """The bound of a problem within a limit.

    Parameters
    ----------
    seconds, deterministic
        When to stop: seconds of the clock, or units of CP-SAT's deterministic time. With the
        latter and one worker the same input gives the same answer.
    upper
        What is looked for costs no more than this, in minor units: one less than the best legal plan
        known. Where there is nothing, the bound is one more.
    hint
        A plan to start from.
    cancel
        Asked between rounds and whenever CP-SAT finds a better solution; once it says yes the
        answer so far is given.
    times
        Whether the order and the minutes of the day are part of the model; None: first not, then,
        for shorts, yes.

    Raises
    ------
    ValueError
        When no limit is given.
    """
    run = Run(problem, seed=seed, workers=workers, times=times)
    return run.solve(
        seconds=seconds, deterministic=deterministic, upper=upper, hint=hint, cancel=cancel
    )


SETS_A_UNIT = 12_000
"""Sets listed at most for each unit of deterministic time there is left."""


DATED_SHARE = 0.3
"""Share of the first model's limit that sets and dates have where there is a second model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    """When a model is given up: a moment of the clock, or CP-SAT's deterministic time in all, or so
    many rounds of cuts that raise nothing (0: any number)."""

    until: float | None
    work: float | None
    stale: int


class Run:
    """One relaxation at work; `call_off` from another thread ends it.

    ``proved`` is the bound so far, for others to read. ``better`` says what the best plan known
    elsewhere costs, for this one to ask; where answers must repeat it says nothing.
    """

    def __init__(
        self, problem: Problem, *, seed: int = 1, workers: int = 1, times: bool | None = None
    ) -> None:
        self.problem = problem
        self.seed, self.workers = seed, workers
        short = problem.n_strips <= MOST_STRIPS_TIMED
        self.times = ((False, True) if short else (False,)) if times is None else (times,)
        self.called_off = False
        self.rounds = 0
        self.proved: int | None = None
        self.better: Callable[[], int | None] = lambda: None
        self._dating: Dating | None = None
        self._pricing: Prices | None = None
        self._covering: Covering | None = None
        self.solver = cp_model.CpSolver()

    def call_off(self) -> None:
        """Stop soon and give back what is proved."""
        self.called_off = True
        self.solver.stop_search()
        for running in (self._dating, self._pricing):
            if running is not None:
                running.stop()

    def solve(
        self,
        *,
        seconds: float | None = None,
        deterministic: float | None = None,
        upper: int | None = None,
        hint: Plan | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Relaxation:
        """The bound within a limit; see `relax`."""
        if seconds is None and deterministic is None:
            raise ValueError("a limit is needed: seconds, deterministic time or both")
        until = None if seconds is None else time.monotonic() + seconds
        answer = Relaxation(bound=None, status="unknown", assignment=(), proved_infeasible=False)
        if not suits(self.problem) or (parts := bound_of(self.problem)) is None:
            return answer
        answer = replace(answer, bound=parts.total)
        answer = self._priced(answer, until, deterministic, upper, cancel)
        if not modelled(self.problem):
            return self._compared(answer, upper)
        for n, times in enumerate(self.times):
            share = FIRST_SHARE if n + 1 < len(self.times) else 1.0
            now = time.monotonic()
            limit = _Limit(
                until=None if until is None else now + share * (until - now),
                work=None
                if deterministic is None
                else answer.work + share * (deterministic - answer.work),
                stale=MOST_STALE if n + 1 < len(self.times) else 0,
            )
            answer = self._phase(answer, times, limit, upper, hint, cancel)
            if self._stopped(cancel) or answer.proved_infeasible or answer.status == "infeasible":
                break
        return answer

    def _priced(
        self,
        answer: Relaxation,
        until: float | None,
        work: float | None,
        upper: int | None,
        cancel: Callable[[], bool] | None,
    ) -> Relaxation:
        """What priced unit days prove, where sets cannot be listed."""
        problem = self.problem
        several = len(problem.unit_ids) > 1 and modelled(problem)
        if not prices_suit(problem) or dating_suits(problem) or several:
            # Of several units the model says more, and all the time is better left to it.
            return answer
        prices = Prices(problem)
        if not prices.fits:
            return answer
        self._pricing = prices
        share = PRICED_SHARE if modelled(problem) else 1.0
        if until is not None:
            now = time.monotonic()
            until = now + share * (until - now)
        found = prices.solve(
            _NO_PLAN if upper is None else upper + 1,
            lambda: self._stopped(cancel) or (until is not None and time.monotonic() >= until),
            float("inf") if work is None else share * work,
            self._told,
            answer.bound or 0,
        )
        self._pricing = None
        self._covering = prices.covering
        return replace(
            answer, bound=max(answer.bound or 0, found.bound), work=answer.work + found.work
        )

    @staticmethod
    def _compared(answer: Relaxation, upper: int | None) -> Relaxation:
        """Nothing is cheaper where the bound says so."""
        over = upper is not None and answer.bound is not None and answer.bound > upper
        return replace(answer, status="infeasible") if over else answer

    def _told(self, bound: int) -> None:
        self.proved = max(self.proved or 0, bound)

    def _stopped(self, cancel: Callable[[], bool] | None) -> bool:
        return self.called_off or (cancel is not None and cancel())

    def _late(self, limit: _Limit, cancel: Callable[[], bool] | None) -> bool:
        over = limit.until is not None and time.monotonic() >= limit.until
        return over or self._stopped(cancel)

    def _phase(
        self,
        answer: Relaxation,
        times: bool,
        limit: _Limit,
        upper: int | None,
        hint: Plan | None,
        cancel: Callable[[], bool] | None,
    ) -> Relaxation:
        """One model: solved, told what an exact look at its days says, and solved again."""
        m = model_of(self.problem, times=times)
        if m.impossible:
            return replace(answer, bound=None, status="infeasible", proved_infeasible=True)
        most = MOST_SETS
        if limit.work is not None:
            most = min(most, int(SETS_A_UNIT * (limit.work - answer.work)))
        exact = ExactDays(self.problem, m.alone, m.ways)
        if not times:
            answer, upper, done = self._dated(m, exact, answer, most, limit, upper, cancel)
            if done:
                return answer
        covering = self._covering
        if covering is None:
            covering = covering_of(m, most=most, late=lambda: self._late(limit, cancel))
        if covering is not None:
            answer = replace(answer, bound=max(answer.bound or 0, covering.total))
            add_covering(m, covering)
        m.model.add(m.total >= (answer.bound or 0))
        if upper is not None:
            m.model.add(m.total <= upper)
        if hint is not None:
            _hint(m, hint)
        rests = Turnarounds(exact)
        stale = 0
        while not self._stopped(cancel) and (stale < limit.stale or limit.stale == 0):
            solver = self._solver(limit, answer.work)
            if solver is None:
                break
            found = solver.solve(m.model, _Watch(cancel) if cancel is not None else None)
            self.rounds += 1
            before = answer.bound
            answer = self._read(m, solver, found, answer, upper)
            stale = stale + 1 if answer.bound == before else 0
            if found != cp_model.OPTIMAL:
                break
            total = round(solver.objective_value)
            slack = total // 10 if upper is None else max(0, upper - total)
            if not add_cuts(m, exact, rests, solver, slack, lambda: self._late(limit, cancel)):
                break
            # What is known now holds: it need not be proved again.
            m.model.add(m.total >= (answer.bound or 0))
            m.model.clear_hints()  # type: ignore[no-untyped-call]
            for var in m.x.values():
                m.model.add_hint(var, solver.value(var))
            answer = replace(answer, status="feasible")
        return answer

    def _dated(
        self,
        m: DayModel,
        exact: ExactDays,
        answer: Relaxation,
        most: int,
        limit: _Limit,
        upper: int | None,
        cancel: Callable[[], bool] | None,
    ) -> tuple[Relaxation, int | None, bool]:
        """What sets of strips and their dates prove; the cost to be bettered then, and whether
        nothing is left to prove."""
        wished = bool(self.problem.production.preferences)
        if upper is None or not dating_suits(self.problem) or (wished and len(self.times) > 1):
            # With wishes the second model says more, and all the time is better left to it.
            return answer, upper, False

        def late() -> bool:
            return self._late(limit, cancel)

        sets = day_sets(m, most=most, late=late)
        if sets is None or late():
            return answer, upper, False
        work = answer.work + len(sets.options) / SETS_A_UNIT
        dating = Dating(m, sets, exact)
        if not all(dating.pays):
            # Somebody's days fit in no way at all, as with events that contradict: not said here.
            return answer, upper, False
        self._dating = dating
        share = DATED_SHARE if len(self.times) > 1 else 1.0
        until = limit.until
        if until is not None:
            now = time.monotonic()
            until = now + share * (until - now)
        found = dating.solve(
            upper + 1,
            lambda: late() or (until is not None and time.monotonic() >= until),
            lambda: 0.0 if until is None else until - time.monotonic() or -1.0,
            float("inf") if limit.work is None else share * (limit.work - work),
            self._told,
            self.better,
        )
        self._dating = None
        answer = replace(answer, bound=max(answer.bound or 0, found.bound), work=work + found.work)
        elsewhere = self.better()
        if elsewhere is not None:
            upper = min(upper, elsewhere - 1)
        if found.cost is not None and found.cost <= upper + 1:
            upper = found.cost - 1
            assignment = tuple(
                (self.problem.option_strip[o], shot.slot, self.problem.option_place[o])
                for shot in sorted(found.shots)
                for o in shot.order
            )
            answer = replace(
                answer,
                status="optimal" if found.bound >= found.cost else "feasible",
                assignment=assignment,
                modes=found.modes,
                calls=tuple((shot.slot, shot.call, shot.light) for shot in found.shots),
            )
        elif found.bound > upper:
            answer = replace(answer, status="infeasible")
        return answer, upper, found.bound > upper

    def _solver(self, limit: _Limit, spent: float) -> cp_model.CpSolver | None:
        """A solver with what is left of the limits; None where nothing is."""
        solver = self.solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self.workers
        # OR-Tools' own answer to Ctrl-C ends the whole program when the solver runs in another
        # thread than the one that gets the signal; stopping is asked for through `call_off`.
        parameters.catch_sigint_signal = False
        parameters.random_seed = self.seed
        parameters.linearization_level = 2
        if limit.until is not None:
            left = limit.until - time.monotonic()
            if left <= 0:
                return None
            parameters.max_time_in_seconds = left
        if limit.work is not None:
            if spent >= limit.work:
                return None
            parameters.max_deterministic_time = limit.work - spent
        return solver

    def _read(
        self,
        m: DayModel,
        solver: cp_model.CpSolver,
        found: cp_model.CpSolverStatus,
        before: Relaxation,
        upper: int | None,
    ) -> Relaxation:
        work = before.work + float(solver.response_proto.deterministic_time)
        if found == cp_model.INFEASIBLE:
            if upper is not None:
                return replace(
                    before,
                    bound=upper + 1,
                    status="infeasible",
                    assignment=(),
                    modes=(),
                    calls=(),
                    work=work,
                )
            return replace(
                before, bound=None, status="infeasible", proved_infeasible=True, work=work
            )
        proved = math.ceil(solver.best_objective_bound - 1e-6)
        bound = max(before.bound or 0, proved)
        if found not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return replace(before, bound=bound, work=work)
        return Relaxation(
            bound=bound,
            status="optimal" if found == cp_model.OPTIMAL else "feasible",
            assignment=_assignment(m, solver),
            proved_infeasible=False,
            modes=tuple(
                next(n for n, mode in enumerate(modes) if solver.value(mode)) for modes in m.mode
            ),
            calls=tuple(
                (slot, solver.value(m.call[slot]) if m.times else -1, light)
                for (slot, light), lit in m.light.items()
                if solver.value(lit)
            ),
            work=work,
        )


class _Watch(cp_model.CpSolverSolutionCallback):
    """Stops the solver where somebody calls it off."""

    def __init__(self, cancel: Callable[[], bool]) -> None:
        super().__init__()
        self._cancel = cancel

    def on_solution_callback(self) -> None:
        """Called by CP-SAT with each better solution."""
        if self._cancel():
            self.stop_search()


def _assignment(m: DayModel, solver: cp_model.CpSolver) -> Assignment:
    problem = m.problem
    placed = []
    for (option, slot), var in m.x.items():
        if solver.value(var):
            strip = problem.option_strip[option]
            begin = solver.value(m.begin[strip]) if m.times else 0
            placed.append((slot, begin, strip, problem.option_place[option]))
    return tuple((strip, slot, place) for slot, _, strip, place in sorted(placed))


def _hint(m: DayModel, plan: Plan) -> None:
    """Tell the solver where a plan has its strips. Banners of the plan are not kept."""
    before = len(m.problem.banners)
    chosen = {
        (option, slot) for slot, _, options in placings(m.problem, plan) for option in options
    }
    del m.problem.banners[before:]
    for way, var in m.x.items():
        m.model.add_hint(var, way in chosen)
