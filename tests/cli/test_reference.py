from __future__ import annotations

from pathlib import Path

import pytest

from intercut.cli.app import SHOWN, VERBS
from intercut.cli.reference import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_is_what_the_code_says(root: Path, name: str) -> None:
    # Write them again: python -m intercut.cli.reference docs/reference
    assert (root / "docs" / "reference" / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_verb_is_on_the_page(root: Path) -> None:
    page = (root / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"\n## intercut {verb}\n" in page
    for shown in SHOWN:
        assert f"\n## intercut show {shown}\n" in page
