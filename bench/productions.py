"""Seeded, realistic productions for benchmarks: short, feature, block of episodes, season.

`make(kind, seed)` gives a whole `Production` with people, terms, places, permits, a calendar with
slack, a child, a pair kept apart, order rules and scenes in parts. Its shapes are calibrated to
figures counted over 727 produced feature scripts and one full board of a working assistant
director; run as a program it prints its own figures beside those.

    python bench/productions.py [short|feature|block|season] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import Calendar, DateSpan, Holiday, Hours
from intercut.domain.elements import Element, ElementUse
from intercut.domain.ids import (
    BaseId,
    ElementId,
    PartId,
    PersonId,
    PlaceId,
    RoleId,
    RuleId,
    SceneId,
    SetId,
    UnitId,
)
from intercut.domain.people import AvailabilityWindow, Casting, PayKind, Person, Role, Terms
from intercut.domain.places import Base, Move, Permit, Place, Set
from intercut.domain.production import OrderKind, OrderRule, Production, Unit
from intercut.domain.rulebook import Clause, MinorBand, MinorProfile, Rulebook
from intercut.domain.scene import (
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Mode,
    Part,
    Presence,
    Scene,
)
from intercut.domain.strips import strips_of
from intercut.domain.units import Money
from intercut.planning.problem import problem_of
from intercut.planning.shut import is_shut

START = date(2027, 3, 1)
"""A Monday in spring: nights and days are of a length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big a class of production is; ``weeks`` of calendar, five working days each."""

    strips: int
    people: int
    weeks: int
    units: int
    places: int
    bases: int
    recurring: float
    day_cost: int
    episodes: int = 1


SIZES = {
    "short": Size(strips=22, people=9, weeks=2, units=1, places=5, bases=1, recurring=0.7,
                  day_cost=600_000),
    "feature": Size(strips=150, people=40, weeks=9, units=1, places=24, bases=2, recurring=0.5,
                    day_cost=4_500_000),
    "block": Size(strips=400, people=70, weeks=14, units=2, places=45, bases=2, recurring=0.5,
                  day_cost=6_000_000, episodes=3),
    "season": Size(strips=1200, people=150, weeks=40, units=3, places=100, bases=3, recurring=0.45,
                   day_cost=7_000_000, episodes=8),
}  # fmt: skip

# Cast per strip of the 1946 board, lowest first: 0, 1, 2, 3, 4, 5, 6 and more.
_CAST_WEIGHTS = (7, 29, 31, 14, 10, 4, 3, 1, 1)
_MINUTES_PER_EIGHTH = 15


def make(kind: str, seed: int = 1) -> Production:
    """A production of that class; the same one for the same seed.

    Raises
    ------
    ValueError
        When ``kind`` is no class of `SIZES`.
    """
    if kind not in SIZES:
        msg = f"kind is one of {', '.join(SIZES)}, not {kind!r}"
        raise ValueError(msg)
    return _mended(_Maker(kind, SIZES[kind], random.Random(f"{kind}-{seed}")).production())


def make_of(strips: int, seed: int = 1) -> Production:
    """A production of so many strips, between a short film and a season: everything else about its
    size lies between that of the two classes around it, in the same proportion as the strips.

    Raises
    ------
    ValueError
        When ``strips`` lies outside the classes of `SIZES`.
    """
    classes = sorted(SIZES.values(), key=lambda s: s.strips)
    for low, high in pairwise(classes):
        if low.strips <= strips <= high.strips:
            break
    else:
        msg = f"strips are {classes[0].strips} to {classes[-1].strips}, not {strips}"
        raise ValueError(msg)
    way = (strips - low.strips) / (high.strips - low.strips)

    def between(a: float, b: float) -> int:
        return round(a + (b - a) * way)

    size = Size(
        strips=strips,
        people=between(low.people, high.people),
        weeks=between(low.weeks, high.weeks),
        units=between(low.units, high.units),
        places=between(low.places, high.places),
        bases=between(low.bases, high.bases),
        recurring=low.recurring + (high.recurring - low.recurring) * way,
        day_cost=between(low.day_cost, high.day_cost),
        episodes=between(low.episodes, high.episodes),
    )
    name = f"{strips} strips"
    return _mended(_Maker(name, size, random.Random(f"{name}-{seed}")).production())


def _mended(production: Production) -> Production:
    """People of scenes that could be shot on no date at all are not away after all, and children
    are not in scenes outside at night that end after their hours on every date."""
    problem = problem_of(production)
    shut = {
        scene
        for n, strip in enumerate(problem.strips)
        if is_shut(problem, n)
        for scene in strip.scenes
    }
    if shut:
        child = {p.id for p in production.people if p.minor_profile}
        roles = {c.role for c in production.casting if c.person in child}
        scenes = tuple(
            replace(s, cast=tuple(c for c in s.cast if c.role not in roles)) if s.id in shut else s
            for s in production.scenes
        )
        production = replace(production, scenes=scenes)
        problem = problem_of(production)
    free = {
        person
        for n, strip in enumerate(problem.strips)
        if not any(problem.option_slots[o] for o in problem.options_of[n])
        for person in strip.people
    }
    people = tuple(replace(p, availability=()) if p.id in free else p for p in production.people)
    return replace(production, people=people)


def _eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


class _Maker:
    def __init__(self, kind: str, size: Size, chance: random.Random) -> None:
        self.kind = kind
        self.size = size
        self.chance = chance
        self.span = DateSpan(first=START, last=START + timedelta(days=7 * size.weeks - 1))
        self.calendar = Calendar(
            span=self.span,
            holidays=(Holiday(day=START + timedelta(days=25), name="Spring holiday"),)
            if size.weeks > 4
            else (),
        )

    def production(self) -> Production:
        size = self.size
        bases = tuple(
            Base(id=BaseId(f"base{b}"), name=name, timezone="UTC", latitude=50.0, longitude=0.0)
            for b, name in zip(range(size.bases), ("Harbour", "Valley", "Coast"), strict=False)
        )
        sets, int_ext, lights = self._sets()
        places = self._places(sets, int_ext, bases)
        casts, n_recurring = self._casts([s for s, _ in self._scene_sets(sets)])
        roles = tuple(
            Role(id=RoleId(f"r{k + 1}"), name=f"ROLE {k + 1}", board_number=str(k + 1))
            for k in range(size.people)
        )
        self.child = min(5, n_recurring - 1)
        elements = self._elements()
        scenes = self._scenes(sets, int_ext, lights, casts, elements)
        people = self._people(roles, n_recurring, bases[0].id)
        return Production(
            title=f"Generated {self.kind}",
            currency="EUR",
            calendar=self.calendar,
            rulebook=_rulebook(),
            scenes=scenes,
            roles=roles,
            sets=sets,
            people=people,
            casting=tuple(
                Casting(role=r.id, person=p.id) for r, p in zip(roles, people, strict=True)
            ),
            elements=elements,
            bases=bases,
            places=places,
            moves=self._moves(places),
            units=self._units(bases[0].id),
            apart=self._apart(casts, n_recurring),
            order=self._order(scenes),
        )

    # ------------------------------------------------------------------ sets and places

    def _sets(self) -> tuple[tuple[Set, ...], list[IntExt], list[Light]]:
        """Half as many sets as scenes; 36 % EXT, 40 % NIGHT, as in the scripts counted."""
        n = max(4, round(0.47 * self.size.strips))
        sets = tuple(Set(id=SetId(f"set{k + 1}"), name=f"SET {k + 1}") for k in range(n))
        int_ext = [IntExt.EXT if self.chance.random() < 0.40 else IntExt.INT for _ in range(n)]
        lights = [Light.NIGHT if self.chance.random() < 0.40 else Light.DAY for _ in range(n)]
        self._drawn: list[tuple[int, int]] = []
        return sets, int_ext, lights

    def _scene_sets(self, sets: tuple[Set, ...]) -> list[tuple[int, int]]:
        """The set of each scene (and its own number): two sets in three are used once."""
        if self._drawn:
            return self._drawn
        often = max(2, round(0.32 * len(sets)))
        drawn = list(range(len(sets)))
        weights = [1.0 / (k + 1.5) ** 0.7 for k in range(often)]
        drawn += self.chance.choices(range(often), weights, k=self.size.strips - len(sets))
        self.chance.shuffle(drawn)
        self._drawn = [(s, n) for n, s in enumerate(drawn)]
        return self._drawn

    def _places(
        self, sets: tuple[Set, ...], int_ext: list[IntExt], bases: tuple[Base, ...]
    ) -> tuple[Place, ...]:
        n = self.size.places
        homes: list[list[SetId]] = [[] for _ in range(n)]
        outside = [bool(k % 2) for k in range(n)]
        for k, one in enumerate(sets):
            fit = [p for p in range(n) if outside[p] == (int_ext[k] is IntExt.EXT) or p < 2]
            weights = [3.0 if p < max(2, n // 8) else 1.0 for p in fit]
            homes[self.chance.choices(fit, weights)[0]].append(one.id)
        far = set(range(n - max(1, n // 8), n)) if len(bases) > 1 else set()
        places = []
        for k in range(n):
            stage = k < max(1, n // 8)
            base = bases[1 + k % (len(bases) - 1)] if k in far else bases[0]
            places.append(
                Place(
                    id=PlaceId(f"place{k + 1}"),
                    name=f"Stage {k + 1}" if stage else f"Location {k + 1}",
                    base=base.id,
                    sets=tuple(homes[k]),
                    permits=() if stage else self._permits(),
                    fee_day=_eur(100_00 * self.chance.randrange(8, 40)),
                    fee_opening=_eur(100_00 * self.chance.randrange(10, 60)),
                    setup_minutes=15 if stage else 30,
                )
            )
        return tuple(places)

    def _permits(self) -> tuple[Permit, ...]:
        """A quarter of the locations can be had for a few weeks only, or not early and late."""
        draw = self.chance.random()
        if draw < 0.20 and self.size.weeks > 4:
            first = 7 * self.chance.randrange(0, self.size.weeks - 3)
            return (
                Permit(
                    dates=DateSpan(
                        first=START + timedelta(days=first),
                        last=START + timedelta(days=first + 20),
                    )
                ),
            )
        if draw < 0.28:
            return (Permit(dates=self.span, weekdays=frozenset({0, 1, 2, 3})),)
        return ()

    def _moves(self, places: tuple[Place, ...]) -> tuple[Move, ...]:
        """Places stand on a map of 40 by 40 minutes for each base; far bases are far."""
        at = {p.id: (self.chance.randrange(40), self.chance.randrange(40)) for p in places}
        moves = []
        for k, one in enumerate(places):
            for two in places[k + 1 :]:
                away = abs(at[one.id][0] - at[two.id][0]) + abs(at[one.id][1] - at[two.id][1])
                minutes = 25 + away if one.base == two.base else 300
                moves.append(
                    Move(
                        start=one.id, end=two.id, minutes=minutes, cost=_eur(500_00 + 1_000 * away)
                    )
                )
        return tuple(moves)

    # ------------------------------------------------------------------ who is in which scene

    def _casts(self, scene_sets: list[int]) -> tuple[list[tuple[int, ...]], int]:
        """Who is in each scene: the k-th busiest in about 0.40 / k^1.1 of them, then a long tail
        of parts in one scene; all but the leads keep to their own sets."""
        chance, people = self.chance, self.size.people
        recurring = max(2, round(self.size.recurring * people))
        share = [0.46 / (k + 1) ** 0.95 for k in range(recurring)]
        n_sets = max(scene_sets) + 1
        at_home = [
            {s for s in range(n_sets) if k < 2 or chance.random() < 0.30} for k in range(recurring)
        ]
        casts: list[tuple[int, ...]] = []
        for one in scene_sets:
            count = chance.choices(range(len(_CAST_WEIGHTS)), _CAST_WEIGHTS)[0]
            left = {k: share[k] * (1.0 if one in at_home[k] else 0.12) for k in range(recurring)}
            cast: list[int] = []
            while left and len(cast) < count:
                who = chance.choices(list(left), list(left.values()))[0]
                cast.append(who)
                del left[who]
            casts.append(tuple(sorted(cast)))
        for k in range(recurring):  # everyone who recurs does so at least twice
            while sum(k in c for c in casts) < 2:
                n = chance.randrange(len(casts))
                casts[n] = tuple(sorted({*casts[n], k}))
        for k in range(recurring, people):
            n = chance.randrange(len(casts))
            casts[n] = tuple(sorted({*casts[n], k}))
        return casts, recurring

    def _people(self, roles: tuple[Role, ...], recurring: int, home: BaseId) -> tuple[Person, ...]:
        people = []
        child = self.child
        for k, role in enumerate(roles):
            if k < 2:
                terms = Terms(kind=PayKind.WEEKLY, rate=_eur(100_00 * self.chance.randrange(120, 250)),
                              overtime_hour=_eur(25_000), guarantee=1)  # fmt: skip
            elif k < max(4, recurring // 3):
                terms = Terms(kind=PayKind.DAILY, rate=_eur(100_00 * self.chance.randrange(14, 32)),
                              drops=1, drop_gap_days=10,
                              overtime_hour=_eur(20_000))  # fmt: skip
            else:
                terms = Terms(kind=PayKind.DAILY, rate=_eur(100_00 * self.chance.randrange(5, 13)),
                              drops=1 if k < recurring else 0, drop_gap_days=10,
                              overtime_hour=_eur(8_000))  # fmt: skip
            people.append(
                Person(
                    id=PersonId(f"p{k + 1}"),
                    name=f"Person {k + 1}",
                    home=home,
                    availability=self._availability(k, recurring),
                    terms=terms,
                    preparation_minutes=45 if k % 3 else 60,
                    strike_minutes=15,
                    minor_profile="minors" if k == child else "",
                    born=START - timedelta(days=365 * 12) if k == child else None,
                )
            )
            del role
        return tuple(people)

    def _availability(self, k: int, recurring: int) -> tuple[AvailabilityWindow, ...]:
        """Some supporting people are away for a week or two, or there for part of the time."""
        weeks = self.size.weeks
        if not 2 <= k < recurring or weeks < 5:
            return ()
        draw = self.chance.random()
        if draw < 0.25:
            first = START + timedelta(days=7 * self.chance.randrange(0, weeks - 2))
            away = DateSpan(first=first, last=first + timedelta(days=self.chance.choice((4, 11))))
            return (AvailabilityWindow(dates=away, available=False),)
        if draw < 0.35:
            length = max(4, weeks // 2)
            first = START + timedelta(days=7 * self.chance.randrange(0, weeks - length + 1))
            there = DateSpan(first=first, last=first + timedelta(days=7 * length - 1))
            return (AvailabilityWindow(dates=there),)
        return ()

    # ------------------------------------------------------------------ scenes

    def _elements(self) -> tuple[Element, ...]:
        return tuple(
            Element(id=ElementId(f"el{k + 1}"), name=name, category=category,
                    day_rate=_eur(rate), hold_rate=_eur(rate // 2))
            for k, (name, category, rate) in enumerate(
                (("Crane", 119, 180_000), ("Picture car", 103, 40_000), ("Horse", 108, 60_000))
            )
        )  # fmt: skip

    def _scenes(
        self,
        sets: tuple[Set, ...],
        int_ext: list[IntExt],
        lights: list[Light],
        casts: list[tuple[int, ...]],
        elements: tuple[Element, ...],
    ) -> tuple[Scene, ...]:
        chance = self.chance
        per_episode = -(-self.size.strips // self.size.episodes)
        scenes = []
        for n, (k, _) in enumerate(self._scene_sets(sets)):
            episode = str(101 + n // per_episode) if self.size.episodes > 1 else ""
            within = n % per_episode + 1
            number = f"{episode}-{within}" if episode else str(within)
            longest = 14 if self.child in casts[n] else 28  # what a child may work in a day
            eighths = min(longest, max(1, round(chance.lognormvariate(1.35, 0.95))))
            light = lights[k] if chance.random() < 0.75 else chance.choice((Light.DAY, Light.NIGHT))
            if int_ext[k] is IntExt.EXT:
                light = lights[k]
            setup = chance.choice((10, 15, 20, 25))
            used = tuple(ElementUse(element=e.id) for e in elements if chance.random() < 0.03)
            cast = tuple(
                CastEntry(role=RoleId(f"r{c + 1}"), presence=Presence.SEEN, works=True)
                for c in casts[n]
            )
            scene = Scene(
                id=SceneId(f"s{number}"),
                number=number,
                heading=Heading(
                    original=f"{int_ext[k]}. {sets[k].name} - {light.upper()}",
                    int_ext=int_ext[k],
                    set_name=sets[k].name,
                    light=light,
                ),
                set=sets[k].id,
                eighths=EighthsCount(computed=eighths),
                minutes=Estimate(minutes=_MINUTES_PER_EIGHTH * eighths),
                setup_minutes=setup,
                cast=cast,
                elements=used,
                episode=episode,
                script_day=f"D{1 + 12 * n // self.size.strips}",
                weather_bound=int_ext[k] is IntExt.EXT and chance.random() < 0.3,
                cover=int_ext[k] is IntExt.INT and chance.random() < 0.2,
            )
            if len(cast) == 2 and chance.random() < 0.08:
                scene = self._in_parts(scene, sets, k)
            scenes.append(scene)
        return tuple(scenes)

    def _in_parts(self, scene: Scene, sets: tuple[Set, ...], k: int) -> Scene:
        """A call: two ends on two sets; half of them may also be shot whole."""
        other = self.chance.randrange(len(sets))
        eighths = scene.eighths.value
        parts = tuple(
            Part(
                id=PartId(f"{scene.id}pt{n + 1}"),
                number=n + 1,
                label=f"END {n + 1}",
                set=sets[k].id if n == 0 else sets[other].id,
                int_ext=scene.heading.int_ext if n == 0 else IntExt.INT,
                light=scene.heading.light,
                on_camera=(entry.role,),
                eighths=eighths - eighths // 2 if n == 0 else eighths // 2,
                minutes=Estimate(minutes=max(10, round(0.7 * scene.minutes.minutes))),
                setup_minutes=scene.setup_minutes,
            )
            for n, entry in enumerate(scene.cast)
        )
        both = self.chance.random() < 0.5
        return Scene(
            id=scene.id, number=scene.number, heading=scene.heading, set=scene.set,
            eighths=scene.eighths, minutes=scene.minutes, cast=scene.cast, parts=parts,
            modes=(Mode.WHOLE, Mode.PARTS) if both else (Mode.PARTS,),
            parts_price=_eur(80_000) if both else None, parts_minutes=10 if both else 0,
            setup_minutes=scene.setup_minutes, episode=scene.episode, script_day=scene.script_day,
        )  # fmt: skip

    # ------------------------------------------------------------------ units and rules

    def _units(self, base: BaseId) -> tuple[Unit, ...]:
        names = ("main", "second", "third")
        return tuple(
            Unit(
                id=UnitId(name),
                name=name.title(),
                base=base,
                normal_minutes=660,
                longest_minutes=780,
                page_limit=48,
                day_cost=_eur(self.size.day_cost if n == 0 else self.size.day_cost * 3 // 5),
                overtime_hour=_eur(self.size.day_cost // 9),
                most_moves=2,
            )
            for n, name in zip(range(self.size.units), names, strict=False)
        )

    def _apart(self, casts: list[tuple[int, ...]], recurring: int) -> tuple[ApartRule, ...]:
        """The two busiest supporting people who share no scene are kept off one base a day."""
        shared = {(a, b) for c in casts for a in c for b in c if a < b}
        pairs = [
            (a, b) for a in range(1, recurring) for b in range(a + 1, recurring)
            if (a, b) not in shared
        ]  # fmt: skip
        if not pairs:
            return ()
        a, b = min(pairs, key=sum)
        return (
            ApartRule(
                id=RuleId("apart-1"),
                degree=Degree.BASE,
                people=(PersonId(f"p{a + 1}"),),
                others=(PersonId(f"p{b + 1}"),),
            ),
        )

    def _order(self, scenes: tuple[Scene, ...]) -> tuple[OrderRule, ...]:
        """A few sets are destroyed: what plays before comes first."""
        by_set: dict[str, list[Scene]] = {}
        for scene in scenes:
            if Mode.PARTS not in scene.modes:
                by_set.setdefault(scene.set, []).append(scene)
        often = [found for found in by_set.values() if len(found) >= 3]
        return tuple(
            OrderRule(
                id=RuleId(f"order-{n + 1}"),
                kind=OrderKind.BEFORE,
                first=tuple(s.number for s in found[:-1]),
                then=(found[-1].number,),
            )
            for n, found in enumerate(often[: max(1, len(scenes) // 60)])
        )


def _rulebook() -> Rulebook:
    """Work rules of a usual kind; numbers are settings of this benchmark, no union's."""
    return Rulebook(
        name="benchmark",
        dated="2027",
        clauses=(
            Clause(key="meal.after_minutes", value=360),
            Clause(key="meal.length_minutes", value=45),
            Clause(key="rest.daily_minutes", value=660),
            Clause(key="rest.weekly_minutes", value=3060),
        ),
        minors=(
            MinorProfile(
                name="minors",
                bands=(
                    MinorBand(
                        from_months=108,
                        to_months=192,
                        place_minutes=570,
                        work_minutes=300,
                        window=Hours(start=300, end=1350),
                    ),
                ),
            ),
        ),
    )


