"""The long real script with invented facts: read, laid over, nothing off."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.longform import SCRIPT, longform_facts

from intercut.breakdown import Script, break_down
from intercut.domain.assemble import assemble
from intercut.domain.finding import Level
from intercut.domain.strips import strips_of
from intercut.exchange.facts import read_facts
from intercut.script.fountain import read_fountain


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_long_script_becomes_a_production_without_an_error(
    real_scripts: Path, seed: int
) -> None:
    path = real_scripts / SCRIPT
    read = read_facts(longform_facts(real_scripts, seed))
    assert read.findings == ()
    assert read.facts is not None
    breakdown = break_down((Script(screenplay=read_fountain(path.read_bytes(), path.name)),))
    found = assemble(breakdown, read.facts)
    assert [str(f) for f in found.findings if f.level is Level.ERROR] == []
    strips = strips_of(found.production)
    assert len({s.scenes for s in strips}) == 112
    assert [s.number for s in strips if s.sitting[1] > 1]
    assert sum(s.eighths for s in strips) == 797
    assert all(s.places and s.people for s in strips)
    assert len(found.production.people) == 14


def test_one_seed_gives_one_file(real_scripts: Path) -> None:
    assert longform_facts(real_scripts, 7) == longform_facts(real_scripts, 7)
    assert longform_facts(real_scripts, 7) != longform_facts(real_scripts, 8)
