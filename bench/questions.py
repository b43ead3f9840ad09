"""How long a planned feature takes to answer: why, move, infeasible, together, replan.

    python bench/questions.py [--seed 1] [--iterations 200]

The film is the generator's feature (150 strips, 40 people), planned with so many iterations. `why`
and `move` go over strips of all parts of the shoot and tell the slowest; two leads whose dates never
meet make it impossible for `infeasible`; `together` brings together the pair kept apart; `replan`
loses its tenth day. `drag` is what the app asks while strips of a board of 300 are dragged: six days
in sight priced at once. Times are of the processor for what neither waits nor uses threads.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from productions import make, make_of

from intercut.access import Actor
from intercut.actions.arranging import Spot
from intercut.actions.office import PlainFilm
from intercut.actions.previewing import preview
from intercut.domain.calendar import DateSpan
from intercut.domain.people import AvailabilityWindow
from intercut.domain.production import Production
from intercut.planning import solve
from intercut.planning.explain import infeasible, move, why
from intercut.planning.replan import replan
from intercut.planning.together import NewScene, together
from intercut.schedule import Index

ITERATIONS = 30


def never_meeting(production: Production) -> Production:
    """Two people who share a strip, one to be had in the first half only, one in the second."""
    strip = next(s for s in Index(production).strips.values() if len(s.people) > 1)
    one, other = strip.people[:2]
    span = production.calendar.span
    middle = span.first + timedelta(days=(span.last - span.first).days // 2)
    halves = {
        one: DateSpan(first=span.first, last=middle),
        other: DateSpan(first=middle + timedelta(days=1), last=span.last),
    }
    people = tuple(
        replace(p, availability=(AvailabilityWindow(dates=halves[p.id]),)) if p.id in halves else p
        for p in production.people
    )
    return replace(production, people=people)


def seconds(ask: Callable[[], object]) -> tuple[float, object]:
    begun = time.process_time()
    answer = ask()
    return time.process_time() - begun, answer


def dragged() -> tuple[float, float, str]:
    """Seconds for six days of a board of 300 strips, the bar, and how often it was tried."""
    film = PlainFilm(production=make_of(300), actor=Actor(name="Ada"))
    plan = solve(film.production, seconds=None, iterations=50, threads=1).plan
    film.keep_board("main", plan, {})
    spots = [Spot(unit=d.unit, date=d.date) for d in plan.days[5:11]]
    picked = [d.strips[0].strip for d in plan.days[::4]]
    slowest = max(seconds(lambda s=s: preview(film, "main", [s], spots))[0] for s in picked)
    return slowest, 0.1, f"slowest of {len(picked)} strips"


def main(arguments: list[str] | None = None) -> int:
    """0 when every answer came within its bar."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--iterations", type=int, default=200)
    given = asked.parse_args(arguments)
    production = make("feature", given.seed)
    plan = solve(production, seconds=None, iterations=given.iterations, threads=1).plan
    index = Index(production)
    strips = list(index.strips.values())[::15]
    dates = sorted(d.date for d in plan.days)
    rows: list[tuple[str, float, float, str]] = []

    slowest = max(seconds(lambda s=s: why(production, plan, s.number, index=index))[0]
                  for s in strips)  # fmt: skip
    rows.append(("why, as it stands", slowest, 0.5, f"slowest of {len(strips)} strips"))
    moved = max(
        seconds(lambda s=s: move(production, plan, s.number, dates[9], index=index, best=False))[0]
        for s in strips
    )
    rows.append(("move, as it stands", moved, 0.1, f"slowest of {len(strips)} strips"))
    rows.append(("drag, 6 days in sight", *dragged()))
    took, found = seconds(lambda: infeasible(never_meeting(production), start=plan,
                                             iterations=ITERATIONS))  # fmt: skip
    said = f"{found.verdict}, {len(found.members)} facts, {len(found.ways)} ways out"
    rows.append(("infeasible", took, 5.0, said))
    pair = [production.people[0].id, production.people[1].id]
    if production.apart:
        rule = production.apart[0]
        pair = list(dict.fromkeys((*rule.people, *rule.others)))[:2]
    took, found = seconds(lambda: together(production, plan, people=pair,
                                           new=NewScene(set=production.places[0].name, minutes=45)
                                           ))  # fmt: skip
    rows.append(("together", took, 15.0, f"{len(found.ways)} ways of {found.tried} tried"))
    took, found = seconds(
        lambda: replan(
            production, plan, dates[9], lost=[dates[9]], iterations=ITERATIONS, first=True
        )
    )
    chosen = found.alternatives[0]
    said = f"{chosen.label}: {chosen.calls} dates told otherwise" if chosen.legal else "no plan"
    rows.append(("replan, first answer", took, 2.0, said))

    print(f"{'question':<22} {'s':>7} {'bar s':>6}  answer")
    for name, took, bar, said in rows:
        print(f"{name:<22} {took:>7.3f} {bar:>6}  {said}")
    return int(any(took > bar for _, took, bar, _ in rows))


if __name__ == "__main__":
    raise SystemExit(main())
