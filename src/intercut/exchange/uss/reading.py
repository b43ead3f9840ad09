"""Boards of the Universal Schedule Standard in: the documented spelling and the one samples use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from intercut.domain.calendar import Calendar, DateSpan, Holiday
from intercut.domain.elements import ACTION_CATEGORIES, Element
from intercut.domain.facts import Facts
from intercut.domain.ids import ElementId, EventId, PersonId, PlaceId, RoleId
from intercut.domain.lookup import folded
from intercut.domain.people import Casting, Person, Role, Terms
from intercut.domain.plan import Banner, PlacedEvent, UnitLight
from intercut.domain.production import Event, EventKind
from intercut.domain.source import Source
from intercut.domain.stand_ins import ASSUMED_FIRST_DAY
from intercut.domain.units import EIGHTHS_PER_PAGE
from intercut.exchange.board_films import BoardRead, board_film, nothing_read
from intercut.exchange.boards import (
    Board,
    BoardDay,
    BoardStrip,
    film_of,
    working_dates,
)
from intercut.exchange.strip_names import int_ext_named, light_named, part_of, sitting_of
from intercut.exchange.uniqueness import Unique
from intercut.exchange.uss.records import MOST_STRIPS, Log, Record, root_of

MAIN_BOARD: Final = "stripboard"
BONEYARD: Final = "boneyard"
OWN_DAYS: Final = "_intercutDays"
OWN_EVENTS: Final = "_intercutEvents"
_MOST_DAYS: Final = 2000
_EVENTS: Final = {
    "fitting": EventKind.FITTING,
    "rehearsal": EventKind.REHEARSAL,
    "photo": EventKind.PUBLICITY,
}


@dataclass(frozen=True, slots=True)
class _Thing:
    """An element of the file with its category's number."""

    name: str
    category: int
    record: Record


