"""One plan before the judge: its clock, who is called when, and what the rules look up in it."""

from __future__ import annotations

from functools import cached_property

from intercut.domain.ids import ElementId, EventId, PersonId, SceneId, StripId
from intercut.domain.plan import Plan
from intercut.domain.production import Event
from intercut.domain.scene import Mode
from intercut.domain.strips import Strip
from intercut.schedule.clock import timed_plan
from intercut.schedule.days import Call, CaseDay, Shot, in_order
from intercut.schedule.engagement import Engagement, engaged
from intercut.schedule.index import Index
from intercut.schedule.results import EventTimes


class Case:
    """A production's index and one plan, with everything the rules and the costs look up.

    ``beside`` is another plan of the same index: the very same unit days keep their clock.
    """

    def __init__(self, index: Index, plan: Plan, beside: Case | None = None) -> None:
        self.index = index
        self.production = index.production
        self.plan = plan
        known = {id(d.plan): d for d in beside.days} if beside is not None else {}
        self.timetable = timed_plan(index, plan, {k: d.times for k, d in known.items()})
        self.days: list[CaseDay] = [
            same
            if (same := known.get(id(day))) is not None and same.times is times
            else CaseDay(index, day, times)
            for day, times in zip(in_order(index, plan), self.timetable.days, strict=True)
        ]
        self.shots = [shot for day in self.days for shot in day.shots]
        self.shots_of: dict[StripId, list[Shot]] = {}
        for shot in self.shots:
            self.shots_of.setdefault(shot.strip.id, []).append(shot)

    @cached_property
    def modes(self) -> dict[SceneId, Mode]:
        """How the plan shoots each scene."""
        decided = dict(reversed(self.plan.modes))
        return {
            s.id: mode if (mode := decided.get(s.id)) in s.modes and mode else s.modes[0]
            for s in self.production.scenes
        }

    def is_asked(self, strip: Strip) -> bool:
        """Whether the plan's modes ask for this strip."""
        return len(strip.scenes) > 1 or self.modes[strip.scenes[0]] is strip.mode

    @cached_property
    def unplaced(self) -> tuple[Strip, ...]:
        """Strips of the chosen modes that stand on no unit day, in script order."""
        return tuple(
            s for s in self.index.strips.values() if s.id not in self.shots_of and self.is_asked(s)
        )

    @cached_property
    def shooting_days(self) -> list[CaseDay]:
        """Unit days with strips on them."""
        return [day for day in self.days if day.shots]

    @cached_property
    def events(self) -> list[tuple[Event, EventTimes]]:
        """Placed events by date."""
        return [(self.index.events[t.event], t) for t in self.timetable.events]

    @cached_property
    def event_dates(self) -> dict[EventId, list[EventTimes]]:
        """Where each placed event stands."""
        found: dict[EventId, list[EventTimes]] = {}
        for times in self.timetable.events:
            found.setdefault(times.event, []).append(times)
        return found

    @cached_property
    def calls(self) -> dict[PersonId, list[Call]]:
        """Every call of every person, by begin; people in the order of the production."""
        index = self.index
        found: dict[PersonId, list[Call]] = {p: [] for p in index.person_order}
        for day in self.shooting_days:
            zero, date = day.zero, day.date
            place_of = {s.strip.id: s.place for s in day.shots}
            one = len(set(place_of.values())) == 1
            for p in day.times.people:
                places = (
                    (day.shots[0].place,)
                    if one
                    else tuple(dict.fromkeys(place_of[s] for s in p.strips))
                )
                last = (
                    p.base if len(places) == 1 else index.base_of(place_of[p.strips[-1]], day.unit)
                )
                found.setdefault(p.person, []).append(
                    Call(
                        date, zero + p.call, zero + p.wrap, p.call, p.wrap,
                        p.base, last, places, p.strips, day, None,
                    )
                )  # fmt: skip
        touched: set[PersonId] = set()
        for event, t in self.events:
            base = index.base_of(t.place)
            begin = index.instant(base, t.date, t.start, t.start)
            places = (t.place,) if t.place is not None else ()
            for person in dict.fromkeys(event.people):
                touched.add(person)
                found.setdefault(person, []).append(
                    Call(
                        t.date, begin, begin + t.end - t.start, t.start, t.end,
                        base, base, places, (), None, event,
                    )
                )  # fmt: skip
        if len(self.shooting_days) != len({d.date for d in self.shooting_days}):
            touched.update(found)
        for person in touched:
            found[person].sort(key=lambda c: (c.date, c.begin, c.end))
        return {p: calls for p, calls in found.items() if calls}

    @cached_property
    def engagements(self) -> dict[PersonId, Engagement]:
        """Everybody called, with travel, holds, drops and pay."""
        return {p: engaged(self.index, p, calls) for p, calls in self.calls.items()}

    @cached_property
    def uses(self) -> dict[ElementId, list[Shot]]:
        """The strips each element is used on, in order of shooting."""
        found: dict[ElementId, list[Shot]] = {}
        for shot in self.shots:
            for element in shot.strip.elements:
                found.setdefault(element, []).append(shot)
        return found
