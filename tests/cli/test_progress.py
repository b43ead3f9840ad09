"""The line on the terminal while a plan is looked for."""

from __future__ import annotations

import pytest

from intercut.cli.draw.progress import PlanningBar, bar, curve
from intercut.planning import Progress


def known(seconds: float, cost: int | None, what: str = "better plan", left: int = 0) -> Progress:
    """How things stand at a moment."""
    return Progress(seconds=seconds, iterations=int(seconds * 1000), cost=cost, bound=None, gap=0.25,
                    unplaced_eighths=left, what=what)  # fmt: skip


def test_curve_falls_where_the_cost_falls_and_rests_where_it_rests() -> None:
    assert curve([(0.0, 80), (1.0, 40), (8.0, 10)], 9) == "█▄▄▄▄▄▄▄▁"


def test_curve_of_nothing_is_nothing_and_of_one_cost_is_flat() -> None:
    assert curve([], 10) == ""
    assert set(curve([(0.0, 5), (3.0, 5)], 10)) == {"▁"}


@pytest.mark.parametrize(("share", "full"), [(-1.0, 0), (0.0, 0), (0.5, 6), (1.0, 12), (7.0, 12)])
def test_bar_is_as_full_as_the_time_is_over(share: float, full: int) -> None:
    assert bar(share) == "█" * full + "░" * (12 - full)


def test_line_is_cut_to_the_terminal_and_begins_anew_when_a_strip_finds_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    line = PlanningBar("EUR", 10, None)
    line.line(known(0, 100, left=8))
    line.line(known(1, 90, left=8))
    placed = line.line(known(2, 900_00))
    assert not set(placed) & set("▁▂▃▄▅▆▇█") - {"█"}  # a dearer plan with more in it is no rise
    later = line.line(known(5, 450_00))
    assert later.startswith("█" * 6 + "░" * 6)
    assert later.endswith("▁")
    for columns in (20, 40, 60, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert len(line.line(known(6, 440_00))) < columns


def test_what_is_over_fills_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert PlanningBar("EUR", 600, None).line(known(2, 5, "done")).startswith("█" * 12)
