"""Strips that no day can hold: no date for all of them, or longer than a child may work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from intercut.domain.crosscheck.checked import Checked, open_days, open_on, shown
from intercut.domain.crosscheck.people import ADULT_MONTHS, age_in_months
from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.ids import PersonId
from intercut.domain.strips import Strip
from intercut.domain.targets import Targets
from intercut.domain.units import format_duration


def check_dates_of_strips(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Strips whose people and places share no date: an error where the scene has no other mode."""
    production = checked.production
    days = open_days(production)
    people = {p.id: p for p in production.people}
    free = {p.id: frozenset(filter(p.is_available, days)) for p in production.people}
    opens = {p.id: frozenset(d for d in days if open_on(p, d)) for p in production.places}
    for strip in targets.strips:
        dates = {d for d in days if not strip.dates or any(d in span for span in strip.dates)}
        if strip.places:
            dates &= frozenset().union(*(opens[p] for p in strip.places))
        if not dates or not strip.people or dates.intersection(*(free[p] for p in strip.people)):
            continue
        who = " and ".join(shown(people[p]) for p in strip.people)
        bounds = {f"{shown(people[p])} can come": free[p] for p in strip.people}
        if strip.places:
            names = " or ".join(p.name for p in production.places if p.id in strip.places)
            bounds[f"{names} is open"] = frozenset().union(*(opens[p] for p in strip.places))
        if strip.dates:
            own = frozenset(d for d in days if any(d in span for span in strip.dates))
            bounds["it may be shot"] = own
        yield _for_strip(
            targets,
            strip,
            "scene.no_date",
            f"Strip {strip.number} needs {who}, and no working day suits them and its place: "
            f"{_clash(bounds)}.",
            "Correct their dates or the permit, shoot the scene in parts, or recast.",
        )


def _clash(bounds: dict[str, frozenset[dt.date]]) -> str:
    """The fewest of these that have no date in common, with the dates of each."""
    kept = dict(bounds)
    for words in bounds:
        rest = [dates for other, dates in kept.items() if other != words]
        if rest and not frozenset.intersection(*rest):
            del kept[words]
    return ", ".join(f"{words} {_dates(dates)}" for words, dates in kept.items())


def _dates(days: Collection[dt.date]) -> str:
    """Dates as spans: `2027-10-04..2027-10-06 and 2027-10-09`."""
    spans: list[list[dt.date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == dt.timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    said = [f"{s[0]}..{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in spans]
    return " and ".join(said) or "on no date"


def check_hours_of_children(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Strips longer than a child in them may work on any day."""
    production = checked.production
    days = open_days(production)
    most: dict[PersonId, int] = {}
    people = {p.id: p for p in production.people}
    for person in production.people:
        profile = production.rulebook.minor(person.minor_profile) if person.minor_profile else None
        if profile is None or person.born is None or not days:
            continue
        ages = [age_in_months(person.born, day) for day in (days[0], days[-1])]
        bands = [b for b in profile.bands if any(b.from_months <= a < b.to_months for a in ages)]
        if bands and ages[-1] < ADULT_MONTHS:
            most[person.id] = max(max(b.work_minutes, b.work_minutes_no_school or 0) for b in bands)
    for strip in targets.strips:
        for id_ in strip.people:
            if id_ in most and most[id_] < strip.minutes:
                yield _for_strip(
                    targets,
                    strip,
                    "minor.too_long",
                    f"Strip {strip.number} takes {format_duration(strip.minutes)}; "
                    f"{shown(people[id_])} may work {format_duration(most[id_])} a day.",
                    "Cut it into `sittings`, or override its minutes.",
                )


def _for_strip(targets: Targets, strip: Strip, code: str, message: str, fix: str) -> Finding:
    """An error, or a warning where the scene may be shot in another mode."""
    others = any(s.mode is not strip.mode for s in targets.of_scene[strip.scenes[0]])
    return (warning if others else error)(
        code, message, Where(scene=strip.number, strip=strip.number), fix
    )


CHECKS = (check_dates_of_strips, check_hours_of_children)
