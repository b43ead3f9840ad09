"""What `solve` promises: legal plans, true bounds, the same again, and a word for what is left."""

from __future__ import annotations

import datetime as dt
import importlib.util
import math
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations, product
from pathlib import Path
from types import ModuleType

import pytest

from intercut.actions.verdicts import gap_of_parts
from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.people import PayKind, Terms
from intercut.domain.plan import PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import DayPin, Pin, Production
from intercut.domain.units import Money
from intercut.domain.wishes import usual_ad
from intercut.planning import Progress, solve
from intercut.planning.bounds import part_of, pay_for
from intercut.schedule import Index, judge

Make = Callable[[str, int], Production]


def _tiny_module() -> ModuleType:
    path = Path(__file__).with_name("tiny.py")
    spec = importlib.util.spec_from_file_location("planning_tiny", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tiny = _tiny_module().tiny


def every_plan(production: Production) -> Iterator[Plan]:
    """All ways to spread strips over dates and order them, called on the hour, worked by day."""
    index = Index(production)
    strips = list(index.strips.values())
    unit = production.units[0]
    dates = production.calendar.working_days()
    calls = range(unit.earliest_call, unit.latest_call + 1, 60)
    for spread in product(range(len(dates)), repeat=len(strips)):
        by_date = {
            d: [s for s, at in zip(strips, spread, strict=True) if at == d] for d in set(spread)
        }
        orders = [list(permutations(group)) for group in by_date.values()]
        for chosen in product(*orders):
            for called in product(calls, repeat=len(by_date)):
                yield Plan(
                    days=tuple(
                        UnitDay(
                            unit=unit.id,
                            date=dates[d],
                            call=call,
                            light=UnitLight.DAY,
                            entries=tuple(
                                PlacedStrip(strip=s.id, place=s.places[0]) for s in order
                            ),
                        )
                        for d, order, call in sorted(
                            zip(by_date, chosen, called, strict=True), key=lambda x: x[0]
                        )
                    )
                )


def cheapest_legal(production: Production) -> int | None:
    """The optimum by looking at every plan; None when none is legal.

    Inside, light and hours bind nothing, so that day-lit days called on the hour stand for all.
    """
    index = Index(production)
    best: int | None = None
    for plan in every_plan(production):
        verdict = judge(production, plan, index)
        if verdict.legal and (best is None or verdict.cost.total < best):
            best = verdict.cost.total
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_proved_optimal_is_the_cheapest_of_all(seed: int) -> None:
    chance = random.Random(seed)
    production = tiny(chance, strips=3, days=3)
    optimum = cheapest_legal(production)
    result = solve(production, seconds=None, iterations=1500, threads=1)
    if optimum is None:
        assert result.status in {"infeasible", "unknown"}
        assert result.bound is None
        assert result.gap is None
        return
    assert result.cost == optimum
    assert result.bound is not None
    assert result.bound <= optimum
    assert (result.status == "optimal") == (result.bound == optimum)


def test_nearly_all_tiny_productions_are_proved_optimal() -> None:
    productions = [tiny(random.Random(seed), strips=3, days=3) for seed in range(6)]
    results = [solve(p, seconds=None, iterations=1500) for p in productions]
    placed = [r for r in results if not r.judgement.unplaced]
    assert len(placed) >= 4
    assert sum(r.status == "optimal" for r in placed) >= len(placed) - 1


@pytest.mark.parametrize("seed", range(6))
def test_with_wishes_the_bound_holds_and_the_cheapest_plan_is_found(seed: int) -> None:
    production = replace(tiny(random.Random(seed), strips=3, days=3), preferences=usual_ad("EUR"))
    optimum = cheapest_legal(production)
    result = solve(production, seconds=None, iterations=1500, threads=1)
    if optimum is None:
        assert result.bound is None
        return
    assert result.cost == optimum
    assert result.bound is not None
    assert result.bound <= optimum


@pytest.mark.parametrize("kind", ["short", "feature"])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_plan_returned_passes_the_judge(make: Make, kind: str, seed: int) -> None:
    production = make(kind, seed)
    result = solve(production, seconds=None, iterations=150, threads=1)
    verdict = judge(production, result.plan)
    errors = [f for f in verdict.findings if f.level == "error"]
    assert {f.code for f in errors} <= {"unplaced"}
    assert verdict.cost.total == result.cost
    if result.bound is not None:
        assert result.bound <= result.cost
        assert result.gap == pytest.approx((result.cost - result.bound) / result.cost)
        assert sum(p.cost for p in result.gap_parts) == result.cost
        assert sum(p.bound for p in result.gap_parts) <= result.bound


def test_the_same_seed_gives_the_same_plan_when_stopped_by_iterations(make: Make) -> None:
    production = make("short", 4)
    one = solve(production, seconds=None, iterations=400, seed=7)
    two = solve(production, seconds=None, iterations=400, seed=7)
    assert one.plan == two.plan
    assert one.cost == two.cost
    assert one.bound == two.bound


def test_more_search_is_never_worse_than_the_first_plan(make: Make) -> None:
    production = make("feature", 2)
    first = solve(production, seconds=None, iterations=0)
    later = solve(production, seconds=None, iterations=600)
    assert first.judgement.legal
    assert later.cost < first.cost


def test_no_time_at_all_gives_the_first_plan(make: Make) -> None:
    result = solve(make("short", 1), seconds=0)
    assert result.judgement.legal
    assert result.iterations == 0


def test_calling_it_off_gives_back_the_best_plan_so_far(make: Make) -> None:
    asked = []

    def cancel() -> bool:
        asked.append(1)
        return len(asked) > 3

    result = solve(make("short", 1), seconds=600, cancel=cancel)
    assert result.judgement.legal
    assert result.seconds < 300


def test_progress_tells_cost_bound_and_gap(make: Make) -> None:
    told: list[Progress] = []
    result = solve(make("short", 3), seconds=None, iterations=300, progress=told.append)
    assert told[0].what == "first plan"
    assert told[-1].cost == result.cost
    assert told[-1].gap is not None
    assert all(t.gap is None or 0 <= t.gap < 1 for t in told)


def test_a_limit_is_asked_for_and_may_not_be_negative(make: Make) -> None:
    production = make("short", 1)
    with pytest.raises(ValueError, match="limit"):
        solve(production, seconds=None)
    with pytest.raises(ValueError, match="0 or more"):
        solve(production, seconds=-1)
    with pytest.raises(ValueError, match="0 or more"):
        solve(production, seconds=math.nan)
    with pytest.raises(ValueError, match="thread"):
        solve(production, seconds=1, threads=0)


def test_a_strip_that_fits_nowhere_is_left_over_with_the_reason(make: Make) -> None:
    production = make("short", 1)
    scene = production.scenes[0]
    never = DateSpan(first=dt.date(2030, 1, 1), last=dt.date(2030, 1, 2))
    production = replace(
        production, scenes=(replace(scene, dates=(never,)), *production.scenes[1:])
    )
    result = solve(production, seconds=None, iterations=50)
    assert result.status == "infeasible"
    assert result.bound is None
    assert result.gap is None
    left = [f for f in result.findings if f.code == "unplaced"]
    assert [f.where.strip for f in left] == [scene.number]
    assert "no working day is among its dates" in left[0].message


def test_a_crowded_calendar_leaves_strips_over_and_names_the_rules(make: Make) -> None:
    production = make("short", 1)
    span = DateSpan(first=production.calendar.span.first, last=production.calendar.span.first)
    production = replace(production, calendar=replace(production.calendar, span=span))
    result = solve(production, seconds=None, iterations=100)
    assert result.status == "infeasible"
    assert result.judgement.unplaced
    assert {f.code for f in result.findings if f.level == "error"} == {"unplaced"}
    assert any("longest_day" in f.message for f in result.findings)


def test_a_broken_plan_is_mended_and_the_changes_are_named(make: Make) -> None:
    production = make("short", 5)
    good = solve(production, seconds=None, iterations=100)
    crowded, *rest = good.plan.days
    stuffed = replace(
        crowded,
        entries=(*crowded.entries, *(e for d in rest[:2] for e in d.entries)),
    )
    broken = replace(good.plan, days=(stuffed, *rest[2:]))
    assert not judge(production, broken).legal
    result = solve(production, start=broken, seconds=None, iterations=0)
    errors = [f for f in result.judgement.findings if f.level == "error"]
    assert {f.code for f in errors} <= {"unplaced"}
    named = {f.where.strip for f in result.findings if f.code == "start.repaired"}
    before = {e.strip: d.date for d in broken.days for e in d.strips}
    after = {e.strip: d.date for d in result.plan.days for e in d.strips}
    assert named
    left = {f.where.strip for f in errors}  # each said to be left over, with the reason
    assert {s for s in before if before[s] != after.get(s)} <= named | left
    searched = solve(production, start=broken, seconds=None, iterations=300)
    assert searched.judgement.legal


def test_a_legal_plan_to_start_from_is_never_made_worse(make: Make) -> None:
    production = make("short", 6)
    good = solve(production, seconds=None, iterations=500)
    again = solve(production, start=good.plan, seconds=None, iterations=0)
    assert again.cost == good.cost
    assert again.plan.days == good.plan.days


def test_pins_and_fixed_days_hold(make: Make) -> None:
    production = make("short", 2)
    free = solve(production, seconds=None, iterations=200)
    kept = free.plan.days[-1]
    first = free.plan.days[0].strips[0].strip
    other = free.plan.days[1].date
    production = replace(
        production,
        day_pins=(
            DayPin(
                unit=kept.unit, date=kept.date, targets=tuple(str(e.strip) for e in kept.strips)
            ),
        ),
        pins=(Pin(target=str(first), date=other),),
    )
    result = solve(production, seconds=None, iterations=300)
    days = {d.date: d for d in result.plan.days}
    if not result.judgement.unplaced:
        assert [e.strip for e in days[kept.date].strips] == [e.strip for e in kept.strips]
        assert first in {e.strip for e in days[other].strips}
    assert not [f for f in result.judgement.findings if f.code in {"rule.pins", "rule.day_pins"}]


def test_the_parts_of_the_gap_are_the_lines_of_the_cost_sheet(make: Make) -> None:
    result = solve(make("short", 1), seconds=None, iterations=50, threads=1)
    paid: dict[str, int] = {}
    for line in result.judgement.cost.lines:
        paid[part_of(line.rule)] = paid.get(part_of(line.rule), 0) + line.amount
    assert {p.name: p.cost for p in result.gap_parts if p.cost} == paid
    assert all(p.bound <= p.cost for p in result.gap_parts if not p.is_joint)
    assert sum(p.bound for p in result.gap_parts) == result.bound
    assert gap_of_parts(result).startswith(f"Of {100 * (result.gap or 0):.1f}%, at most ")


def test_a_guarantee_is_no_part_of_the_pay_for_work() -> None:
    terms = Terms(kind=PayKind.DAILY, rate=Money(minor=100, currency="EUR"), guarantee=5)
    production = tiny(random.Random(1), strips=3, days=3)
    people = tuple(replace(p, terms=terms) for p in production.people)
    index = Index(replace(production, people=people))
    rates = index.rates(people[0].id)
    assert pay_for(rates, 3) == 500
    assert pay_for(rates, 3, guaranteed=False) == 300


@pytest.mark.parametrize("plain", [False, True], ids=["kernel", "plain"])
@pytest.mark.parametrize(
    "emptied",
    [
        {"scenes": (), "order": ()},
        {"places": (), "moves": ()},
        {"units": ()},
        {"calendar": Calendar(span=DateSpan(first=dt.date(2027, 3, 6), last=dt.date(2027, 3, 7)))},
    ],
    ids=["no scenes", "no places", "no units", "no working days"],
)
def test_film_with_nothing_to_plan_or_nowhere_to_plan_it_gets_an_answer(
    make: Make, emptied: dict[str, object], plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plain:
        monkeypatch.setattr(sys.modules["intercut.planning.solve"], "native", None)
    production = replace(make("short", 1), **emptied)  # type: ignore[arg-type]
    result = solve(production, iterations=5, seconds=None)
    assert result.status == ("optimal" if "scenes" in emptied else "infeasible")
    assert not any(day.entries for day in result.plan.days)
