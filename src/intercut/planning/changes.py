"""The small language of what-ifs: `away Clara 2026-03-04..06`, read and laid over a production."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.lookup import folded, unaccented
from intercut.domain.people import AvailabilityWindow, PayKind, Person, Terms
from intercut.domain.places import Permit, Place
from intercut.domain.production import Pin, Production, Unit
from intercut.domain.scene import Mode
from intercut.domain.source import Source
from intercut.domain.targets import Targets
from intercut.domain.units import Money, minor_digits, parse_eighths
from intercut.errors import NotFound, Unreadable
from intercut.planning.unfinished import split, without_weather
from intercut.planning.waiving import waived, without_spans

_SAID = Source(who="what-if")
_AMOUNT = re.compile(r"^(?:(?P<code>[A-Z]{3}) ?)?(?P<number>\d[\d_]*(?:\.\d{1,3})?)$")
_SPAN = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}))?$")
_LENGTH = re.compile(r"^(?:(\d+) ?h)? ?(?:(\d+) ?(?:min)?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the facts, as somebody said it, and in words with every name found."""

    text: str
    words: str


class Word(NamedTuple):
    """A verb of the language: how it is written and what it does to a production."""

    usage: str
    does: Callable[[Production, str], tuple[Production, str]]


def apply_changes(production: Production, texts: Iterable[str]) -> tuple[Production, list[Change]]:
    """The production with changes laid over it one after the other, and each in words.

    Several changes may stand in one text, with `;` between them.

    Raises
    ------
    Unreadable
        When a change is not written as one of `WORDS`.
    NotFound
        When it names what this production does not have.
    """
    said: list[Change] = []
    for text in texts:
        for one in filter(None, (part.strip() for part in text.split(";"))):
            production, words = _applied(production, one)
            said.append(Change(text=one, words=words))
    if not said:
        raise Unreadable("nothing is changed.", f"Write, for example: {WORDS['away'].usage}.")
    return production, said


def _applied(production: Production, text: str) -> tuple[Production, str]:
    plain = " ".join(text.split())
    for verb in sorted(WORDS, key=len, reverse=True):
        if plain.casefold() == verb or plain.casefold().startswith(f"{verb} "):
            return WORDS[verb].does(production, plain[len(verb) :].strip())
    near = get_close_matches(plain.split()[0].casefold(), WORDS, n=1)
    known = "; ".join(w.usage for w in WORDS.values())
    fix = f"Did you mean {WORDS[near[0]].usage!r}?" if near else f"A change is one of: {known}."
    raise Unreadable(f"{text!r} is no change that is known.", fix)


# ------------------------------------------------------------------------------- words and dates


def span_of(text: str) -> DateSpan:
    """`2026-03-04`, `2026-03-04..2026-03-06`, `2026-03-04..06` or `2026-03-30..04-02`.

    Raises
    ------
    Unreadable
        When it is none of these, or ends before it starts.
    """
    found = _SPAN.match(text)
    try:
        first = date.fromisoformat(found[1] if found else text)
        last = (
            date.fromisoformat(found[1][: 10 - len(found[2])] + found[2])
            if found and found[2]
            else first
        )
        return DateSpan(first=first, last=last)
    except ValueError:
        msg = f"{text!r} is no date or span of dates."
        raise Unreadable(msg, "Write 2026-03-04 or 2026-03-04..06; both ends count.") from None


def _name_and_spans(text: str, usage: str) -> tuple[str, list[DateSpan]]:
    words = text.replace(",", " ").split()
    n = len(words)
    while n and words[n - 1][:4].isdigit() and "-" in words[n - 1]:
        n -= 1
    if not n or n == len(words):
        raise Unreadable(f"{text!r} lacks a name or a date.", f"Write: {usage}.")
    return " ".join(words[:n]), [span_of(w) for w in words[n:]]


def _last_word(text: str, usage: str) -> tuple[str, str]:
    head, _, tail = text.rpartition(" ")
    if not head or not tail:
        raise Unreadable(f"{text!r} is not enough.", f"Write: {usage}.")
    return head, tail


