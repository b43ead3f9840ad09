"""The records of a USS file, in both spellings, with everything odd about them told."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from intercut.domain.finding import Finding, Where, error, note, warning

ROOT: Final = "universalScheduleStandard"
MOST_BYTES: Final = 20_000_000
MOST_STRIPS: Final = 10_000
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")


@dataclass(slots=True)
class Log:
    """What was odd. The same oddity is told once, with how often it occurs."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    _often: dict[str, list[str]] = field(default_factory=dict)

    def error(self, code: str, message: str, path: str = "", fix: str = "") -> None:
        """Note something that cannot be used."""
        self.findings.append(error(code, message, Where(file=self.file, path=path), fix))

    def warn(self, code: str, message: str, path: str = "", fix: str = "") -> None:
        """Note something worth a look."""
        self.findings.append(warning(code, message, Where(file=self.file, path=path), fix))

    def note(self, code: str, message: str, path: str = "", fix: str = "") -> None:
        """Note something that only informs."""
        self.findings.append(note(code, message, Where(file=self.file, path=path), fix))

    def odd(self, what: str, path: str) -> None:
        """Note a departure from the documented format; told once each, by `tell_oddities`."""
        self._often.setdefault(what, []).append(path)

    def tell_oddities(self) -> None:
        """Put all departures noted into findings."""
        for what, paths in self._often.items():
            often = f" ({len(paths)} times)" if len(paths) > 1 else ""
            self.note(
                "uss.spelling", f"The file has {what}{often}; it is read all the same.", paths[0]
            )
        self._often.clear()


class Record:
    """One JSON object with its path; keys are asked for by type, and wrong types are told."""

    __slots__ = ("log", "path", "values")

    def __init__(self, values: dict[str, Any], path: str, log: Log) -> None:
        self.values = values
        self.path = path
        self.log = log

    def _wrong(self, key: str, wanted: str) -> None:
        self.log.warn(
            "uss.type",
            f"`{key}` is not {wanted} and is left out.",
            f"{self.path}.{key}",
            f"Let it be {wanted}, or null.",
        )

    def text(self, key: str) -> str:
        """Text, "" for null; numbers become their digits."""
        value = self.values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return " ".join("".join(c if c.isprintable() else " " for c in value).split())
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.log.odd(f"a number for `{key}`", f"{self.path}.{key}")
            return str(value)
        self._wrong(key, "text")
        return ""

    def number(self, key: str, most: float) -> float | None:
        """A number from 0 to ``most``, None for null."""
        value = self.values.get(key)
        if value is None:
            return None
        usable = isinstance(value, int | float) and not isinstance(value, bool)
        if not usable or not math.isfinite(value) or not 0 <= value <= most:
            self._wrong(key, f"a number from 0 to {most:g}")
            return None
        return float(value)

    def flag(self, key: str) -> bool:
        """Whether a key is true."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "true or false")
        return value is True

    def date(self, key: str) -> date | None:
        """The date of a moment in time, as it stands before the `T`."""
        value = self.values.get(key)
        if value is None:
            return None
        found = _DATE.fullmatch(value) if isinstance(value, str) else None
        if found is not None:
            if isinstance(value, str) and value.endswith("+0000"):
                self.log.odd("dates ending in +0000 instead of Z", f"{self.path}.{key}")
            year, month, day = (int(n) for n in found.groups())
            try:
                if 1900 <= year <= 2200:
                    return date(year, month, day)
            except ValueError:
                pass
        self._wrong(key, "a date")
        return None

    def items(self, key: str) -> list[Any]:
        """The items of a list, [] for null."""
        value = self.values.get(key)
        if isinstance(value, list):
            return value
        if value is not None:
            self._wrong(key, "a list")
        return []

    def records(self, key: str) -> list[Record]:
        """The objects of a list; all else in it is told and left out."""
        found = []
        for n, item in enumerate(self.items(key)):
            path = f"{self.path}.{key}.{n}" if self.path else f"{key}.{n}"
            if isinstance(item, dict):
                found.append(Record(item, path, self.log))
            else:
                self.log.warn("uss.type", "This entry is no object and is left out.", path)
        return found


def root_of(data: bytes, log: Log) -> Record | None:
    """The root of a USS file, None (with a finding) when it is none."""
    if len(data) > MOST_BYTES:
        log.error("uss.too_large", f"The file holds {len(data):,} bytes, {MOST_BYTES:,} are read.")
        return None
    try:
        whole = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as wrong:
        log.error(
            "uss.encoding", f"Byte {wrong.start} is not UTF-8.", fix="Export it again as UTF-8."
        )
        return None
    except RecursionError:
        log.error("uss.json", "The file is nested too deep.", fix="Export it again.")
        return None
    except ValueError as wrong:
        # Digits beyond Python's limit land here too, as they do not carry a position.
        where = Where(
            file=log.file, line=getattr(wrong, "lineno", None), column=getattr(wrong, "colno", None)
        )
        problem = getattr(wrong, "msg", str(wrong)).rstrip(".")
        log.findings.append(
            error("uss.json", f"This is not JSON: {problem}.", where, "Export the board again.")
        )
        return None
    root = whole.get(ROOT) if isinstance(whole, dict) else None
    if not isinstance(root, dict):
        log.error(
            "uss.root",
            f"The file has no `{ROOT}`: it is no board of the Universal Schedule Standard.",
            fix="Export the board as USS, or import it as CSV.",
        )
        return None
    return Record(root, "", log)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")
