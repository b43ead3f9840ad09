"""A board that follows its production: after a new draft or new facts nothing on it is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from intercut.domain.ids import StripId
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.domain.production import Production
from intercut.domain.strips import Strip, strips_in_mode, strips_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of a board.

    ``dropped`` are strips that are no more, ``renamed`` those that go on under another name,
    ``to_place`` those in the boneyard now that were scheduled or did not exist.
    """

    plan: Plan
    dropped: tuple[StripId, ...] = ()
    renamed: tuple[tuple[StripId, StripId], ...] = ()
    to_place: tuple[StripId, ...] = ()


def follow(plan: Plan, before: Production, after: Production) -> Followed:
    """A plan of the production before as a plan of the one after, as much kept as can be.

    A strip keeps its day when its scene (and part, and sitting) is still there. Its place is kept
    while the production has it, else the first one its set stands at is taken. A strip without
    place, or whose unit is gone, waits in the boneyard; so does every strip that is new.
    """
    modes = tuple((s, m) for s, m in plan.modes if any(s == x.id for x in after.scenes))
    plan = replace(plan, modes=modes)
    wanted = {s.id: s for s in strips_in_mode(after, plan)}
    was = {s.id: _same(s) for s in strips_of(before)}
    goes_on = {_same(s): s.id for s in wanted.values()}
    places = {p.id for p in after.places}
    units = {u.id for u in after.units}

    def now(strip: StripId) -> StripId | None:
        found = goes_on.get(was[strip]) if strip in was else None
        return found if found is not None else strip if strip in wanted else None

    placed: set[StripId] = set()
    days: list[UnitDay] = []
    for day in plan.days:
        entries: list[PlacedStrip | Banner] = []
        for entry in day.entries:
            if isinstance(entry, Banner):
                entries.append(entry)
                continue
            strip = now(entry.strip)
            if strip is None or strip in placed or day.unit not in units:
                continue
            open_at = wanted[strip].places
            place = entry.place if entry.place in places else next(iter(open_at), None)
            if place is not None:
                placed.add(strip)
                entries.append(PlacedStrip(strip=strip, place=place))
        if day.unit in units and (entries or not day.entries):
            days.append(replace(day, entries=tuple(entries)))
    waiting = [n for s in plan.boneyard if (n := now(s)) is not None and n not in placed]
    new = [s for s in wanted if s not in placed and s not in waiting]
    on_board = [*(s.strip for d in plan.days for s in d.strips), *plan.boneyard]
    events = {e.id for e in after.events}
    return Followed(
        plan=replace(
            plan,
            days=tuple(days),
            boneyard=(*dict.fromkeys(waiting), *new),
            events=tuple(e for e in plan.events if e.event in events),
        ),
        dropped=tuple(s for s in on_board if now(s) is None),
        renamed=tuple((s, n) for s in on_board if (n := now(s)) is not None and n != s),
        to_place=tuple(new),
    )


def _same(strip: Strip) -> tuple[object, ...]:
    """What stays the same while a strip may change its name."""
    return (strip.scenes, strip.mode, strip.part, strip.sitting)
