"""Boards as other programs have them: strips by number in an order, cut into days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from intercut.domain.calendar import Calendar
from intercut.domain.elements import Element, ElementUse
from intercut.domain.facts import Facts
from intercut.domain.ids import (
    ElementId,
    PartId,
    PlaceId,
    RoleId,
    SceneId,
    SetId,
    StripId,
    UnitId,
)
from intercut.domain.people import Role
from intercut.domain.places import Place, Set
from intercut.domain.plan import Banner, PlacedEvent, UnitLight
from intercut.domain.production import Unit
from intercut.domain.scene import (
    Breakdown,
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
    Sitting,
    SittingsOf,
)
from intercut.domain.source import Source
from intercut.domain.stand_ins import MAIN_UNIT, STUDIO
from intercut.exchange.strip_names import sitting_of

ASSUMED_MINUTES_PER_EIGHTH: Final = 24
"""A feature's 20 eighths in a day of eight hours: our assumption, where a board gives no times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStrip:
    """One strip as a board of another program has it.

    ``number`` is unique. ``scene``, ``part`` (0: whole) and ``sitting`` are what it reads as.
    ``minutes`` None: not given.
    """

    number: str
    scene: str
    part: int = 0
    sitting: tuple[int, int] = (1, 1)
    set: str = ""
    location: str = ""
    unit: str = ""
    int_ext: IntExt = IntExt.INT
    light: Light = Light.ANY
    light_text: str = ""
    eighths: int = 0
    minutes: int | None = None
    synopsis: str = ""
    comments: str = ""
    script_day: str = ""
    script_page: str = ""
    cast: tuple[RoleId, ...] = ()
    elements: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDay:
    """One day of one unit. ``entries`` are strip numbers and banners in order.

    ``call`` and ``light`` None: the board does not say.
    """

    unit: str
    date: date
    entries: tuple[str | Banner, ...] = ()
    call: int | None = None
    light: UnitLight | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A named arrangement by strip numbers; ``boneyard`` are the strips on no day, in order."""

    name: str
    days: tuple[BoardDay, ...] = ()
    boneyard: tuple[str, ...] = ()
    events: tuple[PlacedEvent, ...] = ()


def working_dates(calendar: Calendar, first: date) -> Iterator[date]:
    """Dates from ``first`` on that are no days off, without end; a week all off counts as all on."""
    day = first
    all_off = len(calendar.days_off) >= 7
    while True:
        holiday = any(h.day == day for h in calendar.holidays)
        if (all_off or day.weekday() not in calendar.days_off) and not holiday:
            yield day
        day += timedelta(days=1)


@dataclass(slots=True)
class _Grouped:
    """The strips of one scene: whole, or its parts."""

    whole: list[BoardStrip] = field(default_factory=list)
    parts: dict[int, list[BoardStrip]] = field(default_factory=dict)


def film_of(
    title: str,
    strips: Iterable[BoardStrip],
    roles: tuple[Role, ...],
    elements: tuple[Element, ...],
    calendar: Calendar | None,
    source: Source,
    units: Iterable[str] = (),
) -> tuple[Breakdown, Facts]:
    """A film of strips alone: scenes with parts and sittings put together, sets, places, units.

    What only a script knows (lines, who is heard, what is in the text) is not there.
    """
    groups: dict[str, _Grouped] = {}
    for strip in read_as_strips(strips):
        group = groups.setdefault(strip.scene, _Grouped())
        (group.parts.setdefault(strip.part, []) if strip.part else group.whole).append(strip)
    scenes: list[Scene] = []
    sittings: list[SittingsOf] = []
    all_strips: list[BoardStrip] = []
    for number, group in groups.items():
        for cut in (group.whole, *group.parts.values()):
            all_strips += cut
            if len(cut) > 1:
                target = number if cut is group.whole else f"{number}pt{cut[0].part}"
                sittings.append(_sittings(target, cut, source))
        scenes.append(_scene(number, group, source))
    named_units = [*(u for u in units if u), *(s.unit for s in all_strips if s.unit)]
    sets = {s.set: Set(id=SetId(s.set), name=s.set, source=source) for s in all_strips}
    facts = Facts(
        title=title or None,
        calendar=calendar,
        places=_places(all_strips, source),
        bases=(STUDIO,) if named_units or any(s.location for s in all_strips) else (),
        units=_units(named_units),
        sittings=tuple(sittings),
    )
    breakdown = Breakdown(
        title=title,
        scenes=tuple(scenes),
        roles=roles,
        sets=tuple(sets.values()),
        elements=elements,
    )
    return breakdown, facts


def read_as_strips(strips: Iterable[BoardStrip]) -> tuple[BoardStrip, ...]:
    """The strips with parts and sittings only where all of them are there.

    A lone `89PT1` is a scene of that number, and so is `12 (2/3)` without the other two.
    """
    found = list(strips)
    cuts: dict[tuple[str, int], list[BoardStrip]] = {}
    for strip in found:
        cuts.setdefault((strip.scene, strip.part), []).append(strip)
    broken = {
        key
        for key, cut in cuts.items()
        if sorted(s.sitting for s in cut) != [(n + 1, len(cut)) for n in range(len(cut))]
    }
    found = [
        replace(s, scene=s.number, part=0, sitting=(1, 1)) if (s.scene, s.part) in broken else s
        for s in found
    ]
    parts: dict[str, set[int]] = {}
    for strip in found:
        if strip.part:
            parts.setdefault(strip.scene, set()).add(strip.part)
    alone = {scene for scene, numbers in parts.items() if len(numbers) == 1}
    return tuple(
        replace(s, scene=sitting_of(s.number)[0], part=0) if s.part and s.scene in alone else s
        for s in found
    )


def strip_id(strip: BoardStrip) -> StripId:
    """The id the strip has in a film made of its board."""
    number = f"{strip.scene}pt{strip.part}" if strip.part else strip.scene
    n, of = strip.sitting
    return StripId(f"{number} ({n}/{of})" if of > 1 else number)


def _minutes(strip: BoardStrip) -> int:
    if strip.minutes is not None:
        return strip.minutes
    return strip.eighths * ASSUMED_MINUTES_PER_EIGHTH


def _sittings(target: str, cut: list[BoardStrip], source: Source) -> SittingsOf:
    return SittingsOf(
        target=target,
        sittings=tuple(
            Sitting(eighths=s.eighths, minutes=_minutes(s), source=source)
            for s in sorted(cut, key=lambda s: s.sitting)
        ),
        source=source,
    )


def _scene(number: str, group: _Grouped, source: Source) -> Scene:
    whole = _together(group.whole)
    parts = {n: _together(cut) for n, cut in sorted(group.parts.items())}
    first = whole or next(iter(parts.values()))
    assert first is not None
    total = sum(p.eighths for p in parts.values() if p is not None)
    eighths = first.eighths if whole is not None else total
    minutes = _minutes(first)
    modes = (Mode.WHOLE,) if whole is not None else ()
    if len(parts) > 1:
        modes = (*modes, Mode.PARTS)
    cast = [r for s in (whole, *parts.values()) if s is not None for r in s.cast]
    return Scene(
        id=SceneId(number),
        number=number,
        heading=Heading(
            original=f"{first.int_ext}. {first.set} - {first.light_text or first.light.upper()}",
            int_ext=first.int_ext,
            set_name=first.set,
            light=first.light,
            light_text=first.light_text,
        ),
        set=SetId(first.set),
        eighths=EighthsCount(imported=eighths),
        minutes=Estimate(minutes=minutes, source=source),
        cast=tuple(
            CastEntry(
                role=r, presence=Presence.SEEN, works=True, reason="on the board", source=source
            )
            for r in dict.fromkeys(cast)
        ),
        elements=_uses(first, source),
        parts=tuple(_part(number, n, p, source) for n, p in parts.items() if p is not None)
        if len(parts) > 1
        else (),
        modes=modes,
        script_page=first.script_page,
        script_day=first.script_day,
        synopsis=first.synopsis,
        units=(UnitId(unit_id(first.unit)),) if first.unit else (),
        places=(PlaceId(place_id(first.location)),) if first.location else (),
        source=source,
    )


def _together(cut: list[BoardStrip]) -> BoardStrip | None:
    """A strip cut into sittings as it was before."""
    if not cut:
        return None
    ordered = sorted(cut, key=lambda s: s.sitting)
    return replace(
        ordered[0],
        eighths=sum(s.eighths for s in ordered),
        minutes=sum(map(_minutes, ordered)),
        cast=tuple(dict.fromkeys(r for s in ordered for r in s.cast)),
    )


def _uses(strip: BoardStrip, source: Source) -> tuple[ElementUse, ...]:
    return tuple(
        ElementUse(element=e, reason="on the board", source=source)
        for e in dict.fromkeys(strip.elements)
    )


def _part(number: str, n: int, strip: BoardStrip, source: Source) -> Part:
    return Part(
        id=PartId(f"{number}pt{n}"),
        number=n,
        label="",
        set=SetId(strip.set),
        int_ext=strip.int_ext,
        light=strip.light,
        on_camera=tuple(dict.fromkeys(strip.cast)),
        elements=_uses(strip, source),
        eighths=strip.eighths,
        minutes=Estimate(minutes=_minutes(strip), source=source),
        places=(PlaceId(place_id(strip.location)),) if strip.location else (),
        reason="on the board",
        source=source,
    )


def _places(strips: Iterable[BoardStrip], source: Source) -> tuple[Place, ...]:
    names: dict[str, str] = {}
    sets: dict[str, dict[SetId, None]] = {}
    for strip in strips:
        if strip.location:
            names.setdefault(place_id(strip.location), strip.location)
            sets.setdefault(place_id(strip.location), {})[SetId(strip.set)] = None
    return tuple(
        Place(id=PlaceId(id_), name=name, base=STUDIO.id, sets=tuple(sets[id_]), source=source)
        for id_, name in names.items()
    )


def _units(named: Iterable[str]) -> tuple[Unit, ...]:
    names: dict[str, str] = {str(MAIN_UNIT.id): MAIN_UNIT.name}
    for name in named:
        names.setdefault(unit_id(name), name)
    if len(names) == 1:
        return ()
    return tuple(Unit(id=UnitId(id_), name=name, base=STUDIO.id) for id_, name in names.items())


def place_id(location: str) -> str:
    """The id of a place that a board knows by name only."""
    return location.casefold()


def unit_id(name: str) -> str:
    """The id of a unit that a board knows by name only."""
    lowered = " ".join(name.casefold().split())
    return lowered.removesuffix(" unit") or lowered
