"""Who said a thing, as text: `agent's mail (2026-01-03) via casting`."""

from __future__ import annotations

import re
from typing import Any, Final

from intercut.domain.source import Source
from intercut.exchange.facts.kinds import (
    At,
    Kind,
    Off,
    Reading,
    Tree,
    Writing,
    mapping_entries,
    nearest,
)
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.values import Text

_LINK: Final = re.compile(r"(?P<who>.*\S)\s*\((?P<where>[^()]+)\)", re.DOTALL)
_KEYS: Final = ("who", "where", "via", "entered_at", "entered_by")
_LONGEST: Final = 20


def read_source(text: str) -> Source:
    """A chain of sources; raises `Off` when nobody is named.

    ``A (where) via B`` is A's word, which A had from B. `←` reads as `via`.
    """
    links = re.split(r"\s+via\s+|\s*←\s*", text.strip())
    if len(links) > _LONGEST:
        raise Off("This chain of sources is too long.", f"Name {_LONGEST} at most.")
    found: Source | None = None
    for link in reversed(links):
        if not link.strip():
            raise Off(
                f"{text!r} does not say who said it.",
                "Write who (where) via whom: agent's mail (2026-01-03) via casting.",
            )
        match = _LINK.fullmatch(link.strip())
        if match is None:
            found = Source(who=link.strip(), via=found)
        else:
            found = Source(who=match["who"], where=match["where"], via=found)
    assert found is not None
    return found


def write_source(source: Source) -> str:
    """The chain as text; reads back as the same when nothing in it is out of the ordinary."""
    return " via ".join(f"{s.who} ({s.where})" if s.where else s.who for s in source.chain())


class Sourced(Kind[Source]):
    """A source, as text or key by key."""

    _text = Text("who said it", empty=False)

    def read(self, node: Node, at: At, reading: Reading) -> Source:
        """The source with its chain."""
        if node.kind == "text":
            return read_source(self._text.read(node, at, reading))
        entries = mapping_entries(node, at, reading)
        values: dict[str, Any] = {}
        for key, (key_node, value) in entries.items():
            here = at / key
            reading.lines[here.path] = (value.line, value.column)
            if key not in _KEYS:
                reading.tell(
                    "facts.unknown_key",
                    f"A source has no `{key}`.",
                    key_node,
                    here.path,
                    nearest(key, _KEYS),
                )
            elif key == "via":
                if not value.is_null:
                    values[key] = self.read(value, here, reading)
            else:
                values[key] = Text(empty=True).read(value, here, reading)
        if not values.get("who"):
            raise Off("This source does not say who said it.", "Add `who`.")
        return Source(**values)

    def write(self, value: Source, writing: Writing) -> Tree:
        """Text where that reads back the same, else key by key."""
        text = write_source(value)
        try:
            if read_source(text) == value:
                return text
        except Off:
            pass
        tree: dict[str, Any] = {"who": value.who}
        if value.where:
            tree["where"] = value.where
        if value.via is not None:
            tree["via"] = self.write(value.via, writing)
        if value.entered_at:
            tree["entered_at"] = value.entered_at
        if value.entered_by:
            tree["entered_by"] = value.entered_by
        return tree

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text, or its keys."""
        if "source" not in defs:
            defs["source"] = {}
            text = {"type": "string"}
            defs["source"] = {
                "description": "who said it: agent's mail (2026-01-03) via casting",
                "anyOf": [
                    text,
                    {
                        "type": "object",
                        "properties": {
                            **{k: {"type": ["string", "number"]} for k in _KEYS if k != "via"},
                            "via": {"$ref": "#/$defs/source"},
                        },
                        "required": ["who"],
                        "additionalProperties": False,
                    },
                ],
            }
        return {"$ref": "#/$defs/source"}
