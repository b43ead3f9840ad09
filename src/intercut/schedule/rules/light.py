"""Light to be made against the unit day's light and the sun, and cover against the weather."""

from __future__ import annotations

from collections.abc import Iterator

from intercut.domain.finding import Finding, Level, Where, note
from intercut.domain.ids import BaseId
from intercut.domain.plan import UnitLight
from intercut.domain.scene import Light
from intercut.schedule.case import Case
from intercut.schedule.days import CaseDay, Shot
from intercut.schedule.index import Index
from intercut.schedule.sun import Sun, assumed_sun, next_sunrise, sun_at
from intercut.schedule.wording import broken, day_text, hours_text, list_text, strips_text


def light(case: Case) -> Iterator[Finding]:
    """Outside, first to last shot lie in the light that has to be made.

    Day: between sunrise and sunset, not on a night. Night: after sunset and before sunrise, not on
    a day. Dawn and dusk: within `light.dusk_minutes` of sunrise or sunset; a strip longer than
    that must reach over all of it. Inside, and for light "any", everything goes.
    """
    assumed: dict[str, None] = {}
    for shot in case.shots:
        strip = shot.strip
        if not strip.int_ext.outside or strip.light is Light.ANY:
            continue
        sun = sun_at(case.index, shot.place, shot.date)
        if sun is None:
            sun = assumed_sun(case.index)
            assumed[shot.place] = None
        problem = _wrong_unit_day(shot) or _wrong_sun(case.index, shot, sun)
        if problem:
            yield broken(
                "light",
                f"Strip {strip.number} ({strip.int_ext} {strip.light}) is shot "
                f"{shot.day.times.hours(shot.times.start, shot.times.end)} on {day_text(shot.date)}: "
                f"{problem}.",
                shot.where,
                "Change its place in the day, the call, or the light of the day.",
            )
    if assumed:
        rise, down = assumed_sun(case.index)
        yield note(
            "sun.assumed",
            f"Sunrise and sunset are taken as {hours_text(rise, down)} at {list_text([case.index.place_name(p) for p in assumed])}, "
            "because nobody said where that is.",
            Where(path="places"),
            "Give latitude and longitude of the place or of its base.",
        )


def _wrong_unit_day(shot: Shot) -> str:
    unit_light, made = shot.day.plan.light, shot.strip.light
    if made is Light.DAY and unit_light is UnitLight.NIGHT:
        return "the unit works by night"
    if made is Light.NIGHT and unit_light is UnitLight.DAY:
        return "the unit works by day"
    return ""


def _wrong_sun(index: Index, shot: Shot, sun: Sun) -> str:
    start, end = shot.times.start, shot.times.end
    rise, down = sun
    made = shot.strip.light
    if made is Light.DAY:
        return "" if rise <= start and end <= down else f"the sun is up {hours_text(rise, down)}"
    if made is Light.NIGHT:
        if end <= rise:
            return ""
        next_rise = next_sunrise(index, shot.place, shot.date, sun)
        if down <= start and end <= next_rise:
            return ""
        return f"it is dark {shot.day.times.hours(down, next_rise)}"
    reach = index.value("light.dusk_minutes")
    middle = rise if made is Light.DAWN else down
    first, last = middle - reach, middle + reach
    inside = first <= start and end <= last
    over = start <= first and last <= end
    return "" if inside or over else f"{made} is {hours_text(first, last)}"


def weather(case: Case) -> Iterator[Finding]:
    """A day that hangs on the weather has a cover set kept for it; this only warns."""
    for day in days_without_cover(case):
        bound = [s.strip.number for s in day.shots if s.strip.weather_bound]
        yield Finding(
            code="weather.no_cover",
            level=Level.WARNING,
            message=(
                f"{strips_text(bound).capitalize()} on {day_text(day.date)}: work that hangs on the weather, and "
                "no cover set at that base is kept for it."
            ),
            where=day.where,
            fix="Keep a cover strip for a later date.",
        )


def days_without_cover(case: Case) -> Iterator[CaseDay]:
    """Unit days with a weather-bound strip and no cover strip left.

    Left is one at the same base on a later date, or one that is not scheduled yet and could be
    shot at that base.
    """
    index = case.index
    last: dict[BaseId | None, int] = {}
    for shot in case.shots:
        if shot.strip.cover and not shot.strip.weather_bound:
            last[index.base_of(shot.place, shot.day.unit)] = shot.date.toordinal()
    spare = {
        index.base_of(p) for s in case.unplaced if s.cover and not s.weather_bound for p in s.places
    }
    for day in case.shooting_days:
        if (
            any(s.strip.weather_bound for s in day.shots)
            and day.base not in spare
            and last.get(day.base, 0) <= day.date.toordinal()
        ):
            yield day
