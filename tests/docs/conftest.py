"""The program that makes the docs, read from its own folder."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def of_docs(name: str) -> ModuleType:
    """A program of ``docs``."""
    folder = str(ROOT / "docs")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


@pytest.fixture(scope="session")
def tables() -> ModuleType:
    return of_docs("tables")


@pytest.fixture(scope="session")
def codes() -> ModuleType:
    return of_docs("finding_codes")
