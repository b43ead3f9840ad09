"""How the judge says a rule is broken: one sentence that names the place, and what to do."""

from __future__ import annotations

import datetime as dt

from intercut.domain.finding import Finding, Level, Where
from intercut.domain.source import Source
from intercut.domain.units import format_clock, format_duration

__all__ = ["broken", "day_text", "hours_text", "list_text", "span_text", "strips_text", "wished"]

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: dt.date) -> str:
    """A date as people say it: `Mon 2 Mar 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def hours_text(start: int, end: int) -> str:
    """A window of the clock: `08:00-19:30`."""
    return f"{format_clock(start)}-{format_clock(end)}"


def span_text(minutes: int) -> str:
    """Minutes as hours and minutes, also when there are less than none."""
    return format_duration(minutes) if minutes >= 0 else f"-{format_duration(-minutes)}"


def list_text(names: tuple[str, ...] | list[str]) -> str:
    """Names in a sentence: `Ann, Ben and Kim`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def strips_text(numbers: tuple[str, ...] | list[str]) -> str:
    """Strips in a sentence: `strip 5`, `strips 5 and 7`."""
    return f"strip{'s' * (len(numbers) > 1)} {list_text(numbers)}"


def broken(
    rule: str, message: str, where: Where, fix: str = "", facts: tuple[Source, ...] = ()
) -> Finding:
    """A rule is broken."""
    return Finding(
        code=f"rule.{rule}",
        level=Level.ERROR,
        message=message,
        where=where,
        fix=fix,
        facts=facts,
    )


def wished(
    rule: str, message: str, where: Where, fix: str = "", facts: tuple[Source, ...] = ()
) -> Finding:
    """A rule that has a price of its own, or only warns, is not kept."""
    return Finding(
        code=f"rule.{rule}",
        level=Level.WARNING,
        message=message,
        where=where,
        fix=fix,
        facts=facts,
    )
