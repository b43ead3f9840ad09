"""How far a search is: a bar of its time, a little curve of its cost, and where it stands."""

from __future__ import annotations

import shutil
import sys

from intercut.domain.units import format_eighths, format_money
from intercut.planning import Progress

_BLOCKS = "▁▂▃▄▅▆▇█"
_ASCII_BLOCKS = "_.-=+*#@"
_BAR_COLUMNS = 12
_CURVE_COLUMNS = 24


def curve(costs: list[tuple[float, int]], columns: int, blocks: str = _BLOCKS) -> str:
    """Costs over time as a row of blocks: high is dear, the last column is now.

    Parameters
    ----------
    costs
        Seconds and cost of each better plan, in the order of time; a cost holds until the next.
    columns
        How many blocks there are at most.
    """
    if not costs or columns < 1:
        return ""
    begin, end = costs[0][0], costs[-1][0]
    row, at = [], 0
    for column in range(columns):
        now = end if columns == 1 else begin + (end - begin) * column / (columns - 1)
        while at + 1 < len(costs) and costs[at + 1][0] <= now:
            at += 1
        row.append(costs[at][1])
    row[-1] = costs[-1][1]
    low, high = min(row), max(row)
    steps = max(1, high - low)
    return "".join(blocks[(cost - low) * (len(blocks) - 1) // steps] for cost in row)


def bar(share: float, columns: int = _BAR_COLUMNS, full: str = "█", empty: str = "░") -> str:
    """A bar of which so much is full; ``share`` beyond 0 to 1 is cut off."""
    filled = round(min(1.0, max(0.0, share)) * columns)
    return full * filled + empty * (columns - filled)


class PlanningBar:
    """The line a terminal shows while a plan is looked for; one write for each event."""

    def __init__(self, currency: str, seconds: float | None, iterations: int | None) -> None:
        self._currency = currency
        self._seconds = seconds
        self._iterations = iterations
        self._costs: list[tuple[float, int]] = []
        self._left = 0
        self._plain = not _writes_blocks()

    def __call__(self, progress: Progress) -> None:
        """Show how things stand."""
        sys.stderr.write(f"\r\x1b[K{self.line(progress)}")
        sys.stderr.flush()

    def line(self, progress: Progress) -> str:
        """Bar, time, cost, curve, gap: as much of it as the terminal is wide."""
        if progress.unplaced_eighths != self._left:  # money of plans with less in them says nothing
            self._left = progress.unplaced_eighths
            self._costs.clear()
        if progress.cost is not None:
            self._costs.append((progress.seconds, progress.cost))
        words = [f"{progress.seconds:.0f} s", f"{progress.iterations:,} steps"]
        if progress.cost is not None:
            words.append(format_money(progress.cost, self._currency))
        if progress.gap is not None:
            words.append(f"within {100 * progress.gap:.1f}%")
        if progress.unplaced_eighths:
            words.append(f"{format_eighths(progress.unplaced_eighths)} pages not placed")
        said = ", ".join(words)
        full, empty = ("#", ".") if self._plain else ("█", "░")
        done = f"{bar(self._share(progress), full=full, empty=empty)} "
        blocks = _ASCII_BLOCKS if self._plain else _BLOCKS
        drawn = f" {curve(self._costs, _CURVE_COLUMNS, blocks)}" if len(self._costs) > 1 else ""
        room = shutil.get_terminal_size().columns - 1 - len(said)
        if room >= len(done) + len(drawn):
            return f"{done}{said}{drawn}"
        return f"{done}{said}" if room >= len(done) else said[: len(said) + min(0, room)]

    def _share(self, progress: Progress) -> float:
        """How much of the allowance is used: 0.0 to 1.0."""
        if progress.what == "done":
            return 1.0
        shares = [0.0]
        if self._seconds:
            shares.append(progress.seconds / self._seconds)
        if self._iterations:
            shares.append(progress.iterations / self._iterations)
        return max(shares)


def _writes_blocks() -> bool:
    """Whether stderr can write the blocks at all."""
    try:
        (_BLOCKS + "░").encode(sys.stderr.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
