"""Productions to plan: generated ones, and a tiny one that can be enumerated."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from tests.planning.films import Planned, planned

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
def anything() -> ModuleType:
    """Productions with everything, and random plans of them: `anything.py` beside this file."""
    path = Path(__file__).with_name("anything.py")
    spec = importlib.util.spec_from_file_location("planning_anything", path)
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


@pytest.fixture(scope="session")
def make_of(generator: ModuleType) -> Callable[[int, int], Production]:
    """Make a generated production of so many strips: `make_of(60, 1)`."""
    found: Callable[[int, int], Production] = generator.make_of
    return found


@pytest.fixture(scope="session")
def kitchen(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Eleven scenes on three of five days, two at dawn, one by night; Joan has three dates."""
    return planned(examples, tmp_path_factory.mktemp("kitchen"), "kitchen", 300)


@pytest.fixture(scope="session")
def brownstone(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Two cities, two units, two leads never at one base on one date, calls shot in parts."""
    return planned(examples, tmp_path_factory.mktemp("brownstone"), "brownstone", 800)
