"""Productions to plan: generated ones, and a tiny one that can be enumerated."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from intercut.domain.production import Production


@pytest.fixture(scope="session")
def generator(root: Path) -> ModuleType:
    """The benchmark's generator, `bench/productions.py`."""
    path = root / "bench" / "productions.py"
    spec = importlib.util.spec_from_file_location("bench_productions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def make(generator: ModuleType) -> Callable[[str, int], Production]:
    """`make(kind, seed)`: a generated production."""
    maker: Callable[[str, int], Production] = generator.make
    return maker
