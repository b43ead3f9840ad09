"""Calendars, units, scenes, places and elements: what leaves no date, no place or does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercut.domain.calendar import Calendar
from intercut.domain.crosscheck.checked import Checked, open_days, place_opens
from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.lookup import folded
from intercut.domain.people import is_available
from intercut.domain.plan import UnitLight
from intercut.domain.scene import Light, Mode
from intercut.domain.units import format_eighths


def check_calendars(checked: Checked) -> Iterator[Finding]:
    """Calendars with no date left to shoot on, or with dates outside themselves."""
    production = checked.production
    named: list[tuple[str, str, Calendar]] = [("calendar", "The calendar", production.calendar)]
    for n, unit in enumerate(production.units):
        if unit.calendar is not None:
            path = f"{checked.at('units', n)}.calendar"
            named.append((path, f"The calendar of {unit.name} unit", unit.calendar))
    for path, what, calendar in named:
        if not calendar.working_days():
            yield error(
                "calendar.no_days",
                f"{what} leaves no date to shoot on.",
                Where(path=path),
                "Make its `dates` longer, or take out days off.",
            )
        outside = [
            *(h.day for h in calendar.holidays if h.day not in calendar.span),
            *(
                d
                for d in sorted(calendar.extra_days | calendar.travel_days)
                if d not in calendar.span
            ),
        ]
        if outside:
            yield warning(
                "calendar.outside",
                f"{what} runs {calendar.span.first} to {calendar.span.last} and names "
                f"{outside[0]}, which lies outside.",
                Where(path=path, date=str(outside[0])),
                "Correct the date, or the calendar's `dates`.",
            )
        both = sorted(calendar.extra_days & calendar.travel_days)
        if both:
            yield error(
                "calendar.both",
                f"{what} has {both[0]} both as a day worked extra and as a travel day.",
                Where(path=path, date=str(both[0])),
                "Leave it in one of the two.",
            )


def check_units(checked: Checked) -> Iterator[Finding]:
    """Units whose days end before they are long enough, and light no unit may make."""
    production = checked.production
    for n, unit in enumerate(production.units):
        path = checked.at("units", n)
        if unit.longest_minutes < unit.normal_minutes:
            yield error(
                "unit.longest_day",
                f"{unit.name} unit's longest day is shorter than its normal day.",
                Where(path=path, unit=unit.name),
                "Let `longest_day` be at least `normal_day`.",
            )
        if unit.latest_call < unit.earliest_call:
            yield error(
                "unit.calls",
                f"{unit.name} unit's latest call is before its earliest.",
                Where(path=path, unit=unit.name),
                "Swap `earliest_call` and `latest_call`.",
            )
        if not unit.lights:
            yield error(
                "unit.lights",
                f"{unit.name} unit may make no light at all.",
                Where(path=path, unit=unit.name),
                "Leave `lights` out, or name day, split or night.",
            )
        span = production.calendar.span
        if unit.calendar is not None and not (
            unit.calendar.span.first in span and unit.calendar.span.last in span
        ):
            yield warning(
                "unit.calendar",
                f"{unit.name} unit's dates reach beyond the production's, {span.first} to {span.last}.",
                Where(path=f"{path}.calendar", unit=unit.name),
                "Make the production's `calendar` cover all its units.",
            )
    lights = {light for unit in production.units for light in unit.lights}
    nights = [s for s in production.scenes if not s.omitted and s.heading.light is Light.NIGHT]
    if nights and not lights & {UnitLight.NIGHT, UnitLight.SPLIT}:
        outside = next((s for s in nights if s.heading.int_ext.outside), None)
        if outside is not None:
            yield error(
                "light.no_unit",
                f"Scene {outside.number} plays outside at night, and no unit may work nights.",
                Where(path="units", scene=outside.number),
                "Add night or split to the `lights` of a unit.",
            )


def check_scenes(checked: Checked) -> Iterator[Finding]:
    """Parts and sittings that do not add up, scenes that no date or place is left for."""
    production = checked.production
    days = open_days(production)
    numbers: dict[str, str] = {}
    places = {p.id: p for p in production.places}
    for n, scene in enumerate(production.scenes):
        where = Where(path=checked.at("scenes", n), scene=scene.number)
        if folded(scene.number) in numbers:
            yield error(
                "duplicate.scene_number",
                f"Two scenes carry the number {scene.number}.",
                where,
                "Give one of them another number, in the script.",
            )
        numbers[folded(scene.number)] = scene.id
        if scene.omitted:
            continue
        if Mode.PARTS in scene.modes and len(scene.parts) < 2:
            yield error(
                "parts.too_few",
                f"Scene {scene.number} may be shot in parts and has {len(scene.parts)} of them.",
                where,
                "Describe two `parts` or more, or leave `parts` out of its `modes`.",
            )
        credit = sum(p.eighths for p in scene.parts)
        if scene.parts and Mode.PARTS in scene.modes and credit != scene.eighths.value:
            yield error(
                "parts.eighths",
                f"The parts of scene {scene.number} are credited {format_eighths(credit)}, "
                f"the scene is {format_eighths(scene.eighths.value)}.",
                where,
                "Let the parts' `eighths` add up to the scene's; a part may have 0/8.",
            )
        part_numbers = [p.number for p in scene.parts]
        if len(set(part_numbers)) < len(part_numbers):
            yield error(
                "duplicate.part",
                f"Two parts of scene {scene.number} carry one number.",
                where,
                "Number them 1, 2, 3.",
            )
        if scene.dates and not any(d in span for span in scene.dates for d in days):
            yield error(
                "scene.dates",
                f"None of the dates scene {scene.number} may be shot on is a working day.",
                where,
                "Correct its `dates`, or the calendar.",
            )
        if scene.continues == scene.id:
            yield error(
                "scene.continues",
                f"Scene {scene.number} continues itself.",
                where,
                "Name the scene whose other end it is.",
            )
        if scene.places and not any(place_opens(places[p], days) for p in scene.places):
            yield error(
                "scene.places",
                f"No place scene {scene.number} may be shot at is open on a working day.",
                where,
                "Correct the permits of its places.",
            )


def check_places(checked: Checked) -> Iterator[Finding]:
    """Places never open, moves that lead nowhere, coordinates off the map."""
    production = checked.production
    days = open_days(production)
    for n, place in enumerate(production.places):
        if not place_opens(place, days):
            yield error(
                "place.never_open",
                f"{place.name} is open on no date you may shoot on.",
                Where(path=checked.at("places", n)),
                "Correct its `permits` and `closed` dates, or the calendar.",
            )
    for n, move in enumerate(production.moves):
        if move.start == move.end:
            yield error(
                "move.same",
                f"A move leads from {move.start} to itself.",
                Where(path=checked.at("moves", n)),
                "Name two places.",
            )
    for n, base in enumerate(production.bases):
        if not _is_zone(base.timezone):
            yield error(
                "base.timezone",
                f"{base.name} lies in {base.timezone!r}, which is no time zone.",
                Where(path=f"{checked.at('bases', n)}.timezone"),
                "Write its IANA name, as Europe/Berlin or America/New_York.",
            )
    named = [("bases", n, b.name, b.latitude, b.longitude) for n, b in enumerate(production.bases)]
    named += [
        ("places", n, p.name, p.latitude, p.longitude) for n, p in enumerate(production.places)
    ]
    for section, n, name, latitude, longitude in named:
        if (latitude is None) != (longitude is None):
            yield error(
                "place.half_position",
                f"{name} has only half of a position.",
                Where(path=checked.at(section, n)),
                "Give both `latitude` and `longitude`.",
            )
        elif not (-90 <= (latitude or 0) <= 90 and -180 <= (longitude or 0) <= 180):
            yield error(
                "place.position",
                f"{name} lies off the map.",
                Where(path=checked.at(section, n)),
                "Latitude is -90 to 90, longitude -180 to 180.",
            )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def check_elements(checked: Checked) -> Iterator[Finding]:
    """Elements that can never be had."""
    days = open_days(checked.production)
    for n, element in enumerate(checked.production.elements):
        windows = element.availability
        if windows and not any(is_available(windows, day) for day in days):
            yield error(
                "availability.none",
                f"{element.name} cannot be had on any date you may shoot on.",
                Where(path=checked.at("elements", n)),
                "Correct `availability` and `away`, or the calendar.",
            )


CHECKS = (check_calendars, check_units, check_scenes, check_places, check_elements)
