"""What a half-shot scene owes shows wherever the scene does."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

FACTS = """
calendar: {dates: 2027-01-04..2027-01-15}
performers:
  - {name: Ada Quill, roles: ANN}
  - {name: Bo Marsh, roles: BEN}
scenes:
  - scene: 1
    pages: 1/8
    modes: [parts]
    parts:
      - {label: ANN'S END, set: KITCHEN, int_ext: INT, light: day, on_camera: [ANN], pages: 1/8, minutes: 30}
      - {label: BEN'S END, set: YARD, int_ext: EXT, light: day, on_camera: [BEN], pages: 0/8, minutes: 30}
pins:
  - {target: 1pt1, date: 2027-01-04, shot: yes, source: day report}
  - {target: 1pt2, date: 2027-01-06}
"""


def test_the_scene_and_the_board_say_what_is_owed(film: Path, tmp_path: Path, run: Run) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(FACTS)
    assert run("facts", film, "--set", facts).code == 0
    assert run("plan", film, "--iterations", "10", "--threads", "1").code == 0
    shown = run("show", "scene", film, "1")
    assert "1pt1 shot, owes 1pt2" in shown.out
    assert "day report" in shown.out
    assert "1pt1 shot, owes 1pt2" in run("show", "board", film).err
    told = [f["value"] for f in run("show", "scene", film, "1", "--json").answer["facts"]]
    assert "1pt1 shot, owes 1pt2" in told
    again = run("replan", film, "--from", "2027-01-05", "--iterations", "10", "--json").answer
    assert again["owing"] == ["1: 1pt1 shot, owes 1pt2"]
