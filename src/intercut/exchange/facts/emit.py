"""Trees as YAML text a person likes to read: short lists in a row, quotes only where needed."""

from __future__ import annotations

import re
from typing import Any, Final

from intercut.exchange.facts.kinds import Bare, Tree

WIDTH: Final = 96
_PLAIN: Final = re.compile(r"[^\W\d_][\w ./()'&+-]*", re.UNICODE)
_TAKEN: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """A text as YAML writes it, quoted unless every reader takes it for that text."""
    if isinstance(text, Bare):
        return str(text)
    if _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN and text == text.strip():
        return str(text)
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() and char != "\ufeff":
        return char
    code = ord(char)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\u{code:04X}" if code > 0xFF else f"\\x{code:02X}"


def in_a_row(tree: Tree) -> str:
    """A tree on one line."""
    if isinstance(tree, str):
        return scalar(tree)
    if isinstance(tree, list):
        return "[" + ", ".join(in_a_row(t) for t in tree) + "]"
    return "{" + ", ".join(f"{scalar(k)}: {in_a_row(t)}" for k, t in tree.items()) + "}"


def _is_flat(tree: Tree) -> bool:
    if isinstance(tree, str):
        return True
    if isinstance(tree, list):
        return all(isinstance(t, str) for t in tree)
    return len(tree) <= 4 and all(isinstance(t, str) for t in tree.values())


def lines_of(tree: Tree, indent: int) -> list[str]:
    """A list or mapping as block lines, indented."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            lines += _keyed(f"{pad}{scalar(key)}:", value, indent)
    elif isinstance(tree, list):
        for item in tree:
            lines += _item(item, indent)
    else:
        lines.append(f"{pad}{scalar(tree)}")
    return lines


def _keyed(head: str, value: Any, indent: int) -> list[str]:
    row = in_a_row(value)
    if isinstance(value, str) or not value:
        return [f"{head} {row}"]
    if isinstance(value, list) and _is_flat(value) and len(head) + len(row) < WIDTH:
        return [f"{head} {row}"]
    return [head, *lines_of(value, indent + 2)]


def _item(item: Any, indent: int) -> list[str]:
    pad = " " * indent
    row = in_a_row(item)
    if _is_flat(item) and (isinstance(item, str) or len(row) + indent + 2 < WIDTH):
        return [f"{pad}- {row}"]
    inner = lines_of(item, indent + 2)
    inner[0] = f"{pad}- {inner[0].lstrip(' ')}"
    return inner
