"""How the sequencing core keeps its limits: memory, time, a stop, two threads, the first second.

    python bench/sequence_limits.py [--seconds 20] [--scenes 64 --people 20 --seed 2]

Each figure comes from a process of its own on a board whose proof does not end in the time. *Memory*:
what the process grew by beyond its state before (the most it ever had), beside the limit. *Stop*: from
the moment a flag is set to the answer, over moments spread through the search. *Time*: from the limit
to the answer. *Threads*: states opened in the same time by two threads over one; it says something
only on a machine with two free cores. *First second*: the cost after one second over the best one
known at the end.

Bars: the limit and 48 MB; a stop in 0.25 s; the time limit kept within 0.25 s.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.sequence import random_instance

from intercut.planning.sequence import Instance, Progress, solve

MEGABYTE = 1 << 20
WORKING_SPACE = 48 * MEGABYTE
AT_ONCE = 0.25


def grown() -> int:
    """Bytes this process had at most, on Linux."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


def measure(instance: Instance, options: argparse.Namespace) -> dict[str, Any]:
    """One search; run in a process of its own."""
    solve(Instance.of("warm", [[1, 1, 0], [0, 1, 1]], [1, 2], [1, 1, 1]))
    flag = threading.Event()
    set_at = 0.0

    def stop() -> None:
        nonlocal set_at
        set_at = time.perf_counter()
        flag.set()

    events: list[Progress] = []
    before = grown()
    if options.stop_after:
        threading.Timer(options.stop_after, stop).start()
    began = time.perf_counter()
    result = solve(
        instance,
        seconds=options.seconds,
        threads=options.threads,
        memory_bytes=options.memory * MEGABYTE,
        progress=events.append,
        cancel=flag,
    )
    ended = time.perf_counter()
    soon = [e.cost for e in events if e.seconds <= 1]
    return {
        "grown": grown() - before,
        "late": ended - (set_at or began + options.seconds),
        "expanded": result.expanded,
        "cost": result.cost,
        "bound": result.bound,
        "status": result.status,
        "soon": soon[-1] if soon else None,
        "events": len(events),
        "longest_silence": max(
            (b.seconds - a.seconds for a, b in itertools.pairwise(events)), default=0
        ),
    }


def apart(options: argparse.Namespace, **change: object) -> dict[str, Any]:
    """`measure` in a new process."""
    settings = vars(options) | change
    words = [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
    done = subprocess.run(
        [sys.executable, __file__, *words, "--one=1"], capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Print the figures; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description="How the sequencing core keeps its limits.")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--scenes", type=int, default=64)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", type=int, default=1000, help="MiB")
    parser.add_argument("--stop-after", type=float, default=0)
    parser.add_argument("--one", type=int, default=0)
    options = parser.parse_args()
    if options.one:
        instance = random_instance(options.scenes, options.people, options.seed)
        print(json.dumps(measure(instance, options)))
        return 0
    del options.one
    missed: list[str] = []
    print(f"{options.scenes} x {options.people}, seed {options.seed}, {os.cpu_count()} processors, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    for memory in (16, 64, 256):
        run = apart(options, memory=memory)
        if run["grown"] > memory * MEGABYTE + WORKING_SPACE:
            missed.append(f"memory {memory}")
        if run["late"] > AT_ONCE:
            missed.append(f"time with {memory} MiB")
        print(f"memory {memory} MiB: grew by {run['grown'] / MEGABYTE:.0f} MiB, {run['expanded']:,} "
              f"states, cost {run['cost']:,}, bound {run['bound']:,}; {1000 * run['late']:.0f} ms "
              f"after its time", flush=True)  # fmt: skip
    lags = []
    for moment in (0.05, 0.5, 1.7, 4.1, 7.3, 0.77 * options.seconds):
        run = apart(options, stop_after=moment, seconds=600)
        lags.append(run["late"])
    print(f"stop: {', '.join(f'{1000 * lag:.0f}' for lag in lags)} ms")
    if max(lags) > AT_ONCE:
        missed.append("stop")
    one, two = apart(options, threads=1), apart(options, threads=2)
    print(f"threads: {one['expanded']:,} states with one, {two['expanded']:,} with two: "
          f"{two['expanded'] / one['expanded']:.2f} times")  # fmt: skip
    print(f"first second: cost {two['soon']:,}, after {options.seconds:.0f} s {two['cost']:,}; "
          f"{two['events']} events, {two['longest_silence']:.2f} s between two at most")  # fmt: skip
    if missed:
        print(f"missed: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
