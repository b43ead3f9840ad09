"""The facts of a production one by one, each in words and with the production without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import SceneId, UnitId
from intercut.domain.people import AvailabilityWindow
from intercut.domain.plan import UnitLight
from intercut.domain.production import Production
from intercut.domain.rulebook import Clause
from intercut.domain.scene import Light, Scene
from intercut.domain.source import ASSUMED, Source
from intercut.domain.units import format_clock, format_duration, format_eighths
from intercut.planning.explain.rules_said import apart_said, order_said, pin_said
from intercut.planning.wording import dates_text, day_text, list_text
from intercut.schedule import SETTINGS

_T = TypeVar("_T")
Change = Callable[[Production], Production]

LONGER = 35
"""Days by which a shoot grows where its last date is left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """One fact somebody decided. ``without`` gives a production in which it does not hold.

    ``id`` is stable within a production; ``kind`` is one of `KINDS`; ``about`` names the scenes,
    people and places it speaks of (empty: everybody), so that what cannot matter is left aside.
    """

    id: str
    kind: str
    text: str
    sources: tuple[Source, ...]
    without: Change
    about: frozenset[str] = frozenset()


KINDS = (
    "scene",
    "light",
    "rest",
    "minor",
    "own day",
    "moves",
    "longest day",
    "page limit",
    "calls",
    "event",
    "days off",
    "calendar",
    "element",
    "order",
    "sittings",
    "continues",
    "only",
    "permit",
    "away",
    "dates",
    "apart",
    "pin",
)
"""Kinds of facts, those that are let go of first at the head."""


def facts_of(production: Production) -> tuple[NamedFact, ...]:
    """Every fact that can stand in the way of a plan, in the order of `KINDS`."""
    found = [fact for look in _LOOKS for fact in look(production)]
    order = {kind: n for n, kind in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda f: order[f.kind]))


def without_facts(production: Production, facts: Iterable[NamedFact]) -> Production:
    """The production in which none of these facts holds."""
    for fact in facts:
        production = fact.without(production)
    return production


def _all_but(items: tuple[_T, ...], gone: _T) -> tuple[_T, ...]:
    return tuple(i for i in items if i != gone)


def _with(production: Production, field: str, entries: Iterable[object]) -> Production:
    """The production with another list of that name."""
    lists: dict[str, Any] = {field: tuple(entries)}
    return replace(production, **lists)


def _less(field: str, gone: object) -> Change:
    """The production with one entry of a list left out."""
    return _swapped(field, gone, None)


def _swapped(field: str, old: object, new: object) -> Change:
    """The production with one entry of a list replaced."""

    def change(production: Production) -> Production:
        entries = (new if e == old else e for e in getattr(production, field))
        return _with(production, field, (e for e in entries if e is not None))

    return change


def _changed(field: str, id_: str, **changes: Any) -> Change:
    """The production with one entry of a list changed."""

    def change(production: Production) -> Production:
        entries = tuple(
            replace(e, **changes) if e.id == id_ else e for e in getattr(production, field)
        )
        return _with(production, field, entries)

    return change


def _window_gone(field: str, id_: str, gone: Callable[[AvailabilityWindow], bool]) -> Change:
    def change(production: Production) -> Production:
        entries = tuple(
            replace(e, availability=tuple(w for w in e.availability if not gone(w)))
            if e.id == id_
            else e
            for e in getattr(production, field)
        )
        return _with(production, field, entries)

    return change


def _scenes(production: Production) -> Iterator[NamedFact]:
    joined = {s: group.scenes for group in production.joined for s in group.scenes}
    done: set[SceneId] = set()
    for scene in production.scenes:
        if scene.omitted or scene.id in done:
            continue
        group = joined.get(scene.id, (scene.id,))
        done.update(group)
        yield NamedFact(
            id=f"scene:{scene.number}",
            kind="scene",
            text=f"Scene {scene.number} is to be shot.",
            sources=(scene.source,),
            without=omitting(group),
            about=frozenset(group),
        )


