"""Every strip once, on a day of a unit and at a place the production knows and allows."""

from __future__ import annotations

from collections.abc import Iterator

from intercut.domain.finding import Finding, Level, Where
from intercut.domain.plan import PlacedStrip
from intercut.schedule.case import Case
from intercut.schedule.obstacles import obstacle
from intercut.schedule.wording import broken, day_text, hours_text, list_text


def unplaced(case: Case) -> Iterator[Finding]:
    """Every strip of the chosen modes, and every event, stands on a date."""
    for strip in case.unplaced:
        yield Finding(
            code="unplaced",
            level=Level.ERROR,
            message=f"Strip {strip.number} is not scheduled{obstacle(case.index, strip)}.",
            where=Where(strip=strip.number, scene=strip.scenes[0]),
            fix="Put it on a day.",
        )
    for event in case.production.events:
        if event.id not in case.event_dates:
            yield Finding(
                code="unplaced",
                level=Level.ERROR,
                message=f"{event.name} ({event.kind}) is not scheduled.",
                where=Where(path=event.id),
                fix="Give it a date.",
                facts=(event.source,),
            )


def strips(case: Case) -> Iterator[Finding]:
    """No strip twice, none of a mode the plan did not choose, none the production does not have."""
    index = case.index
    for day in case.days:
        for entry in day.plan.entries:
            if isinstance(entry, PlacedStrip) and entry.strip not in index.strips:
                where = Where(strip=entry.strip, unit=day.unit.name, date=str(day.date))
                message = f"Strip {entry.strip} on {day_text(day.date)} is not in the breakdown."
                yield broken("strips", message, where, "Take it off the board.")
    for shots in case.shots_of.values():
        strip, where = shots[0].strip, shots[-1].where
        if len(shots) > 1:
            days = list_text([day_text(s.date) for s in shots])
            yield broken(
                "strips",
                f"Strip {strip.number} is scheduled {len(shots)} times: {days}.",
                where,
                "Keep one of them.",
            )
        if not case.is_asked(strip):
            other = case.modes[strip.scenes[0]]
            yield broken(
                "strips",
                f"Strip {strip.number} is scheduled, but its scene is shot in mode {other}.",
                where,
                "Take it off the board or change the mode of the scene.",
            )
    yield from _boneyard(case)
    for scene, mode in case.plan.modes:
        known = index.scenes.get(scene)
        if known is None or mode not in known.modes:
            what = "not in the breakdown" if known is None else f"not open to mode {mode}"
            yield broken("strips", f"Scene {scene} is {what}.", Where(scene=scene))


def _boneyard(case: Case) -> Iterator[Finding]:
    for strip in dict.fromkeys(case.plan.boneyard):
        known = case.index.strips.get(strip)
        if known is None:
            message = f"Strip {strip} in the boneyard is not in the breakdown."
            yield broken("strips", message, Where(strip=strip), "Take it off the board.")
        elif strip in case.shots_of:
            message = f"Strip {known.number} stands on a day and in the boneyard."
            yield broken("strips", message, case.shots_of[strip][0].where, "Keep one of them.")


def known(case: Case) -> Iterator[Finding]:
    """Units, places and events are the production's; one day per unit and date, one date per event."""
    index = case.index
    seen: set[tuple[str, object]] = set()
    for day in case.days:
        if day.plan.unit not in index.units:
            message = f"Unit {day.plan.unit} on {day_text(day.date)} is not in the production."
            yield broken("known", message, day.where, "Name one of its units.")
        key = (day.plan.unit, day.date)
        if key in seen:
            message = f"{day.unit.name} unit has two days on {day_text(day.date)}."
            yield broken("known", message, day.where, "Join them into one.")
        seen.add(key)
    for shot in case.shots:
        if shot.place not in index.places:
            message = f"Strip {shot.strip.number} is at {shot.place}, which is no place known."
            yield broken("known", message, shot.where, "Name one of the places.")
    for placed in case.plan.events:
        where = Where(path=placed.event, date=str(placed.date))
        if placed.event not in index.events:
            message = f"Event {placed.event} on {day_text(placed.date)} is not in the production."
            yield broken("known", message, where)
        elif placed.place is not None and placed.place not in index.places:
            message = f"Event {placed.event} is at {placed.place}, which is no place known."
            yield broken("known", message, where)
    for event, times in case.event_dates.items():
        if len(times) > 1:
            days = list_text([day_text(t.date) for t in times])
            message = f"{index.events[event].name} is scheduled {len(times)} times: {days}."
            yield broken("known", message, Where(path=event), "Keep one of them.")


def calendar(case: Case) -> Iterator[Finding]:
    """A unit shoots on the working days of its calendar."""
    for day in case.shooting_days:
        if not case.index.is_working_day(day.plan.unit, day.date):
            own = case.index.calendar(day.plan.unit)
            why = "outside its calendar"
            if day.date in own.span:
                why = "a travel day" if day.date in own.travel_days else "a day off"
                why = next((h.name for h in own.holidays if h.day == day.date), why)
            yield broken(
                "calendar",
                f"{day.unit.name} unit shoots on {day_text(day.date)}: {why}.",
                day.where,
                "Move its strips, or work that date as an extra day.",
                (own.source,),
            )


def units(case: Case) -> Iterator[Finding]:
    """A strip is shot by a unit it is open to."""
    for shot in case.shots:
        allowed = shot.strip.units
        if allowed and shot.day.plan.unit not in allowed:
            yield broken(
                "units",
                f"Strip {shot.strip.number} is for {list_text(allowed)} only.",
                shot.where,
                "Give it to that unit.",
            )


def dates(case: Case) -> Iterator[Finding]:
    """A strip is shot on a date it is open to."""
    for shot in case.shots:
        allowed = shot.strip.dates
        if allowed and not any(shot.date in span for span in allowed):
            spans = list_text([f"{day_text(s.first)} to {day_text(s.last)}" for s in allowed])
            yield broken(
                "dates",
                f"Strip {shot.strip.number} is on {day_text(shot.date)}; it may be shot {spans}.",
                shot.where,
                "Move it there.",
            )


def place(case: Case) -> Iterator[Finding]:
    """A strip is shot where its scene says, else where its set stands."""
    for shot in case.shots:
        if shot.place not in shot.strip.places and shot.place in case.index.places:
            allowed = shot.strip.places
            names = list_text([case.index.place_name(p) for p in allowed])
            may = f"it may be shot at {names}" if allowed else "its set stands nowhere"
            yield broken(
                "place",
                f"Strip {shot.strip.number} is at {case.index.place_name(shot.place)}; {may}.",
                shot.where,
                "Choose another place, or let the set stand there.",
            )


def events(case: Case) -> Iterator[Finding]:
    """An event takes place on one of its dates, within its hours, at its place."""
    for event, times in case.events:
        where = Where(path=event.id, date=str(times.date))
        if event.dates and not any(times.date in span for span in event.dates):
            message = f"{event.name} is on {day_text(times.date)}, which is none of its dates."
            yield broken("events", message, where, "Move it.", (event.source,))
        hours = event.hours
        if hours is not None and not (hours.start <= times.start and times.end <= hours.end):
            message = (
                f"{event.name} is at {times.clock(times.start)}-{times.clock(times.end)}; "
                f"it may be within {hours_text(hours.start, hours.end)}."
            )
            yield broken("events", message, where, "Move it.", (event.source,))
        if event.place is not None and times.place != event.place:
            message = (
                f"{event.name} is at {case.index.place_name(times.place)}; "
                f"it belongs to {case.index.place_name(event.place)}."
            )
            yield broken("events", message, where, facts=(event.source,))
