"""Why a strip cannot be scheduled, where that follows from the production alone."""

from __future__ import annotations

from intercut.domain.strips import Strip
from intercut.schedule.index import Index
from intercut.schedule.wording import list_text


def obstacle(index: Index, strip: Strip) -> str:
    """A clause to end a sentence with, such as `: its set stands nowhere`; "" when nothing is known.

    Only what holds for every plan is named: no place, no unit, no date on which it may be shot
    and everybody can be had, more work than the longest day.
    """
    found = index.obstacles.get(strip.id)
    if found is None:
        found = index.obstacles[strip.id] = _obstacle(index, strip)
    return found


def _obstacle(index: Index, strip: Strip) -> str:
    if not strip.places:
        return ": its set stands nowhere"
    if not any(p in index.places for p in strip.places):
        return f": {list_text(strip.places)} is no place known"
    units = [u for u in index.units.values() if not strip.units or u.id in strip.units]
    if not units:
        return ": no unit may shoot it"
    if all(
        u.first_shot_minutes + strip.setup_minutes + strip.minutes > u.longest_minutes
        for u in units
    ):
        return ": it takes more than the longest day; cut it into sittings"
    lacking: dict[str, int] = {}
    for unit in units:
        for day in index.calendar(unit.id).working_days():
            if strip.dates and not any(day in span for span in strip.dates):
                continue
            missing = [p for p in strip.people if not index.is_available(p, day)]
            if not missing:
                return ""
            for person in missing:
                lacking[person] = lacking.get(person, 0) + 1
    if not lacking:
        return ": no working day is among its dates"
    names = list_text(
        [index.name_of(p) for p in sorted(lacking, key=lambda p: (-lacking[p], p))[:3]]
    )
    return f": {names} cannot be had on any date it may be shot" + (
        " together" if len(lacking) > 1 else ""
    )
