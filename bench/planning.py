"""How good plans are, how soon, and how much is proved, by size of production.

    python bench/planning.py [short feature block season] [--seconds 20] [--seed 1] [--long]

Cost is shown as it falls over time, beside the proved bound. The peer is a rule of thumb every
assistant director knows, kept legal: shoot out place after place, each strip on the first date
where no rule breaks. `ratio` is what that costs to what the planner's plan costs. With `--long`
each run is repeated ten times as long: *good* is within 2 % of that. Bar: the first legal plan
of a feature in less than a second of processor time.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

sys.path.insert(0, str(Path(__file__).resolve().parent))

from productions import SIZES, make

from intercut.domain.production import Production
from intercut.planning import Progress, Result, solve
from intercut.planning.arrange import Arranger
from intercut.planning.construct import first_state
from intercut.planning.day import DayBook
from intercut.planning.kernel import native
from intercut.planning.kernel.board import Kernel
from intercut.planning.plans import plan_of
from intercut.planning.problem import problem_of
from intercut.planning.state import State
from intercut.planning.terms import Terms
from intercut.schedule import judge

SECONDS = {"short": 10.0, "feature": 30.0, "block": 60.0, "season": 300.0}
MARKS = (0.1, 0.3, 1.0)
"""Shares of a run at which the cost is read."""

BAR_FIRST = 1.0


@dataclass
class Thumb:
    """What the rule of thumb comes to."""

    cost: int
    unplaced: int
    seconds: float


def by_place_state(production: Production) -> State:
    """Place after place, each strip on the first date that is open to it."""
    problem = problem_of(production)
    book = DayBook(problem)
    state = State(problem, book, Terms(problem))
    arranger = Arranger(problem, book)
    strips = sorted(
        (s for s in range(problem.n_strips) if state.active(s) and problem.options_of[s]),
        key=lambda s: (problem.option_place[problem.options_of[s][0]], problem.light_of[s], s),
    )
    for strip in strips:
        for slot in problem.option_slots[problem.options_of[strip][0]]:
            day = arranger.inserted(slot, state.days[slot], problem.options_of[strip][0])
            if day is None:
                continue
            delta = state.price({slot: day})
            if delta.hard <= 0:
                state.apply(delta)
                break
    return state


def by_place(production: Production) -> Thumb:
    """What the rule of thumb comes to, as the judge sees it."""
    begun = time.process_time()
    state = by_place_state(production)
    took = time.process_time() - begun
    verdict = judge(production, plan_of(state), state.problem.index)
    return Thumb(verdict.cost.total, len(verdict.unplaced), took)


def first_plan(production: Production) -> tuple[float, bool]:
    """Processor seconds to the first plan, and whether it places everything legally."""
    begun = time.process_time()
    problem = problem_of(production)
    if native is None:
        state, *_ = first_state(problem)
    else:
        state, _ = Kernel(problem).first(lambda: False)
    return time.process_time() - begun, state.value()[:3] == (0, 0, 0)


def run(production: Production, seconds: float, seed: int) -> tuple[Result, list[Progress]]:
    """One run and what it told on the way."""
    told: list[Progress] = []
    return solve(production, seconds=seconds, seed=seed, progress=told.append), told


def at(told: list[Progress], seconds: float) -> str:
    """Cost of a full plan that was known by then."""
    known = [t.cost for t in told if t.seconds <= seconds and t.unplaced_eighths == 0]
    return f"{min(c for c in known if c is not None) / 100:>13,.0f}" if known else f"{'-':>13}"


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kinds", nargs="*", default=["short", "feature"])
    options.add_argument("--seconds", type=float)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--long", action="store_true", help="compare with ten times as long")
    given = options.parse_args()
    missed = False
    print("costs in whole EUR; first: processor seconds to the first plan")
    print(f"{'production':<10} {'strips':>6} {'first s':>8} {'10 %':>13} {'30 %':>13} {'end':>13} "
          f"{'bound':>13} {'gap':>7} {'days':>5} {'held':>5} {'by place':>13} {'ratio':>6} "
          f"{'status':<9}")  # fmt: skip
    for kind in given.kinds:
        if kind not in SIZES:
            options.error(f"no such class: {kind}; there are {', '.join(SIZES)}")
        production = make(kind, given.seed)
        seconds = given.seconds or SECONDS[kind]
        first, full = first_plan(production)
        missed |= kind == "feature" and (first > BAR_FIRST or not full)
        thumb = by_place(production)
        result, told = run(production, seconds, given.seed)
        marks = " ".join(at(told, share * seconds + 0.1) for share in MARKS)
        bound = f"{result.bound / 100:>13,.0f}" if result.bound is not None else f"{'-':>13}"
        gap = f"{result.gap:>7.1%}" if result.gap is not None else f"{'-':>7}"
        lost = f" ({thumb.unplaced} strips left over)" if thumb.unplaced else ""
        print(f"{kind:<10} {len(production.scenes):>6} {first:>8.2f} {marks} {bound} {gap} "
              f"{result.judgement.days:>5} {result.judgement.held_days:>5} "
              f"{thumb.cost / 100:>13,.0f} {thumb.cost / max(1, result.cost):>6.2f} "
              f"{result.status:<9}{lost}")  # fmt: skip
        for part in result.gap_parts:
            print(f"{'':<12}{part.name:<24} cost {part.cost / 100:>13,.0f}  "
                  f"bound {part.bound / 100:>13,.0f}  gap {part.gap / 100:>13,.0f}")  # fmt: skip
        if given.long:
            longer, _ = run(production, 10 * seconds, given.seed)
            print(f"{'':<12}ten times as long: {longer.cost / 100:,.0f}; "
                  f"this run is {result.cost / max(1, longer.cost) - 1:+.1%}")  # fmt: skip
    print(f"memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