def omitting(scenes: Iterable[SceneId]) -> Change:
    """A production in which these scenes are cut."""
    gone = frozenset(scenes)

    def change(production: Production) -> Production:
        cut = tuple(replace(s, omitted=True) if s.id in gone else s for s in production.scenes)
        return replace(production, scenes=cut)

    return change


def _any_light(scene: Scene) -> Change:
    heading = replace(scene.heading, light=Light.ANY)
    parts = tuple(replace(p, light=Light.ANY) for p in scene.parts)
    return _changed("scenes", scene.id, heading=heading, parts=parts)


def _of_scenes(production: Production) -> Iterator[NamedFact]:
    numbers = {s.id: s.number for s in production.scenes}
    for scene in production.scenes:
        if scene.omitted:
            continue
        about, by = frozenset({str(scene.id)}), (scene.source,)
        number = scene.number
        outside = scene.heading.int_ext.outside or any(p.int_ext.outside for p in scene.parts)
        if outside and scene.heading.light is not Light.ANY:
            yield NamedFact(
                id=f"light:{number}",
                kind="light",
                text=f"Scene {number} plays outside by {scene.heading.light.value}.",
                sources=by,
                without=_any_light(scene),
                about=about,
            )
        if scene.dates:
            yield NamedFact(
                id=f"dates:{number}",
                kind="dates",
                text=f"Scene {number} may be shot {dates_text(scene.dates)} only.",
                sources=by,
                without=_changed("scenes", scene.id, dates=()),
                about=about,
            )
        if scene.units:
            yield NamedFact(
                id=f"units:{number}",
                kind="only",
                text=f"Scene {number} is for {list_text(scene.units)} unit only.",
                sources=by,
                without=_changed("scenes", scene.id, units=()),
                about=about,
            )
        if scene.continues is not None and not scene.continues_freed:
            yield NamedFact(
                id=f"continues:{number}",
                kind="continues",
                text=f"Scene {number} is an end of the call in scene "
                f"{numbers.get(scene.continues, scene.continues)}: one date, one unit.",
                sources=by,
                without=_changed("scenes", scene.id, continues_freed=True),
                about=about,
            )


def _people(production: Production) -> Iterator[NamedFact]:
    for person in production.people:
        about = frozenset({str(person.id)})
        yield from _windows("people", person.id, person.name, person.availability, "away")
        if person.minor_profile:
            yield NamedFact(
                id=f"minor:{person.id}",
                kind="minor",
                text=f"{person.name} is a child under the rules of {person.minor_profile}.",
                sources=(person.source,),
                without=_changed("people", person.id, minor_profile=""),
                about=about,
            )
        if person.longest_minutes is not None:
            yield NamedFact(
                id=f"own-day:{person.id}",
                kind="own day",
                text=f"{person.name} works {format_duration(person.longest_minutes)} a day "
                "at most.",
                sources=(person.source,),
                without=_changed("people", person.id, longest_minutes=None),
                about=about,
            )
    for element in production.elements:
        yield from _windows("elements", element.id, element.name, element.availability, "element")


def _windows(
    field: str, id_: str, name: str, windows: tuple[AvailabilityWindow, ...], kind: str
) -> Iterator[NamedFact]:
    about = frozenset({id_})
    offered = [w for w in windows if w.available]
    if offered:
        yield NamedFact(
            id=f"{kind}:{id_}:offered",
            kind=kind,
            text=f"{name} can be had {list_text([_window(w) for w in offered])} only.",
            sources=tuple(dict.fromkeys(w.source for w in offered)),
            without=_window_gone(field, id_, lambda w: w.available),
            about=about,
        )
    for window in dict.fromkeys(w for w in windows if not w.available):
        yield NamedFact(
            id=f"{kind}:{id_}:{window.dates.first}",
            kind=kind,
            text=f"{name} cannot be had {_window(window)}.",
            sources=(window.source,),
            without=_window_gone(field, id_, window.__eq__),
            about=about,
        )