class _File:
    """A USS file while it is read."""

    def __init__(self, root: Record, log: Log) -> None:
        self.root = root
        self.log = log
        self.source = Source(who="board file", where=log.file)
        self.categories: dict[str, int] = {}
        self.things: dict[str, _Thing] = {}
        self.roles: dict[str, Role] = {}
        self.elements: dict[str, Element] = {}
        self.strips: dict[str, BoardStrip] = {}
        self.number_of: dict[str, str] = {}
        self.banners: dict[str, Banner] = {}
        self.order: list[str] = []
        self.calendars: dict[str, Calendar] = {}
        self.starts: dict[str, date] = {}

    def read_things(self) -> None:
        """Categories and elements; cast become roles, all else of the action elements."""
        for kind in self.root.records("categories"):
            number = kind.number("ucid", 999_999)
            self.categories[kind.text("id")] = int(number) if number is not None else 126
        names = Unique()
        for record in self.root.records("elements"):
            id_ = record.text("id")
            category_id = record.text("category")
            if category_id not in self.categories:
                self.log.warn(
                    "uss.category",
                    f"The element {record.text('name')!r} is of a category the file has not.",
                    record.path,
                    "It is kept as Other.",
                )
            category = self.categories.get(category_id, 126)
            thing = _Thing(record.text("name"), category, record)
            self.things[id_] = thing
            if category == 100:
                name = names.name(thing.name or "UNNAMED")
                self.roles[id_] = Role(
                    id=RoleId(name),
                    name=name,
                    board_number=record.text("elementId"),
                    source=self.source,
                )
            elif category > 100:
                known = category if category in ACTION_CATEGORIES or category >= 500 else 126
                label = f"{ACTION_CATEGORIES.get(known, str(known))}: {thing.name}"
                name = names.name(label)
                self.elements[id_] = Element(
                    id=ElementId(name),
                    name=thing.name or "unnamed",
                    category=known,
                    on_dood=record.flag("isDood"),
                    source=self.source,
                )

    def read_strips(self) -> None:
        """Breakdowns: scenes become strips, all else banners."""
        numbers = Unique()
        records = self.root.records("breakdowns")
        if len(records) > MOST_STRIPS:
            self.log.error(
                "uss.too_many",
                f"The file has {len(records):,} strips; {MOST_STRIPS:,} are read.",
                "breakdowns",
            )
        for record in records[:MOST_STRIPS]:
            id_ = record.text("id")
            if id_ in self.number_of or id_ in self.banners:
                self.log.warn(
                    "uss.twice", f"Two breakdowns have the id {id_}; the first counts.", record.path
                )
                continue
            kind = record.text("type")
            if kind == "strip":
                self.log.odd("the type `strip` instead of `scene`", record.path)
            if kind == "banner" or (kind not in {"scene", "strip"} and not record.text("scene")):
                self.banners[id_] = Banner(
                    text=record.text("bannerText") or record.text("description"),
                    minutes=self._minutes(record) or 0,
                )
                continue
            self.order.append(id_)
            strip = self._strip(record, numbers)
            self.number_of[id_] = strip.number
            self.strips[strip.number] = strip

    def _strip(self, record: Record, numbers: Unique) -> BoardStrip:
        told = record.text("scene")
        if not told:
            self.log.warn(
                "uss.no_number",
                "A strip has no scene number.",
                record.path,
                "It is given one; correct it on the board.",
            )
        number = numbers.name(told or "unnumbered")
        if told and number != told:
            self.log.warn(
                "uss.number_twice",
                f"Two strips have the number {told}; the second is read as {number}.",
                record.path,
                "Number parts of a scene 12pt1, 12pt2.",
            )
        base, sitting, of = sitting_of(number)
        scene, part = part_of(base)
        named: dict[int, str] = {}
        cast: list[RoleId] = []
        elements: list[ElementId] = []
        for n, id_ in enumerate(record.items("elements")):
            thing = self.things.get(id_) if isinstance(id_, str) else None
            if thing is None:
                self.log.warn(
                    "uss.element",
                    f"Strip {number} needs an element the file has not.",
                    f"{record.path}.elements.{n}",
                )
            elif id_ in self.roles:
                cast.append(self.roles[id_].id)
            elif id_ in self.elements:
                elements.append(self.elements[id_].id)
            elif thing.category in named:
                self.log.warn(
                    "uss.element_twice",
                    f"Strip {number} has {named[thing.category]!r} and {thing.name!r} where "
                    "there can be one.",
                    record.path,
                    "The first counts.",
                )
            else:
                named[thing.category] = thing.name
        light_text = named.get(2, "")
        return BoardStrip(
            number=number,
            scene=scene,
            part=part,
            sitting=(sitting, of),
            set=named.get(0) or "NO SET",
            location=named.get(6, ""),
            unit=named.get(4, ""),
            int_ext=int_ext_named(named.get(1, "")),
            light=light_named(light_text),
            light_text=light_text,
            eighths=self._eighths(record, number),
            minutes=self._minutes(record),
            synopsis=record.text("description"),
            comments=record.text("comments"),
            script_day=named.get(3, ""),
            script_page=record.text("scriptPage"),
            cast=tuple(cast),
            elements=tuple(elements),
        )

    def _eighths(self, record: Record, number: str) -> int:
        pages = record.number("pages", 10_000)
        if pages is None:
            return 0
        eighths = round(pages * EIGHTHS_PER_PAGE)
        if abs(eighths - pages * EIGHTHS_PER_PAGE) > 0.01:
            self.log.warn(
                "uss.pages",
                f"Strip {number} has {pages:g} pages, which are no whole eighths.",
                f"{record.path}.pages",
                f"It counts as {eighths}/8.",
            )
        return eighths

    @staticmethod
    def _minutes(record: Record) -> int | None:
        duration = record.number("duration", 1e11)
        return None if duration is None else round(duration / 60_000)

    def read_calendars(self) -> None:
        """Calendars; those without a start begin on our assumed Monday."""
        for record in self.root.records("calendars"):
            start: date | None = None
            holidays: list[Holiday] = []
            for event in record.records("events"):
                kind, name = event.text("type"), event.text("name")
                day = event.date("date")
                if day is None:
                    continue
                if kind == "start":
                    start = day
                elif kind == "dayOff" or name in {"holiday", "dayOff"}:
                    if kind == "event":
                        self.log.odd("holidays as `event` instead of `dayOff`", event.path)
                    holidays.append(Holiday(day=day, name=name or "day off", source=self.source))
                elif name not in {"travel", "doodTravel", "fitting", "rehearsal", "photo", ""}:
                    holidays_told = f"{name} on {day}"
                    self.log.note(
                        "uss.event",
                        f"The calendar's event {holidays_told} is not kept.",
                        event.path,
                    )
            id_ = record.text("id")
            if start is None:
                self.log.warn(
                    "uss.no_start",
                    f"The calendar {record.text('name')!r} has no start: "
                    f"{ASSUMED_FIRST_DAY} is assumed.",
                    record.path,
                    "Give `calendar` its dates.",
                )
                start = ASSUMED_FIRST_DAY
            self.starts[id_] = start
            unique = {h.day: h for h in reversed(holidays)}
            self.calendars[id_] = Calendar(
                span=DateSpan(first=start, last=start),
                days_off=frozenset(self._weekdays(record)),
                holidays=tuple(unique[d] for d in sorted(unique)),
                source=self.source,
            )

    def _weekdays(self, record: Record) -> list[int]:
        found = []
        for n, day in enumerate(record.items("daysOff")):
            if isinstance(day, int) and not isinstance(day, bool) and 0 <= day <= 6:
                found.append((day - 1) % 7)
            else:
                self.log.warn(
                    "uss.type",
                    "A day of the week is a number from 0 (Sunday) to 6.",
                    f"{record.path}.daysOff.{n}",
                )
        return found

    def read_board(self, record: Record, name: str) -> Board:
        """One stripboard: its boards as days of units and the boneyard."""
        calendar_id = record.text("calendar")
        calendar = self.calendars.get(calendar_id)
        if calendar is None:
            if calendar_id:
                self.log.warn(
                    "uss.calendar",
                    f"The board {name!r} names a calendar the file has not.",
                    record.path,
                )
            calendar = Calendar(span=DateSpan(first=ASSUMED_FIRST_DAY, last=ASSUMED_FIRST_DAY))
        start = self.starts.get(calendar_id, ASSUMED_FIRST_DAY)
        seen: set[str] = set()
        days: list[BoardDay] = []
        boneyard: list[str] = []
        for board in record.records("boards"):
            key = "breakdownIds"
            if key not in board.values and "breakdownArrays" in board.values:
                key = "breakdownArrays"
                self.log.odd("`breakdownArrays` instead of `breakdownIds`", board.path)
            groups, rest = self._groups(board, key, seen)
            unit = board.text("name")
            if folded(unit) == BONEYARD:
                boneyard += [e for g in groups for e in g if isinstance(e, str)] + rest
                continue
            if rest:
                self.log.note(
                    "uss.no_days",
                    f"The board {name!r} has {len(rest)} strips without a day.",
                    board.path,
                    "They wait in the boneyard in that order.",
                )
                boneyard += rest
            dates = working_dates(calendar, start)
            for group, day in zip(groups, dates, strict=False):
                if group:
                    days.append(
                        BoardDay(
                            unit="" if folded(unit) == MAIN_BOARD else unit,
                            date=day,
                            entries=tuple(group),
                        )
                    )
        missing = [self.number_of[id_] for id_ in self.order if self.number_of[id_] not in seen]
        if missing:
            listed = ", ".join(missing[:10])
            more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
            self.log.warn(
                "uss.missing",
                f"The board {name!r} leaves out strips of the file: {listed}{more}.",
                record.path,
                "They are put into its boneyard.",
            )
        return self._with_own(
            record, Board(name=name, days=tuple(days), boneyard=(*boneyard, *missing))
        )

    def _groups(
        self, board: Record, key: str, seen: set[str]
    ) -> tuple[list[list[str | Banner]], list[str]]:
        """Days in order, and strips that stand in no day.

        A banner by itself belongs to the day before it, or to the first one. Strips by
        themselves, where other strips stand in days, make a day of their own.
        """
        items = board.items(key)
        if len(items) > _MOST_DAYS and any(isinstance(i, list) for i in items):
            self.log.warn(
                "uss.too_many_days", f"More than {_MOST_DAYS} days are cut off.", board.path
            )
            items = items[:_MOST_DAYS]
        has_days = any(isinstance(i, list) for i in items)
        groups: list[list[str | Banner]] = []
        rest: list[str] = []
        waiting: list[str | Banner] = []
        bare = False
        for n, item in enumerate(items):
            path = f"{board.path}.{key}.{n}"
            if isinstance(item, list):
                group = [*waiting, *self._entries(item, path, seen)]
                waiting = []
                groups.append(group)
                bare = False
                continue
            found = self._entries([item], path, seen)
            if not has_days:
                rest += [e for e in found if isinstance(e, str)]
                continue
            self.log.odd("ids beside lists of ids in one board", path)
            for entry in found:
                if isinstance(entry, Banner):
                    if groups:
                        groups[-1].append(entry)
                    else:
                        waiting.append(entry)
                elif bare:
                    groups[-1].append(entry)
                else:
                    groups.append([entry])
                    bare = True
        return groups, rest

    def _entries(self, ids: list[Any], path: str, seen: set[str]) -> list[str | Banner]:
        found: list[str | Banner] = []
        for id_ in ids:
            if isinstance(id_, str) and id_ in self.banners:
                found.append(self.banners[id_])
            elif isinstance(id_, str) and id_ in self.number_of:
                number = self.number_of[id_]
                if number in seen:
                    self.log.warn(
                        "uss.strip_twice",
                        f"Strip {number} stands twice on one stripboard; the first counts.",
                        path,
                    )
                else:
                    seen.add(number)
                    found.append(number)
            else:
                self.log.warn(
                    "uss.unknown_strip", "The board names a strip the file has not.", path
                )
        return found

    def _with_own(self, record: Record, board: Board) -> Board:
        """Calls, lights and events from our own keys, where the file has them."""
        told: dict[tuple[str, date], tuple[int | None, UnitLight | None, bool]] = {}
        for own in record.records(OWN_DAYS) if OWN_DAYS in record.values else ():
            day, call = own.date("date"), own.values.get("call")
            light = next((w for w in UnitLight if w.value == own.text("light")), None)
            if day is not None:
                usable = isinstance(call, int) and not isinstance(call, bool) and abs(call) <= 2880
                told[folded(own.text("board")), day] = (
                    call if usable else None,
                    light,
                    own.flag("locked"),
                )
        days = []
        for d in board.days:
            call, light, locked = told.get(
                (folded(d.unit or MAIN_BOARD), d.date), (None, None, False)
            )
            days.append(replace(d, call=call, light=light, locked=locked))
        events = []
        for own in record.records(OWN_EVENTS) if OWN_EVENTS in record.values else ():
            day, start = own.date("date"), own.number("start", 2880)
            if day is not None and start is not None and own.text("event"):
                place = own.text("place")
                events.append(
                    PlacedEvent(
                        event=EventId(own.text("event")),
                        date=day,
                        start=int(start),
                        place=PlaceId(place) if place else None,
                    )
                )
        return replace(board, days=tuple(days), events=tuple(events))


