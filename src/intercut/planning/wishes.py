"""Preferences that look beyond one day: counted over a unit's line of days, or over the script.

The twin of the wishes in `intercut.schedule.preferences` that no single day decides; those that
one day decides are in `dayrules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from intercut.planning.day import Day
from intercut.planning.problem import Problem
from intercut.planning.wished import wishes_of

OF_LINE = (
    "light_first_day",
    "big_scene_not_day_one",
    "nights_together",
    "places_shot_out",
    "few_days",
)
OF_ALL = ("cover_kept",)

Begin = tuple[int, int]
"""When a strip is first shot, and its place in the day: what story order is judged by."""


class Wishes:
    """Prices of what is wished for over more than a day."""

    def __init__(self, problem: Problem, lines: list[list[int]]) -> None:
        self.problem = problem
        self._lines = lines
        asked = wishes_of(problem)
        self._line = {name: asked[name] for name in OF_LINE if name in asked}
        self._cover = sum(price for price, _ in asked.get("cover_kept", ()))
        self.story = sum(price for price, _ in asked.get("story_order", ()))
        self.any_line = bool(self._line)
        self.any_cover = self._cover > 0
        self._weather = [s.weather_bound for s in problem.strips]
        self._covers = [s.cover and not s.weather_bound for s in problem.strips]
        self._unpriced = [u.day_cost is None for u in problem.production.units]
        self._normal = [u.normal_minutes for u in problem.production.units]
        scenes = {s.id: n for n, s in enumerate(problem.production.scenes)}
        self.scenes_of = [tuple(scenes[i] for i in s.scenes) for s in problem.strips]
        self.strips_of_scene: list[list[int]] = [[] for _ in scenes]
        for n, found in enumerate(self.scenes_of):
            for scene in found:
                self.strips_of_scene[scene].append(n)
        self._roles = [frozenset(s.roles) for s in problem.strips]

    # ------------------------------------------------------------------ a unit's line of days

    def line(self, unit: int, days: Callable[[int], Day | None]) -> int:
        """What a unit's days cost in wishes about their order."""
        cost = 0
        first = True
        night = other = False
        place = -1
        seen: set[int] = set()
        back = again = shot = 0
        for slot in self._lines[unit]:
            day = days(slot)
            if day is None or not day.clock.entries:
                continue
            shot += 1
            if first:
                cost += self._first_day(unit, day)
                first = False
            if day.light == 2:
                back += night and other
                night, other = True, False
            else:
                other = True
            for visit in day.clock.visits:
                if visit != place:
                    again += visit in seen
                    seen.add(visit)
                    place = visit
        cost += back * sum(p for p, _ in self._line.get("nights_together", ()))
        cost += again * sum(p for p, _ in self._line.get("places_shot_out", ()))
        if self._unpriced[unit]:
            cost += shot * sum(p for p, _ in self._line.get("few_days", ()))
        return cost

    def _first_day(self, unit: int, day: Day) -> int:
        cost = 0
        for price, settings in self._line.get("light_first_day", ()):
            if day.clock.wrap * 100 > self._normal[unit] * settings["percent"]:
                cost += price
        for price, settings in self._line.get("big_scene_not_day_one", ()):
            big = sum(
                self.problem.option_row[e[0]][5] >= settings["eighths"] for e in day.clock.entries
            )
            cost += price * big
        return cost

    # ------------------------------------------------------------------ cover against the weather

    def cover(
        self, days: Sequence[Day | None], changes: Mapping[int, Day | None], spare: set[int]
    ) -> int:
        """Weather-bound unit days without cover left at their base; ``spare`` are bases of cover
        strips that are not scheduled yet."""
        last: dict[int, int] = {}
        bound: list[tuple[int, int]] = []
        problem = self.problem
        for slot, old in enumerate(days):
            day = changes.get(slot, old)
            if day is None:
                continue
            weather = False
            for option, _, _, _ in day.clock.entries:
                strip = problem.option_strip[option]
                if self._covers[strip]:
                    base = problem.place_base[problem.option_place[option]]
                    last[base] = max(last.get(base, -1), day.date)
                weather |= self._weather[strip]
            if weather:
                bound.append((day.base, day.date))
        return self._cover * sum(
            base not in spare and last.get(base, -1) <= date for base, date in bound
        )

    def spare(self, left: Sequence[int]) -> set[int]:
        """Bases at which cover strips in the boneyard could be shot."""
        problem = self.problem
        return {
            problem.place_base[p]
            for s in left
            if self._covers[s]
            for p in (
                problem.place_ids.index(i) for i in problem.strips[s].places
                if i in problem.place_ids
            )
        }  # fmt: skip

    def is_cover(self, strip: int) -> bool:
        """Whether a strip may stand in when the weather is bad."""
        return self._covers[strip]

    # ------------------------------------------------------------------ story order

    def against_story(
        self,
        scenes: set[int],
        now: Callable[[int], Begin | None],
        then: Callable[[int], Begin | None],
    ) -> int:
        """How many more neighbours in the script are shot the other way, now than then.

        ``scenes`` are those with a strip that changed; ``now`` and ``then`` give a strip's begin.
        """
        count = 0
        done = -1
        for scene in sorted(scenes):
            if scene <= done:
                continue
            low = self._settled(scene, -1, scenes, now, then)
            high = scene
            while True:
                high = self._settled(high, 1, scenes, now, then)
                if high not in scenes:
                    break
            done = high
            span = range(max(low, 0), min(high, len(self.strips_of_scene) - 1) + 1)
            count += self._turned(span, now) - self._turned(span, then)
        return count

    def _settled(
        self,
        scene: int,
        step: int,
        scenes: set[int],
        now: Callable[[int], Begin | None],
        then: Callable[[int], Begin | None],
    ) -> int:
        """The next scene that is placed and does not change."""
        at = scene + step
        while 0 <= at < len(self.strips_of_scene):
            if at not in scenes and self.first(at, now) is not None:
                return at
            at += step
        del then
        return at

    def first(self, scene: int, begin: Callable[[int], Begin | None]) -> tuple[Begin, int] | None:
        """The first strip of a scene to be shot, and when."""
        found = [(b, s) for s in self.strips_of_scene[scene] if (b := begin(s)) is not None]
        return min(found) if found else None

    def _turned(self, scenes: range, begin: Callable[[int], Begin | None]) -> int:
        count = 0
        before: tuple[Begin, int] | None = None
        for scene in scenes:
            here = self.first(scene, begin)
            if here is None:
                continue
            if (
                before is not None
                and here[0] < before[0]
                and not self._roles[before[1]].isdisjoint(self._roles[here[1]])
            ):
                count += 1
            before = here
        return count
