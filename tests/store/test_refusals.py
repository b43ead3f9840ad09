from __future__ import annotations

from pathlib import Path

import pytest

from intercut.store.refusals import refusal

from django.db import OperationalError  # isort: skip - the store sets Django up first


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database or disk is full", "no room left"),
        ("attempt to write a readonly database", "may not be written here"),
        ("unable to open database file", "may not be written here"),
        ("database is locked", "another program has been writing"),
        ("disk I/O error", "could not be written (disk I/O error)"),
    ],
)
def test_failed_write_is_a_sentence(said: str, told: str) -> None:
    refused = refusal(Path("film.intercut"), OperationalError(said))
    assert told in str(refused)
    assert "film.intercut" in str(refused)
    assert "the film" in str(refusal(None, OperationalError(said)))


def test_what_lies_in_a_film_does_not_import_the_film(root: Path) -> None:
    for drawer in sorted((root / "src/intercut/store").glob("*.py")):
        if drawer.stem not in {"library", "__init__"}:
            text = drawer.read_text(encoding="utf-8")
            assert "store.library" not in text, drawer.name
            assert "import library" not in text, drawer.name
