"""The sequencing core beside DIDPPy's CABS: the literature's instances, and random ones of its kind.

    python bench/sequence.py [--seconds 60] [--peer-seconds 20] [--seeds 5]

Random instances follow Garcia de la Banda, Stuckey and Chu (2011): each person is in a uniform number
of scenes from 2 on, drawn uniformly, paid 1 to 100 a day; scenes last 1 to 5 days. CABS (Kuroiwa and
Beck 2023) solves the same instances in the same run on one thread, with people of a single scene left
out and equal scenes merged beforehand; it is asked up to 26 scenes, beyond which it rarely proves
anything in the time. Times are of the processor, of solving alone, both on one thread, so that a busy
machine measures the same.

Bars: every classic instance proved in less than 1 s; every random one up to 50 x 16 proved in 60 s,
the median under 1 s; geometric mean of CABS's time over ours 100 or more where CABS proves.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import time
from pathlib import Path

from intercut.planning.sequence import Instance, SequenceResult, read_instance, solve

CLASSIC = Path(__file__).resolve().parent.parent.parent / "shared" / "bench" / "talent"
SIZES = ((20, 10), (26, 10), (30, 12), (36, 12), (44, 14), (50, 16))
PEER_UP_TO = 26


def random_instance(scenes: int, people: int, seed: int) -> Instance:
    """A random instance of the literature's kind."""
    chance = random.Random(f"talent/{scenes}/{people}/{seed}")
    cast, pay = [], []
    for _ in range(people):
        count = chance.randint(2, scenes)
        cast.append(sum(1 << s for s in set(chance.sample(range(scenes), count))))
        pay.append(chance.randint(1, 100))
    days = [chance.randint(1, 5) for _ in range(scenes)]
    return Instance(
        name=f"{scenes}x{people} seed {seed}", cast=tuple(cast), pay=tuple(pay), days=tuple(days)
    )


def simpler(instance: Instance) -> tuple[Instance, int]:
    """The same question with less in it, and what the part left out costs anyway."""
    sure, cast, pay = 0, [], []
    for scenes, rate in zip(instance.cast, instance.pay, strict=True):
        if scenes.bit_count() > 1:
            cast.append(scenes)
            pay.append(rate)
        elif scenes:
            sure += rate * instance.days[scenes.bit_length() - 1]
    groups: dict[tuple[bool, ...], int] = {}
    for s, length in enumerate(instance.days):
        who = tuple(bool(scenes >> s & 1) for scenes in cast)
        groups[who] = groups.get(who, 0) + length
    columns = list(groups)
    merged = tuple(sum(1 << n for n, who in enumerate(columns) if who[a]) for a in range(len(cast)))
    return (
        Instance(name=instance.name, cast=merged, pay=tuple(pay), days=tuple(groups.values())),
        sure,
    )


def by_cabs(instance: Instance, seconds: float) -> tuple[int | None, bool, float]:
    """Cost, whether it is proved, and seconds, by complete anytime beam search.

    State: the scenes still to shoot. A scene costs its days times the pay of everybody on location:
    its cast, and who has come already and still has work.
    """
    import didppy as dp

    began = time.process_time()
    less, sure = simpler(instance)
    n, m = len(less.days), len(less.cast)
    casts = [[a for a in range(m) if less.cast[a] >> s & 1] for s in range(n)]
    model = dp.Model()
    scene, person = model.add_object_type(number=n), model.add_object_type(number=m)
    left = model.add_set_var(object_type=scene, target=list(range(n)))
    cast = model.add_set_table(casts, object_type=person)
    own = [model.create_set_const(object_type=person, value=c) for c in casts]
    pay = model.add_int_table(list(less.pay))
    least = [less.days[s] * sum(less.pay[a] for a in casts[s]) for s in range(n)]
    came = model.add_set_state_fun(cast.union(left.complement()), name="came")
    here = model.add_set_state_fun(came & cast.union(left), name="here")
    model.add_base_case([left.is_empty()])
    for s in range(n):
        model.add_transition(
            dp.Transition(
                name=f"same cast {s}",
                cost=least[s] + dp.IntExpr.state_cost(),
                effects=[(left, left.remove(s))],
                preconditions=[left.contains(s), own[s] == here],
            ),
            forced=True,
        )
    for s in range(n):
        # A scene waits while one with a larger cast of people who have come (or are in it) is left.
        larger = [t for t in range(n) if set(casts[s]) < set(casts[t])]
        model.add_transition(
            dp.Transition(
                name=f"shoot {s}",
                cost=less.days[s] * pay[here | own[s]] + dp.IntExpr.state_cost(),
                effects=[(left, left.remove(s))],
                preconditions=[
                    left.contains(s),
                    *(~left.contains(t) | ~own[t].issubset(came | own[s]) for t in larger),
                ],
            )
        )
    model.add_dual_bound(model.add_int_table(least)[left])
    found = dp.CABS(model, time_limit=seconds, threads=1, quiet=True).search()
    cost = None if found.cost is None else int(found.cost) + sure
    return cost, bool(found.is_optimal), time.process_time() - began


