"""The sequencing core where proofs are hard: 64 scenes, and sparse casts like a film's.

    python bench/sequence_hard.py --sizes 64x20,64x22 --seeds 1-20 --seconds 600    the whole grid, hours
    python bench/sequence_hard.py FILE ...        instances of one's own

Random boards as in `sequence.py`. A line for each: whether it is proved, cost, bound, gap, seconds on
the wall and of the processor, states opened, when the best order was found, and the most memory the
process had. Published for 64 x 20 and 64 x 22 (Qin, Zhang, Lim and Liang 2016: 100 boards each of
another draw, 10 minutes, 2 GB, one core of 2.66 GHz): 43 and 23 proved of 100. No bar.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.sequence import random_instance
from bench.sequence_limits import grown

from intercut.planning.sequence import Instance, Progress, read_instance, solve


def asked(options: argparse.Namespace) -> Iterator[Instance]:
    """The files named, or else the random boards."""
    for file in options.files:
        yield read_instance(file.read_text())
    if options.files:
        return
    first, _, last = options.seeds.partition("-")
    for size in options.sizes.split(","):
        n, m = map(int, size.split("x"))
        for seed in range(int(first), int(last or first) + 1):
            yield random_instance(n, m, seed)


def main() -> int:
    """Print a line for each board."""
    parser = argparse.ArgumentParser(description="The sequencing core where proofs are hard.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sizes", default="64x20")
    parser.add_argument("--seeds", default="1-2")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", type=float, default=8, help="GB")
    options = parser.parse_args()
    proved = tried = 0
    print(f"{'board':<16} {'':<8} {'cost':>9} {'bound':>9} {'gap %':>6} {'wall s':>7} {'cpu s':>7} "
          f"{'states':>11} {'best at':>8} {'MiB':>6} {'load':>5}")  # fmt: skip
    for instance in asked(options):
        found: list[tuple[int, float]] = []

        def note(known: Progress, found: list[tuple[int, float]] = found) -> None:
            if not found or known.cost < found[-1][0]:
                found.append((known.cost, known.seconds))

        began = time.process_time()
        result = solve(
            instance,
            seconds=options.seconds,
            threads=options.threads,
            memory_bytes=int(options.memory * 10**9),
            progress=note,
        )
        took = time.process_time() - began
        tried += 1
        proved += result.status == "optimal"
        print(f"{instance.name:<16} {'proved' if result.status == 'optimal' else 'open':<8} "
              f"{result.cost:>9,} {result.bound or 0:>9,} {100 * (result.gap or 0):>6.2f} "
              f"{result.seconds:>7.1f} {took:>7.1f} {result.expanded:>11,} "
              f"{found[-1][1] if found else 0:>8.2f} {grown() >> 20:>6} "
              f"{os.getloadavg()[0]:>5.1f}", flush=True)  # fmt: skip
    print(f"proved {proved} of {tried}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
