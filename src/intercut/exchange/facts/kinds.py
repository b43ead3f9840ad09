"""What may stand in a field: how it is read, how it is written, what an editor is told of it."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.source import Source
from intercut.exchange.facts.nodes import Node

T = TypeVar("T")

FILE_SOURCE = "facts file"
"""Who says what stands in a facts file without a source of its own."""


class Off(Exception):
    """A field cannot be read. ``message`` empty: already told."""

    def __init__(self, message: str = "", fix: str = "", code: str = "facts.value") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.code = code


@dataclass(slots=True)
class Reading:
    """What is known while a file is read: its name, its currency, what was off, where all stood."""

    file: str
    currency: str
    findings: list[Finding] = field(default_factory=list)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    errors: int = 0

    def where(self, node: Node, path: str) -> Where:
        """The place of a node."""
        return Where(file=self.file, line=node.line, column=node.column, path=path)

    def tell(self, code: str, message: str, node: Node, path: str, fix: str) -> None:
        """Note something that is off."""
        self.findings.append(error(code, message, self.where(node, path), fix))
        self.errors += 1

    def warn(self, code: str, message: str, node: Node, path: str, fix: str) -> None:
        """Note something worth a look."""
        self.findings.append(warning(code, message, self.where(node, path), fix))


@dataclass(frozen=True, slots=True)
class At:
    """Where reading stands: the path, and the source said for all below it."""

    path: str
    source: Source | None = None

    def __truediv__(self, name: str | int) -> At:
        return At(f"{self.path}.{name}" if self.path else str(name), self.source)


class Bare(str):
    """Text that is written without quotes: numbers, dates, amounts, yes and no."""

    __slots__ = ()


Tree: TypeAlias = "str | list[Any] | dict[str, Any]"
"""What the emitter writes: text, `Bare` text, lists and mappings of trees."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is known while facts are written: the reporting currency, the source said above."""

    currency: str
    source: Source | None = None


class Kind(ABC, Generic[T]):
    """One kind of field."""

    @abstractmethod
    def read(self, node: Node, at: At, reading: Reading) -> T:
        """The value. Raises `Off` when there is none; what is off below is told in ``reading``."""

    @abstractmethod
    def write(self, value: T, writing: Writing) -> Tree:
        """The tree that reads back as ``value``."""

    @abstractmethod
    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema; records put theirs into ``defs``."""


def read_child(kind: Kind[T], node: Node, at: At, reading: Reading) -> T | None:
    """The value of a field, or None after telling what is off about it.

    Kinds never read to None, so None always means that something was told.
    """
    reading.lines[at.path] = (node.line, node.column)
    try:
        return kind.read(node, at, reading)
    except Off as off:
        if off.message:
            reading.tell(off.code, off.message, node, at.path, off.fix)
        return None


def nearest(text: str, known: Iterable[str]) -> str:
    """A sentence naming the nearest of the words known, or all of them."""
    words = list(known)
    lowered = {w.casefold(): w for w in words}
    near = difflib.get_close_matches(text.casefold(), lowered, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{lowered[near[0]]}`?"
    return f"Known are: {', '.join(words)}."


class ListOf(Kind[tuple[T, ...]]):
    """Several of a kind; one may be written without brackets."""

    def __init__(self, kind: Kind[T]) -> None:
        self.kind = kind

    def read(self, node: Node, at: At, reading: Reading) -> tuple[T, ...]:
        """All items; those that are off are told and the list with them refused."""
        if node.is_null:
            return ()
        if node.kind != "list":
            return (self.kind.read(node, at, reading),)
        found = [read_child(self.kind, n, at / k, reading) for k, n in enumerate(node.items)]
        kept = [value for value in found if value is not None]
        if len(kept) < len(found):
            raise Off
        return tuple(kept)

    def write(self, value: tuple[T, ...], writing: Writing) -> Tree:
        """A list, always with brackets or dashes."""
        return [self.kind.write(item, writing) for item in value]

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A list, or one item of it."""
        item = self.kind.schema(defs)
        return {"anyOf": [{"type": "array", "items": item}, item, {"type": "null"}]}


class SetOf(Kind[frozenset[T]]):
    """Several of a kind, order and repetition not counting."""

    def __init__(self, kind: Kind[T]) -> None:
        self.items = ListOf(kind)

    def read(self, node: Node, at: At, reading: Reading) -> frozenset[T]:
        """All items."""
        return frozenset(self.items.read(node, at, reading))

    def write(self, value: frozenset[T], writing: Writing) -> Tree:
        """A list in order."""
        return self.items.write(tuple(sorted(value)), writing)  # type: ignore[type-var]

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """As a list."""
        return self.items.schema(defs)


class PairsOf(Kind[tuple[tuple[str, T], ...]]):
    """Names, each with a value of a kind, in order."""

    def __init__(self, kind: Kind[T]) -> None:
        self.kind = kind

    def read(self, node: Node, at: At, reading: Reading) -> tuple[tuple[str, T], ...]:
        """The pairs in the order of the file."""
        if node.is_null:
            return ()
        entries = mapping_entries(node, at, reading)
        found = {k: read_child(self.kind, v, at / k, reading) for k, (_, v) in entries.items()}
        kept = tuple((k, v) for k, v in found.items() if v is not None)
        if len(kept) < len(node.entries):
            raise Off
        return kept

    def write(self, value: tuple[tuple[str, T], ...], writing: Writing) -> Tree:
        """A mapping."""
        return {name: self.kind.write(item, writing) for name, item in value}

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """A mapping with free names."""
        return {"type": "object", "additionalProperties": self.kind.schema(defs)}


def mapping_entries(node: Node, at: At, reading: Reading) -> Mapping[str, tuple[Node, Node]]:
    """Key and value nodes by key; keys given twice are told, the first stands.

    Raises `Off` when the node is no mapping.
    """
    if node.kind != "mapping":
        told = "a list" if node.kind == "list" else f"the text {node.text[:40]!r}"
        raise Off(
            f"Here stands {told} where `key: value` lines are expected.", "Write `key: value`."
        )
    found: dict[str, tuple[Node, Node]] = {}
    for key, value in node.entries:
        if key.kind != "text":
            reading.tell(
                "facts.key", "A key has to be plain text.", key, at.path, "Write `key: value`."
            )
        elif key.text in found:
            line = found[key.text][0].line
            reading.tell(
                "facts.twice",
                f"`{key.text}` is given twice (first in line {line}).",
                key,
                (at / key.text).path,
                "Keep one of the two.",
            )
        else:
            found[key.text] = (key, value)
    return found


class Choice(Kind[T]):
    """One kind or another, by what is written and by what value is to be written."""

    def __init__(self, *ways: tuple[Kind[Any], str, type]) -> None:
        """Each way: the kind, a key that a mapping of it has ("" for text), the type it gives."""
        self.ways = ways

    def read(self, node: Node, at: At, reading: Reading) -> T:
        """The first way whose key is there."""
        keys = {k.text for k, _ in node.entries}
        for kind, key, _ in self.ways:
            if (key in keys) if key else node.kind != "mapping":
                value: T = kind.read(node, at, reading)
                return value
        wanted = " or ".join(f"`{key}`" for _, key, _ in self.ways if key)
        raise Off(f"An entry here needs {wanted}.", "Add the key.")

    def write(self, value: T, writing: Writing) -> Tree:
        """The way of the value's type."""
        kind = next(kind for kind, _, type_ in self.ways if isinstance(value, type_))
        return kind.write(value, writing)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Any of the ways."""
        return {"anyOf": [kind.schema(defs) for kind, _, _ in self.ways]}
