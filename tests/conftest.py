"""What every test may ask for, and how chance is kept repeatable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# In CI the same examples every time; at a desk new ones. No deadline: machines differ.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") or os.environ.get("INTERCUT_CI") else "desk")


def _beside(folder: str, what: str) -> Path:
    path = ROOT.parent / "shared" / folder
    if not path.is_dir():
        pytest.skip(f"{what} are not on this machine (looked in ../shared/{folder})")
    return path


@pytest.fixture(scope="session")
def root() -> Path:
    """Top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """Our own scripts and their facts."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def real_scripts() -> Path:
    """Real screenplay files by others, never part of this repository."""
    return _beside("scripts", "real screenplays")


@pytest.fixture(scope="session")
def real_bench() -> Path:
    """The literature's instances, never part of this repository."""
    return _beside("bench", "the literature's instances")
