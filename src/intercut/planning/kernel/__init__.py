"""The planner's inner loops: native where they were built, and their meaning in plain Python."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

native: ModuleType | None
"""The compiled kernels, or None where they were not built."""
try:
    native = import_module("intercut.planning.kernel._native")
except ImportError:
    native = None

__all__ = ["native"]
