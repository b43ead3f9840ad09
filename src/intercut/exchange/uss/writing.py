"""Boards of the Universal Schedule Standard out: the documented spelling, or the samples' own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias

from intercut.domain.elements import ACTION_CATEGORIES, SCENE_CATEGORIES
from intercut.domain.ids import PlaceId, RoleId, StripId, UnitId
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.domain.production import EventKind, Production
from intercut.domain.secrets import secrets_of
from intercut.domain.strips import Strip, performers_of, strips_of
from intercut.domain.units import EIGHTHS_PER_PAGE
from intercut.exchange.uniqueness import Unique
from intercut.exchange.uss.records import ROOT
from intercut.exchange.uss.stripboards import BONEYARD, MAIN_BOARD, OWN_DAYS, OWN_EVENTS

Spelling = Literal["documented", "sample"]
_BannerKey: TypeAlias = "tuple[UnitId, date, int]"
_TELL_NOTHING: Final = (1, 2)
"""INT/EXT and Day/Night: no name is hidden there, even of somebody called Day."""
_EVENT_NAMES: Final = {
    EventKind.FITTING: "fitting",
    EventKind.REHEARSAL: "rehearsal",
    EventKind.READ_THROUGH: "rehearsal",
    EventKind.TRAVEL: "travel",
    EventKind.PUBLICITY: "photo",
    EventKind.TEST: "rehearsal",
}


class _Ids:
    """Ids as USS files have them, counted, so that none can be traced to a name."""

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        """The next id: 24 hexadecimal digits."""
        self._count += 1
        return f"{self._count:024x}"


def write_uss(
    production: Production,
    boards: Sequence[tuple[str, Plan]],
    *,
    spelling: Spelling = "documented",
    own_keys: bool = False,
) -> bytes:
    """A production's strips and boards as a USS file, the same bytes for the same boards.

    All keys are there, unused ones null. Names of secret people and of the roles they play give
    way to code names; rates, dates of people and keep-apart rules are never written. With
    ``own_keys`` calls, lights and events of the days go along under `_intercut...`.

    Strips of a mode a board does not use wait in its boneyard: every strip of the file is on
    exactly one board of each stripboard, as the standard asks.
    """
    return _Writing(production, spelling, own_keys=own_keys).file(boards)


class _Writing:
    """One file while it is written."""

    def __init__(self, production: Production, spelling: Spelling, *, own_keys: bool) -> None:
        self.production = production
        self.sample = spelling == "sample"
        self.own_keys = own_keys
        self.ids = _Ids()
        self.secrets = secrets_of(production)
        self.strips = strips_of(production)
        self.categories: dict[int, dict[str, Any]] = {}
        self.elements: dict[tuple[int, str], dict[str, Any]] = {}
        self.names: dict[int, Unique] = {}
        self.scenes = {s.id: s for s in production.scenes}
        self.dates: list[date] = []

    def moment(self, day: date) -> str:
        """A date as a moment of the morning."""
        zone = "+0000" if self.sample else "Z"
        return f"{day.isoformat()}T08:00:00.000{zone}"

    def category(self, ucid: int) -> str:
        """The id of a category, made when first used."""
        if ucid not in self.categories:
            name = SCENE_CATEGORIES.get(ucid) or ACTION_CATEGORIES.get(ucid) or f"Own {ucid}"
            self.categories[ucid] = {
                "id": self.ids.new(),
                "created": None,
                "name": name,
                "ucid": ucid,
            }
        found: str = self.categories[ucid]["id"]
        return found

    def element(self, ucid: int, key: str, name: str, **said: Any) -> str:
        """The id of an element, made when first used; names are unique within a category."""
        if (ucid, key) not in self.elements:
            unique = self.names.setdefault(ucid, Unique())
            days = "doodDayCount" if self.sample else "dropDayCount"
            values = {
                "id": self.ids.new(),
                "category": self.category(ucid),
                "created": None,
                "daysOff": [],
                days: said.get("drop_days"),
                "elementId": said.get("number", ""),
                "events": said.get("events", []),
                "isDood": said.get("dood", False),
                "isDrop": said.get("drop", False),
                "isHold": said.get("hold", False),
                "isIdLock": bool(said.get("number")),
                "linkedElements": [],
                "name": unique.name(name if ucid in _TELL_NOTHING else self.secrets.hidden(name)),
            }
            self.elements[ucid, key] = values
        found: str = self.elements[ucid, key]["id"]
        return found

    def file(self, boards: Sequence[tuple[str, Plan]]) -> bytes:
        """The whole file."""
        where = _first_places(plan for _, plan in boards)
        events = self._events_by_person(boards)
        breakdowns = {s.id: self._scene(s, where.get(s.id), events) for s in self.strips}
        calendar = self._calendar(boards)
        drawn = [self._banners(plan) for _, plan in boards]
        stripboards = [
            self._stripboard(
                name,
                plan,
                {s: b["id"] for s, b in breakdowns.items()},
                _Drawn(drawn[n], [b for k, other in enumerate(drawn) if k != n for b in other]),
                calendar["id"] if calendar else None,
            )
            for n, (name, plan) in enumerate(boards)
        ]
        title = self.secrets.hidden(self.production.title)
        root = {
            "id": self.ids.new(),
            "author": None,
            "company": None,
            "created": None,
            "description": None,
            "episode": None,
            "episodeName": None,
            "name": title,
            "project": title,
            "schedColor": None,
            "schedDate": None,
            "scriptColor": None,
            "scriptDate": None,
            "season": None,
            "source": "intercut",
            "ussVersion": "1.0.0",
            "breakdowns": [*breakdowns.values(), *(b for own in drawn for b in own)],
            "categories": list(self.categories.values()),
            "elements": list(self.elements.values()),
            "stripboards": stripboards,
            "calendars": [calendar] if calendar else [],
        }
        return (json.dumps({ROOT: root}, ensure_ascii=False, indent=1) + "\n").encode()

    def _banners(self, plan: Plan) -> list[dict[str, Any]]:
        """A breakdown for every banner of a plan, day by day."""
        return [
            {
                "id": self.ids.new(),
                "bannerText": self.secrets.hidden(entry.text),
                "comments": None,
                "created": None,
                "description": None,
                "elements": [],
                "pages": None,
                "scene": None,
                "scriptPage": None,
                "duration": entry.minutes * 60_000,
                "type": "banner",
            }
            for day in plan.days
            for entry in day.entries
            if isinstance(entry, Banner)
        ]

    @property
    def _list_key(self) -> str:
        return "breakdownArrays" if self.sample else "breakdownIds"

    def _scene(
        self, strip: Strip, place: PlaceId | None, events: Mapping[str, list[dict[str, Any]]]
    ) -> dict[str, Any]:
        sets = {s.id: s.name for s in self.production.sets}
        places = {p.id: p.name for p in self.production.places}
        units = {u.id: u.name for u in self.production.units}
        scene = self.scenes[strip.scenes[0]]
        light = strip.light.upper() if strip.light != "any" else scene.heading.light_text
        refs = [
            self.element(0, strip.set, sets.get(strip.set, strip.set)),
            self.element(1, strip.int_ext, strip.int_ext.value),
        ]
        if light:
            refs.append(self.element(2, light, light))
        if strip.script_day:
            refs.append(self.element(3, strip.script_day, strip.script_day))
        if len(strip.units) == 1:
            refs.append(self.element(4, strip.units[0], units.get(strip.units[0], strip.units[0])))
        at = place or (strip.places[0] if strip.places else None)
        if at is not None and at in places:
            refs.append(self.element(6, at, places[at]))
        refs += [self._cast(role, strip, events) for role in strip.roles]
        known = {e.id: e for e in self.production.elements}
        for id_ in strip.elements:
            if id_ in known:
                thing = known[id_]
                refs.append(self.element(thing.category, id_, thing.name, dood=thing.on_dood))
        return {
            "id": self.ids.new(),
            "bannerText": None,
            "comments": self.secrets.hidden(strip.label) or None,
            "created": None,
            "description": self.secrets.hidden(strip.synopsis) or None,
            "elements": list(dict.fromkeys(refs)),
            "pages": strip.eighths / EIGHTHS_PER_PAGE,
            "scene": strip.number,
            "scriptPage": strip.script_page or None,
            "duration": strip.minutes * 60_000,
            "type": "strip" if self.sample else "scene",
        }

    def _cast(self, role: RoleId, strip: Strip, events: Mapping[str, list[dict[str, Any]]]) -> str:
        known = next((r for r in self.production.roles if r.id == role), None)
        people = {p.id: p for p in self.production.people}
        played = performers_of(self.production, role, strip.scenes[0])
        person = people.get(played[0]) if played else None
        terms = person.terms if person is not None else None
        return self.element(
            100,
            role,
            known.name if known is not None else role,
            number=known.board_number if known is not None else "",
            dood=True,
            hold=terms is not None and terms.hold_paid,
            drop=terms is not None and terms.drops > 0,
            drop_days=terms.drop_gap_days if terms is not None else None,
            events=events.get(person.id, []) if person is not None else [],
        )

    def _events_by_person(
        self, boards: Sequence[tuple[str, Plan]]
    ) -> dict[str, list[dict[str, Any]]]:
        """Fittings and the like of the first board, under each person; secret people's are not told."""
        found: dict[str, list[dict[str, Any]]] = {}
        known = {e.id: e for e in self.production.events}
        secret = {p.id for p in self.production.people if p.secret}
        for placed in boards[0][1].events if boards else ():
            event = known.get(placed.event)
            for person in event.people if event is not None else ():
                if event is None or person in secret:
                    continue
                name = _EVENT_NAMES[event.kind]
                if self.sample and name == "travel":
                    name = "doodTravel"
                entry = {
                    "id": self.ids.new(),
                    "date": self.moment(placed.date),
                    "name": name,
                    "type": "event",
                }
                found.setdefault(person, []).append(entry)
        return found

    def _worked_dates(self, plans: Iterable[Plan]) -> list[date]:
        """Dates some unit may shoot on, and all that a plan uses, in order."""
        calendars = [self.production.calendar_of(u) for u in self.production.units]
        calendars = calendars or [self.production.calendar]
        used = {d.date for plan in plans for d in plan.days}
        return sorted(used.union(*(c.working_days() for c in calendars)))

    def _calendar(self, boards: Sequence[tuple[str, Plan]]) -> dict[str, Any] | None:
        """A calendar whose n-th working date is the n-th list of each board."""
        worked = self.dates = self._worked_dates(plan for _, plan in boards)
        if not worked:
            return None
        off_weekdays = sorted(set(range(7)) - {d.weekday() for d in worked})
        names = {h.day: h.name for h in self.production.calendar.holidays}
        events = [
            {"id": self.ids.new(), "date": self.moment(worked[0]), "name": None, "type": "start"}
        ]
        open_dates, day = set(worked), worked[0]
        while day <= worked[-1]:
            if day.weekday() not in off_weekdays and day not in open_dates:
                kind = "event" if self.sample else "dayOff"
                name = "holiday" if self.sample or day in names else "dayOff"
                events.append(
                    {
                        "id": self.ids.new(),
                        "date": self.moment(day),
                        "name": name,
                        "type": kind,
                    }
                )
            day += timedelta(days=1)
        return {
            "id": self.ids.new(),
            "name": "Calendar",
            "daysOff": sorted((n + 1) % 7 for n in off_weekdays),
            "events": events,
        }

    def _stripboard(
        self,
        name: str,
        plan: Plan,
        ids: Mapping[StripId, str],
        drawn: _Drawn,
        calendar: str | None,
    ) -> dict[str, Any]:
        names = {u.id: u.name for u in self.production.units}
        units = dict.fromkeys([*names, *(d.unit for d in plan.days)])
        on_days = _Placed(ids, _banner_ids(plan, drawn.own))
        listed: list[dict[str, Any]] = []
        own: list[dict[str, Any]] = []
        for n, unit in enumerate(units):
            days = {d.date: d for d in plan.days if d.unit == unit and d.entries}
            if not days and n:
                continue
            board = MAIN_BOARD if n == 0 else self.secrets.hidden(names.get(unit, unit))
            rows: list[Any] = []
            for day in self.dates if days else ():
                if day > max(days):
                    break
                rows += self._row(on_days.entries(days[day]) if day in days else [])
            listed.append({"id": self.ids.new(), "name": board, self._list_key: rows})
            own += [self._own_day(board, d) for d in days.values()]
        waiting = [s for s in plan.boneyard if s in ids]
        rest = [s.id for s in self.strips]
        boneyard = [ids[s] for s in dict.fromkeys((*waiting, *rest)) if s not in on_days.seen]
        boneyard += [b["id"] for b in (*drawn.own, *drawn.others) if b["id"] not in on_days.drawn]
        listed.append({"id": self.ids.new(), "name": BONEYARD, self._list_key: boneyard})
        stripboard: dict[str, Any] = {
            "id": self.ids.new(),
            "boards": listed,
            "calendar": calendar,
            "name": self.secrets.hidden(name),
        }
        if self.own_keys:
            stripboard[OWN_DAYS] = own
            stripboard[OWN_EVENTS] = self._own_events(plan)
        return stripboard

    def _row(self, entries: list[tuple[str, bool]]) -> list[Any]:
        """A day as a list; in the samples' spelling banners at its end stand beside it."""
        end = len(entries)
        while self.sample and end > 1 and entries[end - 1][1]:
            end -= 1
        return [[id_ for id_, _ in entries[:end]], *(id_ for id_, _ in entries[end:])]

    def _own_day(self, board: str, day: UnitDay) -> dict[str, Any]:
        return {
            "board": board,
            "date": self.moment(day.date),
            "call": day.call,
            "light": day.light.value,
            "locked": day.locked,
        }

    def _own_events(self, plan: Plan) -> list[dict[str, Any]]:
        """Events with their hours; those of secret people stay at home."""
        secret = {p.id for p in self.production.people if p.secret}
        open_events = {e.id for e in self.production.events if not secret & set(e.people)}
        return [
            {"event": e.event, "date": self.moment(e.date), "start": e.start, "place": e.place}
            for e in plan.events
            if e.event in open_events
        ]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Banners of one board, and those of the others: each stripboard has every banner once."""

    own: list[dict[str, Any]]
    others: list[dict[str, Any]]


class _Placed:
    """Entries of days as ids, each with whether it is a banner; strips only once."""

    def __init__(self, strips: Mapping[StripId, str], banners: Mapping[_BannerKey, str]) -> None:
        self._strips = strips
        self._banners = banners
        self.seen: set[StripId] = set()
        self.drawn: set[str] = set()

    def entries(self, day: UnitDay) -> list[tuple[str, bool]]:
        """The ids of a day's entries in order; strips the film does not have are left out."""
        found: list[tuple[str, bool]] = []
        for n, entry in enumerate(day.entries):
            if isinstance(entry, Banner):
                banner = self._banners[day.unit, day.date, n]
                self.drawn.add(banner)
                found.append((banner, True))
            elif entry.strip in self._strips and entry.strip not in self.seen:
                self.seen.add(entry.strip)
                found.append((self._strips[entry.strip], False))
        return found


def _banner_ids(plan: Plan, drawn: Sequence[dict[str, Any]]) -> dict[_BannerKey, str]:
    """The id of each banner by where it stands."""
    keys = [
        (day.unit, day.date, n)
        for day in plan.days
        for n, entry in enumerate(day.entries)
        if isinstance(entry, Banner)
    ]
    return {key: banner["id"] for key, banner in zip(keys, drawn, strict=True)}


def _first_places(plans: Iterable[Plan]) -> dict[StripId, PlaceId]:
    """Where each strip is shot on the first board that has it on a day."""
    found: dict[StripId, PlaceId] = {}
    for plan in plans:
        for day in plan.days:
            for entry in day.entries:
                if isinstance(entry, PlacedStrip):
                    found.setdefault(entry.strip, entry.place)
    return found
