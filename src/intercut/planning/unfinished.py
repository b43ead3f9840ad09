"""A scene not finished on its day: its strip splits, and the eighths that are owed carry over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from intercut.domain.calendar import DateSpan
from intercut.domain.ids import StripId
from intercut.domain.plan import PlacedStrip, Plan
from intercut.domain.production import Production
from intercut.domain.scene import Sitting, SittingsOf
from intercut.domain.source import Source
from intercut.domain.strips import Strip, strips_of
from intercut.domain.targets import Targets
from intercut.domain.units import format_eighths
from intercut.errors import NotFound, Unreadable
from intercut.planning.waiving import without_spans

_SAID = Source(who="what-if")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A production in which one strip is two. ``done`` and ``owed`` are the new strips, ``renamed``
    gives the new id of every sitting that is called otherwise now, ``done`` for the strip itself.
    """

    production: Production
    done: StripId
    owed: StripId
    renamed: dict[StripId, StripId]


def split(production: Production, target: str, owed: int) -> Split:
    """The strip of a scene, part or sitting in two: what is shot, and ``owed`` eighths that are not.

    Minutes are shared as the eighths are. The rest need not be shot on the next day.

    Raises
    ------
    NotFound
        When nothing is called so, or it is more than one strip.
    Unreadable
        When there is nothing left to owe, or nothing done.
    """
    targets = Targets(production)
    found = targets.find(target)
    if found is None or not found.strips:
        raise NotFound(f"there is no scene {target!r} on the board.", targets.advice(target))
    if len(found.strips) != 1:
        names = ", ".join(s.number for s in found.strips)
        raise NotFound(f"{target} is several strips.", f"Name one of {names}.")
    strip = found.strips[0]
    if not 0 < owed < strip.eighths:
        pages = format_eighths(strip.eighths)
        msg = f"of {strip.number} ({pages}) {format_eighths(max(0, owed))} cannot be owed."
        raise Unreadable(msg, "Give what is still to be shot, less than the whole: 12:3/8.")
    left = max(1, -(-strip.minutes * owed // strip.eighths))
    shares = (
        Sitting(eighths=strip.eighths - owed, minutes=max(1, strip.minutes - left), source=_SAID),
        Sitting(eighths=owed, minutes=left, source=_SAID),
    )
    at, of = strip.sitting
    base = strip.number if of == 1 else strip.number.rpartition(" (")[0]
    before = next((c for c in production.sittings if c.target == base), None)
    old = before.sittings if before is not None else ()
    sittings = (*old[: at - 1], *shares, *old[at:]) if before is not None else shares
    cut = SittingsOf(target=base, sittings=sittings, freed=True, source=_SAID)
    kept = tuple(c for c in production.sittings if c.target != base)
    changed = replace(production, sittings=(*kept, cut))
    total = len(sittings)
    renamed: dict[StripId, StripId] = {}
    if before is None:
        renamed[strip.id] = StripId(f"{base} (1/{total})")
    for n in range(1, of + 1 if before is not None else 1):
        renamed[StripId(f"{base} ({n}/{of})")] = StripId(f"{base} ({n + (n > at)}/{total})")
    return Split(
        production=changed,
        done=StripId(f"{base} ({at}/{total})"),
        owed=StripId(f"{base} ({at + 1}/{total})"),
        renamed=renamed,
    )


def split_plan(plan: Plan, made: Split) -> Plan:
    """A plan with the strip under its new name, and what is owed in the boneyard."""
    days = tuple(
        replace(
            day,
            entries=tuple(
                replace(e, strip=made.renamed.get(e.strip, e.strip))
                if isinstance(e, PlacedStrip)
                else e
                for e in day.entries
            ),
        )
        for day in plan.days
    )
    waiting = tuple(made.renamed.get(s, s) for s in plan.boneyard)
    return replace(plan, days=days, boneyard=(*waiting, made.owed))


def without_weather(production: Production, span: DateSpan) -> Production:
    """The production in which nothing that hangs on the weather is shot on these dates."""
    whole = production.calendar.span
    for unit in production.units:
        if unit.calendar is not None:
            other = unit.calendar.span
            whole = DateSpan(first=min(whole.first, other.first), last=max(whole.last, other.last))
    never = (DateSpan(first=span.first.min, last=span.first.min),)
    scenes = tuple(
        replace(
            s,
            dates=tuple(r for d in (s.dates or (whole,)) for r in without_spans(d, (span,)))
            or never,
        )
        if s.weather_bound
        else s
        for s in production.scenes
    )
    return replace(production, scenes=scenes)


def cover_for(production: Production) -> tuple[Strip, ...]:
    """Strips kept for bad weather: marked as cover, and not bound to it themselves."""
    return tuple(s for s in strips_of(production) if s.cover and not s.weather_bound)
