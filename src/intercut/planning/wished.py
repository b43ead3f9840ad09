"""The preferences a production asks for, with prices and settings."""

from __future__ import annotations

from intercut.planning.problem import Problem
from intercut.schedule.preferences import PREFERENCES


def wishes_of(problem: Problem) -> dict[str, list[tuple[int, dict[str, int]]]]:
    """Price and settings of each preference asked for, by name."""
    found: dict[str, list[tuple[int, dict[str, int]]]] = {}
    for preference in problem.production.preferences:
        wish = PREFERENCES.get(preference.name)
        price = problem.index.money(preference.price)
        if wish is not None and price:
            settings = {**dict(wish.settings), **dict(preference.settings)}
            found.setdefault(preference.name, []).append((price, settings))
    return found
