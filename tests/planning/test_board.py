"""The native kernel counts as the plain twin does, and plans the same again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import combinations
from types import ModuleType
from typing import Any

import pytest

from intercut.domain.calendar import DateSpan
from intercut.domain.people import PayKind, Terms
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.units import Money
from intercut.planning import solve
from intercut.planning.kernel import native
from intercut.planning.kernel.arrays import Arrays
from intercut.planning.kernel.board import Kernel
from intercut.planning.plans import plan_of
from intercut.planning.problem import problem_of
from intercut.planning.state import Changes, State
from intercut.schedule import judge

Make = Callable[[str, int], Production]

pytestmark = pytest.mark.skipif(native is None, reason="the native kernel is not built")


def production_of(make: Make, anything: ModuleType, kind: str, seed: int) -> Production:
    """Everything at once; every other one with all rules soft and a baseline."""
    chance = random.Random(f"{kind}{seed}")
    production: Production = anything.with_everything(make(kind, seed), chance)
    if seed % 2:
        told = plan_of(anything.random_plan(problem_of(production), chance, 0.9))
        production = anything.softened(production, told)
    return production


def desk_of(state: State, arrays: Arrays) -> Any:  # the compiled module has no types
    """The kernel's state with the same days, events and modes."""
    assert native is not None
    ways = [
        (event, arrays.way(event, placing))
        for event, placing in enumerate(state.event_at)
        if placing is not None
    ]
    desk = native.Desk(arrays.packed())
    for choice, mode in enumerate(state.mode):
        desk.set_mode(choice, mode)
    for slot, day in enumerate(state.days):
        if day is not None:
            desk.apply([(slot, (day.light, day.call, list(day.sequence)))])
    for way in ways:
        desk.apply([], [way])
    return desk


def change(
    state: State, arrays: Arrays, chance: random.Random
) -> tuple[Changes, list[Any], dict[int, Any], list[tuple[int, int]]]:
    """Two days change places, perhaps in another order; perhaps an event goes elsewhere."""
    slots = chance.sample(range(state.problem.n_slots), 2)
    changes: Changes = {}
    plain: list[Any] = []
    for slot, other in (slots, slots[::-1]):
        old = state.days[other]
        if old is None:
            changes[slot] = None
            plain.append((slot, None))
            continue
        order = list(old.sequence)
        if chance.random() < 0.5:
            chance.shuffle(order)
        changes[slot] = state.book.day(slot, old.light, old.call, tuple(order))
        plain.append((slot, (old.light, old.call, order)))
    if chance.random() < 0.7:
        return changes, plain, {}, []
    event = chance.randrange(len(state.event_at))
    placing = chance.choice(list(arrays.ways[event]))
    return changes, plain, {event: placing}, [(event, arrays.ways[event][placing])]


