"""intercut: from a screenplay to a provably near-cheapest legal shooting schedule.

``import intercut as ic; film = ic.open("film.intercut")``. Names arrive when they are first asked
for, so that ``intercut --version`` loads neither the database nor the solver.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what the names below are, for editors and type checkers
    from intercut.domain.plan import Plan
    from intercut.domain.production import Production
    from intercut.errors import (
        IntercutError,
        NewerFormat,
        NotAllowed,
        NotFound,
        Stale,
        Unreadable,
        Unwritable,
    )
    from intercut.film import Film, FilmPlan, new, open  # noqa: A004 - as in `ic.open`

    __version__: str

__all__ = [
    "Film",
    "FilmPlan",
    "IntercutError",
    "NewerFormat",
    "NotAllowed",
    "NotFound",
    "Plan",
    "Production",
    "Stale",
    "Unreadable",
    "Unwritable",
    "__version__",
    "new",
    "open",
]

_HOMES = {
    "IntercutError": "intercut.errors",
    "NewerFormat": "intercut.errors",
    "NotAllowed": "intercut.errors",
    "NotFound": "intercut.errors",
    "Stale": "intercut.errors",
    "Unreadable": "intercut.errors",
    "Unwritable": "intercut.errors",
    "Plan": "intercut.domain.plan",
    "Production": "intercut.domain.production",
    "Film": "intercut.film",
    "FilmPlan": "intercut.film",
    "new": "intercut.film",
    "open": "intercut.film",
}


def __getattr__(name: str) -> object:
    """Object a public name stands for, imported now.

    Raises
    ------
    AttributeError
        When the package has no such name.
    """
    if name == "__version__":
        try:
            return version("intercut")
        except PackageNotFoundError:  # run from a checkout that was never installed
            return "0.1.0"
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'intercut' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*_HOMES, "__version__"])
