"""What a reader may copy from a page works: facts in YAML, words that link to the glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intercut.domain.plan import UnitLight
from intercut.domain.rulebooks import PROFILES
from intercut.domain.scene import Mode, Presence
from intercut.exchange.facts import facts_schema, read_facts
from intercut.schedule.day_out_of_days import EVENT_CODES
from intercut.schedule.rules import SOFTENABLE

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [p for p in sorted((ROOT / "docs").rglob("*.md")) if "```yaml" in p.read_text("utf-8")]
BLOCKS = [
    pytest.param(block, id=f"{page.stem}-{n}")
    for page in PAGES
    for n, block in enumerate(
        re.findall(r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL), 1
    )
]


@pytest.mark.parametrize("block", BLOCKS)
def test_facts_in_a_page_are_read_without_a_finding(block: str) -> None:
    read = read_facts(block, "page.yaml")
    assert read.findings == ()
    assert read.facts is not None


def test_guide_shows_every_section_of_the_facts_file() -> None:
    text = (ROOT / "docs" / "guides" / "facts-file.md").read_text(encoding="utf-8")
    shown = {line.partition(":")[0] for line in text.splitlines() if re.match(r"[a-z_]+:$", line)}
    wanted = set(facts_schema()["$defs"]["facts"]["properties"])
    assert wanted - shown == set()


def test_guide_names_every_profile_of_work_rules() -> None:
    text = (ROOT / "docs" / "guides" / "facts-file.md").read_text(encoding="utf-8")
    assert [p.name for p in PROFILES if f"`{p.name}`" not in text] == []


def test_the_rule_the_guide_softens_may_be_soft() -> None:
    text = (ROOT / "docs" / "guides" / "facts-file.md").read_text(encoding="utf-8")
    softened = set(re.findall(r"- \{rule: (\w+)", text))
    assert softened
    assert softened <= SOFTENABLE


def test_glossary_has_the_words_and_codes_that_answers_use() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = [*UnitLight, *Mode, *Presence, "boneyard", "error, warning or note", "verdict"]
    assert [w for w in words if str(w) not in text] == []
    codes = {*EVENT_CODES.values(), "S", "W", "D", "P", "F", "H", "I", "/"}
    assert [c for c in sorted(codes) if f"`{c}`" not in text] == []
