"""Stripboards of a USS file: days as lists, ids beside them, and the boneyard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import EventId, PlaceId
from intercut.domain.lookup import folded
from intercut.domain.plan import Banner, PlacedEvent, UnitLight
from intercut.domain.stand_ins import ASSUMED_FIRST_DAY
from intercut.exchange.boards import (
    Board,
    BoardDay,
    working_dates,
)
from intercut.exchange.uss.contents import BoardFile
from intercut.exchange.uss.records import Record

MAIN_BOARD: Final = "stripboard"
BONEYARD: Final = "boneyard"
OWN_DAYS: Final = "_intercutDays"
OWN_EVENTS: Final = "_intercutEvents"
_MOST_DAYS: Final = 2000


class Stripboards:
    """The arrangements of one file."""

    def __init__(self, file: BoardFile) -> None:
        self.log = file.log
        self.calendars = file.calendars
        self.starts = file.starts
        self.order = file.order
        self.number_of = file.number_of
        self.banners = file.banners

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
