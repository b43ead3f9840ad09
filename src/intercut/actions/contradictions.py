"""Facts that cannot all hold, told from facts that say nothing.

An actor's true dates may leave no way to shoot the film. That has to be kept, planned and proved
impossible, so that it can be talked about. A name nobody knows, a rule without people or an amount
below zero says nothing: such facts are refused until they are mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from intercut.domain.finding import Finding, Level

CONTRADICTIONS: Final = frozenset(
    {
        "apart.live_read",
        "apart.scene",
        "availability.none",
        "day.calendar",
        "day.twice",
        "event.away",
        "event.dates",
        "joined.no_place",
        "light.no_unit",
        "order.cycle",
        "order.same_day",
        "pin.calendar",
        "pin.event_date",
        "pin.person_away",
        "pin.place_closed",
        "pin.scene_dates",
        "place.never_open",
        "scene.dates",
        "scene.no_date",
        "scene.places",
    }
)
"""Codes of errors in facts that are well said and cannot all hold."""


def says_nothing(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error that has to be mended before anything goes on."""
    return any(f.level is Level.ERROR and f.code not in CONTRADICTIONS for f in findings)