@pytest.mark.parametrize("kind", ["short", "feature", "block"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("share", [0.15, 1.0])
def test_kernel_and_twin_give_the_same_integers(
    make: Make, anything: ModuleType, kind: str, seed: int, share: float
) -> None:
    production = production_of(make, anything, kind, seed)
    chance = random.Random(f"{kind}{seed}{share}")
    state: State = anything.random_plan(problem_of(production), chance, share)
    arrays = Arrays(state.problem, state.book.rules, state.terms)
    desk = desk_of(state, arrays)
    for slot, day in enumerate(state.days):
        if day is None:
            continue
        call, hard, cost, entries, who, wrap, base, zero, elements = desk.day(
            slot, day.light, day.call, list(day.sequence)
        )
        assert (call, hard, cost, wrap, base, zero) == (
            day.call, day.hard, day.cost, day.clock.wrap, day.base, day.zero,
        )  # fmt: skip
        assert entries == list(day.clock.entries)
        assert who == sorted([p, *entry] for p, entry in day.who.items())
        assert elements == sorted(day.elements)
        best = state.book.best(slot, day.light, day.sequence)
        known = desk.best(slot, day.light, list(day.sequence))
        assert tuple(known[:3]) == (best.call, best.hard, best.cost)
    assert desk.value() == (state.hard, state.cost)
    for _ in range(25):
        changes, plain, events, ways = change(state, arrays, chance)
        delta = state.price(changes, events)
        assert desk.price(plain, ways) == (delta.hard, delta.rest, delta.cost)
        state.apply(delta)
        desk.apply(plain, ways)
        assert desk.value() == (state.hard, state.cost)
    assert desk.recounted() == (state.hard, state.cost)


@pytest.mark.parametrize("kind", ["short", "feature"])
@pytest.mark.parametrize("seed", range(3))
def test_what_the_kernel_plans_costs_what_the_judge_says(
    make: Make, anything: ModuleType, kind: str, seed: int
) -> None:
    production = production_of(make, anything, kind, seed)
    kernel = Kernel(problem_of(production))
    first, moved = kernel.first(lambda: False)
    assert not moved
    best, _ = kernel.search(
        first, seconds=None, iterations=3000, threads=1, seed=1, watch=lambda *_: True
    )
    assert best.value() <= first.value()
    for state in (first, best):
        verdict = judge(production, plan_of(state))
        assert verdict.cost.total == state.cost
        if state.hard == 0:
            errors = [f for f in verdict.findings if f.level == "error" and f.code != "unplaced"]
            assert not errors, errors[0]


def test_two_threads_plan_the_same_again(make: Make) -> None:
    production = make("feature", 3)
    kernel = Kernel(problem_of(production))
    first, _ = kernel.first(lambda: False)

    def plan(threads: int) -> Plan:
        best, _ = kernel.search(
            first, seconds=None, iterations=45_000, threads=threads, seed=5, watch=lambda *_: True
        )
        return plan_of(best)

    assert plan(2) == plan(2)
    assert plan(1) == plan(1)


def test_waits_for_the_light_go_both_ways(make: Make) -> None:
    kernel = Kernel(problem_of(make("short", 1)))
    wait = kernel.problem.wait(35)
    assert kernel._option(kernel._item(wait)) == wait
    assert kernel._option(7) == kernel._item(7) == 7


def test_what_goes_wrong_while_watching_comes_out(make: Make) -> None:
    kernel = Kernel(problem_of(make("short", 2)))
    first, _ = kernel.first(lambda: False)

    def watch(*_: object) -> bool:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        kernel.search(first, seconds=20, iterations=None, threads=1, seed=1, watch=watch)


def test_numbers_that_mean_nothing_are_refused(make: Make) -> None:
    kernel = Kernel(problem_of(make("short", 2)))
    with pytest.raises(ValueError, match="limit"):
        kernel.search(kernel.state(([], [], list(kernel._start[2]))), seconds=None, iterations=None,
                      threads=1, seed=1, watch=lambda *_: True)  # fmt: skip
    with pytest.raises(ValueError, match="option"):
        kernel._planner.first(([(0, 0, 420, [10**6])], [], kernel._start[2]), True, lambda: False)


def test_without_the_kernel_the_plain_twin_plans(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = make("short", 1)
    monkeypatch.setattr(import_module("intercut.planning.solve"), "native", None)
    plain = solve(production, seconds=None, iterations=150, threads=1)
    assert plain.judgement.legal
    span = DateSpan(first=production.calendar.span.first, last=production.calendar.span.last)
    assert all(day.date in span for day in plain.plan.days)


PAID_BY_DAYS = {
    "pay.work",
    "pay.hold",
    "pay.week",
    "pay.week_part",
    "pay.week_days",
    "pay.guarantee",
}


def paid_alone(production: Production, rate: Money, kind: PayKind, drops: int) -> Production:
    """The same with everybody on one footing, at home wherever the film is."""
    terms = Terms(kind=kind, rate=rate, hold_paid=True, drops=drops, drop_gap_days=3)
    people = tuple(
        replace(p, home=None, terms=terms, minor_profile="", born=None) for p in production.people
    )
    return replace(production, people=people, events=(), apart=(), order=())


@pytest.mark.parametrize("kind", [PayKind.DAILY, PayKind.WEEKLY])
@pytest.mark.parametrize("drops", [0, 1])
def test_pay_is_foreseen_where_nobody_travels(
    make: Make, anything: ModuleType, kind: PayKind, drops: int
) -> None:
    production = paid_alone(make("short", 1), Money(minor=70_000, currency="EUR"), kind, drops)
    problem = problem_of(production)
    chance = random.Random(drops)
    state = anything.random_plan(problem, chance, 0.8)
    desk = desk_of(state, Arrays(problem, state.book.rules, state.terms))

    def pay(state: State) -> int:
        sheet = judge(production, plan_of(state)).cost
        return sum(line.amount for line in sheet.lines if line.rule in PAID_BY_DAYS)

    before, told = pay(state), 0
    for one, two in combinations(range(problem.n_slots), 2):
        other = state.copy()
        days: Changes = {}
        for slot, day in ((one, state.days[two]), (two, state.days[one])):
            days[slot] = day and state.book.day(slot, day.light, day.call, day.sequence)
        other.apply(other.price(days))
        assert desk.foreseen(one, two) == pay(other) - before
        told += pay(other) != before
    assert told > 5


def test_a_season_costs_in_the_kernel_what_the_twin_and_the_judge_say(make: Make) -> None:
    production = make("season", 1)
    kernel = Kernel(problem_of(production))
    first, _ = kernel.first(lambda: False)
    best, _ = kernel.search(
        first, seconds=None, iterations=1_500, threads=1, seed=1, watch=lambda *_: True
    )
    assert best.value() < first.value()
    verdict = judge(production, plan_of(best))
    assert verdict.cost.total == best.cost  # what the twin counted was held against the kernel
    assert len(verdict.unplaced) == best.value()[2]
    assert not [f for f in verdict.findings if f.level == "error" and f.code != "unplaced"]


def test_costs_beyond_ten_to_the_twelfth_do_not_overflow(make: Make) -> None:
    rate = Money(minor=10**11, currency="EUR")
    production = paid_alone(make("short", 1), rate, PayKind.DAILY, 1)
    kernel = Kernel(problem_of(production))
    first, _ = kernel.first(lambda: False)
    best, _ = kernel.search(
        first, seconds=None, iterations=5_000, threads=1, seed=1, watch=lambda *_: True
    )
    assert first.cost > 10**12
    assert best.cost <= first.cost
    assert judge(production, plan_of(best)).cost.total == best.cost
