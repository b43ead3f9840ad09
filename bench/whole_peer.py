"""The planner beside the CP-SAT model one would write by hand of the same problem.

    python bench/whole_peer.py [short feature ...] [--seconds 10] [--peer 600] [--seeds 1]

Both get the same production; the peer (`peers/whole_model.py`, 2 workers, hinted with the plan of
the rule of thumb) decides which strip is on which day, our own day arranger orders its days and
puts strips elsewhere whose day is not legal after all, and the judge prices both. `ratio` is the
peer's cost to ours. Bar: at 10 s better than the peer at 600 s on a feature.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from peers.whole_model import Found, WholeModel, answers_within
from productions import SIZES, make

from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.problem import Problem, problem_of
from intercut.planning.relaxed.realise import realise
from intercut.planning.relaxed.relax import Relaxation
from intercut.schedule.results import Judgement
from planning import by_place_state


def hint_of(production: Production, model: WholeModel) -> dict[tuple[int, int], int]:
    """Where the rule of thumb puts each strip."""
    state = by_place_state(production)
    placed = {}
    for day in state.days:
        if day is not None:
            placed.update({(o, day.slot): 1 for o in day.sequence if o >= 0})
    return {key: placed.get(key, 0) for key in model.x}


def judged(problem: Problem, found: Found) -> Judgement | None:
    """What the judge says of what the peer found, its days put in order by our arranger."""
    if found.cost is None:
        return None
    told = realise(
        problem,
        Relaxation(bound=None, status="feasible", assignment=found.assignment,
                   proved_infeasible=False, modes=found.modes),
    )  # fmt: skip
    return told[1] if told is not None else None


def main() -> int:
    """Print the table; 1 when the peer is better on a feature."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kinds", nargs="*", default=["feature"])
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--peer", type=float, default=600)
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    given = options.parse_args()
    missed = False
    print("whole EUR; strips left over in brackets")
    print(f"{'production':<12} {'seed':>4} {'ours':>15} {'seconds':>8} {'CP-SAT':>15} "
          f"{'seconds':>8} {'its own cost':>13} {'ratio':>6}")  # fmt: skip
    for kind in given.kinds:
        if kind not in SIZES:
            options.error(f"no such class: {kind}; there are {', '.join(SIZES)}")
        for seed in given.seeds:
            production = make(kind, seed)
            problem = problem_of(production)
            begun = time.monotonic()
            result = solve(production, seconds=given.seconds, seed=seed)
            took = time.monotonic() - begun
            begun = time.monotonic()
            answers = [
                (found, judged(problem, found))
                for found in answers_within(problem, given.peer, partial(hint_of, production))
            ]
            peer_took = time.monotonic() - begun
            known = [(len(j.unplaced), j.cost.total, n) for n, (_, j) in enumerate(answers) if j]
            found, peer = answers[min(known)[2]] if known else (None, None)
            left = len(result.judgement.unplaced)
            mine = f"{result.cost / 100:,.0f} ({left})"
            if peer is None:
                theirs, ratio = "none found", None
            else:
                theirs = f"{peer.cost.total / 100:,.0f} ({len(peer.unplaced)})"
                ratio = peer.cost.total / max(1, result.cost)
                better = (len(peer.unplaced), peer.cost.total) < (left, result.cost)
                missed |= kind == "feature" and better
            own = "-" if found is None or found.cost is None else f"{found.cost / 100:,.0f}"
            print(f"{kind:<12} {seed:>4} {mine:>15} {took:>8.1f} {theirs:>15} {peer_took:>8.1f} "
                  f"{own:>13} {'-' if ratio is None else f'{ratio:.2f}':>6}", flush=True)  # fmt: skip
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
