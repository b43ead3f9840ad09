"""From a state to the plan people read, and from any plan, also a broken one, to a state."""

from __future__ import annotations

from collections.abc import Iterator

from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.state import State


def plan_of(state: State, *, locked: frozenset[int] = frozenset()) -> Plan:
    """The plan a state stands for; ``locked`` are slots a person fixed."""
    problem = state.problem
    production = problem.production
    days = []
    for slot, day in enumerate(state.days):
        if day is None:
            continue
        entries: list[PlacedStrip | Banner] = []
        for option in day.sequence:
            if option < 0:
                entries.append(problem.banners[-1 - option])
                continue
            entries.append(
                PlacedStrip(
                    strip=problem.strips[problem.option_strip[option]].id,
                    place=production.places[problem.option_place[option]].id,
                )
            )
        days.append(
            UnitDay(
                unit=production.units[day.unit].id,
                date=problem.dates[day.date],
                call=day.call,
                light=LIGHTS[day.light],
                entries=tuple(entries),
                locked=slot in locked,
            )
        )
    days.sort(key=lambda d: (d.date, problem.unit_ids.index(d.unit)))
    events = [
        PlacedEvent(
            event=event.id,
            date=problem.dates[placed[0]],
            start=placed[1],
            place=production.places[placed[2]].id if placed[2] >= 0 else None,
        )
        for event, placed in zip(production.events, state.event_at, strict=True)
        if placed is not None
    ]
    return Plan(
        days=tuple(days),
        events=tuple(sorted(events, key=lambda e: (e.date, e.start, e.event))),
        modes=tuple(
            (production.scenes[choice.scene].id, choice.modes[mode])
            for choice, mode in zip(problem.choices, state.mode, strict=True)
        ),
        boneyard=tuple(problem.strips[s].id for s in state.boneyard()),
    )


def placings(problem: Problem, plan: Plan) -> Iterator[tuple[int, UnitDay, tuple[int, ...]]]:
    """Each unit day of a plan that has a slot: slot, day, and its options in order.

    Strips twice on the board count once, the first time; strips at places they may not be shot
    at, of unknown days or units, are left out. Banners become negative options.
    """
    units = {u: n for n, u in enumerate(problem.unit_ids)}
    places = {p: n for n, p in enumerate(problem.place_ids)}
    seen: set[int] = set()
    used: set[int] = set()
    for day in plan.days:
        unit, date = units.get(day.unit), problem.date_index.get(day.date)
        slot = None if unit is None or date is None else problem.slot_at.get((unit, date))
        if slot is None or slot in used:
            continue
        used.add(slot)
        options: list[int] = []
        for entry in day.entries:
            if isinstance(entry, Banner):
                problem.banners.append(entry)
                options.append(-len(problem.banners))
                continue
            strip = problem.strip_index.get(entry.strip)
            if strip is None or strip in seen:
                continue
            option = next(
                (o for o in problem.options_of[strip]
                 if problem.option_place[o] == places.get(entry.place)),
                None,
            )  # fmt: skip
            if option is not None:
                seen.add(strip)
                options.append(option)
        if any(o >= 0 for o in options):
            yield slot, day, tuple(options)


def fill_from(state: State, plan: Plan) -> None:
    """Put a plan into an empty state as it is, whatever it breaks."""
    problem = state.problem
    for n, choice in enumerate(problem.choices):
        decided = plan.mode_of(problem.production.scenes[choice.scene].id)
        if decided in choice.modes:
            state.set_mode(n, choice.modes.index(decided))
    for slot, day, options in placings(problem, plan):
        asked = tuple(o for o in options if o < 0 or state.active(problem.option_strip[o]))
        if not any(o >= 0 for o in asked):
            continue
        new = state.book.day(slot, LIGHTS.index(day.light), day.call, asked)
        state.apply(state.price({slot: new}))
    events = {e.id: n for n, e in enumerate(problem.production.events)}
    places = {p: n for n, p in enumerate(problem.place_ids)}
    for placed in plan.events:
        event = events.get(placed.event)
        date = problem.date_index.get(placed.date)
        if event is None or date is None or state.event_at[event] is not None:
            continue
        place = placed.place or problem.production.events[event].place
        at = (date, placed.start, places.get(str(place), -1) if place is not None else -1)
        state.apply(state.price({}, {event: at}))
