"""A proved bound of the whole problem, and the assignment that comes nearest to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from intercut.domain.plan import Plan
from intercut.planning.bounds import bound_of
from intercut.planning.plans import placings
from intercut.planning.problem import Problem
from intercut.planning.relaxed.model import Relaxed

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

Assignment = tuple[tuple[int, int, int], ...]
"""Strip, slot and place of every strip that is placed, by slot and, where known, by time."""

MOST_STRIPS_TIMED = 16
"""Up to so many strips the minutes of the day are part of the model from the start."""


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
        The judged cost of a legal plan: nothing dearer is looked for. Where nothing is cheaper,
        it is the bound.
    hint
        A plan to start from.
    cancel
        Asked whenever CP-SAT finds a better bound or solution; once it says yes the answer so far
        is given.
    times
        Whether the minutes of the day are part of the model; None: for shorts.

    Raises
    ------
    ValueError
        When no limit is given.
    """
    if seconds is None and deterministic is None:
        raise ValueError("a limit is needed: seconds, deterministic time or both")
    began = time.monotonic()
    if not suits(problem) or (parts := bound_of(problem)) is None:
        return Relaxation(bound=None, status="unknown", assignment=(), proved_infeasible=False)
    timed = problem.n_strips <= MOST_STRIPS_TIMED if times is None else times
    m = Relaxed(problem, times=timed)
    if m.impossible:
        return Relaxation(bound=None, status="infeasible", assignment=(), proved_infeasible=True)
    m.model.add(m.total >= parts.total)
    if upper is not None:
        m.model.add(m.total <= upper)
    if hint is not None:
        _hint(m, hint)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.random_seed = seed
    parameters.linearization_level = 2
    if seconds is not None:
        parameters.max_time_in_seconds = max(0.01, seconds - (time.monotonic() - began))
    if deterministic is not None:
        parameters.max_deterministic_time = deterministic
    found = solver.solve(m.model, _Watch(cancel) if cancel is not None else None)
    work = float(solver.response_proto.deterministic_time)
    if found == cp_model.INFEASIBLE:
        if upper is not None:
            return Relaxation(
                bound=upper + 1,
                status="infeasible",
                assignment=(),
                proved_infeasible=False,
                work=work,
            )
        return Relaxation(
            bound=None, status="infeasible", assignment=(), proved_infeasible=True, work=work
        )
    bound = max(parts.total, round(solver.best_objective_bound))
    if found not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Relaxation(
            bound=bound, status="unknown", assignment=(), proved_infeasible=False, work=work
        )
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


def _assignment(m: Relaxed, solver: cp_model.CpSolver) -> Assignment:
    problem = m.problem
    placed = []
    for (option, slot), var in m.x.items():
        if solver.value(var):
            strip = problem.option_strip[option]
            begin = solver.value(m.begin[strip]) if m.times else 0
            placed.append((slot, begin, strip, problem.option_place[option]))
    return tuple((strip, slot, place) for slot, _, strip, place in sorted(placed))


def _hint(m: Relaxed, plan: Plan) -> None:
    """Tell the solver where a plan has its strips. Banners of the plan are not kept."""
    before = len(m.problem.banners)
    chosen = {
        (option, slot) for slot, _, options in placings(m.problem, plan) for option in options
    }
    del m.problem.banners[before:]
    for way, var in m.x.items():
        m.model.add_hint(var, way in chosen)
