"""One strip taken out of a plan and put elsewhere, and the spots of a date it could take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from intercut.domain.finding import Finding, Level
from intercut.domain.ids import PlaceId, StripId, UnitId
from intercut.domain.plan import PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Unit
from intercut.domain.scene import Light
from intercut.domain.strips import Strip, strips_in_mode
from intercut.schedule import RULES, Case, CostSheet, Index
from intercut.schedule.cost_lines import cost_sheet
from intercut.schedule.engagement import engaged
from intercut.schedule.rules.unit_day import call_window
from intercut.schedule.verdict import checked

_OF_ONE_DAY = frozenset(
    {
        "longest_day",
        "page_limit",
        "most_moves",
        "own_longest_day",
        "available",
        "permit",
        "light",
        "unit_light",
        "call",
        "minors_stay",
        "meals",
    }
)
"""Rules that a unit day alone tells something of: they choose among the spots of one date."""
_LOCAL = tuple(rule for rule in RULES if rule.__name__ in _OF_ONE_DAY)
_CALL_STEP = 60
"""Minutes between the calls tried for a day that does not exist yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place for a strip: the unit day as it would be with it, and where it stands there.

    ``position`` counts the strips of the day from 0; ``new`` tells that nobody shot that day.
    """

    day: UnitDay
    place: PlaceId
    position: int
    new: bool


def where_is(plan: Plan, strip: StripId) -> tuple[UnitDay, int] | None:
    """The unit day a strip stands on and its number among the strips there, from 0."""
    for day in plan.days:
        for n, entry in enumerate(day.strips):
            if entry.strip == strip:
                return day, n
    return None


def without_strips(plan: Plan, strips: Collection[StripId]) -> Plan:
    """The plan with these strips in the boneyard; days left without a strip are gone."""
    days = []
    out: list[StripId] = []
    for day in plan.days:
        gone = [e.strip for e in day.strips if e.strip in strips]
        if not gone:
            days.append(day)
            continue
        out += gone
        entries = tuple(
            e for e in day.entries if not isinstance(e, PlacedStrip) or e.strip not in strips
        )
        if any(isinstance(e, PlacedStrip) for e in entries):
            days.append(replace(day, entries=entries))
    return replace(plan, days=tuple(days), boneyard=(*plan.boneyard, *out))


def with_spot(plan: Plan, strip: StripId, spot: Spot) -> Plan:
    """A plan the strip has been taken out of, with the strip in that spot."""
    key = (spot.day.unit, spot.day.date)
    days = [d for d in plan.days if (d.unit, d.date) != key]
    days.append(spot.day)
    days.sort(key=lambda d: (d.date, d.unit))
    return replace(plan, days=tuple(days), boneyard=tuple(s for s in plan.boneyard if s != strip))


def spots(
    index: Index, plan: Plan, strip: Strip, date: dt.date, unit: Unit
) -> list[tuple[Spot, int]]:
    """Every spot for a strip on one date of a unit, with the rules the day alone would break.

    ``plan`` is one the strip has been taken out of. The most promising come first: fewest rules
    broken, then the shortest day; the judge has the last word on each.
    """
    there = next((d for d in plan.days if d.unit == unit.id and d.date == date), None)
    found = list(_in_day(index, there, strip) if there else _new_days(index, strip, date, unit))
    worth = [_worth(index, spot) for spot in found]
    ranked = sorted(range(len(found)), key=lambda n: (*worth[n], n))
    return [(found[n], worth[n][0]) for n in ranked]


def _in_day(index: Index, day: UnitDay, strip: Strip) -> Iterator[Spot]:
    places = _places(index, strip)
    strips = len(day.strips)
    for position in range(strips + 1):
        at = _entry_of(day, position)
        for place in places:
            entry = PlacedStrip(strip=strip.id, place=place)
            entries = (*day.entries[:at], entry, *day.entries[at:])
            yield Spot(day=replace(day, entries=entries), place=place, position=position, new=False)


def _entry_of(day: UnitDay, position: int) -> int:
    """Index among the entries at which a strip becomes number ``position``."""
    seen = 0
    for n, entry in enumerate(day.entries):
        if isinstance(entry, PlacedStrip):
            if seen == position:
                return n
            seen += 1
    return len(day.entries)


def _new_days(index: Index, strip: Strip, date: dt.date, unit: Unit) -> Iterator[Spot]:
    grid = max(1, index.value("call.grid_minutes"))
    step = max(grid, _CALL_STEP // grid * grid)
    for place in _places(index, strip):
        entry = PlacedStrip(strip=strip.id, place=place)
        for light in _lights(index, strip, unit):
            first, last = call_window(index, unit, light)
            first = -(-first // grid) * grid
            for call in range(first, last + 1, step):
                day = UnitDay(unit=unit.id, date=date, call=call, light=light, entries=(entry,))
                yield Spot(day=day, place=place, position=0, new=True)


def _lights(index: Index, strip: Strip, unit: Unit) -> tuple[UnitLight, ...]:
    """The lights a new day for this strip may have; where light does not matter, the first."""
    lights = unit.lights or (UnitLight.DAY,)
    if strip.int_ext.outside and strip.light is not Light.ANY:
        never = {Light.DAY: UnitLight.NIGHT, Light.NIGHT: UnitLight.DAY}.get(strip.light)
        return tuple(x for x in lights if x is not never) or lights
    people = (index.people[p] for p in strip.people if p in index.people)
    places = (index.places[p] for p in strip.places if p in index.places)
    by_hours = any(w.hours for p in people for w in p.availability) or any(
        permit.hours for place in places for permit in place.permits
    )
    return lights if by_hours else lights[:1]


def _places(index: Index, strip: Strip) -> tuple[PlaceId, ...]:
    return tuple(p for p in strip.places if p in index.places) or tuple(index.places)[:1]


def _worth(index: Index, spot: Spot) -> tuple[int, int, int]:
    """Rules the day breaks by itself, then how long it is and how late it ends."""
    case = Case(index, Plan(days=(spot.day,)))
    broken = sum(f.level is Level.ERROR for rule in _LOCAL for f in rule(case))
    times = case.timetable.days[0]
    return broken, times.wrap - times.call, times.wrap


def units_for(index: Index, strip: Strip) -> tuple[Unit, ...]:
    """The units that may shoot a strip; all of them when none may."""
    units = tuple(index.units.values())
    return tuple(u for u in units if not strip.units or u.id in strip.units) or units


def asked_strips(index: Index, plan: Plan, target: str) -> tuple[Strip, ...]:
    """The strips of the plan's modes that a target means; all of them when the mode is another."""
    found = index.strips_named(target)
    asked = {s.id for s in strips_in_mode(index.production, plan)}
    return tuple(s for s in found if s.id in asked) or found


