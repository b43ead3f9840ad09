"""A scene or a person: facts in a row, each with the chain of where it came from."""

from __future__ import annotations

from rich.table import Table

from intercut.actions.known import Known
from intercut.domain.source import Source


def known_table(known: Known) -> Table:
    """What, its value, and its sources, nearest first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("what", no_wrap=True)
    table.add_column(known.name, ratio=3)
    table.add_column("according to", style="dim", ratio=2)
    for fact in known.facts:
        chain = " ← ".join(_source(s) for s in fact.sources)
        table.add_row(fact.what, fact.value, chain)
    return table


def _source(source: Source) -> str:
    text = f"{source.who} ({source.where})" if source.where else source.who
    if source.entered_by or source.entered_at:
        entered = " ".join(filter(None, (source.entered_by, source.entered_at)))
        text += f" [entered: {entered}]"
    return text
