"""How cost falls over time, from 50 to 1,200 strips: a table, and curves as a picture.

    python bench/scaling.py [--strips 50 100 150 ...] [--seconds 20] [--seeds 1 2] [--picture FILE]

Each production is planned for so many seconds per 150 strips. *Good* is within 2 % of the end of
the run, `--long` times as long where given (the promise asks for ten times). `to good` is the
median of seconds until then over the seeds. Bar: from 150 to 1,200 strips at most 16 times as long.
The picture (SVG) has a curve for each size: cost over the best cost known, time as a logarithm.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))

from productions import make_of

from intercut.planning import Progress, solve

GOOD = 1.02
MOST_TIMES = 16.0
WIDE, HIGH, LEFT, BELOW = 720, 400, 60, 50


@dataclass(frozen=True, slots=True)
class Curve:
    """One run: seconds and cost of each better full plan, the end's cost, strips left over."""

    strips: int
    points: list[tuple[float, int]]
    best: int
    left: int
    bound: int | None

    def to_good(self) -> float | None:
        """Seconds until the cost was good; None where it never was."""
        return next((t for t, cost in self.points if cost <= GOOD * self.best), None)


def run(strips: int, seconds: float, seed: int, long: float) -> Curve:
    """Plan it, once for the curve and once longer for what is good."""
    production = make_of(strips, seed)
    points: list[tuple[float, int]] = []

    def told(event: Progress) -> None:
        cost = event.cost
        if cost is None or event.unplaced_eighths or (points and cost >= points[-1][1]):
            return
        points.append((event.seconds, cost))

    result = solve(production, seconds=seconds, seed=seed, progress=told)
    best = result.cost
    if long > 1:
        best = min(best, solve(production, seconds=long * seconds, seed=seed).cost)
    left = len(result.judgement.unplaced)
    return Curve(strips, points if not left else [], best, left, result.bound)


def picture(curves: list[Curve]) -> str:
    """The curves as SVG, light or dark with the page that shows it."""
    shown = [c for c in curves if c.points]
    first = min((max(0.05, c.points[0][0]) for c in shown), default=0.1)
    last = max((c.points[-1][0] for c in shown), default=1.0) * 1.05
    top = min(1.6, max((c.points[0][1] / c.best for c in shown), default=1.1))

    def x(seconds: float) -> float:
        share = math.log(max(seconds, first) / first) / math.log(last / first)
        return LEFT + share * (WIDE - LEFT - 90)

    def y(ratio: float) -> float:
        return (HIGH - BELOW) * (top - min(ratio, top)) / (top - 1) * 0.95 + 10

    look = 'font-family="sans-serif" font-size="12" fill="currentColor" color="#555"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" {look}>']
    for n in range(5):
        ratio = 1 + (top - 1) * n / 4
        lines.append(
            f'<path d="M{LEFT} {y(ratio):.1f}H{WIDE - 90}" stroke="currentColor" opacity=".2"/>'
            f'<text x="{LEFT - 8}" y="{y(ratio) + 4:.1f}" text-anchor="end">{ratio:.2f}</text>'
        )
    for power in range(-2, 4):
        for mark in (1, 3):
            seconds = mark * 10.0**power
            if first <= seconds <= last:
                lines.append(f'<text x="{x(seconds):.1f}" y="{HIGH - BELOW + 20}" '
                             f'text-anchor="middle">{seconds:g} s</text>')  # fmt: skip
    labels: list[float] = []
    for n, curve in enumerate(shown):
        hue = 360 * n // max(1, len(shown))
        path = ""
        for seconds, cost in curve.points:
            at = f"{x(seconds):.1f} {y(cost / curve.best):.1f}"
            path += f"H{x(seconds):.1f}L{at}" if path else f"M{at}"
        label = y(curve.points[-1][1] / curve.best) + 4
        while any(abs(label - other) < 13 for other in labels):
            label -= 13
        labels.append(label)
        lines.append(
            f'<path d="{path}H{x(last):.1f}" fill="none" stroke="hsl({hue} 65% 42%)" '
            'stroke-width="2"/>'
            f'<text x="{WIDE - 84}" y="{label:.1f}" fill="hsl({hue} 65% 42%)">'
            f"{curve.strips} strips</text>"
        )
    lines.append(
        f'<text x="{LEFT}" y="{HIGH - 8}">cost over the best known, by seconds</text></svg>'
    )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table, write the picture; 1 when the bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--strips", type=int, nargs="+", default=[50, 100, 150, 300, 600, 1200])
    options.add_argument("--seconds", type=float, default=20, help="per 150 strips, at least 5")
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--long", type=float, default=1)
    options.add_argument("--picture", type=Path)
    given = options.parse_args()
    print(
        f"{'strips':>6} {'seconds':>8} {'first s':>8} {'to good':>8} {'cost':>14} {'gap':>7} {'left':>5}"
    )
    good: dict[int, float] = {}
    curves = []
    for strips in given.strips:
        seconds = max(5.0, given.seconds * strips / 150)
        runs = [run(strips, seconds, seed, given.long) for seed in given.seeds]
        curves.append(runs[0])
        reached = [t for c in runs if (t := c.to_good()) is not None]
        first = [c.points[0][0] for c in runs if c.points]
        if len(reached) == len(runs):
            good[strips] = median(reached)
        best = runs[0]
        gap = None if best.bound is None else 1 - best.bound / max(1, best.best)
        print(f"{strips:>6} {seconds:>8.0f} {median(first) if first else math.nan:>8.2f} "
              f"{good.get(strips, math.nan):>8.1f} {best.best / 100:>14,.0f} "
              f"{'-' if gap is None else f'{gap:.1%}':>7} {max(c.left for c in runs):>5}",
              flush=True)  # fmt: skip
    if given.picture:
        given.picture.write_text(picture(curves))
    print(f"memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
    if 150 in good and 1200 in good:
        times = good[1200] / max(good[150], 1e-3)
        print(f"from 150 to 1,200 strips: {times:.1f} times as long to good (bar {MOST_TIMES:.0f})")
        return 0 if times <= MOST_TIMES else 1
    return 0


if __name__ == "__main__":
    began = time.monotonic()
    status = main()
    print(f"{time.monotonic() - began:.0f} s in all")
    sys.exit(status)
