"""A facts file to fill in: everything that can be decided, shown beside what the program read."""

from __future__ import annotations

from intercut.domain.facts import Facts
from intercut.domain.scene import Breakdown
from intercut.exchange.facts.writing import write_facts


def facts_template(breakdown: Breakdown) -> str:
    """TEMP."""
    return write_facts(Facts(), breakdown)
