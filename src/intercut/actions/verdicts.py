"""The last line of an answer: what it comes to, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from intercut.actions.words import plural
from intercut.domain.finding import Finding, Level
from intercut.domain.units import format_eighths, format_money
from intercut.schedule import Judgement


def rules_kept(findings: Iterable[Finding]) -> str:
    """`no rule broken`, or how many."""
    broken = sum(f.level is Level.ERROR for f in findings)
    return f"{plural(broken, 'rule')} broken" if broken else "no rule broken"


def of_judgement(judgement: Judgement, currency: str, proof: str = "") -> str:
    """`23 days, 4 held; EUR 182,400, proved within 1.4 %; no rule broken`."""
    money = format_money(judgement.cost.total, currency)
    if not judgement.cost.lines:
        money += " (no rates are known)"
    head = f"{plural(judgement.days, 'day')}, {judgement.held_days} held; {money}"
    if proof:
        head += f", {proof}"
    words = [head, rules_kept(f for f in judgement.findings if f.code != "unplaced")]
    if judgement.unplaced:
        words.append(
            f"{plural(len(judgement.unplaced), 'strip')} "
            f"({format_eighths(judgement.unplaced_eighths)} pages) not placed"
        )
    return "; ".join(words)


def proof_of(status: str, gap: float | None) -> str:
    """`proved cheapest`, `proved within 1.4%`, or that nothing is proved."""
    if status == "optimal":
        return "proved cheapest"
    if gap is None:
        return "nothing proved"
    return f"proved within {100 * gap:.1f}%"
