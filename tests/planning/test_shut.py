"""A strip that no date has minutes for is proved to be so, and the reason names the hours."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from intercut.domain.calendar import DateSpan
from intercut.domain.finding import Finding
from intercut.domain.plan import Plan
from intercut.domain.production import Production, SoftRule
from intercut.domain.scene import CastEntry, Estimate, IntExt, Light, Presence
from intercut.domain.units import Money
from intercut.planning import reasons, solve
from intercut.planning.day import DayBook
from intercut.planning.problem import LIGHTS, Problem, problem_of
from intercut.planning.shut import is_shut, why_shut
from intercut.schedule import Index, check

Make = Callable[[str, int], Production]


def child_at_night(make: Make, minutes: int) -> tuple[Production, str]:
    """A short in which the child plays so long outside at night; and the number of that scene."""
    production = make("short", 1)
    child = next(p for p in production.people if p.minor_profile)
    role = next(c.role for c in production.casting if c.person == child.id)
    scene = next(
        s for s in production.scenes
        if not s.parts and s.heading.int_ext is IntExt.EXT and s.heading.light is Light.NIGHT
    )  # fmt: skip
    changed = replace(
        scene,
        cast=(
            *(c for c in scene.cast if c.role != role),
            CastEntry(role=role, presence=Presence.SEEN, works=True),
        ),
        minutes=Estimate(minutes=minutes),
    )
    scenes = tuple(changed if s is scene else s for s in production.scenes)
    return replace(production, scenes=scenes), scene.number


def strip_of(problem: Problem, number: str) -> int:
    """The strip of that number."""
    return next(n for n, s in enumerate(problem.strips) if s.number == number)


def test_a_child_in_a_long_scene_at_night_is_proved_to_fit_no_date(make: Make) -> None:
    production, number = child_at_night(make, 290)
    result = solve(production, seconds=None, iterations=30)
    assert result.status == "infeasible"
    assert (result.bound, result.gap) == (None, None)
    (left,) = (f for f in result.findings if f.code == "unplaced")
    assert left.where.strip == number
    assert "4 h 50" in left.message
    assert "dark from " in left.message
    assert "as a child (05:00 to 22:30" in left.message
    assert "sittings" in left.fix


def test_the_reason_holds_no_rule_that_could_be_left_out(make: Make) -> None:
    production, number = child_at_night(make, 290)
    problem = problem_of(production)
    shut = why_shut(problem, strip_of(problem, number))
    assert shut is not None
    assert set(shut.rules) == {"light", "minors_hours"}
    for rule in shut.rules:
        free = SoftRule(rule=rule, price=Money(minor=1, currency="EUR"))
        looser = problem_of(replace(production, soft=(free,)))
        assert not is_shut(looser, strip_of(looser, number))


def test_a_child_may_not_work_longer_than_its_hours_on_any_date(make: Make) -> None:
    production, number = child_at_night(make, 301)
    problem = problem_of(replace(production, soft=(
        SoftRule(rule="light", price=Money(minor=1, currency="EUR")),
    )))  # fmt: skip
    shut = why_shut(problem, strip_of(problem, number))
    assert shut is not None
    assert shut.rules == ("minors_work",)
    assert "5 h a day" in shut.message


def test_a_shorter_scene_at_night_fits(make: Make) -> None:
    production, number = child_at_night(make, 60)
    problem = problem_of(production)
    assert not is_shut(problem, strip_of(problem, number))
    assert why_shut(problem, strip_of(problem, number)) is None


@pytest.mark.parametrize("kind", ["short", "feature"])
@pytest.mark.parametrize("seed", range(6))
def test_no_strip_of_a_legal_day_is_said_to_fit_no_date(
    make: Make, anything: ModuleType, kind: str, seed: int
) -> None:
    chance = random.Random(f"{kind}{seed}")
    problem = problem_of(anything.with_everything(make(kind, seed), chance))
    book = DayBook(problem)
    for strip in range(problem.n_strips):
        ways = [(o, s) for o in problem.options_of[strip] for s in problem.option_slots[o]]
        legal = any(
            not book.best(slot, light, (option,)).hard
            for option, slot in chance.sample(ways, min(4, len(ways)))
            for light in range(len(LIGHTS))
        )
        assert not (legal and is_shut(problem, strip))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_block_has_no_strip_that_fits_no_date(make: Make, seed: int) -> None:
    problem = problem_of(make("block", seed))
    assert not any(is_shut(problem, strip) for strip in range(problem.n_strips))


def test_reasons_of_a_large_film_are_looked_for_in_the_days_around(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A season judged whole for each trial outlasted its time limit by minutes.
    production = make("block", 3)
    crowded = DateSpan(
        first=production.calendar.span.first,
        last=production.calendar.span.first + dt.timedelta(days=48),
    )
    production = replace(production, calendar=replace(production.calendar, span=crowded))
    looked: list[tuple[int, int]] = []

    def watched(one: Production, plan: Plan, index: Index) -> tuple[Finding, ...]:
        dates = [day.date for day in plan.days]
        looked.append((len(dates), (max(dates) - min(dates)).days))
        return check(one, plan, index)

    monkeypatch.setattr(reasons, "check", watched)
    result = solve(production, seconds=None, iterations=0)
    left = [f for f in result.findings if f.code == "unplaced"]
    assert left
    assert any("it would break " in f.message for f in left)
    assert looked
    assert sum(days for days, _ in looked) / len(looked) < 0.75 * len(result.plan.days)
