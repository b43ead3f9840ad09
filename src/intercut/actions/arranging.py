"""A board changed by hand: strips and days moved, locked, made, taken back.

Every change is one operation with its inverse, made against the version the person saw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intercut.access import Action, require
from intercut.actions.office import KeptFilm
from intercut.domain.ids import PlaceId, StripId, UnitId
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Production
from intercut.domain.strips import Strip, strips_of
from intercut.domain.units import format_clock, parse_clock
from intercut.errors import NotAllowed, NotFound, Unreadable
from intercut.store.operations import MoveStrip, Operation, SetDay, Several
from intercut.store.records import BoardState


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where strips go: before the entry at ``position`` of a unit day (-1: last), or with ``unit``
    None into the boneyard. Positions count the entries that stay where they are."""

    unit: UnitId | None = None
    date: dt.date | None = None
    position: int = -1


def move_strips(
    film: KeptFilm, board: str, strips: Sequence[str], spot: Spot, *, expected: int
) -> BoardState:
    """The board with these strips at that spot, in the order given, as one change.

    A day that is not there yet is made. A strip out of the boneyard takes a place of filming that
    the day has already, else one at the unit's base, else the first its set stands at.

    Raises
    ------
    NotAllowed
        When the actor may not, or one of the days is locked.
    NotFound, Stale, Unwritable
        When a strip is not known or has no place, somebody was first, or the film cannot be
        written.
    """
    require(film.actor, Action.CHANGE_BOARD)
    state = film.board(board)
    operation = moving(film.assembly().production, state.plan, strips, spot)
    return film.library.boards.apply(board, operation, who=film.actor.name, expected=expected)


def moving(
    production: Production,
    plan: Plan,
    strips: Sequence[str],
    spot: Spot,
    known: Mapping[StripId, Strip] | None = None,
) -> Operation:
    """The operation that takes strips to a spot; errors as `move_strips`.

    ``known`` are all strips of the production where somebody has them at hand.
    """
    if known is None:
        known = {s.id: s for s in strips_of(production)}
    wanted = [StripId(s) for s in dict.fromkeys(strips)]
    if not wanted:
        raise Unreadable("no strip is named.")
    for strip in wanted:
        if strip not in known:
            msg = f"there is no strip {strip}."
            raise NotFound(msg)
    home = {s.strip: d for d in plan.days for s in d.strips}
    for day in dict.fromkeys(home[s] for s in wanted if s in home):
        _refuse_locked(day)
    steps: list[MoveStrip | SetDay] = []
    day_there = next((d for d in plan.days if (d.unit, d.date) == (spot.unit, spot.date)), None)
    if spot.unit is not None:
        if spot.date is None:
            raise Unreadable("a day needs a date.")
        if day_there is None:
            day_there = new_day(production, spot.unit, spot.date)
            steps.append(SetDay(unit=spot.unit, date=spot.date, day=day_there))
        _refuse_locked(day_there)
    # The boneyard of the plan need not name a strip that came with a new draft.
    lost = [s for s in wanted if s not in home and s not in plan.boneyard]
    if lost:
        return _with_lost(production, plan, wanted, spot)
    for n, strip in enumerate(wanted):
        steps.append(
            MoveStrip(
                strip=strip,
                unit=spot.unit,
                date=spot.date,
                position=-1 if spot.position < 0 else spot.position + n,
                place=None
                if spot.unit is None or strip in home
                else place_for(production, known[strip], day_there, spot.unit),
            )
        )
    return _settled(steps, wanted, home, plan, spot)


def _settled(
    steps: list[MoveStrip | SetDay],
    wanted: list[StripId],
    home: dict[StripId, UnitDay],
    plan: Plan,
    spot: Spot,
) -> Operation:
    """Strips of the same day are taken out first, so that positions count only what stays."""
    here = [
        s
        for s in wanted
        if (spot.unit is None and s in plan.boneyard)
        or (s in home and (home[s].unit, home[s].date) == (spot.unit, spot.date))
    ]
    if spot.position >= 0 and here and len(wanted) > 1:
        out = [MoveStrip(strip=s, unit=spot.unit, date=spot.date, position=-1) for s in here]
        steps = [
            *(s for s in steps if isinstance(s, SetDay)),
            *out,
            *(s for s in steps if isinstance(s, MoveStrip)),
        ]
    return steps[0] if len(steps) == 1 else Several(steps=tuple(steps))


