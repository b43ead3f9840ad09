from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from intercut.domain.plan import Banner, PlacedStrip, UnitDay
from intercut.domain.production import Production
from intercut.planning.clock import clock_of
from intercut.planning.problem import problem_of
from intercut.schedule.clock import timed_day

Make = Callable[[str, int], Production]


@pytest.mark.parametrize("kind", ["short", "feature"])
def test_the_planner_reads_the_same_clock_as_the_judge(make: Make, kind: str) -> None:
    production = make(kind, 3)
    problem = problem_of(production)
    problem.banners += [Banner(text="PRE-RIG", minutes=25), Banner(text="LUNCH")]
    chance = random.Random(kind)
    for _ in range(400):
        options = chance.sample(range(len(problem.option_strip)), chance.randrange(1, 9))
        options += [-1, -2] if chance.random() < 0.3 else []
        chance.shuffle(options)
        slot = chance.randrange(problem.n_slots)
        call = chance.randrange(0, 1300)
        ours = clock_of(problem, problem.slot_unit[slot], tuple(options))
        theirs = timed_day(
            problem.index,
            UnitDay(
                unit=production.units[problem.slot_unit[slot]].id,
                date=problem.dates[problem.slot_date[slot]],
                call=call,
                entries=tuple(
                    PlacedStrip(
                        strip=problem.strips[problem.option_strip[o]].id,
                        place=production.places[problem.option_place[o]].id,
                    )
                    if o >= 0
                    else problem.banners[-1 - o]
                    for o in options
                ),
            ),
        )
        assert [e[1:] for e in ours.entries] == [
            (e.arrive - call, e.start - call, e.end - call) for e in theirs.entries if e.strip
        ]
        assert ours.wrap == theirs.wrap - call
        assert ours.eighths == theirs.eighths
        assert ours.people == {
            problem.person_ids.index(p.person): (p.first_shot - call, p.last_shot - call)
            for p in theirs.people
        }
