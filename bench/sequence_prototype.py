"""The sequencing core beside an earlier prototype of it, compiled here, where its source is at hand.

    python bench/sequence_prototype.py [--seconds 60] [--seeds 5] [--sizes 44x14,50x16]

Both prove the same instances in one run, one after the other, each on one thread. Seconds are of the
processor and of the whole process for the prototype, of solving for ours; where both take under a
second, the median of five runs of each. Bar: never slower than the prototype by more than 10 % and 10 ms.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.sequence import CLASSIC, random_instance, timed

from intercut.planning.sequence import Instance, read_instance

SIZES = "20x10,26x10,30x12,36x12,44x14,50x16"


def as_text(instance: Instance) -> str:
    """The literature's text form."""
    n = len(instance.days)
    rows = (
        " ".join(str(scenes >> s & 1) for s in range(n)) + f"  {pay}"
        for scenes, pay in zip(instance.cast, instance.pay, strict=True)
    )
    name = instance.name.replace(" ", "-")
    return "\n".join(
        [name, str(n), str(len(instance.pay)), *rows, " ".join(map(str, instance.days))]
    )


def by_prototype(program: Path, file: Path, seconds: float) -> tuple[int, bool, float]:
    """Cost, whether it is proved, seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [program, file, str(seconds), "1"], capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    _, _, _, cost, status, *_ = done.stdout.split("\t")
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(cost), status == "optimal", took


def main() -> int:
    """Print a line for each instance; 1 when ours is slower than the bar allows."""
    parser = argparse.ArgumentParser(description="The sequencing core beside its prototype.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sizes", default=SIZES)
    options = parser.parse_args()
    source = CLASSIC / "prototype" / "talent.cpp"
    if not source.exists():
        print("skipped, the prototype is not here (../shared/bench/talent/prototype)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "prototype"
        subprocess.run(
            ["g++", "-O3", "-march=native", "-pthread", "-o", program, source], check=True
        )
        asked = [read_instance(p.read_text()) for p in sorted(CLASSIC.glob("*.txt"))]
        for size in options.sizes.split(","):
            n, m = map(int, size.split("x"))
            asked += [random_instance(n, m, seed) for seed in range(1, options.seeds + 1)]
        ratios: list[float] = []
        slow: list[str] = []
        print(f"{'instance':<18} {'ours s':>8} {'prototype s':>12} {'ratio':>7}")
        for instance in asked:
            file = Path(folder) / "instance.txt"
            file.write_text(as_text(instance))
            result, ours = timed(instance, options.seconds)
            cost, proved, theirs = by_prototype(program, file, options.seconds)
            if max(ours, theirs) < 1:
                again = [
                    (timed(instance, options.seconds)[1],
                     by_prototype(program, file, options.seconds)[2])
                    for _ in range(4)
                ]  # fmt: skip
                ours = statistics.median([ours, *(one for one, _ in again)])
                theirs = statistics.median([theirs, *(two for _, two in again)])
            if proved and result.status == "optimal":
                assert cost == result.cost, instance.name
                ratios.append(theirs / max(ours, 1e-4))
            if proved and ours > theirs * 1.1 + 0.01:
                slow.append(instance.name)
            print(f"{instance.name:<18} {ours:>8.3f} {theirs:>12.3f} {theirs / max(ours, 1e-4):>7.2f}"
                  f"{'' if result.status == 'optimal' else '  not proved by us'}"
                  f"{'' if proved else '  not proved by the prototype'}", flush=True)  # fmt: skip
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    print(f"prototype / ours: geometric mean {mean:.2f}, median {statistics.median(ratios):.2f}")
    print(f"slower than the bar: {', '.join(slow)}" if slow else "never slower than the bar allows")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