def read_uss(data: bytes, file: str = "") -> BoardRead:
    """A film made of a board file alone, with its boards. Never raises for what is in the file."""
    log = Log(file)
    root = root_of(data, log)
    if root is None:
        return nothing_read(log.findings)
    whole = _File(root, log)
    whole.read_things()
    whole.read_strips()
    whole.read_calendars()
    names = Unique()
    boards = [
        whole.read_board(record, names.name(record.text("name") or "Board"))
        for record in root.records("stripboards")
    ]
    breakdown, facts = film_of(
        root.text("project") or root.text("name"),
        whole.strips.values(),
        tuple(whole.roles.values()),
        tuple(whole.elements.values()),
        _calendar(whole, root, boards),
        whole.source,
        (d.unit for b in boards for d in b.days),
    )
    facts = _with_people(facts, whole)
    if whole.strips and not boards:
        log.note("uss.no_board", "The file has breakdowns and no stripboard.", "stripboards")
    log.tell_oddities()
    return board_film(breakdown, facts, boards, whole.strips.values(), log.findings)


def _calendar(whole: _File, root: Record, boards: list[Board]) -> Calendar | None:
    """The calendar of the first board that has one, long enough for all boards."""
    ids = [r.text("calendar") for r in root.records("stripboards")]
    chosen = next((whole.calendars[i] for i in ids if i in whole.calendars), None)
    if chosen is None:
        return None
    dates = [d.date for b in boards for d in b.days] + [chosen.span.first]
    last = max(dates) + timedelta(days=14)
    if (last - min(dates)).days > 3650:
        return None
    return replace(chosen, span=DateSpan(first=min(dates), last=last))


