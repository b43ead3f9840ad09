"""Money, dates and counts as the planner's reports say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from intercut.domain.calendar import DateSpan
from intercut.domain.units import format_money
from intercut.schedule.wording import day_text, list_text

__all__ = [
    "against_text",
    "dates_text",
    "day_text",
    "difference_text",
    "list_text",
    "plural",
    "spans_of",
]


def plural(number: int, one: str, many: str = "") -> str:
    """`1 day`, `4 days`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def difference_text(minor: int, currency: str) -> str:
    """What something changes of a price: `EUR 350 more`, `EUR 20 less`, `the same price`."""
    if not minor:
        return "the same price"
    return f"{format_money(abs(minor), currency)} {'more' if minor > 0 else 'less'}"


def against_text(minor: int, currency: str, plan: str) -> str:
    """A price held against a plan's: `EUR 350 more than today's plan`, `the same price as it`."""
    link = "than" if minor else "as"
    return f"{difference_text(minor, currency)} {link} {plan}"


def spans_of(days: Iterable[dt.date]) -> tuple[DateSpan, ...]:
    """Dates as spans of days that follow each other."""
    spans: list[DateSpan] = []
    for day in sorted(set(days)):
        if spans and (day - spans[-1].last).days == 1:
            spans[-1] = DateSpan(first=spans[-1].first, last=day)
        else:
            spans.append(DateSpan(first=day, last=day))
    return tuple(spans)


def dates_text(spans: Sequence[DateSpan]) -> str:
    """Spans in a sentence: `Mon 2 Mar 2026 and Wed 4 Mar 2026 to Fri 6 Mar 2026`."""
    return list_text(
        [
            day_text(s.first) if s.first == s.last else f"{day_text(s.first)} to {day_text(s.last)}"
            for s in spans
        ]
    )
