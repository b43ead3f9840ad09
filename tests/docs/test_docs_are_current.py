"""Every page says what the program does today: commands, exit codes, outputs, tables."""

from __future__ import annotations

import difflib
import importlib
import re
import sys
from pathlib import Path

import pytest

from intercut.cli.app import SHOWN, VERBS

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))
make = importlib.import_module("make")

MADE = {p.relative_to(ROOT).as_posix(): p for p in make.pages()}
EVERY = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.slow
@pytest.mark.parametrize("page", MADE)
def test_page_is_what_the_program_says(page: str) -> None:
    # Write it again: python docs/make.py
    old = MADE[page].read_text(encoding="utf-8")
    new = make.made(MADE[page])
    told = difflib.unified_diff(old.splitlines(), new.splitlines(), "written", "now", n=1)
    assert old == new, "python docs/make.py writes it again:\n" + "\n".join(list(told)[:60])


def test_every_verb_is_shown_at_work() -> None:
    shown = "\n".join(p.read_text(encoding="utf-8") for p in MADE.values())
    waits_for_a_person = {"open", "reason", "worker"}
    wanted = [*(v for v in VERBS if v not in waits_for_a_person), *(f"show {s}" for s in SHOWN)]
    at_work = re.findall(r"^(?:\$ )?intercut (\w+(?: \w+)?)", shown, flags=re.MULTILINE)
    assert [v for v in wanted if not any(f"{a} ".startswith(f"{v} ") for a in at_work)] == []


@pytest.mark.parametrize("page", EVERY, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        other = (page.parent / path).resolve() if path else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            missing.append(target)
    assert missing == []


def anchors(page: Path) -> set[str]:
    """What one can jump to on a page: its headings as links name them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in found}


@pytest.mark.parametrize("page", EVERY, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_command_named_in_a_page_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:^|[`$ ])intercut ([a-z]+)(?: ([a-z]+))?", text, flags=re.MULTILINE)
    quoted = re.findall(r"`intercut ([a-z]+)(?![a-z.])", text)  # `intercut film.intercut` opens it
    assert {verb for verb in quoted if verb not in {*VERBS, "show"}} == set()
    assert {s for v, s in named if v == "show" and s and s not in SHOWN} == set()


def test_picture_of_the_board_is_there_and_small() -> None:
    data = make.PICTURE.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 300_000
    assert "docs/pictures/board.png" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_command_that_ends_otherwise_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ intercut check nothing.intercut\n```\n")
    with pytest.raises(make.WrongExit, match="ends with 2"):
        make.made(page)


def test_output_is_written_anew_and_the_rest_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Before.\n\n<!-- exit 2 -->\n```console\n$ intercut check no.intercut\nold\n```\n\nAfter.\n"
    )
    new = make.made(page)
    assert "old" not in new
    assert "intercut: there is no film at " in new
    assert new.startswith("Before.\n")
    assert new.endswith("\nAfter.\n")
