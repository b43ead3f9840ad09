"""Each finding the source can tell is in the reference, with what it means and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from intercut.domain.references import SECTION
from intercut.schedule.rules import RULES
from intercut.schedule.settings import SETTINGS


def rows(root: Path) -> dict[str, tuple[str, str, str]]:
    """Code -> level, meaning, remedy, as the page has them."""
    page = (root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| `([\w.]+)` \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    return {code: (level, meaning, remedy) for code, level, meaning, remedy in found if remedy}


def test_every_code_told_is_documented_with_a_remedy(root: Path, codes: ModuleType) -> None:
    told, _, _ = codes.told()
    assert {t.code for t in told} - set(rows(root)) == set()


def test_every_code_documented_is_told(root: Path, codes: ModuleType) -> None:
    told, _, words = codes.told()
    known = {t.code for t in told} | words | {f"rule.{r.__name__}" for r in RULES}
    assert set(rows(root)) - known == set()


def test_every_code_has_a_meaning_and_a_level(root: Path) -> None:
    for code, (level, meaning, _) in rows(root).items():
        assert len(re.findall(r"\w{2,}", meaning)) >= 3, code
        assert set(level.split(", ")) <= {"error", "warning", "note"}, code


def test_codes_put_together_at_run_time_are_known(codes: ModuleType) -> None:
    _, composed, _ = codes.told()
    handed_on = {"f'rule.{rule}'"}  # schedule.wording: the name of the rule is given by its caller
    assert composed - handed_on == set()


def test_kinds_of_names_are_all_listed(codes: ModuleType) -> None:
    unknown = codes.COMPOSED["f'unknown.{names.kind}'"]
    assert set(unknown) == {f"unknown.{kind}" for kind in (*SECTION, "scene")}


def test_every_rule_of_the_judge_is_documented(root: Path) -> None:
    others = {
        "unplaced": "unplaced",
        "minors_known": "minor.unknown",
        "weather": "weather.no_cover",
    }
    wanted = {others.get(r.__name__, f"rule.{r.__name__}") for r in RULES}
    assert wanted - set(rows(root)) == set()


def test_word_that_looks_like_a_code_is_one_or_is_listed(codes: ModuleType, root: Path) -> None:
    told, _, words = codes.told()
    known = {t.code for t in told} | set(rows(root)) | set(SETTINGS) | codes.NO_FINDINGS
    heads = {code.partition(".")[0] for code in rows(root)}
    assert {w for w in words - known if w.partition(".")[0] in heads} == set()
