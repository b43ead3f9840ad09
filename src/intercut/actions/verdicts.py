"""The last line of an answer: what it comes to, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from intercut.actions.words import pages_text, plural
from intercut.domain.finding import Finding, Level
from intercut.domain.units import format_money
from intercut.planning import Result
from intercut.schedule import Judgement, LineKind


def rules_kept(findings: Iterable[Finding]) -> str:
    """`no rule broken`, or how many."""
    broken = sum(f.level is Level.ERROR for f in findings)
    return f"{plural(broken, 'rule')} broken" if broken else "no rule broken"


def of_judgement(judgement: Judgement, currency: str, proof: str = "") -> str:
    """`23 days, 4 held; EUR 182,400, proved within 1.4%; no rule broken`.

    Where nobody is paid and nothing rented the price of the wishes is not taken for money.
    """
    money = format_money(judgement.cost.total, currency)
    if not judgement.cost.lines:
        money += " (no rates are known)"
    elif not any(line.kind is LineKind.MONEY for line in judgement.cost.lines):
        money = f"no rates are known, wishes not kept come to {money}"
    head = f"{plural(judgement.days, 'day')}, {judgement.held_days} held; {money}"
    if proof:
        head += f", {proof}"
    words = [head, rules_kept(f for f in judgement.findings if f.code != "unplaced")]
    if judgement.unplaced:
        words.append(
            f"{plural(len(judgement.unplaced), 'strip')} "
            f"({pages_text(judgement.unplaced_eighths)}) not placed"
        )
    return "; ".join(words)


def proof_of(status: str, gap: float | None) -> str:
    """`proved cheapest`, `proved within 1.4%`, or that nothing is proved.

    A bound of nothing proves nothing, whatever it is a share of.
    """
    if status == "optimal":
        return "proved cheapest"
    if gap is None or gap >= 1:
        return "nothing proved"
    return f"proved within {100 * gap:.1f}%"


def gap_of_parts(result: Result) -> str:
    """`Of 6.1%, at most 4.0 is cast hold, 3.2 crew days.`: where the gap may lie; "" without a gap.

    A part may hold no more of the gap than its cost beyond what is proved of it by itself; as the parts
    compete for the same days these shares may come to more than the gap.
    """
    if not result.gap or result.bound is None:
        return ""
    whole = result.cost - result.bound
    rows = sorted(
        ((min(p.gap, whole), p.name) for p in result.gap_parts if p.gap > 0 and not p.is_joint),
        reverse=True,
    )
    shares = [(100 * open_ / result.cost, name) for open_, name in rows]
    said = [f"{share:.1f} is {name}" if not n else f"{share:.1f} {name}"
            for n, (share, name) in enumerate(shares[:4]) if share >= 0.05]  # fmt: skip
    if not said:
        return ""
    return f"Of {100 * result.gap:.1f}%, at most {', '.join(said)}."
