"""A facts file changed entry by entry, its comments and its order kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from intercut.errors import Unreadable

LONGEST_VALUE: Final = 20_000
"""Letters of one value; our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One change: at ``path`` stands ``value`` from now on, in the words of the facts file.

    Names lead through mappings, numbers through lists; a number one past the end adds an entry.
    An empty ``value`` takes the entry away.
    """

    path: tuple[str | int, ...]
    value: str


def amended(text: str, amendments: Sequence[Amendment]) -> str:
    """The facts file with changes in it, made one after the other.

    Raises
    ------
    Unreadable
        When the text is no YAML, or a path leads nowhere.
    """
    yaml = _yaml()
    try:
        top = yaml.load(text)
    except YAMLError as problem:
        msg = "the facts are no YAML any more."
        raise Unreadable(msg, "Mend the text first.") from problem
    whole = top if isinstance(top, CommentedMap) else CommentedMap()
    for amendment in amendments:
        _amend(whole, amendment)
    for name in [k for k, v in whole.items() if isinstance(v, list | dict) and not v]:
        del whole[name]
    if not whole:
        return text if top is None else ""
    stream = io.StringIO()
    yaml.dump(whole, stream)
    head = "" if isinstance(top, CommentedMap) or not text.strip() else text.rstrip() + "\n\n"
    return head + stream.getvalue()


def tables_of(text: str) -> dict[str, Any]:
    """The sections of a facts file as plain lists and mappings of texts, for a page to show.

    Raises
    ------
    Unreadable
        When the text is no YAML.
    """
    try:
        top = _yaml().load(text)
    except YAMLError as problem:
        msg = "the facts are no YAML any more."
        raise Unreadable(msg, "Mend the text first.") from problem
    if not isinstance(top, CommentedMap):
        return {}
    return {str(k): _plain(v) for k, v in top.items() if v is not None}


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _amend(top: CommentedMap, amendment: Amendment) -> None:
    *way, last = amendment.path
    at: Any = top
    for n, step in enumerate(way):
        following = amendment.path[n + 1]
        at = _into(at, step, CommentedSeq() if isinstance(following, int) else CommentedMap())
    value = _value(amendment.value)
    if isinstance(at, CommentedSeq) and isinstance(last, int):
        if not 0 <= last <= len(at):
            raise _nowhere(amendment)
        if value is None:
            if last < len(at):
                del at[last]
        elif last == len(at):
            at.append(value)
        else:
            at[last] = value
    elif isinstance(at, CommentedMap) and isinstance(last, str):
        if value is None:
            at.pop(last, None)
        else:
            at[last] = value
    else:
        raise _nowhere(amendment)


def _into(at: Any, step: str | int, new: Any) -> Any:
    """What stands at a step; made where there is nothing yet, a single value taken as a list."""
    if isinstance(at, CommentedMap) and isinstance(step, str):
        found = at.get(step)
        if found is None:
            at[step] = new
        elif isinstance(new, CommentedSeq) and not isinstance(found, CommentedSeq):
            new.append(found)
            at[step] = new
        return at[step]
    if isinstance(at, CommentedSeq) and isinstance(step, int) and 0 <= step <= len(at):
        if step == len(at):
            at.append(new)
        return at[step]
    msg = f"the facts have nothing at {step!r}."
    raise Unreadable(msg)


def _nowhere(amendment: Amendment) -> Unreadable:
    return Unreadable(f"the facts have nothing at {'.'.join(map(str, amendment.path))}.")


def _value(text: str) -> Any:
    """A value in the words of the facts file: text, a number, a list in brackets, a mapping."""
    text = text.strip()
    if not text:
        return None
    if len(text) > LONGEST_VALUE:
        msg = f"a value has at most {LONGEST_VALUE:,} letters."
        raise Unreadable(msg)
    is_flow = text[0] in "[{"
    try:
        value = _yaml().load(f"v: {text}")["v"]
    except (YAMLError, TypeError, KeyError) as problem:
        if not is_flow:
            return text
        msg = f"{text[:60]!r} is not well formed."
        raise Unreadable(msg, "Close its brackets.") from problem
    if value is None or (isinstance(value, CommentedMap | CommentedSeq) and not is_flow):
        return text
    if not is_flow and "#" in text:
        return text
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, CommentedMap):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, CommentedSeq):
        return [_plain(v) for v in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
