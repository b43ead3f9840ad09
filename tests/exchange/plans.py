"""Any plan of a production, legal or not: what a board file must carry whatever is on it."""

from __future__ import annotations

from random import Random

from intercut.domain.plan import Banner, PlacedEvent, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.production import Production
from intercut.domain.strips import strips_in_mode

BANNERS = ("LUNCH", "COMPANY MOVE", "=SUM(A1)", "pré-rig, tomorrow", 'WRAP "7"')


def any_plan(production: Production, seed: int) -> Plan:
    """Strips of the modes chosen, spread over working days of the units, the rest in the boneyard."""
    chance = Random(seed)
    open_scenes = [s for s in production.scenes if len(s.modes) > 1 and not s.omitted]
    modes = tuple((s.id, chance.choice(s.modes)) for s in open_scenes)
    strips = list(strips_in_mode(production, Plan(modes=modes)))
    chance.shuffle(strips)
    keys = [
        (day, unit.id)
        for unit in production.units
        for day in production.calendar_of(unit).working_days()
    ]
    days: list[UnitDay] = []
    for day, unit in sorted(chance.sample(keys, chance.randint(0, min(8, len(keys))))):
        entries: list[PlacedStrip | Banner] = []
        for _ in range(chance.randint(1, 6)):
            if chance.random() < 0.2:
                entries.append(Banner(text=chance.choice(BANNERS), minutes=chance.randint(0, 90)))
            elif strips:
                strip = strips.pop()
                entries.append(PlacedStrip(strip=strip.id, place=chance.choice(strip.places)))
        if any(isinstance(e, PlacedStrip) for e in entries):
            days.append(
                UnitDay(
                    unit=unit,
                    date=day,
                    call=chance.randint(20, 70) * 15,
                    light=chance.choice(list(UnitLight)),
                    locked=chance.random() < 0.2,
                    entries=tuple(entries),
                )
            )
    events = tuple(
        PlacedEvent(
            event=e.id, date=e.dates[0].first, start=chance.randint(480, 1080), place=e.place
        )
        for e in production.events
        if chance.random() < 0.5
    )
    return Plan(
        days=tuple(days),
        events=events,
        modes=modes,
        boneyard=tuple(s.id for s in strips),
    )
