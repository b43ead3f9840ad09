"""How long the judge takes for one plan, by size of production.

    python bench/judge.py [--seed 1] [--rounds 20]

The plan is a plain board made here (strips of one place and light together, days filled to the
normal day): it breaks some rules, which costs the judge more than a legal one, because each break
is put into words. Times are of the processor, so that a busy machine measures the same; the judge
neither waits nor uses threads. `index` is built once per production; `judge` is what every plan costs: rules,
clock, cost sheet, day out of days. Bars: 10 ms at 150 strips, 100 ms at 1,200.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))

from productions import SIZES, make

from intercut.domain.plan import PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Production
from intercut.domain.scene import Light
from intercut.domain.strips import Strip, strips_in_mode
from intercut.schedule import Index, judge
from intercut.schedule.clock import timed_day

BARS = {"feature": 10.0, "season": 100.0}


def plain_board(production: Production, index: Index) -> Plan:
    """Strips by place, then light, cut into days; each unit takes the next day in turn."""
    strips = [s for s in strips_in_mode(production, Plan()) if s.places]

    def key(strip: Strip) -> tuple[str, bool, int]:
        return strip.places[0], _is_night(strip), index.strip_order[strip.id]

    strips.sort(key=key)
    slots = sorted(
        ((day, u.id) for u in production.units for day in index.calendar(u.id).working_days()),
        key=lambda s: (s[0], index.unit_order[s[1]]),
    )
    days: list[UnitDay] = []
    rest = strips
    for date, unit in slots:
        if not rest:
            break
        night = _is_night(rest[0])
        entries: list[PlacedStrip] = []
        light = UnitLight.NIGHT if night else UnitLight.DAY
        call = 1080 if night else 420
        for strip in rest:
            if _is_night(strip) != night:
                break
            longer = [*entries, PlacedStrip(strip=strip.id, place=strip.places[0])]
            day = UnitDay(unit=unit, date=date, call=call, light=light, entries=tuple(longer))
            times = timed_day(index, day)
            if entries and times.wrap - times.call > index.units[unit].normal_minutes:
                break
            entries = longer
        days.append(UnitDay(unit=unit, date=date, call=call, light=light, entries=tuple(entries)))
        rest = rest[len(entries) :]
    return Plan(days=tuple(days), boneyard=tuple(s.id for s in rest))


def _is_night(strip: Strip) -> bool:
    return strip.int_ext.outside and strip.light is Light.NIGHT


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--findings", action="store_true", help="say which rules the board breaks")
    given = options.parse_args()
    missed = 0
    print(f"{'production':<10} {'strips':>7} {'people':>7} {'days':>5} {'findings':>9} "
          f"{'index ms':>9} {'first ms':>9} {'judge ms':>9} {'worst ms':>9} {'bar ms':>7}")  # fmt: skip
    for kind in SIZES:
        production = make(kind, given.seed)
        begun = time.process_time()
        index = Index(production)
        built = time.process_time() - begun
        plan = plain_board(production, index)
        fresh = Index(production)
        took: list[float] = []
        gc.collect()
        for _ in range(given.rounds + 1):
            begun = time.process_time()
            verdict = judge(production, plan, fresh)
            took.append((time.process_time() - begun) * 1000)
        first, *later = took
        bar = BARS.get(kind)
        missed += bar is not None and median(later) > bar
        placed = sum(len(d.strips) for d in plan.days)
        print(f"{kind:<10} {placed:>7} {len(production.people):>7} {verdict.days:>5} "
              f"{len(verdict.findings):>9} {built * 1000:>9.1f} {first:>9.1f} "
              f"{median(later):>9.2f} {max(later):>9.2f} {bar or '':>7}")  # fmt: skip
        if given.findings:
            for code, times in Counter(f.code for f in verdict.findings).most_common():
                print(f"    {times:>6} {code}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