def timed(instance: Instance, seconds: float) -> tuple[SequenceResult, float]:
    """Our answer, and the processor's seconds for it."""
    began = time.process_time()
    result = solve(instance, seconds=seconds, threads=1)
    return result, time.process_time() - began


def main() -> int:
    """Print the tables; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description="The sequencing core beside CABS.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--peer-seconds", type=float, default=20)
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    missed: list[str] = []
    files = sorted(p for p in CLASSIC.glob("*.txt")) if CLASSIC.is_dir() else []
    if files:
        slowest, proved = 0.0, 0
        for file in files:
            result, took = timed(read_instance(file.read_text()), options.seconds)
            slowest = max(slowest, took)
            proved += result.status == "optimal"
        print(f"classic: {proved} of {len(files)} proved, the slowest in {slowest:.3f} s (bar 1 s)")
        if proved < len(files) or slowest >= 1:
            missed.append("classic")
    else:
        print("classic: skipped, the literature's instances are not here (../shared/bench/talent)")
    ratios: list[float] = []
    times: list[float] = []
    print(f"{'random':<8} {'proved':>7} {'median s':>9} {'slowest s':>9} "
          f"{'CABS proved':>12} {'CABS / ours':>12}")  # fmt: skip
    for n, m in SIZES:
        ours: list[float] = []
        theirs: list[float] = []
        asked = proved = 0
        for seed in range(1, options.seeds + 1):
            instance = random_instance(n, m, seed)
            result, seconds = timed(instance, options.seconds)
            proved += result.status == "optimal"
            ours.append(seconds)
            if n <= PEER_UP_TO and options.peer_seconds > 0:
                asked += 1
                cost, is_proved, took = by_cabs(instance, options.peer_seconds)
                if is_proved:
                    assert result.status != "optimal" or cost == result.cost, (instance, cost)
                    theirs.append(took / max(seconds, 1e-4))
        ratios += theirs
        times += ours
        if proved < len(ours):
            missed.append(f"{n}x{m}")
        mean = f"{_mean(theirs):,.0f}" if theirs else "-"
        of = f"{len(theirs)} of {asked}" if asked else "not asked"
        print(f"{f'{n}x{m}':<8} {f'{proved} of {len(ours)}':>7} "
              f"{statistics.median(ours):>9.3f} "
              f"{max(ours):>9.3f} {of:>12} {mean:>12}", flush=True)  # fmt: skip
    middle = statistics.median(times)
    print(f"median of all {middle:.3f} s (bar 1 s)")
    if middle >= 1:
        missed.append("median")
    if ratios:
        print(f"CABS takes {_mean(ratios):,.0f} times as long where it proves (geometric mean of "
              f"{len(ratios)}; bar 100)")  # fmt: skip
        if _mean(ratios) < 100:
            missed.append("ratio")
    if missed:
        print(f"missed: {', '.join(missed)}")
    return int(bool(missed))


def _mean(values: list[float]) -> float:
    """Geometric mean."""
    return math.exp(statistics.fmean(map(math.log, values)))


if __name__ == "__main__":
    sys.exit(main())
