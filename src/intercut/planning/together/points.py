"""The key points of an answer about people brought together."""

from __future__ import annotations

from collections.abc import Sequence

from intercut.domain.finding import Finding
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.production import Production
from intercut.domain.units import format_duration
from intercut.planning.explain.rules_said import degree_said
from intercut.planning.together.found import Closed, Way
from intercut.planning.wording import (
    against_text,
    dates_text,
    day_text,
    difference_text,
    plural,
    spans_of,
)

TODAY = "today's plan"


def points_of(
    production: Production,
    ways: Sequence[Way],
    proof: str,
    findings: Sequence[Finding],
    closed: Sequence[Closed],
    today: int,
    again: int | None,
) -> tuple[KeyPoint, ...]:
    """Three to five sentences, each with the rows that prove it."""
    if not ways:
        if proof:
            return (KeyPoint(text=f"There is no way. {proof}", evidence=("proof",)),)
        text = "No way was found, and it is not proved that there is none."
        ids = tuple(f.code for f in findings) or ("ways",)
        dear = [KeyPoint(text=c.text, evidence=(c.words,)) for c in closed if c.nearest]
        return (KeyPoint(text=text, evidence=ids), *dear[: MOST_POINTS - 1])
    best = ways[0]
    names = {p.id: p.name for p in production.people}
    points = [
        KeyPoint(
            text=f"The cheapest way: {best.meeting.words} on {day_text(best.date)}, "
            f"{against_text(best.price, production.currency, TODAY)}.",
            evidence=("way:1",),
        )
    ]
    if again is not None and again < today:
        own = difference_text(best.cost - again, production.currency)
        points.append(
            KeyPoint(
                text="The same search finds a cheaper plan with nobody brought together as well; "
                f"held against that it is {own}.",
                evidence=("way:1", "again"),
            )
        )
    points += [
        KeyPoint(
            text=f"Rule {waiver.rule.id} ({degree_said(waiver.rule)}) is waived that day, for "
            f"{format_duration(waiver.minutes)}.",
            evidence=("way:1",),
        )
        for waiver in best.waivers[:2]
    ]
    travel = [j for j in best.journeys if j.dates]
    if travel:
        who = "; ".join(
            f"{names.get(j.person, j.person)} travels {dates_text(spans_of(j.dates))}"
            for j in travel[:3]
        )
        points.append(KeyPoint(text=f"{who}.", evidence=("way:1",)))
    points += [
        KeyPoint(text=f"It asks for {ask}.", evidence=("way:1",)) for ask in best.meeting.asks[:1]
    ]
    others = plural(len(ways) - 1, "other way")
    if len(ways) > 1:
        dearest = difference_text(ways[-1].price, production.currency)
        points.append(
            KeyPoint(
                text=f"{others} {'costs' if len(ways) == 2 else 'cost up to'} {dearest}.",
                evidence=tuple(f"way:{n}" for n in range(2, len(ways) + 1)),
            )
        )
    return tuple(points[:MOST_POINTS])
