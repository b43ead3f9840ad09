"""Strips as CSV or TSV, which every program can import or print: out: plain cells in a fixed order of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from intercut.domain.ids import StripId
from intercut.domain.plan import PlacedStrip, Plan
from intercut.domain.production import Production
from intercut.domain.secrets import secrets_of
from intercut.domain.strips import Strip, strips_of
from intercut.domain.units import format_eighths
from intercut.exchange.csv_strips.columns import FORMULA_STARTS, WRITTEN

_TELL_NOTHING: Final = ("INT/EXT", "D/N")
"""No name is hidden there, even of somebody called Day."""

NO_NOTES: Final[Mapping[StripId, tuple[str, ...]]] = {}


def write_csv(
    production: Production,
    plan: Plan | None = None,
    *,
    dialect: Literal["csv", "tsv"] = "csv",
    notes: Mapping[StripId, tuple[str, ...]] = NO_NOTES,
) -> bytes:
    """The strips of a plan in order, then the boneyard; without a plan all strips in script order.

    UTF-8 with a byte order mark, as spreadsheets want it. No cell begins like a formula. Names of
    secret people and of their roles give way to code names. ``notes`` stand beside their strips.
    """
    secrets = secrets_of(production)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t" if dialect == "tsv" else ",", lineterminator="\r\n")
    writer.writerow(WRITTEN)
    for row in _table(production, plan, notes):
        told = [
            cell if name in _TELL_NOTHING else secrets.hidden(cell)
            for name, cell in zip(WRITTEN, row, strict=True)
        ]
        writer.writerow([_harmless(cell) for cell in told])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(text: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _table(
    production: Production, plan: Plan | None, notes: Mapping[StripId, tuple[str, ...]]
) -> Iterator[list[str]]:
    strips = {s.id: s for s in strips_of(production)}
    names = _Names(production, notes)
    if plan is None:
        for strip in strips.values():
            yield names.row(strip, "", "", "", strip.places[0] if strip.places else "")
        return
    units = {u.id: u.name for u in production.units}
    counted: dict[str, int] = {}
    for day in sorted(
        plan.days, key=lambda d: (d.date, list(units).index(d.unit) if d.unit in units else 0)
    ):
        if not day.entries:
            continue
        counted[day.unit] = counted.get(day.unit, 0) + 1
        head = (str(counted[day.unit]), day.date.isoformat(), units.get(day.unit, day.unit))
        for entry in day.entries:
            if isinstance(entry, PlacedStrip):
                if entry.strip in strips:
                    yield names.row(strips[entry.strip], *head, entry.place)
            else:
                yield [*head, *("" for _ in range(6)), entry.text, *("" for _ in range(5))]
    for id_ in plan.boneyard:
        if id_ in strips:
            strip = strips[id_]
            yield names.row(strip, "", "", "", strip.places[0] if strip.places else "")


class _Names:
    """Names of what strips refer to by id."""

    def __init__(self, production: Production, notes: Mapping[StripId, tuple[str, ...]]) -> None:
        self.notes = notes
        self.sets: Mapping[str, str] = {s.id: s.name for s in production.sets}
        self.places: Mapping[str, str] = {p.id: p.name for p in production.places}
        self.roles: Mapping[str, str] = {r.id: r.name for r in production.roles}

    def row(self, strip: Strip, day: str, on: str, unit: str, place: str) -> list[str]:
        """One strip as a row."""
        return [
            day,
            on,
            unit,
            strip.number,
            strip.int_ext.value,
            self.sets.get(strip.set, strip.set),
            "" if strip.light == "any" else strip.light.upper(),
            format_eighths(strip.eighths),
            ", ".join(self.roles.get(r, r) for r in strip.roles),
            strip.synopsis,
            self.places.get(place, place),
            strip.script_day,
            strip.script_page,
            str(strip.minutes),
            "; ".join(self.notes.get(strip.id, ())),
        ]
