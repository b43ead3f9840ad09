"""JSON Schemas of everything that goes in and out as JSON or YAML."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from intercut.actions.answers import ANSWERS
from intercut.actions.breakdown_schema import breakdown_schema
from intercut.exchange.facts import facts_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answer_schema(name: str) -> dict[str, Any]:
    """JSON Schema of one answer, with its name and version as constants.

    Raises
    ------
    KeyError
        When there is no such answer.
    """
    record, version = ANSWERS[name]
    drawn = TypeAdapter(record).json_schema(mode="serialization")
    _close(drawn)
    drawn["properties"] = {
        "schema": {"const": name},
        "version": {"const": version},
        **drawn["properties"],
    }
    drawn["required"] = ["schema", "version", *drawn["required"]]
    return {"$schema": DIALECT, "$id": f"urn:{name.replace('.', ':')}:{version}", **drawn}


def _close(schema: dict[str, Any]) -> None:
    """Every field of an answer is always there."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part["required"] = list(part["properties"])


def all_schemas() -> dict[str, Any]:
    """Every schema by name: the answers, the breakdown, and the facts file."""
    return {
        "schema": "intercut.schema",
        "version": 1,
        "answers": {
            **{name: answer_schema(name) for name in ANSWERS},
            "intercut.breakdown": breakdown_schema(),
        },
        "facts": facts_schema(),
    }
