"""All rules over one plan, with those the production declared soft told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from intercut.domain.finding import Finding, Level, Where, warning
from intercut.schedule.case import Case
from intercut.schedule.preferences import PREFERENCES
from intercut.schedule.rules import RULES, SOFTENABLE


class Checked(NamedTuple):
    """What the rules found; ``soft`` counts by rule how often one declared soft was broken."""

    findings: tuple[Finding, ...]
    soft: dict[str, int]


def checked(case: Case) -> Checked:
    """Findings of all rules in the order of the list; a soft rule only warns."""
    soft = {
        name: 0
        for name in (s.rule.removeprefix("rule.") for s in case.production.soft)
        if name in SOFTENABLE
    }
    found: list[Finding] = []
    for rule in RULES:
        name = rule.__name__
        if name not in soft:
            found += rule(case)
            continue
        for one in rule(case):
            own_price = one.level is Level.WARNING and name in {"apart", "order"}
            soft[name] += not own_price
            found.append(replace(one, level=Level.WARNING))
    found += _misdeclared(case)
    return Checked(tuple(found), soft)


def _misdeclared(case: Case) -> Iterator[Finding]:
    """Soft rules and preferences nobody knows, or that cannot be soft."""
    for soft in case.production.soft:
        name = soft.rule.removeprefix("rule.")
        if name not in SOFTENABLE:
            known = any(rule.__name__ == name for rule in RULES)
            yield warning(
                "soft.refused",
                f"Rule {name} cannot be soft." if known else f"There is no rule {name}.",
                Where(path="soft"),
                f"Choose one of {', '.join(sorted(SOFTENABLE))}.",
            )
    for preference in case.production.preferences:
        if preference.name not in PREFERENCES:
            yield warning(
                "preference.unknown",
                f"There is no preference {preference.name}.",
                Where(path="preferences"),
                f"Choose one of {', '.join(PREFERENCES)}.",
            )
