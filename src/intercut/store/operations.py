"""Changes to a board, each with the change that takes it back.

An operation applied to a plan gives the next plan and the inverse; the inverse applied to that
plan gives the first one again, to the last strip of the boneyard.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from intercut.domain.ids import PlaceId, SceneId, StripId, UnitId
from intercut.domain.plan import PlacedEvent, PlacedStrip, Plan, UnitDay
from intercut.domain.scene import Mode
from intercut.errors import NotFound
from intercut.store import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStrip:
    """A strip goes to a position of an existing unit day, or (``unit`` None) to the boneyard.

    ``position`` counts the entries of the day (or of the boneyard) without the strip; -1 is last.
    ``place`` None keeps the place the strip has.
    """

    strip: StripId
    unit: UnitId | None = None
    date: dt.date | None = None
    position: int = -1
    place: PlaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay:
    """A unit day is made, replaced, or (``day`` None) taken away.

    Strips that lose their day go to the end of the boneyard; strips the new day holds leave the
    place they had. ``position`` is where a new day stands in the plan; -1: by its date.
    """

    unit: UnitId
    date: dt.date
    day: UnitDay | None
    position: int = -1

    def __post_init__(self) -> None:
        if self.day is not None and (self.day.unit, self.day.date) != (self.unit, self.date):
            msg = f"the day given is of {self.day.unit} on {self.day.date}, not of {self.unit}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMode:
    """A scene is shot whole or in parts; None leaves the plan without a word on it.

    ``position`` is where a new word stands in the plan's list; -1 last.
    """

    scene: SceneId
    mode: Mode | None
    position: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEvents:
    """The events of the plan are these."""

    events: tuple[PlacedEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacePlan:
    """The whole plan becomes this one: a planner's answer, a new draft's board."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Changes a person made in one go: several strips dragged, a day made for a strip."""

    steps: tuple[MoveStrip | SetDay | ReplacePlan, ...]


Operation = MoveStrip | SetDay | SetMode | SetEvents | ReplacePlan | Several

_KINDS: dict[str, type[Operation]] = {
    "board.move-strip": MoveStrip,
    "board.set-day": SetDay,
    "board.set-mode": SetMode,
    "board.set-events": SetEvents,
    "board.replace-plan": ReplacePlan,
    "board.several": Several,
}
for _name, _kind in _KINDS.items():
    codec.register(codec.Format(type=_kind, name=_name))


def decode(text: str) -> Operation:
    """The operation of a text that `codec.encode` made; errors as there."""
    return codec.decode(text, _KINDS.get(codec.name_of(text), ReplacePlan))


def apply(plan: Plan, operation: Operation) -> tuple[Plan, Operation]:
    """The plan after an operation, and the operation that takes it back.

    Raises
    ------
    NotFound
        When the strip or the day named is not on the board.
    """
    match operation:
        case MoveStrip():
            return _move(plan, operation)
        case SetDay():
            return _set_day(plan, operation)
        case SetMode():
            return _set_mode(plan, operation)
        case SetEvents(events=events):
            return replace(plan, events=events), SetEvents(events=plan.events)
        case ReplacePlan(plan=after):
            return after, ReplacePlan(plan=plan)
        case Several(steps=steps):
            return _several(plan, steps)


def _several(
    plan: Plan, steps: tuple[MoveStrip | SetDay | ReplacePlan, ...]
) -> tuple[Plan, Operation]:
    """Step by step; taken back from the last to the first."""
    back: list[MoveStrip | SetDay | ReplacePlan] = []
    for step in steps:
        plan, inverse = apply(plan, step)
        assert isinstance(inverse, MoveStrip | SetDay | ReplacePlan)
        back.append(inverse)
    return plan, Several(steps=tuple(reversed(back)))


def _index_of(days: list[UnitDay], unit: UnitId, date: dt.date | None) -> int | None:
    return next((n for n, d in enumerate(days) if d.unit == unit and d.date == date), None)


