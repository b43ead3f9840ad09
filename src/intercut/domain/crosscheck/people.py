"""People: ages, code names, dates, pay, castings, homes and the events they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from intercut.domain.crosscheck.checked import Checked, open_days, shown
from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.lookup import folded
from intercut.domain.people import AvailabilityWindow, Casting, PayKind, Person, is_available
from intercut.domain.production import EventKind, Production

ADULT_MONTHS: Final = 18 * 12


def age_in_months(born: date, on: date) -> int:
    """Whole months of age on a date; negative before birth."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def check_people(checked: Checked) -> Iterator[Finding]:
    """Ages, code names, dates and pay of the people."""
    production = checked.production
    days = open_days(production)
    unstated: list[str] = []
    names = {folded(p.name): p for p in production.people}
    codes: dict[str, Person] = {}
    for n, person in enumerate(production.people):
        if person.to_be_cast and n >= len(checked.paths.get("performers", ())):
            continue
        path = checked.at("performers", n)
        where = Where(path=path, person=person.code_name if person.secret else person.name)
        yield from _check_age(production, person, where, days)
        yield from _check_secret(person, where, names, codes)
        yield from _check_dates(production, person.availability, where, days, shown(person))
        if not person.availability and person.terms.kind is not PayKind.NONE:
            unstated.append(shown(person))
        yield from _check_terms(person, where)
        if (
            person.normal_minutes is not None
            and person.longest_minutes is not None
            and person.longest_minutes < person.normal_minutes
        ):
            yield error(
                "person.longest_day",
                f"{shown(person)}'s longest day is shorter than the normal one.",
                where,
                "Let `longest_day` be at least `normal_day`.",
            )
    if unstated:
        listed = ", ".join(unstated[:5]) + (
            f" and {len(unstated) - 5} more" if len(unstated) > 5 else ""
        )
        yield note(
            "availability.unstated",
            f"Nobody said when these can work, so any date is taken: {listed}.",
            Where(path="performers"),
            "Give them `availability` or `away` dates.",
        )


def _check_age(
    production: Production, person: Person, where: Where, days: Sequence[date]
) -> Iterator[Finding]:
    name, first = shown(person), days[0] if days else production.calendar.span.first
    if person.minor_profile and person.born is None:
        yield error(
            "minor.no_birth_date",
            f"{name} works under the rules for children of {person.minor_profile}, "
            "and nobody said when the child was born.",
            where,
            "Add `born`.",
        )
    profile = production.rulebook.minor(person.minor_profile) if person.minor_profile else None
    if person.minor_profile and profile is None:
        known = ", ".join(m.name for m in production.rulebook.minors)
        yield error(
            "unknown.minor_profile",
            f"{name} works under {person.minor_profile!r}, and the rulebook "
            f"{production.rulebook.name!r} has no such profile for children.",
            where,
            f"It has {known}." if known else "Choose a rulebook that has one, or add it there.",
        )
    if person.born is None:
        return
    months = age_in_months(person.born, first)
    if months < 0:
        yield error(
            "person.born",
            f"{name} is born on {person.born}, after the shoot begins.",
            where,
            "Correct `born`.",
        )
    elif months < ADULT_MONTHS and not person.minor_profile:
        yield warning(
            "minor.no_profile",
            f"{name} is {months // 12} when the shoot begins and works under no rules for children.",
            where,
            "Name the jurisdiction in `minor`.",
        )
    elif profile is not None and not any(
        b.from_months <= months < b.to_months for b in profile.bands
    ):
        yield error(
            "minor.no_band",
            f"{name} is {months // 12}, and {person.minor_profile} has no hours for that age.",
            where,
            "Correct `born` or `minor`.",
        )


def _check_secret(
    person: Person, where: Where, names: Mapping[str, Person], codes: dict[str, Person]
) -> Iterator[Finding]:
    if not person.secret:
        return
    if not person.code_name:
        yield error(
            "secret.no_code_name",
            "A performer is to be kept secret and has no code name.",
            where,
            "Give a `code_name` that tells nothing: neither initials nor a hint.",
        )
        return
    code = folded(person.code_name)
    if code in names:
        yield error(
            "secret.code_name_taken",
            f"The code name {person.code_name!r} is somebody's real name.",
            where,
            "Choose another one.",
        )
    elif set(code.split()) & {w for w in folded(person.name).split() if len(w) > 2}:
        yield warning(
            "secret.code_name_tells",
            "A code name shares a word with the name it hides.",
            where,
            "Choose one that tells nothing.",
        )
    if code in codes:
        yield error(
            "duplicate.code_name",
            f"Two people go by the code name {person.code_name!r}.",
            where,
            "Give each their own.",
        )
    codes[code] = person


