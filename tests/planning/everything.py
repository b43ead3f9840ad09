"""Films of a few strips with many rules, and every plan of them: what a proof is held against."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations, product

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.ids import PersonId, RuleId
from intercut.domain.people import Terms
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.domain.production import OrderKind, OrderRule, Production
from intercut.domain.rulebook import Clause
from intercut.domain.scene import IntExt, Light
from intercut.domain.strips import Strip
from intercut.domain.wishes import usual_ad
from intercut.schedule import Index, judge
from intercut.schedule.rules.unit_day import call_window

_OF_A_DAY = ("unit.", "move", "place.day")
"""Lines of the cost sheet that are the sum over the days of one unit, whatever else there is."""


def with_rules(film: Production, chance: random.Random) -> Production:
    """The film with scenes outside by day and by night, two calls a day, one at night, an order rule, two
    people apart, drops, and now and then every wish."""
    scenes = tuple(
        replace(
            scene,
            heading=replace(
                scene.heading,
                int_ext=chance.choice((IntExt.INT, IntExt.EXT)),
                light=chance.choice((Light.DAY, Light.NIGHT)),
            ),
            minutes=replace(scene.minutes, minutes=chance.choice((60, 120, 180))),
        )
        for scene in film.scenes
    )
    people = tuple(
        replace(
            p,
            terms=replace(p.terms, drops=chance.randrange(2), drop_gap_days=1)
            if p.terms.rate is not None
            else Terms(),
            strike_minutes=chance.choice((0, 15)),
            preparation_minutes=chance.choice((0, 30)),
        )
        for p in film.people
    )
    apart = ApartRule(
        id=RuleId("apart"),
        degree=chance.choice((Degree.DAY, Degree.BASE)),
        people=(PersonId("p0"),),
        others=(PersonId("p1"),),
        price=None if chance.random() < 0.5 else film.units[0].overtime_hour,
    )
    order = OrderRule(
        id=RuleId("order"),
        kind=OrderKind.BEFORE,
        first=(film.scenes[0].number,),
        then=(film.scenes[1].number,),
        gap_days=chance.randrange(2),
    )
    clauses = {c.key: c for c in film.rulebook.clauses}
    clauses |= {
        key: Clause(key=key, value=value)
        for key, value in (
            ("call.grid_minutes", 120),
            ("call.night_earliest", 1080),
            ("call.night_latest", 1080),
            ("call.split_earliest", 720),
            ("call.split_latest", 720),
        )
    }
    return replace(
        film,
        scenes=scenes,
        people=people,
        apart=() if _shared(film) else (apart,),
        order=(order,) if chance.random() < 0.5 else (),
        rulebook=replace(film.rulebook, clauses=tuple(clauses.values())),
        units=tuple(replace(u, earliest_call=360, latest_call=480) for u in film.units),
        preferences=usual_ad(film.currency) if chance.random() < 0.6 else (),
    )


def _shared(film: Production) -> bool:
    casts = [{e.role for e in s.cast} for s in film.scenes]
    return any({"r0", "r1"} <= cast for cast in casts)


@dataclass(frozen=True, slots=True)
class _Way:
    day: UnitDay
    cost: int


def cheapest_of_all(film: Production) -> int | None:
    """What the cheapest legal plan without banners costs, by judging every one; None: none is legal.

    Waiting is left out: films are made so that no strip need wait for anything.
    """
    index = Index(film)
    strips = list(index.strips.values())
    dates = film.calendar.working_days()
    known: dict[tuple[int, frozenset[int]], list[_Way]] = {}
    best: int | None = None
    for spread in product(range(len(dates)), repeat=len(strips)):
        groups = {d: frozenset(n for n, at in enumerate(spread) if at == d) for d in set(spread)}
        for d, group in groups.items():
            if (d, group) not in known:
                known[d, group] = list(_ways(film, index, d, [strips[n] for n in group]))
        lists = [known[d, group] for d, group in sorted(groups.items())]
        for ways in product(*lists):
            if best is not None and sum(w.cost for w in ways) >= best:
                continue
            verdict = judge(film, Plan(days=tuple(w.day for w in ways)), index)
            if verdict.legal and (best is None or verdict.cost.total < best):
                best = verdict.cost.total
    return best


def _ways(film: Production, index: Index, date: int, strips: list[Strip]) -> Iterator[_Way]:
    """Every order, light and call of a day that breaks no rule by itself."""
    unit = film.units[0]
    grid = index.value("call.grid_minutes")
    for order in permutations(strips):
        for light in unit.lights:
            low, high = call_window(index, unit, light)
            for call in range(low, high + 1, grid):
                day = UnitDay(
                    unit=unit.id,
                    date=film.calendar.working_days()[date],
                    call=call,
                    light=light,
                    entries=tuple(PlacedStrip(strip=s.id, place=s.places[0]) for s in order),
                )
                verdict = judge(film, Plan(days=(day,)), index)
                if all(f.code == "unplaced" for f in verdict.findings if f.level == "error"):
                    cost = sum(x.amount for x in verdict.cost.lines if x.rule.startswith(_OF_A_DAY))
                    yield _Way(day, cost)
