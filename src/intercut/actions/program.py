"""Which program this is: kept with every plan, so that one can tell what made it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path


def program() -> str:
    """`intercut 0.1.0`."""
    try:
        return f"intercut {version('intercut')}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "intercut, not installed"


def has_native_kernel() -> bool:
    """Whether the native kernel was built; nothing of the planner is loaded to know."""
    beside = Path(__file__).parent.parent / "planning" / "kernel"
    if any(beside.glob("_native.*.so")) or any(beside.glob("_native*.pyd")):
        return True
    try:
        installed = files("intercut") or []
    except PackageNotFoundError:
        return False
    return any(
        f.name.startswith("_native.") and f.suffix in {".so", ".pyd"} and Path(f.locate()).exists()
        for f in installed
    )
