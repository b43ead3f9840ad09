"""Texts, numbers, pages and money, as people write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar

from intercut.domain.elements import ACTION_CATEGORIES
from intercut.domain.units import (
    Money,
    format_eighths,
    minor_digits,
    parse_eighths,
)
from intercut.exchange.facts.kinds import At, Bare, Kind, Off, Reading, Tree, Writing, nearest
from intercut.exchange.facts.nodes import Node

_E = TypeVar("_E", bound=StrEnum)

MOST_TEXT: Final = 20_000
MOST_EIGHTHS: Final = 8_000
_AMOUNT: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,15}(?:\.\d+)?")
_MONEY: Final = re.compile(
    r"(?:(?P<before>[A-Za-z]{3})\s*)?(?P<amount>[-\d.,]+)(?:\s*(?P<after>[A-Za-z]{3}))?"
)


def plain_text(node: Node, wanted: str) -> str:
    """The text of a node; raises `Off` for lists, mappings and nothing at all."""
    if node.kind != "text":
        told = "a list" if node.kind == "list" else "a group of keys"
        raise Off(f"Here stands {told} where {wanted} is expected.", f"Write {wanted}.")
    if node.is_null:
        raise Off(f"Here {wanted} is missing.", f"Write {wanted}, or take the key out.")
    return node.text.strip() if not node.quoted else node.text


class Text(Kind[str]):
    """Free text, as it stands."""

    def __init__(self, wanted: str = "a text", *, empty: bool = True, number: bool = False) -> None:
        self.wanted = wanted
        self.empty = empty
        self.number = number

    def read(self, node: Node, at: At, reading: Reading) -> str:
        """The text; `yes`, `12` and dates stay what was written."""
        del at, reading
        if node.is_null and self.empty:
            return ""
        text = plain_text(node, self.wanted)
        if not self.empty and not text.strip():
            raise Off(f"Here {self.wanted} is missing.", "Write it, or take the key out.")
        if len(text) > MOST_TEXT:
            raise Off(f"This text is longer than {MOST_TEXT:,} characters.", "Shorten it.")
        if not text.isprintable() and any(not c.isprintable() and c not in "\n\t" for c in text):
            raise Off("This text holds characters that cannot be printed.", "Take them out.")
        return text

    def write(self, value: str, writing: Writing) -> Tree:
        """Quoted where another reader could take it for something else."""
        del writing
        if self.number and re.fullmatch(r"[1-9]\d{0,5}", value):
            return Bare(value)
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text, or a number standing for its digits."""
        del defs
        return {"type": ["string", "number", "boolean", "null"], "description": self.wanted}


class Whole(Kind[int]):
    """A whole number within bounds."""

    def __init__(self, wanted: str, least: int, most: int) -> None:
        self.wanted, self.least, self.most = wanted, least, most

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The number."""
        del at, reading
        text = plain_text(node, self.wanted)
        if not re.fullmatch(r"[-+]?\d{1,12}", text) or not self.least <= int(text) <= self.most:
            raise Off(
                f"{text!r} is not {self.wanted}.",
                f"Write a whole number from {self.least} to {self.most}.",
            )
        return int(text)

    def write(self, value: int, writing: Writing) -> Tree:
        """Its digits."""
        del writing
        return Bare(str(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """An integer."""
        del defs
        return {
            "type": "integer",
            "minimum": self.least,
            "maximum": self.most,
            "description": self.wanted,
        }


class YesNo(Kind[bool]):
    """Yes or no; the words of other programs are understood."""

    _WORDS: Final = {
        "yes": True,
        "true": True,
        "on": True,
        "no": False,
        "false": False,
        "off": False,
    }

    def read(self, node: Node, at: At, reading: Reading) -> bool:
        """The answer."""
        del at, reading
        text = plain_text(node, "yes or no")
        if text.casefold() not in self._WORDS:
            raise Off(f"{text!r} is neither yes nor no.", "Write yes or no.")
        return self._WORDS[text.casefold()]

    def write(self, value: bool, writing: Writing) -> Tree:
        """The word."""
        del writing
        return Bare("yes" if value else "no")

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A boolean, or one of the words."""
        del defs
        return {"enum": [True, False, "yes", "no"]}


