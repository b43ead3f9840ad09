"""A board of another program laid onto a film: its strips by number, its days by date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import PlaceId, SceneId, StripId, UnitId
from intercut.domain.lookup import folded
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Production, Unit
from intercut.domain.scene import Light, Mode
from intercut.domain.strips import Strip
from intercut.domain.targets import Targets
from intercut.exchange.boards import Board, BoardDay, BoardStrip, strip_id, unit_id

_SPLIT_CALL, _NIGHT_CALL = 660, 960


class _Matching:
    """One board on one production."""

    def __init__(
        self, production: Production, board: Board, strips: Mapping[str, BoardStrip]
    ) -> None:
        self.production = production
        self.board = board
        self.board_strips = strips
        self.targets = Targets(production)
        self.by_id: dict[StripId, Strip] = {s.id: s for s in self.targets.strips}
        self.places = {p.id: p for p in production.places}
        self.findings: list[Finding] = []
        self.units = {folded(u.id): u for u in production.units}
        self.units.update({unit_id(u.name): u for u in production.units})

    def strips_of(self, number: str) -> tuple[Strip, ...]:
        """The film's strips that a strip of the board is: one, or the sittings of it."""
        told = self.board_strips.get(number)
        for name in (strip_id(told), number) if told is not None else (number,):
            if StripId(name) in self.by_id:
                return (self.by_id[StripId(name)],)
        target = self.targets.find(strip_id(told) if told is not None else number)
        if target is None:
            self.findings.append(
                warning(
                    "board.unknown_strip",
                    f"The board {self.board.name!r} has strip {number}, which the film has not.",
                    Where(strip=number),
                    "Add the scene, or correct its number on the board.",
                )
            )
            return ()
        whole = tuple(s for s in target.strips if s.mode is Mode.WHOLE)
        found = whole or (target.strips if told is not None and told.part else ())
        if not found:
            self.findings.append(
                warning(
                    "board.split_scene",
                    f"The board {self.board.name!r} has scene {number} whole; "
                    "the film shoots it in parts only.",
                    Where(strip=number),
                    f"Replace it on the board by {', '.join(s.number for s in target.strips)}.",
                )
            )
        return found

    def place_of(self, strip: Strip, number: str) -> PlaceId:
        """Where the board has a strip shot: the place it names if the set stands there."""
        told = self.board_strips.get(number)
        if told is not None and told.location:
            for place in strip.places:
                known = self.places.get(place)
                if folded(place) == folded(told.location) or (
                    known is not None and folded(known.name) == folded(told.location)
                ):
                    return place
        if strip.places:
            return strip.places[0]
        return self.production.places[0].id if self.production.places else PlaceId("")

    def unit_of(self, day: BoardDay) -> Unit:
        """The unit a board names; the first one when it names none the film has."""
        found = self.units.get(unit_id(day.unit)) or self.units.get(folded(day.unit))
        if found is None and day.unit:
            self.findings.append(
                note(
                    "board.unknown_unit",
                    f"The board {self.board.name!r} has days of {day.unit!r}; "
                    f"they go to {self.production.units[0].name} unit.",
                    Where(unit=day.unit),
                    "Describe the unit in `units`.",
                )
            )
            self.units[unit_id(day.unit)] = self.production.units[0]
        return found or self.production.units[0]


