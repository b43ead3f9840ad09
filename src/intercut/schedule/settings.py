"""The numbers the judge reads from a rulebook, and what stands where a rulebook says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One clause key the judge asks for; ``default`` is our assumption, ``text`` says it in words."""

    key: str
    default: int
    text: str


SETTINGS: Final = {
    s.key: s
    for s in (
        Setting(
            key="move.default_minutes",
            default=45,
            text="a move between two places no `Move` is stated for",
        ),
        Setting(
            key="meal.after_minutes",
            default=360,
            text="work from call, or from the end of a meal, to the next meal; 0 = no meals",
        ),
        Setting(key="meal.length_minutes", default=60, text="a meal; 0 = continuous day"),
        Setting(
            key="meal.person_clock",
            default=0,
            text="1: the first meal is also counted from each person's own call",
        ),
        Setting(
            key="meal.grace_minutes",
            default=0,
            text="how much later than `meal.after_minutes` a person's first meal may begin",
        ),
        Setting(key="unit.wrap_minutes", default=0, text="from the last shot to the unit's wrap"),
        Setting(key="sun.rise_minutes", default=360, text="sunrise where no place is known"),
        Setting(key="sun.set_minutes", default=1140, text="sunset where no place is known"),
        Setting(
            key="light.dusk_minutes",
            default=45,
            text="dawn and dusk reach so far to either side of sunrise and sunset",
        ),
        Setting(
            key="call.grid_minutes", default=15, text="calls stand on this grid; 0 = any minute"
        ),
        Setting(key="call.split_earliest", default=660, text="earliest call of a split day"),
        Setting(key="call.split_latest", default=900, text="latest call of a split day"),
        Setting(key="call.night_earliest", default=900, text="earliest call of a night"),
        Setting(key="call.night_latest", default=1260, text="latest call of a night"),
        Setting(
            key="rest.daily_minutes",
            default=720,
            text="from a person's wrap to the same person's next call on another date",
        ),
        Setting(
            key="rest.weekly_minutes", default=0, text="the long rest of each week; 0 = not asked"
        ),
        Setting(
            key="rest.weekly_days",
            default=6,
            text="most dates from the first to the last call between two weekly rests",
        ),
        Setting(
            key="drop.gap_days",
            default=10,
            text="pick-up date less drop date must exceed this, unless the terms say otherwise",
        ),
        Setting(key="pay.week_days", default=5, text="paid days in a week of pay"),
    )
}
"""By key. Sources are given in `docs/reference/rules.md`; every one may be set in a rulebook."""