def _check_dates(
    production: Production,
    windows: tuple[AvailabilityWindow, ...],
    where: Where,
    days: Sequence[date],
    name: str,
) -> Iterator[Finding]:
    span = production.calendar.span
    for n, window in enumerate(windows):
        if not window.dates.meets(span):
            yield warning(
                "availability.outside",
                f"{name}'s dates {window.dates.first} to {window.dates.last} lie outside the "
                f"calendar, {span.first} to {span.last}.",
                Where(path=f"{where.path}.availability.{n}", person=where.person),
                "Correct them, or the calendar's `dates`.",
            )
    if windows and not any(is_available(windows, day) for day in days):
        yield error(
            "availability.none",
            f"{name} cannot be had on any date you may shoot on.",
            where,
            "Correct `availability` and `away`, or the calendar.",
        )


def _check_terms(person: Person, where: Where) -> Iterator[Finding]:
    terms = person.terms
    if terms.kind is not PayKind.NONE and terms.rate is None:
        yield warning(
            "pay.no_rate",
            f"{shown(person)} is engaged ({terms.kind}) without a rate, and so costs nothing.",
            where,
            "Add `rate` to `pay`.",
        )
    if terms.kind is PayKind.NONE and terms.rate is not None:
        yield error(
            "pay.no_kind",
            f"{shown(person)} has a rate, and nobody said what it is paid for.",
            where,
            "Set `kind` of `pay` to daily, weekly, run or flat.",
        )
    if terms.drops and terms.kind in {PayKind.RUN, PayKind.FLAT}:
        yield warning(
            "pay.drops",
            f"{shown(person)} is paid {terms.kind}: a drop saves nothing.",
            where,
            "Take `drops` out.",
        )


def check_casting(checked: Checked) -> Iterator[Finding]:
    """Roles with two performers at once, the same casting twice."""
    production = checked.production
    by_role: dict[str, list[Casting]] = {}
    for casting in production.casting:
        by_role.setdefault(casting.role, []).append(casting)
    names = {p.id: shown(p) for p in production.people}
    roles = {r.id: r.name for r in production.roles}
    for role, castings in by_role.items():
        always = [c for c in castings if not c.scenes]
        if len(always) > 1:
            yield note(
                "casting.several",
                f"{roles.get(castings[0].role, role)} is played by "
                f"{' and '.join(names[c.person] for c in always)}: all are called each time.",
                Where(path="casting"),
                "Name the `scenes` of each if they take turns.",
            )


def check_events(checked: Checked) -> Iterator[Finding]:
    """Events without people, dates or a way to hold them."""
    production = checked.production
    people = {p.id: p for p in production.people}
    span = production.calendar.span
    for n, event in enumerate(production.events):
        where = Where(path=checked.at("events", n))
        name = event.name or event.id
        if not event.people:
            yield error("event.nobody", f"Nobody comes to {name!r}.", where, "Name its `people`.")
        if event.kind is EventKind.TRAVEL and event.to_base is None:
            yield error(
                "event.no_base",
                f"The journey {name!r} leads nowhere.",
                where,
                "Give its `to_base`.",
            )
        dates = [d for s in event.dates if s.meets(span) for d in s.days() if d in span]
        if not dates:
            yield error(
                "event.dates",
                f"{name!r} has no date within the calendar, {span.first} to {span.last}.",
                where,
                "Correct its `dates`.",
            )
        elif not any(all(people[p].is_available(d) for p in event.people) for d in dates):
            who = " and ".join(shown(people[p]) for p in event.people)
            yield error(
                "event.away",
                f"There is no date of {name!r} on which {who} can come.",
                where,
                "Move it, or correct their dates.",
            )


def check_travel(checked: Checked) -> Iterator[Finding]:
    """People without a home where there is more than one base to come from."""
    production = checked.production
    if len(production.bases) < 2:
        return
    homeless = [p for p in production.people if p.home is None and not p.to_be_cast]
    if homeless:
        names = ", ".join(shown(p) for p in homeless[:5])
        more = f" and {len(homeless) - 5} more" if len(homeless) > 5 else ""
        yield note(
            "person.no_home",
            f"Nobody said where these live, so no journeys are counted for them: {names}{more}.",
            Where(path="performers"),
            "Give their `home`, one of the `bases`.",
        )


CHECKS = (check_people, check_casting, check_events, check_travel)