def person_named(production: Production, text: str) -> Person:
    """The person meant: by name, code name, role or, where only one fits, part of a name.

    Raises
    ------
    NotFound
        When nobody or more than one is meant.
    """
    wanted = folded(text)
    roles = {r.id: r for r in production.roles}
    names: dict[str, set[str]] = {
        p.id: {folded(p.id), folded(p.name), folded(p.code_name)} - {""} for p in production.people
    }
    for casting in production.casting:
        role = roles.get(casting.role)
        if role is not None and casting.person in names:
            names[casting.person].update(folded(n) for n in (role.name, *role.aliases))
    exact = [p for p in production.people if wanted in names[p.id]]
    if not exact:
        exact = [p for p in production.people if any(wanted in n.split() for n in names[p.id])]
    if not exact:
        plain = unaccented(wanted)
        exact = [
            p
            for p in production.people
            if any(plain in {m, *m.split()} for m in map(unaccented, names[p.id]))
        ]
    if len(exact) == 1:
        return exact[0]
    if exact:
        several = ", ".join(p.name for p in exact)
        raise NotFound(f"{text!r} may be any of {several}.", "Write the whole name.")
    near = get_close_matches(wanted, [n for own in names.values() for n in own], n=1)
    raise NotFound(f"nobody is called {text!r}.", f"Did you mean {near[0]!r}?" if near else "")


