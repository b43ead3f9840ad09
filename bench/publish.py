"""How long it takes to publish everything of a feature: board, one-liner, day out of days, calendars.

    python bench/publish.py

A feature of `productions.py` (about 150 strips, 40 people) on a plain board of `judge.py`; all
documents of `intercut publish`, written into a folder. Bar: 5 s for 40 days and 40 people.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from judge import plain_board
from productions import make

from intercut.publish import DOCUMENTS, publish
from intercut.schedule import Index

BAR_SECONDS = 5.0
RUNS = 3


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    production = make("feature", 1)
    plan = plain_board(production, Index(production))
    print(f"{len(plan.days)} days, {len(production.people)} people, "
          f"{sum(len(d.strips) for d in plan.days)} strips")  # fmt: skip
    print(f"{'document':<12} {'files':>5} {'kB':>7} {'seconds':>8}")
    whole = 0.0
    for name in (*DOCUMENTS, "everything"):
        took: list[float] = []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(RUNS):
                began = time.perf_counter()
                wanted = () if name == "everything" else (name,)
                done = publish(production, plan, Path(folder), documents=wanted)
                took.append(time.perf_counter() - began)
            size = sum(f.stat().st_size for f in done.files) / 1000
        whole = sorted(took)[RUNS // 2]
        print(f"{name:<12} {len(done.files):>5} {size:>7.0f} {whole:>8.2f}")
    print(f"bar {BAR_SECONDS:.0f} s for 40 days and 40 people")
    return int(whole > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
