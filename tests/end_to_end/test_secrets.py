"""The cameo nobody may know of: her name and her part are in nothing that leaves the office."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SECRET = ("Blackwell", "Honor B", "honor-b", "MAGPIE", "Magpie")
READERS = ("crew", "reader", "second_ad", "Beatrice Lund")


def texts_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, and what is packed inside it."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as parts:
            yield from (parts.read(name) for name in parts.namelist())
    if data.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                yield stream


def told(data: bytes) -> set[str]:
    """Secret words in some bytes, in any usual encoding."""
    return {
        word
        for word in SECRET
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if word.encode(encoding) in data
    }


@pytest.fixture
def planned(run: Run, examples: Path, tmp_path: Path) -> Path:
    """Brownstone with a board; J. Winter is Honor Blackwell and plays MAGPIE."""
    folder = examples / "brownstone"
    film = tmp_path / "brownstone.intercut"
    run(
        "new", film, "--script", folder / "brownstone.fountain",
        "--facts", folder / "brownstone.facts.yaml",
    )  # fmt: skip
    run("plan", film, "--iterations", 5)
    return film


@pytest.mark.slow
def test_no_paper_and_no_answer_for_others_tells_the_cameo(
    run: Run, planned: Path, tmp_path: Path
) -> None:
    for reader in READERS:
        out = tmp_path / f"papers for {reader}"
        done = run("publish", planned, "--out", out, "--for", reader, "--json")
        assert done.code == 0, done.err
        assert told((done.out + done.err).encode()) == set()
        files = sorted(out.rglob("*"))
        assert files
        for path in files:
            assert not told(path.name.encode())
            for data in texts_of(path):
                assert told(data) == set(), path.name
    date = run("show", "board", planned, "--json").answer["days"][0]["date"]
    for reader in ("reader", "second_ad", "script_supervisor", "performer", "Beatrice Lund"):
        for verb in (
            ("check", planned),
            ("cost", planned),
            ("dood", planned),
            ("facts", planned),
            ("show", "board", planned),
            ("show", "scene", planned, "10"),
            ("show", "day", planned, date),
            ("show", "person", planned, "J. Winter"),
            ("show", "person", planned, "nobody"),
        ):
            for form in ((), ("--json",)):
                done = run(*verb, "--as", reader, *form)
                assert done.code in {0, 1, 2}, done.err
                assert told((done.out + done.err).encode()) == set(), (verb, reader)


@pytest.mark.slow
def test_the_owner_and_the_producer_know_her(run: Run, planned: Path, tmp_path: Path) -> None:
    assert "Blackwell" in run("dood", planned).out
    assert "Blackwell" in run("facts", planned).out
    out = tmp_path / "papers"
    run("publish", planned, "--out", out, "--for", "producer")
    assert "Blackwell" in set.union(*(told(d) for d in texts_of(out / "dood.xlsx")))
