"""The clock of a unit day: when each strip starts and ends, the meals, each one's call and wrap.

The planner's kernel gives the same minutes; `docs/reference/clock.md` says it in words.
All times are minutes after local midnight of the date of the unit's call, and go on past 1440.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from intercut.domain.ids import BaseId, PersonId, PlaceId, StripId
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.domain.production import Unit
from intercut.domain.strips import Strip
from intercut.schedule.days import in_order
from intercut.schedule.index import Index
from intercut.schedule.results import (
    DayTimes,
    EventTimes,
    Meal,
    PersonTimes,
    StripTimes,
    Timetable,
)


def timed_plan(
    index: Index, plan: Plan, known: Mapping[int, DayTimes] = MappingProxyType({})
) -> Timetable:
    """The clock of a whole plan; strips, units and events nobody knows take no time.

    ``known`` has the times of days worked out before, by the `id` of their unit day.
    """
    days = in_order(index, plan)
    counted: dict[str, int] = {}
    timed: list[DayTimes] = []
    for day in days:
        shooting = any(isinstance(e, PlacedStrip) and e.strip in index.strips for e in day.entries)
        number = 0
        if shooting:
            number = counted[day.unit] = counted.get(day.unit, 0) + 1
        same = known.get(id(day))
        if same is None or same.number != number:
            same = timed_day(index, day, number)
        timed.append(same)
    return Timetable(days=tuple(timed), events=timed_events(index, plan))


def timed_events(index: Index, plan: Plan) -> tuple[EventTimes, ...]:
    """When the events of a plan take place, by date, start and id; unknown events are left out."""
    known = [(e, index.events[e.event]) for e in plan.events if e.event in index.events]
    known.sort(key=lambda pair: (pair[0].date, pair[0].start, pair[0].event))
    return tuple(
        EventTimes(
            event=event.id,
            date=placed.date,
            start=placed.start,
            end=placed.start + event.minutes,
            place=placed.place or event.place,
            people=event.people,
            zone=index.timezone(index.base_of(placed.place or event.place)),
        )
        for placed, event in known
    )


class _Reel:
    """Time running through one unit day: the meal clock and where it stands."""

    __slots__ = ("after", "length", "meals", "now", "since")

    def __init__(self, index: Index, call: int) -> None:
        self.now = call
        self.since = call
        self.after = index.meal_after
        self.length = index.meal_length if index.meal_after > 0 else 0
        self.meals: list[Meal] = []

    def eat(self, at: int) -> None:
        """A meal from ``at``; the count to the next one starts at its end."""
        self.since = at + self.length
        self.meals.append(Meal(start=at, end=self.since))

    def work(self, move: int, setup: int, minutes: int) -> tuple[bool, int, int, int]:
        """Whether a meal comes first, then arrival, first shot and end of one piece of work."""
        before = False
        if self.length > 0:
            total = move + setup + minutes
            if self.now > self.since and self.now + total > self.since + self.after:
                self.eat(self.now)
                self.now = self.since
                before = True
        arrive = self.now + move
        start = arrive + setup
        end = start + minutes
        while self.length > 0 and end > self.since + self.after:
            at = self.since + self.after
            self.eat(at)
            if at <= arrive:
                arrive += self.length
            if at <= start:
                start += self.length
            end += self.length
        self.now = end
        return before, arrive, start, end


def setup_between(
    index: Index, unit: Unit, before: tuple[Strip, PlaceId] | None, strip: Strip, place: PlaceId
) -> tuple[int, int]:
    """Minutes of the company move to a strip, and of the set-up before its first shot.

    ``before`` is the strip shot before it on the day with its place; None for the first.
    """
    if before is None:
        known = index.places.get(place)
        opening = known.setup_minutes if known is not None else 0
        return 0, unit.first_shot_minutes + opening + strip.setup_minutes
    last, last_place = before
    if last_place != place:
        known = index.places.get(place)
        opening = known.setup_minutes if known is not None else 0
        return index.move_minutes(last_place, place), opening + strip.setup_minutes
    if last.set != strip.set:
        return 0, unit.set_change_minutes + strip.setup_minutes
    if last.light is not strip.light:
        return 0, unit.light_change_minutes + strip.setup_minutes
    return 0, strip.setup_minutes


def timed_day(index: Index, day: UnitDay, number: int = 1) -> DayTimes:
    """The clock of one unit day.

    Strips nobody knows are left out. ``number`` is the unit's shooting day, 0 for a day without
    strips.
    """
    unit = index.unit(day.unit)
    reel = _Reel(index, day.call)
    before: tuple[Strip, PlaceId] | None = None
    entries: list[StripTimes] = []
    shot: list[tuple[Strip, StripTimes]] = []
    eighths = 0
    for entry in day.entries:
        if isinstance(entry, Banner):
            meal, arrive, start, end = reel.work(0, 0, max(0, entry.minutes))
            entries.append(_banner(entry, meal, arrive, start, end))
            continue
        strip = index.strips.get(entry.strip)
        if strip is None:
            continue
        move, setup = setup_between(index, unit, before, strip, entry.place)
        meal, arrive, start, end = reel.work(move, setup, strip.minutes)
        times = StripTimes(
            strip=strip.id,
            banner="",
            place=entry.place,
            move_minutes=move,
            setup_minutes=setup,
            meal_before=meal,
            arrive=arrive,
            start=start,
            end=end,
        )
        entries.append(times)
        shot.append((strip, times))
        eighths += strip.eighths
        before = (strip, entry.place)
    wrap = reel.now + (index.unit_wrap if shot else 0)
    return DayTimes(
        unit=day.unit,
        date=day.date,
        number=number,
        light=day.light,
        call=day.call,
        wrap=wrap,
        overtime_minutes=max(0, wrap - day.call - unit.normal_minutes) if shot else 0,
        eighths=eighths,
        entries=tuple(entries),
        meals=tuple(reel.meals),
        people=_people(index, unit, shot),
        zone=index.timezone(index.base_of(shot[0][1].place if shot else None, unit)),
    )


def _banner(banner: Banner, meal: bool, arrive: int, start: int, end: int) -> StripTimes:
    return StripTimes(
        strip=None,
        banner=banner.text,
        place=None,
        move_minutes=0,
        setup_minutes=0,
        meal_before=meal,
        arrive=arrive,
        start=start,
        end=end,
    )


def _people(
    index: Index, unit: Unit, shot: Iterable[tuple[Strip, StripTimes]]
) -> tuple[PersonTimes, ...]:
    """Own call and wrap of everybody on the day's strips, as the production lists them."""
    first: dict[PersonId, StripTimes] = {}
    last: dict[PersonId, int] = {}
    strips: dict[PersonId, list[StripId]] = {}
    for strip, times in shot:
        for person in strip.people:
            if person in first:
                strips[person].append(strip.id)
            else:
                first[person] = times
                strips[person] = [strip.id]
            last[person] = times.end
    order, unknown = index.person_order, len(index.person_order)
    ranked = sorted((order.get(p, unknown), p) for p in first)
    bases: dict[PlaceId | None, BaseId | None] = {}
    people: list[PersonTimes] = []
    for _, person in ranked:
        times = first[person]
        if times.place not in bases:
            bases[times.place] = index.base_of(times.place, unit)
        who = index.people.get(person)
        end = last[person]
        people.append(
            PersonTimes(
                person=person,
                call=times.start - (who.preparation_minutes if who else 0),
                wrap=end + (who.strike_minutes if who else 0),
                first_shot=times.start,
                last_shot=end,
                strips=tuple(strips[person]),
                base=bases[times.place],
            )
        )
    return tuple(people)
