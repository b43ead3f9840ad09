"""Ways to bring people together, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from intercut.cli.draw.explained import amount, table
from intercut.cli.draw.whatifs import moves_table
from intercut.domain.production import Production
from intercut.domain.units import format_duration
from intercut.planning.together import Together, Way
from intercut.planning.wording import day_text, plural


def ways_table(found: Together, production: Production) -> Table:
    """One row a way: price, date, what is waived, who travels, what it asks."""
    drawn = table(
        "way", f"price {found.currency}", "date", "waived", "travels", "asks for", right=(1,)
    )
    for way in found.ways:
        drawn.add_row(
            way.meeting.words,
            amount(way.price, found.currency, signed=True),
            day_text(way.date),
            ", ".join(f"{w.rule.id} for {format_duration(w.minutes)}" for w in way.waivers),
            _travel(way, production),
            ", ".join(way.meeting.asks),
        )
    return drawn


def _travel(way: Way, production: Production) -> str:
    names = {p.id: p.name for p in production.people}
    said = []
    for journey in way.journeys:
        days = [f"{d:%-d %b}" for d in journey.dates] + [f"not {d:%-d %b}" for d in journey.dropped]
        said.append(f"{names.get(journey.person, journey.person)} {', '.join(days)}")
    return "; ".join(said)


def closed_lines(found: Together) -> Iterator[RenderableType]:
    """What is known of the meetings for which there is no way, where no key point says it."""
    said = {p.text for p in found.points}
    yield from (Text(one.text) for one in found.closed if one.text not in said)
    if found.left_out:
        yield Text(f"{plural(found.left_out, 'other date')} not planned: --tries {2 * found.tried}")


def best_tables(found: Together) -> Iterator[RenderableType]:
    """What the cheapest way changes in the plan."""
    if found.ways and found.ways[0].changes.strips:
        yield Text("the cheapest way changes", style="bold")
        yield moves_table(found.ways[0].changes)