class Degrees(Kind[float]):
    """A coordinate."""

    def read(self, node: Node, at: At, reading: Reading) -> float:
        """Decimal degrees."""
        del at, reading
        text = plain_text(node, "degrees")
        if not re.fullmatch(r"[-+]?\d{1,3}(?:\.\d{1,18})?", text):
            raise Off(
                f"{text!r} is no coordinate.", "Write decimal degrees, as 51.5072 or -0.1276."
            )
        return float(text)

    def write(self, value: float, writing: Writing) -> Tree:
        """The shortest digits that read back the same."""
        del writing
        text = repr(value)
        return Bare(format(Decimal(text), "f") if "e" in text else text)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A number."""
        del defs
        return {"type": "number", "description": "decimal degrees"}


class Pages(Kind[int]):
    """Pages in eighths."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The eighths."""
        del at, reading
        text = plain_text(node, "pages in eighths")
        try:
            eighths = parse_eighths(text[:13])
        except ValueError as wrong:
            raise Off(
                f"{text!r} is no page count.", "Write 3/8, 1 or 1 3/8; a whole number is pages."
            ) from wrong
        if eighths > MOST_EIGHTHS:
            raise Off(f"{text} are more than {MOST_EIGHTHS // 8:,} pages.", "Look at the number.")
        return eighths

    def write(self, value: int, writing: Writing) -> Tree:
        """`1 3/8`."""
        del writing
        return Bare(format_eighths(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Pages, or text."""
        del defs
        return {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}],
            "description": "pages in eighths: 3/8, 1 or 1 3/8",
        }


def read_money(text: str, currency: str) -> Money:
    """`1200 EUR`, `EUR 1,200.50` or a bare number in ``currency``; raises `Off`."""
    fix = "Write 1200 EUR, 1,200.50 GBP, or a bare number in the reporting currency."
    found = _MONEY.fullmatch(text.strip())
    if not found or not _AMOUNT.fullmatch(found["amount"]) or (found["before"] and found["after"]):
        raise Off(f"{text!r} is no amount of money.", fix)
    code = (found["before"] or found["after"] or currency).upper()
    digits = minor_digits(code)
    try:
        scaled = Decimal(found["amount"].replace(",", "")).scaleb(digits)
    except InvalidOperation as wrong:  # pragma: no cover - the pattern lets none through
        raise Off(f"{text!r} is no amount of money.", fix) from wrong
    if scaled != scaled.to_integral_value():
        raise Off(f"{text!r} has more digits after the point than {code} has.", fix)
    return Money(minor=int(scaled), currency=code)


def write_amount(minor: int, currency: str) -> str:
    """The number alone, `1200` or `1200.50`."""
    digits = minor_digits(currency)
    sign = "-" if minor < 0 else ""
    whole, rest = divmod(abs(minor), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}" if rest else f"{sign}{whole}"


class Amount(Kind[Money]):
    """An amount of money."""

    def read(self, node: Node, at: At, reading: Reading) -> Money:
        """The amount."""
        del at
        return read_money(plain_text(node, "an amount"), reading.currency)

    def write(self, value: Money, writing: Writing) -> Tree:
        """A bare number in the reporting currency, else with the code behind it."""
        number = write_amount(value.minor, value.currency)
        if value.currency == writing.currency:
            return Bare(number)
        return Bare(f"{number} {value.currency}")

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A number, or text."""
        del defs
        return {
            "anyOf": [{"type": "number"}, {"type": "string"}],
            "description": "1200 EUR, 1,200.50 GBP, or a bare number in the reporting currency",
        }


class CurrencyCode(Kind[str]):
    """Three capitals."""

    def read(self, node: Node, at: At, reading: Reading) -> str:
        """The code."""
        del at, reading
        text = plain_text(node, "a currency")
        if not re.fullmatch(r"[A-Za-z]{3}", text):
            raise Off(f"{text!r} is no currency.", "Write its three letters: EUR, GBP, USD.")
        return text.upper()

    def write(self, value: str, writing: Writing) -> Tree:
        """The code."""
        del writing
        return value

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Three letters."""
        del defs
        return {"type": "string", "pattern": "^[A-Za-z]{3}$"}


class Rate(Kind[int]):
    """An exchange rate, in millionths."""

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The millionths."""
        del at, reading
        text = plain_text(node, "a rate")
        if not re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text):
            raise Off(
                f"{text!r} is no rate.", "Write a number with up to six digits after the point."
            )
        return int(Decimal(text).scaleb(6))

    def write(self, value: int, writing: Writing) -> Tree:
        """A number."""
        del writing
        whole, rest = divmod(value, 1_000_000)
        return Bare(f"{whole}.{rest:06}".rstrip("0").rstrip("."))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A number."""
        del defs
        return {"type": "number", "exclusiveMinimum": 0}


class Word(Kind[_E]):
    """One of a list of words."""

    def __init__(self, words: type[_E], wanted: str) -> None:
        self.words, self.wanted = words, wanted

    def read(self, node: Node, at: At, reading: Reading) -> _E:
        """The word meant, whatever its case."""
        del at, reading
        text = plain_text(node, self.wanted)
        for word in self.words:
            if word.value.casefold() == " ".join(text.casefold().split()):
                return word
        raise Off(f"{text!r} is not {self.wanted}.", nearest(text, [w.value for w in self.words]))

    def write(self, value: _E, writing: Writing) -> Tree:
        """The word."""
        del writing
        return str(value.value)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """One of the words."""
        del defs
        return {"enum": [w.value for w in self.words], "description": self.wanted}


class Category(Kind[int]):
    """An element's category, by name or number."""

    _BY_NAME: Final = {name.casefold(): number for number, name in ACTION_CATEGORIES.items()}

    def read(self, node: Node, at: At, reading: Reading) -> int:
        """The number."""
        del at, reading
        text = plain_text(node, "a category")
        if re.fullmatch(r"\d{3,6}", text):
            number = int(text)
            if number in ACTION_CATEGORIES or number >= 500:
                return number
            raise Off(f"There is no category {text}.", "Own categories are numbered from 500.")
        if text.casefold() in self._BY_NAME:
            return self._BY_NAME[text.casefold()]
        raise Off(f"{text!r} is no category.", nearest(text, ACTION_CATEGORIES.values()))

    def write(self, value: int, writing: Writing) -> Tree:
        """The name; the number of an own category."""
        del writing
        return ACTION_CATEGORIES.get(value) or Bare(str(value))

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A name, or an own number."""
        del defs
        return {"anyOf": [{"type": "integer", "minimum": 100}, {"type": "string"}]}
