from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.sequencing import parse_memory
from intercut.errors import Unreadable

Run = Callable[..., Any]

FOUR = """Four scenes

4
3
1 0 1 0 10
0 1 0 1 20
1 0 0 1 5
1 1 2 1
"""


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Two groups of scenes that are best shot one after the other: 0, 2 and 1, 3."""
    path = tmp_path / "four.txt"
    path.write_text(FOUR)
    return path


def test_answer_for_one_file_is_one_object(run: Run, instance: Path) -> None:
    done = run("sequence", instance, "--json")
    assert done.code == 0
    answer = done.answer
    assert set(answer) == {
        "schema", "version", "name", "status", "cost", "bound", "order", "seconds", "expanded",
    }  # fmt: skip
    assert (answer["name"], answer["status"]) == ("Four scenes", "optimal")
    assert answer["cost"] == answer["bound"] == 10 * 3 + 20 * 2 + 5 * 2
    assert sorted(answer["order"]) == [0, 1, 2, 3]


def test_answer_for_several_files_is_a_list(run: Run, instance: Path) -> None:
    answers = run("sequence", instance, instance, "--json").answer
    assert [a["name"] for a in answers] == ["Four scenes", "Four scenes"]


def test_verdict_counts_what_was_proved(run: Run, instance: Path) -> None:
    done = run("sequence", instance, "--seconds", "5", "--threads", "1", "--memory", "64MB")
    assert done.verdict.startswith("1 of 1 ordered, 1 proved")


def test_file_that_is_no_instance_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("Odd\n3\nmany\n")
    done = run("sequence", path)
    assert (done.code, done.out) == (2, "")
    assert "odd.txt, line 3" in done.err


@pytest.mark.parametrize("options", [["--seconds", "-1"], ["--threads", "0"], ["--memory", "1KB"]])
def test_limit_that_makes_no_sense_is_refused(run: Run, instance: Path, options: list[str]) -> None:
    done = run("sequence", instance, *options)
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(
    ("text", "size"),
    [("4GB", 4_000_000_000), ("512 MiB", 512 << 20), ("1.5g", 1_500_000_000), ("1000", 1000)],
)
def test_memory_is_written_as_people_write_it(text: str, size: int) -> None:
    assert parse_memory(text) == size


def test_other_words_are_no_memory() -> None:
    with pytest.raises(Unreadable, match="no amount of memory"):
        parse_memory("lots")


def test_classics_are_proved(run: Run, real_bench: Path) -> None:
    files = sorted((real_bench / "talent").glob("*.txt"))
    answers = run("sequence", *files, "--json").answer
    assert {a["status"] for a in answers} == {"optimal"}


def test_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\x00")
    assert "is not text" in run("sequence", odd).err
    assert "no file" in run("sequence", tmp_path / "none.txt").err
    assert run("sequence", tmp_path).code == 2
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(60_000_000)
    assert "60 MB" in run("sequence", huge).err


def test_ctrl_c_gives_the_best_order_so_far(
    run: Run, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intercut.actions import sequencing
    from intercut.planning.sequence import SequenceInterrupted, solve

    def stopped(*given: Any, **named: Any) -> Any:
        raise SequenceInterrupted(solve(*given, **named))

    monkeypatch.setattr(sequencing, "solve", stopped)
    done = run("sequence", instance, instance, "--json")
    assert done.code == 130
    assert "stopped: the best order so far" in done.err
    assert [len(a["order"]) for a in done.answer] == [4]
