"""What a person held in place stays there."""

from __future__ import annotations

from collections.abc import Iterator

from intercut.domain.finding import Finding, Where
from intercut.domain.production import Pin
from intercut.schedule.case import Case
from intercut.schedule.days import Shot
from intercut.schedule.wording import broken, day_text, strips_text


def pins(case: Case) -> Iterator[Finding]:
    """A pinned strip or event is on its date, with its unit, at its place, in its position.

    A scene stands for all its strips of the mode chosen; a strip of another mode cannot be pinned.
    What is not placed is `unplaced`; what is shot already must be placed.
    """
    place_name = case.index.place_name
    for pin in case.production.pins:
        target = case.index.targets.find(pin.target)
        if target is None:
            continue
        if target.event is not None:
            for times in case.event_dates.get(target.event.id, ()):
                where = Where(path=target.event.id, date=str(times.date))
                if pin.date is not None and times.date != pin.date:
                    at = f"on {day_text(times.date)}; it is pinned to {day_text(pin.date)}"
                    yield _off(pin, target.name, at, where)
                if pin.place is not None and times.place != pin.place:
                    at = f"at {place_name(times.place)}; it is pinned to {place_name(pin.place)}"
                    yield _off(pin, target.name, at, where)
            continue
        strips = target.strips
        if target.scene is not None:
            strips = tuple(s for s in strips if case.is_asked(s))
        for strip in strips:
            where = Where(strip=strip.number)
            shots = case.shots_of.get(strip.id, [])
            if not case.is_asked(strip):
                yield _off(pin, f"Strip {strip.number}", "of a mode not chosen, and pinned", where)
            elif pin.shot and not shots:
                yield _off(pin, f"Strip {strip.number}", "shot already, and not scheduled", where)
            for shot in shots:
                for off in _places_off(case, pin, shot):
                    yield _off(pin, f"Strip {strip.number}", off, shot.where)


def _places_off(case: Case, pin: Pin, shot: Shot) -> Iterator[str]:
    if pin.date is not None and shot.date != pin.date:
        yield f"on {day_text(shot.date)}; it is pinned to {day_text(pin.date)}"
    if pin.unit is not None and shot.day.plan.unit != pin.unit:
        yield f"with {shot.day.unit.name} unit; it is pinned to {pin.unit} unit"
    if pin.place is not None and shot.place != pin.place:
        name = case.index.place_name
        yield f"at {name(shot.place)}; it is pinned to {name(pin.place)}"
    if pin.position is not None:
        last = len(shot.day.shots) - 1
        if shot.n != (last if pin.position == -1 else pin.position):
            asked = "last" if pin.position == -1 else f"number {pin.position + 1}"
            yield f"number {shot.n + 1} of its day; it is pinned as {asked}"


def _off(pin: Pin, name: str, off: str, where: Where) -> Finding:
    return broken("pins", f"{name} is {off}.", where, "Move it back, or unpin it.", (pin.source,))


def day_pins(case: Case) -> Iterator[Finding]:
    """A unit day that is fixed holds exactly its strips, in their order, and its events."""
    for pin in case.production.day_pins:
        asked: list[str] = []
        for name in pin.targets:
            target = case.index.targets.find(name)
            if target is None:
                continue
            if target.event is not None:
                dates = [t.date for t in case.event_dates.get(target.event.id, ())]
                if pin.date not in dates:
                    message = f"{target.name} is fixed on {day_text(pin.date)} and is not there."
                    where = Where(path=target.event.id, date=str(pin.date))
                    yield broken("day_pins", message, where, "Move it back.", (pin.source,))
                continue
            asked += [s.number for s in target.strips if case.is_asked(s)]
        there = [
            s.strip.number
            for day in case.shooting_days
            if day.plan.unit == pin.unit and day.date == pin.date
            for s in day.shots
        ]
        if there != asked:
            yield broken(
                "day_pins",
                f"{pin.unit} unit is fixed on {day_text(pin.date)} to {_strips(asked)}; the plan "
                f"has {_strips(there)}.",
                Where(unit=pin.unit, date=str(pin.date)),
                "Put the day back, or free it.",
                (pin.source,),
            )


def _strips(numbers: list[str]) -> str:
    return strips_text(numbers) if numbers else "nothing"
