"""Entries with keys: one description reads them, writes them and tells editors of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Final, TypeVar, cast

from intercut.domain.source import Source
from intercut.exchange.facts.kinds import (
    FILE_SOURCE,
    At,
    Kind,
    Off,
    Reading,
    Tree,
    Writing,
    mapping_entries,
    nearest,
    read_child,
)
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.sources import Sourced

T = TypeVar("T")
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an entry.

    ``name`` is the attribute it fills; ``absent`` the value when the key is not there, for
    attributes whose class gives none. Several keys may fill one attribute that is a tuple, one
    after the other; ``pick`` then takes out of its value what this key writes.
    """

    key: str
    kind: Kind[Any]
    doc: str
    name: str = ""
    required: bool = False
    absent: Any = _NOTHING
    pick: Callable[[Any], Any] | None = None

    @property
    def attribute(self) -> str:
        """The attribute it fills."""
        return self.name or self.key


def _same(value: T) -> T:
    return value


class Record(Kind[T]):
    """An entry that becomes one frozen value.

    ``short`` is the key a bare text stands for. ``hints`` answer keys people try that do not
    exist: a sentence and what to do. With ``needs_source`` file and line are no source. ``cls`` is made of the keys and ``finish`` turns it into the
    value, filling what one key says about another; ``strip`` takes it apart again for writing.
    """

    def __init__(
        self,
        cls: Callable[..., Any],
        keys: Sequence[Key],
        doc: str,
        *,
        short: str = "",
        hints: Mapping[str, tuple[str, str]] | None = None,
        needs_source: bool = False,
        finish: Callable[[Any], T] = _same,
        strip: Callable[[T], Any] = _same,
    ) -> None:
        self.cls = cls
        self.doc = doc
        self.short = short
        self.hints = hints or {}
        self.needs_source = needs_source
        self.finish = finish
        self.strip = strip
        self.keys = {k.key: k for k in keys}
        self._defaults: dict[str, Any] = {}
        has_source = False
        for field_ in fields(cls):  # type: ignore[arg-type]
            if field_.name == "source":
                has_source = True
            if field_.default is not MISSING:
                self._defaults[field_.name] = field_.default
            elif field_.default_factory is not MISSING:
                self._defaults[field_.name] = field_.default_factory()
        self.has_source = has_source and "source" not in {k.attribute for k in keys}
        for key in keys:
            if key.absent is not _NOTHING:
                self._defaults[key.attribute] = key.absent

    def read(self, node: Node, at: At, reading: Reading) -> T:
        """The value; everything that is off in the entry is told before it is refused."""
        if node.kind == "text" and self.short and not node.is_null:
            value = read_child(self.keys[self.short].kind, node, at / self.short, reading)
            if value is None:
                raise Off
            values = {self.keys[self.short].attribute: value}
            return self.made(values, node, at, reading)
        entries = mapping_entries(node, at, reading)
        before = reading.errors
        inner = at
        values = {}
        if self.has_source and "source" in entries:
            source = read_child(Sourced(), entries["source"][1], at / "source", reading)
            if source is not None:
                values["source"] = source
                inner = At(at.path, source)
        for name, (key_node, _) in entries.items():
            if name not in self.keys and not (name == "source" and self.has_source):
                self._tell_unknown(name, key_node, (at / name).path, reading)
        for name, key in self.keys.items():
            if name not in entries:
                continue
            _, value_node = entries[name]
            if value_node.is_null and not key.required:
                reading.lines[(at / name).path] = (value_node.line, value_node.column)
                continue
            value = read_child(key.kind, value_node, inner / name, reading)
            if value is not None and key.pick is not None:
                value = (*values.get(key.attribute, ()), *value)
            if value is not None:
                values[key.attribute] = value
        for name, key in self.keys.items():
            if key.required and name not in entries:
                reading.tell(
                    "facts.missing",
                    f"`{name}` is missing here ({key.doc}).",
                    node,
                    at.path,
                    f"Add `{name}:`.",
                )
        if self.needs_source and "source" not in entries and at.source is None:
            reading.tell(
                "facts.no_source",
                f"This {self.doc} does not say where it is from.",
                node,
                at.path,
                "Add `source:`, who said it and where.",
            )
        if reading.errors > before:
            raise Off
        return self.made(values, node, inner, reading)

    def made(self, values: dict[str, Any], node: Node, at: At, reading: Reading) -> T:
        """The value out of its attributes, with the source that holds at ``node``."""
        if self.has_source and "source" not in values:
            source = at.source or _of_file(node, reading)
            if source is not None:
                values["source"] = source
        try:
            return self.finish(self.cls(**{**self._filled(), **values}))
        except ValueError as wrong:
            raise Off(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.", "Correct it.") from wrong

    def _filled(self) -> dict[str, Any]:
        return {k.attribute: k.absent for k in self.keys.values() if k.absent is not _NOTHING}

    def _tell_unknown(self, name: str, node: Node, path: str, reading: Reading) -> None:
        if name in self.hints:
            message, fix = self.hints[name]
            code = "facts.refused_key"
        elif re.fullmatch(r"\d{3}(?:\.\d+)?(?: [A-Za-z]{3})?|[^\s(]*\)", name):
            code = "facts.comma"
            message = (
                f"`{name}` is cut off from what stands before it: in braces a comma ends a value."
            )
            fix = "Write 1200 without the comma, or put the text in double quotes."
        else:
            message = f"`{name}` is not known here."
            fix = nearest(name, [*self.keys, *(["source"] if self.has_source else [])])
            code = "facts.unknown_key"
        reading.tell(code, message, node, path, fix)

    def write(self, value: T, writing: Writing) -> Tree:
        """Only the keys that say more than their absence; a bare text where the short one does."""
        entry = self.strip(value)
        tree: dict[str, Any] = {}
        inner = writing
        source: Source | None = getattr(entry, "source", None) if self.has_source else None
        if source is not None and not self._goes_without_saying(source, writing):
            inner = replace(writing, source=source)
        for key in self.keys.values():
            item = getattr(entry, key.attribute)
            if key.pick is not None:
                item = key.pick(item)
                if not item:
                    continue
            if not key.required and item == self._defaults.get(key.attribute, _NOTHING):
                continue
            tree[key.key] = key.kind.write(item, inner)
        if inner is not writing and source is not None:
            tree["source"] = Sourced().write(source, writing)
        if self.short and set(tree) == {self.short} and isinstance(tree[self.short], str):
            return cast("Tree", tree[self.short])
        return tree

    def _goes_without_saying(self, source: Source, writing: Writing) -> bool:
        if writing.source is not None:
            return source == writing.source
        return source.who == FILE_SOURCE or source == self._defaults.get("source")

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A reference to the entry's own schema."""
        name = self.doc
        if name not in defs:
            defs[name] = {}
            properties = {
                k.key: {**k.kind.schema(defs), "description": k.doc} for k in self.keys.values()
            }
            if self.has_source:
                properties["source"] = Sourced().schema(defs)
            for key in self.keys.values():
                if not key.required:
                    properties[key.key] = {
                        "anyOf": [properties[key.key], {"type": "null"}],
                        "description": key.doc,
                    }
            whole: dict[str, Any] = {
                "type": "object",
                "properties": properties,
                "required": [
                    *(k.key for k in self.keys.values() if k.required),
                    *(["source"] if self.needs_source else []),
                ],
                "additionalProperties": False,
            }
            if self.short:
                whole = {"anyOf": [self.keys[self.short].kind.schema(defs), whole]}
            defs[name] = {"description": self.doc, **whole}
        return {"$ref": f"#/$defs/{name.replace(' ', '%20')}"}


def _of_file(node: Node, reading: Reading) -> Source | None:
    if not reading.file:
        return None
    return Source(who=FILE_SOURCE, where=f"{reading.file}, line {node.line}")