def laid_onto(
    production: Production, board: Board, strips: Mapping[str, BoardStrip]
) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan a board makes of a film, and what of it could not be matched.

    Strips are matched by number. Strips of the film that the board does not have wait in the
    boneyard, after those it has there. Where the board gives neither call nor light, these follow
    from the strips: outside by night makes a night, by day and by night a split day.
    """
    matching = _Matching(production, board, strips)
    days: dict[tuple[date, UnitId], list[BoardDay]] = {}
    for day in board.days:
        days.setdefault((day.date, matching.unit_of(day).id), []).append(day)
    placed: dict[StripId, date] = {}
    entries: dict[tuple[date, UnitId], list[PlacedStrip | Banner]] = {}
    for key, same_day in sorted(days.items()):
        row = entries.setdefault(key, [])
        for entry in (e for day in same_day for e in day.entries):
            if isinstance(entry, Banner):
                row.append(entry)
                continue
            for strip in matching.strips_of(entry):
                if strip.id in placed:
                    matching.findings.append(
                        warning(
                            "board.strip_twice",
                            f"Strip {strip.number} is on {placed[strip.id]} and again on {key[0]}; "
                            "the first counts.",
                            Where(strip=strip.number, date=str(key[0])),
                        )
                    )
                    continue
                placed[strip.id] = key[0]
                row.append(PlacedStrip(strip=strip.id, place=matching.place_of(strip, entry)))
    modes = _modes(matching, placed)
    unit_days = []
    for key, row in entries.items():
        kept = tuple(
            e for e in row if isinstance(e, Banner) or _in_mode(matching.by_id[e.strip], modes)
        )
        if kept:
            unit_days.append(_unit_day(matching, key, days[key], kept))
    boneyard = _boneyard(matching, modes, placed)
    events = tuple(e for e in board.events if e.event in {k.id for k in production.events})
    open_scenes = {s.id for s in production.scenes if len(s.modes) > 1}
    plan = Plan(
        days=tuple(unit_days),
        events=events,
        modes=tuple((s, m) for s, m in modes.items() if s in open_scenes),
        boneyard=boneyard,
    )
    return plan, tuple(matching.findings)


def _modes(matching: _Matching, placed: Mapping[StripId, date]) -> dict[SceneId, Mode]:
    """How the board shoots each scene: in parts when any is on a day, whole when that is."""
    modes: dict[SceneId, Mode] = {}
    first_waiting: dict[SceneId, Mode] = {}
    for number in matching.board.boneyard:
        for strip in _quietly(matching, number):
            first_waiting.setdefault(strip.scenes[0], strip.mode)
    for scene in matching.production.scenes:
        if scene.omitted:
            continue
        own = matching.targets.of_scene.get(scene.id, ())
        on_days = {s.mode for s in own if s.id in placed}
        if len(on_days) > 1:
            matching.findings.append(
                warning(
                    "board.both_modes",
                    f"Scene {scene.number} is on the board whole and in parts; the parts count.",
                    Where(scene=scene.number),
                    "Take one of the two off the board.",
                )
            )
        if Mode.PARTS in on_days:
            modes[scene.id] = Mode.PARTS
        elif Mode.WHOLE in on_days:
            modes[scene.id] = Mode.WHOLE
        else:
            # A file holds the strips of every mode; those in use stand first in the boneyard.
            modes[scene.id] = first_waiting.get(scene.id, scene.modes[0])
    return modes


def _quietly(matching: _Matching, number: str) -> tuple[Strip, ...]:
    before = len(matching.findings)
    found = matching.strips_of(number)
    del matching.findings[before:]
    return found


def _in_mode(strip: Strip, modes: Mapping[SceneId, Mode]) -> bool:
    return len(strip.scenes) > 1 or modes.get(strip.scenes[0]) is strip.mode


def _unit_day(
    matching: _Matching,
    key: tuple[date, UnitId],
    told: list[BoardDay],
    entries: tuple[PlacedStrip | Banner, ...],
) -> UnitDay:
    unit = next(u for u in matching.production.units if u.id == key[1])
    strips = [matching.by_id[e.strip] for e in entries if isinstance(e, PlacedStrip)]
    outside = {s.light for s in strips if s.int_ext.outside}
    light = next((d.light for d in told if d.light is not None), None)
    if light is None:
        by_day = outside & {Light.DAY, Light.DAWN}
        night = Light.NIGHT in outside
        light = UnitLight.DAY if not night else UnitLight.SPLIT if by_day else UnitLight.NIGHT
    call = next((d.call for d in told if d.call is not None), None)
    if call is None:
        call = {
            UnitLight.DAY: unit.earliest_call,
            UnitLight.SPLIT: _SPLIT_CALL,
            UnitLight.NIGHT: _NIGHT_CALL,
        }[light]
    return UnitDay(
        unit=unit.id,
        date=key[0],
        call=call,
        light=light,
        entries=entries,
        locked=any(d.locked for d in told),
    )


def _boneyard(
    matching: _Matching, modes: Mapping[SceneId, Mode], placed: Mapping[StripId, date]
) -> tuple[StripId, ...]:
    found: dict[StripId, None] = {}
    for number in matching.board.boneyard:
        for strip in matching.strips_of(number):
            if strip.id not in placed and _in_mode(strip, modes):
                found[strip.id] = None
    missing = [
        s
        for s in matching.targets.strips
        if s.id not in placed and s.id not in found and _in_mode(s, modes)
    ]
    if missing:
        listed = ", ".join(s.number for s in missing[:10])
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        matching.findings.append(
            note(
                "board.missing_strips",
                f"The board {matching.board.name!r} does not have {listed}{more}: "
                "they wait in the boneyard.",
            )
        )
    found.update(dict.fromkeys(s.id for s in missing))
    return tuple(found)