# ------------------------------------------------------------------ figures


def figures(production: Production) -> dict[str, float]:
    """The figures of a production that `productions.md` counts over real scripts."""
    scenes = production.scenes
    n = len(scenes)
    per_role = Counter(e.role for s in scenes for e in s.cast)
    per_set = Counter(s.set for s in scenes)
    counts = [len(s.cast) for s in scenes]
    ranked = sorted(per_role.values(), reverse=True)
    eighths = sorted(s.eighths.value for s in scenes)
    return {
        "scenes": n,
        "strips (all modes)": len(strips_of(production)),
        "speaking characters": len(per_role),
        "in one scene only, share": sum(v == 1 for v in per_role.values()) / max(1, len(per_role)),
        "cast per scene, mean": mean(counts),
        "cast per scene, median": median(counts),
        "EXT, share": sum(s.heading.int_ext is IntExt.EXT for s in scenes) / n,
        "NIGHT, share": sum(s.heading.light is Light.NIGHT for s in scenes) / n,
        "sets": len(per_set),
        "sets used once, share": sum(v == 1 for v in per_set.values()) / len(per_set),
        **{f"{k + 1}. busiest, share of scenes": ranked[k] / n for k in range(min(6, len(ranked)))},
        "eighths, 25 %": eighths[n // 4],
        "eighths, median": eighths[n // 2],
        "eighths, 75 %": eighths[3 * n // 4],
        "eighths, 90 %": eighths[9 * n // 10],
        "pages": sum(eighths) / 8,
    }


REAL = {
    "scenes": "79 / 138 / 220",
    "speaking characters": "25 / 48 / 86",
    "in one scene only, share": "0.42 / 0.58 / 0.74; board 0.39",
    "cast per scene, mean": "1.1 / 1.7 / 2.5; board 2.3",
    "cast per scene, median": "board 2",
    "EXT, share": "0.21 / 0.36 / 0.58; board 0.46",
    "NIGHT, share": "0.20 / 0.40 / 0.66; board 0.55",
    "sets": "36 / 69 / 118; board 79",
    "sets used once, share": "0.52 / 0.69 / 0.82; board 0.61",
    "1. busiest, share of scenes": "0.22 / 0.40 / 0.61; board 0.69",
    "2. busiest, share of scenes": "0.12 / 0.23 / 0.38; board 0.25",
    "3. busiest, share of scenes": "0.08 / 0.15 / 0.26; board 0.14",
    "4. busiest, share of scenes": "0.05 / 0.11 / 0.19; board 0.13",
    "5. busiest, share of scenes": "0.04 / 0.08 / 0.15; board 0.10",
    "6. busiest, share of scenes": "0.03 / 0.06 / 0.12; board 0.08",
    "eighths, 25 %": "board 2",
    "eighths, median": "board 4",
    "eighths, 75 %": "board 11",
    "eighths, 90 %": "board 20",
    "pages": "board 177",
}
"""10 % / 50 % / 90 % over 727 produced feature scripts; "board": one 1946 feature's own board."""


def main() -> None:
    """Print the figures of one or all classes beside the real ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="*", default=list(SIZES), help="short feature block season")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for kind in given.kind:
        print(f"\n{kind}, seed {given.seed}{'':<18}generated   real: 10 % / median / 90 %")
        for name, value in figures(make(kind, given.seed)).items():
            print(f"  {name:<32}{value:>10.2f}   {REAL.get(name, '')}")


if __name__ == "__main__":
    main()
