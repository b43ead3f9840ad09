"""The facts file as JSON Schema, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from intercut.exchange.facts.sections import FACTS_FILE


def facts_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a facts file, drawn from what the reader reads."""
    defs: dict[str, Any] = {}
    root = FACTS_FILE.schema(defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:intercut:facts:1",
        "title": "intercut facts",
        "type": ["object", "null"],
        **root,
        "$defs": dict(sorted(defs.items())),
    }
