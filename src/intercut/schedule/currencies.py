"""Which currencies a production's prices are in, and for which of them nobody gave a rate."""

from __future__ import annotations

from collections.abc import Iterator

from intercut.domain.production import Production
from intercut.domain.units import Money


def prices_of(production: Production) -> Iterator[Money | None]:
    """Every price that may come to stand on a cost sheet, whatever the plan."""
    for person in production.people:
        terms = person.terms
        yield from (terms.rate, terms.hold_rate, terms.travel_rate)
        yield from (terms.event_rate, terms.weekly_rate, terms.overtime_hour)
    for element in production.elements:
        yield from (element.day_rate, element.hold_rate)
    for unit in production.units:
        yield from (unit.day_cost, unit.overtime_hour)
    for place in production.places:
        yield from (place.fee_day, place.fee_opening)
    yield from (move.cost for move in production.moves)
    yield from (scene.parts_price for scene in production.scenes)
    yield from (rule.price for rule in production.apart)
    yield from (rule.price for rule in production.order)
    yield from (soft.price for soft in production.soft)
    yield from (wish.price for wish in production.preferences)
    if production.baseline is not None:
        yield production.baseline.price
        yield from (price for _, price in production.baseline.overrides)


def missing_rates(production: Production) -> frozenset[str]:
    """Currencies of prices for which no exchange rate is known."""
    known = {production.currency, *(rate.currency for rate in production.exchange)}
    return frozenset(p.currency for p in prices_of(production) if p is not None) - known
