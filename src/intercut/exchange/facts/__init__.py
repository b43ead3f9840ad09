"""The facts file: everything a person can decide, as text, both ways."""

from intercut.exchange.facts.reading import FactsRead, read_facts
from intercut.exchange.facts.schema import facts_schema
from intercut.exchange.facts.template import facts_template
from intercut.exchange.facts.writing import write_facts

__all__ = ["FactsRead", "facts_schema", "facts_template", "read_facts", "write_facts"]
