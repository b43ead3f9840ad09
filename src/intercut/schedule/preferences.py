"""What an assistant director wishes for: named, counted, priced, and never a law.

Each function yields one sentence per occurrence. Thresholds come from the wish's settings; they do
not depend on the plan, so that a wish can be counted strip by strip and day by day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from intercut.domain.people import PayKind
from intercut.domain.plan import PlacedStrip, UnitLight
from intercut.domain.production import Preference
from intercut.domain.wishes import USUAL_AD
from intercut.schedule.case import Case
from intercut.schedule.clock import timed_day
from intercut.schedule.days import CaseDay, Shot
from intercut.schedule.rules.light import days_without_cover
from intercut.schedule.wording import day_text

Settings = Mapping[str, int]


def exteriors_early(case: Case, settings: Settings) -> Iterator[str]:
    """Each strip outside shot after `percent` of its unit's working days (rounded up) are over."""
    latest: dict[str, int] = {}
    for shot in case.shots:
        if shot.strip.int_ext.outside:
            unit = shot.day.plan.unit
            if unit not in latest:
                days = case.index.calendar(unit).working_days()
                n = -(-len(days) * settings["percent"] // 100)
                latest[unit] = days[min(n, len(days)) - 1].toordinal() if days and n > 0 else 0
            if shot.date.toordinal() > latest[unit]:
                yield f"strip {shot.strip.number} outside on {day_text(shot.date)}"


def light_first_day(case: Case, settings: Settings) -> Iterator[str]:
    """The first shooting day of a unit, where it is longer than `percent` of its normal day."""
    for day in case.shooting_days:
        if day.times.number == 1:
            length = day.times.wrap - day.times.call
            if length * 100 > day.unit.normal_minutes * settings["percent"]:
                yield f"first day of {day.unit.name} unit, {day_text(day.date)}"


def nights_together(case: Case, _settings: Settings) -> Iterator[str]:
    """Each time a unit comes back to nights after having worked otherwise since its last night."""
    last: dict[str, UnitLight] = {}
    had: set[str] = set()
    for day in case.shooting_days:
        unit = day.plan.unit
        if day.plan.light is UnitLight.NIGHT:
            if unit in had and last[unit] is not UnitLight.NIGHT:
                yield f"{day.unit.name} unit on {day_text(day.date)}"
            had.add(unit)
        last[unit] = day.plan.light


def story_order(case: Case, _settings: Settings) -> Iterator[str]:
    """Each pair of scenes next to each other in the script with a role in common, shot the other way.

    Compared are the first strips of each; scenes without a placed strip are passed over.
    """
    firsts: dict[str, Shot] = {}
    for shot in case.shots:
        for scene in shot.strip.scenes:
            if scene not in firsts or _begin(shot) < _begin(firsts[scene]):
                firsts[scene] = shot
    in_script = [firsts[s.id] for s in case.production.scenes if s.id in firsts]
    for a, b in pairwise(in_script):
        if _begin(b) < _begin(a) and not set(a.strip.roles).isdisjoint(b.strip.roles):
            yield f"strip {b.strip.number} before {a.strip.number}"


def _begin(shot: Shot) -> tuple[int, int]:
    return shot.day.zero + shot.times.start, shot.n


def balanced_days(case: Case, settings: Settings) -> Iterator[str]:
    """Each shooting day more than `minutes` shorter or longer than its unit's normal day.

    A day is as long as its strips in their order would make it without banners: waiting fills no day.
    """
    for day in case.shooting_days:
        length = _length_of_strips(case, day)
        if abs(length - day.unit.normal_minutes) > settings["minutes"]:
            yield f"{day.unit.name} unit on {day_text(day.date)}"


def _length_of_strips(case: Case, day: CaseDay) -> int:
    """Minutes from call to wrap of a day, as they would be without its banners."""
    strips = tuple(e for e in day.plan.entries if isinstance(e, PlacedStrip))
    times = day.times
    if len(strips) < len(day.plan.entries):
        times = timed_day(case.index, replace(day.plan, entries=strips))
    return times.wrap - times.call


def children_early(case: Case, _settings: Settings) -> Iterator[str]:
    """Each strip with a child that comes after one without any on the same unit day."""
    children = {p.id for p in case.production.people if p.minor_profile}
    if not children:
        return
    for day in case.shooting_days:
        without = False
        for shot in day.shots:
            if children.isdisjoint(shot.strip.people):
                without = True
            elif without:
                yield f"strip {shot.strip.number} on {day_text(day.date)}"


def big_scenes_neither_first_nor_last(case: Case, settings: Settings) -> Iterator[str]:
    """Each strip of `eighths` or more that opens or closes a unit day of three strips or more."""
    for day in case.shooting_days:
        if len(day.shots) >= 3:
            for shot in (day.shots[0], day.shots[-1]):
                if shot.strip.eighths >= settings["eighths"]:
                    yield f"strip {shot.strip.number} on {day_text(day.date)}"


def big_scene_not_day_one(case: Case, settings: Settings) -> Iterator[str]:
    """Each strip of `eighths` or more on the first shooting day of its unit."""
    for day in case.shooting_days:
        if day.times.number == 1:
            for shot in day.shots:
                if shot.strip.eighths >= settings["eighths"]:
                    yield f"strip {shot.strip.number} on {day_text(day.date)}"


def cover_kept(case: Case, _settings: Settings) -> Iterator[str]:
    """Each weather-bound unit day without a cover strip left at its base (see `weather`)."""
    for day in days_without_cover(case):
        yield f"{day.unit.name} unit on {day_text(day.date)}"


def few_moves(case: Case, _settings: Settings) -> Iterator[str]:
    """Each company move within a unit day."""
    for day in case.shooting_days:
        for a, b in pairwise(day.shots):
            if a.place != b.place:
                yield f"{a.place} to {b.place} on {day_text(day.date)}"


def places_shot_out(case: Case, _settings: Settings) -> Iterator[str]:
    """Each time a unit comes back to a place it has left."""
    for unit, opened in openings(case).items():
        seen: set[str] = set()
        for shot in opened:
            if shot.place in seen:
                yield f"{unit} unit back at {shot.place} on {day_text(shot.date)}"
            seen.add(shot.place)


def few_days(case: Case, _settings: Settings) -> Iterator[str]:
    """Each shooting day of a unit whose days nobody has priced."""
    for day in case.shooting_days:
        if day.unit.day_cost is None:
            yield f"{day.unit.name} unit on {day_text(day.date)}"


def few_idle_days(case: Case, _settings: Settings) -> Iterator[str]:
    """Each date the company works, between somebody's first and last call, without a call.

    Only of people whose pay nobody has stated: the others' holds are money.
    """
    calendar = case.index.production.calendar
    for person in case.index.production.people:
        calls = {call.date.toordinal() for call in case.calls.get(person.id, ())}
        if person.terms.kind is not PayKind.NONE or not calls:
            continue
        for date in range(min(calls) + 1, max(calls)):
            idle = dt.date.fromordinal(date)
            if date not in calls and not calendar.is_company_day_off(idle):
                yield f"{person.name} on {day_text(idle)}"


def openings(case: Case) -> dict[str, list[Shot]]:
    """By unit, the strips with which it comes to a place from elsewhere, its first strip included."""
    found: dict[str, list[Shot]] = {}
    last: dict[str, str] = {}
    for shot in case.shots:
        unit = shot.day.plan.unit
        if last.get(unit) != shot.place:
            found.setdefault(unit, []).append(shot)
            last[unit] = shot.place
    return found


class Wish(NamedTuple):
    """A preference: how it is counted, and its default settings."""

    occurs: Callable[[Case, Settings], Iterator[str]]
    settings: tuple[tuple[str, int], ...]


PREFERENCES: Final[dict[str, Wish]] = {
    wish.__name__: Wish(wish, USUAL_AD[wish.__name__].settings)
    for wish in (
        exteriors_early,
        light_first_day,
        nights_together,
        story_order,
        balanced_days,
        children_early,
        big_scenes_neither_first_nor_last,
        big_scene_not_day_one,
        cover_kept,
        few_moves,
        places_shot_out,
        few_days,
        few_idle_days,
    )
}
"""Every preference by name."""


def occurrences(case: Case, preference: Preference) -> list[str]:
    """Every time a plan does not keep a preference, in words; none for an unknown name."""
    wish = PREFERENCES.get(preference.name)
    if wish is None:
        return []
    return list(wish.occurs(case, {**dict(wish.settings), **dict(preference.settings)}))
