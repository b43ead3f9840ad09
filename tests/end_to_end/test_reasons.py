"""Why people are kept apart stands in no explanation, log, export or diff of anybody."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import zipfile
import zlib
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


def unpacked(path: Path) -> bytes:
    """What a file holds packed: the members of a workbook, the streams and the text of a PDF."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as book:
            return b"".join(book.read(name) for name in book.namelist())
    if not data.startswith(b"%PDF"):
        return b""
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found += zlib.decompressobj().decompress(stream)
    if shutil.which("pdftotext"):
        read = ["pdftotext", "-raw", str(path), "-"]
        found += subprocess.run(read, capture_output=True, check=False).stdout
    return found


def test_what_is_packed_in_documents_is_searched(tmp_path: Path) -> None:
    """The search finds the words in a workbook and a page that have them."""
    book = tmp_path / "a.xlsx"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("sheet.xml", SECRET)
    page = tmp_path / "a.pdf"
    page.write_bytes(b"%PDF-1.7\nstream\n" + zlib.compress(SECRET.encode()) + b"\nendstream\n")
    for path in (book, page):
        assert not is_told(path.read_bytes())
        assert is_told(unpacked(path))


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
            assert not is_told(unpacked(path)), path


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
