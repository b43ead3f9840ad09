"""YAML text as plain nodes with their lines and columns; nothing is guessed about their types.

Only the shape is YAML's (1.2): every scalar stays the text somebody wrote, and the kind of field
it stands in says how it is read. So `NO` is a word, `1:30` is no number of seconds, and `12.10`
keeps its nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from intercut.domain.finding import Finding, Where, error

MOST_BYTES: Final = 1_000_000
MOST_DEPTH: Final = 40
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Node:
    """One node: a text, a list or a mapping. ``line`` and ``column`` count from 1."""

    line: int
    column: int
    text: str = ""
    quoted: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    kind: str = "text"

    @property
    def is_null(self) -> bool:
        """Whether nothing was written (or `~`, `null`)."""
        return self.kind == "text" and not self.quoted and self.text in _NULLS


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlRead:
    """The document's root, None when there is none or it cannot be read."""

    root: Node | None
    findings: tuple[Finding, ...] = ()


def read_yaml(data: str | bytes, file: str) -> YamlRead:
    """The one document of a YAML file as nodes. Never raises for what stands in the file."""
    found = _decoded(data, file)
    if isinstance(found, Finding):
        return YamlRead(root=None, findings=(found,))
    try:
        return _built(found, file)
    except MarkedYAMLError as wrong:
        return YamlRead(root=None, findings=(_syntax(wrong, found, file),))
    except (YAMLError, ValueError, OverflowError) as wrong:
        # ruamel refuses unprintable characters and odd escapes with its own or plain errors.
        first = str(wrong).strip().splitlines()[0] if str(wrong).strip() else "it is not YAML"
        return YamlRead(
            root=None,
            findings=(
                error(
                    "facts.yaml",
                    f"The file cannot be read as YAML: {first}.",
                    Where(file=file),
                    "Take the odd character out, or put the text in double quotes.",
                ),
            ),
        )


def _decoded(data: str | bytes, file: str) -> str | Finding:
    size = len(data)
    if size > MOST_BYTES:
        return error(
            "facts.too_large",
            f"The file holds {size:,} bytes; a facts file may hold {MOST_BYTES:,}.",
            Where(file=file),
            "Is this the right file?",
        )
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        return error(
            "facts.encoding",
            f"The file is not UTF-8 text (byte {data[wrong.start]:#04x}).",
            Where(
                file=file,
                line=before.count(b"\n") + 1,
                column=len(before) - before.rfind(b"\n"),
            ),
            "Save it again as UTF-8.",
        )


def _syntax(wrong: MarkedYAMLError, text: str, file: str) -> Finding:
    mark = wrong.problem_mark or wrong.context_mark
    where = Where(file=file)
    if mark is not None:
        where = Where(file=file, line=mark.line + 1, column=mark.column + 1)
        lines = text.splitlines()
        if mark.line < len(lines) and "\t" in lines[mark.line]:
            return error(
                "facts.yaml",
                "A tab stands where blanks are needed.",
                where,
                "Indent with blanks only.",
            )
    problem = wrong.problem or wrong.context or "it is not YAML"
    if wrong.context and wrong.context != problem:
        problem = f"{problem} ({wrong.context})"
    return error(
        "facts.yaml",
        f"This cannot be read as YAML: {problem}.",
        where,
        "Look at the indentation and the colons around there, or put the text in double quotes.",
    )


def _refusal(code: str, message: str, event: Event, file: str, fix: str) -> YamlRead:
    mark = event.start_mark
    where = Where(file=file, line=mark.line + 1, column=mark.column + 1)
    return YamlRead(root=None, findings=(error(code, message, where, fix),))


def _built(text: str, file: str) -> YamlRead:
    yaml = YAML(typ="safe", pure=True)
    open_nodes: list[tuple[Node, list[Node]]] = []
    root: Node | None = None
    documents = 0
    for event in yaml.parse(text):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                return _refusal(
                    "facts.documents",
                    "The file holds more than one document.",
                    event,
                    file,
                    "Take out the line `---` in its middle.",
                )
        done: Node | None = None
        if isinstance(event, AliasEvent):
            return _refusal(
                "facts.alias",
                f"`*{event.anchor}` repeats another entry; facts are written out each time.",
                event,
                file,
                "Copy what it stands for to this place.",
            )
        if isinstance(event, ScalarEvent):
            if event.ctag is not None:
                return _refusal(
                    "facts.tag",
                    f"`{event.ctag}` is a tag; a facts file has none.",
                    event,
                    file,
                    "Take it out, or put the text in double quotes.",
                )
            done = _node(event, "text")
            done.text, done.quoted = event.value, bool(event.style)
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            if len(open_nodes) >= MOST_DEPTH:
                return _refusal(
                    "facts.depth",
                    f"The entries are nested more than {MOST_DEPTH} deep.",
                    event,
                    file,
                    "A facts file needs no more than ten.",
                )
            kind = "list" if isinstance(event, SequenceStartEvent) else "mapping"
            open_nodes.append((_node(event, kind), []))
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            done, inside = open_nodes.pop()
            if done.kind == "list":
                done.items = inside
            else:
                done.entries = list(zip(inside[::2], inside[1::2], strict=True))
        if done is not None:
            if open_nodes:
                open_nodes[-1][1].append(done)
            else:
                root = done
    return YamlRead(root=root)


def _node(event: Event, kind: str) -> Node:
    mark = event.start_mark
    return Node(line=mark.line + 1, column=mark.column + 1, kind=kind)
