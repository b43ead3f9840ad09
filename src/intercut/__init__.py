"""intercut: from a screenplay to a provably near-cheapest legal shooting schedule.

``import intercut as ic; film = ic.open("film.intercut")``. Names arrive when they are first asked
for, so that ``intercut --version`` loads neither the database nor the solver.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

_HOMES = {
    "IntercutError": "intercut.errors",
    "NewerFormat": "intercut.errors",
    "NotAllowed": "intercut.errors",
    "NotFound": "intercut.errors",
    "Stale": "intercut.errors",
    "Unreadable": "intercut.errors",
    "Unwritable": "intercut.errors",
    "Production": "intercut.domain.production",
    "Film": "intercut.film",
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
