"""Things a scene needs, by the field's universal categories, and what having them costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intercut.domain.ids import ElementId
from intercut.domain.people import AvailabilityWindow
from intercut.domain.source import PROGRAM, Source
from intercut.domain.units import Money

SCENE_CATEGORIES: Final = {
    0: "Set",
    1: "INT/EXT",
    2: "Day/Night",
    3: "Script Day",
    4: "Unit",
    5: "Sequence",
    6: "Location",
}
ACTION_CATEGORIES: Final = {
    100: "Cast",
    101: "Background",
    102: "Stunts",
    103: "Vehicles",
    104: "Props",
    105: "Special Effects",
    106: "Wardrobe",
    107: "Makeup/Hair",
    108: "Animals",
    109: "Animal Wranglers",
    110: "Camera",
    111: "Grip",
    112: "Electric",
    113: "Sound",
    114: "Music",
    115: "Art Dept",
    116: "Set Dressing",
    117: "Greenery",
    118: "Security",
    119: "Special Equipment",
    120: "Additional Labor",
    121: "Visual Effects",
    122: "Mechanical Effects",
    123: "Notes",
    124: "Comments",
    125: "Misc",
    126: "Other",
}
"""Universal Category Identification numbers (github.com/UniversalScheduleStandard/UniversalCategoryIdentification)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing needed, in exactly one category (a number of ACTION_CATEGORIES, own from 500).

    Rates are per date worked and per date kept between first and last use; None = nothing paid.
    With ``availability`` empty it can be had on any date.
    """

    id: ElementId
    name: str
    category: int
    availability: tuple[AvailabilityWindow, ...] = ()
    day_rate: Money | None = None
    hold_rate: Money | None = None
    on_dood: bool = False
    source: Source = PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementUse:
    """A scene or part needs an element; ``count`` for background and the like.

    ``reason`` and ``confidence`` (percent) tell why the program proposes it.
    """

    element: ElementId
    count: int = 1
    reason: str = ""
    confidence: int = 100
    source: Source = PROGRAM