def _window(window: AvailabilityWindow) -> str:
    hours = window.hours
    within = f", {format_clock(hours.start)} to {format_clock(hours.end)}" if hours else ""
    return f"{dates_text([window.dates])}{within}"


def _places(production: Production) -> Iterator[NamedFact]:
    for place in production.places:
        about = frozenset({str(place.id)})
        if place.permits:
            spans = [p.dates for p in place.permits]
            hours = {p.hours for p in place.permits if p.hours is not None}
            days = {p.weekdays for p in place.permits if p.weekdays}
            more = ", at certain hours" * bool(hours) + ", on certain weekdays" * bool(days)
            yield NamedFact(
                id=f"permit:{place.id}",
                kind="permit",
                text=f"{place.name} may be used {dates_text(spans)} only{more}.",
                sources=tuple(dict.fromkeys((place.source, *(p.source for p in place.permits)))),
                without=_changed("places", place.id, permits=()),
                about=about,
            )
        for span in dict.fromkeys(place.closed):
            yield NamedFact(
                id=f"closed:{place.id}:{span.first}",
                kind="permit",
                text=f"{place.name} is closed {dates_text([span])}.",
                sources=(place.source,),
                without=_reopened(place.id, span),
                about=about,
            )


def _reopened(place: str, span: DateSpan) -> Change:
    def change(production: Production) -> Production:
        places = tuple(
            replace(p, closed=_all_but(p.closed, span)) if p.id == place else p
            for p in production.places
        )
        return replace(production, places=places)

    return change


def _rules(production: Production) -> Iterator[NamedFact]:
    for n, rule in enumerate(dict.fromkeys(production.apart)):
        if rule.price is None:
            yield NamedFact(
                id=f"apart:{rule.id or n}",
                kind="apart",
                text=apart_said(production, rule),
                sources=(rule.source,),
                without=_less("apart", rule),
                about=frozenset(),
            )
    for n, order in enumerate(dict.fromkeys(production.order)):
        if order.price is None:
            yield NamedFact(
                id=f"order:{order.id or n}",
                kind="order",
                text=order_said(order),
                sources=(order.source,),
                without=_less("order", order),
            )
    for pin in dict.fromkeys(production.pins):
        yield NamedFact(
            id=f"pin:{pin.target}:{pin.date or pin.unit or pin.place or pin.position}",
            kind="pin",
            text=pin_said(production, pin),
            sources=(pin.source,),
            without=_less("pins", pin),
        )
    for day in dict.fromkeys(production.day_pins):
        yield NamedFact(
            id=f"day:{day.unit}:{day.date}",
            kind="pin",
            text=f"{day_text(day.date)} of {day.unit} unit is fixed to {list_text(day.targets)}.",
            sources=(day.source,),
            without=_less("day_pins", day),
        )
    for cut in dict.fromkeys(production.sittings):
        if not cut.freed:
            yield NamedFact(
                id=f"sittings:{cut.target}",
                kind="sittings",
                text=f"The sittings of {cut.target} are on consecutive days at one place.",
                sources=(cut.source,),
                without=_swapped("sittings", cut, replace(cut, freed=True)),
            )
    for event in production.events:
        yield NamedFact(
            id=f"event:{event.id}",
            kind="event",
            text=f"{event.name or event.kind} takes place"
            + (f" {dates_text(event.dates)}." if event.dates else "."),
            sources=(event.source,),
            without=_less("events", event),
            about=frozenset(map(str, event.people)),
        )


