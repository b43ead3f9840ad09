"""What was said at one end of a call reaches who plans and shoots the other, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.test_secrets import texts_of as packed
from tests.end_to_end.test_secrets import told

Run = Callable[..., Any]
ADDED = "Night, Clara. Step over the gap for me."


@pytest.fixture
def film(run: Run, examples: Path, tmp_path: Path) -> Path:
    """Brownstone with a board, nothing shot."""
    folder = examples / "brownstone"
    path = tmp_path / "b.intercut"
    script, facts = folder / "brownstone.fountain", folder / "brownstone.facts.yaml"
    run("new", path, "--script", script, "--facts", facts)
    run("plan", path, "--iterations", 5)
    return path


def length(run: Run, film: Path, strip: str) -> tuple[int, int]:
    """Minutes on the board, and eighths, of a strip; the clock of its day says the same."""
    for day in run("show", "board", film, "--json").answer["days"]:
        for each in day["strips"]:
            if each["strip"] == strip:
                start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (each["start"], each["end"]))
                assert end - start >= each["minutes"]  # a meal may lie in it
                return each["minutes"], each["eighths"]
    raise AssertionError(strip)


def test_an_improvised_line_reaches_the_other_end_and_its_plan(
    run: Run, film: Path, examples: Path, tmp_path: Path
) -> None:
    before = length(run, film, "17pt2")
    run("take", "read", film, examples / "brownstone" / "takes" / "lisbon.yaml")
    run("hear", film, "--take", "17pt1/A/2", "--reject", "6", "--confirm", "57")
    out = [tmp_path / f"as.{e}" for e in ("fountain", "fdx")]
    shot = run("asshot", film, "--tell-planner", "--out", out[0], "--out", out[1], "--json")
    (change,) = shot.answer["changes"]
    assert (change["target"], change["minutes"][0]) == ("17pt2", before[0])
    after = length(run, film, "17pt2")
    assert after[0] == change["minutes"][1] > before[0]
    assert run("check", film).code in {0, 1}
    # The clock of the day has it, and so has every plan made from now on.
    scene = run("show", "scene", film, "17").out
    assert ADDED in scene
    assert "as shot (takes 17pt1/A/2" in scene
    run("plan", film, "--board", "second", "--iterations", "20")
    assert length(run, film, "17pt2")[0] == after[0]
    answer = run("replan", film, "--from", "2027-10-06", "--iterations", "3", "--json")
    assert answer.code in {0, 1}, answer.err
    for path in out:
        assert path.read_bytes().count(ADDED.encode()) == 1


def test_a_secret_name_said_on_set_is_told_to_nobody_who_may_not_know(
    run: Run, film: Path, tmp_path: Path
) -> None:
    transcript = tmp_path / "t.srt"
    transcript.write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nYou rang.\n\n"
        "2\n00:00:03,000 --> 00:00:06,000\nCome on in, Honor Blackwell, we all love Magpie.\n",
        "utf-8",
    )
    run(
        "take", "add", film, "17pt1/A/1", "--status", "circled", "--date", "2027-10-04",
        "--stopwatch", "60", "--on", "1-4", "--note", "Honor Blackwell looked in",
        "--business", "waves at Magpie @2", "--match", "hands=as Honor Blackwell has them",
    )  # fmt: skip
    run("hear", film, "--take", "17pt1/A/1", "--transcript", transcript)
    assert told(run("take", "show", film, "--json").out.encode())  # who may know is told
    for reader in ("reader", "script_supervisor", "second_ad", "Beatrice Lund"):
        out = tmp_path / reader
        out.mkdir()
        for verb in (
            ("take", "show", film),
            ("hear", film, "--take", "17pt1/A/1", "--all"),
            ("owed", film, "--all"),
            ("asshot", film, "--out", out / "a.fountain", "--out", out / "a.fdx"),
            ("asshot", film, "--sure", "1", "--out", out / "a.pdf"),
            ("take", "papers", film, "--out", out / "papers"),
            ("show", "scene", film, "17"),
            ("stitch", film, "--scene", "17", "--out", out / "cut.edl"),
        ):
            for form in ((), ("--json",)):
                done = run(*verb, "--as", reader, *form)
                assert told((done.out + done.err).encode()) == set(), (verb[:2], reader)
        for path in (p for p in out.rglob("*") if p.is_file()):
            assert all(told(data) == set() for data in packed(path)), (path.name, reader)
