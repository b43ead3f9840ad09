"""Strips that no unit day has minutes for: hours and light that leave too little, each by itself.

A proof by one strip alone. Whatever else stands on its day, a strip is shot within the windows of
`relaxed.alone`; where they are empty on each of its dates, at each of its places and in each light,
not everything can be placed.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Final

from intercut.domain.scene import Light
from intercut.domain.units import format_clock, format_duration
from intercut.planning.problem import LIGHTS, Problem
from intercut.planning.relaxed.alone import Alone

_BINDING: Final = (
    "light", "minors_hours", "minors_stay", "minors_work", "available", "element_available",
    "permit", "call", "longest_day",
)  # fmt: skip
"""Rules that leave a strip's first shot some minutes of a date, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """What leaves a strip no minute. ``rules``: without all of them, and with any, there is one."""

    rules: tuple[str, ...]
    message: str
    fix: str


def is_shut(problem: Problem, strip: int, alone: Alone | None = None) -> bool:
    """Whether a strip that has dates and places has no minute on any of them."""
    ways = [(o, s) for o in problem.options_of[strip] for s in problem.option_slots[o]]
    alone = alone or Alone(problem)
    return bool(ways) and not any(_opens(alone, option, slot) for option, slot in ways)


def why_shut(problem: Problem, strip: int) -> Shut | None:
    """Which rules together leave a strip no minute, and on which dates; None where they do not."""
    if not is_shut(problem, strip):
        return None
    binding = [rule for rule in _BINDING if rule not in problem.soft]
    kept = list(binding)
    for rule in binding:  # what can be left out without a minute opening is no reason
        fewer = [r for r in kept if r != rule]
        if is_shut(_with_only(problem, fewer), strip):
            kept = fewer
    said = [words for rule in kept if (words := _said(problem, strip, rule))]
    slots = [s for o in problem.options_of[strip] for s in problem.option_slots[o]]
    dates = sorted({problem.dates[problem.slot_date[s]] for s in slots})
    span = f"{dates[0]}" if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    number, minutes = problem.strips[strip].number, problem.minutes[strip]
    return Shut(
        rules=tuple(kept),
        message=(
            f"Strip {number} is not scheduled: on no date it may be shot ({span}) is there room for "
            f"its {format_duration(minutes)}, because of {_listed(said)}."
        ),
        fix=_fix(kept),
    )


def _opens(alone: Alone, option: int, slot: int) -> bool:
    """Whether the strip may begin at some minute of a unit day, in some light it may have."""
    problem = alone.problem
    soft, date = problem.soft, problem.slot_date[slot]
    strip = problem.option_strip[option]
    minutes = problem.minutes[strip]
    for person in problem.people_of[strip]:
        band = alone.band(person, date)
        if band is None:
            continue
        here = problem.preparation[person] + minutes + problem.strike[person]
        work = alone.child_work(person, date)
        if "minors_stay" not in soft and here > band.place_minutes:
            return False
        if "minors_work" not in soft and work is not None and minutes > work:
            return False
    lights = problem.production.units[problem.slot_unit[slot]].lights
    return any(
        (LIGHTS[light] in lights or "unit_light" in soft) and alone.windows(option, slot, light)
        for light in range(len(LIGHTS))
    )


def _with_only(problem: Problem, rules: list[str]) -> Problem:
    """The same problem with all other rules about minutes made free."""
    looser = copy.copy(problem)
    looser.soft = {**problem.soft, **{r: 0 for r in _BINDING if r not in rules}}
    return looser


def _said(problem: Problem, strip: int, rule: str) -> str:
    """The rule in words, with the figures of the first date in the way."""
    alone = Alone(problem)
    option = problem.options_of[strip][0]
    slot = next(s for o in problem.options_of[strip] for s in problem.option_slots[o])
    date = problem.slot_date[slot]
    place = problem.production.places[problem.option_place[option]]
    if rule == "light":
        rise, down, _ = alone.rules.sun(problem.option_place[option], date)
        made = problem.light_of[strip]
        when = (
            f"dark from {format_clock(down)}" if made == Light.NIGHT
            else f"light from {format_clock(rise)} to {format_clock(down)}" if made == Light.DAY
            else f"sunrise {format_clock(rise)}, sunset {format_clock(down)}"
        )  # fmt: skip
        return f"the {made} outside at {place.name} ({when} on {problem.dates[date]})"
    if rule.startswith("minors_"):
        for person in problem.people_of[strip]:
            band = alone.band(person, date)
            if band is not None:
                name = problem.production.people[person].name
                after = problem.strike[person]
                return {
                    "minors_hours": f"the hours of {name} as a child "
                    f"({format_clock(band.window.start)} to {format_clock(band.window.end)}, "
                    f"{format_duration(after)} after the last shot included)",
                    "minors_stay": f"the time {name} may be there as a child "
                    f"({format_duration(band.place_minutes)} a day)",
                    "minors_work": f"the time {name} may work as a child "
                    f"({format_duration(alone.child_work(person, date) or 0)} a day)",
                }[rule]
    return {
        "available": "the hours its people can be had",
        "element_available": "the hours its elements can be had",
        "permit": f"the hours of {place.name}",
        "call": "the hours a unit may be called at",
        "longest_day": "the longest day of its unit",
    }.get(rule, rule)


def _fix(rules: list[str]) -> str:
    if any(r.startswith("minors_") for r in rules):
        return (
            "Shorten the scene, cut it into `sittings`, shoot the child's part alone (`parts`), or "
            "let it be lit as another time of day (`light` in `scenes`)."
        )
    if "light" in rules:
        return "Cut the scene into `sittings`, or let it be lit as another time of day (`light`)."
    return "Ask for longer hours, or cut the scene into `sittings`."


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
