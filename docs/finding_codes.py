"""Every finding the source can tell: its code, level, sentence and remedy, read from the code.

A blank (``…``) stands for what a sentence fills in. Codes put together while the program runs are
listed in `COMPOSED`; the tests fail for one that is not, and for a word that looks like the code
of a finding and is neither told anywhere nor listed in `NO_FINDINGS`.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parent.parent / "src" / "intercut"
CODE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")

TELLERS: Final = {
    "Finding": "",
    "Off": "error",
    "_refusal": "error",
    "_broken": "error",
    "_for_strip": "error",
    "add": "",
    "broken": "error",
    "error": "error",
    "note": "note",
    "tell": "error",
    "warn": "warning",
    "warning": "warning",
    "wished": "warning",
}
"""Function that makes a finding -> its level ("": said in the call)."""

OF_RULES: Final = frozenset({"broken", "_broken", "wished"})
"""Those that are given the name of a rule; the code is `rule.` and that."""

COMPOSED: Final = {
    "f'unknown.{names.kind}'": tuple(
        f"unknown.{kind}"
        for kind in ("person", "role", "set", "place", "base", "unit", "element", "scene")
    ),
    "f\"duplicate.{kind.replace(' ', '_')}\"": tuple(
        f"duplicate.{kind}"
        for kind in (
            "person", "role", "place", "base", "unit", "set", "element", "event", "scene",
            "apart_rule", "order_rule",
        )
    ),
}  # fmt: skip
"""Expression that makes a code -> the codes it comes to."""

NO_FINDINGS: Final = frozenset(
    {
        "board.several", "cut.zip", "pay.event", "pay.flat", "pay.guarantee", "pay.hold", "pay.overtime", "pay.travel",
        "pay.week", "pay.week_part", "pay.work", "person.longest_minutes",
        "person.normal_minutes", "place.day", "place.opening", "soft.apart", "soft.order",
        "unit.day", "unit.overtime",
    }
)  # fmt: skip
"""Words with a dot that begin like a finding's code and are none: lines of the cost sheet, settings, files,
operations on a board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One place in the source that tells a finding."""

    code: str
    level: str
    message: str
    fix: str
    room: str


@functools.cache
def told() -> tuple[list[Told], set[str], set[str]]:
    """Everything told; expressions of codes made at run time; all words that look like codes."""
    found: list[Told] = []
    composed: set[str] = set()
    words: set[str] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if CODE.fullmatch(node.value):
                    words.add(node.value)
            elif isinstance(node, ast.Call):
                for one in _told(node, room):
                    if one.code[:2] in {"f'", 'f"'}:
                        composed.add(one.code)
                    found.append(one)
    return [f for f in found if CODE.fullmatch(f.code) or f.code == "unplaced"], composed, words


def _told(call: ast.Call, room: str) -> Iterator[Told]:
    name = _name(call.func)
    if name not in TELLERS:
        return
    named = {k.arg: k.value for k in call.keywords}
    given = list(call.args)
    level = TELLERS[name]
    if name == "add" and given:
        level = ast.unparse(given.pop(0)).rpartition(".")[2].lower()
    if "level" in named:
        level = ast.unparse(named["level"]).rpartition(".")[2].lower()
    at = next((n for n, a in enumerate(given) if _is_code(a, name)), None)
    code = named.get("code") or (given[at] if at is not None else None)
    if code is None:
        return
    rest = given[at + 1 :] if at is not None else given
    if name == "Off":  # sentence and remedy stand before the code
        rest = given[:at]
    message = named.get("message") or (rest[0] if rest else None)
    fix = named.get("fix") or (rest[-1] if len(rest) > 1 else None)
    for spelled in _codes(code, name):
        yield Told(
            code=spelled, level=level, message=template(message), fix=template(fix), room=room
        )


def _is_code(argument: ast.expr, name: str) -> bool:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return name in OF_RULES or bool(CODE.fullmatch(argument.value))
    return isinstance(argument, ast.JoinedStr) and ast.unparse(argument) in COMPOSED


def _codes(code: ast.expr, name: str) -> Iterator[str]:
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield f"rule.{code.value}" if name in OF_RULES else code.value
    elif isinstance(code, ast.JoinedStr):
        yield from COMPOSED.get(ast.unparse(code), (ast.unparse(code),))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def template(text: ast.expr | None) -> str:
    """A sentence with … for what it fills in."""
    if isinstance(text, ast.Constant):
        return str(text.value) if isinstance(text.value, str) else ""
    if isinstance(text, ast.JoinedStr):
        parts = [str(v.value) if isinstance(v, ast.Constant) else "…" for v in text.values]
        return "".join(parts)
    if isinstance(text, ast.BinOp) and isinstance(text.op, ast.Add):
        return template(text.left) + template(text.right)
    return "…" if text is not None else ""