def new_errors(before: Collection[Finding], after: Collection[Finding]) -> tuple[Finding, ...]:
    """Errors of the second list that the first does not have."""
    known = {(f.code, f.message) for f in before if f.level is Level.ERROR}
    return tuple(f for f in after if f.level is Level.ERROR and (f.code, f.message) not in known)


class Beside:
    """A plan judged once, and plans beside it judged by what differs.

    Everybody whose calls are the same keeps the engagement worked out for the first plan; all
    else is the judge's own, so that the figures are those of `judge` to the cent.
    """

    def __init__(self, index: Index, plan: Plan) -> None:
        self.index = index
        self.plan = plan
        self._case = Case(index, plan)
        self._days = {(d.unit, d.date): d for d in plan.days}
        self._events = plan.events
        self.findings, self.sheet = _judged(self._case)

    def priced(self, plan: Plan) -> tuple[tuple[Finding, ...], CostSheet]:
        """What the judge finds of a plan, and its cost sheet."""
        case = Case(self.index, plan, self._case)
        if plan.events == self._events:
            new = {(d.unit, d.date): d for d in plan.days}
            changed = {d for d in {*new, *self._days} if new.get(d) != self._days.get(d)}
            touched = {
                person
                for one in (self._case, case)
                for day in one.shooting_days
                if (day.plan.unit, day.date) in changed
                for shot in day.shots
                for person in shot.strip.people
            }
            known = self._case.engagements
            case.__dict__["engagements"] = {
                p: known[p] if p in known and p not in touched else engaged(self.index, p, calls)
                for p, calls in case.calls.items()
            }
        return _judged(case)


def _judged(case: Case) -> tuple[tuple[Finding, ...], CostSheet]:
    found = checked(case)
    return found.findings, cost_sheet(case, found.soft)


def unit_named(index: Index, unit: UnitId) -> str:
    """A unit's name, "" when there is only one."""
    return index.unit(unit).name if len(index.units) > 1 else ""