def _with_lost(
    production: Production, plan: Plan, wanted: Sequence[StripId], spot: Spot
) -> Operation:
    """As `moving` on a board that does not name some strips: they wait in its boneyard first."""
    from intercut.store.operations import ReplacePlan, apply

    there = {s.strip for d in plan.days for s in d.strips} | set(plan.boneyard)
    whole = replace(plan, boneyard=(*plan.boneyard, *(s for s in wanted if s not in there)))
    after, _ = apply(whole, moving(production, whole, wanted, spot))
    return ReplacePlan(plan=after)


def _refuse_locked(day: UnitDay) -> None:
    if day.locked:
        msg = f"{day.date.isoformat()} of unit {day.unit} is locked."
        raise NotAllowed(msg, "Unlock the day first.")


def new_day(production: Production, unit: UnitId, date: dt.date) -> UnitDay:
    """An empty day of a unit, called as early as its days begin.

    Raises
    ------
    NotFound
        When there is no such unit.
    """
    found = next((u for u in production.units if u.id == unit), None)
    if found is None:
        msg = f"there is no unit {unit!r}."
        raise NotFound(msg, f"There is: {', '.join(u.id for u in production.units)}.")
    light = UnitLight.DAY if UnitLight.DAY in found.lights else found.lights[0]
    call = -(-found.earliest_call // 15) * 15 if light is UnitLight.DAY else 15 * 60
    return UnitDay(unit=unit, date=date, call=call, light=light)


def place_for(production: Production, strip: Strip, day: UnitDay | None, unit: UnitId) -> PlaceId:
    """Where a strip that comes out of the boneyard is shot.

    Raises
    ------
    NotFound
        When its set stands nowhere yet.
    """
    open_at = strip.places
    if not open_at:
        msg = f"strip {strip.number} has no place of filming: its set stands nowhere yet."
        raise NotFound(msg, "Say in `places` where the set stands.")
    on_day = [s.place for s in day.strips] if day else []
    at_day = next((p for p in reversed(on_day) if p in open_at), None)
    base = next((u.base for u in production.units if u.id == unit), None)
    at_base = next((p.id for p in production.places if p.id in open_at and p.base == base), None)
    return at_day or at_base or open_at[0]


# ------------------------------------------------------------------------------------------- days


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """What a person changes of a unit day; None leaves it. ``banners`` replaces all of them:
    (position among all entries, text, minutes)."""

    call: str | None = None
    light: str | None = None
    locked: bool | None = None
    banners: tuple[tuple[int, str, int], ...] | None = None


def change_day(
    film: KeptFilm, board: str, unit: str, date: dt.date, change: DayChange, *, expected: int
) -> BoardState:
    """The board with another call, light, lock or other banners on one unit day; made if new.

    Raises
    ------
    NotAllowed, NotFound, Unreadable, Stale, Unwritable
        When the actor may not or the day is locked, the unit is not known, an hour makes no
        sense, somebody was first, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_BOARD)
    plan = film.board(board).plan
    day = _find(plan, unit, date) or new_day(film.assembly().production, UnitId(unit), date)
    if change.locked is None:
        _refuse_locked(day)
    after = day
    if change.call is not None:
        after = replace(after, call=_clock(change.call))
    if change.light is not None:
        after = replace(after, light=_light(change.light))
    if change.locked is not None:
        after = replace(after, locked=change.locked)
    if change.banners is not None:
        entries: list[PlacedStrip | Banner] = list(day.strips)
        for position, text, minutes in sorted(change.banners):
            if not text.strip():
                raise Unreadable("a banner needs words.")
            entries.insert(max(0, position), Banner(text=text.strip(), minutes=max(0, minutes)))
        after = replace(after, entries=tuple(entries))
    operation = SetDay(unit=day.unit, date=day.date, day=after)
    return film.library.boards.apply(board, operation, who=film.actor.name, expected=expected)


def drop_day(film: KeptFilm, board: str, unit: str, date: dt.date, *, expected: int) -> BoardState:
    """The board without a unit day; its strips wait in the boneyard. Errors as `change_day`."""
    require(film.actor, Action.CHANGE_BOARD)
    day = _find(film.board(board).plan, unit, date)
    if day is None:
        msg = f"the board has no day of unit {unit} on {date.isoformat()}."
        raise NotFound(msg)
    _refuse_locked(day)
    operation = SetDay(unit=day.unit, date=day.date, day=None)
    return film.library.boards.apply(board, operation, who=film.actor.name, expected=expected)


def call_days(film: KeptFilm, board: str, dates: Sequence[dt.date], *, expected: int) -> BoardState:
    """The board with the call and light that break fewest rules on these dates, as one change.

    Raises
    ------
    NotAllowed, NotFound, Stale, Unwritable
        As `change_day`.
    """
    require(film.actor, Action.CHANGE_BOARD)
    from intercut.planning.calls import with_calls

    plan = film.board(board).plan
    called = with_calls(film.assembly().production, plan)
    steps = tuple(
        SetDay(unit=new.unit, date=new.date, day=new)
        for old, new in zip(plan.days, called.days, strict=True)
        if old.date in set(dates) and old != new and not old.locked
    )
    if not steps:
        raise NotFound("these days have the best call already.")
    return film.library.boards.apply(
        board, Several(steps=steps), who=film.actor.name, expected=expected
    )


def _find(plan: Plan, unit: str, date: dt.date) -> UnitDay | None:
    return next((d for d in plan.days if d.unit == unit and d.date == date), None)


def _clock(text: str) -> int:
    try:
        return parse_clock(text)
    except ValueError as wrong:
        msg = f"{text!r} is no hour of the clock."
        raise Unreadable(msg, f"Write it like {format_clock(430)}.") from wrong


def _light(text: str) -> UnitLight:
    try:
        return UnitLight(text)
    except ValueError as wrong:
        msg = f"{text!r} is no kind of day."
        raise Unreadable(msg, f"There is: {', '.join(UnitLight)}.") from wrong


# ------------------------------------------------------------------------------------ whole boards


def undo(film: KeptFilm, board: str, *, expected: int) -> BoardState:
    """The board with its last change taken back; errors as `store.boards.Boards.undo`."""
    require(film.actor, Action.CHANGE_BOARD)
    return film.library.boards.undo(board, who=film.actor.name, expected=expected)


def redo(film: KeptFilm, board: str, *, expected: int) -> BoardState:
    """The board with the last `undo` taken back; errors as there."""
    require(film.actor, Action.CHANGE_BOARD)
    return film.library.boards.redo(board, who=film.actor.name, expected=expected)


def branch(film: KeptFilm, board: str, new: str, *, at: int | None = None) -> BoardState:
    """A new board that starts as another stands, or stood after its change ``at``.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, there is no such board or moment, or the name is taken.
    """
    require(film.actor, Action.CHANGE_BOARD)
    return film.library.boards.branch(board, new.strip(), who=film.actor.name, at=at)


def go_back(film: KeptFilm, board: str, at: int, *, expected: int) -> BoardState:
    """The board as it stood after its change ``at``, as one more change.

    Raises
    ------
    NotAllowed, NotFound, Stale, Unwritable
        As `branch`; when somebody was first.
    """
    require(film.actor, Action.CHANGE_BOARD)
    then = film.library.boards.get(board, at)
    return film.library.boards.replace(
        board,
        then.plan,
        who=film.actor.name,
        made={"by": "back", "to": at},
        expected=expected,
    )


def empty_board(film: KeptFilm, name: str) -> BoardState:
    """A new board with every strip in the boneyard: one to arrange by hand.

    Raises
    ------
    NotAllowed, Unwritable
        When the actor may not, or the name is taken.
    """
    require(film.actor, Action.CHANGE_BOARD)
    from intercut.domain.strips import strips_in_mode

    strips = strips_in_mode(film.assembly().production, Plan())
    return film.library.boards.add(
        name.strip(), Plan(boneyard=tuple(s.id for s in strips)), who=film.actor.name
    )
