"""Films of our own to send out and take back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from intercut.breakdown import Script, break_down
from intercut.domain.assemble import Assembly, assemble
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.exchange.facts import FactsRead, read_facts
from intercut.script.fountain import read_fountain

# The tests are no package (importlib mode): this lets them say `from tests.exchange.plans`.
ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


def breakdown_of(folder: Path, kind: str) -> Breakdown:
    """One of our own scripts, broken down."""
    path = folder / f"{folder.name}.fountain"
    return break_down((Script(screenplay=read_fountain(path.read_bytes(), path.name)),), kind=kind)


@pytest.fixture(scope="session")
def brownstone_facts(examples: Path) -> FactsRead:
    """The facts of Brownstone: leads kept apart, a secret cameo, a child, two cities."""
    path = examples / "brownstone" / "brownstone.facts.yaml"
    return read_facts(path.read_bytes(), path.name)


@pytest.fixture(scope="session")
def brownstone_script(examples: Path) -> Breakdown:
    """Brownstone as the program reads it: a call in two parts among 32 scenes."""
    return breakdown_of(examples / "brownstone", "single-camera drama")


@pytest.fixture(scope="session")
def brownstone_assembly(brownstone_script: Breakdown, brownstone_facts: FactsRead) -> Assembly:
    """Script and facts together."""
    assert brownstone_facts.facts is not None
    return assemble(brownstone_script, brownstone_facts.facts)


@pytest.fixture(scope="session")
def brownstone(brownstone_assembly: Assembly) -> Production:
    """The production: scene 17 only in parts, scene 27 whole or in parts."""
    return brownstone_assembly.production
