"""Productions with everything in them, and plans filled by chance, breaking what they break."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.ids import EventId, PersonId, RuleId
from intercut.domain.plan import Plan
from intercut.domain.production import (
    Baseline,
    Event,
    EventKind,
    OrderKind,
    OrderRule,
    Production,
    SoftRule,
)
from intercut.domain.rulebook import Clause
from intercut.domain.units import Money
from intercut.domain.wishes import usual_ad
from intercut.planning.day import DayBook
from intercut.planning.problem import Problem
from intercut.planning.state import State
from intercut.planning.terms import Terms
from intercut.schedule.rules import SOFTENABLE


def eur(amount: int) -> Money:
    return Money(minor=amount, currency="EUR")


def with_everything(production: Production, chance: random.Random) -> Production:
    """Apart and order rules of all kinds, events, wishes, a baseline."""
    people = [p.id for p in production.people]
    kept = people[:-1]  # whoever is at an event with somebody is not kept apart from them
    numbers = [s.number for s in production.scenes]
    parts = [s.number for s in production.scenes if s.parts]
    first = production.calendar.span.first
    week = DateSpan(first=first + dt.timedelta(days=2), last=first + dt.timedelta(days=8))
    apart = tuple(
        ApartRule(
            id=RuleId(f"a{n}"),
            degree=degree,
            people=tuple(chance.sample(kept, 2)),
            others=(chance.choice(kept),),
            gap_minutes=90 if degree is Degree.CALLS else 0,
            period=week if n % 2 and degree is not Degree.WEEK else None,
            price=eur(1000 + n) if n % 3 else None,
        )
        for n, degree in enumerate((*Degree, *Degree))
    )
    order = tuple(
        OrderRule(
            id=RuleId(f"o{n}"),
            kind=kind,
            first=tuple(chance.sample(numbers, 2)),
            then=tuple(chance.sample(numbers, 2)),
            gap_days=n % 3,
            most_gap_days=9 if n % 4 else None,
            price=eur(70 + n) if n % 2 else None,
        )
        for n, kind in enumerate(
            (OrderKind.BEFORE, OrderKind.SAME_DAY, OrderKind.NOT_SAME_DAY, OrderKind.BEFORE)
        )
    )
    order += tuple(
        OrderRule(id=RuleId(f"p{n}{kind}"), kind=kind, first=(number,), price=eur(33))
        for n, number in enumerate(parts[:2])
        for kind in (OrderKind.SECOND_END_AFTER, OrderKind.LIVE_READ)
    )
    events = (
        Event(
            id=EventId("fitting"),
            kind=EventKind.FITTING,
            name="Fitting",
            people=(people[0], people[-1]),
            dates=(week,),
            minutes=60,
            place=production.places[0].id,
            hours=Hours(start=480, end=1200),
        ),
    )
    return replace(
        production,
        people=tuple(
            p if n % 3 else replace(p, terms=type(p.terms)())
            for n, p in enumerate(production.people)
        ),
        units=tuple(
            replace(u, day_cost=None if n else u.day_cost) for n, u in enumerate(production.units)
        ),
        apart=apart,
        order=order,
        events=events,
        preferences=usual_ad("EUR"),
    )


def _held(state: State, slot: int) -> int:
    day = state.days[slot]
    return 0 if day is None else day.clock.wrap


def random_plan(problem: Problem, chance: random.Random, share: float) -> State:
    """A state filled by chance, breaking what it breaks."""
    state = State(problem, DayBook(problem), Terms(problem))
    for n, choice in enumerate(problem.choices):
        state.set_mode(n, chance.randrange(len(choice.modes)))
    todo = [s for s in range(problem.n_strips) if state.active(s) and problem.options_of[s]]
    chance.shuffle(todo)
    for strip in todo[: round(share * len(todo))]:
        option = chance.choice(problem.options_of[strip])
        slots = [s for s in problem.option_slots[option] if _held(state, s) < 700]
        if not slots:
            continue
        slot = chance.choice(slots)
        old = state.days[slot]
        sequence = old.sequence if old is not None else ()
        at = chance.randrange(len(sequence) + 1)
        light = chance.randrange(3)
        if chance.random() < 0.2:
            sequence = (problem.wait(chance.randrange(15, 200)), *sequence)
        day = state.book.day(
            slot, light, chance.randrange(300, 1300, 15), (*sequence[:at], option, *sequence[at:])
        )
        state.apply(state.price({slot: day}))
    for n, event in enumerate(problem.production.events):
        date = problem.date_index[chance.choice(list(event.dates[0].days()))]
        state.apply(state.price({}, {n: (date, chance.randrange(480, 900, 30), 0)}))
    return state


def softened(production: Production, told: Plan) -> Production:
    """Every rule that may be soft has a price; people were told another plan."""
    return replace(
        production,
        soft=tuple(
            SoftRule(rule=rule, price=eur(100 + 7 * n)) for n, rule in enumerate(sorted(SOFTENABLE))
        ),
        baseline=Baseline(plan=told, price=eur(50), overrides=((PersonId("p1"), eur(900)),)),
        rulebook=replace(
            production.rulebook,
            clauses=(
                *production.rulebook.clauses,
                Clause(key="meal.person_clock", value=1),
                Clause(key="person.longest_minutes", value=540),
            ),
        ),
    )
