"""Which program this is: kept with every plan, so that one can tell what made it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program() -> str:
    """`intercut 0.1.0`."""
    try:
        return f"intercut {version('intercut')}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "intercut, not installed"
