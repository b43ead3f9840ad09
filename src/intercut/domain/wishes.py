"""The default profile of preferences, *usual AD*: names, settings and prices; `schedule` counts them.

The prices are our assumption, in whole units of the reporting currency: a setting of every facts
file. They weigh against money only where two plans cost nearly the same.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from intercut.domain.production import Preference
from intercut.domain.source import ASSUMED
from intercut.domain.units import Money, minor_digits


class UsualWish(NamedTuple):
    """A preference's settings and its usual price per occurrence, in whole units of money."""

    settings: tuple[tuple[str, int], ...]
    price: int


USUAL_AD: Final[dict[str, UsualWish]] = {
    "exteriors_early": UsualWish((("percent", 60),), 150),
    "light_first_day": UsualWish((("percent", 75),), 1500),
    "nights_together": UsualWish((), 2000),
    "story_order": UsualWish((), 20),
    "balanced_days": UsualWish((("minutes", 120),), 300),
    "children_early": UsualWish((), 200),
    "big_scenes_neither_first_nor_last": UsualWish((("eighths", 24),), 150),
    "big_scene_not_day_one": UsualWish((("eighths", 24),), 1000),
    "cover_kept": UsualWish((), 800),
    "few_moves": UsualWish((), 500),
    "places_shot_out": UsualWish((), 400),
    "few_days": UsualWish((), 5000),
    "few_idle_days": UsualWish((), 300),
}
"""Preference name -> settings and usual price."""


def usual_ad(currency: str) -> tuple[Preference, ...]:
    """The default profile *usual AD* with its prices in a currency."""
    unit = 10 ** minor_digits(currency)
    return tuple(
        Preference(
            name=name,
            price=Money(minor=wish.price * unit, currency=currency),
            settings=wish.settings,
            source=ASSUMED,
        )
        for name, wish in USUAL_AD.items()
    )
