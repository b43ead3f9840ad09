from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from intercut.actions import health

Run = Callable[..., Any]


def test_machine_is_looked_over(run: Run) -> None:
    done = run("doctor", "--json")
    checks = {c["name"]: c for c in done.answer["checks"]}
    assert {"program", "kernel", "packages", "fonts", "sqlite", "letters", "time zones"} <= set(
        checks
    )
    assert done.code == 0
    jsonschema.validate(done.answer, run("schema", "doctor").answer)


def test_whole_film_is_called_whole(run: Run, film: Path) -> None:
    done = run("doctor", film)
    assert done.code == 0
    assert "3 scenes, 0 boards" in done.out
    assert [p.name for p in film.parent.glob("*.intercut*")] == [film.name]


def test_damaged_film_is_an_error(run: Run, film: Path) -> None:
    film.write_bytes(film.read_bytes()[:9000])
    done = run("doctor", film)
    assert done.code == 1
    assert "cut short" in done.out
    assert done.verdict.startswith("1 error")


def test_full_disk_and_missing_kernel_are_warnings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 60)
    monkeypatch.setattr(health, "has_native_kernel", lambda: False)
    done = run("doctor")
    assert done.code == 0
    assert "plain Python, many times slower" in done.out
    assert "Make room." in done.out
    assert "3 warnings" in done.verdict
