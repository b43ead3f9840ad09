"""What a USS file holds, by id: categories, elements, strips, banners, calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intercut.domain.calendar import Calendar, DateSpan, Holiday
from intercut.domain.elements import ACTION_CATEGORIES, Element
from intercut.domain.ids import ElementId, RoleId
from intercut.domain.people import Role
from intercut.domain.plan import Banner
from intercut.domain.source import Source
from intercut.domain.stand_ins import ASSUMED_FIRST_DAY
from intercut.domain.units import EIGHTHS_PER_PAGE
from intercut.exchange.boards import (
    BoardStrip,
)
from intercut.exchange.strip_names import int_ext_named, light_named, part_of, sitting_of
from intercut.exchange.uniqueness import Unique
from intercut.exchange.uss.records import MOST_STRIPS, Log, Record


@dataclass(frozen=True, slots=True)
class _Thing:
    """An element of the file with its category's number."""

    name: str
    category: int
    record: Record


class BoardFile:
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
