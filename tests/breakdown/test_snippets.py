"""The labelled snippets: floors below which no change may push the proposals."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FLOORS = {
    "headings": (0.97, 0.97),
    "seen": (0.97, 0.97),
    "heard": (0.95, 0.95),
    "mentioned": (0.9, 0.9),
    "silent presence": (0.93, 0.93),
    "parts found": (0.97, 0.97),
    "lines to ends": (0.97, 0.97),
    "who is at an end": (0.95, 0.95),
    "elements": (0.9, 0.9),
    "questions": (0.9, 0.95),
}


@pytest.fixture(scope="module")
def measuring(root: Path) -> ModuleType:
    """`bench/breakdown.py`, which no package holds."""
    spec = importlib.util.spec_from_file_location(
        "bench_breakdown", root / "bench" / "breakdown.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_there_are_at_least_150_labelled_snippets_with_names_of_their_own(
    measuring: ModuleType,
) -> None:
    snippets = measuring.read_snippets()
    assert len(snippets) >= 150
    assert len({(s.group, s.name) for s in snippets}) == len(snippets)
    assert all(s.scenes for s in snippets)


def test_proposals_stay_as_good_as_they_were(measuring: ModuleType) -> None:
    scores = measuring.measure(measuring.read_snippets())
    for kind, (precision, recall) in FLOORS.items():
        assert scores[kind].precision >= precision, (kind, scores[kind].wrong)
        assert scores[kind].recall >= recall, (kind, scores[kind].wrong)


def test_a_wrong_answer_is_counted_and_told(measuring: ModuleType) -> None:
    score = measuring.Score()
    score.compare("here", {"ADA", "BO"}, {"BO", "CY"})
    assert (score.hits, score.false, score.missed) == (1, 1, 1)
    assert score.wrong == ["here: said CY, label has not", "here: missed ADA"]
