"""Why people are kept apart stands in no explanation, log, export or diff of anybody."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SECRET = "an injunction about the yellow scarf"
WORDS = ("injunction", "yellow scarf")
PASSPHRASE = "eleven quiet herons"


def is_told(data: bytes) -> bool:
    return any(
        word.encode(encoding) in data
        for word in (*WORDS, PASSPHRASE)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


@pytest.mark.slow
def test_the_reason_is_in_no_byte_of_anything(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, film = examples / "brownstone", tmp_path / "film" / "brownstone.intercut"
    film.parent.mkdir()
    script, facts = folder / "brownstone.fountain", folder / "brownstone.facts.yaml"
    run("new", film, "--script", script, "--facts", facts)
    monkeypatch.setenv("INTERCUT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET))
    kept = run("reason", film, "leads")
    assert kept.code == 0, kept.err
    assert not is_told((kept.out + kept.err).encode())
    assert run("reason", film, "leads", "--read").out.strip() == SECRET
    monkeypatch.delenv("INTERCUT_PASSPHRASE")
    run("plan", film, "--iterations", "5", "--threads", "1")
    out = tmp_path / "papers"
    for verb in (
        ("check", film),
        ("facts", film),
        ("show", "board", film),
        ("show", "person", film, "Inês Valente"),
        ("explain", film, "why", "27"),
        ("explain", film, "infeasible", "--iterations", "5", "--seconds", "5"),
        ("whatif", film, "waive leads", "--iterations", "5"),
        ("together", film, "--scene", "27", "--iterations", "5", "--tries", "1"),
        ("replan", film, "--from", "2027-10-08", "--iterations", "5"),
        ("publish", film, "--out", out),
        ("reason", film, "leads", "--read"),
        ("reason", film, "nobody", "--read"),
    ):
        forms: tuple[tuple[str, ...], ...] = ((), ("--json",))
        for form in forms[: 1 if verb[0] == "reason" else 2]:
            done = run(*verb, *form)
            assert not is_told((done.out + done.err).encode()), verb
    for path in tmp_path.rglob("*"):
        assert not is_told(path.name.encode())
        if path.is_file():
            assert not is_told(path.read_bytes()), path


def test_a_wrong_passphrase_and_a_reader_are_refused(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, film = examples / "brownstone", tmp_path / "brownstone.intercut"
    script, facts = folder / "brownstone.fountain", folder / "brownstone.facts.yaml"
    run("new", film, "--script", script, "--facts", facts)
    monkeypatch.setenv("INTERCUT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET))
    assert run("reason", film, "leads", "--as", "reader").code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET))
    assert run("reason", film, "leads").code == 0
    assert run("reason", film, "leads", "--read", "--as", "reader").code == 2
    monkeypatch.setenv("INTERCUT_PASSPHRASE", "twelve quiet herons")
    assert run("reason", film, "leads", "--read").code == 2
    assert run("reason", film, "leads", "--forget").code == 0


def test_without_a_passphrase_the_reason_is_not_kept(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, film = examples / "brownstone", tmp_path / "brownstone.intercut"
    script, facts = folder / "brownstone.fountain", folder / "brownstone.facts.yaml"
    run("new", film, "--script", script, "--facts", facts)
    monkeypatch.delenv("INTERCUT_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET))
    done = run("reason", film, "leads")
    assert done.code == 2
    assert "passphrase" in done.err
    assert not any(is_told(p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file())