def place_named(production: Production, text: str) -> Place:
    """The place meant: by name, id, the set that stands there or part of a name.

    Raises
    ------
    NotFound
        When no place or more than one is meant.
    """
    wanted = folded(text)
    places = production.places
    found = [p for p in places if wanted in {folded(p.id), folded(p.name)}]
    found = found or [p for p in places if wanted in folded(p.name)]
    if not found:
        sets = {s.id for s in production.sets if wanted == folded(s.name)}
        found = [p for p in places if sets.intersection(p.sets)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(p.name for p in (found or places)[:8])
    raise NotFound(f"{text!r} is not one place.", f"There is: {known}.")


def _target(production: Production, text: str) -> str:
    targets = Targets(production)
    found = targets.find(text)
    if found is None:
        raise NotFound(f"there is no scene {text!r} on the board.", targets.advice(text))
    return found.name


def _unit_and_rest(production: Production, text: str) -> tuple[tuple[Unit, ...], str]:
    """Units a change is about (all when none is named) and what is left of the text."""
    for unit in production.units:
        for name in (unit.name, unit.id):
            if folded(text).startswith(f"{folded(name)} "):
                return (unit,), text[len(name) :].strip()
    return production.units, text


def _units(production: Production, units: tuple[Unit, ...], **changes: Any) -> Production:
    return replace(
        production,
        units=tuple(replace(u, **changes) if u in units else u for u in production.units),
    )


def _with_person(production: Production, person: Person) -> Production:
    people = tuple(person if p.id == person.id else p for p in production.people)
    return replace(production, people=people)


def _with_place(production: Production, place: Place) -> Production:
    places = tuple(place if p.id == place.id else p for p in production.places)
    return replace(production, places=places)


def _calendars(production: Production, change: Callable[[Calendar], Calendar]) -> Production:
    return replace(
        production,
        calendar=change(production.calendar),
        units=tuple(
            replace(u, calendar=change(u.calendar)) if u.calendar else u for u in production.units
        ),
    )


def _said(spans: Iterable[DateSpan]) -> str:
    return ", ".join(str(s.first) if s.first == s.last else f"{s.first}..{s.last}" for s in spans)


# ------------------------------------------------------------------------------------- the changes


def _away(production: Production, text: str) -> tuple[Production, str]:
    name, spans = _name_and_spans(text, WORDS["away"].usage)
    person = person_named(production, name)
    windows = tuple(AvailabilityWindow(dates=s, available=False, source=_SAID) for s in spans)
    gone = replace(person, availability=(*person.availability, *windows))
    return _with_person(production, gone), f"{person.name} is away {_said(spans)}"


def _free(production: Production, text: str) -> tuple[Production, str]:
    name, spans = _name_and_spans(text, WORDS["free"].usage)
    person = person_named(production, name)
    windows: list[AvailabilityWindow] = []
    for window in person.availability:
        rest = [window.dates] if window.available else without_spans(window.dates, spans)
        windows += [replace(window, dates=r) for r in rest]
    if any(w.available for w in windows):
        windows += [AvailabilityWindow(dates=s, source=_SAID) for s in spans]
    here = replace(person, availability=tuple(windows))
    return _with_person(production, here), f"{person.name} can be had {_said(spans)}"


def money_of(text: str, currency: str) -> Money:
    """`4000`, `EUR 4000` or `4000.50` as money.

    Raises
    ------
    Unreadable
        When it is no amount.
    """
    found = _AMOUNT.match(text)
    if found is None:
        raise Unreadable(f"{text!r} is no amount.", "Write 4000 or EUR4000, without a comma.")
    code = found["code"] or currency
    whole, _, part = found["number"].replace("_", "").partition(".")
    digits = minor_digits(code)
    return Money(minor=int(whole) * 10**digits + int((part + "000")[:digits] or 0), currency=code)


def _rate(production: Production, text: str) -> tuple[Production, str]:
    name, amount = _last_word(text, WORDS["rate"].usage)
    person = person_named(production, name)
    terms = person.terms
    money = money_of(amount, terms.rate.currency if terms.rate else production.currency)
    kind = PayKind.DAILY if terms.kind is PayKind.NONE else terms.kind
    paid = replace(person, terms=replace(terms, rate=money, kind=kind))
    return _with_person(production, paid), f"{person.name} is paid {money} ({kind.value})"


def _drop(production: Production, text: str) -> tuple[Production, str]:
    words = text.split()
    count = int(words.pop()) if len(words) > 1 and words[-1].isdigit() else 1
    person = person_named(production, " ".join(words))
    terms: Terms = replace(person.terms, drops=count)
    allowed = f"{person.name} may be dropped and picked up {count} time{'s' * (count != 1)}"
    return _with_person(production, replace(person, terms=terms)), allowed


def _closed(production: Production, text: str) -> tuple[Production, str]:
    name, spans = _name_and_spans(text, WORDS["closed"].usage)
    place = place_named(production, name)
    shut = replace(place, closed=(*place.closed, *spans))
    return _with_place(production, shut), f"{place.name} is closed {_said(spans)}"


def _open(production: Production, text: str) -> tuple[Production, str]:
    name, spans = _name_and_spans(text, WORDS["open"].usage)
    place = place_named(production, name)
    closed = [r for c in place.closed for r in without_spans(c, spans)]
    permits = place.permits
    if permits:
        permits = (*permits, *(Permit(dates=s, source=_SAID) for s in spans))
    return (
        _with_place(production, replace(place, closed=tuple(closed), permits=permits)),
        f"{place.name} is open {_said(spans)}",
    )


def _date(production: Production, text: str) -> tuple[Production, str]:
    name, day = _last_word(text, WORDS["date"].usage)
    target, span = _target(production, name), span_of(day)
    pins = tuple(p for p in production.pins if p.target != target or p.date is None)
    if span.first == span.last:
        pin = Pin(target=target, date=span.first, source=_SAID)
        return replace(production, pins=(*pins, pin)), f"{target} is shot {span.first}"
    scenes = {s for x in Targets(production).strips if x.number == target for s in x.scenes}
    scenes |= {s.id for s in production.scenes if s.number == target}
    dated = tuple(replace(s, dates=(span,)) if s.id in scenes else s for s in production.scenes)
    return replace(production, pins=pins, scenes=dated), f"{target} is shot {_said([span])}"


def _unpin(production: Production, text: str) -> tuple[Production, str]:
    target = _target(production, text)
    pins = tuple(p for p in production.pins if p.target != target)
    if len(pins) == len(production.pins):
        raise NotFound(f"{target} is not held to anything.")
    return replace(production, pins=pins), f"{target} is held to nothing"


def _extra(production: Production, text: str) -> tuple[Production, str]:
    span = span_of(text.removeprefix("day ").strip())

    def longer(calendar: Calendar) -> Calendar:
        whole = DateSpan(
            first=min(calendar.span.first, span.first), last=max(calendar.span.last, span.last)
        )
        return replace(
            calendar,
            span=whole,
            extra_days=calendar.extra_days | frozenset(span.days()),
            travel_days=calendar.travel_days - frozenset(span.days()),
        )

    return _calendars(production, longer), f"the company works {_said([span])}"


def _off(production: Production, text: str) -> tuple[Production, str]:
    days = frozenset(span_of(text).days())

    def less(calendar: Calendar) -> Calendar:
        return replace(
            calendar,
            extra_days=calendar.extra_days - days,
            travel_days=calendar.travel_days | days,
        )

    return _calendars(production, less), f"nobody shoots {_said([span_of(text)])}"


def _until(production: Production, text: str) -> tuple[Production, str]:
    last = span_of(text).last

    def ends(calendar: Calendar) -> Calendar:
        if last < calendar.span.first:
            raise Unreadable(f"the shoot cannot end {last}: it begins {calendar.span.first}.")
        return replace(calendar, span=DateSpan(first=calendar.span.first, last=last))

    return _calendars(production, ends), f"the shoot ends {last}"


def _cut(production: Production, text: str) -> tuple[Production, str]:
    wanted = folded(text)
    found = [s for s in production.scenes if wanted in {folded(s.number), folded(s.id)}]
    if not found:
        raise NotFound(f"there is no scene {text!r}.")
    gone = {s.id for s in found}
    scenes = tuple(replace(s, omitted=True) if s.id in gone else s for s in production.scenes)
    return replace(production, scenes=scenes), f"scene {found[0].number} is cut"


def _pages(production: Production, text: str) -> tuple[Production, str]:
    units, rest = _unit_and_rest(production, text)
    if rest.casefold() in {"none", "no limit"}:
        return _units(production, units, page_limit=None), "there is no page limit"
    try:
        limit = parse_eighths(rest)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None
    return _units(production, units, page_limit=limit), f"{rest} pages a day at most"


def _longest(production: Production, text: str) -> tuple[Production, str]:
    units, rest = _unit_and_rest(production, text)
    found = _LENGTH.match(rest)
    if found is None or not (found[1] or found[2]):
        raise Unreadable(f"{rest!r} is no length of a day.", "Write 12 h or 12 h 30.")
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
    normal = tuple(min(u.normal_minutes, minutes) for u in units)
    changed = _units(production, units, longest_minutes=minutes)
    for unit, least in zip(units, normal, strict=True):
        again = tuple(u for u in changed.units if u.id == unit.id)
        changed = _units(changed, again, normal_minutes=least)
    return changed, f"the longest day is {rest}"


def _mode(mode: Mode) -> Callable[[Production, str], tuple[Production, str]]:
    def change(production: Production, text: str) -> tuple[Production, str]:
        wanted = folded(text)
        found = next((s for s in production.scenes if folded(s.number) == wanted), None)
        if found is None:
            raise NotFound(f"there is no scene {text!r}.")
        if mode is Mode.PARTS and not found.parts:
            raise NotFound(f"scene {found.number} has no parts.", "Describe them in the facts.")
        scenes = tuple(
            replace(s, modes=(mode,)) if s.id == found.id else s for s in production.scenes
        )
        how = "as a whole" if mode is Mode.WHOLE else "in parts"
        return replace(production, scenes=scenes), f"scene {found.number} is shot {how}"

    return change


def _waive(production: Production, text: str) -> tuple[Production, str]:
    words = text.split()
    spans = [span_of(w) for w in words[1:]]
    wanted = folded(words[0]) if words else ""
    rule = next((r for r in production.apart if folded(r.id) == wanted), None)
    if rule is None:
        order = tuple(r for r in production.order if folded(r.id) != wanted)
        if len(order) == len(production.order):
            ids = [str(r.id) for r in production.apart] + [str(r.id) for r in production.order]
            known = ", ".join(ids)
            raise NotFound(f"there is no rule {text!r}.", f"There is: {known or 'none'}.")
        return replace(production, order=order), f"order rule {words[0]} is waived"
    return (
        replace(production, apart=waived(production.apart, rule.id, spans)),
        f"keep-apart rule {rule.id} is waived{' ' + _said(spans) if spans else ''}",
    )


def _split(production: Production, text: str) -> tuple[Production, str]:
    name, pages = _last_word(text, WORDS["split"].usage)
    if "/" in pages and name.rpartition(" ")[2].isdigit() and _is_pages(name, pages):
        name, _, whole = name.rpartition(" ")
        pages = f"{whole} {pages}"
    try:
        owed = parse_eighths(pages)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None
    made = split(production, name, owed)
    return made.production, f"of {name} {pages} is still owed"


def _is_pages(name: str, pages: str) -> bool:
    """Whether `9 1 3/8` means 1 3/8 of scene 9, and not 3/8 of a scene `9 1`."""
    return " " in name and bool(pages)


def _weather(production: Production, text: str) -> tuple[Production, str]:
    span = span_of(text)
    return without_weather(production, span), f"bad weather {_said([span])}"


WORDS: Final[dict[str, Word]] = {
    "away": Word("away NAME DATES", _away),
    "free": Word("free NAME DATES", _free),
    "rate": Word("rate NAME AMOUNT", _rate),
    "drop": Word("drop NAME [TIMES]", _drop),
    "closed": Word("closed PLACE DATES", _closed),
    "open": Word("open PLACE DATES", _open),
    "date": Word("date SCENE DATES", _date),
    "unpin": Word("unpin SCENE", _unpin),
    "extra day": Word("extra day DATES", _extra),
    "extra": Word("extra DATES", _extra),
    "day off": Word("day off DATES", _off),
    "until": Word("until DATE", _until),
    "cut": Word("cut SCENE", _cut),
    "page limit": Word("page limit [UNIT] PAGES", _pages),
    "longest day": Word("longest day [UNIT] 12 h", _longest),
    "whole": Word("whole SCENE", _mode(Mode.WHOLE)),
    "parts": Word("parts SCENE", _mode(Mode.PARTS)),
    "split": Word("split SCENE EIGHTHS", _split),
    "weather": Word("weather DATES", _weather),
    "waive": Word("waive RULE [DATES]", _waive),
}
"""Verb -> how it is written and what it does."""
