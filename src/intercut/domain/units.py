"""Eighths of a page, minutes, and money in minor units: integers, and how people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

EIGHTHS_PER_PAGE: Final = 8
MINUTES_PER_DAY: Final = 24 * 60

_EIGHTHS = re.compile(r"^\s*(?:(?P<pages>\d+)(?:\s+(?P<rest>\d+)/8)?|(?P<only>\d+)/8)\s*$")
_CLOCK = re.compile(r"^\s*(?P<hours>\d{1,2}):(?P<minutes>\d{2})\s*$")
_MINOR_DIGITS: Final = {"JPY": 0, "KRW": 0, "ISK": 0, "HUF": 2, "BHD": 3, "KWD": 3, "TND": 3}


def format_eighths(eighths: int) -> str:
    """Page count as it stands on paper, `1 3/8`; fractions are not reduced, 0 is `0/8`.

    Raises
    ------
    ValueError
        When ``eighths`` is negative.
    """
    if eighths < 0:
        msg = f"eighths are 0 or more, not {eighths}"
        raise ValueError(msg)
    pages, rest = divmod(eighths, EIGHTHS_PER_PAGE)
    if rest == 0 and pages:
        return str(pages)
    return f"{pages} {rest}/8" if pages else f"{rest}/8"


def parse_eighths(text: str) -> int:
    """Eighths written as `3/8`, `1`, `1 3/8` or `11/8`; a bare number is whole pages.

    Raises
    ------
    ValueError
        When the text is none of these.
    """
    found = _EIGHTHS.match(text)
    if not found:
        msg = f"not a page count in eighths: {text!r}; write 3/8, 1 or 1 3/8"
        raise ValueError(msg)
    if found["only"] is not None:
        return int(found["only"])
    return int(found["pages"]) * EIGHTHS_PER_PAGE + int(found["rest"] or 0)


def format_clock(minutes: int) -> str:
    """Minutes after midnight of the shooting date as `07:30`; past midnight `01:15+1`.

    Before midnight (a call the evening before) is `23:30-1`.
    """
    day, within = divmod(minutes, MINUTES_PER_DAY)
    suffix = f"{day:+d}" if day else ""
    return f"{within // 60:02d}:{within % 60:02d}{suffix}"


def parse_clock(text: str) -> int:
    """Minutes after midnight of `HH:MM`; hours up to 47 name the small hours after the date.

    Raises
    ------
    ValueError
        When the text is not a clock time.
    """
    found = _CLOCK.match(text)
    if not found or int(found["minutes"]) > 59 or int(found["hours"]) > 47:
        msg = f"not a clock time: {text!r}; write 07:30 (after midnight of the same day: 25:15)"
        raise ValueError(msg)
    return int(found["hours"]) * 60 + int(found["minutes"])


def format_duration(minutes: int) -> str:
    """Minutes as `45 min`, `2 h` or `2 h 15`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def minor_digits(currency: str) -> int:
    """Digits after the point of a currency (ISO 4217): 2 for most, 0 for yen."""
    digits: int = _MINOR_DIGITS.get(currency, 2)
    return digits


def format_money(minor: int, currency: str) -> str:
    """Money in minor units as `EUR 1,234.50`; whole amounts without the fraction."""
    digits = minor_digits(currency)
    sign = "-" if minor < 0 else ""
    whole, rest = divmod(abs(minor), 10**digits)
    tail = f".{rest:0{digits}d}" if rest else ""
    return f"{currency} {sign}{whole:,}{tail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in minor units (cents) of one currency (ISO 4217 code)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return format_money(self.minor, self.currency)
