"""Money: currencies nobody gave a rate for, amounts that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from intercut.domain.crosscheck.checked import Checked
from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.units import Money

_PRICED: Final = (
    ("performers", "people"),
    ("elements", "elements"),
    ("places", "places"),
    ("moves", "moves"),
    ("units", "units"),
    ("scenes", "scenes"),
    ("apart", "apart"),
    ("order", "order"),
    ("preferences", "preferences"),
    ("soft", "soft"),
)


def check_money(checked: Checked) -> Iterator[Finding]:
    """Currencies nobody gave a rate for, rates that are none, amounts below nothing."""
    production = checked.production
    known = {production.currency} | {r.currency for r in production.exchange}
    seen: set[tuple[str, date]] = set()
    for n, rate in enumerate(production.exchange):
        where = Where(path=f"exchange_rates.{n}")
        if rate.rate_millionths <= 0:
            yield error(
                "exchange.rate",
                f"The rate of {rate.currency} is not above zero.",
                where,
                f"Write what one {rate.currency} is worth in {production.currency}.",
            )
        if rate.currency == production.currency:
            yield warning(
                "exchange.own",
                f"{rate.currency} is the currency everything is reported in and needs no rate.",
                where,
                "Take the entry out.",
            )
        if (rate.currency, rate.dated) in seen:
            yield error(
                "duplicate.exchange",
                f"{rate.currency} has two rates of {rate.dated}.",
                where,
                "Keep one of them.",
            )
        seen.add((rate.currency, rate.dated))
    for path, money in _amounts(checked):
        if money.currency not in known:
            yield error(
                "unknown.currency",
                f"{money} has no rate to {production.currency}.",
                Where(path=path),
                f"Add {money.currency} to `exchange_rates`, with its source.",
            )
        if money.minor < 0:
            yield error(
                "money.negative", f"{money} is less than nothing.", Where(path=path), "Correct it."
            )


def _amounts(checked: Checked) -> Iterator[tuple[str, Money]]:
    for section, name in _PRICED:
        for n, entry in enumerate(getattr(checked.production, name)):
            found = dict.fromkeys(_money_in(entry))
            if found:
                path = checked.at(section, n)
                yield from ((path, money) for money in found)
    baseline = checked.production.baseline
    if baseline is not None:
        yield from (("baseline", m) for m in (baseline.price, *(m for _, m in baseline.overrides)))


def _money_in(value: object) -> Iterator[Money]:
    if isinstance(value, Money):
        yield value
    elif is_dataclass(value):
        for f in fields(value):
            yield from _money_in(getattr(value, f.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _money_in(item)


CHECKS = (check_money,)