def _take_out(days: list[UnitDay], boneyard: list[StripId], strip: StripId) -> MoveStrip:
    """Take a strip off the board; the move that would put it back where it was."""
    if strip in boneyard:
        at = boneyard.index(strip)
        del boneyard[at]
        return MoveStrip(strip=strip, position=at)
    for n, day in enumerate(days):
        for at, entry in enumerate(day.entries):
            if isinstance(entry, PlacedStrip) and entry.strip == strip:
                days[n] = replace(day, entries=day.entries[:at] + day.entries[at + 1 :])
                return MoveStrip(
                    strip=strip, unit=day.unit, date=day.date, position=at, place=entry.place
                )
    msg = f"strip {strip} is not on this board."
    raise NotFound(msg)


def _move(plan: Plan, operation: MoveStrip) -> tuple[Plan, Operation]:
    strip = operation.strip
    days, boneyard = list(plan.days), list(plan.boneyard)
    back = _take_out(days, boneyard, strip)
    if operation.unit is None:
        boneyard.insert(_at(operation.position, len(boneyard)), strip)
        return replace(plan, days=tuple(days), boneyard=tuple(boneyard)), back
    target = _index_of(days, operation.unit, operation.date)
    if target is None:
        msg = f"the board has no day of unit {operation.unit} on {operation.date}."
        raise NotFound(msg, "Make the day first.")
    place = operation.place or back.place
    if place is None:
        msg = f"strip {strip} comes from the boneyard, and no place to shoot it at is named."
        raise NotFound(msg, "Name the place.")
    entries = list(days[target].entries)
    entries.insert(_at(operation.position, len(entries)), PlacedStrip(strip=strip, place=place))
    days[target] = replace(days[target], entries=tuple(entries))
    return replace(plan, days=tuple(days), boneyard=tuple(boneyard)), back


def _at(position: int, length: int) -> int:
    return length if position < 0 else min(position, length)


def _set_day(plan: Plan, operation: SetDay) -> tuple[Plan, Operation]:
    days = list(plan.days)
    at = _index_of(days, operation.unit, operation.date)
    if at is None and operation.day is None:
        msg = f"the board has no day of unit {operation.unit} on {operation.date}."
        raise NotFound(msg)
    before = None if at is None else days[at]
    held = {s.strip for s in before.strips} if before else set()
    holds = {s.strip for s in operation.day.strips} if operation.day else set()
    if at is not None:
        del days[at]
    if operation.day is not None:
        if at is None:
            at = operation.position
        if at < 0:
            at = next((n for n, d in enumerate(days) if d.date > operation.date), len(days))
        days.insert(at, operation.day)
    after = replace(plan, days=tuple(days))
    if held == holds:
        back = SetDay(unit=operation.unit, date=operation.date, day=before, position=at or 0)
        return after, back
    return _settled(plan, after, operation, held - holds), ReplacePlan(plan=plan)


def _settled(before: Plan, after: Plan, operation: SetDay, lost: set[StripId]) -> Plan:
    """The plan with no strip twice and none gone, after a day got other strips."""
    holds = {s.strip for s in operation.day.strips} if operation.day else set()
    days = tuple(
        d
        if (d.unit, d.date) == (operation.unit, operation.date)
        else replace(
            d,
            entries=tuple(
                e for e in d.entries if not (isinstance(e, PlacedStrip) and e.strip in holds)
            ),
        )
        for d in after.days
    )
    order = [s.strip for d in before.days for s in d.strips if s.strip in lost]
    boneyard = tuple(s for s in before.boneyard if s not in holds) + tuple(order)
    return replace(after, days=days, boneyard=boneyard)


def _set_mode(plan: Plan, operation: SetMode) -> tuple[Plan, Operation]:
    modes = list(plan.modes)
    at = next((n for n, (scene, _) in enumerate(modes) if scene == operation.scene), None)
    before = None if at is None else modes[at][1]
    if at is not None:
        del modes[at]
    back = SetMode(scene=operation.scene, mode=before, position=-1 if at is None else at)
    if operation.mode is not None:
        place = at if at is not None else _at(operation.position, len(modes))
        modes.insert(place, (operation.scene, operation.mode))
    return replace(plan, modes=tuple(modes)), back