def _with_people(facts: Facts, whole: _File) -> Facts:
    """A performer to be cast for each role of which the file knows holds, drops or events."""
    people, casting = [], []
    events: list[Event] = []
    for id_, role in whole.roles.items():
        record = whole.things[id_].record
        key = "dropDayCount"
        if key not in record.values and "doodDayCount" in record.values:
            key = "doodDayCount"
            whole.log.odd("`doodDayCount` instead of `dropDayCount`", record.path)
        gap = record.number(key, 365)
        drop = record.flag("isDrop")
        person = PersonId(role.id)
        people.append(
            Person(
                id=person,
                name=role.name,
                terms=Terms(
                    hold_paid=record.flag("isHold"),
                    drops=1 if drop else 0,
                    drop_gap_days=int(gap) if drop and gap is not None else None,
                    source=whole.source,
                ),
                to_be_cast=True,
                source=whole.source,
            )
        )
        casting.append(Casting(role=role.id, person=person, source=whole.source))
        if record.items("daysOff"):
            whole.log.note(
                "uss.days_off",
                f"{role.name} has days of the week off, which are not kept.",
                record.path,
                "Give the performer `away` dates.",
            )
        for event in record.records("events"):
            day, name = event.date("date"), event.text("name")
            if day is None or event.text("type") == "dayOff":
                continue
            if name not in _EVENTS:
                whole.log.note(
                    "uss.event",
                    f"{role.name}'s event {name or 'without a name'} on {day} is not kept.",
                    event.path,
                    "Journeys are planned from where people live and work.",
                )
                continue
            events.append(
                Event(
                    id=EventId(f"{name}-{len(events) + 1}"),
                    kind=_EVENTS[name],
                    name=f"{name} of {role.name}",
                    people=(person,),
                    dates=(DateSpan(first=day, last=day),),
                    minutes=60,
                    source=whole.source,
                )
            )
    return replace(facts, people=tuple(people), casting=tuple(casting), events=tuple(events))
