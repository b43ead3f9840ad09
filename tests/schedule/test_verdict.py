from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.schedule.stage import (
    MON,
    breaks,
    clauses,
    day,
    eur,
    film,
    found,
    part,
    person,
    plan,
    scene,
)

import intercut.schedule
from intercut.domain.apart import ApartRule, Degree
from intercut.domain.finding import Level
from intercut.domain.ids import RuleId
from intercut.domain.production import SoftRule
from intercut.domain.scene import Mode
from intercut.domain.wishes import USUAL_AD
from intercut.schedule import (
    NEVER_SOFT,
    PREFERENCES,
    RULES,
    SETTINGS,
    SOFTENABLE,
    Index,
    LineKind,
    check,
    cost,
    judge,
    timetable,
)
from intercut.schedule.cost_lines import PAY_TEXT

OWN_CODES = {
    "unplaced": "unplaced",
    "minors_known": "minor.unknown",
    "weather": "weather.no_cover",
}
COST_RULES = (
    *PAY_TEXT,
    "element.day",
    "element.hold",
    "unit.day",
    "unit.overtime",
    "place.day",
    "place.opening",
    "move",
    "parts",
    "soft.apart",
    "soft.order",
    "baseline",
)


def test_every_part_of_an_answer_agrees() -> None:
    production = film(scene(1, "ann"), scene(2, "ann"), scene(3, eighths=5))
    answer = plan(day(0, 1), day(2, 2))
    verdict = judge(production, answer)
    assert verdict.plan == answer
    assert verdict.findings == check(production, answer)
    assert verdict.timetable == timetable(production, answer)
    assert verdict.cost == cost(production, answer)
    assert (verdict.unplaced, verdict.unplaced_eighths) == (("3",), 5)
    assert (verdict.days, verdict.held_days) == (2, 1)
    assert not verdict.legal


def test_an_index_made_once_gives_the_same_answer() -> None:
    production = film(scene(1, "ann"), scene(2, "ann"))
    index = Index(production)
    for answer in (plan(day(0, 1), day(5, 2)), plan(day(0, 1, 2))):
        assert judge(production, answer, index) == judge(production, answer)
        assert timetable(production, answer, index) == timetable(production, answer)


def test_a_scene_open_to_both_modes_says_so_for_each_strip() -> None:
    both = scene(1, parts=(part(1, 1), part(1, 2)), modes=(Mode.WHOLE, Mode.PARTS))
    index = Index(film(both, scene(2)))
    assert {s.number: index.allows_both_modes(s) for s in index.strips.values()} == {
        "1": True,
        "1pt1": True,
        "1pt2": True,
        "2": False,
    }


def test_a_time_zone_nobody_has_is_read_as_utc() -> None:
    index = Index(film())
    odd = Index(replace(film(), bases=(replace(film().bases[0], timezone="Mars/Olympus"),)))
    base, zero = film().bases[0].id, Index(film(bases=())).instant(None, MON, 0, 0)
    assert odd.instant(base, MON, 0, 0) == zero
    assert index.instant(base, MON, 0, 0) == zero - 60


def test_rules_have_names_of_their_own_and_are_soft_or_not() -> None:
    names = [rule.__name__ for rule in RULES]
    assert len(set(names)) == len(names)
    warn_only = {"minors_known", "weather"}
    assert set(names) == SOFTENABLE | NEVER_SOFT | warn_only
    assert not SOFTENABLE & NEVER_SOFT


@pytest.mark.parametrize("name", [*sorted(NEVER_SOFT), "nonsense"])
def test_some_rules_cannot_be_soft(name: str) -> None:
    production = film(scene(1), scene(2), soft=(SoftRule(rule=name, price=eur(1)),))
    assert [f.level for f in found("soft.refused", production, plan())] == [Level.WARNING]
    assert breaks("unplaced", production, plan())


def test_a_soft_rule_and_a_price_of_its_own_are_counted_apart() -> None:
    priced, hard = (
        ApartRule(
            id=RuleId(name),
            degree=Degree.DAY,
            people=(person("ann").id,),
            others=(person("ben").id,),
            price=price,
        )
        for name, price in (("priced", eur(5)), ("hard", None))
    )
    soft = (SoftRule(rule="apart", price=eur(2)),)
    production = film(scene(1, "ann", "ben"), apart=(priced, hard), soft=soft)
    sheet = cost(production, plan(day(0, 1)))
    assert {(line.rule, line.subject): line.amount for line in sheet.lines} == {
        ("soft.apart", "apart"): 200,
        ("soft.apart", "priced"): 500,
    }
    assert judge(production, plan(day(0, 1))).legal


def test_a_rule_that_only_warns_may_have_a_price() -> None:
    ann = person("ann", preparation_minutes=120)
    production = film(
        scene(1, "ann", minutes=600),
        people=[ann],
        rulebook=clauses(meal__person_clock=1),
        soft=(SoftRule(rule="meals", price=eur(4)),),
    )
    (line,) = cost(production, plan(day(0, 1))).lines
    assert (line.kind, line.rule, line.amount) == (LineKind.SOFT, "soft.meals", 400)


def reference(root: Path, page: str) -> str:
    return (root / "docs" / "reference" / page).read_text()


def test_every_rule_stands_in_the_reference(root: Path) -> None:
    page = reference(root, "rules.md")
    for rule in RULES:
        code = OWN_CODES.get(rule.__name__, f"rule.{rule.__name__}")
        assert f"`{code}`" in page


def test_every_setting_stands_in_the_reference_with_its_default(root: Path) -> None:
    page = reference(root, "rules.md")
    for setting in SETTINGS.values():
        assert f"| `{setting.key}` | {setting.default} |" in page


def test_every_preference_stands_in_the_reference_with_its_price(root: Path) -> None:
    page = reference(root, "rules.md")
    for name, wish in PREFERENCES.items():
        settings = ", ".join(f"`{k}` {v}" for k, v in wish.settings) or "–"
        assert f"| `{name}` | {settings} | {USUAL_AD[name].price:,} |" in page


def test_every_line_of_the_cost_sheet_stands_in_the_reference(root: Path) -> None:
    page = reference(root, "cost.md")
    for rule in COST_RULES:
        assert f"`{rule}`" in page


def test_every_code_in_the_source_stands_in_the_reference(root: Path) -> None:
    pages = reference(root, "rules.md") + reference(root, "cost.md")
    source = Path(intercut.schedule.__file__).parent
    written = re.compile(r'(?:code=|error\(\s*|warning\(\s*|note\(\s*)"([a-z_.]+)"')
    codes = {m for path in source.rglob("*.py") for m in written.findall(path.read_text())}
    assert {"soft.refused", "cost.exchange", "sun.assumed"} <= codes
    assert {code for code in codes if f"`{code}`" not in pages} == set()


def test_every_module_of_the_judge_says_what_it_is_for() -> None:
    for module in pkgutil.walk_packages(intercut.schedule.__path__, "intercut.schedule."):
        assert (importlib.import_module(module.name).__doc__ or "").strip()