def _units(production: Production) -> Iterator[NamedFact]:
    for unit in production.units:
        name = f"{unit.name} unit"
        said: list[tuple[str, str, dict[str, Any]]] = [
            (
                "longest day",
                f"{name} works {format_duration(unit.longest_minutes)} a day at most.",
                {"longest_minutes": 1440},
            ),
            (
                "calls",
                (
                    f"{name} is called between {format_clock(unit.earliest_call)} and "
                    f"{format_clock(unit.latest_call)} on a day."
                ),
                {"earliest_call": 0, "latest_call": 1425, "lights": tuple(UnitLight)},
            ),
        ]
        if unit.page_limit is not None:
            pages = format_eighths(max(0, unit.page_limit))
            said.append(
                ("page limit", f"{name} shoots {pages} pages a day at most.", {"page_limit": None})
            )
        if unit.most_moves is not None:
            said.append(
                ("moves", f"{name} moves {unit.most_moves} times a day at most.",
                 {"most_moves": None})
            )  # fmt: skip
        for kind, text, changes in said:
            yield NamedFact(
                id=f"{kind.replace(' ', '-')}:{unit.id}",
                kind=kind,
                text=text,
                sources=(unit.source,),
                without=_changed("units", unit.id, **changes),
            )
        if unit.calendar is not None:
            yield from _calendar(unit.calendar, name, unit.id)
    yield from _calendar(production.calendar, "The company", None)


def _calendar(calendar: Calendar, who: str, unit: UnitId | None) -> Iterator[NamedFact]:
    key = unit or "company"

    def changed(change: Callable[[Calendar], Calendar]) -> Change:
        def of(production: Production) -> Production:
            if unit is None:
                return replace(production, calendar=change(production.calendar))
            units = tuple(
                replace(u, calendar=change(u.calendar)) if u.id == unit and u.calendar else u
                for u in production.units
            )
            return replace(production, units=units)

        return of

    span = calendar.span
    yield NamedFact(
        id=f"span:{key}",
        kind="calendar",
        text=f"{who} shoots {dates_text([span])}.",
        sources=(calendar.source,),
        without=changed(lambda c: replace(c, span=_longer(c.span))),
    )
    off = [d for d in span.days() if calendar.is_company_day_off(d) or d in calendar.travel_days]
    if off:
        yield NamedFact(
            id=f"days-off:{key}",
            kind="days off",
            text=f"{who} does not shoot on its days off and travel days "
            f"({len(off)} of {len(list(span.days()))} dates).",
            sources=tuple(dict.fromkeys((calendar.source, *(h.source for h in calendar.holidays)))),
            without=changed(
                lambda c: replace(c, days_off=frozenset(), holidays=(), travel_days=frozenset())
            ),
        )


def _longer(span: DateSpan) -> DateSpan:
    return DateSpan(first=span.first, last=span.last + dt.timedelta(days=LONGER))


def _rest(production: Production) -> Iterator[NamedFact]:
    book = production.rulebook
    for key in ("rest.daily_minutes", "rest.weekly_minutes"):
        clause = book.clause(key)
        minutes = book.value(key, SETTINGS[key].default)
        if minutes <= 0:
            continue
        what = "between two days" if key == "rest.daily_minutes" else "each week"
        yield NamedFact(
            id=key,
            kind="rest",
            text=f"Everybody rests {format_duration(minutes)} {what} ({book.name}).",
            sources=(clause.source if clause else ASSUMED,),
            without=_no_rest(key),
        )


def _no_rest(key: str) -> Change:
    def change(production: Production) -> Production:
        book = production.rulebook
        clauses = tuple(c for c in book.clauses if c.key != key)
        people = tuple(
            replace(p, rest_minutes=0 if key == "rest.daily_minutes" else p.rest_minutes)
            for p in production.people
        )
        nothing = Clause(key=key, value=0)
        return replace(
            production, people=people, rulebook=replace(book, clauses=(*clauses, nothing))
        )

    return change


_LOOKS: tuple[Callable[[Production], Iterator[NamedFact]], ...] = (
    _scenes,
    _of_scenes,
    _people,
    _places,
    _rules,
    _units,
    _rest,
)
