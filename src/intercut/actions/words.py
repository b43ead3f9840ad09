"""Counted things in words."""

from __future__ import annotations

from intercut.domain.units import EIGHTHS_PER_PAGE, format_eighths


def plural(n: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def pages_text(eighths: int) -> str:
    """`3/8 pages`, `1 page`, `1 3/8 pages`."""
    return f"{format_eighths(eighths)} {'page' if eighths == EIGHTHS_PER_PAGE else 'pages'}"
