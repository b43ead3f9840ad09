"""The rules a plan must obey: one function each, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from intercut.domain.finding import Finding
from intercut.schedule.case import Case
from intercut.schedule.rules.apart import apart
from intercut.schedule.rules.available import available, element_available, permit
from intercut.schedule.rules.board import (
    calendar,
    dates,
    events,
    known,
    place,
    strips,
    units,
    unplaced,
)
from intercut.schedule.rules.light import light, weather
from intercut.schedule.rules.minors import (
    minors_days,
    minors_hours,
    minors_known,
    minors_stay,
    minors_week,
    minors_work,
)
from intercut.schedule.rules.order import continues, order, sittings
from intercut.schedule.rules.pins import day_pins, pins
from intercut.schedule.rules.rest import rest, weekly_rest
from intercut.schedule.rules.unit_day import (
    call,
    longest_day,
    meals,
    most_moves,
    own_longest_day,
    page_limit,
    unit_light,
)
from intercut.schedule.rules.whereabouts import travel, two_places

Rule = Callable[[Case], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    unplaced,
    strips,
    known,
    calendar,
    units,
    dates,
    place,
    events,
    longest_day,
    page_limit,
    most_moves,
    own_longest_day,
    available,
    element_available,
    two_places,
    travel,
    permit,
    light,
    unit_light,
    call,
    rest,
    weekly_rest,
    minors_known,
    minors_stay,
    minors_work,
    minors_hours,
    minors_week,
    minors_days,
    apart,
    order,
    continues,
    sittings,
    pins,
    day_pins,
    meals,
    weather,
)
"""In the order findings are listed. A rule's findings carry the code `rule.` and its name; those of
`unplaced`, `minors_known` and `weather` have codes of their own."""

NEVER_SOFT: Final = frozenset(
    {"unplaced", "strips", "known", "place", "two_places", "travel", "events", "pins", "day_pins"}
)
"""Rules no production can declare soft: every strip once, nobody in two places, pins."""

SOFTENABLE: Final = frozenset(
    rule.__name__ for rule in RULES if rule.__name__ not in {*NEVER_SOFT, "minors_known", "weather"}
)
"""Rules a production may declare soft, by name."""
