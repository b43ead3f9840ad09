"""The exact form of what is kept: JSON with a type and a version, read by upgrades step by step.

    {"type": "plan", "version": 1, "data": {...}}

The same object always gives the same text: sets are sorted, keys stand in the order of the
record's fields, and every field is written, so that a default changed later changes no old film.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from intercut.domain.facts import Facts
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.errors import NewerFormat, Unreadable

_T = TypeVar("_T")

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""Data of version n in, data of version n + 1 out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one type is kept: its name in the file, its version, and the steps up to it.

    ``upgrades`` maps a version to the step that leads from it to the next; there is one for
    every version from 1 to ``version`` - 1.
    """

    type: type[Any]
    name: str
    version: int = 1
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if set(self.upgrades) != set(range(1, self.version)):
            msg = (
                f"format {self.name}: version {self.version} needs one upgrade from each version "
                f"before it, not from {sorted(self.upgrades)}"
            )
            raise ValueError(msg)


_FORMATS: dict[str, Format] = {}
_NAMES: dict[type[Any], str] = {}


def register(form: Format) -> None:
    """Make a type known to `encode` and `decode`; rooms that the store may not import call it.

    Raises
    ------
    ValueError
        When the name already stands for another type.
    """
    known = _FORMATS.get(form.name)
    if known is not None and known.type is not form.type:
        msg = f"the name {form.name!r} already stands for {known.type.__name__}"
        raise ValueError(msg)
    _FORMATS[form.name] = form
    _NAMES[form.type] = form.name


for _kept in (
    Format(type=Breakdown, name="breakdown"),
    Format(type=Facts, name="facts"),
    Format(type=Plan, name="plan"),
    Format(type=Production, name="production"),
):
    register(_kept)


def formats() -> tuple[Format, ...]:
    """Every type that can be kept, by name."""
    return tuple(_FORMATS[name] for name in sorted(_FORMATS))


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(form: Format) -> TypeAdapter[Any]:
    """Made when first used: a type's schema takes some hundredths of a second."""
    if form.name not in _ADAPTERS:
        _ADAPTERS[form.name] = TypeAdapter(form.type)
    return _ADAPTERS[form.name]


def _plain(value: object) -> object:
    """What JSON has no form for: dates and sets."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    msg = f"{type(value).__name__} has no form in JSON"
    raise TypeError(msg)


def encode(obj: object) -> str:
    """The exact text of a Breakdown, Facts, Plan, Production or another registered type.

    Raises
    ------
    ValueError
        When its type was never registered.
    """
    name = _NAMES.get(type(obj))
    if name is None:
        msg = f"{type(obj).__name__} is not kept in files; one of {sorted(_FORMATS)} is"
        raise ValueError(msg)
    form = _FORMATS[name]
    data = _adapter(form).dump_python(obj)
    return json.dumps(
        {"type": name, "version": form.version, "data": data},
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )


def name_of(text: str) -> str:
    """The name of the type a text of `encode` holds; "" when it is no such text."""
    try:
        envelope = json.loads(text)
    except ValueError:
        return ""
    name = envelope.get("type") if isinstance(envelope, dict) else None
    return name if isinstance(name, str) else ""


def decode(text: str, expected: type[_T]) -> _T:
    """The object a text of `encode` stands for, of this or an earlier version.

    Raises
    ------
    Unreadable
        When the text is not such a text, or of another type, or its data do not fit; every
        place that does not fit is named.
    NewerFormat
        When a newer program wrote it.
    """
    name = _NAMES[expected]
    form = _FORMATS[name]
    try:
        envelope = json.loads(text)
    except ValueError as problem:
        msg = f"this is not the kept form of a {name}: {problem}."
        raise Unreadable(msg) from problem
    if not isinstance(envelope, dict) or envelope.keys() != {"type", "version", "data"}:
        msg = f"this is not the kept form of a {name}: it has no type, version and data."
        raise Unreadable(msg)
    if envelope["type"] != name:
        msg = f"this is the kept form of a {envelope['type']}, not of a {name}."
        raise Unreadable(msg)
    data = _upgraded(form, envelope["version"], envelope["data"])
    try:
        read = _adapter(form).validate_json(json.dumps(data), strict=True, extra="forbid")
    except ValidationError as problem:
        places = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in problem.errors()
        )
        msg = f"the kept {name} does not fit: {places}."
        raise Unreadable(msg) from problem
    return cast("_T", read)


def _upgraded(form: Format, version: object, data: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        msg = f"the kept {form.name} has no version that counts from 1: {version!r}."
        raise Unreadable(msg)
    if version > form.version:
        msg = (
            f"the kept {form.name} is of version {version}, and this program reads up to "
            f"{form.version}."
        )
        raise NewerFormat(msg, "Open it with the newer intercut that wrote it.")
    for step in range(version, form.version):
        data = form.upgrades[step](data)
    return data
